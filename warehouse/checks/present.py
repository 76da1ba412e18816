"""What the reports of an audit have: a check, or a case of it, that can give no row for them is not asked at all.

Planning a query costs more than asking it of a dozen reports.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from schemas.checks import Check

_COLUMNS = {
    "concept": "concept",
    "measure": "measure",
    "source": "source",
    "table": "table_key",
    "section": "section",
    "unit": "unit",
    "share_of": "share_of",
    "doc_kind": "doc_kind",
    "main": "is_main",
}
"""Of a selector what is looked at here; the rest only narrows it further."""


@dataclass(frozen=True, slots=True)
class Present:
    """Figures, each kind of them once by the columns of a selector; kinds of the documents that are judged, and within
    which reaches; which of ONLY_WITH there is, by reach for others. Without figures anything may be there.
    """

    figures: Sequence[Mapping[str, Any]] | None = None
    doc_kinds: frozenset[str] = frozenset()
    reaches: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()

    def concerns(self, check: Check) -> bool:
        """Whether the check is made for one of the documents, and finds there what it says nothing without."""
        if self.figures is None:
            return True
        needed = {f"others of {check.reach}" if thing == "others" else thing for thing in check.only_with}
        is_due = not self.reaches.isdisjoint(("report", check.reach))
        return is_due and needed <= self.things and not self.doc_kinds.isdisjoint(check.doc_kinds)

    def can_match(self, *selectors: Mapping[str, Any]) -> bool:
        """Whether there can be a figure for one of the selectors."""
        return self.figures is None or any(_fits(row, selector) for selector in selectors for row in self.figures)


EVERYTHING = Present()


def find_present(connection: duckdb.DuckDBPyConnection) -> Present:
    """What the reports in the base tables have that are judged, or that these are compared with."""
    figures = connection.execute(f"SELECT DISTINCT {', '.join(_COLUMNS.values())} FROM a_figure").fetchall()
    rows = [dict(zip(_COLUMNS, row, strict=True)) for row in figures]
    things = connection.execute(
        """
        SELECT DISTINCT 'others of ' || reach FROM a_reached SEMI JOIN a_due USING (report_id)
        WHERE other_id IS NOT NULL
        UNION ALL SELECT 'forms' WHERE EXISTS (FROM a_form) OR EXISTS (FROM a_budget) OR EXISTS (FROM a_indicator)
        UNION ALL SELECT 'cells' WHERE EXISTS (FROM a_figure WHERE source = 'table' OR table_key IS NOT NULL)
        UNION ALL SELECT 'prose' WHERE EXISTS (FROM a_prose_report)
        UNION ALL SELECT 'year_before' WHERE EXISTS (FROM a_year_before)
        """
    ).fetchall()
    kinds = connection.execute("SELECT DISTINCT doc_kind FROM a_judged").fetchall()
    reaches = connection.execute("SELECT DISTINCT unnest(reaches) FROM a_judged").fetchall()
    return Present(rows, *(frozenset(name for (name,) in names) for names in (kinds, reaches, things)))


def _fits(row: Mapping[str, Any], selector: Mapping[str, Any]) -> bool:
    return all(_has(row[name], selector[name]) for name in row if name in selector)


def _has(value: Any, wanted: Any) -> bool:
    """As warehouse.checks.selectors writes it in SQL."""
    if isinstance(wanted, bool):
        return bool(value) == wanted
    if wanted in ("any", "none", "some"):
        return wanted == "any" or (value is None) == (wanted == "none")
    return value in (wanted if isinstance(wanted, list) else [wanted])
