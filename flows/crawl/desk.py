"""Where documents are fetched, kept in the archive and handed on to be loaded.

The order makes every step repeatable: bytes into the archive, then the record of the address, then the note that the
document waits, then the record that it was handed on. A kill between two of them costs a repetition and nothing else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from selectolax.lexbor import LexborHTMLParser as HTMLParser

from extractors.document import Unreadable
from extractors.formats.encoding import decode
from flows.archive import Archive
from flows.crawl.client import Answer, Asked, Client
from flows.crawl.documents import Resource
from flows.crawl.errors import FetchFailed
from flows.crawl.kinds import Entry
from flows.crawl.names import document_name, is_correction, is_web_page, year_of
from flows.crawl.packages import is_package, read_members
from flows.crawl.pending import Pending, add_pending
from flows.crawl.records import Address, Records
from flows.crawl.report import SourceReport

_COUNTER = re.compile(r"(?:浏览|访问|点击|阅读|查看)(?:次数|人次|量|数)?[:：（(]*\d+")
"""What a page says of its visitors: no change of the document."""


@dataclass(slots=True)
class Fetched:
    """What an address gave."""

    address: Address
    is_new: bool
    archive: Archive

    def body(self) -> bytes:
        """The bytes, from the archive."""
        return self.archive.path_of(self.address.sha256).read_bytes()


class OneDesk:
    """The desk of one crawl of one source; may be used by several threads, each at another entry."""

    def __init__(
        self, client: Client, records: Records, archive: Archive, report: SourceReport, now: Callable[[], datetime]
    ) -> None:
        self.client = client
        self.records = records
        self.archive = archive
        self.report = report
        self._now = now

    def get(self, url: str, title: str, entry: Entry, parent: str = "") -> Fetched:
        """The content of an address, asked for only as far as it changed, and kept. Raises FetchFailed."""
        asked = Asked(url, parent=parent or entry.parent)
        address = self.records.find(asked.key) or Address(asked.key, first_seen=self._time())
        is_kept = bool(address.sha256) and self.archive.path_of(address.sha256).exists()
        if is_kept:
            asked = Asked(url, None, address.etag, address.last_modified, asked.parent)
        address.parent, address.title, address.last_checked = asked.parent, title, self._time()
        address.published, address.year = entry.published, entry.year or year_of(f"{title} {entry.title}")
        if url == entry.url:
            address.mark = entry.mark
        try:
            answer = self.client.fetch(asked)
        except FetchFailed as error:
            self._note_failure(address, error)
            raise
        address.fault = address.gone_since = ""
        is_new = not answer.is_unchanged and self._keep(address, answer, title, entry)
        address.url = answer.url
        self.records.save(address)
        self.report.count(answer, is_new, is_first=len(address.versions) == 1)
        return Fetched(address, is_new, self.archive)

    def attempt(self, url: str, title: str, entry: Entry, parent: str) -> Resource | None:
        """As `get`, but a failure is noted in the report and gives None."""
        try:
            return self.get(url, title, entry, parent)
        except FetchFailed as error:
            if error.fault == "budget":
                raise
            self.report.note_fault(url, error)
            return None

    def deliver(self, address: Address) -> None:
        """Hand the content of an address on to be loaded, a package as its members; nothing where that was done."""
        if address.delivered == address.sha256:
            return
        content = self.archive.path_of(address.sha256).read_bytes()
        if is_package(content):
            for path, member in read_members(content, address.name):
                inner = PurePosixPath(path.replace("\\", "/"))
                above = inner.parent.name or address.title
                self._wait(member, document_name(inner.name, "", {}, member, above), address, f"{address.url}#{path}")
        else:
            self._wait(content, address.name, address, address.url)
        address.delivered = address.sha256
        self.records.save(address)

    def is_joined(self, entry: Entry, parts: list[Address]) -> bool:
        """Whether exactly these contents were joined and handed on before."""
        joined = self.records.find(_joined_key(entry))
        return joined is not None and joined.inputs == [p.sha256 for p in parts] and joined.delivered == joined.sha256

    def deliver_joined(self, entry: Entry, parts: list[Address], content: bytes) -> None:
        """Hand on one document that was made from several addresses, whose bytes are kept as well."""
        key = _joined_key(entry)
        joined = self.records.find(key) or Address(key, first_seen=self._time())
        joined.name = joined.name or document_name(entry.title, "", {}, content, entry.section)
        joined.url, joined.title, joined.parent = entry.url, entry.title, entry.parent
        joined.published, joined.year = entry.published, entry.year or year_of(entry.title)
        self._note_version(joined, self.archive.add_bytes(content, joined.name).sha256)
        joined.inputs = [p.sha256 for p in parts]
        self.records.save(joined)
        self.deliver(joined)

    def note_links(self, address: Address, links: list[tuple[str, str]]) -> None:
        """Keep what a page links to, for nights on which it is unchanged."""
        for url in {link[0] for link in address.links} - {link[0] for link in links}:
            self._note_gone(self.records.find(url))
        address.links = [list(link) for link in links]
        self.records.save(address)

    def _keep(self, address: Address, answer: Answer, title: str, entry: Entry) -> bool:
        """Archive the bytes of an answer; whether they are new and differ by more than a counter."""
        if not answer.body:
            raise FetchFailed("truncated", f"{address.key} 内容为空 is empty (0 bytes)")
        address.etag, address.last_modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
        sha256 = hashlib.sha256(answer.body).hexdigest()
        text_hash = _text_hash(answer.body)
        if sha256 == address.sha256 or (text_hash and text_hash == address.text_hash):
            return False
        above = entry.title if address.key != entry.url else entry.section
        name = address.name or document_name(title, answer.url, answer.headers, answer.body, above)
        self.archive.add_bytes(answer.body, name)
        address.name, address.text_hash = name, text_hash
        self._note_version(address, sha256)
        return True

    def _note_version(self, address: Address, sha256: str) -> None:
        if address.sha256 != sha256:
            address.sha256, address.last_changed = sha256, self._time()
            address.versions.append([sha256, address.last_changed])

    def _wait(self, content: bytes, name: str, address: Address, url: str) -> None:
        """Archive a document and note that it waits to be loaded."""
        kept = self.archive.add_bytes(content, name)
        # A correction has the later date; where dates are missing its title says so.
        order = f"{address.published or address.year or ''}|{int(is_correction(address.title))}|{self._time()}"
        self.report.note_delivered()
        if kept.sha256 not in [handed[0] for handed in address.handed]:
            address.handed.append([kept.sha256, kept.name, order])
        add_pending(self.archive.data, Pending(kept.sha256, kept.name, kept.size, self.report.source, url, order))

    def _note_failure(self, address: Address, error: FetchFailed) -> None:
        if error.fault == "budget":
            return
        address.fault = error.fault
        if error.fault == "not_found":
            self._note_gone(address)
        self.records.save(address)

    def _note_gone(self, address: Address | None) -> None:
        """What was there and is no more is withdrawn; its document stays in the archive."""
        if address and address.sha256 and not address.gone_since:
            address.gone_since = self._time()
            self.records.save(address)
            self.report.note_gone(address.key)

    def _time(self) -> str:
        return self._now().isoformat(timespec="seconds")


def _joined_key(entry: Entry) -> str:
    return f"{entry.url}#joined"


def _text_hash(body: bytes) -> str:
    """A hash of the words and links of a web page, for pages that count their visitors; empty for everything else."""
    if not is_web_page(body):
        return ""
    try:
        tree = HTMLParser(decode(body, "").text)
    except Unreadable:
        return ""
    tree.strip_tags(["script", "style", "noscript"])
    words = _COUNTER.sub("", "".join((tree.body or tree.root).text().split())) if tree.root else ""
    links = [node.attributes.get("href") or node.attributes.get("src") or "" for node in tree.css("a[href], img[src]")]
    return hashlib.sha256("\n".join([words, *links]).encode("utf-8", "replace")).hexdigest()[:20] if words else ""
