"""The head of an official document: issuer, number, place and date.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, điểm 2–4: names in capitals, a number of at least two digits, the place and date on the same line.
"""

from __future__ import annotations

import re

from generate import lexicon
from generate.dates import HAND_BLANK, long_date
from generate.drafts import Letterhead
from generate.metrics import balanced, width, wrapped
from generate.wording import BLANK, clean, fold

COLUMNS_MM = (62.0, 98.0)
"""Widths of the two columns: issuer and number, quốc hiệu and date (≈ 39 : 61 of a text block of 160 mm)."""

NAME_SIZE = 13.0
_COMMITTEE = re.compile(r"\b[ủu][ỷy] ban nhân dân\b", re.IGNORECASE)
_COUNCIL = re.compile(r"\bhội đồng nhân dân\b", re.IGNORECASE)
_PLACE_WORD = re.compile(r"\s(?=(?:TỈNH|THÀNH PHỐ|XÃ|PHƯỜNG|ĐẶC KHU|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN)\s)")
_LOOSE_ENDS = ("VÀ", "-", "&")
_GLUE = "\N{NO-BREAK SPACE}"
_LONGEST_PLACE = 5
"""Syllables that a place name may have and still stay on one line; more after a place word is no bare name."""


def issuer_lines(issuer: str) -> tuple[str, ...]:
    """The issuer in capitals, broken as a secretary breaks it: "ỦY BAN NHÂN DÂN" / "TỈNH SƠN HẢI"; a long name in lines of like length."""
    name = clean(issuer).upper()
    if not name:
        return (BLANK,)
    if _COMMITTEE.match(name) and (place := _PLACE_WORD.search(name)):
        return (name[: place.start()], *_balanced(name[place.end() :], bold=True))
    return _balanced(name, bold=True)


def parent_lines(parent: str) -> tuple[str, ...]:
    """The body above in capitals; () where there is none. "ỦY BAN NHÂN DÂN" is shortened where the line would be too long."""
    name = clean(parent)
    if not name:
        return ()
    if width(name.upper(), NAME_SIZE) > COLUMNS_MM[0]:
        name = short_name(name)
    return _balanced(name.upper(), bold=False)


def _balanced(name: str, *, bold: bool) -> tuple[str, ...]:
    """As few lines as the column allows, the longest of them as short as can be, none ending in "VÀ", no compound word or place name torn apart."""
    room = COLUMNS_MM[0]
    for text in (_glued(name, place_word=True), _glued(name, place_word=False)):
        lines = balanced(text, room, NAME_SIZE, bold=bold, loose_ends=_LOOSE_ENDS)
        if all(width(line, NAME_SIZE, bold=bold) <= room for line in lines):
            return tuple(line.replace(_GLUE, " ") for line in lines)
    return tuple(wrapped(name, room, NAME_SIZE, bold=bold))


def _glued(name: str, *, place_word: bool) -> str:
    """``name`` with unbreakable spaces inside compound words and inside the name of a place, ``place_word`` with it or not."""
    place = _PLACE_WORD.search(f" {name}")
    if place is not None:
        before, (head, *rest) = name[: place.start()], name[place.start() :].split(" ")
        if len(rest) <= _LONGEST_PLACE:
            name = f"{before}{head}{_GLUE if place_word else ' '}{_GLUE.join(rest)}"
    for words in sorted(lexicon.lines("unbroken"), key=lambda entry: -len(entry)):
        name = re.sub(rf"(?<!\w){words}(?!\w)", lambda match: match[0].replace(" ", _GLUE), name)
    return name


def short_name(name: str) -> str:
    """ "Ủy ban nhân dân tỉnh Sơn Hải" → "UBND tỉnh Sơn Hải"; "Hội đồng nhân dân" → "HĐND"."""
    return _COUNCIL.sub("HĐND", _COMMITTEE.sub("UBND", clean(name)))


def announcer(letterhead: Letterhead) -> str:
    """The issuer as a sentence names it: "UBND tỉnh Sơn Hải", "Văn phòng UBND tỉnh Sơn Hải", "Văn phòng HĐND và UBND xã Tân Phong"."""
    issuer, parent = short_name(letterhead.issuer), short_name(letterhead.parent)
    if not issuer:
        return BLANK
    if not parent or fold(parent) in fold(issuer):
        return issuer
    return f"{issuer} {parent.removeprefix('UBND ') if issuer.endswith('UBND') else parent}"


def number_line(number: str, symbol: str) -> str:
    """ "Số: 07/TB-UBND"; without a number "Số:      /TB-UBND"."""
    digits = clean(number).split("/")[0].strip()
    if digits.isdigit():
        digits = f"{int(digits):02d}"
    return f"Số: {digits or HAND_BLANK + ' '}/{clean(symbol) or BLANK}"


def place_date(letterhead: Letterhead) -> str:
    """ "Sơn Hải, ngày 05 tháng 01 năm 2026", blanks where not known."""
    return f"{clean(letterhead.place) or BLANK}, {long_date(letterhead.date)}"


def symbol(letterhead: Letterhead, abbreviation: str = "") -> str:
    """The symbol given, else type and issuer where both are certain: "TB-UBND" of a people's committee, "TB-VP" of its office, else "".

    ``abbreviation``: of the type (Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I); "" for a công văn, whose symbol needs its drafting unit.
    """
    given, issuer = clean(letterhead.symbol), fold(short_name(letterhead.issuer))
    if given or not abbreviation:
        return given
    if issuer.startswith("ubnd"):
        return f"{abbreviation}-UBND"
    return f"{abbreviation}-VP" if issuer.startswith("văn phòng") else ""


def fields(letterhead: Letterhead, abbreviation: str = "") -> dict[str, object]:
    """The template variables of the head; ``abbreviation``: of the type of document, to complete a missing symbol."""
    return {
        "parent_lines": parent_lines(letterhead.parent),
        "issuer_lines": issuer_lines(letterhead.issuer),
        "issuer": clean(letterhead.issuer) or BLANK,
        "number_line": number_line(letterhead.number, symbol(letterhead, abbreviation)),
        "place_date": place_date(letterhead),
        "place": clean(letterhead.place) or BLANK,
    }
