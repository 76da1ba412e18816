"""The flow `ingest`: files -> archive -> records -> warehouse -> published copy, and a summary of it.

Every step can be repeated. A document is done when the warehouse has it under the current version of the extractors;
one that was read but not loaded is found in the store of extractions. So a run that was killed, at whatever moment, is
completed by the next one, and a run over unchanged files reads nothing. Tasks are batches of documents, never rows.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run
from prefect.task_runners import ThreadPoolTaskRunner

from extractors.extract import EXTRACTOR_VERSION
from flows.archive import Archive, Archived
from flows.extractions import Extractions, Tally
from flows.fan_out import load_on_dask, read_on_dask
from flows.inputs import find_inputs, unreadable_reason
from flows.loading import BATCH, batches, load_read, reader_log
from flows.lock import only_ingest
from flows.progress import report_progress
from flows.readers import MEGABYTES, SECONDS, Job, Limits, Readers
from flows.summary import Quarantined, Summary
from warehouse.audit import audit_warehouse
from warehouse.lake.load import LakeLoader
from warehouse.load import Loader
from warehouse.publish import Published, publish
from warehouse.writing import open_loader

HOUR = 3600
_ONE_WRITER: Any = ThreadPoolTaskRunner(max_workers=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with the archived documents. to_load includes those that are read first."""

    to_load: list[Archived]
    skipped: int


def default_workers() -> int:
    """One reader process a CPU, up to four: beyond that the one writer is the limit."""
    return min(4, os.cpu_count() or 1)


@task(name="archive", cache_policy=NO_CACHE, timeout_seconds=HOUR)
def archive_files(data: Path, files: Sequence[Path]) -> tuple[list[Archived], list[Quarantined]]:
    """Keep the files' bytes; a file that cannot be read is quarantined by name, for it has no bytes to archive."""
    archive = Archive(data)
    archived, unreadable = [], []
    for file in files:
        try:
            with file.open("rb"):
                pass
        except OSError as error:
            unreadable.append(Quarantined(str(file), unreadable_reason(file, error)))
            continue
        archived.append(archive.add(file))
    return archived, unreadable


@task(name="read-documents", cache_policy=NO_CACHE, timeout_seconds=4 * HOUR)
def read_documents(readers: Readers, store: Extractions, batch: Sequence[Archived], again: bool) -> int:
    """Bring the batch into the store of extractions; returns how many documents were read for it."""
    jobs = [Job(d.sha256, d.name, d.path, store.path_of(d.sha256)) for d in batch if again or not store.has(d.sha256)]
    for job, counted in readers.read(jobs):
        if counted.status != "ok":
            get_run_logger().warning("%s (%s): %s", job.name, counted.status, counted.reason)
        report_progress(1)
    report_progress(len(batch) - len(jobs))
    return len(jobs)


@task(name="load-documents", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=2)
def load_documents(
    loader: Loader | LakeLoader, archive: Archive, store: Extractions, batch: Sequence[Archived], run_id: str
) -> list[tuple[str, Tally]]:
    """Load a batch in one transaction; returns each document's name with what its records come to."""
    tallies = load_read(loader, archive, store, [d.sha256 for d in batch], run_id)
    return [(document.name, counted) for document, counted in zip(batch, tallies, strict=True)]


@task(name="check", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=2, timeout_seconds=HOUR)
def check_warehouse(data: Path) -> int | None:
    """Run the checks where something was loaded or a check changed; returns the number of findings, None otherwise."""
    audited = audit_warehouse(data, stale_only=True)
    return None if audited is None else audited.findings


@task(name="publish", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=5, timeout_seconds=HOUR)
def publish_warehouse(data: Path) -> Published:
    """Verify what was loaded and swap it in for readers; nothing to do where it is published already.

    Returns what was published, with what it changed against the copy before.
    """
    return publish(data)


@flow(name="ingest", timeout_seconds=10 * HOUR, task_runner=_ONE_WRITER)
def ingest(
    paths: list[str],
    data: str = "data",
    workers: int | None = None,
    again: bool = False,
    time_limit: float = SECONDS,
    memory_limit: int = MEGABYTES,
    dask: str = "",
) -> Summary:
    """Bring every document under `paths` into the warehouse below `data` and publish it.

    again: read and load also what was loaded before. time_limit (seconds) and memory_limit (MB) hold for one document.
    dask: a cluster that reads, and loads where the warehouse is a lake; see `flows.fan_out.find_runner`.
    Raises BadUsage for paths that cannot be read, RunFailed and WarehouseError where the run cannot go on.
    """
    folder = Path(data).absolute()
    inputs = find_inputs([Path(p) for p in paths])
    with only_ingest(folder):
        summary = Summary(run_id=str(flow_run.id or uuid4()), seen=len(inputs.files))
        summary.left_aside = inputs.left_aside_message() or ""
        documents = _archive_all(folder, inputs.files, summary)
        load_archived(folder, documents, summary, workers, Limits(time_limit, memory_limit), again, dask)
        publish_for(summary, folder)
    keep_summary(summary)
    return summary


def publish_for(summary: Summary, data: Path) -> None:
    """Check and publish the warehouse below `data`; the summary tells where it is and which figures changed."""
    summary.findings = check_warehouse(data)
    published = publish_warehouse(data)
    summary.warehouse = str(published.path)
    summary.changes = published.changes


def load_archived(
    data: Path,
    documents: Sequence[Archived],
    summary: Summary,
    workers: int | None,
    limits: Limits,
    again: bool = False,
    dask: str = "",
) -> list[tuple[Archived, Tally]]:
    """Bring archived documents into the warehouse below `data`, in their order, without publishing it.

    Returns those that were loaded or quarantined now, each with what its records come to; counts them in the summary.
    For a flow that holds the data directory (`only_ingest`). On a cluster (`dask`) each process that reads also loads
    where the warehouse is a lake; otherwise it only reads. Raises RunFailed and WarehouseError where the run cannot go
    on.
    """
    started = datetime.now(UTC)
    with open_loader(data) as loader:
        plan = _plan(loader, documents, again)
        summary.skipped += plan.skipped
        if not plan.to_load:
            return []
        loader.record_run(_run_record(summary, started, "running"))
        if dask and isinstance(loader, LakeLoader):
            loaded = _load_on_cluster(plan.to_load, loader.next_number, data, limits, again, dask, summary)
        else:
            if dask:
                told = [(d.sha256, d.name) for d in plan.to_load]
                summary.extracted += read_on_dask(data, told, dask, limits, again)
            with Readers(workers or default_workers(), limits, EXTRACTOR_VERSION, reader_log(data)) as readers:
                loaded = _read_and_load(plan.to_load, readers, loader, data, again and not dask, summary)
        loader.record_run(_run_record(summary, started, "completed"))
    return loaded


def _load_on_cluster(
    documents: Sequence[Archived],
    first_number: int,
    data: Path,
    limits: Limits,
    again: bool,
    dask: str,
    summary: Summary,
) -> list[tuple[Archived, Tally]]:
    """Let many loaders read and load; counts in the summary what they did."""
    told = [(d.sha256, d.name) for d in documents]
    counted = load_on_dask(data, told, dask, limits, again, summary.run_id, first_number)
    summary.extracted += counted.read
    for document, tallied in zip(documents, counted.tallies, strict=True):
        summary.add(document.name, tallied)
    return list(zip(documents, counted.tallies, strict=True))


def _archive_all(data: Path, files: Sequence[Path], summary: Summary) -> list[Archived]:
    """The different documents among the files, each under the name it first came under."""
    documents: dict[str, Archived] = {}
    for batch in batches(files, 10 * BATCH):
        archived, unreadable = archive_files(data, batch)
        summary.quarantined += unreadable
        for document in archived:
            documents.setdefault(document.sha256, document)
    summary.documents = len(documents)
    return list(documents.values())


def _plan(loader: Loader | LakeLoader, documents: Sequence[Archived], again: bool) -> Plan:
    loaded = {} if again else loader.loaded()
    to_load = [d for d in documents if loaded.get(d.sha256) != EXTRACTOR_VERSION]
    return Plan(to_load, len(documents) - len(to_load))


def _read_and_load(
    documents: Sequence[Archived],
    readers: Readers,
    loader: Loader | LakeLoader,
    data: Path,
    again: bool,
    summary: Summary,
) -> list[tuple[Archived, Tally]]:
    """Read batch after batch while the one writer loads the batch before."""
    archive, store = Archive(data), Extractions(data, EXTRACTOR_VERSION)
    report_progress(0, total=len(documents))
    loaded: list[tuple[Archived, Tally]] = []
    loading: PrefectFuture[list[tuple[str, Tally]]] | None = None
    before: Sequence[Archived] = ()
    try:
        for batch in batches(documents, BATCH):
            summary.extracted += read_documents(readers, store, batch, again)
            loaded += _count_loaded(before, loading, summary)
            loading, before = load_documents.submit(loader, archive, store, batch, summary.run_id), batch
        loaded += _count_loaded(before, loading, summary)
    finally:
        if loading is not None:
            loading.wait()  # the loader may not be closed under a transaction
    return loaded


def _count_loaded(
    batch: Sequence[Archived], loading: PrefectFuture[list[tuple[str, Tally]]] | None, summary: Summary
) -> list[tuple[Archived, Tally]]:
    """Wait for a load, raise what it raised, count what it loaded."""
    if loading is None:
        return []
    counted = loading.result()
    for name, tallied in counted:
        summary.add(name, tallied)
    return [(document, tallied) for document, (_, tallied) in zip(batch, counted, strict=True)]


def _run_record(summary: Summary, started: datetime, status: str) -> dict[str, Any]:
    """The row of table run. A run that was killed stays `running`, without an end."""
    return {
        "run_id": summary.run_id,
        "kind": "ingest",
        "started": started,
        "finished": datetime.now(UTC) if status != "running" else None,
        "documents_seen": summary.documents,
        "documents_extracted": summary.extracted,
        "documents_skipped": summary.skipped,
        "documents_loaded": summary.loaded,
        "documents_quarantined": len(summary.quarantined),
        "figures": summary.figures,
        "unread": summary.unread,
        "run_status": status,
    }


def keep_summary(summary: Summary) -> None:
    """Keep the summary as artifacts of the flow run: one page, and a table a program can read."""
    create_markdown_artifact(summary.as_markdown(), key="ingest-summary", description="本次入库 What this run loaded")
    rows = [{"项目": chinese, "item": english, "value": value} for chinese, english, value in summary.rows()]
    create_table_artifact(rows, key="ingest-counts", description="本次入库计数 Counts of this run")
    if summary.quarantined:
        table = [{"file": q.file, "reason": q.reason} for q in summary.quarantined]
        create_table_artifact(table, key="ingest-quarantine", description="隔离的文件 Quarantined files and why")
