"""From a byte for byte copy of the writer's file to the file that readers get: made tables, views, macros, comments."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import duckdb

from schemas.tables import load_fields, load_tables
from warehouse.change_counts import Changes
from warehouse.changes import attach_last, record_changes
from warehouse.connection import set_setting
from warehouse.ddl import (
    build_comments,
    build_create,
    field_comment,
    load_macros,
    load_view_columns,
    load_views,
    quote,
    read_head,
    schema_hash,
)
from warehouse.derive import STATE
from warehouse.verify import Totals, verify_copy

MADE = Path(__file__).parent / "published"

# Reads the copy back, and compares what it read with what it wrote. In a process of its own: closing a file gives up
# every lock that a process has on it, and the writer's must hold until the copy is made.
_COPY = """
import errno, hashlib, os, shutil, sys
def digest(path):
    with open(path, 'rb') as file:
        return hashlib.file_digest(file, 'sha256').hexdigest()
source, target = sys.argv[1:]
try:
    shutil.copyfile(source, target)
    sys.exit(0 if digest(source) == digest(target) else errno.EIO)
except OSError as error:
    sys.exit(error.errno or errno.EIO)
"""


def copy_file(source: Path, target: Path) -> None:
    """Copy a database file that is open and checkpointed here, and read the copy back. Raises OSError."""
    # -I -S: nothing but the standard library, which starts in a fiftieth of a second
    done = subprocess.run([sys.executable, "-I", "-S", "-c", _COPY, str(source), str(target)], check=False)
    if done.returncode:
        number = done.returncode if done.returncode in errno.errorcode else errno.EIO
        raise OSError(number, os.strerror(number), str(target))


def complete_copy(fresh: Path, published: Path, expected: Totals, content: str) -> Changes:
    """Make the copy at `fresh` what readers open, and verify it; `published` is what they open now.

    `content`: identity of what it holds. Raises WarehouseError where a check fails, and what DuckDB raises.
    """
    with duckdb.connect(fresh, config={"autoinstall_known_extensions": False}) as connection:
        has_last = attach_last(connection, published)
        # One transaction: hundreds of small ones would wait for the disk hundreds of times.
        connection.execute("BEGIN")
        tables = load_tables().values()
        connection.execute(";".join(build_create(table) for table in tables if table.made_at))
        for _, sql in load_made():
            connection.execute(sql)
        create_views(connection)
        changes = record_changes(connection) if has_last else Changes()
        connection.execute(";".join(comment for table in tables for comment in build_comments(table)))
        connection.execute("DELETE FROM meta WHERE name = ?", [STATE])  # a matter of the writer
        set_setting(connection, "content", content)
        set_setting(connection, "schema", schema_hash(published=True))
        connection.execute("COMMIT")
        verify_copy(connection, expected)
        connection.execute("DETACH DATABASE IF EXISTS last")
        connection.execute("CHECKPOINT")
    return changes


def load_made(place: str = "f.rowid") -> list[tuple[str, str]]:
    """Name and SQL of what fills the tables made at publishing, in order.

    place: what tells the rows f of fact_figure apart; rowid is the cheapest, which a view does not have.
    """
    sql = {path.stem: path.read_text(encoding="utf-8").replace("$PLACE", place) for path in sorted(MADE.glob("*.sql"))}
    return list(sql.items())


def create_views(connection: duckdb.DuckDBPyConnection, columns_and_macros: bool = True) -> None:
    """Create views and macros in the current database, each with a comment.

    columns_and_macros: whether macros and the columns of views can have one, too.
    """
    fields, made = load_fields(), load_view_columns()
    for name, sql in load_macros().items():
        connection.execute(sql)
        if not columns_and_macros:
            continue
        kind = "MACRO TABLE" if " AS TABLE" in sql else "MACRO"
        head = "{zh}: {en} Grain: {grain}.".format_map(read_head(sql))
        connection.execute(f"COMMENT ON {kind} {name} IS {quote(head)}")
    for name, sql in load_views().items():
        said = read_head(sql)
        connection.execute(sql)
        comments = [f"COMMENT ON VIEW {name} IS {quote('{zh}: {en} Grain: {grain}.'.format_map(said))}"]
        for column, *_ in connection.execute(f"DESCRIBE {name}").fetchall() if columns_and_macros else ():
            comment = said.get(f"column {column}") or made.get(column) or field_comment(fields[column])
            comments.append(f"COMMENT ON COLUMN {name}.{column} IS {quote(comment)}")
        connection.execute(";".join(comments))
