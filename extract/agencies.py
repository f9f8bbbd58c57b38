"""Bodies and office holders in running text (cơ quan, đơn vị, chức danh): a grammar over heads, with the lexicon of their names.

A body is read from its head ("Sở", "UBND", "Thủ trưởng các", "các cơ quan, đơn vị") to where its name ends: at a verb, a preposition, or
punctuation that is not part of a known name. Lists ("Sở A, Sở B và các cơ quan liên quan", "các sở: Tài chính, Nội vụ") are read as far as
they go. Names are kept as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.body_heads import DETERMINERS, heads, openers, openings, phrases, read_head
from extract.body_names import ends_heading, name_end
from extract.findings import Body
from extract.words import Words, remembered

__all__ = [
    "Bodies",
    "acronyms",
    "bare",
    "ends_heading",
    "ends_name",
    "is_citizen",
    "is_reference",
    "is_speaker",
    "read",
    "starts",
    "unlisted",
]

_CONJUNCTIONS = frozenset(("và", "hoặc", "&"))
_WITH = frozenset(("và", "cùng", "với", "hoặc", "&"))
#: A full stop before a small letter, inside a name: recognition took a comma for it ("các bộ, ngành. địa phương").
_MISREAD_COMMA = re.compile(r"\.(?= [a-zà-ỹđ])")
#: The name told again in brackets, shortened: "các Sở Khoa học và Công nghệ (Sở KH&CN) của các tỉnh".
_SHORT_NAME = re.compile(r" \((?:Sở|Bộ|Ban|Cục|Chi cục|UBND|HĐND|Phòng|BQL|TT|VP) ?[A-ZĐ&-]*\)")
#: A name longer than this was misread.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Bodies:
    """Bodies that stand in a row: ``end`` is the index of the word after the last."""

    items: tuple[Body, ...]
    end: int


def read(words: Words, index: int, stop: int | None = None, *, heading: bool = False, company: bool = False) -> Bodies | None:
    """The bodies that stand in a row from word ``index`` on; None where no body stands there.

    ``heading``: the words are a heading that names bodies and nothing else, so that verbs belong to the names. ``company``: those who help are
    read, so that "cùng (với)" goes on with the row.
    """
    stop = len(words) if stop is None else stop
    if index >= len(words) or words.forms[index] not in openings():
        return None
    items: list[Body] = []
    at = index
    while at < stop:
        if items and is_speaker(words, at) is not None and is_speaker(words, index) is None:
            break  # "Đối với Sở A, đồng chí Chủ tịch lưu ý …": who speaks is none of the row
        one = _read_one(words, at, stop, heading=heading)
        if one is None:
            break
        body, at = one
        items.append(body)
        following = _next_in_row(words, at, stop, _WITH if company else _CONJUNCTIONS)
        if following is None:
            break
        at = following
    if not items:
        return None
    last = items[-1]
    return Bodies(tuple(items), words.index(last.end))


def starts(words: Words, index: int) -> bool:
    """Whether a body's name begins at the word."""
    return read_head(words, index, len(words)) is not None


def bare(words: Words, index: int) -> Bodies | None:
    """A common noun that names a body without "các", as it may right after an order verb: "đề nghị xã tiếp tục …"."""
    found = phrases("generic").match(words, index)
    if found is None or phrases("not_heads").match(words, index) is not None:
        return None
    end = found[0]
    if end >= len(words) or openers().match(words, end) is None:
        return None
    return Bodies((_body(words, index, end),), end)


def acronyms(words: Words, index: int) -> Bodies | None:
    """Bodies written as abbreviations that no list knows, right after an order verb: "yêu cầu EVN, PVN và TKV phối hợp …"."""
    items: list[Body] = []
    at = index
    while at < len(words) and words[at].upper and words.form(at).isalpha() and 2 <= len(words.form(at)) <= 7:
        items.append(_body(words, at, at + 1))
        at += 1
        if words.form(at) not in (",", "và") or at + 1 >= len(words) or not words[at + 1].upper:
            break
        at += 1
    return Bodies(tuple(items), at) if items and at < len(words) and openers().match(words, at) else None


def unlisted(words: Words, index: int) -> Bodies | None:
    """A body whose head no list knows, right after an order verb: "đề nghị Tiểu ban Hậu cần chốt …"; its name is written with capitals."""
    if index >= len(words) or not words[index].capital:
        return None
    at = index
    while at < len(words) and words.form(at)[0].isalnum() and not openers().match(words, at) and at - index < 10:
        at += 1
    capitals = sum(words[i].capital for i in range(index, at))
    whole = capitals >= 2 and capitals * 2 >= at - index and at < len(words) and words.form(at)[0].isalpha()
    return Bodies((_body(words, index, at),), at) if whole else None


def is_speaker(words: Words, index: int) -> int | None:
    """Index after "Đồng chí", "Ông" that stand for the one who speaks."""
    found = phrases("address").match(words, index)
    return found[0] if found else None


def is_reference(words: Words, index: int) -> int | None:
    """Index after "sở này", "cơ quan này" …, which stand for the body named last."""
    found = phrases("references").match(words, index)
    return found[0] if found else None


def ends_name(words: Words, index: int) -> bool:
    """Whether a preposition or the like stands there, after which a name does not go on and no predicate begins."""
    return phrases("stops").match(words, index) is not None


def is_citizen(words: Words, index: int) -> bool:
    """Whether people or firms are named there, not offices."""
    while words.form(index) in DETERMINERS:
        index += 1
    return phrases("citizens").match(words, index) is not None


@remembered
def _read_one(words: Words, index: int, stop: int, *, heading: bool) -> tuple[Body, int] | None:
    head = read_head(words, index, stop)
    if head is None:
        return None
    first, at, kind = head
    if kind == "references":
        return _body(words, first, at), at
    if kind == "person":
        while at < stop and words[at].capital and heads().match(words, at) is None:
            at += 1
        post = read_head(words, at + 1, stop) if words.form(at) in (",", "-") else None
        if post is not None and post[2] == "offices":  # "Nguyễn Văn An, Phó Chủ tịch UBND xã"
            held = _read_one(words, at + 1, stop, heading=heading)
            at = held[1] if held else at
        return _body(words, first, at), at
    field = phrases("fields").match(words, at) if kind == "offices" and words.form(at - 1) == "phòng" else None
    if field is not None:  # "Chánh Văn phòng HĐND và UBND xã"
        at = name_end(words, first, field[0], min(stop, index + _LONGEST), kind, heading=heading)
        return _body(words, first, at), at
    if kind == "offices" or (kind == "generic" and words.form(first) in ("lãnh", "thủ", "người", "đại")):
        nested = _read_one(words, at, stop, heading=heading)
        if nested is not None:
            return _body(words, first, nested[1]), nested[1]
    limit = min(stop, index + _LONGEST)
    at = name_end(words, first, at, limit, kind, heading=heading)
    return _body(words, first, at), at


def _next_in_row(words: Words, at: int, stop: int, conjunctions: frozenset[str]) -> int | None:
    """Index where the next body of the row begins, past the comma or conjunction."""
    following = at
    if words.form(following) == "(":
        while following < stop and words.form(following) != ")":
            following += 1
        following += 1
    if following < stop and words.form(following) in (",", ";"):
        following += 1
    while following < stop and words.form(following) in conjunctions:
        following += 1
    if following == at or following >= stop or read_head(words, following, stop) is None:
        return None
    return following


def _body(words: Words, first: int, end: int) -> Body:
    a, b = words[first].start, words[end - 1].end
    name = _MISREAD_COMMA.sub(",", " ".join(words.text[a:b].split()))
    return Body(_SHORT_NAME.sub("", name) if "(" in name else name, a, b)
