"""The marks that open headings and items: "Phần I", "Điều 2.", "I.", "1.1.", "a)", "-", "+".

Order and forms after Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.5 (phần, chương, mục, tiểu mục, điều, khoản, điểm) and the outline of reports
(I. → 1. → a) → -).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum


class Scheme(IntEnum):
    """Kind of mark; a smaller number governs a larger one."""

    PART = 1  # Phần I
    CHAPTER = 2  # Chương II
    SECTION = 3  # Mục 1
    CAPITAL = 4  # A.
    ROMAN = 5  # IV.
    ARTICLE = 6  # Điều 3.
    NUMBER = 7  # 2.
    NUMBER_2 = 8  # 2.1.
    NUMBER_3 = 9  # 2.1.3.
    LETTER = 10  # a)
    BRACKETED = 11  # (1), 1)
    DASH = 12  # -
    PLUS = 13  # +, *, •
    NONE = 99


@dataclass(frozen=True, slots=True)
class Label:
    """A mark at ``[start, end)``; the words follow at ``body``."""

    start: int
    end: int
    body: int
    scheme: Scheme


_GAP = r"[ \t\n\xa0]*"
_FORMS: tuple[tuple[Scheme, re.Pattern[str]], ...] = (
    (Scheme.PART, re.compile(rf"(?:Phần|PHẦN){_GAP}(?:thứ{_GAP}\w+|[IVX]+|\d{{1,2}})\b[.:]?")),
    (Scheme.CHAPTER, re.compile(rf"(?:Chương|CHƯƠNG){_GAP}(?:[IVX]+|\d{{1,2}})\b[.:]?")),
    (Scheme.SECTION, re.compile(rf"(?:Tiểu mục|Mục|MỤC){_GAP}(?:\d{{1,2}}|[IVX]+)\b[.:]?(?!{_GAP}(?:và|của|,))")),
    (Scheme.ARTICLE, re.compile(rf"(?:Điều|ĐIỀU){_GAP}\d{{1,3}}{_GAP}[.:]")),
    (Scheme.ROMAN, re.compile(r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})(?:[.)](?=\s|[^\W\d_]|$)|/(?=\s)|\s*[-–]\s)")),
    (Scheme.CAPITAL, re.compile(r"[A-HĐ][./)](?=\s+[A-ZĐÀ-Ỹ]|$)")),
    (Scheme.NUMBER_3, re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[.)]?(?=\s)")),
    (Scheme.NUMBER_2, re.compile(r"\d{1,2}\.\d{1,2}(?:[.)](?=\s|[^\W\d_])|(?=\s+[A-ZĐÀ-Ỹ]))")),
    (Scheme.NUMBER, re.compile(r"\d{1,2}\s?\.(?=\s|[^\W\d_]|$)")),
    (Scheme.BRACKETED, re.compile(r"\((?:\d{1,2}|[ivx]{1,4}|[a-zđ])\)|\d{1,2}[)/](?=\s+[^\W\d_])")),
    (Scheme.LETTER, re.compile(r"[a-zđø](?:\)|\.(?=\s+[A-ZĐÀ-Ỹ]))\.?")),
    (Scheme.DASH, re.compile(r"[-–—−~][-.]?(?=\s|[A-ZĐÀ-Ỹ])")),
    (Scheme.PLUS, re.compile(r"[+*•●▪■○◦·]|(?<!\S)o(?=\s+[A-ZĐÀ-Ỹ])")),
)  # fmt: skip
_SPACE = re.compile(r"[ \t\n\xa0]*")
#: Specks that recognition puts before a mark at the edge of the page.
_SPECKS = re.compile(r"['‘’`´\"“”.,_:]{1,3} ?(?=[\dIVXa-zđ]{1,4}[.)]|[-–~+]\s)")


def read(text: str, start: int, end: int) -> Label | None:
    """The mark that opens ``text[start:end]``, or None."""
    specks = _SPECKS.match(text, start, end)
    for scheme, form in _FORMS:
        m = form.match(text, specks.end() if specks else start, end)
        if m is None:
            continue
        gap = _SPACE.match(text, m.end(), end)
        return Label(m.start(), m.end(), gap.end() if gap else m.end(), scheme)
    return None
