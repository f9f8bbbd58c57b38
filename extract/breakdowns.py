"""Totals with their parts, as the text itself puts them together (tổng số và các thành phần).

"540 văn bản, gồm 231 …; 309 …", "Trong 231 nhiệm vụ, đã hoàn thành 127 …, đang thực hiện 66 …, 38 …", a lead-in with a list under it. Parts are
taken in the order in which they stand until they make up the total: no choice among the numbers is tried. Where the words before the
parts belong to a total further back ("49, …; số đang xử lý: 28; gồm có: 47 …; 02 …") the first part is larger than the nearest number, and
the next one out is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, partial

from extract import lexicon, numbers
from extract.findings import Figure
from extract.patterns import SPACE as _S
from extract.patterns import UPPER, alternatives, expression, listed
from extract.structure import Passage, PassageKind
from extract.work import Work
from extract.zones import Zone

_SENTENCE_END = re.compile(rf"[.!?…][\"”)]*(?=[ \t\n\xa0]+[{UPPER}\"“])")
#: "181.579 hồ sơ đã giải quyết, với 179.973 …; 1.606 …": a part is broken down further.
_WITH = re.compile(rf",{_S}+(?:với|bao{_S}+gồm){_S}+$", re.IGNORECASE)
#: "1.336 hồ sơ (kỳ trước chuyển sang 88 …, tiếp nhận mới 1.248 …)": a bracket that begins with the name of a part.
_LABELLED_ASIDE = re.compile(rf"^{_S}*\({_S}*(?:[^\W\d]+{_S}+){{1,6}}[^\W\d]*:?{_S}*$")
#: "320 hộ nghèo và cận nghèo (120 …", "540 giấy phép: 300 …": a bracket or a colon behind the total's own words.
_ASIDE_BEHIND = re.compile(rf"^[^\d.;:,()%\n]{{0,60}}\({_S}*[^\d.;()%\n]{{0,40}}$")
_COLON_BEHIND = re.compile(rf"^[^\d.;:,()%\n]{{0,60}}:{_S}*[^\d.;:()%\n]{{0,40}}$")
_MONEY_OR_MEASURE = ("%", "điểm %", "đồng", "USD", "EUR", "ha", "m²", "km²", "m³", "km", "m", "tấn", "kg", "lít")


#: "Trong 231 nhiệm vụ, đã …", "cho biết trong 320 hộ, đã …": a total before its parts.
_OUT_OF = re.compile(
    rf"(?:(?:^|[.;,:]){_S}*(?:[^.;,:]{{0,40}},)?{_S}*|(?:cho{_S}+biết|báo{_S}+cáo|thấy|hiện|nay){_S}+)"
    rf"[Tt]rong{_S}+(?:tổng{_S}+)?(?:số{_S}+)?$"
)
#: "và" that joins the next part to its list; one behind a mark and words belongs to a name ("; Chương trình DTTS và miền núi").
_AND = re.compile(rf"^(?:[^;,]*{_S}|[;,]?{_S}*)và{_S}", re.IGNORECASE)

#: A total stands at most so many figures before its parts.
_FURTHEST = 5
#: Words that say that the number is rounded; a bound ("ít nhất", "dưới") is no count.
_ROUNDED = ("gần", "khoảng", "xấp xỉ", "ước khoảng", "ước", "hơn", "trên")


#: A list of ``lexicon/checks.toml`` by its key.
pattern = partial(listed, "checks")


@cache
def _complements() -> tuple[tuple[re.Pattern[str], ...], ...]:
    groups = lexicon.tables("checks")["complements"]
    return tuple(tuple(re.compile(expression([part]), re.IGNORECASE) for part in group) for group in groups)


@dataclass
class Breakdown:
    """A total and the parts that follow it; ``whole`` where the words say that the parts are all there are."""

    total: Figure
    parts: list[Figure] = field(default_factory=list)
    whole: bool = False
    bracketed: bool = False
    #: How many parts stood when "… và …" and a semicolon behind it ended their list.
    listed: int = 0

    @property
    def sum(self) -> Decimal:
        return sum((exact(part) for part in self.parts), Decimal(0))

    @property
    def complete(self) -> bool:
        """Whether the parts make up the total at the precision in which it is printed; one part in twenty is never lost in rounding."""
        gap = abs(self.sum - exact(self.total))
        return len(self.parts) > 0 and gap * 2 < step(self.total) and gap * 20 <= exact(self.total)

    @property
    def exact(self) -> bool:
        """Whether the parts make up the total to the last digit."""
        return self.sum == exact(self.total)


def exact(figure: Figure) -> Decimal:
    """The figure's value without the error of binary fractions."""
    return Decimal(repr(figure.value))


def step(figure: Figure) -> Decimal:
    """The smallest difference that the figure's printed form can show."""
    printed = next(numbers.find(figure.text), None)
    return printed.step if printed is not None else Decimal(1)


def decimals(figure: Figure) -> int:
    """How many decimal places the figure prints."""
    printed = next(numbers.find(figure.text), None)
    return printed.decimals if printed is not None else 0


def shown(figure: Figure, value: Decimal | None = None) -> str:
    """The figure's number as printed ("1.200 tỷ"), or another value in the same words."""
    printed = next(numbers.find(figure.text), None)
    if printed is None:
        return numbers.written(exact(figure) if value is None else value)
    if value is None:
        return " ".join(figure.text[printed.start : printed.end].split())
    if printed.scale == 1:
        return numbers.written(value)
    scale = " ".join(re.sub(r"^[\d.,]+", "", figure.text[printed.start : printed.end]).split())
    return f"{numbers.written(value / printed.scale)} {scale}"


def head(figure: Figure) -> str:
    """The first word of what the figure counts ("hồ" of "hồ sơ trực tuyến" and of "HS"), "" where it says nothing."""
    unit = (figure.unit or "").lower()
    named = _same_things().match(unit)
    return (_first_names()[named[0]] if named else unit).split(" ")[0]


@cache
def _first_names() -> dict[str, str]:
    return {name: group[0] for group in lexicon.tables("checks")["same_things"] for name in group}


@cache
def _same_things() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(_first_names())})(?!\w)")


def is_bound(figure: Figure) -> bool:
    """Whether the figure says how much there is at least or at most, not how much there is."""
    return figure.comparator is not None and figure.approximate not in _ROUNDED


def span_of(figure: Figure) -> tuple[Decimal, Decimal]:
    """What the figure may stand for: between what it prints and one more in its last digit but zeros, on the side that its word tells."""
    value, unit = exact(figure), step(figure)
    if figure.approximate is None:
        return value - unit / 2, value + unit / 2
    while value and unit * 10 <= abs(value) and value % (unit * 10) == 0:
        unit *= 10
    low = value if figure.approximate in ("hơn", "trên") else value - unit
    return low, value if figure.approximate == "gần" else value + unit


def same_kind(total: Figure, part: Figure) -> bool:
    """Whether the one can be a part of the other: money of money, hectares of hectares, anything counted of anything counted."""
    if total.change or part.change or is_bound(total) or is_bound(part):
        return False
    if total.unit in _MONEY_OR_MEASURE or part.unit in _MONEY_OR_MEASURE:
        return total.unit == part.unit
    return True


def find(work: Work) -> list[Breakdown]:
    """All breakdowns of the text, in order; those with one part only too."""
    found: list[Breakdown] = []
    by_passage = figures_by_passage(work)
    for passage in work.structure.within(Zone.BODY, Zone.ANNEX):
        figures = by_passage.get(passage.index, [])
        if passage.kind is not PassageKind.TABLE_ROW and len(figures) > 2:
            found += _Reader(work.structure.text, passage, figures).breakdowns()
        listed = _listed(work, passage, figures, by_passage)
        if listed is not None:
            found.append(listed)
    return found


def figures_by_passage(work: Work) -> dict[int, list[Figure]]:
    """Figures under the index of the passage they stand in."""
    grouped: dict[int, list[Figure]] = {}
    for figure in work.figures:
        passage = work.structure.at(figure.start)
        if passage is not None:
            grouped.setdefault(passage.index, []).append(figure)
    return grouped


class _Reader:
    """Reads one passage from left to right, with the breakdowns that are open at each place."""

    def __init__(self, text: str, passage: Passage, figures: list[Figure]) -> None:
        self.text, self.passage, self.figures = text, passage, figures
        self.open: list[Breakdown] = []
        self.done: list[Breakdown] = []
        self.free: list[Figure] = []  # figures that are no parts: totals to come are among them
        self.waiting: bool | None = None  # a marker was read and no part yet; its value says whether all parts are meant
        self.bracketed = False
        self.joined = False  # the figure before was joined to its list by "và"
        self.last_part: Figure | None = None  # of the breakdown that was complete last: it may be broken down itself
        self.aside = False  # inside brackets: what stands there is no total for what follows

    def breakdowns(self) -> list[Breakdown]:
        at = self.passage.start
        for figure in self.figures:
            self._between(at, figure.start)
            if self._opens_out_of(at, figure):
                self._close_all()
                self.waiting = None
                self.free.append(figure)
                self.open.append(Breakdown(figure))
            else:
                self._take(figure)
            at = figure.end
        self._close_all()
        return self.done

    def _between(self, start: int, end: int) -> None:
        """Markers, brackets and sentence ends between two figures."""
        gap = self.text[start:end]
        self.aside = gap.rfind("(") > gap.rfind(")") if "(" in gap or ")" in gap else self.aside
        if self.joined and self.open and ";" in gap and not self.open[-1].listed:
            self.open[-1].listed = len(self.open[-1].parts)
        self.joined = _AND.search(gap) is not None
        ends = _SENTENCE_END.search(gap)
        if ends is not None:
            self._close_all()
            gap = gap[ends.end() :]
        if ")" in gap:
            self._close_brackets()
        whole, some = pattern("whole").search(gap), pattern("some").search(gap)
        if whole is not None or some is not None:
            self.waiting, self.bracketed = whole is not None, False
        elif _WITH.search(gap) and self.open and self.open[-1].parts:
            self.waiting, self.bracketed = False, False
        elif (gap.strip() == "(" and self.free) or _LABELLED_ASIDE.match(gap) or (self.free and _ASIDE_BEHIND.match(gap)):
            self.waiting, self.bracketed = False, True
        elif self.free and not self.open and ends is None and _COLON_BEHIND.match(gap):
            self.waiting, self.bracketed = False, False

    def _opens_out_of(self, start: int, figure: Figure) -> bool:
        """Whether "Trong" or "Trong tổng số" stands right before the figure, at the start of a clause."""
        gap = self.text[start : figure.start]
        m = _OUT_OF.search(gap)
        return m is not None and figure.unit != "%"

    def _take(self, figure: Figure) -> None:
        if self.text[figure.start - 1 : figure.start] == "/":
            return  # the plan of "402 tỷ đồng/1.020 tỷ đồng", the people of "147 lượt/325 người"
        if self.waiting is not None:
            total = self._total_for(figure)
            if total is not None:
                self.open.append(Breakdown(total, whole=self.waiting, bracketed=self.bracketed))
            self.waiting = None
        while self.open:
            group = self.open[-1]
            if not same_kind(group.total, figure):
                break  # a percentage or a sum of money beside the part
            if exact(figure) > exact(group.total):
                self._close()
                continue
            if group.complete and (group.sum + exact(figure) - exact(group.total)) * 2 >= step(group.total):
                self.last_part = group.parts[-1]
                self._close()
                continue  # made up but for rounding, and this one is too many
            group.parts.append(figure)
            if group.exact:
                self.last_part = group.parts[-1]
                self._close()
            return
        if figure.unit != "%" and not self.aside:
            self.free.append(figure)

    def _total_for(self, part: Figure) -> Figure | None:
        """The nearest figure before that the part can be part of; a figure that is itself a part may be broken down further."""
        before = self.free[-_FURTHEST:]
        if self.open and self.open[-1].parts:
            before.append(self.open[-1].parts[-1])
        elif self.bracketed and self.last_part is not None:
            before.append(self.last_part)
        nearest = sorted(before, key=lambda f: f.start, reverse=True)[:_FURTHEST]
        possible = [total for total in nearest if same_kind(total, part) and exact(part) <= exact(total)]
        alike = [total for total in possible if head(total) == head(part)]
        return next(iter(alike or possible), None)

    def _close(self) -> None:
        """Ends the innermost breakdown; one that does not add up has the parts of its list only."""
        group = self.open.pop()
        if group.listed > 1 and not group.complete:
            del group.parts[group.listed :]
        self.done.append(group)

    def _close_brackets(self) -> None:
        while self.open and self.open[-1].bracketed:
            self._close()

    def _close_all(self) -> None:
        while self.open:
            self._close()


def _listed(work: Work, lead: Passage, figures: list[Figure], by_passage: dict[int, list[Figure]]) -> Breakdown | None:
    """A lead-in that ends with a total and "trong đó:", and the list of its parts below."""
    if lead.kind is not PassageKind.LEAD_IN or not figures:
        return None
    total = next((f for f in reversed(figures) if f.unit != "%"), None)
    if total is None:
        return None
    tail = work.structure.text[total.end : lead.end]
    whole, some = pattern("whole").search(tail), pattern("some").search(tail)
    if whole is None and some is None:
        return None
    children = [by_passage.get(child.index, []) for child in work.structure.children(lead)]
    parts = [next((f for f in own if same_kind(total, f)), None) for own in children]
    if len(parts) < 2 or any(part is None for part in parts):
        return None
    return Breakdown(total, [part for part in parts if part is not None], whole is not None)


def complementary(text: str, breakdown: Breakdown) -> bool:
    """Whether the words beside the parts leave nothing out: "đúng hạn" and "quá hạn", "toàn trình" and "một phần"."""
    beside = list(_words_beside(text, breakdown))
    return any(all(any(p.search(words) for words in beside) for p in group) for group in _complements())


def _words_beside(text: str, breakdown: Breakdown) -> Iterator[str]:
    at = breakdown.total.end
    for part in breakdown.parts:
        yield text[max(at, part.start - 60) : part.start] + text[part.start : part.end + 30].split(",")[0].split(";")[0]
        at = part.end
