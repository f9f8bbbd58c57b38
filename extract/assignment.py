"""Who must carry out a task, and with whom, where the task's own words do not say it in front (phân công thực hiện).

Named behind the task, taken from the one to whom something was sent, from the clause before, or from the heading.
"""

from __future__ import annotations

import re

from extract import agencies
from extract.contexts import Context
from extract.findings import Body
from extract.order_forms import Form, Order
from extract.structure import Passage
from extract.tasks import Run
from extract.words import Words
from extract.work import Work

_LEADS = frozenset((("chủ", "trì"), ("thực", "hiện"), ("phụ", "trách"), ("chịu", "trách"), ("làm", "đầu")))
#: Words of the longest connector between two tasks of a sentence ("; bên cạnh đó, cần").
_CONNECTOR = 5
_IN_ORDER_TO = re.compile(r"\bđể\s+$")


def lead(words: Words, order: Order, context: Context, run: Run) -> tuple[tuple[Body, ...], bool]:
    """The bodies that must do it, and whether they are taken from outside the clause."""
    if order.refers:
        return run.last, True
    if order.lead:
        meant = _meant(order.lead, run)
        return (meant, True) if meant else (order.lead, False)
    inside = _named_inside(words, order)
    if inside:
        return inside, False
    receiver = _receiver(words, order, run)
    if receiver:
        return receiver, True
    return run.lead or context.lead, True


_SHORT = frozenset(("sở", "bộ", "ban", "phòng", "cục", "chi cục", "trung tâm", "công ty"))


def _meant(named: tuple[Body, ...], run: Run) -> tuple[Body, ...]:
    """The bodies that "Sở" or "ba quận này" stand for: those named last, of that kind."""
    name = named[0].plain_name if len(named) == 1 else ""
    if name.endswith(" này"):
        return run.last
    if name not in _SHORT:
        return ()
    return next(((body,) for task in reversed(run.found) for body in task.lead if body.name.lower().startswith(f"{name} ")), ())


def _named_inside(words: Words, order: Order) -> tuple[Body, ...]:
    """Who does it, behind the task: "Tập huấn …: Phòng Kinh tế chủ trì", "Nâng cấp trang tin (Văn phòng chủ trì)"."""
    if order.form is not Form.IMPERATIVE:
        return ()
    for i in words.among(_BEHIND_TASK, words.index(order.start) + 2, max(0, len(words) - 2)):
        bodies = agencies.read(words, i + 1)
        if bodies is not None and (words.form(bodies.end), words.form(bodies.end + 1)) in _LEADS:
            return bodies.items
    return ()


_BEHIND_TASK = frozenset((":", "("))


def _receiver(words: Words, order: Order, run: Run) -> tuple[Body, ...]:
    """Who goes on with what was sent: "… gửi Sở Nội vụ trước ngày 20/11 để tổng hợp, báo cáo UBND tỉnh trước ngày 25/11"."""
    if not run.found or _IN_ORDER_TO.search(words.text, run.found[-1].end, order.start) is None:
        return ()
    sent = Words(words.text, run.found[-1].start, run.found[-1].end)
    for i in range(len(sent) - 1, 0, -1):
        bodies = agencies.read(sent, i + 1) if sent.form(i) in ("gửi", "về", "cho") else None
        if bodies is not None:
            return bodies.items
    return ()


def inherited_helpers(
    work: Work, passage: Passage, order: Order, context: Context, leads: tuple[Body, ...], run: Run
) -> tuple[Body, ...]:
    """Those named earlier in the sentence together with the addressee, or by the heading that names the addressee."""
    if order.lead:
        return ()
    last = run.found[-1] if run.found else None
    if last is not None and last.passage == passage.index:
        between = work.structure.text[last.end : order.start]
        ended = "." in between or len(between.split()) > _CONNECTOR
        return () if ended else run.coordinating or (context.coordinating if leads == context.lead else ())
    return context.coordinating if leads == context.lead else ()
