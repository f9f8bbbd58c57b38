"""The tasks of a notice as numbered items (khoản 1, 2, 3 with điểm a, b, c): one item for each addressee, in the order in which they first appear.

Numbers and letters: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, điểm 6.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generate.directives import Act, act_of, addressed, coordination_with, directive
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
    acts = _with_reports_joined(_without_repeats(acts))
    if len(acts) == 1:
        return NumberedItem(f"{number}. {directive(acts[0])}")
    head, acts = _shared_coordination(acts)
    points = [sentence(upper_first(act.clause)) for act in acts]
    marks = (
        [f"{point_letter(n)})" for n in range(1, len(points) + 1)] if len(points) <= len(POINT_LETTERS) else ["-"] * len(points)
    )
    return NumberedItem(f"{number}. {head}:", tuple(f"{mark} {point}" for mark, point in zip(marks, points, strict=True)))


def _by_addressee(acts: Iterable[Act]) -> list[list[Act]]:
    groups: dict[object, list[Act]] = {}
    for position, act in enumerate(acts):
        key = position if act.whole else (fold(act.order), frozenset(fold(name) for name in act.lead))
        groups.setdefault(key, []).append(act)
    return list(groups.values())


def _without_repeats(acts: list[Act]) -> list[Act]:
    """An order that the source tells twice is told once."""
    told: dict[str, Act] = {}
    for act in acts:
        told.setdefault(fold(directive(act)), act)
    return list(told.values())


def _shared_coordination(acts: list[Act]) -> tuple[str, list[Act]]:
    """The words before the colon, and the acts: bodies that all acts share are named once, bodies of the act before are "nêu trên"."""
    head, bodies = addressed(acts[0]), [frozenset(fold(name) for name in act.coordinating) for act in acts]
    if all(act.composed for act in acts) and len(set(bodies)) == 1:
        return f"{head} {acts[0].coordination}", [replace(act, coordination="") for act in acts]
    above = coordination_with("các cơ quan, đơn vị nêu trên")
    return head, [
        replace(act, coordination=above)
        if act.composed and len(act.coordinating) > 1 and position and bodies[position] == bodies[position - 1]
        else act
        for position, act in enumerate(acts)
    ]


def _with_reports_joined(acts: list[Act]) -> list[Act]:
    """ "Hoàn thành và báo cáo UBND tỉnh trước ngày D" after tasks due on the same D, as it stood in the source.

    After one such task it ends that task's sentence; after several it is a point of its own, and D is said there only.
    """
    joined: list[Act] = []
    for act in acts:
        due_with_it = _run_before(joined, act) if not act.coordination and fold(act.act).startswith(_REPORTING) else 0
        if due_with_it == 1:
            joined[-1] = replace(joined[-1], act=f"{joined[-1].act}; {lower_first(act.act)}", deadline=act.deadline)
            continue
        for position in range(len(joined) - due_with_it, len(joined)):
            joined[position] = replace(joined[position], deadline="")
        joined.append(act)
    return joined


def _run_before(acts: list[Act], report: Act) -> int:
    """How many acts right before the report have its deadline."""
    run = 0
    while run < len(acts) and _same_deadline(acts[-1 - run], report):
        run += 1
    return run


def _same_deadline(task: Act, report: Act) -> bool:
    if not task.deadline:
        return False
    words = fold(task.deadline).removeprefix("; ").removeprefix(". ").removeprefix("hoàn thành ").strip()
    return words in fold(report.act + report.deadline)
