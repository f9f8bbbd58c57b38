"""Letters, syllables, tone placement and the code pages of old fonts."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.vietnamese import (
    OldEncoding,
    encoding_of_font,
    from_old_encoding,
    guess_old_encoding,
    is_syllable,
    lexicon,
    matching_key,
    quality,
    repair_lookalikes,
    to_nfc,
    without_marks,
)

PROSE = (
    "Ủy ban nhân dân tỉnh Sơn Hải giao Sở Tài chính chủ trì, phối hợp với các cơ quan, đơn vị liên quan rà soát, tổng hợp nhu cầu kinh phí "
    "của các xã, phường; báo cáo kết quả trước ngày 15 tháng 12 năm 2025."
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tie\u0302\u0301ng", "tiếng"),
        ("tie\u0301\u0302ng", "tiếng"),  # the tone before the circumflex: NFC alone leaves two pieces
        ("phu\u031bo\u031b\u0300ng", "phường"),
        ("ha\u0306\u0323t", "hạt".replace("ạ", "ặ")),
        ("Đà Nẵng", "Đà Nẵng"),
    ],
)
def test_letters_are_in_one_piece(typed: str, meant: str) -> None:
    assert to_nfc(typed) == meant


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uỷ ban", "Ủy ban"),
        ("HOÀ BÌNH", "hòa bình"),
        ("sức khoẻ", "sức khỏe"),
        ("thuỷ lợi", "Thủy lợi"),
        ("qúy", "quý"),
        ("tòan diện", "toàn diện"),
        ("xoá", "xóa"),
    ],
)
def test_old_and_new_tone_placement_are_equal(one: str, other: str) -> None:
    assert matching_key(one) == matching_key(other)


@pytest.mark.parametrize(("one", "other"), [("hoá", "hoà"), ("của", "cùa"), ("tỉnh", "tĩnh"), ("mùa", "muà"), ("lúa", "lụa")])
def test_other_words_stay_different(one: str, other: str) -> None:
    assert matching_key(one) != matching_key(other)


@example("ÒÀ")
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_the_key_keeps_offsets(text: str) -> None:
    nfc = to_nfc(text)
    key = matching_key(nfc)
    assert len(key) == len(nfc)
    assert matching_key(key) == key


@given(st.text(max_size=60))
def test_letters_are_settled_after_one_pass(text: str) -> None:
    once = to_nfc(text)
    assert unicodedata.is_normalized("NFC", once)
    assert to_nfc(once) == once


def test_without_marks() -> None:
    assert without_marks("Đề nghị Ủy ban nhân dân tỉnh Sơn Hải") == "De nghi Uy ban nhan dan tinh Son Hai"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ðà Nẵng", "Đà Nẵng"),
        ("TTĐТСР", "TTĐTCP"),  # the last three letters are Cyrillic, as in a notice of the Government Office
        ("đƣợc trƣờng", "được trường"),
        ("Nghị quyết của СР", "Nghị quyết của CP"),
        ("Юг и Север", "Юг и Север"),
        ("góc α và β", "góc α và β"),
        ("5 Ω", "5 Ω"),
    ],
)
def test_letters_of_other_alphabets(written: str, meant: str) -> None:
    assert repair_lookalikes(written) == meant


@given(st.text(max_size=60))
def test_repairing_lookalikes_keeps_offsets(text: str) -> None:
    assert len(repair_lookalikes(text)) == len(text)


@pytest.mark.parametrize(
    "word",
    [
        "nghiêng",
        "ủy",
        "uỷ",
        "quyết",
        "khuỷu",
        "giếng",
        "gì",
        "quý",
        "quốc",
        "thuở",
        "xoong",
        "nguyễn",
        "huỳnh",
        "Đắk",
        "Krông",
        "Lắk",
        "ý",
        "yếu",
        "oanh",
        "hoặc",
        "khuếch",
        "xuýt",
        "TỈNH",
        "Phường",
        "đường",
        "gửi",
    ],
)
def test_possible_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word",
    ["luat", "chuc", "cac", "and", "kiêc", "ngi", "cê", "ghá", "nhèp", "tổchức", "bbc", "ươngg", "dQc", "lQp", "ienu", "chửc"],
)
def test_impossible_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_quality_tells_vietnamese_from_what_a_foreign_recogniser_makes_of_it() -> None:
    assert quality(PROSE) == 1.0
    assert quality("uY BAN NgAN nAN T+NH QUANG NGAI dQc lQp - Tlp do - H4nh phric") < 0.5
    assert quality(without_marks(PROSE)) < 0.4
    assert quality("The committee shall report to the council before the end of the fiscal year") < 0.5
    assert quality("") == 0.0
    assert quality("Số: 145/TB-UBND ngày 05/12/2025; tổng 1.250 triệu đồng, đạt 98,5% (QĐ-TTg, NQ45/2024/QH15)") == 1.0


def test_quality_of_real_documents(shared_gold: Path) -> None:
    poor = {path.name: quality(to_nfc(path.read_text(encoding="utf-8"))) for path in shared_gold.glob("*.txt")}
    assert poor
    assert min(poor.values()) > 0.97, poor


def test_lexicon_knows_compounds_under_either_tone_placement() -> None:
    words = lexicon()
    assert "phối hợp" in words
    assert "Hoà bình" in words
    assert "hòa bình" in words
    assert "phôi hợp" not in words
    assert "nghiệp" in words.syllables


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", OldEncoding.TCVN3),
        (".VnTimeH", OldEncoding.TCVN3_CAPITALS),
        (".VnArial NarrowH", OldEncoding.TCVN3_CAPITALS),
        (".VnCentury Schoolbook", OldEncoding.TCVN3),
        ("ABCDEF+.VnTimeH,Bold", OldEncoding.TCVN3_CAPITALS),
        ("VNI-Times", OldEncoding.VNI),
        ("BCDEFG+VNI-Helve-Condense", OldEncoding.VNI),
        ("Times New Roman", None),
        ("Vnimono", None),
        ("", None),
    ],
)
def test_old_fonts_by_name(font: str, encoding: OldEncoding | None) -> None:
    assert encoding_of_font(font) is encoding


@pytest.mark.parametrize(
    ("typed", "encoding", "meant"),
    [
        ("Uû ban nh©n d©n tØnh", OldEncoding.TCVN3, "Uỷ ban nhân dân tỉnh"),
        ("§­êng Kh­¬ng", OldEncoding.TCVN3, "Đường Khương"),
        ("céng hßa x· héi chñ nghÜa", OldEncoding.TCVN3_CAPITALS, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
        ("Uyû ban nhaân daân tænh", OldEncoding.VNI, "Uỷ ban nhân dân tỉnh"),
        ("ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC", OldEncoding.VNI, "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
        ("thò traán, xaõ, phöôøng", OldEncoding.VNI, "thị trấn, xã, phường"),
        ("\uf0b8\uf0a1", OldEncoding.TCVN3, "áĂ"),  # bytes in the private area of symbol fonts
        ("nh©n d©n “tỉnh”", OldEncoding.TCVN3, "nh©n d©n “tỉnh”"),  # Unicode already, in spite of its font
        ("“tiÕng ViÖt” – 2025", OldEncoding.TCVN3, "“tiếng Việt” – 2025"),
    ],
)
def test_old_encodings(typed: str, encoding: OldEncoding, meant: str) -> None:
    assert from_old_encoding(typed, encoding) == meant


def test_every_vietnamese_letter_of_tcvn3_and_vni_comes_back() -> None:
    shapes = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"]
    letters = {
        unicodedata.normalize("NFC", s + t) for s in shapes for t in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    } | {"đ"}
    from_tcvn3 = {from_old_encoding(chr(byte), OldEncoding.TCVN3) for byte in range(0xA1, 0x100)}
    assert {letter for letter in letters if not letter.isascii()} <= from_tcvn3
    latin = [chr(byte) for byte in range(0xC0, 0x100)]
    pairs = [base + mark for base in "aeiouyôö" for mark in ["", *latin]] + latin
    assert letters <= {from_old_encoding(pair, OldEncoding.VNI) for pair in pairs}


def test_bare_text_in_an_old_encoding_is_recognised_only_when_certain() -> None:
    tcvn3 = "ñy ban nh©n d©n tØnh giao Së Tµi chÝnh chñ tr×, phèi hîp víi c¸c c¬ quan, ®¬n vÞ liªn quan rµ so¸t"
    vni = "Uûy ban nhaân daân tænh giao Sôû Taøi chính chuû trì, phoái hôïp vôùi caùc cô quan, ñôn vò lieân quan raø soaùt"
    assert guess_old_encoding(tcvn3) is OldEncoding.TCVN3
    assert guess_old_encoding(vni) is OldEncoding.VNI
    assert guess_old_encoding(PROSE) is None
    assert (
        guess_old_encoding("Les élèves français étudient l'économie à l'université de Besançon depuis l'année dernière") is None
    )
