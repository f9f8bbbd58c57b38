"""Bodies and office holders: where a name begins and ends, and what stands in a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import agencies
from extract.words import Phrases, Words, fold


def _row(text: str, *, heading: bool = False) -> tuple[list[str], str]:
    words = Words(text, 0, len(text))
    found = agencies.read(words, 0, heading=heading)
    if found is None:
        return [], text
    rest = text[words[found.end].start :] if found.end < len(words) else ""
    return [body.name for body in found.items], rest


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        ("Sở Tài chính chủ trì", ["Sở Tài chính"], "chủ trì"),
        (
            "Các đơn vị chuyên trách về chuyển đổi số (CĐS) của các sở, Văn phòng UBND các xã, phường lập danh mục",
            ["Các đơn vị chuyên trách về chuyển đổi số (CĐS) của các sở", "Văn phòng UBND các xã, phường"],
            "lập danh mục",
        ),
        (
            "các Sở Khoa học và Công nghệ (Sở KH&CN) của các tỉnh rà soát",
            ["các Sở Khoa học và Công nghệ của các tỉnh"],
            "rà soát",
        ),
        ("Các phòng, ban thuộc UBND xã trên cơ sở chương trình", ["Các phòng, ban thuộc UBND xã"], "trên cơ sở chương trình"),
        ("Các đơn vị trên địa bàn huyện báo cáo", ["Các đơn vị trên địa bàn huyện"], "báo cáo"),
        ("UBND các xã có đê tổ chức tuần tra", ["UBND các xã có đê"], "tổ chức tuần tra"),
        ("Các đơn vị được nêu tên trong báo cáo có trách nhiệm", ["Các đơn vị được nêu tên trong báo cáo"], "có trách nhiệm"),
        ("các cơ quan báo chí, truyền thông đưa tin", ["các cơ quan báo chí, truyền thông"], "đưa tin"),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Y tế rà soát", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"], "rà soát"),
        (
            "Sở Nông nghiệp và Môi trường, Sở Xây dựng và các cơ quan liên quan báo cáo",
            ["Sở Nông nghiệp và Môi trường", "Sở Xây dựng", "các cơ quan liên quan"],
            "báo cáo",
        ),
        ("Sở Lao động – Thương binh và Xã hội chịu trách nhiệm", ["Sở Lao động – Thương binh và Xã hội"], "chịu trách nhiệm"),
        (
            "các sở: Tài chính, Kế hoạch và Đầu tư, Nội vụ khẩn trương",
            ["các sở: Tài chính, Kế hoạch và Đầu tư, Nội vụ"],
            "khẩn trương",
        ),
        ("các sở, ban, ngành và địa phương triển khai", ["các sở, ban, ngành và địa phương"], "triển khai"),
        ("các cơ quan, đơn vị có liên quan tham mưu", ["các cơ quan, đơn vị có liên quan"], "tham mưu"),
        (
            "UBND các huyện, thị xã, thành phố, các chủ đầu tư tập trung",
            ["UBND các huyện, thị xã, thành phố", "các chủ đầu tư"],
            "tập trung",
        ),
        ("UBND xã Tân Phong và UBND phường Hải Đông đẩy nhanh", ["UBND xã Tân Phong", "UBND phường Hải Đông"], "đẩy nhanh"),
        ("Ủy ban nhân dân tỉnh Sơn Hải xem xét", ["Ủy ban nhân dân tỉnh Sơn Hải"], "xem xét"),
        (
            "Thủ trưởng các sở, ban, ngành, Chủ tịch UBND các xã, phường phải",
            ["Thủ trưởng các sở, ban, ngành", "Chủ tịch UBND các xã, phường"],
            "phải",
        ),
        ("Chủ tịch UBND tỉnh Nguyễn Văn An yêu cầu", ["Chủ tịch UBND tỉnh Nguyễn Văn An"], "yêu cầu"),
        ("đồng chí Nguyễn Văn An, Giám đốc Sở Nội vụ chủ trì", ["Nguyễn Văn An, Giám đốc Sở Nội vụ"], "chủ trì"),
        ("Văn phòng HĐND và UBND xã theo dõi", ["Văn phòng HĐND và UBND xã"], "theo dõi"),
        ("Phòng Kinh tế, Hạ tầng và Đô thị kiểm tra", ["Phòng Kinh tế, Hạ tầng và Đô thị"], "kiểm tra"),
        ("Trung tâm Phục vụ hành chính công tỉnh niêm yết", ["Trung tâm Phục vụ hành chính công tỉnh"], "niêm yết"),
        (
            "Công ty TNHH MTV Đầu tư, Xây dựng và Kinh doanh dịch vụ Sơn Hải tiếp thu",
            ["Công ty TNHH MTV Đầu tư, Xây dựng và Kinh doanh dịch vụ Sơn Hải"],
            "tiếp thu",
        ),
        (
            "Ban Chỉ đạo xóa nhà tạm, nhà dột nát huyện Phú Lộc đã ban hành",
            ["Ban Chỉ đạo xóa nhà tạm, nhà dột nát huyện Phú Lộc"],
            "đã ban hành",
        ),
        ("Trung tâm chống ngập nước phối hợp", ["Trung tâm chống ngập nước"], "phối hợp"),
        (
            "Bộ Chỉ huy Quân sự tỉnh, Công an tỉnh, Tỉnh đoàn sẵn sàng",
            ["Bộ Chỉ huy Quân sự tỉnh", "Công an tỉnh", "Tỉnh đoàn"],
            "sẵn sàng",
        ),
        (
            "Ủy ban MTTQ Việt Nam tỉnh và các tổ chức chính trị - xã hội vận động",
            ["Ủy ban MTTQ Việt Nam tỉnh", "các tổ chức chính trị - xã hội"],
            "vận động",
        ),
        ("đơn vị được giao kế hoạch vốn cần phải", ["đơn vị được giao kế hoạch vốn"], "cần phải"),
        (
            "Chính quyền địa phương nơi chuyên gia làm việc phải giám sát",
            ["Chính quyền địa phương nơi chuyên gia làm việc"],
            "phải giám sát",
        ),
        ("Tổng hội Y học Việt Nam tổ chức đánh giá", ["Tổng hội Y học Việt Nam"], "tổ chức đánh giá"),
        ("ngành TN & MT phải", ["ngành TN & MT"], "phải"),
        (
            "từng đồng chí trong Ban Thường vụ Đảng ủy, từng cơ quan chủ động",
            ["từng đồng chí trong Ban Thường vụ Đảng ủy", "từng cơ quan"],
            "chủ động",
        ),
        (
            "Bảo hiểm xã hội tỉnh, Kho bạc Nhà nước khu vực XV hướng dẫn",
            ["Bảo hiểm xã hội tỉnh", "Kho bạc Nhà nước khu vực XV"],
            "hướng dẫn",
        ),
    ],
)
def test_rows_of_bodies(text: str, names: list[str], rest: str) -> None:
    assert _row(text) == (names, rest)


@pytest.mark.parametrize(
    "text",
    [
        "trường hợp vượt thẩm quyền",
        "tổ chức thực hiện",
        "ban hành quyết định",
        "cơ sở dữ liệu",
        "phòng, chống dịch",
        "công tác tuyên truyền",
        "hồ sơ quá hạn",
        "bản sao điện tử",
        "",
    ],
)
def test_what_is_no_body(text: str) -> None:
    assert _row(text)[0] == []


def test_a_heading_is_taken_whole() -> None:
    text = "Ban Chỉ huy phòng, chống thiên tai xã, Trưởng các thôn"
    assert _row(text, heading=True) == (["Ban Chỉ huy phòng, chống thiên tai xã", "Trưởng các thôn"], "")


@given(st.text(alphabet="SởUBND tàichínhcácvà,;:().-–&1 ", max_size=120))
def test_names_are_slices_of_the_text(text: str) -> None:
    words = Words(text, 0, len(text))
    found = agencies.read(words, 0)
    for body in found.items if found else ():
        assert 0 <= body.start < body.end <= len(text)
        assert body.name == " ".join(text[body.start : body.end].split())


@pytest.mark.parametrize(
    ("syllable", "folded"), [("Hoà", "hòa"), ("UỶ", "ủy"), ("quý", "quý"), ("thuý", "thúy"), ("–", "-"), ("toàn", "toàn")]
)
def test_fold(syllable: str, folded: str) -> None:
    assert fold(syllable) == folded


def test_the_longest_phrase_wins() -> None:
    phrases = Phrases([("tổ chức", "a"), ("tổ chức thực hiện", "b")])
    words = Words("Tổ  chức\nthực hiện ngay", 0, 24)
    assert phrases.match(words, 0) == (4, "b")
    assert phrases.match(words, 1) is None
