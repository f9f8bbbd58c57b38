"""Small Word files made of raw XML, for what python-docx cannot write: lists, tracked changes, text boxes, notes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN_TYPE = f"{_TYPE}.document.main+xml"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*content: str, style: str = "", num: tuple[int, int] | None = None, properties: str = "") -> str:
    """A paragraph of runs; plain strings that are no XML become runs. ``num`` is (numId, level)."""
    runs = "".join(part if part.startswith("<") else run(part) for part in content)
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else ""
    return f"<w:p><w:pPr>{styled}{listed}{properties}</w:pPr>{runs}</w:p>"


def cell(*content: str, properties: str = "") -> str:
    blocks = "".join(part if part.startswith(("<w:p>", "<w:tbl>")) else para(part) for part in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def table(*rows: Sequence[str], ruled: bool = True) -> str:
    """A table; cells that are no XML become cells of one paragraph."""
    line = "single" if ruled else "nil"
    sides = "".join(f'<w:{side} w:val="{line}"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    body = ""
    for row in rows:
        cells = "".join(part if part.startswith("<w:tc>") else cell(part) for part in row)
        body += f"<w:tr>{cells}</w:tr>"
    grid = "<w:gridCol w:w='2000'/>" * max(len(row) for row in rows)
    return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def level(
    index: int,
    form: str,
    text: str,
    *,
    start: int = 1,
    restart: int | None = None,
    legal: bool = False,
    style: str = "",
    suff: str = "",
    font: str = "",
) -> str:
    parts = [f'<w:start w:val="{start}"/>', f'<w:numFmt w:val="{form}"/>']
    if restart is not None:
        parts.append(f'<w:lvlRestart w:val="{restart}"/>')
    if style:
        parts.append(f'<w:pStyle w:val="{style}"/>')
    if legal:
        parts.append("<w:isLgl/>")
    if suff:
        parts.append(f'<w:suff w:val="{suff}"/>')
    parts.append(f'<w:lvlText w:val="{escape(text)}"/>')
    if font:
        parts.append(f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>')
    return f'<w:lvl w:ilvl="{index}">{"".join(parts)}</w:lvl>'


def numbering(definitions: dict[int, Sequence[str]], instances: dict[int, tuple[int, str]]) -> str:
    """``definitions``: abstractNumId → levels; ``instances``: numId → (abstractNumId, overrides)."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{i}">{"".join(levels)}</w:abstractNum>' for i, levels in definitions.items()
    )
    nums = "".join(
        f'<w:num w:numId="{i}"><w:abstractNumId w:val="{a}"/>{overrides}</w:num>' for i, (a, overrides) in instances.items()
    )
    return abstract + nums


def start_at(index: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def word_bytes(body: str, *, main_type: str = MAIN_TYPE, files: dict[str, bytes] | None = None, **parts: str) -> bytes:
    """A Word file. ``parts``: the inner XML of styles, numbering, footnotes, endnotes, settings, header1, footer1 …"""
    roots = {
        "styles": "styles",
        "numbering": "numbering",
        "footnotes": "footnotes",
        "endnotes": "endnotes",
        "settings": "settings",
    }
    overrides = relations = ""
    written = {"word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"}
    for name, inner in parts.items():
        kind = roots.get(name) or name.rstrip("0123456789")
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        written[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{inner}</w:{root}>"
        overrides += f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        relations += f'<Relationship Id="r_{name}" Type="{_RELATION}/{kind}" Target="{name}.xml"/>'
    written["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>{overrides}</Types>'
    )
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    written["_rels/.rels"] = rels.format(f'<Relationship Id="r1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>')
    written["word/_rels/document.xml.rels"] = rels.format(relations)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in written.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)
        for name, data in (files or {}).items():
            archive.writestr(name, data)
    return packed.getvalue()


def write_word(path: Path, body: str, **parts: str) -> Path:
    path.write_bytes(word_bytes(body, **parts))
    return path
