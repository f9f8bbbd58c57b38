"""Numbers as Vietnamese writes them (số): "495.353", "97,7", "1,2 tỷ", "2 triệu 500 nghìn", "hai mươi mốt".

A dot groups thousands and a comma starts decimals; a dot with one or two digits behind it is a decimal too ("96.5 %"), which
official texts print about once in six times. Values are exact (:class:`~decimal.Decimal`), scale words multiplied out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

from extract.patterns import SPACE as _S
from extract.patterns import gathered, small

#: Scale words; "tỷ" is 10⁹ also when it stands for a trillion dong ("nghìn tỷ").
SCALES = {"chục": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000, "vạn": 10_000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}

_DIGITS = {"không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
_AFTER_TENS = {
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_AFTER_TEN = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
_GROUP_SCALES = {"nghìn": 1000, "ngàn": 1000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}

#: The first digit, for the engine runs to it many times faster than to a word's edge; the groups hold what follows it.
_FIRST = r"\d(?<!\w\d)(?<!\d[.,]\d)"
_PRINTED = (
    r"(?P<thousands>\d{0,2}(?:\.\d{3})+(?:,\d+)?)"
    r"|(?P<english>\d{0,2}(?:,\d{3}){2,}(?:\.\d+)?)"
    r"|(?P<comma>\d*,\d+)"
    r"|(?P<point>\d*\.\d{1,2}(?!\d)|\d*\.\d+(?=[ \xa0]?%))"
    r"|(?P<whole>\d*)"
)
#: "tỷ lệ", "tỷ trọng" and the like are words of their own, no scale.
_SCALE = (
    rf"(?P<scale>(?:{_S}?(?:nghìn|ngàn|triệu|tỷ|tỉ|trăm|vạn|chục)\b"
    rf"(?!{_S}+(?:lệ|trọng|suất|giá|phú|số{_S}|lẻ)))+)?(?P<half>{_S}rưỡi\b)?"
)
_NUMBER = re.compile(rf"{_FIRST}(?:{_PRINTED})(?![\d]|[.,]\d){_SCALE}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER_WORD = gathered(dict.fromkeys((*_DIGITS, *_AFTER_TENS, "mười", "mươi", "trăm", "linh", "lẻ", *_GROUP_SCALES)))
_SPELLED = re.compile(rf"\b(?:{_NUMBER_WORD})(?:{_S}(?:{_NUMBER_WORD}))*(?!\w)")


@dataclass(slots=True, unsafe_hash=True)  # not frozen: that takes three times as long to make
class Number:
    """A number printed at ``[start, end)``.

    ``decimals`` is how many decimal places are printed, ``scale`` what the scale word multiplies by (1 without one):
    "1,25 tỷ" has value 1250000000, decimals 2, scale 10⁹, so it is exact to 10 million.
    """

    start: int
    end: int
    value: Decimal
    decimals: int = 0
    scale: int = 1
    spelled: bool = False

    @property
    def step(self) -> Decimal:
        """The smallest difference that the printed form can show."""
        return Decimal(self.scale).scaleb(-self.decimals)


def find(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """Numbers in figures, in order; "1 tỷ 200 triệu" is one. Digits inside words and longer codes ("QH15", "1.2.3") are none."""
    end = len(text) if end is None else end
    pending: Number | None = None
    for m in _NUMBER.finditer(text, start, end):
        number = _from_match(m)
        if pending is not None and _continues(text, pending, number):
            pending = Number(pending.start, number.end, pending.value + number.value, number.decimals, number.scale)
            continue
        if pending is not None:
            yield pending
        pending = number
    if pending is not None:
        yield pending


def find_spelled(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """Numbers in words, in order. "năm" may mean year and "một" a/one: the caller knows from what stands beside them."""
    lower = small(text)  # in small letters, for the pattern then rules out a letter at a time
    for m in _SPELLED.finditer(lower, start, len(text) if end is None else end):
        words = list(_WORD.finditer(lower, m.start(), m.end()))
        at = 0
        while at < len(words):
            value, after = _read_words([w.group() for w in words], at)
            if after > at:
                yield Number(words[at].start(), words[after - 1].end(), Decimal(value), spelled=True)
            at = max(after, at + 1)


def parse(text: str) -> Decimal | None:
    """The value of a text that is one number and nothing else; None for anything else."""
    text = text.strip()
    for number in (*find(text), *find_spelled(text)):
        if (number.start, number.end) == (0, len(text)):
            return number.value
    return None


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Rounded as official tables round: 97,645 with two decimals is 97,65."""
    with localcontext() as context:
        context.prec = max(28, value.adjusted() + decimals + 10)
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def written(value: Decimal | float, decimals: int | None = None) -> str:
    """The number in Vietnamese figures: dots between thousands, a comma before decimals ("12.734,5")."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if decimals is not None:
        exact = round_half_up(exact, decimals)
    elif exact == exact.to_integral_value():
        exact = exact.to_integral_value()
    return f"{exact:,f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def _from_match(m: re.Match[str]) -> Number:
    thousands, english, comma, _, _, scales, half = m.groups()
    stop = m.start("scale") if scales else m.start("half") if half else m.end()
    plain = m.string[m.start() : stop]
    if thousands is not None:
        plain = plain.replace(".", "").replace(",", ".")
    elif english is not None:
        plain = plain.replace(",", "")
    elif comma is not None:
        plain = plain.replace(",", ".")
    decimals = len(plain.partition(".")[2])
    scale = 1
    for word in _WORD.findall(scales) if scales else ():
        scale *= SCALES[word.lower()]
    value = Decimal(plain) * scale
    if half and scale > 1:
        return Number(m.start(), m.end(), value + Decimal(scale) / 2, decimals + 1, scale)
    return Number(m.start(), m.end("scale") if scales else stop, value, decimals, scale)


def _continues(text: str, first: Number, second: Number) -> bool:
    """True for "1 tỷ" before "200 triệu": the second is smaller than one unit of the first, and nothing stands between."""
    return 1 < second.scale < first.scale and second.value < first.scale and text[first.end : second.start].strip() == ""


def _read_words(words: list[str], at: int) -> tuple[int, int]:
    """Value and end of the longest number in words that starts at ``at``; end is ``at`` where there is none."""
    billions = rest = 0
    limit = 10**9
    end = at
    while end < len(words):
        group, after = _read_group(words, end)
        scale = _GROUP_SCALES.get(words[after]) if after < len(words) else None
        if after == end and not (scale == 10**9 and rest):
            break
        if scale == 10**9:
            if billions:
                break
            billions, rest, limit = (rest + group) * scale, 0, 10**9
        elif scale is not None:
            if scale >= limit:
                break
            rest, limit = rest + group * scale, scale
        else:
            if limit > 1:
                rest, end = rest + group, after
            break
        end = after + 1
    return billions + rest, end


def _read_group(words: list[str], at: int) -> tuple[int, int]:
    """Value and end of a number below one thousand in words ("hai trăm linh năm"); end is ``at`` where there is none."""
    word = words[at]
    ahead = words[at + 1] if at + 1 < len(words) else ""
    if word in _DIGITS and ahead == "trăm":
        value, at = _DIGITS[word] * 100, at + 2
        if at + 1 < len(words) and words[at] in ("linh", "lẻ") and words[at + 1] in {**_DIGITS, "tư": 4}:
            return value + {**_DIGITS, "tư": 4}[words[at + 1]], at + 2
        tens, after = _read_tens(words, at)
        return value + tens, after
    tens, after = _read_tens(words, at)
    if after > at:
        return tens, after
    return (_DIGITS[word], at + 1) if word in _DIGITS else (0, at)


def _read_tens(words: list[str], at: int) -> tuple[int, int]:
    """Value and end of a number from ten to ninety-nine in words; end is ``at`` where there is none."""
    if at >= len(words):
        return 0, at
    if words[at] == "mười":
        value, at, units = 10, at + 1, _AFTER_TEN
    elif words[at] in _DIGITS and at + 1 < len(words) and words[at + 1] == "mươi":
        value, at, units = _DIGITS[words[at]] * 10, at + 2, _AFTER_TENS
    else:
        return 0, at
    if at < len(words) and words[at] in units:
        return value + units[words[at]], at + 1
    return value, at
