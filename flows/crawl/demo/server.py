"""The server of the demo site: loopback only, no more than it is told to serve."""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from flows.children import ROOT
from flows.crawl.demo.contents import Pages, Reports, build_pages
from flows.crawl.demo.faults import ROBOTS, build_faults, large_document, large_page
from flows.crawl.demo.served import DATED, Served

REPORTS = ROOT / "examples" / "reports"
_LARGE = re.compile(r"^/large/(?:index(?:_(\d+))?\.html|(\d+)\.txt)$")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that the site has seen, and what it answered."""

    path: str
    status: int
    sent: int


@dataclass
class DemoSite:
    """What the site is and was asked. night: 1, 2, ...; listed, changed: of the long list; patience: seconds that the
    slow document takes.
    """

    reports: Path = REPORTS
    night: int = 1
    listed: int = 10_000
    changed: int = 10
    patience: float = 30.0
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    tried: Counter[str] = field(default_factory=Counter)
    replaced: Pages = field(default_factory=dict)
    """Answers that a test puts in place of those of the site."""

    @cached_property
    def _reports(self) -> Reports:
        return Reports(self.reports)

    @cached_property
    def _nights(self) -> dict[int, Pages]:
        return {}

    def find(self, path: str, form: dict[str, str] | None) -> Served | None:
        """The answer to a request; None where there is none."""
        if path in self.replaced:
            found = self.replaced[path]
            return found if isinstance(found, Served) else found(form or {})
        if path == "/robots.txt":
            return Served(ROBOTS.encode(), "text/plain")
        large = _LARGE.match(path)
        if large:
            page, document = large.groups()
            if document:
                return large_document(int(document), self.changed, self.night)
            return large_page(int(page or 0), self.listed, 100, self.changed, self.night)
        if self.night not in self._nights:
            self._nights[self.night] = build_pages(self._reports, self.night) | build_faults(self._reports)
        answer = self._nights[self.night].get(path)
        return answer if isinstance(answer, Served) or answer is None else answer(form or {})

    def bodies(self, beginning: str = "/") -> int:
        """How many documents were sent with their bytes from addresses with this beginning."""
        return sum(1 for a in self.asked if a.status == 200 and a.path.startswith(beginning))


@contextmanager
def serving(site: DemoSite) -> Iterator[DemoSite]:
    """Serve the site in threads of this process, on `site.port` or a free one, until the block ends.

    Raises OSError where the port is taken.
    """
    server = _Server(site)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, site: DemoSite) -> None:
        self.site = site
        super().__init__(("127.0.0.1", site.port), _Handler)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """A client that goes in the middle of an answer is nothing to print a stack trace for."""
        with suppress(ConnectionError):
            super().finish_request(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    disable_nagle_algorithm = True

    @property
    def site(self) -> DemoSite:
        assert isinstance(self.server, _Server)
        return self.server.site

    def do_GET(self) -> None:
        self._answer(self.site.find(self.path, None))

    def do_POST(self) -> None:
        length = min(int(self.headers.get("Content-Length") or 0), 10_000)
        form = dict(parse_qsl(self.rfile.read(length).decode("utf-8")))
        self._answer(self.site.find(self.path, form))

    def _answer(self, served: Served | None) -> None:
        if served is None:
            self._send(404, b"not here", {"Content-Type": "text/plain"})
        elif served.trouble:
            self.site.tried[self.path] += 1
            self._make_trouble(served, self.site.tried[self.path])
        else:
            self._send_served(served)

    def _send_served(self, served: Served) -> None:
        headers = {"Content-Type": served.type, **served.headers}
        given = ""
        if served.validator == "etag":
            headers["ETag"], given = served.etag, self.headers.get("If-None-Match", "")
        if served.validator == "date":
            headers["Last-Modified"], given = DATED, self.headers.get("If-Modified-Since", "")
        if given and given in (served.etag, DATED):
            self._send(304, b"", headers)
        else:
            self._send(served.status, served.body, headers)

    def _make_trouble(self, served: Served, time_asked: int) -> None:
        trouble = served.trouble
        plain = {"missing": 404, "refused": 403, "failing": 500}
        moves = {"moved": "/faults/here-now.txt", "moved-away": "http://localhost:9/x.txt", "circle": self.path}
        if trouble in plain or (trouble == "failing-once" and time_asked == 1):
            self._send(plain.get(trouble, 500), b"no", {"Content-Type": "text/plain"})
        elif trouble == "busy" and time_asked <= 2:
            self._send(429, b"slowly", {"Content-Type": "text/plain", "Retry-After": "0"})
        elif trouble in moves:
            self._send(301 if trouble == "moved" else 302, b"", {"Location": moves[trouble]})
        elif trouble == "cut" or (trouble == "cut-once" and time_asked == 1):
            self._send(200, served.body, {"Content-Type": served.type}, of=len(served.body) // 2)
        elif trouble == "slow":
            self._send_slowly(served)
        else:
            self._send_served(served)

    def _send_slowly(self, served: Served) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(served.body)))
        self.end_headers()
        self.site.asked.append(Asked(self.path, 200, 0))
        deadline = time.monotonic() + self.site.patience
        try:
            while time.monotonic() < deadline:
                self.wfile.write(b".")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass
        self.close_connection = True

    def _send(self, status: int, body: bytes, headers: dict[str, str], of: int | None = None) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.site.asked.append(Asked(self.path, status, 0 if status == 304 else len(body)))
        self.wfile.write(body[:of] if of is not None else body)
        if of is not None:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is printed: `asked` has it."""
