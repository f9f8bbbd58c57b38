"""How likely a clause is a task, by a classifier learned from annotated documents (bộ phân loại mệnh đề).

The rules say what a clause reads like; this weighs it with its place, its length, what stands over it and what was ordered before it. Its weights are
data of the project's own making, ``lexicon/clauses.toml``, learned by ``make train``. It has two uses: it is the first grade of a directive's
confidence, and in a list of tasks it takes clauses of which the rules know no form ("phân định rõ …") where it is nearly certain.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache, lru_cache

from extract import agencies, contexts, lexicon, predicates
from extract.contexts import Context, Mode, phrases
from extract.deadline_words import Strength
from extract.order_forms import Form, Order
from extract.pieces import first_content
from extract.tasks import Run
from extract.words import Words
from extract.work import Work

#: Words whose presence tells of past, duty, condition or purpose.
_TELLING = frozenset(
    (
        "đã",
        "đang",
        "sẽ",
        "được",
        "bị",
        "chưa",
        "cần",
        "phải",
        "không",
        "là",
        "có",
        "nhằm",
        "để",
        "nếu",
        "khi",
        "còn",
        "vẫn",
        "này",
    )
)
_HEADINGS = ("barred_headings", "task_headings", "exact_task_headings", "request_headings")
_OPENINGS = ("nominal", "performatives", "settings", "grounds", "time_labels", "barred_headings", "self_references", "past")
#: So many words of a clause are looked at.
_LOOKED_AT = 40
#: From this probability on a clause of a list of tasks is taken although the rules know no form for it.
CONFIRMED = 0.8


@cache
def learned() -> dict[str, dict[str, float]]:
    """Two tables of log-odds by feature, "mean" for all: "structure", and "words" for structure and words; none as long as nothing was learned."""
    return lexicon.tables("clauses")


def likely(work: Work, words: Words, order: Order | None, context: Context, run: Run) -> float | None:
    """Probability that the clause is a task, by its structure; None as long as nothing was learned."""
    if "structure" not in learned() or len(words) == 0:
        return None
    return _probability(learned()["structure"], describe(work, words, order, context, run))


def unknown_task(work: Work, words: Words, context: Context, run: Run) -> Order | None:
    """The clause of a list of tasks as a task of unknown form, where the classifier, asked for its words too, is nearly certain of it."""
    if context.mode is not Mode.TASKS or "words" not in learned() or len(words) == 0:
        return None
    if phrases("nominal").match(words, min(first_content(words), len(words) - 1)) and not work.limits_in(words.start, words.end):
        return None  # "Kinh phí thực hiện theo quy định"
    features = (*describe(work, words, None, context, run), *lexical(work, words, None))
    return of_unknown_form(words) if _probability(learned()["words"], features) >= CONFIRMED else None


def _probability(table: dict[str, float], features: tuple[str, ...]) -> float:
    return 1 / (1 + math.exp(-table["mean"] - sum(table.get(name, 0.0) for name in features)))


def of_unknown_form(words: Words) -> Order:
    """The clause as an order of which nothing is known but the bodies that it opens with, if any."""
    bodies = agencies.read(words, 0)
    if bodies is not None:
        return Order(Form.UNKNOWN, bodies.items[0].start, bodies.items)
    return Order(Form.UNKNOWN, words[min(first_content(words), len(words) - 1)].start)


# --- what describes a clause ------------------------------------------------------------------------------------------------------------------


def describe(work: Work, words: Words, order: Order | None, context: Context, run: Run) -> tuple[str, ...]:
    """The features of the clause; names alone, each holds."""
    return (*_of_order(words, order), *_of_context(work, words, context, run), *_of_place(work, words), *_of_words(words))


def _of_order(words: Words, order: Order | None) -> Iterator[str]:
    yield f"form {order.form if order else 'none'}"
    if order is None:
        if agencies.read(words, 0):
            yield "opens with a body"
        return
    marks = {"issued": order.issued, "past": order.past, "refers": order.refers, "names": bool(order.lead)}
    yield from (name for name, holds in marks.items() if holds)


def _of_context(work: Work, words: Words, context: Context, run: Run) -> Iterator[str]:
    passage = work.structure.at(words.start)
    last = run.found[-1].passage if run.found else None
    here = passage.index if passage is not None else -1
    marks = {
        "lead above": bool(context.lead),
        "headed": context.headed,
        "lead before": bool(run.lead),
        "running": run.running,
        "ordered": run.ordered,
        "dutiful": run.dutiful,
        "task before here": last == here,
        "task in the passage before": last == here - 1,
    }
    yield f"mode {context.mode}"
    yield from (name for name, holds in marks.items() if holds)
    parent = work.structure.passages[passage.parent] if passage is not None and passage.parent is not None else None
    if parent is None:
        yield "nothing above"
    else:
        yield f"above is {parent.kind}"
        yield from _above(work.structure.text, parent.body, parent.end)


@lru_cache(maxsize=16)
def _above(text: str, start: int, end: int) -> tuple[str, ...]:
    """What the heading or lead-in tells; asked for every clause that it governs."""
    words = Words(text, start, end)
    return tuple(f"above has {key}" for key in _HEADINGS if contexts.has(words, key))


def _of_place(work: Work, words: Words) -> Iterator[str]:
    text, passage = work.structure.text, work.structure.at(words.start)
    yield f"fifth {words.start * 5 // max(1, len(text))}"
    yield f"length {min(6, int(math.log2(len(words))))}"
    yield f"ends {text[words.end : words.end + 2].lstrip()[:1] or 'line'}"
    if passage is not None:
        yield f"kind {passage.kind}"
        yield f"scheme {passage.scheme}"
        yield f"zone {passage.zone}"
        if words.start <= passage.body + 2:
            yield "first of the passage"
    if any(limit.strength is Strength.STRONG for limit in work.limits_in(words.start, words.end)):
        yield "time limit"


def _of_words(words: Words) -> Iterator[str]:
    forms = words.forms
    at = min(first_content(words), len(words) - 1)
    if words[at].capital:
        yield "all capitals" if words[at].upper else "capital"
    yield from (f"opens {key}" for key in _OPENINGS if phrases(key).match(words, at))
    if not forms[at][0].isalpha() or forms[at] == "số":
        yield "opens with a number"
    if any(form[0].isdigit() for form in forms):
        yield "number"
    verb = next((i for i in range(at, min(len(words), at + _LOOKED_AT)) if predicates.verbs().match(words, i)), None)
    yield "no verb of tasks" if verb is None else f"verb of tasks at {min(8, verb - at)}"
    yield from (f"has {form}" for form in sorted(_TELLING.intersection(forms[:_LOOKED_AT])))
    yield from (f"early {form}" for form in sorted(_TELLING.intersection(forms[at : at + 4])))


def lexical(work: Work, words: Words, order: Order | None) -> Iterator[str]:
    """The words themselves: the first ones, the verb, those anywhere, those of the heading above; each name begins with "="."""
    content = [form for form in words.forms[:_LOOKED_AT] if form.isalpha()]
    yield from (f"= {i} {form}" for i, form in enumerate(content[:3]))
    yield from (f"= {i} {content[i]} {content[i + 1]}" for i in range(min(2, len(content) - 1)))
    yield from (f"= any {form}" for form in dict.fromkeys(content[:30]))
    if order is not None:
        yield f"= verb {words.form(order.predicate)} {words.form(order.predicate + 1)}"
    passage = work.structure.at(words.start)
    if passage is not None and passage.parent is not None:
        parent = work.structure.passages[passage.parent]
        above = Words(work.structure.text, parent.body, parent.end).forms[:12]
        yield from (f"= above {form}" for form in dict.fromkeys(above) if form.isalpha())
