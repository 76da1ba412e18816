"""Deriving and publishing in a lake: by one process, in transactions of the lake itself, while loaders go on.

A version of the lake that was verified is noted as published; readers open the lake as it was at the last one noted.
So there is no copy, and a process that is killed leaves readers where they were.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import duckdb

from schemas.tables import load_tables, tables_by_record
from warehouse.build import create_views, load_made
from warehouse.change_counts import Changes
from warehouse.changes import record_changes
from warehouse.connection import definitions_hash, find_setting, prepare, set_setting
from warehouse.ddl import build_comments, build_create, load_macros, load_views, quote, schema_hash, table_comment
from warehouse.derive import STATE, derive
from warehouse.errors import WarehouseError, explain_error
from warehouse.fingerprint import content_fingerprint, content_identity, count_rows
from warehouse.lake.connect import NAME, attach, find_files, go_back, only_publisher, open_lake
from warehouse.lake.setting import Lake, build_lake, keep_lake
from warehouse.lake.tables import FOLDER, check_tables, create_tables, is_view
from warehouse.verify import verify_copy

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Noted:
    """A published version of the lake. made_with: identity of its tables; content: of what it holds."""

    version: int
    content: str
    made_with: str


def make_lake(data: Path, catalog: str, files: str) -> Path:
    """Make a lake, or join one that is there, and let the data directory use it; returns the file of the setting.

    files: where the files of a new lake go; one that is there has its own place.

    Raises WarehouseError where PostgreSQL cannot be reached, or its database holds something else.
    """
    lake = build_lake(catalog, files)
    with only_publisher(lake), closing(open_lake(lake, create=True)) as connection:
        check_tables(connection, lake.catalog, may_be_empty=True)
        _explained(lake, "Preparing", lambda: prepare(connection, lake.catalog, create_tables))
        files = _explained(lake, "Reading", lambda: find_files(connection))
    return keep_lake(data, Lake(catalog, files))


@contextmanager
def publishing(lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    """The lake for the one process that derives, checks and publishes, with everything derived that was loaded.

    Raises WarehouseError where another process does, and where the lake is not there or has other tables.
    """
    with only_publisher(lake), closing(open_lake(lake)) as connection:
        check_tables(connection, lake.catalog)
        _explained(lake, "Preparing", lambda: prepare(connection, lake.catalog, create_tables))
        _explained(lake, "Deriving in", lambda: _derive_if_stale(connection))
        yield connection


def publish_lake(lake: Lake) -> tuple[bool, Mapping[str, int], Changes]:
    """Verify what was derived and note it as published; whether there was news, rows by table, and what changed.

    Raises WarehouseError, and leaves readers what they have, where a check fails.
    """
    with publishing(lake) as connection:
        fingerprint = content_fingerprint(connection)
        rows, content = count_rows(fingerprint), content_identity(fingerprint)
        last = find_published(connection)
        if last and last.content == content:
            return False, rows, Changes()
        changes = _explained(lake, "Publishing", lambda: _publish(connection, lake, last, content))
        return True, rows, changes


def find_published(connection: duckdb.DuckDBPyConnection) -> Noted | None:
    """The version that readers see; None where nothing was published yet."""
    row = connection.execute(
        "SELECT version, content, made_with FROM loaded.published ORDER BY version DESC LIMIT 1"
    ).fetchone()
    return Noted(*row) if row else None


def open_published_lake(lake: Lake) -> duckdb.DuckDBPyConnection:
    """The lake as it was published last, read-only. Raises WarehouseError where it was not, or by another version."""
    connection = open_lake(lake)
    try:
        last = _explained(lake, "Opening", lambda: find_published(connection))
        if last is None:
            raise WarehouseError(f"nothing is published in {lake.catalog} yet: run `gongzhang ingest PATH...` first")
        if last.made_with != schema_hash(published=True):
            raise WarehouseError(f"{lake.catalog} was published by another version of gongzhang: ingest again")
        version = last.version
        _explained(lake, "Opening", lambda: go_back(connection, lake, version))
    except BaseException:
        connection.close()
        raise
    return connection


def is_lake_published(lake: Lake) -> bool:
    """Whether readers see anything yet. Raises WarehouseError where the lake cannot be reached."""
    with closing(open_lake(lake)) as connection:
        return _explained(lake, "Reading", lambda: find_published(connection)) is not None


def _derive_if_stale(connection: duckdb.DuckDBPyConnection) -> None:
    loads = str(
        connection.execute("SELECT (count(*), sum(hash(load_id, report_id))) FROM loaded.document").fetchall()[0][0]
    )
    if find_setting(connection, STATE) == loads:
        return
    with _transaction(connection):
        connection.execute((FOLDER / "choose.sql").read_text(encoding="utf-8"))
        derive(connection)
        set_setting(connection, STATE, loads)


def _publish(connection: duckdb.DuckDBPyConnection, lake: Lake, last: Noted | None, content: str) -> Changes:
    has_last = last is not None and last.made_with == schema_hash(published=True)
    if last is not None and has_last:
        attach(connection, lake, "last", version=last.version)
    with _transaction(connection):
        for table in load_tables().values():
            if table.made_at and has_last:
                connection.execute(f"DELETE FROM {table.name}")
            elif table.made_at:  # of another version of gongzhang, or of none
                connection.execute(f"DROP TABLE IF EXISTS {table.name}; {build_create(table)}")
        for _, sql in load_made(place="f.figure_id"):
            connection.execute(sql)
        _replace_views(connection)
        changes = record_changes(connection) if has_last else Changes()
        set_setting(connection, "content", content)
        verify_copy(connection, {})
        _verify_loads(connection)
    version = connection.execute(f"SELECT id FROM {NAME}.last_committed_snapshot()").fetchall()[0][0]
    connection.execute(
        "INSERT INTO loaded.published VALUES (?, ?, ?, now()::TIMESTAMP)",
        [version, content, schema_hash(published=True)],
    )
    return changes


def _replace_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Views, macros and comments anew, where one of them is not that of the lake."""
    parts = [definitions_hash(), *load_views().items(), *load_macros().items()]
    wanted = hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
    if find_setting(connection, "views") == wanted:
        return
    views = "SELECT view_name FROM duckdb_views() WHERE database_name = current_database() AND view_name LIKE 'v\\_%' "
    for (name,) in connection.execute(f"{views} ESCAPE '\\'").fetchall():
        connection.execute(f"DROP VIEW {name}")
    macros = "SELECT DISTINCT function_name, function_type FROM duckdb_functions() WHERE database_name = "
    for name, kind in connection.execute(f"{macros} current_database() AND NOT internal").fetchall():
        connection.execute(f"DROP {'MACRO TABLE' if kind == 'table_macro' else 'MACRO'} {name}")
    create_views(connection, columns_and_macros=False)  # a lake keeps no comments on these
    for table in load_tables().values():
        if is_view(table):
            connection.execute(f"COMMENT ON VIEW {table.name} IS {quote(table_comment(table))}")
        for comment in build_comments(table, "loaded" if is_view(table) else "main"):
            connection.execute(comment)
    set_setting(connection, "views", wanted)


def _verify_loads(connection: duckdb.DuckDBPyConnection) -> None:
    """Every row that loaders said they loaded is there. Raises WarehouseError."""
    counted = " + ".join(f"(SELECT count(*) FROM {table.name})" for table in tables_by_record().values())
    found, told = connection.execute(
        f"SELECT {counted}, (SELECT sum(loaded_rows) FROM loaded.document SEMI JOIN loaded.chosen "
        "USING (report_id, load_id))"
    ).fetchall()[0]
    if found != (told or 0):
        raise WarehouseError(f"the lake was not published, because it has {found} rows of documents instead of {told}")


@contextmanager
def _transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(duckdb.Error):  # a failed COMMIT has rolled back by itself
            connection.execute("ROLLBACK")
        raise


def _explained(lake: Lake, doing: str, action: Callable[[], T]) -> T:
    try:
        return action()
    except duckdb.Error as error:
        raise explain_error(error, lake.catalog, doing) from error
