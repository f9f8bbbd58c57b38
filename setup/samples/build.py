"""Makes the documents of ``samples/`` from the sources beside this file: an invented province and commune.

    python setup/samples/build.py

Needs LibreOffice and poppler's pdftoppm. The made files are committed, so that a newcomer needs neither; run this after a source changes.
Markup of a source: ``@name value`` sets a part of the letterhead, ``# `` a heading, ``* `` an item that Word numbers itself, ``| a | b |`` a
table row, any other line a paragraph.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from PIL import Image, ImageDraw, ImageFilter

SOURCES = Path(__file__).parent
SAMPLES = SOURCES.parent.parent / "samples"
PDF = {"03_bao_cao_nhiem_vu"}
SCAN = {"06_thong_bao_ban_quet"}


@dataclass
class Sheet:
    """A parsed source."""

    parts: dict[str, list[str]] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)


def parse(text: str) -> Sheet:
    sheet, target = Sheet(), "body"
    for line in text.splitlines():
        if line == "@recipients":
            target = "recipients"
        elif line.startswith("@"):
            key, _, value = line[1:].partition(" ")
            sheet.parts[key] = value.split("|")
        elif line.strip():
            getattr(sheet, target).append(line)
    return sheet


def write(
    paragraph: Paragraph, text: str, *, size: float = 14, bold: bool = False, italic: bool = False, align: ALIGN = ALIGN.CENTER
) -> None:
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic


def rule(paragraph: Paragraph, indent: float) -> None:
    """A line under a paragraph, ``indent`` cm in from both sides of its column."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(indent)
    paragraph.paragraph_format.line_spacing = Pt(3)


def columns(table: Table, widths: Sequence[float]) -> None:
    """Fixed column widths in mm: LibreOffice obeys the columns, Word the cells."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def letterhead(document: Document, sheet: Sheet) -> None:
    table = document.add_table(rows=2, cols=2)
    columns(table, [62, 98])
    left, right = table.cell(0, 0), table.cell(0, 1)
    lines = [(line, False) for line in sheet.parts.get("parent", [])] + [(line, True) for line in sheet.parts["issuer"]]
    for number, (line, bold) in enumerate(lines):
        write(left.paragraphs[0] if number == 0 else left.add_paragraph(), line, size=13, bold=bold)
    rule(left.add_paragraph(), 2)
    write(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12.5, bold=True)
    write(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", size=13.5, bold=True)
    rule(right.add_paragraph(), 1.9)
    write(table.cell(1, 0).paragraphs[0], sheet.parts["number"][0], size=13)
    if about := sheet.parts.get("about"):
        write(table.cell(1, 0).add_paragraph(), about[0], size=12.5)
    write(table.cell(1, 1).paragraphs[0], sheet.parts["place"][0], size=13.5, italic=True)


def title(document: Document, sheet: Sheet) -> None:
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    if urgent := sheet.parts.get("urgent"):
        write(document.add_paragraph(), urgent[0], bold=True, align=ALIGN.LEFT)
    if kind := sheet.parts.get("type"):
        write(document.add_paragraph(), kind[0], bold=True)
        write(document.add_paragraph(), sheet.parts["subject"][0], bold=True)
        rule(document.add_paragraph(), 5.5)
    if to := sheet.parts.get("to"):
        write(document.add_paragraph(), "Kính gửi:", align=ALIGN.LEFT)
        document.paragraphs[-1].paragraph_format.left_indent = Cm(3)
        for number, name in enumerate(to):
            write(document.add_paragraph(), f"- {name}{'.' if number == len(to) - 1 else ';'}", align=ALIGN.LEFT)
            document.paragraphs[-1].paragraph_format.left_indent = Cm(4)


def body(document: Document, sheet: Sheet) -> None:
    rows: list[list[str]] = []
    for line in [*sheet.body, ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            grid(document, rows)
            rows = []
        if line.startswith("# "):
            write(document.add_paragraph(), line[2:], bold=True, align=ALIGN.JUSTIFY)
        elif line.startswith("* "):
            write(document.add_paragraph(style="List Number"), line[2:], align=ALIGN.JUSTIFY)
        elif line:
            write(document.add_paragraph(), line, align=ALIGN.JUSTIFY)
        if line:
            form = document.paragraphs[-1].paragraph_format
            form.first_line_indent, form.space_before, form.space_after = Cm(1.27), Pt(3), Pt(3)


def grid(document: Document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    others = len(rows[0]) - 2
    columns(table, [10, 60, *[90 / others] * others])
    for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text in zip(row.cells, cells, strict=True):
            write(cell.paragraphs[0], text, size=12, bold=number == 0, align=ALIGN.CENTER if number == 0 else ALIGN.LEFT)


def ending(document: Document, sheet: Sheet) -> None:
    table = document.add_table(rows=1, cols=2)
    columns(table, [80, 80])
    left, right = table.rows[0].cells
    write(left.paragraphs[0], "Nơi nhận:", size=12, bold=True, italic=True, align=ALIGN.LEFT)
    for line in sheet.recipients:
        write(left.add_paragraph(), line, size=11, align=ALIGN.LEFT)
    *authority, name = sheet.parts["sign"]
    for number, line in enumerate(authority):
        write(right.paragraphs[0] if number == 0 else right.add_paragraph(), line, size=13.5, bold=True)
    for _ in range(4):
        right.add_paragraph().paragraph_format.space_after = Pt(0)
    write(right.add_paragraph(), name, size=14, bold=True)


def word(sheet: Sheet) -> Document:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    for style in ("Normal", "List Number"):
        font = document.styles[style].font
        font.name, font.size = "Times New Roman", Pt(14)
        document.styles[style].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Times New Roman")
    letterhead(document, sheet)
    title(document, sheet)
    body(document, sheet)
    ending(document, sheet)
    return document


def to_pdf(docx: Path, folder: Path) -> Path:
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, docx], check=True, capture_output=True)
    return folder / f"{docx.stem}.pdf"


def scan(pdf: Path, target: Path) -> None:
    """What an office scanner makes of the pages: pictures, a little turned, grey, with the red stamp; no text at all."""
    subprocess.run(["pdftoppm", "-r", "200", "-png", pdf, pdf.with_suffix("")], check=True)
    pages = [Image.open(path).convert("RGB") for path in sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))]
    chance = random.Random(142)  # noqa: S311 (a picture, not a secret)
    noise = np.random.default_rng(142)
    stamp(pages[-1])
    done = []
    for page in pages:
        turned = page.rotate(chance.uniform(-0.7, 0.7), resample=Image.Resampling.BICUBIC, fillcolor="white")
        pixels = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32)
        pixels = pixels * 0.93 + 10 + noise.normal(0, 6, pixels.shape[:2])[..., None]
        done.append(Image.fromarray(pixels.clip(0, 255).astype(np.uint8)))
    done[0].save(target, save_all=True, append_images=done[1:], resolution=200, quality=60)


def stamp(page: Image.Image) -> None:
    """The round red seal over the left third of the signature."""
    draw = ImageDraw.Draw(page, "RGBA")
    x, y = int(page.width * 0.60), int(page.height * 0.745)
    for radius, width in ((138, 7), (128, 2), (88, 2)):
        draw.ellipse([x - radius, y - radius, x + radius, y + radius], outline=(205, 30, 45, 190), width=width)
    draw.regular_polygon((x, y, 38), 5, rotation=180, fill=(205, 30, 45, 160))


def main() -> None:
    SAMPLES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for source in sorted(SOURCES.glob("*.txt")):
            if "@issuer" not in source.read_text("utf-8"):
                shutil.copy(source, SAMPLES / source.name)
                continue
            docx = folder / f"{source.stem}.docx"
            word(parse(source.read_text("utf-8"))).save(docx)
            if source.stem in PDF:
                shutil.copy(to_pdf(docx, folder), SAMPLES / f"{source.stem}.pdf")
            elif source.stem in SCAN:
                scan(to_pdf(docx, folder), SAMPLES / f"{source.stem}.pdf")
            else:
                shutil.copy(docx, SAMPLES / docx.name)


if __name__ == "__main__":
    sys.exit(main())
