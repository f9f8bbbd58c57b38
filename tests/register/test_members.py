"""What lies in a .zip or hangs on an .eml: documents of their own, linked, once, and bounded."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from record_factories import Drop

from ingest.limits import Limits
from ingest.originals import Store
from register import reading, services
from register.models import AuditEntry, Document
from register.states import DocumentState

pytestmark = pytest.mark.django_db

TASK = "Giao Sở Tư pháp thẩm định dự thảo quy chế, hoàn thành trước ngày 20/12/2026.\n"


def packed(*members: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def letter(name: str, content: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "vanthu@sonhai.example", "V/v gửi tài liệu họp"
    message.set_content("Kính gửi UBND xã Tân Phong tài liệu họp.")
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


@pytest.fixture
def received(settings: Any, tmp_path: Path) -> Any:
    """Receive a file of the given name and bytes."""
    settings.LEASE_SECONDS = 3600  # no heartbeat from another thread into the tests' transaction
    settings.INBOX, settings.ORIGINALS = tmp_path / "inbox", tmp_path / "originals"

    def receive(name: str, content: bytes) -> Document:
        sha256 = Store(settings.ORIGINALS).put_stream(io.BytesIO(content))
        return services.receive(Drop(f"claim of {name}", sha256, name, len(content)))

    return receive


def read_all() -> None:
    """What the workers do until nothing waits."""
    while waiting := list(Document.objects.filter(state=DocumentState.RECEIVED).order_by("id").values_list("pk", flat=True)):
        for pk in waiting:
            reading.read_document(pk)


def test_each_member_is_a_row_of_its_own_that_is_read(received: Any) -> None:
    archive = received(
        "hồ sơ.zip", packed(("Tháng 11/việc.txt", TASK.encode()), ("../../hỏng.pdf", b"%PDF-1.7\n?"), ("~$x.docx", b"k"))
    )
    read_all()
    archive.refresh_from_db()
    assert (archive.state, archive.read_by, archive.container) == (DocumentState.TO_REVIEW, "zip", None)
    work, broken = archive.members.order_by("id")
    assert (work.name, work.state, work.size) == ("việc.txt", DocumentState.TO_REVIEW, len(TASK.encode()))
    assert [a.name for task in work.tasks.all() for a in task.lead.all()] == ["Sở Tư pháp"]
    assert (broken.name, broken.state) == ("hỏng.pdf", DocumentState.FAILED)
    assert broken.reason.endswith(".")


def test_reading_a_container_again_makes_no_member_twice(received: Any) -> None:
    message = received("thư.eml", letter("việc.txt", TASK.encode()))
    read_all()
    services.retry(Document.objects.get(pk=message.pk), None)
    read_all()
    (member,) = message.members.all()
    assert (member.name, Document.objects.count()) == ("việc.txt", 2)
    assert AuditEntry.objects.filter(document=member, action="received").count() == 1


def test_a_member_with_the_bytes_of_another_document_is_linked_as_its_duplicate(received: Any) -> None:
    first = received("việc.txt", TASK.encode())
    received("a.zip", packed(("1.txt", TASK.encode()), ("2.txt", TASK.encode())))
    read_all()
    assert list(Document.objects.exclude(container=None).values_list("duplicate_of", flat=True)) == [first.pk, first.pk]


def test_containers_inside_each_other_are_opened_to_a_depth_and_the_page_tells(received: Any) -> None:
    inner = packed(("việc.txt", TASK.encode()))
    for number in range(services.members.DEEPEST):
        inner = packed((f"{number}.zip", inner))
    received("ngoài.zip", inner)
    read_all()
    assert list(Document.objects.order_by("id").values_list("name", flat=True)) == ["ngoài.zip", "2.zip", "1.zip", "0.zip"]
    last = Document.objects.get(name="0.zip")
    assert last.state == DocumentState.TO_REVIEW
    assert any("lồng trong nhau quá 3 lớp" in warning for warning in last.warnings)


def test_a_drop_makes_no_more_rows_than_the_limit_says(received: Any, settings: Any) -> None:
    settings.READ_LIMITS = Limits(members=3)
    archive = received(
        "a.zip", packed(("b.zip", packed(*((f"{n}.txt", f"Báo cáo số {n}.".encode()) for n in range(3)))), ("x.txt", b"x y"))
    )
    read_all()
    assert Document.objects.exclude(pk=archive.pk).count() == 3
    assert any("hơn 3 tệp" in warning for warning in Document.objects.get(name="b.zip").warnings)


def test_a_container_that_cannot_be_opened_fails_alone(received: Any) -> None:
    archive = received("hỏng.zip", packed()[:10])
    after = received("sau.txt", TASK.encode())
    read_all()
    archive.refresh_from_db()
    after.refresh_from_db()
    assert (archive.state, after.state) == (DocumentState.FAILED, DocumentState.TO_REVIEW)
    assert Document.objects.count() == 2


def test_a_damaged_member_is_a_failed_row_with_its_own_reason_and_the_others_are_read(received: Any, settings: Any) -> None:
    damaged = packed(("hỏng.txt", b"bao cao"), ("việc.txt", TASK.encode()), ("nữa.txt", b"bao cao nua"))
    damaged = damaged.replace(b"bao cao", b"bao coa")
    archive = received("hồ sơ.zip", damaged)
    read_all()
    archive.refresh_from_db()
    first, work, second = archive.members.order_by("id")
    assert (archive.state, work.state) == (DocumentState.TO_REVIEW, DocumentState.TO_REVIEW)
    assert [a.name for task in work.tasks.all() for a in task.lead.all()] == ["Sở Tư pháp"]
    assert [(m.name, m.state, m.duplicate_of) for m in (first, second)] == [
        ("hỏng.txt", DocumentState.FAILED, None),
        ("nữa.txt", DocumentState.FAILED, None),
    ]
    assert "bị hỏng bên trong tệp nén" in first.reason == second.reason
    assert any("Có 2 tệp" in said and "«hỏng.txt», «nữa.txt»" in said for said in archive.warnings)
    rejected = settings.INBOX / "_loi"
    assert "bị hỏng bên trong tệp nén" in (rejected / "hỏng.txt.txt").read_text("utf-8")


def test_reading_a_damaged_member_again_gives_the_same_reason(received: Any) -> None:
    archive = received("hồ sơ.zip", packed(("hỏng.txt", b"bao cao")).replace(b"bao cao", b"bao coa"))
    read_all()
    (member,) = archive.members.all()
    reason = member.reason
    for document in (member, Document.objects.get(pk=archive.pk)):
        services.retry(document, None)
        read_all()
    (member,) = archive.members.all()
    assert (member.state, member.reason, Document.objects.count()) == (DocumentState.FAILED, reason, 2)


def test_a_damaged_attachment_is_a_failed_row(received: Any) -> None:
    content = letter("việc.txt", TASK.encode() * 9).replace(b"base64", b"x-uuencode")
    message = received("thư.eml", content)
    read_all()
    (member,) = message.members.all()
    assert (member.name, member.state) == ("việc.txt", DocumentState.FAILED)
    assert "bị hỏng trong thư" in member.reason
