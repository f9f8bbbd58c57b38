"""A page as a reader hands it on: its words with their places, and how they were won."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .document import PageSource
from .tables import Table
from .words import Word


@dataclass(frozen=True)
class PageText:
    """What was read on one page: size in points, words in any order, tables, and how it was read.

    ``stamps`` are texts of signature stamps that were found apart from the words, ``turned`` what is printed across the page, ``urgent``
    stamps of urgency and secrecy.
    ``quarter`` (0, 90, 180 or 270) and then ``angle``: degrees clockwise by which the page was turned before it was read; its size and its
    words are those of the turned page.
    """

    number: int
    width: float
    height: float
    source: PageSource
    quality: float
    words: Sequence[Word] = ()
    tables: tuple[Table, ...] = ()
    stamps: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()
    urgent: tuple[Word, ...] = ()
    warnings: tuple[str, ...] = ()
    angle: float = 0.0
    quarter: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is shown."""
        return (self.height, self.width) if self.quarter in (90, 270) else (self.width, self.height)

    def as_seen(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the turned page is on the page as it is shown."""
        if self.angle:
            sine, cosine = math.sin(math.radians(self.angle)), math.cos(math.radians(self.angle))
            across, down = x - self.width / 2, y - self.height / 2
            x, y = self.width / 2 + across * cosine + down * sine, self.height / 2 - across * sine + down * cosine
        if self.quarter == 90:
            return y, self.width - x
        if self.quarter == 180:
            return self.width - x, self.height - y
        if self.quarter == 270:
            return self.height - y, x
        return x, y
