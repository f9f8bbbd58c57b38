"""Quantities, and the many numbers that are none."""

from __future__ import annotations

import pytest
from document_factories import read
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.findings import Figure


def _figures(sentence: str) -> tuple[Figure, ...]:
    return read(sentence, "figures").figures


@pytest.mark.parametrize(
    ("sentence", "quote", "value", "unit"),
    [
        ("Toàn tỉnh tiếp nhận 483.677 hồ sơ đúng quy định.", "483.677 hồ sơ", 483677, "hồ sơ"),
        ("Sở có 231 nhiệm vụ có thời hạn phải thực hiện.", "231 nhiệm vụ có thời hạn", 231, "nhiệm vụ có thời hạn"),
        ("Lắp đặt 04 điểm hỗ trợ nộp hồ sơ tại các thôn.", "04 điểm hỗ trợ", 4, "điểm hỗ trợ"),
        ("Đơn vị quản lý hồ mở 5 cửa xả, lưu lượng lớn.", "5 cửa xả", 5, "cửa xả"),
        ("tỷ lệ đúng hạn đạt 97,7%", "97,7%", 97.7, "%"),
        ("tỷ lệ đạt 96.5 % so với kế hoạch", "96.5 %", 96.5, "%"),
        ("tăng 2,3 điểm phần trăm", "2,3 điểm phần trăm", 2.3, "điểm %"),
        ("kinh phí 1,2 tỷ đồng", "1,2 tỷ đồng", 1.2e9, "đồng"),
        ("hỗ trợ 60 triệu đồng/hộ khi xây mới", "60 triệu đồng/hộ", 60e6, "đồng"),
        ("tiết kiệm 162.056.800 đồng/năm", "162.056.800 đồng/năm", 162056800, "đồng"),
        ("trồng mới 1.250,5 ha rừng", "1.250,5 ha", 1250.5, "ha"),
        ("vùng ảnh hưởng bán kính 500m quanh bãi rác", "500m", 500, "m"),
        ("rà soát 02 TTHC nội bộ", "02 TTHC nội bộ", 2, "TTHC nội bộ"),
        ("một số hộ dân ở ba xã phía đông", "ba xã phía đông", 3, "xã phía đông"),
        ("có mười hai nhiệm vụ chưa thực hiện", "mười hai nhiệm vụ", 12, "nhiệm vụ"),
        ("tuyển 19 cán bộ, công chức cấp xã.", "19 cán bộ, công chức cấp xã", 19, "cán bộ, công chức cấp xã"),
        ("Trong số 35 điểm ngập nước đang tồn tại", "35 điểm ngập nước", 35, "điểm ngập nước"),
        ("Tổng số 540 văn bản giao việc", "540 văn bản giao việc", 540, "văn bản giao việc"),
        ("lắp đặt 15 ki-ốt tra cứu; gồm 7 màn hình", "7 màn hình", 7, "màn hình"),
        ("đã cấp 1.250 giấy phép lao động", "1.250 giấy phép lao động", 1250, "giấy phép lao động"),
        ("tăng từ 12 lên 15 mô hình", "12", 12, "mô hình"),
        ("cấm lưu hành 5 mặt hàng", "5 mặt hàng", 5, "mặt hàng"),
        ("chỉ số đạt 82,3/100 điểm", "82,3/100 điểm", 82.3, "điểm"),
        ("mức 5% trở lên", "5% trở lên", 5, "%"),
    ],
)
def test_quantity(sentence: str, quote: str, value: float, unit: str) -> None:
    assert (quote, value, unit) in [(f.text, f.value, f.unit) for f in _figures(sentence)]


@pytest.mark.parametrize(
    ("sentence", "text", "value", "total"),
    [
        ("có 11/12 đơn vị đi vào hoạt động", "11/12 đơn vị", 11, 12),
        ("xử lý 22/22 xã, phường thuộc tỉnh", "22/22 xã, phường", 22, 22),
        ("máy quét còn thiếu (1/4 máy)", "1/4 máy", 1, 4),
    ],
)
def test_ratio(sentence: str, text: str, value: float, total: float) -> None:
    (figure,) = _figures(sentence)
    assert (figure.text, figure.value, figure.total) == (text, value, total)


def test_range() -> None:
    (figure,) = _figures("phấn đấu tăng trưởng đạt từ 8,5 - 9%")
    assert (figure.text, figure.value, figure.unit) == ("8,5 - 9%", 8.5, "%")


@pytest.mark.parametrize(
    ("sentence", "quote", "word", "comparator"),
    [
        ("kinh phí hơn 2.000 tỷ đồng", "hơn 2.000 tỷ đồng", "hơn", ">"),
        ("gần 2.000 hồ sơ", "gần 2.000 hồ sơ", "gần", "≈"),
        ("tinh giản tối thiểu 5% biên chế", "tối thiểu 5%", "tối thiểu", "≥"),
        ("giải ngân dưới 100%", "dưới 100%", "dưới", "<"),
        ("chi không quá 30 triệu đồng", "không quá 30 triệu đồng", "không quá", "≤"),
        ("đạt từ 70% trở lên", "70% trở lên", None, "≥"),
        ("thấp hơn 0,37% so với cùng kỳ", "0,37%", None, None),
        ("ngập trên 12 tuyến đường nội ô", "12 tuyến đường nội ô", None, None),
    ],
)
def test_approximation(sentence: str, quote: str, word: str | None, comparator: str | None) -> None:
    (figure,) = _figures(sentence)
    assert (figure.text, figure.approximate, figure.comparator) == (quote, word, comparator)


@pytest.mark.parametrize(
    ("sentence", "change"),
    [
        ("GRDP tăng 7,51%", "increase"),
        ("số vụ giảm từ 15 vụ", "decrease"),
        ("đạt 7,51%", None),
        ("tăng thêm khoảng 200 hộ", "increase"),
    ],
)
def test_change(sentence: str, change: str | None) -> None:
    assert _figures(sentence)[0].change == change


def test_period() -> None:
    assert _figures("Trong quý I/2025, toàn xã tiếp nhận 120 hồ sơ.")[0].period == "quý I/2025"


@pytest.mark.parametrize(
    "sentence",
    [
        "ngày 15/6, tháng 7/2025, quý II/2026, năm 2025, giai đoạn 2021 - 2025",
        "trong 05 ngày làm việc; 60 tháng; 08 giờ 00 phút; 17h00; 24/24 giờ",
        "theo khoản 4 Điều 14, 15 và 16, mục 3 Phần II",
        "dịch vụ công mức độ 3, mức độ 4; giai đoạn 1; đợt 2; khóa 3",
        "ở quận 8, phường 12, quốc lộ 1, tổ 5, khu phố 7",
        "theo TCVN ISO 9001:2015; phòng, chống dịch Covid-19",
        "Tổ công tác 1169; Đề án 06; Chương trình 135",
        "điện thoại: 0255 3822123; 0912345678",
        "chính quyền địa phương 02 cấp; phương châm 4 tại chỗ; bảo đảm 6 rõ; cả hai bên",
        "02 Chương trình mục tiêu quốc gia giảm nghèo và xây dựng nông thôn mới",
        "định kỳ 04 lần/năm; 06 tháng/lần",
        "Công văn số 12/UBND-TH ngày 05/3/2026; Nghị định số 118/2025/NĐ-CP",
        "kỳ họp thứ 10; lần thứ 3; xếp thứ 12/34 tỉnh",
        "năm nay có một đơn vị chậm; hàng trăm hộ; nhiều nội dung; một số xã",
        "trẻ em từ đủ 6 tuổi; tỷ lệ 1/500; bản đồ 1:2000",
    ],
)
def test_no_quantity(sentence: str) -> None:
    assert [f.text for f in _figures(sentence)] == []


def test_a_bare_number_behind_a_label_takes_its_noun() -> None:
    found = _figures("Số hồ sơ tiếp nhận: 49, trong đó, kỳ trước chuyển sang: 20, trong kỳ: 29; số hồ sơ đã giải quyết là 21.")
    assert [(f.text, f.value, f.unit) for f in found] == [
        ("49", 49, "hồ sơ"),
        ("20", 20, "hồ sơ"),
        ("29", 29, "hồ sơ"),
        ("21", 21, "hồ sơ"),
    ]


@settings(deadline=None)
@given(st.text(alphabet="0123456789.,/%-–() đồngtỷhồsơxãngàynăm:\n\t", max_size=100))
def test_any_text_gives_its_own_slices(text: str) -> None:
    work = read(text, "figures")
    assert all(f.text == work.document.text[f.start : f.end] for f in work.figures)
