"""Which warehouse a data directory has: the embedded file with its one writer, or a lake that many load into."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

from warehouse.connection import WRITER, open_writer
from warehouse.lake.load import LakeLoader
from warehouse.lake.publish import publishing
from warehouse.lake.setting import find_lake
from warehouse.load import Loader


def has_warehouse(data: Path) -> bool:
    """Whether there is a warehouse to check and publish."""
    return find_lake(data) is not None or (Path(data) / WRITER).exists()


def open_loader(data: Path) -> Loader | LakeLoader:
    """A loader for the warehouse of a data directory. Raises WarehouseError where it cannot be opened."""
    lake = find_lake(data)
    return Loader(data) if lake is None else LakeLoader(lake)


@contextmanager
def writing(data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection for the one process that checks. Raises WarehouseError where another one has the warehouse."""
    lake = find_lake(data)
    if lake is not None:
        with publishing(lake) as connection:
            yield connection
    else:
        with closing(open_writer(data)) as connection:
            yield connection
