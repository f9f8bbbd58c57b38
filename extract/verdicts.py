"""What one clause says of a body's work: achieved, fallen short, or nothing (kết quả, hạn chế).

The words are in ``lexicon/assessments.toml``. Demands, aims, conditions and causes use the same words and are told apart by how the clause
opens; a place in a ranking says by itself whether it is praise; under a heading or behind words that name results or shortcomings every
clause is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial

from extract import lexicon, ranks, trends
from extract.findings import AssessmentKind
from extract.patterns import SPACE as _S
from extract.patterns import Caseless, Guarded, expression, listed
from extract.sentences import Span

_COUNT = re.compile(
    rf"\d(?<![\w/.,-]\d)(?<!năm \d)(?<!tháng \d)(?<!quý \d)[\d.,]*(?:/\d+)?%?(?!\w|[/-]\w|{_S}*(?:tháng|năm){_S})"
)
_FINITE = re.compile(r"(?<!\w)(?:là|có|còn|chưa|không|phải|cần|gồm)(?!\w)")
#: Such a verdict is told with its numbers: "tăng 05 bậc, đứng thứ 3 cả nước".
_RANKED = re.compile(r"vượt|bậc|dẫn đầu|sớm|trước")
#: Words that announce a row of results or of shortcomings: "đã đạt được một số kết quả cụ thể sau: (i) …; (ii) …".
_ANNOUNCED = {
    AssessmentKind.ACHIEVEMENT: Guarded(
        rf"(?<!\w)(?:kết{_S}+qu[ảa]|thành{_S}+tích|ưu{_S}+điểm|mặt{_S}+được|chuyển{_S}+biến|tiến{_S}+bộ)(?:{_S}+(?:đã|đạt|được|nổi|bật|cụ|thể?|th[êể]|tích|cực|quan|trọng|bước|đầu|chủ|yếu|chính|đáng|ghi|nhận|khá|tốt|rõ|nét|như|là|sau|gồm)){{0,8}}{_S}*:?$",
        re.IGNORECASE,
        needs=(f"kết{_S}+qu", f"thành{_S}+tích", f"ưu{_S}+điểm", f"mặt{_S}+được", f"chuyển{_S}+biến", f"tiến{_S}+bộ"),
    ),
    AssessmentKind.SHORTCOMING: Guarded(
        rf"(?<!\w)(?:tồn{_S}+tại|hạn{_S}+chế|khuyết{_S}+điểm|bất{_S}+cập|yếu{_S}+kém|nhược{_S}+điểm)(?:{_S}+(?:nhất|định|cụ|thể|chủ|yếu|chính|cần|sớm|phải|khắc|phục|như|là|sau|gồm|nêu|trên|nổi|lên)){{0,8}}{_S}*:?$",
        re.IGNORECASE,
        needs=(f"tồn{_S}+tại", f"hạn{_S}+chế", f"khuyết{_S}+điểm", f"bất{_S}+cập", f"yếu{_S}+kém", f"nhược{_S}+điểm"),
    ),
}
_REACHED = re.compile(
    rf"(?<!\w)(?:đạt|được|có|thu|ghi{_S}+nhận|còn|vẫn|bộc{_S}+lộ|một{_S}+số|nhiều|những|các)(?!\w)", re.IGNORECASE
)
#: Counts that leave nobody out say how much was done, no statistics: "Tất cả 7 huyện đã …".
_ALL = re.compile(rf"(?:tất{_S}+cả|toàn{_S}+bộ|cả|100%)(?:{_S}+các)?{_S}+\d", re.IGNORECASE)
_TOLD_AS_DONE = re.compile(rf"(?<!\w)(?:đã|được|có{_S}+(?:sự|nhiều|những))(?!\w)")
_NARRATES = re.compile(
    rf"(?<!\w)(?:làm{_S}+việc{_S}+với|họp|chủ{_S}+trì|phát{_S}+biểu|báo{_S}+cáo{_S}+tại|nghe|tham{_S}+dự|cho{_S}+biết|nhận{_S}+được|ký{_S}+ban{_S}+hành)(?!\w)"
)
_ONLY = re.compile(rf"(?:mới|chỉ|còn|rất|quá|khá|tỷ{_S}+lệ)(?!\w)", re.IGNORECASE)
#: Without one of these a word like "quá hạn" may only describe what a task is about ("xin lỗi đối với hồ sơ quá hạn").
_FALLS_SHORT = re.compile(
    rf"(?<!\w)(?:chưa|còn|vẫn|rất|không|thiếu|mới{_S}+chỉ|chỉ{_S}+đạt|bộc{_S}+lộ|thấp)(?!\w)", re.IGNORECASE
)
DONE = re.compile(r"(?<!\w)đã(?!\w)")
#: A clause that goes on with a judged one may open with its verb: "kịp thời tiếp nhận …", "quyết định thành lập …".
_FOLLOWS = re.compile(
    rf"(?:đã|kịp{_S}+thời|chủ{_S}+động|hoàn{_S}+thành|chỉ{_S}+đạo|ban{_S}+hành|tổ{_S}+chức|thực{_S}+hiện|triển{_S}+khai|quyết{_S}+định|giải{_S}+quyết)(?!\w)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    rf"(?:về|việc|chủ{_S}+đề|khẩu{_S}+hiệu|phong{_S}+trào|đề{_S}+án|cuộc{_S}+vận{_S}+động){_S}+(?P<title>[“\"][^”\"]*[”\"])",
    re.IGNORECASE,
)
_SHORTEST = 4
_BRACKETS = re.compile(r"\([^()]*\)")
#: What a body still owes, told by itself: "còn 14 nhiệm vụ quá hạn"; in a row of counts it is the remainder.
_STILL_OWED = re.compile(rf"(?:(?:vẫn|hiện|đến{_S}+nay){_S}+)?còn{_S}+\d[\d.]*{_S}+(?!lại)", re.IGNORECASE)
_SOME_BODIES = re.compile(
    rf"(?:(?:vẫn|còn|có|hiện){_S}+)*\d[\d.]*(?:/\d+)?{_S}+(?:đơn{_S}+vị|xã|phường|tổ|thôn|sở|địa{_S}+phương|cơ{_S}+quan|trường|chủ{_S}+đầu{_S}+tư|huyện|phòng|ban|nhà{_S}+thầu|bộ|tỉnh)(?!\w)",
    re.IGNORECASE,
)
_SAME = re.compile(rf"(?<![\d.,/])(?P<n>\d+){_S}?/{_S}?(?P=n)(?![\d.,/])")
#: The words that judge, by what they judge.
WORDS = {AssessmentKind.ACHIEVEMENT: ("achievement", "praise"), AssessmentKind.SHORTCOMING: ("shortcoming",)}


@dataclass(frozen=True, slots=True)
class Verdict:
    kind: AssessmentKind
    confidence: float


@dataclass(frozen=True, slots=True)
class Context:
    """Where a sentence stands: the kind of its heading, whether the text turns to shortcomings behind it, and the directives found.

    ``listed`` is what a heading or an announcement names every clause to be, ``turned`` says that the clause follows a turn ("Tuy nhiên, …"),
    ``outcome`` that it is introduced as what came of it ("Qua đó, …").
    """

    heading: str
    before_turn: bool
    demanded: list[Span]
    ordered: list[Span]
    listed: AssessmentKind | None = None
    turned: bool = False
    outcome: bool = False


@cache
def pattern(key: str) -> Caseless:
    parts = expression(lexicon.tables("assessments")[key])
    return Caseless(rf"(?<!\w)(?:{parts})")


#: A list of ``lexicon/assessments.toml`` by its key.
whole = partial(listed, "assessments")


def announced(text: str, start: int, end: int) -> AssessmentKind | None:
    """What the clause announces, if it says nothing else."""
    for kind in AssessmentKind:
        m = _ANNOUNCED[kind].search(text, start, end)
        if m is not None and _REACHED.search(text, start, end):
            return kind
    return None


def names_only(text: str, start: int, end: int) -> bool:
    """Whether a clause names a subject and says nothing of it."""
    words = text[start:end].split()
    return 1 < len(words) <= 14 and whole("done").search(text, start, end) is None and not _FINITE.search(text, start, end)


def judge(text: str, start: int, end: int, context: Context, previous: Verdict | None) -> Verdict | None:
    clause, heading = _without_titles(text[start:end]), context.heading
    if len(clause.split()) < _SHORTEST:
        return None
    if context.listed is not None:
        return _judge_listed(clause, context.listed)
    spared = trends.spared(clause, previous is not None and previous.kind is AssessmentKind.ACHIEVEMENT)
    if spared:
        return Verdict(AssessmentKind.ACHIEVEMENT, 0.7)
    if opens_demand(clause) and not _goes_on(clause, previous):
        return None
    if trends.natural(clause):
        return None
    barred = pattern("not_inside").search(clause)
    limit = barred.start() if barred else len(clause)
    place = ranks.read(clause) if barred is None else None
    course = trends.read(clause) if barred is None else None
    if course is not None:
        return Verdict(course, 0.7)
    short = pattern("shortcoming").search(clause)
    good = [
        (m, key == "praise")
        for key in WORDS[AssessmentKind.ACHIEVEMENT]
        for m in pattern(key).finditer(clause)
        if m.start() < limit
    ]
    good.sort(key=lambda each: each[0].start())
    if place is not None and short is None and (context.turned or _counted(clause) < 2):
        return Verdict(place, 0.7)
    if short is not None and not (
        good
        and good[0][0].start() < short.start()
        and (heading == "achievement" or (good[0][1] and good[0][0].end() > short.start()))
    ):
        if short.start() > limit or _counts_late(clause, short):
            return None
        if _FALLS_SHORT.search(clause):
            return Verdict(AssessmentKind.SHORTCOMING, 0.8)
        described = whole("described").match(clause, short.start()) and heading not in ("shortcoming", "judging")
        follows = previous is not None and previous.kind is AssessmentKind.SHORTCOMING
        return Verdict(AssessmentKind.SHORTCOMING, 0.6) if follows or not described else None
    if context.turned and barred is None and whole("lacks").search(clause) and not _COUNT.search(clause):
        return Verdict(AssessmentKind.SHORTCOMING, 0.65)
    if heading == "shortcoming":
        return Verdict(AssessmentKind.SHORTCOMING, 0.6) if len(clause.split()) > 4 and previous is not None else None
    numbers = _counted(clause) - len(_ALL.findall(clause))
    praised = any(m[1] for m in good)
    done = praised or context.outcome or whole("done").search(clause) is not None or (heading == "achievement" and numbers == 0)
    ranked = any(_RANKED.search(m[0][0]) for m in good)
    if good and done and (ranked or praised or not (numbers > 1 or (numbers == 1 and len(good) < 2))):
        undergone = any(m[0][0].lower().startswith("được") for m in good)  # of a thing something is told, of a body demanded
        strong = len(good) > 1 or undergone or heading in ("achievement", "judging") or DONE.search(clause) is not None
        return Verdict(AssessmentKind.ACHIEVEMENT, 0.8 if strong else 0.6)
    if previous is not None and previous.kind is AssessmentKind.ACHIEVEMENT and barred is None:
        full = _SAME.search(clause) is not None
        if full or (numbers == 0 and (_FOLLOWS.match(clause) or DONE.search(clause)) is not None):
            return Verdict(AssessmentKind.ACHIEVEMENT, 0.75)
    if context.before_turn and numbers <= 0 and _TOLD_AS_DONE.search(clause, 0, limit) and not _NARRATES.search(clause):
        return Verdict(AssessmentKind.ACHIEVEMENT, 0.6)
    return None


def _judge_listed(clause: str, listed: AssessmentKind) -> Verdict | None:
    """A clause of a row that a heading or an announcement names; bare counts are none."""
    if len(clause.split()) < 4 or whole("never_opening").match(clause) or announced(clause, 0, len(clause)):
        return None
    counts = _counted(clause)
    good = any(pattern(key).search(clause) for key in WORDS[AssessmentKind.ACHIEVEMENT])
    short = pattern("shortcoming").search(clause)
    if listed is AssessmentKind.ACHIEVEMENT:
        if short and not good and _FALLS_SHORT.search(clause):
            return Verdict(AssessmentKind.SHORTCOMING, 0.6)
        return Verdict(listed, 0.8 if good else 0.65) if counts < 2 or good else None
    if short is None and counts > 1:
        return None
    return Verdict(listed, 0.8 if short else 0.65)


def opens_demand(clause: str) -> bool:
    """Whether the clause opens as a demand, an aim, a condition or a cause."""
    return pattern("not_opening").match(clause) is not None


def _without_titles(clause: str) -> str:
    """The clause with the words of quoted titles blanked: what they name is not what is said ("… về “ngăn chặn nhũng nhiễu”")."""
    if "“" not in clause and '"' not in clause:
        return clause
    return _TITLE.sub(lambda m: m[0].replace(m["title"], " " * len(m["title"])), clause)


def _goes_on(clause: str, previous: Verdict | None) -> bool:
    """Whether the clause goes on with what the judged one before it told as done: "…; định hướng công tác …"."""
    if previous is None:
        return False
    return _FOLLOWS.match(clause) is not None


def _counted(clause: str) -> int:
    """How many numbers the clause tells; those in brackets only explain."""
    return len(_COUNT.findall(_BRACKETS.sub(" ", clause) if "(" in clause else clause))


def _counts_late(clause: str, short: re.Match[str]) -> bool:
    """Whether the clause only counts what is late ("38 nhiệm vụ chậm thời hạn")."""
    counts = _counted(clause)
    if "để" in short[0].lower().split():
        return False  # who let it happen
    if "bậc" in short[0]:
        return False  # "giảm 4 bậc, đứng thứ 29/34": places, no counts
    late = whole("counted_late").match(clause, short.start()) is not None and _STILL_OWED.match(clause) is None
    if counts == 1 and _SOME_BODIES.match(clause):
        return False  # "Có 3 tổ dân phố chưa thành lập …": who, not how many
    return (counts > 0 and late) or (counts > 1 and _ONLY.match(clause, short.start()) is None)
