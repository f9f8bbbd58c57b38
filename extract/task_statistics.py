"""Identities of task and dossier tables (số liệu thống kê nhiệm vụ, hồ sơ thủ tục hành chính).

Biểu 06 (Thông tư 01/2020/TT-VPCP): received c3 = c4 + c5 + c6, settled c7 = c8 + c9 + c10, pending c11 = c12 + c13, and c3 = c7 + c11.
Tables of tasks by unit: the total is the sum of the four states; in every table the row "Tổng cộng" is the sum of the rows above it.
Only what fails is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract import numbers
from extract.findings import Check
from extract.structure import Passage, PassageKind
from extract.work import Work

_DOSSIERS = (
    re.compile(r"tiếp\s+nhận", re.IGNORECASE),
    re.compile(r"đã\s+giải\s+quyết", re.IGNORECASE),
    re.compile(r"đang\s+giải\s+quyết", re.IGNORECASE),
)
_TASK_TOTAL = re.compile(r"^\W*tổng(?:\s+số)?(?:\s+nhiệm\s+vụ)?(?:\s+(?:giao|được\s+giao))?\W*$", re.IGNORECASE)
_TASK_STATE = re.compile(
    r"(?:hoàn\s+thành|HT|thực\s+hiện|giải\s+quyết|xử\s+lý|trong\s+hạn|quá\s+hạn|trễ\s+hạn|đúng\s+hạn|chưa\s+đến\s+hạn)",
    re.IGNORECASE,
)
_RATE = re.compile(r"%|tỷ\s+lệ", re.IGNORECASE)
#: Columns that no one adds up.
_NO_SUM = re.compile(r"%|tỷ\s+lệ|tỷ\s+trọng|bình\s+quân|điểm|xếp|chỉ\s+số|đơn\s+giá|ghi\s+chú|năm\s+sinh", re.IGNORECASE)
_GROUP = re.compile(r"^\s*(?:[IVX]+|[A-Z])\s*[.)]?\s*$")
_UNIT = re.compile(r"(?<=\d)\s+(?!tỷ|tỉ|triệu|nghìn|ngàn)[^\W\d]+(?:\s+[^\W\d]+)?$")
_SUM_ROW = re.compile(r"^\W*(?:tổng|cộng|tổng\s+(?:cộng|số)|toàn\s+(?:tỉnh|huyện|xã|thành\s+phố))\W*$", re.IGNORECASE)
#: Positions among the eleven number columns of Biểu 06: total, its parts, and the name used in the message.
_FORM_06 = (
    (0, (1, 2, 3), "Tiếp nhận"),
    (4, (5, 6, 7), "Đã giải quyết"),
    (8, (9, 10), "Đang giải quyết"),
    (0, (4, 8), "Tiếp nhận (= đã giải quyết + đang giải quyết)"),
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A table row: its cells, and the numbers among them by column (None where a cell is no number)."""

    passage: Passage
    cells: tuple[str, ...]
    values: tuple[Decimal | None, ...]

    @property
    def name(self) -> str:
        return next((c for c in self.cells if c and not c.strip(" .").isdigit() and not _GROUP.match(c)), "")


def find(work: Work) -> list[Check]:
    """A failed check for every identity that a table breaks."""
    found: list[Check] = []
    for table in _tables(work):
        is_body = [
            not _is_numbering(row) and sum(v is not None for v in row.values) >= (1 if _SUM_ROW.match(row.name) else 2)
            for row in table
        ]
        head = [row for row, counts in zip(table, is_body, strict=True) if not counts]
        body = [row for row, counts in zip(table, is_body, strict=True) if counts]
        words = " ".join(c for row in head for c in row.cells)
        if all(p.search(words) for p in _DOSSIERS):
            found += [check for row in body for check in _form_06(row)]
        else:
            found += _states(head, body)
        found += _sum_rows(head, body)
    return found


def _tables(work: Work) -> Iterator[list[_Row]]:
    """Runs of table rows."""
    rows: list[_Row] = []
    for passage in work.structure.passages:
        if passage.kind is PassageKind.TABLE_ROW and passage.cells:
            cells = tuple(" ".join(work.structure.text[a:b].split()) for a, b in passage.cells)
            rows.append(_Row(passage, cells, tuple(_value(c) for c in cells)))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _value(cell: str) -> Decimal | None:
    """The number of a cell, which may have its unit behind it ("120 hộ")."""
    return numbers.parse(_UNIT.sub("", cell)) if cell else None


def _is_numbering(row: _Row) -> bool:
    """The row "(1) (2) (3) …" that numbers the columns."""
    plain = [c.strip("() =+") for c in row.cells if c.strip()]
    return (
        len(plain) > 3
        and all(c.isdigit() for c in plain)
        and [int(c) for c in plain] == list(range(int(plain[0]), int(plain[0]) + len(plain)))
    )


def _form_06(row: _Row) -> Iterator[Check]:
    values = [v for v in row.values[1:] if v is not None]
    if len(values) < 11:
        return
    columns = values[-11:]
    for total, parts, name in _FORM_06:
        yield from _unless_equal(row, name, columns[total], [columns[p] for p in parts])


def _states(head: list[_Row], body: list[_Row]) -> Iterator[Check]:
    """The column "Tổng số" against the columns of states behind it."""
    titles = max((row.cells for row in head), key=len, default=())
    total = next((i for i, title in enumerate(titles) if _TASK_TOTAL.match(title)), None)
    if total is None:
        return
    states = [i for i in range(total + 1, len(titles)) if _TASK_STATE.search(titles[i]) and not _RATE.search(titles[i])]
    if len(states) < 2 or states != list(range(total + 1, total + 1 + len(states))):
        return
    for row in body:
        picked = [row.values[i] for i in (total, *states) if i < len(row.values)]
        known = [v for v in picked if v is not None]
        if len(known) == len(states) + 1:
            yield from _unless_equal(row, "Tổng số", known[0], known[1:])


def _sum_rows(head: list[_Row], body: list[_Row]) -> Iterator[Check]:
    """The row "Tổng cộng" against the rows above or below it, or against the rows of its groups ("I. Khối sở", "II. Khối xã").

    Columns are counted from the right, as the row of totals may have fewer cells on the left.
    """
    titles = max((row.cells for row in head), key=len, default=())
    for at, row in enumerate(body):
        if not _SUM_ROW.match(row.name) or len(body) < 3 or at not in (0, len(body) - 1):
            continue
        others = [r for r in body if r is not row]
        groups = [r for r in others if _GROUP.match(r.cells[0])]
        others = groups if len(groups) > 1 else others
        if len(groups) == 1 or len({len(r.values) for r in others}) > 1:
            continue
        for column in range(1, min(len(row.values), len(others[0].values)) + 1):
            total, parts = row.values[-column], [r.values[-column] for r in others]
            known = [v for v in parts if v is not None]
            if total is None or len(known) != len(parts) or _counts_up(known):
                continue
            title = titles[-column] if len(titles) >= column else ""
            if _NO_SUM.search(title) or any("%" in r.cells[-column] for r in (row, *others)):
                continue
            name = f"cột “{title}”" if title else f"cột {len(others[0].values) - column + 1}"
            yield from _unless_equal(row, name, total, known, rule="column-sum")


def _counts_up(values: list[Decimal]) -> bool:
    return values == [Decimal(i + 1) for i in range(len(values))]


def _unless_equal(row: _Row, name: str, total: Decimal, parts: list[Decimal], rule: str = "statistics") -> Iterator[Check]:
    added = sum(parts, Decimal(0))
    if added == total:
        return
    shown = parts if len(parts) <= 6 else []
    terms = " + ".join(numbers.written(p) for p in shown) + " = " if shown else "cộng các dòng được "
    message = f"{row.name}: {name} ghi {numbers.written(total)}, nhưng {terms}{numbers.written(added)}: đề nghị kiểm tra lại"
    yield Check(rule=rule, holds=False, expected=float(added), spans=((row.passage.start, row.passage.end),), message=message)
