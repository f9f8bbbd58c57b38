"""Quantities reported (số liệu): "483.677 hồ sơ", "gần 2.000 tỷ đồng", "11/12 đơn vị", "8,5 - 9%", "ba xã".

Every number of the text is looked at once, with what stands before and behind it: dates, durations, document numbers, articles, ordinals,
levels and names are no figures; a number with a measure or a counted noun is one; a bare number behind a colon takes the noun from the
words before it ("Số hồ sơ tiếp nhận: 49").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from extract import ellipses, figure_bars, lexicon, numbers, units
from extract.findings import Figure
from extract.numbers import Number
from extract.patterns import SPACE as _S
from extract.patterns import Caseless, Guarded, alternatives
from extract.sentences import Span
from extract.units import Unit, UnitKind, words
from extract.work import Work
from extract.zones import Zone

_RANGE = re.compile(rf"{_S}?[-–÷]{_S}?")
#: "từ 10 đến 14 mô hình", "từ 3% đến 5%" — but "tăng từ 12 đến 15" tells two values.
_UP_TO = re.compile(rf"(?:{_S}*(?:%|đồng|ha|km|m|m2|m²|tấn))?{_S}+(?:đến|tới){_S}+", re.IGNORECASE)
_RANGE_FROM = re.compile(rf"(?<!tăng )(?<!giảm )(?<!nâng )(?<!hạ )(?<!ngắn )(?<!\w)từ{_S}+$", re.IGNORECASE)
#: "hỗ trợ 150 triệu": money though "đồng" is not said.
_OF_MONEY = re.compile(
    rf"(?<!\w)(?:kinh{_S}+phí|vốn|tiền|doanh{_S}+thu|thu{_S}+nhập|hỗ{_S}+trợ|giá{_S}+trị|trị{_S}+giá|đầu{_S}+tư|ủng{_S}+hộ|tài{_S}+trợ|dự{_S}+toán|thiệt{_S}+hại|ngân{_S}+sách|phạt"
    rf"|giải{_S}+ngân|chi{_S}+phí|nợ|mỗi)(?!\w)[^.;:\n]{{0,40}}$",
    re.IGNORECASE,
)
_COMPARED = re.compile(rf"(?:{_S}+[^\W\d]+){{0,4}}?,?{_S}+so{_S}+với{_S}+(?P<base>[^,;.:()\n]{{3,60}})", re.IGNORECASE)
_BEFORE = re.compile(r"(?P<word>[^\W_][\w-]*)[ \t\n\xa0]*$")
_TWO_BEFORE = re.compile(r"(?P<words>[^\W_][\w-]*[ \t\n\xa0]+[^\W_][\w-]*)[ \t\n\xa0]*$")
_LABEL = re.compile(rf"(?P<label>[^:;.,\n\t()]{{2,80}}?){_S}*(?::|{_S}là){_S}*$")
_COUNTED_IN_LABEL = re.compile(
    rf"(?<!\w)(?:tổng{_S}+)?số(?:{_S}+lượng|{_S}+lượt)?{_S}+(?P<noun>[^\W\d_]+(?:{_S}+[^\W\d_]+){{0,3}})", re.IGNORECASE
)
#: "Số ca khỏi, ra viện: 290": a comma inside the label.
_LISTED_LABEL = re.compile(
    rf"(?<!\w)(?:tổng{_S}+)?số{_S}+(?P<noun>[^\W\d_]+(?:{_S}+[^\W\d_]+){{0,8}}?),{_S}+[^:;.,\n\t()\d]{{2,40}}?{_S}*(?::|{_S}là){_S}*$",
    re.IGNORECASE,
)
_LABEL_NOT = re.compile(
    r"(?:điện thoại|fax|mã|ngày|giờ|truy cập|trang|stt|đt|lượt xem|địa chỉ|tài khoản|zalo|hotline)\b", re.IGNORECASE
)
_CLOSED = re.compile(rf"{_S}*(?:[,;.)…]|$|\(|{_S}và{_S}|trong{_S}đó)")
_AT_MOST_OR_LEAST = re.compile(rf"{_S}+trở{_S}+(?P<way>lên|xuống)")
_PERIOD = Guarded(
    rf"(?<!kỳ )(?<!với )(?:(?:năm{_S}+(?:19|20)\d\d(?!\d)|quý{_S}+[IV1-4]+(?:{_S}*[/]{_S}*\d{{4}}|{_S}+năm{_S}+\d{{4}})?"
    rf"|tháng{_S}+\d{{1,2}}(?:{_S}*/{_S}*\d{{4}}|{_S}+năm{_S}+\d{{4}})|\d{{1,2}}{_S}+tháng(?:{_S}+(?:đầu|cuối))?{_S}+năm{_S}*(?:\d{{4}})?))",
    re.IGNORECASE,
    needs=(
        rf"năm{_S}+(?:19|20)\d\d",
        rf"quý{_S}+[iv1-4]",
        rf"tháng{_S}+\d",
        rf"tháng{_S}+(?:(?:đầu|cuối){_S}+)?năm",
    ),
)
#: "tổng số 540 văn bản", "danh mục 122 thủ tục": words that end like an ordinal's and are none.
_EXEMPT = re.compile(
    rf"(?:(?:tổng|trong|con|chỉ|tỷ|hệ|đa|toàn{_S}+bộ){_S}+số|(?:danh|chuyên|hạng){_S}+mục|(?:một|thành|cổ|góp){_S}+phần){_S}*$",
    re.IGNORECASE,
)
_CALENDAR = re.compile(rf"(?<!\w)(?:năm|tháng|ngày|quý|sáng|chiều|tối|đêm|trưa|lúc){_S}*$", re.IGNORECASE)
_FROM = re.compile(rf"(?<!\w)từ{_S}+$", re.IGNORECASE)
_TO = re.compile(rf"{_S}+(?:lên|xuống|còn|đến|tới|thành)(?:{_S}+(?:còn|mức|khoảng|gần|hơn))?{_S}+", re.IGNORECASE)
#: "350.000.000 đồng (Bằng chữ: Ba trăm năm mươi triệu đồng)": what stands in words is no figure of its own.
IN_WORDS = re.compile(rf"bằng{_S}+chữ{_S}*:?{_S}*$", re.IGNORECASE)
#: "1.950 hồ sơ đúng hạn/2.000 hồ sơ": a part with its noun, and its whole.
_WHOLE_OF_PART = re.compile(rf"(?<![\w/])\d[\d.]*{_S}+(?:[a-zà-ỹđ]+{_S}+){{0,6}}[a-zà-ỹđ]{{2,}}{_S}*/$")
#: "38 trên 45 xã", "ngân sách cấp trên 15 tỷ đồng": here the word bounds nothing.
_NO_BOUND = re.compile(rf"(?:\d|cấp|bên|phía){_S}+$", re.IGNORECASE)
#: "1 trong 5 đơn vị dẫn đầu": which, not how many.
_ONE_OF = re.compile(rf"{_S}+trong{_S}+(?:số|những|các|\d)")
#: "Q.1", "P.5": a quarter or ward by its number.
_ABBREVIATED_PLACE = re.compile(r"(?<!\w)(?:Q|P|H|KP|TX|TP|TT|KV)\.[ \xa0]?$")
#: "ban hành kết luận 17 cuộc": done, and no document of that number.
_CONCLUDED = re.compile(rf"kết{_S}+luận{_S}*$")
#: "đạt bình quân trên 15 tiêu chí": a bound, however small the number.
_REACHED = re.compile(rf"(?:bình{_S}+quân|trung{_S}+bình|đạt|ước){_S}+$", re.IGNORECASE)
#: How far before a number words about it are looked for.
_LOOK_BACK = 40
#: "cấp 1.500 tờ rơi": no level has so high a number.
_MOST_LEVELS = 20
_SENTENCE = 400


@cache
def _approximation() -> Caseless:
    """An approximation right before the number; "thấp hơn 0,3%" compares and does not approximate."""
    named = alternatives(lexicon.tables("figures")["approximate"])
    compares = "".join(f"(?<!{word} )" for word in ("thấp", "cao", "lớn", "nhỏ", "nhiều", "ít", "kém", "dài"))
    bounds = f"(?:ít{_S}+nhất|tối{_S}+thiểu|tối{_S}+đa)"
    return Caseless(rf"(?<!\w){compares}(?:(?P<word>{named}){_S}+|(?P<bound>{bounds}){_S}+(?:có|là|đạt|được){_S}+)$")


def _word(approximation: re.Match[str]) -> str:
    return " ".join((approximation["word"] or approximation["bound"]).lower().split())


@cache
def _change() -> Caseless:
    return Caseless(
        rf"(?<!\w)(?P<word>{alternatives(lexicon.tables('figures')['change'])})"
        rf"{_S}+(?:(?:từ|thêm|khoảng|gần|hơn|trên|thêm{_S}được|được|lên|mạnh|nhanh|sâu|nhẹ|đều|bình{_S}quân|trung{_S}bình|tương{_S}ứng){_S}+)*$",
    )


@cache
def _phrases(key: str) -> Caseless:
    """Words of a list that end the text."""
    return Caseless(rf"(?<!\w)(?:{alternatives(lexicon.tables('figures')['words'][key])}){_S}*$")


@cache
def _after(key: str) -> Caseless:
    """Words of a list right behind a number."""
    return Caseless(rf"{_S}*(?:{alternatives(lexicon.tables('figures')['words'][key])})(?![\w/])")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A number with its partner ("11/12", "8,5 - 9") and what is known about it so far."""

    number: Number
    start: int
    end: int
    total: Decimal | None = None
    upper: Decimal | None = None


def find(work: Work, *, tables: bool = True) -> tuple[Figure, ...]:
    """All figures of title, body and annexes, in order; without ``tables`` none of table rows."""
    taken = _taken(work)
    furniture = tuple(lexicon.tables("news")["furniture"])
    found: list[Figure] = []
    for passage in work.structure.within(Zone.HEAD, Zone.BODY, Zone.ANNEX):
        if passage.zone is Zone.HEAD and not _in_title(work, passage.start):
            continue
        text = work.structure.text
        if passage.end - passage.start < 60 and text.startswith(furniture, passage.start):
            continue
        if passage.cells:
            for start, end in passage.cells if tables else ():
                found += _in_stretch(text, start, end, taken)
        else:
            found += _in_stretch(text, passage.body, passage.end, taken)
    return tuple(found)


def _in_title(work: Work, at: int) -> bool:
    return any(name == "subject" and a <= at < b for name, a, b in work.header.spans)


def _taken(work: Work) -> list[Span]:
    """Stretches whose numbers are spoken for, in order, none within another: citations, deadlines, the boxes of the header."""
    spans = [(c.start, c.end) for c in work.citations] + [(d.start, d.end) for d in work.deadlines]
    spans += [(a, b) for name, a, b in work.header.spans if name != "subject"]
    return figure_bars.merged(spans)


def _in_stretch(text: str, start: int, end: int, taken: list[Span]) -> list[Figure]:
    candidates = list(_candidates(text, start, end))
    if not candidates:
        return []
    first = bisect_left(taken, (start, start))
    first -= first > 0 and taken[first - 1][1] > start
    barred = figure_bars.merged(figure_bars.read(text, start, end) + taken[first : bisect_left(taken, (end, end))])
    found: list[Figure] = []
    for candidate in candidates:
        if figure_bars.holds(barred, candidate.number):
            continue
        figure = _figure(text, start, end, candidate, found)
        if figure is not None:
            found.append(figure)
    return sorted(found, key=lambda f: f.start)


#: "so với cùng kỳ năm 2024 tăng 35%"
_COMPARED_BEFORE = re.compile(
    rf"so{_S}+với{_S}+(?P<base>[^,;.:()\n]{{3,50}}?),?{_S}+(?:tăng|giảm|bằng|đạt)(?:{_S}+(?:khoảng|gần|hơn|trên)){{0,2}}{_S}+$",
    re.IGNORECASE,
)


def _candidates(text: str, start: int, end: int) -> Iterator[_Candidate]:
    """Numbers of the stretch; two that stand as "k/n" or "a - b" are one."""
    found = list(numbers.find(text, start, end))
    i = 0
    while i < len(found):
        first = found[i]
        second = found[i + 1] if i + 1 < len(found) else None
        between = text[first.end : second.start] if second else ""
        if second is not None and between.strip() == "/" and len(between) <= 3 and (second.decimals == 0 or first.decimals > 0):
            value = first.value * second.scale if first.scale == 1 and first.value * second.scale <= second.value else first.value
            yield _Candidate(replace(first, value=value), first.start, second.end, total=second.value)
            i += 2
        elif second is not None and _RANGE.fullmatch(between) and first.value < second.value:
            value = first.value * second.scale if first.scale == 1 else first.value
            yield _Candidate(replace(first, value=value), first.start, second.end, upper=second.value)
            i += 2
        elif (
            second is not None
            and first.value < second.value
            and _UP_TO.fullmatch(between)
            and _RANGE_FROM.search(text, max(start, first.start - 12), first.start)
        ):
            value = first.value * second.scale if first.scale == 1 and between.strip() in ("đến", "tới") else first.value
            yield _Candidate(replace(first, value=value), first.start, second.end, upper=second.value)
            i += 2
        else:
            yield _Candidate(first, first.start, first.end)
            i += 1
    for spelled in numbers.find_spelled(text, start, end):
        if _spelled_counts(text, start, end, spelled):
            yield _Candidate(spelled, spelled.start, spelled.end)


def _spelled_counts(text: str, start: int, end: int, number: Number) -> bool:
    """Whether a number in words is a count: "ba xã"; but not "một …", "năm …" (year), "hàng trăm", "cả hai"."""
    if (
        number.value < 2
        or text[number.start - 1 : number.start].isdigit()
        or IN_WORDS.search(text, max(start, number.start - 20), number.start)
    ):
        return False
    unit = units.read(text, number.end, end)
    if unit is None or unit.kind not in (UnitKind.COUNT, UnitKind.MONEY, UnitKind.PERCENT):
        return False
    before = _BEFORE.search(text, max(start, number.start - _LOOK_BACK), number.start)
    word = before["word"].lower() if before else ""
    if text[number.start : number.end].lower() == "năm":
        return word in ("có", "gồm", "tại", "ở", "của") and unit.kind is UnitKind.COUNT
    return word not in (
        "hàng",
        "vài",
        "mấy",
        "nhiều",
        "cả",
        "thứ",
        "tháng",
        "tỷ",
        "nghìn",
        "lớp",
        "ngày",
        "quý",
        "các",
        "những",
    ) and not (word.isdigit())


def _figure(text: str, start: int, end: int, candidate: _Candidate, earlier: list[Figure]) -> Figure | None:
    """The figure at the candidate, None where it is none."""
    number = candidate.number
    if _is_code(text, start, candidate):
        return None
    if number.value == 1 and _ONE_OF.match(text, candidate.end, end):
        return None
    time = _after("no_figure_after").match(text, candidate.end, end)
    if time is not None and units.noun_end(text, candidate.end, end) <= time.end():
        return None
    unit = (
        units.read(text, candidate.end, end)
        or _shared_unit(text, start, end, candidate)
        or _money(text, start, end, candidate)
        or (ellipses.unit(text, start, end, number, earlier) if candidate.total is None and candidate.upper is None else None)
    )
    behind = (
        unit is None
        and candidate.total is not None
        and text[candidate.start - 1 : candidate.start] + text[candidate.end : candidate.end + 1] == "()"
    )
    if behind:  # "98,5% (197/200) hộ"
        unit = units.read(text, candidate.end + 1, end)
    before = text[max(start, number.start - _LOOK_BACK) : number.start]
    if number.value <= 10 and _is_name(text, candidate.end, end) and not (unit and unit.kind is UnitKind.PERCENT):
        return None
    if unit is None and number.scale == 1 and not before.rstrip().endswith((":", "là")):
        return None
    if _before_bars(before, candidate, unit):
        return None
    confidence = _confidence(before, candidate, unit)
    name, stop = (unit.name, max(unit.end, candidate.end)) if unit else (None, candidate.end)
    if unit is not None and (unit.start > candidate.end + 4 or behind):
        stop = candidate.end  # the unit stands behind the second number only: "từ 12 lên 15 mô hình"
    if confidence is None:
        inferred = _from_label(text, start, end, candidate, earlier)
        if inferred is None:
            return None
        name, confidence, stop = inferred, 0.8, candidate.end
    return _record(text, start, candidate, name, stop, confidence, before)


def _money(text: str, start: int, end: int, candidate: _Candidate) -> Unit | None:
    """Dong that is not said: "kinh phí 150 triệu"."""
    number = candidate.number
    if number.scale < 10**6 or number.spelled or not _CLOSED.match(text, candidate.end, end):
        return None
    if not _OF_MONEY.search(text, max(start, number.start - 60), number.start):
        return None
    return Unit(candidate.end, candidate.end, "đồng", UnitKind.MONEY)


def _shared_unit(text: str, start: int, end: int, candidate: _Candidate) -> Unit | None:
    """The unit of the number that this one rises or falls to: "tăng từ 12 lên 15 mô hình"."""
    if not _FROM.search(text, max(start, candidate.start - 12), candidate.start):
        return None
    link = _TO.match(text, candidate.end, end)
    following = next(numbers.find(text, link.end(), min(end, link.end() + 30)), None) if link else None
    if (
        following is None
        or link is None
        or following.start != link.end()
        or _after("no_figure_after").match(text, following.end, end)
    ):
        return None
    return units.read(text, following.end, end)


def _is_name(text: str, at: int, end: int) -> bool:
    """Whether a small number and the word behind it are a slogan or a level ("4 tại chỗ", "02 cấp"; but "5 mặt hàng" are counted)."""
    name = _after("names").match(text, at, end)
    return name is not None and name.end() >= units.noun_end(text, at, end)


def _is_code(text: str, start: int, candidate: _Candidate) -> bool:
    """Part of a code, a telephone number, a version: "Covid-19", "9001:2015", "0912345678"."""
    number, printed = candidate.number, text[candidate.start : candidate.end]
    previous = text[number.start - 1 : number.start] if number.start > start else ""
    if previous in ("/", ":", "_", "@", "#") or (
        previous in "-–" and previous and text[number.start - 2 : number.start - 1].isalnum()
    ):
        return previous != "/" or not _WHOLE_OF_PART.search(text, max(start, number.start - 60), number.start)
    if _ABBREVIATED_PLACE.search(text, max(start, number.start - 6), number.start):
        return True
    following = text[candidate.end : candidate.end + 2]
    if following[:1] in ("/", "_", "@", ":") and following[1:2].isalnum() and not number.scale > 1:
        return following[:1] != "/" or following[1:2].isdigit() or following[1:2].isupper()
    digits = re.sub(r"\D", "", printed)
    return (
        number.scale == 1
        and not number.spelled
        and "." not in printed
        and len(digits) >= 9
        and (digits[0] == "0" or len(digits) > 12)
    )


def _before_bars(before: str, candidate: _Candidate, unit: Unit | None) -> bool:
    """Whether the words before the number make it an ordinal, a name, a date."""
    counted = unit is not None and unit.kind is not UnitKind.NOUN
    if (
        unit is not None
        and counted
        and _CONCLUDED.search(before)
        and {units.head(unit.name), unit.name.split()[0]} & words("settled")
    ):
        return False
    if _phrases("no_figure_before").search(before) and not _EXEMPT.search(before):
        return not (unit is not None and unit.kind in (UnitKind.PERCENT, UnitKind.MONEY))
    if _phrases("seldom_figure_before").search(before):
        number = candidate.number
        dated = number.decimals == 0 and (number.value <= 31 or 1900 <= number.value <= 2100)
        if dated and _CALENDAR.search(before):
            return not (unit is not None and unit.kind in (UnitKind.PERCENT, UnitKind.MONEY))
        return not counted and not (unit is not None and number.value > _MOST_LEVELS and before.rstrip().endswith("cấp"))
    return False


def _confidence(before: str, candidate: _Candidate, unit: Unit | None) -> float | None:
    """How sure it is that the number with its unit is a quantity; None where the unit does not tell."""
    number = candidate.number
    if unit is None:
        return None
    if unit.kind in (UnitKind.PERCENT, UnitKind.MONEY):
        return 0.99
    if unit.kind is UnitKind.MEASURE:
        return 0.95
    if candidate.total is not None and number.value > candidate.total and unit.kind is UnitKind.NOUN:
        return None
    if unit.kind is UnitKind.COUNT:
        return 0.85 if number.spelled else 0.95
    word = _BEFORE.search(before)
    two = _TWO_BEFORE.search(before)
    introduced = (
        word is None
        or word["word"].lower() in words("introduces")
        or (two is not None and " ".join(two["words"].lower().split()) in words("introduces"))
        or _approximation().search(before) is not None
    )
    grouped = (
        number.value >= 1000 and number.decimals == 0 and number.end - number.start > len(str(int(number.value)))
    )  # "9.000 tờ rơi"
    return 0.65 if (introduced and (number.scale > 1 or number.value < 10**9)) or grouped else None


def _from_label(text: str, start: int, end: int, candidate: _Candidate, earlier: list[Figure]) -> str | None:
    """The unit of a bare number behind a label: the noun of "Số hồ sơ …:", else what the sentence counted before."""
    number = candidate.number
    if not _CLOSED.match(text, candidate.end, end):
        return None
    last = next((f.unit for f in reversed(earlier) if f.unit not in ("%", "đồng")), None)
    here = last if earlier and not re.search(r"[.!?]\s|\n\n", text[earlier[-1].end : number.start]) else None
    if number.scale > 1:  # "…, trong đó đúng hạn trên 130 ngàn"
        said = _COUNTED_IN_LABEL.search(re.split(r"[.;]\s", text[max(start, number.start - 90) : number.start])[-1])
        return _head_noun(said["noun"]) if said else here
    label = _LABEL.search(text, max(start, number.start - 90), number.start)
    if label is None or _LABEL_NOT.search(label["label"]):
        return None
    noun = _COUNTED_IN_LABEL.search(label["label"]) or _LISTED_LABEL.search(text, max(start, number.start - 90), number.start)
    if noun:
        return _head_noun(noun["noun"])
    unit = units.read(" " + label["label"].strip(), 0, len(label["label"].strip()) + 1)
    if here is not None and unit is not None and unit.kind is UnitKind.COUNT:
        return _head_noun(label["label"].strip())
    return here if ":" in label[0] else None


def _head_noun(phrase: str) -> str:
    """The counted noun that the phrase begins with ("hồ sơ tiếp nhận" → "hồ sơ"), else its first word."""
    return units.noun(phrase) or units.first_word(phrase)


def _is_place(before: str, name: str | None, number: Number) -> bool:
    """Whether "trên" bounds nothing: "nạo vét trên 12 tuyến kênh", "38 trên 45 xã"; but "đạt trên 15 tiêu chí" does."""
    few = name not in ("%", "đồng") and number.value < 20 and not _REACHED.search(before)
    return few or _NO_BOUND.search(before) is not None


def _record(text: str, start: int, candidate: _Candidate, name: str | None, stop: int, confidence: float, before: str) -> Figure:
    number = candidate.number
    approximation = _approximation().search(before)
    if approximation and _word(approximation) == "trên" and _is_place(before[: approximation.start()], name, number):
        approximation = None
    begin = number.start - (len(before) - approximation.start()) if approximation else candidate.start
    word = _word(approximation) if approximation else None
    comparator = lexicon.tables("figures")["approximate"][word] if word else None
    bound = _AT_MOST_OR_LEAST.match(text, stop)
    if bound:
        comparator, stop = ("≥" if bound["way"] == "lên" else "≤"), bound.end()
    compared = _COMPARED.match(text, stop) or _COMPARED_BEFORE.search(text, max(start, begin - 90), begin)
    change = _change().search(before[: len(before) - (number.start - begin)] if approximation else before)
    return Figure(
        text=text[begin:stop], start=begin, end=stop, value=float(number.value), unit=name,
        total=float(candidate.total) if candidate.total is not None else None,
        upper=float(candidate.upper) if candidate.upper is not None else None, approximate=word, comparator=comparator,
        base=" ".join(compared["base"].split()) if compared else None,
        change=lexicon.tables("figures")["change"][" ".join(change["word"].lower().split())] if change else None,
        period=_period(text, start, begin), confidence=confidence,
    )  # fmt: skip


def _period(text: str, start: int, at: int) -> str | None:
    """The month, quarter, year or run of months named last before the figure in its sentence."""
    start = max(start, at - _SENTENCE)
    stop = max(text.rfind(". ", start, at), text.rfind("; ", start, at), start - 1)
    named = list(_PERIOD.finditer(text, stop + 1, at))
    return " ".join(named[-1][0].split()) if named else None
