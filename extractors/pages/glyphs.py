"""The characters of a page with their boxes, as pdfium gives them."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from extractors.document import Box

_SAMPLE = 16
_QUARTER = math.pi / 2
_SLANT = 0.5
"""Radians off a quarter turn from which text counts as slanted (a watermark). Italics that a producer makes by shearing
an upright font are up to 0.35 off."""


@dataclass(slots=True)
class Glyphs:
    """Characters of a page in content order: `text[i]` stands in `boxes[i]` of user space and is turned `turns[i]`.

    boxes: left, bottom, right, top by font and advance width, so that all characters of a line share their height.
    turns: clockwise quarter turns after which the character stands upright, -1 for slanted text; None where every
    character is turned `turn`. unmapped: characters that the font does not map to Unicode.
    """

    text: str
    boxes: list[Box]
    turn: int = 0
    turns: list[int] | None = None
    unmapped: int = 0


def read_glyphs(textpage: Any) -> Glyphs:
    """Every character of a pdfium text page (raw handle). Line ends and spaces that pdfium adds have an empty box."""
    n = pdfium.FPDFText_CountChars(textpage)
    if n <= 0:
        return Glyphs("", [])
    text = _read_text(textpage, n)
    boxes = _read_boxes(textpage, n)
    turn, turns = _read_turns(textpage, text)
    return Glyphs(text, boxes, turn, turns, _count_unmapped(textpage, text))


def _read_text(textpage: Any, n: int) -> str:
    """One character an index. pdfium's text leaves out characters without Unicode; then they are asked one by one."""
    buffer = (ctypes.c_ushort * (n + 1))()
    if pdfium.FPDFText_GetText(textpage, 0, n, buffer) == n + 1:
        text = bytes(buffer)[: 2 * n].decode("utf-16-le", "replace")
        if len(text) == n and "\0" not in text:
            return text
    codes = (pdfium.FPDFText_GetUnicode(textpage, i) for i in range(n))
    return "".join(chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else "\ufffd" for c in codes)


def _read_boxes(textpage: Any, n: int) -> list[Box]:
    rect = pdfium.FS_RECTF()
    read = pdfium.FPDFText_GetLooseCharBox
    boxes: list[Box] = []
    for i in range(n):
        read(textpage, i, rect)
        boxes.append((rect.left, rect.bottom, rect.right, rect.top))
    return boxes


def _read_turns(textpage: Any, text: str) -> tuple[int, list[int] | None]:
    """Angles are asked for a sample first: nearly every page has one direction only."""
    printed = [i for i, ch in enumerate(text) if ch > " "]
    if not printed:
        return 0, None
    step = max(1, len(printed) // _SAMPLE)
    sample = Counter(_turn(textpage, i) for i in {*printed[::step], printed[0], printed[-1]})
    if len(sample) == 1 and -1 not in sample:
        return sample.most_common(1)[0][0], None
    turns = [0] * len(text)
    for i in printed:
        turns[i] = _turn(textpage, i)
    common = Counter(turns[i] for i in printed if turns[i] >= 0).most_common(1)
    return (common[0][0] if common else 0), turns


def _turn(textpage: Any, i: int) -> int:
    """pdfium measures the angle clockwise; text that runs downwards (90°) is upright after three more quarters."""
    quarters = pdfium.FPDFText_GetCharAngle(textpage, i) / _QUARTER
    near = round(quarters)
    return -1 if abs(quarters - near) * _QUARTER > _SLANT else (4 - near) % 4


def _count_unmapped(textpage: Any, text: str) -> int:
    """Characters whose font gives no Unicode: a sample first, all of them once one is found."""
    odd = sum(1 for ch in text if ch == "\ufffd")
    if odd:
        return odd
    step = max(1, len(text) // _SAMPLE)
    failed = pdfium.FPDFText_HasUnicodeMapError
    if not any(failed(textpage, i) == 1 for i in range(0, len(text), step)):
        return 0
    return sum(1 for i in range(len(text)) if failed(textpage, i) == 1)
