"""A table of how offices give tasks, in all kinds of documents: words, who leads, who helps; and what only sounds like a task.

The rows are in ``directive_phrasings.toml``.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from document_factories import LETTERHEAD, typed

from extract import extract

ROWS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("directive_phrasings.toml").read_text("utf-8"))["row"]
TITLES = {
    "TB": ("15/TB-UBND", "THÔNG BÁO"),
    "QD": ("15/QĐ-UBND", "QUYẾT ĐỊNH"),
    "CT": ("15/CT-UBND", "CHỈ THỊ"),
    "KH": ("15/KH-UBND", "KẾ HOẠCH"),
    "NQ": ("15/NQ-HĐND", "NGHỊ QUYẾT"),
    "CD": ("15/CĐ-UBND", "CÔNG ĐIỆN"),
    "GM": ("15/GM-UBND", "GIẤY MỜI"),
    "BC": ("15/BC-UBND", "BÁO CÁO"),
}
PAGE = (
    LETTERHEAD
    + """
{title}

{body}

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH
Nguyễn Văn An
"""
)


def _page(kind: str, body: str) -> str:
    if kind == "NEWS":
        return f"Chủ tịch UBND tỉnh chỉ đạo tiến độ dự án\n\n{body}\n"
    if kind == "CV":
        return PAGE.format(number="15/UBND-TH\nV/v nhiệm vụ thời gian tới", title="Kính gửi: Các sở, ban, ngành tỉnh.", body=body)
    number, title = TITLES[kind]
    return PAGE.format(number=number, title=f"{title}\nVề nhiệm vụ thời gian tới", body=body)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['kind']}-{' '.join(row['text'].split())[:60]}" for row in ROWS])
def test_tasks(row: dict[str, Any]) -> None:
    found = extract(typed(_page(row["kind"], row["text"].strip()))).directives
    assert [(t.text, [b.name for b in t.lead], [b.name for b in t.coordinating]) for t in found] == [
        (task["words"], task["lead"], task["helpers"]) for task in row["tasks"]
    ]
