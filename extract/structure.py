"""The shape of a document: passages, what governs them, and the part of the page they stand in (bố cục văn bản).

A :class:`Passage` is one logical paragraph, heading, list item or table row. Readers give blocks; where a source broke its lines hard (a
gazette's PDF, a recognised scan) several blocks make one passage, so offsets may run across line breaks. Every passage knows its mark ("2.",
"a)", "-"), its sentences, and the passage that governs it: the heading above it or the lead-in ("Giao Sở Tư pháp chủ trì:") whose list it
belongs to.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from extract import labels, recognised, sentences, zones
from extract.labels import Label, Scheme
from extract.sentences import Span
from extract.zones import Zone
from ingest.document import BlockKind, Document


class PassageKind(StrEnum):
    """What a passage is."""

    HEADING = "heading"  # governs what follows and is no sentence: "II. NHIỆM VỤ", "2. Sở Tài chính"
    LEAD_IN = "lead_in"  # ends with a colon and governs a list
    ITEM = "item"  # opened by a mark
    PARAGRAPH = "paragraph"
    TABLE_ROW = "table_row"


@dataclass(frozen=True, slots=True)
class Passage:
    """One logical paragraph ``text[start:end]``; ``body`` is where its words start after the mark.

    ``parent`` is the index of the passage that governs it (None at the top), ``cells`` the spans of a table row, ``block`` the index of its
    first block.
    """

    index: int
    start: int
    end: int
    body: int
    kind: PassageKind
    zone: Zone
    label: Label | None = None
    parent: int | None = None
    cells: tuple[Span, ...] = ()
    block: int = 0

    @property
    def scheme(self) -> Scheme:
        return self.label.scheme if self.label else Scheme.NONE


@dataclass(frozen=True)
class Structure:
    """All passages of a document in order.

    ``text`` has the length of the document's text; where pages were recognised it is what they are read as (:mod:`extract.recognised`).
    """

    text: str
    passages: tuple[Passage, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [p.start for p in self.passages]

    @cached_property
    def _children(self) -> dict[int | None, tuple[int, ...]]:
        children: dict[int | None, list[int]] = {}
        for passage in self.passages:
            children.setdefault(passage.parent, []).append(passage.index)
        return {key: tuple(value) for key, value in children.items()}

    @cached_property
    def _sentences(self) -> dict[int, list[Span]]:
        return {}

    def at(self, offset: int) -> Passage | None:
        """The passage that holds the character at ``offset``."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self.passages[index].end:
            return self.passages[index]
        return None

    def within(self, *wanted: Zone) -> Iterator[Passage]:
        """Passages of these zones, in order."""
        return (p for p in self.passages if p.zone in wanted)

    def ancestors(self, passage: Passage) -> Iterator[Passage]:
        """What governs the passage, nearest first."""
        parent = passage.parent
        while parent is not None:
            yield self.passages[parent]
            parent = self.passages[parent].parent

    def children(self, passage: Passage | None) -> tuple[Passage, ...]:
        """Passages directly governed by this one (None: the top)."""
        return tuple(self.passages[i] for i in self._children.get(passage.index if passage else None, ()))

    def sentences(self, passage: Passage) -> list[Span]:
        """Sentences of the passage's body, trimmed of ending punctuation; of a table row, sentences of each cell."""
        found = self._sentences.get(passage.index)
        if found is None:
            stretches = passage.cells or ((passage.body, passage.end),)
            found = self._sentences[passage.index] = [s for a, b in stretches for s in sentences.sentences(self.text, a, b)]
        return found

    def clauses(self, passage: Passage) -> list[Span]:
        """Clauses between sentence ends and semicolons."""
        return [c for a, b in self.sentences(passage) for c in sentences.clauses(self.text, a, b)]

    def words(self, passage: Passage) -> str:
        """The passage's words without its mark, on one line."""
        return " ".join(self.text[passage.body : passage.end].split())


def read(document: Document) -> Structure:
    """The structure of the document; linear in its length."""
    text = recognised.reading(document)
    joined = _join_broken_lines(document)
    spans = [(document.blocks[first].start, document.blocks[last].end) for first, last in joined]
    kinds = [document.blocks[first].kind for first, _ in joined]
    found_zones = zones.read(text, spans, kinds)
    passages = []
    for index, ((first, _), (start, end), zone) in enumerate(zip(joined, spans, found_zones, strict=True)):
        block = document.blocks[first]
        is_row = block.kind is BlockKind.TABLE_ROW
        label = None if is_row or zone is Zone.HEAD else labels.read(text, start, end)
        kind = PassageKind.TABLE_ROW if is_row else PassageKind.ITEM if label else PassageKind.PARAGRAPH
        body = label.body if label else start
        passages.append(
            Passage(index, start, end, body, kind, zone, label, None, _cells(text, block.cells, start, end, is_row), first)
        )
    return Structure(text, tuple(_govern(text, passages)))


def _cells(text: str, cells: tuple[Span, ...], start: int, end: int, is_row: bool) -> tuple[Span, ...]:
    if cells or not (is_row or "\t" in text[start:end]):
        return cells
    spans, at = [], start
    for part in text[start:end].split("\t"):
        spans.append((at, at + len(part)))
        at += len(part) + 1
    return tuple(spans)


# --- hard line breaks ------------------------------------------------------------------------------------------------------------------

_ENDS = ".;:!?…"
_RUNS_ON = (
    ",",
    " và",
    " của",
    " các",
    " tại",
    " về",
    " với",
    " hoặc",
    " theo",
    " cho",
    " số",
    " là",
    " do",
    " trong",
    " ngày",
    " tháng",
    " năm",
)


def _join_broken_lines(document: Document) -> list[tuple[int, int]]:
    """``(first, last)`` block of every passage: lines that only the width of the page broke are put together again."""
    text, blocks = document.text, document.blocks
    width = _broken_width(document)
    apart = bool(width) and _stand_apart(document)
    joined: list[tuple[int, int]] = []
    for index, block in enumerate(blocks):
        if joined and block.kind is BlockKind.PARAGRAPH and blocks[index - 1].kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            previous = blocks[index - 1]
            gap = text[previous.end : block.start].count("\n")
            lines = (previous.start, previous.end), (block.start, block.end)
            if _runs_on(text, *lines, width, gap) or (apart and gap == 1 and _is_wrapped(text, *lines)):
                joined[-1] = (joined[-1][0], index)
                continue
        joined.append((index, index))
    return joined


def _broken_width(document: Document) -> int:
    """Length of a full line where the source broke its lines hard, 0 where it did not.

    Told by the share of lines that begin in the middle of a sentence: one in five does not happen to people who type paragraphs.
    """
    text, blocks = document.text, document.blocks
    lines = [b for b in blocks if b.kind is BlockKind.PARAGRAPH and b.end - b.start > 20]
    if len(lines) < 8:
        return 0
    continued = sum(1 for a, b in pairwise(lines) if text[a.end - 1] not in _ENDS and text[b.start].islower())
    if continued / len(lines) < 0.2:
        return 0
    lengths = sorted(len(text[b.start : b.end].rstrip()) for b in lines)
    return lengths[int(len(lengths) * 0.8)]


def _stand_apart(document: Document) -> bool:
    """Whether empty lines stand between paragraphs, so that a single line break between two lines is none of the writer's."""
    gaps = [document.text[a.end : b.start].count("\n") for a, b in pairwise(document.blocks)]
    return sum(gap > 1 for gap in gaps) >= max(8, len(gaps) // 5)


def _is_wrapped(text: str, line: Span, following: Span) -> bool:
    """Whether a line without an end goes on in the next one, whatever its length: "III. TỔ CHỨC" / "THỰC HIỆN"."""
    head, tail = text[line[0] : line[1]].rstrip(), text[following[0] : following[1]].strip()
    if not head or not tail or "\t" in head or "\t" in tail or head[-1] in _ENDS or labels.read(text, *following) is not None:
        return False
    if head.isupper() or tail.isupper():
        return head.isupper() and tail.isupper() and labels.read(text, *line) is not None
    return tail[0].isalpha() and len(head) > 12


def _runs_on(text: str, line: Span, following: Span, width: int, gap: int) -> bool:
    head, tail = text[line[0] : line[1]].rstrip(), text[following[0] : following[1]]
    if gap > 1 or not head or "\t" in head or "\t" in tail:
        return False
    first = tail.lstrip()[:1]
    label = labels.read(text, following[0], following[1])
    if label is not None and not (label.scheme is Scheme.LETTER and tail[label.end - label.start - 1] != ")"):
        return False
    if head[-1] in _ENDS:
        return (
            bool(width) and head[-1] == ":" and len(head) >= 0.75 * width and first.isupper() and tail.lstrip().startswith("Số")
        )
    if first.islower():
        return not head.isupper() or head[-1] == ","
    if head[-1] in "-/" and head[-2:-1].isalnum() and first.isalnum():
        return True  # a number broken at its dash: "1744/QĐ-" / "BGTVT"
    if head.isupper() != tail.strip().isupper():
        return False
    if not width:
        return head.endswith(",") and first.isdigit()
    if head.endswith(_RUNS_ON) and (first.isupper() or first.isdigit()):
        return not head.isupper()
    return len(head) >= 0.75 * width and (first.isdigit() or first.isupper() or first in '(“"') and not tail.strip().isupper()


# --- what governs what -------------------------------------------------------------------------------------------------------------------


def _govern(text: str, passages: list[Passage]) -> list[Passage]:
    """The passages with parents and, where they govern others, their kind."""
    stack: list[tuple[float, int]] = []  # (rank, index), outermost first
    zone: Zone | None = None
    result = list(passages)
    for i, passage in enumerate(passages):
        if passage.zone is Zone.NOISE:
            continue
        if passage.zone is not zone:
            zone, stack = passage.zone, []
        if passage.zone not in (Zone.BODY, Zone.ANNEX):
            continue
        rank = _rank(text, passages, i)
        if rank is not None:
            while stack and stack[-1][0] >= rank:
                stack.pop()
        parent = _parent(text, passages, stack, i, rank)
        kind = passage.kind
        if rank is not None and kind is not PassageKind.TABLE_ROW:
            if text[passage.start : passage.end].rstrip().endswith(":"):
                kind = PassageKind.LEAD_IN
            elif _is_heading(text, passages, i):
                kind = PassageKind.HEADING
            stack.append((rank, i))
        result[i] = replace(passage, parent=parent, kind=kind)
    return result


def _rank(text: str, passages: list[Passage], i: int) -> float | None:
    """How far out the passage stands (smaller: further out); None for one that governs nothing."""
    passage = passages[i]
    if passage.kind is PassageKind.TABLE_ROW:
        return None
    if passage.label is not None:
        return float(passage.label.scheme)
    words = text[passage.start : passage.end].strip()
    if words.isupper() and len(words) > 3 and not words.endswith((".", ";")):
        return float(Scheme.ROMAN) - 0.5
    if words.endswith(":"):
        following = next((p for p in passages[i + 1 : i + 2] if p.label is not None), None)
        return float(following.scheme) - 0.5 if following else float(Scheme.PLUS) + 0.5
    return None


def _parent(text: str, passages: list[Passage], stack: list[tuple[float, int]], i: int, rank: float | None) -> int | None:
    if not stack:
        return None
    if rank is not None or passages[i].kind is PassageKind.TABLE_ROW:
        return stack[-1][1]
    # an unmarked paragraph belongs to the heading right above it, or continues the item above it
    return stack[-1][1]


def _is_heading(text: str, passages: list[Passage], i: int) -> bool:
    """No sentence of its own, and followed by what it governs."""
    passage = passages[i]
    words = text[passage.body : passage.end].rstrip()
    if not words:
        return True
    if words[-1] in ".;!?…,/":
        return words.isupper() and len(words) < 200
    if words.isupper():
        return True
    following = next((p for p in passages[i + 1 : i + 6] if p.zone is not Zone.NOISE), None)
    if len(words) > 300 or following is None or following.zone is not passage.zone:
        return False
    if following.label is None:
        return passage.scheme < Scheme.DASH
    return following.scheme > passage.scheme
