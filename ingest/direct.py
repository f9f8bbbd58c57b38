"""PDFium's functions called past ctypes' checks of each argument, for those that are called once a character or once an object.

Handles and addresses are plain integers here, but for what is called once for each character or object of a page: even making a pointer of
an integer takes longer than PDFium does, so that those functions want pointers made before (:func:`pointer`). The interpreter is not let go
for the time of a call.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, cast

import pypdfium2.raw as pdfium_c

HANDLE, INTEGER, ADDRESS, LENGTH = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_ulong


Pointer = Any  # what ctypes.byref gives


def _direct(function: Any, result: Any, *argument_types: Any) -> Callable[..., Any]:
    """``function`` without checks; without ``argument_types`` it takes pointers made before, and integers."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    if address is None:
        raise RuntimeError("PDFium function is missing")
    return cast(Callable[..., Any], ctypes.PYFUNCTYPE(result, *argument_types)(address))


def handle_of(helper: Any) -> int:
    """The number of the handle of a page or text page of pypdfium2."""
    return ctypes.cast(helper.raw, ctypes.c_void_p).value or 0


def pointer(address: int) -> Pointer:
    """A pointer to ``address``, to be made once and used often."""
    return ctypes.byref(ctypes.c_char.from_address(address))


# Pointer to the text page, number of the character, and for the box a pointer to FS_RECTF, for the origin two to doubles.
loose_box = _direct(pdfium_c.FPDFText_GetLooseCharBox, None)
origin_of_character = _direct(pdfium_c.FPDFText_GetCharOrigin, None)
object_of_character = _direct(pdfium_c.FPDFText_GetTextObject, HANDLE)
# Pointer to the page, number of the object.
object_of_page = _direct(pdfium_c.FPDFPage_GetObject, HANDLE)
font_of_object = _direct(pdfium_c.FPDFTextObj_GetFont, HANDLE, HANDLE)
angle_of_character = _direct(pdfium_c.FPDFText_GetCharAngle, ctypes.c_float)
size_of_object = _direct(pdfium_c.FPDFTextObj_GetFontSize, None, HANDLE, ADDRESS)
matrix_of_object = _direct(pdfium_c.FPDFPageObj_GetMatrix, None, HANDLE, ADDRESS)
font_info = _direct(pdfium_c.FPDFText_GetFontInfo, None, HANDLE, INTEGER, ADDRESS, LENGTH, ADDRESS)
object_of_form = _direct(pdfium_c.FPDFFormObj_GetObject, HANDLE, HANDLE, LENGTH)
kind_of_object = _direct(pdfium_c.FPDFPageObj_GetType, INTEGER, HANDLE)
bounds_of_object = _direct(pdfium_c.FPDFPageObj_GetBounds, INTEGER, HANDLE, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
