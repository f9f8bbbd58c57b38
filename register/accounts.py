"""The first account: a one-time link, shown at the console only, by which a person sets the administrator's password."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from register import audit
from register.audit import Action
from register.models import SetupLink

PATH = "/thiet-lap/{token}/"


def has_administrator() -> bool:
    """True once somebody can sign in as administrator."""
    return bool(get_user_model().objects.filter(is_superuser=True, is_active=True).exists())


def setup_url(base: str, *, reset: bool = False) -> str | None:
    """A new link under ``base`` ("http://127.0.0.1:8000"); links made before are void. None once an administrator exists, unless ``reset``."""
    if has_administrator() and not reset:
        return None
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        SetupLink.objects.filter(used_at=None).delete()
        SetupLink.objects.create(digest=_digest(token), reset=reset)
    return base.rstrip("/") + PATH.format(token=token)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()  # 256 random bits need no slow hash


def _open_links(token: str) -> Any:
    links = SetupLink.objects.filter(digest=_digest(token), used_at=None)
    return links.filter(reset=True) if has_administrator() else links


def valid(token: str) -> bool:
    """True while the link can still be used."""
    return bool(_open_links(token).exists())


def create_administrator(token: str, username: str, password: str) -> Any:
    """Make the administrator (or, by a reset link, give an existing one a new password) and spend the link.

    Raises ``ValidationError`` with Vietnamese messages where the link is spent, the name is taken or the password too weak; the link then stays good.
    """
    accounts = get_user_model()
    username = accounts.normalize_username(username.strip())
    with transaction.atomic():
        link = _open_links(token).select_for_update().first()
        if link is None:
            raise ValidationError(
                "Đường dẫn thiết lập đã dùng hoặc không còn hiệu lực. Chạy «thuky setup-link» trên máy chủ để lấy đường dẫn mới."
            )
        user = accounts.objects.filter(username=username).first()
        if user and not link.reset:
            raise ValidationError("Tên đăng nhập này đã có. Hãy chọn tên khác.")
        user = user or accounts(username=username)
        validate_password(password, user)
        user.is_staff = user.is_superuser = user.is_active = True
        user.set_password(password)
        user.full_clean()
        user.save()
        link.used_at = timezone.now()
        link.save(update_fields=["used_at"])
        audit.write(user, Action.ADMINISTRATOR, username=username, reset=link.reset)
    return user
