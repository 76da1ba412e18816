"""The characters of a page with their boxes, as pdfium gives them."""

from __future__ import annotations

import ctypes
import math
import operator
import re
from collections import Counter
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from extractors.document import Box
from extractors.pages import native
from extractors.pages.frame import Frame, Sides
from extractors.pages.hidden import find_hidden

_SAMPLE = 16
_WORD = re.compile(r"[^\s]+")
_BREAK = re.compile(r"\s")
_QUARTER = math.pi / 2
_SLANT = 0.5
"""Radians off a quarter turn from which text counts as slanted (a watermark). Italics that a producer makes by shearing
an upright font are up to 0.35 off."""
_WIDE = "\u2e80"
_ASCENT, _DESCENT = 0.86, 0.14
"""Shares of the type size above and below the base line, as Chinese fonts have it."""
_POINT = ctypes.c_double * 2
_NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)


@dataclass(slots=True)
class Glyphs:
    """Characters of a page in content order: `text[i]` stands in `boxes[i]` (x0, top, x1, bottom) of the upright view.

    upright: the view in which most characters stand upright. turns: views, in quarter turns, in which each character
    is upright, SLANTED for a watermark; None where all are upright in the same. unmapped: how many characters the
    font does not map to Unicode. hidden: how many nobody sees (extractors.pages.hidden); they are spaces in `text`.
    Spaces that pdfium adds, and what stands upright in another view, have no width.
    """

    text: str
    boxes: list[Box]
    upright: Frame
    turns: list[int] | None = None
    unmapped: int = 0
    hidden: int = 0


SLANTED = -1


def read_glyphs(textpage: Any, displayed: Frame) -> Glyphs:
    """Every character of a pdfium text page (raw handle)."""
    n = pdfium.FPDFText_CountChars(textpage)
    if n <= 0:
        return Glyphs("", [], displayed)
    text = _read_text(textpage, n)
    turn, turns = _read_turns(textpage, text)
    upright = displayed.turned(turn)
    unmapped = _count_unmapped(textpage, text)
    sides = read_sides(textpage, text, upright)
    boxes = _of_turn(list(zip(*sides, strict=True)), turns, turn)
    if turns is not None:
        starts, tops, ends, bottoms = zip(*boxes, strict=True)
        sides = starts, tops, ends, bottoms
    hidden = find_hidden(textpage, text, boxes, sides, upright)
    if hidden:
        text = "".join(" " if i in hidden else ch for i, ch in enumerate(text))
        boxes = [_NOWHERE if i in hidden else box for i, box in enumerate(boxes)]
    return Glyphs(text, boxes, upright, turns, unmapped, len(hidden))


def read_turned(textpage: Any, glyphs: Glyphs, turn: int) -> tuple[Frame, list[Box]]:
    """The view of the characters turned otherwise than most, and their boxes in it."""
    own = glyphs.upright if turn == SLANTED else glyphs.upright.turned(turn)
    boxes = list(zip(*read_sides(textpage, glyphs.text, own), strict=True))
    return own, _of_turn(boxes, glyphs.turns, turn)


def _of_turn(boxes: list[Box], turns: list[int] | None, turn: int) -> list[Box]:
    """Boxes of the characters turned so; the others are nowhere in this view."""
    if turns is None:
        return boxes
    return [box if t == turn else _NOWHERE for box, t in zip(boxes, turns, strict=True)]


def _read_text(textpage: Any, n: int) -> str:
    """One character an index. pdfium's text leaves out characters without Unicode; then they are asked one by one."""
    text = native.read_codes(textpage, n).decode("utf-16-le", "replace")
    if len(text) == n and "\0" not in text:
        return text
    codes = (pdfium.FPDFText_GetUnicode(textpage, i) for i in range(n))
    return "".join(chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else "\ufffd" for c in codes)


def read_sides(textpage: Any, text: str, frame: Frame) -> Sides:
    """Boxes of all characters in a view in which the characters are upright, as high as the type is large.

    Along the line pdfium's advance widths are right. What fonts say of their height is not (one file has digits of 22
    points beside Chinese of 12), so boxes hang on the base line, and the size is the width: a Chinese character is as
    wide as high, a digit half as wide. The base line is asked for only where the box changes across the line: same
    box across means same font and same line.
    """
    values = native.read_loose_boxes(textpage, len(text))
    starts, highs, ends, lows = values[0::4], values[1::4], values[2::4], values[3::4]
    level, downwards = frame.quarters % 2 == 0, frame.quarters in (0, 3)
    if not level:
        starts, highs, ends, lows = lows, ends, highs, starts
    edge, across = frame.edges()
    if frame.quarters >= 2:
        starts, ends = [edge - v for v in ends], [edge - v for v in starts]
    elif edge:
        starts, ends = [v - edge for v in starts], [v - edge for v in ends]
    origin = _POINT()
    x, y = native.references(origin)
    tops: list[float] = []
    bottoms: list[float] = []
    size = base = 0.0
    last_low = last_high = math.nan
    widths = map(operator.sub, ends, starts)
    for i, (ch, width, low, high) in enumerate(zip(text, widths, lows, highs, strict=True)):
        if (low != last_low or high != last_high) and (low != high or ch > " "):
            last_low, last_high = low, high
            native.char_origin(textpage, i, x, y)
            base = origin[level] - across
            if downwards:
                base = -base
        if ch >= _WIDE:
            size = width or size
        elif "0" <= ch <= "9":
            size = 2 * width or size
        elif not size:
            size = high - low
        tops.append(base - _ASCENT * size)
        bottoms.append(base + _DESCENT * size)
    for i in (m.start() for m in _BREAK.finditer(text)):
        if starts[i] == ends[i]:
            starts[i] = ends[i] = 0.0  # pdfium puts some of them beyond the page
    return starts, tops, ends, bottoms


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
    failed = native.unmapped
    if not any(failed(textpage, i) == 1 for i in range(0, len(text), step)):
        return 0
    return sum(1 for i in range(len(text)) if failed(textpage, i) == 1)
