"""Field inspections that news reports (đi kiểm tra, thị sát, khảo sát thực địa): an office holder goes to see, and gives orders there.

Two forms: the visit first ("Kiểm tra hiện trường tại xã A chiều nay, Chủ tịch UBND tỉnh B yêu cầu …"), the person first ("Sáng 12/11, Chủ tịch
UBND tỉnh B thị sát …").
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from extract import lexicon, persons
from extract.patterns import SPACE as _S
from extract.patterns import alternatives
from extract.persons import Person
from extract.sentences import Span
from extract.work import Work

_NOW = re.compile(rf"(?<!\w)(?:sáng|chiều|tối|trưa|hôm){_S}+nay(?!\w)", re.IGNORECASE)
#: "Sáng nay,", "Chiều nay (12/11), tại xã A,", "Sáng 12/11,", "Ngày 12/11/2025,"
_OPENS = re.compile(
    rf"(?:(?:sáng|chiều|tối|trưa|hôm){_S}+(?:nay|ngày)?|ngày|(?:vào{_S}+)?ngày)?{_S}*\(?(?:\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{4}})?)?\)?,?{_S}*"
    rf"(?:(?:tại|ở){_S}[^,]{{2,100}},{_S}*)?",
    re.IGNORECASE,
)
_SETTING_OUT = rf"(?:(?:trực{_S}+tiếp|trong{_S}+chuyến|đi|đến|tới|xuống|về){_S}+)*"
_SAYS = re.compile(
    rf"{_S}+(?:đã{_S}+|cũng{_S}+|thẳng{_S}+thắn{_S}+)*(?:yêu{_S}+cầu|chỉ{_S}+đạo|giao|đề{_S}+nghị|phát{_S}+biểu|ra{_S}+lệnh|lệnh|nhấn{_S}+mạnh|cho{_S}+rằng|biểu{_S}+dương"
    rf"|ghi{_S}+nhận|đánh{_S}+giá|động{_S}+viên|lưu{_S}+ý|khẳng{_S}+định|nêu{_S}+rõ|nhắc|quán{_S}+triệt|phê{_S}+bình|thăm{_S}+hỏi|quyết{_S}+định)(?!\w)"
)


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon.tables('meetings')['visits'])})(?!\w)", re.IGNORECASE)


@cache
def _visit_first() -> re.Pattern[str]:
    return re.compile(rf"{_SETTING_OUT}(?P<visit>(?:{alternatives(lexicon.tables('meetings')['visits'])})(?!\w))", re.IGNORECASE)


def read(text: str, start: int, end: int) -> tuple[Span, Person] | None:
    """The stretch that names the visit, and who makes it; None where the sentence tells of none."""
    first = _visit_first().match(text, start, end)
    if first is not None:
        return _with_speaker(text, first.start("visit"), end)
    opening = _OPENS.match(text, start, end)
    at = opening.end() if opening else start
    for m in _verb().finditer(text, at, min(end, at + 160)):
        person = persons.read(text, at, m.start())
        if at > start and person is not None and not text[person.end : m.start()].strip(" ,\n\t\xa0"):
            return (m.start(), end), person
    return None


def _with_speaker(text: str, start: int, end: int) -> tuple[Span, Person] | None:
    """The visit up to the comma behind which the person stands who speaks there."""
    says = _SAYS.search(text, start, end)
    if says is None:
        return None
    for comma in re.finditer(",", text[start : says.start()]):
        person = persons.read(text, start + comma.end(), says.start())
        if person is not None:
            return (start, start + comma.start()), person
    return None


def today(work: Work, start: int, end: int) -> tuple[Span, date | None] | None:
    """The day of the report where the sentence says "sáng nay", "chiều nay"."""
    now = _NOW.search(work.structure.text, start, end)
    return (now.span(), work.header.issued_on) if now is not None and work.header.issued_on is not None else None
