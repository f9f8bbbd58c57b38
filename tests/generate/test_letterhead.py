"""The head of a document, name by name."""

from __future__ import annotations

import pytest

from generate.drafts import Letterhead, SigningBlock
from generate.letterhead import COLUMNS_MM, announcer, issuer_lines, number_line, parent_lines, symbol
from generate.metrics import width
from generate.recipients import lines as recipient_lines
from generate.signing import acting, by_order, collective, delegated, faults, own, printed

ISSUERS = [
    ("Ủy ban nhân dân tỉnh Sơn Hải", ("ỦY BAN NHÂN DÂN", "TỈNH SƠN HẢI")),
    ("Uỷ ban nhân dân xã Tân Phong", ("UỶ BAN NHÂN DÂN", "XÃ TÂN PHONG")),
    ("Ủy ban nhân dân đặc khu Hòn Mây", ("ỦY BAN NHÂN DÂN", "ĐẶC KHU HÒN MÂY")),
    ("Văn phòng", ("VĂN PHÒNG",)),
    ("Thanh tra tỉnh Sơn Hải", ("THANH TRA TỈNH SƠN HẢI",)),
    ("Sở Nông nghiệp và Môi trường", ("SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG")),
    ("Sở TC & KH", ("SỞ TC & KH",)),
    ("Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân", ("VĂN PHÒNG", "ĐOÀN ĐẠI BIỂU QUỐC HỘI", "VÀ HỘI ĐỒNG NHÂN DÂN")),
    ("", ("……",)),
]


@pytest.mark.parametrize(("issuer", "lines"), ISSUERS)
def test_names_are_broken_as_a_secretary_breaks_them(issuer: str, lines: tuple[str, ...]) -> None:
    assert issuer_lines(issuer) == lines
    assert all(width(line, 13, bold=True) <= COLUMNS_MM[0] for line in lines)


@pytest.mark.parametrize(
    ("parent", "lines"),
    [
        ("UBND tỉnh Sơn Hải", ("UBND TỈNH SƠN HẢI",)),
        ("Ủy ban nhân dân tỉnh Sơn Hải", ("UBND TỈNH SƠN HẢI",)),
        ("Bộ Nội vụ", ("BỘ NỘI VỤ",)),
        ("", ()),
    ],
)
def test_the_body_above_is_shortened_only_where_it_must_be(parent: str, lines: tuple[str, ...]) -> None:
    assert parent_lines(parent) == lines


@pytest.mark.parametrize(
    ("number", "symbol", "line"),
    [
        ("7", "TB-UBND", "Số: 07/TB-UBND"),
        ("07", "TB-UBND", "Số: 07/TB-UBND"),
        ("326", "TB-UBND", "Số: 326/TB-UBND"),
        ("12/TB-UBND", "TB-UBND", "Số: 12/TB-UBND"),
        ("", "TB-VP", "Số:      /TB-VP"),
        ("", "", "Số:      /……"),
    ],
)
def test_number_and_symbol(number: str, symbol: str, line: str) -> None:
    assert number_line(number, symbol) == line


@pytest.mark.parametrize(
    ("letterhead", "abbreviation", "expected"),
    [
        (Letterhead("Ủy ban nhân dân tỉnh Sơn Hải"), "TB", "TB-UBND"),
        (Letterhead("Văn phòng", "UBND tỉnh Sơn Hải"), "TB", "TB-VP"),
        (Letterhead("Văn phòng HĐND và UBND", "UBND xã Tân Phong"), "BC", "BC-VP"),
        (Letterhead("Ủy ban nhân dân tỉnh Sơn Hải", symbol="TB-CTUBND"), "TB", "TB-CTUBND"),
        (Letterhead("Sở Nội vụ"), "TB", ""),
        (Letterhead("Ủy ban nhân dân tỉnh Sơn Hải"), "", ""),
        (Letterhead(""), "TB", ""),
    ],
)
def test_a_missing_symbol_is_completed_only_where_it_is_certain(letterhead: Letterhead, abbreviation: str, expected: str) -> None:
    assert symbol(letterhead, abbreviation) == expected


@pytest.mark.parametrize(
    ("issuer", "parent", "name"),
    [
        ("Ủy ban nhân dân tỉnh Sơn Hải", "", "UBND tỉnh Sơn Hải"),
        ("Văn phòng", "UBND tỉnh Sơn Hải", "Văn phòng UBND tỉnh Sơn Hải"),
        ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "UBND xã Tân Phong", "Văn phòng HĐND và UBND xã Tân Phong"),
        ("Văn phòng UBND tỉnh Sơn Hải", "UBND tỉnh Sơn Hải", "Văn phòng UBND tỉnh Sơn Hải"),
        ("", "", "……"),
    ],
)
def test_the_issuer_as_a_sentence_names_it(issuer: str, parent: str, name: str) -> None:
    assert announcer(Letterhead(issuer, parent)) == name


SIGNING = [
    (collective("Ủy ban nhân dân", "Chủ tịch"), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    (
        collective("Ủy ban nhân dân", "Chủ tịch", deputy="Phó Chủ tịch"),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ),
    (own("Chủ tịch"), ("CHỦ TỊCH",)),
    (own("Chủ tịch", deputy="Phó Chủ tịch"), ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    (by_order("Chủ tịch", "Chánh Văn phòng"), ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
    (
        by_order("Chủ tịch", "Chánh Văn phòng", deputy="Phó Chánh Văn phòng"),
        ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
    ),
    (delegated("Giám đốc", "Trưởng phòng Tổ chức"), ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC")),
    (acting("Giám đốc"), ("Q. GIÁM ĐỐC",)),
    (SigningBlock(("tl.Chủ tịch", "  ", "Chánh  Văn phòng")), ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
]


@pytest.mark.parametrize(("block", "lines"), SIGNING)
def test_lines_of_every_signing_authority(block: SigningBlock, lines: tuple[str, ...]) -> None:
    assert printed(block.lines) == lines
    assert faults(lines) == ()


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (("TM. CHỦ TỊCH",), "tên tập thể"),
        (("KT. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"), "trước chức vụ"),
        (("KT. CHỦ TỊCH",), "thiếu chức vụ"),
        (("KT. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), "cấp phó"),
        (("TUQ. GIÁM ĐỐC", "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"), "không được giao cho người khác"),
    ],
)
def test_authority_that_cannot_be(lines: tuple[str, ...], fault: str) -> None:
    assert any(fault in one for one in faults(lines))


def test_recipients_end_with_the_filing_line() -> None:
    given = ("– Như trên.", "Lưu: VT, TH (5b).", "• Các sở, ban, ngành ;")
    assert recipient_lines(given) == ("- Như trên;", "- Các sở, ban, ngành;", "- Lưu: VT, TH (5b).")
