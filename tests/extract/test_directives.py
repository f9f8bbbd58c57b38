"""Who must do what, with whom, by when: forms of orders, inheritance, and what is no order."""

from __future__ import annotations

import pytest
from document_factories import LETTERHEAD, typed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract import extract
from extract.findings import Directive, Findings

HEAD = (
    LETTERHEAD
    + """
{title}
Về nhiệm vụ thời gian tới

"""
)
TAIL = """
Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH
Nguyễn Văn An
"""


def _read(body: str, number: str = "15/TB-UBND", title: str = "THÔNG BÁO") -> Findings:
    return extract(typed(HEAD.format(number=number, title=title) + body.strip() + "\n" + TAIL))


def _news(body: str) -> tuple[Directive, ...]:
    return extract(typed("Chủ tịch UBND tỉnh kiểm tra tiến độ dự án\n\n" + body.strip() + "\n")).directives


def _row(task: Directive) -> tuple[str, list[str], list[str], str | None]:
    return (
        task.text,
        [b.name for b in task.lead],
        [b.name for b in task.coordinating],
        task.deadline.text if task.deadline else None,
    )


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        (
            "Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, UBND xã Tân Phong hoàn thiện hồ sơ, trình UBND tỉnh trước ngày 30/11/2025.",
            [
                (
                    "Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, UBND xã Tân Phong hoàn thiện hồ sơ, trình UBND tỉnh trước ngày 30/11/2025",
                    ["Sở Xây dựng"],
                    ["Sở Tài chính", "UBND xã Tân Phong"],
                    "trước ngày 30/11/2025",
                )
            ],
        ),
        (
            "Chủ tịch UBND tỉnh yêu cầu Thủ trưởng các sở, ngành rà soát hồ sơ quá hạn; gửi báo cáo về Văn phòng UBND tỉnh.",
            [
                ("Thủ trưởng các sở, ngành rà soát hồ sơ quá hạn", ["Thủ trưởng các sở, ngành"], [], None),
                ("gửi báo cáo về Văn phòng UBND tỉnh", ["Thủ trưởng các sở, ngành"], [], None),
            ],
        ),
        (
            "Đề nghị Ủy ban MTTQ Việt Nam tỉnh phối hợp giám sát việc thực hiện.",
            [("Ủy ban MTTQ Việt Nam tỉnh phối hợp giám sát việc thực hiện", ["Ủy ban MTTQ Việt Nam tỉnh"], [], None)],
        ),
        (
            "UBND các xã, phường có trách nhiệm niêm yết công khai kết quả.",
            [("UBND các xã, phường có trách nhiệm niêm yết công khai kết quả", ["UBND các xã, phường"], [], None)],
        ),
        (
            "Trên cơ sở kết quả kiểm tra, giao Thanh tra tỉnh tham mưu xử lý theo quy định.",
            [("Thanh tra tỉnh tham mưu xử lý theo quy định", ["Thanh tra tỉnh"], [], None)],
        ),
        (
            "Trước ngày 20/11/2025, Sở Y tế phải thẩm định xong kế hoạch.",
            [("Sở Y tế phải thẩm định xong kế hoạch", ["Sở Y tế"], [], "Trước ngày 20/11/2025")],
        ),
        (
            "Giao nhiệm vụ cho Sở Nội vụ theo dõi, đôn đốc; Sở Tài chính bố trí kinh phí.",
            [
                ("Sở Nội vụ theo dõi, đôn đốc", ["Sở Nội vụ"], [], None),
                ("Sở Tài chính bố trí kinh phí", ["Sở Tài chính"], [], None),
            ],
        ),
        (
            "Giao Sở Công Thương cùng với các huyện, thị xã kiểm tra thị trường dịp cuối năm.",
            [
                (
                    "Sở Công Thương cùng với các huyện, thị xã kiểm tra thị trường dịp cuối năm",
                    ["Sở Công Thương"],
                    ["các huyện, thị xã"],
                    None,
                )
            ],
        ),
    ],
)
def test_orders_in_one_sentence(sentence: str, rows: list[tuple[str, list[str], list[str], str | None]]) -> None:
    assert [_row(t) for t in _read(sentence).directives] == rows


def test_lead_in_gives_its_bodies_to_its_items() -> None:
    found = _read(
        """
Chủ tịch UBND tỉnh kết luận như sau:
1. Giao Sở Tài chính chủ trì, phối hợp với Kho bạc Nhà nước khu vực XV:
a) Rà soát vốn chậm giải ngân;
b) Hướng dẫn các đơn vị thanh toán.
2. UBND các xã, phường chịu trách nhiệm:
- Bàn giao mặt bằng trước ngày 15/12/2025.
- UBND xã Tân Phong khẩn trương chi trả tiền bồi thường; báo cáo kết quả.
"""
    ).directives
    assert [_row(t) for t in found] == [
        ("Rà soát vốn chậm giải ngân", ["Sở Tài chính"], ["Kho bạc Nhà nước khu vực XV"], None),
        ("Hướng dẫn các đơn vị thanh toán", ["Sở Tài chính"], ["Kho bạc Nhà nước khu vực XV"], None),
        ("Bàn giao mặt bằng trước ngày 15/12/2025", ["UBND các xã, phường"], [], "trước ngày 15/12/2025"),
        ("UBND xã Tân Phong khẩn trương chi trả tiền bồi thường", ["UBND xã Tân Phong"], [], None),
        ("báo cáo kết quả", ["UBND xã Tân Phong"], [], None),
    ]


def test_a_body_in_a_list_of_tasks_passes_its_task_on() -> None:
    found = _read(
        """
Chủ tịch UBND tỉnh kết luận:
1. Sở Giáo dục và Đào tạo chỉ đạo các trường tổ chức dạy bù.
2. Chủ tịch UBND tỉnh yêu cầu Sở Y tế báo cáo kết quả.
"""
    ).directives
    assert [_row(t)[:2] for t in found] == [
        ("Sở Giáo dục và Đào tạo chỉ đạo các trường tổ chức dạy bù", ["Sở Giáo dục và Đào tạo"]),
        ("Sở Y tế báo cáo kết quả", ["Sở Y tế"]),
    ]


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        ("a) Các doanh nghiệp cung cấp máy tính: Cài đặt phần mềm nguồn mở.", ["Các doanh nghiệp cung cấp máy tính"]),
        ("2. Đ/c An - Phó Chủ tịch UBND xã: trực tiếp chỉ đạo giải phóng mặt bằng.", ["An - Phó Chủ tịch UBND xã"]),
        ("3. Kế toán ngân sách: cân đối nguồn chi dịp cuối năm.", ["Kế toán ngân sách"]),
        (
            "b) Thanh tra xây dựng: Ủy ban nhân dân huyện, thị xã làm đầu mối phát hiện vi phạm.",
            ["Ủy ban nhân dân huyện, thị xã"],
        ),
        ("4. Chủ tịch UBND các xã bằng mọi biện pháp thông tin cho tàu thuyền biết.", ["Chủ tịch UBND các xã"]),
    ],
)
def test_who_stands_at_the_head_of_an_item(line: str, lead: list[str]) -> None:
    (task,) = _read(f"II. NHIỆM VỤ\n{line}").directives
    assert [b.name for b in task.lead] == lead


def test_headings_name_addressees() -> None:
    found = _read(
        """
III. TỔ CHỨC THỰC HIỆN
1. Các sở, ban, ngành và UBND các xã, phường
Xây dựng kế hoạch chi tiết của đơn vị mình. Kịp thời báo cáo khó khăn, vướng mắc.
2. Sở Tài chính
Hằng năm, trên cơ sở đề xuất của các cơ quan, đơn vị, tham mưu bố trí kinh phí.
3. Sở Nội vụ:
- Yêu cầu các nhà thầu cam kết tiến độ.
""",
        "15/KH-UBND",
        "KẾ HOẠCH",
    ).directives
    everyone = ["Các sở, ban, ngành", "UBND các xã, phường"]
    assert [_row(t) for t in found] == [
        ("Xây dựng kế hoạch chi tiết của đơn vị mình", everyone, [], None),
        ("Kịp thời báo cáo khó khăn, vướng mắc", everyone, [], None),
        (
            "Hằng năm, trên cơ sở đề xuất của các cơ quan, đơn vị, tham mưu bố trí kinh phí",
            ["Sở Tài chính"],
            [],
            "Hằng năm",
        ),
        ("Yêu cầu các nhà thầu cam kết tiến độ", ["Sở Nội vụ"], [], None),
    ]


def test_completion_is_a_task_and_binds_those_before_it() -> None:
    found = _read(
        """
Chủ tịch UBND tỉnh chỉ đạo:
1. Giao Sở Xây dựng rà soát hồ sơ; đề xuất phương án. Hoàn thành và báo cáo UBND tỉnh trước ngày 20/12/2025.
2. Giao Sở Y tế báo cáo kết quả.
"""
    ).directives
    assert [(t.text, t.deadline.text if t.deadline else None) for t in found] == [
        ("Sở Xây dựng rà soát hồ sơ", "trước ngày 20/12/2025"),
        ("đề xuất phương án", "trước ngày 20/12/2025"),
        ("Hoàn thành và báo cáo UBND tỉnh trước ngày 20/12/2025", "trước ngày 20/12/2025"),
        ("Sở Y tế báo cáo kết quả", None),
    ]
    assert [[b.name for b in t.report_to] for t in found][2] == ["UBND tỉnh"]


def test_all_tasks_above_share_a_deadline() -> None:
    found = _read(
        """
Chủ tịch UBND tỉnh kết luận:
1. Giao Sở Xây dựng rà soát hồ sơ.
2. Giao Sở Y tế mua sắm thiết bị trước ngày 25/11/2025.
3. Các nhiệm vụ nêu trên phải hoàn thành trước ngày 31/12/2025.
"""
    ).directives
    assert [(t.lead[0].name, t.deadline.text) for t in found if t.deadline] == [
        ("Sở Xây dựng", "trước ngày 31/12/2025"),
        ("Sở Y tế", "trước ngày 25/11/2025"),
    ]  # the third sentence says by when and is no task of its own


def test_lines_under_a_task() -> None:
    found = _read(
        """
II. NỘI DUNG
1. Rà soát thủ tục hành chính
- Nội dung: Rà soát 20 thủ tục hành chính.
- Đơn vị thực hiện: Trung tâm Phục vụ hành chính công xã.
- Đơn vị phối hợp: Phòng Kinh tế; Phòng Văn hóa - Xã hội.
- Thời gian hoàn thành: trước ngày 30/9/2026.
2. Tổ chức tập huấn nghiệp vụ
- Cơ quan chủ trì: Phòng Văn hóa - Xã hội.
- Thời hạn: Quý II/2026.
""",
        "15/KH-UBND",
        "KẾ HOẠCH",
    ).directives
    assert [_row(t) for t in found] == [
        (
            "Rà soát 20 thủ tục hành chính",
            ["Trung tâm Phục vụ hành chính công xã"],
            ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"],
            "trước ngày 30/9/2026",
        ),
        ("Tổ chức tập huấn nghiệp vụ", ["Phòng Văn hóa - Xã hội"], [], "Quý II/2026"),
    ]


def test_a_table_of_tasks() -> None:
    found = _read(
        """
II. PHÂN CÔNG
TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành
1\tRà soát quy hoạch cây xanh; trồng mới 500 cây.\tSở Xây dựng\t- Các sở liên quan; - UBND các xã, phường.\tQuý I/2026
2\tKiểm tra việc chấp hành\tThanh tra tỉnh\t\tHằng năm
Tổng cộng\t\t\t\t
""",
        "15/KH-UBND",
        "KẾ HOẠCH",
    ).directives
    assert [_row(t) for t in found] == [
        ("Rà soát quy hoạch cây xanh", ["Sở Xây dựng"], ["Các sở liên quan", "UBND các xã, phường"], "Quý I/2026"),
        ("trồng mới 500 cây", ["Sở Xây dựng"], ["Các sở liên quan", "UBND các xã, phường"], "Quý I/2026"),
        ("Kiểm tra việc chấp hành", ["Thanh tra tỉnh"], [], "Hằng năm"),
    ]


def test_the_period_of_a_heading_binds_its_tasks() -> None:
    found = _read(
        """
I. KẾT QUẢ THỰC HIỆN
1. Sở Nội vụ ban hành 12 văn bản.
II. NHIỆM VỤ TRỌNG TÂM THÁNG 12 NĂM 2025
1. Ban hành kế hoạch kiểm tra năm 2026.
2. Tiếp tục rà soát thủ tục hành chính.
""",
        "15/BC-UBND",
        "BÁO CÁO",
    ).directives
    assert [(t.text, t.deadline.text if t.deadline else None) for t in found] == [
        ("Ban hành kế hoạch kiểm tra năm 2026", "THÁNG 12 NĂM 2025"),
        ("Tiếp tục rà soát thủ tục hành chính", "THÁNG 12 NĂM 2025"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Căn cứ Nghị quyết số 05/NQ-HĐND ngày 12/12/2024 của HĐND tỉnh giao UBND tỉnh tổ chức thực hiện;",
        "Sở Nội vụ đã hoàn thành việc rà soát; UBND các xã, phường đã báo cáo đúng hạn.",
        "UBND tỉnh đã giao Sở Xây dựng lập quy hoạch tại Công văn số 12/UBND-KT ngày 05/01/2025.",
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Nâng cao chất lượng phục vụ người dân.\n2. Yêu cầu\n- Bảo đảm rõ người, rõ việc.",
        "I. Đánh giá chung\nCác sở, ngành tập trung chỉ đạo, đẩy nhanh tiến độ nhưng kết quả chưa cao.",
        "1. Biểu dương các sở, ngành đã nỗ lực hoàn thành nhiệm vụ.\n2. Thống nhất chủ trương điều chỉnh quy mô dự án.",
        "Nay thông báo để các cơ quan, đơn vị biết, thực hiện./.",
        "Yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.",
        "Đề nghị các sở, ngành quan tâm, phối hợp thực hiện./.",
        "1. Thành phần: Lãnh đạo các sở, ngành.\n2. Thời gian: 08 giờ ngày 20/11/2025.\n3. Địa điểm: Hội trường UBND tỉnh.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
        "Ngày 10/11/2025, Phó Chủ tịch UBND tỉnh Lê Minh Châu chủ trì cuộc họp nghe báo cáo tiến độ.",
        "Đơn vị nào chậm thực hiện, Sở Nội vụ sẽ trừ điểm thi đua.",
        "Số liệu báo cáo tính từ ngày 15/12/2024 đến ngày 14/11/2025.",
    ],
)
def test_what_is_no_order(body: str) -> None:
    assert [t.text for t in _read(body).directives] == []


def test_proposals_from_below_are_no_orders() -> None:
    body = """
IV. KIẾN NGHỊ, ĐỀ XUẤT
1. Đề nghị Chính phủ sớm ban hành nghị định.
2. Kính đề nghị Bộ Tài chính bổ sung kinh phí.
"""
    assert _read(body, "15/BC-UBND", "BÁO CÁO").directives == ()


def test_a_decision_enacts_and_then_orders() -> None:
    body = """
QUYẾT ĐỊNH:
Điều 1. Phê duyệt Đề án phát triển du lịch cộng đồng.
Điều 2. Giao Sở Văn hóa, Thể thao và Du lịch chủ trì triển khai Đề án.
Điều 3. Chánh Văn phòng UBND tỉnh; Giám đốc các sở: Tài chính, Nội vụ chịu trách nhiệm thi hành Quyết định này./.
"""
    found = _read(body, "15/QĐ-UBND", "QUYẾT ĐỊNH").directives
    assert [t.text for t in found] == [
        "Sở Văn hóa, Thể thao và Du lịch chủ trì triển khai Đề án",
        "Chánh Văn phòng UBND tỉnh; Giám đốc các sở: Tài chính, Nội vụ chịu trách nhiệm thi hành Quyết định này",
    ]


def test_orders_reported_in_news() -> None:
    found = _news(
        """
Chiều 12/11, Chủ tịch UBND tỉnh Nguyễn Văn An chủ trì cuộc họp nghe báo cáo tiến độ giải phóng mặt bằng.
Theo báo cáo, các đơn vị đã hoàn thành 80% khối lượng.
Kết luận cuộc họp, Chủ tịch UBND tỉnh Nguyễn Văn An yêu cầu Sở Xây dựng tập trung tháo gỡ khó khăn; báo cáo kết quả trước ngày 20/11/2025.
Đồng thời sở này cần phối hợp với UBND xã Tân Phong vận động người dân.
Bên cạnh đó, các địa phương cần đẩy mạnh tuyên truyền.
Sở Tài chính đề xuất bổ sung kinh phí.
Ảnh: Minh Phương
"""
    )
    assert [_row(t) for t in found] == [
        ("Sở Xây dựng tập trung tháo gỡ khó khăn", ["Sở Xây dựng"], [], "trước ngày 20/11/2025"),  # its result is due by then
        ("báo cáo kết quả trước ngày 20/11/2025", ["Sở Xây dựng"], [], "trước ngày 20/11/2025"),
        ("sở này cần phối hợp với UBND xã Tân Phong vận động người dân", ["Sở Xây dựng"], ["UBND xã Tân Phong"], None),
        ("các địa phương cần đẩy mạnh tuyên truyền", ["các địa phương"], [], None),
    ]


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        (
            "Bộ Y tế vừa có công văn gửi UBND các tỉnh, thành phố yêu cầu tăng cường phòng, chống dịch.",
            [("tăng cường phòng, chống dịch", ["UBND các tỉnh, thành phố"], [], None)],
        ),
        (
            "Ông An yêu cầu các xã rà soát hồ sơ.\nĐối với Phòng Nội vụ, cần tăng cường kiểm tra đột xuất.",
            [
                ("các xã rà soát hồ sơ", ["các xã"], [], None),
                ("Phòng Nội vụ, cần tăng cường kiểm tra đột xuất", ["Phòng Nội vụ"], [], None),
            ],
        ),
        (
            "Đồng chí đề nghị xã tiếp tục quan tâm phát triển nông nghiệp.",
            [("xã tiếp tục quan tâm phát triển nông nghiệp", ["xã"], [], None)],
        ),
        ("Trước đó, UBND tỉnh đã giao Công an tỉnh điều tra, xác minh.", []),
        ("Theo quy định, hành vi phá rừng phải bị xử lý hình sự.", []),
        ("“Cán bộ phải coi sự hài lòng của người dân là thước đo”, đồng chí Nguyễn Văn An nhấn mạnh.", []),
        ("Sở Nội vụ đề xuất UBND tỉnh bổ sung biên chế.", []),
    ],
)
def test_orders_told_in_news_and_what_is_told_beside_them(
    body: str, rows: list[tuple[str, list[str], list[str], str | None]]
) -> None:
    assert [_row(t) for t in _news(body)] == rows


def test_a_verb_of_one_syllable_may_begin_another_word() -> None:
    found = _read("II. NHIỆM VỤ\n1. Giao thông nông thôn còn khó khăn.\n2. Giao đất cho các hộ dân tái định cư.").directives
    assert [t.text for t in found] == ["Giao đất cho các hộ dân tái định cư"]


def test_things_listed_after_a_colon_stay_with_their_task() -> None:
    found = _read("Giao Sở Y tế chuẩn bị các điều kiện như: nhân lực; cơ sở vật chất; thuốc điều trị.").directives
    assert [t.text for t in found] == ["Sở Y tế chuẩn bị các điều kiện như: nhân lực; cơ sở vật chất; thuốc điều trị"]


def test_doubt_lowers_confidence() -> None:
    sure, unnamed = (
        _read("II. NHIỆM VỤ\n1. Giao Sở Y tế rà soát, báo cáo kết quả thực hiện trước ngày 15/12/2025.").directives[0],
        _read("II. NHIỆM VỤ\n1. Báo cáo kết quả rà soát.").directives[0],
    )
    assert unnamed.lead == ()
    assert unnamed.confidence < sure.confidence


PHRASES = st.sampled_from(
    [
        "Giao ",
        "Sở Tài chính",
        "UBND các xã",
        " chủ trì",
        ", phối hợp với ",
        "trước ngày 15/12/2025",
        "; ",
        ". ",
        ":\n",
        "\n1. ",
        "\na) ",
        "\n- ",
        "\t",
        " (",
        ") ",
        "“",
        "”",
        "hằng tháng",
        " và ",
        "phải ",
    ]
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PHRASES, max_size=40).map("".join) | st.text(max_size=200))
def test_every_finding_is_its_slice_of_the_text(text: str) -> None:
    found = extract(typed(HEAD.format(number="1/TB-UBND", title="THÔNG BÁO") + text))
    for item in (*found.directives, *found.deadlines, *found.figures, *found.citations, *found.assessments):
        assert 0 <= item.start < item.end <= len(found.text)
        assert found.text[item.start : item.end] == item.text
    for task in found.directives:
        for body in (*task.lead, *task.coordinating, *task.report_to):
            assert 0 <= body.start < body.end <= len(found.text)
        assert 0 < task.confidence <= 1
