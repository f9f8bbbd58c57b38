"""Totals whose parts follow with no word that joins them, or in a passage of their own (thành phần nói không có từ nối).

"kiểm tra 75 cơ sở; có 58 cơ sở đạt, 17 cơ sở vi phạm", a total with a list under it, "Theo cấp giải quyết: cấp tỉnh 40, cấp xã 60". Parts are
the figures that come next in the text and count the same; they are taken for the parts where they make up the total, and told as a mismatch
only where their names leave nothing out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extract import numbers, sentences
from extract.breakdowns import Breakdown, complementary, exact, head, pattern, same_kind
from extract.findings import Figure
from extract.patterns import SPACE as _S
from extract.structure import Passage, PassageKind
from extract.units import MONEY
from extract.work import Work

_SENTENCE_END = re.compile(r"[.!?…][\"”)]*\s")
_CLAUSE = re.compile(r"[,;:]\s|(?<!\w)(?:là|như)\s")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
#: Between a total and the first part: the clause ends, or a verb says what is told of it.
_OPENS = re.compile(
    rf"[;:(]|[.]\s|(?<!\w)(?:có|đã|được|đạt|còn|hiện|nay|thì|kiến{_S}+nghị|thu{_S}+hồi|giải{_S}+quyết{_S}+xong)(?!\w)|{_S}[–-]{_S}",
    re.IGNORECASE,
)
_OUT_OF = re.compile(rf"^[^.;:,()%\d\n]{{0,50}}(?:^|{_S})(?:trong|trên)(?:{_S}+tổng)?(?:{_S}+số)?{_S}+$", re.IGNORECASE)
_REST = re.compile(rf"(?<!\w)(?:số{_S}+)?còn{_S}+lại(?!\w)", re.IGNORECASE)
#: "Theo cấp giải quyết: …", "Trong đó: …" at the start of a sentence: the total stands further up.
_CARRIED_ON = re.compile(
    rf"(?:(?:[Pp]hân|[Cc]hia|[Xx]ét|[Tt]ính|[Pp]hân{_S}+loại){_S}+)?(?:[Tt]heo{_S}+[^:,;.\d\n]{{2,40}}[:,]"
    rf"|[Tt]rong{_S}+(?:tổng{_S}+)?số{_S}+(?:\w+{_S}+){{0,3}}?(?:đã|này|trên|còn{_S}+lại|đang)(?!\w)"
    rf"|(?:[Tt]rong{_S}+(?:số{_S}+)?đó|[Bb]ao{_S}+gồm|[Gg]ồm|[Cc]ụ{_S}+thể|[Cc]hia{_S}+ra|[Vv]ề{_S}+cơ{_S}+cấu)(?!\w))"
)
#: Totals smaller than this are made up by chance.
_LEAST_TOTAL = 10
#: Totals smaller than this need more than a comma before their parts.
_LEAST_PLAIN_TOTAL = 50
_MOST_PARTS = 8
#: A sum of money with more digits than this, zeros at its end left out, is not made up by chance.
_TELLING_DIGITS = 2
#: A total stands at most so many figures above the parts that refer to it.
_FURTHEST = 12
#: Lists longer than this are not looked through.
_LONGEST_LIST = 60
_SLIP = Decimal("0.1")


def find(work: Work, told: list[Breakdown], by_passage: dict[int, list[Figure]]) -> Iterator[Breakdown]:
    """Breakdowns beside those that words tell; ``told`` are the latter."""
    parts = {part.start for b in told for part in b.parts}
    closed = {b.total.start: b.parts[-1] for b in told if b.parts}
    known = {tuple(f.start for f in b.parts) for b in told if b.complete}
    totals_of: dict[int, set[int]] = {}
    for breakdown in told:
        for part in breakdown.parts:
            totals_of.setdefault(part.start, set()).add(breakdown.total.start)
    for index, figures in by_passage.items():
        passage = work.structure.passages[index]
        if passage.kind is PassageKind.TABLE_ROW:
            continue
        yield from _in_a_row(work.structure.text, passage, figures, parts, closed)
        yield from _part_out_of_whole(work.structure.text, figures)
        yield from _fractions(work, passage, figures, by_passage)
        yield from _carried_on(work, passage, figures, by_passage, totals_of, known)
        listed = _listed(work, passage, figures, by_passage, parts)
        if listed is not None and listed.total.start not in closed:
            yield listed
    yield from _alongside([f for _, figures in sorted(by_passage.items()) for f in figures], told)


def _counts_alike(total: Figure, part: Figure) -> bool:
    return part.unit != "%" and same_kind(total, part) and head(part) in ("", head(total)) and exact(part) < exact(total)


def _in_a_row(
    text: str, passage: Passage, figures: list[Figure], parts: set[int], closed: dict[int, Figure]
) -> Iterator[Breakdown]:
    """A total and the next figures that count the same, up to the end of the sentence behind it or behind its first breakdown."""
    counted = [f for f in figures if f.unit != "%"]
    used: set[int] = set()
    for at, total in enumerate(counted):
        if total.start in parts or total.start in used or exact(total) < _LEAST_TOTAL:
            continue
        last = closed.get(total.start)
        first = at + 1 if last is None else next((i for i, f in enumerate(counted) if f.start > last.start), len(counted))
        before = _before(text, passage, counted, at)
        found = _run(text, before, total, [f for f in counted[first:] if f.start not in parts], total if last is None else last)
        if found is not None:
            yield found
            used |= {f.start for f in found.parts}


def _before(text: str, passage: Passage, counted: list[Figure], at: int) -> str:
    """The words of the total's clause before it."""
    return _SENTENCE_END.split(text[counted[at - 1].end if at else passage.body : counted[at].start])[-1]


def _run(text: str, before: str, total: Figure, following: list[Figure], behind: Figure) -> Breakdown | None:
    """The total with the figures that come next ``behind`` the total or its first breakdown."""
    found = Breakdown(total)
    for part in following[:_MOST_PARTS]:
        if part is following[0] and not _counts_alike(total, part) and exact(part) > exact(total):
            continue  # "200 hộ với 850 khẩu; 120 hộ …"
        if total.unit in MONEY and (part.unit not in MONEY or _in_aside(text, found, part)):
            continue  # "thu hồi 119 triệu đồng (đã thu 90 triệu đồng) và 3.447 m2 đất; xử lý khác …"
        if len(_SENTENCE_END.findall(text[behind.end : part.start])) > 1 or not _counts_alike(total, part):
            break
        found.parts.append(part)
        if found.sum > exact(total):
            break
        if len(found.parts) > 1 and found.complete:
            return found if _opens(before, text[behind.end : found.parts[0].start], found) else None
    first = found.parts[:2]
    if len(first) == 2 and behind is total and _REST.search(text[first[0].end : first[1].start]):
        rest = Breakdown(total, first, whole=True)
        ended = _SENTENCE_END.search(text[total.end : first[1].start])
        return rest if _is_near(rest) and ended is None and _opens(before, text[total.end : first[0].start], rest) else None
    return None


def _in_aside(text: str, found: Breakdown, part: Figure) -> bool:
    """Whether the figure stands in a bracket that was opened behind the first part."""
    between = text[found.parts[0].end : part.start] if found.parts else ""
    return between.count("(") > between.count(")")


def _part_out_of_whole(text: str, figures: list[Figure]) -> Iterator[Breakdown]:
    """ "đã thu hồi 12,6 ha trên tổng số 18 ha; còn lại 5,4 ha": a part, its whole, and the rest."""
    counted = [f for f in figures if f.unit != "%"]
    for part, total, rest in zip(counted, counted[1:], counted[2:], strict=False):
        joined = _OUT_OF.search(text[part.end : total.start])
        found = Breakdown(total, [part, rest])
        if joined and _counts_alike(total, part) and _counts_alike(total, rest) and found.complete:
            yield found


def _fractions(work: Work, passage: Passage, figures: list[Figure], by_passage: dict[int, list[Figure]]) -> Iterator[Breakdown]:
    """ "93 kiến nghị … 18/93 đã giải quyết; 37/93 …; 38/93 …": parts of one whole, told out of it, the last perhaps without it."""
    counted = [f for f in figures if f.unit != "%"]
    at = 0
    while at < len(counted):
        first = counted[at]
        at += 1
        if first.total is None or not any(f.total in (None, first.total) for f in counted[at : at + 1]):
            continue
        above = _totals_above(work, passage, first.start, by_passage)
        total = next((f for f in above if f.total is None and f.value == first.total and _counts_alike(f, first)), None)
        found = Breakdown(total, [first]) if total is not None else None
        for part in counted[at : at + _MOST_PARTS] if found else ():
            if found is None or part.total not in (None, first.total) or not _counts_alike(found.total, part):
                break
            found.parts.append(part)
            if found.exact:
                yield found
                at = counted.index(part) + 1
                break


def _opens(before: str, gap: str, found: Breakdown) -> bool:
    """Whether the figures behind are told of the total, and are not its sisters ("xã A 30 hộ, xã B 20 hộ, xã C 10 hộ")."""
    plain = len(found.parts) >= 3 and exact(found.total) >= _LEAST_PLAIN_TOTAL
    if not (_OPENS.search(gap) or plain or _is_no_chance(found)):
        return False
    if gap.lstrip().startswith(")"):
        return False  # what stands in brackets is told of something else
    behind = _FIRST_WORD.search(gap.lstrip(" ,;.:"))
    own = (_FIRST_WORD.search(words) for words in (before, _CLAUSE.split(before)[-1]))
    return behind is None or all(word is None or word[0].lower() != behind[0].lower() for word in own)


def _is_no_chance(found: Breakdown) -> bool:
    """Whether sums of money agree to a digit that chance hardly meets ("vi phạm 4.231,4 triệu đồng, thu hồi 2.781,4, xử lý khác 1.450")."""
    printed = next(numbers.find(found.total.text), None)
    digits = (f"{printed.value / printed.step:.0f}" if printed else "").rstrip("0")
    return found.total.unit in MONEY and found.exact and len(digits) > _TELLING_DIGITS


def _alongside(figures: list[Figure], told: list[Breakdown]) -> Iterator[Breakdown]:
    """A second total broken down beside the first: "18 dự án, vốn 1.260 tỷ đồng, gồm 11 dự án (840 tỷ đồng) và 7 dự án (420 tỷ đồng)"."""
    at = {f.start: i for i, f in enumerate(figures)}
    for breakdown in told:
        behind = [
            figures[i + 1] if i + 1 < len(figures) else None for i in (at[f.start] for f in (breakdown.total, *breakdown.parts))
        ]
        if len(behind) < 3 or None in behind:
            continue
        total, *parts = [f for f in behind if f is not None]
        own = {f.start for f in (breakdown.total, *breakdown.parts)}
        if not breakdown.complete or any(f.start in own for f in (total, *parts)):
            continue
        found = Breakdown(total, parts)
        if all(f.unit != "%" and same_kind(total, f) and head(f) == head(total) for f in parts) and found.complete:
            yield found


def _carried_on(
    work: Work,
    passage: Passage,
    figures: list[Figure],
    by_passage: dict[int, list[Figure]],
    totals_of: dict[int, set[int]],
    known: set[tuple[int, ...]],
) -> Iterator[Breakdown]:
    """Parts in a sentence that begins with "Theo …:" or "Trong đó", of a total further up.

    ``totals_of`` gives the totals of every part told already, ``known`` the parts of every breakdown; all by where they start.
    """
    text = work.structure.text
    starts = [passage.body, *(m.end() for m in _SENTENCE_END.finditer(text, passage.body, passage.end))]
    for start, end in zip(starts, [*starts[1:], passage.end], strict=True):
        opened = _CARRIED_ON.match(text, start)
        own = [f for f in figures if start <= f.start < end and f.unit != "%"]
        if opened is None or len(own) < 2:
            continue
        own = [f for f in own if not sentences.in_aside(text, start, end, f.start)] or own
        own = [f for f in own if not totals_of.get(f.start, set()) & {f.start for f in own}]
        if tuple(f.start for f in own) in known:
            continue
        for total in _totals_above(work, passage, start, by_passage):
            found = Breakdown(total, own)
            alike = all(_counts_alike(total, f) for f in own)
            of_kinds = exact(total) >= _LEAST_PLAIN_TOTAL and all(
                same_kind(total, f) for f in own
            )  # văn bản: quyết định, công văn
            if len(own) > 1 and found.complete and (alike or of_kinds):
                yield found
                break


def _totals_above(work: Work, passage: Passage, start: int, by_passage: dict[int, list[Figure]]) -> list[Figure]:
    """Figures before ``start``, the nearest first, not beyond the heading of the passage."""
    found: list[Figure] = []
    for above in reversed(work.structure.passages[max(0, passage.index - _LONGEST_LIST) : passage.index + 1]):
        found += [f for f in reversed(by_passage.get(above.index, [])) if f.start < start and f.unit != "%"]
        if len(found) >= _FURTHEST or above.kind is PassageKind.TABLE_ROW or above.zone is not passage.zone:
            break
        if above.kind is PassageKind.HEADING and above.index != passage.index:
            break
    return found[:_FURTHEST]


def _listed(
    work: Work, lead: Passage, figures: list[Figure], by_passage: dict[int, list[Figure]], parts: set[int]
) -> Breakdown | None:
    """A total at the end of its passage, and the items of the list right below it."""
    counted = [f for f in figures if f.unit != "%" and f.start not in parts]
    if not counted or (lead.kind is PassageKind.HEADING and len(counted) > 1):
        return None
    items = _items_below(work, lead)
    for total in (counted[0], counted[-1]):
        firsts = [next((f for f in by_passage.get(p.index, []) if f.unit != "%"), None) for p in items]
        known = [f for f in firsts if f is not None and _counts_alike(total, f)]
        found = Breakdown(total, known)
        if len(known) < 2 or len(known) < len(items) or exact(total) < _LEAST_TOTAL:
            continue
        if found.complete or (_is_near(found) and complementary(work.structure.text, found)):
            return found
    return None if lead.label is None else _sisters(work, lead, counted[0], by_passage)


def _items_below(work: Work, lead: Passage) -> list[Passage]:
    """The items right below the passage, one kind of mark."""
    items: list[Passage] = []
    for below in work.structure.passages[lead.index + 1 : lead.index + 1 + _LONGEST_LIST]:
        scheme = items[0].scheme if items else below.scheme
        if (
            below.label is None
            or below.zone is not lead.zone
            or below.scheme < scheme
            or (lead.label and below.scheme <= lead.scheme)
        ):
            break
        if below.scheme is scheme:
            items.append(below)
    return items


def _sisters(work: Work, lead: Passage, total: Figure, by_passage: dict[int, list[Figure]]) -> Breakdown | None:
    """A total in an item, its parts in the next ones: "- Tổng số: 1.204 văn bản, trong đó:" "- Văn bản giấy: …"."""
    tail = work.structure.text[total.end : lead.end]
    if not (pattern("some").search(tail) or pattern("whole").search(tail)):
        return None
    found = Breakdown(total)
    for below in work.structure.passages[lead.index + 1 : lead.index + 1 + _MOST_PARTS]:
        part = next((f for f in by_passage.get(below.index, []) if f.unit != "%"), None)
        if below.scheme is not lead.scheme or part is None or not _counts_alike(total, part):
            return None
        found.parts.append(part)
        if len(found.parts) > 1 and found.complete:
            return found
    return None


def _is_near(found: Breakdown) -> bool:
    approximate = any(f.approximate for f in (found.total, *found.parts))
    return not approximate and abs(found.sum - exact(found.total)) <= exact(found.total) * _SLIP
