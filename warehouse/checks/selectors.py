"""From the `with` of a check to conditions on the figures: what a selector of a definition means in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from warehouse.ddl import quote

_COLUMNS = {
    "concept": "concept",
    "measure": "measure",
    "fund_type": "fund_type",
    "nature": "nature",
    "side": "side",
    "source": "source",
    "table": "table_key",
    "section": "section",
    "unit": "unit",
    "share_of": "share_of",
    "budget_basis": "budget_basis",
    "fund_scope": "fund_scope",
    "expense_group": "expense_group",
    "functional_code": "functional_code",
    "economic_code": "economic_code",
    "doc_kind": "doc_kind",
    "row_label": "row_label",
}
_LEVELS = {"functional_level": "functional_code", "economic_level": "economic_code"}
SCOPES = {
    "report": "",
    "section": " AND {b}.section IS NOT DISTINCT FROM {a}.section",
    "passage": " AND {b}.block = {a}.block",
    "table": " AND {b}.table_key = {a}.table_key",
    "row": " AND {b}.table_key = {a}.table_key AND {b}.functional_code IS NOT DISTINCT FROM {a}.functional_code"
    " AND {b}.economic_code IS NOT DISTINCT FROM {a}.economic_code"
    " AND {b}.row_label IS NOT DISTINCT FROM {a}.row_label",
}
"""How near two figures of one check stand to each other: conditions between aliases a and b."""


def scope_condition(scope: str, a: str, b: str) -> str:
    """Condition that figures `a` and `b` (aliases) stand within `scope` of each other. Raises ValueError."""
    if scope not in SCOPES:
        raise ValueError(f"no scope {scope}: there are {', '.join(SCOPES)}")
    return f"{b}.report_id = {a}.report_id" + SCOPES[scope].format(a=a, b=b)


def condition(selector: Mapping[str, Any], alias: str = "f") -> str:
    """Condition on a figure of a_figure for a selector.

    A value, a list of values, `none` or `any`. Codes and details (kinds of vehicles, items) must be absent unless the
    selector names them; `main: true` is the report's own amount (决算数, in budgets 预算数). Raises ValueError.
    """
    terms = []
    for name, wanted in selector.items():
        if name in _COLUMNS:
            terms += _value(f"{alias}.{_COLUMNS[name]}", wanted)
        elif name in _LEVELS:
            terms += _level(f"{alias}.{_LEVELS[name]}", wanted)
        elif name == "main":
            terms.append(f"{alias}.is_main" if wanted else f"NOT {alias}.is_main")
        elif name == "detail":
            terms.append(_detail(alias, wanted))
        elif name == "sql":
            terms.append(f"({wanted.format(f=alias)})")
        else:
            raise ValueError(f"a selector knows no {name}")
    if not {"functional_level", "functional_code"} & selector.keys():
        terms.append(f"{alias}.functional_code IS NULL")
    if not {"economic_level", "economic_code"} & selector.keys():
        terms.append(f"{alias}.economic_code IS NULL")
    if "detail" not in selector:
        terms.append(f"{alias}.detail = ''")
    return " AND ".join(terms)


def _value(column: str, wanted: Any) -> list[str]:
    if wanted == "any":
        return []
    if wanted == "none":
        return [f"{column} IS NULL"]
    if wanted == "some":
        return [f"{column} IS NOT NULL"]
    values = wanted if isinstance(wanted, list) else [wanted]
    return [f"{column} IN ({', '.join(quote(str(value)) for value in values)})"]


def _level(column: str, wanted: Any) -> list[str]:
    if wanted == "any":
        return []
    lengths = wanted if isinstance(wanted, list) else [wanted]
    return [f"length({column}) IN ({', '.join(str(int(length)) for length in lengths)})"]


def _detail(alias: str, wanted: str) -> str:
    if wanted == "any":
        return "TRUE"
    # one detail of this name and no other: vehicle_use=emergency
    return f"regexp_matches({alias}.detail, '^{wanted}=[^;]*$')"
