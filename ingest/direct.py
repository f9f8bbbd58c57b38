"""PDFium's functions called past ctypes' checks of each argument, for those that are called once a character or once an object.

Handles and addresses are plain integers here. The interpreter is not let go for the time of a call: it would take longer than the call.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, cast

import pypdfium2.raw as pdfium_c

HANDLE, INTEGER, ADDRESS, LENGTH = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_ulong


def _direct(function: Any, result: Any, *argument_types: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, ctypes.c_void_p).value
    if address is None:
        raise RuntimeError("PDFium function is missing")
    return cast(Callable[..., Any], ctypes.PYFUNCTYPE(result, *argument_types)(address))


def handle_of(helper: Any) -> int:
    """The number of the handle of a page or text page of pypdfium2."""
    return ctypes.cast(helper.raw, ctypes.c_void_p).value or 0


loose_box = _direct(pdfium_c.FPDFText_GetLooseCharBox, None, HANDLE, INTEGER, ADDRESS)
object_of_character = _direct(pdfium_c.FPDFText_GetTextObject, HANDLE, HANDLE, INTEGER)
font_info = _direct(pdfium_c.FPDFText_GetFontInfo, None, HANDLE, INTEGER, ADDRESS, LENGTH, ADDRESS)
object_of_page = _direct(pdfium_c.FPDFPage_GetObject, HANDLE, HANDLE, INTEGER)
object_of_form = _direct(pdfium_c.FPDFFormObj_GetObject, HANDLE, HANDLE, LENGTH)
kind_of_object = _direct(pdfium_c.FPDFPageObj_GetType, INTEGER, HANDLE)
bounds_of_object = _direct(pdfium_c.FPDFPageObj_GetBounds, INTEGER, HANDLE, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
