"""What tables say of the document that they stand in: lines printed inside their grids, kind and year by headings.

A file of tables without text has its identity nowhere else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from extractors.document import Document, Grid, Paragraph
from extractors.numbers import comparable
from extractors.tables.titles import find_title

TOP_ROWS = 5
"""Rows of a grid in which titles, units and names of bodies may stand."""
HEADER_ROWS = 6
_OVERVIEWS = frozenset({"B1", "B2", "B3", "B4"})
"""Tables that only the budget of a department or unit has all of."""
_GOVERNMENT = re.compile("转移性收入|转移支付收入|债务限额|上解上级")
_HEADED_YEAR = re.compile(r"(?P<year>20\d{2})年(?:度)?(?P<kind>预算|决算)")


def read_captions(grid: Grid) -> Iterator[str]:
    """Texts of the rows of a grid that stand before its header: one filled cell, or labels (部门：…, 单位：万元)."""
    rows = _rows(grid, TOP_ROWS)
    for texts in rows:
        if len(texts) > 3 or (len(texts) > 1 and not any("：" in t for t in texts)):
            return
        yield from texts


def tell_kind(document: Document) -> Literal["final_account", "budget"] | None:
    """The kind of a document that has no title: by the titles of its tables and their headings 决算数, 预算数."""
    lines = [_plain(b.text) for b in document.blocks if isinstance(b, Paragraph)]
    cells = [t for b in document.blocks if isinstance(b, Grid) for row in _rows(b, HEADER_ROWS) for t in row]
    short = [t for t in [*lines, *cells] if len(t) <= 60]
    keys = {
        kind: {t.key for text in short if (t := find_title(text, kind)) and t.key}
        for kind in ("final_account", "budget")
    }
    final = [t for t in short if "决算" in t]
    if final and len(keys["final_account"]) > 1:
        return "final_account"
    if final or len(keys["budget"]) < 2 or not keys["budget"] & _OVERVIEWS:
        return None
    return None if any(_GOVERNMENT.search(t) for t in [*short, *_names(document)]) else "budget"


def tell_year(document: Document, kind: str) -> int | None:
    """The year that headings and captions name with the document's kind (2023年预算数), else the one most named."""
    word = "预算" if kind == "budget" else "决算"
    years: Counter[int] = Counter()
    headed: set[int] = set()
    for block in document.blocks:
        rows = [[_plain(block.text)]] if isinstance(block, Paragraph) else _rows(block, HEADER_ROWS)
        for text in (t for row in rows for t in row if len(t) <= 60):
            headed.update(int(m["year"]) for m in _HEADED_YEAR.finditer(text) if m["kind"] == word)
            years.update(int(y) for y in re.findall(r"(20\d{2})年", text))
    return max(headed) if headed else years.most_common(1)[0][0] if years else None


def _rows(grid: Grid, count: int) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        if cell.row < count and cell.text.strip():
            rows.setdefault(cell.row, []).append(_plain(cell.text))
    return [rows[r] for r in sorted(rows)]


def _names(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from (_plain(cell.text) for cell in block.cells)


def _plain(text: str) -> str:
    return comparable(text).text.replace(" ", "")
