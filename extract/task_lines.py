"""Lines under a task that say who does it and by when ("Đơn vị thực hiện: …", "Thời gian hoàn thành: …").

A line speaks for the tasks of the item it stands in, back to the line before it with the same label.
"""

from __future__ import annotations

from bisect import bisect_left

from extract import agencies, deadlines, sentences
from extract.contexts import phrases
from extract.findings import Body, Deadline, DeadlineKind
from extract.sentences import Span
from extract.structure import Passage
from extract.tasks import Task
from extract.words import Words
from extract.work import Found, Work
from extract.zones import Zone

_KEYS = ("time_labels", "coordinating_labels", "lead_labels")
#: A label is short: what stands before a later colon is a sentence.
_LONGEST_LABEL = 70
_MOST_SISTERS = 200


def label_of(text: str, start: int, end: int) -> str | None:
    """Which kind of line ``text[start:end]`` is ("lead_labels", "coordinating_labels", "time_labels"); None for any other words."""
    colon = text.find(":", start, min(end, start + _LONGEST_LABEL))
    if colon < 0:
        return None
    words = Words(text, start, colon)
    if [w.form for w in words.items] == ["hoàn", "thành"]:
        return "time_labels"
    for key in _KEYS:
        found = phrases(key).match(words, 0)
        if found is not None and found[0] == len(words):
            return key
    return None


def apply(work: Work, tasks: list[Task]) -> None:
    """Give every task the bodies and the time limit that the lines of its item state."""
    since: dict[tuple[int | None, str], int] = {}
    by_passage: dict[int, list[Task]] = {}
    for task in tasks:
        by_passage.setdefault(task.passage, []).append(task)
    limits: list[Found] = []
    for passage in work.structure.passages:
        if passage.zone not in (Zone.BODY, Zone.ANNEX) or passage.cells:
            continue
        for line in work.structure.sentences(passage):
            key = label_of(work.structure.text, *line)
            if key is None:
                continue
            item = passage.parent if line[0] == passage.body else passage.index
            near = _near(work, item, passage, since.get((item, key), 0), line[0])
            governed = [
                task for index in near for task in by_passage.get(index, ()) if since.get((item, key), 0) <= task.start < line[0]
            ]
            if key == "time_labels" and passage.label is None and item is not None:
                governed = _of_list(work, by_passage, governed, item, since)
                since[work.structure.passages[item].parent, key] = line[0]
            colon = work.structure.text.index(":", line[0])
            bare_time = (
                " ".join(work.structure.text[line[0] : colon].lower().split()) == "thời gian"
            )  # of an event: "Thời gian: 8 giờ ngày 09/11"
            _give(work, governed, key, (colon + 1, line[1]), limits, bare_time=bare_time)
            since[item, key] = line[0]
    work.add_limits(limits)


def _of_list(
    work: Work, by_passage: dict[int, list[Task]], governed: list[Task], item: int, since: dict[tuple[int | None, str], int]
) -> list[Task]:
    """A line behind a list of one body's tasks, and under none of them by its mark, speaks for the list back to the last such line."""
    last = work.structure.passages[item]
    if last.parent is None or not governed or not all(task.inherited for task in governed):
        return governed
    after = since.get((last.parent, "time_labels"), 0)
    sisters = [p for p in work.structure.children(work.structure.passages[last.parent]) if after <= p.start < last.start]
    tasks = [task for p in sisters[-_MOST_SISTERS:] for task in by_passage.get(p.index, ())]
    same = [t for t in tasks if t.inherited and [b.name for b in t.lead] == [b.name for b in governed[0].lead]]
    return [*same, *governed]


def _near(work: Work, item: int | None, passage: Passage, since: int, at: int) -> list[int]:
    """Passages whose tasks the line may speak for: its item, itself, and its sisters since the last line of its kind."""
    near = [passage.index] if item is None or item == passage.index else [item, passage.index]
    if item is not None:
        sisters = work.structure.children(work.structure.passages[item])
        first = bisect_left(sisters, since, key=lambda p: p.end)
        near += [p.index for p in sisters[first:] if p.start < at and p.index != passage.index][:_MOST_SISTERS]
    return near


def _give(work: Work, tasks: list[Task], key: str, value: Span, limits: list[Found], *, bare_time: bool) -> None:
    if key == "time_labels":
        found = deadlines.in_cell(work, *value)
        if bare_time:
            found = tuple(f for f in found if f.deadline.kind is not DeadlineKind.DATE or f.deadline.strict)
        limits.extend(found)
        _limit(tasks, found[0].deadline if found else None)
        return
    bodies = named(work, value)
    for task in tasks:
        if key == "lead_labels":
            task.lead = bodies if not task.lead or task.inherited else task.lead
        else:
            task.coordinating = tuple(dict.fromkeys((*task.coordinating, *bodies)))


def _limit(tasks: list[Task], deadline: Deadline | None) -> None:
    for task in tasks:
        if task.deadline is None and deadline is not None:
            task.deadline, task.shared = deadline, True


def named(work: Work, value: Span) -> tuple[Body, ...]:
    """Bodies of a cell or line: separated by semicolons, dashes or line ends; one that names no known body is kept as written."""
    text = work.structure.text
    found: list[Body] = []
    for start, end in _parts(text, *value):
        words = Words(text, start, end)
        row = agencies.read(words, 0, heading=True) if len(words) else None
        if row is not None and row.end >= len(words):
            found.extend(row.items)
        elif start < end:
            found.append(Body(" ".join(text[start:end].split()), start, end))
    return tuple(found)


def _parts(text: str, start: int, end: int) -> list[Span]:
    parts, at = [], start
    for i in [*(i for i in range(start, end) if text[i] in ";\n"), end]:
        a, b = sentences.trim(text, at, i)
        while a < b and text[a] in "-–+• ":
            a += 1
        if a < b:
            parts.append((a, b))
        at = i + 1
    return parts
