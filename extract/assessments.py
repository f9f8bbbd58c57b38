"""Judgements on bodies' work: what was achieved, what fell short (đánh giá: kết quả, tồn tại, hạn chế).

A clause is judged by its words (:mod:`extract.verdicts`), by the heading or announcement it stands under, and against the directives found
before. Bare statistics are figures, no judgements.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract import agencies, judged_clauses, verdicts
from extract.findings import Assessment, AssessmentKind
from extract.patterns import SPACE as _S
from extract.sentences import Span
from extract.structure import Passage, PassageKind
from extract.words import Words
from extract.work import Work
from extract.zones import Zone

_SOME = re.compile(
    rf"(?:một{_S}+số|nhiều|phần{_S}+lớn|đa{_S}+số|hầu{_S}+hết|đại{_S}+đa{_S}+số|một{_S}+bộ{_S}+phận){_S}+(?:các{_S}+)?(?:(?:chủ{_S}+đầu{_S}+tư|nhà{_S}+thầu|người{_S}+dân|hộ{_S}+dân|phòng|chủ{_S}+tịch|người{_S}+đứng{_S}+đầu|trường|doanh{_S}+nghiệp|cơ{_S}+quan|đơn{_S}+vị|địa{_S}+phương|sở|ban|ngành|bộ|xã|phường|huyện|thị{_S}+trấn|nơi|cán{_S}+bộ|công{_S}+chức)(?:,{_S}*|{_S}+và{_S}+)?)+",
    re.IGNORECASE,
)
#: A body that is only called by its level: "Huyện đã …", "xã mới …".
_LEVEL = re.compile(
    rf"(?:huyện|tỉnh|xã|phường|thành{_S}+phố|thị{_S}+xã|đặc{_S}+khu)(?={_S}+(?:đã|luôn|còn|chưa|vẫn|tiếp{_S}+tục|mới|được|để|có){_S})",
    re.IGNORECASE,
)
#: A matter of its own, which is not that of the body before it: "Các xã đã …; công tác bảo vệ rừng được quan tâm".
_OWN_MATTER = re.compile(
    rf"(?:công{_S}+tác|hoạt{_S}+động|lĩnh{_S}+vực|kinh{_S}+tế|văn{_S}+hóa|an{_S}+ninh|an{_S}+sinh|đời{_S}+sống|tình{_S}+hình|hạ{_S}+tầng|nhiều{_S}+vụ)(?!\w)",
    re.IGNORECASE,
)
_THERE_ARE = re.compile(rf"(?:(?:vẫn|còn|có|tại|ở){_S}+)+", re.IGNORECASE)
#: Over a list of shortcomings: "Tuy nhiên, vẫn còn một số hạn chế cần sớm khắc phục:".
_ANNOUNCES = re.compile(
    rf"(?:một{_S}+số|những|các|nhiều){_S}+(?:khó{_S}+khăn,?{_S}+|vướng{_S}+mắc,?{_S}+|tồn{_S}+tại,?{_S}+|bất{_S}+cập,?{_S}+)*(?:tồn{_S}+tại|hạn{_S}+chế|khuyết{_S}+điểm|bất{_S}+cập|khó{_S}+khăn)[^.;:]{{0,60}}:?$",
    re.IGNORECASE,
)
_CAUSE = re.compile(rf"(?:[Nn]guyên{_S}+nhân|NGUYÊN{_S}+NHÂN)(?!\w)")
#: Where a cause begins inside a sentence: it runs to the sentence's end.
_CAUSED_BY = re.compile(
    rf",{_S}+(?:mà{_S}+)?(?:nguyên{_S}+nhân|lý{_S}+do)(?:{_S}+(?:chính|chủ{_S}+yếu|của|là|do))(?!\w)", re.IGNORECASE
)
#: A heading that is nothing but a name for results or for shortcomings.
_NAMED = {
    AssessmentKind.ACHIEVEMENT: re.compile(
        rf"(?:(?:về|những|các|một{_S}+số|đánh{_S}+giá){_S}+)*(?:ưu{_S}+điểm|(?:mặt|điểm|việc){_S}+(?:làm{_S}+)?được|điểm{_S}+mạnh|thành{_S}+tích|kết{_S}+quả{_S}+(?:(?:đã|nổi{_S}+bật|chủ{_S}+yếu){_S}+)*(?:đạt{_S}+được|nổi{_S}+bật)|kết{_S}+quả{_S}+(?:tích{_S}+cực|chủ{_S}+yếu))",
        re.IGNORECASE,
    ),
    AssessmentKind.SHORTCOMING: re.compile(
        rf"(?:(?:về|những|các|một{_S}+số|khó{_S}+khăn|vướng{_S}+mắc|đánh{_S}+giá|[,và]+){_S}*)*(?:tồn{_S}+tại|hạn{_S}+chế|khuyết{_S}+điểm|nhược{_S}+điểm|bất{_S}+cập|yếu{_S}+kém|(?:mặt|điểm|việc){_S}+chưa{_S}+(?:làm{_S}+)?được|điểm{_S}+yếu)",
        re.IGNORECASE,
    ),
}
_LONGEST_NAMED = 16
#: What somebody says in quotation marks is his manner of speaking: "… càng chậm”, ông nói".
_SPOKEN = re.compile(rf"[”\"],?{_S}+(?:ông|bà|anh|chị|đồng{_S}+chí|Chủ{_S}+tịch|Phó|Bí{_S}+thư|Giám{_S}+đốc|người)(?!\w)")
#: From this confidence on a verdict stands against a directive that was read in the same clause.
_SURE = 0.75
#: Rules of directives that leave no doubt that somebody must do it.
_OUTRIGHT = frozenset(("order-verb", "addressee-duty", "addressee-lead", "addressee-verb", "imperative", "table-row"))


def find(work: Work) -> tuple[Assessment, ...]:
    """All judgements of the body, in order."""
    demanded = sorted((d.start, d.end) for d in work.directives)
    ordered = sorted((d.start, d.end) for d in work.directives if d.rule in _OUTRIGHT)
    found: list[Assessment] = []
    announced: AssessmentKind | None = None
    for passage in work.structure.within(Zone.BODY):
        if passage.kind is PassageKind.TABLE_ROW:
            continue
        heading = _heading_kind(work, passage)
        if heading == "task" or passage.kind is PassageKind.HEADING:
            continue
        listed = _listed(work, passage) or (announced if _goes_on_counting(work, passage) else None)
        spans = work.structure.sentences(passage)
        turn = _turn(work, passage, spans)
        for start, end in spans:
            if (
                passage.kind is PassageKind.LEAD_IN
                and end >= passage.end - 3
                and _ANNOUNCES.search(work.structure.text, start, end)
            ):
                continue
            turned = verdicts.whole("turns").match(work.structure.text, start, end) is not None
            listed = None if turned else listed
            context = verdicts.Context(heading, start < turn, demanded, ordered, listed, turned)
            announced = _in_sentence(work, start, end, context, found)
    return tuple(found)


def _listed(work: Work, passage: Passage) -> AssessmentKind | None:
    """What every clause of the passage is by its heading: "II. TỒN TẠI, HẠN CHẾ", "… đạt được một số kết quả sau:"; None by most."""
    text = work.structure.text
    for ancestor in work.structure.ancestors(passage):
        words = text[ancestor.body : ancestor.end].strip()
        for kind in AssessmentKind:
            if ancestor.kind is PassageKind.HEADING and len(words.split()) <= _LONGEST_NAMED and _NAMED[kind].match(words):
                return kind
        if words.endswith(":") and not verdicts.opens_demand(words):
            last = words[-160:]
            announced = verdicts.announced(last, 0, len(last))
            if announced is not None:
                return announced
    return None


def _goes_on_counting(work: Work, passage: Passage) -> bool:
    """Whether the passage goes on with a row that the passage before it began: "…; (ii) …"."""
    if passage.index == 0:
        return False
    before = work.structure.passages[passage.index - 1]
    opening = judged_clauses.ENUMERATOR.match(work.structure.text, passage.start)
    return (
        work.structure.text[before.start : before.end].rstrip().endswith(";")
        and opening is not None
        and opening.end() > passage.start
    )


def _turn(work: Work, passage: Passage, spans: list[Span]) -> int:
    """Where the text turns to what fell short ("Tuy nhiên, …"): what stands before it is told as done; -1 where it does not turn."""
    text = work.structure.text
    for start, _ in reversed(spans):
        if verdicts.whole("turns").match(text, start):
            return start
    following = work.structure.passages[passage.index + 1 : passage.index + 3]
    official = work.header.doc_type is not None
    if official and any(p.parent == passage.parent and verdicts.whole("turns").match(text, p.body) for p in following):
        return passage.end
    return -1


def _heading_kind(work: Work, passage: Passage) -> str:
    """What the headings above the passage say of it: "task", "shortcoming", "achievement", "judging" or ""."""
    for ancestor in work.structure.ancestors(passage):
        words = work.structure.words(ancestor)
        if len(words) > 220 and ancestor.kind is PassageKind.ITEM and words[-1] in ".;":
            continue  # a paragraph with a number, no heading
        if len(words) > 220:
            words = words[-120:]
        for kind in ("shortcoming", "achievement"):
            if verdicts.whole(f"{kind}_headings").search(words) and not verdicts.whole("task_headings").search(words):
                return kind
        if verdicts.whole("task_headings").search(words):
            return "task"
        if verdicts.whole("judging_headings").search(words):
            return "judging"
    return ""


def _in_sentence(work: Work, start: int, end: int, context: verdicts.Context, found: list[Assessment]) -> AssessmentKind | None:
    """Add the judgements of the sentence to those found; what its end announces or goes on with."""
    text = work.structure.text
    if _CAUSE.match(text, start, end) or _SPOKEN.search(text, start, min(len(text), end + 24)):
        return context.listed
    caused = _CAUSED_BY.search(text, start, end)
    end = caused.start() if caused else end
    opened = len(found)
    previous: verdicts.Verdict | None = None
    waiting: int | None = None  # start of clauses that only name subjects, for a verdict that comes last
    for clause in judged_clauses.clauses(text, start, end):
        context = _at_clause(text, clause, context)
        a, b = judged_clauses.without_lead(text, *clause)
        if text[a:b].isupper() or verdicts.whole("targets").match(text, a, end):
            break  # a title, or a row of what is only aimed at
        announces = verdicts.announced(text, a, b)
        if announces is not None and text[clause[1] : end].lstrip()[:1] == ":":
            context = replace(context, listed=announces)
            continue
        verdict = verdicts.judge(text, a, b, context, previous) if a < b else None
        if len(found) > opened and judged_clauses.goes_on(text, found[-1], a, b):
            found[-1] = replace(found[-1], text=text[found[-1].start : b], end=b)
            continue
        taken = context.demanded if verdict is not None and verdict.confidence < _SURE else context.ordered
        if verdict is not None and context.listed is None and _overlaps(taken, a, b):
            verdict = None
        if verdict is None:
            waiting = (a if waiting is None else waiting) if verdicts.names_only(text, a, b) else None
            if verdicts.opens_demand(text[a:b]):
                previous = waiting = None
            continue
        previous = verdict
        if waiting is not None and verdict.kind is AssessmentKind.SHORTCOMING:
            a = waiting
        waiting = None
        for (x, y), kind in judged_clauses.parts(text, a, b, verdict):
            y = judged_clauses.before_examples(text, x, y, kind)
            about = _about(text, x, y, start, found)
            x = judged_clauses.behind_praise(text, x, y)
            found.append(Assessment(text[x:y], x, y, kind=kind, about=about, confidence=verdict.confidence))
    return context.listed


def _at_clause(text: str, clause: Span, context: verdicts.Context) -> verdicts.Context:
    """The context at a clause that itself opens with a turn."""
    if verdicts.whole("turns").match(text, *clause):
        return replace(context, turned=True, listed=None)
    outcome = verdicts.whole("outcomes").match(text, *clause) is not None
    return replace(context, outcome=outcome) if outcome != context.outcome else context


def _about(text: str, start: int, end: int, sentence: int, found: list[Assessment]) -> tuple[str, ...]:
    """The bodies that the clause opens with; a clause without a subject of its own is about those of the clause before it."""
    start = judged_clauses.praised(text, start, end) or start
    there_are = _THERE_ARE.match(text, start, end)
    some = _SOME.match(text, there_are.end() if there_are else start, end)
    if some:
        return (" ".join(some[0].split()),)
    level = _LEVEL.match(text, start, end)
    if level:
        return (level[0],)
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
    if found and found[-1].start >= sentence and _OWN_MATTER.match(text, start, end) is None:
        return found[-1].about
    return ()


def _overlaps(spans: list[Span], start: int, end: int) -> bool:
    return any(a < end and b > start for a, b in spans)
