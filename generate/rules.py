"""The rules of the head (đường kẻ): drawn as paragraph borders, their length fitted to the text above them after the merge.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II: under the tiêu ngữ as long as its text (điểm 1), under the issuer and under the subject
from 1/3 to 1/2 of their line (điểm 2, 5).
"""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from generate.formatting import font_of, layout_of
from generate.metrics import balanced, width, wrapped

SHARES = {"TKRuleMotto": 1.0, "TKRuleIssuer": 0.42, "TKRuleSubject": 0.42}
"""Paragraph styles, by style id, whose top border is a rule; the share of the line above that it takes."""


_BALANCED = ("TKSubject", "TKLetterSubject", "TKAnnexNote")
_BREATH = 1.5
"""Millimetres by which a balanced paragraph is wider than its longest line: fonts of other makers are a hair wider."""
_GLUE, _GLUE_BREATH = "\N{NO-BREAK SPACE}", 0.6
"""Millimetres more for each unbreakable space: LibreOffice prints it wider than Word and than its own font says."""


def fit_rules(document: Any) -> None:
    """Even out the lines of subjects, then set the indents of every rule: centred under its text, with the length that its style asks for."""
    for paragraph, room in paragraphs_with_room(document):
        style = paragraph.style.style_id if paragraph.style is not None else ""
        if style in _BALANCED and paragraph.runs:
            _even_out(paragraph, room)
        above = _before(paragraph)
        if style in SHARES and above is not None:
            _indent(paragraph, (room - _rule_length(above, room, SHARES[style])) / 2)


def _indent(paragraph: Paragraph, indent: float) -> None:
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(max(0.0, indent))


def _even_out(paragraph: Paragraph, room: float) -> None:
    """Indents that leave no lonely word on the last line of a centred subject."""
    layout, font = layout_of(paragraph), font_of(paragraph.runs[0], paragraph)
    inside = room - layout.left - layout.right
    lines = balanced(_one_line(paragraph), inside, font.size, bold=font.bold, italic=font.italic)
    if len(lines) > 1:
        longest = max(
            width(line, font.size, bold=font.bold, italic=font.italic) + _GLUE_BREATH * line.count(_GLUE) for line in lines
        )
        _indent(paragraph, (room - min(inside, longest + _BREATH)) / 2)


def _rule_length(above: Paragraph, room: float, share: float) -> float:
    """Millimetres: ``share`` of the last line of the text above."""
    if not above.runs:
        return room * share / 2
    layout, font = layout_of(above), font_of(above.runs[0], above)
    inside = room - layout.left - layout.right
    lines = wrapped(_one_line(above), inside, font.size, bold=font.bold, italic=font.italic) or [""]
    return min(inside, share * width(lines[-1], font.size, bold=font.bold, italic=font.italic))


def _one_line(paragraph: Paragraph) -> str:
    """Text with single spaces; unbreakable ones stay."""
    return re.sub(r"[ \t\n]+", " ", paragraph.text).strip(" ")


def _before(paragraph: Paragraph) -> Paragraph | None:
    element = paragraph._p.getprevious()
    return Paragraph(element, paragraph._parent) if element is not None and element.tag == qn("w:p") else None


def paragraphs_with_room(document: Any) -> list[tuple[Paragraph, float]]:
    """Every paragraph of the body and of its tables, with the width in millimetres that it may fill."""
    section = document.sections[0]
    block = float((section.page_width - section.left_margin - section.right_margin) / Mm(1))
    found = [(paragraph, block) for paragraph in document.paragraphs]
    for table in document.tables:
        for cell in {cell._tc: cell for row in table.rows for cell in row.cells}.values():
            room = float(cell.width / Mm(1)) if cell.width else block / max(1, len(table.columns))
            found += [(paragraph, room) for paragraph in cell.paragraphs]
    return found
