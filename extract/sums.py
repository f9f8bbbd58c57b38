"""Totals tested against their parts (kiểm tra tổng số)."""

from __future__ import annotations

import re
from decimal import Decimal

from extract import figure_bars, numbers, states
from extract.breakdowns import Breakdown, complementary, exact, head, shown
from extract.findings import Check, Figure
from extract.work import Work

#: A number that lost the blank before it: "Hòa Bình116".
_GLUED = re.compile(r"[a-zà-ỹđ]\d{2,}")
#: A list of parts further from its total than this share of it is taken for a choice of examples, not for a wrong sum.
_WIDEST_GAP = Decimal("0.25")
#: A gap of no more than one in so many is a slip.
_SLIP = 100
#: Totals smaller than this are made up by chance.
_SMALL = 20


def find(work: Work, breakdowns: list[Breakdown]) -> list[Check]:
    """A check for every total whose parts are all given."""
    told = [check for breakdown in breakdowns if (check := _check(work, breakdown)) is not None]
    right = {check.spans[0] for check in told if check.holds}
    for total, parts in states.identities(work):
        check = _sum(total, parts)
        if check.holds or check.spans[0] not in right:  # a total made up already has parts that its states do not name
            told.append(check)
    made_up: dict[tuple[int, int], list[set[tuple[int, int]]]] = {}
    for check in told:
        if check.holds:
            made_up.setdefault(check.spans[0], []).append(set(check.spans[1:]))
    found: dict[tuple[float, frozenset[float]], Check] = {}
    told.sort(key=lambda check: 0 in check.values)  # of two the one without "quá hạn 0"
    for check in told:
        if not check.holds and any(some < set(check.spans[1:]) for some in made_up.get(check.spans[0], ())):
            continue  # some of the figures make it up: the others are told of something else
        found.setdefault((check.values[0], frozenset(check.values[1:]) - {0}), check)
    return list(found.values())


def _check(work: Work, breakdown: Breakdown) -> Check | None:
    if len(breakdown.parts) < 2:
        return None
    if breakdown.complete:
        return None if _of_something_else(breakdown) else _sum(breakdown.total, breakdown.parts)
    total = exact(breakdown.total)
    if abs(breakdown.sum - total) > total * _WIDEST_GAP or any(f.approximate for f in (breakdown.total, *breakdown.parts)):
        return None
    if not (_says_all(breakdown) or complementary(work.structure.text, breakdown) or _slipped(breakdown)):
        return None
    return None if _lost_part(work, breakdown) else _sum(breakdown.total, breakdown.parts)


def _lost_part(work: Work, breakdown: Breakdown) -> bool:
    """Whether a number between the total and its last part was not read as one of them and may be what is missing."""
    start, end = breakdown.total.end, max(part.end for part in breakdown.parts)
    if start >= end:
        return False
    read = [f for f in work.figures if start <= f.start < end]
    gap = exact(breakdown.total) - breakdown.sum
    if any(exact(f) == gap and f not in breakdown.parts for f in read):
        return True
    text = work.structure.text
    barred = figure_bars.merged(
        figure_bars.read(text, start, end) + [(f.start, f.end) for f in (*read, *work.citations, *work.deadlines)]
    )
    unread = [n.value for n in numbers.find(text, start, end) if not figure_bars.holds(barred, n)]
    return gap in (*unread, sum(unread)) or _GLUED.search(text, start, end) is not None


def _of_something_else(breakdown: Breakdown) -> bool:
    """Whether a small total counts one thing and its parts all another ("5 xã: Tân Phong thiếu 3 tiêu chí, Hải Bình thiếu 2 tiêu chí")."""
    counted = {head(part) for part in breakdown.parts}
    few = exact(breakdown.total) < _SMALL and len(breakdown.parts) < 3 and not breakdown.whole
    return few and len(counted) == 1 and not counted & {"", head(breakdown.total)}


def _slipped(breakdown: Breakdown) -> bool:
    """Whether three parts or more of what the total counts miss it by so little that no part is left out."""
    alike = all(head(part) in ("", head(breakdown.total)) for part in breakdown.parts)
    return alike and len(breakdown.parts) > 2 and abs(breakdown.sum - exact(breakdown.total)) * _SLIP <= exact(breakdown.total)


def _says_all(breakdown: Breakdown) -> bool:
    """Whether the words say that the parts are all there are, and the parts are of what the total counts."""
    counted = head(breakdown.total)
    return breakdown.whole and all(head(part) in ("", counted) for part in breakdown.parts)


def _sum(total: Figure, parts: list[Figure]) -> Check:
    added = sum((exact(part) for part in parts), Decimal(0))
    breakdown = Breakdown(total, list(parts))
    terms = " + ".join(shown(part) for part in parts)
    if breakdown.complete:
        message = f"{terms} = {shown(total, added)}, khớp với tổng số văn bản ghi"
    else:
        gap = shown(total, abs(added - exact(total)))
        message = f"{terms} = {shown(total, added)}, văn bản ghi tổng số {shown(total)} (lệch {gap}): đề nghị kiểm tra lại"
    return Check(
        rule="sum", holds=breakdown.complete, values=(total.value, *(part.value for part in parts)), expected=float(added),
        spans=((total.start, total.end), *((part.start, part.end) for part in parts)), message=message,
    )  # fmt: skip
