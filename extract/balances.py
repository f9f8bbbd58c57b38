"""Balances: what goes out, what comes in, and what is left (cán cân: xuất siêu, nhập siêu, thặng dư, thâm hụt)."""

from __future__ import annotations

import re

from extract.breakdowns import Breakdown, exact, same_kind
from extract.findings import Figure
from extract.patterns import SPACE as _S
from extract.work import Work

_LEFT = re.compile(
    rf"(?<!\w)(?:(?P<over>thặng{_S}+dư|xuất{_S}+siêu|kết{_S}+dư|bội{_S}+thu)|thâm{_S}+hụt|nhập{_S}+siêu|bội{_S}+chi)[^\d.;]{{0,30}}$",
    re.IGNORECASE,
)
_OUT = re.compile(rf"(?<!\w)(?:xuất{_S}+khẩu|tổng{_S}+thu|thu{_S}+ngân{_S}+sách)(?!\w)[^\d;]{{0,60}}$", re.IGNORECASE)
_IN = re.compile(rf"(?<!\w)(?:nhập{_S}+khẩu|tổng{_S}+chi|chi{_S}+ngân{_S}+sách)(?!\w)[^\d;]{{0,60}}$", re.IGNORECASE)
_BEFORE = 90
#: Both sides stand at most so many figures before what is left.
_FURTHEST = 8


def find(work: Work) -> list[Breakdown]:
    """The larger side of every balance as a total, the smaller and what is left as its parts."""
    text, figures = work.structure.text, sorted(work.figures, key=lambda f: f.start)
    found: list[Breakdown] = []
    for i, left in enumerate(figures):
        said = _LEFT.search(text, max(0, left.start - _BEFORE), left.start)
        if said is None:
            continue
        above = [f for f in reversed(figures[max(0, i - _FURTHEST) : i]) if same_kind(f, left) and not f.change]
        gained, spent = _named(text, above, _OUT), _named(text, above, _IN)
        if gained is None or spent is None:
            continue
        total, part = (gained, spent) if said["over"] else (spent, gained)
        if exact(total) - exact(part) == exact(left):
            found.append(Breakdown(total, [part, left]))
    return found


def _named(text: str, figures: list[Figure], name: re.Pattern[str]) -> Figure | None:
    """The nearest figure with the name in front of it."""
    return next((f for f in figures if name.search(text, max(0, f.start - _BEFORE), f.start)), None)
