"""The boxes of official pages, and title and day of news."""

from __future__ import annotations

from datetime import date

import pytest
from document_factories import read

from extract.findings import Header, Signer

NOTICE = """ỦY BAN NHÂN DÂN
TỈNH SƠN HẢI
Số: 326 /TB-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Hải, ngày 05 tháng 12 năm 2025

THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh Nguyễn Văn An tại cuộc họp về tiến độ giải ngân vốn đầu tư công năm 2025

Ngày 03/12/2025, Chủ tịch UBND tỉnh Nguyễn Văn An chủ trì cuộc họp.
1. Giao Sở Tài chính tổng hợp.
Văn phòng UBND tỉnh thông báo để các cơ quan biết, thực hiện./.

Nơi nhận:
- CT, các PCT UBND tỉnh;
- Các sở: Tài chính, Xây dựng,
Nội vụ;
- VPUB: CVP, các PCVP, TH;
- Lưu: VT, TH.

TL. CHỦ TỊCH
KT. CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG

Lê Minh Châu
"""


def test_notice() -> None:
    header = read(NOTICE, "header").header
    assert (header.doc_type, header.number, header.issued_on) == ("thông báo", "326/TB-UBND", date(2025, 12, 5))
    assert (header.issuer, header.parent, header.place) == ("Ủy ban nhân dân tỉnh Sơn Hải", None, "Sơn Hải")
    assert (
        header.subject
        == "Kết luận của Chủ tịch UBND tỉnh Nguyễn Văn An tại cuộc họp về tiến độ giải ngân vốn đầu tư công năm 2025"
    )
    assert header.signer == Signer("TL. CHỦ TỊCH KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Lê Minh Châu")
    assert header.recipients == (
        "CT, các PCT UBND tỉnh",
        "Các sở: Tài chính, Xây dựng, Nội vụ",
        "VPUB: CVP, các PCVP, TH",
        "Lưu: VT, TH",
    )


LETTER = """UBND TỈNH SƠN HẢI
SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG
Số: 1494/SNNMT-CCHC
V/v đôn đốc thực hiện nhiệm vụ UBND tỉnh,
Chủ tịch UBND tỉnh giao

CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Hải, ngày 9 tháng 6 năm 2026

HOẢ TỐC

Kính gửi:
- Các phòng, đơn vị trực thuộc;
- UBND các xã, phường.

Thực hiện Công văn số 812/UBND-TH, Sở yêu cầu các đơn vị rà soát./.

Nơi nhận:
- Như trên;
- Lưu: VT.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Trần Thị Bình
"""


def test_letter_of_a_department() -> None:
    header = read(LETTER, "header").header
    assert (header.doc_type, header.number, header.urgency) == ("công văn", "1494/SNNMT-CCHC", "hỏa tốc")
    assert (header.issuer, header.parent) == ("Sở Nông nghiệp và Môi trường", "UBND tỉnh Sơn Hải")
    assert header.subject == "đôn đốc thực hiện nhiệm vụ UBND tỉnh, Chủ tịch UBND tỉnh giao"
    assert header.addressees == ("Các phòng, đơn vị trực thuộc", "UBND các xã, phường")
    assert header.signer == Signer("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Bình")


def _header(head: str) -> Header:
    return read(head + "\nCăn cứ Luật Tổ chức chính quyền địa phương;\nĐiều 1. Giao Văn phòng thực hiện./.", "header").header


NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("ỦY BAN NHÂN DÂN\nTỈNH SƠN HẢI\nSố:       /TB-UBND\n", "/TB-UBND"),
        ("ỦY BAN NHÂN DÂN\nXÃ TÂN PHONG\nSố: 05/2026/QĐ-UBND\n", "05/2026/QĐ-UBND"),
        ("ỦY BAN NHÂN DÂN\nXÃ TÂN PHONG\nSố:12/UBND-VX 11\n", "12/UBND-VX"),
        ("ỦY BAN NHÂN DÂN\nXÃ TÂN PHONG\nSố: 88 /QĐ- UBND\n", "88/QĐ-UBND"),
        ("TỈNH ỦY SƠN HẢI\n*\nSố 15-CT/TU\n", "15-CT/TU"),
        ("HĐND TỈNH SƠN HẢI\nSố: ……/NQ-HĐND\n", "/NQ-HĐND"),
        ("ỦY BAN NHÂN DÂN\nTỈNH SƠN HẢI\nSố: 6§ /TB-UBND\n", "/TB-UBND"),
        ("ỦY BAN NHÂN DÂN\nTỈNH SƠN HẢI\n|\nSố:\n06/2026/QĐ-UBND\n|\n", "06/2026/QĐ-UBND"),
    ],
)
def test_number(head: str, number: str) -> None:
    assert _header(head + NATION + "Sơn Hải, ngày 02 tháng 02 năm 2026\nQUYẾT ĐỊNH\nVề việc giao nhiệm vụ\n").number == number


@pytest.mark.parametrize(
    ("line", "place", "issued_on"),
    [
        ("Sơn Hải, ngày 05 tháng 12 năm 2025", "Sơn Hải", date(2025, 12, 5)),
        ("Tân Phong, ngày 5 tháng 3 năm 2026", "Tân Phong", date(2026, 3, 5)),
        ("Sơn Hải, ngày     tháng 12 năm 2025", "Sơn Hải", None),
        ("Sơn Hải, ngày … tháng … năm 2025", "Sơn Hải", None),
        ("Số: 10/QĐ-UBND Sơn Hải, ngày 05 tháng 12 năm 2025", "Sơn Hải", date(2025, 12, 5)),
    ],
)
def test_place_and_date(line: str, place: str, issued_on: date | None) -> None:
    header = _header(f"ỦY BAN NHÂN DÂN\nTỈNH SƠN HẢI\n{NATION}{line}\nQUYẾT ĐỊNH\nVề việc giao nhiệm vụ\n")
    assert (header.place, header.issued_on) == (place, issued_on)


@pytest.mark.parametrize(
    ("left", "issuer", "parent"),
    [
        ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI ĐÔNG\n", "Ủy ban nhân dân thành phố Hải Đông", None),
        ("UBND TỈNH SƠN HẢI\nVĂN PHÒNG\n", "Văn phòng", "UBND tỉnh Sơn Hải"),
        (
            "ỦY BAN NHÂN DÂN\nTỈNH SƠN HẢI\nSỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH\n",
            "Sở Văn hóa, Thể thao và Du lịch",
            "Ủy ban nhân dân tỉnh Sơn Hải",
        ),
        ("BỘ TÀI NGUYÊN\nVÀ MÔI TRƯỜNG\n", "Bộ Tài nguyên và Môi trường", None),
        ("UBND XÃ TÂN PHONG\nPHÒNG KINH TẾ\n", "Phòng Kinh tế", "UBND xã Tân Phong"),
        ("CHÍNH PHỦ\n________\n", "Chính phủ", None),
        ("VĂN PHÒNG CHÍNH PHỦ\n", "Văn phòng Chính phủ", None),
        ("UBND TỈNH SƠN HẢI\nBAN CHỈ ĐẠO\nCẢI CÁCH HÀNH CHÍNH\n", "Ban Chỉ đạo Cải cách hành chính", "UBND tỉnh Sơn Hải"),
    ],
)
def test_issuer_and_parent(left: str, issuer: str, parent: str | None) -> None:
    header = _header(f"{left}Số: 10/QĐ-VP\n{NATION}Sơn Hải, ngày 05 tháng 12 năm 2025\nQUYẾT ĐỊNH\nVề việc giao nhiệm vụ\n")
    assert (header.issuer, header.parent) == (issuer, parent)


@pytest.mark.parametrize(
    ("title", "doc_type", "subject"),
    [
        (
            "QUYẾT ĐỊNH\nVề việc thành lập Tổ công tác\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN HẢI",
            "quyết định",
            "Về việc thành lập Tổ công tác",
        ),
        (
            "KẾ HOẠCH\nTuyên truyền, phổ biến pháp luật\nnăm 2026 trên địa bàn xã Tân Phong",
            "kế hoạch",
            "Tuyên truyền, phổ biến pháp luật năm 2026 trên địa bàn xã Tân Phong",
        ),
        ("CHỈ THỊ\nVề tăng cường kỷ luật, kỷ cương hành chính\n_______", "chỉ thị", "Về tăng cường kỷ luật, kỷ cương hành chính"),
        (
            "THÔNG BÁO\nKết luận của\nChủ tịch UBND xã tại phiên họp tháng 3",
            "thông báo",
            "Kết luận của Chủ tịch UBND xã tại phiên họp tháng 3",
        ),
        ("BÁO CÁO\nKẾT QUẢ THỰC HIỆN NHIỆM VỤ GIAO\nQUÝ I NĂM 2026", "báo cáo", "KẾT QUẢ THỰC HIỆN NHIỆM VỤ GIAO QUÝ I NĂM 2026"),
    ],
)
def test_type_and_subject(title: str, doc_type: str, subject: str) -> None:
    header = _header(f"ỦY BAN NHÂN DÂN\nTỈNH SƠN HẢI\nSố: 10/X-UBND\n{NATION}Sơn Hải, ngày 05 tháng 12 năm 2025\n{title}\n")
    assert (header.doc_type, header.subject) == (doc_type, subject)


@pytest.mark.parametrize(
    ("block", "signer"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nNguyễn Văn An", Signer("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An")),
        ("CHỦ TỊCH\n(Đã ký)\nNguyễn Văn An", Signer(None, "CHỦ TỊCH", "Nguyễn Văn An")),
        (
            "TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG TỔ CHỨC\nThS. Lê Minh Châu",
            Signer("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC", "Lê Minh Châu"),
        ),
        (
            "KT. BỘ TRƯỞNG, CHỦ NHIỆM\nPHÓ CHỦ NHIỆM\nTrần Thị Bình",
            Signer("KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM", "Trần Thị Bình"),
        ),
    ],
)
def test_signer(block: str, signer: Signer) -> None:
    text = NOTICE[: NOTICE.index("TL. CHỦ TỊCH")] + block
    assert read(text, "header").header.signer == signer


def test_signature_beside_the_recipients() -> None:
    text = NOTICE[: NOTICE.index("Nơi nhận")] + (
        "Nơi nhận:\tTL. CHỦ TỊCH\n- CT, các PCT UBND tỉnh;\tCHÁNH VĂN PHÒNG\n- Lưu: VT, TH.\tTrần Thị Bình"
    )
    header = read(text, "header").header
    assert header.signer == Signer("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Trần Thị Bình")
    assert header.recipients == ("CT, các PCT UBND tỉnh", "Lưu: VT, TH")


@pytest.mark.parametrize(
    ("text", "subject", "issued_on"),
    [
        (
            "Xã Tân Phong đẩy mạnh chuyển đổi số\nNgày 17 tháng 9 năm 2025\nSáng qua, xã tổ chức ra quân.",
            "Xã Tân Phong đẩy mạnh chuyển đổi số",
            date(2025, 9, 17),
        ),
        (
            "Tìm kiếm tin tức\nLiên kết website\nTăng cường kiểm soát thủ tục năm 2025\nNgày cập nhật 06/05/2025\nXã vừa ra quân.",
            "Tăng cường kiểm soát thủ tục năm 2025",
            date(2025, 5, 6),
        ),
        (
            "Sở Nội vụ hướng dẫn đánh giá cán bộ năm 2025.\nĐăng ngày: 27/11/2025 16:50:00\nSở vừa ban hành văn bản.",
            "Sở Nội vụ hướng dẫn đánh giá cán bộ năm 2025.",
            date(2025, 11, 27),
        ),
        (
            "Tỉnh ứng phó mưa lớn cuối tháng\n2025-11-06\nUBND tỉnh vừa ra công điện.",
            "Tỉnh ứng phó mưa lớn cuối tháng",
            date(2025, 11, 6),
        ),
        (
            "Tỉnh Sơn Hải tiếp nhận 40 bộ dữ liệu. Các sở đã dùng.\nTrong quý, dữ liệu được cập nhật hằng ngày ở mọi xã của tỉnh.",
            None,
            None,
        ),
        ("(sonhai.gov.vn) - Sáng nay, UBND tỉnh họp.\nCuộc họp kết thúc lúc 11 giờ.", None, None),
    ],
)
def test_news(text: str, subject: str | None, issued_on: date | None) -> None:
    header = read(text, "header").header
    assert (header.doc_type, header.number, header.subject, header.issued_on) == (None, None, subject, issued_on)


def test_a_telegram_names_its_issuer_over_whom_it_goes_to() -> None:
    text = "CÔNG ĐIỆN\n\nVỀ ỨNG PHÓ BÃO SỐ 9\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN HẢI điện:\n- Giám đốc các sở;\n\nBão số 9 đang mạnh lên."
    header = read(text, "header").header
    assert (header.doc_type, header.issuer) == ("công điện", "Chủ tịch Ủy ban nhân dân tỉnh Sơn Hải")


def test_spans_point_at_what_was_read() -> None:
    work = read(NOTICE, "header")
    spans = {name: NOTICE[a:b] for name, a, b in work.header.spans}
    assert spans["number"] == "326 /TB-UBND"
    assert spans["issuer"] == "ỦY BAN NHÂN DÂN\nTỈNH SƠN HẢI"
    assert spans["issued_on"] == "ngày 05 tháng 12 năm 2025"
    assert spans["signer"].startswith("TL. CHỦ TỊCH")
    assert spans["signer"].endswith("Lê Minh Châu")


def test_a_title_that_runs_on_without_letterhead() -> None:
    lines = ["QUYẾT ĐỊNH", "CỦA UBND TỈNH SƠN HẢI SỐ 07/2026/QĐ-UBND", "NGÀY 30 THÁNG 01 NĂM 2026", "VỀ QUY CHẾ LÀM VIỆC"]
    header = read("\n".join([*lines, "Căn cứ Luật Tổ chức chính quyền địa phương;"]), "header").header
    assert (header.doc_type, header.number, header.issued_on) == ("quyết định", "07/2026/QĐ-UBND", date(2026, 1, 30))
    assert (header.issuer, header.subject) == ("UBND tỉnh Sơn Hải", "VỀ QUY CHẾ LÀM VIỆC")


PARTY = """ĐẢNG BỘ TỈNH SƠN HẢI
ĐẢNG ỦY UBND TỈNH
*
Số 45-TB/ĐU

ĐẢNG CỘNG SẢN VIỆT NAM
Sơn Hải, ngày 12 tháng 02 năm 2026

THÔNG BÁO KẾT LUẬN
của Ban Thường vụ Đảng ủy tại hội nghị ngày 10/02/2026

Ngày 10/02/2026, Ban Thường vụ Đảng ủy họp.

Nơi nhận:
- Lưu VPĐU.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Lê Minh Châu
"""


def test_a_notice_of_the_party() -> None:
    header = read(PARTY, "header").header
    assert (header.doc_type, header.number, header.issued_on) == ("thông báo", "45-TB/ĐU", date(2026, 2, 12))
    assert (header.issuer, header.parent) == ("Đảng ủy UBND tỉnh", "Đảng bộ tỉnh Sơn Hải")
    assert header.subject == "KẾT LUẬN của Ban Thường vụ Đảng ủy tại hội nghị ngày 10/02/2026"
    assert header.signer == Signer("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lê Minh Châu")


def test_legal_bases_under_a_single_addressee_are_no_addressees() -> None:
    title = "TỜ TRÌNH\nVề việc phê duyệt kinh phí\nKính gửi: Ủy ban nhân dân xã Tân Phong\nCăn cứ Luật Ngân sách nhà nước;\nPhòng kính trình."
    text = f"UBND XÃ TÂN PHONG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/TTr-VHXH\tTân Phong, ngày 03 tháng 3 năm 2026\n{title}"
    header = read(text, "header").header
    assert (header.doc_type, header.number, header.addressees) == ("tờ trình", "12/TTr-VHXH", ("Ủy ban nhân dân xã Tân Phong",))
