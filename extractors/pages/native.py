"""The calls of pdfium that are made for every character and object of a page.

pypdfium2 declares them with argument types, which ctypes converts at each call, and gives up the interpreter's lock
around each. Undeclared they take handles and references as they are, at less than half the cost, and these few calls
are a third of the time that it takes to read a page. Everything else calls pypdfium2.raw.

An undeclared call takes what it is given: pass handles, `ctypes.byref`s and small integers only. As all of pdfium, it
may be used by one thread at a time.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium


def _undeclared(function: Any, result: Any = None) -> Any:
    """result: its type; None where nobody looks at it, because numbers are made of it otherwise."""
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


char_angle = _undeclared(pdfium.FPDFText_GetCharAngle, ctypes.c_float)
"""(text page, index) -> radians clockwise."""

char_origin = _undeclared(pdfium.FPDFText_GetCharOrigin)
"""(text page, index, references to two doubles: x, y)."""

text_object = _undeclared(pdfium.FPDFText_GetTextObject, pdfium.FPDF_PAGEOBJECT)
"""(text page, index) -> the object that prints the character."""

fill_colour = _undeclared(pdfium.FPDFPageObj_GetFillColor, ctypes.c_int)
stroke_colour = _undeclared(pdfium.FPDFPageObj_GetStrokeColor, ctypes.c_int)
"""(object, references to four unsigned ints: red, green, blue, alpha) -> 0 where none is set."""

clip_path = _undeclared(pdfium.FPDFPageObj_GetClipPath, pdfium.FPDF_CLIPPATH)
"""(object) -> its clipping path."""

clip_paths = _undeclared(pdfium.FPDFClipPath_CountPaths, ctypes.c_int)
"""(clipping path) -> how many paths it has."""

clip_segments = _undeclared(pdfium.FPDFClipPath_CountPathSegments, ctypes.c_int)
"""(clipping path, index of a path) -> how many segments that path has."""

clip_segment = _undeclared(pdfium.FPDFClipPath_GetPathSegment, pdfium.FPDF_PATHSEGMENT)
"""(clipping path, index of a path, index of a segment) -> the segment."""

segment_point = _undeclared(pdfium.FPDFPathSegment_GetPoint)
"""(segment, references to two floats: x, y)."""

unmapped = _undeclared(pdfium.FPDFText_HasUnicodeMapError, ctypes.c_int)
"""(text page, index) -> 1 where the font does not say which character it is."""

_loose_box = _undeclared(pdfium.FPDFText_GetLooseCharBox)
_page_object = _undeclared(pdfium.FPDFPage_GetObject, pdfium.FPDF_PAGEOBJECT)
_object_type = _undeclared(pdfium.FPDFPageObj_GetType, ctypes.c_int)
_bounds = _undeclared(pdfium.FPDFPageObj_GetBounds)
_draw_mode = _undeclared(pdfium.FPDFPath_GetDrawMode)


def references(buffer: Any) -> list[Any]:
    """A reference to each item of a ctypes array, as the calls above want them."""
    return [ctypes.byref(buffer, k * ctypes.sizeof(buffer) // len(buffer)) for k in range(len(buffer))]


POINT = (ctypes.c_double * 2)()
POINT_AT = references(POINT)
"""Room for what `char_origin` says, and the references to it."""

_MANY = 128


class _Table:
    """Memory for what a call writes about _MANY objects, a row for each, and references to the rows' items."""

    def __init__(self, kind: Any, width: int) -> None:
        memory = (kind * (width * _MANY))()
        self.values: Any = memoryview(memory).cast("B").cast(kind._type_)
        self.columns = [references(memory)[k::width] for k in range(width)]


_SIDES = _Table(ctypes.c_float, 4)
_MODES = _Table(ctypes.c_int, 2)


class _Room:
    """Memory for what a page's characters are and for their boxes, with a reference to each box.

    It is kept from page to page: making a reference costs as much as a call with it.
    """

    def __init__(self, characters: int) -> None:
        self.codes = (ctypes.c_ushort * (characters + 1))()
        self.sides = (ctypes.c_float * (4 * characters))()
        self.references = [ctypes.byref(self.sides, 16 * i) for i in range(characters)]


_room = _Room(2048)


def _room_for(characters: int) -> _Room:
    global _room
    if characters > len(_room.references):
        _room = _Room(2 * characters)
    return _room


def as_reference(handle: Any) -> Any:
    """A page or text page as calls take it soonest: ctypes makes a reference of a handle at each call otherwise."""
    return ctypes.byref(handle.contents)


def read_codes(textpage: Any, n: int) -> bytes:
    """The first n characters in UTF-16-LE; fewer where pdfium leaves some out."""
    codes = _room_for(n).codes
    written = pdfium.FPDFText_GetText(textpage, 0, n, codes)
    return ctypes.string_at(codes, 2 * max(0, written - 1))


def read_loose_boxes(textpage: Any, n: int) -> array[float]:
    """left, top, right and bottom of each of the first n characters, one after the other; zeros where it has none.

    An array makes a number when it is looked at; a list of all of them would cost as much as half of the calls.
    """
    room = _room_for(n)
    ctypes.memset(room.sides, 0, 16 * n)
    deque(map(_loose_box, repeat(textpage), range(n), room.references), maxlen=0)
    return array("f", ctypes.string_at(room.sides, 16 * n))


def read_drawn(page: Any) -> list[tuple[Any, int]]:
    """The page's objects that are no text, with the type of each, as FPDF_PAGEOBJ_PATH."""
    objects = list(map(_page_object, repeat(page), range(pdfium.FPDFPage_CountObjects(page))))
    kinds = map(_object_type, objects)
    return [(item, kind) for item, kind in zip(objects, kinds, strict=True) if kind != pdfium.FPDF_PAGEOBJ_TEXT]


def read_bounds(objects: list[Any]) -> list[float]:
    """left, bottom, right and top of each of the objects, one after the other."""
    return _read_many(objects, _bounds, _SIDES)


def read_modes(paths: list[Any]) -> list[int]:
    """How each of the paths is filled (0 not at all) and whether it is stroked, one after the other."""
    return _read_many(paths, _draw_mode, _MODES)


def _read_many(objects: list[Any], read: Any, table: _Table) -> list[Any]:
    """What a call writes about each of the objects, one after the other."""
    found: list[Any] = []
    for k in range(0, len(objects), _MANY):
        part = objects[k : k + _MANY]
        deque(map(read, part, *table.columns), maxlen=0)
        found += table.values[: len(part) * len(table.columns)]
    return found
