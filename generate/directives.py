"""From an accepted task to the sentence a secretary would write.

``Giao <A> chủ trì, phối hợp với <B, C> <nội dung>; hoàn thành <thời hạn>.`` — the form of directive sentences in conclusion notices of 2024–2025.
A task's text may already say who, with whom and by when; what it says is recognised and not said twice, and nothing is added that no field gives.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generate import lexicon
from generate.dates import named_dates, short_date
from generate.drafts import Item
from generate.wording import BLANK, clean, fold, joined, lower_first, opens_with_name, sentence, upper_first, without_end

_SEPARATOR = re.compile(r"\s*(?:[,;]\s*(?:và\s+|cùng\s+)?|và\s+|cùng\s+)", re.IGNORECASE)
_COORDINATION = re.compile(r"(?:chủ\s+trì\s*,?\s*(?:và\s+)?)?phối\s+hợp\s+(?:chặt\s+chẽ\s+)?(?:với|cùng)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Act:
    """A task taken apart: ``order`` word, bodies, the bare ``act`` and the words that tie its deadline to it ("" if the act already says it).

    ``coordination``: the words with whom ("" if the act says it); ``composed``: they are ours, the source did not have them.
    ``whole`` is set where the text is a sentence of its own that must not be rebuilt; then it is the sentence, without its end.
    """

    order: str
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    coordination: str
    act: str
    deadline: str
    composed: bool = False
    whole: str = ""

    @property
    def clause(self) -> str:
        """What is to be done and by when, without the addressee: "chủ trì, phối hợp với B rà soát …; hoàn thành trước ngày …"."""
        between = _between(self) if self.coordination else ""
        return f"{self.coordination}{between}{lower_first(self.act)}{self.deadline}"


def act_of(item: Item) -> Act:
    """Take ``item`` apart."""
    lead, coordinating = _names(item.lead), _names(item.coordinating)
    deadline = without_end(clean(item.deadline))
    text = _without_leading_deadline(without_end(clean(item.text)), deadline)
    if _is_sentence_of_its_own(text, lead):
        tail = _deadline_tail(text, deadline, item)
        return Act("", lead, coordinating, "", "", tail, whole=upper_first(text) + tail)
    said_order, act = _without_addressee(text, lead)
    coordination, composed, act = _coordination(act, coordinating)
    order = clean(item.order) or said_order or default_order(lead)
    return Act(order, lead, coordinating, coordination, act or BLANK, _deadline_tail(act, deadline, item), composed)


def _names(raw: Sequence[str]) -> tuple[str, ...]:
    """The names, each once, in their order."""
    return tuple(dict.fromkeys(name for name in (without_end(clean(one)) for one in raw) if name))


def directive(act: Act) -> str:
    """The whole sentence with its addressee and full stop."""
    if act.whole:
        return sentence(act.whole)
    between = " " if act.coordination else _between(act)
    return sentence(f"{addressed(act)}{between}{act.clause}")


def addressed(act: Act) -> str:
    """ "Giao Sở Nội vụ": the order and its addressee; an unknown addressee is a blank."""
    return f"{upper_first(act.order)} {joined([lower_first(name) for name in act.lead]) if act.lead else BLANK}"


def default_order(lead: Sequence[str]) -> str:
    """ "Đề nghị" for Party, Front, unions, army, courts and higher bodies, "Yêu cầu" for everybody at once, else "Giao"."""
    orders = lexicon.lists("orders")
    folded = [fold(name) for name in lead]
    if any(name.startswith(orders["de_nghi"]) for name in folded):
        return "Đề nghị"
    if any(name.startswith(orders["yeu_cau"]) for name in folded):
        return "Yêu cầu"
    return "Giao"


def _between(act: Act) -> str:
    """A colon where the act opens with a subject or a condition of its own: "Giao Sở Y tế: việc tuyển dụng phải …"."""
    openings = lexicon.lists("clauses")["own_subject"]
    return ": " if opens_with_name(act.act) or fold(act.act).startswith(openings) else " "


def _is_sentence_of_its_own(text: str, lead: tuple[str, ...]) -> bool:
    """An order with its own addressee, where no lead is known, or one that stands after a condition ("Trên cơ sở …, giao Sở Nội vụ …")."""
    said = "|".join(re.escape(order) for order in lexicon.lists("orders")["said"])
    if not lead:
        return re.match(rf"(?:{said})\s+\S", text, re.IGNORECASE) is not None
    return any(re.search(rf"\S.*?[,;]\s+(?:{said})\s+{re.escape(fold(name))}(?!\w)", fold(text)) for name in lead)


def _without_leading_deadline(text: str, deadline: str) -> str:
    """ "Trước ngày 15/12/2025, Sở Nội vụ …" loses its first words: they come back at the end."""
    if deadline and fold(text).startswith(fold(deadline)):
        rest = text[len(deadline) :]
        if rest.startswith(","):
            return rest[1:].strip()
    return text


def _without_addressee(text: str, lead: tuple[str, ...]) -> tuple[str, str]:
    """The order word that the text says (or "") and the text after its addressee, where that is ``lead``."""
    for order in ("", *lexicon.lists("orders")["said"]):
        if order and not fold(text).startswith(f"{order} "):
            continue
        rest = text[len(order) :].strip()
        after = _after_names(rest, lead)
        if after is not None:
            return order.removesuffix(" cho"), _without_duty(after)
    for words in lexicon.lists("clauses")["anaphora"]:
        if lead and fold(text).startswith(f"{words} "):
            return "", _without_duty(text[len(words) :].strip())
    return "", _without_duty(text) if lead else text


def _without_duty(text: str) -> str:
    bare = text.lstrip(" :,").strip()
    for words in lexicon.lists("clauses")["duties"]:
        if fold(bare).startswith(f"{words} "):
            return bare[len(words) :].strip()
    return bare


def _after_names(text: str, names: tuple[str, ...]) -> str | None:
    """What follows where ``text`` begins with all ``names``, in any order and joined in any way; None where it does not."""
    for candidates in (names, _tails(names)):
        if candidates:
            start = (
                re.match(r"(?:các\s+)?" + re.escape(names[0].split()[0]) + r"\s*:?\s+", text, re.IGNORECASE)
                if candidates is not names
                else None
            )
            if candidates is not names and start is None:
                continue
            rest = _consume(text[start.end() :] if start else text, candidates)
            if rest is not None:
                return rest
    return None


def _tails(names: tuple[str, ...]) -> tuple[str, ...]:
    """ "Sở Tài chính", "Sở Nội vụ" → "Tài chính", "Nội vụ", as in "các Sở: Tài chính, Nội vụ"; () where the first words differ."""
    heads = {fold(name).split()[0] for name in names}
    if len(names) < 2 or len(heads) > 1 or any(" " not in name for name in names):
        return ()
    return tuple(name.split(" ", 1)[1] for name in names)


def _consume(text: str, names: tuple[str, ...]) -> str | None:
    rest, left = text, sorted(names, key=lambda name: -len(name))
    while left:
        name = next((name for name in left if _begins(rest, name)), None)
        if name is None:
            return None
        left.remove(name)
        rest = rest[len(name) :]
        if left:
            separator = _SEPARATOR.match(rest)
            if separator is None:
                return None
            rest = rest[separator.end() :]
    return rest.strip()


def _begins(text: str, name: str) -> bool:
    return fold(text[: len(name)]) == fold(name) and not text[len(name) : len(name) + 1].isalnum()


def _coordination(act: str, coordinating: tuple[str, ...]) -> tuple[str, bool, str]:
    """The words that say with whom, whether they are ours, and the act without them. Where the act says it in other words it stays as it is."""
    if not coordinating:
        return "", False, act
    said = _COORDINATION.match(act)
    if said:
        after = _after_names(act[said.end() :], coordinating)
        if after is not None:
            names = joined([lower_first(name) for name in coordinating])
            return f"{lower_first(said[0].strip())} {names}", False, after.lstrip(" ,;:").strip()
    missing = [name for name in coordinating if not _mentioned(name, act)]
    if not missing or said:
        return "", False, act
    bare = re.sub(r"^chủ\s+trì\s*,?\s+(?=\w)", "", act, flags=re.IGNORECASE)
    return coordination_with(joined([lower_first(name) for name in missing])), True, bare


def coordination_with(names: str) -> str:
    """ "chủ trì, phối hợp với …"."""
    return f"chủ trì, phối hợp với {names}"


def _mentioned(name: str, text: str) -> bool:
    """Is ``name`` in ``text``, whole or as one of a list ("các Sở: Tài chính, Nội vụ")?"""
    folded, body = fold(text), fold(name)
    tail = body.split(" ", 1)[-1]
    return body in folded or ("phối hợp" in folded and " " in tail and tail in folded)


def _deadline_tail(act: str, deadline: str, item: Item) -> str:
    """The words that tie the deadline to the act, with their separator; "" where there is none or the act already says it."""
    words = deadline or (f"chậm nhất ngày {short_date(item.due)}" if item.due else "")
    if not words or _says_deadline(act, words):
        return ""
    words = lower_first(words.lower() if words.isupper() else words)
    clauses, folded = lexicon.lists("clauses"), fold(words)
    if folded.startswith(clauses["own_verb"]):
        return f"; {words}"
    if folded.startswith(clauses["periods"]) and not any(sign in folded for sign in clauses["rhythm"]):
        words, folded = f"trong {words}", f"trong {folded}"
    if _takes_deadline(act, clauses["direct_acts"], clauses["finishing"]):
        return f" {words}"
    if any(sign in folded for sign in clauses["rhythm"]):
        return f"; thực hiện {words}"
    if not folded.startswith(clauses["prepositions"]):
        return f"; thời hạn hoàn thành: {words}"
    return f". Hoàn thành {words}" if re.search(r"\.\s+\w", act) else f"; hoàn thành {words}"


def _takes_deadline(act: str, direct: tuple[str, ...], finishing: tuple[str, ...]) -> bool:
    """Does the deadline follow the act without a verb of its own: "… báo cáo UBND tỉnh trước ngày D", "hoàn thành việc … trước ngày D"?"""
    last = fold(re.split(r"[,;.]\s+(?:và\s+)?", act)[-1])
    return last.startswith(direct) or (fold(act).startswith(finishing) and re.search(r"[;.]\s", act) is None)


def _says_deadline(act: str, words: str) -> bool:
    if fold(words) in fold(act):
        return True
    wanted, named = named_dates(words), named_dates(act)
    return bool(wanted) and all(any(_same_day(one, other) for other in named) for one in wanted)


def _same_day(one: tuple[int, int, int | None], other: tuple[int, int, int | None]) -> bool:
    return one[:2] == other[:2] and (one[2] == other[2] or None in (one[2], other[2]))
