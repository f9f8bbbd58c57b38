"""Several signers side by side (biên bản, hợp đồng, joint documents, forms): each column is read by itself, not across."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from .words import PrintedLine

_SAME_HEIGHT = 0.45  # share of the font height by which the middles of lines side by side differ at most
_WIDE = 0.55  # share of the width of the text: what is wider runs across the columns
_LAST = 24  # lines at the end of a text among which signers may be
_TITLES = 3  # rows at the top of the block; one of them has a line in each column
_NAME = re.compile(r"(?:[^\W\d_][^\W\d_.]*\.? ){1,5}[^\W\d_]+")
_TO_SIGN = re.compile(r"\W*(?:đã )?(?:ký|chữ ký)\b", re.IGNORECASE)
_DATE = re.compile(r".{0,30}ng.y\b.*\bth.ng\b.*\bn.m\b.{0,8}", re.IGNORECASE)

_middle = attrgetter("middle")


class Signers(NamedTuple):
    """What stands above the signers, their columns from left to right, and what follows."""

    before: list[PrintedLine]
    columns: list[list[PrintedLine]]
    after: list[PrintedLine]


def signers_of(lines: Sequence[PrintedLine]) -> Signers | None:
    """The signers that stand side by side at the end of ``lines``; None where there are not several.

    Each column opens with a title and ends with a name, or with where to sign; none of its lines reaches into the next.
    """
    ordered = sorted(lines, key=_middle)
    rows = _rows(ordered[-_LAST:])
    first = next((index for index in range(len(rows)) if _opens(rows, index, ordered)), None)
    if first is None:
        return None
    top = max(rows[first : first + _TITLES], key=len)
    edges = _edges(top)
    columns: list[list[PrintedLine]] = [[] for _ in top]
    at = first
    while at < len(rows) and all(_column(line, edges) is not None for line in rows[at]):
        for line in rows[at]:
            columns[_column(line, edges) or 0].append(line)
        at += 1
    if first and len(rows[first - 1]) == 1 and _DATE.fullmatch(rows[first - 1][0].text):
        dated = _column(rows[first - 1][0], edges)
        if dated is not None:
            first -= 1
            columns[dated].insert(0, rows[first][0])
    if not all(map(_signs, columns)):
        return None
    used = {id(line) for column in columns for line in column}
    start = rows[first][0].middle
    rest = [line for line in ordered if id(line) not in used]
    return Signers([line for line in rest if line.middle < start], columns, [line for line in rest if line.middle >= start])


def _rows(ordered: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """Lines in rows by their heights, each from left to right."""
    rows: list[list[PrintedLine]] = []
    for line in ordered:
        if rows and line.middle - rows[-1][0].middle < _SAME_HEIGHT * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=attrgetter("left")) for row in rows]


def _opens(rows: Sequence[Sequence[PrintedLine]], index: int, lines: Sequence[PrintedLine]) -> bool:
    """Whether the block begins with this row: titles side by side, and no line as wide as the text below them."""
    row = rows[index]
    width = max(line.right for line in lines) - min(line.left for line in lines)
    apart = all(right.left - left.right > right.size for left, right in pairwise(row))
    titles = len(row) > 1 and apart and all(line.upper or line.bold for line in row)
    return titles and not any(
        line.right - line.left > _WIDE * width for later in rows[index:] for line in later[:1] if len(later) == 1
    )


def _edges(top: Sequence[PrintedLine]) -> list[float]:
    """Where one column ends and the next begins: halfway between the middles of their titles."""
    middles = [(line.left + line.right) / 2 for line in top]
    return [(left + right) / 2 for left, right in pairwise(middles)]


def _column(line: PrintedLine, edges: Sequence[float]) -> int | None:
    """The column in which a line stands; None where it reaches into another."""
    middle = (line.left + line.right) / 2
    number = sum(edge < middle for edge in edges)
    before = edges[number - 1] if number else float("-inf")
    behind = edges[number] if number < len(edges) else float("inf")
    return number if line.left > before - line.size and line.right < behind + line.size else None


def _signs(column: Sequence[PrintedLine]) -> bool:
    return len(column) > 1 and (_is_name(column[-1].text) or any(_TO_SIGN.match(line.text) for line in column))


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None and all(word[0].isupper() for word in text.split())
