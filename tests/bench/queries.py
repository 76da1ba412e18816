"""The questions of the cookbook over a published warehouse, and each over a file that holds only the rows it needs.

What a question needs is read from DuckDB's plan: of each table of facts the rows that pass the conditions which the
question, and the views that it reads, set on that table and on the lines (dim_line) that it is joined with; where there
are none, the rows whose key stands among the rows needed of another table. Dimensions are kept whole. The answer must
be the same.
"""

from __future__ import annotations

import json
import math
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from schemas.tables import Table, load_tables
from tests.bench.task import cpu_seconds
from warehouse.build import create_views
from warehouse.publish import PUBLISHED
from warehouse.read import Query, list_queries, open_published

Conditions = Mapping[str, str | None]
LINES = "dim_line"


def measure_queries(data: Path, times: int) -> dict[str, Any]:
    """Seconds of each question over all bodies, its whole answer as a frame in memory, two threads.

    seconds and cpu: wall and CPU of each question, 95th percentile of `times`; slowest_p95: the largest of `seconds`,
    slowest_cpu of `cpu`; ratios: CPU by CPU over the rows needed alone, the least of each; rows: what it answers.
    """
    told: dict[str, Any] = {name: {} for name in ("seconds", "cpu", "ratios", "needed_percent", "rows")}
    with open_published(data) as connection:
        connection.execute("SET threads = 2")
        for query in list_queries():
            answer = _ask(connection, query)
            whole = [_clock(connection, query) for _ in range(times)]
            alone, percent = _on_needed_rows(connection, query, answer, data.with_name("needed.duckdb"), times)
            told["rows"][query.name] = len(answer)
            told["seconds"][query.name] = round(_percentile([wall for _, wall in whole]), 3)
            told["cpu"][query.name] = round(_percentile([cpu for cpu, _ in whole]), 3)
            told["ratios"][query.name] = round(min(cpu for cpu, _ in whole) / alone, 2)
            told["needed_percent"][query.name] = percent
    slowest = {f"slowest_{name}": max(told[key].values()) for name, key in (("p95", "seconds"), ("cpu", "cpu"))}
    return {**slowest, "largest_ratio": max(told["ratios"].values()), **told}


def _on_needed_rows(
    source: duckdb.DuckDBPyConnection, query: Query, answer: pl.DataFrame, scratch: Path, times: int
) -> tuple[float, float]:
    """CPU seconds of a question over the rows that it needs, and these in percent of all facts."""
    scratch.unlink(missing_ok=True)
    total, kept = _copy_needed(source, _find_conditions(source, query.sql), scratch)
    with duckdb.connect(scratch, read_only=True) as connection:
        connection.execute("SET threads = 2")
        if not _ask(connection, query).equals(answer):
            raise AssertionError(f"{query.name} answers otherwise over the rows that it is said to need")
        alone = min(_clock(connection, query)[0] for _ in range(times))
    scratch.unlink()
    return alone, round(100 * kept / total, 2) if total else 100.0


def _find_conditions(connection: duckdb.DuckDBPyConnection, sql: str) -> Conditions:
    """Of each table that a plan scans the condition on its rows; None where it scans all of them."""
    found: dict[str, list[str]] = defaultdict(list)
    plan = json.loads(connection.execute(f"EXPLAIN (FORMAT json) {sql}").fetchall()[0][1])
    for scan, above, lines in _list_scans(plan):
        table = _name_table(scan)
        said = [text for text in (*_list_filters(scan), *above) if _is_condition(connection, table, text)]
        about = [text for text in lines if _is_condition(connection, LINES, text)]
        if about:
            said.append(f"line_id IN (SELECT line_id FROM {LINES} WHERE {' AND '.join(map('({})'.format, about))})")
        found[table].append(" AND ".join(map("({})".format, said)))
    return {table: " OR ".join(map("({})".format, said)) if all(said) else None for table, said in found.items()}


def _list_scans(
    nodes: list[dict[str, Any]], above: list[str] | None = None, lines: list[str] | None = None
) -> Iterator[tuple[dict[str, Any], list[str], list[str]]]:
    """Each scan of a plan, the filter directly above it, and the conditions on the lines that it is joined with."""
    for node in nodes:
        kind, told = node["name"].strip(), node["extra_info"]
        if kind == "SEQ_SCAN":
            yield node, above or [], lines or []
        joined = next((side for side in node["children"] if _reads_lines(side)), None)
        if kind == "HASH_JOIN" and joined and "line_id = line_id" in str(told.get("Conditions")):
            others = [side for side in node["children"] if side is not joined]
            yield from _list_scans(others, None, _list_conditions(joined))
        else:
            yield from _list_scans(node["children"], [told["Expression"]] if kind == "FILTER" else None, lines)


def _reads_lines(node: dict[str, Any]) -> bool:
    """Whether a part of a plan reads dim_line and no other table."""
    if node["name"].strip() == "SEQ_SCAN":
        return _name_table(node) == LINES
    sides = [side for side in node["children"] if side["name"].strip() != "COLUMN_DATA_SCAN"]  # a list of values
    return len(sides) == 1 and _reads_lines(sides[0])


def _list_conditions(node: dict[str, Any]) -> list[str]:
    if node["name"].strip() == "SEQ_SCAN":
        return _list_filters(node)
    # a list of values is left out here, and stands among the filters of the scan
    own = [node["extra_info"]["Expression"].replace("IN (...)", "true")] if node["name"].strip() == "FILTER" else []
    return [*own, *(text for side in node["children"] for text in _list_conditions(side))]


def _list_filters(scan: dict[str, Any]) -> list[str]:
    filters = scan["extra_info"].get("Filters", [])
    return [text.replace("optional: ", "") for text in ([filters] if isinstance(filters, str) else filters)]


def _name_table(scan: dict[str, Any]) -> str:
    return str(scan["extra_info"]["Table"]).rpartition(".")[2]


def _is_condition(connection: duckdb.DuckDBPyConnection, table: str, text: str) -> bool:
    """Whether a filter of a plan can be asked again: some are shortened, or name what only the plan knows."""
    try:
        connection.execute(f"SELECT 1 FROM {table} WHERE {text} LIMIT 0")
    except duckdb.Error:
        return False
    return True


def _copy_needed(source: duckdb.DuckDBPyConnection, needed: Conditions, target: Path) -> tuple[int, int]:
    """Make a published warehouse of the needed rows; how many facts there are, and how many are needed."""
    path = next(file for name, file in source.execute("SELECT database_name, path FROM duckdb_databases()").fetchall()
                if str(file).endswith(PUBLISHED))  # fmt: skip
    total = kept = 0
    with duckdb.connect(target) as connection:
        connection.execute(f"ATTACH '{path}' AS whole (READ_ONLY)")
        # dimensions, then tables with conditions: what the others need follows from them
        for table in sorted(load_tables().values(), key=lambda table: (_is_fact(table), not needed.get(table.name))):
            is_fact = _is_fact(table)
            where = _needed_rows(table.name, needed) if is_fact else "true"
            connection.execute(f"CREATE TABLE {table.name} AS FROM whole.{table.name} WHERE {where}")
            if is_fact:
                total += connection.execute(f"SELECT count(*) FROM whole.{table.name}").fetchall()[0][0]
                kept += connection.execute(f"SELECT count(*) FROM {table.name}").fetchall()[0][0]
        connection.execute("DETACH whole")
        create_views(connection)
    return total, kept


def _is_fact(table: Table) -> bool:
    return table.name.startswith("fact_")


def _needed_rows(table: str, needed: Conditions) -> str:
    if table not in needed:
        return "false"
    if needed[table]:
        return str(needed[table])
    referring = [
        f"{key} IN (SELECT {column} FROM {other.name})"
        for other in load_tables().values()
        for column, target, key in other.references
        if target == table and needed.get(other.name)
    ]
    return " OR ".join(referring) or "true"


def _ask(connection: duckdb.DuckDBPyConnection, query: Query) -> pl.DataFrame:
    found = pl.from_arrow(connection.execute(query.sql).to_arrow_table())
    assert isinstance(found, pl.DataFrame)
    return found


def _clock(connection: duckdb.DuckDBPyConnection, query: Query) -> tuple[float, float]:
    cpu, wall = cpu_seconds(), time.perf_counter()
    connection.execute(query.sql).to_arrow_table()
    return cpu_seconds() - cpu, time.perf_counter() - wall


def _percentile(values: list[float]) -> float:
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]
