"""Differences told with both of their ends (mức tăng, giảm).

"từ 120 lên 150 hồ sơ (tăng 30 hồ sơ)", "150 hồ sơ, tăng 25% so với cùng kỳ năm trước (120 hồ sơ)".
Tested only where the text gives all three: before, after, and the difference, in the unit of both or as a percentage of what was before.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extract.breakdowns import decimals, exact, head, shown, step
from extract.findings import Check, Figure
from extract.numbers import round_half_up
from extract.patterns import SPACE as _S
from extract.work import Work

_FROM = re.compile(rf"(?<!\w)từ{_S}+(?:mức{_S}+)?$", re.IGNORECASE)
_TO = re.compile(rf"(?:{_S}*\([^()\d]*\))?{_S}+(?:lên|xuống|còn|đến|tới)(?:{_S}+(?:còn|mức|là|đạt))?{_S}+$", re.IGNORECASE)
_BY = re.compile(
    rf"^[^.;:\d\n]{{0,40}}[,(]{_S}*(?:tức{_S}+)?(?:là{_S}+)?(?:đã{_S}+)?(?P<way>tăng|giảm)(?:{_S}+(?:thêm|được|đi))?{_S}+$",
    re.IGNORECASE,
)
_AGAINST = re.compile(rf"^{_S}+so{_S}+với{_S}+[^.;:()\d\n]{{2,60}}(?:(?:năm|tháng|quý){_S}+[\d/]+{_S}*)?\({_S}*$", re.IGNORECASE)


def find(work: Work) -> list[Check]:
    """A check for every difference that is told with its two ends."""
    text, figures = work.structure.text, sorted(work.figures, key=lambda f: f.start)
    found: list[Check] = []
    for first, second, third in zip(figures, figures[1:], figures[2:], strict=False):
        gap, further = text[first.end : second.start], text[second.end : third.start]
        by = _BY.match(further) if _TO.fullmatch(gap) and _FROM.search(text[max(0, first.start - 12) : first.start]) else None
        if by is not None:
            told = first, second, third
        else:
            by = _BY.match(gap) if _AGAINST.fullmatch(further) else None
            told = third, first, second
        if by is not None and (check := _check(*told, rises=by["way"].lower() == "tăng")) is not None:
            found.append(check)
    return found


def _check(before: Figure, after: Figure, change: Figure, *, rises: bool) -> Check | None:
    """The difference reckoned, None where the three do not go together."""
    apart = before.unit != after.unit and before.unit is not None
    if apart or any(f.approximate or f.upper or f.total for f in (before, after, change)):
        return None
    difference = exact(after) - exact(before) if rises else exact(before) - exact(after)
    relative = round_half_up(difference * 100 / exact(before), decimals(change)) if exact(before) else None
    reckoned, holds = difference, abs(difference - exact(change)) * 2 < max(step(f) for f in (before, after, change))
    if change.unit == "%" and (after.unit != "%" or not holds):
        if relative is None or (after.unit == "%" and relative != exact(change)):
            return None  # points or per cent: the text does not tell which is meant
        reckoned, holds = relative, relative == exact(change)
    elif change.unit not in ("%", "điểm %") and head(change) not in ("", head(after)):
        return None
    spans = tuple((f.start, f.end) for f in (after, before, change))
    message = _message(before, after, change, reckoned, holds=holds, rises=rises)
    return Check("change", holds, (after.value, before.value, change.value), float(reckoned), spans, message)


def _message(before: Figure, after: Figure, change: Figure, reckoned: Decimal, *, holds: bool, rises: bool) -> str:
    """What the two ends say, beside what is printed."""
    verb, printed = "tăng" if rises else "giảm", " ".join(change.text.split())
    if reckoned < 0:
        return f"Văn bản ghi {verb} {printed} nhưng số liệu là từ {shown(before)} đến {shown(after)}: đề nghị kiểm tra lại"
    ends = f"Từ {shown(before)} {'lên' if rises else 'xuống'} {shown(after)}"
    if holds:
        return f"{ends} là {verb} {printed}, khớp với văn bản"
    unit = change.unit if change.unit in ("%", "điểm %", "đồng") else ""
    return f"{ends} là {verb} {f'{shown(change, reckoned)} {unit}'.strip()}, văn bản ghi {printed}: đề nghị kiểm tra lại"
