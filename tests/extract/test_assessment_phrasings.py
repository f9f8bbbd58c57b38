"""A table of how offices praise and blame, and of demands, causes, forecasts and counts that use the same words.

The rows are in ``assessment_phrasings.toml``; those of ``judgement_phrasings.toml`` mark the judged words in the row itself.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from document_factories import LETTERHEAD, typed

from extract import extract

ROWS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("assessment_phrasings.toml").read_text("utf-8"))["row"]
PAGE = (
    LETTERHEAD.format(number="15/TB-UBND")
    + """
THÔNG BÁO
Kết luận cuộc họp

{body}

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH
Nguyễn Văn An
"""
)
OPENING = """Ngày 10/11/2025, Chủ tịch UBND tỉnh Nguyễn Văn An chủ trì cuộc họp về tiến độ các dự án. Chủ tịch UBND tỉnh kết luận như sau:
1. """


@pytest.mark.parametrize("row", ROWS, ids=[" ".join(row["text"].split())[:70] for row in ROWS])
def test_judged(row: dict[str, Any]) -> None:
    body = f"{row['heading']}\n{row['text']}" if row["heading"] else OPENING + row["text"]
    found = extract(typed(PAGE.format(body=body))).assessments
    assert [(a.kind.value, a.text, list(a.about)) for a in found] == [(j["kind"], j["words"], j["about"]) for j in row["judged"]]


GROUPS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("judgement_phrasings.toml").read_text("utf-8"))["group"]
MARKED = [(group["page"], group.get("heading", ""), row) for group in GROUPS for row in group["rows"]]
NEWS = """Chủ tịch UBND tỉnh kiểm tra các công trình trọng điểm

(Báo Sơn Hải) - Ngày 10/11/2025, Chủ tịch UBND tỉnh Lê Minh Châu đi kiểm tra tiến độ các công trình trọng điểm tại xã Tân Phong.

{body}

Minh Khang
"""
OFFICIAL = {
    "notice": PAGE.replace("{body}", OPENING + "{body}"),
    "report": PAGE.replace("THÔNG BÁO\nKết luận cuộc họp", "BÁO CÁO\nKết quả công tác cải cách hành chính").replace(
        "TB-UBND", "BC-UBND"
    ),
    "directive": PAGE.replace("THÔNG BÁO\nKết luận cuộc họp", "CHỈ THỊ\nVề việc tăng cường quản lý trên địa bàn tỉnh")
    .replace("TB-UBND", "CT-UBND")
    .replace("{body}", "{body}\nĐể khắc phục, Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Tài chính rà soát hồ sơ."),
}


@pytest.mark.parametrize(("page", "heading", "row"), MARKED, ids=[" ".join(row.split())[:60] for _, _, row in MARKED])
def test_marked(page: str, heading: str, row: str) -> None:
    kinds = {"+": "achievement", "-": "shortcoming"}
    expected = [(kinds[m[1]], m[2]) for m in re.finditer(r"\{([+-])(.*?)\1\}", row)]
    plain = re.sub(r"\{[+-]|[+-]\}", "", row)
    body = f"I. TÌNH HÌNH THỰC HIỆN\n{heading}\n{plain}" if heading else plain
    found = extract(typed((OFFICIAL.get(page) or NEWS).format(body=body))).assessments
    assert [(a.kind.value, a.text) for a in found] == expected
