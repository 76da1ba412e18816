"""Workbooks (.xlsx, .xlsm, .xls, .et) to Document: every sheet that shows as a page, its tables as grids.

A cell prints what a reader of the sheet sees; what is hidden is left out and told. Place: page is the sheet, counted
over the tabs that show, line the row, both from 1.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from extractors.document import Block, Document, Issue, Page, Place, Unreadable
from extractors.formats.sheet_blocks import build_sheet
from extractors.formats.sheet_cells import MAX_CELLS, Looks, Row, Tab, cell_name
from extractors.formats.sheet_hidden import leave_covered, leave_out
from extractors.formats.sheet_xls import SIGNATURE, find_workbook, read_old_tabs
from extractors.formats.sheet_xlsx import OPEN_DOCUMENT, open_package, read_tabs
from extractors.numbers import parse_decimal

FORMAT = "sheet"
_NAMES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb")
_OLD_NAMES = (".xls", ".xlt", ".et")
_SHOWN = 5
"""Cells that an issue names; the others are counted."""


def recognises(data: bytes, name: str) -> int:
    """Sure of a container with sheets in it, less of a damaged one that is called a workbook."""
    if data[:2] == b"PK":
        if data[30:84] == OPEN_DOCUMENT:
            return 85
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries = archive.namelist()
        except Exception:
            return 40 if name.lower().endswith(_NAMES) or b"xl/work" in data[:100_000] else 0
        return 85 if any(entry.startswith("xl/") for entry in entries) else 0
    if data[:8] == SIGNATURE:
        holds = find_workbook(data)
        return 60 if holds else 40 if holds is None and name.lower().endswith(_OLD_NAMES) else 0
    return 0


def read(data: bytes, name: str, sha256: str) -> Document:
    """The document of a workbook.

    Raises Unreadable (`not_workbook`, `unsupported_format`, `encrypted`, `damaged`, `zip_bomb`, `too_large`, `empty`,
    `no_cached_values`).
    """
    sheets = _Sheets(name)
    if data[:2] == b"PK":
        package = open_package(data, name)
        sheets.note_pictures(package.count_pictures())
        for tab in read_tabs(package, data, name):
            sheets.add(tab)
    else:
        for tab in read_old_tabs(data, name):
            sheets.add(tab)
    return sheets.document(sha256)


class _Sheets:
    """What has been read of a workbook so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pages: list[Page] = []
        self.blocks: list[Block] = []
        self.issues: list[Issue] = []
        self.uncached = 0
        self.cells = 0

    def add(self, tab: Tab) -> None:
        """The next sheet; raises Unreadable (`too_large`)."""
        if tab.state == "hidden":
            message = (
                f"Sheet {tab.title} of {self.name} is hidden and was not read: show it if it is part of the report."
            )
            self._note("hidden_sheet", "info", message)
        elif tab.state == "without cells":
            self.pages.append(Page(len(self.pages) + 1, ""))
            message = f"Sheet {tab.title} of {self.name} holds a chart or macros and no cells: nothing of it was read."
            self._note("sheet_without_cells", "info", message)
        else:
            self._add_cells(tab)

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

    def _add_cells(self, tab: Tab) -> None:
        number, looks = len(self.pages) + 1, tab.looks
        self.cells += looks.cells
        if self.cells > MAX_CELLS:
            message = f"{self.name} has more than {MAX_CELLS:,} cells in its first {number} sheets: split it."
            raise Unreadable("too_large", message)
        covered = leave_covered(tab.rows, tab.merges)
        if covered:
            cells = _listed([cell_name(*cell) for cell in covered])
            message = f"Sheet {tab.title} of {self.name} has texts under merged cells, which do not show ({cells})."
            self._note("covered_cells", "warn", message, Place(number, covered[0][0] + 1, 0, 0))
        lines: dict[int, int] = {}
        if looks.hidden_rows or looks.hidden_columns:
            before = _count_numbers(tab.rows)
            tab.rows, tab.merges, lines = leave_out(tab.rows, tab.merges, looks.hidden_rows, looks.hidden_columns)
            self._note_hidden(tab.title, looks, before - _count_numbers(tab.rows))
        page = Page(number, "")
        if tab.rows:
            blocks, page = build_sheet(number, tab.title, tab.rows, tab.merges, lines)
            self.blocks.extend(blocks)
        self.pages.append(page)
        self._note_looks(number, tab.title, looks)

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


def _count_numbers(rows: Mapping[int, Row]) -> int:
    return sum(parse_decimal(text) is not None for row in rows.values() for text in row.values())


def _listed(cells: list[str]) -> str:
    more = f" and {len(cells) - _SHOWN} more" if len(cells) > _SHOWN else ""
    return ", ".join(cells[:_SHOWN]) + more
