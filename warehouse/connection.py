"""Opening the writer's file: one process at a time, made by this version of the tables, with current definitions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path

import duckdb
import polars as pl

import schemas
from schemas.codes import CodeList, load_economic, load_functional, load_regions
from schemas.concepts import load_concepts
from schemas.frames import build_frame
from schemas.tables import load_tables
from warehouse.ddl import build_create, schema_hash
from warehouse.derive import STALE, STATE
from warehouse.errors import DatabaseError, WarehouseError, explain_error
from warehouse.forms import table_rows
from warehouse.units import unit_events

WRITER = "writer.duckdb"
DEFINITIONS = ("fields.yml", "warnings.yml", "tables/*.yml", "concepts/*.yml", "codes/*.csv", "layouts/*.yml")
REGISTRY = Path(__file__).parent / "registry"
_LOG = {"checkpoint_threshold": "128MB"}
"""How long the log may get before it is worked into the file. With DuckDB's own 16 MB the rows that were loaded last
are packed anew every few batches.
"""


def open_writer(data: Path) -> duckdb.DuckDBPyConnection:
    """A read-write connection to <data>/writer.duckdb; a new file gets tables and dimensions.

    Raises WarehouseError where the folder cannot be written, another process holds the file, it is no DuckDB file, or
    it was made by a version of gongzhang with other tables.
    """
    path = data / WRITER
    try:
        data.mkdir(parents=True, exist_ok=True)
        connection = duckdb.connect(path, config={"autoinstall_known_extensions": False, **_LOG})
    except DatabaseError as error:
        raise explain_error(error, path, "Opening") from error
    try:
        prepare(connection, str(path), create_tables)
    except DatabaseError as error:
        connection.close()
        raise explain_error(error, path, "Preparing") from error
    except BaseException:
        connection.close()
        raise
    return connection


def find_setting(connection: duckdb.DuckDBPyConnection, name: str) -> str | None:
    """A setting of table meta, None where it is not there."""
    row = connection.execute("SELECT setting FROM meta WHERE name = ?", [name]).fetchone()
    return row[0] if row else None


def set_setting(connection: duckdb.DuckDBPyConnection, name: str, setting: str) -> None:
    """Write a setting of table meta."""
    connection.execute("DELETE FROM meta WHERE name = ?", [name])
    connection.execute("INSERT INTO meta VALUES (?, ?)", [name, setting])


def insert_frame(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """Insert a frame whose columns are those of the table, in one statement."""
    if frame.is_empty():
        return
    connection.register("incoming", frame.to_arrow())
    connection.execute(f"INSERT INTO {table} BY NAME SELECT {', '.join(frame.columns)} FROM incoming")
    connection.unregister("incoming")


def definitions_hash() -> str:
    """Identity of everything that dimensions and comments are made from."""
    digest = hashlib.sha256()
    folder = Path(schemas.__file__).parent
    for path in [
        *(p for pattern in DEFINITIONS for p in sorted(folder.glob(pattern))),
        *sorted(REGISTRY.glob("*.yml")),
    ]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the tables of the writer's file."""
    connection.execute(";".join(build_create(table) for table in load_tables().values() if not table.made_at))


def prepare(
    connection: duckdb.DuckDBPyConnection, name: str, create: Callable[[duckdb.DuckDBPyConnection], None]
) -> None:
    """Create the tables of a new warehouse, and bring its dimensions up to date with the definitions.

    Raises WarehouseError where the current database is another one or has other tables.
    """
    state = read_state(connection)
    if state == Tables.OTHER:
        raise WarehouseError(f"{name} is no gongzhang warehouse: move it away, or give another data folder")
    if state == Tables.OLD:
        raise WarehouseError(
            f"{name} was made by another version of gongzhang with other tables: "
            "move it away and ingest the archive again (docs/decisions/warehouse-rebuild-or-replace.md)"
        )
    if state == Tables.READY and find_setting(connection, "definitions") == definitions_hash():
        return
    connection.execute("BEGIN")
    if state == Tables.NONE:
        create(connection)
        set_setting(connection, "schema", schema_hash())
    _load_definitions(connection)
    connection.execute("COMMIT")


class Tables(Enum):
    """What the current database holds: nothing, this version's tables, those of another one, something else."""

    NONE = 1
    READY = 2
    OLD = 3
    OTHER = 4


def read_state(connection: duckdb.DuckDBPyConnection) -> Tables:
    """What the current database holds."""
    found = {
        name
        for (name,) in connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database()"
        ).fetchall()
    }
    if not found:
        return Tables.NONE
    if "meta" not in found:
        return Tables.OTHER
    return Tables.READY if find_setting(connection, "schema") == schema_hash() else Tables.OLD


def _load_definitions(connection: duckdb.DuckDBPyConnection) -> None:
    for name, rows in _dimension_rows().items():
        table = load_tables()[name]
        columns = {name: [row.get(name) for row in rows] for name in table.columns}
        frame, failures = build_frame(table, columns)
        if failures:
            raise WarehouseError(f"the definitions of {name} are not valid: {failures[0]}")
        connection.execute(f"DELETE FROM {name}")
        insert_frame(connection, name, frame)
    set_setting(connection, "definitions", definitions_hash())
    set_setting(connection, STATE, STALE)  # it adds to the dimensions what reports say


Row = Mapping[str, object]


def _dimension_rows() -> dict[str, list[Row]]:
    concepts: list[Row] = [
        {"concept": c.id, "concept_zh": c.zh, "concept_en": c.en, "concept_group": c.group, "concept_unit": c.unit,
         "synonyms": list(c.synonyms), "note": c.note or None}
        for c in load_concepts().values()
    ]  # fmt: skip
    events: list[Row] = [
        {"event_kind": kind, "from_unit_id": before_id, "to_unit_id": after_id, "from_name": before, "to_name": after,
         "event_date": day, "event_source": source}
        for kind, before_id, after_id, before, after, day, source in unit_events()
    ]  # fmt: skip
    return {
        "dim_concept": concepts,
        "dim_region": _code_rows(load_regions(), "region_code", "region_name", "region_level"),
        "dim_functional": _code_rows(load_functional(), "functional_code"),
        "dim_economic": _code_rows(load_economic(), "economic_code"),
        "unit_event": events,
        "dim_table": [*table_rows()],
    }


def _code_rows(codes: CodeList, code: str, name: str = "code_name", level: str = "code_level") -> list[Row]:
    rows: list[Row] = []
    for entry in codes:
        now = codes.follow(entry)
        rows.append(
            {code: entry.code, name: entry.name, level: entry.level, "parent_code": entry.parent,
             "first_year": entry.first_year, "last_year": entry.last_year, "successor_code": entry.successor,
             "code_now": now.code if now else None, "name_now": now.name if now else None,
             "confidence": entry.confidence, "code_source": entry.source, "economic_kind": entry.kind or None}
        )  # fmt: skip
    return rows
