"""From the declared tables to DDL with comments. The only place that knows how a declared type is called in DuckDB."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from schemas.tables import Field, Table, load_tables, load_warnings
from schemas.yaml import load_yaml

VIEWS = Path(__file__).parent / "views"
MACROS = Path(__file__).parent / "macros"


def sql_type(field: Field) -> str:
    """DuckDB's name of a declared type."""
    if field.decimal:
        return "DECIMAL({},{})".format(*field.decimal)
    return {
        "text": "VARCHAR",
        "integer": "INTEGER",
        "bigint": "BIGINT",
        "boolean": "BOOLEAN",
        "timestamp": "TIMESTAMP",
        "json": "JSON",
    }[field.type]


def build_create(table: Table, schema: str = "main") -> str:
    """CREATE TABLE of one table.

    Keys are verified when rows are validated and again at publishing, not by an index: DuckDB refuses to replace a row
    under a key inside one transaction in some cases, and an index slows a bulk insert.
    """
    columns = ", ".join(
        f"{field.name} {sql_type(field)}{' NOT NULL' if table.is_required(field.name) else ''}"
        for field in table.fields
    )
    return f"CREATE TABLE {schema}.{table.name} ({columns})"


def build_comments(table: Table, schema: str = "main") -> Iterator[str]:
    """COMMENT ON statements of a table and each of its columns, Chinese name first."""
    yield f"COMMENT ON TABLE {schema}.{table.name} IS {quote(table_comment(table))}"
    for field in table.fields:
        yield f"COMMENT ON COLUMN {schema}.{table.name}.{field.name} IS {quote(field_comment(field))}"


def table_comment(table: Table) -> str:
    """Chinese name, what it holds, its grain and its usage warnings."""
    warnings = " ".join(load_warnings()[name].en for name in table.warnings)
    return f"{table.zh}: {table.en} Grain: {table.grain}.{' ' + warnings if warnings else ''}"


def field_comment(field: Field) -> str:
    """Chinese name, what it holds and its unit."""
    return f"{field.zh}: {field.en}{f' Unit: {field.unit}.' if field.unit else ''}"


def quote(text: str) -> str:
    """Text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def schema_hash(published: bool = False) -> str:
    """Identity of tables, columns and types of the writer's file, or of the published copy, which has tables more.

    Wording of comments does not count.
    """
    text = "\n".join(build_create(table) for table in load_tables().values() if published or not table.made_at)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_head(sql: str) -> dict[str, str]:
    """What the comment lines `-- name: text` of an SQL file say, by name."""
    return dict(re.findall(r"^-- ([a-z_][a-z_ ]*): (.+)$", sql, re.MULTILINE))


def load_views() -> dict[str, str]:
    """SQL of every view by name, a view after those that it reads from."""
    found = {path.stem: path.read_text(encoding="utf-8") for path in sorted(VIEWS.glob("*.sql"))}
    needs = {name: found.keys() & set(re.findall(r"\bv_[a-z_]+", sql)) - {name} for name, sql in found.items()}
    return {name: found[name] for name in TopologicalSorter(needs).static_order()}


def load_macros() -> dict[str, str]:
    """SQL of every table macro by name: views that take an argument."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(MACROS.glob("*.sql"))}


@cache
def load_view_columns() -> dict[str, str]:
    """Comments of columns that views make, by name."""
    columns: dict[str, str] = load_yaml(VIEWS / "columns.yml")
    return columns
