"""The walk over a story (body, cell, text box, note, header): paragraphs with their printed numbers, and tables with their cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.openxml.inline import Found, Inline, InlineReader, NoteReference, preferred
from ingest.openxml.numbering import Numbering
from ingest.openxml.package import MC, Element, W
from ingest.openxml.pictures import Picture
from ingest.openxml.styles import (
    INHERITED,
    PLAIN,
    Format,
    ParagraphProperties,
    Styles,
    is_on,
    number,
    paragraph_properties,
    value,
)

_HEADING_LEVELS = 9
_WRAPPERS = frozenset(W + tag for tag in ("customXml", "ins", "moveTo", "sdtContent", "smartTag"))
_PROPERTIES, _PARAGRAPH, _TABLE, _CONTROL = W + "pPr", W + "p", W + "tbl", W + "sdt"
_SIDES = ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV")
MAX_DEPTH = 60  # of tables and boxes in each other; nobody nests so deep but to break a reader


@dataclass(slots=True)
class Paragraph:
    """A paragraph as printed. ``text`` has soft line breaks as "\\n" and does not hold ``label``; ``glue`` stands between them."""

    text: str
    label: str = ""
    glue: str = " "
    depth: int = 0
    outline: int = 0  # 1 = highest heading, 0 = running text
    bold: bool = False
    page_field: bool = False
    boxes: list[list[Node]] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    @property
    def printed(self) -> str:
        return self.label + self.glue + self.text if self.label else self.text


@dataclass(slots=True)
class Cell:
    """A cell; ``span`` columns wide; ``continues`` the cell above it in one merged cell."""

    nodes: list[Node]
    span: int = 1
    continues: bool = False


@dataclass(slots=True)
class Table:
    """A table; ``ruled`` where lines are drawn between its cells, so that a reader sees a table and no layout.

    ``letterhead`` is set for what was typed as a letterhead without a table.
    """

    rows: list[list[Cell]]
    ruled: bool
    letterhead: bool = False


Node = Paragraph | Table


@dataclass
class StoryReader:
    """Reads stories in the order of the page: numbering counts through all of them."""

    styles: Styles
    numbering: Numbering
    inline: InlineReader
    notes: list[NoteReference] = field(default_factory=list)
    _depth: int = 0
    _swallowed: bool = False  # inside a cell that another one, merged with it, covers

    @property
    def found(self) -> set[Found]:
        return self.inline.found

    def read(self, story: Element) -> list[Node]:
        """The paragraphs and tables of a story."""
        self._depth += 1
        try:
            return self._nodes(story) if self._depth <= MAX_DEPTH else []
        finally:
            self._depth -= 1

    def _nodes(self, story: Element) -> list[Node]:
        nodes: list[Node] = []
        carried = Inline()  # the text before a paragraph mark that is deleted: it runs on into the next paragraph
        for element in _blocks(story):
            if element.tag == _TABLE:
                nodes.append(self._table(element))
                continue
            properties = paragraph_properties(next(element.iterchildren(_PROPERTIES), None))
            form = properties.form.over(self.styles.paragraph(properties.style))
            content = self._carry(carried, self.inline.read(element, form))
            self.notes.extend(content.notes)
            content.notes = []
            if properties.mark_deleted:
                self.found.add(Found.TRACKED)
                carried = content
                continue
            carried = Inline()
            nodes.append(self._paragraph(properties, form, content))
        if carried.text.strip() or carried.boxes or carried.pictures:
            nodes.append(self._paragraph(PLAIN, INHERITED, carried))
        return nodes

    @staticmethod
    def _carry(before: Inline, content: Inline) -> Inline:
        if before.text or before.boxes or before.pictures:
            content.text = before.text + content.text
            content.pictures = before.pictures + content.pictures
            content.boxes = before.boxes + content.boxes
            content.bold = content.bold and before.bold
        return content

    def _paragraph(self, properties: ParagraphProperties, form: Format, content: Inline) -> Paragraph:
        empty = not content.text.strip() and not content.boxes
        unnumbered = empty and (self._swallowed or properties.ends_section)
        label = ("", "", 0) if unnumbered else self._label(properties, form)
        outline = form.outline
        return Paragraph(
            text=content.text,
            label=label[0],
            glue=label[1],
            depth=label[2],
            outline=outline + 1 if outline is not None and 0 <= outline < _HEADING_LEVELS else 0,
            bold=content.bold,
            page_field=content.page_field,
            boxes=[self.read(box) for box in content.boxes] if content.boxes else [],
            pictures=content.pictures,
        )

    def _label(self, properties: ParagraphProperties, form: Format) -> tuple[str, str, int]:
        if form.num_id is None or form.num_id == "0" or properties.mark_hidden:
            return "", "", 0
        level = form.num_level
        if form.style is not None and not properties.listed:
            # The list itself may say at which of its levels a style stands.
            of_style = self.numbering.level_of_style(form.num_id, properties.style or form.style)
            level = of_style if of_style is not None else level
        label = self.numbering.next(form.num_id, level or 0)
        return (label.text, label.glue, label.depth) if label else ("", "", 0)

    def _table(self, table: Element) -> Table:
        rows = [self._row(row) for row in _rows(table) if self._is_printed(row)]
        return Table([row for row in rows if row], _is_ruled(table, self.styles))

    def _row(self, row: Element) -> list[Cell]:
        before = number(row.find(W + "trPr"), "gridBefore") or 0
        indent = [Cell([], before)] if before > 0 else []
        return indent + [self._cell(cell) for cell in _cells(row)]

    def _is_printed(self, row: Element) -> bool:
        properties = row.find(W + "trPr")
        if properties is None:
            return True
        if properties.find(W + "del") is not None or properties.find(W + "ins") is not None:
            self.found.add(Found.TRACKED)
        return properties.find(W + "del") is None and not is_on(properties, "hidden")

    def _cell(self, cell: Element) -> Cell:
        properties = next(cell.iterchildren(W + "tcPr"), None)
        merge = None if properties is None else next(properties.iterchildren(W + "vMerge"), None)
        continues = merge is not None and merge.get(W + "val", "continue") == "continue"
        # Text in a covered cell still takes part in numbering; its empty paragraphs do not.
        outside, self._swallowed = self._swallowed, continues
        nodes = self.read(cell)
        self._swallowed = outside
        return Cell(nodes, max(number(properties, "gridSpan") or 1, 1), continues)


def _blocks(story: Element) -> Iterator[Element]:
    """The paragraphs and tables of a story, out of whatever wraps them."""
    for element in story.iterchildren():
        tag = element.tag
        if tag in (_PARAGRAPH, _TABLE):
            yield element
        elif tag in _WRAPPERS:
            yield from _blocks(element)
        elif tag == _CONTROL:
            content = element.find(W + "sdtContent")
            if content is not None:
                yield from _blocks(content)
        elif tag == MC + "AlternateContent":
            yield from _blocks(preferred(element))


def _rows(table: Element) -> Iterator[Element]:
    yield from _unwrapped(table, W + "tr")


def _cells(row: Element) -> Iterator[Element]:
    yield from _unwrapped(row, W + "tc")


def _unwrapped(parent: Element, wanted: str) -> Iterator[Element]:
    for element in parent.iterchildren():
        if element.tag == wanted:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _unwrapped(element, wanted)
        elif element.tag == W + "sdt":
            content = element.find(W + "sdtContent")
            if content is not None:
                yield from _unwrapped(content, wanted)


def _is_ruled(table: Element, styles: Styles) -> bool:
    """Whether lines are drawn inside the table, by itself, its style, or most of its cells."""
    properties = table.find(W + "tblPr")
    own = None if properties is None else properties.find(W + "tblBorders")
    styled = styles.borders(value(properties, "tblStyle"))
    drawn = {side: _is_line(styled, side) for side in _SIDES} if styled is not None else {}
    if own is not None:
        drawn |= {side: _is_line(own, side) for side in _SIDES if own.find(W + side) is not None}
    if drawn.get("insideV") or drawn.get("insideH"):
        return True
    cells = list(table.iter(W + "tcBorders"))
    boxed = sum(any(_is_line(borders, side) for side in ("left", "start", "right", "end")) for borders in cells)
    return boxed * 2 >= max(sum(1 for _ in table.iter(W + "tc")), 1)


def _is_line(borders: Element, side: str) -> bool:
    line = borders.find(W + side)
    return line is not None and line.get(W + "val", "none") not in ("none", "nil")
