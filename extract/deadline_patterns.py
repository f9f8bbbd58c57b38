"""The grammar of deadlines: which words make a date, a period, a rhythm or a count of days a time limit (mẫu thời hạn).

Patterns after the catalogue of expressions in use (domain notes, 6.2), one module per family; what a candidate means for a given document
(missing years, past events, targets) is decided in :mod:`extract.deadlines`.
"""

from __future__ import annotations

from bisect import bisect_left

from extract import dates, deadline_days, deadline_events, deadline_parts, deadline_rhythms
from extract.deadline_words import Candidate
from extract.patterns import AnyGuarded, Guarded

READERS = (
    deadline_rhythms.days_of_month,
    deadline_days.days,
    deadline_events.counted,
    deadline_days.periods,
    deadline_rhythms.rhythms,
    deadline_days.fuzzy,
    deadline_parts.parts,
    deadline_parts.spans,
    deadline_parts.rows,
    deadline_parts.weekdays,
    deadline_events.events,
)
#: Every pattern that a candidate begins with: half of all stretches hold none, and no reader need be asked.
MAY_BEGIN = AnyGuarded(
    value
    for module in (dates, deadline_days, deadline_events, deadline_parts, deadline_rhythms)
    for value in vars(module).values()
    if isinstance(value, Guarded)
)


def read(text: str, start: int, end: int) -> list[Candidate]:
    """All candidates of ``text[start:end]`` in order; where several overlap, the longest."""
    if not MAY_BEGIN.may_stand(text, start, end):
        return []
    found = [candidate for reader in READERS for candidate in reader(text, start, end)]
    chosen: list[Candidate] = []  # in order, without overlaps
    for c in sorted(found, key=lambda c: (c.start - c.end, c.start)):
        at = bisect_left(chosen, c.start, key=lambda other: other.start)
        if (at == 0 or chosen[at - 1].end <= c.start) and (at == len(chosen) or c.end <= chosen[at].start):
            chosen.insert(at, c)
    return chosen
