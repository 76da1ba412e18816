"""Reading the published warehouse: one connection a request, because a file once opened stays the old one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.ddl import read_head, schema_hash
from warehouse.errors import DatabaseError, WarehouseError, explain_error
from warehouse.lake.publish import is_lake_published, open_published_lake
from warehouse.lake.setting import find_lake
from warehouse.publish import PUBLISHED

QUERIES = Path(__file__).parent / "queries"


@dataclass(frozen=True, slots=True)
class Query:
    """A query of the cookbook. `name` is its file's name without number, `title` and `title_zh` say what it answers."""

    name: str
    title: str
    title_zh: str
    sql: str


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of a query with the names of its columns."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def open_published(data: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to <data>/gongzhang.duckdb, or to what a lake published last.

    Close it after use, or a newer copy stays unseen.

    Raises WarehouseError where nothing was published yet, the file is damaged or another version made it.
    """
    lake = find_lake(data)
    if lake is not None:
        return open_published_lake(lake)
    path = Path(data) / PUBLISHED
    if not path.is_file():
        raise WarehouseError(f"there is no warehouse in {data} yet: run `gongzhang ingest PATH... --data {data}` first")
    try:
        connection = duckdb.connect(path, read_only=True)
        made_with = connection.execute("SELECT setting FROM meta WHERE name = 'schema'").fetchone()
    except duckdb.CatalogException as error:
        raise WarehouseError(f"{path} is no gongzhang warehouse: give another data folder") from error
    except DatabaseError as error:
        raise explain_error(error, path, "Opening") from error
    if not made_with or made_with[0] != schema_hash(published=True):
        connection.close()
        raise WarehouseError(f"{path} was made by another version of gongzhang: ingest again to replace it")
    return connection


def is_published(data: Path) -> bool:
    """Whether there is anything to read yet. Raises WarehouseError where a lake cannot be reached."""
    lake = find_lake(data)
    return (Path(data) / PUBLISHED).exists() if lake is None else is_lake_published(lake)


def list_queries() -> list[Query]:
    """The queries of the cookbook in the order of their numbers."""
    return [_read_query(path) for path in sorted(QUERIES.glob("*.sql"))]


def run_query(connection: duckdb.DuckDBPyConnection, name: str) -> Result:
    """Run a query of the cookbook by its name. Raises WarehouseError, listing the names, where there is no such one."""
    queries = {query.name: query for query in list_queries()}
    if name not in queries:
        raise WarehouseError(f"there is no query {name}; there are {', '.join(queries)}")
    return select(connection, queries[name].sql)


def select(connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object] = ()) -> Result:
    """Rows and column names of one SELECT with its values."""
    found = connection.execute(sql, list(values))
    return Result(tuple(column[0] for column in found.description or ()), found.fetchall())


def explain_figure(connection: duckdb.DuckDBPyConnection, figure_id: str) -> dict[str, Any]:
    """Where a figure comes from.

    Keys: figure (its row, dims and bbox as objects), concept (row of dim_concept), report, version, occurrences (other
    places that print the same fact: figure_id, printed, page, line, section, table_key, source_kind), checks (results
    that used it). Raises WarehouseError where there is no such figure.
    """
    figure = _one(connection, "SELECT * FROM fact_figure WHERE figure_id = ?", figure_id)
    if figure is None:
        raise WarehouseError(
            f"there is no figure {figure_id} in this warehouse; column figure_id of v_figure and `gongzhang extract` "
            "show the ids"
        )
    report_id = figure["report_id"]
    same = select(
        connection,
        """
        SELECT o.figure_id, o.value, o.printed, o.page, o.line, o.section, o.table_key, o.source_kind
        FROM fact_figure AS f
        JOIN fact_figure AS o
            ON o.report_id = f.report_id AND o.concept = f.concept AND o.measure = f.measure AND o.period = f.period
            AND o.fund_type IS NOT DISTINCT FROM f.fund_type
            AND o.functional_code IS NOT DISTINCT FROM f.functional_code
            AND o.economic_code IS NOT DISTINCT FROM f.economic_code
            AND o.nature IS NOT DISTINCT FROM f.nature AND o.side IS NOT DISTINCT FROM f.side
            AND o.project_code IS NOT DISTINCT FROM f.project_code AND o.dims_key = f.dims_key
        WHERE f.figure_id = ? AND o.figure_id <> f.figure_id
        ORDER BY o.seq
        """,
        [figure_id],
    )
    checks = select(
        connection,
        "SELECT check_id, check_status, formula, difference, tolerance FROM check_result "
        "WHERE report_id = ? AND list_contains(from_json(figures_used, '[\"VARCHAR\"]'), ?) ORDER BY check_id, seq",
        [report_id, figure_id],
    )
    for name in ("dims", "bbox"):
        figure[name] = json.loads(figure[name]) if figure[name] else None
    return {
        "figure": figure,
        "concept": _one(connection, "SELECT * FROM dim_concept WHERE concept = ?", figure["concept"]),
        "report": _one(
            connection, "SELECT * EXCLUDE (tables, sections) FROM dim_report WHERE report_id = ?", report_id
        ),
        "version": _one(connection, "SELECT * FROM dim_report_version WHERE report_id = ?", report_id),
        "occurrences": to_dicts(same),
        "checks": to_dicts(checks),
    }


def summary(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """What the warehouse holds, as counts: documents (ok, partial, refused), units, years, figures, forms, indicators,
    numbers, unread, accounted_pct, issues, findings. Current versions and older ones count alike."""
    found = _one(
        connection,
        """
        SELECT
            (SELECT count(*) FROM dim_report) AS documents,
            (SELECT count(*) FROM dim_report WHERE status = 'ok') AS ok,
            (SELECT count(*) FROM dim_report WHERE status = 'partial') AS partial,
            (SELECT count(*) FROM dim_report WHERE status = 'refused') AS refused,
            (SELECT count(*) FROM dim_unit WHERE reports > 0) AS units,
            (SELECT min(fiscal_year) FROM dim_report WHERE status <> 'refused') AS first_year,
            (SELECT max(fiscal_year) FROM dim_report WHERE status <> 'refused') AS last_year,
            (SELECT count(*) FROM fact_figure) AS figures,
            (SELECT count(*) FROM fact_project_form) AS forms,
            (SELECT count(*) FROM fact_indicator) AS indicators,
            (SELECT count(*) FROM number_ledger) AS numbers,
            (SELECT count(*) FROM number_ledger WHERE disposition = 'unread') AS unread,
            (SELECT count(*) FROM load_issue) AS issues,
            (SELECT count(*) FROM finding) AS findings
        """,
    )
    assert found is not None  # a SELECT without FROM has one row
    read = found["numbers"] - found["unread"]
    return {**found, "accounted_pct": round(100 * read / found["numbers"], 2) if found["numbers"] else None}


def doctor_summary(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """State of the warehouse: versions (settings and extractor versions), documents (by status), refused and partial
    (file and reason), issues (by kind), unread (the ten most frequent phrases), runs (the last five)."""
    settings = dict(select(connection, "SELECT name, setting FROM meta ORDER BY name").rows)
    queries = {
        "extractors": "SELECT extractor_version, count(*) AS documents "
        "FROM dim_report_version GROUP BY ALL ORDER BY ALL",
        "documents": "SELECT status, count(*) AS documents FROM dim_report GROUP BY ALL ORDER BY ALL",
        "refused": "SELECT file, reason FROM dim_report WHERE status = 'refused' ORDER BY file LIMIT 100",
        "partial": "SELECT file, reason FROM dim_report WHERE status = 'partial' ORDER BY file LIMIT 100",
        "issues": "SELECT kind, severity, count(*) AS issues, count(DISTINCT report_id) AS documents, "
        "arg_min(message, (report_id, seq)) AS example "
        "FROM load_issue GROUP BY ALL ORDER BY issues DESC, kind, severity",
        "unread": "SELECT phrase, numbers, reports, example FROM v_unread ORDER BY numbers DESC, phrase LIMIT 10",
        "runs": "SELECT * FROM run ORDER BY started DESC NULLS LAST LIMIT 5",
    }
    return {"versions": settings, **{name: to_dicts(select(connection, sql)) for name, sql in queries.items()}}


def to_dicts(result: Result) -> list[dict[str, Any]]:
    """Rows as dictionaries by column."""
    return [dict(zip(result.columns, row, strict=True)) for row in result.rows]


def _one(connection: duckdb.DuckDBPyConnection, sql: str, *values: object) -> dict[str, Any] | None:
    rows = to_dicts(select(connection, sql, values))
    return rows[0] if rows else None


def _read_query(path: Path) -> Query:
    sql = path.read_text(encoding="utf-8")
    head = read_head(sql)
    return Query(path.stem.split("-", 1)[-1], head["title"], head["title_zh"], sql)
