"""The one-time link of the first administrator."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from register import accounts
from register.models import AuditEntry, SetupLink

pytestmark = pytest.mark.django_db
BASE = "http://127.0.0.1:8000"


def token(**options: Any) -> str:
    url = accounts.setup_url(BASE, **options)
    assert url is not None
    assert url.startswith(BASE + "/thiet-lap/")
    return url.split("/")[-2]


def test_the_link_makes_one_administrator_once(django_user_model: Any) -> None:
    link = token()
    assert accounts.valid(link)
    assert link not in str(SetupLink.objects.values()), "only the digest is kept"
    accounts.create_administrator(link, "vanthu", "mật khẩu dài 2026")
    user = django_user_model.objects.get()
    assert user.is_superuser
    assert user.check_password("mật khẩu dài 2026")
    assert not accounts.valid(link)
    with pytest.raises(ValidationError, match="đã dùng"):
        accounts.create_administrator(link, "ketrom", "mật khẩu dài 2026")
    assert django_user_model.objects.count() == 1
    assert accounts.setup_url(BASE) is None
    assert AuditEntry.objects.get(action="administrator").actor == user


def test_a_new_link_voids_the_one_before() -> None:
    first, second = token(), token()
    assert not accounts.valid(first)
    assert accounts.valid(second)
    assert not accounts.valid("")
    assert not accounts.valid(second + "x")


def test_a_weak_password_is_refused_in_vietnamese_and_the_link_stays_good(django_user_model: Any) -> None:
    link = token()
    with pytest.raises(ValidationError) as refused:
        accounts.create_administrator(link, "vanthu", "12345")
    assert "Mật khẩu" in " ".join(refused.value.messages)
    with pytest.raises(ValidationError):
        accounts.create_administrator(link, "", "mật khẩu dài 2026")
    assert not django_user_model.objects.exists()
    assert accounts.valid(link)


def test_a_link_left_over_is_dead_once_there_is_an_administrator(django_user_model: Any) -> None:
    link = token()
    django_user_model.objects.create_superuser("khac", password="x")
    assert not accounts.valid(link)


def test_a_forgotten_password_is_set_anew_by_a_link_made_on_purpose(django_user_model: Any) -> None:
    accounts.create_administrator(token(), "vanthu", "mật khẩu dài 2026")
    accounts.create_administrator(token(reset=True), "vanthu", "mật khẩu khác 2027")
    assert django_user_model.objects.get().check_password("mật khẩu khác 2027")
