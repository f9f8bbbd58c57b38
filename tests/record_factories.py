"""Documents and findings of an invented province, as reading and extraction would make them."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date

from extract.findings import Body, Deadline, DeadlineKind, Directive, Findings, Header, Meeting, Signer, Source
from ingest.document import Block, Document

LINES = (
    "ỦY BAN NHÂN DÂN TỈNH SƠN HẢI",
    "Số: 45/TB-UBND",
    "Sơn Hải, ngày 03 tháng 11 năm 2026",
    "Kết luận của Chủ tịch UBND tỉnh Nguyễn Văn An tại cuộc họp giao ban tháng 11",
    "1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát biên chế, báo cáo trước ngày 15/12/2026.",
    "2. Sở Tư pháp thẩm định dự thảo quy chế trong tháng 12/2026.",
    "3. UBND xã Tân Phong khẩn trương khắc phục hậu quả mưa lũ.",
)


@dataclass(frozen=True)
class Drop:
    """A file dropped into the inbox, as its receipt."""

    claim: str
    sha256: str
    name: str = "tb45.docx"
    size: int = 1234


def drop(claim: str, content: str = "", name: str = "tb45.docx") -> Drop:
    return Drop(claim, hashlib.sha256((content or claim).encode()).hexdigest(), name)


def read_document(lines: tuple[str, ...] = LINES, sha256: str = "0" * 64) -> Document:
    text = unicodedata.normalize("NFC", "\n".join(lines))
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        blocks.append(Block(at, at + len(line), paragraph=number))
        at += len(line) + 1
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return Document(
        "tb45.docx", sha256, media, text, tuple(blocks), read_by="docx", quality=0.98, warnings=("Có bảng lồng nhau.",)
    ).check()


def directive(
    text: str, quote: str, lead: str = "", coordinating: str = "", deadline: str = "", due: date | None = None
) -> Directive:
    """The directive whose words are ``quote`` in ``text``, with bodies named somewhere in ``text``."""
    start = text.index(quote)

    def body(name: str) -> tuple[Body, ...]:
        return (Body(name, text.index(name), text.index(name) + len(name)),) if name else ()

    when = None
    if deadline:
        at = text.index(deadline)
        when = Deadline(deadline, at, at + len(deadline), DeadlineKind.DATE, due)
    return Directive(quote, start, start + len(quote), body(lead), body(coordinating), when, confidence=0.9, rule="test")


def findings(document: Document, directives: tuple[Directive, ...] | None = None) -> Findings:
    text = document.text
    if directives is None:
        directives = (
            directive(text, LINES[4][3:], "Sở Nội vụ", "Sở Tài chính", "trước ngày 15/12/2026", date(2026, 12, 15)),
            directive(text, LINES[5][3:], "Sở Tư pháp", "", "trong tháng 12/2026", date(2026, 12, 31)),
            directive(text, LINES[6][3:], "UBND xã Tân Phong"),
        )
    header = Header(
        doc_type="thông báo",
        number="45/TB-UBND",
        issued_on=date(2026, 11, 3),
        place="Sơn Hải",
        issuer="Ủy ban nhân dân tỉnh Sơn Hải",
        subject="Kết luận của Chủ tịch UBND tỉnh Nguyễn Văn An tại cuộc họp giao ban tháng 11",
        signer=Signer("TL. CHỦ TỊCH KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Trần Thị Bình"),
        recipients=("- TTTU, TT HĐND tỉnh (b/c);", "- Các sở, ban, ngành;", "- Lưu: VT, TH.LMC."),
    )
    meeting = Meeting(date(2026, 11, 2), "cuộc họp giao ban tháng 11", "Nguyễn Văn An", "Chủ tịch UBND tỉnh")
    source = Source(document.name, document.sha256, document.media_type, 0, document.read_by, document.quality)
    return Findings(source, text, date(2026, 11, 3), header, meeting, directives)
