"""Bytes to Document: which reader knows a file is found by its content first and its name second.

A format is a module of this folder that has `FORMAT`, `recognises(data, name)` (0 = no, larger = surer) and
`read(data, name, sha256)`; it is found by scanning the folder, so a new format is one new file. Modules without
`FORMAT` are parts that the formats share.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from functools import lru_cache
from typing import Protocol, cast

from extractors.document import Document, Unreadable
from extractors.formats.refusals import refusal

MAX_BYTES = 300 * 1024 * 1024
"""Reports are at most some ten megabytes; a file beyond this is something else, and would fill the memory."""


class Format(Protocol):
    """What a format module offers."""

    FORMAT: str

    def recognises(self, data: bytes, name: str) -> int:
        """0 when the file is not of this format; the larger the number the surer."""

    def read(self, data: bytes, name: str, sha256: str) -> Document:
        """The document; raises Unreadable for a file that cannot be read."""


@lru_cache(maxsize=1)
def find_formats() -> tuple[Format, ...]:
    """The format modules of this folder, by name."""
    modules = [importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    return tuple(cast(Format, m) for m in modules if hasattr(m, "FORMAT"))


def read_document(data: bytes, name: str) -> Document:
    """The document in a file's bytes. `name` is shown in messages and decides only where the content does not.

    Raises Unreadable for a file that cannot be read and MemoryError where memory ran out, nothing else. The `kind` of
    the first is a typed reason (`empty`, `too_large`, `unknown_format`, `unsupported_format`, `encoding`, `not_docx`,
    `zip_bomb`, ...), its message one sentence that names the file and the way out.
    """
    if not data:
        raise Unreadable("empty", f"{name} is empty (0 bytes): fetch or export it again.")
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1024**2
        raise Unreadable("too_large", f"{name} has {len(data) // 1024**2} MB, more than {limit} MB: split it.")
    sure, best = max(((f.recognises(data, name), f) for f in find_formats()), key=lambda pair: pair[0])
    if not sure:
        raise refusal(data, name)
    try:
        return best.read(data, name, hashlib.sha256(data).hexdigest())
    except (Unreadable, MemoryError):
        raise  # memory is a matter of the machine, not of the file
    except Exception as error:
        # One odd file must not end the night; the cause stays attached for the log, and the kind tells it from bad
        # bytes that a reader knows.
        reason = f"{type(error).__name__}: {error}"
        message = f"{name} could not be read as {best.FORMAT} ({reason[:200]}): save it again or report this file."
        raise Unreadable("reader_failed", message) from error
