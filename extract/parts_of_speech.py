"""Whether a clause opens with a verb, told by underthesea's tagger (từ loại).

The lexicon knows the verbs of administration; a task may open with any other ("gặp mặt doanh nghiệp", "ghép việc đánh giá …"). The tagger is asked
only for such clauses: it takes longer to load than all rules together.
"""

from __future__ import annotations

from functools import lru_cache

#: So many characters of the clause tell the tagger enough.
_ENOUGH = 60


def opens_with_verb(text: str, start: int, end: int) -> bool:
    """Whether the first word of ``text[start:end]`` is tagged as a verb, or as a word of manner right before one."""
    return _verb(" ".join(text[start : min(end, start + _ENOUGH)].split()).lower())


@lru_cache(maxsize=4096)
def _verb(clause: str) -> bool:
    from underthesea import pos_tag  # costs a second: not before a rule asks

    tags = [tag for _, tag in pos_tag(clause)[:2]]
    return tags[:1] == ["V"] or (tags[:1] in (["A"], ["R"]) and tags[1:2] == ["V"])
