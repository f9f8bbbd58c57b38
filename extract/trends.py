"""What rises, falls, or does not happen, as praise or blame (tăng, giảm, không xảy ra).

Of crimes, accidents and late dossiers fewer is better, of everything else more; what must not happen and did not is praise where it is told, a
duty where it is asked for. What storms and floods do judges nobody.
"""

from __future__ import annotations

from extract.findings import AssessmentKind
from extract.patterns import SPACE as _S
from extract.patterns import Caseless, listed, small

_COURSE = Caseless(
    rf"(?<!\w)(?:(?P<up>tăng)|(?P<down>giảm)){_S}+(?:cao|mạnh|sâu|nhanh|rõ(?:{_S}+rệt)?|đáng{_S}+kể|vọt|dần|liên{_S}+tục|đều)(?!\w)"
)
_GOOD_NOUNS = Caseless(
    rf"(?<!\w)(?:thu{_S}+(?:ngân{_S}+sách|nhập|hút|từ)|sản{_S}+xuất|xuất{_S}+khẩu|doanh{_S}+thu|tỷ{_S}+lệ{_S}+(?:giải|đúng|hài)|năng{_S}+suất|sản{_S}+lượng|tăng{_S}+trưởng|chỉ{_S}+số|điểm{_S}+số|thứ{_S}+hạng)(?!\w)"
)
#: What did not happen: "không để xảy ra sự cố", "chưa phát sinh hồ sơ quá hạn".
_SPARED = Caseless(
    rf"(?<!\w)(?:không|chưa){_S}+(?P<let>để{_S}+)?(?:xảy{_S}+ra|phát{_S}+sinh|ghi{_S}+nhận|có{_S}+(?:thiệt{_S}+hại|thương{_S}+vong|hồ{_S}+sơ{_S}+(?:trễ|quá|tồn)))(?!\w)"
)
_TOLD = Caseless(
    rf"(?<!\w)(?:đã|(?:cả|nhiều|trong|suốt){_S}+(?:\w+{_S}+)?(?:năm|tháng|quý|kỳ|đợt|thời{_S}+gian|nhiệm{_S}+kỳ)|từ{_S}+đầu{_S}+(?:năm|tháng|kỳ)|liên{_S}+tục|luôn|(?:năm|tháng){_S}+qua|liền)(?!\w)"
)
_ASKED = Caseless(
    rf"(?<!\w)(?:phải|cần|để(?!{_S}+(?:xảy|phát))|nhằm|bảo{_S}+đảm|đảm{_S}+bảo|yêu{_S}+cầu|đề{_S}+nghị|nếu|sẽ|phấn{_S}+đấu|quyết{_S}+tâm|tuyệt{_S}+đối|kiên{_S}+quyết|chỉ{_S}+đạo|giao|trường{_S}+hợp|khi|mục{_S}+tiêu)(?!\w)"
)
#: From little to much: "từ chỗ chỉ đạt 2 tiêu chí, đến nay …".
_RISEN = Caseless(rf"(?<!\w)từ{_S}+(?:chỗ|mức|khi|chỉ){_S}[^;]{{4,120}}?(?:,{_S}+(?:đến{_S}+)?nay|{_S}(?:lên|vươn{_S}+lên)){_S}")
_OPENING = 24
_LONGEST_SUBJECT = 90


def read(clause: str) -> AssessmentKind | None:
    """What a rise or fall told with a word of manner says; None where none is told, or of a thing that is neither good nor bad."""
    low = small(clause)
    if "tăng" not in low and "giảm" not in low and "từ " not in low:
        return None
    if _RISEN.search(clause):
        return AssessmentKind.ACHIEVEMENT
    for course in _COURSE.finditer(clause, 0, len(clause)):
        comma = clause.rfind(",", 0, course.start())
        subject = clause[max(comma + 1, course.start() - _LONGEST_SUBJECT, 0) : course.start()]
        if listed("assessments", "bad_nouns").search(subject):
            return AssessmentKind.ACHIEVEMENT if course["down"] else AssessmentKind.SHORTCOMING
        if course["down"] and _GOOD_NOUNS.search(subject):
            return AssessmentKind.SHORTCOMING
    return None


def spared(clause: str, praised: bool) -> bool:
    """Whether the clause tells that something bad did not happen; ``praised`` says that the clause before it in the sentence praises.

    "không để xảy ra …" is a duty unless it is told: with a time or "đã" before it, or behind praise.
    """
    low = small(clause)
    found = _SPARED.search(clause) if "không" in low or "chưa" in low else None
    if found is None or _ASKED.search(clause, 0, found.start()):
        return False
    return praised or found["let"] is None or _TOLD.search(clause, 0, found.start()) is not None


def natural(clause: str) -> bool:
    """Whether the clause tells what storms and floods do, and nobody's work is spoken of."""
    hazard = listed("assessments", "hazards").search(clause)
    if hazard is None or listed("assessments", "omissions").search(clause):
        return False
    return not listed("assessments", "works").search(clause, 0, hazard.start() if hazard.start() < _OPENING else len(clause))
