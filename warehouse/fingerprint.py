"""What a warehouse holds, as one short text a table: to compare two warehouses, or a copy with its original."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import duckdb

from schemas.tables import Table, load_tables
from warehouse.build import load_made
from warehouse.connection import definitions_hash
from warehouse.ddl import load_macros, load_views


def content_fingerprint(connection: duckdb.DuckDBPyConnection, schema: str = "main") -> dict[str, str]:
    """Row count and order-independent hash of every table that documents fill, without what differs between two runs.

    Left out: tables and fields declared `volatile` (times and ids of runs), and tables made from others at publishing.
    `schema` may be `database.main`.
    """
    return {
        table.name: _hash_table(connection, table, schema)
        for table in load_tables().values()
        if not table.volatile and not table.made_at
    }


def content_identity(fingerprint: Mapping[str, str]) -> str:
    """Identity of what readers get: the content with definitions, views and macros."""
    made = (*load_made(), *load_views().items(), *load_macros().items())
    parts = [*fingerprint.items(), ("definitions", definitions_hash()), *made]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def count_rows(fingerprint: Mapping[str, str]) -> dict[str, int]:
    """Rows by table, which a fingerprint begins with."""
    return {name: int(text.split("-")[0]) for name, text in fingerprint.items()}


def _hash_table(connection: duckdb.DuckDBPyConnection, table: Table, schema: str) -> str:
    columns = ", ".join(
        f"{field.name}::VARCHAR" if field.type == "json" else field.name for field in table.fields if not field.volatile
    )
    # Two sums of two hashes: rows that stand twice count twice, and the order does not matter.
    query = (
        f"SELECT count(*), coalesce(sum(hash({columns})::HUGEINT), 0), "
        f"coalesce(sum(hash({columns}, 1)::HUGEINT), 0) FROM {schema}.{table.name}"
    )
    row = connection.execute(query).fetchone()
    count, first, second = row if row else (0, 0, 0)
    return f"{count}-{first % 2**64:016x}{second % 2**64:016x}"
