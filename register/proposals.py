"""From directives found to tasks proposed: the first time, and again when a document is re-read.

Re-reading may move text and find other directives. What a person has decided, edited or typed stays as it is and only learns where its quote stands
now; what nobody touched follows the new findings, row by row, so that a page that is open still points at living rows.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from extract.findings import Directive, Findings, as_json
from register.agencies import by_names
from register.models import Document, Task
from register.naming import fold, search_text
from register.states import TaskState

SAME = 0.5  # share of the shorter of two stretches that both cover: from here on they are the same directive
SIMILAR = (
    88.0  # rapidfuzz ratio from which a re-read stretch is still the old quote (OCR reads some letters differently each time)
)


@dataclass
class _Known:
    """A task that is there already, and where its quote stands in the text as now read (None: nowhere any more)."""

    task: Task
    span: tuple[int, int] | None


def propose(document: Document, findings: Findings) -> dict[str, int]:
    """Make the tasks of ``document`` agree with ``findings``; counts of tasks added, kept and removed. Runs inside the caller's transaction."""
    known = [
        _Known(task, locate(task, findings.text))
        for task in document.tasks.select_for_update(no_key=True).order_by("position", "id")
    ]
    pairs = _pair([k for k in known if k.task.quote], findings.directives)
    added = 0
    for position, directive in enumerate(findings.directives, start=1):
        match = pairs.get(position - 1)
        if match is None:
            added += 1
            _fill(Task(document=document), directive, position)
        elif is_untouched(match.task):
            _fill(match.task, directive, position)
        else:
            _point(match.task, match.span, position)
    removed = 0
    paired = {id(known_task) for known_task in pairs.values()}
    for left in known:
        if id(left) in paired:
            continue
        if is_untouched(left.task):
            left.task.delete()
            removed += 1
        elif left.task.quote:
            _point(left.task, left.span, left.task.position)
    return {"added": added, "kept": len(known) - removed, "removed": removed}


def is_untouched(task: Task) -> bool:
    """True for a proposal of extraction that no person has decided, edited or typed."""
    return task.state == TaskState.PROPOSED and not task.edited and task.proposed is not None


def _pair(known: list[_Known], directives: tuple[Directive, ...]) -> dict[int, _Known]:
    """Directive index → the known task it is, one to one, best agreement first; touched tasks before untouched ones."""
    candidates = []
    for index, directive in enumerate(directives):
        for order, item in enumerate(known):
            agreement = _agreement(item, directive)
            if agreement >= SAME:
                candidates.append((is_untouched(item.task), -agreement, index, order))
    pairs: dict[int, _Known] = {}
    taken: set[int] = set()
    for _, _, index, order in sorted(candidates):
        if index not in pairs and order not in taken:
            pairs[index] = known[order]
            taken.add(order)
    return pairs


def _agreement(item: _Known, directive: Directive) -> float:
    if item.span is None:
        return 0.0
    start, end = item.span
    shared = min(end, directive.end) - max(start, directive.start)
    return max(shared, 0) / max(min(end - start, directive.end - directive.start), 1)


def locate(task: Task, text: str) -> tuple[int, int] | None:
    """Where the task's quote stands in ``text``: the same words nearest to the old place, else the line most like them there; None where gone."""
    quote = task.quote
    if not quote:
        return None
    old = task.start or 0
    places = _occurrences(quote, text)
    if places:
        start = min(places, key=lambda place: abs(place - old))
        return start, start + len(quote)
    return _most_alike(quote, text, old)


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
        if (
            found
            and found.dest_end > found.dest_start
            and fuzz.ratio(fold(quote), fold(text[low + found.dest_start : low + found.dest_end])) >= SIMILAR
        ):
            return low + found.dest_start, low + found.dest_end
    return None


def _fill(task: Task, directive: Directive, position: int) -> None:
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
    lead, coordinating = by_names(b.name for b in directive.lead), by_names(b.name for b in directive.coordinating)
    task.search = task_search(task, [a.name for a in lead + coordinating])
    task.save()
    task.lead.set(lead)
    task.coordinating.set(coordinating)


def _point(task: Task, span: tuple[int, int] | None, position: int) -> None:
    """Tell a kept task where its quote stands now; the quote itself stays as it was when a person decided on it."""
    task.start, task.end = span or (None, None)
    task.position = position
    task.search = task_search(task, [agency.name for agency in (*task.lead.all(), *task.coordinating.all())])
    task.save(update_fields=["start", "end", "position", "search"])


def task_search(task: Task, bodies: list[str]) -> str:
    """What a task is searched by."""
    document = task.document
    return search_text(task.text, task.deadline_text, task.note, *bodies, document.number, document.subject, document.name)
