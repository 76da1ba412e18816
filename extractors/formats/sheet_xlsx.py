"""Workbooks of today (.xlsx, .xlsm): values and merges from calamine, all else from the XML in `sheet_ooxml`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from extractors.document import Unreadable
from extractors.formats.archives import open_zip
from extractors.formats.sheet_cells import Looks, Row, Tab, column_letters, parsing
from extractors.formats.sheet_ooxml import Package

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata

OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
"""How the container of an OpenDocument workbook goes on behind its first 30 bytes."""


def open_package(data: bytes, name: str) -> Package:
    """The parts of a workbook; raises Unreadable (`not_workbook`, `unsupported_format`, `damaged`, `zip_bomb`)."""
    if data[30:84] == OPEN_DOCUMENT:
        raise Unreadable("unsupported_format", f"{name} is an OpenDocument workbook (.ods): save it as .xlsx.")
    archive = open_zip(data, name, "not_workbook", "workbook (.xlsx)")
    if "xl/workbook.bin" in archive.namelist():
        raise Unreadable("unsupported_format", f"{name} is a binary workbook (.xlsb): save it as .xlsx.")
    return Package(archive, name)


def read_tabs(package: Package, data: bytes, name: str) -> Iterator[Tab]:
    """The sheets in order; raises Unreadable (`encrypted`, `damaged`, `too_large`)."""
    book = _open_book(data, name)
    states = {sheet.name: _state(sheet) for sheet in book.sheets_metadata}
    looks = {title: package.looks(title) for title, state in states.items() if state == "shown"}
    if package.changed:
        book = _open_book(package.rewritten(), name)
    for title, state in states.items():
        tab = Tab(title, state, looks=looks.get(title, Looks()))
        if state == "shown":
            with parsing(name):
                sheet = book.get_sheet_by_name(title)
                tab.rows = _read_rows(sheet, tab.looks)
                tab.merges = sheet.merged_cell_ranges or []
        yield tab


def _open_book(data: bytes, name: str) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook, PasswordError

    with parsing(name):
        try:
            return CalamineWorkbook.from_filelike(io.BytesIO(data))
        except PasswordError as error:
            raise Unreadable("encrypted", f"{name} is locked with a password: save it without one.") from error


def _state(sheet: SheetMetadata) -> Literal["shown", "hidden", "without cells"]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    if sheet.visible != SheetVisibleEnum.Visible:
        return "hidden"
    return "shown" if sheet.typ == SheetTypeEnum.WorkSheet else "without cells"


def _read_rows(sheet: CalamineSheet, looks: Looks) -> dict[int, Row]:
    """Printed text of the cells that have one; rows and columns 0-based."""
    rows: dict[int, Row] = {}
    top, left = sheet.start or (0, 0)
    letters = [column_letters(column) for column in range(left, left + sheet.width)]
    for r, values in enumerate(sheet.to_python() if sheet.start else (), top):
        line = str(r + 1)
        row: dict[int, str] = {}
        for i, value in enumerate(values):
            if value != "":
                text = looks.print_value(value, looks.formats.get(letters[i] + line))
                if text:
                    row[left + i] = text
        if row:
            rows[r] = row
    for (r, c), text in looks.errors.items():
        rows[r] = {**rows.get(r, {}), c: text}
    return dict(sorted(rows.items()))
