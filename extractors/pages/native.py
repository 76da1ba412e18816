"""The calls of pdfium that are made for every character and object of a page.

pypdfium2 declares them with pointer types, which ctypes checks and wraps at each call, and gives up the interpreter's
lock around each. Declared with plain addresses they cost a third less, and these few calls are half of the time that
it takes to read a page. Everything else calls pypdfium2.raw.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium


def address_of(handle: Any) -> int:
    """Address of a handle, as the calls below want it."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _declared(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(address_of(function))


loose_box = _declared(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
"""(text page, index, address of four floats: left, top, right, bottom) -> 0 on failure."""

char_angle = _declared(pdfium.FPDFText_GetCharAngle, ctypes.c_float, ctypes.c_void_p, ctypes.c_int)
"""(text page, index) -> radians clockwise."""

page_object = _declared(pdfium.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
"""(page, index) -> address of the object."""

object_type = _declared(pdfium.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
"""(object) -> its type, as FPDF_PAGEOBJ_PATH."""


bounds = _declared(pdfium.FPDFPageObj_GetBounds, ctypes.c_int, *[ctypes.c_void_p] * 5)
"""(object, addresses of four floats: left, bottom, right, top) -> 0 on failure."""

draw_mode = _declared(pdfium.FPDFPath_GetDrawMode, ctypes.c_int, *[ctypes.c_void_p] * 3)
"""(object, address of an int: how it is filled, 0 not at all; address of an int: whether it is stroked)."""

fill_colour = _declared(pdfium.FPDFPageObj_GetFillColor, ctypes.c_int, *[ctypes.c_void_p] * 5)
stroke_colour = _declared(pdfium.FPDFPageObj_GetStrokeColor, ctypes.c_int, *[ctypes.c_void_p] * 5)
"""(object, addresses of four unsigned ints: red, green, blue, alpha) -> 0 where none is set."""


def object_at(address: int) -> Any:
    """The object at an address, as pypdfium2.raw wants it."""
    return ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
