"""Documents cited in all the forms of offices, parties and years (bảng cách viện dẫn văn bản)."""

from __future__ import annotations

import pytest
from document_factories import read

from extract.findings import Citation


def _cited(sentence: str) -> tuple[Citation, ...]:
    return read(sentence, "citations").citations


def _said(c: Citation) -> tuple[str | None, str | None, str | None, str | None]:
    return c.doc_type, c.number, c.issued_on.isoformat() if c.issued_on else None, c.issuer


@pytest.mark.parametrize(
    ("sentence", "doc_type", "number", "issued_on", "issuer"),
    [
        # laws by their letters, numbers with a slip for the stroke
        ("theo quy định của «Luật PCTN năm 2018» và pháp luật có liên quan", "luật", None, None, None),
        ("biện pháp thi hành «Luật BHXH năm 2024». Yêu cầu các sở rà soát.", "luật", None, None, None),
        ("Căn cứ «Luật NSNN số 83/2015/QH13 ngày 25/6/2015»;", "luật", "83/2015/QH13", "2015-06-25", None),
        ("Căn cứ «Luật PCCC và CNCH 2024»;", "luật", None, None, None),
        ("Căn cứ «Luật bảo hiểm y tế ngày 14 tháng 11 năm 2008»;", "luật", None, "2008-11-14", None),
        ("đã thông qua «Luật hòa giải ở cơ sở». Theo đó, thôn lập tổ.", "luật", None, None, None),
        # an issuer with a verb in its name, and one who drew the document up
        (
            "«Công văn số 85/CV-TCT ngày 08/9/2024 của Tổ công tác chuyên trách cải cách thủ tục hành chính của Thủ tướng Chính phủ» về",
            "công văn",
            "85/CV-TCT",
            "2024-09-08",
            "Tổ công tác chuyên trách cải cách thủ tục hành chính của Thủ tướng Chính phủ",
        ),
        (
            "Bộ Tư pháp đã xây dựng «Báo cáo số 65/BC-BTP ngày 29/7/2024» về tổng kết.",
            "báo cáo",
            "65/BC-BTP",
            "2024-07-29",
            "Bộ Tư pháp",
        ),
        ("thực hiện «Luật Đất đai 2024». Sở Tài chính rà soát.", "luật", None, None, None),
        (
            "Thực hiện «Chỉ thị số 14.CT-UBND ngày 06/9/2024 của Chủ tịch UBND tỉnh»",
            "chỉ thị",
            "14/CT-UBND",
            "2024-09-06",
            "Chủ tịch UBND tỉnh",
        ),
        ("theo «Quyết định số 45-QĐ-UBND ngày 06/9/2024 của UBND tỉnh»", "quyết định", "45/QĐ-UBND", "2024-09-06", "UBND tỉnh"),
        ("theo «Kế hoạch số 45\\KH-UBND ngày 06/9/2024»", "kế hoạch", "45/KH-UBND", "2024-09-06", None),
        # state documents, new and old numbers
        (
            "Thực hiện «Chỉ thị số 23/2009/CT-UBND ngày 15/9/2009 của UBND tỉnh» về thi đua.",
            "chỉ thị",
            "23/2009/CT-UBND",
            "2009-09-15",
            "UBND tỉnh",
        ),
        ("Căn cứ «Luật số 77/2015/QH13 ngày 19/6/2015»;", "luật", "77/2015/QH13", "2015-06-19", None),
        (
            "Căn cứ «Nghị quyết số 1211/2016/UBTVQH13 của Ủy ban Thường vụ Quốc hội»;",
            "nghị quyết",
            "1211/2016/UBTVQH13",
            None,
            "Ủy ban Thường vụ Quốc hội",
        ),
        ("Căn cứ «Pháp lệnh số 01/2018/UBTVQH14 ngày 22/12/2018»;", "pháp lệnh", "01/2018/UBTVQH14", "2018-12-22", None),
        (
            "theo «Thông tư liên tịch số 05/2015/TTLT-BNV-BTC ngày 11/3/2015 của Bộ Nội vụ và Bộ Tài chính»",
            "thông tư liên tịch",
            "05/2015/TTLT-BNV-BTC",
            "2015-03-11",
            "Bộ Nội vụ và Bộ Tài chính",
        ),
        ("theo «Công văn số 123/BNV-CCHC ngày 02/02/2024 của Bộ Nội vụ»", "công văn", "123/BNV-CCHC", "2024-02-02", "Bộ Nội vụ"),
        (
            "thực hiện «Công điện số 05/CĐ-UBND ngày 10/9/2024 của Chủ tịch UBND tỉnh»",
            "công điện",
            "05/CĐ-UBND",
            "2024-09-10",
            "Chủ tịch UBND tỉnh",
        ),
        (
            "«Công điện số 1042/CĐ-TTg, ngày 21 tháng 10 năm 2023 của Thủ tướng Chính phủ»",
            "công điện",
            "1042/CĐ-TTg",
            "2023-10-21",
            "Thủ tướng Chính phủ",
        ),
        ("«Giấy mời số 45/GM-UBND ngày 03/3/2025 của UBND tỉnh»", "giấy mời", "45/GM-UBND", "2025-03-03", "UBND tỉnh"),
        (
            "«Quyết định 1085/QĐ-TTg ngày 15/9/2022 của Thủ tướng Chính phủ» ban hành",
            "quyết định",
            "1085/QĐ-TTg",
            "2022-09-15",
            "Thủ tướng Chính phủ",
        ),
        (
            "«Tờ trình số: 12/TTr-SNV ngày 05 tháng 3 năm 2025 của Giám đốc Sở Nội vụ» về việc",
            "tờ trình",
            "12/TTr-SNV",
            "2025-03-05",
            "Giám đốc Sở Nội vụ",
        ),
        (
            "«Quyết định số 45a/QĐ-UBND ngày 10/01/2020 của UBND huyện Sơn Bình»",
            "quyết định",
            "45a/QĐ-UBND",
            "2020-01-10",
            "UBND huyện Sơn Bình",
        ),
        (
            "«Quyết định số 12/2008/QĐ-UBND ngày 20-3-2008 của Uỷ ban nhân dân tỉnh»",
            "quyết định",
            "12/2008/QĐ-UBND",
            "2008-03-20",
            "Uỷ ban nhân dân tỉnh",
        ),
        ("«Quyết định số 134/QĐ.UB ngày 12/4/1998 của UBND tỉnh»", "quyết định", "134/QĐ.UB", "1998-04-12", "UBND tỉnh"),
        ("«Nghị định 61-CP ngày 05/7/1994 của Chính phủ»", "nghị định", "61-CP", "1994-07-05", "Chính phủ"),
        (
            "«Quyết định số 327-CT ngày 15/9/1992 của Chủ tịch Hội đồng Bộ trưởng»",
            "quyết định",
            "327-CT",
            "1992-09-15",
            "Chủ tịch Hội đồng Bộ trưởng",
        ),
        ("«Sắc lệnh số 64/SL ngày 23/11/1945»", "sắc lệnh", "64/SL", "1945-11-23", None),
        ("«Lệnh số 07/2014/L-CTN ngày 26/6/2014 của Chủ tịch nước»", "lệnh", "07/2014/L-CTN", "2014-06-26", "Chủ tịch nước"),
        (
            "«Văn bản hợp nhất số 05/VBHN-BNV ngày 12/8/2021 của Bộ Nội vụ»",
            "văn bản hợp nhất",
            "05/VBHN-BNV",
            "2021-08-12",
            "Bộ Nội vụ",
        ),
        ("«Hướng dẫn số 12/HD-SNV ngày 04/4/2024 của Sở Nội vụ»", "hướng dẫn", "12/HD-SNV", "2024-04-04", "Sở Nội vụ"),
        (
            "«Nghị quyết số 15/NQ-HĐND ngày 10/7/2024 của Hội đồng nhân dân huyện khóa XI»",
            "nghị quyết",
            "15/NQ-HĐND",
            "2024-07-10",
            "Hội đồng nhân dân huyện khóa XI",
        ),
        (
            "«Thông báo số 624/TB-VPCP ngày 16/11/2025 của Văn phòng Chính phủ» thông báo kết luận",
            "thông báo",
            "624/TB-VPCP",
            "2025-11-16",
            "Văn phòng Chính phủ",
        ),
        ("«Đề án số 03/ĐA-UBND ngày 01/3/2024»", "đề án", "03/ĐA-UBND", "2024-03-01", None),
        (
            "«Văn bản số 3456/UBND-KGVX ngày 03/8/2023 của UBND tỉnh» về việc",
            "văn bản",
            "3456/UBND-KGVX",
            "2023-08-03",
            "UBND tỉnh",
        ),
        (
            "«Phiếu chuyển số 22/PC-VP ngày 04/5/2025 của Văn phòng UBND tỉnh»",
            "phiếu chuyển",
            "22/PC-VP",
            "2025-05-04",
            "Văn phòng UBND tỉnh",
        ),
        ("«Công văn số 05/BCĐ ngày 03/5/2024 của Ban Chỉ đạo»", "công văn", "05/BCĐ", "2024-05-03", "Ban Chỉ đạo"),
        # party documents
        (
            "quán triệt «Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị»",
            "nghị quyết",
            "57-NQ/TW",
            "2024-12-22",
            "Bộ Chính trị",
        ),
        (
            "«Chỉ thị 15-CT/TU ngày 03/3/2023 của Ban Thường vụ Tỉnh ủy»",
            "chỉ thị",
            "15-CT/TU",
            "2023-03-03",
            "Ban Thường vụ Tỉnh ủy",
        ),
        ("theo «Quyết định số 18-QĐ/TW ngày 23/02/2023 của Ban Bí thư»", "quyết định", "18-QĐ/TW", "2023-02-23", "Ban Bí thư"),
        (
            "«Quy định số 37-QĐ/TW ngày 25/10/2021 của Ban Chấp hành Trung ương»",
            "quy định",
            "37-QĐ/TW",
            "2021-10-25",
            "Ban Chấp hành Trung ương",
        ),
        (
            "«Kết luận số 123-KL/TW ngày 24/01/2025 của Ban Chấp hành Trung ương Đảng»",
            "kết luận",
            "123-KL/TW",
            "2025-01-24",
            "Ban Chấp hành Trung ương Đảng",
        ),
        (
            "«Hướng dẫn số 36-HD/VPTW ngày 03/4/2018 của Văn phòng Trung ương Đảng»",
            "hướng dẫn",
            "36-HD/VPTW",
            "2018-04-03",
            "Văn phòng Trung ương Đảng",
        ),
        (
            "«Chương trình hành động số 25-CTr/TU ngày 05/5/2024 của Tỉnh ủy»",
            "chương trình",
            "25-CTr/TU",
            "2024-05-05",
            "Tỉnh ủy",
        ),
        ("«Công văn số 163-CV/HU ngày 03/3/2024 của Huyện ủy»", "công văn", "163-CV/HU", "2024-03-03", "Huyện ủy"),
        ("«Nghị quyết Trung ương 8 khóa XI»", "nghị quyết", None, None, None),
        # date and issuer in other places
        ("«Công văn ngày 05/3/2025 của Sở Nội vụ số 45/SNV-CCHC»", "công văn", "45/SNV-CCHC", "2025-03-05", "Sở Nội vụ"),
        (
            "«Quyết định của Thủ tướng Chính phủ số 45/2018/QĐ-TTg ngày 09/11/2018»",
            "quyết định",
            "45/2018/QĐ-TTg",
            "2018-11-09",
            "Thủ tướng Chính phủ",
        ),
        (
            "«Kế hoạch số 52/KH-UBND của UBND tỉnh ngày 05/4/2024» về chuyển đổi số",
            "kế hoạch",
            "52/KH-UBND",
            "2024-04-05",
            "UBND tỉnh",
        ),
        (
            "Chủ tịch UBND tỉnh đã ban hành «Chỉ thị số 05/CT-UBND ngày 02/02/2025» về",
            "chỉ thị",
            "05/CT-UBND",
            "2025-02-02",
            "Chủ tịch UBND tỉnh",
        ),
        (
            "Bộ Nội vụ có «Công văn số 2197/BNV-CCHC ngày 05/3/2026» hướng dẫn",
            "công văn",
            "2197/BNV-CCHC",
            "2026-03-05",
            "Bộ Nội vụ",
        ),
        (
            "theo «Nghị định số 118/2025/NĐ-CP (ngày 09/6/2025) của Chính phủ»",
            "nghị định",
            "118/2025/NĐ-CP",
            "2025-06-09",
            "Chính phủ",
        ),
        (
            "«Thông tư số 01/2020/TT-VPCP năm 2020 của Văn phòng Chính phủ»",
            "thông tư",
            "01/2020/TT-VPCP",
            None,
            "Văn phòng Chính phủ",
        ),
        ("«Công văn số 45/SNV-CCHC cùng ngày 10/02/2025 của Sở Nội vụ»", "công văn", "45/SNV-CCHC", "2025-02-10", "Sở Nội vụ"),
        ("«Nghị định số 30/2020/NĐ-CP», được Chính phủ ban hành ngày 05/3/2020", "nghị định", "30/2020/NĐ-CP", None, None),
        (
            "Căn cứ các Nghị định của Chính phủ: «số 85/2025/NĐ-CP ngày 08/4/2025»;",
            "nghị định",
            "85/2025/NĐ-CP",
            "2025-04-08",
            "Chính phủ",
        ),
        ("UBND tỉnh đã ban hành «Công điện 03» yêu cầu các xã", "công điện", "03", None, "UBND tỉnh"),
        # laws by name
        ("theo «Hiến pháp năm 2013» và pháp luật", "hiến pháp", None, None, None),
        ("Căn cứ «Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013»;", "hiến pháp", None, None, None),
        ("theo «Bộ luật Hình sự năm 2015» (sửa đổi, bổ sung năm 2017)", "bộ luật", None, None, None),
        ("theo «Luật Đất đai 2024» có hiệu lực", "luật", None, None, None),
        ("Căn cứ «Luật Cán bộ, công chức ngày 24/6/2025»;", "luật", None, "2025-06-24", None),
        ("Căn cứ «Luật Tổ chức HĐND và UBND ngày 26 tháng 11 năm 2003»;", "luật", None, "2003-11-26", None),
        ("«Pháp lệnh Ưu đãi người có công với cách mạng năm 2020»", "pháp lệnh", None, None, None),
        (
            "Căn cứ «Luật Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân và Ủy bân nhân dân ngày 03 tháng 12 năm 2004»;",
            "luật",
            None,
            "2004-12-03",
            None,
        ),
        # slips of recognition and typing
        ("«Công điện số 124/CĐ-TTE ngày 11/9/2021»", "công điện", "124/CĐ-TTE", "2021-09-11", None),
        (
            "«Nghị định số 118/2025/ NĐ - CP ngày 09/6/2025 của Chính phủ»",
            "nghị định",
            "118/2025/NĐ-CP",
            "2025-06-09",
            "Chính phủ",
        ),
        ("«Nghị định số 118 /2025/NĐ-CP»", "nghị định", "118/2025/NĐ-CP", None, None),
        ("«Công văn số 12/UBND–TH ngày 03/3/2025»", "công văn", "12/UBND–TH", "2025-03-03", None),
        ("«Quyết định số 766/QĐ-TTg ngày 23/06/2022 của Thủ tướng»", "quyết định", "766/QĐ-TTg", "2022-06-23", "Thủ tướng"),
        ("«Thông báo số     /TB-UBND ngày     tháng 5 năm 2025 của UBND tỉnh»", "thông báo", "/TB-UBND", None, "UBND tỉnh"),
    ],
)
def test_one(sentence: str, doc_type: str, number: str | None, issued_on: str | None, issuer: str | None) -> None:
    """The quote stands between « and »."""
    (found,) = _cited(sentence.replace("«", "").replace("»", ""))
    quote = sentence[sentence.index("«") + 1 : sentence.index("»")]
    assert (found.text, *_said(found)) == (quote, doc_type, number, issued_on, issuer)


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        (
            "thực hiện các Nghị quyết số 12/NQ-HĐND, 13/NQ-HĐND và 14/NQ-HĐND ngày 10/7/2025 của HĐND tỉnh",
            [
                ("nghị quyết", "12/NQ-HĐND", "2025-07-10", "HĐND tỉnh"),
                ("nghị quyết", "13/NQ-HĐND", "2025-07-10", "HĐND tỉnh"),
                ("nghị quyết", "14/NQ-HĐND", "2025-07-10", "HĐND tỉnh"),
            ],
        ),
        (
            "triển khai các Nghị quyết số 57, 59, 66 và 68 của Bộ Chính trị",
            [("nghị quyết", n, None, "Bộ Chính trị") for n in ("57", "59", "66", "68")],
        ),
        (
            "thay thế các Công văn số 455/UBND-TH, số 512/UBND-TH cùng ngày 10/02/2025 của UBND tỉnh",
            [("công văn", "455/UBND-TH", "2025-02-10", "UBND tỉnh"), ("công văn", "512/UBND-TH", "2025-02-10", "UBND tỉnh")],
        ),
        (
            "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 và Nghị định số 107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ",
            [
                ("nghị định", "61/2018/NĐ-CP", "2018-04-23", "Chính phủ"),
                ("nghị định", "107/2021/NĐ-CP", "2021-12-06", "Chính phủ"),
            ],
        ),
        (
            "Kế hoạch số 12/KH-UBND và Công văn số 34/UBND-TH",
            [("kế hoạch", "12/KH-UBND", None, None), ("công văn", "34/UBND-TH", None, None)],
        ),
        ("các Luật: Đất đai, Nhà ở và Kinh doanh bất động sản", [("luật", None, None, None)] * 3),
        ("Luật Đầu tư công năm 2024, Luật Đấu thầu năm 2023", [("luật", None, None, None)] * 2),
        (
            "Công văn số 464/UBND-VX ngày 28/8/2025, Công văn số 497/UBND-VX ngày 17/9/2025",
            [("công văn", "464/UBND-VX", "2025-08-28", None), ("công văn", "497/UBND-VX", "2025-09-17", None)],
        ),
        (
            "Quyết định số 10/QĐ-UBND (sửa đổi tại Quyết định số 25/QĐ-UBND ngày 04/4/2025)",
            [("quyết định", "10/QĐ-UBND", None, None), ("quyết định", "25/QĐ-UBND", "2025-04-04", None)],
        ),
        (
            "Nghị quyết số 18-NQ/TW và Nghị quyết số 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương",
            [
                ("nghị quyết", "18-NQ/TW", None, "Ban Chấp hành Trung ương"),
                ("nghị quyết", "19-NQ/TW", "2017-10-25", "Ban Chấp hành Trung ương"),
            ],
        ),
    ],
)
def test_several(sentence: str, numbers: list[tuple[str | None, str | None, str | None, str | None]]) -> None:
    assert [_said(c) for c in _cited(sentence)] == numbers


@pytest.mark.parametrize(
    ("sentence", "pinpoint"),
    [
        ("theo điểm a, điểm b khoản 2 Điều 5 Nghị định số 118/2025/NĐ-CP", "điểm a, điểm b khoản 2 Điều 5"),
        ("tại các khoản 1, 2 và 3 Điều 7 Thông tư số 03/2025/TT-VPCP", "khoản 1, 2 và 3 Điều 7"),
        ("tại Điều 4, Điều 5 của Quyết định số 12/QĐ-UBND", "Điều 4, Điều 5"),
        ("theo quy định tại khoản 1a Điều 10 Luật Đất đai năm 2024", "khoản 1a Điều 10"),
        ("tại Mục II Phần B Kế hoạch số 12/KH-UBND", "Mục II Phần B"),
        ("theo Phụ lục I ban hành kèm theo Nghị định số 30/2020/NĐ-CP", "Phụ lục I"),
        ("tại điểm 3.2 mục III Thông báo số 45/TB-UBND", "điểm 3.2 mục III"),
        ("theo tiết b điểm 1 khoản 3 Điều 2 Nghị quyết số 12/NQ-HĐND", "tiết b điểm 1 khoản 3 Điều 2"),
    ],
)
def test_pinpoint(sentence: str, pinpoint: str) -> None:
    assert _cited(sentence)[0].pinpoint == pinpoint


@pytest.mark.parametrize(
    "sentence",
    [
        "Quyết định này có hiệu lực kể từ ngày ký",
        "theo Công văn trên, các đơn vị báo cáo",
        "Trong 12/KCN đang hoạt động có 3 khu",
        "đạt 12/15 chỉ tiêu; quyết định đầu tư 5 dự án",
        "Tổ công tác số 2, Đội số 3, Hội trường số 1",
        "điện thoại số 0255.3822.123, tài khoản số 1234567",
        "Số 12 đường Lê Lợi; ngõ 15/2 đường Hùng Vương",
        "mẫu số 05, biểu số 06/TH, Phụ lục số 02",
        "ban hành 12 nghị quyết, 3 chỉ thị và 145 quyết định",
        "theo quy định của pháp luật, luật sư và luật gia",
        "Học sinh lớp 5/1, xe biển số 76A-123.45",
        "Dự án đường ĐT.622 và Quốc lộ 1A",
    ],
)
def test_no_citation(sentence: str) -> None:
    assert [c.text for c in _cited(sentence)] == []


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Công văn số 2197/BNV-CCHC ngày 05/3/2026 của Bộ Nội vụ.\nTheo Công văn 2197 nêu trên.",
            ("2197", "2026-03-05", "Bộ Nội vụ"),
        ),
        (
            "Công văn số 2197/BNV-CCHC ngày 05/3/2026 của Bộ Nội vụ.\nTheo Công văn số 2197/BNV-CCHC nêu trên.",
            ("2197/BNV-CCHC", "2026-03-05", "Bộ Nội vụ"),
        ),
        (
            "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.\nĐẩy mạnh thực hiện Nghị quyết 57.",
            ("57", "2024-12-22", "Bộ Chính trị"),
        ),
        (
            "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.\nĐẩy mạnh thực hiện Nghị quyết số 57-NQ/TW.",
            ("57-NQ/TW", "2024-12-22", "Bộ Chính trị"),
        ),
        (
            "Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ.\nTheo Nghị định 118/2025.",
            ("118/2025", "2025-06-09", "Chính phủ"),
        ),
        (
            "Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ.\nTheo Nghị định số 118 của Chính phủ.",
            ("118", "2025-06-09", "Chính phủ"),
        ),
    ],
)
def test_short_forms(text: str, last: tuple[str, str, str]) -> None:
    found = _cited(text)[-1]
    assert (found.number, found.issued_on.isoformat() if found.issued_on else None, found.issuer) == last


@pytest.mark.parametrize(
    ("sentence", "doc_type", "number", "issued_on", "issuer"),
    [
        (
            "Căn cứ Luật đầu tư công ngày 18 tháng 6 năm 2014, «Luật sửa đổi, bổ sung một số điều của Luật đầu tư công ngày 13 tháng 6 năm 2019»;",
            "luật",
            None,
            "2019-06-13",
            None,
        ),
        # an issuer named once for a row
        (
            "Căn cứ các Nghị định của Chính phủ: Số 27/2022/NĐ-CP ngày 19/4/2022 quy định cơ chế; «số 38/2023/NĐ-CP ngày 24/6/2023» về sửa đổi;",
            "nghị định",
            "38/2023/NĐ-CP",
            "2023-06-24",
            "Chính phủ",
        ),
        (
            "Theo đề nghị của Sở Nội vụ tại Tờ trình số 94/TTr-SNV ngày 28/6/2024, «Công văn số 231/SNV-CCHC ngày 03/7/2024» và hồ sơ kèm theo.",
            "công văn",
            "231/SNV-CCHC",
            "2024-07-03",
            "Sở Nội vụ",
        ),
        (
            "Theo đề nghị của Sở Nội vụ tại Tờ trình số 94/TTr-SNV ngày 28/6/2024, «Công văn số 31/STC-NS ngày 03/7/2024».",
            "công văn",
            "31/STC-NS",
            "2024-07-03",
            None,
        ),
    ],
)
def test_one_of_a_row(sentence: str, doc_type: str, number: str | None, issued_on: str | None, issuer: str | None) -> None:
    quote = sentence[sentence.index("«") + 1 : sentence.index("»")]
    found = {c.text: _said(c) for c in _cited(sentence.replace("«", "").replace("»", ""))}
    assert found.get(quote) == (doc_type, number, issued_on, issuer)
