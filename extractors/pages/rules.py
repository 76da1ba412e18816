"""The rules drawn on a page: strokes, edges of boxes, thin filled rectangles."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from extractors.document import Box
from extractors.pages import native

THICKEST = 4.0
"""Points: a filled or stroked shape not thicker than this is a rule, a thicker one is an area."""
_SHORTEST = 3.0
_MAX_SEGMENTS = 5000
_MAX_DEPTH = 4
_SQUARE = 64.0
_FARTHEST = 4000.0
"""Points; what lies beyond counts to the last square."""
_MOST_AREAS = 1000
"""Areas in one square from which a page is a picture."""
_LIGHT = 0xF8

Matrix = tuple[float, float, float, float, float, float]


def read_rules(page: Any) -> list[Box]:
    """Visible rules of a page (raw handle), those inside form objects too, as boxes in user space.

    left, bottom, right, top; the shorter side is not over THICKEST. White is invisible on paper: a white rule counts
    only where it lies on an area that was filled with a colour.
    """
    paths, matrices = _paths(page)
    sides, modes = native.read_bounds(paths), native.read_modes(paths)
    boxes = zip(sides[0::4], sides[1::4], sides[2::4], sides[3::4], strict=True)
    pen = _Pen()
    for path, matrix, box, filled, stroked in zip(paths, matrices, boxes, modes[0::2], modes[1::2], strict=True):
        pen.draw(path, matrix, box, filled, stroked)
    return pen.rules


def _paths(page: Any) -> tuple[list[Any], list[Matrix | None]]:
    """The page's paths, and for each the matrix of the form objects that it is in."""
    paths: list[Any] = []
    matrices: list[Matrix | None] = []
    for item, kind in native.read_drawn(page):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            paths.append(item)
            matrices.append(None)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            for inner, matrix in _walk_form(item, _matrix(item), 1):
                paths.append(inner)
                matrices.append(matrix)
    return paths, matrices


def _walk_form(form: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    for i in range(pdfium.FPDFFormObj_CountObjects(form)):
        item = pdfium.FPDFFormObj_GetObject(form, i)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield item, matrix
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            yield from _walk_form(item, _times(_matrix(item), matrix), depth + 1)


def _matrix(item: Any) -> Matrix:
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, m)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First m, then n."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _move(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


_COLOUR = (ctypes.c_uint * 4)()
_COLOUR_AT = native.references(_COLOUR)
_SHADES = memoryview(_COLOUR).cast("B").cast("I")
"""What the colour is, read without a list."""


class _Pen:
    """Draws path objects: keeps the rules, and the coloured areas that rules may lie on."""

    def __init__(self) -> None:
        self.rules: list[Box] = []
        self._areas = _Areas()

    def draw(self, item: Any, matrix: Matrix | None, box: Box, filled: int, stroked: int) -> None:
        """Add what the path draws to the rules or, a coloured area, to the areas."""
        if matrix is not None:
            box = _moved(matrix, *box)
        wide, high = box[2] - box[0], box[3] - box[1]
        if wide < _SHORTEST and high < _SHORTEST:
            return
        coloured = filled and not _is_white(item, native.fill_colour)
        if wide <= THICKEST or high <= THICKEST:
            shown = coloured or (stroked and not _is_white(item, native.stroke_colour))
            if shown or ((filled or stroked) and self._areas.hold(box)):
                self.rules.append(box)
            return
        if coloured:
            self._areas.add(box)
        if stroked and not _is_white(item, native.stroke_colour):
            self.rules.extend(_edges(item, matrix))
        elif coloured and pdfium.FPDFPath_CountSegments(item) > 5:
            self.rules.extend(_bars(item, matrix))


def _is_white(item: Any, read: Any) -> bool:
    """Whether a colour leaves no mark on paper: nearly white, or transparent."""
    if not read(item, *_COLOUR_AT):
        return False
    red, green, blue, alpha = _SHADES
    return alpha < 16 or (red >= _LIGHT and green >= _LIGHT and blue >= _LIGHT)


def _moved(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    x0, y0 = _move(matrix, left, bottom)
    x1, y1 = _move(matrix, right, top)
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


class _Areas:
    """Coloured areas, found by the square of the page that a rule on them begins in.

    A map has tens of thousands of areas and of white lines; held against each other they would take minutes.
    """

    def __init__(self) -> None:
        self._near: dict[tuple[int, int], list[Box]] = {}

    def add(self, area: Box) -> None:
        """Add an area, a point larger on each side than it was drawn."""
        x0, y0, x1, y1 = area[0] - 1, area[1] - 1, area[2] + 1, area[3] + 1
        for column in range(_square(x0), _square(x1) + 1):
            for row in range(_square(y0), _square(y1) + 1):
                areas = self._near.setdefault((column, row), [])
                if len(areas) < _MOST_AREAS:
                    areas.append((x0, y0, x1, y1))

    def hold(self, rule: Box) -> bool:
        """Whether the rule lies on one of the areas."""
        near = self._near.get((_square(rule[0]), _square(rule[1])), ())
        return any(x0 <= rule[0] and y0 <= rule[1] and rule[2] <= x1 and rule[3] <= y1 for x0, y0, x1, y1 in near)


def _square(at: float) -> int:
    return int(max(0.0, min(at, _FARTHEST)) // _SQUARE)


def _points(item: Any, matrix: Matrix | None) -> list[list[tuple[float, float]]]:
    """The path's straight subpaths in user space; one with a curve in it is left out."""
    own = _matrix(item)
    full = own if matrix is None else _times(own, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    paths: list[list[tuple[float, float]]] = []
    curved: set[int] = set()
    for i in range(min(pdfium.FPDFPath_CountSegments(item), _MAX_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not paths:
            paths.append([])
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            curved.add(len(paths) - 1)
        paths[-1].append(_move(full, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            paths[-1].append(paths[-1][0])
    return [p for i, p in enumerate(paths) if i not in curved]


def _edges(item: Any, matrix: Matrix | None) -> Iterator[Box]:
    """The upright and level edges of a stroked path."""
    for points in _points(item, matrix):
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            if min(abs(x1 - x0), abs(y1 - y0)) <= 1 and max(abs(x1 - x0), abs(y1 - y0)) >= _SHORTEST:
                yield (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _bars(item: Any, matrix: Matrix | None) -> Iterator[Box]:
    """The thin rectangles of a path that fills several at once."""
    for points in _points(item, matrix):
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        if min(box[2] - box[0], box[3] - box[1]) <= THICKEST and max(box[2] - box[0], box[3] - box[1]) >= _SHORTEST:
            yield box
