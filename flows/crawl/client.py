"""The one way to a site: polite, guarded, retried, and every request recorded.

A request goes to a host of the source, to an address that is not private, with leave of robots.txt, in its turn; it
has a limit of time and size; what another try may cure is tried again after a growing pause, or after the one that the
site asks for. Redirects are followed by hand, so that each hop meets the same checks.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from types import TracebackType
from urllib.parse import urldefrag, urljoin

import httpcore
import httpx
import stamina

from flows.crawl.addresses import GuardedBackend, check_host, host_of
from flows.crawl.errors import TRANSIENT, FetchFailed
from flows.crawl.pace import pace_of
from flows.crawl.records import Fetch, Records
from flows.crawl.registry import Source
from flows.crawl.robots import AGENT, Robots

stamina.instrumentation.set_on_retry_hooks([])  # every try is in the log of fetches; nothing goes to the terminal

_REDIRECTS = 5
_KEPT_HEADERS = (
    "content-type",
    "content-length",
    "content-disposition",
    "etag",
    "last-modified",
    "date",
    "location",
    "retry-after",
    "server",
)
_AGENT_LINE = f"{AGENT}/{version('gongzhang')} (reads published accounts; obeys robots.txt)"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its address, the fields of a form (then it is a POST), what was known of the answer, and the page
    that named the address."""

    url: str
    form: Mapping[str, str] | None = None
    etag: str = ""
    last_modified: str = ""
    parent: str = ""

    @property
    def key(self) -> str:
        """What tells two requests apart: the address, and the fields of the form."""
        fields = "&".join(f"{k}={v}" for k, v in sorted((self.form or {}).items()))
        return f"{self.url}#{fields}" if fields else self.url


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site gave: status 200 with a body, or 304 without. url: where it was found in the end."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    moved: tuple[str, ...] = field(default_factory=tuple)

    @property
    def is_unchanged(self) -> bool:
        """Whether the site says that nothing has changed since."""
        return self.status == 304


class Client:
    """Requests of one run to the hosts of one source. A context manager; may be used by several threads."""

    def __init__(self, source: Source, records: Records) -> None:
        self.source = source
        self.records = records
        transport = httpx.HTTPTransport(retries=0)
        # httpx has no public way to say how connections are made; httpcore, which makes them, has.
        transport._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=2 * source.politeness.concurrency,
            network_backend=GuardedBackend(source.private_addresses),
        )
        headers = {"User-Agent": _AGENT_LINE, "Accept-Language": "zh-CN,zh;q=0.9", "Accept-Encoding": "gzip, deflate"}
        self._http = httpx.Client(transport=transport, headers=headers, trust_env=False, follow_redirects=False)
        self._robots = Robots(lambda url: self._try_again(Asked(url), obey=False).body)

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def fetch(self, asked: Asked) -> Answer:
        """The answer to a request, 200 or 304. Raises FetchFailed for everything else."""
        return self._try_again(asked, obey=True)

    def _try_again(self, asked: Asked, obey: bool) -> Answer:
        polite = self.source.politeness

        def backoff(error: Exception) -> bool:
            if not isinstance(error, FetchFailed) or error.fault not in TRANSIENT:
                return False
            if error.wait is not None and error.wait <= polite.longest_wait:
                pace_of(host_of(asked.url)).pause(error.wait)  # for every thread, and every source on this host
            return error.wait is None or error.wait <= polite.longest_wait

        for attempt in stamina.retry_context(
            on=backoff,
            attempts=polite.tries,
            timeout=None,
            wait_initial=polite.first_wait,
            wait_max=polite.longest_wait,
            wait_jitter=polite.first_wait / 2,
        ):
            with attempt:
                return self._follow(asked, obey, attempt.num)
        raise AssertionError("stamina returns or raises")

    def _follow(self, asked: Asked, obey: bool, attempt: int) -> Answer:
        """One try, over all its redirects."""
        url, form = urldefrag(asked.url)[0], asked.form
        moved: list[str] = []
        while True:
            started = time.monotonic()
            fetch = Fetch(asked.url, url, asked.parent, attempt, form=dict(form or {}))
            try:
                check_host(url, self.source.hosts)
                if obey:
                    self._robots.check(url)
                answer = self._ask(url, form, asked, obey, fetch)
            except FetchFailed as error:
                fetch.fault, fetch.message = error.fault, str(error)
                raise
            finally:
                fetch.seconds = round(time.monotonic() - started, 3)
                self.records.note_fetch(fetch)
            if answer.status not in (301, 302, 303, 307, 308):
                return Answer(answer.url, answer.status, answer.headers, answer.body, tuple(moved))
            if len(moved) == _REDIRECTS:
                raise FetchFailed("redirects", f"{asked.url} 重定向过多 more than {_REDIRECTS} redirects")
            url = urljoin(url, answer.headers.get("location", ""))
            form = form if answer.status in (307, 308) else None
            moved.append(url)

    def _ask(self, url: str, form: Mapping[str, str] | None, asked: Asked, obey: bool, fetch: Fetch) -> Answer:
        polite = self.source.politeness
        delay = max(polite.delay, self._robots.delay(url)) if obey else polite.delay
        if delay > max(polite.delay, polite.longest_wait):
            raise FetchFailed("robots", f"robots.txt 要求间隔 {delay:g} 秒 wants a longer pause than the source allows")
        headers = {}
        if asked.etag:
            headers["If-None-Match"] = asked.etag
        if asked.last_modified:
            headers["If-Modified-Since"] = asked.last_modified
        self.records.check_budget(polite.requests, polite.hours)
        with pace_of(host_of(url)).turn(delay, polite.concurrency):
            try:
                return self._read(url, form, headers, fetch)
            except httpx.TimeoutException as error:
                raise FetchFailed("timeout", f"{url} {polite.timeout:g} 秒内未答复 no answer in time") from error
            except httpx.RemoteProtocolError as error:
                raise FetchFailed("truncated", f"{url} 传输中断 the answer was cut: {error}") from error
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
                raise FetchFailed("connection", f"{url} 无法连接 cannot be reached: {error}") from error

    def _read(self, url: str, form: Mapping[str, str] | None, headers: dict[str, str], fetch: Fetch) -> Answer:
        polite = self.source.politeness
        deadline = time.monotonic() + polite.timeout
        limit = int(polite.megabytes * 1024 * 1024)
        method = "POST" if form else "GET"
        with self._http.stream(method, url, data=form, headers=headers, timeout=polite.timeout) as response:
            fetch.status = response.status_code
            fetch.headers = {k: v for k, v in response.headers.items() if k in _KEPT_HEADERS}
            if response.status_code in (301, 302, 303, 304, 307, 308):
                return Answer(url, response.status_code, fetch.headers)
            if response.status_code != 200:
                raise _refusal(url, response)
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > limit:
                    raise FetchFailed("too_large", f"{url} 超过 {polite.megabytes:g} MB is larger than that")
                if time.monotonic() > deadline:
                    raise FetchFailed("timeout", f"{url} {polite.timeout:g} 秒内未传完 not received in time")
        fetch.note_body(bytes(body))
        return Answer(url, 200, fetch.headers, bytes(body))


def _refusal(url: str, response: httpx.Response) -> FetchFailed:
    status = response.status_code
    if status in (404, 410):
        return FetchFailed("not_found", f"{url} 不存在 is not there ({status})", status)
    if status == 429 or (status == 503 and "retry-after" in response.headers):
        wait = _seconds(response.headers.get("retry-after", ""))
        return FetchFailed("too_many", f"{url} 请求过多 too many requests ({status})", status, wait)
    if status >= 500:
        return FetchFailed("server_error", f"{url} 网站出错 the site fails ({status})", status)
    return FetchFailed("refused", f"{url} 网站拒绝 the site refuses ({status})", status)


def _seconds(retry_after: str) -> float | None:
    """Seconds of a Retry-After header, which has a number or a date; None where it says nothing."""
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        date = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, ((date if date.tzinfo else date.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds())
