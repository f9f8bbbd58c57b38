"""By when, as offices of many kinds and years write it: phrasings with what each of them means (bảng cách diễn đạt thời hạn).

Every document of this table is dated Wednesday, 12 November 2025.
"""

from __future__ import annotations

import pytest
from document_factories import LETTERHEAD, typed

from extract import extract
from extract.findings import Deadline, Directive

NOTICE = (
    LETTERHEAD.format(number="12/TB-UBND")
    + """
THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp giao ban

{body}
"""
)


def _read(body: str) -> tuple[tuple[Deadline, ...], tuple[Directive, ...]]:
    found = extract(typed(NOTICE.format(body=body)))
    return found.deadlines, found.directives


def _said(d: Deadline) -> str:
    """What the deadline means, in short: its day and hour, its rhythm, or its count."""
    if d.recurrence:
        return d.recurrence
    counted = f"{d.amount} {d.amount_unit}" if d.amount is not None else ""
    day = " ".join(filter(None, (d.due.isoformat() if d.due else "", d.time)))
    return " = ".join(filter(None, (counted, day))) or "?"


def _one(sentence: str) -> Deadline:
    found, _ = _read(sentence)
    assert len(found) == 1, [d.text for d in found]
    return found[0]


TASK = "1. Giao Sở Tài chính rà soát, hoàn thành và báo cáo kết quả {}."


@pytest.mark.parametrize(
    ("expression", "kind", "means", "strict"),
    [
        # a feast between "ngày" and the date
        ("trước ngày Quốc khánh 02/9/2026", "date", "2026-09-02", True),
        ("trước ngày khai giảng 05/9/2026", "date", "2026-09-05", True),
        # days, hours
        ("trước 18 giờ ngày 06/12/2025", "date", "2025-12-06 18:00", True),
        ("trước 18 giờ 00 ngày 06/12/2025", "date", "2025-12-06 18:00", True),
        ("trước 17h00 ngày 06/12/2025", "date", "2025-12-06 17:00", True),
        ("trước 17h ngày 06/12", "date", "2025-12-06 17:00", True),
        ("trước 17g00 ngày 06/12", "date", "2025-12-06 17:00", True),
        ("trước 16:30 ngày 06/12/2025", "date", "2025-12-06 16:30", True),
        ("chậm nhất 10 giờ 00 phút, ngày 15/12/2025", "date", "2025-12-15 10:00", False),
        ("chậm nhất là 10 giờ 00 phút ngày 15 tháng 12 năm 2025", "date", "2025-12-15 10:00", False),
        ("chậm nhất vào lúc 17 giờ ngày 15/12/2025", "date", "2025-12-15 17:00", False),
        ("chậm nhất đến 17 giờ 00 ngày 15/12/2025", "date", "2025-12-15 17:00", False),
        ("trước 11 giờ 30 phút sáng ngày 14/11/2025", "date", "2025-11-14 11:30", True),
        ("trước 8 giờ sáng mai", "date", "2025-11-13 08:00", True),
        ("trước 17 giờ chiều nay", "date", "2025-11-12 17:00", True),
        ("trước 17 giờ hôm nay", "date", "2025-11-12 17:00", True),
        ("trước 9 giờ sáng thứ Sáu, ngày 14/11/2025", "date", "2025-11-14 09:00", True),
        ("trước 16 giờ thứ Năm (13/11/2025)", "date", "2025-11-13 16:00", True),
        ("trước 24 giờ ngày 30/11/2025", "date", "2025-11-30", True),
        ("trong ngày 14/11/2025", "date", "2025-11-14", False),
        ("ngay trong ngày 13/11", "date", "2025-11-13", False),
        ("ngay trong ngày hôm nay", "date", "2025-11-12", False),
        ("trong ngày mai", "date", "2025-11-13", False),
        ("ngay trong chiều nay 12/11", "date", "2025-11-12", False),
        ("trước thứ Sáu, ngày 14/11/2025", "date", "2025-11-14", True),
        ("chậm nhất là thứ Hai, ngày 17/11/2025", "date", "2025-11-17", False),
        ("chậm nhất thứ Sáu tuần này", "date", "2025-11-14", False),
        ("trước thứ Tư tuần sau", "date", "2025-11-19", True),
        ("chậm nhất chiều thứ Năm tuần tới", "date", "2025-11-20", False),
        ("chậm nhất đến ngày 30/11/2025", "date", "2025-11-30", False),
        ("chậm nhất đến hết ngày 30/11/2025", "date", "2025-11-30", False),
        ("chậm nhất trong ngày 20/11/2025", "date", "2025-11-20", False),
        ("muộn nhất vào ngày 30 tháng 11", "date", "2025-11-30", False),
        ("không muộn hơn ngày 30/11/2025", "date", "2025-11-30", False),
        ("không quá ngày 30/11/2025", "date", "2025-11-30", False),
        ("hạn cuối ngày 30/11/2025", "date", "2025-11-30", False),
        ("hạn chót là ngày 30-11-2025", "date", "2025-11-30", False),
        ("cho đến hết ngày 31/12/2025", "date", "2025-12-31", False),
        ("đến hết 31/12/2025", "date", "2025-12-31", False),
        ("đến ngày 20 tháng 12 năm 2025", "date", "2025-12-20", False),
        ("xong trước ngày 20.12.2025", "date", "2025-12-20", True),
        ("trước ngày 5-12", "date", "2025-12-05", True),
        ("trước 05/12", "date", "2025-12-05", True),
        ("trước ngày mồng 10 tháng 12", "date", "2025-12-10", True),
        ("trước ngày 01 tháng 01 năm 2026", "date", "2026-01-01", True),
        ("trước ngày 10 tháng Giêng năm 2026", "date", "2026-02-26", True),  # the first lunar month
        ("trước ngày 10 tháng Năm năm 2026", "date", "2026-05-10", True),
        ("trước ngày 15 tháng mười hai năm 2025", "date", "2025-12-15", True),
        ("trước ngày 10 tháng 12/2025", "date", "2025-12-10", True),
        ("trước ngày 20 tháng này", "date", "2025-11-20", True),
        ("trước ngày 05 tháng sau để tổng hợp kế hoạch Tết", "recurring", "FREQ=MONTHLY;BYMONTHDAY=5", True),
        ("trước ngày 30 tháng 11 năm nay", "date", "2025-11-30", True),
        ("trước ngày 15/3 năm sau", "date", "2026-03-15", True),
        ("trước ngày 15 tháng 3 năm tới", "date", "2026-03-15", True),
        # spans: the last day of the stretch
        ("trong tuần từ ngày 17/11 đến ngày 21/11/2025", "period", "2025-11-21", False),
        ("trong khoảng thời gian từ ngày 17/11/2025 đến ngày 21/11/2025", "period", "2025-11-21", False),
        ("trong thời gian từ 17/11 đến 21/11/2025", "period", "2025-11-21", False),
        ("từ ngày 15/11 đến hết ngày 20/11/2025", "period", "2025-11-20", False),
        ("từ ngày 15 đến ngày 20/11/2025", "period", "2025-11-20", False),
        ("từ ngày 15-20/11/2025", "period", "2025-11-20", False),
        # months and their parts
        ("trong tháng 12 năm 2025", "period", "2025-12-31", False),
        ("trong tháng 12-2025", "period", "2025-12-31", False),
        ("trong tháng Mười Hai", "period", "2025-12-31", False),
        ("ngay trong tháng 11/2025", "period", "2025-11-30", False),
        ("chậm nhất trong tháng 01/2026", "period", "2026-01-31", False),
        ("chậm nhất là đầu tháng 12/2025", "period", "2025-12-10", False),
        ("đầu tháng 12/2025", "period", "2025-12-10", False),
        ("vào giữa tháng 12/2025", "period", "2025-12-15", False),
        ("trước giữa tháng 12", "period", "2025-12-15", True),
        ("cuối tháng 12/2025", "period", "2025-12-31", False),
        ("vào cuối tháng 11", "period", "2025-11-30", False),
        ("cuối tháng này", "period", "2025-11-30", False),
        ("đầu tháng sau", "period", "2025-12-10", False),
        ("trong thượng tuần tháng 12/2025", "period", "2025-12-10", False),
        ("trong trung tuần tháng 12 năm 2025", "period", "2025-12-20", False),
        ("hạ tuần tháng 12/2025", "period", "2025-12-31", False),
        ("trong tuần đầu tháng 12/2025", "period", "2025-12-07", False),
        ("trong nửa đầu tháng 12/2025", "period", "2025-12-15", False),
        ("trong 10 ngày đầu tháng 12/2025", "period", "2025-12-10", False),
        ("trước tháng 12/2025", "period", "2025-11-30", True),
        ("đến hết tháng 6/2026", "period", "2026-06-30", False),
        ("trong tháng 11 và tháng 12/2025", "period", "2025-12-31", False),
        ("trong tháng 11, 12/2025", "period", "2025-12-31", False),
        # quarters, halves, years
        ("trong quý I năm 2026", "period", "2026-03-31", False),
        ("trong quý I-2026", "period", "2026-03-31", False),
        ("trong Quý 1/2026", "period", "2026-03-31", False),
        ("ngay trong quý I năm tới", "period", "2026-03-31", False),
        ("chậm nhất trong quý II/2026", "period", "2026-06-30", False),
        ("đầu quý I/2026", "period", "2026-01-31", False),
        ("cuối quý IV", "period", "2025-12-31", False),
        ("hết quý I/2026", "period", "2026-03-31", False),
        ("trước quý II/2026", "period", "2026-03-31", True),
        ("trong quý III, quý IV năm 2026", "period", "2026-12-31", False),
        ("trong 6 tháng đầu năm 2026", "period", "2026-06-30", False),
        ("trong 06 tháng cuối năm", "period", "2025-12-31", False),
        ("trong nửa đầu năm 2026", "period", "2026-06-30", False),
        ("trong sáu tháng đầu năm 2026", "period", "2026-06-30", False),
        ("trong năm 2026", "period", "2026-12-31", False),
        ("ngay trong năm 2025", "period", "2025-12-31", False),
        ("hết năm 2026", "period", "2026-12-31", False),
        ("đến cuối năm 2026", "period", "2026-12-31", False),
        ("chậm nhất cuối năm 2026", "period", "2026-12-31", False),
        ("trước cuối năm nay", "period", "2025-12-31", True),
        ("vào đầu năm 2026", "period", "2026-03-31", False),
        ("giữa năm 2026", "period", "2026-06-30", False),
        ("trước năm 2027", "period", "2026-12-31", True),
        # weeks
        ("trong tuần này", "period", "2025-11-14", False),
        ("ngay trong tuần sau", "period", "2025-11-21", False),
        ("đầu tuần sau", "period", "2025-11-17", False),
        ("cuối tuần này", "period", "2025-11-14", False),
        # hours of an event's day, counts from today
        ("chậm nhất 07 giờ 30 phút ngày họp", "relative", "07:30", False),
        ("trong vòng 10 ngày tới", "relative", "10 day = 2025-11-22", False),
        # lunar days and months
        ("trước ngày 23 tháng Chạp", "date", "2026-02-10", True),
        ("trước rằm tháng Giêng", "date", "2026-03-03", True),
        ("chậm nhất ngày 10/3 âm lịch", "date", "2026-04-26", False),
        ("trong tháng Chạp", "period", "2026-02-16", False),
        ("trước ngày 30/6 và 31/12 hằng năm", "recurring", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1", True),
        ("trước tháng 12 năm nay", "period", "2025-11-30", True),
        ("trong buổi sáng ngày 14/11/2025", "date", "2025-11-14", False),
        ("trong các ngày 14, 15/11/2025", "period", "2025-11-15", False),
        ("trong 02 ngày 14 và 15/11/2025", "period", "2025-11-15", False),
        ("vào ngày 20/11/2025", "date", "2025-11-20", False),
        ("cho đến ngày 31/12/2025", "date", "2025-12-31", False),
        ("vào cuối tháng", "period", "2025-11-30", False),
        ("trước khai giảng năm học mới", "relative", "?", True),
        ("mỗi tuần 02 lần", "recurring", "?", False),
        ("trước 7h sáng và 17h chiều hằng ngày", "recurring", "FREQ=DAILY", True),
        # counts
        ("trong vòng 12 giờ kể từ khi xảy ra sự cố", "relative", "12 hour", False),
        ("trong vòng 24 giờ", "relative", "24 hour", False),
        ("trong vòng 24h kể từ khi nhận được tin báo", "relative", "24 hour", False),
        ("trong 24 giờ kể từ khi tiếp nhận", "relative", "24 hour", False),
        ("không quá 02 giờ kể từ khi phát hiện", "relative", "2 hour", False),
        ("trong 03 ngày làm việc kể từ ngày nhận được văn bản này", "relative", "3 working_day", False),
        ("trong thời hạn 03 (ba) ngày làm việc, kể từ ngày nhận đủ hồ sơ", "relative", "3 working_day", False),
        ("trong thời hạn ba ngày làm việc kể từ ngày nhận đủ hồ sơ", "relative", "3 working_day", False),
        ("trong thời hạn 10 ngày (không kể ngày nghỉ, ngày lễ)", "relative", "10 day", False),
        ("trong thời hạn không quá 05 ngày làm việc", "relative", "5 working_day", False),
        ("chậm nhất sau 10 ngày kể từ ngày họp", "relative", "10 day", False),
        ("chậm nhất sau 03 ngày kể từ ngày nhận được Thông báo này", "relative", "3 day", False),
        ("chậm nhất không quá 07 ngày kể từ ngày được giao", "relative", "7 day", False),
        ("trong thời gian 15 ngày kể từ ngày ký", "relative", "15 day = 2025-11-27", False),
        ("trong vòng 10 ngày kể từ ngày ban hành Thông báo này", "relative", "10 day = 2025-11-22", False),
        ("trong thời hạn 30 ngày kể từ ngày Thông báo này được ban hành", "relative", "30 day = 2025-12-12", False),
        ("trong vòng một tháng kể từ ngày ký ban hành", "relative", "1 month = 2025-12-12", False),
        ("trong vòng 02 tuần kể từ ngày 20/11/2025", "relative", "14 day = 2025-12-04", False),
        ("trong 5-7 ngày làm việc", "relative", "7 working_day", False),
        ("trong thời hạn từ 03 đến 05 ngày làm việc", "relative", "5 working_day", False),
        ("chậm nhất 02 ngày trước ngày tổ chức Hội nghị", "relative", "2 day", False),
        ("trước khi khai mạc kỳ họp 05 ngày làm việc", "relative", "5 working_day", True),
        ("trước ít nhất 03 ngày làm việc so với ngày họp", "relative", "3 working_day", True),
        ("trong vòng 45 ngày kể từ ngày kết thúc năm học", "relative", "45 day", False),
        # events
        ("trước Tết Dương lịch 2026", "relative", "2025-12-31", True),
        ("trước Tết Nguyên đán Bính Ngọ 2026", "relative", "2026-02-13", True),
        ("trước Tết Nguyên đán Bính Ngọ (17/02/2026)", "date", "2026-02-17", True),
        ("trước Tết Nguyên đán (tức ngày 17/02/2026)", "date", "2026-02-17", True),
        ("hằng ngày, trước 16 giờ 30 phút", "recurring", "FREQ=DAILY", True),
        ("xong trước Tết Nguyên đán", "relative", "2026-02-13", True),
        ("ngay sau khi Thông báo này được ban hành", "relative", "?", False),
        ("ngay sau Tết Nguyên đán", "relative", "?", False),
        ("trước mùa mưa bão năm 2026", "relative", "?", True),
        ("trước khi trình HĐND tỉnh", "relative", "?", True),
        ("trước kỳ họp thường lệ cuối năm của HĐND tỉnh", "relative", "?", True),
        ("trước thềm năm học mới", "relative", "?", True),
        # rhythms
        ("hằng tháng trước ngày 20", "recurring", "FREQ=MONTHLY;BYMONTHDAY=20", True),
        ("hàng tháng, trước ngày 25", "recurring", "FREQ=MONTHLY;BYMONTHDAY=25", True),
        ("vào ngày 15 và 30 hằng tháng", "recurring", "FREQ=MONTHLY;BYMONTHDAY=15,30", False),
        ("trước ngày 10 tháng đầu quý", "recurring", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10", True),
        ("trước ngày 25 của tháng cuối mỗi quý", "recurring", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25", True),
        ("trước ngày 20 của tháng cuối kỳ báo cáo", "recurring", "?", True),
        ("chậm nhất ngày 05 của tháng liền kề", "recurring", "FREQ=MONTHLY;BYMONTHDAY=5", False),
        ("trước ngày 05/6 và 05/12 hàng năm", "recurring", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=5", True),
        ("trước ngày 15 tháng 12 hằng năm", "recurring", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15", True),
        ("hằng năm trước ngày 15/12", "recurring", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15", True),
        ("trước ngày 30/11 của năm báo cáo", "recurring", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30", True),
        ("trước 16 giờ 00 phút hằng ngày", "recurring", "FREQ=DAILY", True),
        ("trước 15h00 thứ Năm hằng tuần", "recurring", "FREQ=WEEKLY;BYDAY=TH", True),
        ("vào 17 giờ thứ Sáu hàng tuần", "recurring", "FREQ=WEEKLY;BYDAY=FR", False),
        ("chậm nhất 14 giờ ngày thứ Năm hằng tuần", "recurring", "FREQ=WEEKLY;BYDAY=TH", False),
        ("vào sáng thứ Hai hằng tuần", "recurring", "FREQ=WEEKLY;BYDAY=MO", False),
        ("vào Chủ nhật hằng tuần", "recurring", "FREQ=WEEKLY;BYDAY=SU", False),
        ("vào thứ Hai đầu tiên của tháng", "recurring", "FREQ=MONTHLY;BYDAY=1MO", False),
        ("vào ngày làm việc cuối cùng của tháng", "recurring", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", False),
        ("định kỳ hằng quý", "recurring", "FREQ=MONTHLY;INTERVAL=3", False),
        ("định kỳ mỗi tháng một lần", "recurring", "FREQ=MONTHLY", False),
        ("định kỳ 3 tháng một lần", "recurring", "FREQ=MONTHLY;INTERVAL=3", False),
        ("định kỳ 06 tháng/lần", "recurring", "FREQ=MONTHLY;INTERVAL=6", False),
        ("định kỳ sáu tháng", "recurring", "FREQ=MONTHLY;INTERVAL=6", False),
        ("định kỳ (ít nhất 6 tháng một lần)", "recurring", "FREQ=MONTHLY;INTERVAL=6", False),
        ("định kỳ 02 tuần/lần", "recurring", "FREQ=WEEKLY;INTERVAL=2", False),
        ("định kỳ 2 lần/năm", "recurring", "FREQ=MONTHLY;INTERVAL=6", False),
        ("mỗi năm một lần", "recurring", "FREQ=YEARLY", False),
        ("mỗi quý một lần", "recurring", "FREQ=MONTHLY;INTERVAL=3", False),
        ("định kỳ hằng tuần", "recurring", "FREQ=WEEKLY", False),
        ("định kỳ 01 quý/1 lần", "recurring", "FREQ=MONTHLY;INTERVAL=3", False),
        ("cứ 60 phút một lần", "recurring", "FREQ=HOURLY", False),
        ("cứ 30 phút một lần", "recurring", "FREQ=MINUTELY;INTERVAL=30", False),
        ("cứ hai tuần một lần", "recurring", "FREQ=WEEKLY;INTERVAL=2", False),
        ("cứ 10 ngày một lần", "recurring", "FREQ=DAILY;INTERVAL=10", False),
        ("02 giờ/lần", "recurring", "FREQ=HOURLY;INTERVAL=2", False),
        ("mỗi giờ một lần", "recurring", "FREQ=HOURLY", False),
        ("chậm nhất 02 giờ trước mỗi lần xả lũ", "relative", "2 hour", False),
        ("ngay sau khi nước rút", "relative", "?", False),
    ],
)
def test_in_a_task(expression: str, kind: str, means: str, strict: bool) -> None:
    found = _one(TASK.format(expression))
    assert (str(found.kind), _said(found), found.strict) == (kind, means, strict)
    assert found.text in (expression, expression.removeprefix("xong "), expression.split(" để ")[0])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # the deadline opens the sentence, or stands in the middle
        ("1. Trước ngày 20/12/2025, Sở Nội vụ trình UBND tỉnh dự thảo Đề án.", ["trước ngày 20/12/2025"]),
        ("1. Chậm nhất ngày 20/12/2025, các sở, ngành gửi báo cáo về Sở Nội vụ.", ["chậm nhất ngày 20/12/2025"]),
        ("1. Trong tháng 12/2025, Sở Y tế phải hoàn thành việc bàn giao trụ sở.", ["trong tháng 12/2025"]),
        ("1. Hằng tháng, trước ngày 20, các xã gửi báo cáo về Sở Nội vụ.", ["hằng tháng, trước ngày 20"]),
        (
            "1. Định kỳ hằng quý (trước ngày 25 của tháng cuối quý), Sở Y tế báo cáo.",
            ["định kỳ hằng quý (trước ngày 25 của tháng cuối quý)"],
        ),
        ("1. Sở Y tế gửi báo cáo (trước ngày 25/11/2025) về Văn phòng UBND tỉnh.", ["trước ngày 25/11/2025"]),
        ("1. Sở Y tế gửi báo cáo về Văn phòng UBND tỉnh (hạn cuối: 25/11/2025).", ["hạn cuối: 25/11/2025"]),
        (
            "1. Yêu cầu Sở Y tế báo cáo trước ngày 25/11/2025 để báo cáo Chính phủ trước ngày 30/11/2025.",
            ["trước ngày 25/11/2025", "trước ngày 30/11/2025"],
        ),
        ("1. Giao Sở Y tế hoàn thành chỉ tiêu bao phủ bảo hiểm y tế trong năm 2026.", ["trong năm 2026"]),
        ("1. Giao Sở Y tế chuẩn bị nội dung, trong quý I/2026 có báo cáo.", ["trong quý I/2026"]),
        ("1. Giao Sở Y tế tham mưu UBND tỉnh ban hành trước ngày 20/12/2025.", ["trước ngày 20/12/2025"]),
        ("1. Giao Sở Y tế rà soát dữ liệu, cập nhật chậm nhất ngày 20/12/2025.", ["chậm nhất ngày 20/12/2025"]),
        ("1. Giao Sở Y tế thông báo đến phụ huynh, học sinh trước ngày 20/12/2025.", ["trước ngày 20/12/2025"]),
        ("1. UBND các xã tổng vệ sinh trước ngày 20/12/2025.", ["trước ngày 20/12/2025"]),
        ("1. Cứ 60 phút một lần, Sở Công Thương phải báo cáo số liệu về UBND tỉnh.", ["cứ 60 phút một lần"]),
        ("1. Giao Sở Xây dựng công bố giá vật liệu xây dựng theo tháng.", ["theo tháng"]),
        ("1. Giao Sở Y tế cập nhật tình hình dịch bệnh theo từng tuần, gửi UBND tỉnh.", ["theo từng tuần"]),
        # the day named last
        (
            "1. Giao Sở Y tế sơ tán bệnh nhân trước 15 giờ ngày 21/11/2025, báo cáo trước 16 giờ cùng ngày.",
            ["trước 15 giờ ngày 21/11/2025", "trước 16 giờ cùng ngày"],
        ),
        # each day of a row is one; the head of the sentence binds before what stands in brackets
        ("1. Trước ngày 05/4, 05/7 và 05/10, Sở Y tế tổ chức chấm điểm.", ["trước ngày 05/4", "05/7", "05/10"]),
        (
            "1. Trước ngày 05/4, Sở Y tế tổ chức chấm điểm (đối với các trường, trước ngày 05/3).",
            ["trước ngày 05/4", "trước ngày 05/3"],
        ),
        # what is told beside a limit
        ("1. Trước ngày 20/12/2025, ngày 25/12 tổ chức hội nghị, Sở Y tế gửi báo cáo.", ["trước ngày 20/12/2025"]),
        # what a label says
        ("1. Giao Sở Y tế rà soát mạng lưới trạm y tế. Thời hạn hoàn thành: 15/12/2025.", ["15/12/2025"]),
        ("1. Giao Sở Y tế rà soát mạng lưới trạm y tế. Thời gian hoàn thành: trước ngày 15/12/2025.", ["trước ngày 15/12/2025"]),
        ("1. Giao Sở Y tế rà soát mạng lưới trạm y tế. Thời gian: xong trong quý IV/2025.", ["trong quý IV/2025"]),
        ("1. Giao Sở Y tế rà soát mạng lưới trạm y tế; thời hạn hoàn thành trước ngày 15/12/2025.", ["trước ngày 15/12/2025"]),
        ("1. Giao Sở Y tế rà soát mạng lưới trạm y tế (hoàn thành trước 15/12/2025).", ["trước 15/12/2025"]),
        ("1. Giao Sở Y tế rà soát mạng lưới trạm y tế. Hoàn thành trong tháng 12/2025.", ["trong tháng 12/2025"]),
        ("1. Giao Sở Y tế rà soát mạng lưới trạm y tế. Thời gian thực hiện: Quý I/2026.", ["Quý I/2026"]),
        ("1. Giao Sở Y tế rà soát mạng lưới trạm y tế. Thời gian thực hiện: Thường xuyên.", []),
        (
            "1. Giao Sở Y tế rà soát mạng lưới trạm y tế. Thời hạn: chậm nhất 17 giờ ngày 20/11/2025.",
            ["chậm nhất 17 giờ ngày 20/11/2025"],
        ),
    ],
)
def test_in_a_sentence(body: str, expected: list[str]) -> None:
    found, tasks = _read(body)
    assert [d.text.lower() for d in found] == [quote.lower() for quote in expected]
    if expected:
        assert tasks[0].deadline == found[0]


@pytest.mark.parametrize(
    "body",
    [
        # told, not set
        "Trước ngày 01/7/2025, tỉnh có 10 huyện, thành phố.",
        "Cuộc họp kết thúc lúc 17 giờ ngày 10/11/2025.",
        "Từ ngày 01/10/2025 đến ngày 31/10/2025, toàn tỉnh tiếp nhận 1.240 hồ sơ.",
        "Trong tháng 10/2025, các sở đã giải quyết 1.100 hồ sơ.",
        "Trong 6 tháng đầu năm 2025, thu ngân sách đạt 60% dự toán.",
        "Đến hết quý III/2025, toàn tỉnh giải ngân được 62% kế hoạch.",
        "Dự án khởi công từ đầu năm 2024 và đã dừng thi công từ giữa tháng 8.",
        "Trước mùa mưa bão năm nay, nhiều tuyến đê đã được gia cố.",
        "Sau 02 tháng triển khai, phong trào đã lan tỏa.",
        "Tốc độ xử lý hồ sơ rút ngắn còn 03 ngày làm việc.",
        "Nhiều hồ sơ quá hạn trên 30 ngày, có hồ sơ quá hạn gần 2 tháng.",
        # law and fact
        "Thông báo này có hiệu lực kể từ ngày ký.",
        "Quyết định có hiệu lực thi hành từ ngày 01 tháng 01 năm 2026 và thay thế Quyết định số 12/QĐ-UBND ngày 05/3/2021.",
        "Công trình đưa vào sử dụng trước ngày 15/10/1993 không thuộc diện rà soát.",
        "Người sinh trước ngày 01/01/1960 được ưu tiên.",
        "Thời gian lưu trữ hồ sơ ít nhất 10 năm.",
        "Mức hỗ trợ áp dụng từ ngày 01/7/2025 đến hết ngày 30/6/2026.",
        "Theo quy định, thời hạn giải quyết là 15 ngày làm việc.",
        "Số liệu báo cáo tính từ ngày 15/10/2025 đến ngày 14/11/2025.",
        "Kinh phí hỗ trợ bình quân hằng năm là 2,5 tỷ đồng.",
        # sanctions
        "Quá thời hạn trên, đơn vị nào chưa gửi báo cáo thì chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
        # urgency alone
        "1. Giao Sở Y tế khẩn trương, sớm hoàn thành trong thời gian tới.",
        "1. Giao Sở Y tế hoàn thành đúng tiến độ, đúng thời gian quy định.",
        "1. Giao Sở Y tế báo cáo kết quả trong thời gian sớm nhất.",
        "1. Giao Sở Y tế rút ngắn thời gian giải quyết thủ tục, không quá 75 ngày.",
        "1. Giao Sở Y tế báo cáo tại kỳ họp thường lệ giữa năm và cuối năm.",
        "Theo báo cáo của nhà thầu, công trình dự kiến hoàn thành trước ngày 30/4/2026.",
        "Trong 10 tháng năm 2025, toàn tỉnh thu ngân sách đạt 80% dự toán.",
        "1. Giao Sở Y tế tổ chức Hội nghị tổng kết vào ngày 20/12/2025.",
        "1. Giao Sở Y tế đánh giá kết quả 2 quý đầu năm 2026.",
        "1. Giao Sở Y tế tổ chức Hội nghị tổng kết trong hai ngày 14 và 15/12/2025.",
        "1. Sở Giáo dục và Đào tạo thông báo cho học sinh nghỉ học trong hai ngày 14 và 15/11/2025.",
        # scope of a thing
        "1. Giao Sở Nội vụ công bố Chỉ số cải cách hành chính hằng năm của các sở.",
        "1. Giao Sở Tài chính phân bổ kế hoạch vốn theo quý.",
        "1. Giao Sở Y tế xây dựng Kế hoạch công tác năm 2026.",
        "1. Giao Sở Y tế tổng hợp tình hình quý IV/2025.",
        "1. Giao Sở Tài chính theo dõi tiến độ giải ngân kế hoạch vốn năm 2025.",
        "1. Giao Sở Y tế chuẩn bị nội dung họp báo quý I năm 2026.",
        "1. Giao Sở Tài chính lập dự toán ngân sách giai đoạn 2026 - 2030.",
        "1. Giao Sở Y tế tổng kết công tác năm 2025, phương hướng năm 2026.",
        "1. Giao Sở Y tế rà soát các hợp đồng ký trước ngày 01/7/2025.",
        "1. Giao Sở Tư pháp rà soát văn bản ban hành từ ngày 01/01/2020 đến ngày 30/6/2025.",
    ],
)
def test_no_deadline(body: str) -> None:
    found, _ = _read(body)
    assert [d.text for d in found] == []


def test_the_same_day_is_the_one_named_last() -> None:
    found, _ = _read("1. Giao Sở Y tế sơ tán bệnh nhân trước 15 giờ ngày 21/11/2025, báo cáo trước 16 giờ cùng ngày.")
    assert [_said(d) for d in found] == ["2025-11-21 15:00", "2025-11-21 16:00"]


def test_a_yearly_rhythm_before_it_makes_a_day_come_every_year() -> None:
    found, _ = _read("1. Các sở, ngành định kỳ hằng năm báo cáo kết quả về Sở Nội vụ trước ngày 31/12 để tổng hợp.")
    assert (found[-1].text, _said(found[-1])) == ("trước ngày 31/12", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31")


def test_watching_over_all_that_stands_above_binds_none_of_it() -> None:
    _, tasks = _read(
        "1. Sở Y tế rà soát trạm y tế.\n2. Giao Văn phòng UBND tỉnh theo dõi, đôn đốc các nội dung nêu trên, họp kiểm điểm trước ngày 05/12/2025."
    )
    assert [task.deadline and task.deadline.text for task in tasks] == [None, "trước ngày 05/12/2025"]
