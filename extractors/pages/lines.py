"""Characters to lines, by where they stand: the order in the file means nothing."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Box, Role
from extractors.pages.glyphs import Glyphs
from extractors.pages.runs import NUMERIC, WIDE, Run

_CLOSING = frozenset("，。、；：！？）》」』”’〕】,.;:!?)]}%‰…")


@dataclass(slots=True, eq=False)
class Line:
    """A line of text with its box in one view of the page. No two are the same.

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


def build_lines(runs: list[Run], glyphs: Glyphs, in_cell: bool) -> list[Line]:
    """Runs to lines, from top to bottom; within a line from left to right.

    in_cell: type and first word are not measured, which tell only how lines of the open page go on.
    """
    if len(runs) == 1:
        return [_build_line(runs, glyphs, in_cell)]
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
    for line in lines:
        line.sort(key=lambda r: r.x0)
    return [_build_line(line, glyphs, in_cell) for line in lines]


def _build_line(runs: list[Run], glyphs: Glyphs, in_cell: bool) -> Line:
    text, first = glyphs.text, runs[0]
    words, kept = text[first.start : first.stop], [first]
    top, right, bottom, smallest = first.top, first.x1, first.bottom, first.bottom - first.top
    for run in runs[1:]:
        if _is_double(kept[-1], run, text):
            continue
        if _stand_apart(words[-1], text[run.start], run.x0 - right, run.spaced, run.bottom - run.top):
            words += " "
        words += text[run.start : run.stop]
        kept.append(run)
        right = max(right, run.x1)
        top, bottom = min(top, run.top), max(bottom, run.bottom)
        smallest = min(smallest, run.bottom - run.top)
    line = Line(words, (first.x0, top, right, bottom), smallest)
    return line if in_cell else _measured(line, kept, glyphs)


def _measured(line: Line, runs: list[Run], glyphs: Glyphs) -> Line:
    """The line with the size of its first Chinese character, if it has one, and the width of its first word."""
    line.first = _first_width(runs, glyphs)
    for run in runs:
        for k in range(run.start, run.stop):
            if "\u3400" <= glyphs.text[k] <= "\u9fff":
                width = glyphs.ends[k] - glyphs.starts[k]
                if width > 0:
                    line.size, line.typed = width, True
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
    if left in NUMERIC and right in NUMERIC:
        return gap > 0.3 * size
    if spaced:
        return True
    if left < WIDE and right < WIDE and left.isalnum() and right.isalnum():
        return gap > 0.2 * size
    return gap > 0.6 * size


def _first_width(runs: list[Run], glyphs: Glyphs) -> float:
    """Width of the first word: a number or Latin word whole, otherwise a character with the punctuation after it."""
    begin = end = runs[0].x0
    word = False
    for run in runs:
        near = 0.3 * (run.bottom - run.top)
        for i in range(run.start, run.stop):
            ch = glyphs.text[i]
            narrow = ch < "\x80" and ch not in "()"
            if end > begin and ch not in _CLOSING and not (word and narrow and glyphs.starts[i] - end < near):
                return end - begin
            word = narrow
            end = glyphs.ends[i]
    return end - begin
