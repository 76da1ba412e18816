"""The command `gongzhang`. Commands only read their options, call what does the work, and choose the exit code.

Everything but typer is imported inside the command that needs it, so that `gongzhang extract` starts without Prefect
and DuckDB. Exit codes (contract): 0 done, 1 the run itself failed, 2 bad usage.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import traceback
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from flows import cli_nights
from flows.cli_audit import add_audit_commands
from flows.inputs import BadUsage

app = typer.Typer(
    help="公账 gongzhang：读取部门决算、预算和绩效表的每一个数 · every figure of published accounts, with its place.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Paths = Annotated[
    list[Path],
    typer.Argument(help="文件或目录 files or folders", show_default=False, metavar="PATH...", readable=False),
]
Data = Annotated[Path, typer.Option("--data", envvar="GONGZHANG_DATA", help="数据目录 data directory", metavar="DIR")]
DATA = Path("data")
INTERRUPTED = 130
DEMO_QUERIES = ("totals_by_year", "project_share", "three_public")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"gongzhang {version('gongzhang')}")
        raise typer.Exit


cli_nights.register(app)


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="版本 version")
    ] = False,
) -> None:
    """Options before the command."""


@app.command()
def extract(paths: Paths, data: Data = DATA) -> None:
    """文件 -> 标准输出的 JSON 行 Documents to JSON lines on standard output; no warehouse."""
    from flows.extracting import read_records
    from flows.inputs import find_inputs
    from flows.show import progress_over

    inputs = find_inputs(paths)
    _tell(inputs.left_aside_message())
    out = sys.stdout.buffer
    for file in progress_over(inputs.files, "读取 reading"):
        records = read_records(file)
        out.write("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records).encode("utf-8", "replace"))
        out.flush()
        if records[0]["status"] == "refused":
            _tell(f"{file}：{records[0].get('reason')}")


@app.command()
def ingest(
    paths: Paths,
    data: Data = DATA,
    workers: Annotated[int | None, typer.Option(min=1, help="读取进程数 reader processes (CPUs, at most 4)")] = None,
    again: Annotated[bool, typer.Option("--again", help="重新读取 read what was loaded before, too")] = False,
    time_limit: Annotated[float, typer.Option(min=0.1, help="每份文档秒数上限 seconds a document")] = 120.0,
    memory_limit: Annotated[int, typer.Option(min=256, help="每份文档内存上限 MB a document")] = 3072,
    dask: Annotated[str, typer.Option(help="Dask 集群 cluster: tcp://host:8786, local:4")] = "",
) -> None:
    """文件 -> 存档 -> 数据 -> 发布 Documents to the archive, the warehouse and its published copy."""
    from importlib import import_module

    from flows.inputs import find_inputs
    from flows.local_prefect import local_prefect
    from flows.lock import only_ingest
    from flows.show import progress_bar, show_summary

    _tell(find_inputs(paths).left_aside_message())
    with only_ingest(data):
        pass  # say at once, and not after Prefect has started, that another run is at work
    with local_prefect(data, meanwhile=lambda: import_module("flows.ingest")), progress_bar("读取 reading"):
        from flows.ingest import ingest as flow

        summary = flow(
            [str(path) for path in paths],
            str(data),
            workers=workers,
            again=again,
            time_limit=time_limit,
            memory_limit=memory_limit,
            dask=dask,
        )
    show_summary(summary)


@app.command()
def explain(
    figure_id: Annotated[str, typer.Argument(help="数值编号 figure_id", show_default=False)], data: Data = DATA
) -> None:
    """数值的出处 Where a figure comes from: document, page, place, sentence or cell, reader, checks that used it."""
    from contextlib import closing

    from flows.show import stdout_console
    from flows.show_warehouse import show_explanation
    from warehouse.read import explain_figure, open_published

    with closing(open_published(data)) as connection:
        show_explanation(stdout_console(), explain_figure(connection, figure_id))


@app.command()
def doctor(data: Data = DATA) -> None:
    """系统状态 State of sources and warehouse: quarantine, numbers left over, last runs, versions."""
    from contextlib import closing

    from flows.show import stdout_console
    from flows.show_crawl import show_source_states
    from flows.show_warehouse import show_coverage, show_state
    from flows.versions import show_versions
    from warehouse.read import doctor_summary, open_published, run_query, to_dicts

    console = stdout_console()
    show_versions(console, data)
    show_source_states(console, data)
    with closing(open_published(data)) as connection:
        show_state(console, doctor_summary(connection))
        show_coverage(console, to_dicts(run_query(connection, "coverage")))


@app.command()
def compare(
    concept: Annotated[
        str, typer.Option("--concept", help="指标编号或官方名称 concept id or Chinese name", metavar="C")
    ],
    year: Annotated[list[int] | None, typer.Option("--year", help="年度 fiscal year, may repeat", metavar="Y")] = None,
    unit: Annotated[
        list[str] | None, typer.Option("--unit", help="单位名称中的文字 text in the name, may repeat", metavar="U")
    ] = None,
    data: Data = DATA,
) -> None:
    """单位之间的比较 Units side by side in one concept, with coverage; departments and units are never added up."""
    from contextlib import closing

    from flows.show import stdout_console
    from flows.show_warehouse import show_comparison
    from warehouse.compare import compare as compare_units
    from warehouse.read import open_published

    with closing(open_published(data)) as connection:
        show_comparison(stdout_console(), compare_units(connection, concept, year or (), unit or ()))


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="目标目录 target folder", show_default=False, metavar="DIR")],
    data: Data = DATA,
) -> None:
    """导出 Parquet 与数据包 Parquet files by fiscal year and a data package descriptor."""
    from contextlib import closing

    from warehouse.export import export_package
    from warehouse.read import open_published

    with closing(open_published(data)) as connection:
        exported = export_package(connection, folder)
    _tell(f"已导出 exported: {exported.files} 个文件 files, {exported.rows:,} 行 rows")
    typer.echo(exported.descriptor)


@app.command("demo-queries")
def demo_queries(data: Data = DATA) -> None:
    """三个示例查询 Three queries of the cookbook with their results."""
    from contextlib import closing

    from flows.show import stdout_console
    from flows.show_warehouse import show_table
    from warehouse.read import list_queries, open_published, run_query

    console = stdout_console()
    with closing(open_published(data)) as connection:
        queries = {query.name: query for query in list_queries()}
        for query in (queries[name] for name in DEMO_QUERIES):
            result = run_query(connection, query.name)
            title = f"{query.title_zh} · {query.title}（warehouse/queries/{query.name}.sql）"
            show_table(console, title, result.columns, result.rows)
    console.print(f"\n数据仓库 warehouse: {data / 'gongzhang.duckdb'}", markup=False, soft_wrap=True)


add_audit_commands(app)


def _tell(message: str | None) -> None:
    """A message for the user, on standard error: standard output belongs to results."""
    if message:
        typer.echo(message, err=True)


def _log_unexpected(data: Path) -> Path | None:
    """Write the stack trace of the current exception where a developer finds it; None if even that fails."""
    for folder in (data / "logs", Path(os.environ.get("TMPDIR", "/tmp"))):
        if not folder.parent.is_dir():
            continue
        try:
            folder.mkdir(exist_ok=True)
            log = folder / f"error-{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}.log"
            log.write_text(traceback.format_exc(), encoding="utf-8")
            return log
        except OSError:
            continue
    return None


def _data_argument(argv: list[str]) -> Path:
    """The data directory for the log, found without typer: it may be typer that failed."""
    for i, word in enumerate(argv):
        if word == "--data" and i + 1 < len(argv):
            return Path(argv[i + 1])
        if word.startswith("--data="):
            return Path(word.removeprefix("--data="))
    return Path(os.environ.get("GONGZHANG_DATA", DATA))


def main() -> None:
    """Run the command line; no user ever sees a stack trace."""
    try:
        app(standalone_mode=True)
    except BadUsage as error:
        _tell(str(error))
        sys.exit(2)
    except SystemExit as ended:
        if ended.code == INTERRUPTED:  # typer ends without a word
            _tell(
                "已中断，已入库的数据不受影响 Interrupted; what was loaded stays, and the next run completes the rest."
            )
        raise
    except Exception as error:
        if _is_for_the_user(error):
            _tell(str(error))
            sys.exit(1)
        log = _log_unexpected(_data_argument(sys.argv))
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            _tell(
                f"磁盘已满，未写入 {error.filename or ''}：请腾出空间后重新运行 The disk is full; free space and rerun."
            )
            sys.exit(1)
        where = f"详情见 details in {log}" if log else "无法写入日志 the log could not be written"
        _tell(f"运行失败 The run failed: {type(error).__name__}: {_first_line(error)} · {where}")
        sys.exit(1)


def _is_for_the_user(error: Exception) -> bool:
    """Whether the error's message is a sentence written for users; the classes are only there if they were imported."""
    names = (("flows.errors", "RunFailed"), ("flows.local_prefect", "NoServer"), ("warehouse.errors", "WarehouseError"))
    known = tuple(getattr(sys.modules[module], name) for module, name in names if module in sys.modules)
    return isinstance(error, known)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["no message"])[0][:300]


if __name__ == "__main__":
    main()
