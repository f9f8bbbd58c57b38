"""Annotated documents, and which findings on them are right.

One ``NAME.json`` beside ``NAME.txt``, as the annotators' guide of ``../shared/gold`` has it. A finding is right where its words match an annotation
of its kind one to one (token F1, best first) and its value agrees: the due day of a deadline, the number of a figure or of a citation, the kind of an
assessment. The counting is that of ``score.py`` in ``../shared/gold``, kept here so that the documents of the project can be measured without it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract import pipeline, structure, tokens, work
from extract.work import Work
from ingest import read
from ingest.document import Document

#: Kinds of findings that stand in a list, and the overlap of words from which one matches an annotation.
LEAST = {"directives": 0.5, "deadlines": 0.6, "figures": 0.5, "citations": 0.6, "assessments": 0.5}
_WORD = re.compile(r"[\w/%]+")


@dataclass(frozen=True)
class Annotated:
    """A document as read, and what it says; ``seen``: the rules were written with it in view."""

    name: str
    document: Document
    annotation: dict[str, Any]
    seen: bool


def arguments(parser: ArgumentParser) -> list[Annotated]:
    """The documents that the command line names by ``--seen`` and ``--unseen``; ends the program where there are not even two."""
    parser.add_argument(
        "--seen", nargs="*", type=Path, default=[], metavar="PATH", help="the rules were written with them in view"
    )
    parser.add_argument("--unseen", nargs="*", type=Path, default=[], metavar="PATH")
    given = parser.parse_args()
    documents = load(given.seen, seen=True) + load(given.unseen, seen=False)
    if len(documents) < 2:
        parser.error("no annotated documents there")
    return documents


def load(paths: Iterable[Path], *, seen: bool) -> list[Annotated]:
    """The annotated documents of folders, or named by their JSON files; folders that are not there have none."""
    files = [file for path in paths for file in (sorted(path.glob("*.json")) if path.is_dir() else [path]) if file.exists()]
    return [
        Annotated(file.stem, read(file.with_suffix(".txt")), json.loads(file.read_text("utf-8")), seen)
        for file in files
        if file.with_suffix(".txt").exists()
    ]


@cache
def _rules() -> Language:
    return pipeline.build({kind: {"calibrated": False} for kind in LEAST})


def graded(document: Document) -> Doc:
    """The document read, its findings with the first grades of the rules as confidence."""
    doc = tokens.plain_doc(Vocab(), document.text)
    return _rules()(work.attach(doc, Work(document, structure.read(document))))


@lru_cache(maxsize=1 << 15)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFC", text).lower()))


def overlap(one: str, other: str) -> float:
    """Token F1 of two strings: 1.0 same words, 0.0 nothing shared."""
    a, b = Counter(_words(one)), Counter(_words(other))
    shared = sum((a & b).values())
    return 2 * shared / (sum(a.values()) + sum(b.values())) if shared else 0.0


def match(quotes: Sequence[str], found: Sequence[str], least: float) -> list[tuple[int, int]]:
    """One-to-one pairs (index of the quote, index of what was found), greatest overlap first; order in the text breaks ties."""
    weighed = []
    for g, quote in enumerate(quotes):
        for p, text in enumerate(found):
            share = overlap(quote, text)
            if share >= least:
                weighed.append((-share, abs(g / len(quotes) - p / len(found)), g, p))
    pairs: list[tuple[int, int]] = []
    taken: tuple[set[int], set[int]] = set(), set()
    for _, _, g, p in sorted(weighed):
        if g not in taken[0] and p not in taken[1]:
            pairs.append((g, p))
            taken[0].add(g)
            taken[1].add(p)
    return pairs


def right(annotation: dict[str, Any], findings: dict[str, Any], kind: str) -> list[bool]:
    """For every finding of the kind, in order, whether it is right."""
    gold, found = annotation.get(kind) or [], findings.get(kind) or []
    pairs = match([g["quote"] for g in gold], [p["text"] for p in found], LEAST[kind])
    good = {p for g, p in pairs if _agrees(kind, gold[g], found[p])}
    return [p in good for p in range(len(found))]


def _agrees(kind: str, gold: dict[str, Any], found: dict[str, Any]) -> bool:
    if kind == "deadlines":
        return same_deadline(gold, found)
    if kind == "figures":
        return _near(found.get("value"), gold["value"])
    if kind == "citations":
        return _words(gold.get("number") or "") == _words(found.get("number") or "")
    return kind != "assessments" or gold["kind"] == found.get("kind")


def same_deadline(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    """Whether both mean the same day, rhythm or count."""
    if gold.get("due"):
        return found.get("due") == gold["due"] and bool(found.get("strict")) == bool(gold.get("strict"))
    if gold.get("recurrence"):
        return _rhythm(found.get("recurrence")) == _rhythm(gold["recurrence"])
    if gold.get("amount") is not None:
        return found.get("amount") == gold["amount"] and found.get("amount_unit") == gold.get("amount_unit")
    return found.get("kind") == gold.get("kind")


def _rhythm(rule: str | None) -> frozenset[str]:
    return frozenset((rule or "").upper().replace("RRULE:", "").split(";")) - {"INTERVAL=1", ""}


def _near(one: float | None, other: float) -> bool:
    return one is not None and abs(float(one) - float(other)) <= 1e-6 * max(1.0, abs(float(other)))
