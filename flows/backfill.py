"""The flow `backfill`: past years of sources fetched, or everything that was crawled read again by new extractors.

What a new version reads differently is said document by document. The old figures stay: the extractions of the version
before lie in `data/extracted/`, and the warehouse before stands in `data/published/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from prefect import flow
from prefect.artifacts import create_table_artifact
from prefect.runtime import flow_run

from extractors.extract import EXTRACTOR_VERSION
from flows.changes import Change, find_changes
from flows.crawl.crawling import Wishes
from flows.crawl.pending import Pending
from flows.crawl.registry import choose_sources, load_sources
from flows.errors import RunFailed
from flows.ingest import keep_summary
from flows.ingest_waiting import Waited, find_crawled, ingest_waiting, load_waiting
from flows.lock import only_ingest
from flows.night_report import NightReport
from flows.nightly import crawl_all, crawlers, keep_report, tell_failure
from flows.readers import MEGABYTES, SECONDS, Limits
from flows.summary import Summary

_HOUR = 3600
_NAMED = 500


@flow(
    name="backfill",
    timeout_seconds=120 * _HOUR,
    task_runner=crawlers(),
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
)
def backfill(
    sources: list[str] | None = None,
    years: list[int] | None = None,
    data: str = "data",
    crawl: bool = True,
    re_extract: bool = False,
    registry: str | None = None,
    dask: str = "",
    webhook: str = "",
    block: str = "",
) -> NightReport:
    """Bring past years in, or read again what is there.

    sources, years: only of these; empty means all. crawl: walk the listings to their end and ask for every report of
    the years. re_extract: read every crawled document again with the extractors of now, and say what changed. Raises
    RunFailed where a source is red, after what could be loaded is loaded and published.
    """
    folder = Path(data).absolute()
    chosen = choose_sources(load_sources(Path(registry) if registry else None), sources or [])
    report = NightReport()
    if crawl:
        wishes = Wishes(full=True, revisit=True, years=frozenset(years or ()))
        crawl_all(chosen, folder, wishes, report)
        report.waited = ingest_waiting(str(folder), dask=dask)
    if re_extract:
        names = [source.name for source in chosen] if sources else []
        report.waited = re_extract_crawled(str(folder), names, years or [], dask)
    keep_report(report, "backfill")
    if report.alarms:
        raise RunFailed("；".join(report.alarms))
    return report


@flow(name="re-extract", timeout_seconds=120 * _HOUR)
def re_extract_crawled(data: str, sources: list[str], years: list[int], dask: str = "") -> Waited:
    """Read and load crawled documents again, publish, and keep the changes as an artifact."""
    folder = Path(data)
    documents = find_crawled(folder, sources, years)
    waited = Waited(Summary(run_id=str(flow_run.id or uuid4())))
    with only_ingest(folder):
        load_waiting(folder, documents, waited, None, Limits(SECONDS, MEGABYTES), dask)
    keep_summary(waited.summary)
    _keep_changes(folder, documents)
    return waited


def _keep_changes(data: Path, documents: Sequence[Pending]) -> None:
    changes: list[Change] = []
    for document in documents:
        change = find_changes(data, document.sha256, EXTRACTOR_VERSION)
        if change and change.is_any:
            changes.append(change)
    rows = [
        {"file": c.file, "added": c.added, "removed": c.removed, "changed": c.changed, "before": c.before}
        for c in changes[:_NAMED]
    ]
    create_table_artifact(
        rows,
        key="backfill-changes",
        description=f"数值变化 {len(changes)}/{len(documents)} documents whose figures changed",
    )
