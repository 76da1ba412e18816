"""Characters in a page's content that nobody sees: beyond its edges, or cut off by a clipping path.

Spreadsheet programs write the whole text of a tall cell on every page that shows a part of it and clip the rest. Read
as it stands in the file, each sentence would be told twice, and its figures counted twice.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

from extractors.document import Box
from extractors.pages import native
from extractors.pages.frame import Frame
from extractors.pages.glyphs import Glyphs
from extractors.pages.runs import Run

_CORNER = (ctypes.c_float * 2)()
_CORNER_AT = native.references(_CORNER)
_SLACK = 1.0
_FAR = 1e6
_MOST_PATHS = 8
_MOST_SEGMENTS = 64


def find_hidden(textpage: Any, glyphs: Glyphs, runs: Sequence[Run]) -> set[int]:
    """Indices of the printed characters that cannot be seen. runs: of all characters.

    Clipping is asked for only where the highest or lowest characters are cut off: a page's end hides there.
    """
    if not runs:
        return set()
    width, height = glyphs.view.width, glyphs.view.height
    clips = _Clips(textpage, glyphs)
    tops, bottoms = [r.top for r in runs], [r.bottom for r in runs]
    top, bottom = min(tops), max(bottoms)
    if top >= 0 and bottom <= height and min([r.x0 for r in runs]) >= 0 and max([r.x1 for r in runs]) <= width:
        outermost = runs[tops.index(top)], runs[bottoms.index(bottom)]
        if not any(clips.cut(r, r.start) for r in outermost):
            return set()
    beyond: set[int] = set()
    cut: list[int] = []
    inside = 0
    for run, indices in _with_all(glyphs.text, runs):
        if run.x0 >= 0 and run.x1 <= width and run.top >= 0 and run.bottom <= height:
            rest = indices
        else:
            rest = [i for i in indices if _holds((0.0, 0.0, width, height), clips.middle(run, i))]
            beyond.update(indices)
            beyond.difference_update(rest)
        inside += len(rest)
        cut += clips.find_cut(run, rest)
    # A clip that leaves nothing is one that was measured in other coordinates.
    return beyond.union(cut) if len(cut) < inside else beyond


def _with_all(text: str, runs: Sequence[Run]) -> Iterator[tuple[Run, list[int]]]:
    """Each run with the indices of its characters and of those printed twice after it."""
    ordered = sorted(runs, key=lambda r: r.start)
    ends = [*(run.start for run in ordered[1:]), len(text)]
    for run, end in zip(ordered, ends, strict=True):
        yield run, [i for i in range(run.start, end) if text[i] > " "]


def _holds(area: Box, point: tuple[float, float]) -> bool:
    return area[0] <= point[0] <= area[2] and area[1] <= point[1] <= area[3]


class _Clips:
    """The areas in which the text objects of a page are shown, in one view, each asked for once."""

    def __init__(self, textpage: Any, glyphs: Glyphs) -> None:
        self._textpage, self._glyphs = textpage, glyphs
        self._areas: dict[int, Box | None] = {}

    def middle(self, run: Run, index: int) -> tuple[float, float]:
        """Of a character of the run."""
        return (self._glyphs.starts[index] + self._glyphs.ends[index]) / 2, (run.top + run.bottom) / 2

    def find_cut(self, run: Run, indices: list[int]) -> list[int]:
        """Characters of a run that are cut off: where the first and last fare alike, so do those between."""
        if not indices:
            return []
        first, last = self.cut(run, indices[0]), self.cut(run, indices[-1])
        if first == last:
            return indices if first else []
        return [i for i in indices if self.cut(run, i)]

    def cut(self, run: Run, index: int) -> bool:
        """Whether a character is outside of its clipping area."""
        item = native.text_object(self._textpage, index)
        if not item:
            return False
        key = ctypes.addressof(item.contents)
        if key not in self._areas:
            self._areas[key] = _clip_area(item, self._glyphs.view)
        area = self._areas[key]
        return area is not None and not _holds(area, self.middle(run, index))


def _clip_area(item: Any, view: Frame) -> Box | None:
    """The area that all clipping paths leave, with some slack; None where nothing is cut."""
    clip = native.clip_path(item)
    count = native.clip_paths(clip) if clip else 0
    if count <= 0 or count > _MOST_PATHS:
        return None
    left = bottom = -_FAR
    right = top = _FAR
    for path in range(count):
        xs, ys = [], []
        for k in range(min(native.clip_segments(clip, path), _MOST_SEGMENTS)):
            native.segment_point(native.clip_segment(clip, path, k), *_CORNER_AT)
            x, y = _CORNER
            xs.append(x)
            ys.append(y)
        if xs:
            left, right = max(left, min(xs)), min(right, max(xs))
            bottom, top = max(bottom, min(ys)), min(top, max(ys))
    x0, top, x1, bottom = view.view([(left, bottom, right, top)])[0]
    return (x0 - _SLACK, top - _SLACK, x1 + _SLACK, bottom + _SLACK)
