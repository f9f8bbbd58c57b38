"""The lines above the title of an official page, and the bodies they name (quốc hiệu, tên cơ quan).

The two columns of the letterhead may come one after the other, line by line in turn, side by side on one line, or broken by a narrow
column of a web page. Boxes 1 and 2 of Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract import issuers
from extract.patterns import UPPER
from extract.sentences import Span
from extract.work import Work
from extract.zones import document_types

_S = r"[ \t\xa0]"
#: The last form is what recognition leaves of it under a stamp.
NATION = re.compile(
    r"C[ỘO]NG H(?:ÒA|OÀ|OA|ÒÀ)\s*XÃ H[ỘO]I CH[ỦU] NGH[ĨI]A(?:\s*VI[ỆE]T NAM)?|ĐẢNG CỘNG SẢN VIỆT NAM"
    r"|C[ỘO]NG H\S{1,3} .{0,30}NGH\S{1,3} VI[ỆE]T NAM",
    re.IGNORECASE,
)
MOTTO = re.compile(r"Độc\s*lập\s*[-–—]\s*Tự\s*do\s*[-–—]\s*Hạnh\s*phúc", re.IGNORECASE)
_WORD = r"[A-ZĐ][\wĐđ&.]*"
NUMBER = re.compile(
    rf"^[^\w\n]*Số{_S}*[:.]?{_S}*(?P<number>"
    rf"(?P<digits>\d{{1,6}}[a-zđ]?|[.…_ \xa0]{{0,40}}|[^\s/]{{1,6}}){_S}*[/⁄]{_S}*(?:\d{{4}}{_S}*/{_S}*)?{_WORD}(?:{_S}?[-–]{_S}?(?:{_WORD}|\d+))*"
    rf"|\d{{1,5}}{_S}*[-–]{_S}*{_WORD}/{_WORD}(?:-{_WORD})?|(?P<law>\d{{1,3}}/\d{{4}}/QH\d+))",
    re.IGNORECASE,
)
BARE_NUMBER = re.compile(rf"^[^\w\n]*Số{_S}*[:.]?{_S}*(?P<number>\d{{1,6}})\W*$")
PLACE = re.compile(rf"(?P<place>[{UPPER}][^,\t\n/\d]{{1,40}}?){_S}*,{_S}*(?=ngày\b)", re.IGNORECASE)
ABOUT = re.compile(rf"^[^\w\n]*(?:V{_S}?/{_S}?v|V\.v|Vv|Về{_S}việc){_S}*[:.]?{_S}*", re.IGNORECASE)
URGENCY = re.compile(r"\W*(HỎA TỐC(?: HẸN GIỜ)?|HOẢ TỐC(?: HẸN GIỜ)?|THƯỢNG KHẨN|KHẨN)\W*")
SECRECY = re.compile(
    r"\W*(?:MẬT|TỐI MẬT|TUYỆT MẬT|LƯU HÀNH NỘI BỘ|XEM XONG TRẢ LẠI|BẢN SAO|DỰ THẢO|\(?Dự thảo.*)\W*", re.IGNORECASE
)
RULE = re.compile(r"[\W_]*(?:\d{1,4}[\W_]*)?")
GAZETTE = re.compile(r"\s*CÔNG BÁO\s*/\s*Số", re.IGNORECASE)
_BROKEN = re.compile(
    rf"^[^\w\n]*Số{_S}*:$|,{_S}*ngày(?:{_S}+\d{{1,2}}(?:{_S}+tháng(?:{_S}+\d{{1,2}}(?:{_S}+năm)?)?)?)?$", re.IGNORECASE
)
_BROKEN_NATION = re.compile(rf"CỘNG(?:{_S}+H(?:ÒA|OÀ)(?:{_S}+XÃ(?:{_S}+HỘI(?:{_S}+CHỦ(?:{_S}+NGHĨA(?:{_S}+VIỆT)?)?)?)?)?)?")
#: A letterhead stands within so many lines of the top.
TOP = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the letterhead ``text[start:end]``; ``gap``: white space stands between it and the line above."""

    text: str
    start: int
    end: int
    gap: bool


def read_lines(work: Work, count: int) -> list[Line]:
    """The first lines of the document; cells of a letterhead that was set as a table are lines of their own ("|" on web pages)."""
    text = work.document.text
    lines: list[Line] = []
    at = 0
    for block in work.document.blocks[:count]:
        gap = text.count("\n", at, block.start) > 1
        for start, end in [c for a, b in block.cells or [(block.start, block.end)] for c in _cells(text, a, b)]:
            words = text[start:end].strip()
            if words:
                start += text[start:end].index(words)
                lines.append(Line(words, start, start + len(words), gap))
                gap = False
        at = block.end
    return _mended(lines, text)


def _mended(lines: list[Line], text: str) -> list[Line]:
    """Lines that a narrow column of a web page broke in the middle of a box put together: "CỘNG / HÒA XÃ HỘI …", "Số: / 12/QĐ-UBND"."""
    mended: list[Line] = []
    for line in lines:
        if mended and (_BROKEN.search(mended[-1].text) or (_BROKEN_NATION.fullmatch(mended[-1].text) and line.text.isupper())):
            above = mended.pop()
            words = " ".join(text[above.start : line.end].split())
            mended.append(Line(words, above.start, line.end, above.gap))
        else:
            mended.append(line)
    return mended


def _cells(text: str, start: int, end: int) -> list[Span]:
    spans, at = [], start
    for part in text[start:end].replace("|", "\t").split("\t"):
        spans.append((at, at + len(part)))
        at += len(part) + 1
    return spans


def printed_type(line: str) -> str | None:
    """The type that a line in capitals opens with, where the line is no sentence ("KẾ HOẠCH CÔNG TÁC NĂM 2025" opens with one too)."""
    words = " ".join(line.lower().split()).strip(" :.*")
    for name in document_types():
        if words == name or (words.startswith(name + " ") and len(words) < 200):
            return name
    return None


def issuer_and_parent(head: list[Line], text: str) -> tuple[str | None, str | None, Span | None]:
    """Issuer and parent: the lines in capitals above the number, put together to bodies; the last is the issuer."""
    names: list[list[Line]] = []
    for line in head:
        if NUMBER.match(line.text) or BARE_NUMBER.match(line.text) or ABOUT.match(line.text):
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


def completed(issuer: str | None, below: list[Line], text: str) -> str | None:
    """An issuer whose place was lost from the letterhead ("Ủy ban nhân dân"), by the line above the legal bases that names it in full."""
    if issuer is None or issuers.fold(issuer) not in ("ủy ban nhân dân", "hội đồng nhân dân"):
        return issuer
    for line in below:
        words = issuers.ordinary_case(line.text.removeprefix("CHỦ TỊCH "), text)
        if line.text.isupper() and issuers.fold(words).startswith(issuers.fold(issuer) + " ") and len(words) < 80:
            return words
    return issuer


def _without_nation(line: str) -> str:
    words = MOTTO.sub(" ", NATION.sub(" ", line))
    place = PLACE.search(words)
    if place:
        words = words[: place.start()]
    return " ".join(words.split()).strip(" *_-–.")


def _is_name(words: str) -> bool:
    """Whether a line of the letterhead can be (a part of) a body's name."""
    letters = [c for c in words if c.isalpha()]
    if len(letters) < 2 or sum(c.isupper() for c in letters) < 0.8 * len(letters):
        return False
    return not (
        re.search(r"\d\s*/|/\s*[A-ZĐ]", words)
        or URGENCY.fullmatch(words)
        or SECRECY.fullmatch(words)
        or GAZETTE.match(words)
        or printed_type(words)
        or RULE.fullmatch(words)
    )


def _continues(words: str, above: str) -> bool:
    """Whether a line goes on with the name above it: a place, a field, or whatever opens no body of its own."""
    if above == "CHỦ TỊCH":
        return True  # "CHỦ TỊCH / ỦY BAN NHÂN DÂN TỈNH SƠN HẢI" of a telegram
    if re.search(r"(?:,|[-–]|\bVÀ|\bCỦA|^VĂN PHÒNG|^BAN CHỈ ĐẠO|^BAN QUẢN LÝ|^ĐOÀN KIỂM TRA)$", above) or re.match(
        r"(?:VÀ|TỈNH(?! ỦY| UỶ| ĐOÀN)|HUYỆN(?! ỦY| UỶ| ĐOÀN)|THÀNH PHỐ|TP|QUẬN(?! ỦY)|THỊ|XÃ|PHƯỜNG|ĐẶC KHU)\b", words
    ):
        return not (above == "VĂN PHÒNG" and words.startswith("SỞ"))
    return not issuers.opens_body(words)
