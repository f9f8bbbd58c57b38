"""Numbers, days and months written into printed forms by hand: read where there is no doubt, else left empty and marked; print stays print."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest import Document, digits, read_here
from ingest.cuts import cut_out
from ingest.document import MarkKind
from ingest.handwriting import DAYS, MONTHS, NUMBERS
from ingest.textlines import TextLine
from tests.ingest.drawn_pages import DPI, Put, as_scanned, font_path, picture, scan_pdf
from tests.ingest.pen import write

TOP, PITCH = 90.0, 40.0
LEFT, SIZE = 85.0, 13.0
Row = tuple[str, float, str, float, str]  # print, white behind it, what is written, white behind that, print


def width(text: str, style: str) -> float:
    return ImageFont.truetype(font_path(style), round(SIZE * DPI / 72)).getlength(text) / (DPI / 72)


def forms(rows: list[Row], *, style: str, dotted: bool = False) -> Image.Image:
    """A page of printed lines, in each of which something is written by hand."""
    puts: list[Put] = []
    writing: list[tuple[str, float, float]] = []
    blank = Image.new("RGB", (10, 10))
    for number, (before, white, written, space, behind) in enumerate(rows):
        foot = TOP + PITCH * number
        start = LEFT + width(before, style) + white
        writing.append((written, start, foot))
        puts += [
            Put(before, LEFT, foot, SIZE, style),
            Put(behind, write(blank, written, start, foot) + space, foot, SIZE, style),
        ]
    page = picture(puts)
    for written, start, foot in writing:
        end = write(page, written, start, foot)
        for x in np.arange(start, end, 3.0) if dotted else ():
            ImageDraw.Draw(page).ellipse([v * DPI / 72 for v in (x, foot, x + 0.9, foot + 0.9)], fill=(25, 25, 30))
    return as_scanned(page)


def document_of(page: Image.Image, folder: Path) -> Document:
    path = folder / "viết tay.pdf"
    path.write_bytes(scan_pdf([page]))
    return read_here(path)


def lines_of(document: Document) -> list[tuple[str, list[MarkKind]]]:
    """The lines of the text with the marks of each."""
    found = []
    for block in document.blocks:
        kinds = [mark.kind for mark in document.marks if block.start <= mark.start < block.end]
        found.append((document.text[block.start : block.end], kinds))
    return found


HAND, UNREAD = MarkKind.HANDWRITTEN, MarkKind.UNREADABLE


@pytest.mark.parametrize("dotted", [False, True], ids=["on white", "over the dots of a form"])
def test_numbers_are_read_and_marked(tmp_path: Path, dotted: bool) -> None:
    numbers = ["660", "23", "299", "1045", "78", "35"]
    page = forms([("Số:", 3, number, 5, "/TB-UBND") for number in numbers], style="Regular", dotted=dotted)
    assert lines_of(document_of(page, tmp_path)) == [(f"Số: {number} /TB-UBND", [HAND]) for number in numbers]


def test_days_are_read_and_marked_also_close_to_the_print(tmp_path: Path) -> None:
    days = [("31", 3.0, 3.0), ("05", 1.0, 1.0), ("15", 2.0, 0.5), ("28", 0.5, 2.0)]
    rows = [("Sơn Hải, ngày", before, day, behind, "tháng 11 năm 2026") for day, before, behind in days]
    expected = [(f"Sơn Hải, ngày {day} tháng 11 năm 2026", [HAND]) for day, _, _ in days]
    assert lines_of(document_of(forms(rows, style="Italic"), tmp_path)) == expected


def test_what_is_in_doubt_stays_empty_and_is_marked(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("Số:", 4, "~", 6, "/TB-UBND"),  # a scribble
        ("Số:", 4, "12a", 6, "/TB-UBND"),  # a letter
        ("Sơn Hải, ngày", 4, "47", 6, "tháng 11 năm 2026"),  # no such day
        ("Sơn Hải, ngày", 4, "7", 6, "tháng 11 năm 2026"),  # without the 0 that the rules of form want: may have lost a digit
    ]
    found = lines_of(document_of(forms(rows, style="Regular"), tmp_path))
    assert [(text.replace(" ", ""), marks) for text, marks in found] == [
        ((before + behind).replace(" ", ""), [UNREAD]) for before, _, _, _, behind in rows
    ]


def test_print_is_taken_for_writing_nowhere(tmp_path: Path) -> None:
    texts = ["Số: 45/TB-UBND", "tháng năm 2026", "Sơn Hải, ngày 05 tháng 11 năm 2026", "6 tháng năm 2026 và tháng 7 năm 2027"]
    texts += ["6 tháng cuối năm 2026", "trước ngày 20 hằng tháng"]
    page = picture([Put(text, LEFT, TOP + PITCH * number, SIZE) for number, text in enumerate(texts)])
    assert lines_of(document_of(as_scanned(page), tmp_path)) == [(text, []) for text in texts]


@pytest.mark.parametrize(("space", "whole"), [(0.5, True), (-2.2, False), (-3.0, False)])
def test_a_digit_that_touches_the_stroke_behind_it_is_not_cut_off(space: float, whole: bool) -> None:
    """Wherever the stroke is taken to begin."""
    page = picture([], width=160, height=40)
    start = write(page, "358", 20, 30) + space
    scale = DPI / 72
    font = ImageFont.truetype(font_path("Regular"), round(SIZE * scale))
    ImageDraw.Draw(page).text((start * scale, 30 * scale), "/TB-UBND", fill=(25, 25, 30), font=font, anchor="ls")
    line = TextLine(np.asarray(page.convert("L")), 0, 0, 30 * scale, 0.67 * SIZE * scale)
    for right in (start,) if whole else (start - 4, start, start + 4):
        cut = cut_out(line, 15 * scale, right * scale, before_stroke=True)
        assert cut is not None
        assert cut.whole == whole


def cut_of(signs: str) -> np.ndarray:
    page = Image.new("L", (600, 120), 255)
    colour = Image.new("RGB", page.size, "white")
    write(colour, signs, 4, 24)
    ink = np.asarray(colour.convert("L"))
    rows, columns = np.flatnonzero((ink < 128).any(axis=1)), np.flatnonzero((ink < 128).any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


@pytest.mark.parametrize(
    ("signs", "wanted", "read"),
    [
        ("07", DAYS, "07"),
        ("30", DAYS, "30"),
        ("12", MONTHS, "12"),
        ("4", MONTHS, "4"),
        ("88", NUMBERS, "88"),
        ("5690", NUMBERS, "5690"),
    ],
)
def test_a_number_is_likely_and_nothing_else(signs: str, wanted: object, read: str) -> None:
    reading = digits.read(cut_of(signs), wanted)  # type: ignore[arg-type]
    assert reading.digits == read
    assert reading.likelihood > 0.95
    assert reading.outright > 0.3


@pytest.mark.parametrize(("signs", "wanted"), [("660", DAYS), ("45", DAYS), ("00", NUMBERS), ("15", MONTHS), ("12a", NUMBERS)])
def test_a_number_that_cannot_stand_there_has_no_evidence(signs: str, wanted: object) -> None:
    assert digits.read(cut_of(signs), wanted).outright < 0.3  # type: ignore[arg-type]


def not_installed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    real = importlib.util.find_spec

    def find(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "rapidocr" else real(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", find)


def damaged(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    path = folder / "rapidocr" / "models" / "PP-OCRv6_rec_small.onnx"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"half of a download")
    (folder / "rapidocr" / "__init__.py").touch()
    monkeypatch.syspath_prepend(folder)


@pytest.fixture
def forgotten() -> Iterator[None]:
    """The network is kept once it is loaded; forget it before and after."""
    digits.forget()
    yield
    digits.forget()


@pytest.mark.usefixtures("forgotten")
@pytest.mark.parametrize("trouble", [not_installed, damaged])
def test_without_the_network_everything_else_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: Callable[[pytest.MonkeyPatch, Path], None]
) -> None:
    trouble(monkeypatch, tmp_path)
    page = forms([("Số:", 3, "660", 5, "/TB-UBND")], style="Regular")
    assert lines_of(document_of(page, tmp_path)) == [("Số: /TB-UBND", [UNREAD])]
    assert not digits.available()
