"""A loader of a lake, one of many: it appends batches of documents, a transaction each, and never removes anything.

What a document replaces is decided when the rest is derived (choose.sql), not when it is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any
from uuid import uuid4

import polars as pl

from warehouse.batch import Batch, Loaded, build_batch
from warehouse.connection import insert_frame
from warehouse.errors import DatabaseError, explain_error
from warehouse.lake.connect import open_lake
from warehouse.lake.setting import Lake
from warehouse.lake.tables import check_tables
from warehouse.loads import build_run, build_versions
from warehouse.rows import Record


class LakeLoader:
    """One of the processes that load documents into a lake. A context manager, used like `warehouse.load.Loader`.

    next_number: of the next document that is loaded; documents that became known in the same second are versions of
    each other in the order of these numbers. Loaders that share a run are given theirs; otherwise they go on from what
    the lake has. Opening raises WarehouseError where the lake is not there or has other tables.
    """

    def __init__(self, lake: Lake, next_number: int | None = None) -> None:
        self.lake = lake
        self._connection = open_lake(lake)
        try:
            check_tables(self._connection, lake.catalog)
            self.next_number = next_number or self._read_number()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> LakeLoader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the connection; a batch that is not committed is as if it had never been."""
        self._connection.close()

    def loaded(self) -> dict[str, str]:
        """Extractor version by sha256 of every document in the lake, the refused ones too."""
        query = (
            "SELECT sha256, arg_max(extractor_version, (loaded_at, load_id)) FROM loaded.document "
            "GROUP BY sha256 ORDER BY sha256"
        )
        return dict(self._run("Reading", lambda: self._connection.execute(query).fetchall()))

    def load_batch(
        self,
        documents: Sequence[Sequence[Record]],
        run_id: str,
        extractor_version: str,
        first_seen: Mapping[str, datetime] | None = None,
    ) -> list[Loaded]:
        """Append the records of documents in one transaction: all of them or, where it fails, none.

        As `warehouse.load.Loader.load_batch`; readers see them once they are derived and published.
        """
        if not documents:
            return []
        batch = build_batch(documents)
        versions = build_versions(batch, run_id, extractor_version, first_seen or {}, {}, self.next_number)
        self._run("Loading into", lambda: self._append(batch, versions))
        self.next_number += len(versions)
        return batch.loaded

    def record_run(self, run: Mapping[str, Any]) -> None:
        """Record the state of a run; of two records of one run the finished one counts."""
        row = build_run(run).with_columns(load_id=pl.lit(uuid4().hex))
        self._run("Recording a run in", lambda: insert_frame(self._connection, "loaded.run", row))

    def _read_number(self) -> int:
        query = "SELECT coalesce(max(load_no), 0) + 1 FROM loaded.document"
        return int(self._run("Reading", lambda: self._connection.execute(query).fetchall()[0][0]))

    def _append(self, batch: Batch, versions: pl.DataFrame) -> None:
        load_id = pl.lit(uuid4().hex)
        documents = versions.select(
            "report_id", "sha256", "extractor_version", "run_id", "known_from", "load_no", "loaded_at", load_id=load_id
        ).join(_count_rows(batch), on="report_id")
        self._connection.execute("BEGIN")
        try:
            for name, frame in batch.frames.items():
                insert_frame(self._connection, f"loaded.{name}", frame.with_columns(load_id=load_id))
            insert_frame(self._connection, "loaded.document", documents)
            self._connection.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        try:
            self._connection.execute("ROLLBACK")
        except DatabaseError:
            # A failed COMMIT has rolled back by itself, and a connection that is lost has nothing to roll back.
            return

    def _run(self, doing: str, action: Callable[[], Any]) -> Any:
        try:
            return action()
        except DatabaseError as error:
            raise explain_error(error, self.lake.catalog, doing) from error


def _count_rows(batch: Batch) -> pl.DataFrame:
    """Rows of each document in all tables together: what must be found again before it is published."""
    ids = pl.concat([frame.select("report_id") for frame in batch.frames.values()])
    return ids.group_by("report_id").agg(loaded_rows=pl.len().cast(pl.Int64()))
