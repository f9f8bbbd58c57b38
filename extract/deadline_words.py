"""What the patterns of deadlines share: the candidate, the fragments of regular expressions, the words of ``lexicon/deadlines.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from extract import lexicon
from extract.dates import DateMention
from extract.findings import DeadlineKind
from extract.sentences import Span

#: White space, at least one character; it may be a line break.
SPACE = r"[ \t\n\xa0]+"
GAP = r"[ \t\n\xa0]*"
FLAGS = re.IGNORECASE
EVERY = r"(?:h[ằà]ng|mỗi)"
TIME = (
    rf"(?P<hour>\d{{1,2}}){GAP}(?:giờ|h|g|:)(?:{GAP}(?P<minute>\d{{2}})(?!\d))?(?:{GAP}(?:phút|'|’))?"
    rf"(?:{SPACE}(?:sáng|chiều|tối|trưa))?{GAP},?{GAP}"
)
#: Where the name of an event ends.
EVENT_END = r"(?=[,;.:()\n]|$)"


def forms(*keys: str) -> str:
    """Alternatives of the lexicon's lists as one group, longest first."""
    words = lexicon.tables("deadlines")
    entries = {form for key in keys for form in words[key]}
    return "(?:" + "|".join(re.escape(form).replace(r"\ ", SPACE) for form in sorted(entries, key=len, reverse=True)) + ")"


class Strength(IntEnum):
    """How sure the words alone make it a time limit."""

    WEAK = 0  # only inside a directive: "hằng năm", "đến năm 2026"
    NEEDS_FINISHING = 1  # only beside a verb of finishing: "trong năm 2025"
    STRONG = 2  # "trước ngày 15/12", "chậm nhất"


@dataclass(frozen=True, slots=True)
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
