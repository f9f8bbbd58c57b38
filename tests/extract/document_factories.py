"""Documents for the tests of extraction: text as a careful person types a page, one block a line."""

from __future__ import annotations

import unicodedata
from importlib import import_module

from extract import structure
from extract.work import Work
from ingest.document import Block, BlockKind, Document

#: Components of the pipeline that need no other room's findings, in its order.
ORDER = ("header", "citations", "meeting", "reference_date", "figures", "assessments", "checks")

#: The head of a document of an invented province up to its day, a Wednesday; what follows begins with the blank line under it.
LETTERHEAD = """ỦY BAN NHÂN DÂN
TỈNH SƠN HẢI
Số: {number}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Hải, ngày 12 tháng 11 năm 2025
"""


def typed(text: str) -> Document:
    """A document whose blocks are the lines of the text; a line with tabs is a table row."""
    text = unicodedata.normalize("NFC", text)
    blocks, at = [], 0
    for line in text.split("\n"):
        words = line.strip(" \xa0\t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")
        if words.strip():
            start = at + line.index(words)
            kind = BlockKind.TABLE_ROW if "\t" in words else BlockKind.PARAGRAPH
            blocks.append(Block(start, start + len(words), kind, paragraph=len(blocks)))
        at += len(line) + 1
    return Document("thu.txt", "", "text/plain", text, tuple(blocks), read_by="txt")


def read(text: str, upto: str = "checks", **known: object) -> Work:
    """The work on a typed text once the components up to ``upto`` have run; ``known`` sets findings of other components."""
    document = typed(text)
    work = Work(document, structure.read(document))
    for name, value in known.items():
        setattr(work, name, value)
    for name in ORDER:
        setattr(work, name, import_module(f"extract.{name}").find(work))
        if name == upto:
            break
    return work
