"""Drafts are made from accepted tasks, listed with who made them, and come down as Word files."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse

from register import services
from register.models import Document, Draft

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
