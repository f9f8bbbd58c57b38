"""Recording what was found: once or again, no task twice, and nothing that a person decided is lost."""

from __future__ import annotations

import dataclasses

import pytest
from record_factories import LINES, directive, drop, findings, read_document

from register import services
from register.models import Agency, AuditEntry, Document, Reading
from register.states import DocumentState, TaskState
from register.trouble import LeaseLost

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken() -> Document:
    document = services.receive(drop("c1"))
    row = services.start_reading(document.pk)
    assert row is not None
    return row


@pytest.fixture
def recorded(taken: Document) -> Document:
    read = read_document()
    return services.record(taken, read, findings(read))


def test_the_record_holds_header_tasks_and_evidence(recorded: Document) -> None:
    assert recorded.state == DocumentState.TO_REVIEW
    assert (recorded.number, recorded.doc_type, str(recorded.issued_on)) == ("45/TB-UBND", "thông báo", "2026-11-03")
    assert recorded.lease == ""
    assert recorded.attempts == 0
    tasks = list(recorded.tasks.all())
    text = read_document().text
    assert [t.quote for t in tasks] == [line[3:] for line in LINES[4:]]
    assert all(text[t.start : t.end] == t.quote and t.proposed["text"] == t.quote for t in tasks)
    assert [a.name for a in tasks[0].lead.all()] == ["Sở Nội vụ"]
    assert [a.name for a in tasks[0].coordinating.all()] == ["Sở Tài chính"]
    assert (tasks[0].deadline_text, str(tasks[0].due)) == ("trước ngày 15/12/2026", "2026-12-15")


def test_recording_twice_doubles_nothing(recorded: Document) -> None:
    ids = set(recorded.tasks.values_list("pk", flat=True))
    read = read_document()
    services.record(recorded, read, findings(read))
    assert set(recorded.tasks.values_list("pk", flat=True)) == ids
    assert Reading.objects.count() == 1
    assert Agency.objects.count() == 4


def test_rereading_keeps_what_people_did_and_follows_the_rest(recorded: Document, django_user_model: type) -> None:
    actor = django_user_model.objects.create_user("binh")
    first, second, third = recorded.tasks.all()
    services.accept(first, actor)
    services.edit(
        second,
        actor,
        text="Thẩm định dự thảo quy chế",
        lead=["Sở Tư pháp"],
        coordinating=[],
        deadline_text="",
        due=None,
        note="gấp",
    )
    moved = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", *LINES[:6], "4. Công an tỉnh tăng cường tuần tra dịp cuối năm.")
    read = read_document(moved)
    text = read.text
    again = (
        directive(text, LINES[4][3:], "Sở Nội vụ", "Sở Tài chính"),
        directive(text, LINES[5][3:], "Sở Tư pháp"),
        directive(text, moved[-1][3:], "Công an tỉnh"),
    )
    services.record(recorded, read, findings(read, again))
    tasks = {t.pk: t for t in recorded.tasks.all()}
    assert third.pk not in tasks, "an untouched proposal that is no longer found goes"
    assert tasks[first.pk].state == TaskState.ACCEPTED
    assert str(tasks[first.pk].due) == "2026-12-15", "what was accepted is not overwritten"
    assert (tasks[second.pk].text, tasks[second.pk].note) == ("Thẩm định dự thảo quy chế", "gấp")
    assert len(tasks) == 3
    assert all(text[t.start : t.end] == t.quote for t in tasks.values()), "evidence points into the text as now read"


@pytest.mark.parametrize("decide", [services.accept, services.reject])
def test_a_decided_task_stays_though_its_sentence_reads_a_little_differently(recorded: Document, decide: object) -> None:
    first = recorded.tasks.first()
    decide(first, None)  # type: ignore[operator]
    lines = list(LINES)
    lines[4] = lines[4].replace("rà soát biên chế", "rà soat biên chê")  # another reading of the same scan
    read = read_document(tuple(lines))
    services.record(recorded, read, findings(read, (directive(read.text, lines[4][3:], "Sở Nội vụ"),)))
    (task,) = recorded.tasks.all()
    assert task.pk == first.pk
    assert read.text[task.start : task.end] == lines[4][3:]


def test_identical_sentences_stay_two_tasks(taken: Document) -> None:
    line = "Các xã báo cáo kết quả về Sở Nội vụ trước ngày 20/12/2026."
    read = read_document((line, "Phần II", line))
    second = read.text.rindex(line)
    one = directive(read.text, line)
    two = dataclasses.replace(one, start=second, end=second + len(line))
    for _ in range(2):
        services.record(taken, read, findings(read, (one, two)))
        assert [t.start for t in taken.tasks.all()] == [0, second]
    services.accept(taken.tasks.last(), None)
    services.record(taken, read, findings(read, (one, two)))
    assert [(t.start, t.state) for t in taken.tasks.all()] == [(0, "proposed"), (second, "accepted")]


def test_a_worker_that_lost_the_document_records_nothing(taken: Document) -> None:
    late = Document.objects.get(pk=taken.pk)
    assert services.give_back(taken)
    other = services.start_reading(taken.pk)
    assert other is not None
    read = read_document()
    with pytest.raises(LeaseLost):
        services.record(late, read, findings(read))
    services.record(other, read, findings(read))
    assert AuditEntry.objects.filter(action="recorded").count() == 1


def test_a_failed_rereading_keeps_the_earlier_findings(recorded: Document) -> None:
    services.retry(recorded, None)
    row = services.start_reading(recorded.pk)
    assert row is not None
    services.fail(row, "Tệp bị hỏng.")
    recorded.refresh_from_db()
    assert (recorded.state, recorded.reason) == (DocumentState.FAILED, "Tệp bị hỏng.")
    assert recorded.tasks.count() == 3
