"""Invented notices of tỉnh Sơn Hải: a short one of the people's committee, a long one of an office, one of which almost nothing is known."""

from __future__ import annotations

from datetime import date

from generate import signing
from generate.drafts import ConclusionNotice, DraftDate, Item, Letterhead, MeetingFacts

BOARD = "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và dân dụng tỉnh"

COMMITTEE = ConclusionNotice(
    letterhead=Letterhead("Ủy ban nhân dân tỉnh Sơn Hải", "", "", "TB-UBND", "Sơn Hải", DraftDate.month_of(date(2026, 11, 22))),
    items=(
        Item(
            "Rà soát, lập danh mục các dự án giải ngân dưới 50% kế hoạch vốn, đề xuất điều chuyển vốn, báo cáo UBND tỉnh",
            ("Sở Tài chính",),
            ("Sở Xây dựng", "Sở Nông nghiệp và Môi trường", "các chủ đầu tư"),
            "trước ngày 05/12/2026",
        ),
        Item(
            "Tiếp nhận hồ sơ dự án có giá trị < 500 triệu đồng do Sở TC & KH cũ bàn giao",
            ("Sở Tài chính",),
            (),
            "trong tháng 11/2026",
        ),
        Item(
            f"Giao UBND xã Tân Phong chủ trì, phối hợp với Công an tỉnh, {BOARD} vận động 12 hộ dân còn lại bàn giao mặt bằng "
            "đoạn Km3+200 đến Km4+500, hoàn thành trước ngày 15 tháng 12 năm 2026.",
            ("UBND xã Tân Phong",),
            ("Công an tỉnh", BOARD),
            "trước ngày 15/12/2026",
        ),
        Item("Tăng cường giám sát, phản biện đối với công tác bồi thường", ("Ủy ban MTTQ Việt Nam tỉnh",)),
    ),
    signing=signing.by_order("Chủ tịch", "Chánh Văn phòng", deputy="Phó Chánh Văn phòng", name="Lê Minh Châu"),
    meeting=MeetingFacts(
        date(2026, 11, 18),
        "trụ sở UBND tỉnh",
        "cuộc họp nghe báo cáo tiến độ giải ngân vốn đầu tư công và công tác giải phóng mặt bằng 10 tháng năm 2026",
        "Trần Thị Bình",
        "Phó Chủ tịch UBND tỉnh",
        ("lãnh đạo các Sở: Tài chính, Xây dựng, Nông nghiệp và Môi trường", "Thanh tra tỉnh"),
        "báo cáo của Sở Tài chính, ý kiến của các đại biểu dự họp",
    ),
    announcer="Văn phòng UBND tỉnh",
    recipients=("Thường trực Tỉnh ủy (để b/c)", "- CT, các PCT UBND tỉnh;", "Như thành phần dự họp", "VPUB: CVP, các PCVP, CV"),
    filed_by="KTTH",
)

ROOMS = ("Phòng Kinh tế, Hạ tầng và Đô thị", "Trung tâm Phục vụ hành chính công", "Phòng Văn hóa - Xã hội")
ACTS = ("Rà soát thủ tục nhóm", "Tổng hợp hồ sơ tồn đọng thuộc nhóm", "Xây dựng kế hoạch kiểm tra đợt")
SOLUTIONS = "thực hiện đồng bộ các giải pháp nâng cao chất lượng phục vụ người dân và doanh nghiệp, gắn với trách nhiệm của người đứng đầu"

OFFICE = ConclusionNotice(
    letterhead=Letterhead(
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
        "Ủy ban nhân dân phường Hải Thượng Lãn Ông",
        "7",
        "TB-VP",
        "Hải Thượng Lãn Ông",
        DraftDate(5, 1, 2026),
    ),
    items=tuple(
        Item(f"{act} {n}; {SOLUTIONS}", (room,), (), "trong quý I/2026") for n in (1, 2) for act in ACTS for room in ROOMS
    ),
    signing=signing.own("Chánh Văn phòng", name="Nguyễn Văn An"),
    meeting=MeetingFacts(
        date(2026, 1, 2), "", "làm việc với Trung tâm Phục vụ hành chính công", "Lê Minh Châu", "Chủ tịch UBND phường"
    ),
    assessment=(
        "Trong năm 2025, Trung tâm đã tiếp nhận 12.734 hồ sơ, giải quyết đúng hạn 97,7%",
        "Tuy nhiên, việc công khai kết quả xử lý phản ánh, kiến nghị còn chậm.",
    ),
)

UNKNOWN = ConclusionNotice(letterhead=Letterhead(""), items=())
