"""Pieces of a sentence that may each be a task (mệnh đề): cut at semicolons and at colons that only introduce what follows.

Also the edges of a piece: what a lead-in announces, connectors, quotation marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract import agencies, contexts, order_edges, orders, sentences
from extract.contexts import phrases
from extract.deadline_words import Strength
from extract.findings import DeadlineKind
from extract.order_forms import Form, Order
from extract.sentences import Span
from extract.words import Words, shared
from extract.work import Work


@dataclass
class Reading:
    """A piece of a sentence and the order it reads like."""

    words: Words
    start: int
    end: int
    order: Order | None
    is_lead_in: bool

    @property
    def in_ground(self) -> bool:
        """It opens with a condition or purpose, and nothing in it is ordered outright."""
        opening = phrases("grounds").match(self.words, 0) or phrases("settings").match(self.words, 0)
        return opening is not None and not self.is_explicit

    @property
    def is_order(self) -> bool:
        """It reads like an order, whoever must carry it out."""
        return self.order is not None and self.order.form is not Form.MATTER

    @property
    def names_somebody(self) -> bool:
        """It is ordered outright, or says whose duty it is."""
        return self.is_explicit or (self.order is not None and bool(self.order.lead))

    @property
    def is_explicit(self) -> bool:
        return self.order is not None and self.order.form in (Form.ORDER, Form.ORDER_ON_MATTER, Form.ADDRESSED)


def read(work: Work, piece: Span, *, is_lead_in: bool) -> Reading:
    start, end = piece
    if is_lead_in:
        end = _without_announcement(work, start, end)
    words = shared(work.structure.text, start, max(start, end))
    limits = [(f.deadline.start, f.deadline.end) for f in work.limits_in(start, end)]
    order = None if len(words) == 0 or phrases("time_labels").match(words, 0) else orders.read(words, limits)
    return Reading(words, start, end, order, is_lead_in)


def split(work: Work, sentence: Span) -> list[Span]:
    """Clauses of the sentence, cut also at colons that open tasks."""
    text = work.structure.text
    pieces: list[Span] = []
    clauses = sentences.clauses(text, *sentence)
    for i, (start, end) in enumerate(clauses):
        if i + 1 < len(clauses) and _only_addresses(text, start, end):
            clauses[i + 1] = (start, clauses[i + 1][1])  # "Giám đốc các sở: A, B; Chủ tịch UBND các xã chịu trách nhiệm …"
            continue
        cuts = sorted((*_colon_cuts(work, start, end), *_task_cuts(work, start, end)))
        at = start
        for cut in [*cuts, end]:
            span = sentences.trim(text, at, cut)
            joint = _JOINT.search(text, *span) if cut < end else None
            span = sentences.trim(text, span[0], joint.start()) if joint else span
            if span[0] < span[1]:
                pieces.append(span)
            at = cut
    return pieces


#: What joins a task to the next one of its clause.
_JOINT = re.compile(r"\s(?:và|để|còn|đồng thời|sau đó)$")
#: What a colon introduces shows within so many characters on either side of it.
_NEAR = 500
#: A task needs so many words before the next one of the same clause stands on its own.
_LEAST_TASK = 8


def _task_cuts(work: Work, start: int, end: int) -> list[int]:
    """Offsets at which a second task begins in a clause without a semicolon.

    Only where the cut is certain: a further body with its act ("…, Sở B bố trí …"), an act with a time limit of its own after one that has its own,
    a further act with helpers of its own ("…, phối hợp với Sở B tham mưu …"), a condition with its act ("…, trường hợp chậm, xem xét …"), an
    answer for the result ("… và chịu trách nhiệm về …").
    """
    text = work.structure.text
    words = shared(text, start, end)
    asides = sentences.asides(text, start, end)
    limits = [
        (f.deadline.start, f.deadline.end)
        for f in work.limits_in(start, end)
        if f.strength is not Strength.WEAK and f.deadline.kind is not DeadlineKind.RECURRING
    ]
    cuts: list[int] = []
    begun = 0
    heading = order_edges.named_before_colon(words, 0) if len(words) else None
    for i in words.among(_JOINTS, max(_FEWEST, heading.end if heading else 0), max(0, len(words) - 3)):
        if i - begun < _FEWEST or any(a < words[i].start < b for a, b in asides):
            continue
        begins = _begins_task(words, begun, i) if i - begun >= _LEAST_TASK else False
        if not (begins or _begins_other(words, begun, i, limits)):
            continue
        first = orders.read(shared(text, words[begun].start, words[i].start), [])
        if first is not None and not _only_says_when(words, begun, i, limits):
            cuts.append(words[i + 1].start)
            begun = i + 1
    return cuts


def _only_says_when(words: Words, begun: int, at: int, limits: list[Span]) -> bool:
    """ "UBND tỉnh yêu cầu trước ngày 15/8, (Sở Y tế báo cáo)": who orders, and by when."""
    ending = next((a for a, b in limits if b == words[at - 1].end), None)
    verb = words.index(ending) if ending is not None else begun
    return verb > begun and any(
        (m := contexts.order_verbs().match(words, i)) is not None and m[0] == verb for i in range(begun, verb)
    )


_JOINTS = frozenset((",", "và", "để", "còn"))
_FEWEST = 4


def _begins_other(words: Words, begun: int, at: int, limits: list[Span]) -> bool:
    """Whether another body's act begins behind the joint, or an act with a time limit of its own after one that has its own."""
    following = at + 1
    if _orders_anew(words, begun, at) or _reports_in_rhythm(words, at):
        return True
    dated = any(a > words[at].start for a, _ in limits)
    ends_dated = any(b == words[at - 1].end for _, b in limits)
    if ends_dated and dated and orders.opens(words, following, limits):
        return True
    if words.form(at) in ("và", "để") and not dated:
        return False
    bodies = agencies.read(words, following) if words[following].capital else None
    if bodies is None or words.form(bodies.end) in ("phối", "tại", "về", "là"):
        return False
    return orders.acts(words, following, limits) and not _in_row(words, begun, at)


def _orders_anew(words: Words, begun: int, at: int) -> bool:
    """ "Chủ tịch UBND xã yêu cầu các thôn …, đồng thời giao Trạm Y tế xã phun thuốc …"."""
    if (words.form(at + 1), words.form(at + 2)) != ("đồng", "thời"):
        return False
    verb = contexts.order_verbs().match(words, at + 3)
    bodies = agencies.read(words, contexts.skip(words, verb[0], "after_order")) if verb else None
    first = orders.read(shared(words.text, words[begun].start, words[at].start), []) if bodies is not None else None
    return first is not None and first.issued and orders.opens(words, bodies.end if bodies else at, [])


def _reports_in_rhythm(words: Words, at: int) -> bool:
    """ "… và định kỳ hằng tháng báo cáo …", "…, báo cáo UBND tỉnh theo định kỳ": the report is a task of its own."""
    following = words.form(at + 1), words.form(at + 2)
    if following == ("báo", "cáo"):
        last = [form for form in words.forms[-3:] if form.isalpha()]
        return last == ["theo", "định", "kỳ"] and not any(words.form(k) in (",", ";") for k in range(at + 12, len(words)))
    if following != ("định", "kỳ"):
        return False
    return any((words.form(k), words.form(k + 1)) == ("báo", "cáo") for k in range(at + 3, min(len(words), at + 9)))


def _in_row(words: Words, begun: int, at: int) -> bool:
    """Whether the words before the joint are bodies too, so that the one behind it only goes on with their row."""
    for i in range(max(begun, at - 24), at):
        row = agencies.read(words, i, company=True)
        if row is not None and row.end >= at:
            return True
    return False


def _begins_task(words: Words, begun: int, at: int) -> bool:
    following = words.form(at + 1), words.form(at + 2)
    if following == ("chịu", "trách"):
        return not any(words.form(k) == "theo" for k in range(at - 2, at))
    if words.form(at) != ",":
        return False
    if following == ("phối", "hợp"):
        led = any(words.form(k) == "chủ" and words.form(k + 1) == "trì" for k in range(begun, at))
        helpers = contexts.coordinating(words, at + 1, len(words))
        return not led and bool(helpers) and orders.opens(words, words.index(helpers[-1].end), [])
    if following == ("trường", "hợp"):
        return any(words.form(k) in (",", "thì") and orders.opens(words, k + 1, []) for k in range(at + 3, len(words) - 1))
    return False


def _only_addresses(text: str, start: int, end: int) -> bool:
    words = shared(text, start, end)
    bodies = agencies.read(words, 0)
    if bodies is not None and bodies.end >= len(words):
        return True
    helpers = contexts.coordinating(words, 0, len(words)) if words.form(0) == "phối" else ()
    if helpers and words.index(helpers[-1].end) >= len(words):
        return True  # "phối hợp với Sở A; Công an tỉnh và các đơn vị liên quan thực hiện …"
    if _only_names_helpers(words):
        return True  # "Sở A chủ trì, phối hợp với Sở B; Sở C và các đơn vị liên quan tham mưu …"
    order = orders.read(words, [])  # "Để có cơ sở tổng hợp, Sở A đề nghị các sở, ban, ngành; UBND các xã rà soát …"
    return order is not None and order.form is Form.ADDRESSED and words.form(len(words) - 1) != ":"


_LEADS_TOGETHER = frozenset(
    ("chủ", "trì", "phối", "hợp", "với", "cùng", "chặt", "chẽ", ",", "và", "có", "trách", "nhiệm", "phải", "khẩn", "trương")
)


def _only_names_helpers(words: Words) -> bool:
    """Whether the words end with those who help and say nothing of what is to be done."""
    helpers = contexts.coordinating(words, 0, len(words))
    if not helpers or words.index(helpers[-1].end) < len(words):
        return False
    order = orders.read(words, [])
    if order is None:
        return words.form(0) == "chủ" and set(words.forms[: words.index(helpers[0].start)]) <= _LEADS_TOGETHER
    behind = words.index(order.lead[-1].end) if order.lead else words.index(order.start)
    return set(words.forms[behind : words.index(helpers[0].start)]) <= _LEADS_TOGETHER


def _colon_cuts(work: Work, start: int, end: int) -> list[int]:
    """Offsets after the colons at which what stands before only introduces what follows."""
    text = work.structure.text
    cuts, at = [], start
    asides = sentences.asides(text, start, end)
    for m in re.finditer(r":(?=\s)", text[start:end]):
        colon = start + m.start()
        if any(a < colon < b for a, b in asides):
            continue
        left, right = Words(text, max(at, colon - _NEAR), colon), Words(text, colon + 1, min(end, colon + _NEAR))
        if _introduces(left, right) and not _holds_members(Words(text, left.start, right.end), len(left)):
            cuts.append(colon + 1)
            at = colon + 1
    return cuts


def _holds_members(words: Words, colon: int) -> bool:
    """Whether the colon stands inside a name: "phối hợp với các Sở: Tài chính, Xây dựng rà soát …"."""
    for i in range(max(0, colon - 6), colon):
        row = agencies.read(words, i, company=True) if words.form(i - 1) in ("với", "cùng", "hợp") else None
        if row is not None and any(body.start < words[colon].start < body.end for body in row.items):
            return True
    return False


def _introduces(left: Words, right: Words) -> bool:
    if len(left) == 0 or len(right) == 0:
        return False
    if contexts.ends_with(left, "focus"):
        return False  # "…; trong đó trọng tâm: vệ sinh môi trường, …"
    if contexts.only_as_for(left):
        return False  # "Đối với Sở Y tế: Khẩn trương …" keeps its addressee
    if order_edges.addressee_before_colon(left) is not None:
        other = orders.read(right, [])  # "Thanh tra khoa học: UBND các huyện làm đầu mối …" names a matter
        passed_on = other is not None and other.form is Form.ORDER and not other.issued and right.form(0) == "chỉ"
        return other is not None and bool(other.lead) and not passed_on  # "Chủ tịch UBND các xã: Chỉ đạo Công an xã …" is theirs
    announced = phrases("connectors").match(right, 0) is not None
    if phrases("time_labels").match(left, first_content(left)):
        return False
    ends_open = (
        contexts.ends_with(left, "lead_in_ends")
        or contexts.ends_with(left, "weak_lead_in_ends")
        or left.form(len(left) - 1) in ("như", "sau", "là")
    )
    follows = announced or orders.read(right, []) is not None or right[0].capital
    if not follows:
        return False
    return ends_open or announced or not orders.opens(left, first_content(left), [])


def first_content(words: Words) -> int:
    at = 0
    while at < len(words) and (m := phrases("connectors").match(words, at)):
        at = m[0]
        while words.form(at) == ",":
            at += 1
    return at


_ANNOUNCES = re.compile(
    r"[,;]?\s*(?:đồng thời,?\s+|trong đó,?\s+)?(?:cần\s+|và\s+)?(?:tập trung\s+|lưu ý\s+|triển khai\s+|thực hiện\s+|tốt\s+)*"
    r"(?:(?:một số|các|những|\d+)\s+)?(?:nội dung|nhiệm vụ|giải pháp|công việc|việc|vấn đề)?(?:,\s*(?:nhiệm vụ|giải pháp|nội dung))?"
    r"(?:,?\s+(?:cụ thể|trọng tâm|chủ yếu|chính))*\s*(?:như sau|sau đây|sau|cụ thể|trong đó|lưu ý)?\s*$",
    re.IGNORECASE,
)


def _without_announcement(work: Work, start: int, end: int) -> int:
    """End of a lead-in's own task, before "…, đồng thời tập trung các nhiệm vụ sau:"."""
    text = work.structure.text
    m = _ANNOUNCES.search(text, start, end)
    while m is not None and m.start() > start and text[m.start()] not in ",; \n":
        m = _ANNOUNCES.search(text, m.start() + 1, end)
    return sentences.trim(text, start, m.start() if m else end)[1]


def unquoted(text: str, start: int, end: int) -> Span:
    """The words inside the quotation marks, where the order is quoted: "“Phải làm ngay”, đồng chí Chủ tịch nhấn mạnh"."""
    while start < end and text[start] in "“\"'‘«":
        start += 1
    line = text.rfind("\n", 0, start) + 1
    if text.rfind("“", line, start) > text.rfind("”", line, start) and text.find("“", start, end) < 0:
        closed = text.find("”", start, end)
        end = closed if closed > 0 else end
    elif text.count('"', line, start) % 2 and text.count('"', start, end) == 1:
        closed = text.find('"', start, end)
        end = closed if text[closed + 1 : end].lstrip().startswith(",") or text[closed - 1] in ",." else end
    return sentences.trim(text, start, end)
