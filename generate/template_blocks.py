"""The parts that the Word templates are built from: tag paragraphs, the head, tables, the signing block."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from generate.letterhead import COLUMNS_MM
from generate.word_styles import add_styles, set_page, settle

SIGNING_COLUMNS_MM = (75.0, 85.0)
Line = tuple[str, str]
"""A paragraph: style id and text."""


def new(title: str) -> Document:
    """An empty template: page, styles and properties."""
    document = docx.Document()
    settle(document)
    set_page(document)
    add_styles(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments, properties.language = title, "ThuKy", "", "vi-VN"
    properties.created = properties.modified = datetime(2026, 1, 1)
    return document


def add(document: Document, *lines: Line) -> None:
    """Paragraphs at the end of the body."""
    for style, text in lines:
        _write(document.add_paragraph(), style, text)


def each(name: str, values: str, *lines: Line) -> list[Line]:
    """``lines`` once for each of ``values``."""
    return [("TKTag", f"{{%p for {name} in {values} %}}"), *lines, ("TKTag", "{%p endfor %}")]


def when(field: str, *lines: Line, otherwise: Sequence[Line] = ()) -> list[Line]:
    """``lines`` where ``field`` is not empty, else ``otherwise``."""
    other = [("TKTag", "{%p else %}"), *otherwise] if otherwise else []
    return [("TKTag", f"{{%p if {field} %}}"), *lines, *other, ("TKTag", "{%p endif %}")]


def letterhead(document: Document, *, under_number: Sequence[Line] = ()) -> None:
    """The borderless table of the head: names on the first row, number level with place and date on the second."""
    table = _borderless(document, COLUMNS_MM, rows=2)
    issuer = [
        *each("line", "parent_lines", ("TKParent", "{{ line }}")),
        *each("line", "issuer_lines", ("TKIssuer", "{{ line }}")),
        ("TKRuleIssuer", ""),
    ]
    nation = [("TKNation", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("TKMotto", "Độc lập - Tự do - Hạnh phúc"), ("TKRuleMotto", "")]
    _fill(table.cell(0, 0), issuer)
    _fill(table.cell(0, 1), nation)
    _fill(table.cell(1, 0), [("TKNumber", "{{ number_line }}"), *under_number])
    _fill(table.cell(1, 1), [("TKPlaceDate", "{{ place_date }}")])


def addressees(document: Document) -> None:
    """Kính gửi: one addressee on the same line, several under it with their hyphens below the colon (Phụ lục I, mục II, điểm 9)."""
    several = [("TKAddressee", "Kính gửi:"), *each("line", "addressee_lines", ("TKAddresseeLine", "{{ line }}"))]
    add(document, *when("addressee", ("TKAddressee", "Kính gửi: {{ addressee }}"), otherwise=several), ("TKGap", ""))


def signing(document: Document) -> None:
    """Nơi nhận on the left, the signing block level with it on the right; never torn apart by a page end."""
    add(document, ("TKGap", ""))
    table = _borderless(document, SIGNING_COLUMNS_MM, rows=1)
    recipients = [("TKRecipientsHead", "Nơi nhận:"), *each("recipient", "recipients", ("TKRecipient", "{{ recipient }}"))]
    signature = [*each("line", "signing_lines", ("TKAuthority", "{{ line }}")), ("TKSigner", "{{ signer }}")]
    _fill(table.cell(0, 0), recipients)
    _fill(table.cell(0, 1), signature)


def rows_table(
    document: Document, values: str, columns: Sequence[tuple[str, float, str, str]], total: Sequence[str] = ()
) -> None:
    """A ruled table with one row for each of ``values``: columns of (heading, width in mm, style, text); ``total``: texts of a last row in bold."""
    table = document.add_table(rows=4 + bool(total), cols=len(columns))
    table.style = document.styles["Table Grid"]
    _cell_margins(table, sides_mm=1, ends_mm=0.6)
    _set_widths(table, [width for _, width, _, _ in columns])
    texts = [
        [heading for heading, _, _, _ in columns],
        [f"{{%tr for row in {values} %}}"],
        [text for *_, text in columns],
        ["{%tr endfor %}"],
    ]
    for row, cells in zip(table.rows, [*texts, list(total)], strict=False):
        for cell, text, (_, _, style, _) in zip(row.cells, cells, columns, strict=False):
            head = row is table.rows[0] or cells is texts[0] or text in total
            _write(cell.paragraphs[0], "TKTableHead" if head else "TKTag" if text.startswith("{%") else style, text)
        _unsplit(row)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)


def annex(document: Document) -> None:
    """A new section on a new page, its pages numbered from 1 (Phụ lục I, mục III, điểm 1).

    It names the page headers of the section before it for itself: where a template leaves the annex out, its section is the only one.
    """
    section = document.add_section(WD_SECTION.NEW_PAGE)
    before = document.sections[-2]._sectPr
    for position, reference in enumerate(before.findall(qn("w:headerReference")) + before.findall(qn("w:footerReference"))):
        section._sectPr.insert(position, deepcopy(reference))
    section.different_first_page_header_footer = True
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    section._sectPr.find(qn("w:pgMar")).addnext(start)


def _fill(cell: Any, lines: Sequence[Line]) -> None:
    for position, (style, text) in enumerate(lines):
        _write(cell.paragraphs[0] if position == 0 else cell.add_paragraph(), style, text)


def _write(paragraph: Any, style: str, text: str) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.style = style
    if text:
        paragraph.add_run(text)


def _borderless(document: Document, widths: Sequence[float], *, rows: int) -> Any:
    """A table over the whole text block without rules: fixed widths, no cell margins, rows that no page end splits."""
    table = document.add_table(rows=rows, cols=len(widths))
    _cell_margins(table, sides_mm=0)
    _set_widths(table, widths)
    for row in table.rows:
        _unsplit(row)
    return table


def _set_widths(table: Any, widths: Sequence[float]) -> None:
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def _cell_margins(table: Any, *, sides_mm: float, ends_mm: float = 0) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        margin = OxmlElement(f"w:{side}")
        millimetres = sides_mm if side in ("left", "right") else ends_mm
        margin.set(qn("w:w"), str(round(millimetres * 1440 / 25.4)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins) if look is not None else table._tbl.tblPr.append(margins)


def _unsplit(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
