"""Reading past the slips of recognition: phrases of the field get back the marks that a scan lost ("phối hơp" → "phối hợp").

Only on recognised pages, only for phrases of two syllables and more that the lexicons hold, and never where what was recognised is itself a
word. The result has the length of the text, so that offsets hold; findings quote the text as recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract import lexicon
from extract.words import fold
from ingest.document import Document, PageSource
from ingest.vietnamese import lexicon as dictionary
from ingest.vietnamese import without_marks

_SYLLABLE = re.compile(r"[^\W\d_]+")
_LONGEST = 6
#: Lists of common words: too short and too many to repair by ("sở tại" for "Sở Tài chính").
_LOOSE = frozenset(("not_heads", "nominal", "settings", "grounds", "connectors"))


def reading(document: Document) -> str:
    """The text to read: that of the document, on recognised pages with the marks of known phrases restored."""
    scanned = {page.number for page in document.pages if page.source is PageSource.OCR}
    if not scanned:
        return document.text
    letters = list(document.text)
    for block in document.blocks:
        if block.page in scanned:
            for at, syllable in _repairs(document.text, block.start, block.end):
                letters[at : at + len(syllable)] = syllable
    return "".join(letters)


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Plain letters of a phrase → its syllables with their marks; phrases that differ in their marks alone are left out."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    twice: set[tuple[str, ...]] = set()
    for phrase in _entries():
        syllables = tuple(fold(s) for s in phrase.split())
        if not 2 <= len(syllables) <= _LONGEST or not all(_SYLLABLE.fullmatch(s) for s in syllables):
            continue
        plain = tuple(without_marks(s) for s in syllables)
        if found.setdefault(plain, syllables) != syllables:
            twice.add(plain)
    return {plain: syllables for plain, syllables in found.items() if plain not in twice}


def _entries() -> Iterator[str]:
    for name in ("verbs", "bodies", "directives", "deadlines"):
        for key, entries in lexicon.tables(name).items():
            if key not in _LOOSE:
                yield from entries


def _repairs(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """``(offset, syllable)`` to put in place of what stands there."""
    words = list(_SYLLABLE.finditer(text, start, end))
    folded = [fold(m[0]) for m in words]
    plain = [without_marks(form) for form in folded]
    at = 0
    while at < len(words):
        length = _match(text, words, folded, plain, at)
        if length:
            right = _phrases()[tuple(plain[at : at + length])]
            for k in range(length):
                if folded[at + k] != right[k]:
                    yield words[at + k].start(), _in_case_of(words[at + k][0], right[k])
        at += length or 1


def _match(text: str, words: list[re.Match[str]], folded: list[str], plain: list[str], at: int) -> int:
    """Number of syllables of the longest phrase that stands here with wrong marks; 0 for none, or where the marks are right."""
    for length in range(min(_LONGEST, len(words) - at), 1, -1):
        right = _phrases().get(tuple(plain[at : at + length]))
        if right is None or not _together(text, words, at, length):
            continue
        recognised = folded[at : at + length]
        if tuple(recognised) == right:
            return length
        same_length = all(len(a) == len(b) for a, b in zip(recognised, right, strict=True))
        return length if same_length and " ".join(recognised) not in dictionary() else 0
    return 0


def _together(text: str, words: list[re.Match[str]], at: int, length: int) -> bool:
    return all(text[words[k].end() : words[k + 1].start()].isspace() for k in range(at, at + length - 1))


def _in_case_of(printed: str, syllable: str) -> str:
    return "".join(b.upper() if a.isupper() else b for a, b in zip(printed, syllable, strict=True))
