"""Digital PDFs for the comparisons, and what peers make of them.

Made on the spot from what the project has of its own: the sample letters printed by LibreOffice, their pages again and again up to sixty;
a report as offices write them, printed likewise. Where ``../shared`` is, its real signed documents too.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pypdfium2

from bench import word
from bench.ratio import Comparison
from ingest import textlayer
from ingest.pagewords import PageWords
from ingest.pictures import open_pdf

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
REAL = ROOT.parent / "shared" / "gold" / "dev"
PAGES = 60


def comparisons(folder: Path) -> Iterator[Comparison]:
    """Text with the box of every character, and the whole document, against text alone; files are made in ``folder``.

    The goals are those for text and boxes. The whole document is more: lines in reading order, columns, paragraphs, tables, letterhead,
    signatures checked; nobody else makes that, so it is shown without a goal.
    """
    from ingest import read_here

    for name, paths in documents(folder):
        boxes, whole = _each(text_and_boxes, paths), _each(read_here, paths)
        plumber, bare = _each(plumbed, paths), _each(bare_text, paths)
        yield Comparison(f"pdf, text and boxes, {name} / pdfplumber extract_text", boxes, plumber, goal=15)
        yield Comparison(f"pdf, text and boxes, {name} / pypdfium2 bare text", boxes, bare, goal=0.5)
        yield Comparison(f"pdf, whole document, {name} / pdfplumber extract_text", whole, plumber)
        yield Comparison(f"pdf, whole document, {name} / pypdfium2 bare text", whole, bare)


def _each(read: Callable[[Path], object], paths: Sequence[Path]) -> Callable[[], None]:
    def all_of_them() -> None:
        for path in paths:
            read(path)

    return all_of_them


def documents(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """What is compared: a name, and the files."""
    sample = SAMPLES / "03_bao_cao_nhiem_vu.pdf"
    yield "a report of 2 pages", [sample]
    if shutil.which("soffice"):
        letters = [sample, *printed(sorted(SAMPLES.glob("*.docx")), folder)]
        yield f"letters, {PAGES} pages", [repeated(letters, PAGES, folder / "letters.pdf")]
        report = folder / "report.docx"
        report.write_bytes(word.long_report(PAGES))
        yield f"a report of {PAGES} pages", printed([report], folder)
    real = [path for path in sorted(REAL.glob("*.pdf")) if is_digital(path)]
    if real:
        yield f"{len(real)} real documents, signed", real


def printed(files: Sequence[Path], folder: Path) -> list[Path]:
    """The Word files as LibreOffice prints them to PDF in ``folder``."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return [folder / f"{path.stem}.pdf" for path in files]


def repeated(files: Sequence[Path], pages: int, target: Path) -> Path:
    """The pages of ``files`` again and again, as many of each, ``pages`` in all."""
    whole = pypdfium2.PdfDocument.new()
    for number, path in enumerate(files):
        share = (pages + number) // len(files)
        with pypdfium2.PdfDocument(path) as source:
            whole.import_pages(source, [index % len(source) for index in range(share)])
    whole.save(target)
    whole.close()
    return target


def is_digital(path: Path) -> bool:
    """Whether the first page has a text layer."""
    with pypdfium2.PdfDocument(path) as pdf:
        return bool(pdf[0].get_textpage().count_chars() > 0)


def plumbed(path: Path) -> list[str]:
    """The text of each page, by pdfplumber."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [page.extract_text() for page in pdf.pages]


def text_and_boxes(path: Path) -> list[PageWords]:
    """The words of each page with the edges of every character, by our reader of text layers; what signing programs drew left out."""
    with open_pdf(path) as pdf:
        layers = [layer for _, layer in textlayer.read(pdf, path, range(len(pdf)))]
    return [PageWords.of(layer.words if layer else ()) for layer in layers]


def bare_text(path: Path) -> list[str]:
    """The text of each page, by PDFium, without places or structure."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()
