"""How the name of a body begins: its head, with determiners and forms of address before it (đầu ngữ tên cơ quan)."""

from __future__ import annotations

from functools import cache

from extract import lexicon
from extract.words import Phrases, Words, remembered

DETERMINERS = frozenset(("các", "những", "từng", "mỗi", "mọi", "toàn", "tất", "cả", "quý", "hai", "ba"))


@cache
def heads() -> Phrases:
    """Heads of bodies with their kind: offices, bodies with a name of their own, common nouns, references."""
    words = lexicon.tables("bodies")
    entries = [(p, kind) for kind in ("references", "offices", "named", "verbal", "generic") for p in words[kind]]
    return Phrases(entries)


@cache
def phrases(key: str) -> Phrases:
    """A list of ``lexicon/bodies.toml``."""
    return Phrases((p, key) for p in lexicon.tables("bodies")[key])


@cache
def openers() -> Phrases:
    """What begins a predicate: the words after which no name goes on."""
    verbs = lexicon.tables("verbs")
    return Phrases((p, kind) for kind in ("strong", "orders", "adverbs", "deontic") for p in verbs[kind])


@cache
def openings() -> frozenset[str]:
    """What a body's name begins with, a title before it, or "các": most words that are asked about are none of these."""
    return DETERMINERS | phrases("address").openings() | heads().openings()


@remembered
def read_head(words: Words, index: int, stop: int) -> tuple[int, int, str] | None:
    """``(first word of the name, index after the head, kind)``."""
    first = index
    address = phrases("address").match(words, index)
    if address:
        first = address[0] + (words.form(address[0]) == ":")  # "các ông: Giám đốc Sở A, …"
    elif words.form(index) in DETERMINERS and (address := phrases("address").match(words, index + 1)):
        inner = read_head(words, address[0] + 1, stop) if words.form(address[0]) in ("trong", "ở", "thuộc") else None
        return (first, inner[1], inner[2]) if inner else (first, address[0], "person")
    at = first
    while at < stop and words.form(at) in DETERMINERS:
        at += 1
    determined = at > first
    found = heads().match(words, at)
    if found is None:
        if address and at < stop and words[at].capital:
            return first, at + 1, "person"
        return None
    end, kind = found
    if not determined and not address and words.form(at) == "lãnh" and not _leads_somebody(words, end, stop):
        return None
    none = phrases("not_heads").match(words, at)
    if none is not None and none[0] >= end:
        return None
    if kind in ("named", "offices") and not determined and not words[at].capital:
        holds = kind == "offices" and end < len(words) and (words[end].capital or words.form(end) == "các")
        if not holds and (kind == "offices" or not phrases("places").match(words, end)):
            generic = _generic(words, at)
            return (first, generic, "generic") if generic else None
    if kind == "generic" and not determined and not _stands_alone(words, at, end):
        return None
    return first, end, kind


def _leads_somebody(words: Words, at: int, stop: int) -> bool:
    """ "Lãnh đạo UBND xã" is a body, "Lãnh đạo, điều hành mọi hoạt động" an act."""
    if at >= stop:
        return True
    if words.form(at) in (",", "và") and openers().match(words, at + 1):
        return False
    return words.form(at) not in ("công", "việc", "mọi", "toàn", "thực", "tổ") or words.form(at + 1) == "an"


def _generic(words: Words, index: int) -> int | None:
    found = phrases("generic").match(words, index)
    return found[0] if found and _stands_alone(words, index, found[0]) else None


def _stands_alone(words: Words, at: int, end: int) -> bool:
    """ "chính quyền địa phương", "xã Tân Phong" are bodies without "các"; a bare "xã" or "tổ chức" in running text is none."""
    alone = phrases("alone").match(words, at)
    local = end - at > 1 and phrases("places").match(words, end) is not None  # "trạm y tế xã"
    return (
        (alone is not None and alone[0] >= end) or local or (end < len(words) and words[end].capital and not words[end - 1].upper)
    )
