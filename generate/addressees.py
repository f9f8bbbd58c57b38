"""Kính gửi: whom a letter or a report goes to (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, điểm 9, ô 9a)."""

from __future__ import annotations

from collections.abc import Sequence

from generate.wording import BLANK, clean, without_end


def fields(addressees: Sequence[str]) -> dict[str, object]:
    """``addressee``: the only one, with its full stop, "" where there are several; ``addressee_lines``: those, each with hyphen and mark."""
    names = [name for raw in addressees if (name := without_end(clean(raw)).lstrip("-– ").strip())] or [BLANK]
    if len(names) == 1:
        return {"addressee": f"{names[0]}.", "addressee_lines": ()}
    return {"addressee": "", "addressee_lines": (*(f"- {name};" for name in names[:-1]), f"- {names[-1]}.")}
