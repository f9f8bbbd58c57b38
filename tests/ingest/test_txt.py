"""Text files in every encoding that an office meets."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import read_here
from ingest.document import BlockKind
from ingest.errors import CorruptFile, EmptyFile, NoText, ReadingError, UnsupportedFormat
from ingest.media_types import TEXT as TEXT_TYPE
from ingest.readers import txt
from ingest.source import Source

TEXT = (
    "ỦY BAN NHÂN DÂN XÃ TÂN PHONG\n\nVề việc rà soát hộ nghèo\n"
    "1. Giao Công chức Văn hóa - Xã hội chủ trì, phối hợp với các thôn rà soát; báo cáo trước ngày 15/12/2026.\n"
    "- Kinh phí: 12.500.000 đồng."
)
# The same prose in the old code pages, as their fonts' bytes.
TCVN3 = "Giao C«ng chøc V¨n hãa - X· héi chñ tr×, phèi hîp víi c¸c th«n rµ so¸t; b¸o c¸o Uû ban nh©n d©n x· tr­íc ngµy 15/12/2026."
VNI = (
    "Giao Coâng chöùc Vaên hoùa - Xaõ hoäi chuû trì, phoái hôïp vôùi caùc thoân raø soaùt; "
    "baùo caùo Uyû ban nhaân daân xaõ tröôùc ngaøy 15/12/2026."
)
MEANT = (
    "Giao Công chức Văn hóa - Xã hội chủ trì, phối hợp với các thôn rà soát; báo cáo Uỷ ban nhân dân xã trước ngày 15/12/2026."
)


def windows_1258(text: str) -> bytes:
    """As Vietnamese Windows writes it: the tone behind its letter."""
    out = b""
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", letter)
            tone = next(c for c in apart if c in "\u0300\u0301\u0303\u0309\u0323")
            out += unicodedata.normalize("NFC", apart.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return out


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode(), TEXT),
        (TEXT.encode("utf-8-sig"), TEXT),
        (TEXT.encode("utf-16"), TEXT),
        (TEXT.encode("utf-16-le"), TEXT),
        (TEXT.encode("utf-16-be"), TEXT),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT),
        (TEXT.replace("\n", "\r\n").encode(), TEXT),
        (TEXT.replace("\n", "\r").encode(), TEXT),
        (windows_1258(TEXT), TEXT),
        (TCVN3.encode("cp1252"), MEANT),
        (TCVN3.encode(), MEANT),  # saved as UTF-8 by a program that knew nothing of it
        (VNI.encode("cp1252"), MEANT),
        (b"Bao cao khong dau, ngay 15/12/2026", "Bao cao khong dau, ngay 15/12/2026"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, expected: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    document = read_here(tmp_path / "a.txt")
    assert document.text == expected
    assert document.read_by == "txt"


def test_a_doubtful_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode()[:-4] + b"\xff\xfe \xc3\x28 " + "phối hợp".encode())
    document = read_here(tmp_path / "a.txt")
    assert "Giao Công chức" in document.text
    assert any("bảng mã" in warning for warning in document.warnings)


def test_lines_become_blocks(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT + "\nTT\tNội dung\n", "utf-8")
    document = read_here(tmp_path / "a.txt")
    assert [(b.kind, b.label, b.paragraph) for b in document.blocks] == [
        (BlockKind.PARAGRAPH, "", 0),
        (BlockKind.PARAGRAPH, "", 1),
        (BlockKind.LIST_ITEM, "1.", 2),
        (BlockKind.LIST_ITEM, "-", 3),
        (BlockKind.TABLE_ROW, "", 4),
    ]


def test_a_letterhead_typed_in_two_columns(tmp_path: Path) -> None:
    head = (
        "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        " XÃ TÂN PHONG              Độc lập - Tự do - Hạnh phúc\n"
        "Số: 15/BC-UBND     Tân Phong, ngày 20 tháng 11 năm 2026\n\nBÁO CÁO\n"
    )
    (tmp_path / "a.txt").write_text(head, "utf-8")
    document = read_here(tmp_path / "a.txt")
    assert document.text.split("\n") == [
        "ỦY BAN NHÂN DÂN",
        "XÃ TÂN PHONG",
        "Số: 15/BC-UBND",
        "",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Tân Phong, ngày 20 tháng 11 năm 2026",
        "",
        "BÁO CÁO",
    ]
    assert document.blocks[0].kind is BlockKind.LETTERHEAD


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.txt", b"", EmptyFile),
        ("a.txt", b" \n\t\n", NoText),
        ("a.txt", b"\xff\xfe" + b"\x00\xd8" * 40, CorruptFile),
        ("a.docx", b"khong phai Word", CorruptFile),
        ("a.pdf", b"khong phai PDF", CorruptFile),
        ("a.exe", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" * 20, UnsupportedFormat),
        ("a.rar", b"Rar!\x1a\x07\x01\x00" + b"\x00" * 100, UnsupportedFormat),
    ],
)
def test_bad_files(tmp_path: Path, name: str, data: bytes, error: type[ReadingError]) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(error) as raised:
        read_here(tmp_path / name)
    assert "Hãy" in str(raised.value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda t: t.encode("utf-16", "ignore"))))
def test_any_bytes_give_a_checked_document_or_a_reason(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    try:
        document = txt.read(Source(tmp_path / "a.txt", "a.txt", "", TEXT_TYPE))
    except ReadingError:
        return
    document.check()
    assert document.text.strip()


def test_real_text_files_keep_every_word(shared_gold: Path) -> None:
    for path in shared_gold.glob("*.txt"):
        raw = path.read_text("utf-8")
        assert read_here(path).text.split()[:5]
        assert len(read_here(path).text.split()) == len(raw.split()), path.name
