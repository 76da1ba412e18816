"""The flow `housekeeping`: what grows by itself is cut back. Nothing that a figure stands on is ever removed.

Removed: old runs and artifacts of Prefect, extractions of versions before the last ones, files that a killed run left
half written, old logs; of a lake, versions that nobody reads and small files that were merged. Kept for ever: the
archive, the records of addresses and fetches, the warehouse and its older copies, of which `publish` itself keeps the
last three.
"""

from __future__ import annotations

import gzip
import shutil
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from prefect import flow
from prefect.artifacts import create_table_artifact
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterFlowRunId,
    FlowRunFilter,
    FlowRunFilterEndTime,
)

from flows.lock import only_ingest
from warehouse.lake.setting import find_lake
from warehouse.lake.tidy import tidy_lake

_DAY = 86400
_AT_ONCE = 100


@dataclass(slots=True)
class Removed:
    """What a run of housekeeping removed."""

    flow_runs: int = 0
    artifacts: int = 0
    extraction_versions: int = 0
    half_written: int = 0
    logs: int = 0
    packed_logs: int = 0
    lake_versions: int = 0
    lake_files: int = 0


@flow(name="housekeeping", timeout_seconds=2 * 3600, retries=1, retry_delay_seconds=600)
def housekeeping(data: str = "data", keep_days: int = 60, keep_versions: int = 2) -> Removed:
    """Cut back what grows. keep_days: of runs and logs; keep_versions: of extractions, the one in use included.

    Raises RunFailed where another run writes to `data`.
    """
    folder = Path(data).absolute()
    removed = Removed()
    _forget_runs(keep_days, removed)
    with only_ingest(folder):
        _remove_versions(folder, keep_versions, removed)
        _remove_half_written(folder, removed)
        _remove_logs(folder, keep_days, removed)
        lake = find_lake(folder)
        if lake is not None:
            tidied = tidy_lake(lake)
            removed.lake_versions, removed.lake_files = tidied.versions, tidied.files
    rows = [{"what": what, "removed": count} for what, count in asdict(removed).items()]
    create_table_artifact(rows, key="housekeeping", description="清理 What was removed")
    return removed


def _forget_runs(keep_days: int, removed: Removed) -> None:
    """Flow runs that ended long ago, with their artifacts; their task runs and logs go with them."""
    ended = FlowRunFilter(end_time=FlowRunFilterEndTime(before_=datetime.now(UTC) - timedelta(days=keep_days)))
    with get_client(sync_client=True) as client:
        while runs := client.read_flow_runs(flow_run_filter=ended, limit=_AT_ONCE):
            mine = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run.id for run in runs]))
            while artifacts := client.read_artifacts(artifact_filter=mine, limit=_AT_ONCE):
                for artifact in artifacts:
                    client.delete_artifact(artifact.id)
                removed.artifacts += len(artifacts)
            for run in runs:
                client.delete_flow_run(run.id)
            removed.flow_runs += len(runs)


def _remove_versions(data: Path, keep: int, removed: Removed) -> None:
    versions = sorted((data / "extracted").glob("*"), key=lambda folder: _last_use(folder), reverse=True)
    for folder in versions[max(1, keep) :]:
        shutil.rmtree(folder)
        removed.extraction_versions += 1


def _last_use(folder: Path) -> float:
    return max((inner.stat().st_mtime for inner in [folder, *folder.glob("*")]), default=0.0)


def _remove_half_written(data: Path, removed: Removed) -> None:
    """What a killed run left beside its target: a day old, so that nobody writes it any more."""
    old = time.time() - _DAY
    for folder, pattern in (
        ("archive", "*/.writing-*"),
        ("extracted", "*/*/.writing-*"),
        ("crawl", "**/.writing-*"),
        ("crawl", "*/addresses/*/*.new"),
    ):
        for path in (data / folder).glob(pattern):
            if path.stat().st_mtime < old:
                path.unlink()
                removed.half_written += 1


def _remove_logs(data: Path, keep_days: int, removed: Removed) -> None:
    """Logs of errors go; logs of fetches are evidence and are packed once their month is over."""
    old = time.time() - keep_days * _DAY
    for path in (data / "logs").glob("error-*.log"):
        if path.stat().st_mtime < old:
            path.unlink()
            removed.logs += 1
    this_month = f"{datetime.now(UTC):%Y-%m}"
    for path in (data / "crawl").glob("*/fetches/*.jsonl"):
        if path.stem < this_month and path.stat().st_mtime < old:
            packed = path.with_name(f"{path.name}.gz.new")
            packed.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
            packed.replace(path.with_name(f"{path.name}.gz"))
            path.unlink()
            removed.packed_logs += 1
