"""The day a document speaks from (ngày của văn bản): its issue date; of a news report the day it states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from extract import meeting
from extract.findings import Header
from extract.work import Work


def find(work: Work) -> date | None:
    """The day, None where the text gives none.

    A news report prints no issue date in a box of its own: what was found here is put into its header too.
    """
    if work.header.doc_type is None and work.header.issued_on is None:
        work.header = _dated(work)
    return work.header.issued_on


def _dated(work: Work) -> Header:
    """The header of a news report with the day of its meeting, else the day that its lead opens with."""
    if work.meeting is not None and work.meeting.held_on is not None:
        return replace(work.header, issued_on=work.meeting.held_on)
    for start, end in meeting.opening(work)[:3]:
        held = meeting.day(work, start, end) if meeting.opens_with_day(work.structure.text, start) else None
        if held is not None and held[1] is not None:
            return replace(work.header, issued_on=held[1], spans=(*work.header.spans, ("issued_on", *held[0])))
    return work.header
