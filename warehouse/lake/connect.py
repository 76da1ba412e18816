"""Connections to a lake, and the lock that lets one process at a time derive, check and publish in it.

DuckDB's extensions are not downloaded: they come as packages with the extra `scale`, of DuckDB's own version.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import duckdb

from warehouse.ddl import quote
from warehouse.errors import DatabaseError, WarehouseError, explain_error
from warehouse.lake.setting import Lake

NAME = "lake"
_LOCK = 0x67_7A  # any number, the same in every process
_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
# With many loaders a commit loses against others many times: wait long in all, and little at a time.
_PATIENCE = "SET ducklake_max_retry_count = 100; SET ducklake_retry_wait_ms = 100; SET ducklake_retry_backoff = 1.05"
# Rows stay out of the catalogue, however few they are: one kind of place for them.
_IN_FILES = "DATA_INLINING_ROW_LIMIT 0"


def open_lake(lake: Lake, create: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection whose current database is the lake as it is now.

    create: make the lake where there is none. Raises WarehouseError where the extra is missing, PostgreSQL cannot be
    reached or there is no lake.
    """
    connection = duckdb.connect(config=_OFFLINE)
    try:
        load_extensions(connection, "ducklake", "postgres_scanner")
        if lake.files.startswith("s3://"):
            _open_store(connection)
        connection.execute(_PATIENCE)
        attach(connection, lake, NAME, create)
        connection.execute(f"USE {NAME}")
    except DatabaseError as error:
        connection.close()
        raise explain_error(error, lake.catalog, "Opening") from error
    except BaseException:
        connection.close()
        raise
    return connection


def go_back(connection: duckdb.DuckDBPyConnection, lake: Lake, version: int) -> None:
    """Make the current database, the lake, what it was at a version, and read-only. Raises what DuckDB raises."""
    connection.execute(f"USE memory; DETACH {NAME}")
    attach(connection, lake, NAME, version=version)
    connection.execute(f"USE {NAME}")


def attach(
    connection: duckdb.DuckDBPyConnection, lake: Lake, name: str, create: bool = False, version: int | None = None
) -> None:
    """Attach the lake under a name; with a `version`, read-only and as it was then. Raises what DuckDB raises.

    create: make it where there is none.
    """
    seen = _IN_FILES if version is None else f"READ_ONLY, SNAPSHOT_VERSION {version}"
    sql = f"ATTACH {quote(lake.catalog)} AS {name} ({seen},"
    try:
        connection.execute(f"{sql} CREATE_IF_NOT_EXISTS false)")
    except duckdb.InvalidInputException:
        if not create:
            raise
        connection.execute(f"{sql} DATA_PATH {quote(lake.files)})")


def find_files(connection: duckdb.DuckDBPyConnection) -> str:
    """Where the files of the lake are, as it was told when it was made."""
    sql = f"SELECT value FROM {NAME}.options() WHERE option_name = 'data_path'"
    return str(connection.execute(sql).fetchall()[0][0])


def load_extensions(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Load extensions of DuckDB from their packages. Raises WarehouseError naming what is to be installed."""
    for name in names:
        spec = find_spec(f"duckdb_extension_{name}")
        folders = list(spec.submodule_search_locations or ()) if spec else []
        places = [Path(f) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension" for f in folders]
        path = next((place for place in places if place.is_file()), None)
        if path is None:
            package = f"duckdb-extension-{name.replace('_', '-')}=={duckdb.__version__}"
            raise WarehouseError(f'a lake needs {package}: install the extra, pip install "gongzhang[scale]"')
        connection.execute(f"LOAD {quote(str(path))}")


@contextmanager
def only_publisher(lake: Lake) -> Iterator[None]:
    """Hold the lake for deriving, checking and publishing; loaders go on. The lock goes with the process.

    Raises WarehouseError where another process holds it.
    """
    connection = duckdb.connect(config=_OFFLINE)
    try:
        load_extensions(connection, "postgres_scanner")
        connection.execute(f"ATTACH {quote(lake.database)} AS catalog (TYPE postgres)")
        connection.execute("BEGIN")  # the lock is that of a transaction, which ends with the connection
        got = connection.execute(
            f"SELECT got FROM postgres_query('catalog', 'SELECT pg_try_advisory_xact_lock({_LOCK}) AS got')"
        ).fetchall()[0][0]
        if not got:
            raise WarehouseError(
                f"another process derives, checks or publishes in {lake.catalog}: run again when it has ended"
            )
        yield
    except duckdb.Error as error:
        raise explain_error(error, lake.catalog, "Opening") from error
    finally:
        connection.close()


def _open_store(connection: duckdb.DuckDBPyConnection) -> None:
    """Object storage with the keys that its own tools take from the environment."""
    load_extensions(connection, "httpfs")
    told = {
        "KEY_ID": os.environ.get("AWS_ACCESS_KEY_ID"),
        "SECRET": os.environ.get("AWS_SECRET_ACCESS_KEY"),
        "SESSION_TOKEN": os.environ.get("AWS_SESSION_TOKEN"),
        "REGION": os.environ.get("AWS_REGION"),
    }
    said = [f"{name} {quote(value)}" for name, value in told.items() if value]
    scheme, _, host = os.environ.get("AWS_ENDPOINT_URL_S3", "").rpartition("://")
    if host:
        said += [f"ENDPOINT {quote(host)}", "URL_STYLE 'path'", f"USE_SSL {'false' if scheme == 'http' else 'true'}"]
    connection.execute(f"CREATE SECRET (TYPE s3{''.join(', ' + option for option in said)})")
