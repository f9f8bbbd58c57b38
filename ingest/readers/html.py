"""Saved web pages (.html): what a browser would show, without scripts, menus and forms. Nothing is fetched."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from ingest.assemble import Assembler
from ingest.document import BlockKind, Document
from ingest.errors import CorruptFile, NoText
from ingest.openxml.package import Element
from ingest.readers.txt import decode
from ingest.source import Source

# fmt: off
_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "head", "nav", "iframe", "object", "svg", "math", "select", "button", "input", "textarea",
    "canvas", "audio", "video",
})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
# fmt: on
_DECLARED = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)


def read(source: Source) -> Document:
    """The document in a web page."""
    data = source.path.read_bytes()
    assembler = Assembler()
    text, warnings = _decoded(data)
    add_page(assembler, text)
    if assembler.empty:
        raise NoText("Trang web không có chữ nào đọc được. Hãy lưu trang thành PDF rồi thả lại.")
    return assembler.finish(source, read_by="html", warnings=warnings)


def add_page(assembler: Assembler, text: str) -> None:
    """The blocks of a page to ``assembler``; raises CorruptFile."""
    if not text.strip():
        return
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise CorruptFile from error
    _Page(assembler).walk(root)


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    declared = _DECLARED.search(data[:4096])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii")), ()
        except (LookupError, UnicodeDecodeError):
            pass
    text, warnings, _ = decode(data)
    return text, warnings


class _Page:
    """Collects running text until a block begins or ends."""

    def __init__(self, assembler: Assembler) -> None:
        self._assembler = assembler
        self._text: list[str] = []
        self._number = 0

    def walk(self, root: Element) -> None:
        """All blocks below ``root``. Without recursion: pages nest deeper than Python does."""
        open_elements: list[tuple[Element, bool]] = [(root, False)]
        while open_elements:
            element, done = open_elements.pop()
            tag = element.tag
            if done:
                self._leave(tag)
                self._text.append(element.tail or "")
                continue
            if not isinstance(tag, str) or tag in _SKIPPED or _is_hidden(element):
                self._text.append(element.tail or "")
                continue
            if tag == "tr":
                self._end_block()
                self._row(element)
                self._text.append(element.tail or "")
                continue
            self._enter(element)
            open_elements.append((element, True))
            open_elements.extend((child, False) for child in reversed(element))
        self._end_block()

    def _enter(self, element: Element) -> None:
        if element.tag in _BLOCKS or element.tag == "br":
            self._end_block()
        if element.tag == "li":
            self._text.append(_marker(element))
        self._text.append(element.text or "")

    def _leave(self, tag: str) -> None:
        if tag in _BLOCKS:
            level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0
            self._end_block(level)

    def _row(self, row: Element) -> None:
        cells = [" ".join(_texts(cell)) for cell in row if cell.tag in ("td", "th")]
        alone = len(cells) == 1
        number = self._number
        added = self._assembler.add(cells[0], paragraph=number) if alone else self._assembler.add_row(cells, paragraph=number)
        self._number += added is not None

    def _end_block(self, level: int = 0) -> None:
        text, self._text = "".join(self._text), []
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        self._number += self._assembler.add(text, kind=kind, level=level, paragraph=self._number) is not None


def _marker(item: Element) -> str:
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "- "
    start = parent.get("start", "1")
    first = int(start) if start.isdigit() else 1
    return f"{first + sum(1 for _ in item.itersiblings('li', preceding=True))}. "


def _is_hidden(element: Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None


def _texts(cell: Element) -> list[str]:
    skipped = {id(inner) for element in cell.iter(*_SKIPPED) for inner in element.iter()}
    found: list[str] = []
    for element in cell.iter():
        if isinstance(element.tag, str) and id(element) not in skipped and element.text:
            found.append(element.text)
        if element is not cell and element.tail:
            found.append(element.tail)
    return found
