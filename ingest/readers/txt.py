"""Plain text (.txt), in whatever encoding it was saved."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from ingest.assemble import Assembler
from ingest.document import BlockKind, Document
from ingest.errors import CorruptFile, NoText
from ingest.letterhead import split_columns
from ingest.source import Source
from ingest.vietnamese import from_old_encoding, guess_old_encoding, quality, to_nfc

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NEWLINE = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ]\)|[IVXLC]{1,6}\.|[-–+•])(?=\s)")
_CONVERTED = "Văn bản dùng bảng mã cũ ({name}), đã chuyển sang Unicode. Hãy đối chiếu với bản gốc."
_UNSURE = "Không chắc văn bản dùng bảng mã nào: một số chữ có thể sai. Hãy mở tệp, lưu lại với mã UTF-8 rồi thả lại."


def read(source: Source) -> Document:
    """The document in a text file: each line that is not empty is a block, empty lines are gaps."""
    text, warnings, encoding = decode(source.path.read_bytes())
    assembler = Assembler()
    add_lines(assembler, text)
    if assembler.empty:
        raise NoText("Tệp chỉ có khoảng trắng, không có chữ nào. Hãy kiểm tra lại tệp gốc rồi thả lại.")
    return assembler.finish(source, read_by="txt", warnings=warnings, facts={"encoding": encoding})


def add_lines(assembler: Assembler, text: str) -> None:
    """Every line of ``text`` as a block; ``paragraph`` counts the lines that are not empty."""
    lines = _NEWLINE.split(text)
    first, last, left, right = split_columns(lines) or (0, 0, [], [])
    number = _add(assembler, lines[:first], 0)
    for column in (left, right):
        number = _add(assembler, column, number, BlockKind.LETTERHEAD)
        assembler.gap()
    _add(assembler, lines[last:], number)


def _add(assembler: Assembler, lines: Sequence[str], number: int, kind: BlockKind | None = None) -> int:
    """Add lines from paragraph ``number`` on; the number of the next one."""
    for line in lines:
        if not line.strip():
            assembler.gap()
            continue
        label = _LABEL.match(line.lstrip())
        if kind is None and "\t" in line.strip():
            added = assembler.add_row(line.strip(" ").split("\t"), paragraph=number)
        elif kind is None and label:
            added = assembler.add(line, kind=BlockKind.LIST_ITEM, paragraph=number, label=label[0])
        else:
            added = assembler.add(line, kind=kind or BlockKind.PARAGRAPH, paragraph=number)
        number += added is not None
    return number


def decode(data: bytes) -> tuple[str, tuple[str, ...], str]:
    """The text in ``data``, warnings for the reviewer, and the name of the encoding.

    UTF-8 and UTF-16 are recognised for certain. What is neither is Windows-1258 (Vietnamese Windows), or TCVN3 or VNI saved as bytes;
    the one that makes Vietnamese of it is taken.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strictly(data, name), (), name
    if b"\0" in data[:4096]:
        return _strictly(data, "utf-16-be" if data[0::2].count(0) > data[1::2].count(0) else "utf-16-le"), (), "utf-16"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _old_bytes(data)
    # Old fonts' letters that some program saved as UTF-8.
    old = guess_old_encoding(text) if not text.isascii() else None
    if old:
        return from_old_encoding(text, old), (_CONVERTED.format(name=old.upper()),), old
    return text, (), "utf-8"


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise CorruptFile from error


def _old_bytes(data: bytes) -> tuple[str, tuple[str, ...], str]:
    western = "".join(_one_byte(data))
    old = guess_old_encoding(western)
    if old:
        return from_old_encoding(western, old), (_CONVERTED.format(name=old.upper()),), old
    vietnamese = to_nfc(data.decode("cp1258", errors="replace"))
    if quality(vietnamese) >= max(0.8, quality(western)):
        return vietnamese, (_CONVERTED.format(name="Windows-1258"),), "cp1258"
    damaged = data.decode("utf-8", errors="replace")
    if quality(damaged) > max(quality(vietnamese), 0.5):
        return damaged, (_UNSURE,), "utf-8"
    return vietnamese, (_UNSURE,), "cp1258"


def _one_byte(data: bytes) -> list[str]:
    """Windows-1252, with the five bytes it does not define as they are."""
    return [bytes([b]).decode("cp1252", errors="ignore") or chr(b) for b in data]
