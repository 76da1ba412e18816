"""What a process does while it loads its modules, for the three that every run starts: command, server, reader."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Load modules in this context: what they made by its end is left out of every later search for garbage.

    Modules make hundreds of thousands of objects that live as long as the process. The collector goes through all of
    them again and again while they come, and twice more when the process ends: a third of the start of Prefect.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
