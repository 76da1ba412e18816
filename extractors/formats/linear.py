"""The text that a reader makes of a format that has none of its own, for offsets and lines to point into.

A paragraph, or a line of one, is a line; a row of a table is a line with its cells apart by tabs, and a cell that spans
rows stands in the first of them. Lines count from 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.document import Block, Cell, Grid, Piece, Role
from extractors.formats.page_marks import is_contents_entry, is_page_number, mark_contents
from extractors.formats.paragraphs import Line, build_paragraph, display_width, find_edge, join_lines

MAX_POSITIONS = 2_000_000
"""Rows times columns of a table; beyond it a table would fill the memory and is no report's."""


class LinearText:
    """Grows line by line; `text` is what has been added so far."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """All lines, each with its line end."""
        return "".join(f"{line}\n" for line in self._lines)

    def add_line(self, printed: str, gap: bool = True, role: Role = "text", indent: float = 0.0) -> Line:
        """Add a line without its outer white space, which counts as indent; blank lines are the caller's matter."""
        text = printed.strip()
        left = indent + display_width(printed[: len(printed) - len(printed.lstrip())])
        line = Line(text, left, left + display_width(text), self._length, len(self._lines) + 1, gap=gap, role=role)
        self._append(text)
        return line

    def add_grid(self, cells: Sequence[Cell], n_rows: int, n_cols: int, reader: str) -> Grid:
        """Add a table whose cells have their text and position and get their pieces here."""
        rows: list[list[Cell]] = [[] for _ in range(n_rows)]
        for cell in cells:
            rows[cell.row].append(cell)
        for row in rows:
            row.sort(key=lambda cell: cell.col)
            offset = self._length
            for cell in row:
                cell.pieces = [Piece(0, len(cell.text), offset, line=len(self._lines) + 1)]
                offset += len(cell.text) + 1
            self._append("\t".join(cell.text for cell in row))
        return Grid([cell for row in rows for cell in row], n_rows, n_cols, reader=reader)

    def _append(self, text: str) -> None:
        self._lines.append(text)
        self._length += len(text) + 1


def line_role(text: str, role: Role) -> Role:
    """The role of a line of the body: some lines show by their text that they are page numbers or contents."""
    if is_page_number(text) or (role == "running" and text.strip().isdigit()):
        return "page_number"
    return "contents" if role == "text" and is_contents_entry(text) else role


def build_blocks(items: Sequence[Line | Grid], headings: Mapping[int, int]) -> list[Block]:
    """Items in order to blocks; `headings` gives the level of items that the format marks as headings.

    Each line is an element of its own in the format, so it is a paragraph whatever it ends with, unless the whole file
    was hard-wrapped (converted from a PDF, say, with a paragraph for each printed line).
    """
    edge = find_edge(
        [
            replace(b, gap=True) if isinstance(a, Grid) else b
            for a, b in zip([None, *items], items, strict=False)
            if isinstance(b, Line)
        ]
    )
    blocks: list[Block] = []
    run: list[Line] = []
    for i, item in enumerate(items):
        if isinstance(item, Line) and i not in headings:
            run.append(item if edge else replace(item, gap=True))
            continue
        blocks.extend(join_lines(run, edge))
        run = []
        if isinstance(item, Line):
            heading = build_paragraph([item])
            heading.heading = headings[i]
            blocks.append(heading)
        else:
            blocks.append(item)
    blocks.extend(join_lines(run, edge))
    mark_contents(blocks)
    return blocks


def join_cell_lines(lines: Sequence[str]) -> str:
    """The text of a cell from its lines: nothing between Chinese text, a space where words or numbers would merge."""
    text = ""
    for line in (part.strip() for part in lines):
        if text and line and text[-1].isascii() and line[0].isascii() and text[-1].isalnum() and line[0].isalnum():
            text += " "
        text += line
    return text


def place_cells(rows: Sequence[Sequence[tuple[str, int, int]]]) -> tuple[list[Cell], int, int]:
    """Cells in table coordinates from rows of (text, row span, column span); their number of rows and columns.

    The algorithm is that of HTML: a cell goes to the first position of its row that no cell above covers. Spans are cut
    at the table's last row; a column span of more than 200 is taken as 1, since it is a slip.
    """
    cells: list[Cell] = []
    covered: dict[int, int] = {}  # column -> first row that is free again
    n_cols = 0
    for r, row in enumerate(rows):
        col = 0
        for text, row_span, col_span in row:
            while covered.get(col, 0) > r:
                col += 1
            down = min(max(1, row_span), len(rows) - r)
            right = col_span if 1 <= col_span <= 200 else 1
            cells.append(Cell(text, r, col, down, right))
            for c in range(col, col + right):
                covered[c] = r + down
            col += right
            n_cols = max(n_cols, col)
    return cells, len(rows), n_cols
