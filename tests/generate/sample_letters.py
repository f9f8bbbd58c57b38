"""An invented urging letter and an invented report on tasks, of tỉnh Sơn Hải."""

from __future__ import annotations

from datetime import date

from generate import signing
from generate.drafts import DraftDate, LateTask, Letterhead, TaskReport, UnitTasks, UrgingLetter

LATE = (
    LateTask(
        "Rà soát, lập danh mục các dự án giải ngân dưới 50% kế hoạch vốn, báo cáo UBND tỉnh",
        ("Sở Tài chính",),
        "Thông báo số 326/TB-UBND",
        date(2026, 11, 5),
    ),
    LateTask(
        "hoàn thành việc bàn giao hồ sơ, tài liệu giữa Sở TC & KH cũ và Sở Tài chính",
        ("Sở Tài chính", "Sở Nội vụ"),
        "Công văn số 52/UBND-TH",
        date(2026, 10, 20),
    ),
    LateTask("Vận động 12 hộ dân còn lại bàn giao mặt bằng", ("UBND xã Tân Phong",), "", None, "Chờ phê duyệt phương án"),
)
NEAR = (
    LateTask("Trình dự thảo Kế hoạch cải cách hành chính năm 2027", ("Sở Nội vụ",), "Kế hoạch số 12/KH-UBND", date(2026, 12, 1)),
)

LETTER = UrgingLetter(
    letterhead=Letterhead("Ủy ban nhân dân tỉnh Sơn Hải", "", "", "UBND-TH", "Sơn Hải", DraftDate.month_of(date(2026, 11, 22))),
    late=LATE,
    near=NEAR,
    as_of=date(2026, 11, 20),
    assigner="UBND tỉnh, Chủ tịch UBND tỉnh",
    report_by="Trước ngày 05/12/2026",
    report_to="Văn phòng UBND tỉnh",
    follow_up="Văn phòng UBND tỉnh",
    signing=signing.own("Chủ tịch", deputy="Phó Chủ tịch", name="Trần Thị Bình"),
    recipients=("Như trên", "CT, các PCT UBND tỉnh", "VPUB: CVP, các PCVP, CV"),
    filed_by="TH",
)

REPORT = TaskReport(
    letterhead=Letterhead("Văn phòng", "UBND tỉnh Sơn Hải", "9", "BC-VP", "Sơn Hải", DraftDate(5, 12, 2026)),
    units=(
        UnitTasks("Sở Tài chính", 1206, 3, 4, 2, 1),
        UnitTasks("Sở Nông nghiệp và Môi trường", 9, 1, 6, 0, 2),
        UnitTasks("UBND xã Tân Phong", 0, 0, 5, 0, 0),
    ),
    period="tháng 11 năm 2026",
    as_of=date(2026, 11, 30),
    assigner="UBND tỉnh, Chủ tịch UBND tỉnh",
    addressees=("Chủ tịch UBND tỉnh", "Các Phó Chủ tịch UBND tỉnh"),
    late=LATE[:2],
    causes=("Một số đơn vị chưa cập nhật kết quả thực hiện lên hệ thống đúng thời hạn",),
    signing=signing.own("Chánh Văn phòng", name="Lê Minh Châu"),
    filed_by="TH",
)
