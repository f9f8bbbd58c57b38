"""Drafts are made from accepted tasks, listed with who made them, and come down as Word files."""

from __future__ import annotations

import io
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from register import services
from register.models import Document, Draft, Task

HTMX = {"HX-Request": "true"}


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def words_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


@pytest.fixture
def accepted(waiting: Document, staff: Any) -> Document:
    for task in waiting.tasks.all()[:2]:
        services.accept(task, staff)
    return waiting


def make(signed_in: Client, row: Document, **headers: Any) -> Any:
    return signed_in.post(reverse("draft_new", args=[row.pk]), {"kind": "thong_bao_ket_luan"}, **headers)


@pytest.mark.django_db
def test_a_draft_is_made_listed_and_downloaded(signed_in: Client, accepted: Document) -> None:
    part = text(make(signed_in, accepted, headers=HTMX))
    draft = Draft.objects.get()
    address = reverse("draft_download", args=[draft.pk])
    assert f'href="{address}"' in part
    assert "data-autodownload" in part
    response = signed_in.get(address)
    assert response.headers["Content-Disposition"].endswith(f'"du-thao-thong-bao-ket-luan-45-tb-ubnd-{draft.pk}.docx"')
    words = words_of(response.content)
    assert "rà soát biên chế" in words
    assert "thẩm định dự thảo quy chế" in words
    assert "khẩn trương khắc phục" not in words  # not accepted
    listed = text(signed_in.get(reverse("drafts")))
    assert "Trần Thị Bình" in listed
    assert "45/TB-UBND" in listed


@pytest.mark.django_db
def test_without_scripts_the_draft_comes_down_at_once(signed_in: Client, accepted: Document) -> None:
    response = make(signed_in, accepted, follow=True)
    assert response.content.startswith(b"PK")


@pytest.mark.django_db
def test_nothing_accepted_nothing_drafted(signed_in: Client, waiting: Document) -> None:
    response = make(signed_in, waiting, headers=HTMX)
    assert response.status_code == 409
    assert "Chưa có nhiệm vụ nào được nhận" in text(response)
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_a_fault_in_a_template_is_told_on_the_page(signed_in: Client, accepted: Document, settings: Any, tmp_path: Path) -> None:
    templates = tmp_path / "mau"
    shutil.copytree(settings.TEMPLATES_DOCX, templates)
    (templates / "thong_bao_ket_luan.docx").write_bytes(b"khong phai Word")
    settings.TEMPLATES_DOCX = templates
    response = make(signed_in, accepted, headers=HTMX)
    assert response.status_code == 409
    assert "thong_bao_ket_luan.docx" in text(response)
    assert "không mở được như một tệp Word" in text(response)
    assert not Draft.objects.exists()


@pytest.fixture
def overdue(accepted: Document) -> Document:
    """Of the two accepted tasks the first is three days late, the second due tomorrow."""
    for task, days in zip(accepted.tasks.all()[:2], (-3, 1), strict=True):
        Task.objects.filter(pk=task.pk).update(due=timezone.localdate() + timedelta(days))
    return accepted


def make_from_list(signed_in: Client, kind: str, filters: dict[str, str], **headers: Any) -> Any:
    return signed_in.post(reverse("task_draft_new"), {"kind": kind, **filters}, **headers)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "filters", "said", "unsaid"),
    [
        ("cong_van_don_doc", {}, ["01 nhiệm vụ đã quá hạn", "01 nhiệm vụ sắp đến hạn", "- Sở Nội vụ;", "45/TB-UBND"], ["mưa lũ"]),
        ("cong_van_don_doc", {"don-vi": "sở nội vụ"}, ["Kính gửi: Sở Nội vụ.", "rà soát biên chế"], ["thẩm định"]),
        ("cong_van_don_doc", {"tinh-trang": "sap_den_han"}, ["Kính gửi: Sở Tư pháp.", "thẩm định"], ["rà soát biên chế"]),
        ("bao_cao_nhiem_vu", {}, ["Tổng số nhiệm vụ theo dõi: 02", "Sở Nội vụ", "rà soát biên chế"], ["thẩm định", "mưa lũ"]),
        ("bao_cao_nhiem_vu", {"q": "quy chế"}, ["Tổng số nhiệm vụ theo dõi: 01", "Sở Tư pháp"], ["Phụ lục", "rà soát"]),
    ],
)
def test_a_draft_from_the_task_list_holds_what_the_filter_lets_in(
    kind: str, filters: dict[str, str], said: list[str], unsaid: list[str], signed_in: Client, overdue: Document
) -> None:
    part = text(make_from_list(signed_in, kind, filters, headers=HTMX))
    draft = Draft.objects.get()
    assert f'href="{reverse("draft_download", args=[draft.pk])}" download data-autodownload' in part
    response = signed_in.get(reverse("draft_download", args=[draft.pk]))
    assert f"{timezone.localdate():%Y-%m-%d}-{draft.pk}.docx" in response.headers["Content-Disposition"]
    words = words_of(response.content)
    assert [part for part in said if part not in words] == []
    assert [part for part in unsaid if part in words] == []
    listed = text(signed_in.get(reverse("drafts")))
    assert draft.title in listed
    assert f'<a href="{reverse("tasks")}">Danh mục nhiệm vụ</a>' in listed
    assert "đã gỡ" not in listed
    assert draft.title not in text(signed_in.get(reverse("document", args=[overdue.pk])))


@pytest.mark.django_db
def test_the_list_offers_its_drafts_with_the_filter_that_is_set(signed_in: Client, overdue: Document) -> None:
    for headers in ({}, HTMX):
        page = text(signed_in.get(reverse("tasks") + "?don-vi=Sở Nội vụ&tinh-trang=qua_han&q=biên", headers=headers))
        for name, value in (("don-vi", "Sở Nội vụ"), ("tinh-trang", "qua_han"), ("q", "biên")):
            assert page.count(f'<input type="hidden" name="{name}" value="{value}">') == 2
    page = text(signed_in.get(reverse("document", args=[overdue.pk])))
    assert "Dự thảo Thông báo kết luận" in page
    assert "Dự thảo Công văn đôn đốc" not in page


@pytest.mark.django_db
def test_without_scripts_a_draft_from_the_list_comes_down_at_once(signed_in: Client, overdue: Document) -> None:
    assert make_from_list(signed_in, "bao_cao_nhiem_vu", {}, follow=True).content.startswith(b"PK")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "filters", "said"),
    [
        ("cong_van_don_doc", {"q": "không có"}, "chưa có gì để đôn đốc"),
        ("bao_cao_nhiem_vu", {"q": "không có"}, "không có nhiệm vụ nào để báo cáo"),
        ("bao_cao_nhiem_vu", {"tinh-trang": "qua_han"}, "chọn lại «Mọi tình trạng»"),
        ("thong_bao_ket_luan", {}, "Không có loại dự thảo này."),
    ],
)
def test_why_nothing_is_drafted_from_the_list(
    kind: str, filters: dict[str, str], said: str, signed_in: Client, overdue: Document
) -> None:
    response = make_from_list(signed_in, kind, filters, headers=HTMX)
    assert (response.status_code, said in text(response)) == (409, True)
    back = {"HTTP_REFERER": f"http://testserver{reverse('tasks')}"}
    assert said in text(make_from_list(signed_in, kind, filters, follow=True, **back))
    assert not Draft.objects.exists()
