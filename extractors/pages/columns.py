"""The text column of each page: where its lines begin and end, how far apart they stand."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.pages.lines import Line
from extractors.pages.reading import PageContent

_LONG = 0.45
"""Share of the page's width from which a line tells where the column is."""
_NEAR = 0.75
"""In characters: lines that end within this of each other end at the same margin."""
_OWN = 4
"""Lines of one page that make its own margin, against that of all pages of its size."""
_INDENT = 1.2
"""In characters: a line that begins this far from the margin is indented (two characters are the rule)."""


@dataclass(frozen=True, slots=True)
class Column:
    """left, right: margins in points of the page's upright view. pitch: from line to line. indents: whether the
    document's paragraphs begin with an indent.
    """

    left: float
    right: float
    pitch: float
    indents: bool

    def is_indented(self, line: Line) -> bool:
        """Whether the line begins clearly right of the margin."""
        return line.box[0] - self.left > _INDENT * line.size

    def is_centred(self, line: Line) -> bool:
        """Whether the line stands in the middle, with room on both sides."""
        before, after = line.box[0] - self.left, self.right - line.box[2]
        return before > 2.5 * line.size and abs(before - after) < 1.5 * line.size

    def has_room(self, line: Line, width: float) -> bool:
        """Whether `width` more would have fitted behind the line."""
        return line.box[2] + width < self.right - 0.3 * line.size


def find_columns(pages: Sequence[PageContent]) -> list[Column]:
    """The column of each page, from its own lines or, where they are few, from those of all pages of its size."""
    by_size: dict[tuple[int, int], list[PageContent]] = defaultdict(list)
    for page in pages:
        by_size[_size(page)].append(page)
    common = {size: _column_of(group, None) for size, group in by_size.items()}
    return [_column_of([page], common[_size(page)]) for page in pages]


def _size(page: PageContent) -> tuple[int, int]:
    return round(page.upright.width), round(page.upright.height)


def _column_of(pages: list[PageContent], common: Column | None) -> Column:
    width = pages[0].upright.width
    lines = [i for p in pages for i in p.items if isinstance(i, Line) and i.role == "text"]
    long = [i for i in lines if i.box[2] - i.box[0] > _LONG * width]
    em = statistics.median(i.size for i in long) if long else 10.0
    right, ends = _edge([i.box[2] for i in long], em)
    left, starts = _edge([-i.box[0] for i in long], em)
    pitch = _pitch(pages)
    if common is None:
        indented = sum(1 for i in long if 1.2 * em < i.box[0] + left < 3.5 * em)
        return Column(
            -left if starts else 0.12 * width,
            right if ends else 0.88 * width,
            pitch or 2 * em,
            indented >= 0.08 * len(long),
        )
    # A page of one-line paragraphs has no line at the margin: its indent is no margin of its own.
    shift = -left - common.left
    own_left = starts >= _OWN and (shift < 0 or shift > 4 * em)
    return Column(
        -left if own_left else common.left,
        right if ends >= _OWN else common.right,
        pitch or common.pitch,
        common.indents,
    )


def _edge(values: list[float], em: float) -> tuple[float, int]:
    """The outermost position that several lines share, and how many: a single line may stick out."""
    values = sorted(values, reverse=True)
    needed = max(2, round(0.12 * len(values)))
    for i, value in enumerate(values):
        near = [v for v in values[i:] if value - v <= _NEAR * em]
        if len(near) >= needed:
            return statistics.median(near), len(near)
    return (values[0], 1) if values else (0.0, 0)


def _pitch(pages: list[PageContent]) -> float | None:
    """The usual distance of two lines that follow each other, None where there are too few."""
    steps = []
    for page in pages:
        for one, two in zip(page.items, page.items[1:], strict=False):
            if isinstance(one, Line) and isinstance(two, Line) and abs(one.size - two.size) < 0.15 * one.size:
                step = two.box[3] - one.box[3]
                if 0.8 * one.size < step < 4 * one.size:
                    steps.append(step)
    return statistics.median(steps) if len(steps) >= _OWN else None
