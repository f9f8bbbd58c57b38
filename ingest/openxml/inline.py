"""The text of a paragraph: runs, fields, tracked changes, symbols, notes, text boxes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.openxml.package import MC, Element, M, W
from ingest.openxml.pictures import Picture, pictures_of
from ingest.openxml.styles import Format, Styles, run_properties
from ingest.openxml.symbols import printed, symbol
from ingest.vietnamese import OldEncoding, encoding_of_font, from_old_encoding, to_nfc

_RUN, _RUN_PR, _TEXT = W + "r", W + "rPr", W + "t"
BREAK = "\n"  # a soft line break inside a paragraph
_SKIPPED = frozenset(
    W + tag
    for tag in (
        "pPr",
        "rPr",
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "commentReference",
        "annotationRef",
        "softHyphen",
    )
)
_INSERTED = frozenset((W + "ins", W + "moveTo"))
_DELETED = frozenset((W + "del", W + "moveFrom"))
# What only wraps other content.
_WRAPPERS = frozenset(
    W + tag
    for tag in ("hyperlink", "smartTag", "customXml", "sdtContent", "fldSimple", "dir", "bdo", "ins", "moveTo", "rubyBase")
)
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": BREAK,
    W + "noBreakHyphen": "-",
    W + "footnoteRef": "",
    W + "endnoteRef": "",
}


class Found(StrEnum):
    """What a reviewer must know about a file, seen while reading it."""

    TRACKED = "tracked"
    OLD_FONTS = "old fonts"
    EMBEDDED = "embedded"


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A footnote or endnote that the text refers to; ``mark`` is how it is printed ("1", "i", or a mark of the author's)."""

    kind: str  # "footnote" or "endnote"
    note_id: str
    mark: str


@dataclass(slots=True)
class Inline:
    """What was found in one paragraph. ``text`` holds soft breaks as BREAK and tabs as they are."""

    text: str = ""
    boxes: list[Element] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    notes: list[NoteReference] = field(default_factory=list)
    bold: bool = False
    page_field: bool = False


@dataclass(slots=True)
class _Segment:
    text: str
    encoding: OldEncoding | None
    caps: bool
    bold: bool


@dataclass
class InlineReader:
    """Reads paragraphs one after another: fields may reach over several of them, notes are counted through the document."""

    styles: Styles
    note_mark: Callable[[str], str]
    found: set[Found] = field(default_factory=set)
    pictures: int = 0  # so far
    _fields: list[bool] = field(default_factory=list)  # one per open field: True while in its code, False in its result
    _segments: list[_Segment] = field(default_factory=list)
    _current: Inline = field(default_factory=Inline)

    def read(self, paragraph: Element, base: Format) -> Inline:
        """The content of a ``w:p`` whose paragraph format, with its styles, is ``base``."""
        self._segments = []
        self._current = Inline()
        self._walk(paragraph, base)
        self._current.text = self._joined()
        self._current.bold = all(s.bold for s in self._segments if s.text.strip()) and bool(self._current.text.strip())
        return self._current

    def _walk(self, parent: Element, base: Format) -> None:
        for element in parent:
            tag = element.tag
            if tag == _RUN:
                self._run(element, base)
            elif tag in _DELETED:
                self._note_tracked(element)
            elif tag in _SKIPPED:
                continue
            elif tag in _WRAPPERS:
                if tag in _INSERTED:
                    self._note_tracked(element)
                if tag == W + "fldSimple" and (element.get(W + "instr") or "").split()[:1] == ["PAGE"]:
                    self._current.page_field = True
                self._walk(element, base)
            elif tag == W + "sdt":
                content = element.find(W + "sdtContent")
                if content is not None:
                    self._walk(content, base)
            elif tag == MC + "AlternateContent":
                self._walk(preferred(element), base)
            elif isinstance(tag, str) and tag.startswith(M):
                self._formula(element, base)

    def _note_tracked(self, element: Element) -> None:
        if len(element):
            self.found.add(Found.TRACKED)

    def _formula(self, element: Element, base: Format) -> None:
        self._add("".join(text.text or "" for text in element.iter(M + "t")), base)

    # --- runs ---------------------------------------------------------------------------------------------------------------

    def _run(self, parent: Element, form: Format) -> None:
        for element in parent:
            tag = element.tag
            if tag == _TEXT:
                self._add(printed(element.text or "", form.font or ""), form)
            elif tag == _RUN_PR:  # it stands before everything else
                own, style = run_properties(element)
                form = own.over(self.styles.of(style).over(form) if style else form)
                if form.hidden:
                    return
            elif tag in _SIGNS:
                self._add(_SIGNS[tag], form)
            elif tag == W + "br":
                self._add(BREAK if element.get(W + "type", "textWrapping") == "textWrapping" else " ", form)
            elif tag == W + "sym":
                self._symbol(element, form)
            elif tag == W + "fldChar":
                self._field(element.get(W + "fldCharType"))
            elif tag == W + "instrText":
                self._code(element.text or "")
            elif tag in (W + "footnoteReference", W + "endnoteReference"):
                self._reference(element, form)
            elif tag == MC + "AlternateContent":
                self._run(preferred(element), form)
            elif tag in (W + "drawing", W + "pict", W + "object"):
                self._drawing(element)
            elif tag == W + "ruby":
                base_text = element.find(W + "rubyBase")
                if base_text is not None:
                    self._walk(base_text, form)

    def _symbol(self, element: Element, form: Format) -> None:
        try:
            char = chr(int(element.get(W + "char", ""), 16))
        except (ValueError, OverflowError):
            return
        font = element.get(W + "font") or ""
        self._add(symbol(char, font), form._replace(font=font if encoding_of_font(font) else ""))

    def _field(self, step: str | None) -> None:
        if step == "begin":
            self._fields.append(True)
        elif step == "separate" and self._fields:
            self._fields[-1] = False
        elif step == "end" and self._fields:
            self._fields.pop()

    def _code(self, code: str) -> None:
        if self._fields and code.split()[:1] == ["PAGE"]:
            self._current.page_field = True

    def _reference(self, element: Element, form: Format) -> None:
        kind = "footnote" if element.tag == W + "footnoteReference" else "endnote"
        if element.get(W + "customMarkFollows", "0") in ("1", "true", "on"):
            mark = ""  # the author's own mark is the text that follows
        else:
            mark = self.note_mark(kind)
            # In brackets: a bare figure would run into the number it stands behind ("ngày 15/12/2025¹").
            self._add(f"[{mark}]", form)
        self._current.notes.append(NoteReference(kind, element.get(W + "id", ""), mark))

    def _drawing(self, element: Element) -> None:
        boxes = [box for box in element.iter(W + "txbxContent") if not _inside_fallback(box, element)]
        # A box inside a box is read with the outer one.
        self._current.boxes.extend(
            box for box in boxes if not any(other in boxes for other in box.iterancestors(W + "txbxContent"))
        )
        if element.tag != W + "object":
            found = pictures_of(element)
            self._current.pictures.extend(found)
            self.pictures += len(found)
        elif not boxes:
            self.found.add(Found.EMBEDDED)

    # --- text ---------------------------------------------------------------------------------------------------------------

    def _add(self, text: str, form: Format) -> None:
        if not text or any(self._fields):
            return
        encoding = encoding_of_font(form.font) if form.font else None
        last = self._segments[-1] if self._segments else None
        caps, bold = bool(form.caps), bool(form.bold)
        # A letter of VNI may be split over two runs: what has one code page is converted together.
        if last is not None and (last.encoding, last.caps, last.bold) == (encoding, caps, bold):
            last.text += text
        else:
            self._segments.append(_Segment(text, encoding, caps, bold))

    def _joined(self) -> str:
        if len(self._segments) == 1 and not self._segments[0].encoding and not self._segments[0].caps:
            return self._segments[0].text
        parts: list[str] = []
        for encoding, caps, text in _by_encoding(self._segments):
            letters = text
            if encoding is not None:
                letters = from_old_encoding(text, encoding)
                if letters != text:
                    self.found.add(Found.OLD_FONTS)
            parts.append(to_nfc(letters).upper() if caps else letters)
        return "".join(parts)


def _by_encoding(segments: list[_Segment]) -> list[tuple[OldEncoding | None, bool, str]]:
    """Segments that differ only in boldness put together."""
    merged: list[tuple[OldEncoding | None, bool, str]] = []
    for segment in segments:
        if merged and merged[-1][:2] == (segment.encoding, segment.caps):
            merged[-1] = (segment.encoding, segment.caps, merged[-1][2] + segment.text)
        else:
            merged.append((segment.encoding, segment.caps, segment.text))
    return merged


def preferred(alternatives: Element) -> Element:
    """The first choice of an AlternateContent, or its fallback: the same thing is in each of them."""
    choice = alternatives.find(MC + "Choice")
    if choice is None:
        choice = alternatives.find(MC + "Fallback")
    return alternatives if choice is None else choice


def _inside_fallback(box: Element, drawing: Element) -> bool:
    """Whether ``box`` repeats, in the older form, what stands in a Choice of the same drawing."""
    for ancestor in box.iterancestors():
        if ancestor is drawing:
            return False
        if ancestor.tag == MC + "Fallback":
            parent = ancestor.getparent()
            return parent is not None and parent.find(MC + "Choice") is not None
    return False
