"""Workbooks that the tests write: a few lines a sheet, read back as lines of text."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import xlsxwriter

from extractors.document import Document, Grid, Paragraph
from extractors.formats import read_document

Draw = Callable[[Any], None]
"""Draws on a workbook of xlsxwriter."""


def write_xlsx(draw: Draw) -> bytes:
    """The bytes of a workbook (.xlsx)."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    draw(book)
    book.close()
    return stream.getvalue()


def change_part(data: bytes, part: str, pattern: str, by: str) -> bytes:
    """The same workbook with one part's text changed, as other programs write it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.namelist():
            content = source.read(entry)
            if entry == part:
                content, changed = re.subn(pattern.encode(), by.encode(), content)
                assert changed
            target.writestr(entry, content)
    return stream.getvalue()


def read_drawn(draw: Draw) -> Document:
    """What is read of a drawn workbook."""
    return read_document(write_xlsx(draw), "表.xlsx")


def lines(document: Document) -> list[Any]:
    """A paragraph as its text, a grid as rows of texts ("·" where a cell from elsewhere reaches in)."""
    return [b.text if isinstance(b, Paragraph) else rows(b) for b in document.blocks]


def rows(grid: Grid) -> list[list[str]]:
    """Texts of a grid, once each."""
    table = grid.rows()
    return [
        ["·" if cell is None or (cell.row, cell.col) != (r, c) else cell.text for c, cell in enumerate(row)]
        for r, row in enumerate(table)
    ]


def kinds(document: Document) -> list[str]:
    """Kinds of the issues."""
    return [issue.kind for issue in document.issues]
