"""Sums, percentages, dates and tables tested; what holds and what does not."""

from __future__ import annotations

from datetime import date

import pytest
from document_factories import read
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.findings import Check, Deadline, DeadlineKind


def _checks(text: str, **known: object) -> tuple[Check, ...]:
    return read(text, **known).checks


def _arithmetic(text: str) -> list[tuple[str, tuple[float, ...], bool]]:
    return [(c.rule, c.values, c.holds) for c in _checks(text)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Xã nhận được 540 văn bản giao việc, gồm 231 nhiệm vụ có thời hạn; 309 nhiệm vụ không thời hạn.",
            [("sum", (540, 231, 309), True)],
        ),
        ("Xã nhận được 540 văn bản, gồm 231 văn bản có thời hạn; 300 văn bản không thời hạn.", [("sum", (540, 231, 300), False)]),
        (
            "Trong 231 nhiệm vụ, UBND xã đã hoàn thành 127 nhiệm vụ đúng hạn, đang thực hiện 66 nhiệm vụ, 38 nhiệm vụ chậm.",
            [("sum", (231, 127, 66, 38), True)],
        ),
        (
            "Dự kiến tinh giản 115 người, trong đó, 06 công chức; 90 viên chức; 19 cán bộ, công chức cấp xã.",
            [("sum", (115, 6, 90, 19), True)],
        ),
        (
            "Số hồ sơ tiếp nhận: 49, trong đó, kỳ trước chuyển sang: 20, trong kỳ: 29; số hồ sơ đã giải quyết: 21, trong đó, đúng hạn: 21; "
            "số hồ sơ đang giải quyết: 28; gồm có: 47 hồ sơ trực tuyến; 02 hồ sơ trực tiếp.",
            [("sum", (49, 20, 29), True), ("sum", (49, 21, 28), True), ("sum", (49, 47, 2), True)],
        ),
        (
            "Tổng vốn 1.200 tỷ đồng, trong đó: ngân sách trung ương 800 tỷ đồng, ngân sách địa phương 400 tỷ đồng.",
            [("sum", (1.2e12, 8e11, 4e11), True)],
        ),
        ("Tổng số 1.848 thủ tục (548 thủ tục toàn trình và 1.300 thủ tục một phần).", [("sum", (1848, 548, 1300), True)]),
        ("Tổng số cán bộ là 60 người (biên chế 48 người, hợp đồng 12 người).", [("sum", (60, 48, 12), True)]),
        (
            "Xã tiếp nhận 1.240 hồ sơ, gồm 1.100 hồ sơ trực tuyến và 150 hồ sơ trực tiếp; đã số hóa 1.178 hồ sơ.",
            [("sum", (1240, 1100, 150), False)],
        ),
        (
            "Được giao 70 nhiệm vụ, trong đó đã hoàn thành 58 nhiệm vụ (đúng hạn 55 nhiệm vụ, quá hạn 03 nhiệm vụ); "
            "đang thực hiện 12 nhiệm vụ (trong hạn 10 nhiệm vụ, quá hạn 02 nhiệm vụ).",
            [("sum", (70, 58, 12), True), ("sum", (58, 55, 3), True), ("sum", (12, 10, 2), True)],
        ),
        (
            "Lãnh đạo xã Tân Phong cho biết trong 320 hộ phải di dời, đã có 290 hộ nhận tiền, còn 30 hộ chưa đồng thuận.",
            [("sum", (320, 290, 30), True)],
        ),
        ("Trong tháng tiếp nhận 620 hồ sơ, đã giải quyết 600 hồ sơ, còn 20 hồ sơ đang xem xét.", [("sum", (620, 600, 20), True)]),
        (
            "Tổng số hồ sơ phải giải quyết là 96 hồ sơ.\n- Đã giải quyết: 85 hồ sơ.\n- Đang giải quyết: 11 hồ sơ.",
            [("sum", (96, 85, 11), True)],
        ),
    ],
)
def test_sums(sentence: str, expected: list[tuple[str, tuple[float, ...], bool]]) -> None:
    assert sorted(_arithmetic(sentence)) == sorted(expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "Toàn tỉnh có 115 dự án, trong đó có 20 dự án trọng điểm, 5 dự án giao thông.",
        "GRDP tăng 7,5%, trong đó nông nghiệp tăng 3,9%, công nghiệp tăng 10,1%, dịch vụ tăng 7,3%.",
        "Trong số 35 điểm ngập, thành phố yêu cầu xử lý 12 điểm.",
        "Có 12 xã, 5 phường và 3 đặc khu tham gia.",
        "Toàn tỉnh có 120 vụ (giảm so với cùng kỳ 12 vụ), làm 15 người chết, 90 người bị thương.",
        "Xã có 40 hộ nghèo (cuối năm trước còn 52 hộ) và 31 hộ cận nghèo; đã hỗ trợ 18 hộ.",
    ],
)
def test_a_choice_of_examples_is_no_sum(sentence: str) -> None:
    assert _arithmetic(sentence) == []


def test_a_list_under_its_total() -> None:
    text = "Kết quả xử lý văn bản\nTổng số nhiệm vụ được giao là 100 nhiệm vụ, trong đó:\n"
    parts = "- Đã hoàn thành: 60 nhiệm vụ;\n- Đang thực hiện: 39 nhiệm vụ."
    assert _arithmetic(text + parts) == [("sum", (100, 60, 39), False)]


@pytest.mark.parametrize(
    ("sentence", "values", "holds"),
    [
        ("Trong 495.353 hồ sơ đã giải quyết, có 483.677 hồ sơ đúng hạn, đạt 97,7%.", (483677, 495353, 97.7), False),
        ("Có 11/12 đơn vị hoàn thành, đạt 91,7%.", (11, 12, 91.7), True),
        ("Có 1/8 đơn vị hoàn thành (12,5%).", (1, 8, 12.5), True),
        ("Có 1/8 đơn vị hoàn thành, đạt tỷ lệ 13%.", (1, 8, 13), True),
        ("Tỷ lệ đúng hạn 97,6% (483.677/495.353 hồ sơ).", (483677, 495353, 97.6), True),
        ("Có 20 dự án chậm tiến độ, chiếm 40% tổng số 50 dự án.", (20, 50, 40), True),
        ("Thu ngân sách 12.221 tỷ đồng, đạt 51,8% so với dự toán tỉnh giao (23.600 tỷ đồng).", (12.221e12, 23.6e12, 51.8), True),
        ("Đã cấp 812 giấy chứng nhận trên tổng số 900 giấy chứng nhận đủ điều kiện (90,2%).", (812, 900, 90.2), True),
        ("Có 455 lượt nộp trực tuyến trong 500 lượt phát sinh phí, lệ phí, đạt 91,0%.", (455, 500, 91), True),
        ("Đã chi trả cho 812 hộ trong tổng số 900 hộ (đạt 91,2%).", (812, 900, 91.2), False),
        ("Tỷ lệ đúng hạn là 96,4%, tương ứng 1.205 hồ sơ trên tổng số 1.250 hồ sơ.", (1205, 1250, 96.4), True),
        ("Số xã đạt chuẩn là 12 xã, chiếm 80% tổng số xã (15 xã).", (12, 15, 80), True),
        (
            "Tổng mức đầu tư 640 tỷ đồng, khởi công từ tháng 5. Đến nay thực hiện đạt 448 tỷ đồng, bằng 70% tổng mức đầu tư.",
            (4.48e11, 6.4e11, 70),
            True,
        ),
        (
            "Trong 70 nhiệm vụ, đã hoàn thành 58 nhiệm vụ (đúng hạn 55 nhiệm vụ, quá hạn 03 nhiệm vụ), đạt 82,9%; đang thực hiện 12 nhiệm vụ.",
            (58, 70, 82.9),
            True,
        ),
    ],
)
def test_percent(sentence: str, values: tuple[float, ...], holds: bool) -> None:
    assert [(c.values, c.holds) for c in _checks(sentence) if c.rule == "percent"] == [(values, holds)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Thu 12.221 tỷ đồng, trong đó thu nội địa 10.152 tỷ đồng, đạt 50,5% dự toán.",
        "Có 20 xã, tăng 5% so với 15 xã năm trước.",
        "Đạt 97% kế hoạch.",
    ],
)
def test_percent_of_something_else(sentence: str) -> None:
    assert [c for c in _checks(sentence) if c.rule == "percent"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Xã tiếp nhận 585 hồ sơ. Kết quả đã giải quyết 560 hồ sơ; số hồ sơ đang giải quyết còn trong hạn là 25 hồ sơ.",
            [("sum", (585, 560, 25), True)],
        ),
        (
            "Xã tiếp nhận 585 hồ sơ. Kết quả đã giải quyết 560 hồ sơ; số hồ sơ đang giải quyết còn trong hạn là 24 hồ sơ.",
            [("sum", (585, 560, 24), False)],
        ),
        (
            "Hồ sơ đến hạn giải quyết là 4.169 hồ sơ. Hồ sơ trả đúng hạn là 4.157 hồ sơ (đạt 99,71%). Hồ sơ quá hạn là 12 hồ sơ (chiếm 0,29%).",
            [("percent", (12, 4169, 0.29), True), ("percent", (4157, 4169, 99.71), True), ("sum", (4169, 4157, 12), True)],
        ),
        (
            "Trung tâm tiếp nhận mới 4.131 hồ sơ, hồ sơ tồn kỳ trước chuyển sang là 2.171, lũy kế là 6.302 hồ sơ.",
            [("sum", (6302, 4131, 2171), True)],
        ),
        (
            "Hệ thống tiếp nhận 210 hồ sơ. Trong đó: 180 hồ sơ đã được giải quyết, với 170 hồ sơ đúng hạn; 10 hồ sơ quá hạn; "
            "30 hồ sơ đang trong thời hạn xử lý.",
            [("sum", (180, 170, 10), True), ("sum", (210, 180, 30), True)],
        ),
        ("Xã tiếp nhận 100 hồ sơ, kỳ trước chuyển sang 20 hồ sơ; đã giải quyết 90 hồ sơ, đang giải quyết 30 hồ sơ.", []),
    ],
)
def test_figures_by_state(text: str, expected: list[tuple[str, tuple[float, ...], bool]]) -> None:
    assert sorted(_arithmetic(text)) == sorted(expected)


def test_the_message_says_what_is_wrong() -> None:
    (check,) = _checks("Trong 495.353 hồ sơ, có 483.677 hồ sơ đúng hạn, đạt 97,7%.")
    assert check.message == "483.677/495.353 = 97,64 %, văn bản ghi 97,7 %: đề nghị kiểm tra lại"
    assert check.expected == 97.6


HEAD = """ỦY BAN NHÂN DÂN
TỈNH SƠN HẢI
Số: 326/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Hải, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Triển khai công tác năm 2026

"""


@pytest.mark.parametrize(
    ("sentence", "rule", "words"),
    [
        ("Thực hiện Quyết định số 34/QĐ-UBND ngày 30/12/016 của UBND tỉnh.", "impossible-date", "30/12/2016"),
        ("Báo cáo trước ngày 31/4/2026.", "impossible-date", "31/4/2026"),
        ("Thực hiện Quyết định số 34/QĐ-UBND ngày 30/12/2026 của UBND tỉnh.", "date-after-issue", "05/01/2026"),
        ("Thực hiện Nghị định số 39/2022/NĐ-CP ngày 18/6/2021 của Chính phủ.", "year-mismatch", "2022"),
        ("Họp vào thứ Hai, ngày 10/02/2026.", "weekday", "thứ Ba"),
        ("Hội nghị tổ chức ngày 08/02/2026 (sáng thứ Bảy).", "weekday", "Chủ nhật"),
        ("Cơ quan thành lập ngày 01/7/1825.", "implausible-year", "1825"),
    ],
)
def test_dates(sentence: str, rule: str, words: str) -> None:
    (check,) = _checks(HEAD + sentence)
    assert (check.rule, check.holds) == (rule, False)
    assert words in check.message


@pytest.mark.parametrize(
    "sentence",
    [
        "Họp vào thứ Ba, ngày 10/02/2026.",
        "Thực hiện Quyết định số 34/QĐ-UBND ngày 30/12/2025 của UBND tỉnh.",
        "Ngày    tháng 01 năm 2026.",
    ],
)
def test_dates_that_are_right(sentence: str) -> None:
    assert _checks(HEAD + sentence) == ()


def test_a_deadline_before_the_issue_date() -> None:
    text = HEAD + "Các sở báo cáo trước ngày 01/12/2025."
    at = text.index("trước ngày")
    deadline = Deadline("trước ngày 01/12/2025", at, at + 21, kind=DeadlineKind.DATE, due=date(2025, 12, 1), strict=True)
    (check,) = _checks(text, deadlines=(deadline,))
    assert (check.rule, check.spans) == ("deadline-before-issue", ((at, at + 21),))


def test_the_same_figure_told_twice() -> None:
    text = "Tổng số thủ tục kiến nghị đơn giản hóa của tỉnh là 14 thủ tục.\n"
    again = "Như vậy, tổng số thủ tục kiến nghị đơn giản hóa của tỉnh là 15 thủ tục."
    (check,) = _checks("Tin của tỉnh trong tháng\n" + text + again)
    assert (check.rule, check.holds) == ("retold", False)
    assert "14" in check.message
    assert "15" in check.message


def test_what_is_told_of_two_periods_is_not_the_same_figure() -> None:
    month = "Tháng 9/2025, Trung tâm tiếp nhận mới 412 hồ sơ. Số hồ sơ trả trước hạn và đúng hạn là 405 hồ sơ.\n"
    quarter = "Quý III/2025, Trung tâm tiếp nhận mới 1.318 hồ sơ. Số hồ sơ trả trước hạn và đúng hạn là 1.296 hồ sơ."
    assert [c.rule for c in _checks("Tin của Trung tâm Phục vụ hành chính công\n" + month + quarter) if not c.holds] == []


@pytest.mark.parametrize(
    ("words", "rules"),
    [("Ba trăm năm mươi triệu đồng", []), ("Ba trăm mười lăm triệu đồng", ["in-words"])],
)
def test_an_amount_in_figures_and_in_words(words: str, rules: list[str]) -> None:
    assert [
        c.rule for c in _checks(f"Tin của tỉnh trong tháng\nPhê duyệt kinh phí 350.000.000 đồng (Bằng chữ: {words}).")
    ] == rules


FORM_06 = "STT\tLĩnh vực\tTiếp nhận\tTrực tuyến\tTrực tiếp\tKỳ trước\t" + (
    "Đã giải quyết\tTrước hạn\tĐúng hạn\tQuá hạn\tĐang giải quyết\tTrong hạn\tQuá hạn\n"
)


@pytest.mark.parametrize(
    ("row", "messages"),
    [
        ("1\tĐất đai\t100\t60\t30\t10\t80\t50\t25\t5\t20\t15\t5", []),
        (
            "1\tĐất đai\t100\t60\t30\t10\t80\t50\t25\t6\t20\t15\t5",
            ["Đất đai: Đã giải quyết ghi 80, nhưng 50 + 25 + 6 = 81: đề nghị kiểm tra lại"],
        ),
        (
            "1\tĐất đai\t101\t60\t31\t10\t80\t50\t25\t5\t20\t15\t5",
            ["Đất đai: Tiếp nhận (= đã giải quyết + đang giải quyết) ghi 101, nhưng 80 + 20 = 100: đề nghị kiểm tra lại"],
        ),
    ],
)
def test_form_06(row: str, messages: list[str]) -> None:
    assert [c.message for c in _checks(FORM_06 + row)] == messages


def test_tasks_by_unit() -> None:
    head = "TT\tĐơn vị\tTổng số\tHT trong hạn\tHT trễ hạn\tChưa HT trong hạn\tChưa HT quá hạn\tTỷ lệ\n"
    rows = "1\tSở Nội vụ\t10\t5\t2\t2\t1\t70%\n2\tSở Tài chính\t9\t5\t2\t1\t0\t77,8%\n3\tTổng cộng\t19\t10\t4\t3\t1\t73,7%"
    assert [c.message for c in _checks(head + rows)] == [
        "Sở Tài chính: Tổng số ghi 9, nhưng 5 + 2 + 1 + 0 = 8: đề nghị kiểm tra lại",
        "Tổng cộng: Tổng số ghi 19, nhưng 10 + 4 + 3 + 1 = 18: đề nghị kiểm tra lại",
    ]


@pytest.mark.parametrize(
    ("table", "messages"),
    [
        (  # the row of totals has no cell for the number of the line
            "STT\tNội dung\tKinh phí\n1\tTuyên truyền\t120,5\n2\tTập huấn\t80\n3\tMua sắm\t300\n\tCộng\t510,5",
            ["Cộng: cột “Kinh phí” ghi 510,5, nhưng 120,5 + 80 + 300 = 500,5: đề nghị kiểm tra lại"],
        ),
        (
            "Nguồn vốn\tKế hoạch\tGiải ngân\tTỷ lệ (%)\nTrung ương\t300\t210\t70,0\nĐịa phương\t180\t90\t50,0\nTổng\t480\t300\t62,5",
            [],
        ),
        (
            "Xã\tSố hộ\tSố khẩu\nTân Phong\t120 hộ\t480 người\nHải Bình\t80 hộ\t300 người\nTổng cộng\t210 hộ\t780 người",
            ["Tổng cộng: cột “Số hộ” ghi 210, nhưng 120 + 80 = 200: đề nghị kiểm tra lại"],
        ),
        (
            "TT\tĐơn vị\tGiao\tXong\nI\tKhối sở\t30\t25\n1\tSở A\t10\t8\n2\tSở B\t20\t17\nII\tKhối xã\t12\t10\n1\tXã C\t12\t10\n\tTổng số\t42\t35",
            [],
        ),
    ],
)
def test_rows_of_totals(table: str, messages: list[str]) -> None:
    assert [c.message for c in _checks("Báo cáo\nKết quả\n\n" + table)] == messages


@settings(deadline=None)
@given(st.text(alphabet="0123456789.,/%() gồmtrongđó;hồsơtỷngày\n\t", max_size=120))
def test_any_text_is_survived(text: str) -> None:
    work = read(text)
    assert all(0 <= a < b <= len(work.document.text) for c in work.checks for a, b in c.spans)


def test_what_was_received_in_one_item_and_settled_in_the_next() -> None:
    found = _checks(
        "1. Trong tháng, tiếp nhận 12.450 hồ sơ, tăng so với tháng trước.\n2. Đã giải quyết 11.930 hồ sơ. Đang giải quyết 520 hồ sơ."
    )
    assert [(c.rule, c.holds, c.values) for c in found] == [("sum", True, (12450, 11930, 520))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Toàn xã có 320 hộ nghèo và cận nghèo (120 hộ nghèo, 200 hộ cận nghèo).", [("sum", 320, True)]),
        ("Đã cấp 540 giấy phép: 300 giấy phép xây dựng, 240 giấy phép kinh doanh.", [("sum", 540, True)]),
        ("Tổng diện tích 56,5 ha: lúa 40 ha, ngô 10,5 ha, rau màu 6 ha.", [("sum", 56.5, True)]),
        ("Cả năm trồng 1.200 ha rừng: quý I 200 ha, quý II 300 ha, quý III 400 ha, quý IV 300 ha.", [("sum", 1200, True)]),
        (
            "Trong 120 nhiệm vụ được giao, đã hoàn thành 96 nhiệm vụ (đạt 80%), đang thực hiện 20 nhiệm vụ, quá hạn 4 nhiệm vụ.",
            [("percent", 80, True), ("sum", 120, True)],
        ),
        ("Giải ngân 450 tỷ đồng trên tổng kế hoạch 600 tỷ đồng, đạt 75%.", [("percent", 75, True)]),
        ("Kế hoạch vốn 600 tỷ đồng; đã giải ngân 450 tỷ đồng, đạt 75% kế hoạch.", [("percent", 75, True)]),
        ("Có 98,5% (197/200) hộ đồng thuận.", [("percent", 98.5, True)]),
        ("97% người dân hài lòng (tương ứng 291/300 phiếu).", [("percent", 97, True)]),
        ("Đã kiểm tra 45 cơ sở, phát hiện 9 cơ sở vi phạm (chiếm 20%).", [("percent", 20, True)]),
        ("Hoàn thành 96/120 nhiệm vụ, đạt tỷ lệ 82%.", [("percent", 82, False)]),
        (
            "Tổng kinh phí 10 tỷ đồng, gồm: ngân sách tỉnh 6 tỷ đồng; ngân sách xã 3 tỷ đồng; xã hội hóa 1,5 tỷ đồng.",
            [("sum", 10e9, False)],
        ),
        ("Thu 120 tỷ đồng, đạt 60% dự toán, tăng 5% so với cùng kỳ.", []),
        ("Có 15 dự án, tổng vốn 300 tỷ đồng; khởi công 5 dự án.", []),
        ("Tăng từ 120 lên 150 hồ sơ (tăng 25%).", []),
        ("Xử phạt 25 trường hợp với số tiền 120 triệu đồng; trong đó 10 trường hợp vi phạm nồng độ cồn.", []),
        ("Hội nghị có 3 nội dung: 2 báo cáo, 5 tham luận và 1 phim tư liệu.", []),
        ("Thời gian: 120 đại biểu dự, 45 ý kiến phát biểu, 30 ý kiến bằng văn bản.", []),
    ],
)
def test_relations_as_offices_tell_them(text: str, expected: list[tuple[str, float, bool]]) -> None:
    found = [
        (c.rule, c.values[0] if c.rule == "sum" else c.values[2], c.holds) for c in _checks(text) if c.rule in ("sum", "percent")
    ]
    assert sorted(found) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tháng 8/2025, Trung tâm nhận 900 hồ sơ. Số hồ sơ đã giải quyết trước hạn và đúng hạn là 850 hồ sơ.\n"
        "Quý III/2025, Trung tâm nhận 3.100 hồ sơ. Số hồ sơ đã giải quyết trước hạn và đúng hạn là 2.960 hồ sơ.",
        "1. Xã Tân Phong\nSố hồ sơ đã giải quyết trước hạn và đúng hạn trên môi trường điện tử là 850 hồ sơ.\n"
        "2. Xã Hải Bình\nSố hồ sơ đã giải quyết trước hạn và đúng hạn trên môi trường điện tử là 960 hồ sơ.",
        "Số hồ sơ đã giải quyết trước hạn và đúng hạn trên môi trường điện tử là gần 3.000 hồ sơ.\n"
        "Số hồ sơ đã giải quyết trước hạn và đúng hạn trên môi trường điện tử là 2.960 hồ sơ.",
    ],
)
def test_figures_of_other_periods_or_bodies_are_not_retold(text: str) -> None:
    assert [c for c in _checks(text) if c.rule == "retold"] == []
