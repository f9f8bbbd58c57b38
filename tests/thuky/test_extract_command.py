"""``thuky extract``: the contract that other programs rely on."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest
from office_settings import ROOT

NOTICE = """UBND TỈNH SƠN HẢI
Số: 45/TB-UBND
Sơn Hải, ngày 03 tháng 11 năm 2026
THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh Nguyễn Văn An tại cuộc họp giao ban tháng 11
1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát biên chế, báo cáo trước ngày 15/12/2026.
2. Sở Tư pháp thẩm định dự thảo quy chế, hoàn thành trong tháng 12/2026.
"""


def thuky(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO_", "THUKY_"))}
    command = [sys.executable, "-m", "thuky", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=own | environment, capture_output=True, text=True, check=False, timeout=120)


def read(path: Path) -> dict[str, Any]:
    loaded = json.loads(path.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("to-extract")
    (folder / "a.txt").write_text(NOTICE, "utf-8")
    (folder / "con").mkdir()
    (folder / "con" / "b.txt").write_text(unicodedata.normalize("NFD", NOTICE), "utf-8")
    (folder / "rong.pdf").touch()
    (folder / "~$khoa.docx").write_bytes(b"lock")
    (folder / ".an.txt").write_text("hidden")
    return folder


@pytest.fixture(scope="module")
def printed(folder: Path) -> subprocess.CompletedProcess[str]:
    return thuky("extract", folder / "a.txt", folder / "con", folder / "rong.pdf", folder / "khong-co.docx", "--json")


def test_one_object_a_line_in_the_order_asked_for(printed: subprocess.CompletedProcess[str]) -> None:
    names = [json.loads(line)["document"]["name"] for line in printed.stdout.splitlines()]
    assert names == ["a.txt", "b.txt", "rong.pdf", "khong-co.docx"]


def test_what_could_not_be_read_says_why_without_a_text_and_the_status_is_1(printed: subprocess.CompletedProcess[str]) -> None:
    assert printed.returncode == 1
    *_, empty, absent = [json.loads(line) for line in printed.stdout.splitlines()]
    assert set(empty) == set(absent) == {"document", "error"}
    assert "Tệp rỗng" in empty["error"]
    assert "sha256" in empty["document"]
    assert "Không có tệp" in absent["error"]


KEYS = {
    "": "document text reference_date header meeting directives deadlines figures citations assessments checks",
    "document": "name sha256 media_type pages read_by quality warnings",
    "header": "doc_type number issued_on place issuer parent subject urgency signer addressees recipients",
}


def test_the_object_has_the_agreed_fields(printed: subprocess.CompletedProcess[str]) -> None:
    found = json.loads(printed.stdout.splitlines()[0])
    for part, keys in KEYS.items():
        assert set(keys.split()) <= set(found[part] if part else found), part
    assert found["header"]["number"] == "45/TB-UBND"
    assert found["header"]["issued_on"] == "2026-11-03"
    first = found["directives"][0]
    assert {"text", "start", "end", "lead", "coordinating", "deadline", "confidence", "rule"} <= set(first)
    assert [body["name"] for body in first["lead"]] == ["Sở Nội vụ"]
    assert [body["name"] for body in first["coordinating"]] == ["Sở Tài chính"]
    keys = {"text", "start", "end", "kind", "due", "strict", "recurrence", "amount", "amount_unit", "rule"}
    assert keys <= set(first["deadline"])
    assert (first["deadline"]["due"], first["deadline"]["strict"]) == ("2026-12-15", True)
    assert [deadline["due"] for deadline in found["deadlines"]] == ["2026-12-15", "2026-12-31"]


def test_offsets_are_indexes_into_the_nfc_text(printed: subprocess.CompletedProcess[str]) -> None:
    for line in printed.stdout.splitlines()[:2]:
        found = json.loads(line)
        text = found["text"]
        assert unicodedata.is_normalized("NFC", text)
        spans = [*found["directives"], *found["deadlines"], *found["figures"], *found["citations"], *found["assessments"]]
        assert len(spans) >= 3
        assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)


def test_a_folder_becomes_a_file_for_each_document_none_over_another(folder: Path, tmp_path: Path) -> None:
    """Hidden files and Word's lock files are left out; a second x.txt becomes x.txt.json."""
    for place in ("in", "in/c", "in/c/d"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "x.txt").write_text(NOTICE, "utf-8")
    done = thuky("extract", tmp_path / "in", folder, "--json", "--out", tmp_path / "out")
    assert done.stdout == ""
    assert done.returncode == 1
    written = {path.name: read(path) for path in (tmp_path / "out").iterdir()}
    assert set(written) == {"x.json", "x.txt.json", "x.txt-2.json", "a.json", "b.json", "rong.json"}
    assert "error" in written["rong.json"]
    assert sum("text" in found for found in written.values()) == 5


def test_of_a_folder_only_documents_are_read_and_the_rest_is_told(tmp_path: Path) -> None:
    """A misnamed PDF is a document, so is a damaged one; what is named itself is read in any case."""
    files: dict[str, bytes] = {
        "a.txt": NOTICE.encode(),
        "không đuôi": NOTICE.encode(),
        "hỏng.docx": b"PK\x03\x04",
        "đổi tên.bin": b"%PDF-1.7\n?",
        "trình chiếu.pptx": b"x",
        "a.json": b'{"text": "Giao S\xe1\xbb\x9f T\xc6\xb0 ph\xc3\xa1p"}',
        "tool.py": b"print(1)\n",
        "nhãn.xml": b"<x/>",
        "thư viện.so": b"\x7fELF" + bytes(200),
        "gói.whl": zipped("x.py", "x"),
        "dữ liệu": bytes(range(256)),
        "~WRL0001.tmp": b"x",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    done = thuky("extract", tmp_path, tmp_path / "a.json", "--json")
    read_names = [json.loads(line)["document"]["name"] for line in done.stdout.splitlines()]
    assert read_names == ["a.txt", "hỏng.docx", "không đuôi", "trình chiếu.pptx", "đổi tên.bin", "a.json"]
    skipped = [line.split(":")[0].rsplit("/", 1)[1] for line in done.stderr.splitlines() if "bỏ qua" in line]
    assert sorted(skipped) == sorted(["a.json", "tool.py", "nhãn.xml", "thư viện.so", "gói.whl", "dữ liệu"])


def zipped(name: str, content: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, content)
    return file.getvalue()


def test_without_json_a_person_reads_the_tasks(folder: Path) -> None:
    done = thuky("extract", folder / "a.txt", COLUMNS="120")
    assert done.returncode == 0, done.stderr
    assert "45/TB-UBND" in done.stdout
    assert "15/12/2026" in done.stdout
    assert "Sở Nội vụ" in done.stdout
    assert not done.stdout.startswith("{")


def test_extracting_needs_no_database_and_no_django(folder: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from thuky import extraction; "
        f"extraction.run([Path({str(folder / 'a.txt')!r})], json=True, out=None); "
        "print([m for m in ('django', 'huey', 'register') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr.strip().endswith("[]"), done.stderr
    nowhere = thuky(
        "extract", folder / "a.txt", "--json", DATABASE_URL="postgres://nobody@127.0.0.1:1/none", THUKY_VAR=str(tmp_path / "var")
    )
    assert nowhere.returncode == 0
    assert not (tmp_path / "var").exists()


def test_a_limit_of_the_office_holds_here_too(folder: Path, tmp_path: Path) -> None:
    big = tmp_path / "lon.txt"
    big.write_text("Sở Nội vụ báo cáo.\n" * 100_000, "utf-8")
    done = thuky("extract", big, "--json", THUKY_READ_SIZE_MB="1")
    assert "quá lớn" in json.loads(done.stdout)["error"]
