"""A table of how offices praise and blame, and of demands, causes, forecasts and counts that use the same words.

The rows are in ``assessment_phrasings.toml``.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from document_factories import typed

from extract import extract

ROWS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("assessment_phrasings.toml").read_text("utf-8"))["row"]
PAGE = """ỦY BAN NHÂN DÂN
TỈNH SƠN HẢI
Số: 15/TB-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Hải, ngày 12 tháng 11 năm 2025

THÔNG BÁO
Kết luận cuộc họp

{body}

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH
Nguyễn Văn An
"""
OPENING = """Ngày 10/11/2025, Chủ tịch UBND tỉnh Nguyễn Văn An chủ trì cuộc họp về tiến độ các dự án. Chủ tịch UBND tỉnh kết luận như sau:
1. """


@pytest.mark.parametrize("row", ROWS, ids=[" ".join(row["text"].split())[:70] for row in ROWS])
def test_judged(row: dict[str, Any]) -> None:
    body = f"{row['heading']}\n{row['text']}" if row["heading"] else OPENING + row["text"]
    found = extract(typed(PAGE.format(body=body))).assessments
    assert [(a.kind.value, a.text, list(a.about)) for a in found] == [(j["kind"], j["words"], j["about"]) for j in row["judged"]]
