"""Old workbooks (.xls) byte by byte: no library that is maintained writes them, and only a dozen records are needed.

The records are those of [MS-XLS]; xlrd, an independent reader, reads the same cells, formats, merges and hidden rows.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

Value = str | float | bool | None
ERRORS = {"#DIV/0!": 7, "#REF!": 23}


@dataclass
class OldSheet:
    """Cells are (row, column, value, number format); an error is its printed text, one of `ERRORS`.

    "=1.5" and "=#REF!" are formulas with that stored result.
    """

    name: str
    cells: Sequence[tuple[int, int, Value, str]]
    merges: Sequence[tuple[int, int, int, int]] = ()
    """First and last row, first and last column."""
    hidden: bool = False
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    shows_zeros: bool = True


def write_xls(sheets: Sequence[OldSheet], password: bool = False) -> bytes:
    """The bytes of a workbook; `password` only sets the mark of one."""
    codes = list(dict.fromkeys(code for sheet in sheets for *_, code in sheet.cells if code))
    bodies = [_sheet(sheet, codes) for sheet in sheets]
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    head += _record(0x2F, bytes(6)) if password else b""
    head += _record(0x42, struct.pack("<H", 1200))
    head += b"".join(_record(0x41E, struct.pack("<H", 164 + i) + _text(code)) for i, code in enumerate(codes))
    head += b"".join(_record(0xE0, struct.pack("<HH16x", 0, 164 + i - 1 if i else 0)) for i in range(len(codes) + 1))
    names = [_text(sheet.name, "<B") for sheet in sheets]
    offset = len(head) + sum(10 + len(name) for name in names) + 4
    for sheet, body, name in zip(sheets, bodies, names, strict=True):
        head += _record(0x85, struct.pack("<IBB", offset, sheet.hidden, 0) + name)
        offset += len(body)
    return _container(head + _record(0x0A, b"") + b"".join(bodies))


def _sheet(sheet: OldSheet, codes: list[str]) -> bytes:
    out = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for column in sheet.hidden_columns:
        out += _record(0x7D, struct.pack("<HHHHHH", column, column, 2304, 0, 1, 0))
    for row in sheet.hidden_rows:
        out += _record(0x208, struct.pack("<HHHHHHHH", row, 0, 9, 255, 0, 0, 0x20, 0))
    for row, column, value, code in sheet.cells:
        at = struct.pack("<HHH", row, column, codes.index(code) + 1 if code else 0)
        if isinstance(value, bool):
            out += _record(0x205, at + bytes((value, 0)))
        elif value in ERRORS:
            out += _record(0x205, at + bytes((ERRORS[str(value)], 1)))
        elif isinstance(value, str) and value.startswith("="):
            out += _record(0x06, at + _result(value[1:]) + struct.pack("<HIHBH", 0, 0, 3, 0x1E, 1))
        elif isinstance(value, str):
            out += _record(0x204, at + _text(value))
        elif isinstance(value, int):
            out += _record(0x27E, at + struct.pack("<I", value << 2 | 2))
        else:
            out += _record(0x203, at + struct.pack("<d", value))
    out += _record(0x23E, struct.pack("<H16x", 0xA6 | sheet.shows_zeros << 4))
    boxes = b"".join(struct.pack("<HHHH", *box) for box in sheet.merges)
    out += _record(0xE5, struct.pack("<H", len(sheet.merges)) + boxes) if boxes else b""
    return out + _record(0x0A, b"")


def _result(text: str) -> bytes:
    """The stored result of a formula: a number, or an error's code."""
    return bytes((2, 0, ERRORS[text], 0, 0, 0, 255, 255)) if text in ERRORS else struct.pack("<d", float(text))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _text(text: str, length: str = "<H") -> bytes:
    return struct.pack(length, len(text)) + b"\1" + text.encode("utf-16-le")


def _container(stream: bytes, name: str = "Workbook") -> bytes:
    """An OLE file with one stream: header, sector table, directory, stream, in sectors of 512 bytes."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    assert len(table) <= 128, "more than one sector table is not written here"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    entries = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(name, 2, 0xFFFFFFFF, 2, len(stream)) + bytes(256)
    return header + struct.pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table))) + entries + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    free = 0xFFFFFFFF
    return raw.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", len(raw), kind, 1, free, free, child, start, size)
