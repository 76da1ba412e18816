"""Which documents are versions of one published report, in which order, and which one is current.

Two documents are versions of one where unit, year, kind and level agree and, besides, either the file or nearly all
facts that they state (docs/decisions/which-document-is-current.md). The order is that of being known.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import duckdb
import polars as pl

ALIKE = 0.8
"""Share of the facts of two documents that both state, from which on they are versions of one report."""
FEWEST = 10
"""Facts that a document must state for its facts to tell what it is."""

FACT_KEY = (
    "concat_ws('|', concept, measure, period, coalesce(fund_type, ''), coalesce(functional_code, ''), "
    "coalesce(economic_code, ''), coalesce(nature, ''), coalesce(side, ''), coalesce(project_code, ''), dims_key)"
)

Report = dict[str, Any]


def number_versions(connection: duckdb.DuckDBPyConnection) -> None:
    """Write version_key, version_no, version_reason, supersedes, is_current and known_to of every document."""
    reports = _read(
        connection,
        "SELECT report_id, unit_id, fiscal_year, doc_kind, report_level, file, status, known_from, load_no "
        "FROM dim_report_version JOIN dim_report USING (report_id) ORDER BY known_from, load_no, report_id",
    )
    groups: dict[tuple[Any, ...], list[Report]] = {}
    for report in reports:
        groups.setdefault(tuple(report[n] for n in ("unit_id", "fiscal_year", "doc_kind", "report_level")), []).append(
            report
        )
    candidates = [group for group in groups.values() if len(group) > 1]
    alike = _find_alike(connection, candidates)
    rows = []
    for key, group in groups.items():
        for versions in _split(group, alike):
            prefix = "|".join("" if part is None else str(part) for part in key)
            rows += _number(f"{prefix}|{versions[0]['report_id']}", versions)
    _write(connection, rows)


def _split(group: Sequence[Report], alike: set[frozenset[str]]) -> list[list[Report]]:
    """The documents of one group by report that they are versions of, each in the order of being known."""
    parts: list[list[Report]] = []
    for report in group:
        joined = [part for part in parts if any(_same(report, other, alike) for other in part)]
        kept = [part for part in parts if part not in joined]
        parts = [*kept, [*(other for part in joined for other in part), report]]
    # the order of `group` is that of being known
    order = {report["report_id"]: number for number, report in enumerate(group)}
    return [sorted(part, key=lambda report: order[report["report_id"]]) for part in parts]


def _same(one: Report, other: Report, alike: set[frozenset[str]]) -> bool:
    return one["file"] == other["file"] or frozenset((one["report_id"], other["report_id"])) in alike


def _find_alike(connection: duckdb.DuckDBPyConnection, groups: Sequence[Sequence[Report]]) -> set[frozenset[str]]:
    pairs = [
        (one["report_id"], other["report_id"])
        for group in groups
        for one, other in combinations(group, 2)
        if one["unit_id"] and one["status"] != "refused" and one["file"] != other["file"]
    ]
    if not pairs:
        return set()
    frame = pl.DataFrame(pairs, schema=["one", "other"], orient="row")
    connection.register("pairs", frame.to_arrow())
    found = connection.execute(
        f"""
        WITH facts AS (
            SELECT DISTINCT report_id, {FACT_KEY} AS key
            FROM fact_figure
            WHERE report_id IN (SELECT one FROM pairs UNION SELECT other FROM pairs)
        ),
        counts AS (SELECT report_id, count(*) AS keys FROM facts GROUP BY report_id)
        SELECT p.one, p.other
        FROM pairs AS p
        JOIN facts AS a ON a.report_id = p.one
        JOIN facts AS b ON b.report_id = p.other AND b.key = a.key
        JOIN counts AS ca ON ca.report_id = p.one
        JOIN counts AS cb ON cb.report_id = p.other
        GROUP BY p.one, p.other, ca.keys, cb.keys
        HAVING least(ca.keys, cb.keys) >= {FEWEST} AND count(*) >= {ALIKE} * (ca.keys + cb.keys - count(*))
        """
    ).fetchall()
    connection.unregister("pairs")
    return {frozenset(pair) for pair in found}


def _number(key: str, versions: Sequence[Report]) -> list[tuple[Any, ...]]:
    rows = []
    for number, version in enumerate(versions, 1):
        before = versions[number - 2]["report_id"] if number > 1 else None
        after = versions[number] if number < len(versions) else None
        rows.append((version["report_id"], key, number, before, after is None, after["known_from"] if after else None))
    return rows


def _write(connection: duckdb.DuckDBPyConnection, rows: Sequence[tuple[Any, ...]]) -> None:
    if not rows:
        return
    columns = {"report_id": pl.String(), "version_key": pl.String(), "version_no": pl.Int32(),
               "supersedes": pl.String(), "is_current": pl.Boolean(), "known_to": pl.Datetime("us")}  # fmt: skip
    connection.register("numbered", pl.DataFrame(list(rows), schema=columns, orient="row").to_arrow())
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE versions AS
        WITH said AS (
            SELECT report_id, md5(string_agg(fact, chr(10) ORDER BY fact)) AS facts
            FROM (
                SELECT DISTINCT report_id, {FACT_KEY} || '=' || value AS fact
                FROM fact_figure
                WHERE report_id IN (
                    SELECT report_id FROM numbered WHERE supersedes IS NOT NULL
                    UNION SELECT supersedes FROM numbered
                )
            )
            GROUP BY report_id
        )
        SELECT
            n.*,
            CASE
                WHEN n.supersedes IS NULL THEN 'first'
                WHEN this.facts IS NOT DISTINCT FROM before.facts THEN 'reupload'
                ELSE 'correction'
            END AS version_reason
        FROM numbered AS n
        LEFT JOIN said AS this ON this.report_id = n.report_id
        LEFT JOIN said AS before ON before.report_id = n.supersedes
        """
    )
    connection.execute(
        """
        UPDATE dim_report_version AS v
        SET version_key = n.version_key, version_no = n.version_no, version_reason = n.version_reason,
            supersedes = n.supersedes, is_current = n.is_current, known_to = n.known_to
        FROM versions AS n
        WHERE v.report_id = n.report_id
            AND (v.version_key, v.version_no, v.version_reason, v.supersedes, v.is_current, v.known_to)
            IS DISTINCT FROM
            (n.version_key, n.version_no, n.version_reason, n.supersedes, n.is_current, n.known_to)
        """
    )
    connection.unregister("numbered")
    connection.execute("DROP TABLE versions")


def _read(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Report]:
    found = connection.execute(sql)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
