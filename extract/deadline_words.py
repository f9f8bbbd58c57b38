"""What the patterns of deadlines share: the candidate, the fragments of regular expressions, the words of ``lexicon/deadlines.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from extract import lexicon
from extract.dates import DateMention
from extract.findings import DeadlineKind
from extract.patterns import gathered
from extract.sentences import Span

#: White space, at least one character; it may be a line break.
SPACE = r"[ \t\n\xa0]+"
GAP = r"[ \t\n\xa0]*"
FLAGS = re.IGNORECASE
EVERY = r"(?:h[ằà]ng|mỗi)"
EVERY_WORDS = ("hằng", "hàng", "mỗi")
TIME = (
    rf"(?P<hour>\d{{1,2}}){GAP}(?:giờ|h|g|:)(?:{GAP}(?P<minute>\d{{2}})(?!\d))?(?:{GAP}(?:phút|'|’))?"
    rf"(?:{SPACE}(?:sáng|chiều|tối|trưa))?{GAP},?{GAP}"
)
#: "thứ Sáu", "sáng thứ Hai", "ngày Chủ nhật"
WEEKDAY = (
    rf"(?:(?:sáng|chiều|tối|trưa){SPACE})?(?:ngày{SPACE})?"
    rf"(?:thứ{SPACE}(?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ{SPACE}nhật))\b"
)
#: Numbers in words that counts of days and months are written with.
COUNT_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười hai": 12, "mười lăm": 15,
    "hai mươi": 20, "ba mươi": 30, "bốn mươi lăm": 45, "sáu mươi": 60, "chín mươi": 90,
}  # fmt: skip
#: Where the name of an event ends; behind "này" it is complete ("… kể từ ngày nhận được Công văn này gửi về Sở A").
EVENT_END = rf"(?=[,;.:()\n]|$|{SPACE}(?:phải|có{SPACE}trách{SPACE}nhiệm|thì|để|nhằm)\b|(?<=\bnày){SPACE}(?!(?:được|có|ban{SPACE}hành|ra)\b))"


def forms(*keys: str) -> str:
    """Alternatives of the lexicon's lists as one group, longest first."""
    words = lexicon.tables("deadlines")
    entries = {form for key in keys for form in words[key]}
    longest_first = [re.escape(form).replace(r"\ ", "_") for form in sorted(entries, key=len, reverse=True)]
    return f"(?:{gathered(longest_first)})".replace("_", SPACE)


def first_letters(*keys: str) -> str:
    """What the forms of the lexicon's lists begin with, for a character class."""
    words = lexicon.tables("deadlines")
    return "".join(sorted({form[0] for key in keys for form in words[key]}))


class Strength(IntEnum):
    """How sure the words alone make it a time limit."""

    WEAK = 0  # only inside a directive: "hằng năm", "đến năm 2026"
    NEEDS_FINISHING = 1  # only beside a verb of finishing: "trong năm 2025"
    STRONG = 2  # "trước ngày 15/12", "chậm nhất"


@dataclass(slots=True, unsafe_hash=True)  # not frozen: that takes three times as long to make
class Candidate:
    """A stretch that reads like a time limit."""

    start: int
    end: int
    kind: DeadlineKind
    rule: str
    strength: Strength = Strength.STRONG
    strict: bool = False
    mention: DateMention | None = None
    recurrence: str | None = None
    amount: int | None = None
    amount_unit: str | None = None
    event: Span | None = None
    back: bool = False  # counted back from the event ("trước ngày họp 02 ngày")
    time: str | None = None
    shift: int = 0  # months, weeks or days from the anchor for "tháng này" (0), "tuần sau" (1) …
    part: str | None = None  # of the period: a key of deadline_parts.PARTS ("đầu tháng 12")
    weekday: int | None = None  # of the week that ``shift`` tells: 0 is Monday
    confidence: float = 0.95


def clock(m: re.Match[str]) -> str | None:
    """ "HH:MM" of a match of :data:`TIME`, None where no possible hour was given."""
    if not m["time"] if "time" in m.groupdict() else not m["hour"]:
        return None
    hour = int(m["hour"])
    if "chiều" in m[0].lower() and hour < 12:
        hour += 12
    return f"{hour:02d}:{m['minute'] or '00'}" if hour < 24 else None


def without_space(text: str, start: int, end: int) -> int:
    """``end`` moved left over white space."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
