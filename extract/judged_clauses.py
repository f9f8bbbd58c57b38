"""Clauses of a sentence that may judge, and the words of theirs that are quoted (mệnh đề đánh giá).

Outside the quote stay what turns or introduces ("Tuy nhiên, …", "Ghi nhận tại xã A, …", "… cho thấy"), who praises or blames a body for what it
did, and examples behind a colon.
"""

from __future__ import annotations

import re
from functools import cache

from extract import agencies, lexicon, own_clauses, sentences, verdicts
from extract.findings import Assessment, AssessmentKind
from extract.patterns import SPACE as _S
from extract.patterns import Caseless, Guarded, expression
from extract.sentences import Span
from extract.words import Words

_COLON = Guarded(
    rf"(?:khó{_S}+khăn|thách{_S}+thức|cụ{_S}+thể|cho{_S}+thấy|sau|là|như{_S}+sau|kết{_S}+quả|kết{_S}+qua|thành{_S}+tích|tiến{_S}+bộ|đạt{_S}+được|(?:các|nhiều|mọi){_S}+(?:mặt|lĩnh{_S}+vực|phương{_S}+diện)(?:{_S}+công{_S}+tác)?|(?:tồn{_S}+tại|hạn{_S}+chế|khuyết{_S}+điểm|bất{_S}+cập)(?:{_S}+như)?){_S}*:{_S}*",
    re.IGNORECASE,
    needs=":",
)
_BUT = Guarded(
    rf"(?:,?{_S}+|…{_S}*)(?:nhưng|song|tuy nhiên|mặc dù vậy),?{_S}+|,{_S}+đồng{_S}+thời{_S}+",
    re.IGNORECASE,
    needs=("nhưng", "song", "tuy nhiên", "mặc dù vậy", rf"đồng{_S}+thời"),
)
#: What follows from a cause, where it has a subject of its own: "… nên Trung tâm chưa phát huy hiệu quả".
_SO = Guarded(
    rf",?{_S}+nên{_S}+(?!chưa|không|còn|vẫn|chỉ|rất|khó)(?=[^,;]{{4,80}}?{_S}(?:chưa|không|còn|vẫn|chỉ){_S})",
    re.IGNORECASE,
    needs=(f"nên{_S}",),
)
_STILL = Guarded(
    rf"(?<!\w)(?:vẫn{_S}+còn|còn{_S}+(?:một{_S}+số|nhiều|tình{_S}+trạng))(?!\w)",
    needs=(rf"vẫn{_S}+còn", rf"còn{_S}+(?:một|nhiều|tình)"),
)
_PRAISES = Guarded(
    rf"(?:phê{_S}+bình|nhắc{_S}+nhở|tuyên{_S}+dương|khen(?:{_S}+ngợi)?|đánh{_S}+giá{_S}+cao|ghi{_S}+nhận|biểu{_S}+dương|hoan{_S}+nghênh)(?:{_S}+(?:những|các)?{_S}*(?:kết{_S}+quả|thành{_S}+tích|nỗ{_S}+lực|cố{_S}+gắng)[^.;]{{0,40}}?{_S}của)?{_S}+",
    re.IGNORECASE,
    needs=(f"phê{_S}", f"nhắc{_S}", f"tuyên{_S}", "khen", f"đánh{_S}+giá{_S}+cao", f"ghi{_S}", f"biểu{_S}", f"hoan{_S}"),
)
_GIVES_EXAMPLES = re.compile(rf"(?:như|gồm|sau|là|gọi{_S}+tắt|đó){_S}*$", re.IGNORECASE)
_NO_VERB = frozenset(("trong", "về", "vì", "tại", "có", "của", "ở", "với", "và", "trên", "theo", "nhân", "khi", "là", "từ"))
_ITEMS = Guarded(rf"[:.,]{_S}+(?=\([ivx\d]{{1,4}}\){_S})", needs=r"\([ivx\d]{1,4}\)")
_ASKS = re.compile(rf"(?<!\w)(?:yêu{_S}+cầu|đề{_S}+nghị|giao|phải|chỉ{_S}+đạo)(?!\w)")
_SUCH_AS = re.compile(rf"như{_S}*:")
ENUMERATOR = re.compile(r"[“\"‘'(]*(?:\(?[ivx¡\d]{1,4}\)[ \t\n\xa0]*)?")
_CONCEDES = re.compile(
    rf"(?:mặc{_S}+dù|dù|tuy(?!{_S}+(?:nhiên|vậy|thế))|cho{_S}+dù){_S}[^,;.]{{3,120}},{_S}+(?=\w)", re.IGNORECASE
)
_CONCEDES_OPENING = re.compile(rf"(?:mặc{_S}+dù|dù|tuy)(?!\w)", re.IGNORECASE)
_CONCEDES_INSIDE = re.compile(rf"(?<=\w[ \t\n\xa0])(?:tuy|(?<![Mm]ặc )dù|mặc{_S}+dù)(?!{_S}+(?:nhiên|vậy|thế))(?!\w)[^,;]*$")
_DENIES = re.compile(r"(?:vẫn|không|chưa|lại)(?!\w)")
_AGAINST = re.compile(rf",?{_S}+(?:nhưng|song|tuy{_S}+nhiên)(?!\w)", re.IGNORECASE)
#: "Đến hết ngày 31/10/2025, …" told of the past, not a time limit: what follows has been done, or has not.
_BY_NOW = re.compile(
    rf"(?:tính{_S}+)?(?:đến|tới)(?:{_S}+hết)?{_S}+(?:ngày|tháng|quý|năm|cuối|thời{_S}+điểm)[^,;]{{0,40}},{_S}+(?=[^,;]{{0,80}}?(?<!\w)(?:đã|mới|còn|chưa|vẫn|cơ{_S}+bản|chỉ)(?!\w))",
    re.IGNORECASE,
)
_SOURCE = re.compile(rf"^(?:Theo|theo){_S}[^,]{{3,90}},")


@cache
def _lead() -> Caseless:
    parts = expression(lexicon.tables("assessments")["leads"])
    return Caseless(rf"{_S}*(?:{parts})(?!\w){_S}*[,:]?{_S}*")


def before_examples(text: str, start: int, end: int, kind: AssessmentKind) -> int:
    """Where the verdict ends and examples begin: "… chủ động hơn hẳn: loa phát liên tục, …"; ``end`` where none follow."""
    for m in re.finditer(":", text[start:end]):
        at = start + m.start()
        if _GIVES_EXAMPLES.search(text, start, at) or sentences.in_aside(text, start, end, at):
            continue
        if any(verdicts.pattern(key).search(text, start, at) for key in verdicts.WORDS[kind]):
            return at
    return end


def behind_praise(text: str, start: int, end: int) -> int:
    """Where the clause begins that is praised or blamed: "… ghi nhận Sở A đã hoàn thành …"; of a bare name the praise is the verdict."""
    at = praised(text, start, min(end, start + 160))
    words = Words(text, at, min(end, at + 400)) if at else None
    bodies = agencies.read(words, 0) if words else None
    if (
        at is None
        or words is None
        or bodies is None
        or len(words) - bodies.end < 3
        or verdicts.pattern("shortcoming").search(text, start, at)
    ):
        return start
    form = words.form(bodies.end)
    return at if form.isalpha() and form not in _NO_VERB and bodies.items[0].start < at + 8 else start


def goes_on(text: str, judged: Assessment, start: int, end: int) -> bool:
    """Whether the clause is one more example of what was judged before it: "… trong các nhiệm vụ như: …; giải quyết …"."""
    if _SUCH_AS.search(judged.text) is None:
        return False
    return verdicts.pattern("shortcoming").search(text, start, end) is None and verdicts.DONE.search(text, start, end) is None


def clauses(text: str, start: int, end: int) -> list[Span]:
    """Clauses of the sentence: at semicolons, behind "cụ thể:", before "nhưng"."""
    found: list[Span] = []
    for a, b in sentences.clauses(text, start, end):
        at = a
        for pattern in (_COLON, _BUT, _SO, _ITEMS, _ITEMS, _ITEMS):
            m = pattern.search(text, at, b)
            asked = pattern is _BUT and m is not None and (_ASKS.search(text, at, m.start()) or _one_verdict(text, at, m))
            if m is not None and not asked and m.end() < b - 12 and not sentences.in_aside(text, a, b, m.start()):
                whole = sentences.trim(text, at, m.end())
                announces = pattern is _COLON and verdicts.announced(text, *whole)
                found.append(whole if announces else sentences.trim(text, at, m.start()))
                at = m.end()
        found.append(sentences.trim(text, at, b))
    return [span for span in found if span[1] - span[0] > 8]


def _one_verdict(text: str, start: int, but: re.Match[str]) -> bool:
    """Whether "nhưng" only turns within what fell short: "Nhiều nhiệm vụ đã quá hạn nhưng chưa có báo cáo"."""
    if _CONCEDES_INSIDE.search(text, start + 1, but.start()):
        return True  # "Kinh tế tuy phát triển nhưng chưa tương xứng …"
    return (
        _DENIES.match(text, but.end()) is not None
        and _CONCEDES_OPENING.match(text, start) is None
        and not any(verdicts.pattern(key).search(text, start, but.start()) for key in verdicts.WORDS[AssessmentKind.ACHIEVEMENT])
    )


def without_lead(text: str, start: int, end: int) -> Span:
    """The clause without "Tuy nhiên," and the like, and without what introduces the judged clause ("… cho thấy,")."""
    opening = ENUMERATOR.match(text, start, end)
    start = opening.end() if opening else start
    for _ in range(4):
        conceded = _CONCEDES.match(text, start, end)
        if conceded and not _AGAINST.match(text, end):
            start = conceded.end()
        source = _SOURCE.match(text[start:end])
        if source:
            start += source.end()
        m = _BY_NOW.match(text, start, end) or _lead().match(text, start, end)
        if m is None or m.end() == start:
            break
        start = m.end()
    start = own_clauses.behind_basis(text, start, end)
    demand = verdicts.opens_demand(text[start:end])  # "Khắc phục các hạn chế trong …" introduces nothing
    for m in verdicts.whole("introductions").finditer(text, start, min(end, start + 240)):
        if demand and not m[0].lower().endswith("thấy"):
            continue
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


def parts(text: str, start: int, end: int, verdict: verdicts.Verdict) -> list[tuple[Span, AssessmentKind]]:
    """The clause cut at commas where the next part has a subject and a verdict of its own, and what each part is."""
    cut = own_clauses.split(text, start, end)
    if len(cut) == 1 or any(_in_row(text, a, b, end) for a, b in cut[:-1]):
        return [((start, end), verdict.kind)]
    kinds = [own_clauses.kind_of(text, a, b, verdict.kind) for a, b in cut]
    return [(sentences.trim(text, *span), kind) for span, kind in zip(cut, kinds, strict=True) if kind is not None]


def _in_row(text: str, start: int, comma: int, end: int) -> bool:
    """Whether the comma stands in the row of those praised or blamed: "Phê bình Sở A, UBND xã B chậm báo cáo"."""
    at = praised(text, start, comma)
    words = Words(text, at, min(end, comma + 200)) if at else None
    bodies = agencies.read(words, 0) if words else None
    return bodies is not None and bodies.items[-1].end > comma


def praised(text: str, start: int, end: int) -> int | None:
    """Where the object of the praise begins ("… đánh giá cao các chủ đầu tư …")."""
    found = list(_PRAISES.finditer(text, start, end))
    return found[-1].end() if found else None
