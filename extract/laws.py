"""Laws and other documents that are cited by type and title, without a number (luật, bộ luật, pháp lệnh, chiến lược …)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from extract import lexicon, references
from extract.patterns import SPACE as _S
from extract.patterns import UPPER, Guarded, alternatives
from extract.references import STATE_NUMBER, Reference

_LONGEST_TITLE = 30
_LAW = Guarded(
    rf"(?<!\w)(?P<type>Bộ{_S}+luật|Luật|Pháp{_S}+lệnh|Hiến{_S}+pháp)(?P<gap>{_S}*:?{_S}+)(?=[^\W\d_])",
    needs=("luật", "lệnh", "hiến"),
)
_OF_THE_STATE = re.compile(
    rf"{_S}+nước{_S}+Cộng{_S}+(?:hòa|hoà){_S}+xã{_S}+hội{_S}+chủ{_S}+nghĩa{_S}+Việt{_S}+Nam", re.IGNORECASE
)
#: A title that goes on in words the lexicon does not have: "… của Hội đồng nhân dân và Ủy ban nhân dân ngày 03 tháng 12 năm 2004".
_OF_SOMEBODY = re.compile(rf"{_S}+của(?:{_S}+[^\W\d]+){{2,10}}?(?={_S}+ngày{_S}+\d)")
#: A title by its letters, with the year or number that makes it a law for certain: "Luật PCTN năm 2018", "Luật NSNN số 83/2015/QH13".
_SHORT_TITLE = re.compile(
    rf"[{UPPER}]{{2,8}}(?:{_S}+(?:và|&){_S}+[{UPPER}]{{2,8}})?(?={_S}*\(?(?:năm{_S}+)?(?:19|20)\d\d(?![\d/-]|[.]\d)|{_S}*,?{_S}*\(?số{_S}*{STATE_NUMBER})"
)
_AMENDING = re.compile(
    rf"[Ss]ửa{_S}+đổi(?:,{_S}+bổ{_S}+sung)?{_S}+(?:một{_S}+số{_S}+điều{_S}+)?của{_S}+(?=(?:các{_S}+)?(?:Bộ{_S}+luật|Luật))"
)
_ONE_OF = re.compile(rf"{_S}*(?:,|và|,{_S}*và)?{_S}*(?:các{_S}+)?(?:Bộ{_S}+luật|Luật){_S}+")
_PLURAL = re.compile(rf"\bcác{_S}*$", re.IGNORECASE)
_TITLE_STOP = re.compile(
    rf"{_S}*(?:[.;:()\"”/]|$|,{_S}|\b(?:và|hoặc|ngày|năm|số|của|trên|theo|để|được|có|là|tại|về|thì|trong|quy|hiện|cùng|đã|khi|do|với|cho|từ|mà|này|nêu|sửa)\b)"
)
_OTHER_TITLE = Guarded(
    rf"(?<!\w)(?:(?P<plenum>Nghị{_S}quyết|Kết{_S}luận)(?:{_S}+Hội{_S}nghị)?(?:{_S}+lần{_S}thứ{_S}+\w+)?(?:{_S}+Ban{_S}Chấp{_S}hành)?{_S}+Trung{_S}ương(?:{_S}+Đảng)?"
    rf"(?:{_S}+(?:lần{_S}thứ{_S}+\w+|\d{{1,2}}))?,?{_S}+kh[óo][óáa]?a?{_S}+[XVI]+\b"
    rf"|(?P<congress>Nghị{_S}quyết){_S}+Đại{_S}hội(?:{_S}+đại{_S}biểu)?(?:{_S}+[XVI]+\b|(?:{_S}+[\w-]+){{1,8}}?{_S}+lần{_S}thứ{_S}+[XVI]+\b)"
    rf"(?:{_S}+của{_S}+Đảng)?(?:,?{_S}+\(?nhiệm{_S}kỳ{_S}+\d{{4}}{_S}?[-–]{_S}?\d{{4}}\)?)?"
    rf"|(?P<type>Chiến{_S}lược)(?P<title>(?:{_S}+quốc{_S}gia)?(?:{_S}+(?!do\b|này\b|theo\b|trên\b|được\b)[\w,–-]+){{2,18}}?{_S}+đến{_S}+năm{_S}+\d{{4}})"
    rf"|(?P<quoted_type>Quyết định|Nghị quyết|Chỉ thị|Đề án|Kế hoạch|Chiến lược|Thông tư|Nghị định)"
    rf"(?:{_S}+(?:phê duyệt|ban hành|về việc|về))?{_S}*(?P<quoted>“[^”\n]{{8,200}}”))",
    needs=(f"trung{_S}", f"đại{_S}", f"chiến{_S}", "“"),
)


@cache
def _law_titles() -> re.Pattern[str]:
    """Titles in any case: "Luật bảo hiểm y tế" is as good as "Luật Bảo hiểm y tế", for the type word has its capital."""
    return re.compile(rf"(?i:{alternatives(lexicon.lines('laws'))})(?!\w)")


def laws(text: str, start: int, end: int) -> Iterator[Reference]:
    """Laws by their titles: "Luật Đầu tư công", "Luật Đất đai năm 2024", "các Luật: Đất đai, Nhà ở"."""
    for m in _LAW.finditer(text, start, end):
        doc_type = " ".join(m["type"].lower().split())
        if doc_type == "hiến pháp":
            name = _OF_THE_STATE.match(text, m.end("type"), end)
            reference = Reference(m.start(), name.end() if name else m.end("type"), None, doc_type, confidence=0.8)
            reference = references.with_date(text, end, reference)
            if reference.dated:
                yield reference
            continue
        amending = _AMENDING.match(text, m.end(), end)
        if amending is not None:
            stop = _titles_end(text, amending.end(), end)
            if stop is not None:
                yield _law(text, start, end, Reference(m.start(), stop, None, doc_type, confidence=0.9))
            continue
        short = _SHORT_TITLE.match(text, m.end(), end)
        if short is not None:
            yield _law(text, start, end, Reference(m.start(), short.end(), None, doc_type, confidence=0.85))
            continue
        title = _law_titles().match(text, m.end(), end)
        listed = ":" in m["gap"] or _PLURAL.search(text[max(start, m.start() - 8) : m.start()]) is not None
        if title is None:
            stop = None if listed else _unknown_title(text, m.end(), end)
            if stop is not None:
                yield _law(text, start, end, Reference(m.start(), stop, None, doc_type, confidence=0.7))
            continue
        yield _law(text, start, end, Reference(m.start(), title.end(), None, doc_type, confidence=0.95))
        while listed and title is not None:
            joint = re.compile(rf"{_S}*(?:,|và|,{_S}*và){_S}+").match(text, title.end(), end)
            title = _law_titles().match(text, joint.end(), end) if joint else None
            if title is not None:
                yield _law(text, start, end, Reference(title.start(), title.end(), None, doc_type, confidence=0.85))


def _titles_end(text: str, at: int, end: int) -> int | None:
    """End of the titles behind "sửa đổi, bổ sung một số điều của" ("Luật A, Luật B và Luật C"), None where there is none."""
    stop = None
    while True:
        m = _ONE_OF.match(text, at, end)
        title = _law_titles().match(text, m.end(), end) if m else None
        if title is None:
            return stop
        at = stop = title.end()


def _law(text: str, start: int, end: int, reference: Reference) -> Reference:
    revised = re.compile(rf"{_S}*\(sửa{_S}đổi[^()]{{0,20}}\)").match(text, reference.end, end)
    if revised:
        reference = replace(reference, end=revised.end())
    number = re.compile(rf"{_S}*,?{_S}*\(?số{_S}*(?P<number>{STATE_NUMBER})").match(text, reference.end, end)
    if number:
        reference = replace(reference, end=number.end(), number="".join(number["number"].split()))
    else:
        bare = re.compile(rf"{_S}+(?=(?:19|20)\d\d\b)\d{{4}}(?![\d/-]|[.]\d)").match(text, reference.end, end)
        if bare:
            return references.pinned(text, start, replace(reference, end=bare.end(), dated=True))
    dated = references.with_date(text, end, reference)
    if not dated.dated and (longer := _OF_SOMEBODY.match(text, reference.end, end)):
        dated = references.with_date(text, end, replace(reference, end=longer.end()))
        dated = dated if dated.dated else reference
    return references.pinned(text, start, dated)


def _unknown_title(text: str, at: int, end: int) -> int | None:
    """End of a law's title that is not in the lexicon: a capital word and what follows up to the first word that cannot be in it."""
    if not text[at].isupper():
        return None
    stop = _TITLE_STOP.search(text, at, min(end, at + 120))
    if stop is None:
        return None
    words = text[at : stop.start()].split()
    return stop.start() if 1 < len(words) <= _LONGEST_TITLE else None


def titled(text: str, start: int, end: int) -> Iterator[Reference]:
    """Documents named by type and title alone: a strategy with its horizon, a decision or scheme with its title in quotation marks."""
    for m in _OTHER_TITLE.finditer(text, start, end):
        doc_type = " ".join((m["type"] or m["quoted_type"] or m["congress"] or m["plenum"]).lower().split())
        yield references.with_context(
            text, start, references.pinned(text, start, Reference(m.start(), m.end(), None, doc_type, confidence=0.6))
        )
