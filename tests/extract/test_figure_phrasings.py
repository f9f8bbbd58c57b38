"""Quantities in all number formats, with what belongs to them, and numbers that are none (bảng cách viết số liệu)."""

from __future__ import annotations

import pytest
from document_factories import read

from extract.findings import Figure


def _figures(sentence: str) -> tuple[Figure, ...]:
    return read(sentence, "figures").figures


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        # counts; the quote stands between « and »
        ("Toàn huyện có «12.734 hộ nghèo».", 12734, "hộ nghèo"),
        ("tổ chức «02 hội nghị tập huấn»", 2, "hội nghị tập huấn"),
        ("với «1.250 lượt người» tham gia", 1250, "lượt người"),
        ("đã cấp «3.450 giấy chứng nhận quyền sử dụng» đất", 3450, "giấy chứng nhận quyền sử dụng"),
        ("In, phát «9.000 tờ rơi tuyên truyền»", 9000, "tờ rơi tuyên truyền"),
        ("phát hiện «15 vụ vi phạm»", 15, "vụ vi phạm"),
        ("phạt «12 trường hợp» với số tiền 45 triệu đồng", 12, "trường hợp"),
        ("xây mới «35 phòng học»", 35, "phòng học"),
        ("ban hành «14 văn bản chỉ đạo»", 14, "văn bản chỉ đạo"),
        ("trồng được «2,5 triệu cây xanh»", 2500000, "cây xanh"),
        ("đàn lợn đạt «125.000 con»", 125000, "con"),
        ("thành lập «05 đoàn kiểm tra»", 5, "đoàn kiểm tra"),
        ("bố trí «3 mũi thi công»", 3, "mũi thi công"),
        ("tiếp «78 lượt công dân»", 78, "lượt công dân"),
        ("sản lượng đạt «45.600 tấn»", 45600, "tấn"),
        ("huy động «1.250 ngày công»", 1250, "ngày công"),
        # a unit ends where a word ends
        ("tiếp nhận «4.100 hồ sơ thủ tục hành chính» các loại", 4100, "hồ sơ thủ tục hành chính"),
        ("xảy ra «2 vụ tai nạn giao thông» trên quốc lộ", 2, "vụ tai nạn giao thông"),
        ("toàn xã có «12 tổ hòa giải», làm việc đều", 12, "tổ hòa giải"),
        ("lốc làm «3 nhà tốc mái»", 3, "nhà tốc mái"),
        ("phấn đấu «ít nhất có 20%» chủ thể là hợp tác xã", 20, "%"),
        ("họp «02 lần», ban hành 14 văn bản", 2, "lần"),
        ("hỗ trợ mỗi hộ «5 triệu».", 5000000, "đồng"),
        # percentages
        ("tỷ lệ giải ngân đạt «67,8%» kế hoạch", 67.8, "%"),
        ("đạt «95,5 %»", 95.5, "%"),
        ("đạt «100%»", 100, "%"),
        ("tỷ lệ đúng hạn «98.75%»", 98.75, "%"),
        ("chiếm «12 phần trăm»", 12, "%"),
        ("tăng «1,5 điểm phần trăm»", 1.5, "điểm %"),
        ("tăng «1,5 điểm %»", 1.5, "điểm %"),
        ("giảm «0,05‰»", 0.05, "‰"),
        # money
        ("tổng mức đầu tư «1.234,5 tỷ đồng»", 1234500000000, "đồng"),
        ("vốn «47,5 nghìn tỷ đồng»", 47500000000000, "đồng"),
        ("thu «2 tỷ 500 triệu đồng»", 2500000000, "đồng"),
        ("mức «350.000 đồng/người»", 350000, "đồng"),
        ("kinh phí «150 triệu»", 150000000, "đồng"),
        ("kim ngạch «1,2 tỷ USD»", 1200000000, "USD"),
        ("vốn FDI «500 triệu USD»", 500000000, "USD"),
        ("hỗ trợ «1.500.000 đ»", 1500000, "đồng"),
        ("thu nhập «65 triệu đồng/người/năm»", 65000000, "đồng"),
        ("đầu tư «12 tỉ đồng»", 12000000000, "đồng"),
        ("mức «1.000.000VNĐ»", 1000000, "đồng"),
        # measures
        ("diện tích «1.250,75 ha»", 1250.75, "ha"),
        ("thu hồi «3.500 m2» đất", 3500, "m²"),
        ("đào «12.000 m³» đất", 12000, "m³"),
        ("dài «18,4 km»", 18.4, "km"),
        ("rộng «7m»", 7, "m"),
        ("công suất «50 MW»", 50, "MW"),
        ("công suất «30.000 m3/ngày đêm»", 30000, "m³"),
        ("sâu «1,5 mét»", 1.5, "m"),
        ("lượng mưa «250 mm»", 250, "mm"),
        ("năng suất «62,5 tạ/ha»", 62.5, "tạ"),
        ("nhiệt độ «38°C»", 38, "°C"),
        ("đạt «82,5 điểm»", 82.5, "điểm"),
        # words
        ("có «năm đơn vị» chưa báo cáo", 5, "đơn vị"),
        ("gồm «hai mươi mốt xã»", 21, "xã"),
        ("còn «ba nhiệm vụ» quá hạn", 3, "nhiệm vụ"),
        # names beside them
        ("còn «12 xã» (chiếm 30%) chưa đạt", 12, "xã"),
        ("Trong đó, «35/48 xã» đạt chuẩn", 35, "xã"),
        ("hoàn thành «120/150 nhiệm vụ»", 120, "nhiệm vụ"),
        ("giải ngân «3.410/6.200 tỷ đồng»", 3.41e12, "đồng"),
        ("di dời «520 hộ», phường Đông Sơn 290 hộ", 520, "hộ"),
        # the noun is said once for several
        ("tiếp nhận 184 phản ánh; đã trả lời «171», còn 13 phản ánh", 171, "phản ánh"),
        ("trả 930 hồ sơ: trước hạn 700, đúng hạn «215», quá hạn 15", 215, "hồ sơ"),
        ("số hóa «18.400» trên tổng số 20.000 hồ sơ", 18400, "hồ sơ"),
        ("có «38» trên 45 xã đạt chuẩn", 38, "xã"),
        ("có 38 trên «45 xã» đạt chuẩn", 45, "xã"),
        ("1.950 hồ sơ đúng hạn/«2.000 hồ sơ» đã giải quyết", 2000, "hồ sơ"),
        # a unit ends where a word ends
        ("đã số hóa «12.300 hồ sơ thủ tục hành chính» của huyện", 12300, "hồ sơ thủ tục hành chính"),
        ("xảy ra «03 vụ tai nạn giao thông»", 3, "vụ tai nạn giao thông"),
        ("cắt giảm «45 chỉ tiêu biên chế sự nghiệp»", 45, "chỉ tiêu biên chế sự nghiệp"),
        ("Huyện có «128 tổ hòa giải» ở cơ sở", 128, "tổ hòa giải"),
        ("với «3.120 hoà giải viên» tại các thôn", 3120, "hoà giải viên"),
        ("có «17 ý kiến, kiến nghị» lĩnh vực giao thông - vận tải", 17, "ý kiến, kiến nghị"),
        ("tổng hợp «23 kiến nghị» lĩnh vực nông nghiệp", 23, "kiến nghị"),
        # and before what became of the things or what they did
        ("có «212 đơn» xem xét, xử lý theo thẩm quyền", 212, "đơn"),
        ("tiếp «340 người» khiếu nại, tố cáo", 340, "người"),
        ("còn «14 đơn khiếu nại, tố cáo» tồn đọng", 14, "đơn khiếu nại, tố cáo"),
        ("có «41 TTHC» sửa đổi, bổ sung", 41, "TTHC"),
        ("ban hành «37 quyết định» công bố 812 thủ tục", 37, "quyết định"),
        ("có «12/19 cơ quan, đơn vị» xếp hạng Tốt", 12, "cơ quan, đơn vị"),
        ("phát hiện «9 địa phương, đơn vị» vi phạm về đầu tư", 9, "địa phương, đơn vị"),
        ("có «8.200 người» tiêm mũi 3", 8200, "người"),
        ("còn «5 trường hợp» điều trị tại nhà", 5, "trường hợp"),
        ("xử lý «6 cá nhân», kiến nghị kiểm điểm 4 tập thể", 6, "cá nhân"),
        ("mỗi xã đạt «5 tiêu chí» năm 2011", 5, "tiêu chí"),
        ("phát «1.800 tờ rơi» và cấp «2.400 tờ gấp»", 1800, "tờ rơi"),
        # numbers behind a name, small ones, behind words that also name documents
        ("Công an huyện 412 HS, Phòng Nội vụ «129 HS»", 129, "HS"),
        ("xã An Lạc 4 nhà, xã Tân Phong «7 nhà»", 7, "nhà"),
        ("bão làm sập «3 nhà»", 3, "nhà"),
        ("bão làm sập 12 căn nhà (An Lạc 5, Tân Phong «7»)", 7, "căn nhà"),
        ("61 chiếc tàu (Hải Bình 50, thị trấn An Lạc «11»)", 11, "chiếc tàu"),
        ("Thanh tra huyện đã kết luận «11 cuộc»", 11, "cuộc"),
        ("triển khai 16 cuộc thanh tra, ban hành kết luận «13 cuộc thanh tra»", 13, "cuộc thanh tra"),
        ("tham gia ý kiến «08 dự thảo văn bản» của tỉnh", 8, "dự thảo văn bản"),
        ("thẩm định «21 dự thảo nghị quyết»", 21, "dự thảo nghị quyết"),
        ("Số ca khỏi, ra viện: «77»", 77, "ca"),
        ("Số nhà sập, hư hỏng là «31»", 31, "nhà"),
        ("- Số tử vong: «04»", 4, "tử vong"),
    ],
)
def test_quantity(sentence: str, value: float, unit: str | None) -> None:
    quote = sentence[sentence.index("«") + 1 : sentence.index("»")]
    found = [(f.text, f.value, f.unit) for f in _figures(sentence.replace("«", "").replace("»", ""))]
    assert (quote, value, unit) in found


@pytest.mark.parametrize(
    ("sentence", "text", "approximate", "comparator"),
    [
        ("có khoảng 1.200 hộ", "khoảng 1.200 hộ", "khoảng", "≈"),
        ("xấp xỉ 95%", "xấp xỉ 95%", "xấp xỉ", "≈"),
        ("hơn 18.000 lượt", "hơn 18.000 lượt", "hơn", ">"),
        ("ước đạt 1.500 tỷ đồng", "1.500 tỷ đồng", None, None),
        ("đạt trên 90%", "trên 90%", "trên", ">"),
        ("không dưới 20 triệu đồng", "không dưới 20 triệu đồng", "không dưới", "≥"),
        ("ít nhất 02 mô hình", "ít nhất 02 mô hình", "ít nhất", "≥"),
        ("tối đa 05 hồ sơ", "tối đa 05 hồ sơ", "tối đa", "≤"),
        ("từ 80% trở lên", "80% trở lên", None, "≥"),
        ("từ 03 đơn vị trở xuống", "03 đơn vị trở xuống", None, "≤"),
        ("chưa đến 50%", "chưa đến 50%", "chưa đến", "<"),
        ("dưới 5%", "dưới 5%", "dưới", "<"),
        ("vượt 12% kế hoạch", "vượt 12%", "vượt", ">"),
        ("không vượt quá 3%", "không vượt quá 3%", "không vượt quá", "≤"),
        ("mỗi xã đạt bình quân trên 14 tiêu chí", "trên 14 tiêu chí", "trên", ">"),
        ("nạo vét trên 12 tuyến kênh", "12 tuyến kênh", None, None),
        ("ít nhất có 15% chủ thể", "ít nhất có 15%", "ít nhất", "≥"),
    ],
)
def test_comparator(sentence: str, text: str, approximate: str | None, comparator: str | None) -> None:
    (found,) = _figures(sentence)
    assert (found.text, found.approximate, found.comparator) == (text, approximate, comparator)


@pytest.mark.parametrize(
    ("sentence", "text", "value", "upper", "unit"),
    [
        ("tăng trưởng 8,5 - 9%", "8,5 - 9%", 8.5, 9, "%"),
        ("đạt 6–8%", "6–8%", 6, 8, "%"),
        ("trích từ 3% đến 5%", "3% đến 5%", 3, 5, "%"),
        ("khoảng 10-15 hộ", "khoảng 10-15 hộ", 10, 15, "hộ"),
        ("từ 10 đến 14 mô hình", "10 đến 14 mô hình", 10, 14, "mô hình"),
        ("hỗ trợ 20 - 30 triệu đồng", "20 - 30 triệu đồng", 20000000, 30000000, "đồng"),
        ("cần 1,5-2 tỷ đồng", "1,5-2 tỷ đồng", 1.5e9, 2e9, "đồng"),
        ("từ 200 đến 250 ha", "200 đến 250 ha", 200, 250, "ha"),
    ],
)
def test_range(sentence: str, text: str, value: float, upper: float, unit: str) -> None:
    (found,) = _figures(sentence)
    assert (found.text, found.value, found.upper, found.unit) == (text, value, upper, unit)


@pytest.mark.parametrize(
    ("sentence", "change", "base"),
    [
        ("GRDP tăng 7,5% so với cùng kỳ năm 2024", "increase", "cùng kỳ năm 2024"),
        ("số vụ giảm 12 vụ so với năm trước", "decrease", "năm trước"),
        ("thu ngân sách giảm 5,2% so với cùng kỳ", "decrease", "cùng kỳ"),
        ("đạt 95%, tăng 3,2 điểm phần trăm so với tháng trước", "increase", "tháng trước"),
        ("gấp 2,5 lần so với năm 2023", "increase", "năm 2023"),
        ("bằng 98,5% so với cùng kỳ", None, "cùng kỳ"),
        ("giảm mạnh 30% số hồ sơ trễ hạn", "decrease", None),
    ],
)
def test_change(sentence: str, change: str | None, base: str | None) -> None:
    found = _figures(sentence)[-1]
    assert (found.change, found.base) == (change, base)


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("Trong tháng 10/2025, toàn huyện tiếp nhận 1.240 hồ sơ.", "tháng 10/2025"),
        ("Quý III năm 2025, thu ngân sách đạt 120 tỷ đồng.", "Quý III năm 2025"),
        ("6 tháng đầu năm 2025, giải quyết 900 hồ sơ.", "6 tháng đầu năm 2025"),
        ("Năm 2024, trồng 120 ha rừng.", "Năm 2024"),
        ("Tăng 5% so với cùng kỳ năm 2024.", None),
    ],
)
def test_period(sentence: str, period: str | None) -> None:
    assert _figures(sentence)[0].period == period


@pytest.mark.parametrize(
    "sentence",
    [
        "tổ chức thi công “3 ca, 4 kíp”",
        "Điều 5, khoản 2, điểm a; mục 3.1; Phụ lục 02",
        "lần thứ 14, khóa XII, kỳ họp thứ 5, nhiệm kỳ 2021 - 2026",
        "năm 2025, giai đoạn 2026-2030, năm học 2025 - 2026",
        "ngày 05/3/2025, 20.7.2025, tháng 3 năm 2025, quý II",
        "Quyết định số 1234/QĐ-UBND, Công văn 56, Nghị quyết 57",
        "Số 12 đường Lê Lợi, phường 5, quận 3, tổ 12",
        "trong 15 ngày làm việc, 3 tháng, 2 năm, 24 giờ",
        "ĐT: 0255.3822.123; Fax: 0255 3822 124",
        "cấp 2, loại 1, hạng III, bậc 3/7, mức độ 4",
        "sản phẩm đạt 3 sao trở lên, khách sạn 5 sao",
        "mô hình liên kết 4 nhà; Thuế cơ sở 6 tỉnh Sơn Hải",
        "là 1 trong những xã đi đầu",
        "Quốc lộ 1A, đường tỉnh 622, cầu số 3, Km 12+500",
        "phương châm “4 tại chỗ”, “3 trước”, “5 không 3 sạch”",
        "một số đơn vị, nhiều địa phương, hàng trăm hộ, vài chục người",
        "mỗi xã một sản phẩm; một cửa liên thông",
        "mô hình chính quyền địa phương 2 cấp",
        "khu công nghiệp 4.0; công nghệ 5G; cách mạng công nghiệp lần thứ 4",
        "Covid-19, H5N1, vitamin B12, PM2.5",
        "hộ ông A thửa số 45, tờ bản đồ số 12",
        "tỷ lệ bản đồ 1/2.000; quy hoạch 1/500",
        "trẻ dưới 16 tuổi; người từ đủ 80 tuổi",
        "Tài khoản số 3511.0.1234567 tại Kho bạc",
        "1. Công tác chỉ đạo; 2. Kết quả; 2.1. Về cải cách",
        "Đề án 06, Chương trình 135, Tổ công tác 1169, Ban Chỉ đạo 389",
        "thứ 2 hằng tuần; thứ Ba; chủ nhật",
        "7 giờ 30 phút; 14h00; 08:00",
        "liên kết 4 nhà, mô hình liên kết “4 nhà”",
        "Công an Q.1 cập nhật sai thông tin; UBND P.5 chỉ báo cáo một lần",
        "từ 2016 đến 2018 chỉ giải quyết theo hướng dẫn",
        "sản phẩm OCOP đạt từ 3 sao trở lên, sản phẩm 5 sao",
        "theo Kết luận 17 nêu trên",
    ],
)
def test_no_quantity(sentence: str) -> None:
    assert [f.text for f in _figures(sentence)] == []
