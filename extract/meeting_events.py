"""How a meeting is named in prose, where its name ends, and which meetings are only referred to (tên cuộc họp).

"phiên họp thường kỳ tháng 12" runs to where the words tell how, where, when, or what else; "Thực hiện kết luận … tại cuộc họp ngày 15/4" speaks of
another meeting than the one reported.
"""

from __future__ import annotations

import re
from functools import cache

from extract import lexicon, sentences
from extract.patterns import SPACE as _S
from extract.patterns import alternatives
from extract.sentences import Span

#: What the cut leaves of the words that went on: "cuộc họp giao ban đầu xuân và (triển khai nhiệm vụ …)".
_LEFT_OVER = re.compile(rf"(?:,?{_S}+(?:và|,))+$")
#: A meeting that was held before, or is only carried out: "Thực hiện chỉ đạo của … tại cuộc họp …", "sau Kỳ họp thứ 6".
_CARRIED_OUT = re.compile(
    rf"(?:^|,{_S}+|{_S}và{_S}+)(?:thực{_S}+hiện|triển{_S}+khai|căn{_S}+cứ|theo|tiếp{_S}+thu|trên{_S}+cơ{_S}+sở|quán{_S}+triệt)(?!\w)",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(
    rf"(?:thực{_S}+hiện|triển{_S}+khai|quán{_S}+triệt){_S}+(?:\w+{_S}+){{0,2}}(?:ý{_S}+kiến|chỉ{_S}+đạo|kết{_S}+luận){_S}[^,;]*$",
    re.IGNORECASE,
)
_ANOTHER = re.compile(rf"(?:(?<!\w)(?:sau|trước|từ|gửi|đến|tới|trình){_S}+(?:các{_S}+)?|(?:tham{_S}+)?dự{_S}+)$", re.IGNORECASE)
#: In a title: "UBND huyện tổ chức phiên họp thường kỳ tháng 6".
HOLDS = re.compile(rf"(?:tổ{_S}+chức|họp|chủ{_S}+trì|khai{_S}+mạc|tại|dự){_S}+$", re.IGNORECASE)
_LONGEST_NAME = 420


@cache
def event() -> re.Pattern[str]:
    """A noun for an event; "Hội nghị" in capitals too, but no "Trung tâm Hội nghị"."""
    venue = "(?<!trung tâm )(?<!phòng )(?<!nhà )(?<!hội trường )"
    return re.compile(rf"(?<!\w){venue}(?:{alternatives(lexicon.tables('meetings')['nouns'])})(?!\w)", re.IGNORECASE)


@cache
def event_verb() -> re.Pattern[str]:
    venue = "(?<!phòng )(?<!nhà )(?<!hội trường )"
    return re.compile(rf"(?<!\w){venue}(?:{alternatives(lexicon.tables('meetings')['verbs'])})(?!\w)")


@cache
def _cut() -> re.Pattern[str]:
    return re.compile(
        rf"{_S}*(?:[:|“\"]|\((?![A-ZĐ&\-]{{2,12}}\))|;(?![^.;]{{3,160}}{_S}về{_S}(?:việc|nội{_S}+dung){_S})|\.(?={_S}|$)|,{_S}+(?:do|nhằm|để|với{_S}+sự|Chủ{_S}+tịch|Phó|Bí{_S}+thư|đồng{_S}+chí|ông|bà){_S}|{_S}(?:vào{_S}+)?(?:sáng|chiều|tối|trưa){_S}+(?=\d)|(?<![/-][A-ZĐ]{{2}})(?<![/-][A-ZĐ]{{3}})(?<![/-][A-ZĐ]{{4}})(?<!-TTg)(?<!-CP){_S}(?:{alternatives(lexicon.tables('meetings')['cuts'])})(?!\w))"
    )


def elsewhere(text: str, start: int, at: int) -> bool:
    """Whether the event at ``at`` of the sentence is another than the one reported: carried out, cited, or only attended or awaited."""
    before = text[start:at]
    if _ANOTHER.search(before):
        return True
    if text[at : at + 2].lower() == "kỳ" and not HOLDS.search(before) and at > start:
        return True  # "Ngày 20/6/2013, Quốc hội khóa XIII, kỳ họp thứ 6 đã thông qua …"
    if _IN_FORCE.search(before):
        return True
    carried = list(_CARRIED_OUT.finditer(before))
    return bool(carried) and _said().search(before, carried[-1].end()) is not None


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon.tables('meetings')['said_elsewhere'])})(?!\w)", re.IGNORECASE)


def event_of(text: str, start: int, stop: int, end: int | None = None) -> Span | None:
    """The event that is named first in ``text[start:stop]``, up to where its name is cut or the stretch ends at ``end``."""
    m = event().search(text, start, stop) or event_verb().search(text, start, stop)
    return trimmed(text, m.start(), stop if end is None else end) if m else None


def trimmed(text: str, start: int, end: int) -> Span:
    """The event's name cut to its head."""
    cut = _cut().search(text, min(end, start + 12), min(end, start + _LONGEST_NAME))
    start, end = sentences.trim(text, start, cut.start() if cut else min(end, start + _LONGEST_NAME))
    left = _LEFT_OVER.search(text, start, end)
    return (start, left.start()) if left else (start, end)
