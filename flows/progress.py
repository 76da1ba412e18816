"""How far a run is, told to whoever listens: the progress bar of the command line, nobody under a Prefect worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[int, int | None], None]
"""Called with the documents done since the last call, and with the total once that is known."""

_listener: ContextVar[Listener | None] = ContextVar("progress_listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have the listener told of the progress of what runs inside."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def report_progress(done: int, total: int | None = None) -> None:
    """Tell that so many more documents are done."""
    listener = _listener.get()
    if listener is not None:
        listener(done, total)
