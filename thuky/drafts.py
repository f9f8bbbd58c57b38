"""``thuky draft``: a Word file from a document or the task list of the record, or from findings in a file without the record."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import generate
from generate.drafts import KINDS
from generate.errors import DraftingError
from register import drafting


class CannotDraft(Exception):
    """Why there is no draft, in Vietnamese."""


def write(
    source: str | None, kind: str, out: Path | None, *, unit: str = "", force: bool = False, today: date | None = None
) -> Path:
    """Draft ``kind`` from a document number or a findings file, or without either from the task list (of ``unit``), into ``out``.

    Returns the file written. Never overwrites unless ``force``.
    """
    _must_fit(source, kind, unit)
    target = out or Path(f"{Path(source).stem}-{kind}.docx" if source else f"{kind}-{today or date.today()}.docx")
    if target.exists() and not force:
        raise CannotDraft(f"Tệp {target} đã có. Chọn tên khác bằng --out, hoặc thêm --force để ghi đè.")
    if source is None:
        content = _from_task_list(kind, unit, today)
    elif source.isascii() and source.isdigit():
        content = _from_document(int(source), kind)
    else:
        content = _from_findings(Path(source), kind, today)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    unfinished.write_bytes(content)
    unfinished.replace(target)
    return target


def _must_fit(source: str | None, kind: str, unit: str) -> None:
    """A kind is drafted either from a document or from the task list."""
    if kind not in KINDS:
        raise CannotDraft(f"Không có loại dự thảo «{kind}». Các loại: {', '.join(KINDS)}.")
    title = KINDS[kind].title_vi
    if kind in drafting.DOCUMENT_KINDS and source is None:
        raise CannotDraft(f"{title} soạn từ một văn bản: hãy ghi số của văn bản hoặc tệp JSON do «thuky extract» ghi.")
    if kind in drafting.DOCUMENT_KINDS and unit:
        raise CannotDraft(f"{title} soạn từ một văn bản: không dùng --unit.")
    if kind not in drafting.DOCUMENT_KINDS and source is not None:
        raise CannotDraft(f"{title} soạn từ danh mục nhiệm vụ: không ghi nguồn, muốn lọc theo đơn vị thì dùng --unit.")


def _from_findings(path: Path, kind: str, today: date | None) -> bytes:
    try:
        findings = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise CannotDraft(f"Không có tệp {path}.") from error
    except ValueError as error:  # neither UTF-8 nor JSON
        raise CannotDraft(f"Tệp {path} không phải JSON do «thuky extract» ghi (mỗi tệp một văn bản).") from error
    if not isinstance(findings, dict) or "directives" not in findings:
        reason = findings.get("error") if isinstance(findings, dict) else None
        raise CannotDraft(f"Tệp {path} không có kết quả trích xuất{f' ({reason})' if reason else ''}.")
    templates = Path(os.environ.get("THUKY_TEMPLATES_DOCX") or generate.TEMPLATES)
    try:
        return generate.draft(
            kind, drafting.context(kind, findings, drafting.tasks_of(findings), today=today), templates=templates
        )
    except DraftingError as error:
        raise CannotDraft(str(error)) from error


def _open_record() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "thuky.settings"
    import django

    django.setup()


def _from_task_list(kind: str, unit: str, today: date | None) -> bytes:
    _open_record()
    from register import services
    from register.trouble import Refused

    try:
        return bytes(services.make_task_draft(kind, None, unit=unit, today=today).content)
    except Refused as error:
        raise CannotDraft(str(error)) from error


def _from_document(number: int, kind: str) -> bytes:
    _open_record()
    from register import services
    from register.models import Document
    from register.trouble import Refused

    document = Document.objects.filter(pk=number).first()
    if document is None:
        raise CannotDraft(f"Không có văn bản số {number} trong sổ.")
    try:
        return bytes(services.make_draft(document, kind, None).content)
    except Refused as error:
        raise CannotDraft(str(error)) from error
