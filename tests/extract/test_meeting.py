"""Meetings that notices conclude and news report."""

from __future__ import annotations

from datetime import date

import pytest
from document_factories import read

from extract.findings import Meeting

HEAD = """ỦY BAN NHÂN DÂN
TỈNH SƠN HẢI
Số: 326/TB-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Hải, ngày 05 tháng 01 năm 2026

"""


def _meeting(text: str) -> Meeting | None:
    return read(text, "meeting").meeting


@pytest.mark.parametrize(
    ("subject", "opening", "held_on", "name", "chair", "chair_title"),
    [
        (
            "Kết luận của Phó Chủ tịch UBND tỉnh Trần Thị Bình tại cuộc họp nghe báo cáo tiến độ Dự án đường ven biển trong thời gian qua",
            "Ngày 29/12/2025, Phó Chủ tịch UBND tỉnh Trần Thị Bình chủ trì họp nghe báo cáo tiến độ Dự án đường ven biển.",
            date(2025, 12, 29),
            "cuộc họp nghe báo cáo tiến độ Dự án đường ven biển",
            "Trần Thị Bình",
            "Phó Chủ tịch UBND tỉnh",
        ),
        (
            "Ý kiến chỉ đạo của đồng chí Nguyễn Văn An, Chủ tịch UBND tỉnh tại buổi làm việc với Ban Thường vụ Đảng ủy xã Tân Phong",
            "Ngày 03 tháng 01 năm 2026, tại trụ sở UBND xã Tân Phong, đồng chí Nguyễn Văn An chủ trì buổi làm việc.",
            date(2026, 1, 3),
            "buổi làm việc với Ban Thường vụ Đảng ủy xã Tân Phong",
            "Nguyễn Văn An",
            "Chủ tịch UBND tỉnh",
        ),
        (
            "Kết luận của Chủ tịch UBND tỉnh tại Hội nghị tổng kết công tác cải cách hành chính năm 2025",
            "Sáng ngày 31/12, Chủ tịch UBND tỉnh Nguyễn Văn An đã chủ trì Hội nghị tổng kết công tác cải cách hành chính năm 2025.",
            date(2025, 12, 31),
            "Hội nghị tổng kết công tác cải cách hành chính năm 2025",
            "Nguyễn Văn An",
            "Chủ tịch UBND tỉnh",
        ),
        (
            "Kết luận của đồng chí Chủ tịch UBND tỉnh tại phiên họp UBND tỉnh thường kỳ tháng 12 năm 2025",
            "Ngày 30/12/2025, UBND tỉnh họp phiên thường kỳ dưới sự chủ trì của đồng chí Nguyễn Văn An, Chủ tịch UBND tỉnh.",
            date(2025, 12, 30),
            "phiên họp UBND tỉnh thường kỳ tháng 12 năm 2025",
            "Nguyễn Văn An",
            "Chủ tịch UBND tỉnh",
        ),
        (
            "Ý kiến chỉ đạo của Chủ tịch UBND tỉnh Nguyễn Văn An sau khi kiểm tra thực tế dự án hồ chứa nước Suối Vàng",
            "Ngày 30/12/2025, Chủ tịch UBND tỉnh Nguyễn Văn An đã đi kiểm tra thực tế dự án hồ chứa nước Suối Vàng.",
            date(2025, 12, 30),
            "kiểm tra thực tế dự án hồ chứa nước Suối Vàng",
            "Nguyễn Văn An",
            "Chủ tịch UBND tỉnh",
        ),
        (
            "Kết luận cuộc họp về việc tháo gỡ vướng mắc dự án đường ven biển",
            "Ngày 02 tháng 01 năm 2026, Giám đốc Sở Xây dựng Phạm Văn Dũng chủ trì cuộc họp về việc tháo gỡ vướng mắc dự án đường ven biển.",
            date(2026, 1, 2),
            "cuộc họp về việc tháo gỡ vướng mắc dự án đường ven biển",
            "Phạm Văn Dũng",
            "Giám đốc Sở Xây dựng",
        ),
    ],
)
def test_concluded(subject: str, opening: str, held_on: date, name: str, chair: str, chair_title: str) -> None:
    found = _meeting(
        f"{HEAD}THÔNG BÁO\n{subject}\n\n{opening}\nSau khi nghe báo cáo, Chủ tịch UBND tỉnh kết luận như sau:\n1. Giao Sở Nội vụ rà soát."
    )
    assert found is not None
    assert (found.held_on, found.name, found.chair, found.chair_title) == (held_on, name, chair, chair_title)


@pytest.mark.parametrize(
    ("text", "held_on", "name", "chair", "chair_title"),
    [
        (
            "Sáng 05/3/2026, đồng chí Lê Minh Châu, Ủy viên Ban Thường vụ Tỉnh ủy, Phó Chủ tịch Thường trực UBND tỉnh "
            "chủ trì buổi làm việc với UBND xã Tân Phong về chuyển đổi số.",
            date(2026, 3, 5),
            "buổi làm việc với UBND xã Tân Phong về chuyển đổi số",
            "Lê Minh Châu",
            "Ủy viên Ban Thường vụ Tỉnh ủy, Phó Chủ tịch Thường trực UBND tỉnh",
        ),
        (
            "Ngày 17/9, Tổ công tác của UBND tỉnh đã làm việc với UBND xã Tân Phong về cải cách hành chính.\n"
            "Từ đầu năm 2025, xã nhận được 40 văn bản.",
            date(2025, 9, 17),
            "làm việc với UBND xã Tân Phong về cải cách hành chính",
            None,
            None,
        ),
        (
            "Chiều 16-7-2025, Phó Chủ tịch UBND tỉnh Trần Thị Bình cùng các Phó Chủ tịch UBND tỉnh chủ trì cuộc họp thảo luận kế hoạch vốn.",
            date(2025, 7, 16),
            "cuộc họp thảo luận kế hoạch vốn",
            "Trần Thị Bình",
            "Phó Chủ tịch UBND tỉnh",
        ),
        (
            "Chiều 10/10/2025, dưới sự chủ trì của đồng chí Lê Minh Châu – Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh, "
            "Tổ công tác họp nghe báo cáo dự án.",
            date(2025, 10, 10),
            "họp nghe báo cáo dự án",
            "Lê Minh Châu",
            "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh",
        ),
        (
            "Ngày 5-6-2026, tại buổi làm việc với UBND xã Tân Phong, Chủ tịch UBND tỉnh Nguyễn Văn An yêu cầu các sở rà soát.",
            date(2026, 6, 5),
            "buổi làm việc với UBND xã Tân Phong",
            "Nguyễn Văn An",
            "Chủ tịch UBND tỉnh",
        ),
        (
            "Ngày 12/5/2026, UBND tỉnh tổ chức hội nghị trực tuyến triển khai Đề án chuyển đổi số.\n"
            "Hội nghị do ông Nguyễn Văn An - Chủ tịch UBND tỉnh chủ trì.",
            date(2026, 5, 12),
            "hội nghị trực tuyến triển khai Đề án chuyển đổi số",
            "Nguyễn Văn An",
            "Chủ tịch UBND tỉnh",
        ),
        (
            "(Báo Sơn Hải) - Ngày 12/3/2026, Chủ tịch UBND tỉnh Lê Minh Châu cùng đoàn công tác đã đi kiểm tra tiến độ nhà máy nước.",
            date(2026, 3, 12),
            "kiểm tra tiến độ nhà máy nước",
            "Lê Minh Châu",
            "Chủ tịch UBND tỉnh",
        ),
        (
            "Ngày 12/3/2026, đồng chí Trần Thị Bình, Bí thư Tỉnh ủy đã có buổi làm việc với Đảng ủy xã Tân Phong.",
            date(2026, 3, 12),
            "buổi làm việc với Đảng ủy xã Tân Phong",
            "Trần Thị Bình",
            "Bí thư Tỉnh ủy",
        ),
        (
            "Tại cuộc họp nghe báo cáo tiến độ nhà máy nước diễn ra sáng 14/3/2026, sau khi nghe ý kiến các đơn vị, "
            "Chủ tịch UBND tỉnh Lê Minh Châu đã yêu cầu chủ đầu tư cam kết tiến độ.",
            date(2026, 3, 14),
            "cuộc họp nghe báo cáo tiến độ nhà máy nước",
            "Lê Minh Châu",
            "Chủ tịch UBND tỉnh",
        ),
        (
            "Sáng nay (12/3/2026), tại Trung tâm Hội nghị tỉnh, Ban Chỉ đạo tỉnh tổ chức Hội nghị trực tuyến về chuyển đổi số.\n"
            "Ông Nguyễn Văn An – Chủ tịch UBND tỉnh và bà Trần Thị Bình – Phó Chủ tịch UBND tỉnh đồng chủ trì hội nghị.",
            date(2026, 3, 12),
            "Hội nghị trực tuyến về chuyển đổi số",
            "Nguyễn Văn An",
            "Chủ tịch UBND tỉnh",
        ),
        (
            "Chiều 12/3/2026, UBND tỉnh mở Hội nghị quán triệt Nghị quyết số 7/NQ-TU ngày 02/02/2026 của Tỉnh ủy về phát triển du lịch (PTDL) biển.\n"
            "Đồng chí Lê Minh Châu - Tỉnh ủy viên, Phó Chủ tịch UBND tỉnh chủ trì Hội nghị.",
            date(2026, 3, 12),
            "Hội nghị quán triệt Nghị quyết số 7/NQ-TU ngày 02/02/2026 của Tỉnh ủy về phát triển du lịch (PTDL) biển",
            "Lê Minh Châu",
            "Tỉnh ủy viên, Phó Chủ tịch UBND tỉnh",
        ),
        (
            "Ngày 12/3/2026, Chủ tịch UBND tỉnh Lê Minh Châu đã chủ trì buổi họp với lãnh đạo Sở Xây dựng; Sở Tài chính và nhà đầu tư "
            "về việc bàn giao cầu Bến Đò.",
            date(2026, 3, 12),
            "buổi họp với lãnh đạo Sở Xây dựng; Sở Tài chính và nhà đầu tư về việc bàn giao cầu Bến Đò",
            "Lê Minh Châu",
            "Chủ tịch UBND tỉnh",
        ),
        (
            "Đó là yêu cầu của Phó Chủ tịch UBND tỉnh Trần Thị Bình tại cuộc họp đánh giá việc vận hành cổng dữ liệu vào sáng nay (12/3).\n"
            "Trong quý I năm 2026, cổng tiếp nhận 40 bộ dữ liệu.",
            date(2026, 3, 12),
            "cuộc họp đánh giá việc vận hành cổng dữ liệu",
            "Trần Thị Bình",
            "Phó Chủ tịch UBND tỉnh",
        ),
        (
            "Sáng 12/3/2026, UBND huyện tổ chức hội nghị sơ kết công tác dân số quý I.\nCác đại biểu đã thảo luận.\n"
            "Phát biểu kết luận hội nghị, đồng chí Lê Minh Châu - Phó Chủ tịch UBND huyện đề nghị các xã khắc phục khó khăn.",
            date(2026, 3, 12),
            "hội nghị sơ kết công tác dân số quý I",
            "Lê Minh Châu",
            "Phó Chủ tịch UBND huyện",
        ),
        (
            "Sáng ngày 12/3/2026, đồng chí Lê Minh Châu – Chủ tịch UBND huyện chủ trì hội nghị.",
            date(2026, 3, 12),
            "hội nghị",
            "Lê Minh Châu",
            "Chủ tịch UBND huyện",
        ),
        (
            "Sáng 12/3/2026, tại Kỳ họp thứ 7 HĐND tỉnh khóa XII, ông Lê Minh Châu trình bày báo cáo.",
            date(2026, 3, 12),
            "Kỳ họp thứ 7 HĐND tỉnh khóa XII",
            None,
            None,
        ),
    ],
)
def test_reported(text: str, held_on: date, name: str, chair: str | None, chair_title: str | None) -> None:
    found = _meeting("Tin hoạt động của tỉnh Sơn Hải trong tuần\n" + text)
    assert found is not None
    assert (found.held_on, found.name, found.chair, found.chair_title) == (held_on, name, chair, chair_title)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "THÔNG BÁO\nVề việc tham dự Hội nghị tổng kết năm 2025\n\n"
        "Thực hiện Công văn số 12/BNV-VP, do Bộ trưởng chủ trì; UBND tỉnh mời các sở dự.",
        HEAD + "KẾ HOẠCH\nTổ chức hội nghị đối thoại năm 2026\n\nUBND tỉnh ban hành Kế hoạch tổ chức hội nghị như sau:",
        "Sơn Hải siết chặt phòng dịch\nNgày 16/4/2026, UBND tỉnh ban hành Chỉ thị. Thực hiện chỉ đạo của Thủ tướng Chính phủ tại cuộc họp "
        "Thường trực Chính phủ ngày 15/4/2026, Chủ tịch UBND tỉnh yêu cầu các sở rà soát.",
        "Sơn Hải trả lời cử tri\nNgày 14/6/2026, UBND tỉnh báo cáo kết quả giải quyết kiến nghị sau Kỳ họp thường lệ cuối năm 2025.",
        "Sơn Hải ban hành kế hoạch tinh giản biên chế\nNgày 22/10/2025, UBND tỉnh ban hành Kế hoạch số 185/KH-UBND về tinh giản biên chế.",
    ],
)
def test_no_meeting(text: str) -> None:
    assert _meeting(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sơn Hải ban hành kế hoạch\nNgày 22/10/2025, UBND tỉnh ban hành Kế hoạch số 185/KH-UBND.", date(2025, 10, 22)),
        ("Tỉnh họp khẩn về bão\nSáng 13-9, UBND tỉnh đã họp khẩn với các sở.\nMưa lớn nhất từ đầu năm 2025.", date(2025, 9, 13)),
        ("Tỉnh triển khai sổ sức khỏe điện tử\nVừa qua, UBND tỉnh ban hành kế hoạch triển khai.", None),
    ],
)
def test_the_day_a_report_speaks_from(text: str, day: date | None) -> None:
    work = read(text, "reference_date")
    assert work.reference_date == work.header.issued_on == day


VISITED = """Chủ tịch UBND tỉnh thị sát vùng ngập

12/11/2025 17:45

{}

Ông yêu cầu Sở Xây dựng báo cáo kết quả trước ngày 20/11.

PV
"""


@pytest.mark.parametrize(
    ("lead", "name", "chair"),
    [
        ("Trực tiếp kiểm tra công tác chống ngập tại hồ Suối Mơ chiều nay, Chủ tịch UBND tỉnh Lê Minh Châu yêu cầu đơn vị quản lý hồ xả nước từ từ.",
         "kiểm tra công tác chống ngập tại hồ Suối Mơ", "Lê Minh Châu"),
        ("Sáng nay (12/11), Chủ tịch UBND tỉnh Lê Minh Châu kiểm tra tiến độ thi công cầu Bến Đò.",
         "kiểm tra tiến độ thi công cầu Bến Đò", "Lê Minh Châu"),
        ("Chiều 12/11, Phó Chủ tịch UBND tỉnh Trần Thị Bình thị sát khu vực sạt lở bờ biển xã Tân Phong.",
         "thị sát khu vực sạt lở bờ biển xã Tân Phong", "Trần Thị Bình"),
        ("Kiểm tra hiện trường sạt lở tại xã Tân Phong sáng 12/11, Phó Chủ tịch UBND tỉnh Trần Thị Bình đề nghị xã di dời các hộ dân.",
         "Kiểm tra hiện trường sạt lở tại xã Tân Phong", "Trần Thị Bình"),
        ("Đi kiểm tra thực địa dự án hồ chứa nước Khe Lim vào chiều 12/11/2025, Chủ tịch UBND tỉnh Lê Minh Châu giao Sở Xây dựng rà soát thiết kế.",
         "kiểm tra thực địa dự án hồ chứa nước Khe Lim", "Lê Minh Châu"),
        ("Thị sát công trường cầu Bến Đò sáng nay, đồng chí Lê Minh Châu, Bí thư Tỉnh ủy nhấn mạnh nhà thầu phải tăng ca.",
         "Thị sát công trường cầu Bến Đò", "Lê Minh Châu"),
        ("Chiều nay, tại trụ sở UBND tỉnh, Phó Chủ tịch UBND tỉnh Trần Thị Bình họp với các sở, ngành về thu ngân sách.",
         "họp với các sở, ngành về thu ngân sách", "Trần Thị Bình"),
    ],
)  # fmt: skip
def test_a_field_visit_that_news_reports_is_a_meeting(lead: str, name: str, chair: str) -> None:
    found = read(VISITED.format(lead), "meeting").meeting
    assert found is not None
    assert (found.name, found.chair, found.held_on) == (name, chair, date(2025, 11, 12))


@pytest.mark.parametrize(
    "lead",
    [
        "Mưa lớn từ rạng sáng làm nhiều tuyến đường ngập sâu. Kiểm tra hồ sơ của các hộ dân là việc của xã.",
        "Công an tỉnh kiểm tra các cơ sở kinh doanh karaoke trên địa bàn.",
        "Kiểm tra giấy tờ xe, người dân phải xuất trình bản chính.",
    ],
)
def test_what_is_inspected_by_nobody_named_is_no_meeting(lead: str) -> None:
    assert read(VISITED.format(lead), "meeting").meeting is None


@pytest.mark.parametrize(
    ("lead", "name", "chair"),
    [
        ("Sáng 12/11/2025, tại phòng họp số 1, UBND phường An Lạc họp thường kỳ tháng 11. Đồng chí Lê Minh Châu, Chủ tịch UBND phường chủ trì.",
         "họp thường kỳ tháng 11", "Lê Minh Châu"),
        ("Ngày 12/11/2025, phường An Lạc đã kiểm tra mô hình tổ dân phố văn minh. Trưởng đoàn kiểm tra là đồng chí Trần Thị Bình – PCT UBND phường.",
         "kiểm tra mô hình tổ dân phố văn minh", "Trần Thị Bình"),
        ("Ngày 12/11/2025, ông Lê Minh Châu, Chủ tịch UBND tỉnh chủ trì cuộc họp giao ban tháng và triển khai nhiệm vụ trọng tâm cuối năm.",
         "cuộc họp giao ban tháng", "Lê Minh Châu"),
    ],
)  # fmt: skip
def test_rooms_and_leftovers_are_no_part_of_the_name(lead: str, name: str, chair: str) -> None:
    found = read(VISITED.format(lead), "meeting").meeting
    assert found is not None
    assert (found.name, found.chair, found.held_on) == (name, chair, date(2025, 11, 12))


def test_a_title_names_the_meeting_that_the_lead_only_calls_one() -> None:
    found = _meeting(
        "UBND huyện tổ chức hội nghị giao ban tháng 4 và triển khai nhiệm vụ tháng 5.\n"
        "Sáng ngày 26/4/2026, đồng chí Lê Minh Châu – Chủ tịch UBND huyện chủ trì hội nghị."
    )
    assert found is not None
    assert (found.held_on, found.name, found.chair) == (date(2026, 4, 26), "hội nghị giao ban tháng 4", "Lê Minh Châu")


def test_a_subject_in_capitals_names_the_chair() -> None:
    found = _meeting(
        HEAD + "THÔNG BÁO\nÝ KIẾN CHỈ ĐẠO CỦA CHỦ TỊCH UBND TỈNH LÊ MINH CHÂU TẠI HỘI NGHỊ TỔNG KẾT CÔNG TÁC DÂN SỐ\n\n"
        "Ngày 29/12/2025, Chủ tịch UBND tỉnh Lê Minh Châu đã tham dự và chỉ đạo Hội nghị tổng kết công tác dân số."
    )
    assert found is not None
    assert (found.chair, found.chair_title) == ("Lê Minh Châu", "Chủ tịch UBND tỉnh")
