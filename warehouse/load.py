"""The one writer: records of documents in, a batch a transaction; a document that comes again replaces its own rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import duckdb
import polars as pl

from schemas.frames import build_frame
from schemas.tables import Field, load_tables, tables_by_record
from warehouse.batch import Batch, Loaded, build_batch
from warehouse.connection import WRITER, insert_frame, open_writer
from warehouse.errors import DatabaseError, WarehouseError, explain_error
from warehouse.rows import Record

__all__ = ["Loaded", "Loader", "WarehouseError"]

DERIVED = Path(__file__).parent / "derived"
_AUDIT = ("check_result", "finding")
"""Tables that say something about a report and are stale once it is loaded again."""

T = TypeVar("T")


class Loader:
    """The one process that writes <data>/writer.duckdb. A context manager; readers use the published copy.

    Opening raises WarehouseError where another process writes, or where the file was made with other tables.
    """

    def __init__(self, data: Path) -> None:
        self.path = Path(data) / WRITER
        self._connection: duckdb.DuckDBPyConnection = open_writer(Path(data))
        self._given_up = False

    def __enter__(self) -> Loader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the file for other processes."""
        self._connection.close()

    def loaded(self) -> dict[str, str]:
        """Extractor version by sha256 of every document in the warehouse, the refused ones too."""
        query = "SELECT sha256, extractor_version FROM dim_report_version ORDER BY sha256"
        return dict(self._run("Reading", lambda: self._connection.execute(query).fetchall()))

    def load_batch(self, documents: Sequence[Sequence[Record]], run_id: str, extractor_version: str) -> list[Loaded]:
        """Load the records of documents in one transaction: all of them or, where it fails, none.

        Each document is the list of its records as `gongzhang extract` prints them. Rows that break a rule are kept
        in load_issue. Raises WarehouseError where the disk is full or a document has no usable report record.
        """
        if not documents:
            return []
        batch = build_batch(documents)
        self._run("Loading into", lambda: self._write(batch, run_id, extractor_version))
        return batch.loaded

    def record_run(self, run: Mapping[str, Any]) -> None:
        """Insert or replace the row of a run, by `run_id`.

        Names are the columns of table run; times are aware datetimes or ISO text. Raises WarehouseError for a name or
        value that the table does not take.
        """
        table = load_tables()["run"]
        unknown = run.keys() - set(table.columns)
        if unknown or not run.get("run_id"):
            raise WarehouseError(f"a run has no {', '.join(sorted(unknown))}" if unknown else "a run needs a run_id")
        frame, failures = build_frame(table, {f.name: [_run_value(f, run.get(f.name))] for f in table.fields})
        if failures:
            raise WarehouseError(f"the run {run['run_id']} cannot be recorded: {failures[0]}")

        def write() -> None:
            self._connection.execute("DELETE FROM run WHERE run_id = ?", [run["run_id"]])
            insert_frame(self._connection, "run", frame)

        self._run("Recording a run in", lambda: self._transact(write))

    def _run(self, doing: str, action: Callable[[], T]) -> T:
        if self._given_up:
            self._connection, self._given_up = open_writer(self.path.parent), False
        try:
            return action()
        except DatabaseError as error:
            if isinstance(error, duckdb.FatalException):
                # After a failed write DuckDB gives up the open file. What was committed is safe on disk: the next call
                # opens it again.
                self._connection.close()
                self._given_up = True
            raise explain_error(error, self.path, doing) from error

    def _transact(self, action: Callable[[], None]) -> None:
        self._connection.execute("BEGIN")
        try:
            action()
            self._connection.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        try:
            self._connection.execute("ROLLBACK")
        except duckdb.Error:
            # A failed COMMIT has rolled back by itself, and a full disk may have invalidated the connection.
            return

    def _write(self, batch: Batch, run_id: str, extractor_version: str) -> None:
        def write() -> None:
            report_ids = batch.frames["dim_report"].select("report_id")
            versions = _assign_versions(self._connection, batch, run_id, extractor_version)
            self._connection.register("replaced", report_ids.to_arrow())
            for name in (*(table.name for table in tables_by_record().values()), *_AUDIT, "dim_report_version"):
                self._connection.execute(f"DELETE FROM {name} WHERE report_id IN (SELECT report_id FROM replaced)")
            self._connection.unregister("replaced")
            for name, frame in {**batch.frames, "dim_report_version": versions}.items():
                insert_frame(self._connection, name, frame)
            _link_versions(self._connection)
            for path in sorted(DERIVED.glob("*.sql")):
                self._connection.execute(path.read_text(encoding="utf-8"))

        self._transact(write)


def _run_value(field: Field, value: Any) -> Any:
    if field.type == "timestamp" and isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) and value.tzinfo else value


def _assign_versions(
    connection: duckdb.DuckDBPyConnection, batch: Batch, run_id: str, extractor_version: str
) -> pl.DataFrame:
    """Rows of dim_report_version: a document keeps its number, a new one gets the next of its key."""
    known = {
        report_id: (key, number)
        for report_id, key, number in connection.execute(
            "SELECT report_id, version_key, version_no FROM dim_report_version"
        ).fetchall()
    }
    top: dict[str, int] = {}
    for key, number in known.values():
        top[key] = max(top.get(key, 0), number)
    rows = []
    for report in batch.frames["dim_report"].to_dicts():
        # Two documents are versions of one when the same file holds the same report: the name alone is not enough.
        names = ("file", "unit_id", "fiscal_year", "doc_kind", "report_level")
        key = "|".join("" if report[name] is None else str(report[name]) for name in names)
        before, number = known.get(report["report_id"], ("", 0))
        if before != key:
            number = top[key] = top.get(key, 0) + 1
        rows.append((report["report_id"], key, number, None, True, report["sha256"], extractor_version, run_id))
    now = datetime.now(UTC).replace(tzinfo=None)
    table = load_tables()["dim_report_version"]
    columns = zip(*((*row, now) for row in rows), strict=True)
    frame, failures = build_frame(table, dict(zip(table.columns, columns, strict=True)))
    if failures:
        raise WarehouseError(f"versions cannot be numbered: {failures[0]}")
    return frame


def _link_versions(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        """
        UPDATE dim_report_version AS v
        SET supersedes = n.before, is_current = n.after IS NULL
        FROM (
            SELECT
                report_id,
                lag(report_id) OVER (PARTITION BY version_key ORDER BY version_no) AS before,
                lead(report_id) OVER (PARTITION BY version_key ORDER BY version_no) AS after
            FROM dim_report_version
        ) AS n
        WHERE v.report_id = n.report_id
            AND (v.supersedes IS DISTINCT FROM n.before OR v.is_current <> (n.after IS NULL))
        """
    )
