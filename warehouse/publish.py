"""The published copy: built fresh and compact beside the old one, verified, and swapped in by one rename."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from schemas.tables import Table, load_fields, load_tables
from warehouse.changes import Changes, attach_last, record_changes
from warehouse.connection import WRITER, definitions_hash, open_writer, set_setting
from warehouse.ddl import (
    build_comments,
    build_create,
    field_comment,
    load_macros,
    load_view_columns,
    load_views,
    quote,
    read_head,
)
from warehouse.derive import STATE
from warehouse.errors import DatabaseError, WarehouseError, explain_error
from warehouse.fingerprint import content_fingerprint
from warehouse.load import derive_if_stale

PUBLISHED = "gongzhang.duckdb"
OLDER = "published"
KEEP = 3
MADE = Path(__file__).parent / "published"


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did. `changed` is False where the published copy already held exactly this content."""

    path: Path
    changed: bool
    tables: dict[str, int]
    """Rows by table."""
    changes: Changes = field(default_factory=Changes)


def publish(data: Path) -> Published:
    """Publish <data>/writer.duckdb as <data>/gongzhang.duckdb; the copy before goes to <data>/published/.

    Does nothing where content, views and definitions are those of the published copy. Raises WarehouseError, and leaves
    the published copy as it is, where another process writes, the disk is full or the new copy fails a check.
    """
    data = Path(data)
    target, fresh = data / PUBLISHED, data / f"{PUBLISHED}.new"
    if not (data / WRITER).exists():
        raise WarehouseError(f"there is no warehouse in {data} to publish: run `gongzhang ingest` first")
    connection = open_writer(data)
    try:
        _remove(fresh)
        derive_if_stale(connection)
        connection.execute("CHECKPOINT")
        fingerprint = content_fingerprint(connection)
        rows = {name: int(text.split("-")[0]) for name, text in fingerprint.items()}
        if _published_content(target) == _content_hash(fingerprint):
            return Published(target, False, rows)
        changes = _build_copy(connection, fresh, fingerprint, target)
    except BaseException as error:
        connection.close()
        _remove(fresh)
        if isinstance(error, DatabaseError):
            raise explain_error(error, fresh, "Publishing") from error
        raise
    finally:
        connection.close()
    try:
        _sync(fresh)
        _keep_older(target, data / OLDER)
        fresh.replace(target)
        _sync(data)
    except OSError as error:
        raise explain_error(error, target, "Publishing") from error
    return Published(target, True, rows, changes)


def verify_copy(connection: duckdb.DuckDBPyConnection, copy: str, original: str, expected: Mapping[str, str]) -> None:
    """Check schema `copy` (such as `copy.main`) against `original`, whose content fingerprint is `expected`.

    Compares content and sums, and looks for double keys and for references to rows that are not there. Raises
    WarehouseError naming the first check that fails.
    """
    for failure in _find_failures(connection, copy, original, expected):
        raise WarehouseError(f"the copy was not published, because it fails a check: {failure}")


def _build_copy(
    connection: duckdb.DuckDBPyConnection, fresh: Path, expected: Mapping[str, str], published: Path
) -> Changes:
    connection.execute(f"ATTACH {quote(str(fresh))} AS copy")
    original = connection.execute("SELECT current_database()").fetchall()[0][0]
    tables = load_tables().values()
    has_last = attach_last(connection, published)
    # One transaction: hundreds of small ones would wait for the disk hundreds of times.
    connection.execute("BEGIN")
    connection.execute(";".join(build_create(table, "copy.main") for table in tables))
    for table in tables:
        if table.made_at:
            continue
        connection.execute(
            f"INSERT INTO copy.main.{table.name} SELECT * FROM {original}.main.{table.name} "
            f"ORDER BY {', '.join(table.key)}"
        )
    connection.execute("USE copy.main")
    for path in sorted(MADE.glob("*.sql")):
        connection.execute(path.read_text(encoding="utf-8"))
    changes = record_changes(connection) if has_last else Changes()
    create_views(connection)
    connection.execute(";".join(comment for table in tables for comment in build_comments(table)))
    connection.execute("DELETE FROM meta WHERE name = ?", [STATE])  # a matter of the writer
    set_setting(connection, "content", _content_hash(expected))
    connection.execute("COMMIT")
    verify_copy(connection, "copy.main", f"{original}.main", expected)
    _check_current(connection)
    connection.execute(f"USE {original}.main")
    connection.execute("CHECKPOINT copy")
    connection.execute("DETACH copy")
    connection.execute("DETACH DATABASE IF EXISTS last")
    return changes


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create views and table macros in the current database, each with comments on itself and its columns."""
    fields, made = load_fields(), load_view_columns()
    for name, sql in load_macros().items():
        connection.execute(sql)
        kind = "MACRO TABLE" if " AS TABLE" in sql else "MACRO"
        head = "{zh}: {en} Grain: {grain}.".format_map(read_head(sql))
        connection.execute(f"COMMENT ON {kind} {name} IS {quote(head)}")
    for name, sql in load_views().items():
        said = read_head(sql)
        connection.execute(sql)
        comments = [f"COMMENT ON VIEW {name} IS {quote('{zh}: {en} Grain: {grain}.'.format_map(said))}"]
        for column, *_ in connection.execute(f"DESCRIBE {name}").fetchall():
            comment = said.get(f"column {column}") or made.get(column) or field_comment(fields[column])
            comments.append(f"COMMENT ON COLUMN {name}.{column} IS {quote(comment)}")
        connection.execute(";".join(comments))


def _find_failures(
    connection: duckdb.DuckDBPyConnection, copy: str, original: str, expected: Mapping[str, str]
) -> Iterator[str]:
    found = content_fingerprint(connection, copy)
    yield from (f"table {name} differs from the writer's" for name in expected if found[name] != expected[name])
    for table in load_tables().values():
        if table.made_at:
            continue
        yield from _find_double_keys(connection, table, copy)
        for column, target, target_column in table.references:
            orphans = connection.execute(
                f"SELECT count(*), min({column}) FROM {copy}.{table.name} WHERE {column} IS NOT NULL "
                f"AND {column} NOT IN (SELECT {target_column} FROM {copy}.{target})"
            ).fetchall()[0]
            if orphans[0]:
                yield f"{orphans[0]} rows of {table.name} refer to a {target} that is not there, such as {orphans[1]}"
    for table_name, column in (("fact_figure", "value_yuan"), ("fact_project_budget", "executed")):
        sums = [
            connection.execute(f"SELECT sum({column}) FROM {schema}.{table_name}").fetchall()[0][0]
            for schema in (copy, original)
        ]
        if sums[0] != sums[1]:
            yield f"the sum of {table_name}.{column} is {sums[0]} instead of {sums[1]}"


def _check_current(connection: duckdb.DuckDBPyConnection) -> None:
    """Every fact of a current version stands in fact_current, by itself or among the statements of another."""
    stated, told = connection.execute(
        """
        SELECT
            (SELECT count(*) FROM fact_figure AS f JOIN dim_report_version AS v USING (report_id)
                WHERE v.is_current AND f.occurrence = 1),
            (SELECT coalesce(sum(statements), 0) FROM fact_current)
        """
    ).fetchall()[0]
    if stated != told:
        raise WarehouseError(
            f"the copy was not published, because fact_current tells {told} statements instead of {stated}"
        )


def _find_double_keys(connection: duckdb.DuckDBPyConnection, table: Table, copy: str) -> Iterator[str]:
    key = ", ".join(table.key)
    double = connection.execute(
        f"SELECT {key} FROM {copy}.{table.name} GROUP BY {key} HAVING count(*) > 1 ORDER BY {key} LIMIT 1"
    ).fetchone()
    if double:
        yield f"two rows of {table.name} have the key {', '.join(map(str, double))}"


def _content_hash(fingerprint: Mapping[str, str]) -> str:
    parts = [*fingerprint.items(), ("definitions", definitions_hash()), *load_views().items(), *load_macros().items()]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _published_content(target: Path) -> str | None:
    if not target.exists():
        return None
    try:
        with duckdb.connect(target, read_only=True) as connection:
            row = connection.execute("SELECT setting FROM meta WHERE name = 'content'").fetchone()
    except duckdb.Error:
        return None  # whatever it is, it is not this content
    return row[0] if row else None


def _keep_older(target: Path, folder: Path) -> None:
    """Give the file that is about to be replaced a second name; at no moment is there no published file."""
    if not target.exists():
        return
    folder.mkdir(exist_ok=True)
    older = sorted(folder.glob("gongzhang-*.duckdb"))
    number = int(older[-1].stem.rpartition("-")[2]) + 1 if older else 1
    name = folder / f"gongzhang-{number:06d}.duckdb"
    try:
        os.link(target, name)
    except OSError:  # a file system without links
        shutil.copyfile(target, name)
    for path in [*older, name][:-KEEP]:
        path.unlink()


def _remove(fresh: Path) -> None:
    """Remove an unfinished copy and its log: a log left by a killed run would be replayed into the next file."""
    for path in (fresh, fresh.with_name(f"{fresh.name}.wal")):
        path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
