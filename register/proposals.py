"""From directives found to tasks proposed: the first time, and again when a document is re-read.

Re-reading may move text and find other directives. What a person has decided, edited or typed stays as it is and only learns where its quote stands
now; what nobody touched follows the new findings, row by row, so that a page that is open still points at living rows.

A plan may hold a thousand tasks and the database waits meanwhile: few statements for all of them, not some for each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extract.findings import Body, Directive, Findings, as_json
from register.agencies import by_names
from register.models import Agency, Document, Task
from register.naming import body_key, fold, search_text
from register.states import TaskState

SAME = 0.5  # share of the shorter of two stretches that both cover: from here on they are the same directive
SIMILAR = (
    88.0  # rapidfuzz ratio from which a re-read stretch is still the old quote (OCR reads some letters differently each time)
)

_FILLED = (
    "state",
    "position",
    "text",
    "quote",
    "start",
    "end",
    "deadline_text",
    "due",
    "recurrence",
    "confidence",
    "proposed",
    "search",
)
_POINTED = ("start", "end", "position", "search")


@dataclass
class _Known:
    """A task that is there already, and where its quote stands in the text as now read (None: nowhere any more)."""

    task: Task
    span: tuple[int, int] | None


def propose(document: Document, findings: Findings) -> dict[str, int]:
    """Make the tasks of ``document`` agree with ``findings``; counts of tasks added, kept and removed. Runs inside the caller's transaction."""
    rows = document.tasks.select_for_update(no_key=True).prefetch_related("lead", "coordinating").order_by("position", "id")
    known = [_Known(task, locate(task, findings.text)) for task in rows]
    pairs = pair([item for item in known if item.task.quote], findings.directives)
    bodies = _bodies(findings.directives)
    new: list[Task] = []
    followed: list[Task] = []
    kept: list[Task] = []
    filled: list[tuple[Task, Directive]] = []
    for index, directive in enumerate(findings.directives):
        match = pairs.get(index)
        if match is not None and not is_untouched(match.task):
            kept.append(_point(match.task, match.span, index + 1))
            continue
        task = match.task if match else Task(document=document)
        (followed if match else new).append(task)
        filled.append((task, directive))
        _fill(task, directive, index + 1, bodies)
    paired = {id(item) for item in pairs.values()}
    left = [item for item in known if id(item) not in paired]
    gone = [item.task.pk for item in left if is_untouched(item.task)]
    kept += [_point(item.task, item.span, item.task.position) for item in left if item.task.quote and not is_untouched(item.task)]
    Task.objects.filter(pk__in=gone).delete()
    Task.objects.bulk_create(new)
    _save(followed, _FILLED)
    _save(kept, _POINTED)
    _assign([task.pk for task in followed], filled, bodies)
    return {"added": len(new), "kept": len(known) - len(gone), "removed": len(gone)}


def is_untouched(task: Task) -> bool:
    """True for a proposal of extraction that no person has decided, edited, typed or marked as done."""
    return task.state == TaskState.PROPOSED and not task.edited and task.proposed is not None and task.done_on is None


def _save(tasks: list[Task], fields: tuple[str, ...]) -> None:
    """Write ``fields`` of rows that are there: one upsert, where ``bulk_update`` takes a CASE for every row and field."""
    Task.objects.bulk_create(tasks, update_conflicts=True, unique_fields=["id"], update_fields=fields)


# --- which task is which directive ----------------------------------------------------------------------------------------------


def pair(known: Sequence[_Known], directives: Sequence[Directive]) -> dict[int, _Known]:
    """Directive index → the known task it is, one to one, best agreement first; touched tasks before untouched ones."""
    ordered = sorted(range(len(directives)), key=lambda index: directives[index].start)
    ends: list[int] = []  # the furthest end so far, so that what ends before a span is skipped at once
    for index in ordered:
        ends.append(max(directives[index].end, ends[-1] if ends else 0))
    candidates = []
    for order, item in enumerate(known):
        if item.span is None:
            continue
        for place in range(bisect_left(ends, item.span[0] + 1), len(ordered)):
            directive = directives[ordered[place]]
            if directive.start >= item.span[1]:
                break
            agreement = _agreement(item.span, directive)
            if agreement >= SAME:
                candidates.append((is_untouched(item.task), -agreement, ordered[place], order))
    pairs: dict[int, _Known] = {}
    taken: set[int] = set()
    for _, _, index, order in sorted(candidates):
        if index not in pairs and order not in taken:
            pairs[index] = known[order]
            taken.add(order)
    return pairs


def _agreement(span: tuple[int, int], directive: Directive) -> float:
    start, end = span
    shared = min(end, directive.end) - max(start, directive.start)
    return max(shared, 0) / max(min(end - start, directive.end - directive.start), 1)


def locate(task: Task, text: str) -> tuple[int, int] | None:
    """Where the task's quote stands in ``text``: the same words nearest to the old place; for a task that a person touched also the stretch most
    like them. None where it is gone."""
    quote = task.quote
    if not quote:
        return None
    old = task.start or 0
    if text.startswith(quote, old):
        return old, old + len(quote)
    places = _occurrences(quote, text)
    if places:
        start = min(places, key=lambda place: abs(place - old))
        return start, start + len(quote)
    return None if is_untouched(task) else _most_alike(quote, text, old)


def _occurrences(quote: str, text: str) -> list[int]:
    places, at = [], text.find(quote)
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    return places


def _most_alike(quote: str, text: str, old: int) -> tuple[int, int] | None:
    """The stretch around the old place, else anywhere, that reads like ``quote`` but for spacing and a few letters."""
    margin = 4 * len(quote) + 2000
    for low, high in ((max(old - margin, 0), min(old + len(quote) + margin, len(text))), (0, len(text))):
        found = fuzz.partial_ratio_alignment(quote, text[low:high], score_cutoff=SIMILAR)
        if found is None or found.dest_end <= found.dest_start:
            continue
        start, end = low + found.dest_start, low + found.dest_end
        if fuzz.ratio(fold(quote), fold(text[start:end])) >= SIMILAR:
            return start, end
    return None


# --- what a task says -----------------------------------------------------------------------------------------------------------


def _bodies(directives: Iterable[Directive]) -> dict[str, Agency]:
    """Every body named in the directives by its key."""
    return {agency.key: agency for agency in by_names(b.name for d in directives for b in (*d.lead, *d.coordinating))}


def _agencies(named: Iterable[Body], bodies: dict[str, Agency]) -> list[Agency]:
    """The rows of the bodies named, in their order, each once."""
    return list({key: bodies[key] for body in named if (key := body_key(body.name))}.values())


def _fill(task: Task, directive: Directive, position: int, bodies: dict[str, Agency]) -> None:
    """Let ``task`` say what extraction says."""
    deadline = directive.deadline
    task.state, task.position = TaskState.PROPOSED, position
    task.text = task.quote = directive.text
    task.start, task.end = directive.start, directive.end
    task.deadline_text = (deadline.text if deadline else "")[:500]
    task.due = deadline.due if deadline else None
    task.recurrence = ((deadline.recurrence if deadline else None) or "")[:255]
    task.confidence = directive.confidence
    task.proposed = as_json(directive)
    task.search = task_search(task, [agency.name for agency in _agencies((*directive.lead, *directive.coordinating), bodies)])


def _point(task: Task, span: tuple[int, int] | None, position: int) -> Task:
    """Tell a kept task where its quote stands now; the quote itself stays as it was when a person decided on it."""
    task.start, task.end = span or (None, None)
    task.position = position
    task.search = task_search(task, [agency.name for agency in (*task.lead.all(), *task.coordinating.all())])
    return task


def _assign(followed: list[int], filled: list[tuple[Task, Directive]], bodies: dict[str, Agency]) -> None:
    """Give the tasks their bodies, in the order in which they are named."""
    for role in ("lead", "coordinating"):
        through = getattr(Task, role).through
        through.objects.filter(task__in=followed).delete()
        through.objects.bulk_create(
            through(task_id=task.pk, agency_id=agency.pk)
            for task, directive in filled
            for agency in _agencies(getattr(directive, role), bodies)
        )


def task_search(task: Task, bodies: list[str]) -> str:
    """What a task is searched by."""
    document = task.document
    return search_text(task.text, task.deadline_text, task.note, *bodies, document.number, document.subject, document.name)
