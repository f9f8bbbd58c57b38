"""Templates in the hands of staff: edited ones work, broken ones say where, none may run code, no value breaks the file."""

from __future__ import annotations

import dataclasses
import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from sample_letters import LETTER, REPORT
from sample_notices import COMMITTEE, OFFICE

from generate import TEMPLATES, draft, template_fields
from generate.drafts import KINDS, Item
from generate.errors import (
    ForbiddenInTemplate,
    TemplateBroken,
    TemplateError,
    TemplateMissing,
    TemplateUnreadable,
    UnknownVariable,
)
from generate.make_templates import MAKERS

KIND = "thong_bao_ket_luan"
NAME = KINDS[KIND].template
EXAMPLES = {KIND: COMMITTEE, "cong_van_don_doc": LETTER, "bao_cao_nhiem_vu": REPORT}


def text_of(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    cells = [p.text for table in document.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    return "\n".join([*cells, *(p.text for p in document.paragraphs)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(TEMPLATES / NAME, tmp_path / NAME)
    return tmp_path


def edited(folder: Path, old: str, new: str) -> Path:
    """The template with ``old`` replaced by ``new`` in the paragraph that holds it, as staff would do it in Word."""
    document = docx.Document(str(folder / NAME))
    cells = [p for table in document.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    paragraph = next(p for p in [*cells, *document.paragraphs] if old in p.text)
    paragraph.runs[0].text = paragraph.text.replace(old, new)
    document.save(str(folder / NAME))
    return folder


def canonical(xml: bytes) -> bytes:
    return etree.tostring(etree.fromstring(xml), method="c14n")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_committed_template_is_the_one_that_the_generator_makes(kind: str) -> None:
    made = BytesIO()
    MAKERS[kind]().save(made)
    with ZipFile(made) as fresh, ZipFile(TEMPLATES / KINDS[kind].template) as committed:
        assert sorted(fresh.namelist()) == sorted(committed.namelist())
        for part in fresh.namelist():
            if part.endswith((".xml", ".rels")):
                assert canonical(fresh.read(part)) == canonical(committed.read(part)), part
            else:
                assert fresh.read(part) == committed.read(part), part


def test_no_tag_is_left_in_a_draft() -> None:
    for kind, context in [*EXAMPLES.items(), (KIND, OFFICE)]:
        text = text_of(draft(kind, context))
        assert "{{" not in text
        assert "{%" not in text


def test_ampersands_and_angle_brackets_survive() -> None:
    notice = dataclasses.replace(COMMITTEE, subject="Kết luận về bàn giao giữa Sở TC & KH và Sở NN & MT <bản thảo> \"1\" 'a'")
    text = text_of(draft(KIND, notice))
    assert "Sở TC & KH và Sở NN & MT <bản thảo> \"1\" 'a'" in text
    assert "giá trị < 500 triệu đồng do Sở TC & KH cũ bàn giao" in text
    assert text.count("thực hiện./.") == 1


def test_characters_that_word_cannot_hold_do_not_break_the_file() -> None:
    notice = dataclasses.replace(COMMITTEE, items=(Item("Rà soát\x0b hồ\x00 sơ\n\tđất\ufffe đai", ("Sở\x1f Nội vụ",)),))
    assert "1. Giao Sở Nội vụ rà soát hồ sơ đất đai." in text_of(draft(KIND, notice))


def test_tags_in_a_value_are_text() -> None:
    notice = dataclasses.replace(COMMITTEE, items=(Item("Rà soát {{ signer }} và {% for x in y %}", ("Sở Nội vụ",)),))
    assert "rà soát {{ signer }} và {% for x in y %}." in text_of(draft(KIND, notice))


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=80), st.text(max_size=30))
def test_any_text_gives_a_file_that_opens(text: str, name: str) -> None:
    notice = dataclasses.replace(COMMITTEE, subject=text, items=(Item(text, (name,), (name,), text),), recipients=(text,))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text_of(draft(KIND, notice))


def test_wording_that_staff_changed_is_used(folder: Path) -> None:
    edited(folder, "II. NHIỆM VỤ TRONG THỜI GIAN TỚI", "II. NHIỆM VỤ TRỌNG TÂM")
    edited(folder, "{{ number_line }}", "{{ number_line }} (dự thảo {{ issuer | upper }})")
    text = text_of(draft(KIND, OFFICE, templates=folder))
    assert "II. NHIỆM VỤ TRỌNG TÂM" in text
    assert "Số: 07/TB-VP (dự thảo VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN VÀ ỦY BAN NHÂN DÂN)" in text


def test_a_tag_that_word_split_into_several_runs_still_works(folder: Path) -> None:
    document = docx.Document(str(folder / NAME))
    paragraph = next(p for p in document.paragraphs if p.text == "{{ closing }}")
    paragraph.runs[0].text = "{{ clo"
    paragraph.add_run("sing").italic = True
    paragraph.add_run(" }}")
    document.save(str(folder / NAME))
    assert "biết, thực hiện./." in text_of(draft(KIND, COMMITTEE, templates=folder))


def test_a_header_with_a_field_is_filled(folder: Path) -> None:
    document: Document = docx.Document(str(folder / NAME))
    document.sections[0].header.add_paragraph("{{ issuer }}")
    document.save(str(folder / NAME))
    drafted = docx.Document(BytesIO(draft(KIND, COMMITTEE, templates=folder)))
    assert "Ủy ban nhân dân tỉnh Sơn Hải" in [p.text for p in drafted.sections[0].header.paragraphs]


BROKEN = [
    ("{{ subject }}", "{{ subjekt }}", UnknownVariable, ["“subjekt”", "{{ subjekt }}", "Có phải là “subject”?"]),
    ("{{ signer }}", "{{ ho_ten }}", UnknownVariable, ["“ho_ten”", "docs/templates.md"]),
    ("{{ task.text }}", "{{ task.tekst }}", UnknownVariable, ["“tekst”", "{{ task.tekst }}", "“text”"]),
    ("{%p if task.points %}", "{%p if task.pionts %}", UnknownVariable, ["“pionts”", "“points”"]),
    ("{{ closing }}", "{{ closing }", TemplateBroken, ["viết sai hay chưa đóng", "{{ closing }"]),
    ("{%p if assessment %}", "{%p if assessment %}{%p if chair %}", TemplateBroken, ["đứng một mình"]),
    ("{%p if assessment %}", "{%p if assessment %} Nhận xét chung", TemplateBroken, ["đứng một mình", "Nhận xét chung"]),
    ("{{ subject }}", "{ subject }}", TemplateBroken, ["viết sai", "{ subject }}"]),
    ("{{ subject }}", "{{ subject {{ chair }}", TemplateBroken, ["viết sai", "{{ subject {{ chair }}"]),
    ("{%p if assessment %}", "Đánh giá", TemplateBroken, ["“endif”"]),
    ("{{ closing }}", "{% if chair %}{{ closing }}", TemplateBroken, ["chưa đóng"]),
    ("{{ closing }}", "{% neu chair %}", TemplateBroken, ["“neu”", "{% neu chair %}"]),
    ("{{ closing }}", "{{ closing | pprint }}", TemplateBroken, ["“pprint”"]),
    ("{{ closing }}", "{{ closing.__class__ }}", ForbiddenInTemplate, ["__class__", "{{ closing.__class__ }}"]),
    ("{{ closing }}", "{{ closing['__class__'] }}", ForbiddenInTemplate, ["__class__"]),
    ("{{ closing }}", "{{ closing.format(1) }}", ForbiddenInTemplate, ["lệnh gọi hàm"]),
    ("{{ closing }}", "{{ range(9) }}", ForbiddenInTemplate, ["lệnh gọi hàm"]),
    ("{{ closing }}", "{{ closing * 9999999 }}", ForbiddenInTemplate, ["phép nhân"]),
    ("{{ closing }}", "{% include 'x' %}", ForbiddenInTemplate, ["include"]),
    ("{{ closing }}", "{{ closing.attr }}", UnknownVariable, ["“attr”"]),
    ("{{ closing }}", "{{ closing + 1 }}", TemplateBroken, ["không điền được dữ liệu", "{{ closing + 1 }}"]),
]


@pytest.mark.parametrize(("old", "new", "error", "words"), BROKEN, ids=[f"{new} {error.__name__}" for _, new, error, _ in BROKEN])
def test_a_broken_template_says_what_and_where(
    folder: Path, old: str, new: str, error: type[TemplateError], words: list[str]
) -> None:
    with pytest.raises(error) as caught:
        draft(KIND, COMMITTEE, templates=edited(folder, old, new))
    for word in [f"“{NAME}”", *words]:
        assert word in str(caught.value)


def test_a_condition_that_tears_a_table_is_no_silent_loss(folder: Path) -> None:
    edited(folder, "{{ closing }}", "{{ closing }} {% if assessment %}")
    edited(folder, "{{ signer }}", "{% endif %}{{ signer }}")
    with pytest.raises(TemplateBroken, match="đóng ở đoạn khác"):
        draft(KIND, COMMITTEE, templates=folder)


def test_a_condition_within_a_sentence_works(folder: Path) -> None:
    edited(folder, "{{ signer }}", "{% if chair %}Ông {% endif %}{{ signer }}")
    assert "Ông Lê Minh Châu" in text_of(draft(KIND, COMMITTEE, templates=folder))


def test_a_missing_template_and_one_that_is_no_word_file(tmp_path: Path) -> None:
    with pytest.raises(TemplateMissing, match="không có trong thư mục"):
        draft(KIND, COMMITTEE, templates=tmp_path)
    (tmp_path / NAME).write_bytes(b"PK\x03\x04 not a zip")
    with pytest.raises(TemplateUnreadable, match="không mở được"):
        draft(KIND, COMMITTEE, templates=tmp_path)
    with ZipFile(tmp_path / NAME, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(TemplateUnreadable):
        draft(KIND, COMMITTEE, templates=tmp_path)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_variable_is_documented(kind: str) -> None:
    page = (TEMPLATES.parent / "docs" / "templates.md").read_text("utf-8")
    section = page.split(f"## `{KINDS[kind].template}`", 1)[1].split("\n## ", 1)[0]
    for name, value in template_fields(kind, EXAMPLES[kind]).items():
        assert f"| `{name}`" in section, name
        record = value[0] if isinstance(value, tuple) and value else value
        for field in dataclasses.fields(record) if dataclasses.is_dataclass(record) else ():
            assert f".{field.name}`" in section, f"{name}.{field.name}"


def test_the_file_says_what_it_is() -> None:
    properties = docx.Document(BytesIO(draft(KIND, OFFICE))).core_properties
    assert properties.title.startswith("Thông báo kết luận - Kết luận của")
    assert properties.created.year >= 2026
