"""Signers side by side at the end of a text (biên bản, văn bản liên tịch, biểu mẫu kế toán), each in a column of centred lines.

A column holds who signs (chức vụ, bên), perhaps a note ("Ký, ghi rõ họ tên"), the space of the signature, and the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from .pagelines import SAME_HEIGHT
from .words import PrintedLine

_MOST = 4  # columns
_WIDEST = 22.0  # font heights of a line in a column
_OFF_CENTRE = 2.0  # font heights by which typists miss the middle of a column
_SPACE = 10.0  # font heights that signature and seal take at most
_SIGNED = 1.9  # font heights: a name stands farther below the line before it than that line below its own
_NOTE = re.compile(r"\bch. k.\b|\bk. t.n\b|\bh. (?:v. )?t.n\b|\b..ng d.u\b|\((?:.. )?k.\b", re.IGNORECASE)
_DATE = re.compile(r"(?:[^,]{2,30},\s*)?ng.y\b.{0,12}\bth.ng\b.{0,8}\bn.m\b.{0,10}", re.IGNORECASE)
_RECIPIENTS = re.compile(r"n.i nh.n\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")


class Signers(NamedTuple):
    """The lines above the signers, those of each signer from left to right, and the lines below."""

    above: list[PrintedLine]
    columns: list[list[PrintedLine]]
    below: list[PrintedLine]


def signers_of(lines: Sequence[PrintedLine]) -> Signers | None:
    """The first signers side by side among ``lines``, which come from top to bottom; None where there are none."""
    for at, (line, following) in enumerate(pairwise(lines)):
        if following.middle - line.middle < SAME_HEIGHT * line.size:
            columns = _columns(lines, at)
            if columns is not None:
                return _parted(lines, columns)
    return None


def _columns(lines: Sequence[PrintedLine], at: int) -> list[list[PrintedLine]] | None:
    """The columns under the row that begins with line ``at``; None where these are no signers."""
    reach = lines[at].middle + SAME_HEIGHT * lines[at].size
    row = [line for line in lines[at : at + _MOST + 1] if line.middle < reach]
    if not 2 <= len(row) <= _MOST or not all(map(_may_be_signer, row)):
        return None
    columns = [[line] for line in sorted(row, key=lambda line: line.left)]
    lowest = row[-1]
    for line in lines[at + len(row) :]:
        column = min(columns, key=lambda one: abs(one[0].centre - line.centre))
        if line.middle - lowest.middle > _SPACE * line.size or not _fits(line, column[0]):
            break
        column.append(line)
        lowest = line
    headed = all(line.upper or line.bold for line in row)
    return columns if all(_has_note(column) or (headed and _has_name(column)) for column in columns) else None


def _may_be_signer(line: PrintedLine) -> bool:
    return line.text[:1].isupper() and not _RECIPIENTS.match(line.text) and _is_short(line)


def _fits(line: PrintedLine, head: PrintedLine) -> bool:
    """Whether ``line`` stands in the column of signer ``head``."""
    near = abs(line.centre - head.centre) < _OFF_CENTRE * line.size
    return near and _is_short(line) and not _RECIPIENTS.match(line.text)


def _is_short(line: PrintedLine) -> bool:
    return line.right - line.left < _WIDEST * line.size and not _DIGIT.search(line.text)


def _has_note(column: Sequence[PrintedLine]) -> bool:
    return any(_NOTE.search(line.text) for line in column[1:])


def _has_name(column: Sequence[PrintedLine]) -> bool:
    """Whether a name ends the column, below the space of the signature."""
    if len(column) < 2:
        return False
    before, name = column[-2:]
    syllables = name.text.split()
    is_name = len(syllables) >= 2 and all(one[:1].isupper() for one in syllables[-2:])
    return is_name and name.middle - before.middle > _SIGNED * name.size


def _parted(lines: Sequence[PrintedLine], columns: list[list[PrintedLine]]) -> Signers:
    """The lines around the columns; a date over one of them belongs to it."""
    top = min(column[0].middle for column in columns)
    used = {id(line) for column in columns for line in column}
    above = [line for line in lines if line.middle < top and id(line) not in used]
    below = [line for line in lines if line.middle >= top and id(line) not in used]
    if above and _DATE.fullmatch(above[-1].text):
        date = above[-1]
        for column in columns:
            if abs(date.centre - column[0].centre) < _OFF_CENTRE * date.size and column[0].top - date.bottom < date.size:
                column.insert(0, above.pop())
                break
    return Signers(above, columns, below)
