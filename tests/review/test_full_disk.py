"""A disk without room: the page says so, looked up without the database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from register import health, listing


@pytest.fixture
def small_disk(disk_of: Callable[[int], Path]) -> Path:
    return disk_of(20)


@pytest.mark.django_db
def test_a_full_disk_is_told_on_the_page(signed_in: Client, settings: Any, small_disk: Path, tmp_path: Path) -> None:
    settings.VAR, settings.INBOX = tmp_path, tmp_path / "inbox"
    assert health.full_disks() == ()
    settings.VAR = small_disk
    shown = signed_in.get(reverse("documents")).content.decode()
    assert f"Ổ đĩa lưu dữ liệu ({small_disk}) chỉ còn trống" in shown
    assert "không mất" in shown


@pytest.mark.django_db
def test_the_page_of_a_fault_tells_it_too(
    client: Client, staff: Any, settings: Any, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database on a full disk can often not even be read."""

    def fail(**filters: Any) -> None:
        raise OperationalError("disk I/O error")

    settings.VAR = small_disk
    monkeypatch.setattr(listing, "accepted_tasks", fail)
    client.force_login(staff)
    client.raise_request_exception = False
    response = client.get(reverse("tasks"))
    assert (response.status_code, "chỉ còn trống" in response.content.decode()) == (500, True)


def test_one_disk_is_told_once(settings: Any, small_disk: Path, tmp_path: Path) -> None:
    settings.VAR = settings.INBOX = small_disk
    assert len(health.full_disks()) == 1
    settings.VAR = tmp_path
    assert "thư mục nhận văn bản" in health.full_disks()[0]
    settings.INBOX = tmp_path / "not there"
    assert health.full_disks() == ()
