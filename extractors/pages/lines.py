"""Characters to lines, by where they stand: the order in the file means nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractors.document import Box, Role

Holder = Callable[[float, float], tuple[int, Box]]
"""What holds a point of the page (the key of a cell, -1 for the open page), and a box all of which it holds."""

_NUMERIC = frozenset("0123456789.,%‰")
_CLOSING = frozenset("，。、；：！？）》」』”’〕】,.;:!?)]}%‰…")
_WIDE = 0x2E80
"""First code point of the scripts that put no spaces between words."""
_ASTRIDE = 0.1
"""In type sizes: how close digits stand that are one number although a column's border runs between them."""
_BLANK = "\u00a0\u3000"


@dataclass(slots=True)
class Run:
    """Characters start..stop of the page's text that stand side by side and were written in this order."""

    start: int
    stop: int
    x0: float
    top: float
    x1: float
    bottom: float
    spaced: bool
    """A space is printed before it."""


@dataclass(slots=True)
class Line:
    """A line of text with its box in one view of the page.

    size: height of its characters; typed: whether a Chinese character tells it (digits differ in width from font to
    font). first: width of what may not be parted from its beginning. page, number, source: 1-based page, 1-based line
    of the page's text and offset in it. place: its box on the page as displayed.
    """

    text: str
    box: Box
    size: float
    typed: bool = False
    first: float = 0.0
    page: int = 0
    number: int = 0
    source: int = 0
    place: Box | None = None
    role: Role = "text"


def find_runs(
    text: str, boxes: list[Box], holder: Holder | None, turns: list[int] | None, turn: int
) -> dict[int, list[Run]]:
    """Runs of the characters turned `turn` (of all where turns is None), by what holds their centre."""
    hx0 = hy0 = 1.0
    hx1 = hy1 = -1.0
    found: dict[int, list[Run]] = {}
    astride: list[tuple[int, Run]] = []
    run: Run | None = None
    spaced = False
    key = at = -1
    last = ""
    x0 = top = size = slack = right = 0.0
    stop = 0
    for i, (ch, (a, b, c, d)) in enumerate(zip(_blanked(text, turns, turn), boxes, strict=True)):
        if ch <= " ":
            # The spaces that pdfium adds have no width; whether words stand apart is measured.
            spaced = spaced or c - a > 0.05
            continue
        if holder is not None:
            x, y = (a + c) / 2, (b + d) / 2
            if not (hx0 <= x <= hx1 and hy0 <= y <= hy1):
                at, (hx0, hy0, hx1, hy1) = holder(x, y)
        if run is not None and -slack < b - top < slack:
            gap = a - right
            if ch == last and at == key and gap < -0.5 * (c - a) and -slack < a - x0 < slack:
                continue  # printed twice to look bold
            near = 0.25 if at == key else _ASTRIDE if ch in _NUMERIC and last in _NUMERIC else -1.0
            if stop == i and not spaced and -0.35 * size < gap < near * size:
                if at != key:
                    astride.append((key, run))
                stop = i + 1
                right, x0, last = c, a, ch
                if b < run.top:
                    run.top = b
                if d > run.bottom:
                    run.bottom = d
                continue
        if run is not None:
            run.stop, run.x1 = stop, right
        run = Run(i, i + 1, a, b, c, d, spaced)
        found.setdefault(at, []).append(run)
        spaced, key, last, x0, top, size, slack, right, stop = False, at, ch, a, b, d - b, 0.3 * (d - b), c, i + 1
    if run is not None:
        run.stop, run.x1 = stop, right
    if holder is not None:
        _settle(found, astride, holder)
    return found


def _blanked(text: str, turns: list[int] | None, turn: int) -> str:
    """The text with one kind of space, also in place of the characters that are turned otherwise (they have no box)."""
    for wide_space in _BLANK:
        text = text.replace(wide_space, " ")
    if turns is None:
        return text
    return "".join(ch if own == turn else " " for ch, own in zip(text, turns, strict=True))


def _settle(found: dict[int, list[Run]], astride: list[tuple[int, Run]], holder: Holder) -> None:
    """Numbers wider than their column are printed across its border: they belong to where their middle is."""
    for key, run in astride:
        home = holder((run.x0 + run.x1) / 2, (run.top + run.bottom) / 2)[0]
        if home != key and any(r is run for r in found.get(key, ())):
            found[key] = [r for r in found[key] if r is not run]
            found.setdefault(home, []).append(run)
            if not found[key]:
                del found[key]


def build_lines(runs: list[Run], text: str, boxes: list[Box], in_cell: bool = False) -> list[Line]:
    """Runs to lines, from top to bottom; within a line from left to right.

    in_cell: type and first word are not measured, which tell only how lines of the open page go on.
    """
    if len(runs) == 1:
        run = runs[0]
        line = Line(text[run.start : run.stop], (run.x0, run.top, run.x1, run.bottom), run.bottom - run.top)
        return [line if in_cell else _measured(line, runs, text, boxes)]
    lines: list[list[Run]] = []
    middle = height = 0.0
    for run in sorted(runs, key=lambda r: (r.top + r.bottom, r.x0)):
        own_middle, own_height = (run.top + run.bottom) / 2, run.bottom - run.top
        if lines and own_middle - middle < 0.5 * min(height, own_height):
            lines[-1].append(run)
            if own_height > height:
                middle, height = own_middle, own_height
        else:
            lines.append([run])
            middle, height = own_middle, own_height
    return [_build_line(sorted(line, key=lambda r: r.x0), text, boxes, in_cell) for line in lines]


def _build_line(runs: list[Run], text: str, boxes: list[Box], in_cell: bool) -> Line:
    parts: list[str] = []
    smallest = runs[0].bottom - runs[0].top
    top, bottom, right = runs[0].top, runs[0].bottom, runs[0].x0
    previous: Run | None = None
    kept: list[Run] = []
    for run in runs:
        piece = text[run.start : run.stop]
        if previous is not None:
            if _is_double(previous, run, text):
                continue
            if _stand_apart(text[previous.stop - 1], piece[0], run.x0 - right, run.spaced, run.bottom - run.top):
                parts.append(" ")
        parts.append(piece)
        kept.append(run)
        previous = run
        right = max(right, run.x1)
        top, bottom = min(top, run.top), max(bottom, run.bottom)
        smallest = min(smallest, run.bottom - run.top)
    line = Line("".join(parts), (runs[0].x0, top, right, bottom), smallest)
    return line if in_cell else _measured(line, kept, text, boxes)


def _measured(line: Line, runs: list[Run], text: str, boxes: list[Box]) -> Line:
    """The line with the size of its first Chinese character, if it has one, and the width of its first word."""
    line.first = _first_width(runs, text, boxes)
    for run in runs:
        for k in range(run.start, run.stop):
            if "\u3400" <= text[k] <= "\u9fff":
                _, top, _, bottom = boxes[k]
                if bottom > top:
                    line.size, line.typed = bottom - top, True
                    return line
    return line


def _is_double(one: Run, two: Run, text: str) -> bool:
    """The same characters printed a second time, a little aside, to look bold."""
    near = 0.3 * (two.bottom - two.top)
    return (
        abs(one.x0 - two.x0) < near
        and abs(one.x1 - two.x1) < near
        and text[one.start : one.stop] == text[two.start : two.stop]
    )


def _stand_apart(left: str, right: str, gap: float, spaced: bool, size: float) -> bool:
    """Whether a space belongs between two neighbours of a line.

    Digits of one number may be set with a little room between them, even with a space in the file; Chinese and digits
    are set a quarter of a character apart by the typesetter, which is no space.
    """
    if left in _NUMERIC and right in _NUMERIC:
        return gap > 0.3 * size
    if spaced:
        return True
    if ord(left) < _WIDE and ord(right) < _WIDE and left.isalnum() and right.isalnum():
        return gap > 0.2 * size
    return gap > 0.6 * size


def _first_width(runs: list[Run], text: str, boxes: list[Box]) -> float:
    """Width of the first word: a number or Latin word whole, otherwise a character with the punctuation after it."""
    begin = end = runs[0].x0
    word = False
    for run in runs:
        for i in range(run.start, run.stop):
            ch = text[i]
            a, top, c, bottom = boxes[i]
            narrow = ch < "\x80" and ch not in "()"
            if end > begin and ch not in _CLOSING and not (word and narrow and a - end < 0.3 * (bottom - top)):
                return end - begin
            word = narrow
            end = c
    return end - begin
