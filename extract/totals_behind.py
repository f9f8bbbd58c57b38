"""Totals that stand behind their parts (tổng số nói sau các thành phần).

"515 hộ ở xã A, 615 hộ ở xã B và 740 hộ ở xã C, tổng cộng 1.870 hộ", "nâng tổng số lên 99.980 hồ sơ", a last line "Tổng cộng: …"
under a list. The parts are read backwards from the total, each with what it is itself made of left out, until they make it up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.breakdowns import Breakdown, exact, head, pattern, same_kind
from extract.findings import Figure
from extract.structure import Passage, PassageKind
from extract.work import Work

_SENTENCE_END = re.compile(r"[.!?…][\"”)]*\s")
#: The word for the total stands so close before it.
_LONGEST_LABEL = 110
#: So many figures before a total are looked at.
_MOST_PARTS = 12
#: Lists longer than this are not looked through.
_LONGEST_LIST = 60
#: Parts that miss a certain total by no more than this share of it were meant to make it up.
_SLIP = Decimal("0.1")


def find(work: Work, told: list[Breakdown], by_passage: dict[int, list[Figure]]) -> Iterator[Breakdown]:
    """Every total with a word that sums up, and the parts before it; ``told`` are the breakdowns with their total in front."""
    text = work.structure.text
    parts = {part.start for b in told for part in b.parts}
    broken_down = {b.total.start for b in told if b.complete}
    for index, figures in by_passage.items():
        passage = work.structure.passages[index]
        if passage.kind is PassageKind.TABLE_ROW:
            continue
        for at, total in enumerate(figures):
            if total.unit == "%" or total.change or total.comparator:
                continue
            label = _label(text, passage, figures[at - 1] if at else None, total)
            certain = pattern("adds_up").search(label) is not None
            if not certain and (total.start in broken_down or pattern("totals").search(label) is None):
                continue
            before = [f for f in figures[:at] if f.start not in parts]
            found = _made_up(text, total, before, certain) or _of_passages(
                work, passage, before, total, certain, by_passage, parts
            )
            if found is not None:
                yield found


def _label(text: str, passage: Passage, previous: Figure | None, total: Figure) -> str:
    """The words before the total, back to the figure before it or the start of its sentence."""
    start = max(previous.end if previous else passage.start, total.start - _LONGEST_LABEL)
    return _SENTENCE_END.split(text[start : total.start])[-1]


def _made_up(text: str, total: Figure, before: list[Figure], certain: bool) -> Breakdown | None:
    """The figures of the passage that make up the total, those of its own sentence first."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text, before[0].start if before else total.start, total.start)]
    sentence = [f for f in before if not ends or f.start >= ends[-1]]
    return (
        _backwards(total, sentence)
        or _backwards(total, sentence, any_kind=True)
        or _backwards(total, before)
        or (_missed(total, sentence) if certain else None)
    )


def _of_passages(
    work: Work,
    passage: Passage,
    before: list[Figure],
    total: Figure,
    certain: bool,
    by_passage: dict[int, list[Figure]],
    parts: set[int],
) -> Breakdown | None:
    """The total of the list above it, or of figures in the passages above under the same heading."""
    items = _items_above(work, passage)
    firsts = [next((f for f in by_passage.get(p.index, []) if _fits(total, f)), None) for p in items]
    known = [f for f in firsts if f is not None]
    if len(known) == len(firsts) and not before:
        listed = Breakdown(total, known, whole=True)
        if len(known) > 1 and (listed.complete or (certain and _is_near(listed))):
            return listed
    if not certain:
        return None
    for above in reversed(work.structure.passages[max(0, passage.index - _MOST_PARTS) : passage.index]):
        if above.kind is PassageKind.TABLE_ROW or above.zone is not passage.zone:
            return None
        before = [f for f in by_passage.get(above.index, []) if f.start not in parts] + before
        found = _backwards(total, before)
        if found is not None:
            return found
        if above.kind is PassageKind.HEADING:
            return None
    return None


def _items_above(work: Work, passage: Passage) -> list[Passage]:
    """The items of the list that ends right above the passage, or whose last item it is."""
    items: list[Passage] = []
    for above in reversed(work.structure.passages[max(0, passage.index - _LONGEST_LIST) : passage.index]):
        if above.kind is PassageKind.TABLE_ROW or above.label is None or above.zone is not passage.zone:
            break
        scheme = items[0].scheme if items else passage.scheme if passage.label else above.scheme
        if above.scheme < scheme:
            break
        if above.scheme is scheme:
            items.insert(0, above)
    return items


def _fits(total: Figure, part: Figure) -> bool:
    return same_kind(total, part) and part.unit != "%" and (head(part) in ("", head(total)) or head(total) == "")


def _backwards(total: Figure, before: list[Figure], *, any_kind: bool = False) -> Breakdown | None:
    """The nearest figures that make up the total exactly, taken backwards without a gap."""
    found = Breakdown(total, whole=True)
    for part in reversed(before[-_MOST_PARTS:]):
        if part.unit == "%" or not (same_kind(total, part) if any_kind else _fits(total, part)):
            continue
        if found.sum + exact(part) > exact(total) * 2:
            return None
        found.parts.insert(0, part)
        if len(found.parts) > 1 and found.complete:
            return found
    return None


def _missed(total: Figure, sentence: list[Figure]) -> Breakdown | None:
    """All figures of the sentence that count what the total counts, where they miss it by little."""
    found = Breakdown(total, [f for f in sentence if _fits(total, f)], whole=True)
    return found if len(found.parts) > 1 and _is_near(found) else None


def _is_near(found: Breakdown) -> bool:
    approximate = any(f.approximate for f in (found.total, *found.parts))
    return not approximate and abs(found.sum - exact(found.total)) <= exact(found.total) * _SLIP
