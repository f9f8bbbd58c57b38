"""Nothing is reachable without signing in but what must be; nothing changes by a GET."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from register.models import Document

OPEN = {"login", "setup"}
CHANGING = {
    "upload", "load_samples", "retry", "accept_all", "finish", "draft_new", "task_accept", "task_reject", "task_reopen", "logout",
    "staff_lock", "staff_open", "task_done", "task_undone", "task_draft_new",
}  # fmt: skip


def patterns(resolver: Any = None) -> list[URLPattern]:
    found: list[URLPattern] = []
    for pattern in (resolver or get_resolver()).url_patterns:
        found += patterns(pattern) if isinstance(pattern, URLResolver) else [pattern]
    return found


def address(pattern: URLPattern) -> str:
    values = {"pk": 1, "page": 1, "token": "x" * 43}
    return reverse(pattern.name or pattern.callback, kwargs={name: values[name] for name in pattern.pattern.converters})


ALL = [pytest.param(pattern, id=str(pattern.name)) for pattern in patterns()]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("pattern", ALL)
def test_a_stranger_sees_nothing_but_the_doors(pattern: URLPattern, method: str, client: Client, waiting: Document) -> None:
    response = getattr(client, method)(address(pattern))
    if pattern.name in OPEN:
        assert response.status_code in (200, 410)
    elif pattern.name == "logout":
        assert response.status_code in (302, 405)
        assert "binh" not in response.content.decode()
    else:
        assert response.status_code == 302
        assert response.url.startswith(reverse("login") + "?next=")


@pytest.mark.django_db
@pytest.mark.parametrize("pattern", [p for p in ALL if p.id in CHANGING])
def test_what_changes_something_is_no_link(pattern: URLPattern, signed_in: Client, waiting: Document) -> None:
    assert signed_in.get(address(pattern)).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize(
    "pattern",
    [
        p
        for p in ALL
        if p.id in CHANGING | {"login", "setup", "password_change", "task_edit", "task_add", "staff", "staff_password"}
    ],
)
def test_a_form_of_another_site_changes_nothing(pattern: URLPattern, staff: Any, waiting: Document) -> None:
    strict = Client(enforce_csrf_checks=True)
    if pattern.name not in OPEN:
        strict.force_login(staff)
    response = strict.post(address(pattern), {"kind": "thong_bao_ket_luan"})
    if pattern.name == "setup":
        assert response.status_code in (403, 410)
    else:
        assert response.status_code == 403
        assert "Phiên làm việc đã hết hạn" in response.content.decode()
    waiting.refresh_from_db()
    assert waiting.state == "to_review"


@pytest.mark.django_db
def test_a_page_left_open_past_its_session_is_loaded_anew(client: Client) -> None:
    response = client.get(reverse("documents"), headers={"HX-Request": "true"})
    assert response.headers["HX-Refresh"] == "true"
    assert not response.content


@pytest.mark.django_db
def test_pages_are_not_kept_by_the_browser_and_run_nothing_foreign(signed_in: Client, waiting: Document) -> None:
    response = signed_in.get(reverse("document", args=[waiting.pk]))
    assert "no-store" in response.headers["Cache-Control"]
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy or "script-src 'self'" in policy
    assert "<script>" not in response.content.decode()
