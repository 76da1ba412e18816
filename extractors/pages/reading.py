"""One page of a PDF to its lines and grids in reading order, and to the text that offsets point into."""

from __future__ import annotations

import bisect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from extractors.document import Box, Grid
from extractors.grids.cells import PageText, build_grid
from extractors.grids.ruled import Lattice, find_lattices
from extractors.pages import native
from extractors.pages.frame import Frame
from extractors.pages.glyphs import SLANTED, Glyphs, read_glyphs
from extractors.pages.hidden import find_hidden
from extractors.pages.lines import Line, build_lines
from extractors.pages.rules import read_rules
from extractors.pages.runs import Holder, find_runs

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
    page, textpage = native.as_reference(page), native.as_reference(textpage)
    displayed = _displayed_frame(page)
    views, unmapped = read_glyphs(textpage, displayed)
    upright = views[0].view
    content = PageContent(number, displayed.width, displayed.height, upright, unmapped=unmapped)
    if not any(view.text.strip() for view in views):
        return content
    lattices = find_lattices(upright.view(read_rules(page)))
    held, content.hidden = _find_lines(textpage, views, lattices)
    shown = upright.box_in(displayed)
    for lines in held.values():
        for line in lines:
            line.page, line.place = number, shown(line.box)
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
            grid = build_grid(lattices[item], lines_of, text, shown, READER)
            content.items.append(grid)
    content.text = "\n".join(text.lines)
    return content


def _displayed_frame(page: Any) -> Frame:
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, rect)
    return Frame(rect.left, rect.bottom, rect.right, rect.top, pdfium.FPDFPage_GetRotation(page) % 4)


def _find_lines(textpage: Any, views: list[Glyphs], lattices: list[Lattice]) -> tuple[dict[int, list[Line]], int]:
    """Lines by the key of their slot, -1 for the open page, with boxes in the first of the views; and how many
    characters of that view are hidden.
    """
    holder = _holder(lattices)
    glyphs = views[0]
    held = find_runs(glyphs, holder)
    hidden = find_hidden(textpage, glyphs, [run for runs in held.values() for run in runs])
    if hidden:
        glyphs = glyphs.without(hidden)
        held = find_runs(glyphs, holder)
    found = {key: build_lines(runs, glyphs, key >= 0) for key, runs in held.items()}
    for turned in views[1:]:
        slanted = turned.turn == SLANTED
        in_first = turned.view.box_in(glyphs.view)
        turned_holder = None if holder is None or slanted else _turned_holder(holder, in_first)
        for key, runs in find_runs(turned, turned_holder).items():
            for line in build_lines(runs, turned, key >= 0):
                line.box = in_first(line.box)
                line.role = "running" if slanted else "text"
                found.setdefault(key, []).append(line)
    return found, len(hidden)


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


def _turned_holder(holder: Holder, in_first: Callable[[Box], Box]) -> Holder:
    def slot_of(x: float, y: float) -> tuple[int, Box]:
        left, top, _, _ = in_first((x, y, x, y))
        return holder(left, top)[0], (x, y, x, y)

    return slot_of
