"""What users see of the audit on the command line: what a run came to, and the findings as table, lines or CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from flows.show import stdout_console

if TYPE_CHECKING:
    from warehouse.checks.engine import Audited

FORMATS = ("table", "jsonl", "csv")
CONTRACT = (
    "finding_id",
    "check",
    "status",
    "severity",
    "certainty",
    "cause",
    "report_id",
    "unit",
    "fiscal_year",
    "title",
    "title_en",
    "places",
    "formula",
    "difference",
    "tolerance",
    "cluster",
)
SEVERITY = {"error": "错误 error", "warn": "警告 warn", "info": "提示 info"}


def show_audit(console: Console, audited: Audited | None) -> None:
    """Counts of a run, and the checks that could be evaluated on too few reports."""
    if audited is None:
        console.print("没有变化 Nothing changed.")
        return
    console.print(f"报告 reports: {audited.reports}  发现 findings: {audited.findings}")
    for status, number in audited.results.items():
        console.print(f"  {status}: {number:,}")
    if audited.starved:
        console.print(
            "缺少数据、过半报告无法检查 could be evaluated on less than half of their reports: "
            + ", ".join(audited.starved),
            soft_wrap=True,
        )


def print_findings(rows: Sequence[Mapping[str, Any]], form: str) -> None:
    """Print findings to standard output. form: one of FORMATS."""
    if form == "jsonl":
        for row in rows:
            print(json.dumps({"record": "finding", **_contract(row)}, ensure_ascii=False))
    elif form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(CONTRACT)
        writer.writerows([_cell(value) for value in _contract(row).values()] for row in rows)
    else:
        _print_table(rows)


def describe_place(place: Mapping[str, Any]) -> str:
    """A place for people: page or line, table, quote."""
    where = [f"第{place[key]}{zh}" for key, zh in (("page", "页"), ("line", "行")) if place.get(key)]
    return " ".join([*where, place.get("table") or "", f"“{(place.get('quote') or '').strip()}”"]).strip()


def _print_table(rows: Sequence[Mapping[str, Any]]) -> None:
    console = stdout_console()
    table = Table(title="审核发现 Findings", show_lines=True)
    for heading in ("程度", "检查", "单位 年度", "发现", "出处"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        places = "\n".join(describe_place(p)[:120] for p in row["places"][:2])
        said = [row["title"], row["title_en"], row["formula"] or "", *_decision(row), _review_id(row)]
        table.add_row(
            SEVERITY.get(row["severity"], row["severity"]) + (f"\n{row['status']}" if row["status"] != "fail" else ""),
            row["check"],
            f"{row['unit'] or ''} {row['fiscal_year'] or ''}",
            "\n".join(part for part in said if part),
            places,
        )
    console.print(table)
    counts = Counter(row["severity"] for row in rows if row["status"] == "fail")
    console.print("  ".join(f"{SEVERITY[name]}: {counts[name]}" for name in SEVERITY))


def _review_id(row: Mapping[str, Any]) -> str:
    """What `gongzhang review` asks for; what passed is nothing to decide about."""
    return str(row["finding_id"]) if row["status"] == "fail" else ""


def _decision(row: Mapping[str, Any]) -> list[str]:
    if not row.get("decision"):
        return []
    return [f"复核 decided {row['decided_on']}: {row['decision']} {row['decision_reason'] or ''}".strip()]


def _contract(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(row[name]) if isinstance(row[name], Decimal) else row[name] for name in CONTRACT}


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
