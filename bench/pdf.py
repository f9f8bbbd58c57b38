"""Digital PDFs for the comparisons, and what peers make of them.

Made on the spot from what the project has of its own: the sample letters printed by LibreOffice, their pages again and again up to sixty;
a report as offices write them, printed likewise. Where ``../shared`` is, its real signed documents too.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2

from bench import word
from bench.ratio import Comparison

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
REAL = ROOT.parent / "shared" / "gold" / "dev"
PAGES = 60


def comparisons(folder: Path) -> Iterator[Comparison]:
    """Text, structure and the place of every character against text alone; files are made in ``folder``."""
    from ingest import read_here

    for name, paths in documents(folder):

        def ours(paths: Sequence[Path] = paths) -> None:
            for path in paths:
                read_here(path)

        def plumber(paths: Sequence[Path] = paths) -> None:
            for path in paths:
                plumbed(path)

        def bare(paths: Sequence[Path] = paths) -> None:
            for path in paths:
                bare_text(path)

        yield Comparison(f"pdf, {name} / pdfplumber extract_text", ours, plumber, goal=15)
        yield Comparison(f"pdf, {name} / pypdfium2 bare text", ours, bare, goal=0.5)


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


def bare_text(path: Path) -> list[str]:
    """The text of each page, by PDFium, without places or structure."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()
