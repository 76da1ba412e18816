"""The words of a document, for whoever looks for more than figures: paragraphs, titles and the heads of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from extractors.document import Cell, Document, Grid, Place
from extractors.sections import Heading

Record = dict[str, Any]

_KINDS = {"text": "paragraph", "running": "running", "contents": "contents"}
_PERSON = re.compile(
    r"(?:负责人|联系人|经办人|填报人|填表人|制表人|审核人|审签人|分管领导|签字|签章|签名|联系电话)(?:（[^（）]*）)?\s*[：:]?"
)
"""Lines that name a person; they are not kept."""
_MAX_PERSON = 80
_WORDS = re.compile(r"[㐀-鿿]")
_HEAD_ROWS = 2


def read_passages(document: Document, headings: Sequence[Heading], forms: frozenset[int]) -> list[Record]:
    """One `passage` record for each paragraph, title and table head with words, in reading order.

    `forms`: indices of the grids whose texts the form records hold already. Lines that name a person are left out.
    """
    titles = {heading.block: heading for heading in headings}
    section, rows = None, []
    for index, block in enumerate(document.blocks):
        if index in titles:
            found = titles[index].section
            section = found.key if found else section if titles[index].rank > 1 else None
        if isinstance(block, Grid):
            if index not in forms:
                rows += [
                    _record(index, "cell", section, c.text, c.place()) for c in _head_cells(block) if _keep(c.text)
                ]
        elif block.role in _KINDS and _keep(block.text):
            kind = "heading" if index in titles and not titles[index].inline else _KINDS[block.role]
            rows.append(_record(index, kind, section, block.text, block.place(0, len(block.text))))
    return rows


def _head_cells(grid: Grid) -> Iterator[Cell]:
    """Cells that may hold a title, the body's name or a note: those of the first rows and of the last."""
    for cell in grid.cells:
        if cell.row < _HEAD_ROWS or cell.row + cell.row_span >= grid.n_rows:
            yield cell


def _keep(text: str) -> bool:
    return bool(_WORDS.search(text)) and not (len(text) < _MAX_PERSON and _PERSON.search(text))


def _record(index: int, kind: str, section: str | None, text: str, place: Place) -> Record:
    return {
        "record": "passage",
        "block": index + 1,
        "kind": kind,
        "section": section,
        "text": text,
        "source": {
            "page": place.page,
            "line": place.line,
            "char_start": place.char_start,
            "char_end": place.char_end,
            "bbox": list(place.bbox) if place.bbox else None,
        },
    }
