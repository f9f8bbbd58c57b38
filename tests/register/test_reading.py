"""Workers as real processes on one database file, and one document from end to end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from office_settings import ROOT
from record_factories import drop

from ingest.errors import TooLarge
from ingest.limits import Limits
from ingest.originals import Store
from register import reading, services
from register.models import Document
from register.states import DocumentState


def python(folder: Path, code: str, **settings: str) -> subprocess.Popen[str]:
    """A process with a record of its own in ``folder``."""
    environment = (
        os.environ
        | {"THUKY_VAR": str(folder), "THUKY_INBOX": str(folder / "inbox"), "DJANGO_SETTINGS_MODULE": "thuky.settings"}
        | settings
    )
    command = [sys.executable, "-c", "import django; django.setup()\n" + code]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def output(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out


RECEIVE = """
import sys; sys.path.insert(0, "tests")
from django.core.management import call_command
call_command("migrate", verbosity=0)
from record_factories import drop
from register import services
for n in range(30): services.receive(drop(f"claim-{n}"))
"""
TAKE = """
from register import services
from register.models import Document
for pk in Document.objects.order_by("id").values_list("pk", flat=True):
    if services.start_reading(pk): print(pk)
"""


def test_workers_that_race_for_the_same_documents_never_share_one(tmp_path: Path) -> None:
    output(python(tmp_path, RECEIVE))
    workers = [python(tmp_path, TAKE) for _ in range(3)]
    taken = [line for worker in workers for line in output(worker).split()]
    assert len(taken) == len(set(taken)) == 30


@pytest.mark.django_db
class TestOneDocument:
    @pytest.fixture
    def received(self, settings: Any, tmp_path: Path) -> Document:
        settings.LEASE_SECONDS = 3600  # no heartbeat from another thread into the tests' transaction
        settings.INBOX, settings.ORIGINALS = tmp_path / "inbox", tmp_path / "originals"
        file = tmp_path / "viec.txt"
        file.write_text("Giao Sở Tư pháp thẩm định dự thảo quy chế, hoàn thành trước ngày 20/12/2026.\n", "utf-8")
        receipt = drop("e1", name="viec.txt")
        return services.receive(type(receipt)("e1", Store(settings.ORIGINALS).put(file), "viec.txt", 90))

    def test_from_received_to_review_with_its_task(self, received: Document) -> None:
        reading.read_document(received.pk)
        received.refresh_from_db()
        assert (received.state, received.reason) == (DocumentState.TO_REVIEW, "")
        (task,) = received.tasks.all()
        assert [a.name for a in task.lead.all()] == ["Sở Tư pháp"]
        assert str(task.due) == "2026-12-20"
        assert received.reading.content.startswith("{")

    def test_what_failed_comes_back_with_its_reason_and_goes_once_it_is_read_after_all(
        self, received: Document, settings: Any
    ) -> None:
        settings.READ_LIMITS = Limits(size=10)
        reading.read_document(received.pk)
        received.refresh_from_db()
        assert (received.state, received.reason) == (DocumentState.FAILED, TooLarge.message)
        returned = settings.INBOX / "_loi"
        assert {path.name for path in returned.iterdir()} == {"viec.txt", "viec.txt.txt"}
        assert TooLarge.message in (returned / "viec.txt.txt").read_text("utf-8-sig")
        settings.READ_LIMITS = Limits()
        services.retry(received, None)  # «Thử lại»
        reading.read_document(received.pk)
        received.refresh_from_db()
        assert (received.state, received.reason, received.tasks.count()) == (DocumentState.TO_REVIEW, "", 1)
        assert list(returned.iterdir()) == []

    def test_a_crash_between_the_copy_and_the_row_leaves_both_right(
        self, received: Document, settings: Any, monkeypatch: Any
    ) -> None:
        """The row says «lỗi» only when the copy is in _loi; a reader that dies in between is followed by another, and one copy stays."""

        def die(*given: Any) -> None:
            raise SystemExit

        settings.READ_LIMITS = Limits(size=10)
        with monkeypatch.context() as patch:
            patch.setattr(services, "fail", die)
            with pytest.raises(SystemExit):
                reading.read_document(received.pk)
        Document.objects.update(lease="", heartbeat_at=None)
        services.recover()
        reading.read_document(received.pk)
        received.refresh_from_db()
        assert received.state == DocumentState.FAILED
        assert {path.name for path in (settings.INBOX / "_loi").iterdir()} == {"viec.txt", "viec.txt.txt"}

    def test_an_original_that_is_gone_is_said_so(self, received: Document, settings: Any) -> None:
        Store(settings.ORIGINALS).path(received.sha256).unlink()
        reading.read_document(received.pk)
        received.refresh_from_db()
        assert received.state == DocumentState.FAILED
        assert "thả lại tệp" in received.reason


RUN_WILD = """
import sys; sys.path.insert(0, "tests")
from django.core.management import call_command
call_command("migrate", verbosity=0)
from pathlib import Path
from django.conf import settings
from ingest.originals import Store
from record_factories import Drop
from register import reading, services
import re, extract
Path("{file}").write_text("Sở Nội vụ báo cáo.", "utf-8")
sha256 = Store(settings.ORIGINALS).put(Path("{file}"))
document = services.receive(Drop("w1", sha256, "viec.txt"))
extract.extract = lambda read: re.match(r"(a|aa)+$", "a" * 90 + "b")  # holds the interpreter for ages, deaf to every thread
reading.read_document(document.pk)
"""
AFTERWARDS = """
from register import services
from register.models import Document
services.recover()
print(*Document.objects.values_list("state", "attempts", "lease").get())
"""


def test_extraction_that_runs_wild_ends_its_worker_and_counts_against_the_document(tmp_path: Path) -> None:
    worker = python(tmp_path, RUN_WILD.replace("{file}", str(tmp_path / "viec.txt")), THUKY_EXTRACT_SECONDS="1")
    _, err = worker.communicate(timeout=60)
    assert worker.returncode == 1
    assert "Timeout" in err
    assert output(python(tmp_path, AFTERWARDS)).split() == ["received", "1"]
