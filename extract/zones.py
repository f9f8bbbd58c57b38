"""The parts of an official page: letterhead and title, addressees, body, recipients and signature, annexes.

After the boxes of Nghị định 30/2020/NĐ-CP, Phụ lục I. A news report has a title and a body only.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from extract import lexicon
from extract.patterns import Caseless
from extract.sentences import Span
from ingest.document import BlockKind


class Zone(StrEnum):
    """Part of the page."""

    HEAD = "head"  # ô 1-5: issuer, number, quốc hiệu, place and date, type and subject; of a news report its title
    ADDRESSEES = "addressees"  # ô 9a: Kính gửi
    BODY = "body"
    CLOSING = "closing"  # ô 7 and 9b: recipients and signature
    ANNEX = "annex"
    NOISE = "noise"  # page furniture that stands among the text: rules, "[img]", lone page numbers, stamps


@cache
def document_types() -> tuple[str, ...]:
    """Names of document types in lower case, longest first (``lexicon/document_types.txt``)."""
    return tuple(sorted((row[0] for row in lexicon.table("document_types")), key=len, reverse=True))


_NATION = Caseless(r"ĐẢNG CỘNG SẢN VIỆT NAM|C[ỘO]NG H[ÒO][AÀÒ]? ?XÃ H[ỘO]I CH[ỦU] NGH[ĨI]A|Độc lập\s*[-–]\s*Tự do")
_NUMBER = re.compile(r"\s*Số\s*[:.]?\s*[\d.…/\s]*/?\s*(?:\d{4}/)?[A-ZĐ]{1,8}[\w&Đđ]*[-–/]", re.IGNORECASE)
_PLACE_AND_DATE = re.compile(r"^\W*[^\n,.;:]{2,60},\s*ngày\s*[\d.…_\s]*tháng\s*[\d.…_\s]*năm\s*[\d.…_\s]*\W*$", re.IGNORECASE)
_RECIPIENTS = re.compile(r"\s*N[ơo]i nhận\s*[:.;]?", re.IGNORECASE)
_AUTHORITY = re.compile(
    r"\s*(?:T\s?M|K\s?T|T\s?L|TUQ|Q)\s?\.\s*[A-ZÀ-ỸĐ]{2,}|"
    r"\s*(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|THỦ TƯỚNG|BỘ TRƯỞNG|TRƯỞNG [A-ZÀ-ỸĐ ]+)\s*$"
)
_ANNEX = re.compile(
    r"\s*(?:PHỤ LỤC|Phụ lục|Biểu mẫu|BIỂU MẪU)\s*(?:số\s*)?(?:[IVX]+|\d{1,2}|[A-Z])?\s*[.:]?\s*(?:$|\n|\(|[A-ZÀ-ỸĐ]{2,})"
)
_ADDRESSED = re.compile(r"\s*(?:Kính gửi|Đồng kính gửi|Kính chuyển)\b", re.IGNORECASE)
_TELEGRAM = re.compile(r"[A-ZÀ-ỸĐ ,]{8,90}\b(?:ĐIỆN|điện)\s*:")
_NOISE = re.compile(
    r"\s*(?:\[\s*(?:img|image|ảnh|hình)[^\]]*\]|[_\-–—*=.\s]{3,}|(?:Trang\s*)?[-–]?\s*\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–]?|"
    r"(?:Ký bởi|Người ký|Thời gian ký|Ngày ký|Cơ quan ký|Email)\s*:.*|Cơ quan\s*:\s*[A-ZÀ-ỸĐ ]+|CÔNG BÁO/Số.*)\s*$"
)  # fmt: skip
_OPENING = re.compile(
    r"\s*(?:Căn cứ|Thực hiện|Nhằm|Để |Ngày \d|Sáng|Chiều|Theo |Sau khi|Xét |Trên cơ sở|Vừa qua|Trong |Qua |Triển khai|Tiếp theo|Hiện nay|"
    r"Thời gian qua|Tiếp tục|UBND|Ủy ban|Uỷ ban|Chủ tịch|Văn phòng|Để|[IVX]{1,4}\.|\d{1,2}\.|Điều \d|Phần|Kính gửi)"
)
#: An official page shows its quốc hiệu or number among its first blocks.
_LETTERHEAD_BLOCKS = 24


def read(text: str, spans: list[Span], kinds: list[BlockKind]) -> list[Zone]:
    """The zone of every passage ``spans[i]``."""
    lines = [text[a:b] for a, b in spans]
    zones = [Zone.BODY] * len(spans)
    at = _letterhead(lines, kinds)
    if at:
        at = _title(lines, at)
    zones[:at] = [Zone.HEAD] * at
    if at == 0 and lines and _is_news_title(lines, 0):
        zones[0] = Zone.HEAD
        at = 1
    else:
        at = _addressees(lines, zones, at)
    _closing(lines, zones, at, official=at > 1)
    for i, line in enumerate(lines):
        if zones[i] is not Zone.HEAD and _NOISE.match(line):
            zones[i] = Zone.NOISE
    return zones


def is_official(text: str) -> bool:
    """Whether a letterhead stands at the top of the text, or at least the type of a document: what is copied from a portal lacks the boxes."""
    return bool(_NATION.search(text[:1500])) or is_titled(text)


def is_titled(text: str) -> bool:
    """Whether the first line is a type of document in capitals: "CÔNG ĐIỆN"."""
    first = text.lstrip()[:60].partition("\n")[0].strip(" .:")
    return first.isupper() and first.lower() in document_types()


def _letterhead(lines: list[str], kinds: list[BlockKind]) -> int:
    """Index after the last line of the two columns above the title; 0 where there is no letterhead."""
    last = 0
    for i, line in enumerate(lines[:_LETTERHEAD_BLOCKS]):
        if kinds[i] is BlockKind.LETTERHEAD or _NATION.search(line) or _PLACE_AND_DATE.match(line) or _NUMBER.match(line):
            last = i + 1
        elif last and _OPENING.match(line) and not line.isupper() and not any(map(_NATION.search, lines[i + 1 : i + 8])):
            break  # but "V/v …, / Chủ tịch UBND tỉnh giao" above the quốc hiệu goes on
    if not any(_NATION.search(line) or _NUMBER.match(line) for line in lines[:last]):
        return 0
    while last < len(lines) and _is_stamp(lines[last]):
        last += 1
    return last


def _is_stamp(line: str) -> bool:
    words = line.strip()
    return bool(_NOISE.match(line)) or words.upper() in (
        "HỎA TỐC",
        "HOẢ TỐC",
        "KHẨN",
        "THƯỢNG KHẨN",
        "MẬT",
        "TỐI MẬT",
        "TUYỆT MẬT",
    )


def _title(lines: list[str], at: int) -> int:
    """Index after the type and subject below the letterhead, if they are there."""
    while at < len(lines) and _is_stamp(lines[at]):
        at += 1
    if at < len(lines) and lines[at].strip().lower().rstrip(".:") in document_types() and lines[at].strip().isupper():
        at += 1
        taken = 0
        while at < len(lines) and taken < 4 and not _ADDRESSED.match(lines[at]):
            words = lines[at].strip()
            if _NOISE.match(lines[at]):
                at += 1
                continue
            if taken and (_OPENING.match(words) or words[-1:] in ".;:" or len(words) > 400):
                break
            at, taken = at + 1, taken + 1
    return at


def _addressees(lines: list[str], zones: list[Zone], at: int) -> int:
    for start in range(at, min(at + 6, len(lines))):
        if not (_ADDRESSED.match(lines[start]) or _TELEGRAM.match(lines[start])):
            continue
        for i in range(at, start):
            zones[i] = Zone.HEAD
        end = start + 1
        while end < len(lines) and _is_addressee(lines[end]):
            end += 1
        if end == start + 1:  # "Kính gửi: A; B" or names on lines of their own
            while end < len(lines) and lines[end - 1].rstrip().endswith((";", ",")) and len(lines[end]) < 200:
                end += 1
        for i in range(start, end):
            zones[i] = Zone.ADDRESSEES
        return end
    return at


def _is_addressee(line: str) -> bool:
    if line.startswith(("Căn cứ", "Xét ", "Thực hiện", "Theo ")):
        return False  # the legal bases of a proposal stand right below, and end with a semicolon too
    return len(line) < 300 and (line.lstrip().startswith(("-", "–", "+", "•")) or line.strip().endswith(";"))


def _closing(lines: list[str], zones: list[Zone], at: int, *, official: bool) -> None:
    zone = Zone.BODY
    closed_by_name = False  # a second quốc hiệu below the signature opens what a gazette prints behind it
    for i in range(at, len(lines)):
        closed_by_name = closed_by_name or (zone is Zone.CLOSING and official)
        if zone is not Zone.CLOSING and (_RECIPIENTS.match(lines[i]) or (official and i > at and _AUTHORITY.match(lines[i]))):
            zone = Zone.CLOSING
        elif zone is Zone.CLOSING and (
            _ANNEX.match(lines[i])
            or _is_enclosed(lines, i)
            or (closed_by_name and _NATION.search(lines[i]) is not None)
            or len(lines[i]) > 500
            or lines[i].count("\t") > 1
        ):
            zone = Zone.ANNEX
        zones[i] = zone


_ENCLOSED = re.compile(r"\s*\(\s*(?:Ban hành\s+|Được ban hành\s+)?[Kk]èm theo\b")


#: The same behind the title: "THỰC HIỆN CHỈ THỊ SỐ 14-CT/TW (Ban hành kèm theo Quyết định số …)".
_ENCLOSED_BEHIND = re.compile(r"[A-ZÀ-ỸĐ]\s*\(\s*(?:Ban hành\s+|Được ban hành\s+)?[Kk]èm theo\b")


def _is_enclosed(lines: list[str], at: int) -> bool:
    """Whether the title of what a decision encloses stands there: "KẾ HOẠCH" over "(Kèm theo Quyết định số …)"."""
    words = " ".join(lines[at].split())
    kinds = (*document_types(), "danh mục", "danh sách", "biểu")
    if not words.isupper() or not words.lower().startswith(kinds):
        return False
    below = lines[at + 1 : at + 6]
    alone = words.lower() in kinds and bool(below) and len(below[0].split()) > 2 and below[0].split("(")[0].isupper()
    return alone or any(_ENCLOSED.match(line) or _ENCLOSED_BEHIND.search(line) for line in below)


def _is_news_title(lines: list[str], at: int) -> bool:
    words = lines[at].strip()
    return 0 < len(words) < 220 and words[-1] not in ".;:!?…,|" and len(lines) > at + 1 and labels_free(words)


def labels_free(words: str) -> bool:
    """Whether the words do not open with a mark, so that they can be a title."""
    return not re.match(r"(?:[IVX]+\.|\d{1,2}[.)]|[a-zđ]\)|[-–+])\s", words)
