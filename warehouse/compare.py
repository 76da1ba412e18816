"""Bodies side by side: one concept, several years, with how many of the known peers state it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from warehouse.errors import WarehouseError
from warehouse.read import select

_NEAR = """
SELECT concept, concept_zh
FROM dim_concept
WHERE contains(concept, ?) OR contains(concept_zh, ?) OR jaro_winkler_similarity(concept, ?) > 0.8
ORDER BY jaro_winkler_similarity(concept, ?) DESC, concept
LIMIT 5
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One body at one level in one kind of document: its value by year, and the share of peers that state it."""

    unit_name: str
    report_level: str | None
    doc_kind: str
    fund_type: str
    side: str | None
    unit: str
    values: dict[int, Decimal]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many bodies of a type and region state the concept in a year, and how many are known."""

    unit_type: str
    region_code: str | None
    fiscal_year: int
    doc_kind: str
    report_level: str | None
    stating: int
    known: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Lines in the order of names, and the coverage of the groups that they are of."""

    concept: str
    concept_zh: str
    years: list[int]
    lines: list[Line]
    coverage: list[Coverage]


def find_concept(connection: duckdb.DuckDBPyConnection, said: str) -> tuple[str, str]:
    """Id and Chinese name of a concept given by id, official name or synonym.

    Raises WarehouseError naming what is near where there is none, or the candidates where there are several.
    """
    sql = "SELECT concept, concept_zh FROM dim_concept WHERE {} ORDER BY concept"
    exact = select(connection, sql.format("concept = ? OR concept_zh = ?"), [said, said]).rows
    by_synonym = sql.format("list_contains(from_json(synonyms, '[\"VARCHAR\"]'), ?)")
    exact = exact or select(connection, by_synonym, [said]).rows
    if len(exact) == 1:
        return str(exact[0][0]), str(exact[0][1])
    near = exact or select(connection, _NEAR, [said, said, said, said]).rows
    names = ", ".join(f"{concept} {zh}" for concept, zh in near) or "see docs/glossary.md"
    what = "several concepts are called" if exact else "there is no concept"
    raise WarehouseError(f"{what} {said}: {names}")


def compare(
    connection: duckdb.DuckDBPyConnection, concept: str, years: Sequence[int] = (), units: Sequence[str] = ()
) -> Comparison:
    """Amounts of `concept` of all bodies, or of those in whose name a text of `units` stands, in `years` or all.

    A department and its unit of the same name are two lines, never a sum. Raises WarehouseError for an unknown concept.
    """
    concept_id, concept_zh = find_concept(connection, concept)
    found = select(
        connection,
        """
        SELECT
            unit_name, report_level, doc_kind, fund_type, side, unit, fiscal_year, value, unit_type, region_code,
            units_stating, units_known
        FROM v_peer
        WHERE concept = ? AND (len(?::INTEGER[]) = 0 OR list_contains(?::INTEGER[], fiscal_year))
            AND (len(?::VARCHAR[]) = 0 OR list_bool_or([contains(unit_name, said) FOR said IN ?::VARCHAR[]]))
        ORDER BY unit_name, report_level, doc_kind, fund_type, side NULLS FIRST, fiscal_year
        """,
        [concept_id, list(years), list(years), list(units), list(units)],
    ).rows
    lines: dict[tuple[object, ...], Line] = {}
    coverage: dict[tuple[object, ...], Coverage] = {}
    for name, level, document, fund, side, unit, year, value, kind, region, stating, known in found:
        body = (name, level, document, fund, side, unit)
        lines.setdefault(body, Line(name, level, document, fund, side, unit, {})).values[year] = value
        group = (kind, region, year, document, level)
        if stating > (coverage[group].stating if group in coverage else 0):
            coverage[group] = Coverage(*group, stating, known or stating)
    seen = sorted({year for line in lines.values() for year in line.values})
    ordered = sorted(coverage.values(), key=lambda c: (c.region_code or "", c.unit_type, c.fiscal_year, c.doc_kind))
    return Comparison(concept_id, concept_zh, seen, list(lines.values()), ordered)
