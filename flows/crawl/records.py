"""What is known of a source: every fetch in a log, and of every address what it gave last.

Below `<data>/crawl/<source>/`: `fetches/2026-11.jsonl` has a line a request, never changed; `addresses/ab/<hash>.json`
is what is known of one address; `listed.txt` names the addresses of the last whole walk; `walk.json` is the state of
the walks. All are read one at a time, so memory does not grow with the site.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.crawl.errors import FetchFailed
from flows.storage import write_whole


@dataclass(slots=True)
class Fetch:
    """One request: what was asked, what came. sha256 and size are of the body; fault and message of what went wrong."""

    asked: str
    url: str
    parent: str
    attempt: int = 1
    form: dict[str, str] = field(default_factory=dict)
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    sha256: str = ""
    size: int = 0
    seconds: float = 0.0
    fault: str = ""
    message: str = ""

    def note_body(self, body: bytes) -> None:
        """Keep the body's hash and size."""
        self.sha256, self.size = hashlib.sha256(body).hexdigest(), len(body)


@dataclass(slots=True)
class Address:
    """What is known of one address.

    mark: how its listing entry looked, so that a changed entry is noticed. sha256: of its last bytes; text_hash: of
    the words and links of a page, which stay the same when only a counter moved; delivered: what was handed on to be
    loaded. versions: every content it ever had, with the time. gone_since: when it was missed first, empty while it is
    there.
    """

    key: str
    url: str = ""
    name: str = ""
    title: str = ""
    kind: str = ""
    year: int | None = None
    published: str = ""
    parent: str = ""
    mark: str = ""
    first_seen: str = ""
    last_checked: str = ""
    last_changed: str = ""
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    text_hash: str = ""
    delivered: str = ""
    fault: str = ""
    gone_since: str = ""
    links: list[list[str]] = field(default_factory=list)
    inputs: list[str] = field(default_factory=list)
    versions: list[list[str]] = field(default_factory=list)
    handed: list[list[str]] = field(default_factory=list)


_FIELDS = {f.name for f in fields(Address)}


class Records:
    """The records of one source below a data directory. May be used by several threads."""

    def __init__(self, data: Path, source: str) -> None:
        self.folder = data / "crawl" / source
        self.source = source
        self.requests = 0
        self.bodies = 0
        self.bytes = 0
        self._started = time.monotonic()
        self._lock = threading.Lock()

    def note_fetch(self, fetch: Fetch) -> None:
        """Append a request to the log."""
        now = datetime.now(UTC)
        told = {"time": now.isoformat(timespec="milliseconds"), "source": self.source} | asdict(fetch)
        line = json.dumps({k: v for k, v in told.items() if v not in ("", {}, None)}, ensure_ascii=False) + "\n"
        log = self.folder / "fetches" / f"{now:%Y-%m}.jsonl"
        with self._lock:
            self.requests += 1
            self.bodies += bool(fetch.sha256)
            self.bytes += fetch.size
            log.parent.mkdir(parents=True, exist_ok=True)
            # One write a line, appended by the kernel: a killed run leaves at most its last line cut, and the next
            # run begins a new one.
            descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            try:
                os.write(descriptor, line.encode())
            finally:
                os.close(descriptor)

    def check_budget(self, most: int, hours: float) -> None:
        """Raises FetchFailed (`budget`) where the run has made as many requests as it may, or taken as many hours."""
        if self.requests >= most:
            raise FetchFailed("budget", f"本次请求已达上限 {most} requests were made in this run, as many as may be")
        if time.monotonic() - self._started > hours * 3600:
            raise FetchFailed("budget", f"本次已用 {hours:g} 小时 the run has taken {hours:g} hours, as many as it may")

    def find(self, key: str) -> Address | None:
        """What is known of an address; None for an unknown one, and for a record that a power cut left damaged."""
        try:
            told = json.loads(self._path(key).read_bytes())
        except (OSError, ValueError):
            return None
        return Address(**{k: v for k, v in told.items() if k in _FIELDS}) if told.get("key") == key else None

    def save(self, address: Address) -> None:
        """Write what is known of an address, whole or not at all."""
        path = self._path(address.key)
        told = {k: v for k, v in asdict(address).items() if v not in ("", [], None)}
        path.parent.mkdir(parents=True, exist_ok=True)
        # Not flushed to the disk: what a power cut takes is fetched again, and the log of fetches says what was.
        beside = path.with_suffix(f".{threading.get_ident()}.new")
        beside.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        beside.replace(path)

    def read_listed(self) -> set[str]:
        """Hashes of the addresses that the last whole walk found."""
        path = self.folder / "listed.txt"
        return set(path.read_text(encoding="ascii").split()) if path.exists() else set()

    def write_listed(self, hashes: set[str]) -> None:
        """Keep the hashes of the addresses of a whole walk, unless they are those that are kept."""
        text = "".join(f"{h}\n" for h in sorted(hashes)).encode()
        path = self.folder / "listed.txt"
        if not path.exists() or path.read_bytes() != text:
            write_whole(path, text)

    def find_by_hash(self, digest: str) -> Address | None:
        """The address with this `hash_of`."""
        path = self.folder / "addresses" / digest[:2] / f"{digest}.json"
        return self.find(json.loads(path.read_bytes())["key"]) if path.exists() else None

    def all(self) -> Iterator[Address]:
        """Every address that is known, one at a time."""
        for path in sorted((self.folder / "addresses").glob("*/*.json")):
            try:
                address = self.find(json.loads(path.read_bytes())["key"])
            except (OSError, ValueError):
                continue
            if address:
                yield address

    def read_state(self, name: str) -> dict[str, Any]:
        """A small file of state, empty where there is none."""
        path = self.folder / f"{name}.json"
        try:
            state: dict[str, Any] = json.loads(path.read_bytes())
        except (OSError, ValueError):
            return {}
        return state

    def write_state(self, name: str, state: dict[str, Any]) -> None:
        """Replace a small file of state."""
        write_whole(self.folder / f"{name}.json", (json.dumps(state, ensure_ascii=False, indent=1) + "\n").encode())

    def _path(self, key: str) -> Path:
        digest = hash_of(key)
        return self.folder / "addresses" / digest[:2] / f"{digest}.json"


def hash_of(key: str) -> str:
    """Under which name an address is filed: 20 hexadecimal digits."""
    return hashlib.sha256(key.encode()).hexdigest()[:20]
