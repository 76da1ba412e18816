"""Workbooks (.xlsx, .xlsm, .xls, .et) to Document: every visible sheet as a page, its tables as grids.

Values come from calamine, which reads both families; what it leaves out (number formats, errors, formulas without a
stored result, what is hidden) from the file's own bytes, `sheet_ooxml` and `sheet_biff`. A cell prints what a reader of
the sheet sees; what is hidden is left out and told. Place: page is the sheet, counted over the visible tabs, line the
row, both from 1.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from extractors.document import Block, Document, Issue, Page, Place, Unreadable
from extractors.formats.archives import open_zip
from extractors.formats.sheet_biff import SIGNATURE, find_looks, root_streams
from extractors.formats.sheet_blocks import Row, build_sheet, leave_out
from extractors.formats.sheet_looks import MAX_CELLS, Looks, cell_name, column_letters
from extractors.formats.sheet_numbers import format_number, plain_number
from extractors.formats.sheet_ooxml import Package
from extractors.numbers import parse_decimal

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata

FORMAT = "sheet"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_NAMES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb")
_OLD_NAMES = (".xls", ".xlt", ".et")
_SHOWN = 5
"""Cells that an issue names; the others are counted."""


def recognises(data: bytes, name: str) -> int:
    """Sure of a container with sheets in it, less of a damaged one that is called a workbook."""
    if data[:2] == b"PK":
        if data[30:84] == _OPEN_DOCUMENT:
            return 85
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries = archive.namelist()
        except Exception:
            return 40 if name.lower().endswith(_NAMES) or b"xl/work" in data[:100_000] else 0
        return 85 if any(entry.startswith("xl/worksheets/") for entry in entries) else 0
    if data[:8] == SIGNATURE:
        names = {stream.lower() for stream in root_streams(data)}
        if "encryptedpackage" in names:
            return 0
        return 60 if names & {"workbook", "book"} else 40 if not names and name.lower().endswith(_OLD_NAMES) else 0
    return 0


def read(data: bytes, name: str, sha256: str) -> Document:
    """The document of a workbook.

    Raises Unreadable (`not_workbook`, `unsupported_format`, `encrypted`, `damaged`, `zip_bomb`, `too_large`, `empty`,
    `no_cached_values`).
    """
    sheets = _Sheets(name)
    if data[:2] == b"PK":
        package = _open_package(data, name)
        book = _open_book(data, name)
        looks = {sheet.name: package.looks(sheet.name) for sheet in book.sheets_metadata if _is_shown(sheet)}
        if any(sheet.cut for sheet in looks.values()):
            book = _open_book(package.trimmed(), name)
        sheets.note_pictures(package.count_pictures())
    else:
        stream = next((s for n, s in root_streams(data).items() if n.lower() in ("workbook", "book")), b"")
        if not stream:
            raise Unreadable("damaged", f"{name} is no whole old workbook (.xls): fetch it again or save it as .xlsx.")
        found = find_looks(stream, name)
        book = _open_book(data, name)
        looks = dict(zip((sheet.name for sheet in book.sheets_metadata), found, strict=False))
    for sheet in book.sheets_metadata:
        sheets.read(book, sheet, looks.get(sheet.name, Looks()))
    return sheets.document(sha256)


def _open_package(data: bytes, name: str) -> Package:
    if data[30:84] == _OPEN_DOCUMENT:
        raise Unreadable("unsupported_format", f"{name} is an OpenDocument workbook (.ods): save it as .xlsx.")
    archive = open_zip(data, name, "not_workbook", "workbook (.xlsx)")
    if "xl/workbook.bin" in archive.namelist():
        raise Unreadable("unsupported_format", f"{name} is a binary workbook (.xlsb): save it as .xlsx.")
    return Package(archive, name)


def _open_book(data: bytes, name: str) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook, PasswordError

    with _parser(name):
        try:
            return CalamineWorkbook.from_filelike(io.BytesIO(data))
        except PasswordError as error:
            raise Unreadable("encrypted", f"{name} is locked with a password: save it without one.") from error


@contextmanager
def _parser(name: str) -> Iterator[None]:
    """Turns what calamine raises into Unreadable (`damaged`); a panic of it is no Exception."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, Unreadable):
        raise
    except BaseException as error:
        reason = " ".join(str(error).split())[:150] or type(error).__name__
        message = f"{name} is damaged inside ({reason}): open it in Excel or WPS and save it again."
        raise Unreadable("damaged", message) from error


def _is_shown(sheet: SheetMetadata) -> bool:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet


class _Sheets:
    """What has been read of a workbook so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pages: list[Page] = []
        self.blocks: list[Block] = []
        self.issues: list[Issue] = []
        self.uncached = 0
        self.cells = 0

    def read(self, book: CalamineWorkbook, sheet: SheetMetadata, looks: Looks) -> None:
        """The next sheet; raises Unreadable (`damaged`, `too_large`)."""
        if _is_shown(sheet):
            self._read_cells(book, sheet.name, looks)
        elif str(sheet.visible).endswith("Hidden"):
            message = (
                f"Sheet {sheet.name} of {self.name} is hidden and was not read: show it if it is part of the report."
            )
            self._note("hidden_sheet", "info", message)
        else:
            self.pages.append(Page(len(self.pages) + 1, ""))
            message = f"Sheet {sheet.name} of {self.name} holds a chart or macros and no cells: nothing of it was read."
            self._note("sheet_without_cells", "info", message)

    def document(self, sha256: str) -> Document:
        """What was read; raises Unreadable for a workbook without a text."""
        if not self.blocks or not any(page.text for page in self.pages):
            if self.uncached:
                message = (
                    f"{self.name} holds formulas without results: open it in Excel or WPS, save it and give it again."
                )
                raise Unreadable("no_cached_values", message)
            raise Unreadable("empty", f"{self.name} has no cell with a text or number: fetch or export it again.")
        return Document(self.name, sha256, FORMAT, self.pages, self.blocks, FORMAT, self.issues)

    def note_pictures(self, count: int) -> None:
        """Pictures in the sheets."""
        if count:
            self._note("pictures", "info", f"{count} pictures of {self.name} were not read.")

    def _read_cells(self, book: CalamineWorkbook, title: str, looks: Looks) -> None:
        number = len(self.pages) + 1
        self.cells += looks.cells
        if self.cells > MAX_CELLS:
            message = f"{self.name} has more than {MAX_CELLS:,} cells in its first {number} sheets: split it."
            raise Unreadable("too_large", message)
        with _parser(self.name):
            sheet = book.get_sheet_by_name(title)
            rows = _read_rows(sheet, looks)
            merges = sheet.merged_cell_ranges or []
        lines: dict[int, int] = {}
        if looks.hidden_rows or looks.hidden_columns:
            before = _count_numbers(rows)
            rows, merges, lines = leave_out(rows, merges, looks.hidden_rows, looks.hidden_columns)
            self._note_hidden(title, looks, before - _count_numbers(rows))
        if rows:
            blocks, page = build_sheet(number, title, rows, merges, lines)
            self.blocks.extend(blocks)
            self.pages.append(page)
        else:
            self.pages.append(Page(number, ""))
        self._note_looks(number, title, looks)

    def _note_hidden(self, title: str, looks: Looks, numbers: int) -> None:
        what = f"{len(looks.hidden_rows)} hidden rows and {len(looks.hidden_columns)} hidden columns"
        message = f"Sheet {title} of {self.name} has {what} with {numbers} numbers, which were not read: show them."
        self._note("hidden_cells", "warn" if numbers else "info", message, Place(len(self.pages) + 1, None, 0, 0))

    def _note_looks(self, number: int, title: str, looks: Looks) -> None:
        self.uncached += len(looks.uncached)
        if looks.uncached:
            cells = _listed([cell_name(*cell) for cell in looks.uncached])
            message = f"Sheet {title} of {self.name} has formulas without results ({cells}): save it in Excel or WPS."
            self._note("no_cached_values", "error", message, Place(number, looks.uncached[0][0] + 1, 0, 0))
        if looks.errors:
            cells = _listed([f"{cell_name(*cell)} {text}" for cell, text in sorted(looks.errors.items())])
            message = f"Sheet {title} of {self.name} shows errors in place of values ({cells})."
            self._note("cell_errors", "warn", message, Place(number, min(looks.errors)[0] + 1, 0, 0))
        if looks.cut:
            message = (
                f"Cells far behind the content of sheet {title} of {self.name} were left out: {_listed(looks.cut)}."
            )
            self._note("far_cells", "warn", message, Place(number, None, 0, 0))
        if looks.hidden_numbers:
            message = f"Sheet {title} of {self.name} has {looks.hidden_numbers} numbers that their format hides."
            self._note("hidden_numbers", "warn", message)
        if looks.zeros_hidden:
            self._note(
                "hidden_zeros", "info", f"Sheet {title} of {self.name} shows zeros as blanks; so they were read."
            )

    def _note(self, kind: str, severity: str, message: str, place: Place | None = None) -> None:
        self.issues.append(Issue(kind, severity, message, place))  # type: ignore[arg-type]


def _read_rows(sheet: CalamineSheet, looks: Looks) -> dict[int, Row]:
    """Printed text of the cells that have one; rows and columns 0-based."""
    rows: dict[int, Row] = {}
    top, left = sheet.start or (0, 0)
    letters = [column_letters(column) for column in range(left, left + sheet.width)]
    for r, values in enumerate(sheet.to_python() if sheet.start else (), top):
        line = str(r + 1)
        row: dict[int, str] = {}
        for i, value in enumerate(values):
            if value == "":
                continue
            if isinstance(value, str):
                text = value.strip()
            elif isinstance(value, float | int) and value.__class__ is not bool:
                text = _print_number(value, looks.formats.get(letters[i] + line), looks)
            else:
                text = _print_other(value)
            if text:
                row[left + i] = text
        if row:
            rows[r] = row
    for (r, c), text in looks.errors.items():
        rows[r] = {**rows.get(r, {}), c: text}
    return dict(sorted(rows.items()))


def _count_numbers(rows: Mapping[int, Row]) -> int:
    return sum(parse_decimal(text) is not None for row in rows.values() for text in row.values())


def _print_number(value: float | int, code: str | None, looks: Looks) -> str:
    if not value and looks.zeros_hidden:
        return ""
    text = format_number(value, code) if code else plain_number(value)
    if value and not text:
        looks.hidden_numbers += 1
    return text


def _print_other(value: object) -> str:
    """Dates and times in ISO form, truth values as Excel prints them."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ") if value.time() != datetime.time() else value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)


def _listed(cells: list[str]) -> str:
    more = f" and {len(cells) - _SHOWN} more" if len(cells) > _SHOWN else ""
    return ", ".join(cells[:_SHOWN]) + more
