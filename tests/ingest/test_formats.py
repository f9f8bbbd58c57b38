"""The further formats: each as a careful person would read it, and each trouble with its reason."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

import ingest
from ingest import libreoffice, read_here
from ingest.document import BlockKind
from ingest.errors import CorruptFile, EncryptedFile, NoText, ReadingError, TooLarge, UnsupportedFormat
from ingest.limits import Limits
from ingest.members import members
from ingest.originals import Store
from ingest.readers.xlsx import shown
from tests.ingest.word_files import level, numbering, para, table, word_bytes, write_word


def lines(path: Path) -> list[str]:
    return [line for line in read_here(path).text.split("\n") if line]


# --- through LibreOffice ----------------------------------------------------------------------------------------------------------


def office_converts(path: Path, target: str, folder: Path) -> Path:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", target, "--outdir", folder, path],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"{path.stem}.{target.split(':')[0]}"


@pytest.fixture(scope="module")
def old_word_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("word")
    body = para("THÔNG BÁO") + para("Giao Sở Nội vụ rà soát;", num=(1, 0)) + para("Giao Sở Y tế báo cáo.", num=(1, 0))
    body += table(["TT", "Nội dung"], ["1", "Số hóa hồ sơ"]) + para("Đề nghị các đơn vị nghiêm túc thực hiện. " * 20)
    inner = numbering({0: [level(0, "decimal", "%1.")]}, {1: (0, "")})
    return office_converts(write_word(folder / "tb.docx", body, numbering=inner), "doc", folder)


@pytest.mark.slow
def test_an_old_word_file_with_its_automatic_numbers(old_word_file: Path) -> None:
    document = read_here(old_word_file)
    assert document.text.split("\n")[:3] == ["THÔNG BÁO", "1. Giao Sở Nội vụ rà soát;", "2. Giao Sở Y tế báo cáo."]
    assert document.text.split("\n")[3:5] == ["TT\tNội dung", "1\tSố hóa hồ sơ"]
    assert (document.read_by, document.media_type, document.warnings) == ("doc", "application/msword", ())


def test_without_libreoffice_antiword_reads_an_old_word_file(
    old_word_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    antiword = shutil.which("antiword")
    if antiword is None:
        pytest.skip("antiword is not installed")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "antiword").symlink_to(antiword)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    document = read_here(old_word_file)
    assert "Giao Sở Nội vụ rà soát;" in document.text
    assert any("dự phòng" in warning for warning in document.warnings)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReadingError, match="LibreOffice"):
        read_here(old_word_file)


@pytest.mark.slow
def test_rich_text(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    words = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in "Giao Sở Tài chính tổng hợp.")
    (tmp_path / "a.rtf").write_text(r"{\rtf1\ansi\ansicpg1252\uc1 " + words + r"\par B\'e1o c\'e1o.\par}", "ascii")
    document = read_here(tmp_path / "a.rtf")
    assert document.text == "Giao Sở Tài chính tổng hợp.\nBáo cáo."
    assert document.read_by == "rtf"


# --- spreadsheets -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (1234567, "#,##0", "1.234.567"),
        (1234567.5, "#,##0.0", "1.234.567,5"),
        (0.985, "0.0%", "98,5%"),
        (0.5, "0%", "50%"),
        (12.5, "General", "12,5"),
        (2026.0, "General", "2026"),
        (12, "0.00", "12,00"),
        (-3, "General", "-3"),
        (date(2026, 12, 5), "dd/mm/yyyy", "05/12/2026"),
        (datetime(2026, 12, 5, 14, 30), "General", "05/12/2026 14:30"),
        (None, "General", ""),
        ("0123", "@", "0123"),
    ],
)
def test_cells_are_shown_the_vietnamese_way(value: object, form: str, expected: str) -> None:
    assert shown(value, form) == expected


def _workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Biểu 01"
    sheet["A1"] = "BÁO CÁO TÌNH HÌNH GIẢI QUYẾT HỒ SƠ"
    sheet.append(["TT", "Đơn vị", "Số hồ sơ", "Tỷ lệ", "ghi chú nội bộ"])
    sheet.append([1, "Xã Tân Phong", 1250, 0.985, "x"])
    sheet["C3"].number_format, sheet["D3"].number_format = "#,##0", "0.0%"
    sheet.append([2, "Uû ban nh©n d©n x· Tõn", 10])
    sheet["B4"].font = Font(name=".VnTime")
    sheet.append(["dòng ẩn", "x"])
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["E"].hidden = True
    sheet["XFD1048576"] = None
    other = book.create_sheet("Biểu 02")
    other["B7"] = "Ghi chú"
    book.create_sheet("Nháp").sheet_state = "hidden"
    book.save(path)
    return path


def test_a_workbook_is_read_as_shown(tmp_path: Path) -> None:
    document = read_here(_workbook(tmp_path / "a.xlsx"))
    assert [line for line in document.text.split("\n") if line] == [
        "Biểu 01",
        "BÁO CÁO TÌNH HÌNH GIẢI QUYẾT HỒ SƠ",
        "TT\tĐơn vị\tSố hồ sơ\tTỷ lệ",
        "1\tXã Tân Phong\t1.250\t98,5%",
        "2\tUỷ ban nhân dân xã Từn\t10",
        "Biểu 02",
        "Ghi chú",
    ]
    assert any("ẩn" in warning for warning in document.warnings)


def test_one_stray_cell_far_away_costs_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"], book.active["XFD1048576"] = "đầu", "cuối"
    book.save(tmp_path / "a.xlsx")
    assert lines(tmp_path / "a.xlsx") == ["đầu", "cuối"]


def test_an_entity_bomb_in_a_workbook_is_refused(tmp_path: Path) -> None:
    _workbook(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, b'<!DOCTYPE a [<!ENTITY b "c">]>' + data if name == "xl/workbook.xml" else data)
    with pytest.raises(CorruptFile):
        read_here(tmp_path / "b.xlsx")


def test_formulas_without_results_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Tổng", "=SUM(1,2)"])
    book.save(tmp_path / "a.xlsx")
    document = read_here(tmp_path / "a.xlsx")
    assert document.text == "Tổng"
    assert any("công thức" in warning for warning in document.warnings)


@pytest.mark.slow
@pytest.mark.parametrize("target", ["xls:MS Excel 97", "ods:calc8"])
def test_an_old_workbook(tmp_path: Path, target: str) -> None:
    if libreoffice.program("xlsx") is None:
        pytest.skip("LibreOffice Calc is not installed")
    old = office_converts(_workbook(tmp_path / "a.xlsx"), target, tmp_path)
    document = read_here(old)
    assert "1\tXã Tân Phong\t1.250\t98,5%" in document.text
    assert document.read_by == target[:3]


@pytest.mark.slow
def test_an_open_document_with_its_table(tmp_path: Path) -> None:
    body = para("THÔNG BÁO") + para("Giao Sở Nội vụ rà soát biên chế.") + table(["TT", "Nội dung"], ["1", "Số hóa hồ sơ"])
    document = read_here(office_converts(write_word(tmp_path / "tb.docx", body), "odt", tmp_path))
    lines = [line for line in document.text.split("\n") if line]
    assert lines == ["THÔNG BÁO", "Giao Sở Nội vụ rà soát biên chế.", "TT\tNội dung", "1\tSố hóa hồ sơ"]
    assert (document.read_by, document.media_type) == ("odt", "application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("TT;Đơn vị;Tỷ lệ\n1;Xã Tân Phong;98,5\n", ["TT\tĐơn vị\tTỷ lệ", "1\tXã Tân Phong\t98,5"]),
        ('TT,Đơn vị\n1,"Sở Văn hóa, Thể thao"\n', ["TT\tĐơn vị", "1\tSở Văn hóa, Thể thao"]),
        ("a\tb\nc\td\n", ["a\tb", "c\td"]),
        ('ô,"hai\ndòng"\n', ["ô\thai dòng"]),
    ],
)
def test_separated_text(tmp_path: Path, data: str, expected: list[str]) -> None:
    (tmp_path / "a.csv").write_text(data, "utf-8-sig")
    assert lines(tmp_path / "a.csv") == expected


# --- pages and markup -------------------------------------------------------------------------------------------------------------


def test_a_web_page_is_read_as_shown(tmp_path: Path) -> None:
    page = (
        '<!DOCTYPE html><html><head><title>x</title><script>var a="đừng đọc"</script></head><body><nav>Trang chủ</nav>'
        "<h1>Họp <b>giao ban</b></h1><p>Ngày 10/11/2026,<br>Chủ tịch UBND xã<!-- ghi chú --> chủ trì.</p>"
        "<ol start=3><li>Rà soát<li>Báo cáo</ol><ul><li>Ý</ul><div hidden>ẩn</div><p style='display: none'>ẩn</p>"
        "<table><tr><th>TT<th>Nội dung<tr><td>1<td>Số <i>hóa</i></table></body></html>"
    )
    (tmp_path / "a.html").write_text(page, "utf-8")
    document = read_here(tmp_path / "a.html")
    assert document.text.split("\n") == [
        "Họp giao ban",
        "Ngày 10/11/2026,",
        "Chủ tịch UBND xã chủ trì.",
        "3. Rà soát",
        "4. Báo cáo",
        "- Ý",
        "TT\tNội dung",
        "1\tSố hóa",
    ]
    assert document.blocks[0].kind is BlockKind.HEADING


def test_a_web_page_in_another_encoding_and_one_that_nests_without_end(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(
        "<html><meta charset=utf-16le><p>Tân Phong".replace("utf-16le", "windows-1252").encode("cp1252", "ignore")
    )
    assert lines(tmp_path / "a.html") == ["Tn Phong".replace("Tn", "Tân")]
    (tmp_path / "b.html").write_text("<html>" + "<div>" * 20000 + "đáy", "utf-8")
    with contextlib.suppress(NoText, CorruptFile):
        assert lines(tmp_path / "b.html") == ["đáy"]


def test_markdown_without_its_marks(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# Kế hoạch\n\nGiao **Sở Nội vụ** chủ trì,\nphối hợp với [Sở Y tế](https://x).\n\n* ý một\n* ý hai\n1. Bước\n\n"
        "| A | B |\n|---|---|\n| 1 | 2 |\n",
        "utf-8",
    )
    document = read_here(tmp_path / "a.md")
    assert [line for line in document.text.split("\n") if line] == [
        "Kế hoạch",
        "Giao Sở Nội vụ chủ trì, phối hợp với Sở Y tế.",
        "- ý một",
        "- ý hai",
        "1. Bước",
        "A\tB",
        "1\t2",
    ]


# --- containers -------------------------------------------------------------------------------------------------------------------


def _message(path: Path) -> Path:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "vanthu@sonhai.example", "ubnd@tanphong.example", "V/v gửi báo cáo"
    message["Date"] = "Mon, 09 Nov 2026 08:30:00 +0700"
    message.set_content("Kính gửi UBND xã,\n\nĐề nghị báo cáo trước ngày 20/11/2026.")
    message.add_alternative("<p>Kính gửi UBND xã</p>", subtype="html")
    message.add_attachment(
        word_bytes(para("Giao Sở Nội vụ")), maintype="application", subtype="msword", filename="Công văn 12.docx"
    )
    message.add_attachment("Phụ lục", filename="../../phụ lục.txt")
    inner = EmailMessage()
    inner["Subject"] = "Thư chuyển tiếp"
    inner.set_content("Nội dung cũ")
    message.add_attachment(inner)
    path.write_bytes(message.as_bytes())
    return path


def test_a_message_and_its_attachments(tmp_path: Path) -> None:
    path = _message(tmp_path / "thu.eml")
    document = read_here(path)
    assert [line for line in document.text.split("\n") if line] == [
        "Từ: vanthu@sonhai.example",
        "Đến: ubnd@tanphong.example",
        "Ngày gửi: 09/11/2026 08:30",
        "Tiêu đề: V/v gửi báo cáo",
        "Kính gửi UBND xã,",
        "Đề nghị báo cáo trước ngày 20/11/2026.",
        "Tệp đính kèm: Công văn 12.docx; phụ lục.txt; Thư chuyển tiếp.eml",
    ]
    store = Store(tmp_path / "originals")
    found = ingest.members_of(path, store)
    assert [(member.name, member.folder) for member in found] == [
        ("Công văn 12.docx", ""),
        ("phụ lục.txt", ""),
        ("Thư chuyển tiếp.eml", ""),
    ]
    assert read_here(store.path(found[0].sha256), name=found[0].name).text == "Giao Sở Nội vụ"
    assert "Nội dung cũ" in read_here(store.path(found[2].sha256), name=found[2].name).text


class _OldZipInfo(zipfile.ZipInfo):
    """As Windows packs: the bytes of the name as they are, and no word about their encoding."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 (zipfile's own name)
        return self.filename.encode(), 0


def test_packed_files_and_names_that_lead_out(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("Tháng 11/báo cáo.txt", "một")
        archive.writestr("../../../etc/cron.d/x.txt", "hai")
        archive.writestr("C:\\Windows\\y.txt", "ba")
        archive.writestr("~$báo cáo.docx", "khóa")
        archive.writestr("__MACOSX/._a", "rác")
        archive.mkdir("rỗng")
        archive.writestr(_OldZipInfo("Kế hoạch.txt"), "bốn")
    store = Store(tmp_path / "originals")
    found = members(tmp_path / "a.zip", store)
    assert [(m.name, m.folder, m.size) for m in found] == [
        ("báo cáo.txt", "Tháng 11", len("một".encode())),
        ("x.txt", "etc/cron.d", len(b"hai")),
        ("y.txt", "C:/Windows", len(b"ba")),
        ("Kế hoạch.txt", "", len("bốn".encode())),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "originals"]
    assert store.path(found[0].sha256).read_text("utf-8") == "một"
    assert lines(tmp_path / "a.zip")[:2] == ["Tệp nén gồm 4 tệp:", "- Tháng 11/báo cáo.txt"]
    (tmp_path / "b.txt").write_text("không phải gói", "utf-8")
    assert members(tmp_path / "b.txt", store) == ()


def test_bombs_and_locked_packages_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.txt", bytes(50_000_000))
    data = bytearray((tmp_path / "bomb.zip").read_bytes())
    store = Store(tmp_path / "originals")
    for task in (lambda: read_here(tmp_path / "bomb.zip"), lambda: members(tmp_path / "bomb.zip", store)):
        with pytest.raises(TooLarge):
            task()
    # A directory that lies about the size: nothing beyond it is unpacked.
    at = data.find(b"PK\x01\x02") + 24
    data[at : at + 4] = (1000).to_bytes(4, "little")
    data[22:26] = (1000).to_bytes(4, "little")
    (tmp_path / "liar.zip").write_bytes(data)
    assert "bị hỏng" in members(tmp_path / "liar.zip", store)[0].damage
    assert sum(path.stat().st_size for path in store.root.rglob("*") if path.is_file()) < 10_000
    with zipfile.ZipFile(tmp_path / "locked.zip", "w") as archive:
        archive.writestr("a.txt", "x")
    locked = bytearray((tmp_path / "locked.zip").read_bytes())
    locked[6] |= 1
    locked[locked.find(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(locked)
    with pytest.raises(EncryptedFile):
        members(tmp_path / "locked.zip", store)
    with pytest.raises(TooLarge):
        members(_message(tmp_path / "thu.eml"), store, limits=Limits(unpacked=500))


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.xlsx", "PK\x03\x04 hỏng".encode(), CorruptFile),
        ("a.pptx", None, UnsupportedFormat),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage\0".encode("utf-16-le"), EncryptedFile),
        ("a.zip", b"PK\x05\x06" + bytes(18), NoText),
        ("a.html", b"<html></html>", NoText),
        ("a.md", b"\n\n", NoText),
        ("a.csv", b";;\n;;\n", NoText),
    ],
)
def test_bad_files(tmp_path: Path, name: str, data: bytes | None, error: type[ReadingError]) -> None:
    if data is None:
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("[Content_Types].xml", "<x/>")
            archive.writestr("ppt/presentation.xml", "<x/>")
    else:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(error):
        read_here(tmp_path / name)
