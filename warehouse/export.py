"""The published warehouse as Parquet files and a data package descriptor that says what every column means.

Tables of documents and facts are split by fiscal year, hive-style (fact_figure/fiscal_year=2023/data.parquet; documents
without a year: fiscal_year=none); dimensions are one file each. Columns carry the types of the Open Fiscal Data Package
where they fit.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from schemas.tables import Field, Table, load_fields, load_tables, load_warnings
from schemas.yaml import load_yaml
from warehouse.ddl import quote
from warehouse.errors import DatabaseError, WarehouseError, explain_error
from warehouse.units import FOLDER

LEFT_OUT = frozenset({"meta", "run", "fact_current", "dim_line"})
"""Tables about the machine and not about the accounts; fact_current goes out with its lines as v_fact."""
FISCAL_TYPES = FOLDER / "fiscal_types.yml"
_NO_YEAR = "none"


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: the descriptor's path, files and rows."""

    descriptor: Path
    files: int
    rows: int


def export_package(connection: duckdb.DuckDBPyConnection, target: Path) -> Exported:
    """Write <target>/datapackage.json and a Parquet file a table and fiscal year.

    The folder may hold an earlier export, which is replaced table by table; anything else in it stays. Raises
    WarehouseError where the folder holds something else under a table's name or cannot be written.
    """
    resources: list[dict[str, Any]] = []
    try:
        target.mkdir(parents=True, exist_ok=True)
        for table in (*load_tables().values(), _table_of_facts()):
            if table.name not in LEFT_OUT:
                resources += _write_table(connection, table, target)
        descriptor = target / "datapackage.json"
        package = _describe_package(connection, resources)
        descriptor.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except DatabaseError as error:
        raise explain_error(error, target, "Exporting to") from error
    return Exported(descriptor, len(resources), sum(resource["rows"] for resource in resources))


def _table_of_facts() -> Table:
    """v_fact as a table: the facts with body, year, kind and level beside them, so that its files stand alone."""
    current, line, report = (load_tables()[name] for name in ("fact_current", "dim_line", "dim_report"))
    added = ("unit_id", "unit_name", "unit_type", "region_code", "fiscal_year", "doc_kind", "report_level")
    about = (field for field in line.fields if field not in current.fields)
    fields = (*current.fields, *about, *(load_fields()[name] for name in added))
    required = (*current.required, *line.required, *report.key)
    return replace(current, name="v_fact", fields=fields, references=(), required=required)


def _write_table(connection: duckdb.DuckDBPyConnection, table: Table, target: Path) -> Iterator[dict[str, Any]]:
    folder = target / table.name
    if folder.exists():
        if not folder.is_dir() or any(path.suffix != ".parquet" for path in folder.rglob("*") if path.is_file()):
            raise WarehouseError(f"{folder} is there and no earlier export: give another folder")
        shutil.rmtree(folder)
    folder.mkdir()
    source, years = _find_years(connection, table)
    for year in years:
        part = folder / f"fiscal_year={_NO_YEAR if year is None else year}" if source else folder
        part.mkdir(exist_ok=True)
        path = part / "data.parquet"
        rows = _copy(connection, table, path, source, year)
        name = table.name if not source else f"{table.name}-{_NO_YEAR if year is None else year}"
        yield {
            "name": name.replace("_", "-"),
            "path": path.relative_to(target).as_posix(),
            "title": table.zh,
            "description": " ".join([f"{table.en} Grain: {table.grain}.", *_warnings(table)]),
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "rows": rows,
            "schema": _describe_schema(table),
        }


def _find_years(connection: duckdb.DuckDBPyConnection, table: Table) -> tuple[str, list[int | None]]:
    """The SQL of the fiscal year of a row (empty: the table is not split) and the years that there are."""
    if table.name.startswith(("dim_unit", "dim_project")) or not {"fiscal_year", "report_id"} & set(table.columns):
        return "", [None]
    source = "fiscal_year"
    if "fiscal_year" not in table.columns:
        source = f"(SELECT r.fiscal_year FROM dim_report AS r WHERE r.report_id = {table.name}.report_id)"
    found = connection.execute(
        f"SELECT DISTINCT {source} AS year FROM {table.name} ORDER BY year NULLS LAST"
    ).fetchall()
    return source, [year for (year,) in found]


def _copy(connection: duckdb.DuckDBPyConnection, table: Table, path: Path, source: str, year: int | None) -> int:
    where = "" if not source else f"WHERE {source} IS NOT DISTINCT FROM {'NULL' if year is None else year}"
    columns = ", ".join(f"{f.name}::VARCHAR AS {f.name}" if f.type == "json" else f.name for f in table.fields)
    order = ", ".join(table.key)
    found = connection.execute(
        f"COPY (SELECT {columns} FROM {table.name} {where} ORDER BY {order}) TO {quote(str(path))} "
        "(FORMAT parquet, COMPRESSION zstd)"
    ).fetchall()
    return int(found[0][0])


def _describe_schema(table: Table) -> dict[str, Any]:
    types = load_yaml(FISCAL_TYPES)
    fields = [_describe_field(table, field, types.get(field.name)) for field in table.fields]
    schema: dict[str, Any] = {"fields": fields, "missingValues": []}  # an empty text is a text
    if not table.made_at:
        schema["primaryKey"] = list(table.key)
    return schema


def _describe_field(table: Table, field: Field, fiscal_type: str | None) -> dict[str, Any]:
    # Readers of Parquet that go through pandas get a column of whole numbers with gaps as floats.
    whole = "integer" if table.is_required(field.name) else "number"
    kinds = {"integer": whole, "bigint": whole, "boolean": "boolean", "timestamp": "datetime"}
    described: dict[str, Any] = {
        "name": field.name,
        "type": "number" if field.decimal else kinds.get(field.type, "string"),
        "title": field.zh,
        "description": field.en,
    }
    if field.unit:
        described["unit"] = field.unit
    if fiscal_type:
        described["columnType"] = fiscal_type
    constraints: dict[str, Any] = {}
    if table.is_required(field.name):
        constraints["required"] = True
    if field.allowed:
        constraints["enum"] = list(field.allowed)
    if constraints:
        described["constraints"] = constraints
    return described


def _describe_package(connection: duckdb.DuckDBPyConnection, resources: list[dict[str, Any]]) -> dict[str, Any]:
    first, last = connection.execute(
        "SELECT min(fiscal_year), max(fiscal_year) FROM dim_report WHERE status <> 'refused'"
    ).fetchall()[0]
    package: dict[str, Any] = {
        "name": "gongzhang",
        "title": "公账：部门决算、预算与绩效自评 Published accounts of Chinese public bodies",
        "description": "Every figure of published final accounts, budgets and self-evaluations, with its place in the "
        "source. Departments contain their units: never add the two.",
        "countryCode": "CN",
        "granularity": "aggregated",
        "resources": resources,
    }
    if first is not None:
        package["fiscalPeriod"] = {"start": f"{first}-01-01", "end": f"{last}-12-31"}
    return package


def _warnings(table: Table) -> list[str]:
    return [load_warnings()[name].en for name in table.warnings]
