"""One page of a PDF to its lines and grids in reading order, and to the text that offsets point into."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from extractors.document import Box, Grid
from extractors.grids.cells import PageText, build_grid
from extractors.grids.ruled import Lattice, find_lattices
from extractors.pages.frame import Frame
from extractors.pages.glyphs import SLANTED, Glyphs, read_glyphs, read_turned
from extractors.pages.lines import Holder, Line, build_lines, find_runs
from extractors.pages.rules import read_rules

READER = "pdfium"
_SLOTS = 1 << 20
"""More slots than any table of a page has: the key of a slot is the number of its lattice * _SLOTS + its index."""
_FAR = 1e6
_HAIR = 1e-6


@dataclass(slots=True)
class PageContent:
    """What a page holds. items: its lines and grids from top to bottom; text: the same as one string.

    width, height: of the page as displayed. upright: the view in which its text stands upright, in which the boxes of
    the lines are. unmapped: characters without Unicode. hidden: characters that nobody sees, left out.
    """

    number: int
    width: float
    height: float
    upright: Frame
    items: list[Line | Grid] = field(default_factory=list)
    text: str = ""
    unmapped: int = 0
    hidden: int = 0


def read_page(page: Any, textpage: Any, number: int) -> PageContent:
    """Read a page (raw handles of pdfium) that is `number` in its document."""
    displayed = _displayed_frame(page)
    glyphs = read_glyphs(textpage, displayed)
    upright = glyphs.upright
    content = PageContent(number, displayed.width, displayed.height, upright)
    content.unmapped, content.hidden = glyphs.unmapped, glyphs.hidden
    if not glyphs.text.strip():
        return content
    lattices = find_lattices(upright.view(read_rules(page)))
    held = _find_lines(textpage, glyphs, lattices)
    for lines in held.values():
        for line in lines:
            line.page, line.place = number, upright.box_in(displayed, line.box)
    text = PageText(number)
    found: list[tuple[float, Line | int]] = [(line.box[1], line) for line in held.get(-1, ())]
    found += [(lattice.box[1], k) for k, lattice in enumerate(lattices)]
    for _, item in sorted(found, key=lambda f: f[0]):
        if isinstance(item, Line):
            item.source, item.number = text.at, text.number
            text.end_line(item.text)
            content.items.append(item)
            continue
        lines_of = {key - item * _SLOTS: lines for key, lines in held.items() if key >= 0 and key // _SLOTS == item}
        if lines_of:
            grid = build_grid(lattices[item], lines_of, text, lambda box: upright.box_in(displayed, box), READER)
            content.items.append(grid)
    content.text = "\n".join(text.lines)
    return content


def _displayed_frame(page: Any) -> Frame:
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, rect)
    return Frame(rect.left, rect.bottom, rect.right, rect.top, pdfium.FPDFPage_GetRotation(page) % 4)


def _find_lines(textpage: Any, glyphs: Glyphs, lattices: list[Lattice]) -> dict[int, list[Line]]:
    """Lines by the key of their slot, -1 for the open page; boxes in the upright view."""
    text, upright = glyphs.text, glyphs.upright
    holder = _holder(lattices)
    found = {
        key: build_lines(runs, text, glyphs.boxes, key >= 0)
        for key, runs in find_runs(text, glyphs.boxes, holder, glyphs.turns, upright.quarters).items()
    }
    for turn in sorted(set(glyphs.turns or ()) - {upright.quarters}):
        own, boxes = read_turned(textpage, glyphs, turn)
        turned_holder = None if holder is None or turn == SLANTED else _turned_holder(holder, own, upright)
        for key, runs in find_runs(text, boxes, turned_holder, glyphs.turns, turn).items():
            for line in build_lines(runs, text, boxes, key >= 0):
                line.box = own.box_in(upright, line.box)
                line.role = "running" if turn == SLANTED else "text"
                found.setdefault(key, []).append(line)
    return found


def _holder(lattices: list[Lattice]) -> Holder | None:
    if not lattices:
        return None
    tables = [(k * _SLOTS, lattice, *lattice.box) for k, lattice in enumerate(lattices)]
    edges = sorted({-_FAR, _FAR, *(y for lattice in lattices for y in (lattice.ys[0], lattice.ys[-1]))})

    def slot_of(x: float, y: float) -> tuple[int, Box]:
        beside = False
        for base, lattice, x0, top, x1, bottom in tables:
            if top <= y <= bottom:
                beside = True
                if x0 <= x <= x1:
                    k = lattice.slot_at(x, y)
                    if k >= 0:
                        return base + k, lattice.slots[k].box
        if beside:
            return -1, (x, y, x, y)
        i = bisect.bisect_right(edges, y)
        return -1, (-_FAR, edges[i - 1] + _HAIR, _FAR, edges[i] - _HAIR)

    return slot_of


def _turned_holder(holder: Holder, own: Frame, upright: Frame) -> Holder:
    def slot_of(x: float, y: float) -> tuple[int, Box]:
        left, top, _, _ = own.box_in(upright, (x, y, x, y))
        return holder(left, top)[0], (x, y, x, y)

    return slot_of
