"""The night on one page: what each source gave, what was loaded, what is wrong and whether it is red."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.checking import Checked
from flows.crawl.report import SourceReport
from flows.ingest_waiting import SourceLoad, Waited
from flows.summary import Summary

_NAMED = 50
"""Findings and quarantined documents that the page names; the tables of the warehouse have all."""


@dataclass(slots=True)
class NightReport:
    """What a run of `nightly` or `backfill` did. inbox: the files that people put there; checked: None where the run
    does not compare the findings with those before it.
    """

    sources: list[SourceReport] = field(default_factory=list)
    inbox: Summary | None = None
    waited: Waited | None = None
    checked: Checked | None = None
    broken: list[str] = field(default_factory=list)
    before: str = ""

    @property
    def alarms(self) -> list[str]:
        """Why the night is red, a sentence each."""
        found = [f"{report.source}：{alarm}" for report in self.sources for alarm in report.alarms]
        return [*self.broken, *found]

    def rows(self) -> list[dict[str, Any]]:
        """A row a source, for the table artifact."""
        return [self._row(report, self._load_of(report.source)) for report in self.sources]

    def faults(self) -> list[dict[str, Any]]:
        """Every fault of every source, for the table artifact."""
        return [
            {"source": report.source, "fault": fault.fault, "url": fault.url, "message": fault.message}
            for report in self.sources
            for fault in report.faults
        ]

    def as_markdown(self) -> str:
        """The page."""
        lines = ["# 夜间运行 Night", ""]
        lines += [f"* **红 red**: {alarm}" for alarm in self.alarms] or ["没有告警 Nothing is red."]
        if self.before:
            lines += ["", self.before]
        lines += ["", *_table(self.rows())] if self.sources else []
        lines += self._loaded()
        lines += self._checks()
        lines += ["", *(report.as_markdown() for report in self.sources if report.faults or report.alarms)]
        return "\n".join([*lines, ""])

    def _row(self, report: SourceReport, load: SourceLoad) -> dict[str, Any]:
        return {
            "数据源 source": report.source,
            "红 red": "红" if report.is_red else "",
            "报告 reports": report.reports,
            "新 new": report.new,
            "变 changed": report.changed,
            "撤下 withdrawn": report.gone,
            "故障 faults": report.faults_in_all,
            "入库 loaded": load.loaded,
            "部分 partial": load.partial,
            "隔离 quarantined": len(load.reasons),
            "数值 figures": load.figures,
            "未读 unread": load.unread,
            "秒 seconds": report.seconds,
        }

    def _load_of(self, source: str) -> SourceLoad:
        return self.waited.by_source.get(source, SourceLoad()) if self.waited else SourceLoad()

    def _loaded(self) -> list[str]:
        lines = []
        for title, summary in (("收件目录 Inbox", self.inbox), ("抓取 Crawled", self.waited and self.waited.summary)):
            if summary and summary.seen:
                counts = [f"{chinese} {english} {value}" for chinese, english, value in summary.rows()]
                lines += ["", f"## {title}", "", "；".join(counts)]
                lines += _items("隔离 quarantined", [f"`{q.file}`: {q.reason}" for q in summary.quarantined])
        return lines

    def _checks(self) -> list[str]:
        if self.checked is None:
            return []
        lines = ["", f"## 检查 Checks: {self.checked.findings} 项发现 findings，新增 new {len(self.checked.new)}"]
        said = [
            f"{f.get('check')} {f.get('unit') or ''} {f.get('fiscal_year') or ''}: {f.get('title')}"
            for f in self.checked.new
        ]
        return lines + _items("新增 new", said)


def _items(title: str, items: Sequence[str]) -> list[str]:
    if not items:
        return []
    more = [f"* … {len(items) - _NAMED} more"] if len(items) > _NAMED else []
    return ["", f"{title}:", "", *(f"* {item}" for item in items[:_NAMED]), *more]


def _table(rows: Sequence[dict[str, Any]]) -> list[str]:
    names = list(rows[0])
    head = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    return head + [f"| {' | '.join(str(row[name]) for name in names)} |" for row in rows]
