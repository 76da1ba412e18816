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
from collections.abc import Iterator
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium


def _undeclared(function: Any, result: Any = ctypes.c_int) -> Any:
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


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

clip_paths = _undeclared(pdfium.FPDFClipPath_CountPaths)
"""(clipping path) -> how many paths it has."""

clip_segments = _undeclared(pdfium.FPDFClipPath_CountPathSegments)
"""(clipping path, index of a path) -> how many segments that path has."""

clip_segment = _undeclared(pdfium.FPDFClipPath_GetPathSegment, pdfium.FPDF_PATHSEGMENT)
"""(clipping path, index of a path, index of a segment) -> the segment."""

segment_point = _undeclared(pdfium.FPDFPathSegment_GetPoint)
"""(segment, references to two floats: x, y) -> 0 on failure."""

unmapped = _undeclared(pdfium.FPDFText_HasUnicodeMapError)
"""(text page, index) -> 1 where the font does not say which character it is."""

_loose_box = _undeclared(pdfium.FPDFText_GetLooseCharBox)
_page_object = _undeclared(pdfium.FPDFPage_GetObject, pdfium.FPDF_PAGEOBJECT)
_object_type = _undeclared(pdfium.FPDFPageObj_GetType)


class _Room:
    """Memory for what a page's characters are and for their boxes, with a reference to each box.

    It is kept from page to page: making a reference costs as much as a call with it.
    """

    def __init__(self, characters: int) -> None:
        self.codes = (ctypes.c_ushort * (characters + 1))()
        self.sides = (ctypes.c_float * (4 * characters))()
        self.values: Any = memoryview(self.sides).cast("B").cast("f")
        self.references = [ctypes.byref(self.sides, 16 * i) for i in range(characters)]


_room = _Room(2048)


def _room_for(characters: int) -> _Room:
    global _room
    if characters > len(_room.references):
        _room = _Room(2 * characters)
    return _room


def read_codes(textpage: Any, n: int) -> bytes:
    """The first n characters in UTF-16-LE; fewer where pdfium leaves some out."""
    codes = _room_for(n).codes
    written = pdfium.FPDFText_GetText(textpage, 0, n, codes)
    return ctypes.string_at(codes, 2 * max(0, written - 1))


def read_loose_boxes(textpage: Any, n: int) -> list[float]:
    """left, top, right and bottom of each of the first n characters, one after the other; zeros where it has none."""
    room = _room_for(n)
    ctypes.memset(room.sides, 0, 16 * n)
    deque(map(_loose_box, repeat(textpage), range(n), room.references), maxlen=0)
    values: list[float] = room.values[: 4 * n].tolist()
    return values


def read_drawn(page: Any) -> Iterator[tuple[Any, int]]:
    """The page's objects that are no text, with the type of each, as FPDF_PAGEOBJ_PATH."""
    objects = list(map(_page_object, repeat(page), range(pdfium.FPDFPage_CountObjects(page))))
    for item, kind in zip(objects, map(_object_type, objects), strict=True):
        if kind != pdfium.FPDF_PAGEOBJ_TEXT:
            yield item, kind


def references(buffer: Any) -> list[Any]:
    """A reference to each item of a ctypes array, as the calls above want them."""
    return [ctypes.byref(buffer, k * ctypes.sizeof(buffer) // len(buffer)) for k in range(len(buffer))]
