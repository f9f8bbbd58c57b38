"""When two names are the same name, and when a word typed into a search box is found.

Vietnamese is typed with the tone mark on either vowel ("hoà", "hòa"), in any case and with stray spaces: none of that makes another body.
"""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_SYLLABLE = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_AMPERSAND = re.compile(r"\s*&\s*")


def fold(text: str) -> str:
    """``text`` in one case, one spacing, one kind of dash, each syllable's tone mark behind its letters: equal for "Uỷ ban" and "ủy  ban"."""
    plain = unicodedata.normalize("NFD", text.casefold())
    plain = _AMPERSAND.sub("&", _DASHES.sub("-", " ".join(plain.split())))
    return unicodedata.normalize("NFC", _SYLLABLE.sub(_tone_last, plain))


def _tone_last(match: re.Match[str]) -> str:
    syllable = match.group()
    tones = "".join(c for c in syllable if c in _TONES)
    return "".join(c for c in syllable if c not in _TONES) + tones if tones else syllable


def unaccented(text: str) -> str:
    """``text`` folded and without any mark, as typed on a keyboard without Vietnamese: "sở tài chính" → "so tai chinh"."""
    plain = unicodedata.normalize("NFD", fold(text)).replace("đ", "d")
    return "".join(c for c in plain if not unicodedata.combining(c))


def body_key(name: str) -> str:
    """The key under which a body is one row, whatever its spelling."""
    return fold(name.strip(" \t\n.,;:")).strip()[:255]


def search_text(*parts: str) -> str:
    """What a row is searched by: its words folded, then without marks, a line for each part, so that no phrase is found across two of them."""
    lines = [fold(part) for part in parts if part]
    return "\n".join(lines + [unaccented(line) for line in lines])


def search_words(query: str) -> str:
    """The form in which ``query`` is a substring of :func:`search_text` where it occurs, typed with or without marks."""
    return fold(query)
