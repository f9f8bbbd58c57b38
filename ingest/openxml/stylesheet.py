"""The styles of styles.xml, each looked up and parsed when a document first asks for it.

A template brings hundreds of styles, of which a document uses ten: parsing them all is most of the work on a short letter. A style that is
damaged is missing; the others are not.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from ingest.errors import CorruptFile
from ingest.openxml.package import Element, W, parse_xml

_ON = ("1", "true", "on")
_UTF8 = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*["']utf-8["']""", re.IGNORECASE)
_ROOT = re.compile(rb"<w:styles\b[^>]*(?<!/)>")
_STYLE, _END_STYLE, _END_ROOT = b"<w:style ", b"</w:style>", b"</w:styles>"
_DEFAULTS, _END_DEFAULTS = b"<w:docDefaults>", b"</w:docDefaults>"
_DEFAULT_STYLE = b' w:default="'
_HEAD = 4096  # bytes among which the root's start tag, with its namespaces, must be


class StyleSheet:
    """``data`` are the bytes of styles.xml, None where a file has none."""

    def __init__(self, data: bytes | None) -> None:
        self._elements: dict[str, Element | None] = {}
        self._data = b""  # where styles that were not asked for yet are looked up
        self._root_tag = b""
        self.defaults: Element | None = None  # w:rPr under w:docDefaults
        self.default_paragraph: str | None = None
        if data is not None and not self._open(data):
            self._parse(data)

    def get(self, style_id: str) -> Element | None:
        """The ``w:style`` with this id."""
        if style_id not in self._elements:
            named = f' w:styleId="{escape(style_id, {chr(34): "&quot;"})}"'.encode("utf-8", "replace")
            found = self._parsed(self._around(named))
            if found is None and named in self._data:  # written in another way than programs write it
                self._parse(self._data)
            self._elements.setdefault(style_id, found)
        return self._elements[style_id]

    def _open(self, data: bytes) -> bool:
        """Make ready to look styles up by their bytes; False where the file is not written as programs write it."""
        root = _ROOT.search(data[:_HEAD])
        # Single bytes are found fastest: no comment, no CDATA, no attribute in single quotes.
        if root is None or not _UTF8.match(data) or _STYLE not in data or b"!" in data or data.find(b"'", root.end()) >= 0:
            return False
        self._data, self._root_tag = data, root[0]
        start = data.find(_DEFAULTS, 0, data.find(_STYLE))
        if start >= 0:
            self._set_defaults(self._parsed(data[start : data.find(_END_DEFAULTS, start) + len(_END_DEFAULTS)]))
        at = data.find(_DEFAULT_STYLE)
        while at >= 0 and self.default_paragraph is None:
            self._note_default(self._parsed(self._around(_DEFAULT_STYLE, at)))
            at = data.find(_DEFAULT_STYLE, at + 1)
        return True

    def _around(self, attribute: bytes, after: int = 0) -> bytes:
        """The bytes of the style whose start tag has this attribute; none where there is no such style."""
        at = self._data.find(attribute, after)
        start = self._data.rfind(_STYLE, 0, at) if at >= 0 else -1
        end = self._data.find(_END_STYLE, at)
        if start < 0 or end < 0 or b">" in self._data[start:at]:
            return b""
        return self._data[start : end + len(_END_STYLE)]

    def _parsed(self, xml: bytes) -> Element | None:
        try:
            return parse_xml(self._root_tag + xml + _END_ROOT)[0] if xml else None
        except CorruptFile:
            return None

    def _parse(self, data: bytes) -> None:
        try:
            root = parse_xml(data)
        except CorruptFile:
            return
        self._set_defaults(root.find(f"{W}docDefaults"))
        for element in root.iterchildren(W + "style"):
            self._elements[element.get(W + "styleId", "")] = element
            self._note_default(element)

    def _note_default(self, style: Element | None) -> None:
        if style is not None and style.get(W + "type") == "paragraph" and style.get(W + "default", "0").lower() in _ON:
            self.default_paragraph = self.default_paragraph or style.get(W + "styleId")

    def _set_defaults(self, defaults: Element | None) -> None:
        self.defaults = None if defaults is None else defaults.find(f"{W}rPrDefault/{W}rPr")
