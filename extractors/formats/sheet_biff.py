"""Old workbooks (.xls, .et), beside what calamine gives of them: number formats, errors and what is hidden.

The container is OLE ([MS-CFB]), the workbook a stream of records of a number, a length and bytes ([MS-XLS] 2.1.4).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from extractors.document import Unreadable
from extractors.formats.sheet_looks import BUILTIN_FORMATS, Looks, cell_name

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
"""Sector numbers from here on mean an end, a free sector or a table's own."""

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_BOF, _EOF, _FILEPASS, _FORMAT, _XF, _BOUNDSHEET = 0x809, 0x0A, 0x2F, 0x41E, 0xE0, 0x85
_ROW, _COLINFO, _WINDOW2, _FORMULA, _BOOLERR, _NUMBER, _RK, _MULRK = 0x208, 0x7D, 0x23E, 0x06, 0x205, 0x203, 0x27E, 0xBD
_CELLS = frozenset((_FORMULA, _BOOLERR, _NUMBER, _RK, _MULRK, 0xFD, 0x204, 0xD6))


def root_streams(data: bytes) -> dict[str, bytes]:
    """Workbook stream among the entries of an OLE container's root, by name; other streams are named with b"".

    Empty for bytes that are no such container or are cut before its directory.
    """
    try:
        return _Container(data).streams()
    except (struct.error, IndexError, ValueError, OverflowError):
        return {}


def find_looks(stream: bytes, name: str) -> list[Looks]:
    """Looks of each sheet in order of the workbook.

    Raises Unreadable: `encrypted` for one with a password, `too_large` for one that calamine would not hold in memory.
    """
    formats = dict(BUILTIN_FORMATS)
    styles: list[int] = []
    sheets: list[int] = []
    wide = True
    for kind, body in _records(stream, 0):
        if kind == _BOF and len(body) >= 2:
            wide = body[:2] == b"\0\6"
        elif kind == _FILEPASS:
            raise Unreadable("encrypted", f"{name} is locked with a password: save it without one.")
        elif kind == _FORMAT:
            formats[int.from_bytes(body[:2], "little")] = _format_text(body[2:], wide)
        elif kind == _XF:
            styles.append(int.from_bytes(body[2:4], "little"))
        elif kind == _BOUNDSHEET and len(body) >= 4:
            sheets.append(int.from_bytes(body[:4], "little"))
    codes = [formats.get(style, "") for style in styles]
    looks = [_sheet_looks(stream, offset, codes) for offset in sheets]
    for number, sheet in enumerate(looks, 1):
        sheet.check_size(f"Sheet {number}", name)
    return looks


def _sheet_looks(stream: bytes, offset: int, codes: list[str]) -> Looks:
    looks = Looks()
    last_row = last_column = -1
    hidden: list[tuple[int, int]] = []
    for kind, body in _records(stream, offset):
        if kind in _CELLS and len(body) >= 6:
            row, column, style = struct.unpack_from("<HHH", body)
            looks.cells += 1
            last_row, last_column = max(last_row, row), max(last_column, column)
            if kind == _MULRK:
                for i in range((len(body) - 6) // 6):
                    _set_format(looks, row, column + i, int.from_bytes(body[4 + 6 * i : 6 + 6 * i], "little"), codes)
                last_column = max(last_column, column + (len(body) - 6) // 6 - 1)
            elif kind in (_NUMBER, _RK, _FORMULA):
                _set_format(looks, row, column, style, codes)
            error = _error(kind, body)
            if error:
                looks.errors[row, column] = error
        elif kind == _ROW and len(body) >= 14:
            if body[12] & 0x20:
                looks.hidden_rows.add(int.from_bytes(body[:2], "little"))
        elif kind == _COLINFO and len(body) >= 10 and body[8] & 1:
            hidden.append((int.from_bytes(body[:2], "little"), int.from_bytes(body[2:4], "little")))
        elif kind == _WINDOW2 and body:
            looks.zeros_hidden = not body[0] & 0x10
    looks.last = (last_row, last_column) if looks.cells else None
    for first, end in hidden:
        looks.hidden_columns.update(range(first, min(end, last_column) + 1))
    return looks


def _set_format(looks: Looks, row: int, column: int, style: int, codes: list[str]) -> None:
    code = codes[style] if style < len(codes) else ""
    if code and code.lower() != "general":
        looks.formats[cell_name(row, column)] = code


def _error(kind: int, body: bytes) -> str:
    if kind == _BOOLERR and len(body) >= 8 and body[7]:
        return _ERRORS.get(body[6], "#N/A")
    if kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
        return _ERRORS.get(body[8], "#N/A")
    return ""


def _format_text(body: bytes, wide: bool) -> str:
    if not wide:
        return body[1 : 1 + body[0]].decode("gb18030", "replace") if body else ""
    length = int.from_bytes(body[:2], "little")
    if len(body) > 2 and body[2] & 1:
        return body[3 : 3 + 2 * length].decode("utf-16-le", "replace")
    return body[3 : 3 + length].decode("latin-1")


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """Records of one substream, from its beginning to its end mark; charts inside it are stepped over."""
    depth = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        body = stream[offset + 4 : offset + 4 + length]
        offset += 4 + length
        if kind == _BOF:
            depth += 1
        if depth <= 1:
            yield kind, body
        if kind == _EOF:
            depth -= 1
            if depth <= 0:
                return


class _Container:
    """Sectors and directory of an OLE file."""

    def __init__(self, data: bytes) -> None:
        if data[:8] != SIGNATURE:
            raise ValueError("no OLE container")
        self.data = data
        self.size = 1 << struct.unpack_from("<H", data, 30)[0]
        self.first_directory, self.cutoff, self.first_small = struct.unpack_from("<I4xII", data, 48)
        if self.size not in (512, 4096):
            raise ValueError("sectors of an unknown size")
        # Counts that calamine asks memory for before it reads a sector ([MS-CFB] 2.2; it takes the last from byte 62).
        if struct.unpack_from("<I", data, 44)[0] > len(data) // self.size or data[65] >= 0x10:
            raise ValueError("more sectors than the file has")
        self.table = self._read_table()

    def streams(self) -> dict[str, bytes]:
        directory = self._chain(self.first_directory)
        entries = [directory[i : i + 128] for i in range(0, len(directory) - 127, 128)]
        found: dict[str, bytes] = {}
        start = struct.unpack_from("<I", entries[0], 116)[0]
        waiting, seen = [struct.unpack_from("<I", entries[0], 76)[0]], set[int]()
        while waiting:
            number = waiting.pop()
            if number >= len(entries) or number in seen:
                continue
            seen.add(number)
            entry = entries[number]
            name = entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace")
            waiting.extend(struct.unpack_from("<II", entry, 68))
            found[name] = b""
            if name.lower() in ("workbook", "book"):
                at, size = struct.unpack_from("<II", entry, 116)
                found[name] = self._small(start, at, size) if size < self.cutoff else self._chain(at)[:size]
        return found

    def _sector(self, number: int) -> bytes:
        return self.data[(number + 1) * self.size : (number + 2) * self.size]

    def _chain(self, number: int) -> bytes:
        parts, left = [], len(self.data) // self.size + 1
        while number < _END and left:
            parts.append(self._sector(number))
            number = self.table[number]
            left -= 1
        return b"".join(parts)

    def _small(self, container: int, number: int, size: int) -> bytes:
        """A short stream, which stands in sectors of 64 bytes inside the root's own stream."""
        whole, links = self._chain(container), self._chain(self.first_small)
        out = b""
        while number < _END and len(out) < size:
            out += whole[number * 64 : number * 64 + 64]
            number = struct.unpack_from("<I", links, number * 4)[0]
        return out[:size]

    def _read_table(self) -> list[int]:
        sectors = list(struct.unpack_from("<109I", self.data, 76))
        number, left = struct.unpack_from("<I", self.data, 68)[0], len(self.data) // self.size
        while number < _END and left:
            more = struct.unpack(f"<{self.size // 4}I", self._sector(number))
            sectors.extend(more[:-1])
            number, left = more[-1], left - 1
        parts = [self._sector(s) for s in sectors if s < _END]
        return [n for part in parts if len(part) == self.size for n in struct.unpack(f"<{self.size // 4}I", part)]
