"""Which paragraph of a Word file is which component (ô) of the layout of Phụ lục I, mục IV."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from docx.table import Table
from docx.text.paragraph import Paragraph

from generate import lexicon
from generate.formatting import Font, Layout, font_of, is_rule, layout_of
from generate.wording import clean, fold

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_NUMBER = re.compile(r"^Số\s*:|^Số\s+\S*\s*/", re.IGNORECASE)
_PLACE_DATE = re.compile(r"ngày\b.*\btháng\b.*\bnăm\b", re.IGNORECASE)
_LETTER_SUBJECT = re.compile(r"^v/v\b", re.IGNORECASE)
_BASIS = re.compile(r"^(?:căn cứ|theo đề nghị|thực hiện quyết định|xét đề nghị)\b", re.IGNORECASE)
_HEAD_LINES = 40
TAB = 12.7
"""Millimetres of Word's default tab stop, which many use for the first-line indent."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with text: where it stands (``table`` -1 outside tables) and how it looks. ``ruled``: a rule is drawn right under it."""

    text: str
    table: int
    row: int
    column: int
    font: Font
    layout: Layout
    ruled: bool
    fonts: tuple[Font, ...]

    @property
    def cell(self) -> tuple[int, int, int]:
        return self.table, self.row, self.column


@dataclass(frozen=True, slots=True)
class Boxes:
    """The lines of a file by component; None or () where it was not found."""

    lines: tuple[Line, ...]
    nation: Line | None = None
    motto: Line | None = None
    names: tuple[Line, ...] = ()
    number: Line | None = None
    place_date: Line | None = None
    letter_subject: Line | None = None
    title: Line | None = None
    subject: tuple[Line, ...] = ()
    addressee: Line | None = None
    bases: tuple[Line, ...] = ()
    body: tuple[Line, ...] = ()
    recipients_head: Line | None = None
    recipients: tuple[Line, ...] = ()
    signing: tuple[Line, ...] = ()

    @classmethod
    def of(cls, document: Any) -> Boxes:
        """Recognise the components of a python-docx document."""
        lines = tuple(_lines(document))
        head = lines[:_HEAD_LINES]
        nation = _first(head, lambda line: fold(line.text) == fold(NATION))
        motto = _first(head, lambda line: re.sub(r"\s*[-–—]\s*", "-", fold(line.text)) == fold(MOTTO).replace(" - ", "-"))
        number = _first(head, lambda line: _NUMBER.match(line.text) is not None)
        place_date = _first(head, lambda line: _PLACE_DATE.search(line.text) is not None and len(line.text) < 80)
        letter_subject = _first(head, lambda line: _LETTER_SUBJECT.match(line.text) is not None)
        title = _first(head, lambda line: line.table < 0 and line.text.upper() in lexicon.abbreviations())
        addressee = _first(head, lambda line: fold(line.text).startswith("kính gửi"))
        recipients_head = _first(lines[::-1], lambda line: fold(line.text).startswith("nơi nhận"))
        names = _names(lines, nation, number)
        subject = _subject(lines, title)
        start = max(
            (
                lines.index(line)
                for line in (nation, motto, number, place_date, letter_subject, title, addressee, *subject)
                if line
            ),
            default=-1,
        )
        while (
            addressee
            and start + 1 < len(lines)
            and lines[start + 1].text.startswith(("-", "–"))
            and lines[start + 1].layout.alignment == "left"
        ):
            start += 1  # the addressees under "Kính gửi:"
        end = lines.index(recipients_head) if recipients_head else len(lines)
        middle = tuple(line for line in lines[start + 1 : end] if line.table < 0)
        bases = tuple(
            line
            for line in middle
            if _BASIS.match(line.text) and line.text.rstrip().endswith((";", ".", ",")) and line is not middle[-1]
        )
        return cls(
            lines, nation, motto, names, number, place_date, letter_subject, title, subject, addressee, bases,
            tuple(line for line in middle if line not in bases), recipients_head, *_foot(lines, recipients_head),
        )  # fmt: skip

    @property
    def symbol(self) -> str:
        """What follows the slash of the number: "TB-UBND"; "" where there is none."""
        return clean(self.number.text).partition("/")[2].strip() if self.number else ""


def _first(lines: tuple[Line, ...], fits: Any) -> Line | None:
    return next((line for line in lines if fits(line)), None)


def _lines(document: Any) -> list[Line]:
    found: list[Line] = []
    tables = 0
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for cell_of, paragraphs in _cells(block):
                _append(found, paragraphs, (tables, *cell_of))
            tables += 1
        else:
            _append(found, [block], (-1, 0, 0))
    return found


def _cells(table: Table) -> list[tuple[tuple[int, int], list[Paragraph]]]:
    seen: set[int] = set()
    cells = []
    for row_number, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                cells.append(((row_number, column), cell.paragraphs))
    return cells


def _append(found: list[Line], paragraphs: list[Paragraph], cell: tuple[int, int, int]) -> None:
    for paragraph in paragraphs:
        made = _made_of(paragraph, cell)
        found += made
        if not made and found and is_rule(paragraph) and found[-1].cell == cell:
            found[-1] = replace(found[-1], ruled=True)


def _made_of(paragraph: Paragraph, cell: tuple[int, int, int]) -> list[Line]:
    """The line of a paragraph; more than one where tabs set it in columns, as in a head typed without a table."""
    layout, ruled = layout_of(paragraph), is_rule(paragraph)
    columns = _columns(paragraph)
    if paragraph.text.startswith("\t"):
        layout = replace(layout, first_line=TAB)
    if len(columns) > 1:
        layout = replace(layout, alignment="center")
    table, row, first = cell
    return [
        Line(clean(text), table, row, first + number, fonts[0], layout, ruled, fonts)
        for number, (text, fonts) in enumerate(columns)
    ]


def _columns(paragraph: Paragraph) -> list[tuple[str, tuple[Font, ...]]]:
    """Text and fonts (the one with most letters first) between the tabs, without empty columns."""
    columns: list[tuple[str, Counter[Font]]] = [("", Counter())]
    for run in paragraph.runs:
        font = font_of(run, paragraph)
        for number, text in enumerate(run.text.split("\t")):
            if number:
                columns.append(("", Counter()))
            columns[-1][1].update({font: len(text.strip())})
            columns[-1] = (columns[-1][0] + text, columns[-1][1])
    return [(text, tuple(font for font, letters in fonts.most_common() if letters)) for text, fonts in columns if clean(text)]


def _names(lines: tuple[Line, ...], nation: Line | None, number: Line | None) -> tuple[Line, ...]:
    """The names of the bodies: what stands in the head's table beside the quốc hiệu, above the number."""
    if nation is None:
        return ()
    above = lines.index(number) if number in lines else len(lines)
    beside = [
        line
        for line in lines[:above]
        if (line.table == nation.table >= 0 and line.column != nation.column)
        or (line.table == nation.table < 0 and line.column < nation.column)
    ]
    return tuple(line for line in beside if line.table < 0 or line.row == nation.row or number is None)


def _subject(lines: tuple[Line, ...], title: Line | None) -> tuple[Line, ...]:
    """The lines under the type's name: centred, up to the rule or the first line of another look."""
    if title is None or title.ruled:
        return ()
    subject: list[Line] = []
    for line in lines[lines.index(title) + 1 :]:
        if line.table >= 0 or line.layout.alignment != "center":
            break
        subject.append(line)
        if line.ruled:
            break
    return tuple(subject)


def _foot(lines: tuple[Line, ...], head: Line | None) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The recipients' lines, and the lines of the signing block beside them."""
    if head is None:
        return (), ()
    after = lines[lines.index(head) + 1 :]
    if head.table < 0:
        recipients = tuple(line for line in after if line.text.startswith(("-", "–")) and not line.column)
        return recipients, tuple(
            line for line in lines[lines.index(head) :] if line.column or (line not in recipients and line is not head)
        )
    recipients = tuple(line for line in after if line.cell == head.cell)
    signing = tuple(line for line in lines if line.table == head.table and line.column != head.column)
    return recipients, signing
