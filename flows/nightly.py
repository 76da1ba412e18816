"""The flow `nightly`: crawl, load, check, publish, report. A red source turns the run red, after everything else is
done.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import ThreadPoolTaskRunner

from flows.checking import find_news, read_findings
from flows.crawl.crawling import Wishes, crawl_source
from flows.crawl.nights import AT_ONCE
from flows.crawl.registry import Source, choose_sources, load_sources
from flows.crawl.report import SourceReport
from flows.errors import RunFailed
from flows.ingest import ingest
from flows.ingest_waiting import ingest_waiting
from flows.inputs import BadUsage
from flows.night_report import NightReport
from flows.notify import notify
from flows.storage import write_whole

_HOUR = 3600


def crawlers() -> Any:
    """The task runner that crawls sources side by side."""
    return ThreadPoolTaskRunner(max_workers=AT_ONCE)


@task(
    name="crawl",
    task_run_name="crawl-{source.name}",
    cache_policy=NO_CACHE,
    retries=1,
    retry_delay_seconds=60,
)
def crawl(source: Source, data: Path, wishes: Wishes) -> SourceReport:
    """One source into the archive; what the site does wrong is in the report, and no reason to try again at once.

    Its time is limited by the source's own `hours`: Prefect cannot end a task that runs in a thread.
    """
    return crawl_source(source, data, wishes)


def tell_failure(flow: Any, flow_run: Any, state: Any) -> None:
    """Hook of a run that failed or crashed: tell people, with the sentence of the state."""
    told = flow_run.parameters
    notify(
        f"公账：{flow.name} {flow_run.name} 失败 failed",
        str(state.message or ""),
        told.get("webhook", ""),
        told.get("block", ""),
    )
    _remember(Path(told.get("data", "data")).absolute(), "red")


@flow(
    name="nightly",
    timeout_seconds=20 * _HOUR,
    task_runner=crawlers(),
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
)
def nightly(
    sources: list[str] | None = None,
    data: str = "data",
    inbox: str | None = "data/inbox",
    registry: str | None = None,
    full: bool = False,
    webhook: str = "",
    block: str = "",
    dask: str = "",
) -> NightReport:
    """Crawl the sources (default: all active ones), load what is new and what stands in the inbox, check, publish,
    report.

    registry: folder of source files; webhook, block: where failure and recovery are told; dask: a cluster that reads,
    and loads into a lake. Raises RunFailed where a
    source is red, after what could be loaded is loaded and published.
    """
    folder = Path(data).absolute()
    chosen = choose_sources(load_sources(Path(registry) if registry else None), sources or [])
    report = NightReport(before=_was_killed(folder))
    was_red = _last_night(folder).get("status") == "red"
    _remember(folder, "running")
    findings = {finding["finding_id"] for finding in read_findings(folder)}
    crawl_all(chosen, folder, Wishes(full=full), report)
    load_all(folder, inbox, report, dask)
    report.checked = find_news(folder, findings)
    keep_report(report, "nightly")
    if report.alarms:
        raise RunFailed("；".join(report.alarms))
    if was_red:
        notify("公账：夜间运行恢复 the night is green again", report.as_markdown(), webhook, block)
    _remember(folder, "green")
    return report


def crawl_all(sources: Sequence[Source], data: Path, wishes: Wishes, report: NightReport) -> None:
    """Crawl the sources side by side, each a task; one whose crawl cannot be done at all is named in the report."""
    running = [(source, crawl.submit(source, data, wishes)) for source in sources]
    for source, future in running:
        try:
            report.sources.append(future.result())
        except (RunFailed, BadUsage, OSError) as error:
            report.broken.append(f"{source.name}：{error}")


def load_all(data: Path, inbox: str | None, report: NightReport, dask: str = "") -> None:
    """Load what stands in the inbox and what was crawled; each is checked and published when it is loaded."""
    if inbox and Path(inbox).is_dir() and any(Path(inbox).iterdir()):
        report.inbox = ingest([inbox], str(data), dask=dask)
    report.waited = ingest_waiting(str(data), dask=dask)


def keep_report(report: NightReport, key: str) -> None:
    """Keep the report as artifacts: one page, a table a source, and the faults where there are any."""
    create_markdown_artifact(report.as_markdown(), key=f"{key}-report", description="一夜一页 The run on one page")
    create_table_artifact(report.rows(), key=f"{key}-sources", description="各数据源 What each source gave")
    if report.faults():
        create_table_artifact(report.faults(), key=f"{key}-faults", description="故障 Every fault of every source")


def _last_night(data: Path) -> dict[str, str]:
    path = data / "crawl" / "night.json"
    try:
        told: dict[str, str] = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return told


def _was_killed(data: Path) -> str:
    """A sentence about a night before that never came to its end."""
    last = _last_night(data)
    if last.get("status") != "running":
        return ""
    return f"上一次运行被中止，本次补完 The run begun {last.get('time')} was killed; this one completes its work."


def _remember(data: Path, status: str) -> None:
    told = {"status": status, "time": datetime.now(UTC).isoformat(timespec="seconds")}
    write_whole(data / "crawl" / "night.json", json.dumps(told).encode())
