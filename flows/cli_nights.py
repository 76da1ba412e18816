"""The commands of the nights: crawl, nightly, backfill, housekeeping, the registry, and the demo site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from flows.night_report import NightReport

Data = Annotated[Path, typer.Option("--data", envvar="GONGZHANG_DATA", help="数据目录 data directory", metavar="DIR")]
Sources = Annotated[
    list[str] | None, typer.Argument(help="数据源名称，可用通配符 names of sources, or patterns", metavar="SOURCE...")
]
Folder = Annotated[
    Path | None,
    typer.Option("--sources", envvar="GONGZHANG_SOURCES", help="数据源目录 folder of source files", metavar="DIR"),
]
Dask = Annotated[str, typer.Option(help="Dask 集群 cluster: tcp://host:8786, local:4")]
DATA = Path("data")


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("crawl")(crawl)
    app.command("sources")(list_sources)
    app.command("nightly")(nightly)
    app.command("backfill")(backfill)
    app.command("housekeeping")(housekeeping)
    app.command("lake")(lake)
    app.command("demo-site")(demo_site)


def crawl(
    sources: Sources = None,
    data: Data = DATA,
    folder: Folder = None,
    full: Annotated[bool, typer.Option("--full", help="栏目走到底 walk every listing to its end")] = False,
    revisit: Annotated[bool, typer.Option("--revisit", help="复查所有文件 ask for every known document")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="以本次数量为准 tonight's count is the usual one")] = False,
) -> None:
    """数据源 -> 存档 The sources of the registry to the archive; what is new waits there to be loaded by `nightly`."""
    from flows.crawl.crawling import Wishes
    from flows.crawl.nights import crawl_sources
    from flows.crawl.registry import choose_sources, load_sources
    from flows.show import progress_bar
    from flows.show_crawl import show_reports

    chosen = choose_sources(load_sources(folder), sources or [])
    if not chosen:
        typer.echo("没有启用的数据源 No source is active; see `gongzhang sources`.", err=True)
        return
    with progress_bar("抓取 crawling"):
        reports = crawl_sources(chosen, data.absolute(), Wishes(full=full, revisit=revisit, accept=accept))
    show_reports(reports)
    if any(report.is_red for report in reports):
        raise typer.Exit(1)


def list_sources(folder: Folder = None) -> None:
    """数据源目录 The registry of sources, checked: name, publisher, kinds of listing, whether it is crawled."""
    from flows.crawl.registry import load_sources
    from flows.show_crawl import show_sources

    show_sources(load_sources(folder).values())


def nightly(
    sources: Sources = None,
    data: Data = DATA,
    folder: Folder = None,
    inbox: Annotated[Path | None, typer.Option(help="收件目录 folder of files to load as well", metavar="DIR")] = None,
    full: Annotated[bool, typer.Option("--full", help="栏目走到底 walk every listing to its end")] = False,
    webhook: Annotated[str, typer.Option(envvar="GONGZHANG_WEBHOOK", help="通知地址 told of failure, recovery")] = "",
    dask: Dask = "",
) -> None:
    """夜间运行 Crawl, load, check, publish, report: what the deployment does every night, now."""
    from importlib import import_module

    with _prefect(data, lambda: import_module("flows.nightly"), "夜间运行 nightly"):
        from flows.nightly import nightly as flow

        report = flow(
            sources or [],
            str(data),
            inbox=str(inbox) if inbox else None,
            registry=str(folder) if folder else None,
            full=full,
            webhook=webhook,
            dask=dask,
        )
    _show_night(report)


def backfill(
    sources: Sources = None,
    year: Annotated[list[int] | None, typer.Option(help="年度，可多次给出 year, may be given again")] = None,
    data: Data = DATA,
    folder: Folder = None,
    no_crawl: Annotated[bool, typer.Option("--no-crawl", help="不抓取 fetch nothing")] = False,
    re_extract: Annotated[bool, typer.Option("--re-extract", help="重新读取 read what is there again")] = False,
    dask: Dask = "",
) -> None:
    """补采与重读 Past years of sources, or everything that was crawled read again by the extractors of now."""
    from importlib import import_module

    with _prefect(data, lambda: import_module("flows.backfill"), "补采 backfill"):
        from flows.backfill import backfill as flow

        report = flow(
            sources or [],
            year or [],
            str(data),
            crawl=not no_crawl,
            re_extract=re_extract,
            registry=str(folder) if folder else None,
            dask=dask,
        )
    _show_night(report)


def housekeeping(
    data: Data = DATA,
    keep_days: Annotated[int, typer.Option(min=1, help="保留天数 days of runs and logs that are kept")] = 60,
    keep_versions: Annotated[int, typer.Option(min=1, help="保留的提取版本数 extractor versions kept")] = 2,
) -> None:
    """清理 Cut back what grows by itself: Prefect's history, old extractions, logs, what killed runs left behind."""
    from dataclasses import asdict
    from importlib import import_module

    with _prefect(data, lambda: import_module("flows.housekeeping"), "清理 housekeeping"):
        from flows.housekeeping import housekeeping as flow

        removed = flow(str(data), keep_days, keep_versions)
    typer.echo("，".join(f"{what} {count}" for what, count in asdict(removed).items()))


def lake(
    catalog: Annotated[
        str, typer.Argument(help="目录库 ducklake:postgres:dbname=... host=...", show_default=False, metavar="CATALOG")
    ],
    files: Annotated[
        str, typer.Option(help="数据文件 Parquet files: a shared folder or s3://...", show_default="DIR/lake")
    ] = "",
    data: Data = DATA,
) -> None:
    """建立或加入湖仓 Keep the warehouse of this data directory on DuckLake, where several processes load at once."""
    from warehouse.lake.publish import make_lake

    kept = make_lake(data, catalog, files or str(data.absolute() / "lake"))
    typer.echo(f"{kept}：此后本数据目录使用湖仓 every command over {data} uses the lake from now on")


@contextmanager
def _prefect(data: Path, load: Callable[[], object], title: str) -> Iterator[None]:
    """Prefect and a progress bar around a flow."""
    from flows.local_prefect import local_prefect
    from flows.show import progress_bar

    with local_prefect(data, meanwhile=load), progress_bar(title):
        yield


def _show_night(report: NightReport) -> None:
    from flows.show import show_summary
    from flows.show_crawl import show_reports

    show_reports(report.sources, are_loaded=True)
    for summary in (report.inbox, report.waited and report.waited.summary):
        if summary and summary.seen:
            show_summary(summary)


def demo_site(
    port: Annotated[int, typer.Option(envvar="GONGZHANG_DEMO_PORT", min=1, help="端口 port on 127.0.0.1")] = 8440,
    night: Annotated[int, typer.Option(min=1, help="第几夜，第 3 夜起有改动 which night; changes from the 3rd on")] = 1,
    reports: Annotated[Path | None, typer.Option(help="示例报告目录 folder of example reports")] = None,
) -> None:
    """示例网站 A publishing site on 127.0.0.1 to try crawling on: `gongzhang crawl 'demo-*'`. Ends with Ctrl-C."""
    import time

    from flows.crawl.demo.server import REPORTS, DemoSite, serving
    from flows.errors import RunFailed

    folder = reports or REPORTS
    if not folder.is_dir():
        raise RunFailed(f"找不到示例报告 {folder} The example reports are not there; give --reports.")
    try:
        with serving(DemoSite(folder, night=night, port=port)) as site:
            typer.echo(f"示例网站 demo site: 127.0.0.1:{site.port}，第 {night} 夜 night {night}；Ctrl-C 结束 ends it")
            while True:
                time.sleep(3600)
    except OSError as error:
        raise RunFailed(f"端口 {port} 无法使用 Port {port} cannot be used: {error.strerror}; give --port.") from error
