"""Makes the Word templates of ``templates_docx/``: ``python -m generate.make_templates [FOLDER]``.

What staff edit in Word is the file; this module is where the shipped file comes from, so that its layout is reviewed as text and never drifts.
Tags stand in the text as ``{{ field }}``; ``{%p for … %}`` and ``{%p if … %}`` are paragraphs of their own, which vanish when a draft is made.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from generate import TEMPLATES
from generate.drafts import KINDS
from generate.letterhead import COLUMNS_MM
from generate.word_styles import add_styles, set_page

SIGNING_COLUMNS_MM = (75.0, 85.0)
Line = tuple[str, str]
"""A paragraph: style id and text."""


def main(arguments: Sequence[str]) -> None:
    """Write every template into the folder named, or into the shipped one."""
    folder = Path(arguments[0]) if arguments else TEMPLATES
    folder.mkdir(parents=True, exist_ok=True)
    for kind, make in MAKERS.items():
        make().save(str(folder / KINDS[kind].template))
        print(folder / KINDS[kind].template)


def conclusion_notice() -> Document:
    """Thông báo kết luận (Phụ lục III, mẫu 1.4: văn bản có tên loại)."""
    document = _new("Mẫu Thông báo kết luận")
    _letterhead(document, left=[])
    _add(
        document,
        ("TKTitle", "THÔNG BÁO"),
        ("TKSubject", "{{ subject }}"),
        ("TKRuleSubject", ""),
        *_each("paragraph", "opening", ("TKBody", "{{ paragraph }}")),
        ("TKTag", "{%p if assessment %}"),
        ("TKHeading", "I. ĐÁNH GIÁ CHUNG"),
        *_each("paragraph", "assessment", ("TKBody", "{{ paragraph }}")),
        ("TKHeading", "II. NHIỆM VỤ TRONG THỜI GIAN TỚI"),
        ("TKTag", "{%p endif %}"),
        *_each(
            "task",
            "tasks",
            ("TKTag", "{%p if task.points %}"),
            ("TKItemLead", "{{ task.text }}"),
            *_each("point", "task.points", ("TKPoint", "{{ point }}")),
            ("TKTag", "{%p else %}"),
            ("TKItem", "{{ task.text }}"),
            ("TKTag", "{%p endif %}"),
        ),
        ("TKClosing", "{{ closing }}"),
        ("TKGap", ""),
    )
    _signing(document)
    return document


def _each(name: str, values: str, *lines: Line) -> list[Line]:
    """``lines`` once for each of ``values``."""
    return [("TKTag", f"{{%p for {name} in {values} %}}"), *lines, ("TKTag", "{%p endfor %}")]


def _new(title: str) -> Document:
    document = docx.Document()
    set_page(document)
    add_styles(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments, properties.language = title, "ThuKy", "", "vi-VN"
    properties.created = properties.modified = datetime(2026, 1, 1)
    return document


def _letterhead(document: Document, *, left: Sequence[Line]) -> None:
    """The borderless table of the head: names on the first row, number level with place and date on the second; ``left`` goes under the number."""
    table = _table(document, COLUMNS_MM, rows=2)
    issuer = [
        *_each("line", "parent_lines", ("TKParent", "{{ line }}")),
        *_each("line", "issuer_lines", ("TKIssuer", "{{ line }}")),
        ("TKRuleIssuer", ""),
    ]
    nation = [("TKNation", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("TKMotto", "Độc lập - Tự do - Hạnh phúc"), ("TKRuleMotto", "")]
    _fill(table.cell(0, 0), issuer)
    _fill(table.cell(0, 1), nation)
    _fill(table.cell(1, 0), [("TKNumber", "{{ number_line }}"), *left])
    _fill(table.cell(1, 1), [("TKPlaceDate", "{{ place_date }}")])


def _signing(document: Document) -> None:
    """Nơi nhận on the left, the signing block level with it on the right; never torn apart by a page end."""
    table = _table(document, SIGNING_COLUMNS_MM, rows=1)
    recipients = [("TKRecipientsHead", "Nơi nhận:"), *_each("recipient", "recipients", ("TKRecipient", "{{ recipient }}"))]
    signature = [*_each("line", "signing_lines", ("TKAuthority", "{{ line }}")), ("TKSigner", "{{ signer }}")]
    _fill(table.cell(0, 0), recipients)
    _fill(table.cell(0, 1), signature)


def _add(document: Document, *lines: Line) -> None:
    for style, text in lines:
        _write(document.add_paragraph(), style, text)


def _fill(cell: Any, lines: Sequence[Line]) -> None:
    for position, (style, text) in enumerate(lines):
        _write(cell.paragraphs[0] if position == 0 else cell.add_paragraph(), style, text)


def _write(paragraph: Any, style: str, text: str) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.style = style
    if text:
        paragraph.add_run(text)


def _table(document: Document, widths: Sequence[float], *, rows: int) -> Any:
    """A borderless table over the whole text block: fixed widths, no cell margins, rows that no page end splits."""
    table = document.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    _without_margins(table)
    for row in table.rows:
        _unsplit(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def _without_margins(table: Any) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins) if look is not None else table._tbl.tblPr.append(margins)


def _unsplit(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


MAKERS: dict[str, Callable[[], Document]] = {"thong_bao_ket_luan": conclusion_notice}

if __name__ == "__main__":
    main(sys.argv[1:])
