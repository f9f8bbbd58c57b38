"""Time limits stated once for several tasks (thời hạn chung): "Hoàn thành và báo cáo … trước ngày D" behind them, "các nhiệm vụ tại điểm a, b: …",
"các nhiệm vụ trên hoàn thành …", a lead-in that says by when its list is to be done, a heading with a month.

Each reader gives the limit to tasks that have none of their own. A clause that says nothing but the limit ("Hoàn thành trước ngày D") is no task
of its own; one that adds an act ("Hoàn thành và báo cáo UBND tỉnh …") is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from extract import contexts, deadlines
from extract.contexts import phrases
from extract.deadline_words import Strength
from extract.findings import Deadline, DeadlineKind
from extract.labels import Scheme
from extract.structure import Passage, PassageKind
from extract.tasks import Task
from extract.words import Words
from extract.work import Found, Work

_COMPLETION = re.compile(
    r"\s*(?:tất cả\s+)?(?:phải\s+)?(?:Hoàn thành|Thực hiện xong|Hoàn tất|Xong)\s*"
    r"(?:(?:và|,)\s*)?"
    r"(?:báo cáo|trình|gửi|trước|trong|xong|chậm nhất|muộn nhất|việc (?:này|trên)|các (?:nhiệm vụ|nội dung|việc) (?:này|trên|nêu trên))\b",
    re.IGNORECASE,
)
_ALL_ABOVE = re.compile(
    r"\b(?:các|những)\s+(?:nhiệm vụ|nội dung|công việc|việc|yêu cầu)\s+(?:(?:(?:được\s+giao|đã\s+giao|đã|được)\s+)?(?:nêu\s+)?trên|còn\s+lại"
    r"|(?:không|chưa)\s+(?:quy\s+định|có|ghi|nêu)\s+(?:rõ\s+|cụ\s+thể\s+)?thời\s+(?:hạn|gian))\b",
    re.IGNORECASE,
)
#: "theo dõi, đôn đốc việc thực hiện các nội dung trên, tổng hợp báo cáo trước ngày …": the limit is for the watching.
_WATCHES = re.compile(r"\b(?:theo dõi|đôn đốc|giám sát|kiểm tra|tổng hợp|chỉ đạo|quán triệt)\b", re.IGNORECASE)
#: What may stand in a clause that says nothing but by when: no act and no object of its own.
_NOTHING_ELSE = re.compile(
    r"(?:hoàn thành|hoàn tất|thực hiện|xong|phải|cần|được|việc|này|trên|nêu|các|những|toàn bộ|tất cả|nhiệm vụ|nội dung|công việc|yêu cầu"
    r"|tại|ở|của|điểm|khoản|mục|thời gian|thời hạn|còn lại|không|chưa|quy định|có|ghi|rõ|thì|đề nghị|là|và|sau|dứt điểm"
    r"|[a-zđ]|\d+(?:\.\d+)*|[IVX]+|[\s,.;:()])+",
    re.IGNORECASE,
)
#: The same where the act of reporting is added: whom to, and no object besides the result.
_ONLY_REPORTS = re.compile(
    r"(?:hoàn thành|hoàn tất|xong|báo cáo|trình|gửi|kết quả|thực hiện|về|cho|đến|để|tổng hợp|xem xét|theo dõi|chỉ đạo|quyết định|và|,|;|\s)+",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]*\)")
_MATTER = re.compile(
    r"Việc\s+(?P<what>[^.;:]{4,80}?)\s+(?:phải|cần)\s+(?:được\s+)?(?:hoàn thành|hoàn tất|xong|thực hiện xong)\b", re.IGNORECASE
)
#: How far into a task its own act is named.
_ACT = 90
_LABEL = r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[a-zđ])(?![\w.]\w)"
#: "các nhiệm vụ tại điểm a, b", "nội dung nêu tại mục 1, mục 2 và 3.1"
_NAMED_ITEMS = re.compile(
    r"\b(?:nhiệm vụ|nội dung|công việc|việc|yêu cầu)\s+(?:(?:nêu|quy định|được giao|giao)\s+)?"
    r"(?:tại|ở|của|theo)\s+(?:các\s+)?(?:điểm|mục|khoản|tiểu mục|ý)\s+"
    rf"(?P<labels>{_LABEL}(?:\s*(?:,|và|,\s*và)\s*(?:(?:điểm|mục|khoản|tiểu mục|ý)\s+)?{_LABEL})*)",
)
_SPEAKS_OF_TIME = re.compile(r"\b(?:hoàn thành|hoàn tất|xong|thời gian|thời hạn|báo cáo)\b", re.IGNORECASE)
_TO_BE_DONE = re.compile(r"\b(?:hoàn thành|hoàn tất|xong)\b(?!\s+(?:tốt|xuất sắc|vượt))", re.IGNORECASE)


def bind(work: Work, tasks: list[Task]) -> None:
    """Give the limits stated for several tasks to those of them that have none; takes out what only states a limit."""
    starts = [task.start for task in tasks]
    mere = _completions(work, tasks)
    mere += _named_items(work, tasks, starts)
    _matters(work, tasks)
    mere += _lead_ins(work, tasks)
    _sentences(work, tasks, starts)
    _reports_behind(work, tasks)
    _headings(work, tasks)
    tasks[:] = [task for task in tasks if not any(task is other for other in mere)]


def _give(tasks: list[Task], deadline: Deadline) -> bool:
    """Whether one of the tasks had none and now has it."""
    open_ones = [task for task in tasks if task.deadline is None]
    for task in open_ones:
        task.deadline, task.shared = deadline, True
    return bool(open_ones)


def _says_only_when(work: Work, task: Task) -> bool:
    """Whether the task's words name no act and no object besides being done by then."""
    assert task.deadline is not None
    text = work.structure.text
    rest = text[task.start : max(task.start, task.deadline.start)] + " " + text[min(task.end, task.deadline.end) : task.end]
    return not task.shared and task.deadline.start >= task.start and _NOTHING_ELSE.fullmatch(rest) is not None


def _completions(work: Work, tasks: list[Task]) -> list[Task]:
    """ "Hoàn thành và báo cáo UBND tỉnh trước ngày 08/02/2025" binds the tasks before it in its item; as an item of its own, those of its list."""
    mere: list[Task] = []
    passages = work.structure.passages
    for i, task in enumerate(tasks):
        all_above = _ALL_ABOVE.search(work.structure.text, task.start, min(task.end, task.start + 100))
        if all_above and _WATCHES.search(work.structure.text, task.start, all_above.start()):
            all_above = None
        completes = _COMPLETION.match(work.structure.text, task.start) and task.rule in ("imperative", "matter-duty")
        if task.deadline is None or task.shared or not (all_above or completes):
            continue
        passage = passages[task.passage]
        of_list = not all_above and task.start == passage.body and _only_reports(work, task)
        earlier: list[Task] = []
        for other in reversed(tasks[:i]):
            if all_above:
                if passage.label is not None and passage.parent is not None and not _below(work, other, passage.parent):
                    break
            elif other.passage != task.passage:
                sister = passages[other.passage]
                if not of_list or sister.parent != passage.parent or sister.scheme is not passage.scheme:
                    break
            elif other.deadline is not None:
                break
            earlier.append(other)
        if _give(earlier, task.deadline) and _says_only_when(work, task):
            mere.append(task)
    return mere


_HANDS_IN = re.compile(r"(?:và\s+)?(?:gửi|nộp|báo cáo|trình)\b", re.IGNORECASE)


def _reports_behind(work: Work, tasks: list[Task]) -> None:
    """ "rà soát các dự án chậm tiến độ; báo cáo kết quả về UBND tỉnh trước ngày D": what is reported is done by then too."""
    for before, report in pairwise(tasks):
        if before.passage != report.passage or before.deadline is not None or report.deadline is None or report.shared:
            continue
        between = work.structure.text[before.end : report.start]
        same = "." not in between and len(between.split()) <= _CONNECTOR
        day = report.deadline.kind in (DeadlineKind.DATE, DeadlineKind.PERIOD)
        if same and day and report.inherited and _HANDS_IN.match(work.structure.text, report.start):
            _give([before], report.deadline)


#: Words between a task and the report of it.
_CONNECTOR = 4


def _below(work: Work, task: Task, ancestor: int) -> bool:
    return any(p.index == ancestor for p in work.structure.ancestors(work.structure.passages[task.passage]))


def _only_reports(work: Work, task: Task) -> bool:
    """Whether the completion names nothing that is completed, only to whom it is reported."""
    assert task.deadline is not None
    text = work.structure.text
    words = _ASIDE.sub(" ", text[task.start : max(task.start, task.deadline.start)])
    for body in task.report_to:
        words = words.replace(body.name, " ")
    tail = text[min(task.end, task.deadline.end) : task.end]
    return _ONLY_REPORTS.fullmatch(words) is not None and (not tail.strip() or _ONLY_REPORTS.fullmatch(tail) is not None)


def _named_items(work: Work, tasks: list[Task], starts: list[int]) -> list[Task]:
    """ "Thời gian hoàn thành các nhiệm vụ tại điểm b, c: chậm nhất ngày 31/10/2025" binds the tasks of those items."""
    mere: list[Task] = []
    text = work.structure.text
    for f in work.time_limits:
        passage = work.structure.at(f.deadline.start)
        if passage is None or passage.cells:
            continue
        clause = next((c for c in work.structure.clauses(passage) if c[0] <= f.deadline.start < c[1]), None)
        named = _NAMED_ITEMS.search(text, *clause) if clause else None
        if clause is None or named is None or not _SPEAKS_OF_TIME.search(text, *clause):
            continue
        printed = set(re.findall(_LABEL, named["labels"]))
        lettered = any(label.isalpha() and label.islower() for label in printed)
        items = [p.index for p in _near(work, passage, letters=lettered) if _mark(text, p) in printed]
        own = _task_at(tasks, starts, f.deadline.start)
        governed = [t for t in tasks if t is not own and any(t.passage == item or _below(work, t, item) for item in items)]
        if not governed:
            continue
        _give(governed, f.deadline)
        if own is not None and own.deadline == f.deadline and _says_only_when(work, own):
            mere.append(own)
        work.add_limits([Found(f.deadline, Strength.STRONG, labelled=True)])
    return mere


def _near(work: Work, passage: Passage, *, letters: bool) -> list[Passage]:
    """Items that a reference by mark may mean: by letter those of the list the passage stands in or behind, by number any before it."""
    passages = [p for p in work.structure.passages[: passage.index] if p.label is not None and p.zone is passage.zone]
    if not letters:
        return passages
    lettered = [p for p in passages if p.scheme is Scheme.LETTER]
    return [p for p in lettered if p.parent == lettered[-1].parent]


def _mark(text: str, passage: Passage) -> str:
    assert passage.label is not None
    return text[passage.label.start : passage.label.end].strip(" .):(\t")


def _matters(work: Work, tasks: list[Task]) -> None:
    """ "Việc bàn giao và tiếp nhận phải hoàn thành trước ngày D" binds the tasks of the document whose act it names."""
    text = work.structure.text
    for task in tasks:
        m = _MATTER.match(text, task.start, task.end) if task.deadline is not None else None
        if m is None or task.deadline is None:
            continue
        acts = [act.strip().lower() for act in re.split(r",|\bvà\b", m["what"]) if len(act.split()) <= 3 and len(act.strip()) > 4]
        for other in tasks:
            opening = " ".join(text[other.start : min(other.end, other.start + _ACT)].lower().split())
            if any(act in opening for act in acts):
                _give([other], task.deadline)


def _lead_ins(work: Work, tasks: list[Task]) -> list[Task]:
    """ "Trước ngày D, Sở A hoàn thành các nhiệm vụ sau:", "2. Sở B (hoàn thành trước ngày D):" bind the list below."""
    limits: dict[int, Found] = {}
    for f in work.time_limits:
        passage = work.structure.at(f.deadline.start)
        if passage is None or passage.index in limits or f.deadline.rule == "heading-period" or f.deadline.rule.endswith("year"):
            continue  # the year of a programme is no limit of each of its tasks
        opens_list = passage.kind in (PassageKind.LEAD_IN, PassageKind.HEADING) and bool(work.structure.children(passage))
        if opens_list and _TO_BE_DONE.search(work.structure.text, passage.body, passage.end) and deadlines.is_binding(work, f):
            limits[passage.index] = f
    mere: list[Task] = []
    if not limits:
        return mere
    given: set[int] = set()
    for task in tasks:
        for ancestor in work.structure.ancestors(work.structure.passages[task.passage]):
            if ancestor.index in limits:
                if _give([task], limits[ancestor.index].deadline):
                    given.add(ancestor.index)
                break
    for task in tasks:
        if task.passage in given and task.deadline == limits[task.passage].deadline:
            text = work.structure.text
            named = " ".join(body.name for body in task.lead)
            words = text[task.start : task.deadline.start].replace(named, "") + text[task.deadline.end : task.end]
            if _NOTHING_ELSE.fullmatch(words):
                mere.append(task)
    return mere


def _sentences(work: Work, tasks: list[Task], starts: list[int]) -> None:
    """A sentence that only states the time limit of the tasks beside it: "Thời gian hoàn thành giai đoạn 01 trước ngày 31/12/2024"."""
    structure = work.structure
    by_passage: dict[int, list[Task]] = {}
    for task in tasks:
        by_passage.setdefault(task.passage, []).append(task)
    for f in work.time_limits:
        passage = structure.at(f.deadline.start)
        if passage is None or passage.cells or _task_at(tasks, starts, f.deadline.start) is not None:
            continue
        clause = next((c for c in structure.clauses(passage) if c[0] <= f.deadline.start < c[1]), None)
        if clause is None or _NAMED_ITEMS.search(structure.text, *clause):
            continue
        words = Words(structure.text, clause[0], f.deadline.start)
        labelled = phrases("time_labels").match(words, 0) is not None
        if not (labelled or (contexts.has(words, "announcements") and contexts.has(words, "counted_tasks"))):
            continue
        near = [
            *by_passage.get(passage.index, ()),
            *(by_passage.get(passage.parent, ()) if labelled and passage.parent is not None else ()),
        ]
        _give([task for task in near if labelled or task.start > f.deadline.start], f.deadline)


def _task_at(tasks: list[Task], starts: list[int], at: int) -> Task | None:
    """The task whose words hold the character ``at``."""
    index = bisect_right(starts, at) - 1
    return tasks[index] if index >= 0 and at < tasks[index].end else None


def _headings(work: Work, tasks: list[Task]) -> None:
    """The period of a heading binds the tasks below it where it is the only time they are given.

    Where some of them state a day of their own, the heading only says which month the plan is for; in a report ("NHIỆM VỤ QUÝ IV") it still binds
    those that state none.
    """
    periods = {}
    for f in work.time_limits:
        passage = work.structure.at(f.deadline.start) if f.deadline.rule == "heading-period" else None
        if passage is not None:
            periods[passage.index] = f.deadline
    if not periods:
        return
    reports = contexts.reports(work)
    dated = {
        ancestor.index
        for task in tasks
        if task.deadline is not None and task.deadline.kind is DeadlineKind.DATE
        for ancestor in work.structure.ancestors(work.structure.passages[task.passage])
    }
    for task in tasks:
        for ancestor in work.structure.ancestors(work.structure.passages[task.passage]):
            if ancestor.index in periods and (reports or ancestor.index not in dated):
                _give([task], periods[ancestor.index])
                break
