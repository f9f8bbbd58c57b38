"""Markdown (.md): the words without the marks of the markup."""

from __future__ import annotations

import re

from ingest.assemble import Assembler
from ingest.document import BlockKind, Document
from ingest.errors import NoText
from ingest.readers.txt import decode
from ingest.source import Source

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"\s*([-*+]|\d{1,3}[.)])\s+")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}$")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_INLINE = (
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*]+)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"^\s*(?:>\s?)+"), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])"), r"\1"),
)


def read(source: Source) -> Document:
    """The document in a Markdown file: lines of one paragraph are joined."""
    text, warnings, encoding = decode(source.path.read_bytes())
    assembler = Assembler()
    paragraph: list[str] = []
    number = 0

    def end() -> None:
        nonlocal number
        joined = " ".join(paragraph)
        paragraph.clear()
        item = _ITEM.match(joined)
        kind = BlockKind.LIST_ITEM if item else BlockKind.PARAGRAPH
        label = item[1] if item else ""
        if item and label in "*+":
            joined, label = "- " + joined[item.end() :], "-"
        number += assembler.add(joined.strip(), kind=kind, label=label, paragraph=number) is not None

    for line in text.splitlines():
        heading = _HEADING.match(line)
        is_row = line.strip().startswith("|") and line.strip().endswith("|")
        if not line.strip() or heading or is_row or _RULE.match(line) or _ITEM.match(line):
            end()
        if not line.strip():
            assembler.gap()
        elif heading:
            added = assembler.add(_plain(heading[2]), kind=BlockKind.HEADING, level=len(heading[1]), paragraph=number)
            number += added is not None
        elif is_row:
            if not _TABLE_RULE.match(line):
                cells = [_plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", line.strip()[1:-1])]
                number += assembler.add_row(cells, paragraph=number) is not None
        elif not _RULE.match(line):
            paragraph.append(_plain(line))
    end()
    if assembler.empty:
        raise NoText
    return assembler.finish(source, read_by="md", warnings=warnings, facts={"encoding": encoding})


def _plain(line: str) -> str:
    for pattern, replacement in _INLINE:
        line = pattern.sub(replacement, line)
    return line
