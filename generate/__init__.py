"""From plain records to Word: ``draft(kind, context)`` gives a .docx in the layout of Nghị định 30/2020/NĐ-CP, from a template that staff may edit.

Knows nothing of reading, extraction or the database: usable alone.
"""

from __future__ import annotations

from pathlib import Path

from generate import conclusion_notice, task_report, urging_letter
from generate.drafts import KINDS, ConclusionNotice, Kind, TaskReport, UrgingLetter
from generate.errors import DraftingError, TemplateError, UnknownKind, WrongContext
from generate.merge import merge

TEMPLATES = Path(__file__).resolve().parent.parent / "templates_docx"
"""Folder of the templates that come with ThuKy."""

__all__ = ["KINDS", "TEMPLATES", "DraftingError", "TemplateError", "draft", "template_fields"]


def draft(kind: str, context: object, *, templates: Path | None = None) -> bytes:
    """A drafted document (dự thảo) as a .docx file.

    ``kind``: a key of ``KINDS``. ``context``: the record of that kind. ``templates``: folder of the Word templates, the shipped
    one unless given. Raises ``generate.errors.DraftingError`` with a Vietnamese message.
    """
    fields = template_fields(kind, context)
    described = _described(kind)
    title = f"{described.title_vi} - {fields['subject']}"
    return merge((templates or TEMPLATES) / described.template, fields, title=title)


def template_fields(kind: str, context: object) -> dict[str, object]:
    """The variables that a template of ``kind`` may use, filled from ``context``."""
    described = _described(kind)
    if isinstance(context, described.context):
        match context:
            case ConclusionNotice():
                return conclusion_notice.fields(context)
            case UrgingLetter():
                return urging_letter.fields(context)
            case TaskReport():
                return task_report.fields(context)
    raise WrongContext(kind, described.context.__name__, type(context).__name__)


def _described(kind: str) -> Kind:
    if kind not in KINDS:
        raise UnknownKind(kind, sorted(KINDS))
    return KINDS[kind]
