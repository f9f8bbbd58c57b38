"""The day a document speaks from (ngày tham chiếu): missing years and "tháng này" are reckoned from it."""

from __future__ import annotations

from datetime import date

from extract.work import Work


def find(work: Work) -> date | None:
    """The issue date; of a news report the day it states (publication or meeting); None where the text gives none."""
    if work.header.issued_on is not None:
        return work.header.issued_on
    return work.meeting.held_on if work.meeting else None
