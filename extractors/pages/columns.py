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


@dataclass(slots=True)
class _Sample:
    """What pages tell of their column: their long lines, and the distances of lines that follow each other."""

    width: float
    long: list[Line]
    steps: list[float]


def find_columns(pages: Sequence[PageContent]) -> list[Column]:
    """The column of each page, from its own lines or, where they are few, from those of all pages of its size."""
    samples = [_sample(page) for page in pages]
    by_size: dict[tuple[int, int], list[_Sample]] = defaultdict(list)
    for page, sample in zip(pages, samples, strict=True):
        by_size[_size(page)].append(sample)
    common = {size: _column_of(_together(group), None) for size, group in by_size.items()}
    return [_column_of(sample, common[_size(page)]) for page, sample in zip(pages, samples, strict=True)]


def _size(page: PageContent) -> tuple[int, int]:
    return round(page.upright.width), round(page.upright.height)


def _sample(page: PageContent) -> _Sample:
    sample = _Sample(page.upright.width, [], [])
    before: Line | None = None
    for item in page.items:
        if not isinstance(item, Line):
            before = None
            continue
        box, size = item.box, item.size
        if item.role == "text" and box[2] - box[0] > _LONG * sample.width:
            sample.long.append(item)
        if before is not None and abs(before.size - size) < 0.15 * before.size:
            step = box[3] - before.box[3]
            if 0.8 * before.size < step < 4 * before.size:
                sample.steps.append(step)
        before = item
    return sample


def _together(group: list[_Sample]) -> _Sample:
    long, steps = [i for s in group for i in s.long], [i for s in group for i in s.steps]
    return _Sample(group[0].width, long, steps)


def _column_of(sample: _Sample, common: Column | None) -> Column:
    width, long = sample.width, sample.long
    em = statistics.median(i.size for i in long) if long else 10.0
    right, ends = _edge([i.box[2] for i in long], em)
    left, starts = _edge([-i.box[0] for i in long], em)
    pitch = statistics.median(sample.steps) if len(sample.steps) >= _OWN else None
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
