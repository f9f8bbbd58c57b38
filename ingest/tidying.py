"""Text as it may stand in a document: NFC, single spaces, no control characters, no letters of other alphabets in Vietnamese words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from .vietnamese import SUSPECT_LETTERS, repair_lookalikes, to_nfc

# Spaces of every kind become one space; marks of width zero and of writing direction, soft hyphens and control characters go.
_SPACE = "\\s\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\x1c-\\x1f\\x85\\u2800"
_NOTHING = (
    "\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f"
    "\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff\\ud800-\\udfff"
)
# Spelled out, for one class of single characters is looked through ten times as fast as "\\s" beside other choices.
_ODD = f"{_NOTHING}\\t-\\r\\x1c-\\x1f\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\u2800\\uf020-\\uf0ff"
_UNTIDY = re.compile(f"[{_ODD}]")
_SUSPECT = re.compile(f"[{_ODD}{SUSPECT_LETTERS}]")
_SPACES = re.compile(f"[{_SPACE}]+")
_GONE = re.compile(f"[{_NOTHING}]")

# What is written for the bullets of the Symbol and Wingdings fonts (private area F000 + byte) where the font is not known.
_BULLETS = {
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0A8: "◻",
    0xF0D8: "➢",
    0xF0E0: "→",
    0xF0E8: "→",
    0xF0FC: "✓",
    0xF0FE: "☑",
    0xF06F: "□",
    0xF071: "❑",
    0xF076: "❖",
    0xF077: "◆",
    0xF06E: "■",
    0xF02D: "-",
    0xF0BE: "-",
    0xF02B: "+",
    0xF02A: "*",
    0xF020: " ",
}


def tidy(text: str) -> str:
    """``text`` as it may stand in a block: NFC, single spaces, none at the ends, no line breaks, no control characters."""
    if _UNTIDY.search(text) or "  " in text or text[:1] == " " or text[-1:] == " ":
        text = _SPACES.sub(" ", _GONE.sub("", text.translate(_BULLETS))).strip(" ")
    whole = to_nfc(text)
    repaired = repair_lookalikes(whole)
    return whole if repaired is whole else to_nfc(repaired)


def untidy_places(text: str) -> Iterable[int]:
    """Where ``text`` holds what :func:`tidy` may change: stretches of whole words between these places it leaves as they are."""
    if "  " in text or text[:1] == " " or text[-1:] == " " or to_nfc(text) != text:
        return range(len(text))
    return (match.start() for match in _SUSPECT.finditer(text))


def tidy_with_origin(text: str) -> tuple[str, list[int]]:
    """``tidy(text)`` and, for each of its characters and for its end, the index in ``text`` where it begins.

    The list has one value more than the tidy text has characters and never falls. A letter made of several characters begins at the
    first of them.
    """
    clean = tidy(text)
    if clean == text:
        return clean, list(range(len(text) + 1))
    out: list[str] = []
    origin: list[int] = []
    end = 0
    for start, stop in _clusters(text):
        letters = _SPACES.sub(" ", _GONE.sub("", text[start:stop].translate(_BULLETS)))
        letters = unicodedata.normalize("NFC", to_nfc(letters))
        if not letters or (letters == " " and (not out or out[-1] == " ")):
            continue
        out.extend(letters)
        origin.extend([start] * len(letters))
        end = stop
    while out and out[-1] == " ":
        out.pop()
        end = origin.pop()
    origin.append(max(end, origin[-1] if origin else 0))
    joined = repair_lookalikes("".join(out))
    if joined == clean:
        return clean, origin
    # Letters that only join across clusters (never in Vietnamese): keep the text, spread the origins evenly.
    return clean, [round(i * len(text) / max(len(clean), 1)) for i in range(len(clean) + 1)]


def _clusters(text: str) -> Iterable[tuple[int, int]]:
    """Stretches of ``text`` that make one letter: a character and the marks behind it."""
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or not unicodedata.combining(text[i]):
            yield start, i
            start = i
