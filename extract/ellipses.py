"""Numbers whose noun is said once for several (số liệu nói tắt).

"tiếp nhận 215 phản ánh; đã trả lời 209, còn 06 phản ánh": a bare number behind the name of a state or a part counts what its sentence counted before.
"88.557 trên tổng số 94.210 hồ sơ": a bare part counts what the whole behind it counts.
"172 căn nhà bị sập (Yên Bái 2, Hòa Bình 7)": in a bracket of places and bodies, each number counts what stands before the bracket.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from extract import lexicon, numbers, units
from extract.findings import Figure
from extract.numbers import Number
from extract.patterns import SPACE as _S
from extract.patterns import UPPER, expression
from extract.units import Unit, UnitKind

_OUT_OF = re.compile(
    rf"{_S}+(?:[^\W\d]+{_S}+){{0,4}}?(?:trên|trong)(?:{_S}+tổng)?(?:{_S}+số)?{_S}+(?=\d)|{_S}*/{_S}*tổng(?:{_S}+số)?{_S}+(?=\d)",
    re.IGNORECASE,
)
_CLOSED = re.compile(rf"{_S}*(?:[,;)…]|[.](?!\d)|$|\({_S}*(?:đạt|chiếm|tỷ|\d)|{_S}và{_S})")
_SENTENCE_END = re.compile(r"[.!?…]\s|\n")
#: The name of the part stands so close before its number.
_LONGEST_NAME = 60
#: "(Cà Mau 2, TP Hồ Chí Minh 1 và Bình Định 1)": names with a number behind each, nothing else.
_TALLIED = (
    rf"(?:(?:tỉnh|thành{_S}phố|huyện|quận|thị{_S}xã|thị{_S}trấn|xã|phường|thôn){_S}+)?[{UPPER}][^\W\d_]*(?:(?:{_S}+|{_S}?-{_S}?)[{UPPER}][^\W\d_]*){{0,5}}"
    rf"{_S}*:?{_S}+\d[\d.]*"
)
_TALLY = re.compile(rf"\({_S}*{_TALLIED}(?:{_S}*(?:[,;]|[,;]?{_S}+và){_S}+{_TALLIED})+{_S}*\)")
_TALLIED_NUMBER = re.compile(r"\d[\d.]*")
_LONGEST_TALLY = 400
#: Of so much of what stands before the bracket the numbers in it must be.
_LEAST_SHARE = Decimal("0.75")


@cache
def _names() -> re.Pattern[str]:
    """The name of a state or part that ends right before its number."""
    named = expression(lexicon.tables("checks")["named_parts"])
    filler = r"(?:là|được|có|đạt|khoảng|gần|hơn|trên|:)"
    return re.compile(rf"(?<!\w)(?:{named})(?:{_S}*{filler})*{_S}*$", re.IGNORECASE)


def unit(text: str, start: int, end: int, number: Number, earlier: list[Figure]) -> Unit | None:
    """The unit that the bare number shares with the whole behind it or the counts before it; None where it shares none."""
    if number.scale > 1 or number.decimals or number.spelled:
        return None
    whole = _OUT_OF.match(text, number.end, end)
    if whole is not None:
        following = next(numbers.find(text, whole.end(), min(end, whole.end() + 30)), None)
        shared = units.read(text, following.end, end) if following is not None and following.start == whole.end() else None
        if following is None or shared is None or shared.kind not in (UnitKind.COUNT, UnitKind.NOUN):
            return None
        counted = shared.kind is UnitKind.COUNT and following.value >= number.value
        return Unit(number.end, number.end, shared.name, UnitKind.COUNT) if counted else None
    if not earlier or not _CLOSED.match(text, number.end, end):
        return None
    last = next((f for f in reversed(earlier) if f.unit not in (None, "%", "đồng") and not f.change), None)
    if last is None or _SENTENCE_END.search(text, last.end, number.start):
        return None
    if _in_tally(text, last, number):
        return Unit(number.end, number.end, last.unit or "", UnitKind.COUNT)
    before = re.split(r"[,;(]", text[max(start, number.start - _LONGEST_NAME) : number.start])[-1]
    if not _names().search(before):
        return None
    return Unit(number.end, number.end, last.unit or "", UnitKind.COUNT)


def _in_tally(text: str, last: Figure, number: Number) -> bool:
    """Whether the number stands in a bracket of names and numbers that tells where the things counted are."""
    opened = text.rfind("(", max(0, number.start - _LONGEST_TALLY), number.start)
    tally = _TALLY.match(text, opened, opened + _LONGEST_TALLY) if opened >= 0 else None
    if tally is None or tally.end() < number.end:
        return False
    counted = last if last.start < opened else None
    told = sum(Decimal(m[0].replace(".", "")) for m in _TALLIED_NUMBER.finditer(text, opened, tally.end()))
    return counted is None or _LEAST_SHARE * Decimal(repr(counted.value)) <= told <= Decimal(repr(counted.value)) / _LEAST_SHARE
