"""By when: every expression of the catalogue in use, and what only looks like a time limit."""

from __future__ import annotations

from datetime import date

import pytest
from document_factories import typed
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import extract
from extract.findings import Deadline, DeadlineKind

DATE, PERIOD, RECURRING, RELATIVE = DeadlineKind.DATE, DeadlineKind.PERIOD, DeadlineKind.RECURRING, DeadlineKind.RELATIVE

NOTICE = """ỦY BAN NHÂN DÂN
TỈNH SƠN HẢI
Số: 12/TB-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Hải, ngày {day} tháng {month} năm {year}

THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp giao ban

{body}
"""


def _found(body: str, issued: date = date(2025, 11, 12)) -> tuple[Deadline, ...]:
    text = NOTICE.format(day=f"{issued.day:02d}", month=f"{issued.month:02d}", year=issued.year, body=body)
    return extract(typed(text)).deadlines


def _of_task(expression: str) -> Deadline:
    found = _found(f"1. Giao Sở Tài chính rà soát, hoàn thành và báo cáo kết quả {expression}.")
    assert len(found) == 1, [d.text for d in found]
    return found[0]


@pytest.mark.parametrize(
    ("expression", "quote", "due", "strict"),
    [
        ("trước ngày 15/12/2025", "trước ngày 15/12/2025", date(2025, 12, 15), True),
        ("chậm nhất là ngày 15/12", "chậm nhất là ngày 15/12", date(2025, 12, 15), False),
        ("chậm nhất vào ngày 15/12/2025", "chậm nhất vào ngày 15/12/2025", date(2025, 12, 15), False),
        ("muộn nhất ngày 20 tháng 11 năm 2025", "muộn nhất ngày 20 tháng 11 năm 2025", date(2025, 11, 20), False),
        ("chậm nhất trước ngày 15/02/2026", "chậm nhất trước ngày 15/02/2026", date(2026, 2, 15), True),
        ("đến hết ngày 31/12/2025", "đến hết ngày 31/12/2025", date(2025, 12, 31), False),
        ("xong trước ngày 05 tháng 12 năm 2025", "trước ngày 05 tháng 12 năm 2025", date(2025, 12, 5), True),
        ("trong ngày 20/11", "trong ngày 20/11", date(2025, 11, 20), False),
        ("trước ngày 30/6", "trước ngày 30/6", date(2026, 6, 30), True),  # the next such day on or after the notice
        ("trước 30/6", "trước 30/6", date(2026, 6, 30), True),
        ("trước ngày 31 tháng 12", "trước ngày 31 tháng 12", date(2025, 12, 31), True),
        ("trước ngày 15-12-2025", "trước ngày 15-12-2025", date(2025, 12, 15), True),
        ("trước ngày 15.12.2025", "trước ngày 15.12.2025", date(2025, 12, 15), True),
        ("trước ngày mùng 5 tháng 12", "trước ngày mùng 5 tháng 12", date(2025, 12, 5), True),
    ],
)
def test_days(expression: str, quote: str, due: date, strict: bool) -> None:
    found = _of_task(expression)
    assert (found.text, found.kind, found.due, found.strict) == (quote, DATE, due, strict)


@pytest.mark.parametrize(
    ("expression", "due", "time"),
    [
        ("trước 17 giờ ngày 27/11/2025", date(2025, 11, 27), "17:00"),
        ("trước 17 giờ 30 phút ngày 27/11/2025", date(2025, 11, 27), "17:30"),
        ("trước 17h00 ngày 27/11/2025", date(2025, 11, 27), "17:00"),
        ("trước 16h30, ngày 27 tháng 11 năm 2025", date(2025, 11, 27), "16:30"),
        ("trước 10 giờ sáng ngày làm việc tiếp theo", date(2025, 11, 13), "10:00"),
        ("trước 5 giờ chiều ngày mai", date(2025, 11, 13), "17:00"),
        ("chậm nhất 20 giờ hôm nay (12/11)", date(2025, 11, 12), "20:00"),
    ],
)
def test_hours(expression: str, due: date, time: str) -> None:
    found = _of_task(expression)
    assert (found.kind, found.due, found.time, found.strict) == (DATE, due, time, expression.startswith("trước"))


@pytest.mark.parametrize(
    ("expression", "due", "strict"),
    [
        ("trong tháng 12/2025", date(2025, 12, 31), False),
        ("trong tháng 12 năm 2025", date(2025, 12, 31), False),
        ("trong tháng 11", date(2025, 11, 30), False),
        ("trong tháng 3", date(2026, 3, 31), False),
        ("trong tháng 11 năm nay", date(2025, 11, 30), False),
        ("trong tháng này", date(2025, 11, 30), False),
        ("trong tháng sau", date(2025, 12, 31), False),
        ("trong tháng tới", date(2025, 12, 31), False),
        ("hết tháng 3 năm 2026", date(2026, 3, 31), False),
        ("đến hết tháng 02/2026", date(2026, 2, 28), False),
        ("chậm nhất cuối tháng 12/2025", date(2025, 12, 31), False),
        ("trước tháng 12", date(2025, 11, 30), True),
        ("trong quý IV/2025", date(2025, 12, 31), False),
        ("trong quý 4 năm 2025", date(2025, 12, 31), False),
        ("hết quý III năm 2026", date(2026, 9, 30), False),
        ("trong quý này", date(2025, 12, 31), False),
        ("trong quý sau", date(2026, 3, 31), False),
        ("trong năm 2026", date(2026, 12, 31), False),
        ("trong năm nay", date(2025, 12, 31), False),
        ("trước năm 2026", date(2025, 12, 31), True),
        ("trong tuần này", date(2025, 11, 14), False),
        ("trong tuần tới", date(2025, 11, 21), False),
        ("vào cuối năm", date(2025, 12, 31), False),
        ("trong 6 tháng cuối năm 2025", date(2025, 12, 31), False),
    ],
)
def test_periods(expression: str, due: date, strict: bool) -> None:
    found = _of_task(expression)
    assert (found.kind, found.due, found.strict) == (PERIOD, due, strict)


@pytest.mark.parametrize(
    ("expression", "recurrence", "strict"),
    [
        ("hằng ngày", "FREQ=DAILY", False),
        ("trước 16h00 hằng ngày", "FREQ=DAILY", True),
        ("hàng tuần", "FREQ=WEEKLY", False),
        ("định kỳ hằng tháng", "FREQ=MONTHLY", False),
        ("định kỳ hàng quý", "FREQ=MONTHLY;INTERVAL=3", False),
        ("định kỳ 6 tháng", "FREQ=MONTHLY;INTERVAL=6", False),
        ("định kỳ 06 tháng một lần", "FREQ=MONTHLY;INTERVAL=6", False),
        ("06 tháng/lần", "FREQ=MONTHLY;INTERVAL=6", False),
        ("hằng năm", "FREQ=YEARLY", False),
        ("trước ngày 20 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=20", True),
        ("vào ngày 20 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=20", False),
        ("trước ngày mùng 3 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=3", True),
        ("trước ngày 25 tháng cuối quý", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25", True),
        ("trước ngày 25 của tháng cuối của quý", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25", True),
        ("trước ngày 05 của tháng sau", "FREQ=MONTHLY;BYMONTHDAY=5", True),
        ("trước ngày 05 tháng kế tiếp", "FREQ=MONTHLY;BYMONTHDAY=5", True),
        ("trước ngày 15/12 hằng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15", True),
        ("trước ngày 15/6 và 15/12 hằng năm", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15", True),
        ("02 lần/tháng", None, False),  # no rule says which days
        ("01 lần/năm", "FREQ=YEARLY", False),
        ("định kỳ 04 lần/năm", "FREQ=MONTHLY;INTERVAL=3", False),
        ("vào chiều thứ Sáu hằng tuần", "FREQ=WEEKLY;BYDAY=FR", False),
        ("mỗi tuần một lần", "FREQ=WEEKLY", False),
        ("02 giờ/lần", "FREQ=HOURLY;INTERVAL=2", False),
        ("3 giờ một lần", "FREQ=HOURLY;INTERVAL=3", False),
    ],
)
def test_rhythms(expression: str, recurrence: str | None, strict: bool) -> None:
    found = _of_task(expression)
    assert (found.kind, found.recurrence, found.strict, found.due) == (RECURRING, recurrence, strict, None)


@pytest.mark.parametrize(
    ("expression", "quote", "amount", "unit", "due"),
    [
        ("trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản này", None, 5, "working_day", None),
        ("chậm nhất trong 05 ngày làm việc kể từ ngày nhận được văn bản này", None, 5, "working_day", None),
        ("trong thời hạn 15 ngày kể từ ngày ký Thông báo này", None, 15, "day", date(2025, 11, 27)),
        ("trong thời hạn 10 ngày làm việc kể từ ngày ban hành", None, 10, "working_day", date(2025, 11, 26)),
        ("trong vòng 07 ngày", None, 7, "day", None),
        ("trong vòng 24 giờ", None, 24, "hour", None),
        ("trong vòng 03 tháng", None, 3, "month", None),
        ("không quá 01 ngày kể từ khi tiếp nhận", None, 1, "day", None),
        ("chậm nhất 05 ngày làm việc trước ngày họp", None, 5, "working_day", None),
        ("trước ngày họp 02 ngày", None, 2, "day", None),
        ("ít nhất 06 giờ trước khi xả nước", None, 6, "hour", None),
        ("trong vòng 02 tuần kể từ ngày 01/12/2025", None, 14, "day", date(2025, 12, 15)),
        ("trong 30 (ba mươi) ngày kể từ ngày có kết quả", None, 30, "day", None),
    ],
)
def test_counted_from_an_event(expression: str, quote: str | None, amount: int, unit: str, due: date | None) -> None:
    found = _of_task(expression)
    assert (found.text, found.kind, found.amount, found.amount_unit, found.due) == (
        quote or expression,
        RELATIVE,
        amount,
        unit,
        due,
    )


def test_working_days_pass_over_new_year_leave() -> None:
    body = "1. Giao Sở Tài chính báo cáo kết quả trong thời hạn 05 ngày làm việc kể từ ngày ký."
    (found,) = _found(body, issued=date(2026, 2, 12))  # Thursday; the leave runs from 16 to 20 February
    assert found.due == date(2026, 2, 26)


@pytest.mark.parametrize(
    ("expression", "due"),
    [
        ("trước Tết Nguyên đán", date(2026, 2, 13)),
        ("trước Tết Nguyên đán Bính Ngọ", date(2026, 2, 13)),
        ("trước Tết Nguyên đán năm 2027", date(2027, 2, 3)),
        ("ngay sau khi có quyết định của UBND tỉnh", None),
        ("ngay sau cuộc họp", None),
        ("trước kỳ họp thứ 10 của HĐND tỉnh", None),
        ("trước Hội nghị", None),
    ],
)
def test_bound_to_an_event(expression: str, due: date | None) -> None:
    found = _of_task(expression)
    assert (found.text, found.kind, found.due, found.amount) == (expression, RELATIVE, due, None)


def test_two_rhythms_are_two_deadlines_and_the_task_has_the_first() -> None:
    text = NOTICE.format(
        day="12", month="11", year=2025, body="1. Sở Nội vụ định kỳ 06 tháng và hàng năm tổng hợp, báo cáo UBND tỉnh."
    )
    found = extract(typed(text))
    assert [d.recurrence for d in found.deadlines] == ["FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"]
    (task,) = found.directives
    assert task.deadline == found.deadlines[0]


@pytest.mark.parametrize(
    "body",
    [
        "1. Giao Sở Tài chính khẩn trương, kịp thời báo cáo ngay kết quả.",
        "1. Giao Sở Tài chính thường xuyên, liên tục đôn đốc các đơn vị.",
        "1. Giao Sở Tài chính báo cáo theo thời gian quy định.",
        "1. Giao Sở Tài chính thực hiện Nghị quyết số 05/NQ-HĐND ngày 12/12/2024 của HĐND tỉnh.",
        "1. Giao Sở Tài chính xây dựng chỉ tiêu thu ngân sách hằng năm của tỉnh.",
        "1. Giao Sở Tài chính triển khai Kế hoạch giai đoạn 2026 - 2030, tầm nhìn đến năm 2045.",
        "Tính đến ngày 30/10/2025, toàn tỉnh giải ngân 3.200 tỷ đồng.",
        "Đến nay, các đơn vị đã hoàn thành 9 tháng đầu năm 2025 với kết quả tăng 11,8% so với cùng kỳ năm 2024.",
        "Quyết định này có hiệu lực kể từ ngày 01/01/2026.",
        "Còn 12 nhiệm vụ quá hạn trên 15 ngày; hơn 120 ngày chưa xử lý.",
        "Các đơn vị đã hoàn thành trước ngày 30/10/2025.",
        "Hộ sử dụng đất trước ngày 01 tháng 7 năm 2014 được xem xét cấp giấy chứng nhận.",
        "Thủ tục được giải quyết trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ.",
        "Cuộc họp được tổ chức vào ngày 10/11/2025 tại trụ sở UBND tỉnh.",
        "1. Giao Sở Tài chính lưu giữ hồ sơ ít nhất 05 năm.",
        "Năm học 2025-2026 và nhiệm kỳ 2026-2031 có nhiều nhiệm vụ mới.",
    ],
)
def test_what_is_no_deadline(body: str) -> None:
    assert [d.text for d in _found(body)] == []


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("xây dựng dự thảo kế hoạch", ["THÁNG 12/2025"]),
        ("xây dựng dự thảo kế hoạch trước ngày 20/12/2025", ["trước ngày 20/12/2025"]),
    ],
)
def test_the_month_of_a_heading_over_tasks(second: str, expected: list[str]) -> None:
    heading, first = "II. NHIỆM VỤ TRỌNG TÂM THÁNG 12/2025", "1. Văn phòng UBND tỉnh rà soát quy trình nội bộ."
    body = f"{heading}\n{first}\n2. Sở Nội vụ {second}.\n3. Sở Y tế kiểm tra thuốc."
    # beside a task with a day of its own the heading only says which month the plan is for
    assert [d.text for d in _found(body)] == expected


def test_a_missing_year_without_any_date_stays_open() -> None:
    found = extract(typed("Tin ngắn\n\nUBND tỉnh yêu cầu các sở, ngành báo cáo trước ngày 15/6.\n")).deadlines
    assert [(d.text, d.due) for d in found] == [("trước ngày 15/6", None)]


def test_a_year_told_elsewhere_in_the_text_is_taken_with_doubt() -> None:
    text = "Tin ngắn\n\nUBND tỉnh yêu cầu các sở, ngành báo cáo trước ngày 15/6.\nDự kiến trong năm 2025, tỉnh có 51 dự án.\n"
    (found,) = extract(typed(text)).deadlines
    assert found.due == date(2025, 6, 15)
    (dated,) = extract(typed(text.replace("15/6.", "15/6/2025."))).deadlines
    assert found.confidence < dated.confidence


def test_an_impossible_day_is_stated_and_not_resolved() -> None:
    (found,) = _found("1. Giao Sở Tài chính báo cáo trước ngày 31/02/2026.")
    assert (found.text, found.due) == ("trước ngày 31/02/2026", None)


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(2025, 11, 13), date(2027, 12, 31)), st.sampled_from(["trước ngày {}", "chậm nhất ngày {}", "đến hết ngày {}"])
)
def test_any_stated_day_comes_back(day: date, form: str) -> None:
    (found,) = _found(f"1. Giao Sở Tài chính báo cáo {form.format(f'{day.day:02d}/{day.month}/{day.year}')}.")
    assert found.due == day
