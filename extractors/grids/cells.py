"""Lattices to grids: the text of each cell, with the place of each of its lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from extractors.document import Box, Cell, Grid, Piece
from extractors.grids.ruled import Lattice
from extractors.pages.joining import seam
from extractors.pages.lines import Line

_PADDING = 0.9
"""Share of a cell's width that the halves of one number fill together: a number that fits is not broken."""


@dataclass(slots=True)
class PageText:
    """The text of a page as it is written: `at` is where its next line begins, `number` the number of that line."""

    page: int
    lines: list[str] = field(default_factory=list)
    at: int = 0
    number: int = 1

    def end_line(self, text: str) -> None:
        """Add a line."""
        self.lines.append(text)
        self.at += len(text) + 1
        self.number += 1


def build_grid(
    lattice: Lattice, lines: dict[int, list[Line]], page: PageText, displayed: Callable[[Box], Box], reader: str
) -> Grid:
    """The grid of a lattice whose slots hold `lines`; its text is written to the page's, a line for each row in which
    cells begin, with a tab between two cells. displayed: box of the view -> of the page as shown.
    """
    cells: list[Cell] = []
    row: list[str] = []
    current, at = -1, page.at
    for k, slot in enumerate(lattice.slots):
        if slot.row != current:
            if row:
                page.end_line("\t".join(row))
            row, current, at = [], slot.row, page.at
        cell = Cell("", slot.row, slot.col, slot.row_span, slot.col_span, [], page.page, displayed(slot.box))
        if k in lines:
            _fill(cell, lines[k], slot.box, at, page.number)
        cells.append(cell)
        row.append(cell.text)
        at += len(cell.text) + 1
    page.end_line("\t".join(row))
    return Grid(cells, len(lattice.ys) - 1, len(lattice.xs) - 1, page.page, displayed(lattice.box), reader)


def _fill(cell: Cell, lines: list[Line], box: Box, at: int, number: int) -> None:
    """Set text and pieces. Two numbers one above the other stay apart unless together they fill the cell's width.

    at, number: where the cell's text begins in the page's, and in which of its lines.
    """
    text = ""
    previous: Line | None = None
    for line in lines:
        if previous is not None:
            between = seam(previous.text, line.text)
            if previous.text[-1].isdigit() and line.text[0].isdigit():
                full = _width(previous) + _width(line) >= _PADDING * (box[2] - box[0])
                between = "" if full else " "
            text += between
        cell.pieces.append(Piece(len(text), len(line.text), at + len(text), line.page, number, line.place))
        text += line.text
        previous = line
    cell.text = text


def _width(line: Line) -> float:
    return line.box[2] - line.box[0]
