"""The one Document model: what every file format is turned into, before anything is understood.

A document is a list of blocks in reading order: paragraphs (one logical paragraph each, hard line wraps undone) and
grids (tables as cells with spans). Every block keeps a map from its own text to the place in the source, so that each
number that is read later can be shown on its page or line.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points, origin at the top left of the page."""

Role = Literal["text", "chart", "cells", "running", "page_number", "contents"]
"""text: the document's words. chart: recognised from an image. cells: of a table whose rows the
text has lost. running: head or foot repeated on pages.
page_number: a printed page number. contents: a line of a table of contents."""


@dataclass(slots=True, unsafe_hash=True)
class Piece:
    """A run of a block's text that stands in one line of the source; never changed (frozen, it takes five times as
    long to make, and there is one for every line of every cell).

    start, length: the run inside the block's text. source: offset of its first character in the text of its page
    (PDF) or of the whole file (other formats; for HTML and Word, of the linear text that the reader made).
    page: 1-based page or, in a workbook, sheet; None where the format has none. line: 1-based line of the file or page,
    row of the sheet. bbox: of the line.
    """

    start: int
    length: int
    source: int
    page: int | None = None
    line: int | None = None
    bbox: Box | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the source; fields as in the contract's `source`."""

    page: int | None
    line: int | None
    char_start: int
    char_end: int
    bbox: Box | None = None


@dataclass(slots=True)
class Paragraph:
    """One logical paragraph. `text` is as printed, without line breaks that only wrap; nothing is normalised."""

    text: str
    pieces: list[Piece]
    role: Role = "text"
    heading: int | None = None
    """Level of a heading where the format marks it (HTML h1-h6, Word styles); None where it does not."""

    def place(self, start: int, end: int) -> Place:
        """Place of text[start:end]. A run over a page break gets the place of its beginning."""
        return _place(self.pieces, start, end)


@dataclass(slots=True)
class Cell:
    """A cell of a grid; row and col are 0-based, of its top left corner. `text` is as printed, lines joined."""

    text: str
    row: int
    col: int
    row_span: int = 1
    col_span: int = 1
    pieces: list[Piece] = field(default_factory=list)
    page: int | None = None
    bbox: Box | None = None

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Place of text[start:end] of the cell, with the box of the cell where the text has none."""
        found = _place(self.pieces, start, len(self.text) if end is None else end)
        return Place(found.page or self.page, found.line, found.char_start, found.char_end, self.bbox or found.bbox)


@dataclass(slots=True)
class Grid:
    """A table as it stands: cells with spans, one page's part of it for PDFs (stitching is a later step)."""

    cells: list[Cell]
    n_rows: int
    n_cols: int
    page: int | None = None
    bbox: Box | None = None
    reader: str = ""
    """Which reader found it: text, html, docx, sheet, pdfium, pdfplumber, camelot."""

    def rows(self) -> list[list[Cell | None]]:
        """n_rows lists of n_cols: the cell that covers each position, None where no cell does."""
        table: list[list[Cell | None]] = [[None] * self.n_cols for _ in range(self.n_rows)]
        for cell in self.cells:
            for r in range(cell.row, min(cell.row + cell.row_span, self.n_rows)):
                for c in range(cell.col, min(cell.col + cell.col_span, self.n_cols)):
                    table[r][c] = cell
        return table


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF, a sheet of a workbook, or the whole text of another format (number None).

    `text` is what offsets point into.
    """

    number: int | None
    text: str
    width: float | None = None
    height: float | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that went wrong or looks odd, typed: becomes an `issue` record."""

    kind: str
    severity: Literal["error", "warn", "info"]
    message: str
    place: Place | None = None


@dataclass(slots=True)
class Document:
    """A file as blocks in reading order."""

    name: str
    sha256: str
    format: str
    pages: list[Page]
    blocks: list[Block]
    reader: str
    issues: list[Issue] = field(default_factory=list)

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs in reading order, of every role."""
        return (b for b in self.blocks if isinstance(b, Paragraph))

    def grids(self) -> Iterator[Grid]:
        """The grids in reading order."""
        return (b for b in self.blocks if isinstance(b, Grid))


class Unreadable(Exception):
    """The file cannot be read as a report. `kind` is a typed reason, the message one sentence for a user."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def _place(pieces: list[Piece], start: int, end: int) -> Place:
    if not pieces:
        return Place(None, None, 0, 0)
    first = pieces[_piece_at(pieces, start)]
    last = pieces[_piece_at(pieces, max(start, end - 1))]
    char_start = first.source + min(max(start - first.start, 0), first.length)
    if last.page == first.page:
        char_end = last.source + min(max(end - last.start, 0), last.length)
    else:
        char_end = first.source + first.length
    return Place(first.page, first.line, char_start, max(char_start, char_end), first.bbox)


def _piece_at(pieces: list[Piece], offset: int) -> int:
    return max(0, bisect.bisect_right(pieces, offset, key=lambda p: p.start) - 1)
