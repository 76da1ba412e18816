"""The one writer: records of documents in, a batch a transaction; a document that comes again replaces its own rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import duckdb

from schemas.tables import tables_by_record
from warehouse.batch import Batch, Loaded, build_batch
from warehouse.connection import WRITER, find_setting, insert_frame, open_writer, set_setting
from warehouse.derive import FRESH, STALE, STATE, derive
from warehouse.errors import DatabaseError, WarehouseError, explain_error
from warehouse.loads import build_run, build_versions
from warehouse.rows import Record

__all__ = ["Loaded", "Loader", "WarehouseError"]

_AUDIT = ("check_result", "finding", "audit_input")
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
        try:
            if error is None:
                self.derive()
        finally:
            self.close()

    def close(self) -> None:
        """Release the file for other processes."""
        self._connection.close()

    def derive(self) -> None:
        """Bring what follows from all reports together (bodies, versions, projects, codes) up to date.

        Does nothing where no batch was loaded since. Leaving the context without an error does it too.
        """
        self._run("Deriving in", lambda: derive_if_stale(self._connection))

    def loaded(self) -> dict[str, str]:
        """Extractor version by sha256 of every document in the warehouse, the refused ones too."""
        query = "SELECT sha256, extractor_version FROM dim_report_version ORDER BY sha256"
        return dict(self._run("Reading", lambda: self._connection.execute(query).fetchall()))

    def load_batch(
        self,
        documents: Sequence[Sequence[Record]],
        run_id: str,
        extractor_version: str,
        first_seen: Mapping[str, datetime] | None = None,
    ) -> list[Loaded]:
        """Load the records of documents in one transaction: all of them or, where it fails, none.

        Each document is the list of its records as `gongzhang extract` prints them. Rows that break a rule are kept
        in load_issue. `first_seen`: when the bytes of a sha256 were first known; without it that is now, or what the
        warehouse knew before. Raises WarehouseError where the disk is full or a document has no usable report record.
        """
        if not documents:
            return []
        batch = build_batch(documents)
        self._run("Loading into", lambda: self._write(batch, run_id, extractor_version, first_seen or {}))
        return batch.loaded

    def record_run(self, run: Mapping[str, Any]) -> None:
        """Insert or replace the row of a run, by `run_id`.

        Names are the columns of table run; times are aware datetimes or ISO text. Raises WarehouseError for a name or
        value that the table does not take.
        """
        frame = build_run(run)

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
            _roll_back(self._connection)
            raise

    def _write(self, batch: Batch, run_id: str, extractor_version: str, first_seen: Mapping[str, datetime]) -> None:
        def write() -> None:
            known = _find_known(self._connection, batch)
            top = self._connection.execute("SELECT coalesce(max(load_no), 0) FROM dim_report_version").fetchall()[0][0]
            versions = build_versions(batch, run_id, extractor_version, first_seen, known, top + 1)
            if known:  # looking for the rows of documents that are new would read the whole warehouse for nothing
                _delete_documents(self._connection, list(known))
            for name, frame in {**batch.frames, "dim_report_version": versions}.items():
                insert_frame(self._connection, name, frame)
            set_setting(self._connection, STATE, STALE)

        self._transact(write)


def derive_if_stale(connection: duckdb.DuckDBPyConnection) -> None:
    """Rebuild what is derived, in a transaction of its own, where something was loaded since it was."""
    if find_setting(connection, STATE) == FRESH:
        return
    connection.execute("BEGIN")
    try:
        derive(connection)
        set_setting(connection, STATE, FRESH)
        connection.execute("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    try:
        connection.execute("ROLLBACK")
    except duckdb.Error:
        # A failed COMMIT has rolled back by itself, and a full disk may have invalidated the connection.
        return


Known = Mapping[str, tuple[datetime, int]]
"""Since when a document is known, and its number in the order of loading."""


def _find_known(connection: duckdb.DuckDBPyConnection, batch: Batch) -> Known:
    """The documents of the batch that were loaded before."""
    report_ids = batch.frames["dim_report"]["report_id"].to_list()
    rows = connection.execute(
        "SELECT report_id, known_from, load_no FROM dim_report_version WHERE report_id IN (SELECT unnest(?))",
        [report_ids],
    )
    return {report_id: (known_from, number) for report_id, known_from, number in rows.fetchall()}


def _delete_documents(connection: duckdb.DuckDBPyConnection, report_ids: Sequence[str]) -> None:
    for name in (*(table.name for table in tables_by_record().values()), *_AUDIT, "dim_report_version"):
        connection.execute(f"DELETE FROM {name} WHERE report_id IN (SELECT unnest(?))", [report_ids])
