"""The meeting, working session or inspection that a document concludes or reports (cuộc họp, buổi làm việc, kiểm tra).

A conclusion notice names it in its subject ("Kết luận của … tại cuộc họp …") and dates it in its opening ("Ngày …, … chủ trì …"); a news
report does both in its lead. An invitation, a plan or a letter concludes no meeting.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from extract import dates, field_visits, meeting_events, persons, sentences
from extract.dates import DateMention
from extract.findings import Meeting
from extract.patterns import SPACE as _S
from extract.persons import Person
from extract.sentences import Span
from extract.work import Work
from extract.zones import Zone

_CONCLUDES = re.compile(rf"(?:thông{_S}+báo{_S}+)?(?:kết{_S}+luận|ý{_S}+kiến|chỉ{_S}+đạo|phát{_S}+biểu)", re.IGNORECASE)
_OF_AT = re.compile(rf"(?:của{_S}+)(?P<who>[^.;]{{3,200}}?){_S}+(?:tại|trong|khi|về|sau{_S}+khi){_S}+")
_PRESIDES = re.compile(
    rf"(?:đã{_S}+|dự{_S}+và{_S}+|trực{_S}+tiếp{_S}+|tham{_S}+dự{_S}+và{_S}+|đồng{_S}+)*(?:chủ{_S}+trì|chủ{_S}+toạ|chủ{_S}+tọa|dẫn{_S}+đầu|làm{_S}+(?:[Tt]rưởng|[Tt]ổ|[Đđ]oàn){_S}+(?:đoàn|trưởng|ban))",
)
_PRESIDED_BY = re.compile(
    rf"(?:(?:[Cc]hủ{_S}+(?:trì|tọa|toạ)|[Tt]rưởng{_S}+[Đđ]oàn(?:{_S}+(?:kiểm{_S}+tra|giám{_S}+sát|công{_S}+tác|khảo{_S}+sát))?)(?:{_S}+(?:buổi{_S}+làm{_S}+việc|buổi|cuộc{_S}+họp|hội{_S}+nghị|phiên{_S}+họp|họp)){{0,2}}{_S}*(?:có|là|gồm|:){_S}*(?:các{_S}+)?"
    rf"|dưới{_S}+sự{_S}+chủ{_S}+trì{_S}+của{_S}+|do{_S}+)(?P<who>(?:đồng{_S}+chí|ông|bà|Chủ{_S}+tịch|Phó|Bí{_S}+thư|Giám{_S}+đốc|Bộ{_S}+trưởng|Thứ{_S}+trưởng|Trưởng|Thủ{_S}+tướng)[^.;]*)"
)
_TIME = re.compile(rf"(?:(?:[Vv]ào{_S}+)?(?:[Ss]áng|[Cc]hiều|[Tt]ối|[Tt]rưa){_S}*(?:nay{_S}*)?,?{_S}*\(?)?(?:[Nn]gày{_S}*)?$")
#: The paper or place that a report opens with: "(Báo Sơn Hải) - Ngày 12/3, …", "SHO - Sáng 12/3, …".
_SOURCE = re.compile(rf"(?:\([^()]{{2,40}}\)|[A-ZĐ]{{2,8}}){_S}*[-–—]{_S}*")
_ORDERS = re.compile(
    rf"{_S}+(?:đã{_S}+)?(?:yêu{_S}+cầu|chỉ{_S}+đạo|kết{_S}+luận|giao|đề{_S}+nghị|phát{_S}+biểu{_S}+chỉ{_S}+đạo)(?!\w)"
)
#: "… cùng các Phó Chủ tịch UBND tỉnh …": the first one named presides.
_TOGETHER = re.compile(
    rf"{_S}+(?:cùng|và){_S}+(?:với{_S}+)?(?:các{_S}+)?(?:đồng{_S}+chí|ông|bà|đoàn|Đoàn|thành{_S}+viên|các|Phó|Chủ{_S}+tịch|Bí{_S}+thư|Giám{_S}+đốc|lãnh{_S}+đạo|Trưởng)"
)
_PASSED = re.compile(rf"(?:đã|vừa|có|trực{_S}+tiếp|tiến{_S}+hành|tổ{_S}+chức|đến|đi|cùng{_S}+đoàn){_S}+$", re.IGNORECASE)
_TITLE_EVENT = re.compile(
    rf"^(?:[Kk]iểm{_S}+tra|[Gg]iám{_S}+sát|[Kk]hảo{_S}+sát|[Hh]ọp|[Hh]ội{_S}+nghị|[Ll]àm{_S}+việc|[Gg]iao{_S}+ban){_S}"
)
#: Who closes a meeting presides at it: "Kết luận hội nghị, đồng chí Nguyễn Văn An - Chủ tịch UBND huyện yêu cầu …".
_CLOSES = re.compile(
    rf"(?:phát{_S}+biểu{_S}+)?kết{_S}+luận(?:{_S}+(?:tại|buổi|cuộc|phiên|kỳ|hội|nghị|họp|giao|ban|làm|việc|kiểm|tra|nội|dung|này)){{1,5}},{_S}*(?P<who>[^.;:]{{6,160}}?){_S}+"
    rf"(?:đã{_S}+|cũng{_S}+)*(?:yêu{_S}+cầu|đề{_S}+nghị|chỉ{_S}+đạo|giao|đánh{_S}+giá|nhấn{_S}+mạnh|ghi{_S}+nhận|biểu{_S}+dương|khẳng{_S}+định|lưu{_S}+ý|cho{_S}+rằng|nêu|thống{_S}+nhất|kết{_S}+luận)(?!\w)",
    re.IGNORECASE,
)
#: The lead of a report: so many sentences are looked at.
_LEAD = 9


def find(work: Work) -> Meeting | None:
    """The meeting, None where the document has none."""
    if work.header.doc_type is not None:
        return _concluded(work)
    return _reported(work)


# --- conclusion notices -----------------------------------------------------------------------------------------------------------------


def _concluded(work: Work) -> Meeting | None:
    text = work.structure.text
    subject = next(((a, b) for name, a, b in work.header.spans if name == "subject"), None)
    lead = opening(work)
    if work.header.doc_type not in ("thông báo", "kết luận", "biên bản", "công văn") or not _is_conclusion(text, subject, lead):
        return None
    event = meeting_events.event_of(text, *subject) if subject else None
    chair = _chair_of_subject(text, subject) if subject else None
    held = day(work, event[0], subject[1]) if subject and event else None
    for start, end in lead:
        presides = _PRESIDES.search(text, start, end)
        if held is None:
            held = day(work, start, presides.start() if presides else end)
        by = _PRESIDED_BY.search(text, start, end) if chair is None else None
        if by is not None:
            chair = persons.read(text, by.start("who"), by.end("who"))
        if presides is None and event is not None:
            continue
        if chair is None and presides is not None:
            chair = _before_verb(text, start, presides.start())
        event = event or meeting_events.event_of(text, presides.start() if presides else start, end)
    return _meeting(text, event, chair, held)


def _is_conclusion(text: str, subject: Span | None, lead: list[Span]) -> bool:
    if subject and _CONCLUDES.match(text[subject[0] : subject[1]].removeprefix("Về việc ").removeprefix("về việc ")) is not None:
        return True
    return any(
        _PRESIDES.search(text, a, b)
        and re.search(rf"kết{_S}+luận|chỉ{_S}+đạo|ý{_S}+kiến", " ".join(text[x:y] for x, y in lead))
        and opens_with_day(text, a)
        for a, b in lead
    )


def opens_with_day(text: str, at: int) -> bool:
    """Whether a sentence opens with a day ("Ngày 03/01/2025, …", "Sáng 05/3, …"), behind the name of the paper if it is printed there."""
    source = _SOURCE.match(text, at)
    at = source.end() if source else at
    first = next(dates.days(text, at, min(len(text), at + 40), bare=True), None)
    return (
        first is not None and _TIME.fullmatch(text, at, first.start + (4 if text[first.start].lower() == "n" else 0)) is not None
    )


def opening(work: Work) -> list[Span]:
    """Sentences of the first paragraphs of the body."""
    found: list[Span] = []
    for passage in work.structure.within(Zone.BODY):
        found += sentences.sentences(work.structure.text, passage.start, passage.end)
        if len(found) >= _LEAD:
            break
    return found[:_LEAD]


def _speaking(text: str, start: int, end: int, event: Span) -> Person | None:
    """The person who gives orders at the event: "… tại buổi làm việc với …, Chủ tịch UBND tỉnh Nguyễn Văn An yêu cầu …"."""
    orders = _ORDERS.search(text, event[1], end)
    if orders is None or not start <= event[0] < end:
        return None
    comma = text.rfind(",", event[1], orders.start())
    return persons.read(text, event[1], orders.start()) or (persons.read(text, comma + 1, orders.start()) if comma > 0 else None)


def _leading(text: str, start: int, end: int, event: Span) -> Person | None:
    """The person who goes to see or works with others: "Ngày 12/3, Chủ tịch UBND tỉnh Lê Minh Châu đã đi kiểm tra …"."""
    if not start <= event[0] < end:
        return None
    verb = re.search(rf"{_S}+(?:(?:đã|vừa|trực{_S}+tiếp|đi|đến|có|tiến{_S}+hành){_S}+)+$", text[start : event[0]])
    return _before_verb(text, start, start + verb.start()) if verb else None


def _chair_of_subject(text: str, subject: Span) -> Person | None:
    m = _OF_AT.search(text, *subject)
    if m is not None or not text[slice(*subject)].isupper():
        return persons.read(text, m.start("who"), m.end("who")) if m else None
    return _in_capitals(text, subject)


def _in_capitals(text: str, subject: Span) -> Person | None:
    """The person of a subject set in capitals, as the text behind it writes him."""
    spoken = text[slice(*subject)].title()
    m = re.compile(_OF_AT.pattern, re.IGNORECASE).search(spoken)
    person = persons.read(spoken, m.start("who"), m.end("who")) if m else None
    if person is None:
        return None
    named = f"{person.post or ''} {person.name}".strip()
    for again in re.finditer(re.escape(named).replace(r"\ ", rf"{_S}+"), text[subject[1] :], re.IGNORECASE):
        if not again[0].isupper():
            return persons.read(text, subject[1] + again.start(), subject[1] + again.end())
    return Person(person.name, person.post, subject[0] + person.start, subject[0] + person.end)


# --- news ----------------------------------------------------------------------------------------------------------------------------------


def _reported(work: Work) -> Meeting | None:
    text = work.structure.text
    lead = opening(work)
    title = next(((a, b) for name, a, b in work.header.spans if name == "subject"), None)
    event: Span | None = None
    bare: Span | None = None
    chair: Person | None = None
    held: tuple[Span, date | None] | None = None
    opened_before: tuple[Span, date | None] | None = None
    for start, end in lead:
        found = _reported_event(text, start, end)
        opened = day(work, start, end) if opens_with_day(text, start) else None
        visit = field_visits.read(text, start, end) if found is None and event is None else None
        if visit is not None and (told := day(work, start, end) or field_visits.today(work, start, end)):
            event, chair, held = meeting_events.trimmed(text, *visit[0]), visit[1], told
        if found is not None and event is None:
            event = found
            held = day(work, start, end) or field_visits.today(work, start, end) or opened_before
        opened_before = opened or opened_before
        if event is None:
            bare = bare or _presided(text, start, end)
            if bare is not None and start <= bare[0] < end:
                chair = _presiding(text, start, end, bare)
            continue
        chair = chair or _presiding(text, start, end, event)
        held = held or opened
    if event is None and title is not None:
        event = _of_title(text, title)
        held = opened_before if bare is not None else None
    if event is None and bare is not None and opened_before is not None:
        event, held = bare, opened_before
    if event is not None and chair is None:
        chair = _closing(work)
    return _meeting(text, event, chair, held)


def _of_title(text: str, title: Span) -> Span | None:
    """The event that the title of a report names: "Giao ban quý III", "UBND huyện tổ chức phiên họp thường kỳ tháng 6"."""
    if _TITLE_EVENT.match(text[title[0] : title[1]]):
        return meeting_events.trimmed(text, *title)
    for m in meeting_events.event().finditer(text, *title):
        if m.start() == title[0] or meeting_events.HOLDS.search(text, title[0], m.start()):
            span = meeting_events.trimmed(text, m.start(), title[1])
            return span if len(text[span[0] : span[1]].split()) > 2 else None
    return None


def _presided(text: str, start: int, end: int) -> Span | None:
    """A meeting that is only called one: "… chủ trì hội nghị"."""
    presides = _PRESIDES.search(text, start, end)
    event = meeting_events.event().match(text, presides.end() + 1, end) if presides else None
    return event.span() if event else None


def _closing(work: Work) -> Person | None:
    """Who concludes the reported meeting, wherever the report tells it."""
    text = work.structure.text
    for passage in work.structure.within(Zone.BODY):
        for m in _CLOSES.finditer(text, passage.start, passage.end):
            person = persons.read(text, m.start("who"), m.end("who"))
            if person is not None:
                return person
    return None


def _reported_event(text: str, start: int, end: int) -> Span | None:
    """The event that a sentence of the lead reports."""
    presides = _PRESIDES.search(text, start, end)
    if presides is not None:
        for found in (
            meeting_events.event_of(text, presides.end(), min(end, presides.end() + 40), end),
            meeting_events.event_of(text, start, presides.start()),
        ):
            if (
                found is not None
                and len(text[found[0] : found[1]].split()) > 2
                and not meeting_events.elsewhere(text, start, found[0])
            ):
                return found
    dated = opens_with_day(text, start)
    for m in meeting_events.event().finditer(text, start, end):
        before = text[max(start, m.start() - 40) : m.start()]
        if meeting_events.elsewhere(text, start, m.start()):
            continue
        if dated or (
            re.search(rf"(?:tại|tổ{_S}+chức|có|dự){_S}+$", before, re.IGNORECASE)
            and next(_days_in(text, start, end), None) is not None
        ):
            span = meeting_events.trimmed(text, m.start(), end)
            if len(text[span[0] : span[1]].split()) > 3:
                return span
    for m in meeting_events.event_verb().finditer(text, start, end):
        before = text[max(start, m.start() - 24) : m.start()]
        if meeting_events.elsewhere(text, start, m.start()):
            continue
        bare = m[0] == "họp" and dated and not re.search(rf"(?:cuộc|buổi|phiên|kỳ|hội|dự|mời){_S}+$", before, re.IGNORECASE)
        if (bare or _PASSED.search(before)) and (dated or next(_days_in(text, start, m.start()), None) is not None):
            return meeting_events.trimmed(text, m.start(), end)
    return None


def _presiding(text: str, start: int, end: int, event: Span) -> Person | None:
    """Who presides, if the sentence says so; the speaker of "chỉ đạo của … tại cuộc họp" does."""
    by = _PRESIDED_BY.search(text, start, end)
    if by is not None:
        stop = _PRESIDES.search(text, by.start("who"), by.end("who"))
        person = persons.read(text, by.start("who"), stop.start() if stop else by.end("who"))
        if person is not None:
            return person
    presides = _PRESIDES.search(text, start, end)
    if presides is not None:
        return _before_verb(text, start, presides.start())
    if start <= event[0] < end:
        m = _OF_AT.search(text, start, event[0] + 1)
        if (
            m is not None
            and m.end() == event[0]
            and re.search(rf"(?:chỉ{_S}+đạo|kết{_S}+luận|yêu{_S}+cầu|ý{_S}+kiến){_S}+$", text[start : m.start()])
        ):
            return persons.read(text, m.start("who"), m.end("who"))
    return _speaking(text, start, end, event) or _leading(text, start, end, event)


# --- parts ---------------------------------------------------------------------------------------------------------------------------------


def _before_verb(text: str, start: int, end: int) -> Person | None:
    """The person named right before "chủ trì": behind the day and the place that open the sentence."""
    at = start
    for mention in dates.days(text, start, end, bare=True):
        at = max(at, mention.end)
    while True:
        m = re.compile(rf"[\s,]*(?:\([^)]*\){_S}*,?|tại{_S}[^,]{{2,100}},|do{_S}|Qua{_S}đó,)").match(text, at, end)
        if m is None:
            break
        at = m.end()
    together = _TOGETHER.search(text, at, end)
    person = persons.read(text, at, together.start() if together else end) or persons.read(text, at, end)
    if person is not None:
        return person
    for m in re.finditer(rf"(?:đồng{_S}+chí|ông|bà){_S}", text[at:end]):
        person = persons.read(text, at + m.start(), end)
        if person is not None:
            return person
    comma = text.rfind(",", at, end)
    return persons.read(text, comma + 1, end) if comma > at else None


def _days_in(text: str, start: int, end: int) -> Iterator[DateMention]:
    """Days said with a time of day or "ngày" before them."""
    for mention in dates.days(text, start, end, bare=True):
        worded = text[mention.start].lower() == "n" or mention.year is not None
        if mention.blank:
            continue
        if worded or re.search(
            rf"(?:[Ss]áng|[Cc]hiều|[Tt]ối)(?:{_S}+nay)?{_S}*\(?$", text[max(start, mention.start - 16) : mention.start]
        ):
            yield mention


def day(work: Work, start: int, end: int) -> tuple[Span, date | None] | None:
    """The day that the stretch gives for the event; a missing year is that of the document, if it has one."""
    text = work.structure.text
    for mention in _days_in(text, start, end):
        if re.search(
            rf"(?:trước|đến|từ|hết|kể từ|thành lập|tính đến){_S}*$",
            text[max(start, mention.start - 12) : mention.start],
            re.IGNORECASE,
        ):
            continue
        if any(c.start <= mention.start < c.end for c in work.citations):
            continue
        value = mention.value if mention.year else _in_likely_year(work, mention)
        return (mention.start, mention.end), value
    return None


def _in_likely_year(work: Work, mention: DateMention) -> date | None:
    issued = work.header.issued_on
    if issued is not None:
        held = mention.in_year(issued.year)
        return mention.in_year(issued.year - 1) if held is not None and held > issued else held
    year = likely_year(work, mention.start)
    return mention.in_year(year) if year else None


def likely_year(work: Work, at: int) -> int | None:
    """The year that the text speaks from: the only one of the passage at ``at``, else the one named most; years of cited documents aside."""
    text, passage = work.structure.text, work.structure.at(at)
    here = Counter(_years(work, passage.start, passage.end)) if passage else Counter()
    if len(here) == 1:
        return next(iter(here))
    everywhere = Counter(_years(work, 0, len(text))).most_common(2)
    if not everywhere:
        return None
    if len(everywhere) == 2 and everywhere[0][1] == everywhere[1][1]:
        later = max(everywhere)[0]  # as often as another: the one whose months or quarters are reported
        return later if re.search(rf"(?:tháng|quý|đầu|cuối){_S}+(?:\w+{_S}+)?năm{_S}+{later}", text) else None
    return everywhere[0][0]


_YEAR = re.compile(
    r"(?<![\d.,])(?:năm[ \t\n\xa0]+|(?:\d{1,2}|[IV]{1,3})[ \t\xa0]?[/.-][ \t\xa0]?)(?P<year>20\d\d)(?![\d.,]*\d|[ \t\xa0]?[-–])"
)


def _years(work: Work, start: int, end: int) -> Iterator[int]:
    cited = [(c.start, c.end) for c in work.citations]
    for m in _YEAR.finditer(work.structure.text, start, end):
        if not any(a <= m.start() < b for a, b in cited):
            yield int(m["year"])


def _meeting(text: str, event: Span | None, chair: Person | None, held: tuple[Span, date | None] | None) -> Meeting | None:
    if event is None:
        return None
    spans = [("name", *event)]
    if chair is not None:
        spans.append(("chair", chair.start, chair.end))
    if held is not None:
        spans.append(("held_on", *held[0]))
    return Meeting(
        held_on=held[1] if held else None, name=" ".join(text[event[0] : event[1]].split()), chair=chair.name if chair else None,
        chair_title=chair.post if chair else None, spans=tuple(spans),
    )  # fmt: skip
