"""``python -m bench [NAME …]``: every comparison, or those whose name holds one of the words; prints one table.

Files are those of ``samples/`` and what ``bench.word`` and ``bench.pdf`` make, so that the run stands alone.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import extraction, pdf
from bench.ratio import Comparison, compare

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def reading() -> Iterator[Comparison]:
    """Digital PDFs with the place of every character against what others take for less."""
    with tempfile.TemporaryDirectory(prefix="thuky-bench-") as folder:
        yield from pdf.comparisons(Path(folder))


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


def main() -> None:
    wanted = sys.argv[1:]

    def asked_for(name: str) -> bool:
        return not wanted or any(word in name for word in wanted)

    table = Table(
        "comparison", "ours s", "peer s", "times faster", "goal", title="Processor time of the same work on the same input"
    )
    for group in (reading, word, extraction.comparisons):
        for comparison in group():
            if not asked_for(comparison.name):
                continue
            outcome = compare(comparison)
            goal = "–" if outcome.goal is None else f"≥ {outcome.goal:g}"
            table.add_row(
                outcome.name, f"{outcome.ours_seconds:.3f}", f"{outcome.peer_seconds:.3f}", f"{outcome.ratio:.2f}", goal
            )
    console = Console(width=120)
    console.print(table)
    if asked_for("start") or asked_for("memory"):
        measured = Table("measure", "figure", "goal")
        for row in extraction.measures():
            measured.add_row(*row)
        console.print(measured)


if __name__ == "__main__":
    main()
