"""The first account, signing in and out, a password changed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from review_factories import PASSWORD

from register import accounts

GOOD = {"username": "quantri", "password": "Vần thơ mùa thu 9", "password_again": "Vần thơ mùa thu 9"}


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def link(db: None) -> str:
    url = accounts.setup_url("http://testserver")
    assert url is not None
    return urlsplit(url).path


def test_the_link_makes_one_administrator_and_is_spent(link: str, client: Client, django_user_model: Any) -> None:
    assert "Thiết lập người quản trị" in text(client.get(link))
    response = client.post(link, GOOD, follow=True)
    assert response.redirect_chain == [(reverse("documents"), 302)]
    assert django_user_model.objects.get().is_superuser
    again = Client().get(link)
    assert again.status_code == 410
    assert "không còn dùng được" in text(again)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"username": ""}, "Hãy đặt tên đăng nhập."),
        ({"username": "quản trị"}, "không có dấu cách"),
        ({"password": "ngan", "password_again": "ngan"}, "Mật khẩu quá ngắn"),
        ({"password": "password123", "password_again": "password123"}, "quá phổ biến"),
        ({"password_again": "khac"}, "Hai lần nhập mật khẩu không giống nhau."),
        ({"username": "vanthomuathu", "password": "vanthomuathu", "password_again": "vanthomuathu"}, "quá giống"),
    ],
)
def test_a_bad_first_account_is_explained_and_the_link_stays_good(
    wrong: dict[str, str], message: str, link: str, client: Client, django_user_model: Any
) -> None:
    response = client.post(link, GOOD | wrong)
    assert message in text(response)
    assert not django_user_model.objects.exists()
    assert client.post(link, GOOD).status_code == 302


@pytest.mark.django_db
def test_an_invented_link_opens_nothing(client: Client, django_user_model: Any) -> None:
    response = client.post(reverse("setup", args=["x" * 43]), GOOD)
    assert response.status_code == 410
    assert not django_user_model.objects.exists()


@pytest.mark.django_db
def test_signing_in_leads_where_one_was_going_and_never_off_the_site(client: Client, staff: Any) -> None:
    form = {"username": "binh", "password": PASSWORD}
    assert client.post(reverse("login"), form | {"next": "/nhiem-vu/"}).url == "/nhiem-vu/"
    client.post(reverse("logout"))
    assert client.post(reverse("login"), form | {"next": "https://example.org/"}).url == "/"


@pytest.mark.django_db
def test_a_wrong_password_is_told_and_too_many_lock(client: Client, staff: Any, settings: Any) -> None:
    settings.AXES_FAILURE_LIMIT = 3
    form = {"username": "binh", "password": "sai"}
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in text(client.post(reverse("login"), form))
    for _ in range(2):
        locked = client.post(reverse("login"), form)
    assert locked.status_code == 429
    assert "Tạm khóa đăng nhập" in text(locked)
    assert "15 phút" in text(locked)
    assert client.post(reverse("login"), form | {"password": PASSWORD}).status_code == 429


@pytest.mark.django_db
def test_signing_out(signed_in: Client) -> None:
    assert signed_in.post(reverse("logout")).url == reverse("login")
    assert signed_in.get(reverse("documents")).status_code == 302


@pytest.mark.django_db
def test_a_new_password(signed_in: Client, staff: Any) -> None:
    wrong = {"old_password": "sai", "new_password1": GOOD["password"], "new_password2": GOOD["password"]}
    assert "Mật khẩu cũ không chính xác" in text(signed_in.post(reverse("password_change"), wrong))
    short = wrong | {"old_password": PASSWORD, "new_password1": "ngan", "new_password2": "ngan"}
    assert "cần ít nhất 10 ký tự" in text(signed_in.post(reverse("password_change"), short))
    response = signed_in.post(reverse("password_change"), wrong | {"old_password": PASSWORD}, follow=True)
    assert "Đã đổi mật khẩu." in text(response)
    staff.refresh_from_db()
    assert staff.check_password(GOOD["password"])
