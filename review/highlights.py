"""From findings to marks on the source: stretches of text, and rectangles on pages.

A finding is known on the page by its key ("task-12", "figure-3"). Findings overlap (a deadline stands inside its task), so a piece of
text or a rectangle carries the keys of all findings that cover it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Document

# From the ground up: what usually covers more is drawn first, so that what lies inside it can be pointed at. "agree" is a check that holds.
KINDS = ("assessment", "task", "meeting", "header", "agree", "check", "citation", "figure", "deadline", "mark")


@dataclass(frozen=True, slots=True)
class Highlight:
    """One stretch ``[start, end)`` of the text that the finding ``key`` comes from; ``kind`` is one of :data:`KINDS`."""

    key: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text under the same findings throughout; no keys where nothing was found."""

    text: str
    keys: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A piece of one printed line, in points from the page's top left corner."""

    keys: tuple[str, ...]
    kind: str
    left: float
    top: float
    width: float
    height: float


class Segments:
    """The text cut where findings begin and end; built once, then asked block by block (each answer costs what it holds)."""

    def __init__(self, text: str, highlights: Iterable[Highlight]) -> None:
        self._text = text
        self._regions = list(_regions(_inside(highlights, len(text))))
        self._starts = [start for start, _, _ in self._regions]

    def of(self, start: int, end: int) -> list[Segment]:
        """The pieces of ``text[start:end]``, in order, without gaps."""
        pieces = []
        at = start
        index = max(bisect_right(self._starts, start) - 1, 0)
        for position in range(index, len(self._regions)):
            first, last, covering = self._regions[position]
            if first >= end:
                break
            if last <= start:
                continue
            first, last = max(first, start), min(last, end)
            if at < first:
                pieces.append(Segment(self._text[at:first]))
            keys = tuple(dict.fromkeys(h.key for h in covering))
            kinds = tuple(dict.fromkeys(h.kind for h in covering))
            pieces.append(Segment(self._text[first:last], keys, kinds))
            at = last
        if at < end:
            pieces.append(Segment(self._text[at:end]))
        return pieces


def rectangles(document: Document, highlights: Iterable[Highlight]) -> dict[int, list[Rectangle]]:
    """Page number → rectangles, those that usually cover more first."""
    together: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for highlight in _inside(highlights, len(document.text)):
        keys = together[highlight.start, highlight.end, highlight.kind]
        if highlight.key not in keys:
            keys.append(highlight.key)
    pages: dict[int, list[Rectangle]] = defaultdict(list)
    for (start, end, kind), keys in sorted(together.items(), key=lambda item: (KINDS.index(item[0][2]), item[0][0] - item[0][1])):
        for box in document.locate(start, end).boxes:
            if box.right > box.left:
                width, height = box.right - box.left, box.bottom - box.top
                pages[box.page].append(Rectangle(tuple(keys), kind, box.left, box.top, width, height))
    return pages


def _inside(highlights: Iterable[Highlight], length: int) -> list[Highlight]:
    """The highlights that lie in the text; a task kept from an earlier reading may point past the end of the new one."""
    return [h for h in highlights if 0 <= h.start < h.end <= length]


def _nearest(highlight: Highlight) -> tuple[int, int, bool, str]:
    return highlight.end - highlight.start, highlight.start, highlight.kind == "agree", highlight.key


def _regions(highlights: Sequence[Highlight]) -> Iterator[tuple[int, int, tuple[Highlight, ...]]]:
    """Stretches under the same highlights, in order; the shortest highlight of each comes first, of equals a check that holds last."""
    opening: dict[int, list[int]] = defaultdict(list)
    closing: dict[int, list[int]] = defaultdict(list)
    for index, highlight in enumerate(highlights):
        opening[highlight.start].append(index)
        closing[highlight.end].append(index)
    active: set[int] = set()
    previous = 0
    for position in sorted(opening.keys() | closing.keys()):
        if active:
            covering = sorted((highlights[i] for i in active), key=_nearest)
            yield previous, position, tuple(covering)
        active.difference_update(closing[position])
        active.update(opening[position])
        previous = position
