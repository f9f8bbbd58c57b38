"""What extraction costs: time beside the bare tools one would reach for, growth with length, start of a fresh process, memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from statistics import median

from bench import texts
from bench.ratio import Comparison
from ingest.document import Document

_RUNS = 5
_PAGES = 200
_WORKER = """
import os, sys
from pathlib import Path
import extract
from bench import texts
from ingest import read

def proportional(pid):
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(next(line for line in rollup.splitlines() if line.startswith("Pss:")).split()[1]) / 1024

document = read(Path(sys.argv[1]))
extract.extract(document)
print(proportional("self"))
for varied in texts.varied():
    extract.extract(varied)
print(proportional("self"))
children = [p.name for p in Path("/proc").iterdir() if p.name.isdigit() and (p / "stat").read_text().rsplit(")", 1)[1].split()[1] == str(os.getpid())]
print(sum(map(proportional, children)))
"""


def comparisons() -> Iterator[Comparison]:
    """Full extraction, and deadlines alone, beside other tools on the same texts; a long plan beside as many short letters."""
    import dateparser.search
    from underthesea import ner, word_tokenize

    from extract import extract, structure

    documents = _documents()
    lines = [line for document in documents for line in document.text.splitlines() if line.strip()]
    told = [structure.read(document) for document in documents]
    sentences = [s.text[a:b] for s in told for passage in s.passages for a, b in s.sentences(passage)]

    def all_findings() -> None:
        for document in documents:
            extract(document)

    def search_dates() -> None:
        for line in lines:
            dateparser.search.search_dates(line, languages=["vi"])

    yield Comparison(
        "extract / underthesea word_tokenize", all_findings, lambda: [word_tokenize(line) for line in lines], goal=0.4
    )
    yield Comparison("deadlines alone, resolved / dateparser search_dates", lambda: _deadlines(documents), search_dates, goal=5)
    yield Comparison("extract / dateparser search_dates", all_findings, search_dates)
    yield Comparison("extract / underthesea ner, per sentence", all_findings, lambda: [ner(s) for s in sentences], goal=20)
    yield from _growth()


def _growth() -> Iterator[Comparison]:
    from extract import extract

    plan, letters = texts.plan_and_letters(_PAGES)

    def all_letters() -> None:
        for letter in letters:
            extract(letter)

    yield Comparison(f"extract: a plan of {_PAGES} pages / {_PAGES} letters of one", lambda: extract(plan), all_letters, goal=0.9)


@cache
def _documents() -> list[Document]:
    return texts.varied()


def _deadlines(documents: list[Document]) -> None:
    """Every expression of a time limit, resolved: what is asked of dateparser, and what the time limits need for it."""
    from extract import deadlines, header, reference_date, structure
    from extract.work import Work

    for document in documents:
        work = Work(document, structure.read(document))
        work.header = header.find(work)
        work.reference_date = reference_date.find(work)
        deadlines.candidates(work)


def measures() -> Iterator[tuple[str, str, str]]:
    """What is no ratio: name, figure, goal."""
    sample = texts.ROOT / "samples" / "05_tin_kiem_tra_mot_cua.txt"
    starts = [_seconds(["-m", "thuky", "extract", str(sample), "--json"]) for _ in range(_RUNS)]
    bare = [_seconds(["-c", "import spacy"]) for _ in range(_RUNS)]
    yield "thuky extract, fresh process to first result", _median(starts), "< 2 s"
    yield "    of which: import spacy", _median(bare), "–"
    worker = subprocess.run([sys.executable, "-c", _WORKER, sample], cwd=texts.ROOT, capture_output=True, text=True, check=True)
    first, later, child = map(float, worker.stdout.split())
    yield "memory of a process that extracts, after the first document", f"{first:.0f} MB", "–"
    yield f"memory, after {len(_documents())} documents more", f"{later:.0f} MB", "–"
    yield "memory of its reading children", f"{child:.0f} MB", "–"


def _seconds(command: list[str]) -> tuple[float, float]:
    """Wall time and processor time of a fresh process."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], cwd=texts.ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime


def _median(runs: list[tuple[float, float]]) -> str:
    wall, processor = (median(column) for column in zip(*runs, strict=True))
    return f"{wall:.2f} s ({processor:.2f} s of processor)"
