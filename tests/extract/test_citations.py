"""Documents cited by number or by title."""

from __future__ import annotations

from datetime import date

import pytest
from document_factories import read
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.findings import Citation


def _cited(sentence: str) -> tuple[Citation, ...]:
    return read(sentence, "citations").citations


@pytest.mark.parametrize(
    ("sentence", "quote", "doc_type", "number", "issued_on", "issuer"),
    [
        (
            "Thực hiện Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ về bộ chỉ số.",
            "Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ",
            "quyết định",
            "766/QĐ-TTg",
            date(2022, 6, 23),
            "Thủ tướng Chính phủ",
        ),
        (
            "theo Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ và phù hợp thực tế",
            "Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ",
            "nghị định",
            "118/2025/NĐ-CP",
            date(2025, 6, 9),
            "Chính phủ",
        ),
        (
            "triển khai Chỉ thị số 20-CT/TU, ngày 10/10/2025 của Ban Thường vụ Tỉnh ủy phù hợp điều kiện",
            "Chỉ thị số 20-CT/TU, ngày 10/10/2025 của Ban Thường vụ Tỉnh ủy",
            "chỉ thị",
            "20-CT/TU",
            date(2025, 10, 10),
            "Ban Thường vụ Tỉnh ủy",
        ),
        (
            "Nghị quyết của HĐND tỉnh số 12/NQ-HĐND ngày 10/7/2025 giao chỉ tiêu",
            "Nghị quyết của HĐND tỉnh số 12/NQ-HĐND ngày 10/7/2025",
            "nghị quyết",
            "12/NQ-HĐND",
            date(2025, 7, 10),
            "HĐND tỉnh",
        ),
        (
            "tại Luật số 72/2025/QH15 ngày 16/6/2025",
            "Luật số 72/2025/QH15 ngày 16/6/2025",
            "luật",
            "72/2025/QH15",
            date(2025, 6, 16),
            None,
        ),
        (
            "Báo cáo số 433/BC-TCT ngày 17/4/2025 của Tổ Công tác 161 của UBND tỉnh về kết quả",
            "Báo cáo số 433/BC-TCT ngày 17/4/2025 của Tổ Công tác 161 của UBND tỉnh",
            "báo cáo",
            "433/BC-TCT",
            date(2025, 4, 17),
            "Tổ Công tác 161 của UBND tỉnh",
        ),
        (
            "Công văn số 90/ BNV-CCHC của Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch tại",
            "Công văn số 90/ BNV-CCHC của Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch",
            "công văn",
            "90/BNV-CCHC",
            None,
            "Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch",
        ),
        (
            "Thông báo kết luận số 45/TB-VP ngày 02/02/2026 của Văn phòng UBND tỉnh",
            "Thông báo kết luận số 45/TB-VP ngày 02/02/2026 của Văn phòng UBND tỉnh",
            "thông báo kết luận",
            "45/TB-VP",
            date(2026, 2, 2),
            "Văn phòng UBND tỉnh",
        ),
        (
            "Văn bản chỉ đạo số 45/UBND-NC ngày 3/3/2026",
            "Văn bản chỉ đạo số 45/UBND-NC ngày 3/3/2026",
            "văn bản",
            "45/UBND-NC",
            date(2026, 3, 3),
            None,
        ),
        (
            "Ngày 22/10/2025, UBND tỉnh ban hành Kế hoạch số 185/KH-UBND về tinh giản biên chế.",
            "Kế hoạch số 185/KH-UBND",
            "kế hoạch",
            "185/KH-UBND",
            date(2025, 10, 22),
            "UBND tỉnh",
        ),
        ("Thủ tướng ký ban hành Nghị định số 09 quy định chi tiết", "Nghị định số 09", "nghị định", "09", None, "Thủ tướng"),
        ("thực hiện Nghị quyết 27 của Trung ương", "Nghị quyết 27 của Trung ương", "nghị quyết", "27", None, "Trung ương"),
        (
            "(Kèm theo Tờ trình số 05/TTr-STC ngày 30/12/016 của Sở Tài chính)",
            "Tờ trình số 05/TTr-STC ngày 30/12/016 của Sở Tài chính",
            "tờ trình",
            "05/TTr-STC",
            None,
            "Sở Tài chính",
        ),
        ("quy định của Luật Đầu tư công và các quy định hiện hành", "Luật Đầu tư công", "luật", None, None, None),
        ("theo Luật Khám bệnh, chữa bệnh trên địa bàn", "Luật Khám bệnh, chữa bệnh", "luật", None, None, None),
        (
            "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;",
            "Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
            "luật",
            "72/2025/QH15",
            None,
            None,
        ),
        (
            "Căn cứ Luật Tổ chức chính quyền địa phương năm 2025;",
            "Luật Tổ chức chính quyền địa phương năm 2025",
            "luật",
            None,
            None,
            None,
        ),
        (
            "Căn cứ Luật Quản lý phát triển đô thị ngày 01/3/2026;",
            "Luật Quản lý phát triển đô thị ngày 01/3/2026",
            "luật",
            None,
            date(2026, 3, 1),
            None,
        ),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Đất đai và Luật Nhà ở ngày 29/6/2024",
            "Luật sửa đổi, bổ sung một số điều của Luật Đất đai và Luật Nhà ở ngày 29/6/2024",
            "luật",
            None,
            date(2024, 6, 29),
            None,
        ),
        (
            "CHỈ THỊ SỐ 20-CT/TU, NGÀY 10/10/2025 CỦA BAN THƯỜNG VỤ TỈNH ỦY",
            "CHỈ THỊ SỐ 20-CT/TU, NGÀY 10/10/2025 CỦA BAN THƯỜNG VỤ TỈNH ỦY",
            "chỉ thị",
            "20-CT/TU",
            date(2025, 10, 10),
            "Ban Thường vụ Tỉnh ủy",
        ),
    ],
)
def test_one(sentence: str, quote: str, doc_type: str, number: str | None, issued_on: date | None, issuer: str | None) -> None:
    (found,) = _cited(sentence)
    assert (found.text, found.doc_type, found.number, found.issued_on, found.issuer) == (
        quote,
        doc_type,
        number,
        issued_on,
        issuer,
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "quy định tại Nghị quyết này và các văn bản liên quan",
        "theo Kế hoạch 5 năm 2021 - 2025",
        "Nghị quyết Đại hội Đảng bộ xã đề ra",
        "Tổ công tác triển khai Đề án 06 của Chính phủ",
        "quyết định 3 nội dung quan trọng; kết luận 2 vụ việc",
        "theo quy định của Luật ngân sách và pháp luật về đất đai",
        "hệ thống theo TCVN ISO 9001:2015, dịch vụ công mức độ 3",
        "tỷ lệ 11/12 đơn vị; quý I/2025; ngày 30/11",
        "đường số 12, khu phố 3",
    ],
)
def test_no_citation(sentence: str) -> None:
    assert _cited(sentence) == ()


def test_a_list_shares_what_is_said_once() -> None:
    found = _cited(
        "Thực hiện các Quyết định số: 1743/QĐ-BXD, 1744/QĐ-BXD ngày 31/12/2025 của Bộ trưởng Bộ Xây dựng về việc công bố"
    )
    assert [c.text for c in found] == ["Quyết định số: 1743/QĐ-BXD", "1744/QĐ-BXD ngày 31/12/2025 của Bộ trưởng Bộ Xây dựng"]
    assert {(c.doc_type, c.issued_on, c.issuer) for c in found} == {("quyết định", date(2025, 12, 31), "Bộ trưởng Bộ Xây dựng")}


def test_each_number_of_a_series_has_its_date() -> None:
    found = _cited("Công văn số 464/UBND-VX ngày 28/8/2025; số 497/UBND-VX ngày 17/09/2025 và số 613/UBND-VX ngày 13/11/2025")
    assert [(c.doc_type, c.number, c.issued_on) for c in found] == [
        ("công văn", "464/UBND-VX", date(2025, 8, 28)),
        ("công văn", "497/UBND-VX", date(2025, 9, 17)),
        ("công văn", "613/UBND-VX", date(2025, 11, 13)),
    ]


def test_types_by_the_symbol_where_only_documents_are_spoken_of() -> None:
    found = _cited("đề nghị của Giám đốc Sở Y tế tại các văn bản: Số 202/TTr-SYT ngày 11/5/2026, số 201/BC-SYT ngày 12/5/2026")
    assert [(c.text, c.doc_type, c.issuer) for c in found] == [
        ("Số 202/TTr-SYT ngày 11/5/2026", "tờ trình", "Giám đốc Sở Y tế"),
        ("số 201/BC-SYT ngày 12/5/2026", "báo cáo", "Giám đốc Sở Y tế"),
    ]


@pytest.mark.parametrize(
    ("sentence", "pinpoint"),
    [
        ("theo điểm a khoản 2 Điều 5 Nghị định số 118/2025/NĐ-CP", "điểm a khoản 2 Điều 5"),
        ("tại khoản 4 Điều 14 và Điều 27 của Thông tư số 03/2025/TT-VPCP", "khoản 4 Điều 14 và Điều 27"),
        ("theo Nghị định số 118/2025/NĐ-CP", None),
    ],
)
def test_pinpoint(sentence: str, pinpoint: str | None) -> None:
    assert _cited(sentence)[0].pinpoint == pinpoint


def test_a_short_form_takes_date_and_issuer_of_the_full_one() -> None:
    found = _cited("Công văn số 2197/BNV-CCHC ngày 05/3/2026 của Bộ Nội vụ.\nCác đơn vị rà soát theo Công văn 2197 nêu trên.")
    assert [(c.number, c.issued_on, c.issuer) for c in found] == [
        ("2197/BNV-CCHC", date(2026, 3, 5), "Bộ Nội vụ"),
        ("2197", date(2026, 3, 5), "Bộ Nội vụ"),
    ]


def test_a_short_form_that_may_mean_two_documents_stays_open() -> None:
    found = _cited("Quyết định số 5/QĐ-SNV ngày 05/3/2026; Quyết định số 5/QĐ-STC ngày 06/3/2026.\nTheo Quyết định 5 nêu trên.")
    assert found[-1].issued_on is None


def test_lines_broken_by_the_page_are_one_citation() -> None:
    lines = "\n".join(
        ["Căn cứ Nghị quyết số 02-NQ/TW ngày 17 tháng 3 năm 2026 của Bộ", "Chính trị về phát triển;"]
        + [f"câu thứ {i} của đoạn văn bản này được ngắt dòng ở giữa chừng và còn" for i in range(8)]
    )
    assert _cited(lines)[0].issuer == "Bộ Chính trị"


def test_the_number_of_the_letterhead_is_no_citation() -> None:
    head = "ỦY BAN NHÂN DÂN\nXÃ TÂN PHONG\nSố: 12/KH-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTân Phong, ngày 02 tháng 02 năm 2026\n\nKẾ HOẠCH\n"
    work = read(head + "Thực hiện Kế hoạch số 45/KH-UBND của UBND tỉnh\n\nĐể thực hiện, UBND xã xây dựng kế hoạch.", "citations")
    assert [c.number for c in work.citations] == ["45/KH-UBND"]


@settings(deadline=None)
@given(st.text(alphabet="Quyết định số Luật /-.,:;()0123456789ĐNCPUBTW ngày tháng năm của Bộ\n", max_size=120))
def test_any_text_gives_its_own_slices(text: str) -> None:
    work = read(text, "citations")
    assert all(c.text == work.document.text[c.start : c.end] for c in work.citations)
