"""Numbers whose noun is said once for several (số liệu nói tắt).

"tiếp nhận 215 phản ánh; đã trả lời 209, còn 06 phản ánh": a bare number behind the name of a state or a part counts what its sentence counted before.
"88.557 trên tổng số 94.210 hồ sơ": a bare part counts what the whole behind it counts.
"""

from __future__ import annotations

import re
from functools import cache

from extract import lexicon, numbers, units
from extract.findings import Figure
from extract.numbers import Number
from extract.patterns import SPACE as _S
from extract.patterns import expression
from extract.units import Unit, UnitKind

_OUT_OF = re.compile(
    rf"{_S}+(?:[^\W\d]+{_S}+){{0,4}}?(?:trên|trong)(?:{_S}+tổng)?(?:{_S}+số)?{_S}+(?=\d)|{_S}*/{_S}*tổng(?:{_S}+số)?{_S}+(?=\d)",
    re.IGNORECASE,
)
_CLOSED = re.compile(rf"{_S}*(?:[,;)…]|[.](?!\d)|$|\({_S}*(?:đạt|chiếm|tỷ|\d)|{_S}và{_S})")
_SENTENCE_END = re.compile(r"[.!?…]\s|\n")
#: The name of the part stands so close before its number.
_LONGEST_NAME = 60


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
    before = re.split(r"[,;(]", text[max(start, number.start - _LONGEST_NAME) : number.start])[-1]
    if not _names().search(before):
        return None
    return Unit(number.end, number.end, last.unit or "", UnitKind.COUNT)
