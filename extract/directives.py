"""Directives: who must do what, with whom, by when (nhiệm vụ giao).

Every clause of the body is read as an order (:mod:`extract.orders`) in the context of what governs it (:mod:`extract.contexts`) and of what
was ordered before it in the same paragraph; accepted clauses become tasks, continuations join the task before them. Tables of tasks are read in
:mod:`extract.task_tables`, time limits are bound in :mod:`extract.binding`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract import (
    acceptance,
    agencies,
    assignment,
    binding,
    clauses,
    contexts,
    continuations,
    deadlines,
    invitations,
    orderless,
    orders,
    pieces,
    predicates,
    sentences,
    task_lines,
    task_tables,
)
from extract.confidence import grade
from extract.contexts import Context, Mode, phrases
from extract.findings import Directive
from extract.order_forms import Form, Order
from extract.sentences import Span
from extract.structure import Passage, PassageKind
from extract.tasks import Run, Task
from extract.words import Words
from extract.work import Work
from extract.zones import Zone, is_official

_CLOSING = re.compile(
    r"\s*(?:Nay\b|Thừa lệnh\b|Thừa uỷ quyền\b|Trên đây\b|Vậy\b|Kính đề nghị\b|Trân trọng|Rất mong|"
    r"(?:Văn phòng|UBND|Ủy ban nhân dân)[^,;.]{0,60}\b(?:xin |trân trọng )?thông báo\b[^,;]{0,80}\bđể\b)",
    re.IGNORECASE,
)
_QUOTED_ORDER = re.compile(
    r"\s*(?:Đó|Đây) là (?:chỉ đạo|yêu cầu|ý kiến chỉ đạo|phát biểu chỉ đạo|đề nghị|nhấn mạnh|nội dung)", re.IGNORECASE
)
#: Opens a judgement of what was done: its further clauses are no orders unless they name somebody.
_JUDGES = re.compile(
    r"\b(?:tồn tại, hạn chế|kết quả đạt được|đã đạt được|vẫn còn|còn (?:chậm|thiếu|hạn chế|nhiều|một số)|"
    r"chưa (?:cao|đáp ứng|kịp thời|tốt|đồng bộ|quyết liệt))\b",
    re.IGNORECASE,
)


#: Paragraphs without an order after which a report is no longer telling orders.
_SILENCE = 2


def find(work: Work) -> tuple[Directive, ...]:
    """The directives of the document in order."""
    work.time_limits = deadlines.candidates(work)
    above = contexts.read(work)
    official = is_official(work.structure.text)
    run = Run()
    summaries = orderless.summaries(work)
    for passage in work.structure.passages:
        if passage.zone not in (Zone.BODY, Zone.ANNEX) or passage.cells:
            continue
        before = len(run.found)
        context = _quoted(work, passage, above[passage.index])
        if passage.parent in summaries:
            continue
        run.listing = False
        if official or context.mode is Mode.TASKS:
            run.running, run.lead, run.coordinating = False, (), ()
        _read_passage(work, passage, context, run, official=official)
        if not official:
            run.silent = 0 if len(run.found) > before else run.silent + (not orderless.is_caption(work, passage))
            run.running = run.running and run.silent < _SILENCE
    tasks = [*run.found, *task_tables.read(work)]
    tasks.sort(key=lambda task: (task.start, task.end))
    task_lines.apply(work, tasks)
    binding.bind(work, tasks, above)
    return tuple(_directive(work, task) for task in tasks)


def _directive(work: Work, task: Task) -> Directive:
    text = work.structure.text
    return Directive(
        text[task.start : task.end],
        task.start,
        task.end,
        task.lead,
        task.coordinating,
        task.deadline,
        task.report_to,
        grade(task),
        task.rule,
    )


# --- passages, sentences, pieces ------------------------------------------------------------------------------------------------------------------


def _read_passage(work: Work, passage: Passage, context: Context, run: Run, *, official: bool) -> None:
    text = work.structure.text
    heads_lines = passage.kind is PassageKind.HEADING and orderless.heads_lines(work, passage, context)
    barred = context.mode is Mode.BARRED or orderless.only_announces(work, passage, context)
    if (passage.kind is PassageKind.HEADING and not heads_lines) or barred:
        _read_brackets(work, passage, context, run)
        return
    if (
        (not official and orderless.is_caption(work, passage))
        or orderless.is_labelled_fact(text, passage)
        or orderless.is_ground(text, passage)
    ):
        return
    if invitations.read(work, passage, run):
        return
    formula = _CLOSING.match(text, passage.body) is not None
    for sentence in work.structure.sentences(passage):
        before = len(run.found)
        run.listing, run.dutiful = False, False
        if task_lines.label_of(text, *sentence):
            continue
        if text[passage.body] == "(" and text[passage.start : passage.end].rstrip(" .;/").endswith(")"):
            continue  # "(Chi tiết có Phụ lục kèm theo)"
        is_lead_in = passage.kind is PassageKind.LEAD_IN and text[sentence[1] : passage.end].strip() == ":"
        spans = pieces.split(work, sentence)
        readings = [pieces.read(work, span, is_lead_in=is_lead_in and span == spans[-1]) for span in spans]
        judged = bool(readings) and _judges(readings[0], sentence)
        outright = [i for i, reading in enumerate(readings) if reading.is_explicit]
        grounded = False
        for i, reading in enumerate(readings):
            grounded = grounded or reading.in_ground
            if judged and not reading.names_somebody:
                continue
            if formula and not (reading.is_explicit and reading.start > passage.body):
                continue  # "Nay thông báo để …; giao Văn phòng theo dõi, báo cáo …"
            acts = (
                reading.order is not None and bool(reading.order.lead) and reading.is_order
            )  # "Để đạt mục tiêu, Sở A xúc tiến …; Sở B chỉ đạo …"
            if not grounded or not outright or i >= outright[-1] or acts:
                _settle(work, passage, reading, context, run, official=official)
        _read_brackets(work, passage, context, run, sentence)
        if not official and len(run.found) == before and _turns_to_facts(readings):
            run.running = False


def _turns_to_facts(readings: list[pieces.Reading]) -> bool:
    """Whether a sentence of a report tells what was done or what somebody else said: the orders told before it end there."""
    for reading in readings:
        at = pieces.first_content(reading.words)
        if (
            phrases("fact_openings").match(reading.words, at)
            or contexts.has(reading.words, "fact_signs")
            or contexts.has(reading.words, "past_signs")
            or (reading.words.form(at) == "theo" and agencies.read(reading.words, at + 1) is not None)
            or _QUANTITY.search(reading.words.text, reading.start, reading.end)
        ):
            return True
    return False


#: A sentence that orders nothing and counts something tells facts: "Dự án có tổng mức đầu tư 1.200 tỷ đồng".
_QUANTITY = re.compile(
    r"\d\s?(?:%|(?:nghìn |ngàn |triệu |trăm )?(?:tỷ|tỉ|triệu|nghìn|ngàn)\b"
    r"|(?:ha|km|m2|m3|tấn|hộ|người|vụ|ca|trường hợp|dự án|hồ sơ)\b)"
)


def _judges(first: pieces.Reading, sentence: Span) -> bool:
    """Whether the sentence judges what was done, and does not go on to tasks ("… hạn chế cần tập trung khắc phục như: …")."""
    if first.is_order or contexts.has(first.words, "announcements"):
        return False
    return _JUDGES.search(first.words.text, *sentence) is not None


_BRACKETED_ORDER = re.compile(r"\(\s*(?:giao|yêu cầu|đề nghị)\s", re.IGNORECASE)


def _read_brackets(work: Work, passage: Passage, context: Context, run: Run, within: Span | None = None) -> None:
    """ "- Trưởng các phòng chuyên môn (giao Ban A thông báo);": an order in brackets."""
    text = work.structure.text
    start, end = within or (passage.body, passage.end)
    for a, b in sentences.asides(text, start, end) if _BRACKETED_ORDER.search(text, start, end) else []:
        if not _BRACKETED_ORDER.match(text, a, b):
            continue
        words = Words(text, a + 1, b - 1)
        order = orders.read(words, [])
        if order is not None and order.form is Form.ORDER:
            lead, coordinating = run.lead, run.coordinating
            _add(work, passage, words, order, b - 1, context, run)
            run.lead, run.coordinating = lead, coordinating


# --- one piece ------------------------------------------------------------------------------------------------------------------------------------


def _settle(work: Work, passage: Passage, reading: pieces.Reading, context: Context, run: Run, *, official: bool) -> None:
    """Take the piece as a task, as part of the task before it, or not at all."""
    words, order = reading.words, reading.order
    if reading.is_lead_in and (
        len(words) < 5 or contexts.only_names(work, passage) or reading.in_ground or _only_hastens(words, order)
    ):
        return
    if run.listing or continuations.goes_on(work, words, run, passage):
        _extend(run, passage, reading.end)
        return
    formula = _CLOSING.match(words.text, passage.body) is not None
    own = context.headed and not formula and (passage.label is not None or passage.index - 1 == passage.parent)
    if order is not None and _is_passed_on(words, order, passage, context, run, own=own):
        order = replace(order, form=Form.IMPERATIVE, start=_first(words), lead=())
    from_below = order is not None and not official and acceptance.asks_above(words, order)
    if order is not None and not from_below and acceptance.is_task_of_issuer(work, order, context, run):
        order = replace(order, form=Form.VERB, start=order.issuer[0].start, lead=order.issuer, issued=False)
    if order is None and not acceptance.enacts(work, words):
        order = acceptance.unknown_verb(words, context, passage)
    if order is None and passage.kind is PassageKind.HEADING and words.start == passage.body:
        order = Order(Form.UNKNOWN, words.start)  # "6.3. Tờ trình về dự toán năm 2026" over "Đơn vị thực hiện: …"
    if order is None:
        order = acceptance.dated_matter(work, words, reading.start, reading.end, context, run)
    if order is None:
        order = clauses.unknown_task(work, words, context, run)
    if order is None or not acceptance.accepts(work, words, order, context, run, official=official):
        _pass_over(words, order, passage, (reading.start, reading.end), context, run)
        return
    if order.form is Form.ADDRESSED:
        run.lead, run.coordinating, run.running, run.ordered = order.lead, (), True, True
        return
    _add(work, passage, words, order, reading.end, context, run)


def _is_passed_on(words: Words, order: Order, passage: Passage, context: Context, run: Run, *, own: bool) -> bool:
    """Whether those named above the list give the order on, and are the ones to do it; ``own``: the clause is one of their list."""
    if order.issued or order.form not in (Form.ORDER, Form.ADDRESSED):
        return False
    if own and not _gives(words):
        return True  # "Yêu cầu các nhà thầu …"
    if order.form is Form.ADDRESSED:
        return False
    for_people = bool(context.lead) and acceptance.is_for_people(words, order)  # "Nhắc nhở nhân dân không …"
    return for_people or _passes_on(words, passage, context, run)


#: "triển khai", "thực hiện" without an object, syllable by syllable.
_SETS_ABOUT = frozenset(
    (
        "triển",
        "khai",
        "thực",
        "hiện",
        "tổ",
        "chức",
        "tốt",
        "ngay",
        "lãnh",
        "chỉ",
        "đạo",
        "quyết",
        "liệt",
        "đồng",
        "bộ",
        "hiệu",
        "quả",
    )
)


def _only_hastens(words: Words, order: Order | None) -> bool:
    """Whether nothing but words of manner is left behind the bodies: "yêu cầu các cơ quan khẩn trương (thực hiện các nhiệm vụ sau:)"."""
    if order is None or not order.lead:
        return False
    at = words.index(order.lead[-1].end)
    while at < len(words):
        found = predicates.adverbs().match(words, at)
        if found is None and words.form(at)[0].isalpha() and words.form(at) not in _SETS_ABOUT:
            return False
        at = found[0] if found else at + 1
    return True


def _passes_on(words: Words, passage: Passage, context: Context, run: Run) -> bool:
    """ "UBND các huyện kiện toàn …; chỉ đạo các xã rà soát …": to direct those below is a task of the one addressed in the sentence."""
    at = pieces.first_content(words)
    last = run.found[-1] if run.found else None
    if last is None or last.passage != passage.index or (words.form(at), words.form(at + 1)) != ("chỉ", "đạo"):
        return False
    theirs = last.rule in (Form.VERB, Form.LEAD, Form.DUTY) or (last.inherited and bool(context.lead))
    return theirs and bool(last.lead) and last.lead == run.lead and not sentences.sentences(words.text, last.end, words.start)


def _gives(words: Words) -> bool:
    """ "Giao Sở A …" orders anew wherever it stands; "Yêu cầu các nhà thầu …" below a heading that names a body is that body's to do."""
    return words.form(pieces.first_content(words)) == "giao"


def _first(words: Words) -> int:
    return words[min(pieces.first_content(words), len(words) - 1)].start


def _add(work: Work, passage: Passage, words: Words, order: Order, end: int, context: Context, run: Run) -> None:
    lead, inherited = assignment.lead(words, order, context, run)
    own = contexts.coordinating(words, words.index(order.start), len(words))
    coordinating = own or assignment.inherited_helpers(work, passage, order, context, lead, run)
    start, end = sentences.trim(work.structure.text, order.start, end)
    start, end = pieces.unquoted(work.structure.text, start, end)
    if end - start < 6 or _is_closing(work, words, order, passage):
        run.lead = run.last = order.lead or run.lead
        run.running = (
            run.running or order.issued
        )  # "Thủ tướng yêu cầu nghiêm túc thực hiện chỉ thị này; quán triệt toàn thể cán bộ …"
        return
    likely = clauses.likely(work, words, order, context, run)
    task = Task(
        start, end, passage.index, lead, coordinating, order.form.value, skipped=order.skipped, inherited=inherited, likely=likely
    )
    run.found.append(task)
    run.listing = continuations.opens_listing(words, order)
    if order.form not in (Form.DUTY, Form.LEAD) or context.mode is Mode.TASKS:
        run.running = True
    run.dutiful = True
    run.ordered = True
    first = len(run.found) < 2 or run.found[-2].passage != passage.index
    together = (
        bool(own) and first and words.form(order.predicate) in ("chủ", "phối", "cùng")
    )  # "Phối hợp với Công an xã …; tổ chức …"
    if order.lead or order.refers or together:
        run.coordinating = own
    if lead and not (order.form is Form.MATTER and order.lead):
        run.lead = run.last = lead


def _extend(run: Run, passage: Passage, end: int) -> None:
    if run.found and run.found[-1].passage == passage.index:
        run.found[-1].end = end


def _pass_over(words: Words, order: Order | None, passage: Passage, piece: Span, context: Context, run: Run) -> None:
    """A clause that is no order: it may announce tasks, or go on with the things of the task before it."""
    text = words.text
    before_colon = text[piece[1] : piece[1] + 2].lstrip()[:1] == ":"
    if before_colon and contexts.ends_ordering(words) and context.mode is not Mode.BARRED:
        run.running, run.opened, run.lead, run.coordinating = (
            True,
            passage.index,
            (),
            (),
        )  # "Chủ tịch UBND huyện đề nghị: các xã tiếp tục …"
        return
    announced = before_colon or _stresses_tasks(words)
    if (
        announced
        and contexts.has(words, "announcements")
        and not contexts.has(words, "performatives")
        and context.mode is not Mode.BARRED
    ):
        run.running = True
        return
    last = run.found[-1] if run.found else None
    if last is None or last.passage != passage.index or order is not None or before_colon or words[0].capital:
        return
    between = text[last.end : piece[0]]
    if re.fullmatch(r"[;,\s]+", between) and ";" in between and not _is_statement(words):
        _extend(run, passage, piece[1])


def _stresses_tasks(words: Words) -> bool:
    """ "… nhấn mạnh 9 nhiệm vụ phải triển khai": the next sentences tell them."""
    for i in words.among(_BEGINS_TO_STRESS):
        if (words.form(i), words.form(i + 1)) not in _STRESSES:
            continue
        if any(
            phrases("announced_tasks").match(words, k) and words.form(k - 1) not in ("cầu", "có")
            for k in range(i + 2, min(len(words), i + 6))
        ):
            return True
    return False


_STRESSES = frozenset(
    (
        ("nhấn", "mạnh"),
        ("giao", "các"),
        ("giao", "những"),
        ("giao", "nhiều"),
        ("giao", "một"),
        ("lưu", "ý"),
        ("chỉ", "rõ"),
        ("nêu", "rõ"),
        ("đề", "ra"),
        ("đặt", "ra"),
        ("quán", "triệt"),
    )
)
_BEGINS_TO_STRESS = frozenset(first for first, _ in _STRESSES)


def _is_statement(words: Words) -> bool:
    """Whether the clause tells something of its own ("kết quả giải ngân là căn cứ …")."""
    return not _TELLS.isdisjoint(words.forms)


_TELLS = frozenset(("là", "đã", "sẽ", "được", "thì", "bị"))


def _is_closing(work: Work, words: Words, order: Order, passage: Passage) -> bool:
    """ "Yêu cầu các đơn vị nghiêm túc thực hiện": a closing formula without a duty of its own."""
    following = work.structure.passages[passage.index + 1 : passage.index + 2]
    if following and following[0].zone in (Zone.BODY, Zone.ANNEX) and following[0].label is not None:
        return False
    if re.match(r"\W*(?:và |đồng thời |, )?định kỳ", words.text[words.end : words.end + 24]):
        return False  # "… theo dõi, tổng hợp và định kỳ báo cáo …"
    at = words.index(order.lead[-1].end) if order.lead and order.lead[-1].start >= words.start else words.index(order.start)
    seen = 0
    while at < len(words):
        found = phrases("closing_words").match(words, at)
        if found is None and words.form(at)[0].isalnum():
            return False
        seen += 1
        at = found[0] if found else at + 1
    return seen > 0 and not any(words.form(i) == "thi" and words.form(i + 1) == "hành" for i in range(len(words)))


def _quoted(work: Work, passage: Passage, context: Context) -> Context:
    """A whole paragraph in quotation marks, and the next says that it is an order."""
    text = work.structure.text
    if text[passage.start] not in '“"' or context.mode is not Mode.OPEN:
        return context
    following = work.structure.passages[passage.index + 1 : passage.index + 2]
    if following and _QUOTED_ORDER.match(text, following[0].start):
        return Context(Mode.TASKS, context.lead, context.coordinating, context.named_by)
    return context
