"""What stands over a passage: whether its imperatives are orders, and to whom (ngữ cảnh giao nhiệm vụ).

A heading or lead-in decides for all that it governs: "II. NHIỆM VỤ" opens a list of tasks, "I. Đánh giá chung" none, "2. Giao Bộ X:" and "3. Sở
Tài chính" name who must do what follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from extract import agencies, lexicon
from extract.findings import Body
from extract.labels import Scheme
from extract.structure import Passage, PassageKind
from extract.words import Phrases, Words
from extract.work import Work


class Mode(StrEnum):
    """How an imperative without an order verb is to be taken."""

    TASKS = "tasks"  # it is an order
    OPEN = "open"  # only beside an order verb or a word of duty
    BARRED = "barred"  # never: results, aims, proposals from below


@dataclass(frozen=True, slots=True)
class Context:
    """What governs a passage.

    ``named_by`` is the passage whose words name the bodies; ``headed`` is True where it names them without an order verb, so that "Yêu cầu các nhà
    thầu …" below it is a task of theirs.
    """

    mode: Mode
    lead: tuple[Body, ...] = ()
    coordinating: tuple[Body, ...] = ()
    named_by: int | None = None
    headed: bool = False


@cache
def phrases(key: str) -> Phrases:
    """A list of ``lexicon/directives.toml``."""
    return Phrases((p, key) for p in lexicon.tables("directives")[key])


@cache
def order_verbs() -> Phrases:
    """Verbs that give an order ("giao", "yêu cầu", "đề nghị")."""
    return Phrases((p, "orders") for p in lexicon.tables("verbs")["orders"])


def read(work: Work) -> list[Context]:
    """The context of every passage."""
    root = Context(Mode.BARRED if reports(work) else Mode.OPEN)
    below: dict[int, Context] = {}
    contexts: list[Context] = []
    parents = {p.parent for p in work.structure.passages}
    for passage in work.structure.passages:
        above = below[passage.parent] if passage.parent is not None else root
        contexts.append(above)
        if passage.index in parents:
            below[passage.index] = _below(work, passage, above)
    return contexts


def reports(work: Work) -> bool:
    """Whether the whole document reports or proposes."""
    return (work.header.doc_type or "") in lexicon.tables("directives")["reporting_types"]


def _below(work: Work, passage: Passage, above: Context) -> Context:
    """The context of what the passage governs."""
    structure = work.structure
    sentences = structure.sentences(passage)
    start = sentences[-1][0] if sentences and passage.kind is PassageKind.LEAD_IN else passage.body
    words = Words(structure.text, start, passage.end)
    named = _named(words, passage)
    if named is not None:
        bodies, coordinating = named
        if _asks_those_above(work, words, bodies):
            return Context(Mode.BARRED)
        mode = Mode.BARRED if above.mode is Mode.BARRED and not _orders(words) else Mode.TASKS
        return Context(
            mode, bodies, coordinating, passage.index, headed=not _orders(Words(structure.text, start, bodies[0].start))
        )
    if passage.scheme is Scheme.ARTICLE and _enacts(work, words):
        return replace(above, mode=Mode.OPEN)
    if passage.kind is PassageKind.LEAD_IN:
        return _below_lead_in(work, words, above)
    if passage.kind is PassageKind.HEADING or len(words) <= 24:
        return _below_heading(work, words, above)
    return above


#: Those above the one who reports, as requests from below name them.
_ABOVE = re.compile(
    r"(?:đề nghị |kính đề nghị |kiến nghị )?(?:(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|Thường trực|Lãnh đạo|Chủ tịch UBND|Văn phòng) (?:các )?"
    r"(?:tỉnh|thành phố|cấp trên)|Chính phủ|Thủ tướng|Quốc hội|Trung ương|Tỉnh ủy|Thành ủy|(?:các )?Bộ\b|Văn phòng Chính phủ|các cơ quan Trung ương)",
    re.IGNORECASE,
)


def _asks_those_above(work: Work, words: Words, bodies: tuple[Body, ...]) -> bool:
    """ "Đề nghị UBND tỉnh:" in a report or proposal: what follows is asked of those above."""
    asks = words.form(0) in ("đề", "kiến", "kính") or (words.form(0) in ("đối", "với") and words.form(1) in ("với", "ubnd"))
    return reports(work) and asks and _ABOVE.match(bodies[0].name) is not None and bodies[0].name.lower() not in work.author


def _enacts(work: Work, words: Words) -> bool:
    """ "Điều 1. Phê duyệt kết quả lựa chọn nhà thầu với các nội dung sau:": what the decision does by saying so, and no list of tasks."""
    enacting = (work.header.doc_type or "") in ("quyết định", "nghị quyết")
    return enacting and phrases("enacting").match(words, 0) is not None and not has(words, "task_headings")


def _below_heading(work: Work, words: Words, above: Context) -> Context:
    cleared = replace(above, mode=above.mode)
    if work.header.doc_type == "giấy mời" and phrases("exact_task_headings").match(words, 0):
        return Context(Mode.BARRED)  # "Nội dung:" of an invitation is its agenda
    if _opens_with(words, "frame_headings"):
        return Context(Mode.OPEN)
    if _opens_with(words, "barred_headings") or (_opens_with(words, "request_headings") and reports(work)):
        return Context(Mode.BARRED)
    tasks = has(words, "task_headings") or (
        (m := phrases("exact_task_headings").match(words, 0)) is not None and m[0] >= len(words) - 1
    )
    if tasks and above.mode is not Mode.BARRED:
        return replace(cleared, mode=Mode.TASKS)
    if has(words, "task_headings") and reports(work) and _looks_ahead(words):
        return Context(Mode.TASKS)
    return cleared


def _below_lead_in(work: Work, words: Words, above: Context) -> Context:
    if above.mode is Mode.BARRED:
        ahead = reports(work) and has(words, "task_headings") and _looks_ahead(words)
        return Context(Mode.TASKS) if ahead else above
    if len(words) <= 14 and _opens_with(words, "barred_headings"):
        return Context(Mode.BARRED)
    if has(words, "reporting_lead_ins") and not _orders(words):
        return above
    weak = ends_with(words, "weak_lead_in_ends") and has(words, "lead_in_support")
    if weak or ends_with(words, "lead_in_ends") or (len(words) <= 24 and has(words, "task_headings")):
        return replace(above, mode=Mode.TASKS)
    return above


def _looks_ahead(words: Words) -> bool:
    """ "NHIỆM VỤ TRỌNG TÂM THÁNG 02" of a report lies ahead, "KẾT QUẢ THỰC HIỆN NHIỆM VỤ" behind."""
    return not _opens_with(words, "barred_headings") and not any(
        words.form(i) == "kết" and words.form(i + 1) == "quả" for i in range(len(words))
    )


def _orders(words: Words) -> bool:
    return order_verbs().stand_in(words)


def has(words: Words, key: str) -> bool:
    """Whether a phrase of the list stands anywhere among the words."""
    return phrases(key).stand_in(words)


def _opens_with(words: Words, key: str) -> bool:
    at = 0
    while words.form(at) in ("về", "một", "số", "các", "những", "công", "tác") and not phrases(key).match(words, at):
        at += 1
    return phrases(key).match(words, at) is not None


def ends_with(words: Words, key: str) -> bool:
    """Whether the words end in a phrase of the list."""
    last = len(words)
    while last and not words.form(last - 1)[0].isalnum():
        last -= 1
    return any((m := phrases(key).match(words, i)) is not None and m[0] == last for i in range(max(0, last - 8), last))


# --- headings and lead-ins that name bodies ----------------------------------------------------------------------------------------------


def only_names(work: Work, passage: Passage) -> bool:
    """Whether a lead-in names bodies for what follows and says nothing else: "Giao Sở A chủ trì, phối hợp với Sở B:"."""
    sentences = work.structure.sentences(passage)
    words = Words(work.structure.text, sentences[-1][0] if sentences else passage.body, passage.end)
    bodies = agencies.read(words, _after_opening(words))
    return bodies is not None and _only_duty_after(words, bodies.end, heading=False)


def _named(words: Words, passage: Passage) -> tuple[tuple[Body, ...], tuple[Body, ...]] | None:
    """Lead and coordinating bodies that a heading or lead-in names for what follows; None where it names none."""
    heading = passage.kind is PassageKind.HEADING
    if (
        not heading
        and passage.kind is not PassageKind.LEAD_IN
        and not (passage.kind is PassageKind.ITEM and ends_with(words, "list_openers"))
    ):
        return None
    opening = _after_opening(words)
    bodies = agencies.read(words, opening, heading=heading and len(words) < 60)
    if bodies is not None and _only_duty_after(words, bodies.end, heading=heading):
        return bodies.items, coordinating(words, bodies.end, len(words))
    if heading:
        return None
    if ends_with(words, "speaks") and not _orders(words):
        return None  # "Bộ trưởng Bộ X chỉ thị:": who speaks
    if _tells(words, bodies) and not _orders(words):
        return None  # "UBND phường thông báo:"
    whole = agencies.read(words, opening, heading=True) if words.form(len(words) - 1) == ":" else None
    if whole is not None and whole.end >= len(words) - 1 and not _says_duty(words, opening):
        return whole.items, ()
    found = None
    for i in range(len(words)):
        verb = order_verbs().match(words, i)
        if verb and words.form(i - 1) not in ("được", "các", "nhiệm", "ý", "văn"):
            addressed = agencies.read(words, skip(words, verb[0], "after_order"))
            found = addressed or found
    if found is None and (ends_ordering(words) or _tells(words, bodies)):
        return None  # "UBND xã trân trọng kính mời:", "UBND xã thông báo phân công nhiệm vụ như sau:"
    if found is None and bodies is not None:  # "Sở Tài chính rà soát các nội dung sau:"
        return bodies.items, coordinating(words, bodies.end, len(words))
    return (found.items, ()) if found else None


def ends_ordering(words: Words) -> bool:
    """Whether the last words, a colon aside, are an order verb."""
    last = len(words) - (words.form(len(words) - 1) == ":")
    return any((m := order_verbs().match(words, i)) is not None and m[0] == last for i in range(max(0, last - 4), last))


def _tells(words: Words, bodies: agencies.Bodies | None) -> bool:
    """Whether the body only says what follows."""
    at = bodies.end if bodies else 0
    return bodies is not None and phrases("tells").match(words, skip(words, at, "before_order")) is not None


def only_as_for(words: Words) -> bool:
    """Whether the words are "Đối với Sở A" and nothing else."""
    opening = phrases("as_for").match(words, 0)
    bodies = agencies.read(words, opening[0]) if opening else None
    return bodies is not None and bodies.end >= len(words)


def _says_duty(words: Words, at: int) -> bool:
    """Whether a word of duty, of manner or the lead's verb stands among the words: then they are no mere name."""
    return any(phrases("duties").match(words, i) or order_verbs().match(words, i) for i in range(at, len(words)))


def _after_opening(words: Words) -> int:
    """Index after what may stand before the bodies of a heading: "Giao", "Đối với", "Trách nhiệm của"."""
    at = 0
    openings = (
        ("đối", "với"),
        ("trách", "nhiệm", "của"),
        ("nhiệm", "vụ", "của"),
        ("về", "phía"),
        ("trách", "nhiệm"),
        ("tổ", "chức", "thực", "hiện"),
    )
    for opening in openings:
        if tuple(words.form(at + k) for k in range(len(opening))) == opening:
            at += len(opening)
            break
    verb = order_verbs().match(words, at)
    return skip(words, verb[0], "after_order") if verb else at


def _only_duty_after(words: Words, at: int, *, heading: bool) -> bool:
    """Whether the rest only opens the list: nothing, a colon, "có trách nhiệm:", "chủ trì, phối hợp với …:"."""
    at = skip(words, at, "between")
    if at >= len(words):
        return True
    if words.form(at) in (":", ".", ";", "-") and at == len(words) - 1:
        return True
    if words.form(at) == "(" and words.form(len(words) - 1) in (")", ":"):
        return True
    if agencies.ends_heading(words, at):
        return True
    rest = [words.form(i) for i in range(at, len(words))]
    if heading or not (rest[-1] == ":" or ends_with(words, "list_openers")):
        return False
    joined = " ".join(rest[:6])
    return phrases("duties").match(words, at) is not None and (
        len(rest) < 10 or "phối hợp" in joined or ends_with(words, "lead_in_ends")
    )


def skip(words: Words, at: int, key: str) -> int:
    """Index after all phrases of the list that stand at ``at``, one after the other, commas between them included."""
    while at < len(words):
        found = phrases(key).match(words, at)
        if found is None and words.form(at) == "," and phrases(key).match(words, at + 1):
            found = (at + 1, key)
        if found is None:
            return at
        at = found[0]
    return at


def coordinating(words: Words, start: int, stop: int) -> tuple[Body, ...]:
    """Bodies named as "phối hợp với …", "cùng với …", "có sự tham gia của …" between the words ``start`` and ``stop``."""
    found: list[Body] = []
    at = start
    for i in words.among(_OPENS_COOPERATION, start, stop):
        if i < at:
            continue
        helpers = _helpers(words, i, stop) if words.form(i) == "," else None
        if helpers is not None:
            found.extend(helpers.items)
            at = helpers.end
            continue
        opening = _cooperation(words, i)
        if opening is None:
            continue
        bodies = agencies.read(words, opening, stop, company=True)
        if bodies is None:
            at = opening
            continue
        found.extend(bodies.items)
        at = max(bodies.end, opening)
    return tuple(dict.fromkeys(found))


_OPENS_COOPERATION = frozenset((",", "phối", "cùng", "tham"))


def _helpers(words: Words, comma: int, stop: int) -> agencies.Bodies | None:
    """ "Sở A chủ trì, các sở, ngành liên quan phối hợp …": the bodies that help are named before the verb."""
    if words.form(comma - 2) != "chủ" or words.form(comma - 1) != "trì":
        return None
    bodies = agencies.read(words, comma + 1, stop, company=True)
    helps = bodies is not None and words.form(bodies.end) == "phối" and words.form(bodies.end + 2) != "với"
    return bodies if helps else None


def _cooperation(words: Words, at: int) -> int | None:
    form = words.form(at)
    if form == "phối" and words.form(at - 1) == "sự" and words.form(at + 2) == "của":
        return at + 3
    if form == "phối" and words.form(at + 1) == "hợp":
        end = skip(words, at + 2, "manner")
        return end + 1 if words.form(end) == "với" else end
    if form == "cùng" and words.form(at + 1) == "với":
        return at + 2
    if form == "cùng" and agencies.starts(words, at + 1) and (words.form(at + 1) in ("các", "với") or words[at + 1].capital):
        return at + 1
    if form == "tham" and words.form(at + 1) == "gia" and words.form(at + 2) == "của" and words.form(at - 1) in ("sự", "có"):
        return at + 3
    return None
