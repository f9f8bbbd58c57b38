"""The audit trail (nhật ký): one entry for every change, written in the transaction that makes the change."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import TextChoices

from register.models import AuditEntry, Document, Task


class Action(TextChoices):
    """What was done, with the words that staff see."""

    RECEIVED = "received", "Nhận văn bản"
    READING = "reading", "Bắt đầu đọc"
    RELEASED = "released", "Dừng đọc giữa chừng, sẽ đọc lại"
    RECORDED = "recorded", "Đọc xong"
    FAILED = "failed", "Không đọc được"
    RETRIED = "retried", "Yêu cầu đọc lại"
    ACCEPTED = "accepted", "Nhận nhiệm vụ"
    REJECTED = "rejected", "Loại nhiệm vụ"
    REOPENED = "reopened", "Mở lại nhiệm vụ"
    EDITED = "edited", "Sửa nhiệm vụ"
    ADDED = "added", "Thêm nhiệm vụ"
    DONE = "done", "Ghi nhiệm vụ đã hoàn thành"
    UNDONE = "undone", "Bỏ ghi hoàn thành nhiệm vụ"
    REVIEWED = "reviewed", "Kết thúc duyệt"
    DRAFTED = "drafted", "Soạn dự thảo"
    SAMPLES = "samples", "Nạp văn bản mẫu"
    ADMINISTRATOR = "administrator", "Đặt mật khẩu người quản trị"
    STAFF_ADDED = "staff_added", "Thêm người dùng"
    STAFF_PASSWORD = "staff_password", "Đặt lại mật khẩu người dùng"
    STAFF_LOCKED = "staff_locked", "Khóa tài khoản"
    STAFF_OPENED = "staff_opened", "Mở khóa tài khoản"


def write(
    actor: Any, action: Action, *, document: Document | None = None, task: Task | None = None, **details: Any
) -> AuditEntry:
    """Add an entry; call it inside the transaction of the change. ``actor`` is the signed-in user, None for the machine itself."""
    if isinstance(actor, AnonymousUser):
        actor = None
    return AuditEntry.objects.create(actor=actor, action=action, document=document, task=task, details=details)
