"""Which syllables may be the beginning of a longer word, by underthesea's dictionary of 74,000 words (từ ghép).

Read without importing underthesea, which takes a second: most documents are done before a rule asks for segmentation.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from extract import lexicon
from extract.patterns import either_tone
from extract.words import fold


def may_join(first: str, second: str) -> bool:
    """Whether a word of the dictionary begins with the two syllables ("giao thông"), given as :func:`fold` writes them."""
    return second in _behind(first)


def are_one(first: str, second: str) -> bool:
    """Whether the two syllables are one word wherever they stand side by side (``lexicon/whole_words.txt``)."""
    return (first, second) in _whole()


@cache
def _whole() -> frozenset[tuple[str, str]]:
    pairs = (line.split() for line in lexicon.lines("whole_words"))
    return frozenset((fold(first), fold(second)) for first, second in pairs)


@lru_cache(maxsize=1024)
def _behind(first: str) -> frozenset[str]:
    """The second syllables of the words that begin with ``first``."""
    return frozenset(map(fold, re.findall(rf"\n{either_tone(re.escape(first))} (\w+)", _words())))


@cache
def _words() -> str:
    spec = find_spec("underthesea")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise ModuleNotFoundError("underthesea is not installed: its dictionary tells where one word may end and the next begin")
    raw = (Path(next(iter(folders))) / "corpus" / "data" / "Viet74K.txt").read_text("utf-8")
    return "\n" + unicodedata.normalize("NFC", raw).lower()
