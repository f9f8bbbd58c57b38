"""Invitations over a list of those invited (giấy mời; Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.7): one task for all of them."""

from __future__ import annotations

import re

from extract import sentences, task_lines
from extract.order_forms import Form
from extract.structure import Passage, PassageKind
from extract.tasks import Run, Task
from extract.work import Work

_INVITES = re.compile(r"\bmời(?: các (?:ông,? \(?bà\)?|đồng chí|đại biểu))?\s*:\s*$", re.IGNORECASE)
_ATTENDS = re.compile(r"\W*(?:Tới dự|Đến dự|Tham dự|Dự|Về dự)\b", re.IGNORECASE)


def read(work: Work, passage: Passage, run: Run) -> bool:
    """ "UBND xã trân trọng kính mời:" over the list of those invited, and what to: one task for all of them."""
    text = work.structure.text
    if passage.kind is not PassageKind.LEAD_IN or _INVITES.search(text, passage.body, passage.end) is None:
        return False
    invited = work.structure.children(passage)
    if not invited:
        return False
    bodies = [body for p in invited for body in task_lines.named(work, sentences.trim(text, p.body, p.end))]
    following = work.structure.passages[invited[-1].index + 1 : invited[-1].index + 3]
    last = next((p for p in following if _ATTENDS.match(text, p.body, p.end)), invited[-1])
    start, end = sentences.trim(text, invited[0].body, last.end)
    run.found.append(Task(start, end, passage.index, tuple(bodies), (), Form.ORDER.value))
    return True
