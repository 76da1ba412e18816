"""Characters in a page's content that nobody sees: beyond its edges, or cut off by a clipping path.

Spreadsheet programs write the whole text of a tall cell on every page that shows a part of it and clip the rest. Read
as it stands in the file, each sentence would be told twice, and its figures counted twice.
"""

from __future__ import annotations

import ctypes
from typing import Any

from extractors.document import Box
from extractors.pages import native
from extractors.pages.frame import Frame, Sides

_POINT = ctypes.c_float * 2
_SLACK = 1.0
_MOST_PATHS = 8
_MOST_SEGMENTS = 64


def find_hidden(textpage: Any, text: str, boxes: list[Box], sides: Sides, view: Frame) -> set[int]:
    """Indices of the printed characters that cannot be seen. boxes: of all characters, in `view`; sides: the same.

    Clipping is asked for only where the highest or lowest characters are cut off: a page's end hides there.
    """
    if not boxes:
        return set()
    starts, tops, ends, bottoms = sides
    top, bottom = min(tops), max(bottoms)
    beyond: set[int] = set()
    if top < 0 or bottom > view.height or min(starts) < 0 or max(ends) > view.width:
        beyond = _find_beyond(text, boxes, 2 * view.width, 2 * view.height)
    clips = _Clips(textpage, view)
    if not beyond:
        outermost = (tops.index(top), bottoms.index(bottom))
        if not any(clips.cut(i, boxes[i]) for i in outermost):
            return set()
    inside = [i for i, ch in enumerate(text) if ch > " " and i not in beyond]
    cut = _find_cut(clips, inside, boxes)
    # A clip that leaves nothing is one that was measured in other coordinates.
    return beyond | cut if len(cut) < len(inside) else beyond


def _find_beyond(text: str, boxes: list[Box], width: float, height: float) -> set[int]:
    """Printed characters whose middle lies beyond the page, which is half of `width` wide and half of `height` high."""
    return {
        i
        for i, (x0, top, x1, bottom) in enumerate(boxes)
        if not (0 <= x0 + x1 <= width and 0 <= top + bottom <= height) and text[i] > " "
    }


def _find_cut(clips: _Clips, inside: list[int], boxes: list[Box]) -> set[int]:
    """Line by line: where a line's first and last character fare alike, so do those between."""
    lines: dict[float, list[int]] = {}
    for i in inside:
        lines.setdefault(boxes[i][3], []).append(i)
    cut: set[int] = set()
    for line in lines.values():
        first, last = (clips.cut(i, boxes[i]) for i in (line[0], line[-1]))
        if first and last:
            cut.update(line)
        elif first or last:
            cut.update(i for i in line if clips.cut(i, boxes[i]))
    return cut


def _holds(doubled: Box, box: Box) -> bool:
    """Whether the middle of a box lies in an area (given by twice its coordinates)."""
    return doubled[0] <= box[0] + box[2] <= doubled[2] and doubled[1] <= box[1] + box[3] <= doubled[3]


class _Clips:
    """The areas in which the text objects of a page are shown, in one view, each asked for once."""

    def __init__(self, textpage: Any, view: Frame) -> None:
        self._textpage, self._view = textpage, view
        self._areas: dict[int, Box | None] = {}

    def cut(self, index: int, box: Box) -> bool:
        """Whether a character is outside of its clipping area."""
        item = native.text_object(self._textpage, index)
        if not item:
            return False
        key = ctypes.addressof(item.contents)
        if key not in self._areas:
            self._areas[key] = _clip_area(item, self._view)
        area = self._areas[key]
        return area is not None and not _holds(area, box)


def _clip_area(item: Any, view: Frame) -> Box | None:
    """Twice the coordinates of the area that all clipping paths leave, with some slack; None where nothing is cut."""
    clip = native.clip_path(item)
    count = native.clip_paths(clip) if clip else 0
    if count <= 0 or count > _MOST_PATHS:
        return None
    point = _POINT()
    x, y = native.references(point)
    low, high = [-1e6, -1e6], [1e6, 1e6]
    for path in range(count):
        points = []
        for k in range(min(native.clip_segments(clip, path), _MOST_SEGMENTS)):
            native.segment_point(native.clip_segment(clip, path, k), x, y)
            points.append(point[:])
        if not points:
            continue
        for axis in (0, 1):
            low[axis] = max(low[axis], min(p[axis] for p in points))
            high[axis] = min(high[axis], max(p[axis] for p in points))
    x0, top, x1, bottom = view.view([(low[0], low[1], high[0], high[1])])[0]
    return (2 * (x0 - _SLACK), 2 * (top - _SLACK), 2 * (x1 + _SLACK), 2 * (bottom + _SLACK))
