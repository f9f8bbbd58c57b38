"""Recognised words are repaired where the dictionary speaks for it, and right words stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import MarkKind
from ingest.readings import doubtful, merged
from ingest.repair import repaired
from ingest.words import Word


def word(text: str, confidence: float = 0.9, choices: tuple[str, ...] = ()) -> Word:
    return Word(text, 0, 0, 1, 1, tuple(float(i) for i in range(len(text) + 1)), 14, confidence=confidence, choices=choices)


def repair(text: str, confidence: float = 0.9) -> str:
    return " ".join(one.text for one in repaired([word(part, confidence) for part in text.split()]))


@pytest.mark.parametrize(
    ("recognised", "meant"),
    [
        ("sửa đôi, bô sung quy định", "sửa đổi, bổ sung quy định"),
        ("chủ trì, phôi hợp với các cơ quan", "chủ trì, phối hợp với các cơ quan"),
        ("triên khai Kê hoạch sô 12/KH-UBND", "triển khai Kế hoạch số 12/KH-UBND"),
        ("những tôn tại, hạn chế", "những tồn tại, hạn chế"),
        ("thuộc thâm quyền giải quyêt", "thuộc thẩm quyền giải quyết"),
        ("cắt giảm chỉ phí tuân thủ", "cắt giảm chi phí tuân thủ"),
        ("xóa nhà đột nát", "xóa nhà dột nát"),
        ("CỘNG HÒA XÃ HỌI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Chính phú giao Bộ trương", "Chính phủ giao Bộ trưởng"),
        ("theo tỉnh thần trách nhiệm cao", "theo tinh thần trách nhiệm cao"),
        ("vừa tỉnh gọn tổ chức, vừa cung cắp dịch vụ", "vừa tinh gọn tổ chức, vừa cung cấp dịch vụ"),
        ("thúc đầy sản xuất, đây mạnh xuất khẩu", "thúc đẩy sản xuất, đẩy mạnh xuất khẩu"),
        ("nâng cao hiệu qua quản lý", "nâng cao hiệu quả quản lý"),
        ("chuẩn bị đề tổ chức hội nghị", "chuẩn bị để tổ chức hội nghị"),
        ("các xã đề tránh chồng chéo", "các xã để tránh chồng chéo"),
        ("để nghị Sở Nội vụ tổng hợp", "đề nghị Sở Nội vụ tổng hợp"),
        ("hàng hóa cua Việt Nam", "hàng hóa của Việt Nam"),
        ("nộp trên Công Dịch vụ công quốc gia", "nộp trên Cổng Dịch vụ công quốc gia"),
        ("hỗ trợ 60 triệu đông/hộ", "hỗ trợ 60 triệu đồng/hộ"),
        ("củng cố hồ sơ, tố chức cưỡng chế", "củng cố hồ sơ, tổ chức cưỡng chế"),
        ("giảm thiếu thiệt hại cho các đoàn thế", "giảm thiểu thiệt hại cho các đoàn thể"),
        ("có ý kiến cúa UBND tỉnh", "có ý kiến của UBND tỉnh"),
        ("Tống kinh phí dự kiến; Chỉ trả đầy đủ", "Tổng kinh phí dự kiến; Chi trả đầy đủ"),
        ("trên địa bàn tỉnh).!.", "trên địa bàn tỉnh)./."),
        ("Độc lận - Tư đo - Hạnh phúc", "Độc lập - Tự do - Hạnh phúc"),
        ("CỘNG HOÀ XÃ HÔI CHỦ NGHĨA VIẾT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ],
)
def test_marks_that_a_recogniser_got_wrong_are_set_right(recognised: str, meant: str) -> None:
    assert repair(recognised, 0.7) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Ông Nguyễn Văn Thọ, Chủ tịch UBND xã Tân Phong",
        "bà Trần Thị Bình và ông Lê Minh Châu",
        "Số: 12/TB-UBND ngày 05/11/2026",
        "UBND, HĐND, TTHC, KGVX và BQL KKT Sơn Hải",
        "Sở Nội vụ, Sở Y tế, Công an tỉnh Sơn Hải",
        "giao cho các hộ dân ở thôn Đông chăm sóc cây",
        "hoà giải ở cơ sở, uỷ quyền, thuý liễu",  # tone placement stays as written
        "tỷ lệ 45%, kỳ 2026-2030, Covid-19",
        "quảng bá thương hiệu qua mạng, gửi tín hiệu qua đài",  # no "hiệu quả": "hiệu" belongs to the word before
        "người dân ở đây mạnh dạn vay vốn",
        "đưa ra các vấn đề tổ chức thực hiện, chuyên đề đẩy mạnh xuất khẩu, bộ đề kiểm tra",
        "gửi tài liệu để nghị quyết sớm được ban hành",
        "ứng phó với bão số 12; chủ trì họp với các sở vào thứ Sáu hằng tuần",
        "UBND xã Tân Phong ban hành kế hoạch; các quận, huyện báo cáo",
        "tạo điều kiện cho nền kinh tế; xử lý rác tại nguồn; các tổ tự quản về môi trường",
        "làm căn cứ tính tiền bồi thường; từng gói thầu; mở 05 cửa xả lũ; tài chính cùng cấp",
        "tải tệp but.doc về, xem set-up và doc_type",
        "xuất bán 120 tấn; trong độ tuổi lao động; vốn đầu tư do tỉnh cấp; chỉ trả lời bằng văn bản; ông Tống Quang Thìn",
    ],
)
def test_names_numbers_abbreviations_and_right_words_stay(text: str) -> None:
    assert repair(text, 0.6) == text


@pytest.mark.parametrize(
    ("recognised", "meant"),
    [
        (
            "gồm: (¡) rà soát; (1ñ) phân loại; (11) tổng hợp; (iv) báo cáo; (vị) không",
            "gồm: (i) rà soát; (ii) phân loại; (iii) tổng hợp; (iv) báo cáo; (vị) không",
        ),
        ("(1) rà soát; (1) phân loại; (iii) tổng hợp; (iv) báo cáo", "(i) rà soát; (ii) phân loại; (iii) tổng hợp; (iv) báo cáo"),
        ("(i) một; (ii) hai; (iii) ba; (iv) bốn; (v) năm; (vị) sáu", "(i) một; (ii) hai; (iii) ba; (iv) bốn; (v) năm; (vi) sáu"),
        ("(1) một; (2) hai; (11) mười một", "(1) một; (2) hai; (11) mười một"),
        (
            "(1) nhóm một: (i) xã; (ii) tỉnh; (2) nhóm hai: (i) xã; (ii) tỉnh",
            "(1) nhóm một: (i) xã; (ii) tỉnh; (2) nhóm hai: (i) xã; (ii) tỉnh",
        ),
        ("Khoản (1) Điều 5 và tiểu mục (iii)", "Khoản (1) Điều 5 và tiểu mục (iii)"),
    ],
)
def test_roman_numbers_follow_from_their_sequence_only(recognised: str, meant: str) -> None:
    assert repair(recognised, 0.7) == meant


def test_a_roman_number_set_right_keeps_its_place_and_what_was_recognised() -> None:
    made = repaired([word("(1)", 0.7), word("rà"), word("soát;"), word("(ii)")])[0]
    before = repaired([word("(11);", 0.7), word("(ii)")])[0]
    assert (made.text, made.mark, made.note) == ("(i)", MarkKind.REPAIRED, "(1)")
    assert (before.text, len(before.edges), before.edges[0], before.edges[-1]) == ("(i);", 5, 0.0, 5.0)


def test_a_repaired_word_tells_what_was_recognised() -> None:
    made = repaired([word("bô", 0.7), word("sung;")])
    assert [(one.text, one.mark, one.note) for one in made] == [("bổ", MarkKind.REPAIRED, "bô"), ("sung;", None, "")]
    assert made[0].edges == word("bô").edges


def test_another_letter_is_taken_only_where_the_recogniser_thought_of_it() -> None:
    thought = word("vột", 0.6, ("", "ậ", ""))
    assert [one.text for one in repaired([thought, word("liệu")])] == ["vật", "liệu"]
    assert [one.text for one in repaired([word("vột", 0.6), word("liệu")])] == ["vột", "liệu"]


@pytest.mark.parametrize(
    ("text", "thought"),
    [
        ("đại diện tỉnh Sơn Hải do đồng chí Lê Minh Châu", {"do": ("đ", "")}),  # "hải đồ" is a word, and a rare one
        ("đúng yêu cầu tại Công văn số 12", {}),
        ("bảo đảm bảo quyền tiếp cận thông tin", {"quyền": ("", "", "", "ế", "")}),  # "bảo quyến" is old and rare
        ("Lưu: VT, (Tm.", {"(Tm.": ("Œ", "m", "à", ".")}),  # a scribble beside the list of recipients
    ],
)
def test_common_words_and_scribbles_do_not_turn_into_rare_words(text: str, thought: dict[str, tuple[str, ...]]) -> None:
    words = [word(part, 0.32 if "(" in part else 0.96, thought.get(part, ())) for part in text.split()]
    assert " ".join(one.text for one in repaired(words)) == text


def test_marked_words_are_left_alone() -> None:
    from dataclasses import replace

    held = replace(word("bô"), mark=MarkKind.HANDWRITTEN)
    assert repaired([held, word("sung")])[0] == held


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters=" \n\t"), min_size=1, max_size=12), max_size=12))
def test_whatever_was_recognised_the_words_keep_their_number_and_places(texts: list[str]) -> None:
    words = [word(text, 0.3) for text in texts]
    made = repaired(words)
    assert len(made) == len(texts)
    for one, old in zip(made, words, strict=True):
        assert len(one.edges) == len(one.text) + 1
        assert (one.edges[0], one.edges[-1]) == (old.edges[0], old.edges[-1])
        assert one.text == old.text or one.note == old.text


@pytest.mark.shared
def test_right_texts_of_real_offices_are_hardly_ever_changed(shared_gold: Path) -> None:
    """Every change in a text that was typed with care is a right word made wrong, but for the slips of its first writer."""
    changed, total = [], 0
    for path in sorted(shared_gold.glob("*.txt")):
        for text in path.read_text("utf-8").splitlines():
            words = [word(part, 0.8) for part in text.split()]
            made = repaired(words)
            total += len(words)
            changed += [(a.text, b.text) for a, b in zip(words, made, strict=True) if a.text != b.text]
    assert total > 15_000
    assert len(changed) <= 3, json.dumps(changed, ensure_ascii=False)


# --- two readings of a line ---------------------------------------------------------------------------------------------------------


def texts(words: list[Word]) -> list[str]:
    return [one.text for one in words]


def test_the_better_of_two_readings_is_kept_stretch_by_stretch() -> None:
    first = [word("Sở", 0.9), word("|H'", 0.1), word("chính", 0.9)]
    second = [word("Sở", 0.9), word("Tài", 0.8), word("chính", 0.9)]
    assert texts(merged(first, second)) == ["Sở", "Tài", "chính"]


def test_a_reading_with_other_marks_stays_as_a_thought() -> None:
    (made,) = merged([word("đôi", 0.8, ("", "", ""))], [word("đổi", 0.7, ("", "", ""))])
    assert (made.text, made.choices) == ("đôi", ("", "ổ", ""))


def test_a_line_that_was_split_wrongly_takes_the_sensible_split() -> None:
    first = [word("SởYtế", 0.2)]
    second = [word("Sở", 0.9), word("Y", 0.9), word("tế", 0.9)]
    assert texts(merged(first, second)) == ["Sở", "Y", "tế"]


@pytest.mark.parametrize(
    ("words", "again"),
    [
        ([word("Giao", 0.95), word("Sở", 0.95)], False),
        ([word("Giao", 0.95), word("Sqở", 0.95)], True),
        ([word("Giao", 0.6)], True),
        ([], True),
    ],
)
def test_which_lines_are_looked_at_again(words: list[Word], again: bool) -> None:
    assert doubtful(words) is again
