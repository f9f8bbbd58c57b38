"""The boxes at the top of an official page, and what a news report gives in their place (thể thức văn bản).

Boxes after Nghị định 30/2020/NĐ-CP, Phụ lục I: issuer and parent (ô 2), number and symbol (3), place and date (4), type and subject (5a,
5b), urgency (10b), addressees (9a); recipients and signature are read in :mod:`extract.closing`. The two columns above the title may come
one after the other, line by line in turn, or side by side on one line.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import takewhile

from extract import closing, dates, issuers, lexicon, news
from extract.findings import Header
from extract.letterhead import (
    ABOUT,
    BARE_NUMBER,
    GAZETTE,
    MOTTO,
    NATION,
    NUMBER,
    PLACE,
    RULE,
    SECRECY,
    TOP,
    URGENCY,
    Line,
    completed,
    issuer_and_parent,
    printed_type,
    read_lines,
)
from extract.sentences import Span
from extract.work import Work
from extract.zones import Zone, document_types, is_titled

_S = r"[ \t\xa0]"
#: A date line whose day or month was written in by hand and not recognised.
_UNREAD_DATE = re.compile(rf",{_S}*ngày\b.{{0,10}}\btháng\b.{{0,10}}\bnăm\b", re.IGNORECASE)
_WIRES = re.compile(r"(?P<issuer>[^:\d]{6,80}?)\s+(?:điện|ĐIỆN)\s*:")
_ADDRESSED = re.compile(rf"^{_S}*(?:Đồng{_S}+)?[Kk]ính{_S}+(?:gửi|chuyển){_S}*:?{_S}*", re.IGNORECASE)
_BODY_OPENS = re.compile(
    r"(?:Căn cứ|Thực hiện|Nhằm|Để |Ngày \d|Sáng|Chiều|Theo |Sau khi|Xét |Trên cơ sở|Vừa qua|Trong |Qua |Tiếp theo|Hiện nay|Thời gian qua|"
    r"UBND|Ủy ban|Uỷ ban|Chủ tịch|Văn phòng|[IVX]{1,4}\.\s|\d{1,2}\.\s|Điều \d|Phần |PHẦN |Kính gửi|Phúc đáp|Tiếp nhận)"
)
_BASIS = re.compile(r"\s*(?:Căn cứ|Xét|Thực hiện|Theo |Nhằm|Để )")
_RUNS_ON = re.compile(r"(?:,|\b(?:và|của|các|tại|về|với|hoặc|theo|cho|do|việc))$")
_LONGEST_SUBJECT = 900
_LONGEST_ABOUT = 400


@cache
def _symbols() -> dict[str, str]:
    return {row[1].upper(): row[0] for row in reversed(lexicon.table("document_types")) if len(row) > 1 and row[1]}


def find(work: Work) -> Header:
    """The header of an official document, or title and date of a news report."""
    lines = read_lines(work, TOP)
    run_in = _run_in_title(work, lines)
    if run_in is not None:
        return run_in
    if not is_titled(work.document.text) and not any(
        NATION.search(line.text) or MOTTO.search(line.text) or NUMBER.match(line.text) for line in lines[:TOP]
    ):
        return news.header(lines)
    return _official(work, lines)


# --- official documents --------------------------------------------------------------------------------------------------------------


def _official(work: Work, lines: list[Line]) -> Header:
    text = work.document.text
    title = _title_line(lines)
    head = lines[:title] if title is not None else _untitled_head(lines)
    number = _number(head) or _number(lines[: len(head) + 6])
    issuer, parent, issuer_span = issuer_and_parent(head, text)
    issuer = completed(issuer, lines[len(head) :], text)
    spans: list[tuple[str, int, int]] = [("issuer", *issuer_span)] if issuer_span else []
    header = Header(issuer=issuer, parent=parent)
    if number is not None:
        header = replace(header, number=_plain_number(text[number[0] : number[1]]))
        spans.append(("number", *number))
    header, dated = _placed_and_dated(header, head or lines[:20])
    spans += dated
    doc_type, type_rest = _doc_type(lines, title, header.number)
    if doc_type == "công điện" and header.issuer is None:
        header, wired = _wired(header, lines, text)
        spans += wired
    subject = _subject(lines, title, type_rest) if title is not None else _about(head) or _lone_title(lines, doc_type)
    if subject is not None:
        header = replace(header, subject=" ".join(text[subject[0] : subject[1]].split()).rstrip(" .;"))
        spans.append(("subject", *subject))
    end = closing.read(work)
    return replace(
        header, doc_type=doc_type, urgency=_urgency(lines), addressees=_addressees(work), signer=end.signer,
        recipients=end.recipients, spans=(*spans, *end.spans),
    )  # fmt: skip


def _wired(header: Header, lines: list[Line], text: str) -> tuple[Header, list[tuple[str, int, int]]]:
    """The issuer of a telegram as its opening names it: "THỦ TƯỚNG CHÍNH PHỦ điện:"."""
    for line in lines:
        m = _WIRES.match(line.text)
        if m is not None:
            start = line.start + m.start("issuer")
            issuer = issuers.ordinary_case(" ".join(m["issuer"].split()), text)
            return replace(header, issuer=issuer), [("issuer", start, start + len(m["issuer"]))]
    return header, []


def _title_line(lines: list[Line]) -> int | None:
    """Index of the line that prints the type ("THÔNG BÁO", "QUYẾT ĐỊNH"), below the letterhead."""
    for i, line in enumerate(lines):
        if _ADDRESSED.match(line.text):
            return None
        plain = line.text.strip(" :.*").lower() in document_types()
        if (plain or line.text.isupper()) and printed_type(line.text) and not NATION.search(line.text):
            return i
    return None


def _untitled_head(lines: list[Line]) -> list[Line]:
    """The lines above "Kính gửi" of a letter without type; where there is none, those above the first sentence."""
    for i, line in enumerate(lines):
        if _ADDRESSED.match(line.text):
            return lines[:i]
    for i, line in enumerate(lines):
        if i > 3 and len(line.text) > 120:
            return lines[:i]
    return lines[:20]


def _number(lines: list[Line]) -> Span | None:
    for pattern in (NUMBER, BARE_NUMBER):
        for line in lines:
            m = pattern.match(line.text)
            if m and not (pattern is NUMBER and not m["law"] and not any(c.isupper() for c in m["number"])):
                return line.start + m.start("number"), line.start + m.end("number")
    return None


def _plain_number(printed: str) -> str:
    """The number without blanks; digits that were written in by hand and not recognised ("6§ /TB-UBND") are left out, not guessed."""
    digits, slash, symbol = "".join(printed.split()).partition("/")
    digits = digits.strip("._…")
    return digits + slash + symbol if re.fullmatch(r"\d{1,6}[a-zđ]?|\d{1,5}[-–]\w+", digits, re.IGNORECASE) else slash + symbol


def _placed_and_dated(header: Header, head: list[Line]) -> tuple[Header, list[tuple[str, int, int]]]:
    for line in head:
        for mention in dates.days(line.text):
            before = line.text[: mention.start]
            if mention.day is None and mention.month is None and not mention.blank:
                continue
            if not (line.text[mention.start : mention.start + 4].lower() == "ngày" or before.rstrip().endswith(",")):
                continue
            if (
                (NUMBER.match(line.text) and not before.rstrip().endswith(","))
                or GAZETTE.match(line.text)
                or ABOUT.match(line.text)
            ):
                continue
            place = _place(before)
            spans = [("issued_on", line.start + mention.start, line.start + mention.end)]
            return replace(header, place=place, issued_on=mention.value), spans
        unread = _UNREAD_DATE.search(line.text)
        if unread is not None and not ABOUT.match(line.text):
            return replace(header, place=_place(line.text[: unread.start()])), []
    return header, []


def _place(before: str) -> str | None:
    """The place before the date, without the number or motto that stands on the same line."""
    words = MOTTO.sub(" ", before)
    m = NUMBER.match(words)
    if m:
        words = words[m.end() :]
    words = words.strip(" ,*_.:;\t-–")
    return " ".join(words.split()) or None


def _doc_type(lines: list[Line], title: int | None, number: str | None) -> tuple[str | None, int]:
    """The type, and how many characters of the title line it takes."""
    if title is not None:
        printed = printed_type(lines[title].text) or ""
        name = "thông báo" if printed == "thông báo kết luận" else printed
        return name, len(name)
    letters = re.split(r"[-–/]", number.split("/", 1)[1])[0] if number and "/" in number else ""
    if letters.upper() in _symbols() and "-" in (number or ""):
        return _symbols()[letters.upper()], 0
    return "công văn", 0


def _subject(lines: list[Line], title: int, taken: int) -> Span | None:
    """The lines under the type up to the first line of the body."""
    first = lines[title]
    rest = first.text[taken:].strip(" :.*")
    start, end = (first.end - len(rest), first.end) if len(rest) > 3 else (0, 0)
    for line in lines[title + 1 :]:
        if RULE.fullmatch(line.text) or SECRECY.fullmatch(line.text):
            continue
        if _ADDRESSED.match(line.text) or URGENCY.fullmatch(line.text):
            break
        if end and (_is_authority(lines, line) or not _goes_on(lines, line, start, end)):
            break
        if not end and (line.text[-1] in ";" or len(line.text) > _LONGEST_SUBJECT):
            break
        start, end = start if end else line.start, line.end
    return (start, end) if end else None


def _is_authority(lines: list[Line], line: Line) -> bool:
    """Whether the line names who decides ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH X"): in capitals, with the legal bases right below it."""
    at = lines.index(line)
    below = next((other for other in lines[at + 1 :] if not RULE.fullmatch(other.text)), None)
    names = line.text.isupper() and issuers.opens_body(line.text)
    return names and below is not None and below.text.lower().startswith(("căn cứ", "xét "))


def _lone_title(lines: list[Line], doc_type: str | None) -> Span | None:
    """The title in capitals below place and date where the line of the type was lost ("KH" in the number still tells it)."""
    dated = next((i for i, line in enumerate(lines) if PLACE.search(line.text) and next(dates.days(line.text), None)), None)
    if dated is None or doc_type in (None, "công văn"):
        return None
    below = [line for line in lines[dated + 1 :] if not RULE.fullmatch(line.text)]
    taken = list(takewhile(lambda line: line.text.isupper() and len(line.text) > 8 and not NATION.search(line.text), below))
    return (taken[0].start, taken[-1].end) if taken else None


def _goes_on(lines: list[Line], line: Line, start: int, end: int) -> bool:
    """Whether the subject, so far from ``start`` to ``end``, goes on in ``line``."""
    above = next(other for other in lines if other.end == end).text
    if line.end - start > _LONGEST_SUBJECT or above[-1] in ".;" or line.text[-1] in ";:":
        return False
    if line.text[0].islower() or (_RUNS_ON.search(above) and not line.gap):
        return True
    if line.gap or _BODY_OPENS.match(line.text) or len(line.text) > 160:
        return False
    if line.text.isupper() and not above.isupper():
        return False
    return line.text[-1] not in "." and line.text.isupper() == above.isupper()


def _about(head: list[Line]) -> Span | None:
    """ "V/v …" of a letter, under the number."""
    for i, line in enumerate(head):
        m = ABOUT.match(line.text)
        if m is None:
            continue
        start, end = line.start + m.end(), line.end
        nation = NATION.search(line.text) or PLACE.search(line.text, m.end())
        if nation and nation.start() > m.end():
            return start, line.start + nation.start()
        for following in head[i + 1 :]:
            words = following.text
            if following.gap or NATION.search(words) or MOTTO.search(words) or RULE.fullmatch(words) or URGENCY.fullmatch(words):
                break
            if not words[0].isalnum() or len(words) > 90 or following.end - start > _LONGEST_ABOUT or _ADDRESSED.match(words):
                break
            if (
                (PLACE.search(words) and "ngày" in words and "tháng" in words)
                or (words.isupper() and len(words) > 12)
                or NUMBER.match(words)
            ):
                break
            end = following.end
        return start, end
    return None


def _urgency(lines: list[Line]) -> str | None:
    for line in lines:
        m = URGENCY.fullmatch(line.text)
        if m:
            return m[1].lower().replace("hoả", "hỏa")
    return None


def _addressees(work: Work) -> tuple[str, ...]:
    """The bodies after "Kính gửi:", one an item."""
    text, found = work.document.text, []
    for passage in work.structure.within(Zone.ADDRESSEES):
        words = _ADDRESSED.sub("", text[passage.start : passage.end])
        if _BASIS.match(words) or words.rstrip().upper().endswith("ĐIỆN:"):
            continue
        for part in re.split(r";\s*(?:[-–+•]\s*)?", words):
            name = " ".join(part.split()).strip(" -–+•.,;:/")
            if name:
                found.append(name)
    return tuple(found)


#: "CỦA THỦ TƯỚNG CHÍNH PHỦ SỐ 45/2018/QĐ-TTg NGÀY 09 THÁNG 11 NĂM 2018 VỀ …", as collections of documents print it without letterhead
_RUN_IN = re.compile(
    rf"CỦA{_S}+(?P<issuer>[^\n]+?)\s+SỐ{_S}*:?{_S}*(?P<number>[\d\w/&-]+)\s*,?\s*(?P<date>NGÀY[^\n]+?NĂM{_S}+\d{{4}})\s*(?P<subject>[^\n]+)?"
)


def _run_in_title(work: Work, lines: list[Line]) -> Header | None:
    """The header of a document that opens with its type and tells issuer, number and date in the lines of its title."""
    if not lines or not lines[0].text.isupper() or printed_type(lines[0].text) is None:
        return None
    text = work.document.text
    m = _RUN_IN.search(text, lines[0].start, lines[min(5, len(lines) - 1)].end)
    day = next(dates.days(text, m.start("date"), m.end("date")), None) if m else None
    if m is None or day is None:
        return None
    end = closing.read(work)
    subject = " ".join(m["subject"].split()) if m["subject"] else None
    spans = [("number", *m.span("number")), ("issuer", *m.span("issuer")), ("issued_on", day.start, day.end)]
    spans += [("subject", *m.span("subject"))] if subject else []
    return Header(
        doc_type=printed_type(lines[0].text), number=m["number"], issued_on=day.value, issuer=issuers.ordinary_case(m["issuer"], text),
        subject=subject, addressees=_addressees(work), signer=end.signer, recipients=end.recipients, spans=(*spans, *end.spans),
    )  # fmt: skip
