"""Word files for the comparisons, made on the spot: a long report as offices write them, and a sample document many times over.

The same arguments give a file with the same text. Written with python-docx; lists and footnotes, which it cannot make, as XML.
"""

from __future__ import annotations

import copy
import io
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx as python_docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

_LEVELS = (
    ("upperRoman", "%1."),
    ("decimal", "%2."),
    ("decimal", "%2.%3."),
    ("lowerLetter", "%4)"),
    ("bullet", "-"),
)
_LIST = 91  # an id that the template's own lists do not have
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_FOOTNOTE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_ENTRIES_A_PAGE = 12  # paragraphs and rows, as long as those below, on a page of A4

_BODIES = ("Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Sở Nông nghiệp và Môi trường", "UBND xã Tân Phong", "Văn phòng UBND tỉnh")
_WORK = (
    "rà soát, cập nhật danh mục thủ tục hành chính thuộc phạm vi quản lý",
    "tham mưu UBND tỉnh Sơn Hải ban hành kế hoạch thực hiện năm 2027",
    "đôn đốc giải ngân vốn đầu tư công, không để dồn vào cuối năm",
    "kiểm tra công tác tiếp công dân, giải quyết đơn thư khiếu nại, tố cáo tại cơ sở",
    "số hóa hồ sơ, kết quả giải quyết thủ tục hành chính còn hiệu lực",
)
_STATE = (
    "Tình hình kinh tế - xã hội tiếp tục ổn định; thu ngân sách đạt {a}% dự toán, tăng {b}% so với cùng kỳ.",
    "Toàn tỉnh đã tiếp nhận {a}.{b}50 hồ sơ, trong đó {a}% nộp trực tuyến; còn {b} hồ sơ quá hạn.",
    "Một số đơn vị triển khai chậm, chưa báo cáo đúng thời hạn quy định tại Kế hoạch số {a}/KH-UBND ngày {b}/3/2026.",
)


def long_report(pages: int, seed: int = 20261122) -> bytes:
    """A report of about so many pages: letterhead, styled headings, lists of five levels, ruled tables, footnotes, head and foot."""
    chance = random.Random(seed)
    document = python_docx.Document()
    _add_list(document)
    _letterhead(document)
    notes: list[str] = []
    for section in range(1, max(pages // 5, 1) + 1):
        _section(document, section, 5 * _ENTRIES_A_PAGE, chance, notes)
    _footnotes(document, notes)
    document.sections[0].header.paragraphs[0].text = "Báo cáo công tác chỉ đạo, điều hành"
    document.sections[0].footer.paragraphs[0].text = "Văn phòng UBND tỉnh Sơn Hải"
    return _saved(document)


def repeated(sample: Path, times: int) -> bytes:
    """The body of a sample document so many times over."""
    document = python_docx.Document(str(sample))
    body = document.element.body
    content = [element for element in body if element.tag != qn("w:sectPr")]
    end = body.find(qn("w:sectPr"))
    for _ in range(times - 1):
        for element in content:
            end.addprevious(copy.deepcopy(element))
    return _saved(document)


def _saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _letterhead(document: Any) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.text = "ỦY BAN NHÂN DÂN\nTỈNH SƠN HẢI\nSố: 318/BC-UBND"
    right.text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSơn Hải, ngày 20 tháng 11 năm 2026"
    document.add_heading("BÁO CÁO", 0)


def _section(document: Any, number: int, entries: int, chance: random.Random, notes: list[str]) -> None:
    document.add_heading(f"Tình hình thực hiện nhiệm vụ của lĩnh vực thứ {number}", 1)
    left = entries
    while left > 0:
        kind = chance.random()
        if kind < 0.08:
            rows = chance.randint(4, 9)
            _table(document, rows, chance)
            left -= rows
        elif kind < 0.35:
            _prose(document, chance, notes)
            left -= 1
        else:
            _item(document, chance)
            left -= 1


def _prose(document: Any, chance: random.Random, notes: list[str]) -> None:
    paragraph = document.add_paragraph()
    for sentence in _sentences(chance, 3):
        run = paragraph.add_run(f"{sentence} ")
        run.bold = chance.random() < 0.1
        run.font.name = "Times New Roman"
    if chance.random() < 0.2:
        notes.append(f"Theo Báo cáo số {chance.randint(1, 400)}/BC-UBND của UBND xã Tân Phong.")
        reference = parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="{len(notes)}"/></w:r>')
        paragraph._p.append(reference)


def _item(document: Any, chance: random.Random) -> None:
    paragraph = document.add_paragraph(style="List Paragraph")
    level = chance.choice((0, 1, 1, 2, 2, 2, 3, 3, 4))
    listed = parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{_LIST}"/></w:numPr>')
    paragraph._p.get_or_add_pPr().append(listed)
    day = f"{chance.randint(1, 28)}/12/2026"
    paragraph.add_run(f"Giao {chance.choice(_BODIES)}").bold = True
    paragraph.add_run(f" chủ trì, phối hợp với {chance.choice(_BODIES)} {chance.choice(_WORK)}; hoàn thành trước ngày {day}.")


def _table(document: Any, rows: int, chance: random.Random) -> None:
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("TT", "Đơn vị", "Nội dung", "Kết quả (%)"), strict=True):
        cell.text = text
    for number in range(1, rows):
        cells = table.add_row().cells
        texts = (str(number), chance.choice(_BODIES), chance.choice(_WORK), f"{chance.randint(40, 100)},{chance.randint(0, 9)}")
        for cell, text in zip(cells, texts, strict=True):
            cell.text = text


def _sentences(chance: random.Random, most: int) -> Iterator[str]:
    for _ in range(chance.randint(1, most)):
        yield chance.choice(_STATE).format(a=chance.randint(10, 99), b=chance.randint(2, 9))


def _add_list(document: Any) -> None:
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for index, (form, text) in enumerate(_LEVELS)
    )
    definition = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_LIST}">{levels}</w:abstractNum>')
    numbering.insert(0, definition)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{_LIST}"><w:abstractNumId w:val="{_LIST}"/></w:num>'))


def _footnotes(document: Any, notes: list[str]) -> None:
    stories = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {note}</w:t></w:r></w:p></w:footnote>'
        for number, note in enumerate(notes, start=1)
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w", "r")}>{stories}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, _FOOTNOTE_RELATION)
