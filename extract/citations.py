"""Documents referred to by number, or by type and proper title (văn bản viện dẫn).

A reference is read outwards from its number ("1479/QĐ-TTg", "20-CT/TU", "72/2025/QH15", "số 09"): back to the type word, forward to date
and issuer. In a list ("các Quyết định số: A, B ngày … của …") every number is a citation of its own and shares what is said once.
Symbols after Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3 and Phụ lục III, mục I; Party documents after their own guidance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from extract import dates, issuers, lexicon
from extract.dates import DateMention
from extract.findings import Citation
from extract.patterns import SPACE as _S
from extract.patterns import UPPER, alternatives
from extract.work import Work
from extract.zones import Zone

_WORD = r"[A-ZĐ][\wĐđ&.]*[\wĐđ]|[A-ZĐ]"
_DASH = rf"(?:{_S}?[-–](?={_WORD})|[-–]{_S}?(?={_WORD}))"
#: "12/QĐ-UBND", "87/2025/QĐ-UBND", "1332/QĐ- BYT", "36a/NQ-CP", "72/2025/QH15"; without number in drafts ("/TB-UBND")
_STATE = rf"(?:\d{{1,5}}[a-zđ]?|[.…_]{{1,12}})?{_S}?/{_S}?(?:\d{{4}}{_S}?/{_S}?)?(?:{_WORD})(?:{_DASH}(?:{_WORD}|\d+))*"
#: "20-CT/TU", "02-NQ/TW", "163-CV/ĐU"
_PARTY = rf"\d{{1,4}}{_S}?[-–]{_S}?[A-ZĐ][A-Za-zĐđ]{{0,4}}/[A-ZĐ][\wĐđ]*(?:-[A-ZĐ][\wĐđ]*)?"
_SYMBOL = re.compile(rf"(?<![\w/])(?P<number>{_PARTY}|{_STATE})(?![\w/])")
_PLAIN = re.compile(r"(?<![\w/.,-])(?P<number>\d{1,5}(?:/\d{4})?)(?![\w/]|[.,]\d|-\d|\s?%)")
_NO = re.compile(rf"số{_S}*:?{_S}*$|Số{_S}*:?{_S}*$|SỐ{_S}*:?{_S}*$")
_JOINT = re.compile(rf"{_S}*(?:[,;]|[,;]?{_S}*\b(?:và|hoặc|cùng)\b|[-–])?{_S}*(?:các{_S}+)?(?:số{_S}*:?{_S}*)?$", re.IGNORECASE)
_TO_DATE = re.compile(rf"{_S}*[,(]?{_S}*(?:(?:được{_S}+)?(?:ban hành|ký|đề|ra){_S}+)?(?=ngày\b|\d|mùng\b)", re.IGNORECASE)
_TO_MONTH_OR_YEAR = re.compile(rf"{_S}*,?{_S}*(?=tháng\b|năm{_S}+\d)", re.IGNORECASE)
_TO_ISSUER = re.compile(rf"{_S}*[,(]?{_S}*(?:của{_S}+|do{_S}+)?", re.IGNORECASE)
_MADE_BY = re.compile(rf"{_S}*\(?{_S}*(?:của|do){_S}+", re.IGNORECASE)
#: "UBND tỉnh ban hành Kế hoạch số …", "đề nghị của Bộ trưởng Bộ X tại Tờ trình số …"
_SAID_BEFORE = re.compile(
    rf"(?P<body>[^.;:()]{{3,120}}?)(?:{_S}+(?:đã{_S}+|vừa{_S}+|có{_S}+|ký{_S}+)*(?:ban{_S}+hành|ký|có){_S}+|(?P<at>{_S}+tại{_S}+)(?:các{_S}+)?(?:văn{_S}+bản:?{_S}+)?)$"
)
_PINPOINT = re.compile(
    rf"(?:(?:điểm|tiết){_S}+[a-zđ](?:[.\d]*)|khoản{_S}+\d+[a-zđ]?|Điều{_S}+\d+[a-zđ]?|điều{_S}+\d+|[Mm]ục{_S}+[IVXLC\d]+|[Cc]hương{_S}+[IVXLC\d]+|Phụ{_S}lục{_S}+[IVXLC\d]+)"
    rf"(?:{_S}*(?:,|và|đến|hoặc|[-–])?{_S}*(?:(?:điểm|tiết){_S}+[a-zđ]\b|khoản{_S}+\d+[a-zđ]?|[Đđ]iều{_S}+\d+[a-zđ]?|[Mm]ục{_S}+[IVXLC\d]+|[Cc]hương{_S}+[IVXLC\d]+|[a-zđ]\b|\d+\b))*"
    rf"{_S}*,?{_S}*(?:của{_S}+|tại{_S}+)?$"
)
_TERM = re.compile(rf"{_S}+kh(?:óa|oá){_S}+(?:[IVXLC]+|\d+)\b")
#: How far back a type word, a pin-point or the words of "Ngày …, X ban hành" are looked for.
_LOOK_BACK = 90
_LONGEST_TITLE = 30
#: And how far back the one who issued the document may be named.
_SENTENCE = 200


@cache
def _types() -> dict[str, str]:
    """Names of document types in lower case, each with its abbreviation in symbols."""
    return {row[0]: row[1] if len(row) > 1 else "" for row in lexicon.table("document_types")}


@cache
def _type_before() -> re.Pattern[str]:
    """A type word that ends the text, with at most two words between it and the number's "số" ("Văn bản chỉ đạo số")."""
    names = alternatives(_types())
    return re.compile(
        rf"(?<!\w)(?P<type>{names})(?:{_S}+(?!{names}|số\b)[a-zà-ỹđ]+){{0,2}}(?P<colon>{_S}*:)?{_S}*(?P<no>số{_S}*[:.]?{_S}*)?$",
        re.IGNORECASE,
    )


@cache
def _type_and_issuer_before() -> re.Pattern[str]:
    """A type word with its issuer between it and the number ("Nghị quyết của HĐND tỉnh số")."""
    names = alternatives(_types())
    return re.compile(rf"(?<!\w)(?P<type>{names}){_S}+của{_S}+(?P<issuer>[^\n.;:()]{{3,70}}?){_S}+số{_S}*:?{_S}*$", re.IGNORECASE)


@cache
def _by_symbol() -> dict[str, str]:
    """Type of document for the letters that stand for it in a symbol ("TTr" → "tờ trình"); the plainest name wins."""
    found: dict[str, str] = {}
    for name, letters in _types().items():
        if letters:
            found.setdefault(letters.upper(), name)
    return found


@dataclass(frozen=True, slots=True)
class _Reference:
    """A citation being put together; ``span`` is of the document's text."""

    start: int
    end: int
    number: str | None
    doc_type: str | None
    issued_on: date | None = None
    issuer: str | None = None
    pinpoint: str | None = None
    typed: bool = True
    dated: bool = False
    confidence: float = 1.0


def find(work: Work) -> tuple[Citation, ...]:
    """All citations of the document in order; its own number in the letterhead is none."""
    own = next(((a, b) for name, a, b in work.header.spans if name == "number"), None)
    found: list[_Reference] = []
    for passage in work.structure.passages:
        if passage.zone is Zone.NOISE:
            continue
        for start, end in passage.cells or ((passage.start, passage.end),):
            found += _in_passage(work.structure.text, start, end, own)
    return tuple(_record(work.structure.text, r) for r in _resolved(found))


def _in_passage(text: str, start: int, end: int, own: tuple[int, int] | None) -> list[_Reference]:
    found = list(_numbered(text, start, end, own))
    taken = [(r.start, r.end) for r in found]
    for reference in (*_laws(text, start, end), *_titled(text, start, end)):
        if not any(a < reference.end and reference.start < b for a, b in taken):
            found.append(reference)
            taken.append((reference.start, reference.end))
    return _shared(text, sorted(found, key=lambda r: r.start))


# --- numbered documents ------------------------------------------------------------------------------------------------------------------


def _numbered(text: str, start: int, end: int, own: tuple[int, int] | None) -> Iterator[_Reference]:
    previous: _Reference | None = None
    at = start
    for m in _candidates(text, start, end):
        if m.start() < at or (own is not None and own[0] <= m.start() < own[1]):
            continue
        reference = _around(text, start, end, m, previous)
        if reference is not None:
            yield reference
            previous, at = reference, reference.end


def _candidates(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Numbers with a symbol, then plain numbers that may follow a type word, in order of place."""
    found = list(_SYMBOL.finditer(text, start, end))
    covered = [m.span() for m in found]
    position = 0
    for m in _PLAIN.finditer(text, start, end):
        while position < len(covered) and covered[position][1] <= m.start():
            position += 1
        if position == len(covered) or m.end() <= covered[position][0]:
            found.append(m)
    return sorted(found, key=lambda m: m.start())


def _around(text: str, start: int, end: int, m: re.Match[str], previous: _Reference | None) -> _Reference | None:
    """The citation around the number ``m``; None where the number is none of a document."""
    symbol = m.re is _SYMBOL
    back = max(start, m.start() - _LOOK_BACK)
    before = text[back : m.start()]
    typed = _type_before().search(before) or None
    of_issuer = None if typed else _type_and_issuer_before().search(before)
    listed = previous is not None and _JOINT.fullmatch(text, previous.end, m.start()) is not None
    no = _NO.search(before)
    printed = "".join(m["number"].split())
    if not symbol and not _plain_is_number(text, m, end, typed, listed and no is not None):
        return None
    if symbol and not _is_symbol(printed, typed is not None or no is not None or of_issuer is not None or listed):
        return None
    place = m.start() if no is None else back + no.start()
    doc_type, confidence = None, 0.97 if symbol else 0.8
    if typed is not None:
        doc_type = " ".join(typed["type"].lower().split())
        if not (doc_type == "văn bản" and typed["colon"]):
            place = back + typed.start()
    elif of_issuer is not None:
        doc_type, place = " ".join(of_issuer["type"].lower().split()), back + of_issuer.start()
    elif listed and previous is not None:
        doc_type = previous.doc_type
    if symbol and (typed is None or (doc_type == "văn bản" and typed["colon"])):
        doc_type = _type_of_symbol(printed) or doc_type
    reference = _Reference(place, m.end(), printed, doc_type, typed=typed is not None, confidence=confidence)
    if of_issuer is not None:
        reference = replace(reference, issuer=" ".join(of_issuer["issuer"].split()))
    return _pinned(text, start, _with_context(text, start, _forward(text, end, reference)))


def _plain_is_number(text: str, m: re.Match[str], end: int, typed: re.Match[str] | None, listed: bool) -> bool:
    """Whether a number without symbol names a document: "Nghị định số 09", "Nghị định 118/2025", "Công văn 2197 nêu trên"."""
    if typed is None:
        return listed
    after = text[m.end() : min(end, m.end() + 24)]
    if re.match(rf"{_S}*[-–]{_S}*\d", after):
        return False
    if typed["no"]:
        return typed["type"].lower() not in ("quy trình", "hợp đồng", "chương trình", "dự án", "phương án")
    named = typed["type"][0].isupper() and typed["type"].lower() in _cited_by_bare_number()
    if not named or typed.group()[len(typed["type"]) :].strip():
        return False
    return re.match(rf"{_S}*(?:$|[.,;:)\"”]|(?:của|ngày|nêu|trên|này|và|về|năm|đã|quy|thì|có|là)\b)", after) is not None


@cache
def _cited_by_bare_number() -> frozenset[str]:
    return frozenset(lexicon.tables("citations")["bare_number"])


def _is_symbol(printed: str, introduced: bool) -> bool:
    """Whether the letters after the number are those of a document, not "12/KCN" or "01/Tháng"."""
    if not printed[0].isdigit():
        return introduced and "-" in printed
    letters = printed.split("/")[-1]
    if re.fullmatch(r"\d{1,4}[-–][A-ZĐ]\w*/[A-ZĐ][\w-]*", printed):
        return True
    if re.search(r"[-–]", letters):
        return introduced or bool(re.match(r"[A-ZĐ]{2}", letters)) or re.match(r"[A-ZĐ]\w*[-–][A-ZĐ]{2}", letters) is not None
    if re.fullmatch(r"(?:QH|UBTVQH)\d+", letters):
        return True
    return introduced and len(letters) > 1 and letters[:2].isupper()


def _type_of_symbol(printed: str) -> str | None:
    """The type that the symbol's letters stand for ("202/TTr-BVHTTDL" → "tờ trình"); letters of a body alone make a letter."""
    party = re.fullmatch(r"\d{1,4}[-–]([A-ZĐ]\w*)/.*", printed)
    if party:
        return "công văn" if party[1] == "CV" else _by_symbol().get(party[1].upper())
    if re.search(r"/(?:QH|UBTVQH)\d+$", printed):
        return None
    letters = re.split(r"[-–]", printed.split("/")[-1])
    if letters[0].upper() in _by_symbol():
        return _by_symbol()[letters[0].upper()]
    return "công văn" if len(letters) > 1 else None


# --- date, issuer, pin-point -----------------------------------------------------------------------------------------------------------


def _forward(text: str, end: int, reference: _Reference) -> _Reference:
    """The citation with the date and the issuer that follow it, in either order."""
    reference = _with_date(text, end, reference)
    if reference.issuer is None:
        reference = _with_issuer(text, end, reference)
    if not reference.dated:
        reference = _with_date(text, end, reference)
    return reference


def _with_date(text: str, end: int, reference: _Reference) -> _Reference:
    link = _TO_DATE.match(text, reference.end, end)
    if link:
        mention = _mention(dates.days(text, link.end(), min(end, link.end() + 40), bare=True), link.end())
        if mention is not None and (
            mention.year is not None or mention.impossible or mention.blank or text[mention.start].lower() == "n"
        ):
            return replace(reference, end=mention.end, issued_on=mention.value, dated=True)
    link = _TO_MONTH_OR_YEAR.match(text, reference.end, end)
    if link:
        stretch = (text, link.end(), min(end, link.end() + 30))
        mention = _mention(dates.months(*stretch), link.end()) or _mention(dates.years(*stretch), link.end())
        if mention is not None and mention.year is not None:
            return replace(reference, end=mention.end, dated=True)
    return reference


def _mention(found: Iterator[DateMention], at: int) -> DateMention | None:
    first = next(found, None)
    return first if first is not None and first.start == at else None


def _with_issuer(text: str, end: int, reference: _Reference) -> _Reference:
    link = _TO_ISSUER.match(text, reference.end, end)
    if link is None:
        return reference
    made_by = _MADE_BY.match(text, reference.end, end)
    start = made_by.end() if made_by else link.end()
    if made_by is None and ("," in link[0] or "(" in link[0]):
        return reference
    stop = issuers.read(text, start, end)
    if stop == start or (
        made_by is None and not (reference.dated and text[start:stop].lower().startswith(("ubnd", "hđnd", "bộ", "chính phủ")))
    ):
        return reference
    return replace(reference, end=stop, issuer=issuers.ordinary_case(text[start:stop], text))


def _with_context(text: str, start: int, reference: _Reference) -> _Reference:
    """Date and issuer from "Ngày 22/10/2024, UBND tỉnh ban hành Kế hoạch số …", where the citation itself has none."""
    if reference.dated and reference.issuer:
        return reference
    start = max(start, reference.start - _SENTENCE)
    m = _SAID_BEFORE.search(text[start : reference.start])
    if m is None:
        return reference
    body = _last_issuer(text, start + m.start("body"), start + m.end("body"))
    if body is None or (m["at"] and not text[start : body[0]].rstrip().endswith("của")):
        return reference
    issuer = reference.issuer or " ".join(text[body[0] : body[1]].split())
    issued_on = reference.issued_on
    if not reference.dated:
        lead = [d for d in dates.days(text, start, body[0]) if text[d.end : body[0]].strip() in (",", "")]
        issued_on = lead[-1].value if lead else None
    return replace(reference, issuer=issuer, issued_on=issued_on)


def _last_issuer(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The body whose name ends exactly at ``end``."""
    for m in re.finditer(rf"(?<!\w)(?=[{UPPER}])", text[start:end]):
        at = start + m.start()
        if issuers.read(text, at, end) == end:
            return at, end
    return None


def _pinned(text: str, start: int, reference: _Reference) -> _Reference:
    """The citation with the article, clause and point that stand before it ("điểm a khoản 2 Điều 5")."""
    back = max(start, reference.start - _LOOK_BACK)
    m = _PINPOINT.search(text[back : reference.start])
    if m is None:
        return reference
    words = re.sub(rf"{_S}*,?{_S}*(?:của|tại)?{_S}*$", "", " ".join(m[0].split()))
    return replace(reference, pinpoint=words)


def _shared(text: str, found: list[_Reference]) -> list[_Reference]:
    """In a list, the date and issuer said behind its last member hold for the members before that have none of their own."""
    result = list(found)
    for i in range(len(result) - 2, -1, -1):
        this, following = result[i], result[i + 1]
        if not _listed(text, this, following):
            continue
        if this.issuer is None and following.issuer is not None:
            this = replace(this, issuer=following.issuer)
        if not this.dated and following.dated and not following.typed:
            this = replace(this, issued_on=following.issued_on)
        result[i] = this
    for i in range(1, len(result)):
        if result[i].issuer is None and result[i - 1].issuer is not None and _listed(text, result[i - 1], result[i]):
            result[i] = replace(result[i], issuer=result[i - 1].issuer)
    return result


def _listed(text: str, this: _Reference, following: _Reference) -> bool:
    """Whether two numbers stand in one list and carry the letters of one body."""
    if this.number is None or following.number is None or not _JOINT.fullmatch(text, this.end, following.start):
        return False
    return re.split(r"[-–/]", this.number)[-1] == re.split(r"[-–/]", following.number)[-1]


# --- laws and titles -----------------------------------------------------------------------------------------------------------------------

_LAW = re.compile(rf"(?<!\w)(?P<type>Bộ{_S}+luật|Luật|Pháp{_S}+lệnh|Hiến{_S}+pháp)(?P<gap>{_S}*:?{_S}+)(?=[{UPPER}n]|sửa{_S})")
_AMENDING = re.compile(
    rf"[Ss]ửa{_S}+đổi(?:,{_S}+bổ{_S}+sung)?{_S}+(?:một{_S}+số{_S}+điều{_S}+)?của{_S}+(?=(?:các{_S}+)?(?:Bộ{_S}+luật|Luật))"
)
_ONE_OF = re.compile(rf"{_S}*(?:,|và|,{_S}*và)?{_S}*(?:các{_S}+)?(?:Bộ{_S}+luật|Luật){_S}+")
_PLURAL = re.compile(rf"\bcác{_S}*$", re.IGNORECASE)
_TITLE_STOP = re.compile(
    rf"{_S}*(?:[.;:()\"”/]|$|,{_S}|\b(?:và|hoặc|ngày|năm|số|của|trên|theo|để|được|có|là|tại|về|thì|trong|quy|hiện|cùng|đã|khi|do|với|cho|từ|mà|này|nêu|sửa)\b)"
)
_OTHER_TITLE = re.compile(
    rf"(?<!\w)(?:(?P<congress>Nghị{_S}quyết){_S}+Đại{_S}hội(?:{_S}+đại{_S}biểu)?(?:{_S}+[XVI]+\b|(?:{_S}+[\w-]+){{1,8}}?{_S}+lần{_S}thứ{_S}+[XVI]+\b)"
    rf"(?:{_S}+của{_S}+Đảng)?(?:,?{_S}+\(?nhiệm{_S}kỳ{_S}+\d{{4}}{_S}?[-–]{_S}?\d{{4}}\)?)?"
    rf"|(?P<type>Chiến{_S}lược)(?P<title>(?:{_S}+quốc{_S}gia)?(?:{_S}+(?!do\b|này\b|theo\b|trên\b|được\b)[\w,–-]+){{2,18}}?{_S}+đến{_S}+năm{_S}+\d{{4}})"
    rf"|(?P<quoted_type>Quyết định|Nghị quyết|Chỉ thị|Đề án|Kế hoạch|Chiến lược|Thông tư|Nghị định)"
    rf"(?:{_S}+(?:phê duyệt|ban hành|về việc|về))?{_S}*(?P<quoted>“[^”\n]{{8,200}}”))"
)


@cache
def _law_titles() -> re.Pattern[str]:
    return re.compile(rf"(?=[{UPPER}])(?i:{alternatives(lexicon.lines('laws'))})(?!\w)")


def _laws(text: str, start: int, end: int) -> Iterator[_Reference]:
    """ "Luật Đầu tư công", "Luật Đất đai năm 2024", "các Luật: Đất đai, Nhà ở"."""
    for m in _LAW.finditer(text, start, end):
        doc_type = " ".join(m["type"].lower().split())
        if doc_type == "hiến pháp":
            reference = _with_date(text, end, _Reference(m.start(), m.end("type"), None, doc_type, confidence=0.8))
            if reference.dated:
                yield reference
            continue
        amending = _AMENDING.match(text, m.end(), end)
        if amending is not None:
            stop = _titles_end(text, amending.end(), end)
            if stop is not None:
                yield _law(text, start, end, _Reference(m.start(), stop, None, doc_type, confidence=0.9))
            continue
        title = _law_titles().match(text, m.end(), end)
        listed = ":" in m["gap"] or _PLURAL.search(text[max(start, m.start() - 8) : m.start()]) is not None
        if title is None:
            stop = None if listed else _unknown_title(text, m.end(), end)
            if stop is not None:
                yield _law(text, start, end, _Reference(m.start(), stop, None, doc_type, confidence=0.7))
            continue
        yield _law(text, start, end, _Reference(m.start(), title.end(), None, doc_type, confidence=0.95))
        while listed and title is not None:
            joint = re.compile(rf"{_S}*(?:,|và|,{_S}*và){_S}+").match(text, title.end(), end)
            title = _law_titles().match(text, joint.end(), end) if joint else None
            if title is not None:
                yield _law(text, start, end, _Reference(title.start(), title.end(), None, doc_type, confidence=0.85))


def _titles_end(text: str, at: int, end: int) -> int | None:
    """End of the titles behind "sửa đổi, bổ sung một số điều của" ("Luật A, Luật B và Luật C"), None where there is none."""
    stop = None
    while True:
        m = _ONE_OF.match(text, at, end)
        title = _law_titles().match(text, m.end(), end) if m else None
        if title is None:
            return stop
        at = stop = title.end()


def _law(text: str, start: int, end: int, reference: _Reference) -> _Reference:
    number = re.compile(rf"{_S}*,?{_S}*\(?số{_S}*(?P<number>{_STATE})").match(text, reference.end, end)
    if number:
        reference = replace(reference, end=number.end(), number="".join(number["number"].split()))
    else:
        bare = re.compile(rf"{_S}+(?=(?:19|20)\d\d\b)\d{{4}}(?![\d/.-])").match(text, reference.end, end)
        if bare:
            return _pinned(text, start, replace(reference, end=bare.end(), dated=True))
    return _pinned(text, start, _with_date(text, end, reference))


def _unknown_title(text: str, at: int, end: int) -> int | None:
    """End of a law's title that is not in the lexicon: a capital word and what follows up to the first word that cannot be in it."""
    if not text[at].isupper():
        return None
    stop = _TITLE_STOP.search(text, at, min(end, at + 120))
    if stop is None:
        return None
    words = text[at : stop.start()].split()
    return stop.start() if 1 < len(words) <= _LONGEST_TITLE else None


def _titled(text: str, start: int, end: int) -> Iterator[_Reference]:
    """Documents named by type and title alone: a strategy with its horizon, a decision or scheme with its title in quotation marks."""
    for m in _OTHER_TITLE.finditer(text, start, end):
        doc_type = " ".join((m["type"] or m["quoted_type"] or m["congress"]).lower().split())
        yield _with_context(text, start, _pinned(text, start, _Reference(m.start(), m.end(), None, doc_type, confidence=0.6)))


# --- the whole document ------------------------------------------------------------------------------------------------------------------


def _resolved(found: list[_Reference]) -> list[_Reference]:
    """Short forms take date and issuer from the full citation before them, where only one can be meant."""
    full: dict[str, _Reference] = {}
    ambiguous: set[str] = set()
    result = []
    for reference in found:
        key = reference.number
        if key is not None and key in full and key not in ambiguous:
            earlier = full[key]
            if not reference.dated and reference.issued_on is None:
                reference = replace(reference, issued_on=earlier.issued_on)
            if reference.issuer is None:
                reference = replace(reference, issuer=earlier.issuer)
        if reference.number is not None and reference.issued_on is not None:
            for short in {reference.number, reference.number.split("/")[0]}:
                other = full.get(short)
                if other is not None and (other.number, other.issued_on) != (reference.number, reference.issued_on):
                    ambiguous.add(short)
                full.setdefault(short, reference)
        result.append(reference)
    return result


def _record(text: str, r: _Reference) -> Citation:
    return Citation(
        text=text[r.start : r.end], start=r.start, end=r.end, doc_type=r.doc_type, number=r.number, issued_on=r.issued_on,
        issuer=r.issuer, pinpoint=r.pinpoint, confidence=r.confidence,
    )  # fmt: skip
