"""Staff, documents that wait for review, and a browser."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.test import Client
from review_factories import PASSWORD, record

from register.models import Document

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs an event loop in the thread of the test

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture
def staff(django_user_model: Any) -> Any:
    return django_user_model.objects.create_user("binh", password=PASSWORD, first_name="Bình", last_name="Trần Thị")


@pytest.fixture
def signed_in(client: Client, staff: Any) -> Client:
    """A client of somebody who has signed in."""
    client.force_login(staff)
    return client


@pytest.fixture
def waiting(db: None) -> Document:
    """A document «chờ duyệt» with three proposed tasks."""
    return record()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium, quiet on the network."""
    if not os.path.exists(CHROMIUM):
        pytest.skip(f"{CHROMIUM} is not installed: no browser tests")
    flags = (
        "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync"
    )
    return {"executable_path": CHROMIUM, "args": flags.split()}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"viewport": {"width": 1366, "height": 768}, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}
