"""A trained classifier of clauses (task or not) against the rules, each document judged by what was learned from the others.

    python -m bench.clauses [--seen PATH …] [--unseen PATH …]

PATHs as for ``bench.calibrate``. Every clause that the rules weigh is described by its words and its place; a logistic regression learns from the
annotations which are tasks. Compared, extraction run through to its end each time: the rules; the classifier in their place; the classifier refusing
tasks that it thinks unlikely (veto), taking clauses that the rules refuse (confirm), or both; and its opinion as a ground of confidence.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import annotated, calibrate, reliability
from bench.annotated import LEAST, Annotated
from bench.logistic import Model, fit
from extract import acceptance, clauses, directives, pipeline
from extract.contexts import Context
from extract.findings import Findings, as_json
from extract.orders import Form, Order
from extract.tasks import Run
from extract.words import Words
from extract.work import Work


@dataclass(frozen=True)
class Clause:
    """A clause that was weighed: its span, what it is described by, what the rules decide, and (if annotated) what is right."""

    start: int
    end: int
    features: dict[str, float]
    taken: bool
    is_task: bool = False


# --- what describes a clause ------------------------------------------------------------------------------------------------------------------


def describe(work: Work, words: Words, order: Order | None, context: Context, run: Run) -> dict[str, float]:
    """Features of the clause's form and place, and its words, each 1.0 where it holds."""
    return dict.fromkeys((*clauses.describe(work, words, order, context, run), *_lexical(work, words, order)), 1.0)


def _lexical(work: Work, words: Words, order: Order | None) -> Iterator[str]:
    """The words themselves: the first ones, the verb, those anywhere, those of the heading above; each name begins with "="."""
    content = [form for form in words.forms[:40] if form.isalpha()]
    yield from (f"= {i} {form}" for i, form in enumerate(content[:3]))
    yield from (f"= {i} {content[i]} {content[i + 1]}" for i in range(min(2, len(content) - 1)))
    yield from (f"= any {form}" for form in content[:30])
    if order is not None:
        yield f"= verb {words.form(order.predicate)} {words.form(order.predicate + 1)}"
    passage = work.structure.at(words.start)
    if passage is not None and passage.parent is not None:
        parent = work.structure.passages[passage.parent]
        yield from (
            f"= above {form}" for form in Words(work.structure.text, parent.body, parent.end).forms[:12] if form.isalpha()
        )


def structural(features: dict[str, float]) -> dict[str, float]:
    """Without the words themselves."""
    return {name: value for name, value in features.items() if not name.startswith("=")}


# --- listening to the rules, and deciding beside them -------------------------------------------------------------------------------------

#: Whether a clause is a task, given its features and what the rules decide.
Decide = Callable[[dict[str, float], bool], bool]


def by_rules(features: dict[str, float], taken: bool) -> bool:
    """The rules' own decision."""
    return taken


@contextmanager
def weighing(decide: Decide, heard: list[Clause]) -> Iterator[None]:
    """Within it, extraction asks ``decide`` of every clause that the rules weigh, and the clauses are written down in ``heard``."""
    accepts, dated_matter = acceptance.accepts, acceptance.dated_matter

    def note(work: Work, words: Words, order: Order | None, context: Context, run: Run, taken: bool) -> bool:
        features = describe(work, words, order, context, run)
        heard.append(Clause(order.start if order else words.start, words.end, features, taken))
        return decide(features, taken)

    def accepting(work: Work, words: Words, order: Order, context: Context, run: Run, *, official: bool) -> bool:
        if order.form is Form.ADDRESSED or order.start == _asked.get("start"):
            return accepts(work, words, order, context, run, official=official) or order.start == _asked.pop("start", None)
        return note(work, words, order, context, run, accepts(work, words, order, context, run, official=official))

    def reading_matter(work: Work, words: Words, start: int, end: int, context: Context, run: Run) -> Order | None:
        order = dated_matter(work, words, start, end, context, run)
        if order is not None or len(words) == 0 or not note(work, words, None, context, run, False):
            return order
        begins = words[min(directives.pieces.first_content(words), len(words) - 1)].start
        _asked["start"] = begins
        return Order(Form.UNKNOWN, begins)

    _asked: dict[str, int] = {}
    acceptance.accepts, acceptance.dated_matter = accepting, reading_matter
    try:
        yield
    finally:
        acceptance.accepts, acceptance.dated_matter = accepts, dated_matter


def weigh(each: Annotated, decide: Decide = by_rules) -> tuple[Findings, list[Clause]]:
    """What is found when ``decide`` decides, and the clauses that were weighed, with what is right."""
    heard: list[Clause] = []
    with weighing(decide, heard):
        findings = pipeline.findings(calibrate.graded(each.document))
    text = findings.text
    quotes = [d["quote"] for d in each.annotation["directives"]]
    tasks = {p for _, p in annotated.match(quotes, [text[c.start : c.end] for c in heard], LEAST["directives"])}
    return findings, [Clause(c.start, c.end, c.features, c.taken, i in tasks) for i, c in enumerate(heard)]


def learn(annotated_clauses: Sequence[Clause], only: Callable[[dict[str, float]], dict[str, float]]) -> Model:
    """A classifier from annotated clauses."""
    return fit(
        [only(c.features) for c in annotated_clauses],
        [c.is_task for c in annotated_clauses],
        spread=lambda name: _SPREAD,
        least=2,
    )


#: Standard deviation of the prior on every weight; chosen among 0.3, 0.6, 1 and 1.8 by the log loss on documents left out.
_SPREAD = 0.6
VETO, CONFIRM = 0.1, 0.8


# --- the comparison ---------------------------------------------------------------------------------------------------------------------------

Likely = Callable[[dict[str, float]], float]


def _ways(likely: Likely) -> dict[str, Decide]:
    return {
        "rules": by_rules,
        "classifier alone": lambda f, taken: likely(f) >= 0.5,
        "rules, veto": lambda f, taken: taken and likely(f) >= VETO,
        "rules, confirm": lambda f, taken: taken or likely(f) >= CONFIRM,
        "rules, confirm in lists of tasks": lambda f, taken: taken or (_unknown_in_list(f) and likely(f) >= CONFIRM),
        "the same from 0.7": lambda f, taken: taken or (_unknown_in_list(f) and likely(f) >= 0.7),
        "the same from 0.6": lambda f, taken: taken or (_unknown_in_list(f) and likely(f) >= 0.6),
    }


def _unknown_in_list(features: dict[str, float]) -> bool:
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


def compare(documents: Sequence[Annotated], only: Callable[[dict[str, float]], dict[str, float]]) -> dict[str, dict[str, Count]]:
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


def opinions(
    documents: Sequence[Annotated], only: Callable[[dict[str, float]], dict[str, float]]
) -> list[tuple[calibrate.Observation, float | None]]:
    """Every directive that the rules found, with what a classifier learned from the other documents thinks of its clause."""
    heard: dict[str, tuple[Findings, list[Clause]]] = {each.name: weigh(each) for each in documents}
    found = []
    for each in documents:
        findings, mine_heard = heard[each.name]
        model = learn([c for name, (_, some) in heard.items() if name != each.name for c in some], only)
        mine = [o for o in calibrate.observe([each]) if o.grounds.kind == "directives"]
        for observation, directive in zip(mine, findings.directives, strict=True):
            clause = next((c for c in mine_heard if c.taken and c.start <= directive.start < c.end), None)
            found.append((observation, model.log_odds(only(clause.features)) if clause else None))
    return found


def show_opinions(weighed: Sequence[tuple[calibrate.Observation, float | None]], title: str, console: Console) -> None:
    """Confidence of the rules' directives, with and without the classifier's opinion."""
    table = Table("confidence from", "documents", "n", "wrong", "ECE", "AUC", "log loss", title=title)
    observations = [o for o, _ in weighed]
    sources = {
        "first grades": [o.grounds.grade for o in observations],
        "rules and doubts": calibrate.left_out(observations),
        "classifier": _stated(weighed, with_grounds=False),
        "rules, doubts, classifier": _stated(weighed, with_grounds=True),
    }
    for source, stated in sources.items():
        for group, seen in (("seen", True), ("unseen", False)):
            at = [i for i, o in enumerate(observations) if o.seen is seen]
            p, right = [stated[i] for i in at], [observations[i].right for i in at]
            figures = (reliability.calibration_error(p, right), reliability.ranking(p, right), reliability.log_loss(p, right))
            table.add_row(
                source, group, str(len(at)), str(right.count(False)), *("–" if f is None else f"{f:.3f}" for f in figures)
            )
    console.print(table)


def _stated(weighed: Sequence[tuple[calibrate.Observation, float | None]], *, with_grounds: bool) -> list[float]:
    """For each directive what a model estimated from the other documents states."""

    def features(o: calibrate.Observation, opinion: float | None, *, seen: bool) -> dict[str, float]:
        own = {"opinion": max(-3.0, min(5.0, opinion))} if opinion is not None else {"doubt no-opinion": 1.0}
        return own | (calibrate.features(o.grounds, seen=seen) if with_grounds else {"seen": float(seen)})

    models = {
        name: fit(
            [features(o, opinion, seen=o.seen) for o, opinion in weighed if o.document != name],
            [o.right for o, _ in weighed if o.document != name],
            spread=lambda feature: {"opinion": 0.5, "seen": 2.0}.get(feature, 0.6),
        )
        for name in {o.document for o, _ in weighed}
    }
    return [models[o.document].probability(features(o, opinion, seen=False)) for o, opinion in weighed]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seen", nargs="*", type=Path, default=[], metavar="PATH")
    parser.add_argument("--unseen", nargs="*", type=Path, default=[], metavar="PATH")
    arguments = parser.parse_args()
    documents = annotated.load(arguments.seen, seen=True) + annotated.load(arguments.unseen, seen=False)
    if len(documents) < 2:
        parser.error("no annotated documents there")
    console = Console(width=130)
    kinds: dict[str, Any] = {"words and structure": dict, "structure alone": structural}
    for name, only in kinds.items():
        show(compare(documents, only), f"Directives; classifier on {name}", console)
        show_opinions(opinions(documents, only), f"Confidence of directives; classifier on {name}", console)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
