"""Cutting back what a lake grows by itself: small files, rows of loads that no longer count, versions nobody reads."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import duckdb

from schemas.tables import tables_by_record
from warehouse.errors import explain_error
from warehouse.lake.connect import NAME
from warehouse.lake.publish import publishing
from warehouse.lake.setting import Lake

KEEP = 3
"""Published versions that are kept, as many as older copies of the embedded warehouse."""

_REPLACED = """
CREATE OR REPLACE TEMP TABLE replaced AS
SELECT d.report_id, d.load_id
FROM loaded.document AS d
JOIN loaded.chosen AS c USING (report_id)
JOIN loaded.document AS k ON k.report_id = c.report_id AND k.load_id = c.load_id
WHERE (d.loaded_at, d.load_id) < (k.loaded_at, k.load_id)
"""
"""Loads before the one that counts. One that came since the rest was derived is not among them."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was removed: rows of replaced loads, versions of the lake, files."""

    rows: int
    versions: int
    files: int


def tidy_lake(lake: Lake, days: int = 1) -> Tidied:
    """Merge small files, and remove replaced rows, versions older than `days` that are not among the last published
    ones, and files of that age that nothing refers to, those of killed loaders among them.

    May run while others load and read. Raises WarehouseError where another process publishes.
    """
    with publishing(lake) as connection:
        try:
            rows = _remove_replaced(connection)
            connection.execute(f"CALL ducklake_merge_adjacent_files('{NAME}')")
            versions = _expire(connection, days)
            before = f"older_than => (now() - INTERVAL {days} DAY)"
            found = [
                len(connection.execute(f"CALL {function}('{NAME}', {before})").fetchall())
                for function in ("ducklake_cleanup_old_files", "ducklake_delete_orphaned_files")
            ]
        except duckdb.Error as error:
            raise explain_error(error, lake.catalog, "Tidying") from error
    return Tidied(rows, versions, sum(found))


def _remove_replaced(connection: duckdb.DuckDBPyConnection) -> int:
    """Rows removed; none where somebody loads into the same table at this moment, for a next time will do."""
    connection.execute(_REPLACED)
    removed = 0
    for table in tables_by_record().values():
        with suppress(duckdb.TransactionException):
            found = connection.execute(
                f"DELETE FROM loaded.{table.name} WHERE (report_id, load_id) IN (FROM replaced)"
            ).fetchall()
            removed += found[0][0]
    connection.execute("DROP TABLE replaced")
    return removed


def _expire(connection: duckdb.DuckDBPyConnection, days: int) -> int:
    found = connection.execute(
        f"""
        SELECT snapshot_id FROM {NAME}.snapshots()
        WHERE snapshot_time < now() - INTERVAL {days} DAY
            AND snapshot_id < (SELECT max(version) FROM loaded.published)
            AND snapshot_id NOT IN (SELECT version FROM loaded.published ORDER BY version DESC LIMIT {KEEP})
        """
    ).fetchall()
    if found:
        ids = ", ".join(str(version) for (version,) in found)
        connection.execute(f"CALL ducklake_expire_snapshots('{NAME}', versions => [{ids}])")
    return len(found)
