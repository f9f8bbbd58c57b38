"""Lines of Nơi nhận (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, điểm 9): each with a dash and a semicolon, the filing line last with a full stop."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generate.drafts import Item
from generate.wording import BLANK, clean, fold, upper_first, without_end

_DASH = re.compile(r"^[-–—•+]\s*")
_FILING = re.compile(r"^lưu\b\s*:?\s*", re.IGNORECASE)


def lines(recipients: Sequence[str], filed_by: str = "", *, named_in: Iterable[Item] = ()) -> tuple[str, ...]:
    """The printed lines: ``recipients``, else the bodies ``named_in`` the tasks, and "- Lưu: VT, <filed_by>." last.

    A filing line among ``recipients`` is used as it is; where none is given and the drafting unit is not known, a blank stands for it.
    """
    bare = [line for raw in recipients if (line := without_end(_DASH.sub("", clean(raw))))]
    filing = [line for line in bare if _FILING.match(line)]
    others = [line for line in bare if not _FILING.match(line)] or bodies(named_in) or [BLANK]
    last = filing[-1] if filing else f"Lưu: VT, {clean(filed_by) or BLANK}"
    return (*(f"- {line};" for line in others), f"- {last}{'' if last.endswith('.') else '.'}")


def bodies(items: Iterable[Item]) -> list[str]:
    """The bodies that lead or coordinate, each once, those that lead first."""
    tasks = list(items)
    names = [name for item in tasks for name in item.lead] + [name for item in tasks for name in item.coordinating]
    unique = {fold(without_end(clean(name))): without_end(clean(name)) for name in reversed(names)}
    return [upper_first(unique[key]) for key in dict.fromkeys(fold(without_end(clean(name))) for name in names) if key]
