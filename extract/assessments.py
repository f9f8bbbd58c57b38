"""Judgements on bodies' work: what was achieved, what fell short (đánh giá: kết quả, tồn tại, hạn chế).

A clause is judged by the words of ``lexicon/assessments.toml``. Demands, aims, causes and conditions use the same words: they are told apart
by how the clause opens, by the heading it stands under, and by the directives found before. Bare statistics are figures, no judgements.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract import agencies, lexicon, sentences
from extract.findings import Assessment, AssessmentKind
from extract.patterns import SPACE as _S
from extract.patterns import expression
from extract.sentences import Span
from extract.structure import Passage, PassageKind
from extract.words import Words
from extract.work import Work
from extract.zones import Zone

_COLON = re.compile(rf"(?:cụ thể|cho thấy|sau|là|như sau){_S}*:{_S}*", re.IGNORECASE)
_COMMA = re.compile(rf",{_S}+(?:(?:và|nhưng|song){_S}+)?")
_BUT = re.compile(rf",?{_S}+(?:nhưng|song|tuy nhiên|mặc dù vậy),?{_S}+", re.IGNORECASE)
_SHOWS = re.compile(rf"(?:cho{_S}+thấy|nhận{_S}+thấy|về){_S}*,?{_S}+", re.IGNORECASE)
_HAS_NUMBER = re.compile(r"(?<![\w/])\d[\d.,]*(?!\w)")
_SAME = re.compile(rf"(?<![\d.,/])(?P<n>\d+){_S}?/{_S}?(?P=n)(?![\d.,/])")
_SOURCE = re.compile(rf"^(?:Theo|theo){_S}[^,]{{3,90}},")
_SUBJECT_OPENS = re.compile(
    rf"(?:có{_S}+(?:một{_S}+số|nhiều|những)|một{_S}+số|nhiều|các|công{_S}+tác|việc|tỷ{_S}+lệ|số|chất{_S}+lượng|đời{_S}+sống|hệ{_S}+thống|cơ{_S}+sở|sổ|máy|hồ{_S}+sơ|tình{_S}+hình|tiến{_S}+độ"
    rf"|hoạt{_S}+động|an{_S}+ninh|quốc{_S}+phòng|kinh{_S}+tế|văn{_S}+hóa|y{_S}+tế|giáo{_S}+dục|người|cán{_S}+bộ|trách{_S}+nhiệm|sự|UBND|Sở|cơ{_S}+quan|đơn{_S}+vị|địa{_S}+phương|nhân{_S}+dân|thu{_S}+nhập)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Verdict:
    kind: AssessmentKind
    confidence: float


@cache
def _pattern(key: str) -> re.Pattern[str]:
    parts = expression(lexicon.tables("assessments")[key])
    return re.compile(rf"(?<!\w)(?:{parts})", re.IGNORECASE)


@cache
def _whole(key: str) -> re.Pattern[str]:
    parts = expression(lexicon.tables("assessments")[key])
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)", re.IGNORECASE)


@cache
def _lead() -> re.Pattern[str]:
    parts = expression(lexicon.tables("assessments")["leads"])
    return re.compile(rf"{_S}*(?:{parts})(?!\w){_S}*[,:]?{_S}*", re.IGNORECASE)


def find(work: Work) -> tuple[Assessment, ...]:
    """All judgements of the body, in order."""
    demanded = sorted((d.start, d.end) for d in work.directives)
    found: list[Assessment] = []
    for passage in work.structure.within(Zone.BODY):
        if passage.kind is PassageKind.TABLE_ROW:
            continue
        heading = _heading_kind(work, passage)
        if heading == "task":
            continue
        for start, end in work.structure.sentences(passage):
            found += _in_sentence(work, start, end, heading, demanded)
    return tuple(found)


def _heading_kind(work: Work, passage: Passage) -> str:
    """What the headings above the passage say of it: "task", "shortcoming", "achievement", "judging" or ""."""
    for ancestor in work.structure.ancestors(passage):
        words = work.structure.words(ancestor)
        if len(words) > 220:
            words = words[-120:]
        for kind in ("shortcoming", "achievement"):
            if _whole(f"{kind}_headings").search(words) and not _whole("task_headings").search(words):
                return kind
        if _whole("task_headings").search(words):
            return "task"
        if _whole("judging_headings").search(words):
            return "judging"
    return ""


def _in_sentence(work: Work, start: int, end: int, heading: str, demanded: list[Span]) -> list[Assessment]:
    text = work.structure.text
    found: list[Assessment] = []
    previous: _Verdict | None = None
    for clause in _clauses(text, start, end):
        a, b = _without_lead(text, *clause)
        if a >= b or _overlaps(demanded, a, b):
            previous = None
            continue
        verdict = _judge(text, a, b, heading, previous)
        if verdict is None:
            if _whole("not_opening").match(text, a, b):
                previous = None
            continue
        previous = verdict
        for x, y in _parts(text, a, b, verdict):
            found.append(
                Assessment(
                    text=text[x:y],
                    start=x,
                    end=y,
                    kind=verdict.kind,
                    about=_about(text, x, y, start, found),
                    confidence=verdict.confidence,
                )
            )
    return found


def _clauses(text: str, start: int, end: int) -> list[Span]:
    """Clauses of the sentence: at semicolons, behind "cụ thể:", before "nhưng"."""
    found: list[Span] = []
    for a, b in sentences.clauses(text, start, end):
        at = a
        for pattern in (_COLON, _BUT):
            m = pattern.search(text, at, b)
            if m is not None and m.end() < b - 12 and not sentences.in_aside(text, a, b, m.start()):
                found.append(sentences.trim(text, at, m.start()))
                at = m.end()
        found.append(sentences.trim(text, at, b))
    return [span for span in found if span[1] - span[0] > 8]


def _without_lead(text: str, start: int, end: int) -> Span:
    """The clause without "Tuy nhiên," and the like, and without what introduces the judged clause ("… cho thấy,")."""
    for _ in range(4):
        source = _SOURCE.match(text[start:end])
        if source:
            start += source.end()
        m = _lead().match(text, start, end)
        if m is None or m.end() == start:
            break
        start = m.end()
    shows = None
    for shows in _SHOWS.finditer(text, start, min(end, start + 220)):
        if text[shows.start() : shows.end()].lower().startswith("về") or end - shows.end() < 20:
            shows = None
            continue
        break
    if shows is not None and not re.match(rf"(?:tính|sự|tinh{_S}+thần|quyết{_S}+tâm)\b", text[shows.end() : end]):
        start = shows.end()
    return sentences.trim(text, start, end)


def _judge(text: str, start: int, end: int, heading: str, previous: _Verdict | None) -> _Verdict | None:
    clause = text[start:end]
    if _is_demand(clause, previous):
        return None
    short = _pattern("shortcoming").search(clause)
    good = list(_pattern("achievement").finditer(clause))
    done = _whole("done").search(clause) is not None
    if short is not None and not (good and good[0].start() < short.start() and heading == "achievement"):
        if not _before_verdict(clause, short.start()):
            return _Verdict(AssessmentKind.SHORTCOMING, 0.85 if heading in ("shortcoming", "judging", "") else 0.6)
        return None
    if heading == "shortcoming":
        return _Verdict(AssessmentKind.SHORTCOMING, 0.6) if len(clause.split()) > 4 and previous is not None else None
    if good and done and not _is_statistics(clause, good):
        if _before_verdict(clause, good[0].start()):
            return None
        return _Verdict(AssessmentKind.ACHIEVEMENT, 0.8 if len(good) > 1 or heading else 0.65)
    if previous is not None and previous.kind is AssessmentKind.ACHIEVEMENT:
        full = _SAME.search(clause) is not None
        if full or (
            not _HAS_NUMBER.search(clause)
            and re.search(
                rf"^(?:đã|kịp{_S}+thời|quyết{_S}+định|chủ{_S}+động|chỉ{_S}+đạo|ban{_S}+hành|hoàn{_S}+thành|tổ{_S}+chức)(?!\w)",
                clause,
            )
            is not None
        ):
            return _Verdict(AssessmentKind.ACHIEVEMENT, 0.6)
    return None


def _is_demand(clause: str, previous: _Verdict | None) -> bool:
    """Whether the clause opens as a demand, an aim, a condition or a cause; a follower of a judged clause may open with its verb."""
    m = _whole("not_opening").match(clause) or _pattern("not_opening").match(clause)
    if m is None:
        return False
    return (
        previous is None
        or re.match(
            rf"(?:kịp{_S}+thời|chủ{_S}+động|hoàn{_S}+thành|chỉ{_S}+đạo|ban{_S}+hành|tổ{_S}+chức|thực{_S}+hiện|triển{_S}+khai)",
            clause,
            re.IGNORECASE,
        )
        is None
    )


def _before_verdict(clause: str, at: int) -> bool:
    """Whether a word that makes the clause a demand, an aim or a condition stands before its verdict."""
    return _pattern("not_inside").search(clause[:at]) is not None


def _is_statistics(clause: str, good: list[re.Match[str]]) -> bool:
    """Numbers with nothing but "kịp thời", "đúng hạn" beside them say how much, not how well."""
    count = len(_HAS_NUMBER.findall(clause))
    return count >= 2 or (count == 1 and len(good) < 2 and _SAME.search(clause) is None)


def _parts(text: str, start: int, end: int, verdict: _Verdict) -> list[Span]:
    """The clause split at commas where the next part has a subject and a verdict of its own."""
    key = "shortcoming" if verdict.kind is AssessmentKind.SHORTCOMING else "achievement"
    asides = sentences.asides(text, start, end)
    spans: list[Span] = []
    at = start
    for m in _COMMA.finditer(text, start, end):
        if any(a <= m.start() < b for a, b in asides) or not _SUBJECT_OPENS.match(text, m.end(), end):
            continue
        head, tail = text[at : m.start()], text[m.end() : end]
        following = _COMMA.search(tail, 12)
        if _pattern(key).search(head) and _pattern(key).search(
            tail[: following.start()] if following and key == "achievement" else tail
        ):
            spans.append(sentences.trim(text, at, m.start()))
            at = m.end()
    spans.append(sentences.trim(text, at, end))
    return spans


def _about(text: str, start: int, end: int, sentence: int, found: list[Assessment]) -> tuple[str, ...]:
    """The bodies that the clause opens with; a clause without a subject of its own is about those of the clause before it."""
    words = Words(text, start, min(end, start + 400))
    bodies = agencies.read(words, 0) if len(words) else None
    if bodies is not None:
        return tuple(b.name for b in bodies.items)
    for m in re.finditer(rf"(?<!\w)(?:của|tại){_S}+", text[start:end]):
        at = words.index(start + m.end())
        bodies = agencies.read(words, at) if at < len(words) else None
        if bodies is not None:
            return tuple(b.name for b in bodies.items)
        break
    if found and found[-1].start >= sentence:
        return found[-1].about
    return ()


def _overlaps(spans: list[Span], start: int, end: int) -> bool:
    return any(a < end and b > start for a, b in spans)
