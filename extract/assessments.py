"""Judgements on bodies' work: what was achieved, what fell short (đánh giá: kết quả, tồn tại, hạn chế).

A clause is judged by the words of ``lexicon/assessments.toml``. Demands, aims, causes and conditions use the same words: they are told apart
by how the clause opens, by the heading it stands under, and by the directives found before. Bare statistics are figures, no judgements.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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
_BUT = re.compile(rf",?{_S}+(?:nhưng|song|tuy nhiên|mặc dù vậy),?{_S}+|,{_S}+đồng{_S}+thời{_S}+", re.IGNORECASE)
_COUNT = re.compile(rf"(?<![\w/.,-])(?<!năm )(?<!tháng )(?<!quý )\d[\d.,]*(?:/\d+)?%?(?!\w|[/-]\w|{_S}*(?:tháng|năm){_S})")
_STILL = re.compile(rf"(?<!\w)(?:vẫn{_S}+còn|còn{_S}+(?:một{_S}+số|nhiều|tình{_S}+trạng))(?!\w)")
_FINITE = re.compile(r"(?<!\w)(?:là|có|còn|chưa|không|phải|cần|gồm)(?!\w)")
_SOME = re.compile(
    rf"(?:một{_S}+số|nhiều|phần{_S}+lớn|đa{_S}+số|hầu{_S}+hết|đại{_S}+đa{_S}+số|một{_S}+bộ{_S}+phận){_S}+(?:các{_S}+)?(?:(?:chủ{_S}+đầu{_S}+tư|nhà{_S}+thầu|người{_S}+dân|hộ{_S}+dân|phòng|chủ{_S}+tịch|người{_S}+đứng{_S}+đầu|trường|doanh{_S}+nghiệp|cơ{_S}+quan|đơn{_S}+vị|địa{_S}+phương|sở|ban|ngành|bộ|xã|phường|huyện|thị{_S}+trấn|nơi|cán{_S}+bộ|công{_S}+chức)(?:,{_S}*|{_S}+và{_S}+)?)+",
    re.IGNORECASE,
)
_PRAISES = re.compile(
    rf"(?:phê{_S}+bình|nhắc{_S}+nhở|tuyên{_S}+dương|khen|đánh{_S}+giá{_S}+cao|ghi{_S}+nhận|biểu{_S}+dương|hoan{_S}+nghênh|khen{_S}+ngợi)(?:{_S}+(?:những|các)?{_S}*(?:kết{_S}+quả|thành{_S}+tích|nỗ{_S}+lực|cố{_S}+gắng)[^.;]{{0,40}}?{_S}của)?{_S}+",
    re.IGNORECASE,
)
_THERE_ARE = re.compile(rf"(?:(?:vẫn|còn|có|tại|ở){_S}+)+", re.IGNORECASE)
#: Such a verdict is told with its numbers: "tăng 05 bậc, đứng thứ 3 cả nước".
_RANKED = re.compile(r"vượt|bậc|dẫn đầu|sớm|trước")
#: Over a list of shortcomings: "Tuy nhiên, vẫn còn một số hạn chế cần sớm khắc phục:".
_ANNOUNCES = re.compile(
    rf"(?:một{_S}+số|những|các|nhiều){_S}+(?:khó{_S}+khăn,?{_S}+|vướng{_S}+mắc,?{_S}+|tồn{_S}+tại,?{_S}+|bất{_S}+cập,?{_S}+)*(?:tồn{_S}+tại|hạn{_S}+chế|khuyết{_S}+điểm|bất{_S}+cập|khó{_S}+khăn)[^.;:]{{0,60}}:?$",
    re.IGNORECASE,
)
_CAUSE = re.compile(rf"(?:[Nn]guyên{_S}+nhân|NGUYÊN{_S}+NHÂN)(?!\w)")
_TOLD_AS_DONE = re.compile(rf"(?<!\w)(?:đã|được|có{_S}+(?:sự|nhiều|những))(?!\w)")
_NARRATES = re.compile(
    rf"(?<!\w)(?:làm{_S}+việc{_S}+với|họp|chủ{_S}+trì|phát{_S}+biểu|báo{_S}+cáo{_S}+tại|nghe|tham{_S}+dự|cho{_S}+biết|nhận{_S}+được|ký{_S}+ban{_S}+hành)(?!\w)"
)
_ONLY = re.compile(rf"(?:mới|chỉ|còn|rất|quá|khá|tỷ{_S}+lệ)(?!\w)", re.IGNORECASE)
#: Without one of these a word like "quá hạn" may only describe what a task is about ("xin lỗi đối với hồ sơ quá hạn").
_FALLS_SHORT = re.compile(
    rf"(?<!\w)(?:chưa|còn|vẫn|rất|không|thiếu|mới{_S}+chỉ|chỉ{_S}+đạt|bộc{_S}+lộ|thấp)(?!\w)", re.IGNORECASE
)
_ASKS = re.compile(rf"(?<!\w)(?:yêu{_S}+cầu|đề{_S}+nghị|giao|phải|chỉ{_S}+đạo)(?!\w)")
_SUCH_AS = re.compile(rf"như{_S}*:")
_DONE = re.compile(r"(?<!\w)đã(?!\w)")
#: A clause that goes on with a judged one may open with its verb: "kịp thời tiếp nhận …", "quyết định thành lập …".
_FOLLOWS = re.compile(
    rf"(?:đã|kịp{_S}+thời|chủ{_S}+động|hoàn{_S}+thành|chỉ{_S}+đạo|ban{_S}+hành|tổ{_S}+chức|thực{_S}+hiện|triển{_S}+khai|quyết{_S}+định|giải{_S}+quyết)(?!\w)",
    re.IGNORECASE,
)
#: From this confidence on a verdict stands against a directive that was read in the same clause.
_SURE = 0.75
#: Rules of directives that leave no doubt that somebody must do it.
_OUTRIGHT = frozenset(("order-verb", "addressee-duty", "addressee-lead", "addressee-verb", "imperative", "table-row"))
_SAME = re.compile(rf"(?<![\d.,/])(?P<n>\d+){_S}?/{_S}?(?P=n)(?![\d.,/])")
_ENUMERATOR = re.compile(r"[“\"‘'(]*(?:\(?[ivx¡\d]{1,4}\)[ \t\n\xa0]*)?")
_SOURCE = re.compile(rf"^(?:Theo|theo){_S}[^,]{{3,90}},")


@dataclass(frozen=True, slots=True)
class _Verdict:
    kind: AssessmentKind
    confidence: float


@dataclass(frozen=True, slots=True)
class _Context:
    """Where a sentence stands: the kind of its heading, whether the text turns to shortcomings behind it, and the directives found."""

    heading: str
    before_turn: bool
    demanded: list[Span]
    ordered: list[Span]


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
    ordered = sorted((d.start, d.end) for d in work.directives if d.rule in _OUTRIGHT)
    found: list[Assessment] = []
    for passage in work.structure.within(Zone.BODY):
        if passage.kind is PassageKind.TABLE_ROW:
            continue
        heading = _heading_kind(work, passage)
        if heading == "task":
            continue
        spans = work.structure.sentences(passage)
        turn = _turn(work, passage, spans)
        for start, end in spans:
            if (
                passage.kind is PassageKind.LEAD_IN
                and end >= passage.end - 3
                and _ANNOUNCES.search(work.structure.text, start, end)
            ):
                continue
            found += _in_sentence(work, start, end, _Context(heading, start < turn, demanded, ordered))
    return tuple(found)


def _turn(work: Work, passage: Passage, spans: list[Span]) -> int:
    """Where the text turns to what fell short ("Tuy nhiên, …"): what stands before it is told as done; -1 where it does not turn."""
    text = work.structure.text
    for start, _ in reversed(spans):
        if _whole("turns").match(text, start):
            return start
    following = work.structure.passages[passage.index + 1 : passage.index + 3]
    official = work.header.doc_type is not None
    if official and any(p.parent == passage.parent and _whole("turns").match(text, p.body) for p in following):
        return passage.end
    return -1


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


def _in_sentence(work: Work, start: int, end: int, context: _Context) -> list[Assessment]:
    text = work.structure.text
    found: list[Assessment] = []
    if _CAUSE.match(text, start, end):
        return found
    previous: _Verdict | None = None
    waiting: int | None = None  # start of clauses that only name subjects, for a verdict that comes last
    for clause in _clauses(text, start, end):
        a, b = _without_lead(text, *clause)
        verdict = _judge(text, a, b, context, previous) if a < b else None
        if found and _goes_on(text, found[-1], a, b):
            found[-1] = replace(found[-1], text=text[found[-1].start : b], end=b)
            continue
        taken = context.demanded if verdict is not None and verdict.confidence < _SURE else context.ordered
        if verdict is not None and _overlaps(taken, a, b):
            verdict = None
        if verdict is None:
            waiting = (a if waiting is None else waiting) if _names_only(text, a, b) else None
            if _opens_demand(text[a:b]):
                previous = None
            continue
        previous = verdict
        if waiting is not None and verdict.kind is AssessmentKind.SHORTCOMING:
            a = waiting
        waiting = None
        for x, y in _parts(text, a, b, verdict):
            about = _about(text, x, y, start, found)
            found.append(Assessment(text[x:y], x, y, kind=verdict.kind, about=about, confidence=verdict.confidence))
    return found


def _goes_on(text: str, judged: Assessment, start: int, end: int) -> bool:
    """Whether the clause is one more example of what was judged before it: "… trong các nhiệm vụ như: …; giải quyết …"."""
    if _SUCH_AS.search(judged.text) is None:
        return False
    return _pattern("shortcoming").search(text, start, end) is None and _DONE.search(text, start, end) is None


def _clauses(text: str, start: int, end: int) -> list[Span]:
    """Clauses of the sentence: at semicolons, behind "cụ thể:", before "nhưng"."""
    found: list[Span] = []
    for a, b in sentences.clauses(text, start, end):
        at = a
        for pattern in (_COLON, _BUT):
            m = pattern.search(text, at, b)
            asked = pattern is _BUT and m is not None and _ASKS.search(text, at, m.start())
            if m is not None and not asked and m.end() < b - 12 and not sentences.in_aside(text, a, b, m.start()):
                found.append(sentences.trim(text, at, m.start()))
                at = m.end()
        found.append(sentences.trim(text, at, b))
    return [span for span in found if span[1] - span[0] > 8]


def _without_lead(text: str, start: int, end: int) -> Span:
    """The clause without "Tuy nhiên," and the like, and without what introduces the judged clause ("… cho thấy,")."""
    opening = _ENUMERATOR.match(text, start, end)
    start = opening.end() if opening else start
    for _ in range(4):
        source = _SOURCE.match(text[start:end])
        if source:
            start += source.end()
        m = _lead().match(text, start, end)
        if m is None or m.end() == start:
            break
        start = m.end()
    for m in _whole("introductions").finditer(text, start, min(end, start + 240)):
        rest = text[m.end() : end]
        if len(rest) > 12 and not re.match(rf"{_S}*(?:tính|sự|tinh{_S}+thần|quyết{_S}+tâm|thời{_S}+gian)\b", rest):
            start = m.end()
            while start < end and text[start] in " \t\n\xa0,:":
                start += 1
            break
    still = _STILL.search(text, start, end)
    if still is not None and (":" in text[start : still.start()] or _SOURCE.match(text[start : still.start()] + ",")):
        start = still.start()
    return sentences.trim(text, start, end)


def _names_only(text: str, start: int, end: int) -> bool:
    """Whether a clause names a subject and says nothing of it."""
    words = text[start:end].split()
    return 1 < len(words) <= 14 and _whole("done").search(text, start, end) is None and not _FINITE.search(text, start, end)


def _judge(text: str, start: int, end: int, context: _Context, previous: _Verdict | None) -> _Verdict | None:
    clause, heading = text[start:end], context.heading
    if _opens_demand(clause) and not (previous is not None and _FOLLOWS.match(clause)):
        return None
    barred = _pattern("not_inside").search(clause)
    limit = barred.start() if barred else len(clause)
    short = next(_pattern("shortcoming").finditer(clause, 0, len(clause)), None)
    good = [m for m in _pattern("achievement").finditer(clause) if m.start() < limit]
    if short is not None and not (good and good[0].start() < short.start() and heading == "achievement"):
        if short.start() > limit or _counts_late(clause, short):
            return None
        if _FALLS_SHORT.search(clause):
            return _Verdict(AssessmentKind.SHORTCOMING, 0.8)
        described = _whole("described").match(clause, short.start()) and heading not in ("shortcoming", "judging")
        follows = previous is not None and previous.kind is AssessmentKind.SHORTCOMING
        return _Verdict(AssessmentKind.SHORTCOMING, 0.6) if follows or not described else None
    if heading == "shortcoming":
        return _Verdict(AssessmentKind.SHORTCOMING, 0.6) if len(clause.split()) > 4 and previous is not None else None
    numbers = len(_COUNT.findall(clause))
    done = _whole("done").search(clause) is not None or (heading == "achievement" and numbers == 0)
    if good and done and (any(_RANKED.search(m[0]) for m in good) or not (numbers > 1 or (numbers == 1 and len(good) < 2))):
        strong = len(good) > 1 or heading in ("achievement", "judging") or _DONE.search(clause) is not None
        return _Verdict(AssessmentKind.ACHIEVEMENT, 0.8 if strong else 0.6)
    if previous is not None and previous.kind is AssessmentKind.ACHIEVEMENT and barred is None:
        full = _SAME.search(clause) is not None
        if full or (numbers == 0 and (_FOLLOWS.match(clause) or _DONE.search(clause)) is not None):
            return _Verdict(AssessmentKind.ACHIEVEMENT, 0.75)
    if context.before_turn and barred is None and numbers == 0 and _TOLD_AS_DONE.search(clause) and not _NARRATES.search(clause):
        return _Verdict(AssessmentKind.ACHIEVEMENT, 0.6)
    return None


def _opens_demand(clause: str) -> bool:
    """Whether the clause opens as a demand, an aim, a condition or a cause."""
    return _pattern("not_opening").match(clause) is not None


def _counts_late(clause: str, short: re.Match[str]) -> bool:
    """Whether the clause only counts what is late ("38 nhiệm vụ chậm thời hạn")."""
    counts = len(_COUNT.findall(clause))
    late = _whole("counted_late").match(clause, short.start()) is not None
    return (counts > 0 and late) or (counts > 1 and _ONLY.match(clause, short.start()) is None)


def _parts(text: str, start: int, end: int, verdict: _Verdict) -> list[Span]:
    """The clause split at commas where the next part has a subject and a verdict of its own."""
    key = "shortcoming" if verdict.kind is AssessmentKind.SHORTCOMING else "achievement"
    asides = sentences.asides(text, start, end)
    spans: list[Span] = []
    at = start
    for m in _COMMA.finditer(text, start, end):
        if (
            any(a <= m.start() < b for a, b in asides)
            or _in_row(text, at, m.start(), end)
            or not _whole("subjects").match(text, m.end(), end)
        ):
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


def _in_row(text: str, start: int, comma: int, end: int) -> bool:
    """Whether the comma stands in the row of those praised or blamed: "Phê bình Sở A, UBND xã B chậm báo cáo"."""
    praised = _praised(text, start, comma)
    words = Words(text, praised, min(end, comma + 200)) if praised else None
    bodies = agencies.read(words, 0) if words else None
    return bodies is not None and bodies.items[-1].end > comma


def _praised(text: str, start: int, end: int) -> int | None:
    """Where the object of the praise begins ("… đánh giá cao các chủ đầu tư …")."""
    found = list(_PRAISES.finditer(text, start, end))
    return found[-1].end() if found else None


def _about(text: str, start: int, end: int, sentence: int, found: list[Assessment]) -> tuple[str, ...]:
    """The bodies that the clause opens with; a clause without a subject of its own is about those of the clause before it."""
    start = _praised(text, start, end) or start
    there_are = _THERE_ARE.match(text, start, end)
    some = _SOME.match(text, there_are.end() if there_are else start, end)
    if some:
        return (" ".join(some[0].split()),)
    words = Words(text, start, min(end, start + 400))
    bodies = agencies.read(words, 0) if len(words) else None
    if bodies is not None:
        return tuple(b.name for b in bodies.items)
    for m in re.finditer(rf"(?<!\w)(?:của|tại|giữa|ở){_S}+", text[start:end]):
        at = words.index(start + m.end())
        some = _SOME.match(text, start + m.end(), end)
        if some:
            return (" ".join(some[0].split()),)
        bodies = agencies.read(words, at) if at < len(words) else None
        if bodies is not None:
            return tuple(b.name for b in bodies.items)
        break
    if found and found[-1].start >= sentence:
        return found[-1].about
    return ()


def _overlaps(spans: list[Span], start: int, end: int) -> bool:
    return any(a < end and b > start for a, b in spans)
