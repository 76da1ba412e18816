"""Old workbooks (.xls, .et) through xlrd, which knows how a cell looks as well as what it holds."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING

from extractors.document import Unreadable
from extractors.formats.sheet_cells import MAX_CELLS, Looks, Tab, parsing

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell, Sheet

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def find_workbook(data: bytes) -> bool | None:
    """Whether an OLE container holds a workbook and no encrypted one; None where its directory cannot be read."""
    from xlrd.compdoc import CompDoc

    try:
        container = CompDoc(data, logfile=io.StringIO(), ignore_workbook_corruption=True)
        found = {
            stream: container.locate_named_stream(stream)[0] for stream in ("Workbook", "Book", "EncryptedPackage")
        }
    except Exception:
        return None
    return bool(found["Workbook"] or found["Book"]) and not found["EncryptedPackage"]


def read_old_tabs(data: bytes, name: str) -> list[Tab]:
    """The sheets in order; raises Unreadable (`encrypted`, `damaged`, `too_large`)."""
    import xlrd

    with parsing(name):
        try:
            # xlrd speaks of what it tolerates on standard output, which belongs to the records.
            book = xlrd.open_workbook(
                file_contents=data,
                logfile=io.StringIO(),
                formatting_info=True,
                ragged_rows=True,
                ignore_workbook_corruption=True,
            )
        except xlrd.XLRDError as error:
            if "encrypted" in str(error):
                raise Unreadable("encrypted", f"{name} is locked with a password: save it without one.") from error
            raise
        return [_read_tab(book, sheet, name) for sheet in book.sheets()]


def _read_tab(book: Book, sheet: Sheet, name: str) -> Tab:
    looks = Looks(zeros_hidden=not sheet.show_zero_values)
    tab = Tab(sheet.name, "hidden" if sheet.visibility else "shown", looks=looks)
    if sheet.visibility:
        return tab
    for r in range(sheet.nrows):
        row = {c: text for c, cell in enumerate(sheet.row(r)) if (text := _print_cell(book, cell, (r, c), looks))}
        if row:
            tab.rows[r] = row
            looks.cells += len(row)
    if looks.cells > MAX_CELLS:
        message = f"Sheet {sheet.name} of {name} has {looks.cells:,} cells, more than {MAX_CELLS:,}: split it."
        raise Unreadable("too_large", message)
    width = max((max(row) for row in tab.rows.values()), default=-1)
    looks.hidden_rows = {r for r, info in sheet.rowinfo_map.items() if info.hidden and r < sheet.nrows}
    looks.hidden_columns = {c for c, info in sheet.colinfo_map.items() if info.hidden and c <= width}
    tab.merges = [((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sheet.merged_cells]
    return tab


def _print_cell(book: Book, cell: Cell, at: tuple[int, int], looks: Looks) -> str:
    import xlrd

    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if cell.ctype == xlrd.XL_CELL_ERROR:
        looks.errors[at] = xlrd.error_text_from_code.get(cell.value, "#N/A")
        return looks.errors[at]
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return looks.print_value(bool(cell.value), None)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return looks.print_value(_read_date(cell.value, book.datemode), None)
    code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    return looks.print_value(cell.value, None if code.lower() == "general" else code)


def _read_date(value: float, mode: int) -> object:
    """A date, a time of day for a number below one, the number itself where the calendar has no such day."""
    import xlrd

    try:
        moment: datetime.datetime = xlrd.xldate_as_datetime(value, mode)
    except (ValueError, OverflowError):
        return value
    return moment.time() if value < 1 else moment
