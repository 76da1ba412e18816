"""One night at one source: walk its listings, fetch what is due, note what is gone, hold the counts against the usual
ones.
"""

from __future__ import annotations

import fcntl
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flows.archive import Archive
from flows.crawl.charset import read_text
from flows.crawl.client import Asked, Client
from flows.crawl.desk import OneDesk
from flows.crawl.envelope import REMEMBERED, find_breaches
from flows.crawl.errors import FetchFailed
from flows.crawl.kinds import Entry, Page
from flows.crawl.names import year_of
from flows.crawl.records import Address, Records, hash_of
from flows.crawl.registry import Source
from flows.crawl.report import SourceReport
from flows.crawl.settings import ListingSettings
from flows.errors import RunFailed
from flows.progress import report_progress


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a crawl differs from an ordinary night.

    full: walk every listing to its end; revisit: ask for every known document; years: only reports of these; accept:
    take tonight's number of reports as the usual one.
    """

    full: bool = False
    revisit: bool = False
    years: frozenset[int] = frozenset()
    accept: bool = False


def crawl_source(
    source: Source, data: Path, wishes: Wishes = Wishes(), now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> SourceReport:
    """Bring what a source publishes into the archive below `data`; what is new waits there to be loaded.

    Faults of the site are in the report, never raised. Raises RunFailed where another crawl of the source is at work,
    and OSError where the archive cannot be written.
    """
    records = Records(data, source.name)
    report = SourceReport(source.name, source.publisher, now().isoformat(timespec="seconds"))
    started = time.monotonic()
    with _only_crawl(records.folder, source.name), Client(source, records) as client:
        walk = Walk(source, client, records, Archive(data), report, wishes, now)
        walk.run()
        report.seconds = round(time.monotonic() - started, 1)
        report.requests, report.bodies, report.bytes = records.requests, records.bodies, records.bytes
        records.write_state("report", report.as_dict())
    return report


class Walk:
    """One crawl of a source; what the kinds of listing may ask for."""

    def __init__(
        self,
        source: Source,
        client: Client,
        records: Records,
        archive: Archive,
        report: SourceReport,
        wishes: Wishes,
        now: Callable[[], datetime],
    ) -> None:
        self.source = source
        self.client = client
        self.records = records
        self.report = report
        self.wishes = wishes
        self.desk = OneDesk(client, records, archive, report, now)
        self.now = now()
        self.year = self.now.astimezone(ZoneInfo(source.time_zone)).year
        self.state = records.read_state("walk")
        self.is_full = wishes.full or wishes.accept or self._must_be_full()
        self._seen: set[str] = set()
        self._pages = 0
        self._retry: list[dict[str, Any]] = []
        self._lock = threading.Lock()
        self._crash: BaseException | None = None

    def run(self) -> None:
        """Walk the listings, visit what is due, then draw the balance."""
        self.records.write_state("walk", self.state | {"running": True})
        with _bounded_pool(self.source.politeness.concurrency) as submit:
            for number, listing in enumerate(self.source.listings):
                self._walk_listing(number, listing, submit)
            for left in self.state.get("retry", []):
                if left["listing"] < len(self.source.listings) and self._first_time(left["entry"]["url"]):
                    entry = Entry(**left["entry"])
                    submit(self._visit, left["listing"], entry)
        if self._crash:
            raise self._crash
        self._draw_balance()

    def page(self, url: str, form: Mapping[str, str] | None = None, parent: str = "") -> Page:
        """A listing page; with a form it is posted. Raises FetchFailed."""
        self._pages += 1
        if self._pages > self.source.politeness.pages:
            raise FetchFailed("budget", f"栏目超过 {self.source.politeness.pages} 页 more listing pages than allowed")
        answer = self.client.fetch(Asked(url, form, parent=parent))
        return Page(answer.url, read_text(answer.body, answer.headers, answer.url))

    def may_stop(self, entries: list[Entry]) -> bool:
        """Whether a walk that meets the newest first may end here: not on a full one, and only where all are known."""
        wanted = [entry for entry in entries if self.source.titles.kind_of(_wording(entry))]
        return not self.is_full and bool(wanted) and all(_is_known(e, self.records.find(e.url)) for e in wanted)

    def _must_be_full(self) -> bool:
        """After a walk that was killed or broke off, and every so many days."""
        last = self.state.get("last_full")
        if self.state.get("running") or not last:
            return True
        return self.now - datetime.fromisoformat(last) >= timedelta(days=self.source.full_walk_days)

    def _walk_listing(self, number: int, listing: ListingSettings, submit: Callable[..., None]) -> None:
        first = (listing.addresses() or [""])[0]
        try:
            for entry in self.source.kind_for(listing).walk(listing, self):
                self.report.listed += 1
                if self._crash:
                    return
                if self._is_due(entry):
                    submit(self._visit, number, entry)
        except FetchFailed as error:
            self.report.note_broken_listing(first, error)

    def _is_due(self, entry: Entry) -> bool:
        """Whether an entry of a listing is a report, wanted tonight, and due; counts it."""
        if not self.source.titles.kind_of(_wording(entry)):
            self.report.note_passed_over(entry.title)
            return False
        if not self._first_time(entry.url):
            return False
        year = entry.year or year_of(entry.title)
        self.report.reports += 1
        if year:
            self.report.by_year[str(year)] = self.report.by_year.get(str(year), 0) + 1
        if self.wishes.years and year not in self.wishes.years:
            return False
        address = self.records.find(entry.url)
        return self.wishes.revisit or not _is_known(entry, address) or self._is_old(address)

    def _first_time(self, url: str) -> bool:
        digest = hash_of(url)
        is_first = digest not in self._seen
        self._seen.add(digest)
        return is_first

    def _is_old(self, address: Address | None) -> bool:
        """Whether a known document is to be asked for again: the longer it stayed the same, the more seldom."""
        if address is None or not address.last_checked:
            return True
        revisit = self.source.revisit
        settled = datetime.fromisoformat(address.last_checked) - datetime.fromisoformat(address.first_seen)
        if address.last_changed:
            settled = datetime.fromisoformat(address.last_checked) - datetime.fromisoformat(address.last_changed)
        pause = min(max(settled / 4, timedelta(days=revisit.from_days)), timedelta(days=revisit.to_days))
        return self.now - datetime.fromisoformat(address.last_checked) >= pause

    def _visit(self, number: int, entry: Entry) -> None:
        """Fetch what lies behind an entry; a failure is noted, and tried again on the next night."""
        listing = self.source.listings[number]
        try:
            self.source.behind_for(listing).fetch(listing.documents, entry, self.desk)
        except FetchFailed as error:
            self.report.note_failed(entry.url, error)
            if error.fault != "not_found":
                with self._lock:
                    self._retry.append({"listing": number, "entry": asdict(entry)})
        except BaseException as error:  # disk full, a fault of ours: ends the crawl, in the thread that can end it
            self._crash = self._crash or error
        with self._lock:
            self.report.visited += 1
        report_progress(1)

    def _draw_balance(self) -> None:
        """Hold the counts against the usual ones, note what is gone, and keep the state for the next night."""
        report, state = self.report, self.state
        usual = [] if self.wishes.accept else list(state.get("counts", []))
        state = {"last_full": state.get("last_full"), "counts": usual, "retry": self._retry[:1000]}
        if self.is_full and report.is_whole:
            by_year = {int(year): count for year, count in report.by_year.items()}
            report.breaches += find_breaches(report.reports, by_year, usual, self.source.expected, self.year)
            if not report.breaches:
                self._note_gone()
                self.records.write_listed(self._seen)
                state["last_full"] = self.now.isoformat(timespec="seconds")
                state["counts"] = [*usual, report.reports][-REMEMBERED:]
        self.records.write_state("walk", state | {"running": not report.is_whole})

    def _note_gone(self) -> None:
        """What the last whole walk found and this one did not is withdrawn; its document stays in the archive."""
        for digest in sorted(self.records.read_listed() - self._seen):
            address = self.records.find_by_hash(digest)
            if address and not address.gone_since:
                address.gone_since = self.now.isoformat(timespec="seconds")
                self.records.save(address)
                self.report.note_gone(address.key)


def _is_known(entry: Entry, address: Address | None) -> bool:
    """Whether the entry's document was fetched without a fault and its listing has not changed since."""
    return address is not None and not address.fault and not address.gone_since and address.mark == entry.mark


def _wording(entry: Entry) -> str:
    """What the patterns for titles are held against: a link may only say 下载 below a section that says the rest."""
    return f"{entry.section} {entry.title}"


@contextmanager
def _bounded_pool(threads: int) -> Iterator[Callable[..., None]]:
    """Threads for visits; handing on waits while two a thread are outstanding, so a long list is never held at once."""
    places = threading.Semaphore(2 * threads)

    def done(_: object) -> None:
        places.release()

    with ThreadPoolExecutor(threads, thread_name_prefix="visit") as pool:

        def submit(action: Callable[..., None], *arguments: Any) -> None:
            places.acquire()
            pool.submit(action, *arguments).add_done_callback(done)

        yield submit


@contextmanager
def _only_crawl(folder: Path, name: str) -> Iterator[None]:
    """One crawl of a source at a time; the lock goes with the process."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise RunFailed(f"数据源 {name} 正在抓取中 Another crawl of {name} is at work; run again later.") from error
        yield


def crawled_sources(data: Path) -> Collection[str]:
    """Names of the sources that were ever crawled into `data`."""
    return sorted(path.parent.name for path in (data / "crawl").glob("*/report.json"))
