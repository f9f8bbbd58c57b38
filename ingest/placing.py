"""Passages written into a document: words repaired, each character with its place on the page as shown, doubts as marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from .assemble import Assembler, Flag, Piece
from .document import BlockKind, MarkKind
from .pagetext import PageText
from .paragraphs import Passage, glue_between
from .repair import repaired
from .words import PrintedLine, Word, WordLine

UNSURE_BELOW = 0.6  # words recognised with less confidence are marked
NUMBER_UNSURE_BELOW = 0.9  # a wrong digit is worse than a wrong letter: nothing around it tells
_STEEP = 0.3  # degrees from which a line of a turned page is placed in parts, each level
_PART = 90.0  # points


@dataclass(frozen=True)
class Writer:
    """Adds passages to ``assembler``; ``pages`` by their numbers."""

    assembler: Assembler
    pages: Mapping[int, PageText]

    def add(self, passage: Passage) -> None:
        """One block for one passage."""
        if passage.gap:
            self.assembler.gap()
        cells = [self._pieces(self._repaired(cell)) for cell in passage.cells]
        if passage.kind is BlockKind.TABLE_ROW:
            self.assembler.add_printed_row(cells)
        else:
            self.assembler.add_printed(cells[0], kind=passage.kind, label=passage.label, level=passage.level)

    def _repaired(self, lines: Sequence[PrintedLine]) -> Sequence[PrintedLine]:
        """Doubtful words replaced, as recognised ones are."""
        if False not in [line.sure for line in lines]:
            return lines
        words = iter(repaired([word for line in lines for word in line.words]))
        return [WordLine(tuple(islice(words, len(line.words))), line.page) for line in lines]

    def _pieces(self, lines: Sequence[PrintedLine]) -> list[Piece]:
        pieces: list[Piece] = []
        before = ""
        for line in lines:
            glue = glue_between(before, line.text)
            page = self.pages[line.page]
            if page.angle or page.quarter:
                for part in _parts(line, page):
                    pieces.append(_piece_of_turned(part, page, glue))
                    glue = " "
            else:
                pieces.append(_piece(line, glue, line.top, line.bottom, line.edges()))
            before = line.text
        return pieces


def _parts(line: PrintedLine, page: PageText) -> Iterator[PrintedLine]:
    """The line, or on a page that was turned much, stretches of it that are short enough to count as level; its words where it runs upwards."""
    if page.quarter:
        yield from (WordLine((word,), line.page) for word in line.words)
        return
    if abs(page.angle) < _STEEP:
        yield line
        return
    part: list[Word] = []
    for word in line.words:
        if part and word.right - part[0].left > _PART:
            yield WordLine(tuple(part), line.page)
            part = []
        part.append(word)
    yield WordLine(tuple(part), line.page)


def _piece_of_turned(line: PrintedLine, page: PageText, glue: str) -> Piece:
    if page.quarter:
        (x, y), (other_x, other_y) = page.as_seen(line.left, line.top), page.as_seen(line.right, line.bottom)
        edges = np.linspace(min(x, other_x), max(x, other_x), len(line.text) + 1).tolist()
        return _piece(line, glue, min(y, other_y), max(y, other_y), edges)
    across, down = page.as_seen(line.centre, line.middle)
    right, lower = across - line.centre, down - line.middle
    return _piece(line, glue, line.top + lower, line.bottom + lower, [edge + right for edge in line.edges()])


def _piece(line: PrintedLine, glue: str, top: float, bottom: float, edges: Sequence[float]) -> Piece:
    return Piece(line.text, line.page, top, bottom, edges, glue, () if line.sure else tuple(_flags(line)), line.tidy)


def _flags(line: PrintedLine) -> Iterator[Flag]:
    """What a reviewer should look at twice in a line."""
    at = 0
    for word in line.words:
        end = at + len(word.text)
        if word.mark is not None:
            yield Flag(at, end, word.mark, word.note, word.confidence)
        elif word.confidence < (NUMBER_UNSURE_BELOW if any(c.isdigit() for c in word.text) else UNSURE_BELOW):
            yield Flag(at, end, MarkKind.UNSURE, confidence=word.confidence)
        at = end + 1
