"""Words on a page and the printed lines they make up; the common ground of text layers and recognised pictures.

Lengths are points from the top left corner of the page as a person sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from .document import MarkKind


@dataclass(frozen=True, slots=True)
class Word:
    """Characters printed without a space between them.

    ``edges`` has ``len(text) + 1`` values: character *i* reaches from ``edges[i]`` to ``edges[i + 1]``. ``size`` is the height of the font in
    points, ``confidence`` 1 for a text layer and 0 to 1 for recognised words. ``choices`` holds for each character the others that a
    recogniser thought of ("" where it was sure). ``mark`` says why a reviewer should look at the word, ``note`` what there is to know: for a
    repaired word, what was recognised.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    edges: tuple[float, ...]
    size: float
    bold: bool = False
    italic: bool = False
    confidence: float = 1.0
    choices: tuple[str, ...] = ()
    mark: MarkKind | None = None
    note: str = ""
    font: str = ""

    @property
    def middle(self) -> float:
        """Height of the middle of the word on the page."""
        return (self.top + self.bottom) / 2

    @property
    def sure(self) -> bool:
        """Whether nothing about the word is doubtful."""
        return self.mark is None and self.confidence == 1.0


class PrintedLine:
    """Words that stand beside each other and belong together, from left to right, on page ``page`` (from 1).

    ``text`` is the words with one space between, ``middle`` the height on the page around which most of them stand, ``size`` the font height in
    points that most characters have; ``bold``: whether more than half of them are; ``sure``: whether no word is doubtful; ``tidy``: whether
    the text is known to be as it may stand in a document.

    Two lines are equal only if they are one: a page may print the same words twice. What is asked of every line are plain attributes: each
    is asked a dozen times, and Python finds them faster where the class has nothing of their name.
    """

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float
    middle: float
    size: float
    bold: bool
    sure: bool
    tidy: bool

    @cached_property
    def upper(self) -> bool:
        """Whether the line is written in capitals."""
        text = self.text
        if 10 * sum(map(str.islower, text[: 2 + len(text) // 4])) > len(text):  # as in most lines: no need to count on
            return False
        letters = sum(map(str.isalpha, text))
        return letters > 0 and sum(map(str.isupper, text)) >= 0.9 * letters

    @property
    def centre(self) -> float:
        """Where the middle of the line is across the page."""
        return (self.left + self.right) / 2

    @property
    def words(self) -> tuple[Word, ...]:
        """The words one by one."""
        raise NotImplementedError

    def left_of(self, index: int) -> float | None:
        """Where word ``index`` begins; None where the line has fewer."""
        raise NotImplementedError

    @property
    def first_width(self) -> float:
        """How wide the first word is."""
        raise NotImplementedError

    def edges(self) -> Sequence[float]:
        """Where each character of :attr:`text` stands, spaces included: ``len(text) + 1`` values."""
        raise NotImplementedError


class WordLine(PrintedLine):
    """A line of single words, as recognition gives them."""

    def __init__(self, words: tuple[Word, ...], page: int) -> None:
        self._words = words
        self.page = page
        self.text = " ".join(word.text for word in words)
        self.left = words[0].left
        self.right = words[-1].right
        self.top = min(word.top for word in words)
        self.bottom = max(word.bottom for word in words)
        self.middle = middle_of(word.middle for word in words)
        self.size = typical((word.size, len(word.text)) for word in words)
        self.bold = 2 * sum(len(word.text) for word in words if word.bold) > sum(len(word.text) for word in words)
        self.sure = all(word.sure for word in words)
        self.tidy = False

    @property
    def words(self) -> tuple[Word, ...]:
        return self._words

    def left_of(self, index: int) -> float | None:
        return self.words[index].left if index < len(self.words) else None

    @property
    def first_width(self) -> float:
        return self.words[0].right - self.words[0].left

    def edges(self) -> Sequence[float]:
        edges: list[float] = []
        reach = self.left
        for word in self.words:  # the right edge of a word is the left edge of the space that follows
            for edge in word.edges:
                reach = max(reach, edge)  # words may overlap by a hair, a slanted letter by more
                edges.append(reach)
        return edges


def middle_of(middles: Iterable[float]) -> float:
    """The median of some heights, the upper one of two."""
    ordered = sorted(middles)
    return ordered[len(ordered) // 2]


def typical(weighted: Iterable[tuple[float, float]]) -> float:
    """The weighted median of (value, weight) pairs; 0 where there are none."""
    pairs = sorted(weighted)
    half = sum(weight for _, weight in pairs) / 2
    so_far = 0.0
    for value, weight in pairs:
        so_far += weight
        if so_far >= half:
            return value
    return 0.0
