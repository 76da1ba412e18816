"""Lattices to grids: the text of each cell, with the place of each of its lines."""

from __future__ import annotations

from collections.abc import Callable

from extractors.document import Box, Cell, Grid, Piece
from extractors.grids.ruled import Lattice
from extractors.pages.joining import seam
from extractors.pages.lines import Line

_PADDING = 0.9
"""Share of a cell's width that the halves of one number fill together: a number that fits is not broken."""


def build_grid(
    lattice: Lattice, lines: dict[int, list[Line]], page: int, displayed: Callable[[Box], Box], reader: str
) -> Grid:
    """The grid of a lattice whose slots hold `lines`. displayed: box of the view -> of the page as shown."""
    cells = []
    for k, slot in enumerate(lattice.slots):
        cell = Cell("", slot.row, slot.col, slot.row_span, slot.col_span, [], page, displayed(slot.box))
        if k in lines:
            _fill(cell, lines[k], slot.box)
        cells.append(cell)
    return Grid(cells, len(lattice.ys) - 1, len(lattice.xs) - 1, page, displayed(lattice.box), reader)


def _fill(cell: Cell, lines: list[Line], box: Box) -> None:
    """Set text and pieces. Two numbers one above the other stay apart unless together they fill the cell's width."""
    if len(lines) == 1:
        line = lines[0]
        cell.text = line.text
        cell.pieces.append(Piece(0, len(line.text), 0, line.page, 0, line.place))
        return
    text = ""
    previous: Line | None = None
    for line in lines:
        if previous is not None:
            between = seam(previous.text, line.text)
            if previous.text[-1].isdigit() and line.text[0].isdigit():
                full = _width(previous) + _width(line) >= _PADDING * (box[2] - box[0])
                between = "" if full else " "
            text += between
        cell.pieces.append(Piece(len(text), len(line.text), 0, line.page, 0, line.place))
        text += line.text
        previous = line
    cell.text = text


def _width(line: Line) -> float:
    return line.box[2] - line.box[0]
