"""The same figure told twice with different values (một số liệu, hai giá trị).

Two figures are the same where the same words stand right before them in their clauses, they count the same, and speak of the same period. A part of
a total is told apart by its total and left out.
"""

from __future__ import annotations

import re

from extract.breakdowns import Breakdown, exact
from extract.figures import IN_WORDS
from extract.findings import Check, Figure
from extract.numbers import find_spelled, written
from extract.patterns import SPACE as _S
from extract.structure import Passage, PassageKind
from extract.words import fold
from extract.work import Work

_WORD = re.compile(r"[^\W_]+")
#: So many words of description must agree; fewer say too little ("đã có", "trên địa bàn tỉnh có").
_LEAST_WORDS = 5
_MOST_WORDS = 9
_CLAUSE = 300
_LONGEST_AMOUNT = 160
_FURTHEST_HEADING = 40
#: A day, week, month, quarter or year by its number: what a paragraph says holds until it names another.
_WHEN = re.compile(
    rf"(?<!\w)(?:ngày|tuần|tháng|quý|năm|kỳ){_S}+(?:thứ{_S}+)?(?:\d|[IVX]+\b)[\d/.-]*(?:{_S}+(?:tháng|năm|quý){_S}+\d[\d/.-]*){{0,2}}|\d+{_S}+tháng(?:{_S}+(?:đầu|cuối))?(?:{_S}+năm(?:{_S}+\d{{4}})?)?",
    re.IGNORECASE,
)
#: A heading that says whose figures stand under it, or of when.
_REALM = re.compile(
    rf"(?<!\w)(?:xã|phường|huyện|quận|thị{_S}xã|thị{_S}trấn|thành{_S}phố|tỉnh|sở|phòng|ban|chi{_S}cục|công{_S}an|cấp|lĩnh{_S}vực)(?!\w)",
    re.IGNORECASE,
)
_EMPTY = frozenset(
    (
        "là",
        "có",
        "được",
        "đạt",
        "và",
        "của",
        "các",
        "trong",
        "với",
        "gồm",
        "tại",
        "trên",
        "địa",
        "bàn",
        "tỉnh",
        "đã",
        "số",
        "hiện",
        "nay",
        "toàn",
        "cả",
        "khoảng",
        "gần",
        "hơn",
    )
)


def find(work: Work, breakdowns: list[Breakdown]) -> list[Check]:
    """A check, failed, for every figure that is told again with another value."""
    text = work.structure.text
    first: dict[tuple[object, ...], Figure] = {}
    found: list[Check] = []
    parts = {part.start for breakdown in breakdowns for part in breakdown.parts}
    for figure in work.figures:
        passage = work.structure.at(figure.start)
        if passage is None or passage.cells or figure.start in parts or figure.approximate:
            continue
        described = _description(text, passage.body, figure)
        if described is None:
            continue
        key = (described, (figure.unit or "").lower(), _when(text, passage, figure), _realm(work, passage), figure.change)
        earlier = first.setdefault(key, figure)
        if earlier is not figure and (earlier.value, earlier.total) != (figure.value, figure.total):
            found.append(_differs(earlier, figure, text, described))
    return found + [check for figure in work.figures if (check := _in_words(text, figure)) is not None]


def _when(text: str, passage: Passage, figure: Figure) -> str | None:
    """The period named last before the figure in its passage."""
    named = list(_WHEN.finditer(text, passage.body, figure.start))
    return " ".join(named[-1][0].lower().split()) if named else None


def _realm(work: Work, passage: Passage) -> str:
    """The heading above the passage where it names a body, a level or a period, "" where it does not."""
    for above in reversed(work.structure.passages[max(0, passage.index - _FURTHEST_HEADING) : passage.index]):
        if above.kind in (PassageKind.HEADING, PassageKind.LEAD_IN):
            words = " ".join(work.structure.text[above.body : above.end].split())
            return words if _REALM.search(words) or _WHEN.search(words) else ""
    return ""


def _in_words(text: str, figure: Figure) -> Check | None:
    """A sum of money whose words say another amount than its figures ("350.000.000 đồng (Bằng chữ: Ba trăm triệu đồng)")."""
    if figure.unit != "đồng":
        return None
    words = next(find_spelled(text, figure.end, min(len(text), figure.end + _LONGEST_AMOUNT)), None)
    if words is None or IN_WORDS.search(text, figure.end, words.start) is None or words.value == exact(figure):
        return None
    said = " ".join(text[words.start : words.end].split())
    message = f"Số tiền ghi bằng số là {written(exact(figure))} đồng, bằng chữ là “{said}” ({written(words.value)} đồng): đề nghị kiểm tra lại"
    return Check(rule="in-words", holds=False, spans=((figure.start, figure.end), (words.start, words.end)), message=message)


def _description(text: str, start: int, figure: Figure) -> tuple[str, ...] | None:
    """The words of the clause right before the figure; None where they are too few to tell what is meant."""
    clause = text[max(start, figure.start - _CLAUSE) : figure.start]
    cut = max(clause.rfind(";"), clause.rfind(". "), clause.rfind(":", 0, max(0, len(clause) - 3)))
    words = tuple(fold(w) for w in _WORD.findall(clause[cut + 1 :])[-_MOST_WORDS:])
    telling = [w for w in words if w not in _EMPTY and not w.isdigit()]
    return words if len(telling) >= _LEAST_WORDS else None


def _differs(earlier: Figure, figure: Figure, text: str, described: tuple[str, ...]) -> Check:
    message = (
        f"“… {' '.join(described[-6:])}”: văn bản ghi {written(earlier.value)} ở một chỗ và {written(figure.value)} ở chỗ khác"
        f"{f' ({figure.unit})' if figure.unit else ''}: đề nghị kiểm tra lại"
    )
    return Check(rule="retold", holds=False, spans=((earlier.start, earlier.end), (figure.start, figure.end)), message=message)
