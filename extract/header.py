"""The boxes at the top of an official page, and what a news report gives in their place (thể thức văn bản).

Boxes after Nghị định 30/2020/NĐ-CP, Phụ lục I: issuer and parent (ô 2), number and symbol (3), place and date (4), type and subject (5a,
5b), urgency (10b), addressees (9a); recipients and signature are read in :mod:`extract.closing`. The two columns above the title may come
one after the other, line by line in turn, or side by side on one line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extract import closing, dates, issuers, lexicon
from extract.findings import Header
from extract.patterns import UPPER
from extract.sentences import Span
from extract.work import Work
from extract.zones import Zone, document_types

_S = r"[ \t\xa0]"
#: The last form is what recognition leaves of it under a stamp.
_NATION = re.compile(
    r"C[ỘO]NG H(?:ÒA|OÀ|OA|ÒÀ)\s*XÃ H[ỘO]I CH[ỦU] NGH[ĨI]A(?:\s*VI[ỆE]T NAM)?|ĐẢNG CỘNG SẢN VIỆT NAM"
    r"|C[ỘO]NG H\S{1,3} .{0,30}NGH\S{1,3} VI[ỆE]T NAM",
    re.IGNORECASE,
)
_MOTTO = re.compile(r"Độc\s*lập\s*[-–—]\s*Tự\s*do\s*[-–—]\s*Hạnh\s*phúc", re.IGNORECASE)
_WORD = r"[A-ZĐ][\wĐđ&.]*"
_NUMBER = re.compile(
    rf"^[^\w\n]*Số{_S}*[:.]?{_S}*(?P<number>"
    rf"(?P<digits>\d{{1,6}}[a-zđ]?|[.…_ \xa0]{{0,40}}|[^\s/]{{1,6}}){_S}*[/⁄]{_S}*(?:\d{{4}}{_S}*/{_S}*)?{_WORD}(?:{_S}?[-–]{_S}?(?:{_WORD}|\d+))*"
    rf"|\d{{1,5}}{_S}*[-–]{_S}*{_WORD}/{_WORD}(?:-{_WORD})?|(?P<law>\d{{1,3}}/\d{{4}}/QH\d+))",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(rf"^[^\w\n]*Số{_S}*[:.]?{_S}*(?P<number>\d{{1,6}})\W*$")
_PLACE = re.compile(rf"(?P<place>[{UPPER}][^,\t\n/\d]{{1,40}}?){_S}*,{_S}*(?=ngày\b)", re.IGNORECASE)
#: A date line whose day or month was written in by hand and not recognised.
_UNREAD_DATE = re.compile(rf",{_S}*ngày\b.{{0,10}}\btháng\b.{{0,10}}\bnăm\b", re.IGNORECASE)
_ABOUT = re.compile(rf"^[^\w\n]*(?:V{_S}?/{_S}?v|V\.v|Vv|Về{_S}việc){_S}*[:.]?{_S}*", re.IGNORECASE)
_URGENCY = re.compile(r"\W*(HỎA TỐC(?: HẸN GIỜ)?|HOẢ TỐC(?: HẸN GIỜ)?|THƯỢNG KHẨN|KHẨN)\W*")
_SECRECY = re.compile(
    r"\W*(?:MẬT|TỐI MẬT|TUYỆT MẬT|LƯU HÀNH NỘI BỘ|XEM XONG TRẢ LẠI|BẢN SAO|DỰ THẢO|\(?Dự thảo.*)\W*", re.IGNORECASE
)
_RULE = re.compile(r"[\W_]*(?:\d{1,4}[\W_]*)?")
_GAZETTE = re.compile(r"\s*CÔNG BÁO\s*/\s*Số", re.IGNORECASE)
_ADDRESSED = re.compile(rf"^{_S}*(?:Đồng{_S}+)?[Kk]ính{_S}+(?:gửi|chuyển){_S}*:?{_S}*", re.IGNORECASE)
_BODY_OPENS = re.compile(
    r"(?:Căn cứ|Thực hiện|Nhằm|Để |Ngày \d|Sáng|Chiều|Theo |Sau khi|Xét |Trên cơ sở|Vừa qua|Trong |Qua |Tiếp theo|Hiện nay|Thời gian qua|"
    r"UBND|Ủy ban|Uỷ ban|Chủ tịch|Văn phòng|[IVX]{1,4}\.\s|\d{1,2}\.\s|Điều \d|Phần |PHẦN |Kính gửi|Phúc đáp|Tiếp nhận)"
)
_RUNS_ON = re.compile(r"(?:,|\b(?:và|của|các|tại|về|với|hoặc|theo|cho|do|việc))$")
_BROKEN = re.compile(
    rf"^[^\w\n]*Số{_S}*:$|,{_S}*ngày(?:{_S}+\d{{1,2}}(?:{_S}+tháng(?:{_S}+\d{{1,2}}(?:{_S}+năm)?)?)?)?$", re.IGNORECASE
)
_BROKEN_NATION = re.compile(rf"CỘNG(?:{_S}+H(?:ÒA|OÀ)(?:{_S}+XÃ(?:{_S}+HỘI(?:{_S}+CHỦ(?:{_S}+NGHĨA(?:{_S}+VIỆT)?)?)?)?)?)?")
#: A letterhead stands within so many lines of the top.
_TOP = 40
_LONGEST_SUBJECT = 900
_LONGEST_ABOUT = 400


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the letterhead ``text[start:end]``; ``gap``: white space stands between it and the line above."""

    text: str
    start: int
    end: int
    gap: bool


@cache
def _symbols() -> dict[str, str]:
    return {row[1].upper(): row[0] for row in reversed(lexicon.table("document_types")) if len(row) > 1 and row[1]}


def find(work: Work) -> Header:
    """The header of an official document, or title and date of a news report."""
    lines = _lines(work, _TOP)
    run_in = _run_in_title(work, lines)
    if run_in is not None:
        return run_in
    if not any(_NATION.search(line.text) or _MOTTO.search(line.text) or _NUMBER.match(line.text) for line in lines[:_TOP]):
        return _news(work, lines)
    return _official(work, lines)


def _lines(work: Work, count: int) -> list[_Line]:
    """The first lines of the document; cells of a letterhead that was set as a table are lines of their own ("|" on web pages)."""
    text = work.document.text
    lines: list[_Line] = []
    at = 0
    for block in work.document.blocks[:count]:
        gap = text.count("\n", at, block.start) > 1
        for start, end in [c for a, b in block.cells or [(block.start, block.end)] for c in _cells(text, a, b)]:
            words = text[start:end].strip()
            if words:
                start += text[start:end].index(words)
                lines.append(_Line(words, start, start + len(words), gap))
                gap = False
        at = block.end
    return _mended(lines, text)


def _mended(lines: list[_Line], text: str) -> list[_Line]:
    """Lines that a narrow column of a web page broke in the middle of a box put together: "CỘNG / HÒA XÃ HỘI …", "Số: / 12/QĐ-UBND"."""
    mended: list[_Line] = []
    for line in lines:
        if mended and (_BROKEN.search(mended[-1].text) or (_BROKEN_NATION.fullmatch(mended[-1].text) and line.text.isupper())):
            above = mended.pop()
            words = " ".join(text[above.start : line.end].split())
            mended.append(_Line(words, above.start, line.end, above.gap))
        else:
            mended.append(line)
    return mended


def _cells(text: str, start: int, end: int) -> list[Span]:
    spans, at = [], start
    for part in re.split(r"[\t|]", text[start:end]):
        spans.append((at, at + len(part)))
        at += len(part) + 1
    return spans


# --- official documents --------------------------------------------------------------------------------------------------------------


def _official(work: Work, lines: list[_Line]) -> Header:
    text = work.document.text
    title = _title_line(lines)
    head = lines[:title] if title is not None else _untitled_head(lines)
    number = _number(head) or _number(lines[: len(head) + 6])
    issuer, parent, issuer_span = _issuer(head, text)
    issuer = _completed(issuer, lines[len(head) :], text)
    spans: list[tuple[str, int, int]] = [("issuer", *issuer_span)] if issuer_span else []
    header = Header(issuer=issuer, parent=parent)
    if number is not None:
        header = replace(header, number=_plain_number(text[number[0] : number[1]]))
        spans.append(("number", *number))
    header, dated = _placed_and_dated(header, head or lines[:20])
    spans += dated
    doc_type, type_rest = _doc_type(lines, title, header.number)
    subject = _subject(lines, title, type_rest) if title is not None else _about(head)
    if subject is not None:
        header = replace(header, subject=" ".join(text[subject[0] : subject[1]].split()).rstrip(" .;"))
        spans.append(("subject", *subject))
    end = closing.read(work)
    return replace(
        header, doc_type=doc_type, urgency=_urgency(lines), addressees=_addressees(work), signer=end.signer,
        recipients=end.recipients, spans=(*spans, *end.spans),
    )  # fmt: skip


def _title_line(lines: list[_Line]) -> int | None:
    """Index of the line that prints the type ("THÔNG BÁO", "QUYẾT ĐỊNH"), below the letterhead."""
    for i, line in enumerate(lines):
        if _ADDRESSED.match(line.text):
            return None
        plain = line.text.strip(" :.*").lower() in document_types()
        if (plain or line.text.isupper()) and _printed_type(line.text) and not _NATION.search(line.text):
            return i
    return None


def _printed_type(line: str) -> str | None:
    """The type that a line in capitals opens with, where the line is no sentence ("KẾ HOẠCH CÔNG TÁC NĂM 2025" opens with one too)."""
    words = " ".join(line.lower().split()).strip(" :.*")
    for name in document_types():
        if words == name or (words.startswith(name + " ") and len(words) < 200):
            return name
    return None


def _untitled_head(lines: list[_Line]) -> list[_Line]:
    """The lines above "Kính gửi" of a letter without type; where there is none, those above the first sentence."""
    for i, line in enumerate(lines):
        if _ADDRESSED.match(line.text):
            return lines[:i]
    for i, line in enumerate(lines):
        if i > 3 and len(line.text) > 120:
            return lines[:i]
    return lines[:20]


def _number(lines: list[_Line]) -> Span | None:
    for pattern in (_NUMBER, _BARE_NUMBER):
        for line in lines:
            m = pattern.match(line.text)
            if m and not (pattern is _NUMBER and not m["law"] and not any(c.isupper() for c in m["number"])):
                return line.start + m.start("number"), line.start + m.end("number")
    return None


def _plain_number(printed: str) -> str:
    """The number without blanks; digits that were written in by hand and not recognised ("6§ /TB-UBND") are left out, not guessed."""
    digits, slash, symbol = "".join(printed.split()).partition("/")
    digits = digits.strip("._…")
    return digits + slash + symbol if re.fullmatch(r"\d{1,6}[a-zđ]?|\d{1,5}[-–]\w+", digits, re.IGNORECASE) else slash + symbol


def _issuer(head: list[_Line], text: str) -> tuple[str | None, str | None, Span | None]:
    """Issuer and parent: the lines in capitals above the number, put together to bodies; the last is the issuer."""
    names: list[list[_Line]] = []
    for line in head:
        if _NUMBER.match(line.text) or _BARE_NUMBER.match(line.text) or _ABOUT.match(line.text):
            if names:
                break
            continue
        words = _without_nation(line.text)
        if not words or not _is_name(words):
            continue
        if names and _continues(words, names[-1][-1].text):
            names[-1].append(replace(line, text=words))
        elif not names or names[-1][-1].text != words:
            names.append([replace(line, text=words)])
    if not names:
        return None, None, None
    cased = [issuers.ordinary_case(" ".join(line.text.strip(" *-–_") for line in lines), text) for lines in names]
    span = (names[-1][0].start, names[-1][-1].end)
    return cased[-1], cased[-2] if len(cased) > 1 else None, span


def _completed(issuer: str | None, below: list[_Line], text: str) -> str | None:
    """An issuer whose place was lost from the letterhead ("Ủy ban nhân dân"), by the line above the legal bases that names it in full."""
    if issuer is None or issuers.fold(issuer) not in ("ủy ban nhân dân", "hội đồng nhân dân"):
        return issuer
    for line in below:
        words = issuers.ordinary_case(line.text.removeprefix("CHỦ TỊCH "), text)
        if line.text.isupper() and issuers.fold(words).startswith(issuers.fold(issuer) + " ") and len(words) < 80:
            return words
    return issuer


def _without_nation(line: str) -> str:
    words = _MOTTO.sub(" ", _NATION.sub(" ", line))
    place = _PLACE.search(words)
    if place:
        words = words[: place.start()]
    return " ".join(words.split()).strip(" *_-–.")


def _is_name(words: str) -> bool:
    """Whether a line of the letterhead can be (a part of) a body's name."""
    letters = [c for c in words if c.isalpha()]
    if len(letters) < 2 or sum(c.isupper() for c in letters) < 0.8 * len(letters):
        return False
    return not (
        _URGENCY.fullmatch(words)
        or _SECRECY.fullmatch(words)
        or _GAZETTE.match(words)
        or _printed_type(words)
        or _RULE.fullmatch(words)
    )


def _continues(words: str, above: str) -> bool:
    """Whether a line goes on with the name above it: a place, a field, or whatever opens no body of its own."""
    if re.search(r"(?:,|[-–]|\bVÀ|\bCỦA|^VĂN PHÒNG|^BAN CHỈ ĐẠO|^BAN QUẢN LÝ|^ĐOÀN KIỂM TRA)$", above) or re.match(
        r"(?:VÀ|TỈNH(?! ỦY| UỶ| ĐOÀN)|HUYỆN(?! ỦY| UỶ| ĐOÀN)|THÀNH PHỐ|TP|QUẬN(?! ỦY)|THỊ|XÃ|PHƯỜNG|ĐẶC KHU)\b", words
    ):
        return not (above == "VĂN PHÒNG" and words.startswith("SỞ"))
    return not issuers.opens_body(words)


def _placed_and_dated(header: Header, head: list[_Line]) -> tuple[Header, list[tuple[str, int, int]]]:
    for line in head:
        for mention in dates.days(line.text):
            before = line.text[: mention.start]
            if mention.day is None and mention.month is None and not mention.blank:
                continue
            if not (line.text[mention.start : mention.start + 4].lower() == "ngày" or before.rstrip().endswith(",")):
                continue
            if (
                (_NUMBER.match(line.text) and not before.rstrip().endswith(","))
                or _GAZETTE.match(line.text)
                or _ABOUT.match(line.text)
            ):
                continue
            place = _place(before)
            spans = [("issued_on", line.start + mention.start, line.start + mention.end)]
            return replace(header, place=place, issued_on=mention.value), spans
        unread = _UNREAD_DATE.search(line.text)
        if unread is not None and not _ABOUT.match(line.text):
            return replace(header, place=_place(line.text[: unread.start()])), []
    return header, []


def _place(before: str) -> str | None:
    """The place before the date, without the number or motto that stands on the same line."""
    words = _MOTTO.sub(" ", before)
    m = _NUMBER.match(words)
    if m:
        words = words[m.end() :]
    words = words.strip(" ,*_.:;\t-–")
    return " ".join(words.split()) or None


def _doc_type(lines: list[_Line], title: int | None, number: str | None) -> tuple[str | None, int]:
    """The type, and how many characters of the title line it takes."""
    if title is not None:
        printed = _printed_type(lines[title].text) or ""
        name = "thông báo" if printed == "thông báo kết luận" else printed
        return name, len(printed)
    letters = re.split(r"[-–/]", number.split("/", 1)[1])[0] if number and "/" in number else ""
    if letters.upper() in _symbols() and "-" in (number or ""):
        return _symbols()[letters.upper()], 0
    return "công văn", 0


def _subject(lines: list[_Line], title: int, taken: int) -> Span | None:
    """The lines under the type up to the first line of the body."""
    first = lines[title]
    rest = first.text[taken:].strip(" :.*")
    start, end = (first.end - len(rest), first.end) if len(rest) > 3 else (0, 0)
    for line in lines[title + 1 :]:
        if _RULE.fullmatch(line.text) or _SECRECY.fullmatch(line.text):
            continue
        if _ADDRESSED.match(line.text) or _URGENCY.fullmatch(line.text):
            break
        if end and (_is_authority(lines, line) or not _goes_on(lines, line, start, end)):
            break
        if not end and (line.text[-1] in ";" or len(line.text) > _LONGEST_SUBJECT):
            break
        start, end = start if end else line.start, line.end
    return (start, end) if end else None


def _is_authority(lines: list[_Line], line: _Line) -> bool:
    """Whether the line names who decides ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH X"): in capitals, with the legal bases right below it."""
    at = lines.index(line)
    below = next((other for other in lines[at + 1 :] if not _RULE.fullmatch(other.text)), None)
    names = line.text.isupper() and issuers.opens_body(line.text)
    return names and below is not None and below.text.lower().startswith(("căn cứ", "xét "))


def _goes_on(lines: list[_Line], line: _Line, start: int, end: int) -> bool:
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


def _about(head: list[_Line]) -> Span | None:
    """ "V/v …" of a letter, under the number."""
    for i, line in enumerate(head):
        m = _ABOUT.match(line.text)
        if m is None:
            continue
        start, end = line.start + m.end(), line.end
        nation = _NATION.search(line.text) or _PLACE.search(line.text, m.end())
        if nation and nation.start() > m.end():
            return start, line.start + nation.start()
        for following in head[i + 1 :]:
            words = following.text
            if (
                following.gap
                or _NATION.search(words)
                or _MOTTO.search(words)
                or _RULE.fullmatch(words)
                or _URGENCY.fullmatch(words)
            ):
                break
            if not words[0].isalnum() or len(words) > 90 or following.end - start > _LONGEST_ABOUT or _ADDRESSED.match(words):
                break
            if (
                (_PLACE.search(words) and "ngày" in words and "tháng" in words)
                or (words.isupper() and len(words) > 12)
                or _NUMBER.match(words)
            ):
                break
            end = following.end
        return start, end
    return None


def _urgency(lines: list[_Line]) -> str | None:
    for line in lines:
        m = _URGENCY.fullmatch(line.text)
        if m:
            return m[1].lower().replace("hoả", "hỏa")
    return None


def _addressees(work: Work) -> tuple[str, ...]:
    """The bodies after "Kính gửi:", one an item."""
    text, found = work.document.text, []
    for passage in work.structure.within(Zone.ADDRESSEES):
        words = _ADDRESSED.sub("", text[passage.start : passage.end])
        for part in re.split(r";\s*(?:[-–+•]\s*)?", words):
            name = " ".join(part.split()).strip(" -–+•.;:/")
            if name:
                found.append(name)
    return tuple(found)


#: "CỦA THỦ TƯỚNG CHÍNH PHỦ SỐ 45/2018/QĐ-TTg NGÀY 09 THÁNG 11 NĂM 2018 VỀ …", as collections of documents print it without letterhead
_RUN_IN = re.compile(
    rf"CỦA{_S}+(?P<issuer>[^\n]+?)\s+SỐ{_S}*:?{_S}*(?P<number>[\d\w/&-]+)\s*,?\s*(?P<date>NGÀY[^\n]+?NĂM{_S}+\d{{4}})\s*(?P<subject>[^\n]+)?"
)


def _run_in_title(work: Work, lines: list[_Line]) -> Header | None:
    """The header of a document that opens with its type and tells issuer, number and date in the lines of its title."""
    if not lines or not lines[0].text.isupper() or _printed_type(lines[0].text) is None:
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
        doc_type=_printed_type(lines[0].text), number=m["number"], issued_on=day.value, issuer=issuers.ordinary_case(m["issuer"], text),
        subject=subject, addressees=_addressees(work), signer=end.signer, recipients=end.recipients, spans=(*spans, *end.spans),
    )  # fmt: skip


# --- news ----------------------------------------------------------------------------------------------------------------------------------

_POSTED = re.compile(
    r"^\W*(?:(?:Ngày|Cập nhật|Ngày cập nhật|Ngày đăng|Đăng ngày|Ngày đăng tin|Thứ\s\w+|Chủ nhật|Thời gian|Xuất bản)\b[\s,:]*)*"
    r"(?:\d{1,2}[:h]\d{2}\D{1,4})?(?=ngày\b|\d{1,2}\s*(?:[/.-]|tháng))",
    re.IGNORECASE,
)


def _news(work: Work, lines: list[_Line]) -> Header:
    """Title and day of a report; a page's menus above the title are skipped."""
    title = _news_title(lines)
    header, spans = Header(), []
    if title is not None:
        line = lines[title]
        words = re.sub(r"^null\s+", "", line.text)
        header = replace(header, subject=" ".join(words.split()))
        spans.append(("subject", line.end - len(words), line.end))
    for line in lines[: (title or 0) + 6]:
        posted = _POSTED.match(line.text)
        mention = next(dates.days(line.text, posted.end(), bare=True), None) if posted and len(line.text) < 80 else None
        if mention is not None and mention.value is not None:
            spans.append(("issued_on", line.start + mention.start, line.start + mention.end))
            return replace(header, issued_on=mention.value, spans=tuple(spans))
    return replace(header, spans=tuple(spans))


def _news_title(lines: list[_Line]) -> int | None:
    """The last line before the report itself that can be a title; a title that is printed twice is surely one."""
    furniture = tuple(lexicon.tables("news")["furniture"])
    candidates: list[int] = []
    for i, line in enumerate(lines[:12]):
        if len(line.text) > 220 or (line.text[-1] in ".;!:|" and not line.text.endswith("...")):
            break
        if _POSTED.match(line.text):
            if candidates:
                break
            continue
        if line.text.startswith(furniture) or len(line.text.split()) < 4:
            continue
        candidates.append(i)
        if i == 0:
            break
    return candidates[-1] if candidates else None
