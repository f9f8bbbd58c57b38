"""``python -m bench [NAME …]``: every comparison, or those whose name holds one of the words; prints one table.

Files are those of ``samples/`` and what ``bench.word`` makes, so that the run stands alone.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.ratio import Comparison, compare

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def reading() -> Iterator[Comparison]:
    """A digital PDF with the box of every character against what others take for less."""
    import pdfplumber
    import pypdfium2

    from ingest import read_here

    pdf = SAMPLES / "03_bao_cao_nhiem_vu.pdf"

    def plumber() -> None:
        with pdfplumber.open(pdf) as file:
            for page in file.pages:
                page.extract_text()

    def bare() -> None:
        file = pypdfium2.PdfDocument(pdf)
        for page in file:
            page.get_textpage().get_text_range()
        file.close()

    yield Comparison("pdf: text and boxes / pdfplumber extract_text", lambda: read_here(pdf), plumber, goal=15)
    yield Comparison("pdf: text and boxes / pypdfium2 bare text", lambda: read_here(pdf), bare, goal=0.5)


def word() -> Iterator[Comparison]:
    """Word in full structure (printed numbers, tables, notes, styles) against what others make of it: a short letter, then long documents."""
    import docx2python
    import mammoth

    from bench import word as documents
    from ingest import read_here

    letter = SAMPLES / "01_thong_bao_ket_luan.docx"

    def html(path: Path) -> None:
        with path.open("rb") as file:
            mammoth.convert_to_html(file)

    with tempfile.TemporaryDirectory(prefix="thuky-bench-") as folder:
        report, repeated = Path(folder) / "report.docx", Path(folder) / "repeated.docx"
        report.write_bytes(documents.long_report(150))
        repeated.write_bytes(documents.repeated(letter, 100))
        for name, path, rounds in (("2 pages", letter, 10), ("report, 150 pages", report, 1), ("letter 100 times", repeated, 1)):

            def ours(path: Path = path, rounds: int = rounds) -> None:
                for _ in range(rounds):
                    read_here(path)

            def python(path: Path = path, rounds: int = rounds) -> None:
                for _ in range(rounds):
                    assert docx2python.docx2python(path).text

            def to_html(path: Path = path, rounds: int = rounds) -> None:
                for _ in range(rounds):
                    html(path)

            yield Comparison(f"docx, {name} / docx2python", ours, python, goal=5)
            yield Comparison(f"docx, {name} / mammoth", ours, to_html, goal=5)


def extraction() -> Iterator[Comparison]:
    """Full extraction against the bare tools one would reach for, on the same texts."""
    import dateparser.search
    from underthesea import ner, word_tokenize

    from extract import extract
    from ingest import read_here

    documents = [read_here(path) for path in sorted(SAMPLES.iterdir()) if path.suffix in {".docx", ".txt"}]
    lines = [line for document in documents for line in document.text.splitlines() if line.strip()]

    def all_findings() -> None:
        for document in documents:
            extract(document)

    yield Comparison("extract / word_tokenize", all_findings, lambda: [word_tokenize(line) for line in lines], goal=0.4)
    yield Comparison("extract / ner per sentence", all_findings, lambda: [ner(line) for line in lines], goal=20)
    yield Comparison(
        "extract / dateparser.search_dates (dates alone)",
        all_findings,
        lambda: [dateparser.search.search_dates(line, languages=["vi"]) for line in lines],
        goal=5,
    )


def main() -> None:
    wanted = sys.argv[1:]
    table = Table("comparison", "ours s", "peer s", "times faster", "goal")
    for group in (reading, word, extraction):
        for comparison in group():
            if wanted and not any(word in comparison.name for word in wanted):
                continue
            outcome = compare(comparison)
            goal = "–" if outcome.goal is None else f"≥ {outcome.goal:g}"
            table.add_row(
                outcome.name, f"{outcome.ours_seconds:.3f}", f"{outcome.peer_seconds:.3f}", f"{outcome.ratio:.2f}", goal
            )
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
