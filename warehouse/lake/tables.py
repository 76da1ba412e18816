"""The tables of a lake: what loaders append to, and the declared tables over it under their own names."""

from __future__ import annotations

from pathlib import Path

import duckdb

from schemas.tables import Table, load_tables
from warehouse.connection import Tables, read_state
from warehouse.ddl import build_create
from warehouse.errors import WarehouseError

FOLDER = Path(__file__).parent


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create everything in an empty lake; the caller holds the transaction."""
    connection.execute("CREATE SCHEMA loaded")
    connection.execute((FOLDER / "tables.sql").read_text(encoding="utf-8"))
    for table in load_tables().values():
        if table.record or table.name == "run":
            create = build_create(table, "loaded").removesuffix(")")
            connection.execute(f"{create}, load_id VARCHAR NOT NULL)")
        connection.execute(_build_view(table) if is_view(table) else build_create(table))


def check_tables(connection: duckdb.DuckDBPyConnection, name: str, may_be_empty: bool = False) -> None:
    """Whether the lake has the tables of this version. Raises WarehouseError with the way out."""
    state = read_state(connection)
    if state == Tables.READY or (state == Tables.NONE and may_be_empty):
        return
    if state == Tables.NONE:
        raise WarehouseError(f"{name} has no tables yet: make the lake with `gongzhang lake`")
    raise WarehouseError(
        f"{name} holds other tables than this version of gongzhang has: make a lake in a new database with "
        "`gongzhang lake`, and load the archive again"
    )


def is_view(table: Table) -> bool:
    """Whether the table is a view over what was loaded. Deriving writes to dim_report, which therefore is a copy."""
    return table.name == "run" or (bool(table.record) and table.name != "dim_report")


def _build_view(table: Table) -> str:
    columns = ", ".join(table.columns)
    if table.name == "run":
        # a run is recorded when it begins and when it has ended
        return (
            f"CREATE VIEW run AS SELECT {columns} FROM loaded.run "
            "QUALIFY row_number() OVER (PARTITION BY run_id ORDER BY finished DESC NULLS LAST, load_id) = 1"
        )
    return (
        f"CREATE VIEW {table.name} AS SELECT {columns} FROM loaded.{table.name} "
        "SEMI JOIN loaded.chosen USING (report_id, load_id)"
    )
