"""The characters of a page with their boxes, as pdfium gives them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from extractors.pages import native
from extractors.pages.frame import Frame

_SAMPLE = 16
_WORD = re.compile(r"[^\s]+")
_BLANK = "\u00a0\u3000"
_QUARTER = math.pi / 2
_SLANT = 0.5
"""Radians off a quarter turn from which text counts as slanted (a watermark). Italics that a producer makes by shearing
an upright font are up to 0.35 off."""
SLANTED = -1


@dataclass(slots=True)
class Glyphs:
    """The characters of a page that stand upright in `view`, in content order.

    `text[i]` reaches along its line from `starts[i]` to `ends[i]`. lows, highs: what its font says of its lower and
    upper edge, in user space. Every other character of the page is a space without width, as those that pdfium adds.
    turn: SLANTED for a watermark, which no view has upright.
    """

    text: str
    starts: Sequence[float]
    ends: Sequence[float]
    lows: Sequence[float]
    highs: Sequence[float]
    view: Frame
    turn: int
    base_line: Callable[[int], float]
    """The height at which a character stands, by its index."""

    def without(self, indices: Collection[int]) -> Glyphs:
        """The same with some more spaces without width."""
        text = "".join(" " if i in indices else ch for i, ch in enumerate(self.text))
        starts, ends, lows, highs = (
            [0.0 if i in indices else v for i, v in enumerate(column)]
            for column in (self.starts, self.ends, self.lows, self.highs)
        )
        return Glyphs(text, starts, ends, lows, highs, self.view, self.turn, self.base_line)


def read_glyphs(textpage: Any, displayed: Frame) -> tuple[list[Glyphs], int]:
    """Every character of a pdfium text page (raw handle), by the views in which they are upright, the usual one first;
    and how many characters their font does not map to Unicode.
    """
    n = pdfium.FPDFText_CountChars(textpage)
    text = _read_text(textpage, n) if n > 0 else ""
    usual, turns = _read_turns(textpage, text)
    unmapped = _count_unmapped(textpage, text)
    for wide_space in _BLANK:
        text = text.replace(wide_space, " ")
    upright = displayed.turned(usual)
    glyphs = _read_view(textpage, text, upright, usual)
    if turns is None:
        return [glyphs], unmapped
    views = []
    for turn in (usual, *sorted(set(turns) - {usual})):
        own = glyphs if turn in (usual, SLANTED) else _read_view(textpage, text, upright.turned(turn), turn)
        views.append(own.without({i for i, t in enumerate(turns) if t != turn}))
        views[-1].turn = turn
    return views, unmapped


def _read_view(textpage: Any, text: str, view: Frame, turn: int) -> Glyphs:
    values = native.read_loose_boxes(textpage, len(text))
    columns: tuple[Sequence[float], ...] = values[0::4], values[1::4], values[2::4], values[3::4]
    starts, highs, ends, lows = columns
    if view.quarters % 2:
        starts, highs, ends, lows = lows, ends, highs, starts
    edge = view.edges()[0]
    if view.quarters >= 2:
        starts, ends = [edge - v for v in ends], [edge - v for v in starts]
    elif edge:
        starts, ends = [v - edge for v in starts], [v - edge for v in ends]
    return Glyphs(text, starts, ends, lows, highs, view, turn, _base_line(textpage, view))


def _base_line(textpage: Any, view: Frame) -> Callable[[int], float]:
    origin, (x, y) = native.POINT, native.POINT_AT
    axis, across, ask = 1 - view.quarters % 2, view.edges()[1], native.char_origin
    sign = -1 if view.quarters in (0, 3) else 1

    def height(index: int) -> float:
        ask(textpage, index, x, y)
        return sign * (origin[axis] - across)

    return height


def _read_text(textpage: Any, n: int) -> str:
    """One character an index. pdfium's text leaves out characters without Unicode; then they are asked one by one."""
    text = native.read_codes(textpage, n).decode("utf-16-le", "replace")
    if len(text) == n and "\0" not in text:
        return text
    codes = (pdfium.FPDFText_GetUnicode(textpage, i) for i in range(n))
    return "".join(chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else "\ufffd" for c in codes)


def _read_turns(textpage: Any, text: str) -> tuple[int, list[int] | None]:
    """Angles are asked for the first character of each word: nearly every page has one direction only."""
    begins = [m.start() for m in _WORD.finditer(text)]
    turns = {_turn(angle) for angle in set(map(native.char_angle, repeat(textpage), begins))}
    if len(turns) <= 1 and SLANTED not in turns:
        return (turns.pop() if turns else 0), None
    found = [_turn(native.char_angle(textpage, i)) if ch > " " else None for i, ch in enumerate(text)]
    common = Counter(turn for turn in found if turn is not None and turn != SLANTED).most_common(1)
    usual = common[0][0] if common else 0
    return usual, [usual if turn is None else turn for turn in found]


def _turn(angle: float) -> int:
    """Quarter turns for an angle in radians.

    pdfium measures it clockwise; text that runs downwards (90°) is upright after three more quarters.
    """
    quarters = angle / _QUARTER
    near = round(quarters)
    return SLANTED if abs(quarters - near) * _QUARTER > _SLANT else (4 - near) % 4


def _count_unmapped(textpage: Any, text: str) -> int:
    """Characters whose font gives no Unicode: a sample first, all of them once one is found."""
    odd = text.count("\ufffd")
    if odd:
        return odd
    step = max(1, len(text) // _SAMPLE)
    if 1 not in map(native.unmapped, repeat(textpage), range(0, len(text), step)):
        return 0
    return list(map(native.unmapped, repeat(textpage), range(len(text)))).count(1)
