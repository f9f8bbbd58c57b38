"""Deadlines of a document (thời hạn): candidates of the grammar, resolved against the document's date and judged by their surroundings.

:func:`candidates` resolves everything that reads like a time limit; :func:`settle` decides, once the directives are known, which of them
bind somebody: "đến năm 2026" is a time limit inside a task or beside a verb of finishing, elsewhere a target or the scope of a plan. Nothing
is guessed: where the anchor is not in the text, ``due`` stays None.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache

from extract import (
    agencies,
    dates,
    deadline_parts,
    deadline_patterns,
    deadline_places,
    lexicon,
    predicates,
    sentences,
    working_days,
)
from extract.deadline_words import Candidate, Strength
from extract.findings import Deadline, DeadlineKind, Directive
from extract.patterns import small
from extract.sentences import Span
from extract.structure import Passage, Structure
from extract.words import Words
from extract.work import Found, Work
from extract.zones import Zone

_YEAR_SPOKEN_OF = re.compile(
    r"\b(?:trong|nhiệm vụ|của|kế hoạch|công tác|dự toán|tháng \d{1,2}|quý [iv]+)\s+năm\s+(20\d\d)\b"
)  # of small letters
_NOT_TOLD = re.compile(r"(?:\b(?:trước|hết|đến|nhất|từ|hạn|vào|trong)\s*$|\d/[A-ZĐ]|\bsố\s+\d|\bLuật\b)", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:ban hành|ký|ký kết|tổ chức|diễn ra|phát hành|cập nhật|thành lập)\s+$"
    r"|\b(?:đã|được|vừa|từng)\s+(?:\w+\s+){0,3}$|\b(?:tính|lũy kế|luỹ kế)\s+$",
    re.IGNORECASE,
)
#: What somebody promises, plans or asks for is no limit that this document sets.
_NOT_SET = re.compile(r"\b(?:cam kết|hứa|dự kiến|kiến nghị|đề xuất|xin phép|xin gia hạn|đề nghị được)\b", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:ngày|khi)\s+(?:ký|ban hành|ra)(?:\s+ban hành)?(?:\s+(?:văn bản|quyết định|thông báo|công văn|kế hoạch|chỉ thị|công điện)(?:\s+này)?)?$"
    r"|(?:ngày|khi)\s+(?:văn bản|quyết định|thông báo|công văn|kế hoạch|chỉ thị|công điện)\s+này\s+được\s+(?:ký|ban hành)(?:\s+ban hành)?$"
    r"|^(?:ngày\s+)?hôm\s+nay$",
    re.IGNORECASE,
)
#: A stated day this long before the document's own date is a condition or a slip of the past, not something to do.
_LONG_PAST = timedelta(days=200)


def find(work: Work) -> tuple[Deadline, ...]:
    """The deadlines of the document, given its directives."""
    return settle(work, work.time_limits or candidates(work), work.directives)


def candidates(work: Work) -> tuple[Found, ...]:
    """Everything in the document that reads like a time limit, in order."""
    anchor = work.reference_date or year_of_text(work.structure)
    cited = sorted((c.start, c.end) for c in work.citations)
    found: list[Found] = []
    for passage in work.structure.passages:
        if passage.zone in (Zone.BODY, Zone.ANNEX) and not passage.cells:
            found += _in_stretch(work.structure, passage.start, passage.end, anchor, work)
            found += deadline_places.heading(work.structure, passage, anchor)
        elif passage.cells:
            for start, end in passage.cells:
                found += _in_stretch(work.structure, start, end, anchor, work)
    return tuple(f for f in found if not _overlaps(cited, (f.deadline.start, f.deadline.end)))


def in_cell(work: Work, start: int, end: int) -> tuple[Found, ...]:
    """Time limits of a cell or line whose head says that it holds one: also a bare "Quý I/2025" or "Hằng năm"."""
    anchor = work.reference_date or year_of_text(work.structure)
    found = _in_stretch(work.structure, start, end, anchor, work)
    if not found:
        found = deadline_places.bare(work.structure.text, start, end, anchor)
    return tuple(replace(f, strength=Strength.STRONG, labelled=True) for f in found)


def settle(work: Work, found: Iterable[Found], directives: Iterable[Directive]) -> tuple[Deadline, ...]:
    """The deadlines among the candidates, given the directives of the document."""
    directives = tuple(directives)
    spans = sorted((d.start, d.end) for d in directives)
    bound = {(d.deadline.start, d.deadline.end) for d in directives if d.deadline}
    settled = sorted((d.start, d.end) for d in directives if d.deadline and d.deadline.kind is DeadlineKind.DATE)
    kept = []
    for f in found:
        span = (f.deadline.start, f.deadline.end)
        if f.strength is Strength.NEEDS_FINISHING and span not in bound and _covers(settled, span):
            continue  # the task has its day; a period beside it says what the task is about
        if f.labelled or span in bound or _holds(work, f, inside=_covers(spans, span)):
            kept.append(f.deadline)
    return tuple(sorted({(d.start, d.end): d for d in kept}.values(), key=lambda d: d.start))


def is_binding(work: Work, found: Found) -> bool:
    """Whether the candidate binds the directive that it stands in."""
    return _holds(work, found, inside=True)


def year_of_text(structure: Structure) -> date | None:
    """First day of the year that a text without a date speaks of, told by "trong năm 2017", "nhiệm vụ năm 2017"; None if it names none."""
    return _year_of_text(structure.text)


@lru_cache(maxsize=2)
def _year_of_text(text: str) -> date | None:
    years: dict[int, int] = {}
    for m in _YEAR_SPOKEN_OF.finditer(small(text)):
        years[int(m[1])] = years.get(int(m[1]), 0) + 1
    if not years:  # the days it tells of: "cuộc họp ngày 2/8/2026"
        told = [day.year for day in dates.days(text) if day.year is not None and day.value is not None and _is_told(text, day)]
        return date(max(told), 1, 1) if told else None
    return date(max(years, key=lambda year: (years[year], year)), 1, 1)


def _is_told(text: str, day: dates.DateMention) -> bool:
    """Whether the day is told as one of events: no time limit, no date of a document cited."""
    before = text[max(0, day.start - 40) : day.start]
    return _NOT_TOLD.search(before) is None


# --- resolving ----------------------------------------------------------------------------------------------------------------------------------


def _in_stretch(structure: Structure, start: int, end: int, anchor: date | None, work: Work) -> list[Found]:
    text = structure.text
    return [
        Found(_resolve(text, c, anchor, work), c.strength, labelled=c.rule.startswith("labelled"))
        for c in deadline_patterns.read(text, start, end)
    ]


def _resolve(text: str, c: Candidate, anchor: date | None, work: Work) -> Deadline:
    due, amount, unit = None, None, None
    if c.rule == "before-new-year":
        due = _new_year(c, anchor)
    elif c.rule == "before-calendar-new-year":
        due = _calendar_new_year(c, anchor)
    elif c.part is not None:
        due = _part(c, anchor, known_day=work.reference_date is not None)
    elif c.kind is DeadlineKind.RELATIVE:
        amount, unit = c.amount, c.amount_unit
        due = _counted(text, c, work)
    elif c.mention is not None:
        due = _stated(text, c, anchor)
    elif c.kind in (DeadlineKind.DATE, DeadlineKind.PERIOD):
        due = _from_today(c, anchor, known_day=work.reference_date is not None)
    confidence = c.confidence
    if c.mention is not None and c.mention.year is None and work.reference_date is None:
        confidence = min(confidence, 0.6)  # the year was taken from elsewhere in the text
    return Deadline(
        text[c.start : c.end], c.start, c.end, c.kind, due, c.strict, c.recurrence, amount, unit, c.time, c.rule, confidence
    )  # fmt: skip


def _stated(text: str, c: Candidate, anchor: date | None) -> date | None:
    assert c.mention is not None
    words = text[c.start : c.end].lower()
    if c.rule == "day-of-this-month":
        return dates.day_of(anchor.year, anchor.month, c.mention.day or 0) if anchor else None
    if c.mention.span is dates.Span.YEAR and c.mention.year is None:
        return date(anchor.year, 12, 31) if anchor else None
    due = c.mention.on_or_after(anchor)
    if c.mention.year is None and anchor is not None and words.endswith(("nay", "này")):
        due = c.mention.in_year(anchor.year)
    if c.mention.year is None and anchor is not None and words.endswith(("năm sau", "năm tới")):
        due = c.mention.in_year(anchor.year + 1)
    if c.strict and due is not None and c.mention.span is not dates.Span.DAY:
        return _day_before_period(c, due)
    return due


def _day_before_period(c: Candidate, last: date) -> date:
    """ "trước tháng 12", "trước năm 2026": due on the last day before the period."""
    assert c.mention is not None
    if c.mention.span is dates.Span.YEAR:
        first = date(last.year, 1, 1)
    elif c.mention.span is dates.Span.QUARTER:
        first = date(last.year, last.month - 2, 1)
    else:
        first = last.replace(day=1)
    return first - timedelta(days=1)


def _from_today(c: Candidate, anchor: date | None, *, known_day: bool) -> date | None:
    """ "trong tuần này", "cuối năm", "trước 10 giờ sáng ngày làm việc tiếp theo": reckoned from the document's day."""
    if anchor is None or not (known_day or c.rule.endswith("year")):
        return None
    what = c.rule.rsplit("-", 1)[-1]
    if c.rule == "next-working-day":
        return working_days.after(anchor, 1)
    if what == "day":
        return anchor + timedelta(days=c.shift)
    if what == "week" and c.weekday is not None:
        return anchor + timedelta(days=c.weekday - anchor.weekday() + 7 * c.shift)
    if what == "week":
        return anchor + timedelta(days=4 - anchor.weekday() + 7 * c.shift) if anchor.weekday() < 5 or c.shift else anchor
    if what == "year":
        return date(anchor.year + c.shift, 12, 31)
    months = c.shift if what == "month" else (3 - (anchor.month - 1) % 3 - 1) + 3 * c.shift
    return dates.last_day(*_month_on(anchor, months))


def _part(c: Candidate, anchor: date | None, *, known_day: bool) -> date | None:
    """ "đầu tháng 12", "giữa quý I", "cuối tuần sau": the last day of that part."""
    assert c.part is not None
    if c.mention is not None:
        last = c.mention.on_or_after(anchor)
        span: dates.Span | None = c.mention.span
    else:
        span = deadline_parts.span_of(c.rule)
        last = _from_today(replace(c, part=None, weekday=6 if span is None else None), anchor, known_day=known_day)
    return deadline_parts.last_day(c.part, span, last) if last is not None else None


def _calendar_new_year(c: Candidate, anchor: date | None) -> date | None:
    year = c.mention.year if c.mention and c.mention.year else anchor.year + 1 if anchor else None
    return working_days.before(date(year, 1, 1), 1) if year else None


def _month_on(anchor: date, months: int) -> tuple[int, int]:
    index = anchor.year * 12 + anchor.month - 1 + months
    return index // 12, index % 12 + 1


def _counted(text: str, c: Candidate, work: Work) -> date | None:
    """The last day of a count whose event is the signing of this document, or has its day stated."""
    if c.amount is None or c.amount_unit == "hour":
        return None
    event = " ".join(text[c.event[0] : c.event[1]].split()) if c.event else ""
    day: date | None = None
    if not event:
        day = work.reference_date if text[c.start : c.end].lower().endswith(("tới", "nữa")) else None
    elif _SIGNED.search(event):
        day = work.header.issued_on
    else:
        stated = list(dates.days(event))
        day = stated[0].value if len(stated) == 1 else None
    if day is None:
        return None
    amount = -c.amount if c.back else c.amount
    if c.amount_unit == "working_day":
        return working_days.before(day, c.amount) if c.back else working_days.after(day, c.amount)
    if c.amount_unit == "month":
        year, month = _month_on(day, amount)
        last = dates.last_day(year, month)
        return last.replace(day=min(day.day, last.day)) if last else None
    return day + timedelta(days=amount)


def _new_year(c: Candidate, anchor: date | None) -> date | None:
    year = c.mention.year if c.mention else None
    if year is None and anchor is not None:
        this = working_days.new_year(anchor.year)
        year = anchor.year if this is not None and this >= anchor else anchor.year + 1
    return working_days.last_before_new_year(year) if year else None


#: Nouns that a period after them describes: "kế hoạch trong quý IV", "kết quả trong tháng".
_SCOPE = re.compile(
    r"\b(?:kế hoạch|chỉ tiêu|mục tiêu|kết quả|tình hình|số liệu|nhiệm vụ|phát sinh|tăng trưởng|dự toán)\s+(?:công tác\s+)?$",
    re.IGNORECASE,
)
_HANDS_IN = re.compile(r"\b(?:gửi|nộp|báo cáo|trình|hoàn thành|bàn giao)\b", re.IGNORECASE)
_DONE = ("hoàn thành", "hoàn tất", "xong", "kết thúc", "chấm dứt", "dứt điểm")
_MODAL = re.compile(r"^[\s,]*(?:(?:phải|có|cần|sẽ)\s+)?", re.IGNORECASE)
#: "rút ngắn thời gian giải quyết, không quá 75 ngày": how long a procedure takes.
_DURATION = re.compile(
    r"\b(?:rút ngắn|kéo dài|cắt giảm|thời gian (?:giải quyết|xử lý|thực hiện thủ tục|lưu)|thời lượng|công tác|mỗi)\b",
    re.IGNORECASE,
)
#: "cho học sinh nghỉ học trong hai ngày 14 và 15/11": how long it lasts.
_LASTS = re.compile(
    r"\b(?:nghỉ(?:\s+học|\s+làm)?|diễn\s+ra|trực|(?:tạm\s+)?(?:dừng|ngừng|đóng|cấm)(?:\s+[^\W\d]+){0,8}|tổ\s+chức(?:\s+[^\W\d]+){0,12}|ra\s+quân(?:\s+[^\W\d]+){0,6})\s*$",
    re.IGNORECASE,
)
_FINISHED = (*_DONE, "phải")

# --- judging ------------------------------------------------------------------------------------------------------------------------------------


@cache
def _finishing() -> re.Pattern[str]:
    forms = lexicon.tables("deadlines")["finishing"]
    return re.compile(r"\b(?:" + "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in forms) + r")\b", re.IGNORECASE)


def _holds(work: Work, found: Found, *, inside: bool) -> bool:
    d = found.deadline
    passage = work.structure.at(d.start)
    if passage is None:
        return False
    if d.rule == "heading-period":
        return False  # a deadline where it binds a task, else the name of a plan
    clause = _clause(work.structure, passage, d.start)
    before = work.structure.text[clause[0] : d.start]
    earliest = _earliest(work, inside=inside)
    if _PAST.search(before) and (
        not inside or (d.due is not None and work.reference_date is not None and d.due < work.reference_date)
    ):
        return False  # also "các dự án được duyệt trước ngày 01/7/2025"
    if d.due is not None and earliest is not None and d.due < earliest:
        return False  # told of the past: "trước ngày 01/7/2025, tỉnh có …"
    if d.rule == "count" and not d.text.lower().startswith(("trong", "chậm", "muộn")) and _DURATION.search(before):
        return False
    if d.rule == "on-day":  # "gửi báo cáo vào ngày 20/11"; but "tổ chức hội nghị vào ngày …" is when it takes place
        return (
            inside
            and _HANDS_IN.search(re.split(r"[,:(]", before)[-1]) is not None
            and (earliest is None or d.due is None or d.due >= earliest)
        )
    if d.rule == "span-of-days" and _LASTS.search(before):
        return False
    if not inside and _NOT_SET.search(before):
        return False
    if d.kind is DeadlineKind.RELATIVE and d.amount is not None and not inside:
        return False  # "trong thời hạn 05 ngày làm việc kể từ ngày nhận hồ sơ": what a procedure says
    if found.strength is Strength.STRONG and d.rule == "until-day" and not inside:
        return _is_finished_by(work, d, clause, inside=False)  # "đợt cao điểm kéo dài đến hết ngày …" sets no limit
    if found.strength is Strength.STRONG:
        return inside or not re.search(r"\bđã\b", before, re.IGNORECASE)
    if found.strength is Strength.NEEDS_FINISHING:
        return _is_finished_by(work, d, clause, inside=inside)
    return inside and _says_when(work, d, clause)


def _earliest(work: Work, *, inside: bool) -> date | None:
    """The earliest day that can be a time limit: inside a task a slip of the recent past may still be meant as one."""
    if work.reference_date is None:
        return None
    return work.reference_date - _LONG_PAST if inside else work.reference_date


def _is_finished_by(work: Work, d: Deadline, clause: Span, *, inside: bool) -> bool:
    """A verb of finishing governs the period: it stands before it with no further comma, or right after it."""
    text = work.structure.text
    before = text[clause[0] : d.start]
    closes = not text[d.end : clause[1]].strip() or text[d.end : clause[1]].lstrip()[0] in ",;.)"
    if inside and closes and d.rule.endswith(("-month", "-quarter", "-week", "-days")) and not _SCOPE.search(before):
        return True
    near = re.split(r"[,:(]", before)[-1] if inside and d.rule.endswith("year") else before if inside else before[-120:]
    after = text[d.end : min(clause[1], d.end + 40)]
    verbs = [m for m in _finishing().finditer(near) if inside or m[0].lower() in _FINISHED]
    if verbs and closes and verbs[-1][0].lower() in _DONE and not _SCOPE.search(before):
        return True  # "Hoàn thành chỉ tiêu được giao … trong năm 2026"
    if d.rule.endswith("-year") and verbs:
        # the nearest verb must be one of finishing, not of planning: "đề xuất kế hoạch thực hiện … trong năm 2025"
        return not re.search(r"\b(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán|giai đoạn|Chương trình)\b", near[verbs[-1].end() :])
    return bool(verbs) or bool(_finishing().match(_MODAL.sub("", after)))


def _says_when(work: Work, d: Deadline, clause: Span) -> bool:
    """A weak candidate opens its clause, closes it, or stands between comma and verb; it is no attribute of a noun in the middle."""
    text = work.structure.text
    if d.kind is not DeadlineKind.RECURRING or d.rule in ("times-per-period", "further-rhythm"):
        return True
    before, after = text[clause[0] : d.start].rstrip(" ,"), text[d.end : clause[1]].lstrip()
    meeting = re.search(r"(?:họp|giao ban|hội ý)\s*$", before, re.IGNORECASE)
    if _names_only_body(text, clause[0], d.start) and predicates.read(Words(text, d.end, clause[1]), 0, []) is not None:
        return True  # "Sở Nội vụ hằng năm tổng hợp, báo cáo …"
    return not before or not after or after[0] in ",;.)" or bool(meeting) or text[clause[0] : d.start].rstrip().endswith(",")


def _names_only_body(text: str, start: int, end: int) -> bool:
    """Whether the words name a body and nothing else."""
    words = Words(text, start, end)
    bodies = agencies.read(words, 0) if len(words) else None
    return bodies is not None and bodies.end >= len(words)


def _clause(structure: Structure, passage: Passage, at: int) -> Span:
    """The clause of the passage that holds the character ``at``."""
    spans = structure.sentences(passage)
    index = bisect_right(spans, at, key=lambda span: span[0]) - 1
    if index < 0 or at >= spans[index][1]:
        return passage.body, passage.end
    clauses = sentences.clauses(structure.text, *spans[index])
    return next((clause for clause in clauses if clause[0] <= at < clause[1]), spans[index])


def _overlaps(spans: list[Span], span: Span) -> bool:
    """Whether one of the spans, in order and without overlaps, shares a character with this one."""
    index = bisect_right(spans, span[0], key=lambda s: s[0]) - 1
    return any(a < span[1] and span[0] < b for a, b in spans[max(index, 0) : index + 2])


def _covers(spans: list[Span], span: Span) -> bool:
    """Whether one of the spans, in order, holds this one."""
    index = bisect_right(spans, span[0], key=lambda s: s[0]) - 1
    return any(a <= span[0] and span[1] <= b for a, b in spans[max(index - 3, 0) : index + 1])
