"""The source as the page shows it: pictures of pages under rectangles, or the text in its paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from ingest.document import Block, BlockKind, Document, Page
from ingest.media_types import DOCM, DOCX, PDF
from review.highlights import Highlight, Rectangle, Segment, Segments, rectangles

# The right column of a letterhead opens with the national name (Nghị định 30/2020/NĐ-CP, Phụ lục I, ô 1), or the Party's.
_RIGHT_COLUMN = re.compile(r"^\s*(CỘNG\s+HO?[ÒÀA]A?\s+XÃ|ĐẢNG\s+CỘNG\s+SẢN)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block in its highlighted pieces; a table row has its pieces cell by cell. ``title``: a heading right below the letterhead."""

    kind: str
    level: int
    title: bool = False
    pieces: list[Segment] = field(default_factory=list)
    cells: list[list[Segment]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring paragraphs that are set together: ``shape`` is "text", "table" or "letterhead" (``left`` and ``right`` column)."""

    shape: str
    page: int | None
    paragraphs: list[Paragraph] = field(default_factory=list)
    left: list[Paragraph] = field(default_factory=list)
    right: list[Paragraph] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PageView:
    """A page to show as a picture, and what is marked on it."""

    page: Page
    rectangles: list[Rectangle]


def has_pictures(document: Document) -> bool:
    """Whether the source can be shown as it looks: a PDF, a picture, a Word file of scanned pages alone; no other Word or text file."""
    pictured = document.media_type in (PDF, DOCX, DOCM) or document.media_type.startswith("image/")
    return pictured and bool(document.pages) and all(block.page is not None for block in document.blocks)


def pages(document: Document, highlights: Iterable[Highlight]) -> list[PageView]:
    """Every page with its rectangles."""
    by_page = rectangles(document, highlights)
    return [PageView(page, by_page.get(page.number, [])) for page in document.pages]


def parts(document: Document, highlights: Iterable[Highlight]) -> Iterator[Part]:
    """The text in reading order."""
    segments = Segments(document.text, highlights)
    below_letterhead = False
    for (shape, page), blocks in groupby(document.blocks, key=lambda block: (_shape(block), block.page)):
        if shape == "letterhead":
            left, right = _columns(document.text, list(blocks))
            yield Part(shape, page, left=[_paragraph(b, segments) for b in left], right=[_paragraph(b, segments) for b in right])
            below_letterhead = True
            continue
        paragraphs = []
        for block in blocks:
            below_letterhead = below_letterhead and block.kind == BlockKind.HEADING
            paragraphs.append(_paragraph(block, segments, title=below_letterhead))
        yield Part(shape, page, paragraphs)


def _shape(block: Block) -> str:
    if block.kind == BlockKind.TABLE_ROW:
        return "table"
    return "letterhead" if block.kind == BlockKind.LETTERHEAD else "text"


def _columns(text: str, blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """The two columns of a letterhead; all in the left one where the right one does not open as it should."""
    for index, block in enumerate(blocks):
        if _RIGHT_COLUMN.match(text[block.start : block.end].upper()):
            return blocks[:index], blocks[index:]
    return blocks, []


def _paragraph(block: Block, segments: Segments, *, title: bool = False) -> Paragraph:
    if block.cells:
        return Paragraph(block.kind, block.level, cells=[segments.of(start, end) for start, end in block.cells])
    return Paragraph(block.kind, block.level, title, segments.of(block.start, block.end))
