"""The administrator looks after accounts; nobody else does."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from review_factories import PASSWORD

from register.models import AuditEntry

GOOD = {
    "last_name": "Lê Minh",
    "first_name": "Châu",
    "username": "chau",
    "password": "Vần thơ mùa thu 9",
    "password_again": "Vần thơ mùa thu 9",
}


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def office(client: Client, django_user_model: Any) -> Client:
    """Signed in as administrator."""
    client.force_login(django_user_model.objects.create_superuser("quantri", password=PASSWORD))
    return client


def test_a_new_colleague_can_sign_in_and_is_no_administrator(office: Client, django_user_model: Any) -> None:
    response = office.post(reverse("staff"), GOOD, follow=True)
    assert "Đã thêm Lê Minh Châu (chau)." in text(response)
    colleague = django_user_model.objects.get(username="chau")
    assert not colleague.is_superuser
    assert not colleague.is_staff
    assert Client().post(reverse("login"), {"username": "chau", "password": GOOD["password"]}).url == reverse("documents")
    assert AuditEntry.objects.filter(action="staff_added", actor__username="quantri", details__username="chau").exists()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"username": "QuanTri"}, "Tên đăng nhập này đã có."),
        ({"username": "lê châu"}, "không có dấu cách"),
        ({"first_name": ""}, "Hãy ghi tên."),
        ({"password": "ngan", "password_again": "ngan"}, "cần ít nhất 10 ký tự"),
        ({"password_again": "khac"}, "Hai lần nhập mật khẩu không giống nhau."),
    ],
)
def test_a_bad_account_is_explained(wrong: dict[str, str], message: str, office: Client, django_user_model: Any) -> None:
    assert message in text(office.post(reverse("staff"), GOOD | wrong))
    assert django_user_model.objects.count() == 1


def test_a_forgotten_password_and_a_lock_by_wrong_guesses(office: Client, staff: Any, settings: Any) -> None:
    settings.AXES_FAILURE_LIMIT = 2
    guesser = Client()
    for _ in range(2):
        locked = guesser.post(reverse("login"), {"username": "binh", "password": "sai"})
    assert locked.status_code == 429
    new = {"password": GOOD["password"], "password_again": GOOD["password"]}
    assert "Đã đặt mật khẩu mới cho Trần Thị Bình." in text(
        office.post(reverse("staff_password", args=[staff.pk]), new, follow=True)
    )
    assert guesser.post(reverse("login"), {"username": "binh", "password": GOOD["password"]}).status_code == 302


def test_a_locked_account_is_out_at_once_and_can_be_opened(office: Client, staff: Any) -> None:
    colleague = Client()
    colleague.force_login(staff)
    office.post(reverse("staff_lock", args=[staff.pk]))
    assert colleague.get(reverse("documents")).status_code == 302
    assert "đã khóa" in text(office.get(reverse("staff")))
    office.post(reverse("staff_open", args=[staff.pk]))
    assert Client().post(reverse("login"), {"username": "binh", "password": PASSWORD}).status_code == 302


def test_nobody_locks_the_door_behind_themselves(office: Client, django_user_model: Any) -> None:
    me = django_user_model.objects.get()
    response = office.post(reverse("staff_lock", args=[me.pk]), follow=True)
    assert "Không thể khóa chính tài khoản đang dùng" in text(response)
    me.refresh_from_db()
    assert me.is_active


@pytest.mark.parametrize("name", ["staff", "staff_password", "staff_lock", "staff_open"])
def test_staff_do_not_manage_accounts(name: str, signed_in: Client, staff: Any, django_user_model: Any) -> None:
    other = django_user_model.objects.create_user("chau", password=PASSWORD)
    response = signed_in.post(reverse(name, args=[] if name == "staff" else [other.pk]), GOOD)
    assert response.status_code == 403
    other.refresh_from_db()
    assert other.is_active
    assert other.check_password(PASSWORD)
    assert "Người dùng" not in text(signed_in.get(reverse("documents")))
