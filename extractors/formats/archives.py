"""Zip containers (Word, workbooks): checked before anything in them is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from extractors.document import Unreadable

MAX_ENTRIES = 10_000
MAX_TOTAL = 400 * 1024 * 1024
"""Bytes of all entries unpacked. A report with its pictures has some ten megabytes."""
MAX_PART = 100 * 1024 * 1024
"""Bytes of one XML part unpacked; a parsed part takes some ten times as much memory."""
MAX_RATIO = 200
"""Unpacked to packed bytes of the whole; repetitive tables reach 60. Asked only beyond `FREE_TOTAL`."""
FREE_TOTAL = 20 * 1024 * 1024


def open_zip(data: bytes, name: str, refused: str, what: str) -> zipfile.ZipFile:
    """The container in `data`, its sizes checked from the directory alone.

    Raises Unreadable: `refused` for bytes that are no zip or a cut one, `zip_bomb`, or `encrypted`; `what` names the
    expected format in the sentence.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, struct.error, NotImplementedError) as error:
        reason = "its end is missing, so it was cut" if data[:4] == b"PK\3\4" else "it is no zip container"
        raise Unreadable(refused, f"{name} is no readable {what} ({reason}): fetch or save it again.") from error
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES:
        raise Unreadable("zip_bomb", f"{name} holds {len(entries)} parts, more than any {what}: it was not unpacked.")
    if total > MAX_TOTAL or (total > FREE_TOTAL and total > MAX_RATIO * len(data)):
        message = f"{name} would unpack from {len(data):,} to {total:,} bytes, as no {what} does: it was not unpacked."
        raise Unreadable("zip_bomb", message)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("encrypted", f"{name} is locked with a password: save it without one.")
    return archive


def read_part(archive: zipfile.ZipFile, part: str, name: str) -> bytes | None:
    """The bytes of one part, None where there is none; raises Unreadable (`damaged`, `zip_bomb`)."""
    try:
        entry = archive.getinfo(part)
    except KeyError:
        return None
    if entry.file_size > MAX_PART:
        raise Unreadable("zip_bomb", f"{name} has a part {part} of {entry.file_size:,} bytes: it was not unpacked.")
    try:
        return archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Unreadable("damaged", f"{name} is damaged inside ({part}: {error}): fetch or save it again.") from error
