"""The commands of the audit: check, findings, review, report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.inputs import BadUsage

Data = Annotated[Path, typer.Option("--data", envvar="GONGZHANG_DATA", help="数据目录 data directory", metavar="DIR")]
Report = Annotated[
    str | None, typer.Option("--report", help="报告编号，或单位、文件名中的字 report_id, or words of unit or file")
]
DATA = Path("data")


def add_audit_commands(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for name, command in (("check", check), ("findings", findings), ("review", review), ("report", audit_report)):
        app.command(name)(command)


def check(
    checks: Annotated[
        list[str] | None, typer.Argument(help="检查编号 ids of checks, all where none", metavar="CHECK...")
    ] = None,
    data: Data = DATA,
) -> None:
    """运行检查并发布 Run the checks over the warehouse and publish what they say."""
    from flows.lock import only_ingest
    from flows.show import stdout_console
    from flows.show_findings import show_audit
    from warehouse.audit import audit_warehouse
    from warehouse.publish import publish

    with only_ingest(data):
        audited = audit_warehouse(data, checks or ())
        publish(data)
    show_audit(stdout_console(), audited)


def findings(
    report: Report = None,
    form: Annotated[str, typer.Option("--format", help="table, jsonl, csv")] = "table",
    everything: Annotated[
        bool, typer.Option("--all", help="也列出通过、不适用等结果 also what passed or could not be checked")
    ] = False,
    data: Data = DATA,
) -> None:
    """列出审核发现 List the findings: contradictions and broken rules, with every place."""
    from contextlib import closing

    from flows.show_findings import FORMATS, print_findings
    from warehouse.audit import list_findings, list_results
    from warehouse.read import open_published

    if form not in FORMATS:
        raise BadUsage(f"--format {form}：只能是 it is one of {', '.join(FORMATS)}")
    with closing(open_published(data)) as connection:
        rows = list_findings(connection, report)
        rows += list_results(connection, report) if everything else []
    print_findings(rows, form)


def review(
    finding_id: Annotated[str, typer.Argument(help="发现编号 finding_id", show_default=False)],
    decision: Annotated[
        str, typer.Argument(help="confirmed 属实, explained 有解释, false_alarm 误报", show_default=False)
    ],
    reason: Annotated[str, typer.Option(help="理由 why")] = "",
    data: Data = DATA,
) -> None:
    """记录复核意见 Record a decision about a finding; it holds until the numbers change."""
    from contextlib import closing

    from flows.lock import only_ingest
    from warehouse.audit import apply_reviews
    from warehouse.publish import publish
    from warehouse.read import open_published
    from warehouse.reviews import record_review

    with closing(open_published(data)) as connection:
        record_review(connection, data, finding_id, decision, reason)
    with only_ingest(data):
        apply_reviews(data)
        publish(data)
    typer.echo(f"{finding_id}：{decision}")


def audit_report(
    target: Annotated[Path, typer.Argument(help="HTML 文件 file to write", show_default=False)],
    report: Report = None,
    data: Data = DATA,
) -> None:
    """审核报告（单个 HTML 文件）One HTML file with the findings, readable without a network."""
    from contextlib import closing

    from flows.report import build_report
    from warehouse.audit import count_results, list_findings
    from warehouse.read import open_published

    with closing(open_published(data)) as connection:
        page = build_report(list_findings(connection, report), count_results(connection), report)
    target.write_text(page, encoding="utf-8")
    typer.echo(f"{target}")
