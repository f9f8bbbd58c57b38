"""The states a document and a task pass through, with the words that staff see."""

from __future__ import annotations

from django.db.models import TextChoices


class DocumentState(TextChoices):
    """nhận → đang đọc → chờ duyệt → đã duyệt, or lỗi with the reason. Only ``register.services`` moves a document."""

    RECEIVED = "received", "Đã nhận"
    READING = "reading", "Đang đọc"
    TO_REVIEW = "to_review", "Chờ duyệt"
    REVIEWED = "reviewed", "Đã duyệt"
    FAILED = "failed", "Lỗi"


class TaskState(TextChoices):
    """What the reviewer decided on a task that extraction proposed."""

    PROPOSED = "proposed", "Chờ duyệt"
    ACCEPTED = "accepted", "Đã nhận việc"
    REJECTED = "rejected", "Đã loại"


class Term(TextChoices):
    """How an accepted task stands today (tình trạng): to its deadline, or done; derived, never stored. See ``register.listing``."""

    IN_TIME = "trong_han", "Trong hạn"
    SOON = "sap_den_han", "Sắp đến hạn"
    OVERDUE = "qua_han", "Quá hạn"
    RECURRING = "dinh_ky", "Định kỳ"
    NONE = "khong_thoi_han", "Không có ngày hạn"
    DONE = "hoan_thanh", "Đã hoàn thành"
    DONE_LATE = "hoan_thanh_qua_han", "Hoàn thành quá hạn"


OPEN = "chua_hoan_thanh"
STANDINGS: dict[str, tuple[str, tuple[Term, ...]]] = {
    OPEN: ("Chưa hoàn thành", (Term.IN_TIME, Term.SOON, Term.OVERDUE, Term.RECURRING, Term.NONE)),
    **{term.value: (term.label, (term,)) for term in Term},
    Term.DONE.value: (Term.DONE.label, (Term.DONE, Term.DONE_LATE)),
}
"""What the task list is filtered by: the words that staff see, and the terms they mean. What was done late was done, too."""
