"""What users see: progress, tables, sentences. Works in a terminal, in a log file and down a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

T = TypeVar("T")


def stderr_console() -> Console:
    """A console on standard error."""
    return Console(stderr=True, highlight=False)


def stdout_console() -> Console:
    """A console on standard output; without a terminal lines are as long as they need to be."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=200)


def open_progress() -> Progress:
    """A progress bar on standard error; nothing moves where there is no terminal."""
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
    with open_progress() as progress:
        task = progress.add_task(title, total=len(items))
        for item in items:
            yield item
            progress.advance(task)


def join_sentences(parts: Iterable[str]) -> str:
    """Parts of a message with a middle dot between them."""
    return " · ".join(part for part in parts if part)
