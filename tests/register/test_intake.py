"""Receiving, retrying and losing: every drop is one row with one state."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from record_factories import drop, findings, read_document

from register import lease, returned, services
from register.models import AuditEntry, Document
from register.states import DocumentState

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Documents that the queue was asked for."""
    ids: list[int] = []
    monkeypatch.setattr("register.queue.ask_to_read", lambda pk, urgent=False: ids.append(pk))
    return ids


def test_one_claim_is_one_row(asked: list[int], django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first = services.receive(drop("a1"))
        again = services.receive(drop("a1"))
    assert first.pk == again.pk
    assert Document.objects.count() == 1
    assert AuditEntry.objects.filter(action="received").count() == 1
    assert asked == [first.pk, first.pk], "a repeated receipt asks again: the first message may be lost"


def test_the_same_bytes_again_are_a_row_of_their_own_linked_to_the_first(asked: list[int]) -> None:
    first = services.receive(drop("a1", "x"))
    second = services.receive(drop("a2", "x", "bản sao.docx"))
    third = services.receive(drop("a3", "x"))
    other = services.receive(drop("a4", "y"))
    assert [d.duplicate_of_id for d in (first, second, third, other)] == [None, first.pk, first.pk, None]


def test_a_document_is_taken_by_one_worker() -> None:
    document = services.receive(drop("a1"))
    taken = services.start_reading(document.pk)
    assert taken is not None
    assert (taken.state, taken.attempts) == (DocumentState.READING, 1)
    assert lease.is_mine(taken.lease)
    assert services.start_reading(document.pk) is None
    assert services.start_reading(999_999) is None


def dead_lease() -> str:
    return f"{lease.machine()}:{2**22 - 1}:1:dead"  # above pid_max: no such process


@pytest.mark.parametrize(
    ("holder", "heartbeat_age", "freed"),
    [
        (dead_lease(), 1, True),  # killed a moment ago on this machine
        ("another-boot.1:17:4711:beef", 1, False),  # on another machine, alive
        ("another-boot.1:17:4711:beef", 3600, True),  # on another machine, silent for long
        ("", 3600, True),
    ],
)
def test_what_a_dead_worker_held_is_read_again(asked: list[int], holder: str, heartbeat_age: int, freed: bool) -> None:
    document = services.receive(drop("a1"))
    beat = timezone.now() - datetime.timedelta(seconds=heartbeat_age)
    Document.objects.update(state=DocumentState.READING, lease=holder, heartbeat_at=beat, attempts=1)
    assert services.recover() == int(freed)
    document.refresh_from_db()
    assert document.state == (DocumentState.RECEIVED if freed else DocumentState.READING)
    assert document.attempts == 1, "the attempt that died counts"
    assert asked == ([document.pk] if freed else [])


def test_a_living_worker_keeps_its_document(asked: list[int]) -> None:
    document = services.start_reading(services.receive(drop("a1")).pk)
    assert document is not None
    assert services.recover() == 0
    Document.objects.update(heartbeat_at=timezone.now() - datetime.timedelta(days=1))
    assert services.heartbeat(document)
    assert services.recover() == 0


def test_a_lost_message_is_asked_for_again_only_while_none_waits(asked: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    document = services.receive(drop("a1"))
    monkeypatch.setattr("register.queue.is_empty", lambda: False)
    assert services.recover() == 0
    monkeypatch.setattr("register.queue.is_empty", lambda: True)
    assert services.recover() == 1
    assert asked == [document.pk]


def test_a_document_that_kills_its_readers_is_given_up_with_a_reason(asked: list[int]) -> None:
    document = services.receive(drop("a1"))
    for _ in range(3):
        assert services.start_reading(document.pk) is not None
        Document.objects.update(lease=dead_lease())
        services.recover()
    assert services.start_reading(document.pk) is None
    document.refresh_from_db()
    assert document.state == DocumentState.FAILED
    assert document.reason.startswith("Đã thử đọc tệp này 3 lần")
    services.retry(document, None)
    assert services.start_reading(document.pk) is not None, "a person may ask for more"


def test_giving_back_on_purpose_is_no_failed_attempt() -> None:
    document = services.receive(drop("a1"))
    for _ in range(5):
        taken = services.start_reading(document.pk)
        assert taken is not None
        assert services.give_back(taken)
    document.refresh_from_db()
    assert (document.state, document.attempts, document.lease) == (DocumentState.RECEIVED, 0, "")


def test_retry_reads_what_failed_and_leaves_alone_what_is_being_read(
    asked: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    document = services.start_reading(services.receive(drop("a1")).pk)
    assert document is not None
    services.retry(Document.objects.get(pk=document.pk), None)
    assert Document.objects.get(pk=document.pk).state == DocumentState.READING
    services.fail(document, "Tệp rỗng.")
    with django_capture_on_commit_callbacks(execute=True):
        services.retry(document, None)
    assert (document.state, document.reason) == (DocumentState.RECEIVED, "")
    assert asked == [document.pk]


def test_a_queue_that_is_down_loses_no_row(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any
) -> None:
    from register.tasks import HUEY

    monkeypatch.setattr(HUEY.storage, "enqueue", lambda *a, **k: (_ for _ in ()).throw(OSError("no space left on device")))
    with django_capture_on_commit_callbacks(execute=True):
        document = services.receive(drop("a1"))
    assert Document.objects.get(pk=document.pk).state == DocumentState.RECEIVED
    assert "took no message" in caplog.text


def test_samples_are_dropped_whole_beside_what_waits_in_the_inbox(settings: Any, tmp_path: Path) -> None:
    settings.SAMPLES, settings.INBOX, settings.ORIGINALS = tmp_path / "samples", tmp_path / "inbox", tmp_path / "originals"
    settings.SAMPLES.mkdir()
    (settings.SAMPLES / "a.txt").write_text("mẫu")
    (settings.SAMPLES / "b.pdf").write_bytes(b"%PDF-1.7")
    (settings.SAMPLES / "README.md").write_text("no sample")
    settings.INBOX.mkdir()
    (settings.INBOX / "a.txt").write_text("văn bản thật đang chờ")
    assert services.load_samples(None) == 2
    assert {p.name: p.read_bytes().decode() for p in settings.INBOX.iterdir() if p.is_file()} == {
        "a.txt": "văn bản thật đang chờ",
        "a (2).txt": "mẫu",
        "b.pdf": "%PDF-1.7",
    }
    assert AuditEntry.objects.get(action="samples").details == {"names": ["a.txt", "b.pdf"]}


class TestReturned:
    """inbox/_loi/: a copy with its reason, until the document is read after all."""

    @pytest.fixture
    def document(self, settings: Any, tmp_path: Path) -> Document:
        from ingest.originals import Store

        settings.INBOX, settings.ORIGINALS = tmp_path / "inbox", tmp_path / "originals"
        file = tmp_path / "cv.pdf"
        file.write_bytes(b"not a pdf")
        sha256 = Store(settings.ORIGINALS).put(file)
        receipt = drop("a1", name="cv.pdf")
        return services.receive(type(receipt)("a1", sha256, "cv.pdf", 9))

    def test_the_sender_finds_the_file_and_the_reason(self, document: Document, settings: Any) -> None:
        returned.put(document, "Tệp bị hỏng.")
        returned.put(document, "Tệp bị hỏng hẳn.")
        folder = settings.INBOX / "_loi"
        assert {p.name for p in folder.iterdir()} == {"cv.pdf", "cv.pdf.txt"}
        assert (folder / "cv.pdf").read_bytes() == b"not a pdf"
        assert (folder / "cv.pdf.txt").read_text("utf-8-sig").splitlines() == ["Tệp: cv.pdf", "Không đọc được: Tệp bị hỏng hẳn."]

    def test_another_file_of_that_name_is_not_touched(self, document: Document, settings: Any) -> None:
        folder = settings.INBOX / "_loi"
        folder.mkdir(parents=True)
        (folder / "cv.pdf").write_bytes(b"of somebody else")
        assert returned.put(document, "Tệp bị hỏng.") == folder / "cv (2).pdf"
        returned.take_away(document)
        assert {p.name: p.read_bytes() for p in folder.iterdir()} == {"cv.pdf": b"of somebody else"}

    def test_two_workers_at_once_never_replace_each_others_copy(
        self, document: Document, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        copy = returned.shutil.copyfile

        def slowly(source: Path, target: Path) -> None:
            copy(source, target)
            (target.parent / "cv.pdf").write_bytes(b"of the other worker")

        monkeypatch.setattr(returned.shutil, "copyfile", slowly)
        returned.put(document, "Tệp bị hỏng.")
        folder = settings.INBOX / "_loi"
        assert (folder / "cv.pdf").read_bytes() == b"of the other worker"
        assert (folder / "cv (2).pdf").read_bytes() == b"not a pdf"

    def test_a_share_that_is_gone_stops_nothing(self, document: Document, settings: Any, tmp_path: Path) -> None:
        settings.INBOX = tmp_path / "cv.pdf" / "nowhere"
        assert returned.put(document, "Tệp bị hỏng.") is None
        returned.take_away(document)


def test_one_reading_of_a_document_at_a_time_even_when_it_was_finished_meanwhile() -> None:
    slow = services.start_reading(services.receive(drop("a1")).pk)
    assert slow is not None
    Document.objects.update(lease=dead_lease())
    services.recover()
    quick = services.start_reading(slow.pk)
    assert quick is not None
    read = read_document()
    services.record(quick, read, findings(read))
    with pytest.raises(Exception, match="read by nobody"):
        services.fail(slow, "quá muộn")
    assert Document.objects.get(pk=slow.pk).state == DocumentState.TO_REVIEW


def test_what_killed_its_readers_comes_back_to_its_sender(settings: Any, tmp_path: Path) -> None:
    from ingest.originals import Store

    settings.INBOX, settings.ORIGINALS = tmp_path / "inbox", tmp_path / "originals"
    file = tmp_path / "nặng.pdf"
    file.write_bytes(b"%PDF-1.7 that no reader survives")
    receipt = drop("k1", name="nặng.pdf")
    document = services.receive(type(receipt)("k1", Store(settings.ORIGINALS).put(file), "nặng.pdf", 32))
    Document.objects.filter(pk=document.pk).update(attempts=3)
    assert services.start_reading(document.pk) is None
    document.refresh_from_db()
    assert (settings.INBOX / "_loi" / "nặng.pdf").read_bytes() == file.read_bytes()
    assert document.reason in (settings.INBOX / "_loi" / "nặng.pdf.txt").read_text("utf-8-sig")
