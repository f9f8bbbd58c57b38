"""Bodies and office holders in running text (cơ quan, đơn vị, chức danh): a grammar over heads, with the lexicon of their names.

A body is read from its head ("Sở", "UBND", "Thủ trưởng các", "các cơ quan, đơn vị") to where its name ends: at a verb, a preposition, or
punctuation that is not part of a known name. Lists ("Sở A, Sở B và các cơ quan liên quan", "các sở: Tài chính, Nội vụ") are read as far as
they go. Names are kept as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract import lexicon
from extract.findings import Body
from extract.words import Phrases, Words, remembered

_DETERMINERS = frozenset(("các", "những", "từng", "mỗi", "mọi", "toàn", "tất", "cả", "quý", "hai", "ba"))
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


@cache
def _heads() -> Phrases:
    words = lexicon.tables("bodies")
    entries = [(p, kind) for kind in ("references", "offices", "named", "verbal", "generic") for p in words[kind]]
    return Phrases(entries)


@cache
def _phrases(key: str) -> Phrases:
    return Phrases((p, key) for p in lexicon.tables("bodies")[key])


@cache
def _openers() -> Phrases:
    """What begins a predicate: the words after which no name goes on."""
    verbs = lexicon.tables("verbs")
    return Phrases((p, kind) for kind in ("strong", "orders", "adverbs", "deontic") for p in verbs[kind])


def read(words: Words, index: int, stop: int | None = None, *, heading: bool = False, company: bool = False) -> Bodies | None:
    """The bodies that stand in a row from word ``index`` on; None where no body stands there.

    ``heading``: the words are a heading that names bodies and nothing else, so that verbs belong to the names. ``company``: those who help are
    read, so that "cùng (với)" goes on with the row.
    """
    stop = len(words) if stop is None else stop
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
    return _head(words, index, len(words)) is not None


def bare(words: Words, index: int) -> Bodies | None:
    """A common noun that names a body without "các", as it may right after an order verb: "đề nghị xã tiếp tục …"."""
    found = _generic_heads().match(words, index)
    if found is None or _phrases("not_heads").match(words, index) is not None:
        return None
    end = found[0]
    if end >= len(words) or _openers().match(words, end) is None:
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
    return Bodies(tuple(items), at) if items and at < len(words) and _openers().match(words, at) else None


def unlisted(words: Words, index: int) -> Bodies | None:
    """A body whose head no list knows, right after an order verb: "đề nghị Tiểu ban Hậu cần chốt …"; its name is written with capitals."""
    if index >= len(words) or not words[index].capital:
        return None
    at = index
    while at < len(words) and words.form(at)[0].isalnum() and not _openers().match(words, at) and at - index < 10:
        at += 1
    capitals = sum(words[i].capital for i in range(index, at))
    whole = capitals >= 2 and capitals * 2 >= at - index and at < len(words) and words.form(at)[0].isalpha()
    return Bodies((_body(words, index, at),), at) if whole else None


def is_speaker(words: Words, index: int) -> int | None:
    """Index after "Đồng chí", "Ông" that stand for the one who speaks."""
    found = _phrases("address").match(words, index)
    return found[0] if found else None


def is_reference(words: Words, index: int) -> int | None:
    """Index after "sở này", "cơ quan này" …, which stand for the body named last."""
    found = _phrases("references").match(words, index)
    return found[0] if found else None


@remembered
def _head(words: Words, index: int, stop: int) -> tuple[int, int, str] | None:
    """``(first word of the name, index after the head, kind)``."""
    first = index
    address = _phrases("address").match(words, index)
    if address:
        first = address[0] + (words.form(address[0]) == ":")  # "các ông: Giám đốc Sở A, …"
    elif words.form(index) in _DETERMINERS and (address := _phrases("address").match(words, index + 1)):
        inner = _head(words, address[0] + 1, stop) if words.form(address[0]) in ("trong", "ở", "thuộc") else None
        return (first, inner[1], inner[2]) if inner else (first, address[0], "person")
    at = first
    while at < stop and words.form(at) in _DETERMINERS:
        at += 1
    determined = at > first
    found = _heads().match(words, at)
    if found is None:
        if address and at < stop and words[at].capital:
            return first, at + 1, "person"
        return None
    end, kind = found
    if not determined and not address and words.form(at) == "lãnh" and not _leads_somebody(words, end, stop):
        return None
    none = _phrases("not_heads").match(words, at)
    if none is not None and none[0] >= end:
        return None
    if kind in ("named", "offices") and not determined and not words[at].capital:
        holds = kind == "offices" and end < len(words) and (words[end].capital or words.form(end) == "các")
        if not holds and (kind == "offices" or not _phrases("places").match(words, end)):
            generic = _generic(words, at)
            return (first, generic, "generic") if generic else None
    if kind == "generic" and not determined and not _stands_alone(words, at, end):
        return None
    return first, end, kind


def _leads_somebody(words: Words, at: int, stop: int) -> bool:
    """ "Lãnh đạo UBND xã" is a body, "Lãnh đạo, điều hành mọi hoạt động" an act."""
    if at >= stop:
        return True
    if words.form(at) in (",", "và") and _openers().match(words, at + 1):
        return False
    return words.form(at) not in ("công", "việc", "mọi", "toàn", "thực", "tổ") or words.form(at + 1) == "an"


@cache
def _generic_heads() -> Phrases:
    return Phrases((p, "generic") for p in lexicon.tables("bodies")["generic"])


@cache
def _verbal_heads() -> Phrases:
    return Phrases((p, "verbal") for p in lexicon.tables("bodies")["verbal"])


def _generic(words: Words, index: int) -> int | None:
    found = _generic_heads().match(words, index)
    return found[0] if found and _stands_alone(words, index, found[0]) else None


def _stands_alone(words: Words, at: int, end: int) -> bool:
    """ "chính quyền địa phương", "xã Tân Phong" are bodies without "các"; a bare "xã" or "tổ chức" in running text is none."""
    alone = _phrases("alone").match(words, at)
    local = end - at > 1 and _phrases("places").match(words, end) is not None  # "trạm y tế xã"
    return (
        (alone is not None and alone[0] >= end) or local or (end < len(words) and words[end].capital and not words[end - 1].upper)
    )


def ends_name(words: Words, index: int) -> bool:
    """Whether a preposition or the like stands there, after which a name does not go on and no predicate begins."""
    return _phrases("stops").match(words, index) is not None


def is_citizen(words: Words, index: int) -> bool:
    """Whether people or firms are named there, not offices."""
    while words.form(index) in _DETERMINERS:
        index += 1
    return _phrases("citizens").match(words, index) is not None


@remembered
def _read_one(words: Words, index: int, stop: int, *, heading: bool) -> tuple[Body, int] | None:
    head = _head(words, index, stop)
    if head is None:
        return None
    first, at, kind = head
    if kind == "references":
        return _body(words, first, at), at
    if kind == "person":
        while at < stop and words[at].capital and _heads().match(words, at) is None:
            at += 1
        post = _head(words, at + 1, stop) if words.form(at) in (",", "-") else None
        if post is not None and post[2] == "offices":  # "Nguyễn Văn An, Phó Chủ tịch UBND xã"
            held = _read_one(words, at + 1, stop, heading=heading)
            at = held[1] if held else at
        return _body(words, first, at), at
    field = _phrases("fields").match(words, at) if kind == "offices" and words.form(at - 1) == "phòng" else None
    if field is not None:  # "Chánh Văn phòng HĐND và UBND xã"
        at = _name_end(words, first, field[0], min(stop, index + _LONGEST), kind, heading=heading)
        return _body(words, first, at), at
    if kind == "offices" or (kind == "generic" and words.form(first) in ("lãnh", "thủ", "người", "đại")):
        nested = _read_one(words, at, stop, heading=heading)
        if nested is not None:
            return _body(words, first, nested[1]), nested[1]
    limit = min(stop, index + _LONGEST)
    at = _name_end(words, first, at, limit, kind, heading=heading)
    return _body(words, first, at), at


def _name_end(words: Words, first: int, at: int, stop: int, kind: str, *, heading: bool) -> int:
    plural = words.form(first) in _DETERMINERS or kind in ("generic", "verbal")
    at = _topic_end(words, at, stop) if _is_topical(words, first, at) else _own_word_end(words, at, stop)
    members = False
    following: int | None
    while at < stop:
        word = words[at]
        step = _known_part(words, at, kind) or _project(words, first, at) or _relative_end(words, at, stop, kind)
        if step:
            plural = plural or words.form(at) == "các"
            at = step
            continue
        if members and word.form in (",", "và") and (member := _member(words, at + 1)):
            following = member
        elif word.form == ",":
            following = _after_comma(words, at, stop, plural, heading=heading)
        elif word.form in ("và", "&"):
            following = _after_and(words, at, stop, plural, heading=heading)
        elif word.form in ("-", "–") or (word.form == "/" and _ends_place(words, at)):
            following = at + 1 if _joins(words, at, stop) else None
        elif word.form == ":":
            following = at + 1 if plural and not heading and _names_follow(words, at + 1, stop) else None
            members = following is not None
        elif word.form == "(":
            following = _after_bracket(words, at, stop, heading=heading)
        elif word.form == ".":
            clipped = words[at - 1].upper and words[at - 1].end == word.start and at + 1 < stop and words[at + 1].capital
            following = at + 1 if clipped else None
        elif not word.form[0].isalnum():
            following = None
        else:
            following = _after_word(words, at, stop, kind, heading=heading)
        if following is None:
            break
        at = following
    at = _without_bracket(words, first, at)
    while at > first + 1 and words.form(at - 1) in (",", "và", "-", "–", "của", "thuộc", "các", "tại", "(", ":"):
        if words.form(at - 1) == "thuộc" and words.form(at - 2) == "trực":
            break  # "các chi bộ trực thuộc"
        at -= 1
    return at


def _member(words: Words, at: int) -> int | None:
    """Index after a field that goes on with "các Bộ: Quốc phòng, Công an, …", though some of them may stand for a body by themselves."""
    field = _phrases("fields").match(words, at) if at < len(words) and words[at].capital else None
    ends = field is not None and (field[0] >= len(words) or not words[field[0]].form[0].isalnum() or words.form(field[0]) == "và")
    return field[0] if field is not None and ends else None


def _own_word_end(words: Words, at: int, stop: int) -> int:
    """Index after a word whose first syllable alone has a capital and which holds a verb: "Cục Thống kê", "Đài Tiếng nói Việt Nam"."""
    if at + 1 >= stop or not words[at].capital or words[at].upper or words[at + 1].capital or not words.form(at + 1).isalpha():
        return at
    field = _phrases("fields").match(words, at)
    if field is not None and field[0] == at + 2:
        return at  # the name goes on behind it in any case, and segmentation need not be asked
    verb = _openers().match(words, at + 1) or _phrases("stops").match(words, at + 1)
    return at + 2 if verb and not words.is_word(at) else at


def _without_bracket(words: Words, first: int, end: int) -> int:
    """End of the name without the abbreviation in brackets that closes it: "Trung tâm Phục vụ hành chính công tỉnh (TTPVHCC), …"."""
    if words.form(end - 1) != ")":
        return end
    opening = next((i for i in range(end - 2, first, -1) if words.form(i) == "("), end)
    return opening if opening > first else end


def _known_part(words: Words, at: int, kind: str) -> int | None:
    """Index after a field of administration or a linking phrase that stands here."""
    field = _phrases("fields").match(words, at)
    if field and words[at].capital:
        return field[0]
    if kind in ("offices", "named") and words.form(at) == "phụ":
        return None  # "Phó Chủ tịch UBND xã phụ trách lĩnh vực …": what is said of the post
    link = _phrases("links").match(words, at)
    if link is None or _phrases("relatives").match(words, at):
        return None
    stop = _phrases("stops").match(words, at)  # "trên địa bàn" goes on, "trên cơ sở chức năng, nhiệm vụ" ends the name
    return None if stop is not None and stop[0] > link[0] else link[0]


def _project(words: Words, first: int, at: int) -> int | None:
    """Index after what a project board builds: "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh"."""
    if _phrases("project_heads").match(words, first) is None:
        return None
    found = _phrases("projects").match(words, at)
    return found[0] if found else None


def _is_topical(words: Words, first: int, at: int) -> bool:
    head = _phrases("topical").match(words, first)
    if head is None or head[0] != at or (_phrases("fields").match(words, at) is not None and words[at].capital):
        return False
    return _phrases("topics").match(words, at) is not None


def _topic_end(words: Words, at: int, stop: int) -> int:
    """Index after the topic of a committee or centre: up to the next predicate."""
    topic = _phrases("topics").match(words, at)
    assert topic is not None
    end = topic[0]
    while end < stop and (words.form(end)[0].isalnum() or (words.form(end) == "," and not _openers().match(words, end + 1))):
        opener = _openers().match(words, end)
        if opener and opener[0] == end + 1 and _ends_compound(words, end):
            end += 1  # "tổ quản lý trật tự đô thị"
            continue
        if _phrases("stops").match(words, end) or (opener and opener[1] in ("adverbs", "deontic")):
            break
        if opener and not _phrases("topics").match(words, end):
            break
        if words.form(end) == "," and _head(words, end + 1, stop):
            break
        end += 1
    return end


def _ends_compound(words: Words, at: int) -> bool:
    """Whether the syllable is the second half of a word: "tự" in "trật tự", told by segmentation."""
    return at > 0 and not words[at].capital and words.form(at - 1).isalpha() and not words.is_word(at - 1)


def _relative_end(words: Words, at: int, stop: int, kind: str) -> int | None:
    """Index of the word of duty to which a clause inside the name runs; None where there is no such clause."""
    relative = _phrases("relatives").match(words, at)
    if relative is None or not (kind in ("generic", "verbal") or (kind == "offices" and words.form(at) in ("có", "chưa", "nơi"))):
        return None
    end = relative[0]
    verb = None
    while (
        end < stop
        and end - at < 24
        and (
            words.form(end)[0].isalnum()
            or words.form(end) == "%"
            or (words.form(end) == "," and words.form(end + 1)[:1].isalpha())
        )
    ):
        opener = _openers().match(words, end)
        bound = opener and (
            opener[1] == "deontic" or words.form(end) in ("phải", "cần") or words.forms[end : end + 2] == ["có", "trách"]
        )
        hastened = opener and opener[1] == "adverbs" and words.form(at) != "chưa" and words.form(end) not in ("cùng", "còn", "tổ")
        if bound or hastened:
            return end
        if words.form(end) == ",":
            return end if _head(words, end + 1, stop) else verb
        if opener and end > relative[0] and verb is None:
            verb = end
        end += 1
    if words.form(end) == "(" and end > relative[0] and _after_bracket(words, end, stop, heading=False) is not None:
        return end  # "các đơn vị chuyên trách về công nghệ thông tin (CNTT) của các bộ"
    if words.form(at) == "chưa":
        return None  # "Các sở chưa gửi báo cáo phải …" only where the duty follows
    if verb is not None and words.form(relative[0] - 1) in ("đến", "tới"):
        return verb
    return end if end >= stop or words.form(end) == ":" else None


def _after_word(words: Words, at: int, stop: int, kind: str, *, heading: bool) -> int | None:
    word = words[at]
    if word.capital or word.form.isdigit():
        return at + 1
    place = _phrases("places").match(words, at)
    if place:
        return place[0]
    along = _from_place_to_place(words, at, stop)
    if along:
        return along
    if heading:
        return None if ends_heading(words, at) else at + 1
    if _phrases("stops").match(words, at):
        return None
    opener = _openers().match(words, at)
    if opener is None and kind in ("named", "offices") and _is_whole(words, at):
        return None
    if opener is not None and opener[0] == at + 1 and kind == "named" and _ends_compound(words, at):
        return at + 1  # "Tổ trật tự đô thị"
    if opener is None or (words.form(at - 1) == "được" and kind == "generic"):
        return at + 1
    inside = words[at - 1].capital if kind == "named" else kind == "generic"
    if opener[0] == at + 1 and opener[1] in ("strong", "orders") and inside and _in_longer_word(words, at, stop):
        return at + 2  # "Phòng Quản lý hạ tầng", "lực lượng cảnh sát giao thông": "hạ", "giao" are no verbs there
    if kind == "verbal" and opener[1] in ("strong", "orders"):
        return opener[0] if _goes_on_as_name(words, opener[0], stop) else None
    force = _phrases("forces").match(words, at)
    if force and kind == "generic":
        return force[0]
    if words.form(at) == "được" and kind in ("generic", "verbal") and not _openers().match(words, opener[0]):
        return opener[0]  # "đơn vị được giao kế hoạch vốn": which, not must
    return None


def _from_place_to_place(words: Words, at: int, stop: int) -> int | None:
    """Index after "từ Quảng Trị đến Khánh Hòa" behind a unit of territory: "các tỉnh, thành phố từ … đến …"."""
    if words.form(at) != "từ" or not _ends_place(words, at) or at + 1 >= stop or not words[at + 1].capital:
        return None
    end = at + 1
    while end < stop and words[end].capital:
        end += 1
    if words.form(end) not in ("đến", "tới") or end + 1 >= stop or not words[end + 1].capital:
        return None
    end += 1
    while end < stop and words[end].capital:
        end += 1
    return end


def ends_heading(words: Words, at: int) -> bool:
    """Whether only "tổ chức thực hiện:" and the like is left, which belongs to no name."""
    duty = _phrases("heading_duties").match(words, at)
    return duty is not None and not any(form[0].isalnum() for form in words.forms[duty[0] :])


def _is_whole(words: Words, at: int) -> bool:
    """Whether the name before the word is whole, so that a small word behind it is what the body does: "Công an tỉnh túc trực", "Sở Y tế khoanh"."""
    if _phrases("territory_modifiers").match(words, at):
        return False
    last = at - 1
    while last > 0 and words[last].capital and not words[last].upper:
        last -= 1
    named = last < at - 1 and _phrases("places").match(words, last) is not None
    unit = not words[at - 1].capital and _ends_place(words, at) and not any(words.form(at - k) == "các" for k in (2, 3))
    return (
        named
        or unit
        or any((m := _phrases("fields").match(words, at - k)) is not None and m[0] == at for k in range(1, 8) if at >= k)
    )


def _goes_on_as_name(words: Words, at: int, stop: int) -> bool:
    """Whether a verb in front of the word is part of the name: a word of duty or manner, or the next body of the row, comes right behind."""
    for i in range(at, min(stop, at + 12)):
        opener = _openers().match(words, i)
        if (opener and opener[1] in ("adverbs", "deontic")) or words.form(i) in ("theo", "căn") or words.form(i) == ":":
            return True
        if words.form(i) in (",", "và"):
            return words.form(i + 1) in _DETERMINERS and _head(words, i + 1, stop) is not None
        if not words.form(i)[0].isalnum() or (_phrases("stops").match(words, i) and i > at):
            return False
    return False


def _in_longer_word(words: Words, at: int, stop: int) -> bool:
    """Whether the syllable begins a longer word ("hạ tầng"), told by segmentation."""
    following = words.form(at + 1) if at + 1 < stop else ""
    return following.isalpha() and not words[at + 1].capital and not words.is_word(at)


def _after_comma(words: Words, at: int, stop: int, plural: bool, *, heading: bool) -> int | None:
    following = at + 1
    if following >= stop:
        return None
    if plural and words.form(at - 1).isdigit() and words.form(following).isdigit():
        return following + 1  # "các tổ dân phố số 4, 9 và 11"
    force = _phrases("forces").match(words, following)
    if force and (
        words.form(at - 1) == "an" or any((m := _phrases("forces").match(words, at - k)) and m[0] == at for k in (1, 2, 3, 4))
    ):
        return force[0]  # "lực lượng công an, quân sự, dân quân tự vệ"
    if (plural or _ends_place(words, at)) and (noun := _noun(words, following)):
        return noun
    if _head(words, following, stop) is not None:
        return None
    field = _phrases("fields").match(words, following) if words[following].capital else None
    if field is not None:
        return field[0]  # "các sở: Tài chính, Xây dựng"
    return following + 1 if words[following].capital or heading else None


def _after_and(words: Words, at: int, stop: int, plural: bool, *, heading: bool) -> int | None:
    following = at + 1
    if following >= stop:
        return None
    if plural and words.form(at - 1).isdigit() and words.form(following).isdigit():
        return following + 1
    if _verbal_heads().match(words, following):
        return None  # "các sở, ngành và lực lượng thanh tra chuyên ngành": a body of its own
    if (plural or _ends_place(words, at)) and (noun := _noun(words, following)):
        return noun
    if (
        words.form(following) == "các"
        and following + 1 < stop
        and words[following + 1].capital
        and not _heads().match(words, following + 1)
    ):
        return following + 2
    if _head(words, following, stop) is not None:
        return None
    field = _phrases("fields").match(words, following) if words[following].capital else None
    if field is not None:
        return field[0]  # "các sở: Tài chính, Xây dựng"
    return following + 1 if words[following].capital or heading else None


def _noun(words: Words, at: int) -> int | None:
    """A bare noun that goes on a row begun with "các": "các sở, ban, ngành và địa phương"."""
    if words[at].capital:
        return None
    place = _phrases("places").match(words, at)
    if _ends_place(words, at - 1):
        return place[0] if place else None  # "các huyện, thị xã, …" goes on with places only
    found = _generic_heads().match(words, at) or place
    return found[0] if found else None


def _ends_place(words: Words, at: int) -> bool:
    """Whether a unit of territory stands right before the word: "UBND huyện, thị xã"."""
    return any((m := _phrases("places").match(words, at - k)) is not None and m[0] == at for k in (1, 2))


def _joins(words: Words, at: int, stop: int) -> bool:
    if at + 1 >= stop or at == 0:
        return False
    tight = words[at - 1].end == words[at].start and words[at].end == words[at + 1].start
    return tight or words[at + 1].capital or words.form(at + 1) == "xã"


def _names_follow(words: Words, at: int, stop: int) -> bool:
    """After "các sở:" a field or a proper name, no sentence."""
    if at >= stop or not words[at].capital:
        return False
    if _phrases("fields").match(words, at):
        return True
    return _openers().match(words, at) is None and _phrases("stops").match(words, at) is None


def _after_bracket(words: Words, at: int, stop: int, *, heading: bool) -> int | None:
    """A short bracket inside a name ("Công ty A (QISC) và …", "công nghệ thông tin (CNTT) của …") is passed over when the name goes on."""
    end = at + 1
    while end < stop and words.form(end) != ")" and end - at < 14:
        end += 1
    if end + 1 >= stop or words.form(end) != ")":
        return None
    if words.form(end + 1) in (",", "và"):
        return end + 1 if heading or _head(words, end + 2, stop) else None
    goes_on = _phrases("links").match(words, end + 1) or _phrases("places").match(words, end + 1)
    return end + 1 if goes_on else None


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
    if following == at or following >= stop or _head(words, following, stop) is None:
        return None
    return following


def _body(words: Words, first: int, end: int) -> Body:
    a, b = words[first].start, words[end - 1].end
    name = _MISREAD_COMMA.sub(",", " ".join(words.text[a:b].split()))
    return Body(_SHORT_NAME.sub("", name) if "(" in name else name, a, b)
