"""What stands around an order in its clause: connectors and the paper before it, who is named before a colon, what closes a row of bodies.

Small readers that :mod:`extract.orders` asks at the edges of an order; none of them reads an order itself.
"""

from __future__ import annotations

from extract import agencies, predicates
from extract.contexts import order_verbs, phrases, skip
from extract.findings import Body
from extract.words import Words


def _after_source(words: Words, at: int) -> int:
    """Index after the paper that a report opens with: "(QTO) - Chiều nay, …", "TPO - Thủ tướng …"."""
    end = at + 1
    if words.form(at) == "(":
        closing = words.closing(at, 8)
        end = closing + 1 if closing is not None else at
    elif at >= len(words) or not words[at].upper:
        return at
    return end + 1 if words.form(end) == "-" and end + 1 < len(words) and words[end + 1].capital else at


def after_connectors(words: Words, at: int) -> int:
    at = _after_source(words, at)
    while at < len(words):
        if words.form(at) == "(" and words.form(at + 1).isdigit() and words.form(at + 2) == ")":
            at += 3
            continue
        if words.form(at) in ("“", '"', "‘", "(", "-", "+", "•", ",", ":", ";", "."):
            at += 1
            continue
        found = phrases("connectors").match(words, at)
        if found is None or (words.form(found[0]) == "với" and words.form(at) == "cùng"):
            return at
        whole = words.form(found[0] - 1) in ("đó", "này")  # "bên cạnh đó", not "bên cạnh"
        if not whole and found[0] < len(words) and words.form(at) in ("bên", "song", "tại") and words.form(found[0]) != ",":
            return at
        at = found[0]
    return at


def carrier(words: Words, at: int) -> int | None:
    """Index after the document that gives the order: "Công điện yêu cầu Sở A …", "Văn bản nêu rõ, giao …"."""
    found = phrases("carriers").match(words, at) if words[at].capital else None
    if found is None:
        return None
    end = skip(words, found[0], "carrier_words")
    return end if order_verbs().match(words, end) else None


def with_those_asked(words: Words, told: agencies.Bodies) -> agencies.Bodies:
    """ "giao Giám đốc các sở và đề nghị Ủy ban MTTQ tỉnh tăng cường …": offices are told, the Front is asked, the task is one."""
    if words.form(told.end) not in ("và", ",") or words.form(told.end + 1) in ("giao", "chỉ"):
        return told
    verb = order_verbs().match(words, told.end + 1)
    asked = agencies.read(words, verb[0]) if verb else None
    return agencies.Bodies((*told.items, *asked.items), asked.end) if asked is not None else told


def addressee_before_colon(words: Words) -> agencies.Bodies | None:
    """The bodies that the words in front of a colon name, if they name bodies and say nothing of them."""
    found = agencies.read(words, 0)
    if found is not None and found.end >= len(words):
        return found
    if found is None or len(words) > 40 or _says_more(words, found.end):
        return None
    whole = agencies.read(words, 0, heading=True)  # "Các doanh nghiệp cung cấp máy tính:"
    if whole is None:
        return None
    closed = words.form(whole.end) == "(" and words.form(len(words) - 1) == ")"  # "Trung tâm Ứng cứu khẩn cấp (VNCERT):"
    return whole if whole.end >= len(words) or closed else None


def _says_more(words: Words, at: int) -> bool:
    if phrases("past").match(words, at) or words.form(at) in (",", ";"):
        return True
    return any(
        (m := predicates.adverbs().match(words, i)) is not None and m[1] == "deontic" for i in range(at, len(words))
    ) or any(phrases("duties").match(words, i) for i in range(at, len(words)))


def named_before_colon(words: Words, at: int) -> agencies.Bodies | None:
    """The bodies from the word ``at`` on that a colon closes; the row ends at the colon. None where the words say more."""
    colons = words.among(_COLON, at + 1, at + 40)
    if not colons or not words[at].capital:
        return None
    left = Words(words.text, words[at].start, words[colons[0]].start)
    found = addressee_before_colon(left)
    return agencies.Bodies(found.items, colons[0]) if found is not None else None


_COLON = frozenset((":",))


def is_passive_duty(words: Words, at: int) -> bool:
    """ "được giao", "được yêu cầu", "cũng được giao", "có trách nhiệm" are duties, "được khen" is none."""
    while words.form(at) in ("cũng", "còn", "đều", "sẽ"):
        at += 1
    found = predicates.adverbs().match(words, at)
    return (
        bool(found and found[1] == "deontic")
        or [words.form(at + k) for k in range(4)] == ["có", "ý", "kiến", "bằng"]
        or words.form(at) == "tổ"
        or (words.form(at) == "ban" and words.form(at + 1) == "hành")
    )


def body_before(words: Words, at: int, duty: int) -> tuple[Body, ...]:
    """The body right before the word of duty: "Việc chậm trễ … thì người đứng đầu phải chịu trách nhiệm"."""
    for i in range(max(at, duty - 14), duty):
        starts = (
            i == at
            or words.form(i - 1) == "thì"
            or (words.form(i - 1) == "," and (words[i].capital or words.form(i) in BEGINS_ROW or not _in_row(words, at, i - 1)))
        )
        bodies = agencies.read(words, i, duty) if starts else None
        if bodies is not None and bodies.end == duty:
            return bodies.items
    return ()


def _in_row(words: Words, at: int, comma: int) -> bool:
    """Whether a body stands right before the comma, so that one behind it only goes on with the row."""
    return any((row := agencies.read(words, i)) is not None and row.end >= comma for i in range(max(at, comma - 8), comma))


def may_be_task(words: Words, at: int) -> bool:
    """After "giao Sở A" some word of a task unknown to the lexicon; a noun right there ("giao Sở A kinh phí …") counts too."""
    return at < len(words) and words.form(at)[0].isalpha() and not phrases("past").match(words, at)


def before_order(words: Words, at: int) -> int:
    """Index of the order verb after an issuer: past "đã", "vừa", "có ý kiến", a person's name in commas."""
    if words.form(at) == "(":  # "Sở Giáo dục và Đào tạo (GDĐT) yêu cầu …"
        closing = words.closing(at, 10)
        at = at if closing is None else closing + 1
    at = skip(words, at, "before_order")
    if words.form(at - 1) == "," and order_verbs().match(words, at) is None:
        return at - 1
    return at


def tells_of_right(words: Words, at: int) -> bool:
    """ "Căn cứ tình hình thực tế, UBND các xã có quyền yêu cầu …": a right is no duty."""
    bodies = agencies.read(words, at)
    return bodies is not None and (words.form(bodies.end), words.form(bodies.end + 1)) == ("có", "quyền")


BEGINS_ROW = frozenset(("các", "từng", "mỗi", "những", "người", "toàn"))
