"""Passages, what governs them, sentences and clauses."""

from __future__ import annotations

import pytest
from document_factories import typed
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import labels, sentences, structure
from extract.labels import Scheme
from extract.structure import PassageKind, Structure
from extract.zones import Zone

LETTER = """UBND TỈNH SƠN HẢI
SỞ NỘI VỤ
Số: 21/SNV-CCHC
V/v báo cáo kết quả quý III

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Hải, ngày 05 tháng 10 năm 2026

Kính gửi:
- Sở Tài chính;
- UBND các xã, phường.

Sở Nội vụ đề nghị các cơ quan thực hiện như sau:
I. NHIỆM VỤ CHUNG
1. Sở Tài chính
a) Bố trí kinh phí.
b) Báo cáo kết quả:
- Bằng văn bản;
- Trên hệ thống.
2. UBND các xã, phường chịu trách nhiệm:
- Rà soát hồ sơ.
II. TỔ CHỨC THỰC HIỆN
Các cơ quan triển khai thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT.

GIÁM ĐỐC
Nguyễn Văn An

Phụ lục I
DANH SÁCH ĐƠN VỊ
TT	Đơn vị
1	Sở Tài chính
"""


def _read(text: str) -> Structure:
    return structure.read(typed(text))


def _spoken(shape: Structure, opening: str) -> structure.Passage:
    return next(p for p in shape.passages if shape.words(p).startswith(opening))


def test_zones_of_a_letter() -> None:
    shape = _read(LETTER)
    zone = {shape.words(p): p.zone for p in shape.passages}
    assert zone["Số: 21/SNV-CCHC"] is Zone.HEAD
    assert zone["Sơn Hải, ngày 05 tháng 10 năm 2026"] is Zone.HEAD
    assert zone["Sở Tài chính;"] is Zone.ADDRESSEES
    assert zone["Rà soát hồ sơ."] is Zone.BODY
    assert zone["Lưu: VT."] is Zone.CLOSING
    assert zone["Nguyễn Văn An"] is Zone.CLOSING
    assert zone["1 Sở Tài chính"] is Zone.ANNEX


@pytest.mark.parametrize(
    ("opening", "chain"),
    [
        ("NHIỆM VỤ CHUNG", ["Sở Nội vụ đề nghị các cơ quan thực hiện như sau:"]),
        ("Bố trí kinh phí", ["Sở Tài chính", "NHIỆM VỤ CHUNG", "Sở Nội vụ đề nghị các cơ quan thực hiện như sau:"]),
        (
            "Bằng văn bản",
            ["Báo cáo kết quả:", "Sở Tài chính", "NHIỆM VỤ CHUNG", "Sở Nội vụ đề nghị các cơ quan thực hiện như sau:"],
        ),
        (
            "Rà soát hồ sơ",
            ["UBND các xã, phường chịu trách nhiệm:", "NHIỆM VỤ CHUNG", "Sở Nội vụ đề nghị các cơ quan thực hiện như sau:"],
        ),
        ("Các cơ quan triển khai", ["TỔ CHỨC THỰC HIỆN", "Sở Nội vụ đề nghị các cơ quan thực hiện như sau:"]),
    ],
)
def test_what_governs_a_passage(opening: str, chain: list[str]) -> None:
    shape = _read(LETTER)
    assert [shape.words(p) for p in shape.ancestors(_spoken(shape, opening))] == chain


def test_kinds() -> None:
    shape = _read(LETTER)
    kinds = {shape.words(p): p.kind for p in shape.passages if p.zone in (Zone.BODY, Zone.ANNEX)}
    assert kinds["NHIỆM VỤ CHUNG"] is PassageKind.HEADING
    assert kinds["Sở Tài chính"] is PassageKind.HEADING
    assert kinds["UBND các xã, phường chịu trách nhiệm:"] is PassageKind.LEAD_IN
    assert kinds["Bố trí kinh phí."] is PassageKind.ITEM
    assert kinds["Các cơ quan triển khai thực hiện./."] is PassageKind.PARAGRAPH
    assert kinds["TT Đơn vị"] is PassageKind.TABLE_ROW


def test_lines_broken_by_the_page_are_one_passage() -> None:
    text = "\n".join(
        [
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025 và các",
            "văn bản hướng dẫn thi hành; theo đề nghị của Giám đốc Sở Tài chính tỉnh",
            "Sơn Hải tại Tờ trình số 12/TTr-STC ngày 03 tháng 02 năm 2026, Ủy ban nhân",
            "dân tỉnh ban hành quy định cụ thể về quản lý tài sản công trên địa bàn toàn",
            "tỉnh như sau đây để các cơ quan thực hiện thống nhất trong giai đoạn tới.",
            "1. Sở Tài chính chủ trì, phối hợp với các cơ quan liên quan hướng dẫn việc",
            "quản lý, sử dụng tài sản công theo đúng quy định của pháp luật hiện hành và",
            "báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện trước ngày 15 tháng 12 năm",
            "2026 để tổng hợp.",
            "2. Sở Nội vụ theo dõi.",
        ]
    )
    shape = _read(text)
    assert [shape.text[p.start : p.body] for p in shape.passages] == ["", "1. ", "2. "]
    assert shape.words(shape.passages[1]).endswith("trước ngày 15 tháng 12 năm 2026 để tổng hợp.")


def test_short_lines_are_wrapped_ones_where_empty_lines_stand_between_paragraphs() -> None:
    # as portals store texts: the first line of a paragraph is cut anywhere, headings too
    paragraphs = [
        "Thực hiện Chỉ thị số 27\nngày 15 tháng 8 của Thủ tướng Chính phủ về công tác dân số\ntrong tình hình mới, UBND tỉnh ban hành kế hoạch.",
        "III. TỔ CHỨC\nTHỰC HIỆN",
        "1. Sở Y tế chủ trì, phối hợp với các\nsở, ngành triển khai kế hoạch và báo cáo.",
        "2. Sở Tài\nchính bố trí kinh phí theo phân cấp\nngân sách hiện hành.",
        "Trên đây là Kế hoạch thực hiện\nChỉ thị số 27 của Thủ tướng Chính phủ về công tác dân số\ntrên địa bàn tỉnh.",
    ]
    shape = _read("\n\n".join(paragraphs * 2))
    assert [shape.words(p) for p in shape.passages[:5]] == [
        "Thực hiện Chỉ thị số 27 ngày 15 tháng 8 của Thủ tướng Chính phủ về công tác dân số trong tình hình mới, UBND tỉnh ban hành kế hoạch.",
        "TỔ CHỨC THỰC HIỆN",
        "Sở Y tế chủ trì, phối hợp với các sở, ngành triển khai kế hoạch và báo cáo.",
        "Sở Tài chính bố trí kinh phí theo phân cấp ngân sách hiện hành.",
        "Trên đây là Kế hoạch thực hiện Chỉ thị số 27 của Thủ tướng Chính phủ về công tác dân số trên địa bàn tỉnh.",
    ]


@pytest.mark.parametrize(
    "enclosed",
    [
        "KẾ HOẠCH\nTHỰC HIỆN CHỈ THỊ SỐ 14-CT/TW (Ban hành kèm theo Quyết định số 77/QĐ-UBND ngày 05/3/2026)",
        "KẾ HOẠCH\nTỔ CHỨC THỰC HIỆN CHỈ THỊ VỀ NGƯỜI CÓ CÔNG",
        "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nCHƯƠNG TRÌNH\nHành động về chuyển đổi số",
    ],
)
def test_what_a_decision_encloses_is_read(enclosed: str) -> None:
    shape = _read(LETTER.partition("Phụ lục I")[0] + f"{enclosed}\n1. Sở Nội vụ\n- Rà soát biên chế.\n")
    task = _spoken(shape, "Rà soát biên chế")
    assert task.zone is Zone.ANNEX
    assert shape.words(next(shape.ancestors(task))) == "Sở Nội vụ"


def test_a_page_number_between_a_heading_and_its_items_parts_nothing() -> None:
    shape = _read(LETTER.replace("1. Sở Tài chính\n", "1. Sở Tài chính\n\n12\n\n"))
    assert shape.words(next(shape.ancestors(_spoken(shape, "Bố trí kinh phí")))) == "Sở Tài chính"


def test_typed_paragraphs_are_not_joined() -> None:
    shape = _read(
        "1. Các sở, ban, ngành, UBND các huyện, thành phố và các đơn vị có liên quan\nTập trung chỉ đạo thực hiện.\n2. Sở Tài chính\nBố trí vốn."
    )
    assert len(shape.passages) == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giao PCT. Nguyễn Văn An chỉ đạo. Sở Nội vụ theo dõi./.", ["Giao PCT. Nguyễn Văn An chỉ đạo", "Sở Nội vụ theo dõi"]),
        ("Hoàn thành trước ngày 20.7.2025. Báo cáo UBND tỉnh.", ["Hoàn thành trước ngày 20.7.2025", "Báo cáo UBND tỉnh"]),
        ("Tổng số 1.932 thủ tục. Còn 5 thủ tục.", ["Tổng số 1.932 thủ tục", "Còn 5 thủ tục"]),
        ("Theo ông Ng. V. An, việc đã xong.", ["Theo ông Ng. V. An, việc đã xong"]),
        ("Rà soát hồ sơ (theo mẫu. Mẫu kèm theo) và báo cáo.", ["Rà soát hồ sơ (theo mẫu. Mẫu kèm theo) và báo cáo"]),
        ("Chuẩn bị nhân lực, vật tư... Sở Y tế chủ trì.", ["Chuẩn bị nhân lực, vật tư", "Sở Y tế chủ trì"]),
        ("Kết quả cao nhất. kế hoạch vốn bảo đảm.", ["Kết quả cao nhất. kế hoạch vốn bảo đảm"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in sentences.sentences(text, 0, len(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rà soát hồ sơ; báo cáo kết quả;", ["rà soát hồ sơ", "báo cáo kết quả"]),
        ("hỗ trợ (bằng tiền; bằng công); vận động", ["hỗ trợ (bằng tiền; bằng công)", "vận động"]),
        ("phương châm “làm nhanh; làm gọn”, báo cáo", ["phương châm “làm nhanh; làm gọn”, báo cáo"]),
        (
            "Đánh giá kết quả: - Thời hạn: hằng tháng. - Thực hiện đánh giá",
            ["Đánh giá kết quả", "Thời hạn: hằng tháng", "Thực hiện đánh giá"],
        ),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in sentences.clauses(text, 0, len(text))] == expected


@pytest.mark.parametrize(
    ("text", "scheme", "mark"),
    [
        ("Phần II TỔ CHỨC", Scheme.PART, "Phần II"),
        ("Chương I Quy định chung", Scheme.CHAPTER, "Chương I"),
        ("Điều 12. Trách nhiệm", Scheme.ARTICLE, "Điều 12."),
        ("IV. TỔ CHỨC THỰC HIỆN", Scheme.ROMAN, "IV."),
        ("A. PHẦN CHUNG", Scheme.CAPITAL, "A."),
        ("2. Sở Tài chính", Scheme.NUMBER, "2."),
        ("2.1. Sở Tài chính", Scheme.NUMBER_2, "2.1."),
        ("1.2.3. Nội dung", Scheme.NUMBER_3, "1.2.3."),
        ("đ) Báo cáo", Scheme.LETTER, "đ)"),
        ("- Rà soát", Scheme.DASH, "-"),
        ("–Rà soát", Scheme.DASH, "–"),
        ("+ Rà soát", Scheme.PLUS, "+"),
        ("(1) Rà soát", Scheme.BRACKETED, "(1)"),
    ],
)
def test_labels(text: str, scheme: Scheme, mark: str) -> None:
    label = labels.read(text, 0, len(text))
    assert label is not None
    assert (label.scheme, text[label.start : label.end]) == (scheme, mark)


@pytest.mark.parametrize(
    "text", ["1.932 thủ tục được cập nhật", "2026. Từ ngày", "V/v báo cáo", "11/12 đơn vị", "Sở Tài chính", "05 ngày làm việc"]
)
def test_what_is_no_label(text: str) -> None:
    assert labels.read(text, 0, len(text)) is None


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="abđạ AĐ1.;:,-+)(“”/\n\t…", max_size=300))
def test_every_passage_sentence_and_clause_lies_in_the_text_in_order(text: str) -> None:
    shape = _read(text)
    at = 0
    for passage in shape.passages:
        assert at <= passage.start <= passage.body <= passage.end <= len(shape.text)
        at = passage.end
        assert passage.parent is None or passage.parent < passage.index
        inside = passage.start
        for a, b in shape.sentences(passage):
            assert inside <= a < b <= passage.end
            inside = b
            for c, d in sentences.clauses(shape.text, a, b):
                assert a <= c < d <= b
