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
    ``angle``: degrees clockwise by which the page was turned before it was read; its words stand as on the turned page.
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

    def as_seen(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the turned page is on the page as it is shown."""
        if not self.angle:
            return x, y
        sine, cosine = math.sin(math.radians(self.angle)), math.cos(math.radians(self.angle))
        across, down = x - self.width / 2, y - self.height / 2
        return self.width / 2 + across * cosine + down * sine, self.height / 2 - across * sine + down * cosine
