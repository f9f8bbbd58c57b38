"""Which time limit binds which task: stated in the task, beside it, under it, in a line for several, in a table, in a heading (gắn thời hạn)."""

from __future__ import annotations

import pytest
from document_factories import LETTERHEAD, typed

from extract import extract

HEAD = (
    LETTERHEAD.format(number="12/TB-UBND")
    + """
THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp giao ban

Chủ tịch UBND tỉnh kết luận, giao các cơ quan thực hiện các nhiệm vụ sau:
"""
)


def _bound(body: str) -> list[tuple[str, str | None]]:
    """First words of every task with the time limit that binds it."""
    found = extract(typed(HEAD + body)).directives
    return [(" ".join(d.text.split()[:4]), d.deadline.text if d.deadline else None) for d in found]


@pytest.mark.parametrize(
    ("body", "limits"),
    [
        # in its own sentence behind the task
        (
            "1. Giao Sở Y tế rà soát mạng lưới trạm y tế. Hoàn thành trước ngày 15/12/2025.",
            ["trước ngày 15/12/2025"],
        ),
        (
            "1. Giao Sở Y tế rà soát mạng lưới trạm y tế, báo cáo UBND tỉnh. Thời gian thực hiện xong trước ngày 15/12/2025.",
            ["trước ngày 15/12/2025"],
        ),
        (
            "1. Giao Sở Y tế rà soát mạng lưới trạm y tế. Việc rà soát phải hoàn thành trước ngày 15/12/2025.",
            ["trước ngày 15/12/2025", "trước ngày 15/12/2025"],
        ),
        (
            "1. Giao Sở Y tế rà soát mạng lưới trạm y tế. Thời hạn báo cáo: trước ngày 15/12/2025.",
            ["trước ngày 15/12/2025"],
        ),
        (
            "1. Giao Sở Y tế rà soát mạng lưới trạm y tế; xây dựng phương án sắp xếp. Hoàn thành và báo cáo UBND tỉnh trước ngày 15/12/2025.",
            ["trước ngày 15/12/2025"] * 3,
        ),
        # a line of its own under the tasks
        (
            "1. Sở Y tế:\na) Rà soát mạng lưới trạm y tế.\nb) Xây dựng phương án sắp xếp nhân lực.\nThời gian hoàn thành: trước ngày 15/12/2025.",
            ["trước ngày 15/12/2025"] * 2,
        ),
        (
            "1. Sở Y tế:\na) Rà soát mạng lưới trạm y tế.\nb) Xây dựng phương án sắp xếp nhân lực.\nc) Đào tạo lại nhân viên y tế thôn.\n"
            "Thời gian hoàn thành các nhiệm vụ tại điểm a, b: chậm nhất ngày 30/11/2025.",
            ["chậm nhất ngày 30/11/2025", "chậm nhất ngày 30/11/2025", None],
        ),
        (
            "1. Sở Y tế:\na) Rà soát mạng lưới trạm y tế.\nb) Xây dựng phương án sắp xếp nhân lực.\n"
            "Các nhiệm vụ tại điểm a và điểm b mục này hoàn thành trước ngày 30/11/2025.",
            ["trước ngày 30/11/2025", "trước ngày 30/11/2025"],
        ),
        (
            "1. Sở Y tế:\n- Rà soát mạng lưới trạm y tế.\n- Xây dựng phương án sắp xếp nhân lực.\n"
            "- Hoàn thành và báo cáo UBND tỉnh (đồng gửi Sở Nội vụ) trước ngày 15/12/2025.",
            ["trước ngày 15/12/2025"] * 3,
        ),
        (
            "1. Sở Y tế:\n- Rà soát mạng lưới trạm y tế.\n- Hoàn thành việc tiêm chủng cho trẻ em trước ngày 15/12/2025.",
            [None, "trước ngày 15/12/2025"],
        ),
        # for all of the list, or of the document
        (
            "1. Sở Y tế rà soát mạng lưới trạm y tế.\n2. Sở Nội vụ xây dựng phương án sắp xếp nhân lực.\n"
            "Các nhiệm vụ trên hoàn thành trước ngày 15/12/2025.",
            ["trước ngày 15/12/2025"] * 2,
        ),
        (
            "1. Sở Y tế rà soát mạng lưới trạm y tế.\n2. Sở Nội vụ xây dựng phương án sắp xếp nhân lực trước ngày 20/11/2025.\n"
            "Yêu cầu các cơ quan, đơn vị hoàn thành các nhiệm vụ nêu trên trước ngày 15/12/2025.",
            ["trước ngày 15/12/2025", "trước ngày 20/11/2025", "trước ngày 15/12/2025"],
        ),
        (
            "1. Sở Y tế rà soát mạng lưới trạm y tế.\n2. Sở Nội vụ xây dựng phương án sắp xếp nhân lực.\n"
            "3. Thời gian hoàn thành các nội dung tại mục 1, 2: trong tháng 12/2025.",
            ["trong tháng 12/2025"] * 2,
        ),
        (
            "1. Sở Y tế rà soát mạng lưới trạm y tế trước ngày 20/11/2025.\n2. Sở Nội vụ xây dựng phương án sắp xếp nhân lực.\n"
            "Các nhiệm vụ không quy định thời hạn hoàn thành trước ngày 31/12/2025.",
            ["trước ngày 20/11/2025", "trước ngày 31/12/2025"],
        ),
        # the lead-in says when
        (
            "1. Trước ngày 15/12/2025, Sở Y tế hoàn thành các nhiệm vụ sau:\na) Rà soát mạng lưới trạm y tế.\n"
            "b) Xây dựng phương án sắp xếp nhân lực.",
            ["Trước ngày 15/12/2025"] * 2,
        ),
        (
            "1. Giao Sở Y tế hoàn thành trước ngày 15/12/2025 các nhiệm vụ sau:\na) Rà soát mạng lưới trạm y tế.\n"
            "b) Xây dựng phương án sắp xếp nhân lực.",
            ["trước ngày 15/12/2025"] * 2,
        ),
        (
            "1. Nhiệm vụ hoàn thành trong tháng 12/2025\na) Sở Y tế rà soát mạng lưới trạm y tế.\n"
            "b) Sở Nội vụ xây dựng phương án sắp xếp nhân lực.",
            ["trong tháng 12/2025"] * 2,
        ),
        (
            "1. Sở Y tế (hoàn thành trước ngày 15/12/2025):\na) Rà soát mạng lưới trạm y tế.\nb) Xây dựng phương án sắp xếp nhân lực.",
            ["trước ngày 15/12/2025"] * 2,
        ),
        # a rhythm or an event opens the sentence
        ("1. Hằng quý, Sở Y tế báo cáo UBND tỉnh kết quả khám chữa bệnh.", ["Hằng quý"]),
        ("1. Ngay sau khi có kết quả kiểm tra, Sở Y tế báo cáo UBND tỉnh.", ["Ngay sau khi có kết quả kiểm tra"]),
        ("1. Sở Y tế hằng năm tổng hợp, báo cáo UBND tỉnh.", ["hằng năm"]),
        # tables and lines with labels
        (
            "TT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn hoàn thành\n1\tRà soát mạng lưới trạm y tế\tSở Y tế\t15/12/2025\n"
            "2\tXây dựng phương án sắp xếp nhân lực\tSở Nội vụ\tQuý I/2026\n3\tTổ chức tập huấn cho nhân viên y tế\tSở Y tế\tThường xuyên\n"
            "4\tBáo cáo kết quả thực hiện\tSở Y tế\tTrước ngày 20 hằng tháng",
            ["15/12/2025", "Quý I/2026", None, "Trước ngày 20 hằng tháng"],
        ),
        (
            "STT\tNội dung công việc\tĐơn vị thực hiện\tĐơn vị phối hợp\tThời gian\n"
            "1\tRà soát mạng lưới trạm y tế\tSở Y tế\tUBND các xã\tTháng 12/2025\n"
            "2\tXây dựng phương án sắp xếp nhân lực\tSở Nội vụ\tSở Y tế\tTháng 11 - 12/2025\n"
            "3\tBan hành quyết định\tVăn phòng UBND tỉnh\t\tĐầu tháng 01/2026",
            ["Tháng 12/2025", "Tháng 11 - 12/2025", "Đầu tháng 01/2026"],
        ),
        (
            "1. Rà soát mạng lưới trạm y tế\n- Đơn vị chủ trì: Sở Y tế.\n- Thời gian hoàn thành: Tháng 12/2025.\n"
            "2. Xây dựng phương án sắp xếp nhân lực\n- Đơn vị chủ trì: Sở Nội vụ.\n- Thời hạn: Trước ngày 20/12/2025.",
            ["Tháng 12/2025", "Trước ngày 20/12/2025"],
        ),
        # a date that says of what the task is
        ("1. Giao Sở Y tế tổng hợp số liệu tính đến ngày 30/11/2025, báo cáo trước ngày 05/12/2025.", ["trước ngày 05/12/2025"]),
        ("1. Giao Sở Y tế rà soát các dự án được duyệt trước ngày 01/7/2025.", [None]),
    ],
)
def test_limits_of_tasks(body: str, limits: list[str | None]) -> None:
    found = _bound(body)
    assert [limit for _, limit in found] == limits, found
