"""Originals come back byte for byte; pictures of pages are drawn once."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from record_factories import Drop

from ingest.originals import Store
from register import services
from register.models import Document
from review import page_pictures


def stored(path: Path, name: str, pages: int) -> Document:
    from django.conf import settings

    sha256 = Store(settings.ORIGINALS).put(path)
    row = services.receive(Drop(sha256[:32], sha256, name, path.stat().st_size))
    Document.objects.filter(pk=row.pk).update(page_count=pages, media_type="application/pdf")
    return row


@pytest.fixture
def two_pages(tmp_path: Path, settings: Any) -> Path:
    settings.VAR = tmp_path / "var"
    settings.ORIGINALS = settings.VAR / "originals"
    first, second = (Image.new("RGB", (595, 842), colour) for colour in ("white", "red"))
    first.save(tmp_path / "a.pdf", save_all=True, append_images=[second], resolution=72)
    return tmp_path / "a.pdf"


@pytest.mark.django_db
def test_the_original_is_saved_under_its_name_byte_for_byte(signed_in: Client, two_pages: Path) -> None:
    row = stored(two_pages, "Thông báo số 5.pdf", 2)
    response = signed_in.get(reverse("original", args=[row.pk]))
    assert b"".join(response.streaming_content) == two_pages.read_bytes()
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "Th%C3%B4ng%20b%C3%A1o" in response.headers["Content-Disposition"]


@pytest.mark.django_db
def test_a_page_is_drawn_as_it_looks_and_only_once(signed_in: Client, two_pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = stored(two_pages, "a.pdf", 2)
    response = signed_in.get(reverse("page_picture", args=[row.pk, 2]))
    picture = Image.open(io.BytesIO(response.content))
    assert picture.width == pytest.approx(595 / 72 * page_pictures.DPI, abs=2)
    red, green, _ = picture.convert("RGB").getpixel((300, 400))
    assert red > 240
    assert green < 20
    monkeypatch.setattr(subprocess, "run", None)  # nothing is drawn again
    assert signed_in.get(reverse("page_picture", args=[row.pk, 2])).content == response.content


@pytest.mark.django_db
@pytest.mark.parametrize("page", [0, 3])
def test_a_page_that_is_not_there(page: int, signed_in: Client, two_pages: Path) -> None:
    row = stored(two_pages, "a.pdf", 2)
    assert signed_in.get(f"/van-ban/{row.pk}/trang/{page}.png").status_code == 404


@pytest.mark.django_db
def test_a_file_that_cannot_be_drawn_takes_nothing_along(signed_in: Client, two_pages: Path, tmp_path: Path) -> None:
    broken = tmp_path / "hong.pdf"
    broken.write_bytes(b"%PDF-1.4 hong")
    row = stored(broken, "hong.pdf", 1)
    assert signed_in.get(reverse("page_picture", args=[row.pk, 1])).status_code == 404
