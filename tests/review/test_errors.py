"""When something is wrong, staff read what to do, and nothing of the record."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.urls import reverse

from register import listing
from register.models import Document


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/khong-co/", "/van-ban/999/", "/van-ban/999/trang/1.png", "/van-ban/999/ban-goc/", "/du-thao/999/tai/"]
)
def test_not_found(path: str, signed_in: Client) -> None:
    response = signed_in.get(path)
    assert response.status_code == 404
    assert "Không tìm thấy" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (RuntimeError("secret detail"), 500, "Có lỗi ở máy chủ"),
        (PermissionDenied("secret detail"), 403, "Không được phép"),
        (SuspiciousOperation("secret detail"), 400, "Yêu cầu không hợp lệ"),
    ],
)
def test_a_fault(
    error: Exception, status: int, words: str, client: Client, staff: Any, waiting: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**filters: Any) -> None:
        raise error

    monkeypatch.setattr(listing, "accepted_tasks", fail)
    client.force_login(staff)
    client.raise_request_exception = False
    response = client.get(reverse("tasks"))
    assert response.status_code == status
    shown = response.content.decode()
    assert words in shown
    assert "secret detail" not in shown


@pytest.mark.django_db
def test_the_page_of_a_fault_needs_no_list_of_static_files(client: Client, staff: Any, settings: Any) -> None:
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    client.force_login(staff)
    client.raise_request_exception = False
    response = client.get(reverse("documents"))
    assert response.status_code == 500
    assert "Có lỗi ở máy chủ" in response.content.decode()
