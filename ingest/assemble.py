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

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.document import Aside, Block, BlockKind, Document, Line, Mark, MarkKind, Page, Signature
from ingest.source import Source
from ingest.vietnamese import quality, repair_lookalikes, to_nfc

# Spaces of every kind become one space; marks of width zero and of writing direction, soft hyphens and control characters go.
_SPACE = "\\s\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\x1c-\\x1f\\x85\\u2800"
_NOTHING = (
    "\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f"
    "\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff\\ud800-\\udfff"
)
# Spelled out, for one class of single characters is looked through ten times as fast as "\\s" beside other choices.
_UNTIDY = re.compile(
    f"[{_NOTHING}\\t-\\r\\x1c-\\x1f\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\u2800\\uf020-\\uf0ff]"
)
_SPACES = re.compile(f"[{_SPACE}]+")
_GONE = re.compile(f"[{_NOTHING}]")

# What Word writes for the bullets of its Symbol and Wingdings fonts (private area F000 + byte).
_BULLETS = {
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0A8: "◻",
    0xF0D8: "➢",
    0xF0E0: "→",
    0xF0E8: "→",
    0xF0FC: "✓",
    0xF0FE: "☑",
    0xF06F: "□",
    0xF071: "❑",
    0xF076: "❖",
    0xF077: "◆",
    0xF06E: "■",
    0xF02D: "-",
    0xF0BE: "-",
    0xF02B: "+",
    0xF02A: "*",
    0xF020: " ",
}


def tidy(text: str) -> str:
    """``text`` as it may stand in a block: NFC, single spaces, none at the ends, no line breaks, no control characters."""
    if _UNTIDY.search(text) or "  " in text or text[:1] == " " or text[-1:] == " ":
        text = _SPACES.sub(" ", _GONE.sub("", text.translate(_BULLETS))).strip(" ")
    whole = to_nfc(text)
    repaired = repair_lookalikes(whole)
    return whole if repaired is whole else to_nfc(repaired)


def tidy_with_origin(text: str) -> tuple[str, list[int]]:
    """``tidy(text)`` and, for each of its characters and for its end, the index in ``text`` where it begins.

    The list has one value more than the tidy text has characters and never falls. A letter made of several characters begins at the
    first of them.
    """
    clean = tidy(text)
    if clean == text:
        return clean, list(range(len(text) + 1))
    out: list[str] = []
    origin: list[int] = []
    end = 0
    for start, stop in _clusters(text):
        letters = _SPACES.sub(" ", _GONE.sub("", text[start:stop].translate(_BULLETS)))
        letters = unicodedata.normalize("NFC", to_nfc(letters))
        if not letters or (letters == " " and (not out or out[-1] == " ")):
            continue
        out.extend(letters)
        origin.extend([start] * len(letters))
        end = stop
    while out and out[-1] == " ":
        out.pop()
        end = origin.pop()
    origin.append(max(end, origin[-1] if origin else 0))
    joined = repair_lookalikes("".join(out))
    if joined == clean:
        return clean, origin
    # Letters that only join across clusters (never in Vietnamese): keep the text, spread the origins evenly.
    return clean, [round(i * len(text) / max(len(clean), 1)) for i in range(len(clean) + 1)]


def _clusters(text: str) -> Iterable[tuple[int, int]]:
    """Stretches of ``text`` that make one letter: a character and the marks behind it."""
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or not unicodedata.combining(text[i]):
            yield start, i
            start = i


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

    Pieces of one line that follow each other in one block may be given one by one. Use ``glue=""`` where a word goes on.
    """

    text: str
    page: int
    top: float
    bottom: float
    edges: Sequence[float]
    glue: str = " "
    flags: tuple[Flag, ...] = ()


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
        return self._close(start, clean, Block(start, start, kind, page, paragraph, tidy(label) if label else "", level))

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
        return self._row([(text, [], []) for text in clean], kind, page, paragraph, level)

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
        text, lines, marks = self._join(pieces)
        if not text:
            return None
        start = self._open()
        self._place(start, lines, marks)
        return self._close(
            start, text, Block(start, start, kind, lines[0][2].page, paragraph, tidy(label) if label else "", level)
        )

    def add_printed_row(
        self,
        cells: Sequence[Sequence[Piece]],
        *,
        level: int = 0,
        paragraph: int | None = None,
        kind: BlockKind = BlockKind.TABLE_ROW,
    ) -> Block | None:
        """A table row whose characters have places on pages; each cell is a list of pieces, perhaps empty."""
        joined = [self._join(cell) for cell in cells]
        if not any(text for text, _, _ in joined):
            return None
        page = next(piece.page for _, lines, _ in joined for _, _, piece, _ in lines)
        return self._row(joined, kind, page, paragraph, level)

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

    def _open(self) -> int:
        """Write the separator before a new block; where the block starts."""
        if self._blocks:
            self._write("\n\n" if self._gap else "\n")
        self._gap = False
        return self._length

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _close(self, start: int, text: str, block: Block, cells: tuple[tuple[int, int], ...] = ()) -> Block:
        self._write(text)
        done = Block(start, self._length, block.kind, block.page, block.paragraph, block.label, block.level, cells)
        self._blocks.append(done)
        return done

    def _row(self, cells: Sequence[_Joined], kind: BlockKind, page: int | None, paragraph: int | None, level: int) -> Block:
        # Empty cells at the end of a row would leave white space at the end of the block.
        filled = list(cells)
        while not filled[-1][0]:
            filled.pop()
        lead = next(i for i, (text, _, _) in enumerate(filled) if text)
        start = self._open()
        spans: list[tuple[int, int]] = [(start, start)] * lead
        at = start
        for index, (text, lines, marks) in enumerate(filled[lead:]):
            at += 1 if index else 0
            self._place(at, lines, marks)
            spans.append((at, at + len(text)))
            at += len(text)
        joined = "\t".join(text for text, _, _ in filled[lead:])
        spans.extend([(at, at)] * (len(cells) - len(filled)))
        return self._close(start, joined, Block(start, start, kind, page, paragraph, "", level), tuple(spans))

    def _place(self, start: int, lines: Iterable[_Printed], marks: Iterable[Mark]) -> None:
        for first, last, piece, edges in lines:
            self._lines.append(Line(start + first, start + last, piece.page, piece.top, piece.bottom, edges))
        for mark in marks:
            self._marks.append(Mark(start + mark.start, start + mark.end, mark.kind, mark.note, mark.confidence))

    def _mark(self, flag: Flag, start: int, origin: list[int]) -> None:
        span = _moved(flag, origin)
        if span:
            self._marks.append(Mark(start + span[0], start + span[1], flag.kind, flag.note, flag.confidence))

    @staticmethod
    def _join(pieces: Sequence[Piece]) -> _Joined:
        """The text of the pieces, with lines and marks counted from its start."""
        return _joined_as_they_are(pieces) or _joined_tidy(pieces)


# A stretch of a printed line: its span from the start of the text it is part of, and the edges of its characters.
_Printed = tuple[int, int, Piece, "array[float]"]
_Joined = tuple[str, list[_Printed], list[Mark]]


def _joined_as_they_are(pieces: Sequence[Piece]) -> _Joined | None:
    """The pieces joined where there is nothing to tidy and nothing to mark, as on most pages; None elsewhere."""
    parts: list[str] = []
    lines: list[_Printed] = []
    at = 0
    for piece in pieces:
        if piece.flags or not piece.text:
            return None
        if at:
            parts.append(piece.glue)
            at += len(piece.glue)
        end = at + len(piece.text)
        parts.append(piece.text)
        edges = piece.edges
        lines.append((at, end, piece, edges if type(edges) is array else array("f", edges)))
        at = end
    text = "".join(parts)
    return (text, lines, []) if tidy(text) == text else None


def _joined_tidy(pieces: Sequence[Piece]) -> _Joined:
    text = ""
    lines: list[_Printed] = []
    marks: list[Mark] = []
    for piece in pieces:
        clean, origin = tidy_with_origin(piece.text)
        if not clean:
            continue
        glue = piece.glue if text else ""
        if not glue and text and unicodedata.combining(clean[0]):
            glue = " "  # a mark on its own must not change the letter before it
        at = len(text) + len(glue)
        text += glue + clean
        edges = array("f", (piece.edges[i] for i in origin))
        lines.append((at, at + len(clean), piece, _spread(edges, origin)))
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
