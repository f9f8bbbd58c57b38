"""The word error rate of a text against a reference, as ../shared/gold/wer.py counts it."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz.distance import Levenshtein

_WORD = re.compile(r"[\w/%]+")


def word_error_rate(reference: str, read: str) -> float:
    """Wrong, lost and added words as a share of the words of ``reference``."""
    wanted, found = (_WORD.findall(unicodedata.normalize("NFC", text)) for text in (reference, read))
    return Levenshtein.distance(wanted, found) / len(wanted)
