"""Lines above a signature for each kind of authority (quyền hạn ký: TM., KT., TL., TUQ., Q.).

Source: Nghị định 30/2020/NĐ-CP, Điều 13 and Phụ lục I, mục II, điểm 7.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.drafts import SigningBlock
from generate.wording import clean

_ABBREVIATION = re.compile(r"^(TM|KT|TL|TUQ|Q)\s*\.\s*", re.IGNORECASE)
_COLLECTIVES = ("ủy ban", "uỷ ban", "ubnd", "hội đồng", "hđnd", "ban ", "đảng ủy", "đoàn ", "thường trực")


def collective(body: str, head: str, *, deputy: str = "", name: str = "") -> SigningBlock:
    """On behalf of a collective: TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH, or TM. … / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH (Điều 13, khoản 2)."""
    return SigningBlock((f"TM. {body}", *own(head, deputy=deputy).lines), name)


def own(head: str, *, deputy: str = "", name: str = "") -> SigningBlock:
    """The head's own power, or a deputy in the head's place: CHỦ TỊCH, or KT. CHỦ TỊCH / PHÓ CHỦ TỊCH (Điều 13, khoản 1)."""
    return SigningBlock((f"KT. {head}", deputy) if deputy else (head,), name)


def by_order(head: str, officer: str, *, deputy: str = "", name: str = "") -> SigningBlock:
    """By order of the head: TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG; the officer's deputy may sign in the officer's place (Điều 13, khoản 4)."""
    return SigningBlock((f"TL. {head}", *own(officer, deputy=deputy).lines), name)


def delegated(head: str, officer: str, *, name: str = "") -> SigningBlock:
    """By written delegation: TUQ. GIÁM ĐỐC / TRƯỞNG PHÒNG …; may not be passed on (Điều 13, khoản 3)."""
    return SigningBlock((f"TUQ. {head}", officer), name)


def acting(head: str, *, name: str = "") -> SigningBlock:
    """Acting head: Q. GIÁM ĐỐC."""
    return SigningBlock((f"Q. {head}",), name)


def printed(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines as they stand on the page: capitals, one space after "TL."."""
    return tuple(_printed(clean(line)) for line in lines if clean(line))


def _printed(line: str) -> str:
    match = _ABBREVIATION.match(line)
    if match is None:
        return line.upper()
    return f"{match[1].upper()}. {line[match.end() :].upper()}"


def faults(lines: Sequence[str]) -> tuple[str, ...]:
    """What is wrong with the lines, in Vietnamese; () where they agree with Điều 13."""
    found = []
    powers = [(match[1].upper() if (match := _ABBREVIATION.match(line)) else "") for line in lines]
    bodies = [_ABBREVIATION.sub("", line).strip().casefold() for line in lines]
    for position, (power, body) in enumerate(zip(powers, bodies, strict=True)):
        is_collective = body.startswith(_COLLECTIVES)
        if power == "TM" and not is_collective:
            found.append(
                f"“TM.” phải đứng trước tên tập thể (ví dụ “TM. ỦY BAN NHÂN DÂN”), không đứng trước chức vụ: “{lines[position]}”."
            )
        if power in ("KT", "TL", "TUQ") and is_collective:
            found.append(
                f"“{power}.” phải đứng trước chức vụ của người đứng đầu, không đứng trước tên tập thể: “{lines[position]}”."
            )
        if power and position == len(lines) - 1 and power in ("TM", "KT", "TL", "TUQ"):
            found.append(f"Dưới “{lines[position]}” còn thiếu chức vụ của người ký.")
        if power == "KT" and position + 1 < len(lines) and not bodies[position + 1].startswith(("phó", "thứ trưởng")):
            found.append(f"Người ký thay (“KT.”) phải là cấp phó; dòng dưới đang là “{lines[position + 1]}”.")
    if "TUQ" in powers and "KT" in powers[powers.index("TUQ") :]:
        found.append("Người được ủy quyền (“TUQ.”) không được giao cho người khác ký thay.")
    return tuple(found)
