"""The two columns above the title of an official document (phần đầu văn bản, Nghị định 30/2020, phụ lục I): issuer left, nation right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.vietnamese import matching_key

# Quốc hiệu and tiêu ngữ of the State; the Party's documents bear the Party's name in the same place.
_NATION = re.compile(r"cộng hòa xã hội chủ nghĩa|độc lập\s*[-–—]\s*tự do|^\W*đảng cộng sản việt nam")
_NUMBER = re.compile(r"số\s*:")
_DATE = re.compile(r",\s*ngày\b")
_COLUMNS = re.compile(r"\s*\t\s*|\s{3,}")
_MOST_LINES = 8  # of a letterhead typed with tabs or spaces
_LOOKED_AT = 6  # lines at the top among which it must begin


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


def _halves(line: str) -> tuple[str, str] | None:
    """The two sides of a line, of which the left may be empty; None where nothing parts them."""
    cut = _COLUMNS.search(line.rstrip())
    if cut is None:
        return None
    left, right = line[: cut.start()].strip(), " ".join(line[cut.end() :].split())
    return (left, right) if right else None
