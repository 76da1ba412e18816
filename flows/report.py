"""The audit as one page that a person can hand on: HTML in one file, Chinese with English beside, no network needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from itertools import groupby
from typing import Any

from schemas.checks import Check, load_checks

_SEVERITY = {"error": ("错误", "error"), "warn": ("警告", "warning"), "info": ("提示", "hint")}
_CERTAINTY = {"certain": "确定 certain", "probable": "很可能 probable", "possible": "待人工判断 possible"}
_CAUSE = {"source": "原文矛盾 source", "extraction": "可能读取有误 extraction", "rounding": "四舍五入 rounding"}
_DECISION = {"confirmed": "属实 confirmed", "explained": "有解释 explained", "false_alarm": "误报 false alarm"}
_STYLE = """
body{font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2em auto;
max-width:62em;padding:0 1em;color:#222}h1{font-size:1.6em}h2{border-bottom:2px solid #ccc;margin-top:2em}
.en{color:#666;font-size:.9em}
.finding{border-left:6px solid #999;padding:.3em 1em;margin:1em 0;background:#fafafa}.error{border-color:#b00020}
.warn{border-color:#d98200}.info{border-color:#3b75af}.tag{font-size:.8em;border:1px solid #bbb;border-radius:3px;
padding:0 .4em;margin-right:.5em;background:#fff}blockquote{margin:.3em 0;padding:.2em .8em;background:#fff;
border:1px solid #e0e0e0}table{border-collapse:collapse;margin:1em 0}td,th{border:1px solid #ccc;padding:.2em .6em;
text-align:left}code{background:#eee;padding:0 .3em}.n{text-align:right}details{margin:.5em 0}
"""


def build_report(findings: Sequence[Mapping[str, Any]], counts: Sequence[Mapping[str, Any]], about: str | None) -> str:
    """The page. findings: as warehouse.audit lists them; counts: reports by check; about: what was asked for."""
    title = f"审核报告 Audit{f'：{about}' if about else ''}"
    parts = [f"<h1>{escape(title)}</h1>", _summary(findings)]
    for (unit, year, file), rows in groupby(findings, key=lambda f: (f["unit"], f["fiscal_year"], f["file"])):
        parts.append(
            f"<h2>{escape(str(unit or '—'))} {escape(str(year or ''))}</h2><p class=en>{escape(file or '')}</p>"
        )
        parts += [_finding(row) for row in rows]
    parts.append(_checks(counts))
    return (
        f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style>\n" + "\n".join(parts) + "</html>\n"
    )


def _summary(findings: Sequence[Mapping[str, Any]]) -> str:
    found = Counter(f["severity"] for f in findings)
    reports = len({f["report_id"] for f in findings})
    cells = "".join(
        f"<td>{zh} <span class=en>{en}</span></td><td class=n>{found[key]}</td>" for key, (zh, en) in _SEVERITY.items()
    )
    return (
        f"<p>{date.today().isoformat()} · {reports} 份报告有发现 <span class=en>reports with findings</span></p>"
        f"<table><tr>{cells}</tr></table>"
        "<p>每条发现列出互相矛盾的各处原文，不判断哪一处有误。<span class=en>Each finding shows the places that "
        "contradict each other; which of them is wrong is not said.</span></p>"
    )


def _finding(row: Mapping[str, Any]) -> str:
    zh, en = _SEVERITY[row["severity"]]
    tags = [f"{zh} {en}", row["check"], _CERTAINTY[row["certainty"]], _CAUSE[row["cause"]]]
    if row.get("decision"):
        tags.append(f"{_DECISION[row['decision']]} {row['decided_on']} {row['decision_reason'] or ''}")
    quotes = "".join(f"<blockquote>{_place(place)}</blockquote>" for place in row["places"])
    numbers = f"<p><code>{escape(row['formula'])}</code>{_margin(row)}</p>" if row["formula"] else ""
    return (
        f'<div class="finding {row["severity"]}" id="{row["finding_id"]}">'
        + "".join(f"<span class=tag>{escape(str(tag))}</span>" for tag in tags)
        + f"<p><b>{escape(row['title'])}</b><br><span class=en>{escape(row['title_en'])}</span></p>{numbers}"
        + f"<details open><summary>{len(row['places'])} 处原文 <span class=en>places</span></summary>{quotes}</details>"
        + f"<p class=en>{row['finding_id']}</p></div>"
    )


def _place(place: Mapping[str, Any]) -> str:
    where = [f"第{place[key]}{zh}" for key, zh in (("page", "页"), ("line", "行")) if place.get(key)]
    where += [place["table"]] if place.get("table") else []
    return f"<span class=en>{escape(' '.join(where))}</span> {escape((place.get('quote') or '').strip())}"


def _margin(row: Mapping[str, Any]) -> str:
    if row["difference"] is None:
        return ""
    allowed = f"，允许 tolerance {row['tolerance'].normalize():f}" if row["tolerance"] is not None else ""
    return f" <span class=en>差额 difference {row['difference'].normalize():f}{allowed}</span>"


def _checks(counts: Sequence[Mapping[str, Any]]) -> str:
    checks = load_checks()
    names = ("检查 check", "", "不符 failed", "相符 passed", "缺数据 insufficient", "不适用 not applicable")
    head = "".join(f"<th>{name}</th>" for name in names)
    rows = "".join(
        f"<tr><td>{count['check_id']}</td><td>{_bilingual(checks[count['check_id']])}</td>"
        + "".join(f"<td class=n>{count[n]}</td>" for n in ("failed", "passed", "insufficient", "not_applicable"))
        + "</tr>"
        for count in counts
        if count["check_id"] in checks
    )
    return f"<h2>各项检查 Checks</h2><p class=en>份报告 reports</p><table><tr>{head}</tr>{rows}</table>"


def _bilingual(check: Check) -> str:
    return f"{escape(check.zh)} <span class=en>{escape(check.en)}</span>"
