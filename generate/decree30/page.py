"""Paper, margins, page number, font: Phụ lục I, Phần I, mục I."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from generate.decree30.boxes import Boxes
from generate.decree30.remark import Remark, size_words, source
from generate.formatting import font_of, layout_of, millimetres
from generate.tags import shown

FONT = "Times New Roman"
MARGINS = {
    "top_margin": ("trên", 20, 25),
    "bottom_margin": ("dưới", 20, 25),
    "left_margin": ("trái", 30, 35),
    "right_margin": ("phải", 15, 20),
}
_LONG = 3000
"""Letters above which a document surely has a second page."""


def remarks(document: Any, boxes: Boxes) -> Iterator[Remark]:
    section = document.sections[0]
    yield from _paper(section, boxes)
    for attribute, (side, least, most) in MARGINS.items():
        margin = millimetres(getattr(section, attribute))
        if not least - 0.3 <= margin <= most + 0.3:
            yield Remark("margin", f"Lề {side} phải từ {least} đến {most} mm, đang là {margin:.1f} mm.", source("I", 3))
    yield from _page_number(section, sum(len(line.text) for line in boxes.lines))
    yield from _fonts(boxes)


def _paper(section: Any, boxes: Boxes) -> Iterator[Remark]:
    width, height = millimetres(section.page_width), millimetres(section.page_height)
    if abs(min(width, height) - 210) > 1 or abs(max(width, height) - 297) > 1:
        yield Remark("paper", f"Khổ giấy phải là A4 (210 x 297 mm), đang là {width:.0f} x {height:.0f} mm.", source("I", 1))
    elif width > height and not any(line.table >= 0 for line in boxes.body):
        yield Remark("orientation", "Văn bản phải trình bày theo chiều dài của khổ A4 (trang đứng).", source("I", 2))


def _page_number(section: Any, letters: int) -> Iterator[Remark]:
    point = source("I", 7)
    below = [*_page_fields(section.footer), *_page_fields(section.first_page_footer)]
    if below:
        yield Remark("page-number-place", "Số trang phải đặt ở giữa lề trên, không đặt ở chân trang.", point)
    numbered = _page_fields(section.header)
    if not numbered:
        if letters > _LONG and not below:
            yield Remark("page-number", "Chưa có số trang: từ trang 2 phải có số trang ở giữa lề trên.", point)
        return
    if not section.different_first_page_header_footer or _page_fields(section.first_page_header):
        yield Remark(
            "page-number-first", "Trang thứ nhất không hiển thị số trang (chọn “Different First Page” cho đầu trang).", point
        )
    paragraph = numbered[0]
    if layout_of(paragraph).alignment != "center":
        yield Remark("page-number-alignment", "Số trang phải canh giữa theo chiều ngang.", point)
    font = font_of(paragraph.runs[0], paragraph) if paragraph.runs else None
    if font and not 13 <= font.size <= 14:
        yield Remark("page-number-size", f"Số trang phải có cỡ chữ {size_words(13, 14)}, đang là {font.size:g}.", point)
    if font and (font.bold or font.italic):
        yield Remark("page-number-style", "Số trang phải là chữ đứng, không đậm, không nghiêng.", point)


def _page_fields(part: Any) -> list[Any]:
    """Paragraphs of a header or footer that hold a PAGE field."""
    found = []
    for paragraph in part.paragraphs:
        codes = [node.text or "" for node in paragraph._p.iter(qn("w:instrText"))]
        codes += [node.get(qn("w:instr")) or "" for node in paragraph._p.iter(qn("w:fldSimple"))]
        if any(code.split()[:1] == ["PAGE"] for code in codes):
            found.append(paragraph)
    return found


def _fonts(boxes: Boxes) -> Iterator[Remark]:
    others: dict[str, str] = {}
    colored = ""
    for line in boxes.lines:
        for font in line.fonts:
            if font.name != FONT:
                others.setdefault(font.name or "không rõ", line.text)
            if font.color not in ("", "000000") and not colored:
                colored = line.text
    for name, text in others.items():
        yield Remark("font", f"Phông chữ phải là Times New Roman, đang có chữ phông {name}.", source("I", 4), shown(text))
    if colored:
        yield Remark("color", "Chữ phải màu đen.", source("I", 4), shown(colored))
