"""Workbooks (.xlsx, .xlsm, .xls, .et) to Document: every visible sheet as a page, its tables as grids.

Values come from calamine, which reads both families; what it leaves out (number formats, errors, formulas without a
stored result, what is hidden) from the file's own bytes, `sheet_ooxml` and `sheet_biff`. A cell prints what a reader of
the sheet sees. Place: page is the sheet, line the row, both from 1.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING

from extractors.document import Block, Document, Issue, Page, Place, Unreadable
from extractors.formats.archives import open_zip
from extractors.formats.sheet_biff import SIGNATURE, find_looks, root_streams
from extractors.formats.sheet_blocks import Row, build_sheet
from extractors.formats.sheet_looks import MAX_CELLS, Looks, cell_name, column_letters
from extractors.formats.sheet_numbers import format_number, plain_number
from extractors.formats.sheet_ooxml import MAX_AREA, Package

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

FORMAT = "sheet"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_NAMES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb")
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
        return 60 if names & {"workbook", "book"} and "encryptedpackage" not in names else 0
    return 0


def read(data: bytes, name: str, sha256: str) -> Document:
    """The document of a workbook.

    Raises Unreadable (`not_workbook`, `unsupported_format`, `encrypted`, `damaged`, `zip_bomb`, `too_large`, `empty`,
    `no_cached_values`).
    """
    if data[:2] == b"PK":
        package = _open_package(data, name)
        book = _open_book(data, name)
        sheets = _Sheets(name)
        looks = {}
        for sheet in book.sheets_metadata:
            if "Visible." not in f"{sheet.visible}." or "WorkSheet" not in str(sheet.typ):
                continue
            looks[sheet.name], cut = package.looks(sheet.name)
            sheets.note_cut(sheet.name, cut)
        trimmed = package.trimmed(data)
        if trimmed is not data:
            book = _open_book(trimmed, name)
        sheets.note_pictures(sum(e.startswith("xl/media/") and e[-1] != "/" for e in package.archive.namelist()))
    else:
        stream = next((s for n, s in root_streams(data).items() if n.lower() in ("workbook", "book")), b"")
        found = find_looks(stream, name)
        book = _open_book(data, name)
        sheets = _Sheets(name)
        titles = [sheet.name for sheet in book.sheets_metadata]
        looks = dict(zip(titles, found, strict=False))
    sheets.read(book, looks)
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

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise Unreadable("encrypted", f"{name} is locked with a password: save it without one.") from error
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the parser is no Exception
        raise _damaged(name, error) from error


def _damaged(name: str, error: BaseException) -> Unreadable:
    reason = " ".join(str(error).split())[:150] or type(error).__name__
    return Unreadable("damaged", f"{name} is damaged inside ({reason}): open it in Excel or WPS and save it again.")


class _Sheets:
    """What has been read of a workbook so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pages: list[Page] = []
        self.blocks: list[Block] = []
        self.issues: list[Issue] = []
        self.uncached = 0
        self.cells = 0

    def read(self, book: CalamineWorkbook, looks: dict[str, Looks]) -> None:
        """All sheets in order; raises Unreadable (`damaged`, `too_large`)."""
        for sheet in book.sheets_metadata:
            title = sheet.name
            if str(sheet.visible).rpartition(".")[2] != "Visible":
                message = (
                    f"Sheet {title} of {self.name} is hidden and was not read: show it if it belongs to the report."
                )
                self._note("hidden_sheet", "info", message)
            elif str(sheet.typ).rpartition(".")[2] != "WorkSheet":
                message = f"Sheet {title} of {self.name} holds a chart or macros and no cells: nothing of it was read."
                self._note("sheet_without_cells", "info", message)
            else:
                self._read_sheet(book, title, looks.get(title, Looks()))

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

    def note_cut(self, title: str, cells: list[str]) -> None:
        """Cells far behind a sheet's tables."""
        if cells:
            message = f"Sheet {title} of {self.name} has {_listed(cells)} far behind its tables, which were not read."
            self._note("far_cells", "warn", message)

    def note_pictures(self, count: int) -> None:
        """Pictures in the sheets."""
        if count:
            self._note("pictures", "info", f"{count} pictures of {self.name} were not read.")

    def _read_sheet(self, book: CalamineWorkbook, title: str, looks: Looks) -> None:
        number = len(self.pages) + 1
        self.cells += looks.cells
        if (looks.last and (looks.last[0] + 1) * (looks.last[1] + 1) > MAX_AREA) or self.cells > MAX_CELLS:
            message = f"{self.name} has more cells than a report ({title} is sheet {number}): split it."
            raise Unreadable("too_large", message)
        try:
            sheet = book.get_sheet_by_name(title)
            rows = _read_rows(sheet, looks)
            merges = sheet.merged_cell_ranges or []
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic of the parser is no Exception
            raise _damaged(self.name, error) from error
        if rows:
            blocks, page = build_sheet(number, title, rows, merges)
            self.blocks.extend(blocks)
            self.pages.append(page)
        else:
            self.pages.append(Page(number, ""))
        self._note_looks(number, title, looks)

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
        if looks.hidden_rows or looks.hidden_columns:
            hidden = f"{looks.hidden_rows} hidden rows and {looks.hidden_columns} hidden columns"
            self._note("hidden_cells", "info", f"Sheet {title} of {self.name} has {hidden}; they were read as well.")
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
