"""Where sentences and clauses end in official prose.

Full stops after abbreviations ("PCT.", "TL."), in dates, numbers and initials, and the closing "./." do not end a sentence; brackets are never cut in
two, quotation marks not at a semicolon. All offsets point into the text that was given; spans are trimmed of white space and of the
punctuation that ends them.
"""

from __future__ import annotations

import re
from functools import cache

from extract import lexicon

#: ``[start, end)`` in the document's text.
Span = tuple[int, int]

_TRAILING = " \t\n\xa0.,;:…/"
_LEADING = " \t\n\xa0.,;:…"
_STOP = re.compile(r"(?P<stop>[.!?…][.!?…]*)(?P<close>[\"”»’)\]]*)(?=[ \t\n\xa0]+|$)")
_OPENING = re.compile(r"[\s\xa0]+(?:[-–+•*]\s+)?[\"“«‘(\[]*(?=[^\W\d_]|\d)")
_VOWEL = re.compile(r"[aeiouyàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ\d]", re.IGNORECASE)
_LAST_WORD = re.compile(r"[\w/&.]+$")
_COUNTED = re.compile(
    r"\b(?:quý|loại|kỳ|học kỳ|đợt|hạng|khu vực|bậc|khóa|mức|nhóm|cấp|cột|bảng|biểu|phụ lục)\s+[IVXABC]$", re.IGNORECASE
)
_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»"}
_CLOSERS = {'"': '"'} | {close: opener for opener, close in _PAIRS.items()}
#: Marks that come in pairs; straight quotation marks do where their number is even.
_PAIRED = re.compile(r"[()\[\]{}“”«»]")
_STRAIGHT = re.compile(r"[()\[\]{}“”«»\"]")
_BRACKET_OR_CUT = re.compile(r"[()\[\]{}“”«».:;](?:(?<![.:])|\s+[-–+]\s+(?=[A-ZĐÀ-Ỹ]))")
_DASH = re.compile(r"[-–+•]\s+")
#: A bracket left open for longer than this was never meant to be closed, or its closing was lost in recognition.
_LONGEST_ASIDE = 1500


@cache
def abbreviations() -> frozenset[str]:
    """Words whose full stop does not end a sentence (``lexicon/abbreviations.txt``)."""
    return frozenset(line.strip() for line in lexicon.lines("abbreviations"))


def trim(text: str, start: int, end: int) -> Span:
    """``text[start:end]`` without white space around it and without the punctuation that ends (or, left over, opens) it."""
    while start < end and text[start] in _LEADING:
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return start, end


def sentences(text: str, start: int, end: int) -> list[Span]:
    """Sentences of ``text[start:end]``, trimmed."""
    asides = [a for a in _asides(text, start, end) if text[a[0]] in "(["]
    cuts = [m.end() for m in _STOP.finditer(text, start, end) if _ends_sentence(text, m, end) and not _inside(asides, m.start())]
    return _spans(text, start, end, cuts)


def clauses(text: str, start: int, end: int) -> list[Span]:
    """Parts of ``text[start:end]`` between semicolons (and dashes that open items set in one line), outside brackets and quotes."""
    asides = _asides(text, start, end)
    cuts = [
        m.start() + 1 for m in _BRACKET_OR_CUT.finditer(text, start, end) if m[0][0] in ";.:" and not _inside(asides, m.start())
    ]
    return [_without_dash(text, span) for span in _spans(text, start, end, cuts)]


def in_aside(text: str, start: int, end: int, at: int) -> bool:
    """Whether the character ``at`` stands inside brackets or quotation marks of ``text[start:end]``."""
    return _inside(_asides(text, start, end), at)


def asides(text: str, start: int, end: int) -> list[Span]:
    """Outermost bracketed or quoted stretches of ``text[start:end]``, brackets included."""
    return _asides(text, start, end)


def _asides(text: str, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    stack: list[tuple[str, int]] = []
    straight = _STRAIGHT if text.count('"', start, end) % 2 == 0 else _PAIRED
    for m in straight.finditer(text, start, end):
        char, at = m[0], m.start()
        if char in _PAIRS or (char == '"' and not any(c == char for c, _ in stack)):
            stack.append((char, at))
            continue
        opener = _CLOSERS[char]
        if not any(c == opener for c, _ in stack):
            continue
        while stack:
            c, opened = stack.pop()
            if c == opener:
                break
        if at - opened <= _LONGEST_ASIDE:
            while found and found[-1][0] > opened:
                found.pop()
            found.append((opened, at + 1))
    return found


def _inside(spans: list[Span], at: int) -> bool:
    return any(a < at < b - 1 for a, b in spans)


def _ends_sentence(text: str, m: re.Match[str], end: int) -> bool:
    after = _OPENING.match(text, m.end(), end)
    if m.end() >= end or not text[m.end() : end].strip():
        return True
    if after is None:
        return False
    following = text[after.end()]
    if m["stop"] == "…" or (set(m["stop"]) == {"."} and len(m["stop"]) > 1):
        return following.isupper()
    if following.islower():
        return False
    if m["stop"] != ".":
        return following.isupper()
    word = _LAST_WORD.search(text, max(0, m.start() - 24), m.start())
    if word is None:
        return following.isupper()
    last = word[0]
    if last in abbreviations() or ("." in last and last.rsplit(".", 1)[-1] in abbreviations()):
        return False
    if _COUNTED.search(text, max(0, m.start() - 16), m.start()):
        return following.isupper()  # "… trong quý I. Các địa phương …"
    # an initial or clipped name: "Ng. V. An"
    return not ((len(last) == 1 and last.isupper()) or (last.istitle() and not _VOWEL.search(last)))


def _spans(text: str, start: int, end: int, cuts: list[int]) -> list[Span]:
    spans: list[Span] = []
    at = start
    for cut in [*cuts, end]:
        a, b = trim(text, at, min(cut, end))
        if a < b:
            spans.append((a, b))
        at = cut
    return spans


def _without_dash(text: str, span: Span) -> Span:
    start, end = span
    m = _DASH.match(text, start, end) if text[start] in "-–+•" else None
    return (m.end(), end) if m else span
