"""Names of the bodies that issue documents, read forward from where they begin (cơ quan ban hành).

"Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch tại …", "Tổ Công tác 161 của UBND tỉnh về …": the name ends where its capital words, the
levels ("tỉnh", "huyện") and their proper names end.
"""

from __future__ import annotations

import re
from functools import cache

from extract import lexicon, words
from extract.patterns import SPACE as _S
from extract.patterns import UPPER, alternatives

_TOKEN = re.compile(r"[ \t\n\xa0]*(?P<token>[^\W_]+(?:&[^\W_]+)*|[,\-–&.])")
_OF = re.compile(rf"{_S}+của{_S}+", re.IGNORECASE)
#: The rest of a field and "của": "cách thủ tục hành chính của".
_FIELD_OF = re.compile(
    rf"(?P<field>(?:{_S}+(?!của{_S}|ngày{_S}|số{_S}|về{_S}|tại{_S}|đã{_S})[a-zà-ỹđ]+){{1,8}}?){_S}+của{_S}+(?=[{UPPER}])"
)
_TERM = re.compile(rf"{_S}+kh(?:óa|oá){_S}+(?:[IVXLC]+|\d+)\b", re.IGNORECASE)
#: Heads whose body stands under another one that may be named with "của".
_SUBORDINATE = ("tổ", "đoàn", "ban", "hội đồng", "văn phòng", "thường trực", "tổ trưởng", "trưởng")
#: No body's name is longer than this many syllables.
_LONGEST = 22
_LONGEST_RUN_OF_LOWER_CASE = 3


@cache
def _alternatives(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(lexicon.tables('issuers')[key])})(?!\w)", re.IGNORECASE)


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(lexicon.tables("issuers")[key])


def family_names() -> frozenset[str]:
    """Family names (họ) that open a person's name."""
    return _words("family_names")


def read(text: str, at: int, end: int) -> int:
    """End of the issuer's name that begins exactly at ``at``; ``at`` itself where none does."""
    head = _alternatives("heads").match(text, at, end)
    if head is None or not (text[at].isupper() or text[at:].startswith("liên")):
        return at
    stop = _name_end(text, at, head.end(), end)
    if head[0].lower().startswith(_SUBORDINATE):
        stop = _field_end(text, stop, end)
    of = _OF.match(text, stop, end)
    if of and head[0].lower().startswith(_SUBORDINATE):
        nested = _alternatives("heads").match(text, of.end(), end)
        if nested and text[of.end()].isupper():
            stop = _name_end(text, of.end(), nested.end(), end)
    return stop


def _field_end(text: str, stop: int, end: int) -> int:
    """Where the field ends that ``stop`` cuts in two, if the body it belongs to is named behind it ("… cải | cách … của Thủ tướng")."""
    field = _FIELD_OF.match(text, stop, end)
    first = _TOKEN.match(text, stop, end)
    if field is None or first is None or first["token"] in _words("stops"):
        return stop
    return field.end("field") if _alternatives("heads").match(text, field.end(), end) else stop


def fold(name: str) -> str:
    """The name in lower case with single blanks and tone marks in their new places, for comparing."""
    return " ".join(words.fold(word) for word in name.split())


def opens_body(name: str) -> bool:
    """Whether the words, in any case, begin with the head of a body's name."""
    return _alternatives("heads").match(name) is not None


def _name_end(text: str, start: int, at: int, end: int) -> int:
    """Where the name ends that begins with the head ``text[start:at]``."""
    capital = text[start:at].isupper()
    stop, after_unit, lower = at, _is_whole(text[start:at]), 0
    for _ in range(_LONGEST):
        if after_unit and _title_follows(text, at, end):
            break
        phrase = _phrase(text, at, end)
        if phrase is not None:
            at = stop = phrase[0]
            after_unit, lower = phrase[1], 0
            continue
        m = _TOKEN.match(text, at, end)
        if m is None:
            break
        word = m["token"]
        if word in ",-–&" or word.lower() == "và":
            joined = _after_joint(text, m, end, after_unit)
            if joined is None:
                break
            at = stop = joined
            lower = 0
        elif word[0].isupper() and not (capital and word.lower() in _words("stops")):
            if after_unit and _is_person(text, m, end):
                break
            at = stop = m.end()
            lower = 0
        elif word.isdigit() and not after_unit and len(word) <= 4 and lower == 0:
            at = stop = m.end()
        elif word == "." and text[m.start("token") - 2 : m.start("token")].upper() == "TP":
            at = m.end()
        else:
            if after_unit or word.lower() in _words("stops") or not word.isalpha() or lower >= _LONGEST_RUN_OF_LOWER_CASE:
                break
            at = stop = m.end()
            lower += 1
    return stop


def _is_whole(head: str) -> bool:
    return _alternatives("whole").fullmatch(head) is not None


def _title_follows(text: str, at: int, end: int) -> bool:
    """Whether the title of the cited document begins behind a name that is whole ("của Chính phủ Quy định chi tiết …")."""
    m = _TOKEN.match(text, at, end)
    return m is not None and m["token"][0].isupper() and _alternatives("titles").match(text, m.start("token"), end) is not None


def _phrase(text: str, at: int, end: int) -> tuple[int, bool] | None:
    """End of a level ("thị xã"), an inner word ("nhân dân") or a known part of a name after white space, and whether it was a level."""
    space = re.compile(rf"{_S}+").match(text, at, end)
    if space is None:
        return None
    term = _TERM.match(text, at, end)
    if term:
        return term.end(), True
    for key in ("heads", "fields", "units", "inner"):
        m = _alternatives(key).match(text, space.end(), end)
        if m and (key in ("units", "inner") or text[space.end()].isupper()):
            return m.end(), key == "units" or (key == "heads" and _is_whole(m[0]))
    return None


def _after_joint(text: str, joint: re.Match[str], end: int, after_unit: bool) -> int | None:
    """End of the word after a comma, dash or "và" where that word still belongs to the name; None where the name has ended."""
    following = _TOKEN.match(text, joint.end(), end)
    if following is None or not following["token"][0].isalpha() or after_unit:
        return None
    mark = joint["token"]
    start = following.start("token")
    if mark == ",":
        m = _alternatives("after_comma").match(text, start, end)
        return m.end() if m else None
    if not following["token"][0].isupper() or _opens_another(text, start, end):
        return None
    field = _alternatives("fields").match(text, start, end)
    return field.end() if field else following.end()


def _opens_another(text: str, at: int, end: int) -> bool:
    """Whether another body or document begins at ``at``."""
    return bool(_alternatives("heads").match(text, at, end) or _document().match(text, at, end))


@cache
def _document() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(row[0] for row in lexicon.table('document_types'))})(?!\w)", re.IGNORECASE)


def _is_person(text: str, m: re.Match[str], end: int) -> bool:
    """Whether a person's name of three words or more stands at ``m`` ("Nguyễn Văn An"; but "Hà Nội", "Hồ Chí Minh" are places)."""
    if m["token"] not in _words("family_names") or text.startswith("Hồ Chí Minh", m.start("token")):
        return False
    second = _TOKEN.match(text, m.end(), end)
    third = _TOKEN.match(text, second.end(), end) if second else None
    return bool(second and third and second["token"][0].isupper() and third["token"][0].isupper())


def ordinary_case(name: str, text: str = "") -> str:
    """A body's name printed in capitals, in ordinary case: as the text itself writes it elsewhere, else by the rules of capitals.

    Capitals after Nghị định 30/2020/NĐ-CP, Phụ lục II: the type word and the first syllable of each field, every syllable of a place.
    """
    name = " ".join(name.split())
    if not name.isupper():
        return name
    lowered = name.lower()
    at = text.lower().find(lowered)
    while at >= 0:
        found = text[at : at + len(name)]
        if (
            found.lower() == lowered
            and not found.isupper()
            and not found.islower()
            and not text[at + len(name) : at + len(name) + 1].isalnum()
        ):
            return found[0].upper() + found[1:]
        at = text.lower().find(lowered, at + 1) if len(text) < 20_000 else -1
    return _by_rule(lowered, name)


#: A place follows these directly: "Tỉnh ủy Sơn Hải".
_PARTY = ("ủy", "uỷ", "tỉnh đoàn", "thành đoàn", "huyện đoàn")
_ROMAN = re.compile(r"[IVX]{2,}")


def _by_rule(lowered: str, name: str) -> str:
    cased: list[str] = []
    at, opens, place = 0, True, False
    while at < len(lowered):
        if lowered[at] == " ":
            at += 1
            continue
        phrase = _known_phrase(lowered, at)
        if phrase is not None:
            end, printed, level = phrase
            cased.append(printed)
            at, opens, place = end, not level, level or printed.lower().endswith(_PARTY)
            continue
        end = (lowered + " ").index(" ", at)
        word = lowered[at:end]
        if name[at:end].rstrip(".,") in _words("abbreviated") or _ROMAN.fullmatch(name[at:end]):
            cased.append(name[at:end])
        elif word in ("và", "-", "–", "của"):
            cased.append(word)
            opens = True
        else:
            cased.append(word[0].upper() + word[1:] if opens or place else word)
            opens = word.endswith(",")
        at = end
    joined = " ".join(cased)
    return joined[0].upper() + joined[1:]


def _known_phrase(lowered: str, at: int) -> tuple[int, str, bool] | None:
    """A head or level at ``at``: its end, its words in their own case, and whether a level it is."""
    if lowered.startswith(("việt nam", "xã hội", "nhà nước"), at):
        words = {"việt": "Việt Nam", "xã": "Xã hội", "nhà": "Nhà nước"}[lowered[at:].split()[0]]
        return at + len(words), words, False
    head = _alternatives("heads").match(lowered, at)
    unit = _alternatives("units").match(lowered, at)
    if unit and not (head and head.end() > unit.end()):
        return unit.end(), unit[0], True
    if head is None or (at > 0 and " " not in head[0] and lowered[:at].rstrip()[-1:] not in ("-", "–")):
        return None  # "Sở Nông nghiệp và Môi trường": "trường" opens a name only at its start
    own = next(n for n in sorted(lexicon.tables("issuers")["heads"], key=len, reverse=True) if n.lower() == head[0])
    return head.end(), own[0].upper() + own[1:], False
