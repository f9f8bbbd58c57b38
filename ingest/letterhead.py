"""The two columns above the title of an official document (phần đầu văn bản, Nghị định 30/2020, phụ lục I): issuer left, nation right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.vietnamese import DATA, matching_key

# Quốc hiệu and tiêu ngữ of the State; the Party's documents bear the Party's name in the same place.
_NATION = re.compile(r"cộng hòa xã hội chủ nghĩa|độc lập\s*[-–—]\s*tự do|^\W*đảng cộng sản việt nam")
# As recognition and typists give it: any letter for those with marks; the place for the rest of the name is all that may follow.
_QUOC_HIEU = re.compile(r"(?:\bc.ng h.. x. h.i.{0,25}|\bh.i ch. ngh.a vi.t nam)\W*$", re.IGNORECASE)
_TIEU_NGU = re.compile(r"l.p\W+t. d|t. d.\W+h.nh", re.IGNORECASE)
_NUMBER = re.compile(r"số\s*:")
_DATE = re.compile(r",\s*ngày\b")
_COLUMNS = re.compile(r"\s*\t\s*|\s{3,}")
_MOST_LINES = 8  # of a letterhead typed with tabs or spaces
_LOOKED_AT = 6  # lines at the top among which it must begin


@dataclass(frozen=True, slots=True)
class HeadName:
    """A name that may open the right column of a letterhead: where it begins in its line, and whether it is the quốc hiệu.

    ``whole``: its first word was found; before a name of which the beginning is misread nobody knows where the issuer ends.
    """

    start: int
    of_nation: bool
    whole: bool = True


def head_name(text: str, *, capitals: bool) -> HeadName | None:
    """The name at the end of a printed line; in a line of capitals an issuer may stand before it, else nothing may."""
    found = _QUOC_HIEU.search(text) if capitals else _QUOC_HIEU.match(text)
    if found is not None:
        return HeadName(found.start(), of_nation=True, whole=found[0][:1] in "cC")
    other = _other_names().search(text) if capitals else None
    return HeadName(other.start(), of_nation=False) if other else None


def is_motto(text: str) -> bool:
    """Whether ``text`` is the tiêu ngữ, one word of which may be misread."""
    return _TIEU_NGU.search(text) is not None


@cache
def _other_names() -> re.Pattern[str]:
    """The names that stand in the place of the quốc hiệu; any letter for those with marks."""
    lines = (DATA / "letterhead_names.txt").read_text(encoding="utf-8").splitlines()
    names = [re.sub(r"[^\x00-\x7f]", ".", line) for line in lines if line and not line.startswith("#")]
    return re.compile(rf"(?<!\S)(?:{'|'.join(names)})\W*$", re.IGNORECASE)


def names_the_nation(text: str) -> bool:
    """Whether ``text`` holds the national name or motto (quốc hiệu, tiêu ngữ)."""
    return bool(_NATION.search(matching_key(" ".join(text.split()))))


def split_columns(lines: Sequence[str]) -> tuple[int, int, list[str], list[str]] | None:
    """A letterhead typed as lines with a tab or many spaces between its columns.

    ``(first, last, left, right)``: lines ``[first, last)`` hold the two columns; None where no line is cut so with the nation right.
    """
    for first, line in enumerate(lines[:_LOOKED_AT]):
        halves = _halves(line)
        if halves is None or not names_the_nation(halves[1]) or names_the_nation(halves[0]):
            continue
        left: list[str] = []
        right: list[str] = []
        last = first
        while last < len(lines) and last - first < _MOST_LINES:
            halves = _halves(lines[last])
            if halves is None:
                break
            if not halves[0] and _before(line) and _before(lines[last]) == _before(line):  # centred as the left side above it
                halves = halves[1], ""
            left += [half for half in halves[:1] if half]
            right += [half for half in halves[1:] if half]
            last += 1
        return first, last, left, right
    return None


def number_and_date(line: str) -> tuple[str, str] | None:
    """A line under the letterhead that holds the document's number and, behind a tab or many spaces, its place and date."""
    halves = _halves(line)
    if halves is None or not _NUMBER.match(matching_key(halves[0])) or not _DATE.search(matching_key(halves[1])):
        return None
    return halves


def _before(line: str) -> str:
    """The white space before a line."""
    return line[: len(line) - len(line.lstrip())]


def _halves(line: str) -> tuple[str, str] | None:
    """The two sides of a line, of which the left may be empty; None where nothing parts them."""
    line = line.rstrip()
    cut = _COLUMNS.search(line, len(_before(line))) or _COLUMNS.match(line)  # a tab may also centre the left side
    if cut is None:
        return None
    left, right = line[: cut.start()].strip(), " ".join(line[cut.end() :].split())
    return (left, right) if right else None
