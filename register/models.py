"""The record: what was received, what was read in it, which tasks follow, who decided what.

Rows change through ``register.services`` only; views and commands never assign a state themselves.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from register.states import DocumentState, TaskState


class Document(models.Model):
    """One dropped file (văn bản đến). The bytes lie in the originals store under ``sha256``."""

    sha256 = models.CharField(max_length=64, db_index=True)
    claim = models.CharField(
        max_length=64, unique=True, help_text="one drop into the inbox, so that a crash never makes two rows"
    )
    name = models.CharField("tên tệp", max_length=255)
    size = models.BigIntegerField(default=0)
    state = models.CharField(max_length=16, choices=DocumentState, default=DocumentState.RECEIVED, db_index=True)
    reason = models.TextField("lý do lỗi", blank=True)
    duplicate_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="duplicates")
    container = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="members")
    damage = models.TextField(
        blank=True, help_text="why it could not be taken out of its container whole (ingest.members.Member)"
    )
    received_at = models.DateTimeField(auto_now_add=True)
    reading_since = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.CharField(
        max_length=160, blank=True, help_text="who reads it now: machine, process and a random part (register.lease)"
    )
    heartbeat_at = models.DateTimeField(null=True, blank=True, help_text="last sign of life of the reader that holds the lease")

    # From the reading and the header, copied here to list and search by.
    media_type = models.CharField(max_length=127, blank=True)
    read_by = models.CharField(max_length=32, blank=True)
    quality = models.FloatField(null=True, blank=True)
    page_count = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(default=list, blank=True)
    doc_type = models.CharField("loại", max_length=64, blank=True)
    number = models.CharField("số, ký hiệu", max_length=64, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=255, blank=True)
    subject = models.TextField("trích yếu", blank=True)
    search = models.TextField(blank=True, editable=False, help_text="register.naming.search_text: what to look words up in")

    class Meta:
        ordering = ["-received_at", "-id"]

    def __str__(self) -> str:
        return self.number or self.name


class Reading(models.Model):
    """What reading and extraction made of a document: replaced whole when it is read again."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="reading")
    content = models.TextField(help_text="ingest.document.Document.to_json()")
    findings = models.JSONField(help_text="extract.findings.as_json(Findings)")
    extracted_with = models.CharField(max_length=32, blank=True)


class Agency(models.Model):
    """A body that is given tasks (cơ quan, đơn vị), under the name as first written; ``key`` makes its spellings one (register.naming)."""

    name = models.CharField("tên", max_length=255)
    key = models.CharField(max_length=255, unique=True, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Task(models.Model):
    """One task (nhiệm vụ): proposed by extraction or typed in by staff, then accepted or rejected.

    ``text``, ``lead``, … hold what staff made of it; ``proposed`` keeps what extraction had said (the directive as JSON). ``start`` and ``end`` are
    offsets into the document's text, None for a task typed in by hand.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=16, choices=TaskState, default=TaskState.PROPOSED, db_index=True)
    text = models.TextField("nội dung nhiệm vụ")
    quote = models.TextField("trích dẫn", blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    lead = models.ManyToManyField(Agency, blank=True, related_name="leads", verbose_name="đơn vị chủ trì")
    coordinating = models.ManyToManyField(Agency, blank=True, related_name="coordinates", verbose_name="đơn vị phối hợp")
    deadline_text = models.CharField("thời hạn (theo văn bản)", max_length=500, blank=True)
    due = models.DateField("hạn", null=True, blank=True, db_index=True)
    recurrence = models.CharField("định kỳ", max_length=255, blank=True)
    confidence = models.FloatField(default=1.0)
    proposed = models.JSONField(null=True, blank=True)
    edited = models.BooleanField("đã sửa", default=False)
    search = models.TextField(blank=True, editable=False, help_text="register.naming.search_text: what to look words up in")
    note = models.TextField("ghi chú", blank=True)
    done_on = models.DateField("hoàn thành ngày", null=True, blank=True, help_text="day of the result, as staff marked it")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["document_id", "position", "id"]

    def __str__(self) -> str:
        return self.text[:80]


class Draft(models.Model):
    """A drafted document (dự thảo): its kind, the context it was merged from, and the Word file."""

    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.SET_NULL, related_name="drafts")
    kind = models.CharField(max_length=64)
    title = models.TextField(blank=True)
    context = models.JSONField(default=dict)
    content = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-created_at", "-id"]


class AuditEntry(models.Model):
    """Who did what to which row, and when (nhật ký)."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    action = models.CharField(max_length=64)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    task = models.ForeignKey(Task, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-id"]


class SetupLink(models.Model):
    """A one-time link by which a person at the console becomes administrator. Only the digest of its token is kept.

    ``reset``: made on purpose while an administrator exists, to let one who forgot the password back in.
    """

    digest = models.CharField(max_length=64, unique=True)
    reset = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True, blank=True)


class InboxTrouble(models.Model):
    """What lies in the inbox and is not taken, and why (Vietnamese): a locked file, a full disk, a share that is gone."""

    name = models.CharField(max_length=255)
    message = models.TextField()
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
