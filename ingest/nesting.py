"""Drawings within drawings (form XObjects, ISO 32000-1, 8.10): pages on which they multiply without end.

A form that draws itself twice, or twenty forms that each draw the next one twice, take PDFium ages, and a page that is being opened cannot
be given up. So such files, which their bytes betray, are tried first by a process that can be killed: page by page, each with its time.
"""

from __future__ import annotations

import logging
import os
import re
import select
import signal
from pathlib import Path

import pypdfium2 as pdfium

log = logging.getLogger(__name__)

_DEEPEST = 8  # forms in each other; signing programs need four
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_OBJECT = re.compile(rb"(\d+)\s+\d+\s+obj\b\s*$")
_REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R\b")
_SHARED = re.compile(rb"/(?:Resources|XObject)\s+(\d+)\s+\d+\s+R\b")  # given elsewhere in the file
_LONGEST = 20_000  # bytes of a dictionary


def endless_pages(path: Path, pages: int, seconds: float) -> frozenset[int]:
    """The indexes (from 0) of the pages that take longer than ``seconds`` to open; only files with deep nests of forms are tried."""
    if not _deep(path.read_bytes()):
        return frozenset()
    endless: set[int] = set()
    at = 0
    while at < pages:
        stuck = _first_stuck(path, at, pages, seconds)
        if stuck is None:
            break
        log.warning("page %d of %s does not open within %.0f s", stuck + 1, path.name, seconds)
        endless.add(stuck)
        at = stuck + 1
    return frozenset(endless)


def _deep(data: bytes) -> bool:
    """Whether forms lie in each other more than :data:`_DEEPEST` deep, or in themselves."""
    inside = _forms(data)
    depth: dict[int, int] = {}
    return any(_depth(form, inside, depth) > _DEEPEST for form in inside)


def _depth(form: int, inside: dict[int, set[int]], depth: dict[int, int], above: int = 0) -> int:
    """How many forms lie in each other from ``form`` on, ``above`` it so many; deeper than can be for one that holds itself."""
    if above > _DEEPEST:
        return _DEEPEST + 1
    if form not in depth:
        depth[form] = _DEEPEST + 1  # as long as it is not known: for what leads back to it
        depth[form] = 1 + max((_depth(other, inside, depth, above + 1) for other in inside[form]), default=0)
    return depth[form]


def _forms(data: bytes) -> dict[int, set[int]]:
    """For each form of a file, by the number of its object, the forms that its dictionary names."""
    named: dict[int, set[int]] = {}
    for match in _FORM.finditer(data):
        start = data.rfind(b"obj", max(match.start() - _LONGEST, 0), match.start())
        number = _OBJECT.search(data, max(start - 30, 0), start + 3)
        if start < 0 or number is None:
            continue
        end = data.find(b"stream", match.end(), match.end() + _LONGEST)
        entries = data[start : end if end > 0 else match.end() + _LONGEST]
        found = {int(reference) for reference in _REFERENCE.findall(entries)}
        for shared in _SHARED.findall(entries):
            found |= {int(reference) for reference in _REFERENCE.findall(_object(data, shared))}
        named[int(number[1])] = found
    return {form: {other for other in others if other in named} for form, others in named.items()}


def _object(data: bytes, number: bytes) -> bytes:
    """An object that is no stream; nothing where it is packed into one."""
    start = re.search(rb"(?<!\d)%s\s+\d+\s+obj\b" % number, data)
    if start is None:
        return b""
    end = data.find(b"endobj", start.end(), start.end() + _LONGEST)
    return data[start.end() : end if end > 0 else start.end() + _LONGEST]


def _first_stuck(path: Path, first: int, pages: int, seconds: float) -> int | None:
    """The first page from ``first`` on that does not open in time; None where all do, or where the file has another fault."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(ours)
            _open_all(path, first, pages, theirs)
        finally:
            os._exit(0)
    os.close(theirs)
    at = first
    try:
        while at < pages:
            ready, _, _ = select.select([ours], [], [], seconds)
            if not ready:
                return at
            opened = len(os.read(ours, 4096))
            if not opened:
                return None
            at += opened
        return None
    finally:
        os.close(ours)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _open_all(path: Path, first: int, pages: int, done: int) -> None:
    """Open one page after another, and write a byte for each."""
    pdf = pdfium.PdfDocument(path)
    for index in range(first, pages):
        try:
            page = pdf[index]
            page.get_textpage().close()
            page.close()
        except pdfium.PdfiumError:
            pass  # a fault of another kind: for the reader to tell
        os.write(done, b".")
