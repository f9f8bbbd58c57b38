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
_ABOUT = re.compile(r"v\s*[/.]\s*v\b|về việc\b")
_CUT_NUMBER = re.compile(r"số\s*:?.*\w[-/]")
_ADDRESSEES = re.compile(r"kính gửi\b")
_MOST_LETTERS = 60  # of a line of the left column
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
        halves = sides_of(line)
        if halves is None or not names_the_nation(halves[1]) or names_the_nation(halves[0]):
            continue
        led = _is_led(line)
        left: list[str] = []
        right: list[str] = []
        last = first
        for at, below in enumerate(lines[first : first + _MOST_LINES], first):
            row = _row(below, left, right, led=led)
            if row is None and not below.strip():
                continue
            if row is None or (
                at > last and not (row[0] and _dated(row[1]))
            ):  # behind an empty line only number and date are sure
                break
            left += [half for half in row[:1] if half]
            right += [half for half in row[1:] if half]
            last = at + 1
        return first, last, joined(left), right
    return None


def _row(line: str, left: Sequence[str], right: Sequence[str], *, led: bool) -> tuple[str, str] | None:
    """The two sides of a line below those of ``left`` and ``right``; None where the letterhead is over.

    ``led``: lines of the left column begin with a tab too, so that one stretch alone may stand on either side.
    """
    halves = sides_of(line)
    if halves is not None and halves[0]:
        return halves
    text = halves[1] if halves else line.strip()
    if halves and _is_of_right_column(text):
        return "", text
    goes_on_left = _ABOUT.match(matching_key(text)) or (bool(left) and goes_on(left[-1], text) and (led or text[:1].islower()))
    issuer = led and halves and not any(map(_dated, right)) and not _ADDRESSEES.match(matching_key(text))
    return (text, "") if len(text) <= _MOST_LETTERS and (goes_on_left or issuer) else None


def _is_of_right_column(text: str) -> bool:
    """Quốc hiệu or its end, tiêu ngữ, place and date, or the rule under them."""
    return names_the_nation(text) or _dated(text) or not any(map(str.isalpha, text)) or matching_key(text) == "việt nam"


def _dated(text: str) -> bool:
    return _DATE.search(matching_key(text)) is not None


def goes_on(before: str, line: str) -> bool:
    """Whether ``line`` of the left column continues ``before``: a V/v over several lines, or a number that the column cut."""
    key = matching_key(line)
    begins = _ABOUT.match(key) or _NUMBER.match(key) or _ADDRESSEES.match(key)
    if not key or begins or _dated(line) or names_the_nation(line):
        return False
    above = matching_key(before)
    return _CUT_NUMBER.fullmatch(above) is not None or (_ABOUT.match(above) is not None and not line.isupper())


def joined(lines: Sequence[str]) -> list[str]:
    """The lines of the left column, those that go on made one."""
    found: list[str] = []
    for line in lines:
        if found and goes_on(found[-1], line):
            found[-1] = with_next(found[-1], line)
        else:
            found.append(line)
    return found


def with_next(before: str, line: str) -> str:
    """``before`` with the line that continues it."""
    return before + ("" if _CUT_NUMBER.fullmatch(matching_key(before)) else " ") + line


def number_and_date(line: str) -> tuple[str, str] | None:
    """A line under the letterhead that holds the document's number and, behind a tab or many spaces, its place and date."""
    halves = sides_of(line)
    if halves is None or not _NUMBER.match(matching_key(halves[0])) or not _DATE.search(matching_key(halves[1])):
        return None
    return halves


def _is_led(line: str) -> bool:
    """Whether a line of two sides begins with a tab or many spaces: its left side is set by a tab stop too."""
    return _COLUMNS.match(line) is not None


def sides_of(line: str) -> tuple[str, str] | None:
    """The two sides of a line, of which the left may be empty; None where nothing parts them."""
    text = line.rstrip()
    lead = _COLUMNS.match(text)
    typed = text[lead.end() :] if lead else text
    cut = _COLUMNS.search(typed)
    if cut is None:
        return ("", typed.strip()) if lead and typed else None
    return typed[: cut.start()].strip(), " ".join(typed[cut.end() :].split())
