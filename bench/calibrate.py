"""What the confidence of a finding means, estimated from annotated documents (hiệu chỉnh độ tin cậy).

    python -m bench.calibrate [--seen PATH …] [--unseen PATH …] [--save]

PATHs are folders of annotated documents (``NAME.txt`` + ``NAME.json``), or such JSON files. ``--seen``: the rules were written with them in
view, so that they flatter; what they flatter by is one more weight of the model, left out of what is stated. For each document the weights are
estimated from all others (leave one document out), and the table shows what confidences so stated are worth, beside the first grades of the
rules. ``--save`` writes the weights from all documents to ``extract/lexicon/confidence.toml``.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import annotated, clauses, reliability
from bench.annotated import LEAST, Annotated
from bench.logistic import Model, fit
from extract import confidence, pipeline, work
from extract.confidence import Grounds
from extract.findings import as_json

WEIGHTS = Path(confidence.__file__).parent / "lexicon" / "confidence.toml"
#: Standard deviations of the weights' priors, in log-odds: how far rules and doubts may move a finding before there is much evidence. Chosen by
#: the log loss on unseen documents left out; a directive's first grade, the classifier's opinion, already knows most of what its doubts say.
_SPREAD = {"grade": 0.5, "rule": 1.0, "doubt": 1.5, "seen": 2.0}
_SPREAD_OF_DIRECTIVES = {**_SPREAD, "rule": 0.6, "doubt": 0.7}


@dataclass(frozen=True)
class Observation:
    """One finding on an annotated document, and whether it is right."""

    document: str
    seen: bool
    grounds: Grounds
    right: bool


def observe(documents: Sequence[Annotated]) -> list[Observation]:
    """Every finding on the documents, each read with a classifier of clauses that was learned from the others."""
    observations = []
    learned = clauses.others(documents)
    for each in documents:
        with clauses.using(learned[each.name]):
            doc = annotated.graded(each.document)
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
    spread = _SPREAD_OF_DIRECTIVES if observations[0].grounds.kind == "directives" else _SPREAD
    return fit(
        [features(o.grounds, seen=o.seen) for o in observations],
        [o.right for o in observations],
        spread=lambda name: spread[name.split()[0]],
        rising=frozenset(("grade",)),
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


def _of_rule(grounds: Grounds) -> Grounds:
    return replace(grounds, grade=confidence.grade_of_rule(grounds.rule)) if grounds.kind == "directives" else grounds


def sources(observations: Sequence[Observation]) -> dict[str, list[float]]:
    """Confidences of findings of one kind, by what they rest on; all but the first with weights estimated from the other documents."""
    by_rule = [replace(o, grounds=_of_rule(o.grounds)) for o in observations]
    found = {"rules, as written": [o.grounds.grade for o in by_rule], "rules and doubts, calibrated": left_out(by_rule)}
    if observations[0].grounds.kind == "directives":
        alone = [replace(o, grounds=replace(o.grounds, rule="", doubts=())) for o in observations]
        found |= {"classifier, calibrated": left_out(alone), "classifier, rules and doubts, calibrated": left_out(observations)}
    return found


def _groups(observations: Sequence[Observation]) -> list[tuple[str, list[int]]]:
    """Indexes of the observations on documents seen, and not seen, while the rules were written."""
    groups = (("seen", True), ("unseen", False))
    return [(name, [i for i, o in enumerate(observations) if o.seen is seen]) for name, seen in groups]


def report(observations: Sequence[Observation], console: Console) -> None:
    """Reliability by what the confidence rests on, for each kind of finding; the last way of each kind is the one in use."""
    summary = Table("kind", "documents", "n", "wrong", "confidence from", "ECE", "AUC", "log loss")
    details = Table("kind", "documents", "stated", "n", "mean stated", "share right", title="As in use, by stated confidence")
    for kind in LEAST:
        mine = [o for o in observations if o.grounds.kind == kind]
        if not mine:
            continue
        ways = sources(mine)
        for name, at in _groups(mine):
            right = [mine[i].right for i in at]
            stated: list[float] = []
            for way, values in ways.items():
                stated = [values[i] for i in at]
                cells = ["–" if (c := measure(stated, right)) is None else f"{c:.3f}" for measure in _MEASURES]
                summary.add_row(kind, name, str(len(at)), str(right.count(False)), way, *cells)
            for b in reliability.bins(stated, right):
                details.add_row(kind, name, f"{b.low:.2f}–{b.high:.2f}", str(b.items), f"{b.stated:.3f}", f"{b.right:.3f}")
    console.print(summary)
    console.print(details)


_MEASURES = (reliability.calibration_error, reliability.ranking, reliability.log_loss)


def main() -> int:
    parser = ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--save", action="store_true", help="write extract/lexicon/confidence.toml")
    observations = observe(annotated.arguments(parser))
    report(observations, Console(width=130))
    if parser.parse_args().save:
        tables = {kind: as_table(estimate([o for o in observations if o.grounds.kind == kind])) for kind in LEAST}
        WEIGHTS.write_text(written(tables), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
