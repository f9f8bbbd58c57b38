"""The start page: what was received, found again, brought in, tried again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from record_factories import drop
from review_factories import record

from ingest.inbox import Trouble
from register import health, services
from register.models import AuditEntry, Document
from review import upload

START = reverse("documents")


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.django_db
def test_the_empty_page_says_how_to_begin(signed_in: Client, settings: Any) -> None:
    shown = text(signed_in.get(START))
    assert "Chưa có văn bản nào" in shown
    assert "Nạp văn bản mẫu" in shown
    assert str(settings.INBOX) in shown


@pytest.mark.django_db
def test_samples_go_into_the_inbox(signed_in: Client, settings: Any, tmp_path: Path) -> None:
    settings.INBOX = tmp_path
    response = signed_in.post(reverse("load_samples"), follow=True)
    samples = {path.name for path in settings.SAMPLES.iterdir() if path.suffix in (".docx", ".pdf", ".txt")}
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == samples
    assert f"Đã nạp {len(samples)} văn bản mẫu" in text(response)


@pytest.mark.django_db
def test_a_document_is_listed_with_its_header_and_tasks(signed_in: Client, waiting: Document) -> None:
    services.accept(waiting.tasks.first(), None)
    shown = text(signed_in.get(START))
    for words in (
        "45/TB-UBND",
        "03/11/2026",
        "Thông báo",
        "Ủy ban nhân dân tỉnh Sơn Hải",
        "cuộc họp giao ban",
        "Chờ duyệt",
        "2 chờ duyệt",
        "1 đã nhận",
    ):
        assert words in shown


@pytest.mark.django_db
def test_a_failed_document_says_why_and_can_be_tried_again(signed_in: Client) -> None:
    row = services.start_reading(services.receive(drop("x", name="hong.pdf")).pk)
    assert row is not None
    services.fail(row, "Tệp bị hỏng hoặc không đúng định dạng.")
    assert "Tệp bị hỏng hoặc không đúng định dạng." in text(signed_in.get(START))
    page = text(signed_in.get(reverse("document", args=[row.pk])))
    assert "Tệp bị hỏng" in page
    assert "Thử lại" in page
    signed_in.post(reverse("retry", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == "received"
    assert AuditEntry.objects.filter(document=row, action="retried", actor__username="binh").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"a.docx", "b.docx"}),
        ("q=giao ban", {"a.docx"}),
        ("q=GIAO BAN THÁNG", {"a.docx"}),
        ("q=hop giao ban", {"a.docx"}),
        ("q=b.docx", {"b.docx"}),
        ("q=không có gì", set()),
        ("trang-thai=to_review", {"a.docx"}),
        ("trang-thai=received", {"b.docx"}),
        ("trang-thai=bịa", {"a.docx", "b.docx"}),
    ],
)
def test_search_and_state(query: str, names: set[str], signed_in: Client) -> None:
    record("a", name="a.docx")
    services.receive(drop("b", name="b.docx"))
    shown = text(signed_in.get(f"{START}?{query}"))
    assert {name for name in ("a.docx", "b.docx") if f">{name}<" in shown} == names


@pytest.mark.django_db
def test_paging_keeps_the_filter(signed_in: Client) -> None:
    for number in range(52):
        services.receive(drop(str(number), name=f"van-ban-{number}.txt"))
    first = text(signed_in.get(f"{START}?trang-thai=received"))
    assert "1–50 trong 52 văn bản" in first
    assert "?trang-thai=received&amp;trang=2" in first
    second = text(signed_in.get(f"{START}?trang-thai=received&trang=2"))
    assert "van-ban-0.txt" in second
    assert "van-ban-51.txt" not in second


@pytest.mark.django_db
def test_the_open_page_learns_of_changes_and_only_of_changes(signed_in: Client) -> None:
    def poll(seen: str) -> Any:
        return signed_in.get(START, {"seen": seen}, headers={"HX-Request": "true"})

    def digest(response: Any) -> str:
        return text(response).split('"seen": "')[1].split('"')[0]

    seen = digest(poll(""))
    assert poll(seen).status_code == 204
    row = services.receive(drop("b", name="moi.docx"))
    news = poll(seen)
    assert "moi.docx" in text(news)
    assert "<html" not in text(news)
    taken = services.start_reading(row.pk)
    assert "Đang đọc" in text(poll(digest(news)))
    assert taken is not None


@pytest.mark.django_db
def test_missing_programs_are_told_with_their_command(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = health.Missing("tesseract-ocr-vie", "Không đọc được bản quét.", "sudo apt-get install -y tesseract-ocr-vie")
    monkeypatch.setattr(health, "missing", lambda: (gone,))
    shown = text(signed_in.get(START))
    assert "Không đọc được bản quét." in shown
    assert "sudo apt-get install -y tesseract-ocr-vie" in shown


@pytest.mark.django_db
def test_uploaded_files_lie_in_the_inbox_whole_and_under_their_names(signed_in: Client, settings: Any, tmp_path: Path) -> None:
    settings.INBOX = tmp_path / "hộp nhận"
    files = [SimpleUploadedFile("Thông báo số 5.docx", b"mot"), SimpleUploadedFile("Thông báo số 5.docx", b"hai")]
    response = signed_in.post(reverse("upload"), {"files": files}, follow=True)
    assert {path.name: path.read_bytes() for path in settings.INBOX.iterdir() if path.is_file()} == {
        "Thông báo số 5.docx": b"mot",
        "Thông báo số 5 (2).docx": b"hai",
    }
    assert "Đã nạp «Thông báo số 5.docx»" in text(response)


@pytest.mark.django_db
def test_a_temporary_file_is_refused_by_name(signed_in: Client, settings: Any, tmp_path: Path) -> None:
    settings.INBOX = tmp_path
    response = signed_in.post(reverse("upload"), {"files": [SimpleUploadedFile("tải dở.crdownload", b"a")]}, follow=True)
    assert "tệp tạm" in text(response)


@pytest.mark.django_db
def test_what_lies_in_the_inbox_and_is_not_taken_is_told(signed_in: Client) -> None:
    seen = text(signed_in.get(START, headers={"HX-Request": "true"})).split('"seen": "')[1].split('"')[0]
    services.tell_troubles([Trouble("khoa.docx", "Tệp «khoa.docx» đang được mở trong Word.")])
    assert "đang được mở trong Word" in text(signed_in.get(START, {"seen": seen}, headers={"HX-Request": "true"}))


@pytest.mark.django_db
def test_an_inbox_that_cannot_be_written_is_told(signed_in: Client, settings: Any, tmp_path: Path) -> None:
    settings.INBOX = tmp_path / "khong-phai-thu-muc"
    settings.INBOX.write_text("")
    response = signed_in.post(reverse("upload"), {"files": [SimpleUploadedFile("a.txt", b"a")]}, follow=True)
    assert "Không ghi được «a.txt» vào hộp nhận" in text(response)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Kết luận họp 5-11.docx", "Kết luận họp 5-11.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\An\\báo cáo.pdf", "báo cáo.pdf"),
        (".an.docx", "an.docx"),
        ("a:b?c*.txt", "a_b_c_.txt"),
        ("CON.txt", "van-ban-CON.txt"),
        ("   ", "van-ban"),
        ("Hòa.txt", "Hòa.txt"),  # NFD in, NFC out
    ],
)
def test_safe_name(given: str, kept: str) -> None:
    assert upload.safe_name(given) == kept


def test_a_long_name_keeps_its_suffix_and_fits_every_file_system() -> None:
    name = upload.safe_name("ế" * 300 + ".docx")
    assert name.endswith("ế.docx")
    assert len(name.encode()) <= upload.LONGEST
