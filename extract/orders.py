"""One clause read as an order: who gives it, who must do it, and where the task's words begin (mệnh đề giao nhiệm vụ).

:func:`read` looks at the head of a clause only: connectors and conditions are passed over, then one of the forms of an order must stand:
an order verb with its addressee ("UBND tỉnh giao Sở A …"), a body with a word of duty or a verb ("Sở A phải …", "Sở A chủ trì …"), or a bare
imperative. Whether a bare imperative counts is decided by the caller's context.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract import agencies, predicates
from extract.contexts import order_verbs, phrases, skip
from extract.findings import Body
from extract.order_edges import (
    BEGINS_ROW,
    after_connectors,
    before_order,
    body_before,
    carrier,
    is_passive_duty,
    may_be_task,
    named_before_colon,
    tells_of_right,
    with_those_asked,
)
from extract.order_forms import Form, Order
from extract.sentences import Span
from extract.words import Words, remembered


def read(words: Words, limits: list[Span], *, start: int = 0) -> Order | None:
    """The order that the clause reads like, or None. ``limits`` are the time limits of the document within the clause."""
    return _read(words, start, *limits)


@remembered
def _read(words: Words, start: int, *of_limits: Span) -> Order | None:
    limits = list(of_limits)
    at = after_connectors(words, start)
    if at >= len(words):
        return None
    order = _at(words, at, limits)
    if (
        order is not None
        and order.form is Form.MATTER
        and (phrases("settings").match(words, at) or phrases("grounds").match(words, at))
    ):
        behind = _after_ground(
            words, at, limits
        )  # "Theo ông An, chính quyền xã cần …", "Đối với vật liệu san lấp, Sở Xây dựng cần …"
        order = behind if behind is not None and behind.lead else order
    if order is not None and (order.form in (Form.NAMED, Form.MATTER) or (order.form is Form.IMPERATIVE and not order.lead)):
        behind = _behind_statement(words, start, limits)  # "Trực tiếp thị sát hiện trường, Chủ tịch UBND tỉnh yêu cầu Sở A …"
        order = behind if behind is not None and not phrases("performatives").match(words, at) else order
    person = order is not None and agencies.is_speaker(words, at) is not None  # "Bà Bình cảm ơn nhân dân và yêu cầu UBND xã …"
    if order is not None and order.form is Form.VERB and (person or words.form(order.predicate) in _AGREES):
        return _behind_statement(words, start, limits) or order  # "Chủ tịch UBND tỉnh thống nhất với đề xuất … và giao Sở A …"
    if order is not None:
        return _bound_by_body(words, order)
    return _after_ground(words, at, limits) or _behind_statement(words, start, limits)


#: Those who give orders at meetings and in letters of their own.
SPEAKS = re.compile(
    r"(?:phó )?(?:chủ tịch|thủ tướng|bí thư|tổng bí thư|bộ trưởng|thứ trưởng|giám đốc|trưởng (?:ban|đoàn|phòng))|thường trực|ban thường vụ|chính phủ"
    r"|(?:ubnd|ủy ban nhân dân|tỉnh|huyện|xã|thành phố|đoàn kiểm tra|tổ công tác|lãnh đạo)\b",
    re.IGNORECASE,
)
_AGREES = frozenset(("thống", "đồng", "nhất", "đánh", "ghi", "biểu", "cơ", "chia", "hoan"))
_OUTRIGHT = frozenset(("yêu", "giao", "đề", "phân", "lệnh", "lưu", "nhắc"))
_BEFORE_OUTRIGHT = frozenset((",", "và", "thời", "”", '"', "cũng", "tiếp"))


def _behind_statement(words: Words, at: int, limits: list[Span]) -> Order | None:
    """ "Chủ tịch UBND tỉnh đánh giá cao …, đồng thời yêu cầu Sở A rà soát …": an order behind what else the speaker says."""
    if phrases("self_references").match(words, at):
        return None
    spoken = False
    for i in range(at, min(len(words) - 3, at + 120)):
        form, before = words.forms[i], words.form(i - 1)
        spoken = spoken or ((i == at or before in _OPENS_PART) and _is_who_orders(words, i))
        inner = _said(words, at, i, limits) if spoken and i > at else None
        if inner is not None:
            return replace(inner, skipped=(words[at].start, inner.start))
        follows = before == "," and words.form(i - 2) in ("vậy", "đó", "thế")  # "…, vì vậy, đề nghị các đơn vị …"
        if not (spoken or follows) or form not in _OUTRIGHT or before not in _BEFORE_OUTRIGHT:
            continue
        verb = order_verbs().match(words, i)
        to = skip(words, verb[0], "after_order") if verb else i
        addressed = agencies.read(words, to) if verb else None
        predicate = predicates.after_bodies(words, addressed.end, limits) if addressed else None
        if addressed is not None and predicate is not None:
            first, past = addressed.items[0].start, "đã" in words.forms[at : i + 1]
            return Order(
                Form.ORDER, first, addressed.items, (words[at].start, first), issued=True, predicate=predicate.verb, past=past
            )
    return None


_OPENS_PART = frozenset((",", "”", '"', ":", "“"))


def _said(words: Words, at: int, i: int, limits: list[Span]) -> Order | None:
    """What the speaker says from the word on: "…, ông An giao Sở A …", "… gợi mở, ngành du lịch cần …"."""
    if words.form(i - 1) not in _STRESSED:
        return None
    given = _ordered(words, i, limits)
    if given is not None and given.issued and given.lead and given.form is Form.ORDER:
        return replace(given, past=given.past or "đã" in words.forms[i : words.index(given.start)])
    told = any(phrases("speech_verbs").match(words, k) for k in range(at, i))
    bound = _addressed(words, i, limits) if told and agencies.starts(words, i) else None
    return bound if bound is not None and bound.form is Form.DUTY else None


def _is_who_orders(words: Words, at: int) -> bool:
    if at + 1 >= len(words):
        return False
    speaker = agencies.is_speaker(words, at)
    return (
        phrases("performatives").match(words, at) is not None
        or (speaker is not None and speaker < len(words) and (words[speaker].capital or words[at].capital))
        or (words[at].capital and words.form(at + 1) != "các" and SPEAKS.match(words.text, words[at].start) is not None)
    )


def opens(words: Words, at: int, limits: list[Span]) -> bool:
    """Whether a predicate (adverbs and a verb of tasks) begins at the word."""
    return predicates.read(words, at, limits) is not None


def acts(words: Words, at: int, limits: list[Span]) -> bool:
    """Whether a body stands at the word, and right behind it what the body must do ("Công an tỉnh bảo đảm an ninh trật tự, …")."""
    order = _addressed(words, at, limits)
    if order is None or order.form is Form.NAMED or order.refers:
        return False
    return words.form(order.predicate) not in ("xem", "quyết", "chỉ", "phê", "thông", "cho")


# --- the forms ----------------------------------------------------------------------------------------------------------------------------------


def _at(words: Words, at: int, limits: list[Span]) -> Order | None:
    """The order whose first word stands at ``at``."""
    if phrases("performatives").match(words, at) or phrases("self_references").match(words, at):
        return None
    begin = words[at].start
    at_limit = predicates.after_limit(words, at, limits)
    if at_limit != at:  # "Trước ngày 20-1, Sở A phải …"; "Hằng năm, tham mưu …" keeps its time
        following = predicates.past_comma(words, at_limit)
        inner = (_at(words, following, limits) or _after_ground(words, following, limits)) if at_limit < len(words) else None
        if inner is None:
            return None
        if inner.lead or inner.form in (Form.ORDER, Form.ORDER_ON_MATTER):
            return replace(inner, skipped=(begin, inner.start))
        return replace(inner, start=begin)
    between = predicates.past_comma(words, skip(words, at, "between"))
    if at < between < len(words) and (inner := _imperative(words, between, limits)) is not None and inner.form is Form.IMPERATIVE:
        return replace(inner, skipped=(begin, inner.start))  # "Căn cứ chức năng, nhiệm vụ được giao tổ chức triển khai …"
    return (
        _as_for(words, at, limits)
        or _ordered(words, at, limits)
        or _addressed(words, at, limits)
        or _imperative(words, at, limits)
    )


def _as_for(words: Words, at: int, limits: list[Span]) -> Order | None:
    """ "Đối với Phòng Nội vụ, cần tăng cường …"."""
    opening = phrases("as_for").match(words, at)
    bodies = agencies.read(words, opening[0]) if opening else None
    if bodies is None:
        return None
    if words.form(bodies.end) not in (",", ":"):
        return _asked_of(words, bodies, limits)
    asked = _ordered(words, bodies.end + 1, limits)  # "Đối với UBND các xã, Chủ tịch UBND tỉnh lưu ý phải …"
    if asked is not None and asked.form is Form.ORDER and not asked.lead:
        return replace(asked, lead=bodies.items)
    predicate = predicates.read(words, bodies.end + 1, limits)
    return Order(Form.DUTY, bodies.items[0].start, bodies.items, predicate=predicate.verb) if predicate else None


def _asked_of(words: Words, bodies: agencies.Bodies, limits: list[Span]) -> Order | None:
    """ "Đối với UBND các xã, Chủ tịch UBND tỉnh lưu ý phải …": the last of the row is the one who asks it of the others."""
    if len(bodies.items) < 2:
        return None
    asked = _ordered(words, words.index(bodies.items[-1].start), limits)
    return replace(asked, lead=bodies.items[:-1]) if asked is not None and asked.form is Form.ORDER and not asked.lead else None


def _ordered(words: Words, at: int, limits: list[Span]) -> Order | None:
    """ "(UBND tỉnh) (đã) giao (nhiệm vụ cho) Sở A …"."""
    issuer = agencies.read(words, at) or (agencies.bare(words, at) if words[at].capital else None)
    speaker = None if issuer else agencies.is_speaker(words, at) or carrier(words, at)
    issued = issuer is not None or speaker is not None
    verb_at = before_order(words, issuer.end if issuer else speaker or at) if issued else at
    verb = order_verbs().match(words, verb_at)
    if verb is None and issued and (told := _told(words, verb_at, limits)) is not None:
        return told
    if verb is None and issuer is not None:
        return _sent(words, verb_at, limits)
    if verb is None:
        return None
    past = any(words.form(i) == "đã" for i in range(issuer.end if issuer else at, verb_at))
    to = skip(words, verb[0], "after_order")
    addressed = (
        agencies.read(words, to) or agencies.bare(words, to) or agencies.acronyms(words, to) or agencies.unlisted(words, to)
    )
    addressed = with_those_asked(words, addressed) if addressed is not None else None
    if addressed is None:
        asks = words.form(verb_at) in ("yêu", "đề", "lưu") or words.form(verb[0] - 1) == "nghị"
        if not asks:
            holder = issued and verb_at == (issuer.end if issuer else speaker) and _HOLDER.match(words.text, words[at].start)
            return _told_to_hasten(words, to, limits, past=past) if holder else None
        return _behind_setting(words, to, limits, issued=issued) or _on_matter(words, to, limits, issued=issued)
    predicate = predicates.after_bodies(words, addressed.end, limits)
    first = words.index(addressed.items[0].start)
    if predicate is None:
        only = addressed.end >= len(words) or words.form(addressed.end) == ":"
        form = Form.ADDRESSED if only else Form.ORDER
        if not only and not may_be_task(words, addressed.end):
            return None
        by = issuer.items if issuer and not only and words.form(verb_at) != "giao" else ()
        return Order(form, words[first].start, addressed.items, issued=issued, predicate=addressed.end, past=past, issuer=by)
    by = issuer.items if issuer and words.form(verb_at) != "giao" else ()
    return Order(Form.ORDER, words[first].start, addressed.items, issued=issued, predicate=predicate.verb, past=past, issuer=by)


def _told(words: Words, at: int, limits: list[Span]) -> Order | None:
    """ "(Chủ tịch UBND tỉnh) nhấn mạnh, người đứng đầu phải …": the duty stands behind what the speaker stresses."""
    while at < len(words) and words.form(at) not in _STRESSED and phrases("before_order").match(words, at):
        at += 1
    if (words.form(at), words.form(at + 1)) in (("nêu", "rõ"), ("chỉ", "rõ"), ("khẳng", "định")):
        at += 2
    marked = words.form(at) in _STRESSED
    if words.form(at - 1) not in ("mạnh", "rõ", "định") or not (marked or agencies.starts(words, at)):
        return None
    inner = _at(words, at + marked, limits) if at + marked < len(words) else None
    return (
        replace(inner, skipped=(words[at].start, inner.start))
        if inner is not None and inner.form in (Form.DUTY, Form.MATTER)
        else None
    )


_STRESSED = frozenset((",", "rằng", ":"))


def _sent(words: Words, at: int, limits: list[Span]) -> Order | None:
    """ "(Bộ Y tế vừa) có công văn gửi UBND các tỉnh yêu cầu …": the order stands behind the document that carries it."""
    sends = phrases("sends").match(words, at)
    if sends is None:
        return None
    sent_to = next(
        (agencies.read(words, i + 1) for i in range(sends[0], min(len(words), sends[0] + 12)) if words.form(i) == "gửi"), None
    )
    for i in range(sends[0], min(len(words), sends[0] + 80)):
        verb = order_verbs().match(words, i) if words.form(i) in ("yêu", "đề", "giao", "chỉ") else None
        if verb is None or words.form(i - 1) in ("được", "các", "về", "nhiệm", "ý"):
            continue
        to = skip(words, verb[0], "after_order")
        addressed = agencies.read(words, to)
        predicate = predicates.after_bodies(words, addressed.end, limits) if addressed else predicates.read(words, to, limits)
        if predicate is None:
            continue
        if addressed is not None:
            return Order(Form.ORDER, addressed.items[0].start, addressed.items, issued=True, predicate=predicate.verb)
        if sent_to is None and words.form(i) == "chỉ":
            continue  # "có văn bản chỉ đạo tăng cường phòng, chống dịch": only what the document is about
        return Order(Form.ORDER, words[to].start, sent_to.items if sent_to else (), issued=True, predicate=predicate.verb)
    return None


def _behind_setting(words: Words, at: int, limits: list[Span], *, issued: bool) -> Order | None:
    """ "yêu cầu: từ ngày 30/4 đến hết ngày 03/5, các đơn vị bố trí …": a time, place or ground stands before the addressee."""
    limit = predicates.after_limit(words, at, limits)
    opens_setting = (
        phrases("settings").match(words, at) or phrases("grounds").match(words, at) or phrases("time_settings").match(words, at)
    )
    if not opens_setting and limit == at:
        return None
    for i in range(at, min(len(words) - 1, at + 40)):
        behind = i == limit - 1 and limit > at
        addressed = agencies.read(words, i + 1) if words.form(i) == "," or behind else None
        predicate = predicates.after_bodies(words, addressed.end, limits) if addressed else None
        if addressed is not None and predicate is not None:
            first = addressed.items[0].start
            return Order(Form.ORDER, first, addressed.items, (words[at].start, first), issued=issued, predicate=predicate.verb)
    return None


def _told_to_hasten(words: Words, at: int, limits: list[Span], *, past: bool) -> Order | None:
    """ "(Phó Chủ tịch UBND tỉnh) chỉ đạo khẩn trương hoàn thành …": nobody is named, the manner tells that it is still to do."""
    predicate = predicates.read(words, at, limits) if words.form(at - 1) == "đạo" and not past else None
    hastened = predicate is not None and predicate.adverb and words.form(at) in _HASTENS
    return Order(Form.ORDER, words[at].start, issued=True, predicate=predicate.verb) if predicate and hastened else None


_HOLDER = re.compile(
    r"(?:ông|bà|đồng chí|(?:phó )?(?:chủ tịch|thủ tướng|bí thư|bộ trưởng|giám đốc))\b(?! (?:UBND |HĐND )?các\b)", re.IGNORECASE
)
_HASTENS = frozenset(("khẩn", "sớm", "nhanh", "phải", "cần", "quyết", "tập"))


def _on_matter(words: Words, at: int, limits: list[Span], *, issued: bool) -> Order | None:
    """ "yêu cầu các trường thông tin cần bảo đảm …", "yêu cầu rà soát …": nobody is named."""
    if not issued and words.form(at) != "việc":
        return None
    counted = at + (words.form(at).isdigit() or words.form(at) in ("các", "những"))
    if at >= len(words) or (counted > at and phrases("announced_tasks").match(words, counted)):
        return None  # "lưu ý 3 việc cần làm ngay": only announces them
    predicate = predicates.read(words, at, limits)
    if predicate is not None:
        return Order(Form.ORDER, words[at].start, issued=True, predicate=predicate.verb)
    duty = predicates.duty_inside(words, at)
    return Order(Form.ORDER_ON_MATTER, words[at].start, issued=True, predicate=duty) if duty else None


def _addressed(words: Words, at: int, limits: list[Span]) -> Order | None:
    """ "Sở A (theo chức năng) phải / chủ trì / rà soát …"."""
    no_bodies: tuple[Body, ...] = ()
    reference = agencies.is_reference(words, at)
    if reference:
        bodies, end = no_bodies, reference
    else:
        row, closed = agencies.read(words, at), named_before_colon(words, at)
        found = row if closed is None or (row is not None and row.end > closed.end) else closed
        if found is None:
            return None
        bodies, end = found.items, found.end
    if phrases("performatives").match(words, end):
        return None  # "Chính phủ thống nhất thông qua …"
    if words.form(end) in _TELLS or (phrases("past").match(words, end) and not is_passive_duty(words, end)):
        return None
    predicate = predicates.after_bodies(words, end, limits)
    if predicate is None:
        return _named(words, bodies, skip(words, end, "between"))
    if phrases("past").match(words, end) and not is_passive_duty(words, end):
        return None
    lead_verb = words.form(predicate.verb) == "chủ" and words.form(predicate.verb + 1) == "trì"
    form = Form.DUTY if predicate.duty else Form.LEAD if lead_verb else Form.VERB
    start = bodies[0].start if bodies else words[at].start
    return Order(form, start, bodies, refers=reference is not None, predicate=predicate.verb)


def _named(words: Words, bodies: tuple[Body, ...], at: int) -> Order | None:
    """A body and a word that no lexicon has: "Sở A thông tin cho …", "Các doanh nghiệp: Tái chế …"."""
    after_colon = words.form(at) == ":"
    at += after_colon
    if not bodies or len(words) - at < 4 or not words.form(at).isalpha() or agencies.ends_name(words, at):
        return None
    if after_colon:
        noun = phrases("nominal").match(words, at) or agencies.starts(words, at) or words[at].upper
        return None if noun else Order(Form.NAMED, bodies[0].start, bodies, predicate=at)
    return None if words[at].capital else Order(Form.NAMED, bodies[0].start, bodies, predicate=at)


_TELLS = frozenset(("cho", "khẳng"))


_ATTENDS = re.compile(r"(?:tham dự|tham gia|cùng dự|dự)\s+(?:[^\W\d_]+\s+){0,4}(?:có|gồm)(?!\w)", re.IGNORECASE)
_DENIES = frozenset(("thể", "có", "phải", "chỉ", "còn", "ít", "riêng", "ai", "đâu", "biết"))


def _imperative(words: Words, at: int, limits: list[Span]) -> Order | None:
    predicate = predicates.read(words, at, limits)
    if _ATTENDS.match(words.text, words[at].start, words.end) or (
        words.form(0) in ("qua", "nhờ") and words.form(1) in ("đó", "vậy")
    ):
        return None  # "Tham dự cuộc họp có …"; "Qua đó, nâng cao nhận thức …": what came of it
    if predicate is not None and words.form(predicate.verb) == "không" and words.form(predicate.verb + 1) in _DENIES:
        return None  # "Không thể để dân phải chờ": what the speaker thinks
    if predicate is not None:
        return Order(Form.IMPERATIVE, words[at].start, predicate=predicate.verb)
    together = predicates.past_company(words, at)  # "Cùng với Công an tỉnh đánh giá an toàn hệ thống …"
    if together != at and (predicate := predicates.read(words, together, limits)) is not None:
        return Order(Form.IMPERATIVE, words[at].start, predicate=predicate.verb)
    duty = predicates.duty_inside(words, at)
    if duty is None:
        return None
    return Order(Form.MATTER, words[at].start, body_before(words, at, duty), predicate=duty)


def _bound_by_body(words: Words, order: Order) -> Order:
    """ "Cứ 60 phút một lần, đơn vị quản lý hồ phải báo số liệu …": the body behind the comma is bound, what stands before it is no subject."""
    if order.form is not Form.MATTER or not order.lead:
        return order
    first = words.index(order.lead[0].start)
    return replace(order, form=Form.DUTY, start=order.lead[0].start) if words.form(first - 1) == "," else order


# --- conditions and grounds before the order --------------------------------------------------------------------------------------------------------


def _after_ground(words: Words, at: int, limits: list[Span]) -> Order | None:
    """The order after "Trên cơ sở …,", "Để …,", "Trường hợp … thì …": the first comma with an order verb or addressee, else with a verb."""
    ground = phrases("grounds").match(words, at)
    if ground is None and phrases("settings").match(words, at) is None:
        return None
    content = ground[0] if ground else at
    bare: Order | None = None
    moved = False  # a verb has been met: what stands in front of the order is no longer a plain phrase
    for i in range(at, min(len(words), at + 160)):
        form = words.form(i)
        if form in (",", "thì", ":"):
            following, comma = after_connectors(words, i + 1), True
        elif ground is not None and content <= i < content + 14 and not moved:
            following, comma = i, False
        else:
            continue
        if following >= len(words):
            break
        if comma and tells_of_right(words, following):
            return None
        order = _unmarked(words, following, limits) if not comma else _after_comma(words, following, limits)
        if order is not None and order.form is Form.NAMED:
            order = None
        if order is not None and order.form is not Form.IMPERATIVE and (order.form is not Form.VERB or not comma):
            return replace(order, skipped=(words[at].start, order.start))
        if order is None and comma and (ground is not None or phrases("time_settings").match(words, at)):
            order = _imperative(words, following, limits)
        if order is not None and order.form is not Form.MATTER and bare is None:
            bare = replace(order, skipped=(words[at].start, order.start))
            if form == "thì" or not comma:
                return bare
        moved = moved or predicates.verbs().match(words, i) is not None
    return bare


def _after_comma(words: Words, at: int, limits: list[Span]) -> Order | None:
    """An order verb, or a body that is no mere continuation of the row before the comma ("các cơ quan, đơn vị, …")."""
    order = _ordered(words, at, limits)
    if order is None and (words[at].capital or words.form(at) in BEGINS_ROW or agencies.is_reference(words, at)):
        order = _addressed(words, at, limits)
    elif order is None and agencies.starts(words, at):
        bound = _addressed(words, at, limits)  # "Theo bà Bình, chính quyền xã cần …"
        order = bound if bound is not None and bound.form is Form.DUTY else None
    return order


_MANNER = frozenset(("kịp", "chủ", "khẩn", "tiếp", "tích", "tập", "thường", "nghiêm", "quyết"))


def _unmarked(words: Words, at: int, limits: list[Span]) -> Order | None:
    """An order that follows a condition without a comma: "Trong quá trình thực hiện Thủ trưởng các địa phương chủ động …"."""
    if words[at].capital:
        return _addressed(words, at, limits)
    if words.form(at) in _MANNER and predicates.adverbs().match(words, at):
        return _imperative(words, at, limits)
    return None
