"""Clauses that go on with the task before them (mệnh đề nối tiếp): a further thing of a list, a further document, its focus, its purpose."""

from __future__ import annotations

from extract import orders, pieces
from extract.contexts import phrases
from extract.order_forms import Order
from extract.structure import Passage
from extract.tasks import Run
from extract.words import Words
from extract.work import Work


def goes_on(work: Work, words: Words, run: Run, passage: Passage) -> bool:
    """Whether the clause belongs to the task before it in the passage."""
    return (
        _goes_on_enumerating(words, run, passage)
        or _goes_on_citing(work, words, run, passage)
        or _tells_focus(words, run, passage)
        or _tells_purpose(words, run, passage)
    )


def _goes_on_enumerating(words: Words, run: Run, passage: Passage) -> bool:
    """ "… 02 chương trình: (1) hỗ trợ nhà ở; (2) xóa nhà tạm": the second thing belongs to the same task."""
    if not run.found or run.found[-1].passage != passage.index:
        return False
    numbered = words.form(0) == "(" and words.form(1).isdigit() and words.form(2) == ")" and int(words.form(1)) > 1
    last = run.found[-1]
    first = words.text.find(f"({int(words.form(1)) - 1})", last.start, last.end) if numbered else -1
    if first < 0:
        return False
    named = last.lead[-1].end if last.lead and last.start <= last.lead[-1].start < first else last.start
    return bool(words.text[named:first].strip(" :"))  # "UBND các xã: (1) rà soát …; (2) báo cáo …" are two tasks


def _goes_on_citing(work: Work, words: Words, run: Run, passage: Passage) -> bool:
    """ "… theo Công văn số 12/UBND-KT ngày 02/3; Chỉ thị số 05/CT-UBND và các văn bản liên quan": a further document of the same task."""
    last = run.found[-1] if run.found else None
    at = pieces.first_content(words)
    if last is None or last.passage != passage.index or at >= len(words):
        return False
    return any(c.start == words[at].start for c in work.citations) and any(c.end == last.end for c in work.citations)


def _tells_purpose(words: Words, run: Run, passage: Passage) -> bool:
    """ "…; nhằm cung cấp thông tin cho nhân dân": what the task before is for."""
    last = run.found[-1] if run.found else None
    if last is None or last.passage != passage.index or words.form(0) not in ("nhằm", "để", "góp"):
        return False
    return "," not in words.forms and ";" in words.text[last.end : words.start]


def _tells_focus(words: Words, run: Run, passage: Passage) -> bool:
    """ "…; trong đó trọng tâm: vệ sinh môi trường, trật tự đô thị": what the task before is above all about."""
    last = run.found[-1] if run.found else None
    return last is not None and last.passage == passage.index and phrases("focus").match(words, 0) is not None


def opens_listing(words: Words, order: Order) -> bool:
    """Whether the task ends in a list of things: "chuẩn bị các điều kiện như: quy hoạch; hạ tầng; …"."""
    for i in words.among(_COLON, words.index(order.start), len(words) - 1):
        if words.form(i - 1) in ("như", "gồm", "là", "trình", "vực", "việc"):
            return not orders.opens(words, i + 1, [])
    return False


_COLON = frozenset((":",))
