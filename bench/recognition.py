"""``python -m bench.recognition [speed] [words] [repairs] [memory] [--pages N …] [--rounds N]``: scans, read and measured.

speed    pages a minute against ``tesseract -l vie --psm 3``, one page after another, and the processor time of both
words    wrong words of each scan whose text was typed by a person, beside those of tesseract
repairs  words of those scans that the lexicon changed: how often it was right, and whether it made a right word wrong
memory   the most memory that reading a long scan takes, reader and recogniser together

All but ``memory`` where nothing is named. The scans are made from ``samples/``; those of ``../shared`` are read too where they are there.
Two cores are used, however many the machine has.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rapidfuzz.distance import Levenshtein
from rich.console import Console
from rich.table import Table

from bench import scanned
from bench.scanned import Scan
from ingest import Document, read_here
from ingest.document import MarkKind

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
GOLD = ROOT.parent / "shared" / "gold" / "dev"
CORES = 2
FASTER = 1.7  # goal: pages a minute against the peer
MOST_ERRORS = 0.04  # goal: wrong words of a scan

_EVERY = 0.05  # seconds between two looks at the memory
_SHORTEST = 60  # characters: shorter lines stand in letterheads and at the end, which are laid out in columns
_WORD = re.compile(r"[\w/%]+")


# --- what is read ----------------------------------------------------------------------------------------------------------------


def own(folder: Path) -> Scan:
    """The running text of those samples that are Word or plain text, as one scan of several pages."""
    documents = [read_here(path) for path in sorted(SAMPLES.iterdir()) if path.suffix in {".docx", ".txt"}]
    paragraphs = [
        line for document in documents for line in document.text.splitlines() if len(line) > _SHORTEST and "\t" not in line
    ]
    return scanned.of_paragraphs(paragraphs, folder, "samples")


def shared(folder: Path) -> Iterator[Scan]:
    """The annotated documents that are scans, each with the text that a person typed."""
    for path in sorted(GOLD.glob("*.pdf")):
        if read_here(path).read_by == "ocr":
            yield Scan(path, scanned.pictures_of(path, folder), path.with_suffix(".txt").read_text("utf-8"))


# --- speed -----------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, and of processors (this process and those it started)."""

    clock: float
    processor: float


def cost(work: Callable[[], object]) -> Cost:
    before, start = _processor(), time.perf_counter()
    work()
    return Cost(time.perf_counter() - start, _processor() - before)


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def plain(scan: Scan) -> str:
    """What tesseract by itself makes of the pages, one after another, with the threads it takes by default."""
    command = ["-", "-l", "vie", "--psm", "3"]
    done = (subprocess.run(["tesseract", page, *command], capture_output=True, text=True, check=True) for page in scan.pages)
    return "\n".join(one.stdout for one in done)


def speed(scans: list[Scan], rounds: int) -> Table:
    """Medians of alternating runs; the peer is given its pictures ready made, we start from the PDF."""
    table = Table(
        "scan", "pages", "our s a page", "peer s a page", "times faster", "our CPU s", "peer CPU s", title="Speed of recognition"
    )
    totals: list[tuple[Cost, Cost, int]] = []
    for scan in scans:
        read_here(scan.pdf)  # loads the dictionaries
        runs = [(cost(partial(read_here, scan.pdf)), cost(partial(plain, scan))) for _ in range(rounds)]
        ours, peer = _median([mine for mine, _ in runs]), _median([theirs for _, theirs in runs])
        totals.append((ours, peer, len(scan.pages)))
        table.add_row(*_row(scan.pdf.stem[:30], ours, peer, len(scan.pages)))
    if len(totals) > 1:
        ours, peer = _sum([mine for mine, _, _ in totals]), _sum([theirs for _, theirs, _ in totals])
        table.add_row(*_row(f"all (goal ≥ {FASTER:g})", ours, peer, sum(pages for *_, pages in totals)))
    return table


def _median(costs: list[Cost]) -> Cost:
    return Cost(statistics.median(one.clock for one in costs), statistics.median(one.processor for one in costs))


def _sum(costs: list[Cost]) -> Cost:
    return Cost(sum(one.clock for one in costs), sum(one.processor for one in costs))


def _row(name: str, ours: Cost, peer: Cost, pages: int) -> list[str]:
    figures = (ours.clock / pages, peer.clock / pages, peer.clock / ours.clock, ours.processor / pages, peer.processor / pages)
    return [name, str(pages), *(f"{figure:.2f}" for figure in figures)]


# --- words and repairs -----------------------------------------------------------------------------------------------------------


def words_of(text: str) -> list[str]:
    """Words as ``../shared/gold/wer.py`` takes them."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


def word_errors(reference: str, read: str) -> float:
    """Wrong, lost and added words as a share of the words of ``reference``."""
    wanted = words_of(reference)
    return Levenshtein.distance(wanted, words_of(read)) / len(wanted)


def words(scans: list[Scan]) -> Table:
    table = Table("scan", "words", "ours %", "tesseract %", title=f"Wrong words (goal ≤ {MOST_ERRORS:.0%} on each scan)")
    for scan in scans:
        ours, peer = (100 * word_errors(scan.text, text) for text in (read_here(scan.pdf).text, plain(scan)))
        table.add_row(scan.pdf.stem[:30], str(len(words_of(scan.text))), f"{ours:.2f}", f"{peer:.2f}")
    return table


@dataclass(frozen=True)
class Repairs:
    """Changes of recognised words by the lexicon, judged by the typed text, each as (recognised, changed to).

    ``better``: made right. ``worse``: were right, made wrong (a slip of the page's own writer set right counts here too).
    ``still_wrong``: wrong before and after.
    """

    better: list[tuple[str, str]]
    worse: list[tuple[str, str]]
    still_wrong: list[tuple[str, str]]


def repairs_of(document: Document, reference: str) -> Repairs:
    """Every word of ``document`` that was changed; ``reference`` is the text that a person typed from the page."""
    wanted = words_of(reference)
    found = [(match.start(), match.group()) for match in _WORD.finditer(document.text)]
    beside: dict[int, str] = {}
    for block in Levenshtein.opcodes([word for _, word in found], wanted):
        if block.src_end - block.src_start == block.dest_end - block.dest_start:
            beside |= dict(zip(range(block.src_start, block.src_end), wanted[block.dest_start : block.dest_end], strict=True))
    result = Repairs([], [], [])
    for mark in document.marks:
        if mark.kind is not MarkKind.REPAIRED:
            continue
        before, after = words_of(mark.note), words_of(document.text[mark.start : mark.end])
        at = next((index for index, (start, _) in enumerate(found) if start >= mark.start), None)
        right = [beside.get(at + offset) for offset in range(len(after))] if at is not None else []
        kind = result.better if after == right else result.worse if before == right else result.still_wrong
        kind.append((" ".join(before), " ".join(after)))
    return result


def repairs(scans: list[Scan]) -> Table:
    table = Table(
        "scan", "made right", "made wrong", "wrong before and after", title="Words changed by the lexicon (goal: none made wrong)"
    )
    for scan in scans:
        done = repairs_of(read_here(scan.pdf), scan.text)
        wrong = ", ".join(f"{before} → {after}" for before, after in done.worse)
        table.add_row(scan.pdf.stem[:30], str(len(done.better)), f"{len(done.worse)} {wrong}".strip(), str(len(done.still_wrong)))
    return table


# --- memory ----------------------------------------------------------------------------------------------------------------------


def memory(pages: list[int], folder: Path) -> Table:
    """The peak of resident memory (pages that processes share are shared out among them) while a child reads scans of ``pages`` pages."""
    table = Table("pages", "reader MB", "with recognisers MB", "s a page", title="Peak memory of reading a scan")
    text = "Sở Tài chính chủ trì, phối hợp với các cơ quan, đơn vị liên quan rà soát tiến độ giải ngân vốn đầu tư công."
    for number in pages:
        path = folder / f"{number}.pdf"
        path.write_bytes(scanned.repeated(number, 4, text))
        start = time.perf_counter()
        reader, together = _peak(
            [sys.executable, "-c", "import sys, pathlib, ingest; ingest.read_here(pathlib.Path(sys.argv[1]))", str(path)]
        )
        table.add_row(str(number), f"{reader:.0f}", f"{together:.0f}", f"{(time.perf_counter() - start) / number:.2f}")
    return table


def _peak(command: list[str]) -> tuple[float, float]:
    """Megabytes at the peak of a process, and of it and all its descendants together."""
    alone = together = 0.0
    with subprocess.Popen(command, cwd=ROOT) as process:
        while process.poll() is None:
            time.sleep(_EVERY)
            tree = {pid: _resident(pid) for pid in (process.pid, *_descendants(process.pid))}
            alone, together = max(alone, tree[process.pid]), max(together, sum(tree.values()))
    if process.returncode:
        raise SystemExit("the scan was not read")
    return alone, together


def _resident(pid: int) -> float:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in rollup.splitlines() if line.startswith("Pss:")), 0.0)


def _descendants(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            yield child
            yield from _descendants(child)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", nargs="*", choices=["speed", "words", "repairs", "memory", []], default=[])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", type=int, nargs="+", default=[40, 120, 400])
    given = parser.parse_args()
    wanted = given.what or ["speed", "words", "repairs"]
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    console = Console(width=120)
    with tempfile.TemporaryDirectory(prefix="thuky-bench-") as name:
        folder = Path(name)
        typed = list(shared(folder)) if wanted != ["memory"] else []
        scans = [own(folder), *typed] if wanted != ["memory"] else []
        if "speed" in wanted:
            console.print(speed(scans, given.rounds))
        if "words" in wanted:
            console.print(words(scans))
        if "repairs" in wanted:
            console.print(repairs(scans))
        if "memory" in wanted:
            console.print(memory(given.pages, folder))


if __name__ == "__main__":
    main()
