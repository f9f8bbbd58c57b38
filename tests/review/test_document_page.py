"""The document page: every finding listed, placed on the source and worded for staff."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from record_factories import drop
from review_factories import record

from register import services
from register.models import Document


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def opened(signed_in: Client, row: Document) -> str:
    response = signed_in.get(reverse("document", args=[row.pk]))
    assert response.status_code == 200
    return text(response)


@pytest.mark.django_db
def test_every_finding_on_the_list_is_marked_on_the_source(signed_in: Client, waiting: Document) -> None:
    shown = opened(signed_in, waiting)
    listed = set(re.findall(r'data-finding="([^"]+)"', shown))
    marked = {key for keys in re.findall(r'data-f="([^"]+)"', shown) for key in keys.split()}
    kinds = {key.rsplit("-", 1)[0] for key in listed}
    assert {"task", "deadline", "figure", "citation", "assessment", "check", "header"} <= kinds
    assert listed - marked == {"check-0"}  # a check without a place
    assert marked <= listed


@pytest.mark.django_db
def test_findings_are_worded_for_staff(signed_in: Client, waiting: Document) -> None:
    shown = opened(signed_in, waiting)
    for words in (
        "15/12/2026",
        "«trước ngày 15/12/2026»",
        "Sở Nội vụ",
        "1.250 hồ sơ",
        "1.000/1.250 = 80 %, văn bản ghi 90 %",
        "12/KH-UBND",
        "Kết quả đạt được",
        "Phó Chánh Văn phòng".upper(),
        "cuộc họp giao ban tháng 11",
        "Nguyễn Văn An",
        "0/3 nhiệm vụ đã duyệt",
        "Có bảng lồng nhau.",
    ):
        assert words in shown


@pytest.mark.django_db
def test_a_failed_check_stands_before_those_that_hold(signed_in: Client, waiting: Document) -> None:
    shown = opened(signed_in, waiting)
    assert shown.index("văn bản ghi 90 %") < shown.index("Tổng khớp.")
    assert "1 phép kiểm tra không khớp" in shown


@pytest.mark.django_db
def test_words_of_a_hostile_document_stay_words(signed_in: Client) -> None:
    row = record("x", lines=("<script>alert(1)</script> & <img src=x onerror=alert(2)>", "Số: 1/TB"), name="<b>.docx")
    shown = opened(signed_in, row)
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "&lt;script&gt;alert(1)" in shown


@pytest.mark.django_db
def test_a_document_that_is_not_read_yet_waits_and_then_opens(signed_in: Client) -> None:
    row = services.receive(drop("x", name="moi.docx"))
    assert "tự mở khi đọc xong" in opened(signed_in, row)
    address = reverse("document", args=[row.pk])
    asked = signed_in.get(address, {"state": "received"}, headers={"HX-Request": "true"})
    assert asked.status_code == 204
    services.start_reading(row.pk)
    asked = signed_in.get(address, {"state": "received"}, headers={"HX-Request": "true"})
    assert asked.headers["HX-Refresh"] == "true"


@pytest.mark.django_db
@pytest.mark.parametrize(("order", "first"), [("vi-tri", "Sở Nội vụ chủ trì"), ("nghi-ngo", "khẩn trương khắc phục")])
def test_order_of_tasks(order: str, first: str, signed_in: Client, waiting: Document) -> None:
    waiting.tasks.filter(text__contains="khẩn trương").update(confidence=0.3)
    shown = text(signed_in.get(reverse("document_tasks", args=[waiting.pk]), {"thu-tu": order}))
    tasks = re.findall(r'class="task-text">([^<]+)<', shown)
    assert len(tasks) == 3
    assert first in tasks[0]
    assert "Cần xem kỹ" in shown


@pytest.mark.django_db
def test_tasks_of_one_state(signed_in: Client, waiting: Document) -> None:
    services.reject(waiting.tasks.last(), None)
    shown = text(signed_in.get(reverse("document_tasks", args=[waiting.pk]), {"loc": "rejected"}))
    assert len(re.findall("<article", shown)) == 1
    assert "Đã loại (1)" in shown


@pytest.mark.django_db
def test_accept_all_and_finish(signed_in: Client, waiting: Document, staff: Any) -> None:
    services.reject(waiting.tasks.last(), staff)
    refused = signed_in.post(reverse("finish", args=[waiting.pk]), headers={"HX-Request": "true"})
    assert refused.status_code == 409
    assert refused.headers["HX-Reswap"] == "none"
    assert "Còn 2 nhiệm vụ chưa duyệt" in text(refused)
    accepted = signed_in.post(reverse("accept_all", args=[waiting.pk]), headers={"HX-Request": "true"})
    assert "Đã nhận 2 nhiệm vụ." in text(accepted)
    assert "3/3 nhiệm vụ đã duyệt" in text(accepted)
    assert sorted(waiting.tasks.values_list("state", flat=True)) == ["accepted", "accepted", "rejected"]
    signed_in.post(reverse("finish", args=[waiting.pk]), headers={"HX-Request": "true"})
    waiting.refresh_from_db()
    assert waiting.state == "reviewed"


@pytest.mark.django_db
def test_without_scripts_the_refusal_is_shown_on_the_page(signed_in: Client, waiting: Document) -> None:
    back = reverse("document", args=[waiting.pk])
    response = signed_in.post(reverse("finish", args=[waiting.pk]), headers={"Referer": f"http://testserver{back}"}, follow=True)
    assert response.redirect_chain[0][0].endswith(back)
    assert "Còn 3 nhiệm vụ chưa duyệt" in text(response)


@pytest.mark.django_db
def test_the_way_to_the_next_document_to_review(signed_in: Client) -> None:
    first, second, third = (record(claim) for claim in "abc")
    assert f'href="{reverse("document", args=[first.pk])}"' in opened(signed_in, second)
    assert f'href="{reverse("document", args=[third.pk])}"' in opened(signed_in, first)  # from the end to the top


@pytest.mark.django_db
def test_the_audit_trail_is_told_in_words(signed_in: Client, waiting: Document, staff: Any) -> None:
    services.accept(waiting.tasks.first(), staff)
    assert "Nhận nhiệm vụ – Trần Thị Bình" in opened(signed_in, waiting)


@pytest.mark.django_db
def test_a_reread_document_shows_its_new_text(signed_in: Client, waiting: Document, staff: Any) -> None:
    opened(signed_in, waiting)
    services.retry(waiting, staff)
    taken = services.start_reading(waiting.pk)
    assert taken is not None
    from record_factories import findings, read_document

    read = read_document(("Nội dung sau khi đọc lại.",))
    services.record(taken, read, findings(read, ()))
    assert "Nội dung sau khi đọc lại." in opened(signed_in, waiting)


@pytest.mark.django_db
def test_a_container_and_its_members_lead_to_each_other(signed_in: Client, waiting: Document) -> None:
    member = services.receive(drop("m1", name="phụ lục 2.txt"))
    Document.objects.filter(pk=member.pk).update(container=waiting)
    page = signed_in.get(f"/van-ban/{waiting.pk}/").content.decode()
    assert f'<a href="/van-ban/{member.pk}/">phụ lục 2.txt</a> (Đã nhận)' in page
    listed = signed_in.get("/").content.decode()
    assert f'kèm trong <a href="/van-ban/{waiting.pk}/">{waiting.name}</a>' in listed
