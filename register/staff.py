"""Accounts of members of staff (người dùng): who may sign in. The first one, the administrator, is made by ``register.accounts``."""

from __future__ import annotations

from typing import Any

from axes.utils import reset
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from register import audit
from register.audit import Action
from register.trouble import Refused


class OneselfLockedOut(Refused):
    message = "Không thể khóa chính tài khoản đang dùng. Hãy nhờ một người quản trị khác."


def add(actor: Any, *, username: str, last_name: str, first_name: str, password: str) -> Any:
    """A new account without administrator's rights. Raises ``ValidationError`` where the name is taken or the password too weak."""
    users = get_user_model()
    username = users.normalize_username(username.strip())
    with transaction.atomic():
        if users.objects.filter(username__iexact=username).exists():
            raise ValidationError({"username": "Tên đăng nhập này đã có. Hãy chọn tên khác."})
        user = users(username=username, last_name=last_name.strip(), first_name=first_name.strip())
        validate_password(password, user)
        user.set_password(password)
        user.full_clean()
        user.save()
        audit.write(actor, Action.STAFF_ADDED, username=username)
    return user


def set_password(actor: Any, user: Any, password: str) -> None:
    """Give somebody who forgot the password a new one, and let them in at once where wrong guesses had locked the name."""
    with transaction.atomic():
        validate_password(password, user)
        user.set_password(password)
        user.save(update_fields=["password"])
        audit.write(actor, Action.STAFF_PASSWORD, username=user.get_username())
    reset(username=user.get_username())


def set_active(actor: Any, user: Any, active: bool) -> None:
    """Lock an account, or open it again. What its holder decided stays in the record under their name."""
    if user.pk == actor.pk:
        raise OneselfLockedOut
    with transaction.atomic():
        user.is_active = active
        user.save(update_fields=["is_active"])
        audit.write(actor, Action.STAFF_OPENED if active else Action.STAFF_LOCKED, username=user.get_username())
