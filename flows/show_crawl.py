"""What users see of sources and crawls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from flows.crawl.crawling import crawled_sources
from flows.crawl.records import Records
from flows.crawl.registry import Source
from flows.crawl.report import SourceReport
from flows.show import stdout_console


def show_reports(reports: Sequence[SourceReport], are_loaded: bool = False) -> None:
    """A row a source, then what went wrong, address by address, and why a source is red.

    are_loaded: whether what was new has been loaded since, so that nobody needs to be told how.
    """
    console = stdout_console()
    table = Table(title="抓取 Crawl", title_justify="left")
    table.add_column("数据源 source", no_wrap=True)
    for title in (
        "报告 reports",
        "访问 asked",
        "新 new",
        "变 changed",
        "未变 same",
        "撤下 gone",
        "故障 faults",
        "请求 requests",
    ):
        table.add_column(title, justify="right")
    for report in reports:
        same = report.same + report.not_modified
        counts = (report.reports, report.visited, report.new, report.changed, same, report.gone)
        table.add_row(report.source, *map(str, (*counts, report.faults_in_all, report.requests)))
    console.print(table)
    for report in reports:
        for fault in report.faults:
            console.print(f"{report.source}  {fault.fault}：{fault.message}", markup=False, soft_wrap=True)
        for url in report.gone_addresses:
            console.print(f"{report.source}  撤下 withdrawn：{url}", markup=False, soft_wrap=True)
    for report in reports:
        for alarm in report.alarms:
            console.print(f"红 RED  {report.source}：{alarm}", style="bold red", markup=False, soft_wrap=True)
    waiting = sum(report.delivered for report in reports)
    if waiting and not are_loaded:
        console.print(f"待入库 {waiting} 份 {waiting} documents wait to be loaded: `gongzhang nightly`")


def show_sources(sources: Iterable[Source]) -> None:
    """A row a source."""
    console = stdout_console()
    table = Table()
    for title in ("名称 name", "发布者 publisher", "区划 region", "栏目 listings", "启用 active"):
        table.add_column(title, no_wrap=True)
    for source in sources:
        kinds = ", ".join(f"{listing.kind} → {listing.documents.kind}" for listing in source.listings)
        state = "示例 demo" if source.demo else "是 yes" if source.active else f"否 no：{source.reason}"
        table.add_row(source.name, source.publisher, source.region_code, kinds, state)
    console.print(table)


def show_source_states(console: Console, data: Path) -> None:
    """How each source did when it was crawled last, and how many documents wait; nothing before the first crawl."""
    states = {name: Records(data, name).read_state("report") for name in crawled_sources(data)}
    if not states:
        return
    table = Table(title="数据源 Sources, when crawled last", title_justify="left")
    named = ("数据源 source", "时间 time", "报告 reports")
    for title in (*named, "新 new", "变 changed", "撤下 gone", "故障 faults"):
        table.add_column(title, no_wrap=True)
    for name, state in states.items():
        counts = (str(state.get(key, "")) for key in ("reports", "new", "changed", "gone", "faults_in_all"))
        table.add_row(name, str(state.get("started", "")), *counts)
    console.print(table)
    for name, state in states.items():
        for alarm in state.get("alarms", []):
            console.print(f"红 RED  {name}：{alarm}", style="bold red", markup=False, soft_wrap=True)
    waiting = sum(1 for _ in (data / "crawl" / "pending").glob("*.json"))
    console.print(f"待入库 waiting to be loaded: {waiting}")
