"""How fast a host is asked: a pause between the starts of two requests, and so many at once. Sources that share a host
share its pace."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Pace:
    """The pace of one host."""

    def __init__(self) -> None:
        self._lock = threading.Condition()
        self._next = 0.0
        self._at_work = 0

    @contextmanager
    def turn(self, delay: float, concurrency: int) -> Iterator[None]:
        """Wait for the next turn: `delay` seconds after the one before began, with at most `concurrency` at once."""
        with self._lock:
            self._lock.wait_for(lambda: self._at_work < concurrency)
            self._at_work += 1
            start = max(time.monotonic(), self._next)
            self._next = start + delay
        try:
            time.sleep(max(0.0, start - time.monotonic()))
            yield
        finally:
            with self._lock:
                self._at_work -= 1
                self._lock.notify_all()

    def pause(self, seconds: float) -> None:
        """Let nobody ask the host for so long: it has asked for patience."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)


_paces: dict[str, Pace] = {}
_paces_lock = threading.Lock()


def pace_of(host: str) -> Pace:
    """The pace of a host, one for the whole process."""
    with _paces_lock:
        return _paces.setdefault(host, Pace())
