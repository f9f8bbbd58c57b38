"""The classifier of clauses against the rules, each document judged by what was learned from the others.

    python -m bench.classifier [--seen PATH …] [--unseen PATH …]

Compared, extraction run through to its end each time: the rules; the classifier in their place; the classifier refusing tasks that it thinks unlikely
(veto); and taking clauses that the rules refuse (confirm), everywhere or only where they know no form for a clause of a list of tasks, which is what
extraction does. Each once with the words of the clause among the features and once without.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from bench import annotated
from bench.annotated import Annotated
from bench.clauses import Decide, Features, by_rules, learn, structural, weigh
from extract.clauses import CONFIRMED
from extract.findings import Findings, as_json

VETO = 0.1

Likely = Callable[[Features], float]


def _ways(likely: Likely) -> dict[str, Decide]:
    return {
        "rules": by_rules,
        "classifier alone": lambda f, taken: likely(f) >= 0.5,
        "rules, veto": lambda f, taken: taken and likely(f) >= VETO,
        "rules, confirm": lambda f, taken: taken or likely(f) >= CONFIRMED,
        "rules, confirm in lists of tasks": lambda f, taken: taken or (_unknown_in_list(f) and likely(f) >= CONFIRMED),
    }


def _unknown_in_list(features: Features) -> bool:
    """Whether the rules know no form for the clause, and it stands in a list of tasks."""
    return "form none" in features and "mode tasks" in features


@dataclass
class Count:
    """Right, annotated and found directives."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def add(self, each: Annotated, findings: Findings) -> None:
        rights = annotated.right(each.annotation, as_json(findings), "directives")
        self.right, self.found = self.right + sum(rights), self.found + len(rights)
        self.gold += len(each.annotation["directives"])

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.gold + self.found)


def compare(documents: Sequence[Annotated], only: Callable[[Features], Features]) -> dict[str, dict[str, Count]]:
    """Counts of directives by way and by group (seen, unseen), with the classifier learned from the other documents each time."""
    heard = {each.name: weigh(each)[1] for each in documents}
    counts: dict[str, dict[str, Count]] = {}
    for each in documents:
        model = learn([c for name, some in heard.items() if name != each.name for c in some], only)
        for way, decide in _ways(lambda f, model=model: model.probability(only(f))).items():  # type: ignore[misc]
            group = counts.setdefault(way, {"seen": Count(), "unseen": Count()})["seen" if each.seen else "unseen"]
            group.add(each, weigh(each, decide)[0])
    return counts


def show(counts: dict[str, dict[str, Count]], title: str, console: Console) -> None:
    table = Table(
        "", *(f"{what} {group}" for group in ("seen", "unseen") for what in ("right", "found", "gold", "F1")), title=title
    )
    for way, groups in counts.items():
        cells = [(str(c.right), str(c.found), str(c.gold), f"{c.f1:.3f}") for c in groups.values()]
        table.add_row(way, *(cell for group in cells for cell in group))
    console.print(table)


def main() -> int:
    documents = annotated.arguments(ArgumentParser(description=(__doc__ or "").splitlines()[0]))
    for name, only in (("structure alone", structural), ("words and structure", dict)):
        show(compare(documents, only), f"Directives; classifier on {name}", Console(width=130))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
