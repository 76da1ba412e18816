"""Second and third opinions on the tables of a page: pdfplumber, then camelot.

They stand on other parsers (pdfminer, playa) than the first reader (pdfium) and cost ten to twenty times as much, so
they are asked for single pages only. Both are imported when they are first asked.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.document import Box, Cell, Grid
from extractors.pages.joining import seam

_SNAP = 2.0
"""Points within which two borders are one."""
_WHITE = 0.97


@dataclass(frozen=True, slots=True)
class _Framed:
    """A cell as a reader sees it: its box on the page as displayed, and its lines."""

    box: Box
    text: str


def read_with_pdfplumber(data: bytes, pages: Iterable[int]) -> dict[int, list[Grid]]:
    """The ruled tables of 1-based pages, with all edges that are not white."""
    import pdfplumber

    found: dict[int, list[Grid]] = {}
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for number in sorted(pages):
            page = pdf.pages[number - 1]
            tables = page.filter(_is_visible).find_tables()
            found[number] = [g for t in tables if (g := _build_grid(_plumbed_cells(t), number, "pdfplumber"))]
            page.close()
    return found


def _plumbed_cells(table: Any) -> list[_Framed]:
    rows = zip(table.rows, table.extract(), strict=True)
    return [
        _Framed(box, text or "")
        for row, texts in rows
        for box, text in zip(row.cells, texts, strict=True)
        if box is not None
    ]


def _is_visible(drawn: dict[str, Any]) -> bool:
    if drawn["object_type"] != "rect" or drawn.get("stroke"):
        return True
    colour = drawn.get("non_stroking_color")
    channels = colour if isinstance(colour, tuple | list) else (colour,)
    return not all(isinstance(c, int | float) and c > _WHITE for c in channels)


def read_with_camelot(data: bytes, pages: Iterable[int]) -> dict[int, list[Grid]]:
    """The ruled tables of 1-based pages, from vector lines; text across a border is split."""
    return _ask_camelot(data, pages, flavor="lattice", engine="vector", split_text=True)


def read_without_rules(data: bytes, pages: Iterable[int]) -> dict[int, list[Grid]]:
    """Tables told by how their words are aligned, for pages whose tables have no rules."""
    return _ask_camelot(data, pages, flavor="network", split_text=True)


def _ask_camelot(data: bytes, pages: Iterable[int], **settings: Any) -> dict[int, list[Grid]]:
    import camelot

    logging.getLogger("camelot").setLevel(logging.ERROR)
    wanted = ",".join(str(n) for n in sorted(pages))
    found: dict[int, list[Grid]] = {}
    for table in camelot.read_pdf(data, pages=wanted, suppress_stdout=True, **settings):
        grid = _build_grid(list(_framed_cells(table)), table.page, "camelot")
        if grid is not None:
            found.setdefault(table.page, []).append(grid)
    return found


def _framed_cells(table: Any) -> Iterator[_Framed]:
    """Cells between drawn borders: camelot gives one for each position and says which of its sides are drawn."""
    cells, height = table.cells, table.pdf_size[1]
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(cells):
        for c, first in enumerate(row):
            if (r, c) in taken:
                continue
            right, down = c, r
            while right + 1 < len(row) and not row[right].right and (r, right + 1) not in taken:
                right += 1
            while down + 1 < len(cells) and not cells[down][c].bottom:
                down += 1
            block = [(i, j) for i in range(r, down + 1) for j in range(c, right + 1)]
            taken.update(block)
            last = cells[down][right]
            text = "\n".join(t for i, j in block if (t := cells[i][j].text.strip()))
            yield _Framed((first.x1, height - first.y2, last.x2, height - last.y1), text)


def _build_grid(cells: Sequence[_Framed], page: int, reader: str) -> Grid | None:
    """A grid from boxes: rows and columns are where borders are. None for less than two columns."""
    xs = _positions(x for cell in cells for x in (cell.box[0], cell.box[2]))
    ys = _positions(y for cell in cells for y in (cell.box[1], cell.box[3]))
    if len(xs) < 3 or len(ys) < 2:
        return None
    made = []
    for cell in cells:
        left, top, right, bottom = (_nearest(p, at) for p, at in zip((xs, ys, xs, ys), cell.box, strict=True))
        made.append(
            Cell(_join_lines(cell.text), top, left, max(1, bottom - top), max(1, right - left), [], page, cell.box)
        )
    made.sort(key=lambda c: (c.row, c.col))
    box = (xs[0], ys[0], xs[-1], ys[-1])
    return Grid(made, len(ys) - 1, len(xs) - 1, page, box, reader)


def _join_lines(text: str) -> str:
    """The lines of a cell as one text; numbers one above the other stay apart."""
    joined = ""
    for line in filter(None, (part.strip() for part in text.split("\n"))):
        between = seam(joined, line) if joined else ""
        if joined and joined[-1].isdigit() and line[0].isdigit():
            between = " "
        joined += between + line
    return joined


def _positions(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SNAP:
            found.append(value)
    return found


def _nearest(positions: list[float], at: float) -> int:
    return min(range(len(positions)), key=lambda n: abs(positions[n] - at))
