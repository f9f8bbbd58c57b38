"""Slips of recognisers of Vietnamese: which marks they take for which others."""

from __future__ import annotations

import unicodedata
from enum import Enum
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_HOOK = "\u0309"


class Slip(Enum):
    """How one word may have been read as another with other marks. Recognisers lose tones and confuse them; they hardly ever invent one."""

    LIKELY = 1  # a hook lost or taken for another tone, a dot of i taken for a hook, a circumflex, breve or horn lost or taken for another
    POSSIBLE = 2  # a tone lost or taken for another, all marks of a letter lost


@lru_cache(maxsize=65536)
def slip(read: str, meant: str) -> Slip | None:
    """How ``meant`` may have been read as ``read``: one letter with another tone or another shape, not both; None where not."""
    other = [(a, b) for a, b in zip(read, meant, strict=True) if a != b]
    if len(other) != 1 or len(read) != len(meant):
        return None
    (letter, tone, shape), (meant_letter, meant_tone, meant_shape) = (_apart(char) for char in other[0])
    if letter != meant_letter:
        return None
    if tone == meant_tone:
        return Slip.LIKELY
    if shape != meant_shape:
        return None if tone or shape else Slip.POSSIBLE
    dot_of_i = letter == "i" and {tone, meant_tone} == {"", _HOOK}
    hook_lost = meant_tone == _HOOK and tone in ("", "\u0300", "\u0301")
    if dot_of_i or hook_lost:
        return Slip.LIKELY
    return Slip.POSSIBLE if meant_tone else None


@lru_cache(maxsize=65536)
def lost_hook(read: str, meant: str) -> bool:
    """Whether ``read`` is ``meant`` but for one hook, lost or taken for an acute: what recognisers of heavy or faint print do most."""
    if slip(read, meant) is not Slip.LIKELY:
        return False
    ((_, tone, shape), (_, meant_tone, meant_shape)) = next(
        (_apart(a), _apart(b)) for a, b in zip(read, meant, strict=True) if a != b
    )
    return meant_tone == _HOOK and tone in ("", "\u0301") and shape == meant_shape


def _apart(char: str) -> tuple[str, str, str]:
    """A small letter without marks, its tone, its other mark; "đ" counts as a letter of its own."""
    apart = unicodedata.normalize("NFD", char)
    letter, marks = apart[0], apart[1:]
    tone = "".join(mark for mark in marks if mark in _TONES)
    return letter, tone, "".join(mark for mark in marks if mark not in _TONES)
