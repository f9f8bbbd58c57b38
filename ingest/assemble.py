"""Puts a document together from the pieces a reader finds, and keeps the promises of :class:`ingest.document.Document`.

A reader adds blocks in the order of the page; the assembler tidies their letters (NFC, one space, no control characters, no letters
of other alphabets), joins them, and knows where each ended up:

    assembler = Assembler()
    assembler.add("1. Giao Sở Tài chính", kind=BlockKind.LIST_ITEM, paragraph=7, label="1.", level=1)
    assembler.add_row(["STT", "Nội dung"], paragraph=8)
    assembler.add_printed([Piece("Căn cứ Luật", page=1, top=90.0, bottom=104.0, edges=edges)])   # with the place of each character
    document = assembler.finish(source, read_by="docx")
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ingest.document import Aside, Block, BlockKind, Document, Line, Mark, MarkKind, Page, Signature
from ingest.source import Source
from ingest.tidying import tidy, tidy_with_origin
from ingest.vietnamese import quality, to_nfc


@dataclass(frozen=True, slots=True)
class Flag:
    """A mark on ``text[start:end]`` of the piece that carries it (before tidying)."""

    start: int
    end: int
    kind: MarkKind
    note: str = ""
    confidence: float = 0.0


class Piece(NamedTuple):
    """A stretch of one printed line. ``edges`` has ``len(text) + 1`` x positions in points; ``glue`` joins it to what stands before.

    Pieces of one line that follow each other in one block may be given one by one. Use ``glue=""`` where a word goes on. ``tidy`` says that
    nothing is to be tidied in the text; only for pieces without flags.
    """

    text: str
    page: int
    top: float
    bottom: float
    edges: Sequence[float]
    glue: str = " "
    flags: tuple[Flag, ...] = ()
    tidy: bool = False


@dataclass
class Assembler:
    """Collects blocks in reading order. Every ``add…`` returns the block, or None where nothing but white space was given."""

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _blocks: list[Block] = field(default_factory=list)
    _lines: list[Line] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)
    _gap: bool = False

    def __len__(self) -> int:
        """Characters so far."""
        return self._length

    @property
    def empty(self) -> bool:
        return not self._blocks

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def gap(self) -> None:
        """The page has a clear gap here: an empty line before the next block."""
        self._gap = True

    def add(
        self,
        text: str,
        *,
        kind: BlockKind = BlockKind.PARAGRAPH,
        page: int | None = None,
        paragraph: int | None = None,
        label: str = "",
        level: int = 0,
        flags: Sequence[Flag] = (),
    ) -> Block | None:
        """A block of running text. ``label`` is a number that stands at the start of ``text`` already."""
        if flags:
            clean, origin = tidy_with_origin(text)
        else:
            clean, origin = tidy(text), []
        if not clean:
            return None
        start = self._open()
        for flag in flags:
            self._mark(flag, start, origin)
        return self._close(start, clean, kind, page, paragraph, label, level)

    def add_row(
        self,
        cells: Sequence[str],
        *,
        page: int | None = None,
        paragraph: int | None = None,
        level: int = 0,
        kind: BlockKind = BlockKind.TABLE_ROW,
    ) -> Block | None:
        """A table row: one block, its cells joined by one tab. Empty cells have empty spans; at the ends of a row they leave no tab."""
        clean = [tidy(cell) for cell in cells]
        if not any(clean):
            return None
        return self._row(clean, kind, page, paragraph, level)

    def add_printed(
        self,
        pieces: Sequence[Piece],
        *,
        kind: BlockKind = BlockKind.PARAGRAPH,
        label: str = "",
        level: int = 0,
        paragraph: int | None = None,
    ) -> Block | None:
        """A block whose characters have places on pages. The block's page is that of its first piece."""
        text, lines, marks = _joined(pieces, self._next)
        if not text:
            return None
        start = self._open()
        self._lines += lines
        self._marks += marks
        return self._close(start, text, kind, lines[0].page, paragraph, label, level)

    def add_printed_row(
        self,
        cells: Sequence[Sequence[Piece]],
        *,
        level: int = 0,
        paragraph: int | None = None,
        kind: BlockKind = BlockKind.TABLE_ROW,
    ) -> Block | None:
        """A table row whose characters have places on pages; each cell is a list of pieces, perhaps empty."""
        at, texts, lines, marks = self._next, [], [], []
        for cell in cells:
            text, printed, marked = _joined(cell, at)
            texts.append(text)
            lines += printed
            marks += marked
            if lines:
                at += len(text) + 1
        if not lines:
            return None
        self._lines += lines
        self._marks += marks
        return self._row(texts, kind, lines[0].page, paragraph, level)

    def finish(
        self,
        source: Source,
        *,
        read_by: str,
        pages: Sequence[Page] = (),
        asides: Sequence[Aside] = (),
        signatures: Sequence[Signature] = (),
        warnings: Sequence[str] = (),
        facts: dict[str, str] | None = None,
        quality_is: float | None = None,
    ) -> Document:
        """The document, checked. ``quality_is`` overrides the quality of the whole text."""
        text = self.text
        return Document(
            name=to_nfc(source.name),
            sha256=source.sha256,
            media_type=source.media_type,
            text=text,
            blocks=tuple(self._blocks),
            pages=tuple(pages),
            lines=tuple(self._lines),
            marks=tuple(sorted(self._marks, key=lambda mark: (mark.start, mark.end))),
            asides=tuple(asides),
            signatures=tuple(signatures),
            read_by=read_by,
            quality=quality(text) if quality_is is None else quality_is,
            warnings=tuple(dict.fromkeys(warnings)),
            facts=dict(facts or {}),
        ).check()

    # --- inside -------------------------------------------------------------------------------------------------------------

    @property
    def _next(self) -> int:
        """Where the next block will start."""
        return self._length + (1 + self._gap if self._blocks else 0)

    def _open(self) -> int:
        """Write the separator before a new block; where the block starts."""
        if self._blocks:
            self._write("\n\n" if self._gap else "\n")
        self._gap = False
        return self._length

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _close(
        self,
        start: int,
        text: str,
        kind: BlockKind,
        page: int | None,
        paragraph: int | None,
        label: str,
        level: int,
        cells: tuple[tuple[int, int], ...] = (),
    ) -> Block:
        self._write(text)
        block = Block(start, self._length, kind, page, paragraph, _tidy_label(label) if label else "", level, cells)
        self._blocks.append(block)
        return block

    def _row(self, cells: Sequence[str], kind: BlockKind, page: int | None, paragraph: int | None, level: int) -> Block:
        # Empty cells at the end of a row would leave white space at the end of the block.
        filled = list(cells)
        while not filled[-1]:
            filled.pop()
        lead = next(i for i, text in enumerate(filled) if text)
        start = self._open()
        spans: list[tuple[int, int]] = [(start, start)] * lead
        at = start
        for index, text in enumerate(filled[lead:]):
            at += 1 if index else 0
            spans.append((at, at + len(text)))
            at += len(text)
        spans.extend([(at, at)] * (len(cells) - len(filled)))
        return self._close(start, "\t".join(filled[lead:]), kind, page, paragraph, "", level, tuple(spans))

    def _mark(self, flag: Flag, start: int, origin: list[int]) -> None:
        span = _moved(flag, origin)
        if span:
            self._marks.append(Mark(start + span[0], start + span[1], flag.kind, flag.note, flag.confidence))


_tidy_label = lru_cache(maxsize=1024)(tidy)  # labels come again and again


_Joined = tuple[str, list[Line], list[Mark]]


def _joined(pieces: Sequence[Piece], start: int) -> _Joined:
    """The text of the pieces, which will stand at ``start`` in that of the document, with its lines and marks there."""
    return _joined_as_they_are(pieces, start) or _joined_tidy(pieces, start)


def _joined_as_they_are(pieces: Sequence[Piece], start: int) -> _Joined | None:
    """The pieces joined where there is nothing to tidy and nothing to mark, as on most pages; None elsewhere."""
    parts: list[str] = []
    lines: list[Line] = []
    known_tidy = True
    at = start
    for words, page, top, bottom, edges, glue, flags, is_tidy in pieces:
        if flags or not words:
            return None
        known_tidy &= is_tidy
        if parts:
            parts.append(glue)
            at += len(glue)
        parts.append(words)
        end = at + len(words)
        lines.append(Line(at, end, page, top, bottom, edges if type(edges) is array else array("f", edges)))
        at = end
    text = "".join(parts)
    return (text, lines, []) if known_tidy or tidy(text) == text else None


def _joined_tidy(pieces: Sequence[Piece], start: int) -> _Joined:
    text = ""
    lines: list[Line] = []
    marks: list[Mark] = []
    for piece in pieces:
        clean, origin = tidy_with_origin(piece.text)
        if not clean:
            continue
        glue = piece.glue if text else ""
        if not glue and text and unicodedata.combining(clean[0]):
            glue = " "  # a mark on its own must not change the letter before it
        at = start + len(text) + len(glue)
        text += glue + clean
        edges = _spread(array("f", (piece.edges[i] for i in origin)), origin)
        lines.append(Line(at, at + len(clean), piece.page, piece.top, piece.bottom, edges))
        for flag in piece.flags:
            span = _moved(flag, origin)
            if span:
                marks.append(Mark(at + span[0], at + span[1], flag.kind, flag.note, flag.confidence))
    return text, lines, marks


def _moved(flag: Flag, origin: list[int]) -> tuple[int, int] | None:
    """Where the characters of ``flag`` stand in the tidy text."""
    hit = [i for i in range(len(origin) - 1) if flag.start < max(origin[i + 1], origin[i] + 1) and origin[i] < flag.end]
    return (hit[0], hit[-1] + 1) if hit else None


def _spread(edges: array[float], origin: list[int]) -> array[float]:
    """Where several characters come from one ("ﬁ"), share its width among them."""
    i = 0
    while i < len(origin) - 1:
        j = i + 1
        while j < len(origin) - 1 and origin[j] == origin[i]:
            j += 1
        for k in range(i + 1, j):
            edges[k] = edges[i] + (edges[j] - edges[i]) * (k - i) / (j - i)
        i = j
    return edges
