"""The published copy: made beside the old one from the writer's file, verified, and swapped in by one rename."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from warehouse.build import complete_copy, copy_file
from warehouse.change_counts import Changes
from warehouse.connection import WRITER, open_writer
from warehouse.errors import DatabaseError, WarehouseError, explain_error
from warehouse.fingerprint import content_fingerprint, content_identity, count_rows
from warehouse.lake.publish import publish_lake
from warehouse.lake.setting import FILE, find_lake
from warehouse.load import derive_if_stale
from warehouse.verify import read_totals

PUBLISHED = "gongzhang.duckdb"
OLDER = "published"
KEEP = 3


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did. `changed` is False where the published copy already held exactly this content."""

    path: Path
    changed: bool
    tables: dict[str, int]
    """Rows by table."""
    changes: Changes = field(default_factory=Changes)


def publish(data: Path) -> Published:
    """Publish <data>/writer.duckdb as <data>/gongzhang.duckdb; the copy before goes to <data>/published/. A lake
    publishes in itself, and `path` is then the file that names it.

    Does nothing where content, views and definitions are those of the published copy. Raises WarehouseError, and leaves
    the published copy as it is, where another process writes, the disk is full or the new copy fails a check.
    """
    data = Path(data)
    lake = find_lake(data)
    if lake is not None:
        is_new, counts, differences = publish_lake(lake)
        return Published(data / FILE, is_new, dict(counts), differences)
    target, fresh = data / PUBLISHED, data / f"{PUBLISHED}.new"
    if not (data / WRITER).exists():
        raise WarehouseError(f"there is no warehouse in {data} to publish: run `gongzhang ingest` first")
    connection = open_writer(data)
    try:
        _remove(fresh)
        derive_if_stale(connection)
        connection.execute("CHECKPOINT")
        fingerprint = content_fingerprint(connection)
        rows = count_rows(fingerprint)
        content = content_identity(fingerprint)
        if _published_content(target) == content:
            return Published(target, False, rows)
        expected = read_totals(connection)
        copy_file(data / WRITER, fresh)
        connection.close()
        changes = complete_copy(fresh, target, expected, content)
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
