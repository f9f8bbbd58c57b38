"""What the confidence of a finding means, estimated from annotated documents (hiệu chỉnh độ tin cậy).

    python -m bench.calibrate [--seen PATH …] [--unseen PATH …] [--save]

PATHs are folders of annotated documents (``NAME.txt`` + ``NAME.json``), or such JSON files. ``--seen``: the rules were written with them in
view, so that they flatter; what they flatter by is one more weight of the model, left out of what is stated. For each document the weights are
estimated from all others (leave one document out), and the table shows what confidences so stated are worth, beside the first grades of the
rules. ``--save`` writes the weights from all documents to ``extract/lexicon/confidence.toml``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rich.console import Console
from rich.table import Table
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bench import annotated, reliability
from bench.annotated import LEAST, Annotated
from bench.logistic import Model, fit
from extract import confidence, pipeline, structure, tokens, work
from extract.confidence import Grounds
from extract.findings import as_json
from extract.work import Work
from ingest.document import Document

WEIGHTS = Path(confidence.__file__).parent / "lexicon" / "confidence.toml"
#: Standard deviations of the weights' priors, in log-odds: how far rules and doubts may move a finding before there is much evidence.
_SPREAD = {"grade": 0.5, "rule": 0.6, "doubt": 0.7, "seen": 2.0}


@dataclass(frozen=True)
class Observation:
    """One finding on an annotated document, and whether it is right."""

    document: str
    seen: bool
    grounds: Grounds
    right: bool


@cache
def _rules() -> Language:
    return pipeline.build({kind: {"calibrated": False} for kind in LEAST})


def graded(document: Document) -> Doc:
    """The document read, its findings with the first grades of the rules."""
    doc = tokens.plain_doc(Vocab(), document.text)
    return _rules()(work.attach(doc, Work(document, structure.read(document))))


def observe(documents: Iterable[Annotated]) -> list[Observation]:
    """Every finding on the documents."""
    observations = []
    for each in documents:
        doc = graded(each.document)
        found, printed = work.of(doc), as_json(pipeline.findings(doc))
        for kind in LEAST:
            grounds = confidence.grounds(found, kind, getattr(found, kind))
            rights = annotated.right(each.annotation, printed, kind)
            observations += [Observation(each.name, each.seen, one, right) for one, right in zip(grounds, rights, strict=True)]
    return observations


def features(grounds: Grounds, *, seen: bool) -> dict[str, float]:
    """The finding as named numbers."""
    found = {"grade": confidence.log_odds(grounds.grade), f"rule {grounds.rule}": 1.0, "seen": float(seen)}
    return found | {f"doubt {doubt}": 1.0 for doubt in grounds.doubts}


def estimate(observations: Sequence[Observation]) -> Model:
    """The weights of one kind of finding."""
    return fit(
        [features(o.grounds, seen=o.seen) for o in observations],
        [o.right for o in observations],
        spread=lambda name: _SPREAD[name.split()[0]],
    )


def as_table(model: Model) -> dict[str, object]:
    """The weights as ``extract.confidence`` reads them."""

    def part(prefix: str) -> dict[str, list[float]]:
        return {
            name.removeprefix(prefix): [round(weight, 3), model.counts[name]]
            for name, weight in model.weights.items()
            if name.startswith(prefix)
        }

    return {
        "mean": round(model.mean, 3),
        "slope": round(model.weights.get("grade", 0.0), 3),
        "rules": part("rule "),
        "doubts": part("doubt "),
    }


def left_out(observations: Sequence[Observation]) -> list[float]:
    """For each observation the confidence stated by weights estimated from the other documents."""
    stated = {}
    for name in {o.document for o in observations}:
        table = as_table(estimate([o for o in observations if o.document != name]))
        stated[name] = table
    return [confidence.of(o.grounds, stated[o.document]) for o in observations]


def written(tables: dict[str, dict[str, object]]) -> str:
    """The weights as TOML: numbers and names of rules only."""
    lines = [
        "# Written by `make calibrate`, not by hand: log-odds by which a rule or a doubt moves the confidence, and how many items showed it."
    ]
    for kind, table in tables.items():
        lines += ["", f"[{kind}]", f"mean = {table['mean']}", f"slope = {table['slope']}"]
        for part in ("rules", "doubts"):
            entries = table[part]
            assert isinstance(entries, dict)
            lines += ["", f"[{kind}.{part}]", *(f'"{name}" = [{w}, {n}]' for name, (w, n) in sorted(entries.items()))]
    return "\n".join(lines) + "\n"


# --- tables -----------------------------------------------------------------------------------------------------------------------------------


def _groups(observations: Sequence[Observation]) -> list[tuple[str, list[int]]]:
    """Indexes of the observations on documents seen, and not seen, while the rules were written."""
    groups = (("seen", True), ("unseen", False))
    return [(name, [i for i, o in enumerate(observations) if o.seen is seen]) for name, seen in groups]


def report(observations: Sequence[Observation], console: Console) -> None:
    """Reliability before and after, for each kind of finding."""
    summary = Table(
        "kind",
        "documents",
        "n",
        "wrong",
        *(f"{what} {when}" for what in ("ECE", "AUC", "log loss") for when in ("before", "after")),
    )
    details = Table("kind", "documents", "stated", "n", "mean stated", "share right", title="After, by stated confidence")
    for kind in LEAST:
        mine = [o for o in observations if o.grounds.kind == kind]
        after = left_out(mine)
        for name, at in _groups(mine):
            if not at:
                continue
            right = [mine[i].right for i in at]
            pair = [[mine[i].grounds.grade for i in at], [after[i] for i in at]]
            cells = [measure(p, right) for measure in _MEASURES for p in pair]
            summary.add_row(kind, name, str(len(at)), str(right.count(False)), *("–" if c is None else f"{c:.3f}" for c in cells))
            for b in reliability.bins(pair[1], right):
                details.add_row(kind, name, f"{b.low:.2f}–{b.high:.2f}", str(b.items), f"{b.stated:.3f}", f"{b.right:.3f}")
    console.print(summary)
    console.print(details)


_MEASURES = (reliability.calibration_error, reliability.ranking, reliability.log_loss)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seen", nargs="*", type=Path, default=[], metavar="PATH")
    parser.add_argument("--unseen", nargs="*", type=Path, default=[], metavar="PATH")
    parser.add_argument("--save", action="store_true", help="write extract/lexicon/confidence.toml")
    arguments = parser.parse_args()
    documents = annotated.load(arguments.seen, seen=True) + annotated.load(arguments.unseen, seen=False)
    if len(documents) < 2:
        parser.error("no annotated documents there")
    observations = observe(documents)
    report(observations, Console(width=130))
    if arguments.save:
        tables = {kind: as_table(estimate([o for o in observations if o.grounds.kind == kind])) for kind in LEAST}
        WEIGHTS.write_text(written(tables), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
