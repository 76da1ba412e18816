"""The flow `ingest-waiting`: what the crawler has put into the archive, into the warehouse.

A document waits until the copy that holds it is published; only then its note is removed. So a run that was killed is
completed by the next one, and its work follows what is new. New extractors read everything that was ever crawled
again: figures of two vintages never stand side by side, and what an older version could not read is taken up by
itself.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from prefect import flow
from prefect.runtime import flow_run

from extractors.extract import EXTRACTOR_VERSION
from flows.archive import Archive, Archived
from flows.crawl.pending import Pending, find_pending, remove_pending
from flows.crawl.records import Records
from flows.extractions import Tally
from flows.ingest import keep_summary, load_archived, publish_for
from flows.loading import growing_batches
from flows.lock import only_ingest
from flows.readers import MEGABYTES, SECONDS, Limits
from flows.storage import write_whole
from flows.summary import Summary
from warehouse.writing import has_warehouse

CHUNK = 1200
"""Documents before the first publication, and twice as many before each further one: what is loaded is seen, and its
notes are removed, long before a large backfill ends. Checking and publishing take in all that is loaded, so that
doing it every so many documents would cost the square of them.
"""

_HOUR = 3600


@dataclass(slots=True)
class SourceLoad:
    """What was loaded of one source. reasons: file and sentence of each document that was quarantined."""

    loaded: int = 0
    partial: int = 0
    figures: int = 0
    unread: int = 0
    reasons: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, counted: Tally) -> None:
        """Count a document."""
        if counted.status == "refused":
            self.reasons.append((name, counted.reason))
            return
        self.loaded += 1
        self.partial += counted.status == "partial"
        self.figures += counted.figures
        self.unread += counted.unread


@dataclass(slots=True)
class Waited:
    """What a run of `ingest-waiting` did, in all and by source."""

    summary: Summary
    by_source: dict[str, SourceLoad] = field(default_factory=lambda: defaultdict(SourceLoad))


@flow(name="ingest-waiting", timeout_seconds=20 * _HOUR)
def ingest_waiting(
    data: str = "data",
    workers: int | None = None,
    time_limit: float = SECONDS,
    memory_limit: int = MEGABYTES,
    dask: str = "",
) -> Waited:
    """Load what was crawled and is not in the warehouse yet, and publish it. Parameters and errors are those of
    `ingest`.
    """
    folder = Path(data).absolute()
    waited = Waited(Summary(run_id=str(flow_run.id or uuid4())))
    with only_ingest(folder):
        pending = find_pending(folder)
        is_new_version = _version_file(folder).exists() and _last_version(folder) != EXTRACTOR_VERSION
        documents = find_crawled(folder) if is_new_version else pending
        load_waiting(folder, documents, waited, workers, Limits(time_limit, memory_limit), dask)
        if not documents and has_warehouse(folder):
            publish_for(waited.summary, folder)  # a check may have changed since the night before
        remove_pending(folder, [p.sha256 for p in pending])
        if documents or not _version_file(folder).exists():
            write_whole(_version_file(folder), json.dumps({"extractor_version": EXTRACTOR_VERSION}).encode())
    keep_summary(waited.summary)
    return waited


def load_waiting(
    data: Path, documents: Sequence[Pending], waited: Waited, workers: int | None, limits: Limits, dask: str = ""
) -> None:
    """Load and publish crawled documents chunk by chunk, forgetting that they wait; counts them in `waited`."""
    archive, summary = Archive(data), waited.summary
    summary.seen = summary.documents = len(documents)
    for chunk in growing_batches(documents, CHUNK):
        sources = {p.sha256: p.source for p in chunk}
        archived = [Archived(p.sha256, p.name, archive.path_of(p.sha256), p.size, False) for p in chunk]
        for document, counted in load_archived(data, archived, summary, workers, limits, dask=dask):
            waited.by_source[sources[document.sha256]].add(document.name, counted)
        publish_for(summary, data)
        remove_pending(data, [p.sha256 for p in chunk])


def find_crawled(data: Path, sources: Sequence[str] = (), years: Sequence[int] = ()) -> list[Pending]:
    """Every document that was ever crawled, in the order of loading. sources, years: only of these; empty means all."""
    names = sources or sorted(path.name for path in (data / "crawl").glob("*") if (path / "addresses").is_dir())
    found: dict[str, Pending] = {}
    for name in names:
        for address in Records(data, name).all():
            if not years or address.year in years:
                for sha256, document, order in address.handed:
                    found.setdefault(sha256, Pending(sha256, document, 0, name, address.url, order))
    return sorted(found.values(), key=lambda p: (p.order, p.source, p.url, p.sha256))


def _version_file(data: Path) -> Path:
    return data / "crawl" / "extractors.json"


def _last_version(data: Path) -> str:
    return str(json.loads(_version_file(data).read_bytes())["extractor_version"])
