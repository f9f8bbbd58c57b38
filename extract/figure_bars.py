"""Numbers that are no quantities by what they are part of: dates, clock times, articles, spans of years, slogans (số không phải số liệu)."""

from __future__ import annotations

import re
from bisect import bisect_right

from extract import dates
from extract.numbers import Number
from extract.patterns import SPACE as _S
from extract.patterns import Guarded, standing_behind
from extract.sentences import Span

_PIN = Guarded(
    rf"(?<!\w)(?:khoản|điều|mục|chương|phần|phụ lục|biểu|mẫu|bảng)(?:{_S}+số)?{_S}+[\dIVX]+[a-zđ]?(?!,?\d)(?!{_S}*(?:tỷ|triệu|nghìn|đồng|%))"
    rf"(?:{_S}*(?:,|và|đến|[-–]){_S}*\d+(?![.,]?\d)(?!{_S}*(?:%|[^\W\d_]{{2,}})))*",
    re.IGNORECASE,
    needs=rf"(?:khoản|điều|mục|chương|phần|lục|biểu|mẫu|bảng|số){_S}+[\divx]",
)
_CLOCK = Guarded(
    rf"(?<![\d.,])\d{{1,2}}{_S}?(?:h|giờ|:){_S}?\d{{0,2}}(?:{_S}?(?:phút|')|(?!\w))",
    re.IGNORECASE,
    needs=(standing_behind([r"\d"], sign) for sign in ("h", "giờ", ":")),
)
_YEARS = Guarded(
    rf"(?<![\d.,])(?:19|20)\d\d{_S}?[-–]{_S}?(?:19|20)\d\d(?!\d)",
    needs=(rf"-{_S}?(?:19|20)\d\d", rf"–{_S}?(?:19|20)\d\d"),
)
_SLASHED = Guarded(rf"(?<![\d.,/])\d{{1,2}}{_S}?/{_S}?(?:19|20)\d\d(?![\d.,])", needs=rf"/{_S}?(?:19|20)\d\d")
#: “3 ca, 4 kíp”, "4 tại chỗ, 5 sẵn sàng": small numbers in a row between quotation marks make a slogan.
_SLOGAN = Guarded(
    rf"[“\"']{_S}*\d{{1,2}}{_S}+[^\W\d]+(?:{_S}+[^\W\d]+){{0,3}}(?:{_S}*[,;–-]?{_S}*\d{{1,2}}{_S}+[^\W\d]+(?:{_S}+[^\W\d]+){{0,3}})*{_S}*[”\"']"
    rf"|(?<!\w)[2-4]{_S}+ca,?{_S}+[2-5]{_S}+kíp\b",
    re.IGNORECASE,
    needs=(rf"“{_S}*\d", rf"\"{_S}*\d", rf"'{_S}*\d", rf"ca,?{_S}+[2-5]"),
)


def read(text: str, start: int, end: int) -> list[Span]:
    """Dates, clock times, spans of years and references to articles."""
    spans = [(d.start, d.end) for d in dates.days(text, start, end)]
    spans += [
        (d.start, d.end)
        for d in (*dates.months(text, start, end), *dates.quarters(text, start, end), *dates.years(text, start, end))
    ]
    for pattern in (_PIN, _CLOCK, _YEARS, _SLASHED, _SLOGAN):
        spans += [m.span() for m in pattern.finditer(text, start, end)]
    return spans


def merged(spans: list[Span]) -> list[Span]:
    """The spans in order, overlapping ones put together."""
    merged: list[Span] = []
    for a, b in sorted(spans):
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], b))
        else:
            merged.append((a, b))
    return merged


def holds(barred: list[Span], number: Number) -> bool:
    index = bisect_right(barred, (number.start, len(barred) and barred[-1][1])) - 1
    return index >= 0 and number.start < barred[index][1]
