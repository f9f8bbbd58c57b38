"""Word (.docx, .docm): the text as Word prints it. Macros are never run; nothing outside the file is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from ingest.assemble import Assembler
from ingest.document import Aside, AsideKind, BlockKind, Document, Page
from ingest.errors import CorruptFile, MissingProgram, NoText
from ingest.letterhead import goes_on, names_the_nation, with_next
from ingest.media_types import DOCM
from ingest.openxml.columns import LETTERHEAD_NODES, with_columns, with_joined_lines
from ingest.openxml.inline import BREAK, Found, InlineReader, NoteReference
from ingest.openxml.numbering import Numbering, numeral
from ingest.openxml.package import Element, Package, R, W, open_package
from ingest.openxml.pictures import Picture
from ingest.openxml.story import Cell, Node, Paragraph, StoryReader, Table
from ingest.openxml.styles import Styles, number, value
from ingest.source import Source
from ingest.vietnamese import matching_key

if TYPE_CHECKING:
    from ingest.pagetext import PageText

_WARNINGS = {
    Found.TRACKED: "Văn bản còn vết sửa đổi (Track Changes): đã lấy chữ thêm vào, bỏ chữ bị xóa. Hãy đối chiếu với bản chính thức.",
    Found.OLD_FONTS: "Một phần văn bản dùng phông chữ cũ (TCVN3 hoặc VNI), đã chuyển sang Unicode. Hãy đối chiếu với bản gốc.",
    Found.EMBEDDED: "Văn bản có đối tượng nhúng (bảng tính, biểu đồ…); nội dung trong đó chưa được đọc.",
}
_MACROS = "Tệp có macro; chương trình không chạy macro và chỉ đọc phần chữ."
_INSERTED_FILE = "Văn bản chèn một tệp khác vào bên trong; phần đó chưa được đọc. Hãy mở bằng Word, lưu lại rồi thả lại."
_PICTURES_ONLY = (
    "Tệp Word chỉ chứa hình ảnh và không nhận dạng được chữ nào trong hình. Hãy quét lại rõ hơn (300 dpi) rồi thả lại."
)
_RECOGNISED = "Văn bản có {count} hình ảnh chứa chữ, đã được nhận dạng tự động; hãy đối chiếu với hình trong bản gốc."
_NOT_RECOGNISED = (
    "Văn bản có {count} hình ảnh lớn, chữ trong hình (nếu có) chưa được đọc: {names}. "
    "Hãy xem bản gốc; nếu cần đọc, lưu trang có hình thành PDF rồi thả riêng."
)
_NAMED = 5  # pictures named in that sentence

_TYPED_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ]\)|[IVXLC]{1,6}\.|[-–+•])(?=\s|$)")
_SIGNING = re.compile(r"^nơi nhận\s*:?|^(?:tm|kt|tl|tuq|q)\.\s|^(?:quyền )?(?:chủ tịch|giám đốc|chánh văn phòng|trưởng phòng)\b")
_PERSON = re.compile(r"\d{1,3}[.)]?(?:\s|$)|(?:ông|bà|đồng chí|đ/c)\s")  # as rows of a list of people begin
_SHORT_HEADING = 200  # characters; a longer bold paragraph is emphasis


def read(source: Source) -> Document:
    """The document in a Word file; raises CorruptFile, EncryptedFile, TooLarge, NoText."""
    with open_package(source.path, source.limits) as package:
        return _Word(package).read(source)


@dataclass
class _Word:
    package: Package
    assembler: Assembler = field(default_factory=Assembler)
    _number: int = 0  # of the next paragraph or row that holds text
    _scanned: dict[Picture, PageText] = field(
        default_factory=dict
    )  # what was recognised in pictures, until it is put in its place
    _waiting: list[PageText] = field(
        default_factory=list
    )  # pages that follow each other: a paragraph may run on from one to the next
    _asides: list[Aside] = field(default_factory=list)

    def read(self, source: Source) -> Document:
        main = self.package.main_part()
        body = self.package.xml(main).find(W + "body")
        if body is None:
            raise CorruptFile
        parts = self.package.relations(main)
        by_kind = dict(parts.values())
        styles = Styles.read(self.package.optional(by_kind.get("styles")))
        numbering = Numbering.read(self.package.optional_xml(by_kind.get("numbering")), styles)
        marks = _NoteMarks(self.package, by_kind.get("settings"), body)
        reader = StoryReader(styles, numbering, InlineReader(styles, marks.next))
        nodes = reader.read(body)
        pages, said = self._recognise(nodes, body, parts, source) if reader.inline.pictures else ([], [])
        self._emit(with_columns(nodes))
        self._flush()
        self._notes(reader, by_kind)
        self._running(reader, body, parts)
        if self.assembler.empty:
            raise NoText(_PICTURES_ONLY if reader.inline.pictures else "Tệp Word không có chữ nào. Hãy kiểm tra lại tệp gốc.")
        warnings = [text for found, text in _WARNINGS.items() if found in reader.found] + said
        if source.media_type == DOCM:
            warnings.append(_MACROS)
        if next(body.iter(W + "altChunk"), None) is not None:
            warnings.append(_INSERTED_FILE)
        return self.assembler.finish(
            source,
            read_by="docx" if self._number else "ocr",
            pages=[Page(page.number, *page.size, page.source, page.quality) for page in pages],
            asides=list(dict.fromkeys(self._asides)),
            warnings=warnings,
        )

    # --- pictures -----------------------------------------------------------------------------------------------------------

    def _recognise(
        self, nodes: Sequence[Node], body: Element, parts: dict[str, tuple[str, str]], source: Source
    ) -> tuple[list[PageText], list[str]]:
        """The pages that pictures are, recognised where the document consists mainly of them, and what to tell of pictures."""
        from ingest import wordscans  # with all of recognition behind it: most Word files have no picture of that size

        scans = wordscans.scans_in(body, parts)
        if not scans:
            return [], []
        typed = sum(c.isalpha() for c in _text_of_nodes(nodes))
        if wordscans.is_scanned([scan.picture for scan in scans], typed):
            try:
                self._scanned = wordscans.recognised(self.package, scans, source.limits)
            except MissingProgram:
                if not typed:
                    raise
        pages = list(self._scanned.values())
        if not pages:
            names = ", ".join(f"«{scan.name}»" for scan in scans[:_NAMED]) + ("…" if len(scans) > _NAMED else "")
            return [], [_NOT_RECOGNISED.format(count=len(scans), names=names)]
        read = sum(bool(page.words) for page in pages)
        return pages, ([_RECOGNISED.format(count=read)] if read else []) + [said for page in pages for said in page.warnings]

    def _take_pictures(self, pictures: Sequence[Picture]) -> None:
        for picture in pictures:
            page = self._scanned.pop(picture, None)
            if page is not None:
                self._waiting.append(page)

    def _flush(self) -> None:
        """Put the pages that wait where the typed text goes on."""
        if self._waiting:
            from ingest.pages import blocks_of

            pages, self._waiting = self._waiting, []
            self.assembler.gap()
            self._asides += blocks_of(pages, self.assembler)
            self.assembler.gap()

    # --- body ---------------------------------------------------------------------------------------------------------------

    def _emit(self, nodes: Sequence[Node], kind: BlockKind | None = None) -> None:
        for index, node in enumerate(nodes):
            if isinstance(node, Paragraph):
                self._paragraph(node, kind)
            else:
                self._table(node, kind, top=index < LETTERHEAD_NODES)

    def _paragraph(self, paragraph: Paragraph, kind: BlockKind | None) -> None:
        printed = paragraph.printed
        if not printed.strip():
            self.assembler.gap()
        else:
            self._flush()
        level = paragraph.outline or paragraph.depth
        label = paragraph.label or _typed_label(printed)
        own = kind or _kind_of(paragraph, label)
        added = False
        for index, line in enumerate(_soft_lines(printed, own is BlockKind.LETTERHEAD)):
            block = self.assembler.add(
                line,
                kind=own,
                paragraph=self._number,
                label=label if index == 0 else "",
                level=level if own in (BlockKind.HEADING, BlockKind.LIST_ITEM) else 0,
            )
            added = added or block is not None
        self._number += added
        self._take_pictures(paragraph.pictures)
        for box in paragraph.boxes:
            self._emit(box, kind)

    # --- tables -------------------------------------------------------------------------------------------------------------

    def _table(self, table: Table, kind: BlockKind | None, *, top: bool) -> None:
        cells = [cell for row in table.rows for cell in row]
        signing = any(map(_is_signing, cells)) and not _lists_people(table)
        lays_out = len(cells) == 1 or (not table.ruled and (len(table.rows) == 1 or signing))
        if table.letterhead or (top and any(names_the_nation(_text_of(cell)) for cell in cells)):
            self._columns(table, BlockKind.LETTERHEAD)
        elif lays_out:
            self._columns(table, kind)
        else:
            self._rows(table)

    def _columns(self, table: Table, kind: BlockKind | None) -> None:
        """A table that only lays text out: one column after the other; a row that is one wide cell stands between."""
        for width, rows in groupby(table.rows, key=len):
            group = list(rows)
            for column in range(width):
                if width > 1:
                    self.assembler.gap()
                for row in group:
                    nodes = row[column].nodes
                    self._emit(with_joined_lines(nodes) if kind is BlockKind.LETTERHEAD else nodes, kind)
        self.assembler.gap()

    def _rows(self, table: Table) -> None:
        """A table of data: one block a row, its cells under the columns they start in."""
        starts = sorted({start for row in table.rows for start, _ in _placed(row)})
        place = {start: index for index, start in enumerate(starts)}
        for row in table.rows:
            cells = [""] * len(starts)
            for start, cell in _placed(row):
                if not cell.continues:
                    cells[place[start]] = _text_of(cell)
            self._flush()
            self._number += self.assembler.add_row(cells, paragraph=self._number) is not None
            self._take_pictures([picture for cell in row for picture in _pictures_in(cell.nodes)])

    # --- notes, heads and feet ----------------------------------------------------------------------------------------------

    def _notes(self, reader: StoryReader, by_kind: dict[str, str]) -> None:
        references: list[NoteReference] = reader.notes
        roots = {kind: self.package.optional_xml(by_kind.get(f"{kind}s")) for kind in ("footnote", "endnote")}
        stories = {
            (kind, note.get(W + "id", "")): note
            for kind, root in roots.items()
            if root is not None
            for note in root.iterchildren(f"{W}{kind}")
        }
        for index, reference in enumerate(list(references)):
            story = stories.get((reference.kind, reference.note_id))
            if story is None:
                continue
            if index == 0:
                self.assembler.gap()
            text = " ".join(_text_of_nodes(reader.read(story)).split())
            label = f"[{reference.mark}]" if reference.mark else ""
            block = self.assembler.add(f"{label} {text}", kind=BlockKind.FOOTNOTE, paragraph=self._number, label=label)
            self._number += block is not None

    def _running(self, reader: StoryReader, body: Element, parts: dict[str, tuple[str, str]]) -> None:
        """Heads and feet of the pages: beside the text."""
        for reference in body.iter(W + "headerReference", W + "footerReference"):
            part = parts.get(reference.get(R + "id", ""), ("", ""))[1]
            root = self.package.optional_xml(part)
            if root is None:
                continue
            nodes = reader.read(root)
            text = " ".join(_text_of_nodes(nodes).split())
            kind = AsideKind.RUNNING_HEAD if reference.tag == W + "headerReference" else AsideKind.RUNNING_FOOT
            if _has_page_field(nodes) and not any(c.isalpha() for c in text):
                kind = AsideKind.PAGE_NUMBER
            if text:
                self._asides.append(Aside(kind, text))


@dataclass
class _NoteMarks:
    """Counts footnotes and endnotes, in the formats that the settings and the last section ask for."""

    package: Package
    settings: str | None  # the name of the part
    body: Element
    _forms: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def next(self, kind: str) -> str:
        """The printed mark of the next note of ``kind`` ("footnote", "endnote")."""
        if kind not in self._forms:
            self._forms[kind] = self._form(kind)
        form, start = self._forms[kind]
        count = self._counts[kind] = self._counts.get(kind, start - 1) + 1
        return numeral(count, form)

    def _form(self, kind: str) -> tuple[str, int]:
        """The number format of the notes of ``kind``, and where they begin."""
        roots = (self.body.find(W + "sectPr"), self.package.optional_xml(self.settings))
        properties = [root.find(f"{W}{kind}Pr") for root in roots if root is not None]
        form = next(filter(None, (value(p, "numFmt") for p in properties)), "decimal" if kind == "footnote" else "lowerRoman")
        starts = [number(p, "numStart") for p in properties]
        return form, next((s for s in starts if s is not None), 1)


def _kind_of(paragraph: Paragraph, label: str) -> BlockKind:
    text = paragraph.text.strip()
    if paragraph.outline:
        return BlockKind.HEADING
    short = len(text) <= _SHORT_HEADING and not text.endswith((";", ".", ","))
    if short and text and (paragraph.bold or (len(text) > 3 and text.isupper())):
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM if label else BlockKind.PARAGRAPH


def _typed_label(text: str) -> str:
    match = _TYPED_LABEL.match(text.lstrip())
    return match[0] if match else ""


def _soft_lines(text: str, letterhead: bool) -> list[str]:
    """The blocks that soft line breaks make of a paragraph.

    Staff use them both to wrap a heading and to start what is really a new paragraph; the page looks the same. A new block begins in the
    letterhead (but where a V/v or a number goes on), behind the end of a sentence or item, before a number or dash, and between capitals
    and small letters (title, subject).
    """
    lines = [line for line in text.split(BREAK) if line.strip()]
    blocks = lines[:1]
    for line in lines[1:]:
        before = blocks[-1].strip()
        if _begins_line_of_letterhead(before, line) if letterhead else _begins_block(before, line):
            blocks.append(line)
        else:
            blocks[-1] = with_next(before, line.strip()) if letterhead else f"{before} {line.strip()}"
    return blocks


def _begins_line_of_letterhead(before: str, line: str) -> bool:
    return not goes_on(before, line.strip())


def _begins_block(before: str, line: str) -> bool:
    ended = before.endswith((".", ";", ":", "!", "?"))
    return ended or bool(_typed_label(line)) or _is_capitals(before) != _is_capitals(line)


def _is_capitals(text: str) -> bool:
    return sum(c.isalpha() for c in text) > 3 and text.isupper()


def _is_signing(cell: Cell) -> bool:
    return any(_SIGNING.match(matching_key(line.strip())) for line in _text_of(cell, "\n").split("\n"))


def _lists_people(table: Table) -> bool:
    """Whether each row is about one person, by a number or "Ông", "Bà"; a row of headings may stand above."""
    firsts = [text for text in (_text_of(row[0]).strip() for row in table.rows if row) if text]
    people = [_PERSON.match(matching_key(text)) is not None for text in firsts]
    return sum(people) > 1 and all(people[1:])


def _placed(row: Sequence[Cell]) -> list[tuple[int, Cell]]:
    """The cells of a row with the grid column in which each starts."""
    placed = []
    column = 0
    for cell in row:
        placed.append((column, cell))
        column += cell.span
    return placed


def _text_of(cell: Cell, joint: str = " ") -> str:
    return _text_of_nodes(cell.nodes, joint)


def _text_of_nodes(nodes: Sequence[Node], joint: str = " ") -> str:
    """All text of nodes on one line: paragraphs, boxes, and the cells of tables inside."""
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, Paragraph):
            parts.append(node.printed)
            parts.extend(_text_of_nodes(box, joint) for box in node.boxes)
        else:
            parts.extend(_text_of(cell, joint) for row in node.rows for cell in row if not cell.continues)
    return joint.join(part for part in parts if part.strip())


def _pictures_in(nodes: Sequence[Node]) -> Iterator[Picture]:
    for node in nodes:
        if isinstance(node, Paragraph):
            yield from node.pictures
            for box in node.boxes:
                yield from _pictures_in(box)
        else:
            for row in node.rows:
                for cell in row:
                    yield from _pictures_in(cell.nodes)


def _has_page_field(nodes: Sequence[Node]) -> bool:
    return any(
        node.page_field or any(_has_page_field(box) for box in node.boxes)
        if isinstance(node, Paragraph)
        else any(_has_page_field(cell.nodes) for row in node.rows for cell in row)
        for node in nodes
    )
