"""Footnotes (chú thích cuối trang) of printed pages: small lines under the text, each with the number that the text refers to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .words import PrintedLine

_SMALL = 0.88  # of the font height of a page's text; Word sets notes in 10 points under text of 13 or 14
_NUMBER = re.compile(r"(\d{1,3})[.)]?\s?(?=[^\W\d]|[“\"(])")
_REFERENCE = r"(?:[^\W\d_]|\d{{4}})[.,;:)\]”\"’]*{}(?!\w)"  # printed raised, right behind a word or a year

Note = tuple[PrintedLine, ...]


def notes_of(lines: Sequence[PrintedLine], size: float, expected: int) -> list[Note]:
    """The notes at the foot of a page of ``lines``, from top to bottom.

    ``size`` is the font height of the page's text, ``expected`` the number behind the last note before.

    Numbers go on from there or begin anew at 1, and each is referred to on the page: else small lines at the foot are text.
    """
    count = next((index for index, line in enumerate(reversed(lines)) if line.size >= _SMALL * size), len(lines))
    small = lines[len(lines) - count :]
    first = next((index for index, line in enumerate(small) if number_of(line) in (expected, 1)), None)
    if first is None:
        return []
    text = "\n".join(line.text for line in lines[: len(lines) - count + first])
    notes: list[list[PrintedLine]] = []
    number = number_of(small[first])
    for line in small[first:]:
        if number is not None and number_of(line) == number and re.search(_REFERENCE.format(number), text):
            notes.append([line])
            number += 1
        elif notes:
            notes[-1].append(line)
    return [tuple(note) for note in notes]


def number_of(line: PrintedLine) -> int | None:
    """The number in front of a note's first line; None where there is none."""
    match = _NUMBER.match(line.text)
    return int(match[1]) if match else None
