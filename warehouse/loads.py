"""What is recorded about loading itself: a run, and when which document was loaded by which extractors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import polars as pl

from schemas.frames import build_frame
from schemas.tables import Field, load_tables
from warehouse.batch import Batch
from warehouse.errors import WarehouseError


def build_run(run: Mapping[str, Any]) -> pl.DataFrame:
    """The row of table run. Raises WarehouseError for a name or value that the table does not take."""
    table = load_tables()["run"]
    unknown = run.keys() - set(table.columns)
    if unknown or not run.get("run_id"):
        raise WarehouseError(f"a run has no {', '.join(sorted(unknown))}" if unknown else "a run needs a run_id")
    frame, failures = build_frame(table, {f.name: [_run_value(f, run.get(f.name))] for f in table.fields})
    if failures:
        raise WarehouseError(f"the run {run['run_id']} cannot be recorded: {failures[0]}")
    return frame


def _run_value(field: Field, value: Any) -> Any:
    if field.type == "timestamp" and isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) and value.tzinfo else value


def build_versions(
    batch: Batch,
    run_id: str,
    extractor_version: str,
    first_seen: Mapping[str, datetime],
    known: Mapping[str, tuple[datetime, int]],
    first_number: int,
) -> pl.DataFrame:
    """Rows of dim_report_version as far as a document alone tells: a document read again keeps when it was known.

    known: by report_id when a document was known and its number. New ones are numbered from `first_number` on.
    """
    top = first_number - 1
    now = datetime.now(UTC).replace(tzinfo=None)
    rows = []
    for report in batch.frames["dim_report"].to_dicts():
        seen = first_seen.get(report["sha256"])
        known_from, number = known.get(report["report_id"], (now, 0))
        if seen is not None:
            known_from = seen.astimezone(UTC).replace(tzinfo=None) if seen.tzinfo else seen
        if not number:
            number = top = top + 1
        row = {"report_id": report["report_id"], "sha256": report["sha256"], "known_from": known_from}
        row |= {"load_no": number, "extractor_version": extractor_version, "run_id": run_id, "loaded_at": now}
        rows.append(row)
    table = load_tables()["dim_report_version"]
    frame, failures = build_frame(table, {name: [row.get(name) for row in rows] for name in table.columns})
    if failures:
        raise WarehouseError(f"versions cannot be recorded: {failures[0]}")
    return frame
