"""Totals tested against their parts (kiểm tra tổng số)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extract.breakdowns import Breakdown, complementary, exact, figures_by_passage, head, pattern, same_kind, shown
from extract.findings import Check, Figure
from extract.structure import PassageKind
from extract.work import Work
from extract.zones import Zone

#: A list of parts further from its total than this share of it is taken for a choice of examples, not for a wrong sum.
_WIDEST_GAP = Decimal("0.25")


def find(work: Work, breakdowns: list[Breakdown]) -> list[Check]:
    """A check for every total whose parts are all given."""
    found = [check for breakdown in breakdowns if (check := _check(work.structure.text, breakdown)) is not None]
    known = {(check.values[0], frozenset(check.values[1:])) for check in found}
    for total, parts in _by_state(work):
        check = _sum(total, parts)
        if check.holds and (check.values[0], frozenset(check.values[1:])) not in known:
            found.append(check)
    return found


def _check(text: str, breakdown: Breakdown) -> Check | None:
    if len(breakdown.parts) < 2:
        return None
    if not breakdown.complete:
        total = exact(breakdown.total)
        if abs(breakdown.sum - total) > total * _WIDEST_GAP:
            return None
        if not (_says_all(breakdown) or complementary(text, breakdown)):
            return None
    return _sum(breakdown.total, breakdown.parts)


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


def _by_state(work: Work) -> Iterator[tuple[Figure, list[Figure]]]:
    """What was received against what is done and what is not, named one after the other with no word that joins them.

    The identity of task and dossier statistics: received = finished + unfinished (Biểu 06: c3 = c7 + c11).
    """
    text = work.structure.text
    for index, figures in figures_by_passage(work).items():
        passage = work.structure.passages[index]
        if passage.kind is PassageKind.TABLE_ROW or passage.zone not in (Zone.BODY, Zone.ANNEX) or len(figures) < 3:
            continue
        states = [
            (_state(text, passage.start if i == 0 else figures[i - 1].end, figure), figure) for i, figure in enumerate(figures)
        ]
        received = [figure for state, figure in states if state == "received"]
        parts = [figure for state, figure in states if state in ("finished", "unfinished")]
        kinds = [state for state, _ in states if state in ("finished", "unfinished")]
        if len(received) == 1 and kinds == ["finished", "unfinished"] and all(same_kind(received[0], part) for part in parts):
            yield received[0], parts


def _state(text: str, start: int, figure: Figure) -> str | None:
    """The state that the clause right before the figure names."""
    before = text[start : figure.start]
    clause = before[max(before.rfind(";"), before.rfind(". ")) + 1 :]
    if pattern("some").search(clause) or pattern("whole").search(clause):
        return None
    last = None
    for key in ("received", "finished", "unfinished"):
        for m in pattern(key).finditer(clause):
            if last is None or m.end() >= last[0]:
                last = (m.end(), key)
    return last[1] if last and figure.unit != "%" else None
