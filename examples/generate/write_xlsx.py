"""A workbook, the same every time: a cover and a sheet a table, amounts as numbers with a format, codes as text."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any

import xlsxwriter

from examples.generate.figures import Cell, Paragraph, Report, Table
from examples.generate.places import Places

STAMP = datetime(2024, 1, 1)
AMOUNT = re.compile(r"-?[\d,]+\.\d\d")
TABLE_TOP = 2
"""Rows above a table: its title, then body and unit."""


def write_xlsx(report: Report) -> tuple[bytes, Places]:
    """The file's bytes; its paragraphs print no figures, so they need no places."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    book.set_properties({"title": report.title, "created": STAMP})
    forms = {
        "text": book.add_format({"font_name": "SimSun", "border": 1, "text_wrap": True, "valign": "vcenter"}),
        "0.00": book.add_format({"font_name": "SimSun", "border": 1, "num_format": "0.00"}),
        "#,##0.00": book.add_format({"font_name": "SimSun", "border": 1, "num_format": "#,##0.00"}),
        "title": book.add_format({"font_name": "SimSun", "bold": True, "align": "center"}),
    }
    cover = book.add_worksheet("封面")
    lines = [block for block in report.blocks if isinstance(block, Paragraph)]
    for row, line in enumerate(lines):
        cover.merge_range(row, 0, row, 8, line.text, forms["title" if line.level == 0 else "text"])
    for block in report.blocks:
        if isinstance(block, Table):
            _add_sheet(book.add_worksheet(block.title.replace("“", "").replace("”", "")), block, forms)
    book.close()
    return packed.getvalue(), {}


def _add_sheet(sheet: Any, table: Table, forms: dict[str, Any]) -> None:
    last = len(table.widths) - 1
    for column, width in enumerate(table.widths):
        sheet.set_column(column, column, 8 * width)
    sheet.merge_range(0, 0, 0, last, table.title, forms["title"])
    sheet.write(1, 0, table.body)
    sheet.write(1, last, table.unit)
    covered: set[tuple[int, int]] = set()
    for r, row in enumerate(table.rows, TABLE_TOP):
        column = 0
        for cell in row:
            while (r, column) in covered:
                column += 1
            if cell.cols > 1 or cell.rows > 1:
                covered |= {(r + i, column + j) for i in range(cell.rows) for j in range(cell.cols)}
                sheet.merge_range(r, column, r + cell.rows - 1, column + cell.cols - 1, "", forms["text"])
            _write_cell(sheet, r, column, cell, forms)
            column += cell.cols
    for i, note in enumerate(table.notes, TABLE_TOP + len(table.rows)):
        sheet.merge_range(i, 0, i, last, note)


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, forms: dict[str, Any]) -> None:
    if AMOUNT.fullmatch(cell.text):
        form = forms["#,##0.00" if "," in cell.text else "0.00"]
        sheet.write_number(row, column, float(cell.text.replace(",", "")), form)
    else:
        sheet.write_string(row, column, cell.text, forms["text"])
