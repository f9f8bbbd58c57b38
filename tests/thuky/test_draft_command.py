"""``thuky draft``: a Word file from findings in a file, or from the record; and the same through the service."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from record_factories import drop, findings, read_document

from extract.findings import as_json
from register import services
from register.models import AuditEntry, Draft
from register.trouble import NothingToDraft, NotReadYet, Refused
from thuky import drafts
from thuky.drafts import CannotDraft

KIND = "thong_bao_ket_luan"


def words(content: bytes) -> str:
    """Every word of a Word file, tables included."""
    document = docx.Document(io.BytesIO(content))
    return "\n".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))


@pytest.fixture
def findings_file(tmp_path: Path) -> Path:
    path = tmp_path / "tb45.json"
    path.write_text(json.dumps(as_json(findings(read_document())), ensure_ascii=False), "utf-8")
    return path


def test_a_draft_from_a_findings_file(findings_file: Path, tmp_path: Path) -> None:
    written = drafts.write(str(findings_file), KIND, tmp_path / "du-thao" / "tb.docx", today=date(2026, 11, 22))
    text = words(written.read_bytes())
    for part in ("Sở Nội vụ", "rà soát biên chế", "15/12/2026", "Nguyễn Văn An", "Trần Thị Bình"):
        assert part in text, part


def test_a_draft_never_replaces_a_file_unless_told_to(findings_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "tb.docx"
    target.write_bytes(b"edited by hand")
    with pytest.raises(CannotDraft, match="--force"):
        drafts.write(str(findings_file), KIND, target)
    assert target.read_bytes() == b"edited by hand"
    drafts.write(str(findings_file), KIND, target, force=True)
    assert target.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Không có tệp"),
        ("không phải JSON", "không phải JSON"),
        ('{"document": {"name": "a.pdf"}, "error": "Tệp rỗng."}', "Tệp rỗng."),
        ('[{"directives": []}]', "không có kết quả"),
    ],
)
def test_what_is_no_findings_file_is_said_so(tmp_path: Path, content: str | None, said: str) -> None:
    path = tmp_path / "x.json"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(CannotDraft, match=said):
        drafts.write(str(path), KIND, tmp_path / "x.docx")
    assert not (tmp_path / "x.docx").exists()
    with pytest.raises(CannotDraft, match="Không có loại dự thảo"):
        drafts.write(str(path), "don_xin_nghi_phep", None)


@pytest.mark.parametrize(
    ("source", "kind", "unit", "said"),
    [
        (None, KIND, "", "soạn từ một văn bản"),
        ("3", KIND, "Sở Nội vụ", "không dùng --unit"),
        ("3", "cong_van_don_doc", "", "không ghi nguồn"),
        ("tb45.json", "bao_cao_nhiem_vu", "", "không ghi nguồn"),
    ],
)
def test_a_kind_is_drafted_from_a_document_or_from_the_list(source: str | None, kind: str, unit: str, said: str) -> None:
    with pytest.raises(CannotDraft, match=said):
        drafts.write(source, kind, None, unit=unit)


@pytest.mark.django_db
def test_letters_and_reports_from_the_task_list(tmp_path: Path) -> None:
    row = services.start_reading(services.receive(drop("d1")).pk)
    assert row is not None
    read = read_document()
    document = services.record(row, read, findings(read))
    target = tmp_path / "x.docx"
    with pytest.raises(CannotDraft, match="không có nhiệm vụ nào để báo cáo"):
        drafts.write(None, "bao_cao_nhiem_vu", target)
    for task in document.tasks.all():
        services.accept(task, None)
    day = date(2026, 12, 20)
    text = words(drafts.write(None, "cong_van_don_doc", target, today=day).read_bytes())
    assert "rà soát biên chế" in text
    assert "Quá hạn 05 ngày" in text
    with pytest.raises(CannotDraft, match="chưa có gì để đôn đốc"):
        drafts.write(None, "cong_van_don_doc", tmp_path / "y.docx", unit="UBND xã Tân Phong", today=day)
    assert "Sở Tư pháp" not in words(
        drafts.write(None, "bao_cao_nhiem_vu", target, unit="sở nội vụ", force=True, today=day).read_bytes()
    )


@pytest.mark.django_db
class TestService:
    @pytest.fixture
    def document(self) -> Any:
        row = services.start_reading(services.receive(drop("d1")).pk)
        assert row is not None
        read = read_document()
        return services.record(row, read, findings(read))

    def test_the_draft_holds_the_accepted_tasks_as_staff_left_them(self, document: Any, django_user_model: Any) -> None:
        actor = django_user_model.objects.create_user("an")
        first, second, third = document.tasks.all()
        services.accept(first, actor)
        services.reject(second, actor)
        services.edit(
            third,
            actor,
            text="khắc phục hậu quả mưa lũ tại thôn Đông & thôn Đoài",
            lead=["UBND xã Tân Phong"],
            coordinating=["Sở Y tế", "Công an tỉnh"],
            deadline_text="trước ngày 30/11/2026",
            due=date(2026, 11, 30),
            note="",
        )
        services.accept(third, actor)
        draft = services.make_draft(document, KIND, actor)
        text = words(bytes(Draft.objects.get(pk=draft.pk).content))
        assert "rà soát biên chế" in text
        assert "thôn Đông & thôn Đoài" in text
        assert "thẩm định" not in text
        assert draft.context["items"][1]["lead"] == ["UBND xã Tân Phong"]
        assert draft.context["items"][1]["coordinating"] == ["Sở Y tế", "Công an tỉnh"], "in the order of rank, as named"
        assert AuditEntry.objects.get(action="drafted").details["tasks"] == 2
        services.make_draft(document, KIND, actor)
        assert Draft.objects.count() == 2, "a new draft never replaces one that may be in use"

    def test_no_draft_without_accepted_tasks_or_template(self, document: Any, settings: Any, tmp_path: Path) -> None:
        with pytest.raises(NothingToDraft):
            services.make_draft(document, KIND, None)
        with pytest.raises(NotReadYet):
            services.make_draft(services.receive(drop("d2")), KIND, None)
        services.accept(document.tasks.first(), None)
        with pytest.raises(Refused, match="Không có loại"):
            services.make_draft(document, "khac", None)
        settings.TEMPLATES_DOCX = tmp_path
        with pytest.raises(Refused):
            services.make_draft(document, KIND, None)
        assert not Draft.objects.exists()
