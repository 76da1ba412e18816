"""Records of reports of bodies that do not exist, as `gongzhang extract` would print them."""

from __future__ import annotations

import hashlib
from typing import Any

Record = dict[str, Any]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def figure(report_id: str, number: int, concept: str, value: str, measure: str = "actual", **more: Any) -> Record:
    """A figure in 万元 unless told otherwise; `source` values may be given by keyword."""
    source = {"kind": "prose", "page": 3, "line": number, "section": "S一", "char_start": 10 * number}
    source |= {name: more.pop(name) for name in ("kind", "page", "table", "row_label", "snippet") if name in more}
    return {
        "record": "figure",
        "figure_id": f"{report_id}-{number}",
        "report_id": report_id,
        "concept": concept,
        "measure": measure,
        "period": 2023,
        "value": value,
        "unit": "yuan",
        "printed": str(value),
        "printed_unit": "万元",
        "printed_decimals": 2,
        "source": source,
        "reader": "text",
        **more,
    }


def listed(seq: int, name: str, **more: Any) -> Record:
    """A unit that part one of a report lists."""
    return {"record": "listed_unit", "name": name, "source": {"kind": "prose", "page": 2, "line": seq}, **more}


def number(printed: str, line: int, disposition: str = "figure", **more: Any) -> Record:
    return {
        "record": "number",
        "printed": printed,
        "page": 3,
        "line": line,
        "char_start": 10 * line,
        "disposition": disposition,
        "snippet": f"约{printed}万元",
        **more,
    }


def report(unit: str = "青溪县湿地保护中心", year: int = 2023, text: str = "", **more: Any) -> Record:
    sha256 = digest(f"{unit}{year}{text}")
    return {
        "record": "report",
        "report_id": f"r{sha256[:12]}",
        "file": f"{unit}{year}.pdf",
        "sha256": sha256,
        "unit": unit,
        "fiscal_year": year,
        "doc_kind": "final_account",
        "report_level": "unit",
        "region_code": "510500",
        "pages": 12,
        "reader": "text",
        "tables": [],
        "sections": [{"key": "S一", "title": "收入支出决算总体情况说明", "page": 3, "line": 1}],
        "status": "ok",
        **more,
    }


def document(unit: str = "青溪县湿地保护中心", year: int = 2023, text: str = "", **more: Any) -> list[Record]:
    """A small final account: two totals, a change, a share, one performance form, five numbers."""
    head = report(unit, year, text, **more)
    key = head["report_id"]
    source = {"kind": "form", "page": 9, "line": 40, "section": "绩效", "snippet": "湿地巡护"}
    code = f"5105{year % 100:04d}T000000000001"
    return [
        head,
        figure(key, 1, "income_current_year", "12345600.00", period=year),
        figure(key, 2, "expenditure_current_year", "12300000.00", period=year),
        figure(key, 3, "income_current_year", "345600", "change_amount", period=year, dims={"base_period": year - 1}),
        figure(key, 4, "income_current_year", "2.88", "change_pct", period=year, unit="percent"),
        figure(key, 5, "expenditure_project", "4300000", period=year),
        {"record": "project_form", "project_code": code, "project_name": "湿地巡护", "total_weight": "100",
         "total_score": "97.5", "conclusion_spent": "88.00", "supervising_department": "青溪县林业局",
         "annual_goal": "完成巡护", "source": source},
        {"record": "project_budget", "project_code": code, "fund_source": "total", "initial_budget": "1000000",
         "adjusted_budget": "1000000", "executed": "880000", "execution_pct": "88.00", "source": source},
        {"record": "indicator", "project_code": code, "row": 1, "level1": "产出指标", "level2": "数量指标",
         "level3": "巡护次数", "property": "≥", "target": "100", "target_value": "100", "actual": "96次",
         "actual_value": "96", "unit": "次", "weight": "10", "score": "10", "source": source},
        number("1234.56", 1),
        number("1230.00", 2),
        number("2023", 2, "ignored", rule="year"),
        number("34.56", 3),
        number("77", 8, "unread"),
        {"record": "issue", "kind": "odd_heading", "severity": "info", "message": "a heading without a number",
         "place": {"page": 2, "line": 5}},
    ]  # fmt: skip


def refused(
    name: str = "政府决算.pdf", reason: str = "this is the final account of a whole government"
) -> list[Record]:
    sha256 = digest(name)
    return [
        {"record": "report", "report_id": f"r{sha256[:12]}", "file": name, "sha256": sha256, "doc_kind": "other",
         "status": "refused", "reason": reason},
    ]  # fmt: skip
