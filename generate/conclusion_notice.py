"""Thông báo kết luận: from its record to the fields of its template.

Parts and formulas are those of conclusion notices in use: title, "Ngày …, … chủ trì …", "Sau khi nghe …, … kết luận như sau:", the tasks,
"… thông báo để … biết, thực hiện./."; layout: Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.4.
"""

from __future__ import annotations

import re

from generate import letterhead, recipients, signing
from generate.dates import long_date, short_date
from generate.drafts import ConclusionNotice, MeetingFacts, SourceDocument
from generate.numbering import NumberedItem, numbered
from generate.wording import BLANK, clean, fold, lower_first, sentence, unbroken, upper_first, without_end

_MEETING_NOUN = re.compile(r"(?:cuộc|buổi|hội nghị|phiên|đợt|chuyến|lễ|kỳ|hội thảo|tọa đàm)\b", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:v/v|về\s+việc|về)\s*:?\s+", re.IGNORECASE)
_LETTERS = ("công văn", "")


def fields(notice: ConclusionNotice) -> dict[str, object]:
    """Template variables of the notice; docs/templates.md describes each."""
    meeting = notice.meeting
    return {
        **letterhead.fields(notice.letterhead, "TB"),
        "subject": unbroken(clean(notice.subject) or _subject(notice), clean(meeting.chair) if meeting else ""),
        "chair": _chair(meeting),
        "meeting": _as_event(meeting.name) if meeting else BLANK,
        "opening": _paragraphs(notice.opening) or _opening(notice),
        "assessment": _paragraphs(notice.assessment),
        "tasks": numbered(notice.items) or (NumberedItem(f"1. {BLANK}"),),
        "closing": sentence(clean(notice.closing) or _closing(notice), "./."),
        "recipients": recipients.lines(notice.recipients, notice.filed_by, named_in=notice.items),
        "signing_lines": signing.printed(notice.signing.lines) or (BLANK,),
        "signer": clean(notice.signing.name) or BLANK,
    }


def _paragraphs(raw: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(upper_first(text if text.endswith(":") else sentence(text)) for text in map(clean, raw) if text)


def _chair(meeting: MeetingFacts | None) -> str:
    """ "Phó Chủ tịch UBND tỉnh Trần Thị Bình"; a name without its post is "đồng chí"."""
    name, title = (clean(meeting.chair), clean(meeting.chair_title)) if meeting else ("", "")
    if name and not title:
        return f"đồng chí {name}"
    return f"{title} {name}".strip() or BLANK


def _as_event(name: str) -> str:
    """The meeting as a noun: "làm việc với UBND xã" → "buổi làm việc với UBND xã"; "họp nghe báo cáo" → "cuộc họp nghe báo cáo"."""
    words = lower_first(without_end(clean(name)))
    if not words:
        return f"cuộc họp {BLANK}"
    if _MEETING_NOUN.match(words):
        return words
    return f"cuộc {words}" if words.startswith("họp") else f"buổi {words}"


def _as_act(name: str) -> str:
    """What the chair did: "chủ trì cuộc họp …", but "làm việc với …", "kiểm tra …"."""
    words = lower_first(without_end(clean(name)))
    return words if re.match(r"(?:làm việc|đi\s|kiểm tra|khảo sát|thăm|tiếp)", words) else f"chủ trì {_as_event(words)}"


def _subject(notice: ConclusionNotice) -> str:
    if notice.meeting is None and notice.source is not None:
        return f"Kết luận, chỉ đạo thực hiện {_reference(notice.source)}"
    meeting = notice.meeting or MeetingFacts()
    return f"Kết luận của {_chair(meeting)} tại {_as_event(meeting.name)}"


def _opening(notice: ConclusionNotice) -> tuple[str, ...]:
    if notice.meeting is None and notice.source is not None:
        who = letterhead.announcer(notice.letterhead)
        return (f"Thực hiện {_cited(notice.source)}, {who} thông báo nội dung kết luận, chỉ đạo như sau:",)
    meeting = notice.meeting or MeetingFacts()
    where = f"tại {clean(meeting.place)}, " if clean(meeting.place) else ""
    names = [lower_first(without_end(clean(name))) for name in meeting.attendees if clean(name)]
    attendees = ("; " if any("," in name for name in names) else ", ").join(names) or BLANK
    return (
        f"{upper_first(long_date(meeting.held_on, blank=BLANK))}, {where}{_chair(meeting)} {_as_act(meeting.name)}. "
        f"Tham dự có {attendees}.",
        f"Sau khi nghe {lower_first(without_end(clean(meeting.heard))) or BLANK}, {_chair(meeting)} kết luận như sau:",
    )


def _closing(notice: ConclusionNotice) -> str:
    who = clean(notice.announcer) or letterhead.announcer(notice.letterhead)
    what = f"kết luận của {_chair(notice.meeting)} " if notice.meeting and notice.meeting.chair else ""
    return f"{upper_first(who)} thông báo {what}để các cơ quan, đơn vị liên quan biết, thực hiện"


def _reference(source: SourceDocument) -> str:
    """ "Công văn số 12/UBND-TH": the short form of a citation."""
    kind = upper_first(lower_first(clean(source.doc_type))) or "Văn bản"
    return f"{kind} số {clean(source.number) or BLANK}"


def _cited(source: SourceDocument) -> str:
    """First citation: type, number, date, issuer, subject (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, điểm 6)."""
    day = f"ngày {short_date(source.issued_on)}" if source.issued_on else f"ngày {BLANK}"
    subject = without_end(clean(source.subject))
    bare = lower_first(_ABOUT.sub("", subject))
    about = "về việc" if fold(source.doc_type) in _LETTERS or re.match(r"v/v|về\s+việc", subject, re.IGNORECASE) else "về"
    words = [f"{_reference(source)} {day}"]
    words += [f"của {letterhead.short_name(source.issuer)}"] if clean(source.issuer) else []
    words += [f"{about} {bare}"] if bare else []
    return " ".join(words)
