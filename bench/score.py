"""Extraction on the annotated documents, beside the committed table.

    python -m bench.score GOLD [--save] [--show KIND]

GOLD holds ``score.py`` and ``dev/`` (texts, annotations, and the PDF where there is one). Each document is read from its PDF where there is
one, else from its text; ``score.py`` does the counting, over all documents and over each alone. What changed since the table committed in
``bench/score.json`` is shown per document; ``--save`` writes the new table there.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from rich.console import Console
from rich.table import Table

import ingest
from extract import extract
from extract.findings import as_json

COMMITTED = Path(__file__).with_name("score.json")
Rows = dict[str, dict[str, float]]


def load_scorer(gold: Path) -> ModuleType:
    """The counting rules that come with the annotations, so that both always agree."""
    spec = importlib.util.spec_from_file_location("score", gold / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{gold} has no score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sources(dev: Path) -> Iterator[tuple[str, Path]]:
    """(name, file to read) of every annotated document."""
    for annotation in sorted(dev.glob("*.json")):
        pdf = annotation.with_suffix(".pdf")
        yield annotation.stem, pdf if pdf.exists() else annotation.with_suffix(".txt")


def tally_rows(
    scorer: ModuleType, gold: dict[str, Any], found: dict[str, Any], total: dict[str, Any], errors: list[tuple[str, ...]]
) -> Rows:
    """Rows of one document; the same counts are added to ``total``, what differs to ``errors``."""
    alone = {kind: scorer.Tally() for kind in total}
    scorer.score_one(gold, found, alone, errors)
    for kind, tally in alone.items():
        total[kind].add(tally.tp, tally.gold, tally.pred)
    return {kind: tally.row() for kind, tally in alone.items() if tally.gold or tally.pred}


KINDS = (
    "directives",
    "lead",
    "coordinating",
    "due",
    "deadlines",
    "deadline values",
    "figures",
    "citations",
    "relations",
    "header",
    "meeting",
    "assessments",
)


def measure(gold: Path, errors: list[tuple[str, ...]]) -> tuple[Rows, dict[str, Rows]]:
    """Scores over all documents, and per document; every difference goes into ``errors``."""
    scorer = load_scorer(gold)
    total = {kind: scorer.Tally() for kind in KINDS}
    documents: dict[str, Rows] = {}
    for name, path in sources(gold / "dev"):
        annotation = json.loads((gold / "dev" / f"{name}.json").read_text("utf-8"))
        found = as_json(extract(ingest.read(path)))
        documents[name.split("_")[0]] = tally_rows(scorer, annotation, found, total, errors)
        print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return {kind: tally.row() for kind, tally in total.items()}, documents


def show(rows: Rows, documents: dict[str, Rows], before: dict[str, Any]) -> None:
    console = Console(width=110)
    table = Table("", "precision", "recall", "f1", "committed f1", "change", "gold", "found", title="All documents")
    for kind, row in rows.items():
        old = before.get("all", {}).get(kind, {}).get("f1")
        change = "" if old is None else f"{row['f1'] - old:+.3f}"
        cells = [f"{row[name]:.3f}" for name in ("precision", "recall", "f1")]
        table.add_row(kind, *cells, "–" if old is None else f"{old:.3f}", change, str(row["gold"]), str(row["predicted"]))
    console.print(table)
    changes = Table("document", "kind", "committed f1", "f1", "change", title="Gains and losses per document")
    for name, kinds in documents.items():
        for kind, row in kinds.items():
            old = before.get("documents", {}).get(name, {}).get(kind, {}).get("f1")
            if old is not None and abs(row["f1"] - old) >= 0.0005:
                changes.add_row(name, kind, f"{old:.3f}", f"{row['f1']:.3f}", f"{row['f1'] - old:+.3f}")
    console.print(changes if changes.row_count else "No document changed.")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--show", metavar="KIND", help="list the differences of one kind ('all' for every one)")
    parser.add_argument("--save", action="store_true", help="write the new table to bench/score.json")
    arguments = parser.parse_args()
    if not (arguments.gold / "dev").is_dir():
        print(f"No annotated documents in {arguments.gold}: `make score` needs ../shared.", file=sys.stderr)
        return 1
    errors: list[tuple[str, ...]] = []
    rows, documents = measure(arguments.gold, errors)
    before = json.loads(COMMITTED.read_text("utf-8")) if COMMITTED.exists() else {}
    show(rows, documents, before)
    for error in errors:
        if arguments.show in ("all", error[1]):
            print("\t".join(error))
    if arguments.save:
        text = json.dumps({"all": rows, "documents": documents}, ensure_ascii=False, indent=1)
        COMMITTED.write_text(text + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
