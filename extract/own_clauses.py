"""Where a clause with a subject and a judgement of its own begins behind a comma (mệnh đề có chủ ngữ riêng).

"Kinh tế tăng trưởng khá, văn hóa, y tế được chăm lo, góp phần ổn định đời sống" is two judgements: behind the first comma a subject is named and
something said of it; behind the last the clause before goes on. What tells is how the stretch opens (a noun, not a connective or a verb) and that
words of judging follow behind a mark of predication ("được", "còn", "chưa", "ngày càng", …).
"""

from __future__ import annotations

import re
from itertools import pairwise

from extract import sentences, verdicts
from extract.findings import AssessmentKind
from extract.patterns import SPACE as _S
from extract.patterns import Caseless
from extract.sentences import Span

_COMMA = re.compile(rf",{_S}+(?:(?:và|nhưng|song|trong{_S}+đó,?|riêng|đặc{_S}+biệt(?:{_S}+là)?){_S}+)?")
#: Marks of predication: a subject stands before them.
_SAYS = Caseless(
    r"(?<=\w[ \t\n\xa0])"
    rf"(?:đã|được|bị|còn|chưa|không|vẫn|luôn|đều|ngày{_S}+càng|từng{_S}+bước|cơ{_S}+bản|tiếp{_S}+tục|bước{_S}+đầu|đạt|tăng|giảm|vượt|thiếu|chậm|mới{_S}+(?:chỉ|đạt|có|hoàn|dừng|giải)|chỉ|đang|có|nhiều{_S}+lúc|có{_S}+lúc|rất|khá|quá)(?!\w)"
)
#: The row goes on over the comma: "… giữa các ngành, địa phương chưa chặt chẽ", "… được các cấp, các ngành quan tâm".
_IN_A_ROW = re.compile(
    rf"(?:(?<!\w)(?:các|những|nhiều|mọi|từng|toàn{_S}+thể|số|giữa|được|bởi|bị)(?:{_S}+\w+){{1,3}}|(?<!\w)(?:của|ở|tại|cho|với|từ){_S}+(?:\w+{_S}+)?\w+)$",
    re.IGNORECASE,
)
_ENDS_WITH_A_BODY = re.compile(
    rf"(?<!\w)(?:tổ{_S}+chức|cơ{_S}+quan|đơn{_S}+vị|địa{_S}+phương|cá{_S}+nhân|sở|ban|ngành|cấp|đoàn{_S}+thể|xã|phường|huyện|doanh{_S}+nghiệp|cán{_S}+bộ|công{_S}+chức|viên{_S}+chức|người{_S}+dân)$",
    re.IGNORECASE,
)
_UNDER_A_PREPOSITION = re.compile(rf"(?<!\w)(?:trong|về|như|của|cho|với|bằng|qua){_S}+(?:\w+{_S}+)?\w+$", re.IGNORECASE)
_BODY = re.compile(
    rf"(?:các{_S}+|những{_S}+|một{_S}+số{_S}+)?(?:sở|ban|ngành|cấp|đoàn{_S}+thể|đơn{_S}+vị|địa{_S}+phương|cơ{_S}+quan|phường|xã|huyện|tỉnh|thành{_S}+phố|thị{_S}+(?:xã|trấn)|đặc{_S}+khu|phòng|tổ{_S}+chức|doanh{_S}+nghiệp|cá{_S}+nhân|cán{_S}+bộ|công{_S}+chức|viên{_S}+chức|ubnd|ủy{_S}+ban|hội|lĩnh{_S}+vực)(?!\w)",
    re.IGNORECASE,
)
#: A quality of what was just spoken of: "… chưa quyết liệt, hiệu quả chưa cao".
_QUALITY = re.compile(
    rf"(?:hiệu{_S}+quả|chất{_S}+lượng|kết{_S}+quả|tỷ{_S}+lệ|số{_S}+lượng|mức{_S}+độ){_S}+(?:đạt{_S}+)?(?:còn|chưa|rất|thấp|không|đạt)(?!\w)",
    re.IGNORECASE,
)
#: In a row of results what was done with a thing is one more, whatever the verb: "…, quan hệ với người dân được vun đắp".
_PASSIVE = re.compile(
    r"(?<=\w[ \t\n\xa0])"
    rf"được{_S}+(?!giao|phân|yêu|đề|ban|thành|quy|nêu|gửi|trình|ký|phê|cấp|báo|thông|tổ|chuyển|xem|biết|dự|xác|coi|gọi|tính|lập|áp|chia|chọn|xếp|lấy|đưa|hưởng|miễn|hỗ)\w+(?:{_S}+\w+)?$"
)
_AIMS = re.compile(r"(?<!\w)(?:để|nhằm|nếu)(?!\w)", re.IGNORECASE)
_NAMES_A_STATE = re.compile(
    rf"(?:tình{_S}+trạng|hiện{_S}+tượng|nạn|tâm{_S}+lý|những|các{_S}+(?:hành{_S}+vi|vụ)|việc|công{_S}+tác|hoạt{_S}+động|lĩnh{_S}+vực){_S}",
    re.IGNORECASE,
)
_DID = re.compile(rf"(?<!\w)đã{_S}+\w+(?:{_S}+\w+){{2}}")
_CIRCUMSTANCE = re.compile(r"(?<!\w)(?:khi|bằng|để|do|vì|nếu|theo|của|trong|với|nhằm|cho|về|từ)(?!\w)")
_JUDGING = ("shortcoming", "praise", "achievement")
_LEAST_NAMED = 3
_MOST_BARE = 20


def split(text: str, start: int, end: int) -> list[Span]:
    """``text[start:end]`` cut where clauses with a subject and a judgement of their own begin; the whole where none does."""
    stretches = _stretches(text, start, end)
    cuts: list[int] = []
    for i in range(1, len(stretches)):
        if _own(text, *stretches[i]):
            first = _first(text, stretches, i, cuts[-1] if cuts else 0)
            before = stretches[cuts[-1] if cuts else 0][0]
            if first is not None and _complete(
                text, before, stretches[first - 1][1], _SAYS.search(text, *stretches[i]) is not None
            ):
                cuts.append(first)
    bounds = [0, *cuts, len(stretches)]
    return [(stretches[a][0], stretches[b - 1][1]) for a, b in pairwise(bounds)]


def behind_basis(text: str, start: int, end: int) -> int:
    """Where the judged clause begins behind what it was done by ("Thực hiện Kế hoạch …, UBND các xã đã …"); ``start`` where there is none."""
    if verdicts.whole("bases").match(text, start, end) is None:
        return start
    stretches = _stretches(text, start, end)
    for i in range(1, len(stretches)):
        if _own(text, *stretches[i]):
            first = _first(text, stretches, i, 0)
            return start if first is None else stretches[first][0]
    return start


def _stretches(text: str, start: int, end: int) -> list[Span]:
    """What stands between the commas outside brackets and quotation marks."""
    asides = sentences.asides(text, start, end)
    commas = [m for m in _COMMA.finditer(text, start, end) if not any(a <= m.start() < b for a, b in asides)]
    starts = [start, *(m.end() for m in commas)]
    ends = [*(m.start() for m in commas), end]
    return list(zip(starts, ends, strict=True))


def _judges(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first words of the stretch that judge."""
    found = [m for key in _JUDGING if (m := verdicts.pattern(key).search(text, start, end))]
    return min(found, key=re.Match.start) if found else None


def _own(text: str, start: int, end: int) -> bool:
    """Whether the stretch names a subject and judges it."""
    if verdicts.whole("continuations").match(text, start, end) or _QUALITY.match(text, start, end):
        return False
    judging = _judges(text, start, end) or _PASSIVE.search(text, start, end)
    if judging is None:
        return False
    named = verdicts.whole("subjects").match(text, start, end)
    barred = verdicts.pattern("not_inside").search(text, start, end)
    if barred and barred.start() < judging.start() and not (named and barred[0].lower().startswith("để")):
        return False
    said = _SAYS.search(text, start, end)
    if (
        said is not None
        and (verdicts.opens_demand(text[start:end]) or verdicts.whole("verbs").match(text, start, end))
        and not named
    ):
        # "xây dựng nông thôn mới được đẩy mạnh": the act is the subject
        return said[0].lower() in _OF_ACTS and judging.end() > said.start() and text.count(" ", start, said.start()) > 1
    if said is None:  # "đời sống nhân dân ổn định"
        plain = judging.end() == end and _CIRCUMSTANCE.search(text, start, judging.start()) is None
        return named is not None or (plain and text.count(" ", start, judging.start()) >= _LEAST_NAMED)
    return named is not None or judging.end() > said.start()


#: What says something of an act that is named as a subject.
_OF_ACTS = frozenset(("được", "đã", "luôn", "tiếp tục", "ngày càng", "còn", "chưa", "đạt", "bị", "đều"))


def _first(text: str, stretches: list[Span], own: int, floor: int) -> int | None:
    """Which stretch the clause begins with: rows of nouns before the judged one are subjects too; None where the row began earlier still."""
    first = own
    while first - 1 > floor and _bare(text, *stretches[first - 1]):
        first -= 1
    if first < own and _in_a_row(text, stretches[first - 1], stretches[first]):
        return None
    while first < own and not (verdicts.whole("subjects").match(text, *stretches[first]) or _closed(text, stretches[first - 1])):
        first += 1
    return None if _in_a_row(text, stretches[first - 1], stretches[first]) else first


def _in_a_row(text: str, before: Span, stretch: Span) -> bool:
    """Whether the stretch only goes on with the row, or with the aim, that stands before its comma."""
    words = text[slice(*before)]
    body = _BODY.match(text, *stretch) is not None
    if _AIMS.search(words):
        return True
    if _UNDER_A_PREPOSITION.search(words) and (body or not verdicts.whole("subjects").match(text, *stretch)):
        return True
    if body and _ENDS_WITH_A_BODY.search(words):
        return True
    return (body or text[stretch[0]].isupper()) and _IN_A_ROW.search(words) is not None


def _bare(text: str, start: int, end: int) -> bool:
    """Whether the stretch is a noun and nothing else."""
    words = text[start:end].split()
    return (
        len(words) <= _MOST_BARE
        and _SAYS.search(text, start, end) is None
        and _judges(text, start, end) is None
        and verdicts.whole("continuations").match(text, start, end) is None
        and not verdicts.opens_demand(text[start:end])
    )


def _closed(text: str, stretch: Span) -> bool:
    """Whether the stretch ends with the words that judge, so that no object of its can follow."""
    found = _last(text, *stretch)
    return found is not None and found >= stretch[1] - 1


def _last(text: str, start: int, end: int) -> int | None:
    ends = [m.end() for key in _JUDGING for m in verdicts.pattern(key).finditer(text, start, end)]
    return max(ends) if ends else None


def _complete(text: str, start: int, end: int, told: bool) -> bool:
    """Whether the words before the cut say something by themselves; "tình trạng nhũng nhiễu" only names what is told behind the comma.

    ``told``: a mark of predication stands behind the comma, before which what was merely done may be left out.
    """
    if _NAMES_A_STATE.match(text, start, end) and _SAYS.search(text, start, end) is None:
        return False
    return _judges(text, start, end) is not None or (told and _DID.search(text, start, end) is not None)


def kind_of(text: str, start: int, end: int, whole: AssessmentKind) -> AssessmentKind | None:
    """What the part of a judged clause is: of a clause that falls short the parts that only praise are achievements; None where it judges nothing."""
    if whole is AssessmentKind.ACHIEVEMENT or verdicts.pattern("shortcoming").search(text, start, end):
        told = _judges(text, start, end) or (whole is AssessmentKind.ACHIEVEMENT and _PASSIVE.search(text, start, end))
        return whole if told else None
    if verdicts.pattern("not_inside").search(text, start, end):
        return None
    praises = any(verdicts.pattern(key).search(text, start, end) for key in verdicts.WORDS[AssessmentKind.ACHIEVEMENT])
    return AssessmentKind.ACHIEVEMENT if praises else None
