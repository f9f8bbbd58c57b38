"""What a reader makes of a file: its text as on the page, and where each piece of it stands.

A :class:`Document` (văn bản) is the only thing that leaves this room. All offsets are Python string indexes into
``Document.text``, which is NFC. Lengths on a page are points (1/72 inch), measured from the top left corner of the page as a
person sees it (rotation applied).
"""

from __future__ import annotations

import json
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple


class BlockKind(StrEnum):
    """What a block is on the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"  # cells joined by one tab
    LETTERHEAD = "letterhead"  # the two columns above the title; the left one comes first
    FOOTNOTE = "footnote"


class MarkKind(StrEnum):
    """Why a reviewer should look twice at a stretch of text."""

    UNSURE = "unsure"  # recognised with low confidence
    HANDWRITTEN = "handwritten"  # a number or a day written in by hand
    REPAIRED = "repaired"  # changed by a lexicon; ``note`` holds what was recognised
    UNREADABLE = "unreadable"  # a place on the page that could not be read


class AsideKind(StrEnum):
    """What stands on the page but is no part of its text."""

    PAGE_NUMBER = "page_number"
    RUNNING_HEAD = "running_head"
    RUNNING_FOOT = "running_foot"
    SIGNATURE_STAMP = "signature_stamp"  # "Ký bởi: …", "Thời gian ký: …"
    TURNED = "turned"  # printed across the page: watermarks, marks of who printed it


class PageSource(StrEnum):
    """How the text of a page was won."""

    TEXT_LAYER = "text"
    OCR = "ocr"
    NONE = "none"  # nothing could be read


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the top left corner; pages count from 1."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page (trang): its size in points, how it was read and how well (share of possible syllables, 0 to 1)."""

    number: int
    width: float
    height: float
    source: PageSource
    quality: float = 1.0


class Line(NamedTuple):
    """One printed line of text ``[start, end)`` and where each of its characters stands.

    ``edges`` has ``end - start + 1`` values: character *i* reaches from ``edges[i]`` to ``edges[i + 1]``. It is an
    ``array('f')`` to keep a 2,000-page document small; treat it as read-only. A tuple, as blocks are: there are thousands, and a frozen
    dataclass takes three times as long to make.
    """

    start: int
    end: int
    page: int
    top: float
    bottom: float
    edges: Sequence[float]

    def box(self, start: int, end: int) -> Box:
        """The box of the part of ``[start, end)`` that lies in this line."""
        first = max(start, self.start) - self.start
        last = min(end, self.end) - self.start
        return Box(self.page, self.edges[first], self.top, self.edges[last], self.bottom)


class Block(NamedTuple):
    """A paragraph, heading, list item or table row: ``text[start:end]``, without line breaks at its ends.

    ``paragraph`` counts the blocks of the source from 0 (Word and text files; there the page is unknown and None).
    ``label`` is the automatic number that Word prints ("1.1.", "a)", "-"); it is part of the text already.
    ``level`` is the outline level of a heading (1 = highest) or the depth of a list item; 0 elsewhere.
    ``cells`` are the spans of a table row's cells.
    """

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    page: int | None = None
    paragraph: int | None = None
    label: str = ""
    level: int = 0
    cells: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that a reviewer should look at twice."""

    start: int
    end: int
    kind: MarkKind
    note: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Aside:
    """Something printed on a page that is not part of the text."""

    kind: AsideKind
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """A digital signature (chữ ký số): who, when (ISO 8601 with zone, None if unknown), and whether the bytes are intact.

    ``intact`` is None where only the printed stamp is known.
    """

    signer: str
    signed_at: str | None = None
    intact: bool | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """Where a span of text stands: boxes on pages (PDF, scan), or numbers of paragraphs (Word, text)."""

    pages: tuple[int, ...]
    boxes: tuple[Box, ...]
    paragraphs: tuple[int, ...]


class InconsistentDocument(ValueError):
    """A reader broke the promises below; a fault of ours, never of the file."""


@dataclass(frozen=True)
class Document:
    """A document as read (văn bản đã đọc).

    Promises, checked by :meth:`check`: the text is NFC without control characters but ``\\n`` and ``\\t``; blocks lie inside it in
    order, do not overlap, hold no line break, and cover all but white space; lines lie in order inside blocks; marks lie inside the text.

    ``read_by`` names the reader ("pdf", "docx", "txt", "ocr" where every page was recognised). ``quality`` is the share of possible Vietnamese
    syllables among the words, 0 to 1. ``warnings`` are Vietnamese sentences for the reviewer.
    """

    name: str
    sha256: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    lines: tuple[Line, ...] = ()
    marks: tuple[Mark, ...] = ()
    asides: tuple[Aside, ...] = ()
    signatures: tuple[Signature, ...] = ()
    read_by: str = ""
    quality: float = 1.0
    warnings: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the character at ``offset``; None between blocks."""
        index = bisect_right(self._block_starts, offset) - 1
        if index >= 0 and offset < self.blocks[index].end:
            return self.blocks[index]
        return None

    def blocks_in(self, start: int, end: int) -> Iterator[Block]:
        """Blocks that share at least one character with ``[start, end)``."""
        index = max(bisect_right(self._block_starts, start) - 1, 0)
        while index < len(self.blocks) and self.blocks[index].start < end:
            if self.blocks[index].end > start:
                yield self.blocks[index]
            index += 1

    def lines_in(self, start: int, end: int) -> Iterator[Line]:
        """Printed lines that share at least one character with ``[start, end)``."""
        index = max(bisect_right(self._line_starts, start) - 1, 0)
        while index < len(self.lines) and self.lines[index].start < end:
            if self.lines[index].end > start:
                yield self.lines[index]
            index += 1

    def locate(self, start: int, end: int) -> Location:
        """Pages, boxes and paragraphs of ``text[start:end]``."""
        boxes = tuple(line.box(start, end) for line in self.lines_in(start, end))
        blocks = list(self.blocks_in(start, end))
        pages = {box.page for box in boxes} or {b.page for b in blocks if b.page is not None}
        paragraphs = tuple(b.paragraph for b in blocks if b.paragraph is not None)
        return Location(tuple(sorted(pages)), boxes, paragraphs)

    def marks_in(self, start: int, end: int) -> tuple[Mark, ...]:
        """Marks that touch ``[start, end)``."""
        return tuple(mark for mark in self.marks if mark.start < end and mark.end > start)

    def check(self) -> Document:
        """This document, once every promise is seen to hold; raises :class:`InconsistentDocument`."""
        check(self)
        return self

    def to_json(self) -> str:
        """A compact form for storing; :func:`from_json` reads it."""
        return json.dumps(_as_plain(self), ensure_ascii=False, separators=(",", ":"))


def check(document: Document) -> None:
    """Raise :class:`InconsistentDocument` where a promise of :class:`Document` is broken."""
    text = document.text
    if not unicodedata.is_normalized("NFC", text):
        raise InconsistentDocument("text is not NFC")
    at = 0
    for block in document.blocks:
        if not at <= block.start < block.end <= len(text):
            raise InconsistentDocument(f"block out of order: {block}")
        if text[at : block.start].strip():
            raise InconsistentDocument(f"text outside blocks: {text[at : block.start]!r}")
        if "\n" in text[block.start : block.end]:
            raise InconsistentDocument(f"line break in block: {block}")
        if block.cells and any(not block.start <= a <= b <= block.end for a, b in block.cells):
            raise InconsistentDocument(f"cell outside its row: {block}")
        at = block.end
    if text[at:].strip():
        raise InconsistentDocument(f"text after the last block: {text[at:]!r}")
    _check_lines(document)
    for mark in document.marks:
        if not 0 <= mark.start < mark.end <= len(text):
            raise InconsistentDocument(f"mark outside the text: {mark}")


def _check_lines(document: Document) -> None:
    pages = {page.number for page in document.pages}
    at = 0
    for line in document.lines:
        if not at <= line.start < line.end <= len(document.text):
            raise InconsistentDocument(f"line out of order: {line.start}-{line.end}")
        if len(line.edges) != line.end - line.start + 1:
            raise InconsistentDocument(f"edges do not fit line {line.start}-{line.end}")
        if line.page not in pages:
            raise InconsistentDocument(f"line on a page that is not there: {line.page}")
        at = line.end


def _as_plain(document: Document) -> dict[str, Any]:
    plain: dict[str, Any] = {
        key: getattr(document, key) for key in ("name", "sha256", "media_type", "text", "read_by", "quality", "warnings", "facts")
    }
    plain["blocks"] = [[b.start, b.end, b.kind, b.page, b.paragraph, b.label, b.level, b.cells] for b in document.blocks]
    plain["pages"] = [[p.number, p.width, p.height, p.source, p.quality] for p in document.pages]
    plain["lines"] = [
        [n.start, n.end, n.page, round(n.top, 1), round(n.bottom, 1), [round(x, 1) for x in n.edges]] for n in document.lines
    ]
    plain["marks"] = [[m.start, m.end, m.kind, m.note, m.confidence] for m in document.marks]
    plain["asides"] = [[a.kind, a.text, a.page] for a in document.asides]
    plain["signatures"] = [[s.signer, s.signed_at, s.intact] for s in document.signatures]
    return plain


def from_json(text: str) -> Document:
    """The document that :meth:`Document.to_json` wrote."""
    plain = json.loads(text)
    plain["blocks"] = tuple(
        Block(a, b, BlockKind(kind), page, paragraph, label, level, tuple((x, y) for x, y in cells))
        for a, b, kind, page, paragraph, label, level, cells in plain["blocks"]
    )
    plain["pages"] = tuple(Page(n, w, h, PageSource(s), q) for n, w, h, s, q in plain["pages"])
    plain["lines"] = tuple(Line(a, b, p, t, u, array("f", edges)) for a, b, p, t, u, edges in plain["lines"])
    plain["marks"] = tuple(Mark(a, b, MarkKind(kind), note, c) for a, b, kind, note, c in plain["marks"])
    plain["asides"] = tuple(Aside(AsideKind(kind), text, page) for kind, text, page in plain["asides"])
    plain["signatures"] = tuple(Signature(*row) for row in plain["signatures"])
    plain["warnings"] = tuple(plain["warnings"])
    return Document(**plain)
