"""Loading read documents batch by batch, for whoever loads: the one loader of a run, or one of many on a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from flows.archive import Archive
from flows.extractions import Extractions, Tally, tally
from warehouse.lake.load import LakeLoader
from warehouse.load import Loaded, Loader

BATCH = 48
"""Documents in a task: few enough for a transaction of some seconds, many enough that Prefect's own cost is nothing.
Reading and loading are a task each, so there is one task run for 24 documents.
"""


def batches(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """The items, so many at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def growing_batches(items: Sequence[Any], first: int) -> Iterator[Sequence[Any]]:
    """The items, `first` at a time and then each time twice as many: what is done after each batch, and costs what all
    before it cost, comes to a small multiple of doing it once.
    """
    start, size = 0, first
    while start < len(items):
        yield items[start : start + size]
        start, size = start + size, 2 * size


def load_read(
    loader: Loader | LakeLoader, archive: Archive, store: Extractions, hashes: Sequence[str], run_id: str
) -> list[Tally]:
    """Load documents that were read, in one transaction; what the records of each come to, in the same order."""
    documents = [store.load(sha256) for sha256 in hashes]
    seen = {sha256: when for sha256 in hashes if (when := archive.first_seen(sha256))}
    loaded = {row.sha256: row for row in loader.load_batch(documents, run_id, store.version, seen)}
    return [_loaded_tally(records, loaded[sha256]) for sha256, records in zip(hashes, documents, strict=True)]


def reader_log(data: Path) -> Path:
    """Where reader processes write what they have to say; its folder is made."""
    log = data / "logs" / "readers.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    return log


def _loaded_tally(records: Sequence[dict[str, Any]], loaded: Loaded) -> Tally:
    """What was read, less what the warehouse kept apart because it breaks a rule."""
    counted = tally(records)
    kept_apart = f"{loaded.rejected} 个值未通过校验 values kept apart in load_issue" if loaded.rejected else ""
    reason = counted.reason or kept_apart
    return replace(counted, status=loaded.status, figures=loaded.figures, unread=loaded.unread, reason=reason)
