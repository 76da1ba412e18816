"""The calls of pdfium that are made for every character and object of a page.

pypdfium2 declares them with argument types, which ctypes converts at each call, and gives up the interpreter's lock
around each. Undeclared they take handles and references as they are, at less than half the cost, and these few calls
are a third of the time that it takes to read a page. Everything else calls pypdfium2.raw.

An undeclared call takes what it is given: pass handles, `ctypes.byref`s and small integers only. As all of pdfium, it
may be used by one thread at a time.
"""

from __future__ import annotations

import ctypes
from collections import deque
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium


def _undeclared(function: Any, result: Any = ctypes.c_int) -> Any:
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value)


char_angle = _undeclared(pdfium.FPDFText_GetCharAngle, ctypes.c_float)
"""(text page, index) -> radians clockwise."""

char_origin = _undeclared(pdfium.FPDFText_GetCharOrigin)
"""(text page, index, references to two doubles: x, y) -> 0 on failure."""

text_object = _undeclared(pdfium.FPDFText_GetTextObject, pdfium.FPDF_PAGEOBJECT)
"""(text page, index) -> the object that prints the character."""

bounds = _undeclared(pdfium.FPDFPageObj_GetBounds)
"""(object, references to four floats: left, bottom, right, top) -> 0 on failure."""

draw_mode = _undeclared(pdfium.FPDFPath_GetDrawMode)
"""(object, reference to an int: how it is filled, 0 not at all; one to an int: whether it is stroked)."""

fill_colour = _undeclared(pdfium.FPDFPageObj_GetFillColor)
stroke_colour = _undeclared(pdfium.FPDFPageObj_GetStrokeColor)
"""(object, references to four unsigned ints: red, green, blue, alpha) -> 0 where none is set."""

clip_path = _undeclared(pdfium.FPDFPageObj_GetClipPath, pdfium.FPDF_CLIPPATH)
"""(object) -> its clipping path."""

clip_segment = _undeclared(pdfium.FPDFClipPath_GetPathSegment, pdfium.FPDF_PATHSEGMENT)
"""(clipping path, index of a path, index of a segment) -> the segment."""

segment_point = _undeclared(pdfium.FPDFPathSegment_GetPoint)
"""(segment, references to two floats: x, y) -> 0 on failure."""

_loose_box = _undeclared(pdfium.FPDFText_GetLooseCharBox)
_page_object = _undeclared(pdfium.FPDFPage_GetObject, pdfium.FPDF_PAGEOBJECT)
_object_type = _undeclared(pdfium.FPDFPageObj_GetType)


class _Room:
    """Memory for the boxes of a page's characters, with a reference to each box: making one costs as much as a call."""

    def __init__(self, boxes: int) -> None:
        self.sides = (ctypes.c_float * (4 * boxes))()
        self.references = [ctypes.byref(self.sides, 16 * i) for i in range(boxes)]


_room = _Room(2048)


def read_loose_boxes(textpage: Any, n: int) -> list[float]:
    """left, top, right and bottom of each of the first n characters, one after the other; zeros where it has none."""
    global _room
    if n > len(_room.references):
        _room = _Room(2 * n)
    ctypes.memset(_room.sides, 0, 16 * n)
    deque(map(_loose_box, repeat(textpage), range(n), _room.references), maxlen=0)
    return _room.sides[: 4 * n]


def read_objects(page: Any) -> list[tuple[Any, int]]:
    """The page's objects, with the type of each, as FPDF_PAGEOBJ_PATH."""
    objects = list(map(_page_object, repeat(page), range(pdfium.FPDFPage_CountObjects(page))))
    return list(zip(objects, map(_object_type, objects), strict=True))


def references(buffer: Any) -> list[Any]:
    """A reference to each item of a ctypes array, as the calls above want them."""
    return [ctypes.byref(buffer, k * ctypes.sizeof(buffer) // len(buffer)) for k in range(len(buffer))]
