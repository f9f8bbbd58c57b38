"""Values of the record in the words of the office."""

from __future__ import annotations

from datetime import date

import pytest

from extract.findings import AssessmentKind, DeadlineKind
from ingest.document import MarkKind
from review import wording


@pytest.mark.parametrize(
    ("value", "words"),
    [(483677, "483.677"), (97.64, "97,64"), (1250000.5, "1.250.000,5"), (0, "0"), (-3.25, "-3,25"), (None, ""), (12.0, "12")],
)
def test_number(value: float | None, words: str) -> None:
    assert wording.number(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(date(2026, 2, 5), "05/02/2026"), ("2026-12-15", "15/12/2026"), (None, ""), ("tháng 12", "tháng 12")],
)
def test_day(value: date | str | None, words: str) -> None:
    assert wording.day(value) == words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=25", "hằng tháng, ngày 25"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "hằng tháng, ngày cuối cùng"),
        ("FREQ=WEEKLY;BYDAY=FR", "hằng tuần, thứ Sáu"),
        ("FREQ=MONTHLY;INTERVAL=3", "hằng quý"),
        ("FREQ=MONTHLY;INTERVAL=2", "2 tháng một lần"),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=20", "hằng năm, ngày 20, tháng 6, 12"),
        ("FREQ=DAILY", "hằng ngày"),
        ("FREQ=MONTHLY;BYSETPOS=2", "FREQ=MONTHLY;BYSETPOS=2"),  # not known: never told half
        ("", ""),
        (None, ""),
    ],
)
def test_rhythm(rule: str | None, words: str) -> None:
    assert wording.rhythm(rule) == words


@pytest.mark.parametrize(
    ("due", "words"),
    [(date(2026, 11, 22), "đến hạn hôm nay"), (date(2026, 11, 27), "còn 5 ngày"), (date(2026, 11, 19), "quá hạn 3 ngày")],
)
def test_remaining(due: date, words: str) -> None:
    assert wording.remaining(due, date(2026, 11, 22)) == words


@pytest.mark.parametrize(
    ("due", "words"),
    [(date(2026, 11, 22), "đúng hạn"), (date(2026, 11, 19), "quá hạn 3 ngày"), (None, "đã hoàn thành")],
)
def test_finished(due: date | None, words: str) -> None:
    assert wording.finished(date(2026, 11, 22), due) == words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"due": "2026-12-15", "time": None}, "15/12/2026"),
        ({"due": "2026-12-15", "time": "17:00"}, "17:00 15/12/2026"),
        ({"due": None, "recurrence": "FREQ=WEEKLY"}, "hằng tuần"),
        ({"due": None, "recurrence": None, "amount": 5, "amount_unit": "working_day"}, "5 ngày làm việc"),
        ({"due": None, "recurrence": None, "amount": None}, "chưa xác định được ngày"),
    ],
)
def test_deadline(found: dict[str, object], words: str) -> None:
    assert wording.deadline(found) == words


def test_every_kind_has_its_words() -> None:
    assert set(wording.DEADLINE_KINDS) == set(DeadlineKind)
    assert set(wording.ASSESSMENT_KINDS) == set(AssessmentKind)
    assert set(wording.MARK_KINDS) == set(MarkKind)
