"""Bad files on their whole way: dropped into a real inbox, one row each in «lỗi» with its reason, a copy beside a note, the next file read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Q

from bench import files
from ingest.inbox import Inbox
from ingest.limits import Limits
from ingest.originals import Store
from register import reading, services
from register.models import Document
from register.states import DocumentState

pytestmark = pytest.mark.django_db

LINES = ["Giao Sở Tư pháp thẩm định dự thảo quy chế, hoàn thành trước ngày 20/12/2026."]


@pytest.fixture
def inbox(settings: Any, tmp_path: Path) -> Inbox:
    settings.LEASE_SECONDS = 3600  # no heartbeat from another thread into the test's transaction
    settings.INBOX, settings.ORIGINALS = tmp_path / "inbox", tmp_path / "originals"
    settings.READ_LIMITS = Limits(seconds=5)
    inbox = Inbox(settings.INBOX, Store(settings.ORIGINALS), settle_seconds=0)
    inbox.prepare()
    return inbox


def receive_all(inbox: Inbox) -> None:
    """What the watcher does."""
    for entry in inbox.entries():
        receipt = inbox.receive(entry.path)
        services.receive(receipt)
        inbox.release(receipt)


def read_all() -> None:
    """What the workers do until nothing waits."""
    while waiting := list(Document.objects.filter(state=DocumentState.RECEIVED).order_by("id").values_list("pk", flat=True)):
        for pk in waiting:
            reading.read_document(pk)


def loop() -> bytes:
    """A page tree that leads back to itself."""
    return files.raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 100000000 >>"])


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "rỗng.docx": (bytes, "Tệp rỗng"),
    "có khóa.pdf": (lambda: files.pdf([LINES], "mật khẩu"), "mật khẩu"),
    "không trang.pdf": (lambda: files.empty_pages_pdf(0), "bị hỏng"),
    "2000 trang.pdf": (lambda: files.empty_pages_pdf(2000), "quá nhiều trang"),
    "dở dang.docx": (lambda: files.docx(LINES)[:9000], "bị hỏng"),
    "là chữ.pdf": (lambda: files.txt(LINES), "không đúng định dạng"),
    "trình chiếu.pptx": (lambda: b"PowerPoint? no", "PowerPoint"),
    "bom.zip": (lambda: files.zip_bomb(40), "bung ra quá lớn"),
    "bom.docx": (lambda: files.zip_bomb(2100, "word/document.xml"), "bung ra quá lớn"),
    "thực thể.docx": (lambda: files.entity_bomb("x"), "bị hỏng"),
    "vòng.pdf": (loop, "bị hỏng"),
}


def test_each_bad_file_is_one_failed_row_with_its_reason_and_the_next_is_read(inbox: Inbox, settings: Any) -> None:
    given = {name: make() for name, (make, _) in BAD.items()}
    for name, content in given.items():
        (inbox.folder / name).write_bytes(content)
        (inbox.folder / f"sau {name}.txt").write_bytes(files.txt([*LINES, name]))
    receive_all(inbox)
    read_all()
    assert Document.objects.count() == 2 * len(BAD)
    assert not Document.objects.exclude(state__in=(DocumentState.FAILED, DocumentState.TO_REVIEW)).exists()
    for name, (_, said) in BAD.items():
        row = Document.objects.get(name=name)
        assert (row.state, said in row.reason) == (DocumentState.FAILED, True), (name, row.reason)
        assert "hãy" in row.reason.lower()
        rejected = settings.INBOX / "_loi" / name
        assert rejected.read_bytes() == Store(settings.ORIGINALS).path(row.sha256).read_bytes() == given[name]
        assert row.reason in rejected.with_name(f"{name}.txt").read_text("utf-8-sig")
        assert Document.objects.get(name=f"sau {name}.txt").state == DocumentState.TO_REVIEW


def test_the_same_name_with_other_bytes_and_the_same_bytes_under_other_names(inbox: Inbox, settings: Any) -> None:
    for content in (b"%PDF-1.7\nmot", b"%PDF-1.7\nhai", b"%PDF-1.7\nhai"):
        (inbox.folder / "hỏng.pdf").write_bytes(content)
        receive_all(inbox)
    (inbox.folder / "tên khác.pdf").write_bytes(b"%PDF-1.7\nmot")
    receive_all(inbox)
    read_all()
    first, second, third, fourth = Document.objects.order_by("id")
    assert [row.duplicate_of for row in (first, second, third, fourth)] == [None, None, second, first]
    assert Document.objects.filter(~Q(state=DocumentState.FAILED)).count() == 0
    rejected = sorted(path.name for path in (settings.INBOX / "_loi").iterdir() if path.suffix == ".pdf")
    assert rejected == ["hỏng (2).pdf", "hỏng.pdf", "tên khác.pdf"]


@pytest.mark.parametrize("name", ["y" * 251 + ".pdf", "ữ" * 80 + ".pdf", "-rf hỏng.pdf", "…" * 60 + ".pdf"])
def test_any_name_comes_back_beside_its_note(inbox: Inbox, settings: Any, name: str) -> None:
    (inbox.folder / name).write_bytes(b"%PDF-1.7\n?")
    receive_all(inbox)
    read_all()
    assert Document.objects.get().name == name
    copy, note = sorted((settings.INBOX / "_loi").iterdir(), key=lambda path: len(path.name))
    assert copy.read_bytes() == b"%PDF-1.7\n?"
    assert copy.suffix == ".pdf"
    assert note.name == f"{copy.name}.txt"
    assert name in note.read_text("utf-8-sig")
    services.retry(Document.objects.get(), None)
    read_all()
    assert len(list((settings.INBOX / "_loi").iterdir())) == 2, "read again, it comes back once"


def test_a_misnamed_document_is_read_by_what_it_is(inbox: Inbox) -> None:
    (inbox.folder / "thật ra là Word.pdf").write_bytes(files.docx(LINES))
    (inbox.folder / "thật ra là PDF.docx").write_bytes(files.pdf([LINES]))
    receive_all(inbox)
    read_all()
    assert dict(Document.objects.values_list("name", "read_by")) == {"thật ra là Word.pdf": "docx", "thật ra là PDF.docx": "pdf"}
    assert set(Document.objects.values_list("state", flat=True)) == {DocumentState.TO_REVIEW}
