"""A classifier of clauses (task or not), learned from annotated documents (huấn luyện bộ phân loại mệnh đề).

    python -m bench.clauses [--seen PATH …] [--unseen PATH …]

Every clause that the rules weigh is described (:mod:`extract.clauses`); a logistic regression learns from the annotations which are tasks. The
weights are written to ``extract/lexicon/clauses.toml``: names of features and numbers, words only one or two syllables at a time. Run
``bench.calibrate`` after it.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import annotated
from bench.annotated import LEAST, Annotated
from bench.logistic import Model, fit
from extract import acceptance, clauses, pipeline
from extract.contexts import Context
from extract.findings import Findings
from extract.order_forms import Form, Order
from extract.tasks import Run
from extract.words import Words
from extract.work import Work

WEIGHTS = Path(clauses.__file__).parent / "lexicon" / "clauses.toml"
#: Standard deviation of the prior on every weight; chosen among 0.3, 0.6, 1 and 1.8 by the log loss on documents left out.
_SPREAD = 0.6
#: Weights below are left out of the file.
_LEAST_WEIGHT = 0.03

Features = dict[str, float]


@dataclass(frozen=True)
class Clause:
    """A clause that was weighed: its span, what it is described by, what the rules decide, and (if annotated) what is right."""

    start: int
    end: int
    features: Features
    taken: bool
    is_task: bool = False


# --- what describes a clause ------------------------------------------------------------------------------------------------------------------


def describe(work: Work, words: Words, order: Order | None, context: Context, run: Run) -> Features:
    """Features of the clause's form and place, and its words, each 1.0 where it holds."""
    return dict.fromkeys((*clauses.describe(work, words, order, context, run), *clauses.lexical(work, words, order)), 1.0)


def structural(features: Features) -> Features:
    """Without the words themselves."""
    return {name: value for name, value in features.items() if not name.startswith("=")}


# --- listening to the rules, and deciding beside them -------------------------------------------------------------------------------------

#: Whether a clause is a task, given its features and what the rules decide.
Decide = Callable[[Features, bool], bool]


def by_rules(features: Features, taken: bool) -> bool:
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
        if order.start in asked:
            return True
        if order.form is Form.ADDRESSED:
            return accepts(work, words, order, context, run, official=official)
        return note(work, words, order, context, run, accepts(work, words, order, context, run, official=official))

    def reading_matter(work: Work, words: Words, start: int, end: int, context: Context, run: Run) -> Order | None:
        order = dated_matter(work, words, start, end, context, run)
        if order is not None or len(words) == 0 or not note(work, words, None, context, run, False):
            return order
        order = clauses.of_unknown_form(words)
        asked.add(order.start)
        return order

    asked: set[int] = set()
    acceptance.accepts, acceptance.dated_matter = accepting, reading_matter
    try:
        with using({}):
            yield
    finally:
        acceptance.accepts, acceptance.dated_matter = accepts, dated_matter


@contextmanager
def using(learned: dict[str, dict[str, float]]) -> Iterator[None]:
    """Within it, extraction uses these weights of the classifier in place of those of the lexicon."""
    committed = clauses.learned
    clauses.learned = lambda: learned  # type: ignore[assignment]
    try:
        yield
    finally:
        clauses.learned = committed


def weigh(each: Annotated, decide: Decide = by_rules) -> tuple[Findings, list[Clause]]:
    """What is found when ``decide`` decides, and the clauses that were weighed, with what is right."""
    heard: list[Clause] = []
    with weighing(decide, heard):
        findings = pipeline.findings(annotated.graded(each.document))
    text = findings.text
    quotes = [d["quote"] for d in each.annotation["directives"]]
    tasks = {p for _, p in annotated.match(quotes, [text[c.start : c.end] for c in heard], LEAST["directives"])}
    return findings, [Clause(c.start, c.end, c.features, c.taken, i in tasks) for i, c in enumerate(heard)]


def learn(annotated_clauses: Sequence[Clause], only: Callable[[Features], Features], least: int = 2) -> Model:
    """A classifier from annotated clauses."""
    return fit(
        [only(c.features) for c in annotated_clauses],
        [c.is_task for c in annotated_clauses],
        spread=lambda name: _SPREAD,
        least=least,
    )


def tables(heard: Sequence[Clause]) -> dict[str, dict[str, float]]:
    """What the clauses teach, as ``extract.clauses`` reads it; words count from their third clause."""
    models = {"structure": learn(heard, structural), "words": learn(heard, dict, least=3)}
    return {
        name: {"mean": round(model.mean, 3)}
        | {feature: round(weight, 3) for feature, weight in model.weights.items() if abs(weight) >= _LEAST_WEIGHT}
        for name, model in models.items()
    }


def others(documents: Sequence[Annotated]) -> dict[str, dict[str, dict[str, float]]]:
    """For each document the tables learned from all others."""
    heard = {each.name: weigh(each)[1] for each in documents}
    return {each.name: tables([c for name, some in heard.items() if name != each.name for c in some]) for each in documents}


def written(learned: dict[str, dict[str, float]]) -> str:
    """The tables as TOML."""
    lines = ["# Written by `make train`, not by hand: log-odds by which a feature speaks for a task."]
    for name, weights in learned.items():
        lines += ["", f"[{name}]", *(f'"{feature}" = {weight}' for feature, weight in sorted(weights.items()))]
    return "\n".join(lines) + "\n"


def main() -> int:
    documents = annotated.arguments(ArgumentParser(description=(__doc__ or "").splitlines()[0]))
    heard = [clause for each in documents for clause in weigh(each)[1]]
    WEIGHTS.write_text(written(tables(heard)), "utf-8")
    tasks = sum(clause.is_task for clause in heard)
    print(f"{len(heard)} clauses of {len(documents)} documents, {tasks} of them tasks: {WEIGHTS.name} written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
