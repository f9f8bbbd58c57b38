"""Persons with their posts, as prose introduces them (họ tên, chức vụ).

"Phó Chủ tịch UBND tỉnh Nguyễn Văn An", "đồng chí Trần Thị Bình, Ủy viên Ban Thường vụ, Chủ tịch HĐND tỉnh", "ông Lê Minh Châu - Giám đốc
Sở Nội vụ".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract import issuers, lexicon
from extract.patterns import SPACE as _S
from extract.patterns import UPPER, alternatives

_CAPITAL_RUN = re.compile(rf"(?:[{UPPER}]\w*)(?:{_S}+[{UPPER}]\w*)*$")
_FOLLOWING_RUN = re.compile(rf"[{UPPER}]\w*(?:{_S}+[{UPPER}]\w*){{1,4}}")
_LONGEST_NAME = 4


@cache
def _address() -> re.Pattern[str]:
    """How a person is addressed: "đồng chí", "ông", a military or academic rank."""
    words = alternatives(lexicon.tables("posts")["address"])
    return re.compile(rf"(?:các{_S}+)?(?:{words})\.?:?{_S}+", re.IGNORECASE)


@cache
def _post() -> re.Pattern[str]:
    """The first words of a post in prose."""
    words = alternatives(lexicon.tables("posts")["in_prose"])
    return re.compile(rf"(?:(?:Phó|Quyền|Nguyên){_S}+)*(?:{words}|Phó)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name at ``[start, end)`` and the post as printed, if it is."""

    name: str
    post: str | None
    start: int
    end: int


def read(text: str, start: int, end: int) -> Person | None:
    """The person that ``text[start:end]`` introduces, where it is a phrase of post and name and nothing else."""
    while start < end and text[start] in " \t\n\xa0,;:-–":
        start += 1
    while end > start and text[end - 1] in " \t\n\xa0,;:-–":
        end -= 1
    addressed = _address().match(text, start, end)
    at = addressed.end() if addressed else start
    if addressed:
        named = _named_first(text, at, end)
        if named is not None:
            return named
    return _post_first(text, at, end)


def _named_first(text: str, start: int, end: int) -> Person | None:
    """A name with the posts behind it: "Nguyễn Văn An, Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh"."""
    m = _FOLLOWING_RUN.match(text, start, end)
    if m is None or _post().match(text, start, end):
        return None
    rest = text[m.end() : end].lstrip(" \t\n\xa0,-–(;:")
    if rest and not _post().match(rest):
        return None
    posts = [part for part in re.split(rf",{_S}+|{_S}+[-–]{_S}+", rest) if part]
    known = next((i for i, part in enumerate(posts) if _post().match(part) is None), len(posts))
    posts = [
        re.split(rf"{_S}+(?:đã|vừa|làm|phát{_S}+biểu|dẫn{_S}+đầu|cho{_S}+biết|chủ{_S}+trì)(?!\w)", part)[0] for part in posts
    ]
    stop = rest.find(posts[known - 1]) + len(posts[known - 1]) if posts else 0
    return Person(_plain(m[0]), _plain(rest[:stop]) or None, start, m.end())


def _post_first(text: str, start: int, end: int) -> Person | None:
    """A name behind its post: "Chủ tịch UBND tỉnh Nguyễn Văn An"; what follows the name after a comma is another post and left out."""
    if not _post().match(text, start, end):
        return None
    stop = end
    for _ in range(4):
        run = _CAPITAL_RUN.search(text[start:stop])
        if run is not None:
            name = _name_in(run[0])
            if name is not None:
                at = stop - len(name)
                post = _plain(text[start:at].rstrip(" \t\n\xa0,-–"))
                post = re.split(r",? kiêm ", post)[0]
                return Person(_plain(name), post or None, at, stop)
        comma = max(text.rfind(",", start, stop), text.rfind(" - ", start, stop), text.rfind(" – ", start, stop))
        if comma < 0:
            return None
        stop = comma
        while stop > start and text[stop - 1].isspace():
            stop -= 1
    return None


def _name_in(run: str) -> str | None:
    """The person's name that ends a run of capital words; None where none does."""
    words = list(re.finditer(r"\S+", run))
    families = issuers.family_names()
    for length in range(min(_LONGEST_NAME, len(words)), 1, -1):
        if words[-length][0] in families and not run.endswith(("Hồ Chí Minh", "Hà Nội")):
            return run[words[-length].start() :]
    return (
        run if 2 <= len(words) <= _LONGEST_NAME and not issuers.opens_body(run) and words[0][0] not in ("Trung", "Hà") else None
    )


def _plain(words: str) -> str:
    return " ".join(words.split()).strip(" ,;:-–()")
