"""Characters to runs: what stands side by side and was written in this order."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from extractors.document import Box
from extractors.pages.glyphs import Glyphs

Holder = Callable[[float, float], tuple[int, Box]]
"""What holds a point of the page (the key of a cell, -1 for the open page), and a box all of which it holds."""

NUMERIC = frozenset("0123456789.,%‰")
WIDE = "\u2e80"
"""First character of the scripts that put no spaces between words."""
_ASCENT, _DESCENT = 0.86, 0.14
"""Shares of the type size above and below the base line, as Chinese fonts have it."""
_DIGITS = frozenset("0123456789")
_SLACK = 0.3
"""In type sizes: how much higher or lower a neighbour may stand."""
_ASTRIDE = 0.1
"""In type sizes: how close digits stand that are one number although a column's border runs between them."""


@dataclass(slots=True)
class Run:
    """Characters start..stop of the page's text, and their box in the view in which they stand upright."""

    start: int
    stop: int
    x0: float
    top: float
    x1: float
    bottom: float
    spaced: bool
    """A space is printed before it."""


def find_runs(glyphs: Glyphs, holder: Holder | None) -> dict[int, list[Run]]:
    """Runs of characters by what holds their centre.

    Along the line pdfium's advance widths are right. What fonts say of their height is not (one file has digits of 22
    points beside Chinese of 12), so characters hang on the base line, and the size is the width: a Chinese character is
    as wide as high, a digit half as wide. The base line is asked for only where the box changes across the line: same
    box across means same font and same line.
    """
    found: dict[int, list[Run]] = {}
    astride: list[tuple[int, Run]] = []
    starts, ends, lows, highs = glyphs.starts, glyphs.ends, glyphs.lows, glyphs.highs
    size = next((high - low for low, high in zip(lows, highs, strict=True) if low != high), 0.0)
    last_low = last_high = math.nan
    base = top = highest = lowest = right = overlap = near = x0 = y0 = 0.0
    x1 = y1 = slack = -1.0
    wide, digits, ascent, descent = WIDE, _DIGITS, _ASCENT, _DESCENT  # nearer than the module's, for each character
    run, stop, last, spaced, key, at = Run(0, 0, 0.0, 0.0, 0.0, 0.0, False), 0, "", False, -1, -1
    for i, ch, a, c, low, high in zip(count(), glyphs.text, starts, ends, lows, highs, strict=False):
        if (low != last_low or high != last_high) and (low != high or ch > " "):
            last_low, last_high = low, high
            base = glyphs.base_line(i)
        if ch >= wide:
            size = c - a or size
        elif ch in digits:
            size = 2 * (c - a) or size
        elif ch <= " ":
            # The spaces that pdfium adds have no width; whether words stand apart is measured.
            spaced = spaced or c - a > 0.05
            continue
        b, d = base - ascent * size, base + descent * size
        if holder is not None:
            x, y = (a + c) / 2, (b + d) / 2
            if not (x0 <= x <= x1 and y0 <= y <= y1):
                at, (x0, y0, x1, y1) = holder(x, y)
        if -slack < b - top < slack:
            gap = a - right
            if ch == last and at == key and gap < -0.5 * (c - a) and abs(a - starts[stop - 1]) < slack:
                continue  # printed twice to look bold
            if stop == i and overlap < gap < near and (at == key or _may_cross(last, ch, gap, slack)):
                if at != key:
                    astride.append((key, run))
                stop, right, last = i + 1, c, ch
                if b < highest:
                    highest = b
                if d > lowest:
                    lowest = d
                continue
        run.stop, run.x1, run.top, run.bottom = stop, right, highest, lowest
        run = Run(i, i + 1, a, b, c, d, spaced)
        found.setdefault(at, []).append(run)
        key, last, stop, right, top, highest, lowest, spaced = at, ch, i + 1, c, b, b, d, False
        overlap, near, slack = -0.35 * (d - b), 0.25 * (d - b), _SLACK * (d - b)
    run.stop, run.x1, run.top, run.bottom = stop, right, highest, lowest
    _settle(found, astride, holder)
    return found


def _may_cross(left: str, right: str, gap: float, slack: float) -> bool:
    """Whether two neighbours stay together over a border: digits of one number."""
    return gap < _ASTRIDE / _SLACK * slack and left in NUMERIC and right in NUMERIC


def _settle(found: dict[int, list[Run]], astride: list[tuple[int, Run]], holder: Holder | None) -> None:
    """Numbers wider than their column are printed across its border: they belong to where their middle is."""
    if holder is None:
        return
    for key, run in astride:
        home = holder((run.x0 + run.x1) / 2, (run.top + run.bottom) / 2)[0]
        if home != key and any(r is run for r in found.get(key, ())):
            found[key] = [r for r in found[key] if r is not run]
            found.setdefault(home, []).append(run)
            if not found[key]:
                del found[key]
