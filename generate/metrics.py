"""How wide a line of Times New Roman prints, and where it wraps.

Rules in a letterhead are a share of their text's length, and long names are broken in the right place. Advance widths are those of Liberation Serif,
which has the metrics of Times New Roman (``lexicon/times_widths.json``, in 1/2048 em); an accented letter is as wide as its base.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files

EM = 2048
MM_PER_POINT = 25.4 / 72
_HORN = "\u031b"


def width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width of ``text`` in millimetres at ``size`` points."""
    table = _widths(" ".join(name for name, on in (("bold", bold), ("italic", italic)) if on) or "regular")
    units = sum(_advance(letter, table) for letter in unicodedata.normalize("NFC", text))
    return units / EM * size * MM_PER_POINT


def wrapped(text: str, room: float, size: float, *, bold: bool = False, italic: bool = False) -> list[str]:
    """The lines into which a word processor breaks ``text`` in a column of ``room`` millimetres."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold=bold, italic=italic) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def balanced(
    text: str, room: float, size: float, *, bold: bool = False, italic: bool = False, loose_ends: tuple[str, ...] = ()
) -> list[str]:
    """As many lines as :func:`wrapped` makes, the longest of them as short as can be; none ends in one of ``loose_ends`` where that can be helped."""
    lines = wrapped(text, room, size, bold=bold, italic=italic)
    words = text.split(" ")
    widths = {
        width(" ".join(words[i:j]), size, bold=bold, italic=italic)
        for i in range(len(words))
        for j in range(i + 1, len(words) + 1)
    }
    for narrower in sorted(w for w in widths if w <= room):
        tighter = wrapped(text, narrower, size, bold=bold, italic=italic)
        if len(tighter) == len(lines) and not any(line.split(" ")[-1] in loose_ends for line in tighter):
            return tighter
    return lines


def _advance(letter: str, table: dict[str, int]) -> int:
    if letter in table:
        return table[letter]
    parts = unicodedata.normalize("NFD", letter)
    base = parts[0]
    if _HORN in parts:
        base = unicodedata.normalize("NFC", base + _HORN)
    return table.get(base, table["n"])


@cache
def _widths(style: str) -> dict[str, int]:
    data: dict[str, dict[str, int]] = json.loads(files("generate.lexicon").joinpath("times_widths.json").read_text("utf-8"))
    return data[style]
