"""What every letterhead says word for word: the name of the nation and its motto (quốc hiệu, tiêu ngữ)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .vietnamese import matching_key, without_marks

_FORMULAS = tuple(tuple(matching_key(text).split()) for text in ("Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập Tự do Hạnh phúc"))
_CORE = re.compile(r"[^\W\d_]+")


def formulas_in(texts: Sequence[str]) -> Mapping[int, str]:
    """What those of ``texts``, the runs of letters of a paragraph, must say that stand in a formula, by their places.

    A formula is known where all its words but one have the right letters, whatever their marks, and that one as many letters.
    """
    keys = [matching_key(text) if _CORE.fullmatch(text) else "" for text in texts]
    bare = [without_marks(key) for key in keys]
    found: dict[int, str] = {}
    for formula in _FORMULAS:
        letters = [without_marks(word) for word in formula]
        for first in range(len(keys) - len(formula) + 1):
            there = bare[first : first + len(formula)]
            if sum(map(str.__eq__, there, letters)) >= len(formula) - 1 and list(map(len, there)) == list(map(len, letters)):
                found |= {first + at: word for at, word in enumerate(formula)}
    return found
