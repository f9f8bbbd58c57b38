"""Tables by what is drawn on a page: lines of dots and dashes, grids filled in one go, and drawings that are no tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pypdfium2 as pdfium
import pytest

from ingest.drawings import drawings_of
from ingest.frame import frame_of
from ingest.tables import tables_of
from tests.ingest.drawn_pages import bare_pdf, stream

Line = tuple[float, float, float, float]  # left, bottom, right, top in user space
COLUMNS, ROWS = [85.0, 120.0, 310.0, 538.0], [772.0, 750.0, 722.0, 700.0]
GRID: list[Line] = [
    *((COLUMNS[0], row, COLUMNS[-1], row) for row in ROWS),
    *((column, ROWS[-1], column, ROWS[0]) for column in COLUMNS),
]


def tables(content: str) -> list[tuple[int, int]]:
    """Rows and columns of each table on a page with what ``content`` draws."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    document = pdfium.PdfDocument(bare_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream(content.encode())]))
    try:
        first = document[0]
        _, rulings = drawings_of(first, frame_of(first))
        return [(len(table.rows) - 1, len(table.columns) - 1) for table in tables_of(rulings)]
    finally:
        document.close()


def steps(line: Line, step: float) -> Iterator[tuple[float, float]]:
    """Points along ``line``, ``step`` apart."""
    left, bottom, right, top = line
    length = max(right - left, top - bottom)
    for index in range(int(length / step) + 1):
        yield (left + index * step, bottom) if right > left else (left, bottom + index * step)


def squares(lines: Sequence[Line], size: float = 0.5, step: float = 2.0) -> str:
    return "\n".join(f"{x:.2f} {y:.2f} {size} {size} re f" for line in lines for x, y in steps(line, step))


def dashes(lines: Sequence[Line], length: float = 3.0) -> str:
    drawn = ["0.5 w"]
    for line in lines:
        for x, y in steps(line, length + 2):
            drawn.append(f"{x:.2f} {y:.2f} m {min(x + length, line[2]):.2f} {min(y + length, line[3]):.2f} l S")
    return "\n".join(drawn)


def long_dashes(lines: Sequence[Line]) -> str:
    return dashes(lines, 8.0)


def solid_upright(lines: Sequence[Line]) -> str:
    """Dotted lines between the rows, solid ones between the columns."""
    upright = [f"{left} {bottom} 0.5 {top - bottom} re f" for left, bottom, right, top in lines if left == right]
    return "\n".join([*upright, squares([one for one in lines if one[0] < one[2]])])


def bars(lines: Sequence[Line]) -> str:
    return "\n".join(f"{left} {bottom} {right - left or 0.5} {top - bottom or 0.5} re" for left, bottom, right, top in lines)


def one_path(lines: Sequence[Line]) -> str:
    return bars(lines) + "\nf"


@pytest.mark.parametrize("drawn", [squares, dashes, long_dashes, solid_upright, one_path])
def test_a_grid_is_a_table_however_its_lines_are_drawn(drawn: Callable[[Sequence[Line]], str]) -> None:
    assert tables(drawn(GRID)) == [(3, 3)]


FRAME: list[Line] = [(85, 600, 500, 600), (85, 700, 500, 700), (85, 600, 85, 700), (500, 600, 500, 700)]
BLANKS: list[Line] = [(150, 700 - 20 * index, 500, 700 - 20 * index) for index in range(5)]
CURVE = "60 800 m 60 780 80 780 80 800 c h"
SLOPE = "60 800 m 80 790 l 60 780 l h"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(squares(BLANKS), id="dotted blanks to write on"),
        pytest.param(squares([*BLANKS, (85, 690, 85, 800)]), id="dotted blanks beside a line"),
        pytest.param(squares(FRAME), id="a dotted frame"),
        pytest.param(one_path(FRAME), id="a frame filled in one go"),
        pytest.param(squares([(85, 600 + 3 * row, 285, 600 + 3 * row) for row in range(60)], 1.0, 3.0), id="a ground of dots"),
        pytest.param(f"{bars(GRID)}\n{CURVE}\nf", id="a logo with curves"),
        pytest.param(f"{bars(GRID)}\n{SLOPE}\nf", id="a logo with slopes"),
        pytest.param("0.9 g\n85 700 300 20 re 85 720 300 20 re 85 740 300 20 re f", id="grounds of rows"),
    ],
)
def test_other_drawings_are_no_tables(content: str) -> None:
    assert tables(content) == []
