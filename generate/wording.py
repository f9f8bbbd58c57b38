"""How a phrase is written in official prose (cách viết): capitals, lists of bodies, closing marks, blanks.

Capitals: Nghị định 30/2020/NĐ-CP, Phụ lục II.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from generate import lexicon

BLANK = "……"
"""Stands where something is not known, for staff to fill in."""

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_END = re.compile(r"(?:\s*(?:\./\.|[;,:]|(?<!\.)\.(?!\.)))+\s*$")


def printable(text: str) -> str:
    """NFC text on one line; characters that a Word file cannot hold, line ends and tabs are spaces."""
    return _UNPRINTABLE.sub(" ", unicodedata.normalize("NFC", text))


def clean(text: str) -> str:
    """:func:`printable` text in which white space of any kind is one space."""
    return " ".join(printable(text).split())


def without_end(text: str) -> str:
    """``text`` without its closing mark; an ellipsis stays."""
    return _END.sub("", text.strip())


def sentence(text: str, mark: str = ".") -> str:
    """``text`` with exactly one closing ``mark``; an ellipsis that ends it is mark enough, unless the mark is ``./.``."""
    bare = without_end(text)
    if bare.endswith(("...", "…")) and not bare.endswith(BLANK) and mark == ".":
        return bare
    return bare + mark


def fold(text: str) -> str:
    """``text`` for comparison: lower case, white space and commas evened out, old and new tone placement alike ("hoà", "hòa")."""
    plain = clean(text).casefold().replace(" ,", ",").replace("–", "-")
    return _TONE.sub(lambda m: _NEW_TONE[m[0]], plain)


_NEW_TONE = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_TONE = re.compile("(?<!q)(?:" + "|".join(_NEW_TONE) + r")(?!\w)")


def upper_first(text: str) -> str:
    """First letter capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """First letter small, as in the middle of a sentence, unless the text opens with a name or an abbreviation.

    "Rà soát hồ sơ" → "rà soát hồ sơ"; "Trình UBND tỉnh" → "trình UBND tỉnh"; "Sở Nội vụ", "UBND tỉnh", "Công an tỉnh" stay.
    """
    words = text.split(" ", 2)
    first = words[0].strip(",;:()\"“”'")
    if not first[:1].isupper() or opens_with_name(text):
        return text
    return text[:1].lower() + text[1:]


def opens_with_name(text: str) -> bool:
    """Does ``text`` begin with a proper name, a body's name, a post or an abbreviation?"""
    words = text.split(" ", 2)
    first = words[0].strip(",;:()\"“”'")
    if not first[:1].isupper():
        return False
    if len(first) > 1 and (first.isupper() or any(letter.isdigit() for letter in first)):
        return True
    if _starts_with_entry(text.casefold(), "names"):
        return True
    following = words[1] if len(words) > 1 and words[0] == first else ""
    return following[:1].isupper() and first not in lexicon.lines("small_words")


def _starts_with_entry(folded: str, name: str) -> bool:
    return any(
        folded.startswith(entry.casefold()) and not folded[len(entry) : len(entry) + 1].isalnum() for entry in lexicon.lines(name)
    )


def joined(names: Sequence[str]) -> str:
    """ "A", "A và B", "A, B và C"; only commas where a name has "và" inside, so that nobody reads one body as two."""
    *others, last = names
    if not others:
        return last
    if any(" và " in name for name in names):
        return ", ".join(names)
    return f"{', '.join(others)} và {last}"


def unbroken(text: str, name: str) -> str:
    """``text`` with ``name`` held together on one line by unbreakable spaces: a person's name is not torn apart in a title."""
    return text.replace(name, name.replace(" ", "\N{NO-BREAK SPACE}")) if name else text
