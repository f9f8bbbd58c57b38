"""Figures of tasks and dossiers by their state, and the identities between them (số liệu theo trạng thái xử lý).

Received = finished + unfinished; due = on time + late; carried over + new = cumulated: the identities of Biểu 06 (Thông tư 01/2020/TT-VPCP) and
of task statistics, where reports tell the figures one after the other with no word that joins them. Rates are told of what was due, else of
what was finished, else of what was received.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from extract import lexicon
from extract.breakdowns import exact, figures_by_passage, pattern, same_kind, step
from extract.findings import Figure
from extract.patterns import SPACE as _S
from extract.patterns import expression, small
from extract.structure import Passage, PassageKind
from extract.work import Work
from extract.zones import Zone

#: States in the order in which they are looked for in a label; a later one in the words wins.
STATES = ("received", "finished", "unfinished", "due", "on_time", "late", "carried", "cumulated")
#: A sum that misses its total by no more than one in so many was meant to be it.
_SLIP = 20
#: So many totals of a state are kept in mind at once.
_MOST_BASES = 3
#: Totals of passages further up that are tried with what became of them.
_FURTHEST_ABOVE = 6
#: Lists longer than this are not looked through.
_LONGEST_LIST = 60
#: Passages between what is settled and what is not.
_FURTHEST_APART = 6
#: "đã giải quyết 600 hồ sơ, còn 20 hồ sơ": what is left, where no word tells more.
_REMAINING = re.compile(rf"(?<!\w)còn(?:{_S}+khoảng)?{_S}*$", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[;(]|[.](?=\s)|,(?=\s)")


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure and its state, "" where the words beside it tell none."""

    figure: Figure
    state: str


@cache
def _state_pattern(state: str) -> re.Pattern[str]:
    """Words of the state, in small letters."""
    return re.compile(rf"(?<!\w)(?:{expression(lexicon.tables('checks')[state])})(?!\w)")


_Told = list[tuple[Passage, list[Stated]]]


def _of_passages(work: Work) -> _Told:
    """Every paragraph and item that counts something, with its counted figures and their states."""
    text = work.structure.text
    told: _Told = []
    for index, figures in figures_by_passage(work).items():
        passage = work.structure.passages[index]
        counted = [f for f in figures if f.unit != "%"]
        if passage.kind is PassageKind.TABLE_ROW or passage.zone not in (Zone.BODY, Zone.ANNEX) or not counted:
            continue
        starts = [passage.start, *(f.end for f in figures)]
        ends = [*(f.start for f in figures[1:]), passage.end]
        told.append((passage, [Stated(f, _state(text, starts[i], f, ends[i])) for i, f in enumerate(figures) if f.unit != "%"]))
    return told


def _several(told: _Told) -> Iterator[list[Stated]]:
    """The counted figures of every passage that tells two or more."""
    return (stated for _, stated in told if len(stated) > 1)


def _state(text: str, start: int, figure: Figure, end: int) -> str:
    """The state that the clause before the figure names, else the words right behind it."""
    before = _CLAUSE_END.split(text[start : figure.start])[-1]
    if pattern("some").search(before) or pattern("whole").search(before):
        before = ""
    named = _last_state(before)
    if named:
        return named
    cut = _CLAUSE_END.search(text, figure.end, end)
    return _last_state(text[figure.end : cut.start() if cut else end]) or ("unfinished" if _REMAINING.search(before) else "")


@lru_cache(maxsize=1024)
def _last_state(words: str) -> str:
    """The state named last; of two that share words the longer phrase ("đến hạn giải quyết" is due, "quá hạn giải quyết" is late)."""
    words = small(words)
    if _state_pattern("cumulated").search(words):
        return "cumulated"
    best, place = "", (-1, 0)
    for state in STATES:
        for m in _state_pattern(state).finditer(words):
            if (m.end(), m.end() - m.start()) > place:
                best, place = state, (m.end(), m.end() - m.start())
    return best


def identities(work: Work) -> Iterator[tuple[Figure, list[Figure]]]:
    """Totals with the parts that their states say they are made of: where they add up, or miss it by so little that it is a slip."""
    told = _of_passages(work)
    for stated in _several(told):
        for group in _groups(stated):
            for total, parts in (
                ("received", ("finished", "unfinished")),
                ("due", ("on_time", "late")),
                ("finished", ("on_time", "late")),
            ):
                yield from _made_of(group, total, parts)
            yield from _cumulated(group)
    yield from _told_in_list(work, {passage.index: stated for passage, stated in told})
    yield from _settled_further_down(told)


def _told_in_list(work: Work, told: dict[int, list[Stated]]) -> Iterator[tuple[Figure, list[Figure]]]:
    """A total, and its states in the items right below: "Phải giải quyết 90 hồ sơ." "- Đã giải quyết: 80 …" "- Đang giải quyết: 10 …"."""
    yield from _told_in_next_item(work, told)
    for index, stated in told.items():
        if stated[0].state != "received":
            continue
        first = [stated[0]]
        for item in work.structure.passages[index + 1 : index + 1 + _LONGEST_LIST]:
            if item.kind is not PassageKind.ITEM or item.scheme is work.structure.passages[index].scheme:
                break
            first += told.get(item.index, [])[:1]
        yield from _made_of(first, "received", ("finished", "unfinished"))


def _told_in_next_item(work: Work, told: dict[int, list[Stated]]) -> Iterator[tuple[Figure, list[Figure]]]:
    """What was received in one item, and what became of it in the next: "1. Tiếp nhận 12.450 …" "2. Đã giải quyết …; đang giải quyết …"."""
    for index, stated in told.items():
        passage = work.structure.passages[index]
        sisters = [
            p.index
            for p in work.structure.passages[index + 1 : index + 4]
            if p.parent == passage.parent and p.scheme is passage.scheme
        ]
        whole = next((s.figure for s in stated if s.state == "received"), None)
        if (
            whole is None
            or passage.kind is not PassageKind.ITEM
            or not sisters
            or any(s.state in ("finished", "unfinished") for s in stated)
        ):
            continue
        behind = told.get(sisters[0], [])
        parts = [next((s.figure for s in behind if s.state == state), None) for state in ("finished", "unfinished")]
        known = [f for f in parts if f is not None]
        if len(known) == len(parts) and all(same_kind(whole, f) for f in known) and _adds_up(whole, known):
            yield whole, known


def _settled_further_down(told: _Told) -> Iterator[tuple[Figure, list[Figure]]]:
    """What was to be settled, and further down what became of it, in one passage or in several, where they agree."""
    above: list[Figure] = []
    since: dict[str, tuple[int, Figure]] = {}
    for passage, stated in sorted(told, key=lambda each: each[0].index):
        for one in stated:
            if one.state in ("received", "cumulated"):
                above.append(one.figure)
                since = {}
            elif one.state in ("finished", "unfinished") and passage.index > since.get(one.state, (-1, one.figure))[0]:
                since[one.state] = passage.index, one.figure
            else:
                continue
            if len(since) == 2 and abs(since["finished"][0] - since["unfinished"][0]) <= _FURTHEST_APART:
                known = [since["finished"][1], since["unfinished"][1]]
                agreeing = (
                    t for t in reversed(above[-_FURTHEST_ABOVE:]) if all(same_kind(t, f) for f in known) and _adds_up(t, known)
                )
                for total in agreeing:
                    yield total, known
                    break


def _groups(stated: list[Stated]) -> Iterator[list[Stated]]:
    """The passage cut before every figure that was received anew, so that two offices are not mixed."""
    group: list[Stated] = []
    for one in stated:
        if one.state == "received" and any(other.state == "received" for other in group):
            yield group
            group = []
        group.append(one)
    yield group


def _made_of(group: list[Stated], total: str, parts: tuple[str, ...]) -> Iterator[tuple[Figure, list[Figure]]]:
    whole = next((s.figure for s in group if s.state == total), None)
    found = [next((s.figure for s in group if s.state == part), None) for part in parts]
    known = [f for f in found if f is not None]
    if whole is None or len(known) < len(parts) or not all(same_kind(whole, f) for f in known):
        return
    if _adds_up(whole, known) or (_says_all(group) and _nearly(whole, known)):
        yield whole, known


def _says_all(group: list[Stated]) -> bool:
    """Whether each state is told once and nothing was carried over from the period before."""
    told = [s.state for s in group if s.state]
    return len(told) == len(set(told)) and not {"carried", "cumulated"} & set(told)


def _nearly(total: Figure, parts: list[Figure]) -> bool:
    gap = abs(sum((exact(f) for f in parts), Decimal(0)) - exact(total))
    return not any(f.approximate for f in (total, *parts)) and gap * _SLIP <= exact(total)


def _adds_up(total: Figure, parts: list[Figure]) -> bool:
    """Whether the parts make up the total at the precision in which it is printed."""
    return abs(sum((exact(f) for f in parts), Decimal(0)) - exact(total)) * 2 < step(total)


def _cumulated(group: list[Stated]) -> Iterator[tuple[Figure, list[Figure]]]:
    """Totals that were run up: "tiếp nhận mới 4.131 hồ sơ, kỳ trước chuyển sang 2.171, lũy kế 6.302"."""
    for at, one in enumerate(group):
        if one.state != "cumulated":
            continue
        parts = [s.figure for s in group[:at] if s.state in ("received", "carried")]
        if len(parts) > 1 and all(same_kind(one.figure, f) for f in parts) and _adds_up(one.figure, parts):
            yield one.figure, parts


def bases(work: Work) -> dict[tuple[int, int], list[Figure]]:
    """For every figure, the totals that its percentage may be told of, the likeliest first."""
    found: dict[tuple[int, int], list[Figure]] = {}
    for stated in _several(_of_passages(work)):
        for group in _groups(stated):
            kinds = ("due", "finished", "cumulated", "received")
            totals = [s.figure for kind in kinds for s in [t for t in group if t.state == kind][:_MOST_BASES]]
            for one in group:
                possible = [
                    t for t in totals if t is not one.figure and same_kind(t, one.figure) and exact(t) >= exact(one.figure)
                ]
                found[(one.figure.start, one.figure.end)] = possible
    return found
