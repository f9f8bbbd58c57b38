"""What of a container is damaged is told with that member; the others are taken out whole."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest import read_here
from ingest.errors import EncryptedFile
from ingest.members import members
from ingest.originals import Store
from tests.ingest.word_files import para, word_bytes

LETTER = word_bytes(para("Giao Sở Nội vụ rà soát biên chế."))
LONG = "".join(f"Giao Sở Tài chính tổng hợp mục {number}.\n" for number in range(9000)).encode()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "originals")


def packed(method: int = zipfile.ZIP_DEFLATED) -> bytearray:
    """Three files, the one in the middle long."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("trước.docx", LETTER)
        archive.writestr("giữa.txt", LONG)
        archive.writestr("sau.txt", "Báo cáo trước ngày 15/12/2026.")
    return bytearray(file.getvalue())


def middle(data: bytearray) -> zipfile.ZipInfo:
    return zipfile.ZipFile(io.BytesIO(data)).getinfo("giữa.txt")


def flipped(method: int = zipfile.ZIP_DEFLATED) -> bytearray:
    """A byte in the middle of the middle file is another."""
    data = packed(method)
    info = middle(data)
    data[info.header_offset + 60 + info.compress_size // 2] ^= 0xFF
    return data


def head_gone() -> bytearray:
    data = packed()
    at = middle(data).header_offset
    data[at : at + 30] = bytes(30)
    return data


def wrong_checksum() -> bytearray:
    data = packed()
    at = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 4) + 16
    data[at] ^= 0xFF
    return data


def other_method() -> bytearray:
    """Deflate64, as Windows packs large files."""
    data = packed()
    at = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 4) + 10
    data[at] = 9
    return data


def locked(*numbers: int) -> bytearray:
    data = packed()
    for number in numbers:
        at, entry = 0, -1
        for _ in range(number + 1):
            entry = data.find(b"PK\x01\x02", entry + 1)
        at = int.from_bytes(data[entry + 42 : entry + 46], "little")
        data[entry + 8] |= 1
        data[at + 6] |= 1
    return data


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (flipped(), "bị hỏng"),
        (flipped(zipfile.ZIP_STORED), "bị hỏng"),
        (flipped(zipfile.ZIP_BZIP2), "bị hỏng"),
        (flipped(zipfile.ZIP_LZMA), "bị hỏng"),
        (head_gone(), "bị hỏng"),
        (wrong_checksum(), "bị hỏng"),
        (other_method(), "nén theo kiểu"),
        (locked(1), "mật khẩu"),
    ],
    ids=["deflated", "stored", "bzip2", "lzma", "head gone", "wrong checksum", "deflate64", "locked"],
)
def test_a_damaged_file_in_a_zip_is_told_and_the_others_are_whole(
    tmp_path: Path, store: Store, data: bytearray, said: str
) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    before, damaged, after = members(tmp_path / "a.zip", store)
    assert store.path(before.sha256).read_bytes() == LETTER
    assert store.path(after.sha256).read_bytes() == "Báo cáo trước ngày 15/12/2026.".encode()
    assert (before.damage, after.damage) == ("", "")
    assert said in damaged.damage
    assert "Hãy" in damaged.damage
    rest = store.path(damaged.sha256).read_bytes()
    assert len(rest) == damaged.size < len(LONG)
    assert read_here(tmp_path / "a.zip").text.count("\n- ") == 3


def test_an_archive_of_which_every_file_is_locked_is_locked(tmp_path: Path, store: Store) -> None:
    (tmp_path / "a.zip").write_bytes(locked(0, 1, 2))
    with pytest.raises(EncryptedFile):
        members(tmp_path / "a.zip", store)
    with pytest.raises(EncryptedFile):
        read_here(tmp_path / "a.zip")


def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "vanthu@sonhai.example", "V/v gửi tài liệu họp"
    message.set_content("Kính gửi UBND xã Tân Phong.")
    for name, content in (("một.docx", LETTER), ("hai.txt", LONG)):
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace(b"\n\nUEs", b"\n\nU\x00!Es", 1),
        lambda text: text.replace(b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding: x-uuencode", 1),
    ],
    ids=["strange letters", "no such coding"],
)
def test_a_damaged_attachment_is_told_and_the_others_are_whole(tmp_path: Path, store: Store, damage: object) -> None:
    assert callable(damage)
    data = letter().as_bytes()
    (tmp_path / "thư.eml").write_bytes(damage(data))
    assert damage(data) != data
    one, two = members(tmp_path / "thư.eml", store)
    assert (one.name, two.name, two.damage) == ("một.docx", "hai.txt", "")
    assert "bị hỏng trong thư" in one.damage
    assert store.path(two.sha256).read_bytes() == LONG
    assert "một.docx; hai.txt" in read_here(tmp_path / "thư.eml").text


def test_a_message_that_is_cut_short_says_so(tmp_path: Path, store: Store) -> None:
    data = letter().as_bytes()
    (tmp_path / "cụt.eml").write_bytes(data[: len(data) * 2 // 3])
    assert any("cắt cụt" in warning for warning in read_here(tmp_path / "cụt.eml").warnings)
    assert store.path(members(tmp_path / "cụt.eml", store)[0].sha256).read_bytes() == LETTER
    (tmp_path / "thư.eml").write_bytes(data)
    assert read_here(tmp_path / "thư.eml").warnings == ()


def test_attachments_wrapped_once_more_and_empty_ones_are_not_lost(tmp_path: Path, store: Store) -> None:
    inner = EmailMessage()
    inner.make_mixed()
    inner.add_attachment(b"", maintype="application", subtype="pdf", filename="rỗng.pdf")
    inner.add_attachment(LETTER, maintype="application", subtype="octet-stream", filename="ba.docx")
    message = letter()
    message.attach(inner)
    (tmp_path / "thư.eml").write_bytes(message.as_bytes())
    assert [(m.name, m.size) for m in members(tmp_path / "thư.eml", store)] == [
        ("một.docx", len(LETTER)),
        ("hai.txt", len(LONG)),
        ("rỗng.pdf", 0),
        ("ba.docx", len(LETTER)),
    ]
