"""Time limits that their place makes so: dates and periods in cells and labelled lines, the period of a heading (thời hạn theo vị trí)."""

from __future__ import annotations

import re
from datetime import date

from extract import dates, deadline_days, deadline_parts
from extract.deadline_words import Strength
from extract.findings import Deadline, DeadlineKind
from extract.structure import Passage, Structure
from extract.work import Found

_TASKS_AHEAD = re.compile(
    r"nhiệm vụ|phương hướng|giải pháp|công tác trọng tâm|kế hoạch công tác|chương trình công tác", re.IGNORECASE
)


def bare(text: str, start: int, end: int, anchor: date | None) -> list[Found]:
    """A date or period without a preposition, as cells and labelled lines have it."""
    span = deadline_parts.end_of_span(text, start, end)
    if span is not None and span.year is not None:  # "01-15/12/2025"
        due = span.on_or_after(anchor)
        deadline = Deadline(text[start : span.end], start, span.end, DeadlineKind.PERIOD, due, rule="cell-days", confidence=0.9)
        return [Found(deadline, Strength.STRONG, labelled=True)]
    readers = (dates.days, dates.quarters, dates.months, dates.years)
    for reader in readers:
        mentions = list(reader(text, start, end)) if reader is not dates.days else list(dates.days(text, start, end, bare=True))
        if not mentions:
            continue
        mention = _joined(text, mentions, start, end)
        kind = DeadlineKind.DATE if mention.span is dates.Span.DAY else DeadlineKind.PERIOD
        due = mention.on_or_after(anchor)
        deadline = Deadline(
            text[mention.start : mention.end],
            mention.start,
            mention.end,
            kind,
            due,
            rule=f"cell-{mention.span.value}",
            confidence=0.9,
        )
        return [Found(deadline, Strength.STRONG, labelled=True)]
    return []


def _joined(text: str, mentions: list[dates.DateMention], start: int, end: int) -> dates.DateMention:
    """The mention that the cell means: "Tháng 11 - 12/2025" runs to its last month; of several told apart, the last."""
    run = deadline_days.last_of_list(text, mentions[0], end)
    return run if run.end > mentions[0].end and not text[run.end : end].strip(" .;\n\t") else mentions[-1]


def heading(structure: Structure, passage: Passage, anchor: date | None) -> list[Found]:
    """The period of a heading over tasks: "II. NHIỆM VỤ TRỌNG TÂM THÁNG 02 NĂM 2025"."""
    text = structure.text
    words = text[passage.body : passage.end].rstrip()
    if passage.label is None or len(words) > 160 or not structure.children(passage) or not _TASKS_AHEAD.search(words):
        return []
    found: list[Found] = []
    for reader in (dates.months, dates.quarters, dates.years):
        for mention in reader(text, passage.body, passage.end):
            ends_heading = not text[mention.end : passage.end].strip(" .:,;\t\n")
            if ends_heading and not found:
                due = mention.on_or_after(anchor)
                quote = text[mention.start : mention.end]
                deadline = Deadline(
                    quote, mention.start, mention.end, DeadlineKind.PERIOD, due, rule="heading-period", confidence=0.7
                )
                found.append(Found(deadline, Strength.STRONG))
    return found
