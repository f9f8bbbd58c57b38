"""From a task's fields to the sentence of the notice. Invented phrases in the shapes of real notices, letters and news reports."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generate.directives import act_of, default_order, directive
from generate.drafts import Item
from generate.numbering import NumberedItem, numbered

SENTENCES = [
    # the bare act, with every field given apart
    (
        Item(
            "Rà soát, lập danh mục dự án chậm tiến độ",
            ("Sở Tài chính",),
            ("Sở Xây dựng", "UBND xã Tân Phong"),
            "trước ngày 15/12/2026",
        ),
        "Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng và UBND xã Tân Phong rà soát, lập danh mục dự án chậm tiến độ; "
        "hoàn thành trước ngày 15/12/2026.",
    ),
    # the whole sentence of the source: nothing twice
    (
        Item(
            "Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng rà soát dự án chậm tiến độ, báo cáo UBND tỉnh trước ngày 15/12/2026.",
            ("Sở Tài chính",),
            ("Sở Xây dựng",),
            "trước ngày 15/12/2026",
        ),
        "Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng rà soát dự án chậm tiến độ, báo cáo UBND tỉnh trước ngày 15/12/2026.",
    ),
    # addressee and coordination in the text, deadline only in the field
    (
        Item(
            "Sở Nội vụ chủ trì, phối hợp chặt chẽ với Văn phòng UBND tỉnh, các cơ quan, đơn vị liên quan tham mưu kiện toàn Ban Chỉ đạo",
            ("Sở Nội vụ",),
            ("Văn phòng UBND tỉnh", "các cơ quan, đơn vị liên quan"),
            "trong quý IV/2026",
        ),
        "Giao Sở Nội vụ chủ trì, phối hợp chặt chẽ với Văn phòng UBND tỉnh và các cơ quan, đơn vị liên quan tham mưu kiện toàn Ban Chỉ đạo; "
        "hoàn thành trong quý IV/2026.",
    ),
    # a name with "và" inside: only commas between names
    (
        Item("rà soát quỹ đất công", ("Sở Nông nghiệp và Môi trường",), ("Sở Tài chính", "Sở Văn hóa, Thể thao và Du lịch")),
        "Giao Sở Nông nghiệp và Môi trường chủ trì, phối hợp với Sở Tài chính, Sở Văn hóa, Thể thao và Du lịch rà soát quỹ đất công.",
    ),
    # the deadline is there in other words
    (
        Item("Hoàn thiện hồ sơ dự án trước ngày 05 tháng 12 năm 2026", ("Ban Quản lý dự án",), (), "trước ngày 05/12/2026"),
        "Giao Ban Quản lý dự án hoàn thiện hồ sơ dự án trước ngày 05 tháng 12 năm 2026.",
    ),
    # another date in the text is no deadline of this one
    (
        Item("Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026", ("Sở Y tế",), (), "trước ngày 05/12/2026"),
        "Giao Sở Y tế thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026; hoàn thành trước ngày 05/12/2026.",
    ),
    # the deadline opens the sentence of the source
    (
        Item(
            "Trước ngày 05/12/2026, UBND xã Tân Phong phải bàn giao mặt bằng", ("UBND xã Tân Phong",), (), "Trước ngày 05/12/2026"
        ),
        "Giao UBND xã Tân Phong bàn giao mặt bằng; hoàn thành trước ngày 05/12/2026.",
    ),
    # acts that take their deadline directly
    (
        Item("Báo cáo UBND tỉnh kết quả thực hiện", ("Công an tỉnh",), (), "trước ngày 20 hằng tháng"),
        "Giao Công an tỉnh báo cáo UBND tỉnh kết quả thực hiện trước ngày 20 hằng tháng.",
    ),
    (
        Item("Trình UBND tỉnh dự thảo quyết định", ("Sở Tư pháp",), (), "chậm nhất ngày 30/11/2026"),
        "Giao Sở Tư pháp trình UBND tỉnh dự thảo quyết định chậm nhất ngày 30/11/2026.",
    ),
    # rhythms
    (
        Item("Cập nhật tiến độ giải ngân", ("Kho bạc Nhà nước khu vực XV",), (), "định kỳ hằng tuần"),
        "Đề nghị Kho bạc Nhà nước khu vực XV cập nhật tiến độ giải ngân; thực hiện định kỳ hằng tuần.",
    ),
    # only a date set by staff
    (
        Item("Rà soát hồ sơ tồn đọng", ("Phòng Kinh tế",), (), "", date(2026, 2, 5)),
        "Giao Phòng Kinh tế rà soát hồ sơ tồn đọng; hoàn thành chậm nhất ngày 05/02/2026.",
    ),
    # a bare date typed into the deadline field is quoted, not interpreted
    (
        Item("Rà soát hồ sơ tồn đọng", ("Phòng Kinh tế",), (), "05/02/2026"),
        "Giao Phòng Kinh tế rà soát hồ sơ tồn đọng; thời hạn hoàn thành: 05/02/2026.",
    ),
    # several sentences
    (
        Item(
            "Rà soát toàn bộ hồ sơ. Trường hợp vượt thẩm quyền thì đề xuất hướng xử lý.",
            ("Sở Xây dựng",),
            (),
            "trước ngày 08/02/2026",
        ),
        "Giao Sở Xây dựng rà soát toàn bộ hồ sơ. Trường hợp vượt thẩm quyền thì đề xuất hướng xử lý. Hoàn thành trước ngày 08/02/2026.",
    ),
    # the order stands after a condition: left as it is
    (
        Item(
            "Trên cơ sở báo cáo của chủ đầu tư, giao Sở Tài chính tham mưu phương án vốn.",
            ("Sở Tài chính",),
            (),
            "trước ngày 20/02/2026",
        ),
        "Trên cơ sở báo cáo của chủ đầu tư, giao Sở Tài chính tham mưu phương án vốn; hoàn thành trước ngày 20/02/2026.",
    ),
    # a list under one head word
    (
        Item("Các Sở: Tài chính, Xây dựng rà soát định mức", ("Sở Tài chính", "Sở Xây dựng")),
        "Giao Sở Tài chính và Sở Xây dựng rà soát định mức.",
    ),
    # heading form with a colon, capital after it
    (
        Item("Chủ tịch UBND các xã, phường: Tăng cường kiểm tra thực địa", ("Chủ tịch UBND các xã, phường",)),
        "Yêu cầu Chủ tịch UBND các xã, phường tăng cường kiểm tra thực địa.",
    ),
    # the verb said in the source stays
    (
        Item("Đề nghị Công ty Điện lực Sơn Hải di dời đường dây", ("Công ty Điện lực Sơn Hải",), (), "trước Tết Nguyên đán"),
        "Đề nghị Công ty Điện lực Sơn Hải di dời đường dây; hoàn thành trước Tết Nguyên đán.",
    ),
    # "đề nghị" as the act itself
    (
        Item("Đề nghị Bộ Xây dựng hướng dẫn về đơn giá", ("Sở Xây dựng",)),
        "Giao Sở Xây dựng đề nghị Bộ Xây dựng hướng dẫn về đơn giá.",
    ),
    # coordinating without "chủ trì" in the source
    (
        Item("Phòng Văn hóa - Xã hội phối hợp với Công an xã kiểm tra", ("Phòng Văn hóa - Xã hội",), ("Công an xã",)),
        "Giao Phòng Văn hóa - Xã hội phối hợp với Công an xã kiểm tra.",
    ),
    # the coordinating body stands deeper in the text
    (
        Item(
            "Tiếp thu ý kiến, chủ trì, phối hợp với các Sở: Tài chính, Nội vụ rà soát biên chế",
            ("Sở Y tế",),
            ("Sở Tài chính", "Sở Nội vụ"),
        ),
        "Giao Sở Y tế tiếp thu ý kiến, chủ trì, phối hợp với các Sở: Tài chính, Nội vụ rà soát biên chế.",
    ),
    # a body pointed back at
    (
        Item("Sở này được giao phối hợp với UBND xã Tân Phong cắm mốc giới", ("Sở Xây dựng",), ("UBND xã Tân Phong",)),
        "Giao Sở Xây dựng phối hợp với UBND xã Tân Phong cắm mốc giới.",
    ),
    # old tone placement matches the new
    (
        Item("Sở Văn hoá, Thể thao và Du lịch rà soát di tích", ("Sở Văn hóa, Thể thao và Du lịch",)),
        "Giao Sở Văn hóa, Thể thao và Du lịch rà soát di tích.",
    ),
    # the field names one body, the text another: both are seen
    (
        Item("Chi cục Dân số rà soát chỉ tiêu", ("Sở Y tế",)),
        "Giao Sở Y tế: Chi cục Dân số rà soát chỉ tiêu.",
    ),
    # an act that has a subject or a condition of its own
    (
        Item("Việc tuyển dụng phải bảo đảm công khai", ("UBND các xã",)),
        "Giao UBND các xã: việc tuyển dụng phải bảo đảm công khai.",
    ),
    (
        Item("Trường hợp chậm tiến độ, xem xét điều chuyển vốn", ("Sở Tài chính",), ("Sở Xây dựng",)),
        "Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng: trường hợp chậm tiến độ, xem xét điều chuyển vốn.",
    ),
    # a deadline from a table cell, or from a heading in capitals
    (
        Item("Nghiên cứu mô hình thu gom rác", ("Phòng Kinh tế",), (), "Quý I/2027"),
        "Giao Phòng Kinh tế nghiên cứu mô hình thu gom rác; hoàn thành trong quý I/2027.",
    ),
    (
        Item("Ban hành kế hoạch truyền thông", ("Phòng Văn hóa - Xã hội",), (), "THÁNG 02 NĂM 2027"),
        "Giao Phòng Văn hóa - Xã hội ban hành kế hoạch truyền thông; hoàn thành trong tháng 02 năm 2027.",
    ),
    # "hoàn thành" is not said twice
    (
        Item("Phải hoàn thành việc cắm mốc ranh giới, chỉ giới tuyến kè", ("UBND xã Tân Phong",), (), "trước ngày 30/01/2027"),
        "Giao UBND xã Tân Phong hoàn thành việc cắm mốc ranh giới, chỉ giới tuyến kè trước ngày 30/01/2027.",
    ),
    # nobody known: a blank, no guess
    (
        Item("Tiếp tục nâng cao trách nhiệm người đứng đầu", (), (), "trong tháng 12/2026"),
        "Giao …… tiếp tục nâng cao trách nhiệm người đứng đầu; hoàn thành trong tháng 12/2026.",
    ),
    # an ellipsis of the source stays and no full stop follows it
    (
        Item("Rà soát vướng mắc về đất đai, tài chính...", ("Sở Tài chính",)),
        "Giao Sở Tài chính rà soát vướng mắc về đất đai, tài chính...",
    ),
    # letters that would break a Word file
    (
        Item("Rà soát hồ sơ TC & KH có giá trị < 500 triệu đồng", ("Sở TC & KH",)),
        "Giao Sở TC & KH rà soát hồ sơ TC & KH có giá trị < 500 triệu đồng.",
    ),
    (Item("Họp giao ban", ("Văn phòng",), (), "", None, "Phân công"), "Phân công Văn phòng họp giao ban."),
    # the same body twice, and a task without a word
    (Item(" ", ("Sở Nội vụ", "Sở Nội vụ ")), "Giao Sở Nội vụ ……."),
]


@pytest.mark.parametrize(("item", "expected"), SENTENCES, ids=[expected[:40] for _, expected in SENTENCES])
def test_directive_sentence(item: Item, expected: str) -> None:
    assert directive(act_of(item)) == expected


@pytest.mark.parametrize(
    ("lead", "order"),
    [
        ("Sở Nội vụ", "Giao"),
        ("UBND các xã, phường", "Giao"),
        ("Công an tỉnh", "Giao"),
        ("Ủy ban MTTQ Việt Nam tỉnh", "Đề nghị"),
        ("Uỷ ban Mặt trận Tổ quốc Việt Nam tỉnh", "Đề nghị"),
        ("Bộ Chỉ huy Quân sự tỉnh", "Đề nghị"),
        ("Thường trực HĐND tỉnh", "Đề nghị"),
        ("các cơ quan, đơn vị", "Yêu cầu"),
        ("Thủ trưởng các sở, ban, ngành", "Yêu cầu"),
    ],
)
def test_the_order_suits_the_addressee(lead: str, order: str) -> None:
    assert default_order([lead]) == order


def test_tasks_of_one_addressee_stand_under_one_number() -> None:
    items = (
        Item("Rà soát thủ tục", ("Sở Nội vụ",), ("Sở Tư pháp",), "trước ngày 15/12/2026"),
        Item("Bố trí kinh phí", ("Sở Tài chính",)),
        Item("Sở Nội vụ tham mưu kiện toàn tổ công tác", ("Sở Nội vụ",)),
    )
    assert numbered(items) == (
        NumberedItem(
            "1. Giao Sở Nội vụ:",
            (
                "a) Chủ trì, phối hợp với Sở Tư pháp rà soát thủ tục; hoàn thành trước ngày 15/12/2026.",
                "b) Tham mưu kiện toàn tổ công tác.",
            ),
        ),
        NumberedItem("2. Giao Sở Tài chính bố trí kinh phí."),
    )


def test_a_report_due_on_the_same_day_ends_the_sentence_of_its_task() -> None:
    items = (
        Item("Rà soát, đề xuất phương án", ("Sở Tài chính",), ("Sở Xây dựng",), "trước ngày 20/02/2026"),
        Item("Hoàn thành và báo cáo UBND tỉnh trước ngày 20/02/2026", ("Sở Tài chính",), (), "trước ngày 20/02/2026"),
    )
    assert numbered(items) == (
        NumberedItem(
            "1. Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng rà soát, đề xuất phương án; "
            "hoàn thành và báo cáo UBND tỉnh trước ngày 20/02/2026."
        ),
    )


def test_a_report_after_several_tasks_is_a_point_of_its_own_and_says_the_day_for_all() -> None:
    items = (
        Item("Rà soát quy trình", ("Sở Nội vụ",), (), "trước ngày 20/02/2026"),
        Item("Đề xuất phương án", ("Sở Nội vụ",), (), "trước ngày 20/02/2026"),
        Item("Hoàn thành và báo cáo UBND tỉnh trước ngày 20/02/2026", ("Sở Nội vụ",), (), "trước ngày 20/02/2026"),
    )
    (item,) = numbered(items)
    assert item.points == (
        "a) Rà soát quy trình.",
        "b) Đề xuất phương án.",
        "c) Hoàn thành và báo cáo UBND tỉnh trước ngày 20/02/2026.",
    )


def test_coordinating_bodies_that_all_tasks_share_are_named_once() -> None:
    bodies = ("Sở Xây dựng", "các chủ đầu tư")
    items = (Item("Đôn đốc giải ngân", ("Sở Tài chính",), bodies), Item("Rà soát vốn", ("Sở Tài chính",), bodies))
    (item,) = numbered(items)
    assert item.text == "1. Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng và các chủ đầu tư:"
    assert item.points == ("a) Đôn đốc giải ngân.", "b) Rà soát vốn.")


def test_coordinating_bodies_of_the_task_before_are_pointed_back_at() -> None:
    bodies = ("Sở Xây dựng", "các chủ đầu tư")
    items = (
        Item("Chủ trì, phối hợp với Sở Xây dựng, các chủ đầu tư đôn đốc giải ngân", ("Sở Tài chính",), bodies),
        Item("Rà soát vốn", ("Sở Tài chính",), bodies),
    )
    (item,) = numbered(items)
    assert item.points == (
        "a) Chủ trì, phối hợp với Sở Xây dựng và các chủ đầu tư đôn đốc giải ngân.",
        "b) Chủ trì, phối hợp với các cơ quan, đơn vị nêu trên rà soát vốn.",
    )


def test_an_order_told_twice_is_told_once() -> None:
    items = (
        Item("Xóa các điểm ngập", ("Sở Xây dựng",), (), "trước 15/6"),
        Item("xóa các điểm ngập.", ("Sở Xây dựng",), (), "trước 15/6"),
    )
    assert numbered(items) == (NumberedItem("1. Giao Sở Xây dựng xóa các điểm ngập; hoàn thành trước 15/6."),)


def test_more_tasks_than_letters_are_listed_with_dashes() -> None:
    (item,) = numbered([Item(f"Rà soát hồ sơ số {n}", ("Sở Nội vụ",)) for n in range(24)])
    assert len(item.points) == 24
    assert item.points[0] == "- Rà soát hồ sơ số 0."


names = st.sampled_from(["Sở Nội vụ", "Sở TC & KH", "UBND xã Tân Phong", "các cơ quan, đơn vị", "Công an tỉnh", "sở này"])
words = ["Giao", "Sở Nội vụ", "phối hợp với", "chủ trì", ",", ".", ";", "trước ngày", "15/12/2026", "UBND", "và", "các"]
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(words), max_size=14).map(" ".join))


@given(
    texts,
    st.lists(names, max_size=3),
    st.lists(names, max_size=3),
    st.sampled_from(["", "trước ngày 15/12/2026", "hằng quý", "x"]),
)
def test_whatever_the_fields_hold_a_sentence_names_every_lead_once_asked(
    text: str, lead: list[str], coordinating: list[str], deadline: str
) -> None:
    sentence = directive(act_of(Item(text, tuple(lead), tuple(coordinating), deadline)))
    assert all(name.casefold() in sentence.casefold() for name in lead)
    assert "\n" not in sentence
    assert "giao giao" not in sentence.casefold() or "giao" in text.casefold()
    assert text.strip(" ,.;:") or "……" in sentence
    assert sentence.endswith((".", "…"))
