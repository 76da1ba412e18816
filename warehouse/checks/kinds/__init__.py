"""Kinds of checks, one file each: `build_sql(check)` gives the query of a check of this kind.

The query has the columns report_id, check_status, severity, certainty, difference, tolerance, formula, figures, places,
cluster, zh, en: one row for each set of figures that was compared. `present` says what the reports have that are asked;
where they can give no row the query is empty. A kind reads one report at a time, `query` apart.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from schemas.checks import Check
from warehouse.checks.present import Present

SHOWN = "('fail', 'rounding', 'ambiguous')"
"""Outcomes whose formula is written out: the millions that pass would cost more to write than to check."""


@cache
def load_kinds() -> dict[str, Callable[[Check, Present], str]]:
    """The query builder of every kind, by the name of its file."""
    names = [module.name for module in iter_modules(__path__)]
    return {name: import_module(f"{__name__}.{name}").build_sql for name in names}
