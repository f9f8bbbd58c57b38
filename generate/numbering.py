"""The tasks of a notice as numbered items (khoản 1, 2, 3 with điểm a, b, c): one item for each addressee, in the order in which they first appear.

Numbers and letters: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, điểm 6.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generate.directives import Act, act_of, addressed, directive
from generate.drafts import Item
from generate.numerals import POINT_LETTERS, point_letter
from generate.wording import fold, lower_first, sentence, upper_first

_REPORTING = (
    "hoàn thành và báo cáo",
    "hoàn thành, báo cáo",
    "báo cáo kết quả",
    "hoàn thành trước",
    "hoàn thành trong",
    "hoàn thành chậm nhất",
)


@dataclass(frozen=True, slots=True)
class NumberedItem:
    """One khoản: ``text`` with its number ("1. Giao Sở Nội vụ:"), and its điểm with their letters ("a) Rà soát …."), if it has more than one act."""

    text: str
    points: tuple[str, ...] = ()


def numbered(items: Iterable[Item]) -> tuple[NumberedItem, ...]:
    """The items of the notice, numbered from 1."""
    return tuple(_item(number, acts) for number, acts in enumerate(_by_addressee(act_of(item) for item in items), start=1))


def _item(number: int, acts: list[Act]) -> NumberedItem:
    acts = _with_reports_joined(acts)
    if len(acts) == 1:
        return NumberedItem(f"{number}. {directive(acts[0])}")
    points = [sentence(upper_first(act.clause)) for act in acts]
    marks = (
        [f"{point_letter(n)})" for n in range(1, len(points) + 1)] if len(points) <= len(POINT_LETTERS) else ["-"] * len(points)
    )
    return NumberedItem(
        f"{number}. {addressed(acts[0])}:", tuple(f"{mark} {point}" for mark, point in zip(marks, points, strict=True))
    )


def _by_addressee(acts: Iterable[Act]) -> list[list[Act]]:
    groups: dict[object, list[Act]] = {}
    for position, act in enumerate(acts):
        key = position if act.whole else (fold(act.order), frozenset(fold(name) for name in act.lead))
        groups.setdefault(key, []).append(act)
    return list(groups.values())


def _with_reports_joined(acts: list[Act]) -> list[Act]:
    """ "Hoàn thành và báo cáo UBND tỉnh trước ngày D" after a task due on the same D ends that task's sentence, as it did in the source."""
    joined: list[Act] = []
    for act in acts:
        before = joined[-1] if joined else None
        if before and not act.coordination and fold(act.act).startswith(_REPORTING) and _same_deadline(before, act):
            joined[-1] = replace(before, act=f"{before.act}; {lower_first(act.act)}", deadline=act.deadline)
        else:
            joined.append(act)
    return joined


def _same_deadline(task: Act, report: Act) -> bool:
    if not task.deadline:
        return False
    words = fold(task.deadline).removeprefix("; ").removeprefix(". ").removeprefix("hoàn thành ").strip()
    return words in fold(report.act + report.deadline)
