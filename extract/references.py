"""A reference to a document being put together: its date, its issuer, its pin-point (văn bản viện dẫn).

Read from where type and number end: the date and the issuer stand behind them in either order, or before them in "Ngày …, UBND tỉnh ban
hành Kế hoạch số …"; the article, clause and point stand before the type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from extract import dates, issuers
from extract.dates import DateMention
from extract.patterns import SPACE as _S
from extract.patterns import UPPER

_WORD = r"[A-ZĐ][\wĐđ&.]*[\wĐđ]|[A-ZĐ]"
#: A dash with blanks on both sides only inside the plainest symbols ("NĐ - CP"): elsewhere it may end the number.
_WIDE_DASH = rf"(?:(?<=[NQC]Đ)|(?<=NQ)|(?<=CT)|(?<=TT)|(?<=KH)|(?<=TB)){_S}[-–]{_S}(?=(?:CP|UBND|HĐND|TTg|B[A-ZĐ]{{1,6}})\b)"
_DASH = rf"(?:{_S}?[-–](?={_WORD})|[-–]{_S}?(?={_WORD})|{_WIDE_DASH})"
#: "12/QĐ-UBND", "87/2025/QĐ-UBND", "1332/QĐ- BYT", "36a/NQ-CP", "72/2025/QH15"; without number in drafts ("/TB-UBND")
STATE_NUMBER = rf"(?:\d{{1,5}}[a-zđ]?|[.…_]{{1,12}})?{_S}?/{_S}?(?:\d{{4}}{_S}?/{_S}?)?(?:{_WORD})(?:{_DASH}(?:{_WORD}|\d+))*"
#: "20-CT/TU", "02-NQ/TW", "163-CV/ĐU"
PARTY_NUMBER = rf"\d{{1,4}}{_S}?[-–]{_S}?[A-ZĐ][A-Za-zĐđ]{{0,4}}/[A-ZĐ][\wĐđ]*(?:-[A-ZĐ][\wĐđ]*)?"
#: "61-CP", "327-CT": numbers of the years before 1996, taken only behind a type word.
OLD_NUMBER = rf"\d{{1,4}}{_S}?[-–]{_S}?(?:CP|CT|TTg|HĐBT|TVQH|NQ|QĐ|KL|TB|NĐ|UB|UBND)(?![\w/-])"
#: "11.CT-UBND", "45-QĐ-UBND", "45\\KH-UBND": a slip for the stroke, taken only behind a type word.
SLIPPED_NUMBER = (
    rf"\d{{1,5}}{_S}?[.,;|\\–-]{_S}?(?:QĐ|CT|KH|NQ|NĐ|TB|CV|TT|BC|HD|KL|CĐ|TTr|CTr|ĐA|PA|GM)[-–]"
    r"(?:UBND|HĐND|TTg|CP|BCĐ|VPCP|VP|TU|B[A-ZĐ]{1,6}|S[A-ZĐ]{1,6})(?![\w/])"
)
_TO_DATE = re.compile(
    rf"{_S}*[,(]?{_S}*(?:(?:được{_S}+)?(?:ban hành|ký|đề|ra){_S}+)?(?:cùng{_S}+)?(?=ngày\b|\d|mùng\b)", re.IGNORECASE
)
_TO_MONTH_OR_YEAR = re.compile(rf"{_S}*,?{_S}*(?=tháng\b|năm{_S}+\d)", re.IGNORECASE)
_TO_ISSUER = re.compile(rf"{_S}*[,(]?{_S}*(?:của{_S}+|do{_S}+)?", re.IGNORECASE)
_MADE_BY = re.compile(rf"{_S}*\(?{_S}*(?:của|do){_S}+", re.IGNORECASE)
_AND_ISSUER = re.compile(rf"{_S}*(?:,|và|[-–]|,{_S}*và){_S}+(?=[{UPPER}])")
#: "UBND tỉnh ban hành Kế hoạch số …", "đề nghị của Bộ trưởng Bộ X tại Tờ trình số …"
_SAID_BEFORE = re.compile(
    rf"(?P<body>[^.;:()]{{3,120}}?)(?:{_S}+(?:đã{_S}+|vừa{_S}+|có{_S}+|ký{_S}+)*(?:ban{_S}+hành|ký|có|xây{_S}+dựng|gửi){_S}+|(?P<at>{_S}+tại{_S}+)(?:các{_S}+)?(?:văn{_S}+bản:?{_S}+)?)$"
)
#: Words that the pattern ends with.
_SAID = ("hành", "ký", "có", "dựng", "gửi", "tại", "các", "bản")
_PIN = (
    rf"(?:(?:điểm|tiết){_S}+(?:[a-zđ]\b|\d+(?:\.\d+)*)|khoản{_S}+\d+[a-zđ]?|[Đđ]iều{_S}+\d+[a-zđ]?|(?:tiểu{_S}+)?[Mm]ục{_S}+(?:[IVXLC]+|\d+(?:\.\d+)*|[A-H])\b"
    rf"|[Cc]hương{_S}+[IVXLC\d]+|[Pp]hần{_S}+(?:thứ{_S}+\w+|[IVX]+|[A-H]|\d+)\b|[Pp]hụ{_S}lục{_S}+(?:số{_S}+)?[IVXLC\d]+)"
)
_PINPOINT = re.compile(
    rf"{_PIN}(?:{_S}*(?:,|và|đến|hoặc|[-–])?{_S}*(?:{_PIN}|[a-zđ]\b|\d+\b))*"
    rf"{_S}*,?{_S}*(?:của{_S}+|tại{_S}+|(?:ban{_S}+hành{_S}+)?kèm{_S}+theo{_S}+|thuộc{_S}+)?$"
)
#: How far back a pin-point is looked for, and the one who issued the document.
_LOOK_BACK = 90
_SENTENCE = 200


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation being put together at ``[start, end)``; ``typed``: the type word is its own, ``dated``: a date is printed with it."""

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


def mended(number: str) -> str:
    """The number with its stroke where a slip stands for it: "11.CT-UBND" is "11/CT-UBND"."""
    slipped = re.fullmatch(r"(\d+)[.,;|\\–-](\D.*)", number) if re.fullmatch(SLIPPED_NUMBER, number) else None
    return f"{slipped[1]}/{slipped[2]}" if slipped else number


def forward(text: str, end: int, reference: Reference) -> Reference:
    """The citation with the date and the issuer that follow it, in either order."""
    reference = with_date(text, end, reference)
    if reference.issuer is None:
        reference = with_issuer(text, end, reference)
    if not reference.dated:
        reference = with_date(text, end, reference)
    return reference


def with_date(text: str, end: int, reference: Reference) -> Reference:
    link = _TO_DATE.match(text, reference.end, end)
    if link:
        mention = _mention(dates.days(text, link.end(), min(end, link.end() + 40), bare=True), link.end())
        if mention is not None and (
            mention.year is not None or mention.impossible or mention.blank or text[mention.start].lower() == "n"
        ):
            stop = mention.end + 1 if "(" in link[0] and text[mention.end : mention.end + 1] == ")" else mention.end
            return replace(reference, end=stop, issued_on=mention.value, dated=True)
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


def with_issuer(text: str, end: int, reference: Reference) -> Reference:
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
    if "liên tịch" in (reference.doc_type or ""):
        stop = _joint_issuers(text, stop, end)
    return replace(reference, end=stop, issuer=issuers.ordinary_case(text[start:stop], text))


def _joint_issuers(text: str, at: int, end: int) -> int:
    """End of the row of bodies that issued a joint circular ("Bộ Nội vụ, Bộ Tài chính và Bộ Y tế"), whose first ends at ``at``."""
    while link := _AND_ISSUER.match(text, at, end):
        stop = issuers.read(text, link.end(), end)
        if stop == link.end():
            break
        at = stop
    return at


def with_context(text: str, start: int, reference: Reference) -> Reference:
    """Date and issuer from "Ngày 22/10/2024, UBND tỉnh ban hành Kế hoạch số …", where the citation itself has none."""
    if reference.dated and reference.issuer:
        return reference
    start = max(start, reference.start - _SENTENCE)
    before = text[start : reference.start]
    clause = max(map(before.rfind, ".;()")) + 1  # the pattern, which runs to the end, passes none of these
    m = _SAID_BEFORE.search(before, clause) if before.rstrip(" \t\n\xa0:").endswith(_SAID) else None
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


def pinned(text: str, start: int, reference: Reference) -> Reference:
    """The citation with the article, clause and point that stand before it ("điểm a khoản 2 Điều 5")."""
    back = max(start, reference.start - _LOOK_BACK)
    m = _PINPOINT.search(text[back : reference.start])
    if m is None:
        return reference
    words = re.sub(rf"{_S}*,?{_S}*(?:của|tại|thuộc|(?:ban hành )?kèm theo)?{_S}*$", "", " ".join(m[0].split()))
    return replace(reference, pinpoint=words)
