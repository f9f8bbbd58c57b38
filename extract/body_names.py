"""Where the name of a body ends: at a verb, a preposition, or punctuation that is no part of a known name (tên cơ quan)."""

from __future__ import annotations

from extract.body_heads import DETERMINERS, heads, openers, phrases, read_head
from extract.words import Words


def name_end(words: Words, first: int, at: int, stop: int, kind: str, *, heading: bool) -> int:
    """Index after the last word of the name that begins at ``first`` and whose head of this ``kind`` ends before ``at``."""
    plural = words.form(first) in DETERMINERS or kind in ("generic", "verbal")
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
    field = phrases("fields").match(words, at) if at < len(words) and words[at].capital else None
    ends = field is not None and (field[0] >= len(words) or not words[field[0]].form[0].isalnum() or words.form(field[0]) == "và")
    return field[0] if field is not None and ends else None


def _own_word_end(words: Words, at: int, stop: int) -> int:
    """Index after a word whose first syllable alone has a capital and which holds a verb: "Cục Thống kê", "Đài Tiếng nói Việt Nam"."""
    if at + 1 >= stop or not words[at].capital or words[at].upper or words[at + 1].capital or not words.form(at + 1).isalpha():
        return at
    field = phrases("fields").match(words, at)
    if field is not None and field[0] == at + 2:
        return at  # the name goes on behind it in any case, and segmentation need not be asked
    verb = openers().match(words, at + 1) or phrases("stops").match(words, at + 1)
    return at + 2 if verb and not words.is_word(at) else at


def _without_bracket(words: Words, first: int, end: int) -> int:
    """End of the name without the abbreviation in brackets that closes it: "Trung tâm Phục vụ hành chính công tỉnh (TTPVHCC), …"."""
    if words.form(end - 1) != ")":
        return end
    opening = next((i for i in range(end - 2, first, -1) if words.form(i) == "("), end)
    return opening if opening > first else end


def _known_part(words: Words, at: int, kind: str) -> int | None:
    """Index after a field of administration or a linking phrase that stands here."""
    field = phrases("fields").match(words, at)
    if field and words[at].capital:
        return field[0]
    if kind in ("offices", "named") and words.form(at) == "phụ":
        return None  # "Phó Chủ tịch UBND xã phụ trách lĩnh vực …": what is said of the post
    link = phrases("links").match(words, at)
    if link is None or phrases("relatives").match(words, at):
        return None
    stop = phrases("stops").match(words, at)  # "trên địa bàn" goes on, "trên cơ sở chức năng, nhiệm vụ" ends the name
    return None if stop is not None and stop[0] > link[0] else link[0]


def _project(words: Words, first: int, at: int) -> int | None:
    """Index after what a project board builds: "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh"."""
    if phrases("project_heads").match(words, first) is None:
        return None
    found = phrases("projects").match(words, at)
    return found[0] if found else None


def _is_topical(words: Words, first: int, at: int) -> bool:
    head = phrases("topical").match(words, first)
    if head is None or head[0] != at or (phrases("fields").match(words, at) is not None and words[at].capital):
        return False
    return phrases("topics").match(words, at) is not None


def _topic_end(words: Words, at: int, stop: int) -> int:
    """Index after the topic of a committee or centre: up to the next predicate."""
    topic = phrases("topics").match(words, at)
    assert topic is not None
    end = topic[0]
    while end < stop and (words.form(end)[0].isalnum() or (words.form(end) == "," and not openers().match(words, end + 1))):
        opener = openers().match(words, end)
        if opener and opener[0] == end + 1 and _ends_compound(words, end):
            end += 1  # "tổ quản lý trật tự đô thị"
            continue
        if phrases("stops").match(words, end) or (opener and opener[1] in ("adverbs", "deontic")):
            break
        if opener and not phrases("topics").match(words, end):
            break
        if words.form(end) == "," and read_head(words, end + 1, stop):
            break
        end += 1
    return end


def _ends_compound(words: Words, at: int) -> bool:
    """Whether the syllable is the second half of a word: "tự" in "trật tự", told by segmentation."""
    if at < 1 or words[at].capital or words[at - 1].capital or not words.form(at - 1).isalpha():
        return False  # "UBND TP Hà Nội giao …": a name's last syllable goes with the one before it
    return not words.is_word(at - 1)


def _relative_end(words: Words, at: int, stop: int, kind: str) -> int | None:
    """Index of the word of duty to which a clause inside the name runs; None where there is no such clause."""
    relative = phrases("relatives").match(words, at)
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
        opener = openers().match(words, end)
        bound = opener and (
            opener[1] == "deontic" or words.form(end) in ("phải", "cần") or words.forms[end : end + 2] == ["có", "trách"]
        )
        hastened = opener and opener[1] == "adverbs" and words.form(at) != "chưa" and words.form(end) not in ("cùng", "còn", "tổ")
        if bound or hastened:
            return end
        if words.form(end) == ",":
            return end if read_head(words, end + 1, stop) else verb
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
    place = phrases("places").match(words, at)
    if place:
        return place[0]
    along = _from_place_to_place(words, at, stop)
    if along:
        return along
    if heading:
        return None if ends_heading(words, at) else at + 1
    if phrases("stops").match(words, at):
        return None
    opener = openers().match(words, at)
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
    force = phrases("forces").match(words, at)
    if force and kind == "generic":
        return force[0]
    if words.form(at) == "được" and kind in ("generic", "verbal") and not openers().match(words, opener[0]):
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
    duty = phrases("heading_duties").match(words, at)
    return duty is not None and not any(form[0].isalnum() for form in words.forms[duty[0] :])


def _is_whole(words: Words, at: int) -> bool:
    """Whether the name before the word is whole, so that a small word behind it is what the body does: "Công an tỉnh túc trực", "Sở Y tế khoanh"."""
    if phrases("territory_modifiers").match(words, at):
        return False
    last = at - 1
    while last > 0 and words[last].capital and not words[last].upper:
        last -= 1
    named = last < at - 1 and phrases("places").match(words, last) is not None
    unit = not words[at - 1].capital and _ends_place(words, at) and not any(words.form(at - k) == "các" for k in (2, 3))
    return (
        named
        or unit
        or any((m := phrases("fields").match(words, at - k)) is not None and m[0] == at for k in range(1, 8) if at >= k)
    )


def _goes_on_as_name(words: Words, at: int, stop: int) -> bool:
    """Whether a verb in front of the word is part of the name: a word of duty or manner, or the next body of the row, comes right behind."""
    for i in range(at, min(stop, at + 12)):
        opener = openers().match(words, i)
        if (opener and opener[1] in ("adverbs", "deontic")) or words.form(i) in ("theo", "căn") or words.form(i) == ":":
            return True
        if words.form(i) in (",", "và"):
            return words.form(i + 1) in DETERMINERS and read_head(words, i + 1, stop) is not None
        if not words.form(i)[0].isalnum() or (phrases("stops").match(words, i) and i > at):
            return False
    return False


def _in_longer_word(words: Words, at: int, stop: int) -> bool:
    """Whether the syllable begins a longer word ("hạ tầng"), told by segmentation."""
    following = words.form(at + 1) if at + 1 < stop else ""
    return following.isalpha() and not words[at + 1].capital and not words.is_word(at)


def _after_comma(words: Words, at: int, stop: int, plural: bool, *, heading: bool) -> int | None:
    following = at + 1
    force = phrases("forces").match(words, following) if following < stop else None
    if force and (
        words.form(at - 1) == "an" or any((m := phrases("forces").match(words, at - k)) and m[0] == at for k in (1, 2, 3, 4))
    ):
        return force[0]  # "lực lượng công an, quân sự, dân quân tự vệ"
    return _next_part(words, at, stop, plural, heading=heading)


def _after_and(words: Words, at: int, stop: int, plural: bool, *, heading: bool) -> int | None:
    following = at + 1
    if following < stop and phrases("verbal").match(words, following):
        return None  # "các sở, ngành và lực lượng thanh tra chuyên ngành": a body of its own
    if (
        words.form(following) == "các"
        and following + 1 < stop
        and words[following + 1].capital
        and not heads().match(words, following + 1)
    ):
        return following + 2
    return _next_part(words, at, stop, plural, heading=heading)


def _next_part(words: Words, at: int, stop: int, plural: bool, *, heading: bool) -> int | None:
    """Index after what goes on with the name behind the comma or "và" at ``at``; None where another body begins or the name ends."""
    following = at + 1
    if following >= stop:
        return None
    if plural and words.form(at - 1).isdigit() and words.form(following).isdigit():
        return following + 1  # "các tổ dân phố số 4, 9 và 11"
    if (plural or _ends_place(words, at)) and (noun := _noun(words, following)):
        return noun
    if read_head(words, following, stop) is not None:
        return None
    field = phrases("fields").match(words, following) if words[following].capital else None
    if field is not None:
        return field[0]  # "các sở: Tài chính, Xây dựng"
    return following + 1 if words[following].capital or heading else None


def _noun(words: Words, at: int) -> int | None:
    """A bare noun that goes on a row begun with "các": "các sở, ban, ngành và địa phương"."""
    if words[at].capital:
        return None
    place = phrases("places").match(words, at)
    if _ends_place(words, at - 1):
        return place[0] if place else None  # "các huyện, thị xã, …" goes on with places only
    found = phrases("generic").match(words, at) or place
    return found[0] if found else None


def _ends_place(words: Words, at: int) -> bool:
    """Whether a unit of territory stands right before the word: "UBND huyện, thị xã"."""
    return any((m := phrases("places").match(words, at - k)) is not None and m[0] == at for k in (1, 2))


def _joins(words: Words, at: int, stop: int) -> bool:
    if at + 1 >= stop or at == 0:
        return False
    tight = words[at - 1].end == words[at].start and words[at].end == words[at + 1].start
    return tight or words[at + 1].capital or words.form(at + 1) == "xã"


def _names_follow(words: Words, at: int, stop: int) -> bool:
    """After "các sở:" a field or a proper name, no sentence."""
    if at >= stop or not words[at].capital:
        return False
    if phrases("fields").match(words, at):
        return True
    return openers().match(words, at) is None and phrases("stops").match(words, at) is None


def _after_bracket(words: Words, at: int, stop: int, *, heading: bool) -> int | None:
    """A short bracket inside a name ("Công ty A (QISC) và …", "công nghệ thông tin (CNTT) của …") is passed over when the name goes on."""
    end = at + 1
    while end < stop and words.form(end) != ")" and end - at < 14:
        end += 1
    if end + 1 >= stop or words.form(end) != ")":
        return None
    if words.form(end + 1) in (",", "và"):
        return end + 1 if heading or read_head(words, end + 2, stop) else None
    goes_on = phrases("links").match(words, end + 1) or phrases("places").match(words, end + 1)
    return end + 1 if goes_on else None
