"""What users see: progress, tables, sentences. Works in a terminal, in a log file and down a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from flows.progress import listening
from flows.summary import Summary

T = TypeVar("T")


def stderr_console() -> Console:
    """A console on standard error."""
    return Console(stderr=True, highlight=False)


def stdout_console() -> Console:
    """A console on standard output; without a terminal lines are as long as they need to be."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=200)


def _bar() -> Progress:
    console = stderr_console()
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
    )


def progress_over(items: Sequence[T], title: str) -> Iterator[T]:
    """The items, with a bar that counts them as they are done."""
    with _bar() as progress:
        task = progress.add_task(title, total=len(items))
        for item in items:
            yield item
            progress.advance(task)


@contextmanager
def progress_bar(title: str) -> Iterator[None]:
    """A bar for the progress that the code inside reports; a line now and then where there is no terminal."""
    with _bar() as progress:
        task = progress.add_task(title, total=None)
        seen = _Seen(progress.console)

        def listener(done: int, total: int | None) -> None:
            progress.update(task, advance=done, total=total) if total is not None else progress.advance(task, done)
            if progress.disable:
                seen.tell(done, total, title)

        with listening(listener):
            yield


class _Seen:
    """Progress as lines, at each tenth: for logs and pipes."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.done = 0
        self.total = 0
        self.told = 0

    def tell(self, done: int, total: int | None, title: str) -> None:
        self.total = total or self.total
        self.done += done
        if self.total and self.done * 10 // self.total > self.told:
            self.told = self.done * 10 // self.total
            self.console.print(f"{title} {self.done}/{self.total}")


def show_summary(summary: Summary) -> None:
    """What a run of ingest did, on standard output."""
    console = stdout_console()
    if summary.nothing_changed:
        console.print(
            f"没有变化：{summary.documents} 份文档此前均已入库"
            f" Nothing changed: all {summary.documents} documents were already loaded, 0 read."
        )
    else:
        console.print("入库 Ingest", style="bold")
        table = Table(show_header=False)
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(justify="right", no_wrap=True)
        for row in summary.rows():
            table.add_row(*row)
        console.print(table)
    for title, found in (("隔离 quarantined", summary.quarantined), ("部分读取 partial", summary.partials)):
        for entry in found:
            console.print(f"{title}  {entry.file}：{entry.reason}", markup=False, soft_wrap=True)
    console.print(f"数据仓库 warehouse: {summary.warehouse}", markup=False, soft_wrap=True)
