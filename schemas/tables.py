"""The tables of the warehouse, declared once: from here come DDL, comments, validation and the data dictionary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from schemas.yaml import load_yaml

FOLDER = Path(__file__).parent
TYPES = ("text", "integer", "bigint", "boolean", "timestamp", "json")
_DECIMAL = re.compile(r"decimal\((\d+),(\d+)\)")


@dataclass(frozen=True, slots=True)
class Field:
    """A column, declared once in fields.yml. `type` is one of TYPES or decimal(precision,scale).

    `allowed`, `pattern`, `minimum` say what a value must be. A `volatile` field differs between two runs over the same
    documents and is left out when contents are compared.
    """

    name: str
    type: str
    zh: str
    en: str
    unit: str = ""
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    minimum: int | None = None
    volatile: bool = False

    @property
    def decimal(self) -> tuple[int, int] | None:
        """Precision and scale of a decimal, None for other types."""
        match = _DECIMAL.fullmatch(self.type)
        return (int(match[1]), int(match[2])) if match else None


@dataclass(frozen=True, slots=True)
class Table:
    """A table, declared in tables/<name>.yml.

    `record`: kind of extractor record that fills it, empty for others; `paths`: column -> place in that record, such as
    `source.page`; `rest`: column that takes what the record says beyond the declared columns. `references`: column ->
    (table, column) that must hold its value. `made_at` is `publishing` for a table that only the published copy has,
    made there from the others. A `volatile` table is left out when contents are compared.
    """

    name: str
    zh: str
    en: str
    grain: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    required: tuple[str, ...] = ()
    record: str = ""
    rest: str = ""
    paths: tuple[tuple[str, str], ...] = ()
    references: tuple[tuple[str, str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    loaded_from: str = ""
    made_at: str = ""
    volatile: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns in order."""
        return tuple(field.name for field in self.fields)

    def is_required(self, column: str) -> bool:
        """Whether `column` must have a value: it is in the key or declared required.

        A table made at publishing may have nulls in its key, as the facts have that it compares.
        """
        return (column in self.key and not self.made_at) or column in self.required


@dataclass(frozen=True, slots=True)
class UsageWarning:
    """A usage warning of the fixed vocabulary of warnings.yml."""

    zh: str
    en: str


@cache
def load_fields() -> dict[str, Field]:
    """Every field by name, in the order of fields.yml. Raises ValueError for an unknown type or setting."""
    found: dict[str, Field] = {}
    for name, row in load_yaml(FOLDER / "fields.yml").items():
        settings = {**row, "allowed": tuple(row.get("allowed", ())), "minimum": row.get("min")}
        settings.pop("min", None)
        try:
            field = Field(name=name, **settings)
        except TypeError as error:
            raise ValueError(f"fields.yml, {name}: {error}") from error
        if field.type not in TYPES and field.decimal is None:
            raise ValueError(f"fields.yml, {name}: no such type: {field.type}")
        found[name] = field
    return found


@cache
def load_warnings() -> dict[str, UsageWarning]:
    """The fixed vocabulary of usage warnings by id."""
    return {name: UsageWarning(**row) for name, row in load_yaml(FOLDER / "warnings.yml").items()}


@cache
def load_tables() -> dict[str, Table]:
    """Every table by name, in the order in which the contract lists kinds: dimensions, bridges, facts, the rest.

    Raises ValueError naming the file where a column, key, reference or warning is not declared.
    """
    paths = sorted((FOLDER / "tables").glob("*.yml"), key=lambda path: (_rank(path.stem), path.stem))
    tables = {path.stem: _build_table(path.stem, load_yaml(path)) for path in paths}
    for table in tables.values():
        for column, target, target_column in table.references:
            if target not in tables or target_column not in tables[target].columns:
                raise ValueError(f"{table.name}.yml: {column} refers to {target}.{target_column}, which does not exist")
    return tables


def tables_by_record() -> dict[str, Table]:
    """Table by the kind of extractor record that fills it."""
    return {table.record: table for table in load_tables().values() if table.record}


def _rank(name: str) -> int:
    order = ("dim_", "bridge_", "fact_")
    return next((rank for rank, prefix in enumerate(order) if name.startswith(prefix)), len(order))


def _build_table(name: str, row: dict[str, Any]) -> Table:
    entries: list[dict[str, str]] = [e if isinstance(e, dict) else {"name": e} for e in row.pop("fields")]
    fields = load_fields()
    columns = [entry["name"] for entry in entries]
    references = tuple((column, *target.split(".")) for column, target in row.pop("references", {}).items())
    settings: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    named = {*settings["key"], *settings.get("required", ()), *(reference[0] for reference in references)}
    for unknown, what in (
        (set(columns) - fields.keys(), "field of fields.yml"),
        (named - set(columns), "column of the table"),
        (set(settings.get("warnings", ())) - load_warnings().keys(), "warning of warnings.yml"),
    ):
        if unknown:
            raise ValueError(f"{name}.yml: {', '.join(sorted(unknown))} is no {what}")
    return Table(
        name=name,
        fields=tuple(fields[column] for column in columns),
        paths=tuple((entry["name"], entry.get("from", entry["name"])) for entry in entries),
        references=references,
        **settings,
    )
