"""Documents referred to by number, or by type and proper title (văn bản viện dẫn).

A reference is read outwards from its number ("1479/QĐ-TTg", "20-CT/TU", "72/2025/QH15", "số 09"): back to the type word, forward to date
and issuer. In a list ("các Quyết định số: A, B ngày … của …") every number is a citation of its own and shares what is said once.
Symbols after Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3 and Phụ lục III, mục I; Party documents after their own guidance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from extract import dates, laws, lexicon, references
from extract.findings import Citation
from extract.patterns import SPACE as _S
from extract.patterns import Caseless, Guarded, alternatives, standing_behind
from extract.references import OLD_NUMBER, PARTY_NUMBER, SLIPPED_NUMBER, STATE_NUMBER, Reference
from extract.work import Work
from extract.zones import Zone

_SYMBOL = Guarded(
    rf"(?=[\d.…_/ \t\n\xa0])(?<![\w/])(?P<number>{PARTY_NUMBER}|{STATE_NUMBER}|{SLIPPED_NUMBER}|{OLD_NUMBER})(?![\w/])",
    needs=(
        rf"/{_S}?[a-zđ]",
        *(standing_behind([r"\d"], sign) + f"{_S}?[a-zđ]" for sign in ("-", "–", r"\.", ",", ";", r"\|", r"\\")),
    ),
)
_PLAIN = re.compile(r"(?P<number>\d(?<![\w/.,-]\d)\d{0,4}(?:/\d{4})?)(?![\w/]|[.,]\d|-\d|\s?%)")
_NO = re.compile(rf"số{_S}*:?{_S}*$|Số{_S}*:?{_S}*$|SỐ{_S}*:?{_S}*$")
#: "biểu số 06/TH", "mẫu số 01/ĐK": numbers of forms.
_OF_A_FORM = re.compile(
    rf"(?:biểu|mẫu|bảng|phụ{_S}+lục|hình|thửa|lô|nhà|ngõ|kiệt|hẻm)(?:{_S}+(?:số|đất|in))*{_S}*:?{_S}*$", re.IGNORECASE
)
#: "các Nghị quyết số 57, 59, 66 và": plain numbers in a row behind one plural type.
_PLAIN_ROW = re.compile(
    rf"\bcác{_S}+[^\W\d]+(?:{_S}+[^\W\d]+){{0,2}}{_S}+(?:số{_S}*:?{_S}*)?\d{{1,4}}(?:{_S}*(?:,|và|,{_S}*và){_S}*(?:số{_S}+)?\d{{1,4}})*{_S}*(?:,|và|,{_S}*và){_S}*$",
    re.IGNORECASE,
)
_JOINT = re.compile(rf"{_S}*(?:[,;]|[,;]?{_S}*\b(?:và|hoặc|cùng)\b|[-–])?{_S}*(?:các{_S}+)?(?:số{_S}*:?{_S}*)?$", re.IGNORECASE)
_NEXT_OF_ROW = re.compile(rf"[;,]{_S}*(?:và{_S}+)?$")
_COMMA = re.compile(rf"{_S}*(?:,|và|,{_S}*và){_S}*")
#: How far back a type word, a pin-point or the words of "Ngày …, X ban hành" are looked for.
_LOOK_BACK = 90


@cache
def _types() -> dict[str, str]:
    """Names of document types in lower case, each with its abbreviation in symbols."""
    return {row[0]: row[1] if len(row) > 1 else "" for row in lexicon.table("document_types")}


@cache
def _type_before() -> Caseless:
    """A type word that ends the text, with at most two words between it and the number's "số" ("Văn bản chỉ đạo số")."""
    names = alternatives(_types())
    return Caseless(
        rf"(?<!\w)(?<!pháp )(?P<type>{names})(?:{_S}+(?!{names}|số\b)[a-zà-ỹđ]+){{0,2}}(?P<colon>{_S}*:)?{_S}*\(?(?P<no>số{_S}*[:.]?{_S}*)?$"
    )


@cache
def _type_and_issuer_before() -> Caseless:
    """A type word with its issuer between it and the number ("Nghị quyết của HĐND tỉnh số")."""
    names = alternatives(_types())
    return Caseless(
        rf"(?<!\w)(?P<type>{names})(?:{_S}+ngày{_S}+(?P<date>\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}|\d{{1,2}}{_S}+tháng{_S}+\d{{1,2}}{_S}+năm{_S}+\d{{4}}))?"
        rf"{_S}+của{_S}+(?P<issuer>[^\n.;:()]{{3,70}}?)(?P<colon>{_S}*:)?{_S}+số{_S}*:?{_S}*$"
    )


@cache
def _by_symbol() -> dict[str, str]:
    """Type of document for the letters that stand for it in a symbol ("TTr" → "tờ trình"); the plainest name wins."""
    found: dict[str, str] = {}
    for name, letters in _types().items():
        if letters:
            found.setdefault(letters.upper(), name)
    return found


def find(work: Work) -> tuple[Citation, ...]:
    """All citations of the document in order; its own number in the letterhead is none."""
    own = next(((a, b) for name, a, b in work.header.spans if name == "number"), None)
    found: list[Reference] = []
    for passage in work.structure.passages:
        if passage.zone is Zone.NOISE:
            continue
        for start, end in passage.cells or ((passage.start, passage.end),):
            found += _in_passage(work.structure.text, start, end, own)
    own_number = work.header.number
    found = [r for r in found if r.typed or r.number is None or r.number != own_number]  # repeated in the data of a web page
    return tuple(_record(work.structure.text, r) for r in _resolved(found))


def _in_passage(text: str, start: int, end: int, own: tuple[int, int] | None) -> list[Reference]:
    named = list(laws.laws(text, start, end))
    found = [r for r in _numbered(text, start, end, own) if not any(n.start < r.start < n.end for n in named)]
    taken = [(r.start, r.end) for r in found]
    for reference in (*named, *laws.titled(text, start, end)):
        if not any(a < reference.end and reference.start < b for a, b in taken):
            found.append(reference)
            taken.append((reference.start, reference.end))
    return _shared(text, sorted(found, key=lambda r: r.start))


# --- numbered documents ------------------------------------------------------------------------------------------------------------------


def _numbered(text: str, start: int, end: int, own: tuple[int, int] | None) -> Iterator[Reference]:
    previous: Reference | None = None
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


def _around(text: str, start: int, end: int, m: re.Match[str], previous: Reference | None) -> Reference | None:
    """The citation around the number ``m``; None where the number is none of a document."""
    symbol = m.re is _SYMBOL.pattern
    back = max(start, m.start() - _LOOK_BACK)
    before = text[back : m.start()]
    typed = _type_before().search(before) or None
    listed = previous is not None and _JOINT.fullmatch(text, previous.end, m.start()) is not None
    if not symbol and typed is None and not listed:
        return None
    no = _NO.search(before)
    of_issuer = None if typed or no is None else _type_and_issuer_before().search(before)
    printed = references.mended("".join(m["number"].split()))
    in_row = listed and (no is not None or (printed.isdigit() and _PLAIN_ROW.search(before) is not None))
    if not symbol and not _plain_is_number(text, m, end, typed, in_row):
        return None
    if symbol and typed is None and ("/" not in printed or printed != "".join(m["number"].split())):
        return None
    if symbol and typed is None and _OF_A_FORM.search(before):
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
        doc_type = " ".join(of_issuer["type"].lower().split())
        place = back + of_issuer.start() if not of_issuer["colon"] else place
    elif listed and previous is not None:
        doc_type = previous.doc_type
    if symbol and (typed is None or (doc_type == "văn bản" and typed["colon"])):
        doc_type = _type_of_symbol(printed) or doc_type
    reference = Reference(place, m.end(), printed, doc_type, typed=typed is not None, confidence=confidence)
    if of_issuer is not None:
        reference = replace(reference, issuer=" ".join(of_issuer["issuer"].split()))
        if of_issuer["date"]:
            day = next(dates.days(of_issuer["date"], bare=True), None)
            reference = replace(reference, issued_on=day.value if day else None, dated=day is not None)
    return references.pinned(text, start, references.with_context(text, start, references.forward(text, end, reference)))


def _plain_is_number(text: str, m: re.Match[str], end: int, typed: re.Match[str] | None, listed: bool) -> bool:
    """Whether a number without symbol names a document: "Nghị định số 09", "Nghị định 118/2025", "Công văn 2197 nêu trên"."""
    if typed is None:
        return listed
    after = text[m.end() : min(end, m.end() + 24)]
    if re.match(rf"{_S}*[-–]{_S}*\d", after):
        return False
    if typed["no"]:
        return typed["type"].lower() not in ("quy trình", "hợp đồng", "chương trình", "dự án", "phương án")
    named = (typed["type"][0].isupper() or typed["type"].lower() in _always_numbered()) and typed[
        "type"
    ].lower() in _cited_by_bare_number()
    if not named or typed.group()[len(typed["type"]) :].strip():
        return False
    return (
        re.match(
            rf"{_S}*(?:$|[.,;:)\"”]|(?:của|ngày|nêu|trên|này|và|về|năm|đã|quy|thì|có|là|yêu|chỉ|hướng|phê|do|được)\b)", after
        )
        is not None
    )


@cache
def _cited_by_bare_number() -> frozenset[str]:
    return frozenset(lexicon.tables("citations")["bare_number"])


@cache
def _always_numbered() -> frozenset[str]:
    return frozenset(lexicon.tables("citations")["always_numbered"])


def _is_symbol(printed: str, introduced: bool) -> bool:
    """Whether the letters after the number are those of a document, not "12/KCN" or "01/Tháng"."""
    if not printed[0].isdigit():
        return introduced and "-" in printed
    if "/" not in printed:
        return introduced
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


# --- lists and short forms ---------------------------------------------------------------------------------------------------------------


def _shared(text: str, found: list[Reference]) -> list[Reference]:
    """In a list, the date and issuer said behind its last member hold for the members before that have none of their own."""
    result = list(found)
    for i in range(len(result) - 2, -1, -1):
        this, following = result[i], result[i + 1]
        if not _listed(text, this, following):
            continue
        if this.issuer is None and following.issuer is not None:
            this = replace(this, issuer=following.issuer)
        if not this.dated and following.issued_on is not None and not following.typed:
            this = replace(this, issued_on=following.issued_on)
        result[i] = this
    for i in range(1, len(result)):
        if result[i].issuer is None and result[i - 1].issuer is not None and _listed(text, result[i - 1], result[i]):
            result[i] = replace(result[i], issuer=result[i - 1].issuer)
        if result[i].issuer is None and (issuer := _issuer_of_row(text, result[:i], result[i])) is not None:
            result[i] = replace(result[i], issuer=issuer)
    return result


def _issuer_of_row(text: str, before: list[Reference], this: Reference) -> str | None:
    """The issuer named once for a row whose members have titles or types of their own, where the letters are those of the same body.

    "các Nghị định của Chính phủ: Số 27/2022/NĐ-CP ngày … quy định …; số 38/2023/NĐ-CP ngày …"; "của Sở Nội vụ tại Tờ trình số
    14/TTr-SNV ngày …, Công văn số 22/SNV-CCHC ngày …".
    """
    if not before or this.number is None or "/" not in this.number:
        return None
    last = before[-1]
    if not this.typed and _NEXT_OF_ROW.search(text[max(0, this.start - 6) : this.start]):
        alike = (r for r in reversed(before) if _letters(r) == _letters(this) and r.doc_type == this.doc_type and not r.typed)
        return next((r.issuer for r in alike if r.issuer), None)
    joined = last.issuer is not None and _COMMA.fullmatch(text, last.end, this.start) is not None
    return last.issuer if joined and _letters(last)[-1:] == _letters(this)[:1] != [] else None


def _letters(r: Reference) -> list[str]:
    """The letters of a symbol, part by part: ["TTr", "SNV"] of "14/TTr-SNV"."""
    return re.split(r"[-–]", (r.number or "").split("/")[-1]) if "/" in (r.number or "") else []


def _listed(text: str, this: Reference, following: Reference) -> bool:
    """Whether two numbers stand in one list and carry the letters of one body, or none."""
    if this.number is None or following.number is None or not _JOINT.fullmatch(text, this.end, following.start):
        return False
    if this.number.isdigit() and following.number.isdigit():
        return not following.typed
    return re.split(r"[-–/]", this.number)[-1] == re.split(r"[-–/]", following.number)[-1]


def _resolved(found: list[Reference]) -> list[Reference]:
    """Short forms take date and issuer from the full citation before them, where only one can be meant."""
    full: dict[tuple[str | None, str], Reference] = {}
    ambiguous: set[tuple[str | None, str]] = set()
    result = []
    for reference in found:
        key = next((k for k in _names(reference) if k in full and k not in ambiguous), None)
        if key is not None:
            earlier = full[key]
            if not reference.dated and reference.issued_on is None:
                reference = replace(reference, issued_on=earlier.issued_on)
            if reference.issuer is None:
                reference = replace(reference, issuer=earlier.issuer)
        if reference.number is not None and reference.issued_on is not None:
            for short in _names(reference):
                other = full.get(short)
                if other is not None and (other.number, other.issued_on) != (reference.number, reference.issued_on):
                    ambiguous.add(short)
                full.setdefault(short, reference)
        result.append(reference)
    return result


def _names(r: Reference) -> list[tuple[str | None, str]]:
    """What a document may be called by later: its number, and with its type the number without letters ("118/2025", "118", "57")."""
    if r.number is None:
        return []
    names: list[tuple[str | None, str]] = [(None, r.number)]
    digits = re.match(r"(\d{1,5}[a-zđ]?)(/\d{4})?(?=[/–-]|$)", r.number)
    if digits is not None and r.doc_type is not None:
        names += [(r.doc_type, short) for short in dict.fromkeys((digits[0], digits[1])) if (r.doc_type, short) not in names]
    return names


def _record(text: str, r: Reference) -> Citation:
    return Citation(
        text=text[r.start : r.end], start=r.start, end=r.end, doc_type=r.doc_type, number=r.number, issued_on=r.issued_on,
        issuer=r.issuer, pinpoint=r.pinpoint, confidence=r.confidence,
    )  # fmt: skip
