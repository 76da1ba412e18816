"""Tables of Word files: rows and cells with the spans that gridSpan and vMerge describe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from extractors.document import Cell
from extractors.formats.docx_numbers import W, value


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row: its cell elements and how many grid columns stand empty before the first."""

    cells: list[Any]
    before: int


def find_rows(table: Any) -> list[WordRow]:
    """The rows of a table that are shown, also those inside content controls; deleted and hidden rows are left out."""
    rows = []
    for row in _find(table, f"{W}tr"):
        properties = row.find(f"{W}trPr")
        if properties is not None and any(properties.find(f"{W}{tag}") is not None for tag in ("del", "hidden")):
            continue
        rows.append(WordRow(list(_find(row, f"{W}tc")), _number(value(properties, "gridBefore"), 0)))
    return rows


def _find(parent: Any, tag: str) -> Iterator[Any]:
    """Child elements of a tag, seen through content controls and custom XML around them."""
    for node in parent:
        if node.tag == tag:
            yield node
        elif node.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _find(node, tag)


def place_word_cells(rows: list[WordRow], read_text: Callable[[Any], str]) -> tuple[list[Cell], int]:
    """Cells in table coordinates and the number of columns.

    Word writes a cell that is merged downwards as one that restarts and, in the rows below, ones that continue it at
    the same column; a continuing cell below nothing is a cell of its own. A cell merged to the right in the old way
    (hMerge) widens the one before it.
    """
    cells: list[Cell] = []
    n_cols = 0
    above: dict[int, Cell] = {}  # column -> cell that a continuing cell below it would lengthen
    for r, row in enumerate(rows):
        col = row.before
        here: dict[int, Cell] = {}
        last: Cell | None = None
        for node in row.cells:
            properties = node.find(f"{W}tcPr")
            width = _number(value(properties, "gridSpan"), 1)
            merged = above.get(col) if _continues(properties, "vMerge") else None
            if last is not None and last.row == r and _continues(properties, "hMerge"):
                last.col_span += width
            elif merged is not None and merged.col == col:
                merged.row_span += 1
                here[col] = merged
                last = merged
            else:
                last = Cell(read_text(node), r, col, 1, width)
                cells.append(last)
                here[col] = last
            col += width
        above = here
        n_cols = max(n_cols, col)
    return cells, n_cols


def _continues(properties: Any | None, merge: str) -> bool:
    """Whether a merge element says that the cell goes on; one without a value does."""
    node = properties.find(f"{W}{merge}") if properties is not None else None
    return node is not None and node.get(f"{W}val") != "restart"


def _number(printed: str, otherwise: int) -> int:
    """A span as Word reads it: 1 to 200, else a slip and `otherwise`."""
    return int(printed) if printed.isdecimal() and len(printed) <= 3 and 1 <= int(printed) <= 200 else otherwise
