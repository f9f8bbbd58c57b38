"""Automatic numbers are read as Word prints them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from ingest import read_here
from ingest.document import BlockKind
from ingest.openxml.numbering import numeral
from tests.ingest.word_files import level, numbering, para, start_at, write_word

OUTLINE = [level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)"), level(3, "bullet", "-")]
DECIMAL = [level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), level(2, "decimal", "%1.%2.%3.")]


def labels(
    tmp_path: Path, levels: list[str], steps: list[tuple[int, int]], instances: dict[int, tuple[int, str]] | None = None
) -> list[str]:
    """The labels of paragraphs at (numId, level) of lists over one definition."""
    body = "".join(para("Nội dung", num=step) for step in steps)
    path = write_word(tmp_path / "a.docx", body, numbering=numbering({0: levels}, instances or {1: (0, "")}))
    return [block.label for block in read_here(path).blocks]


@pytest.mark.parametrize(
    ("levels", "depths", "expected"),
    [
        (OUTLINE, [0, 1, 1, 2, 2, 1, 0, 1, 2], ["I.", "1.", "2.", "a)", "b)", "3.", "II.", "1.", "a)"]),
        (OUTLINE, [0, 2, 3, 3, 2, 3], ["I.", "a)", "-", "-", "b)", "-"]),
        (DECIMAL, [0, 1, 2, 2, 0, 1], ["1.", "1.1.", "1.1.1.", "1.1.2.", "2.", "2.1."]),
        # An item without the item above it: that one counts as used, as Word has it.
        (DECIMAL, [1, 1, 0, 2], ["1.1.", "1.2.", "2.", "2.1.1."]),
        # A level that never starts again, and one that starts again only after the highest.
        ([*DECIMAL[:1], level(1, "lowerLetter", "%2)", restart=0)], [0, 1, 1, 0, 1], ["1.", "a)", "b)", "2.", "c)"]),
        (
            [*DECIMAL[:2], level(2, "lowerLetter", "%3)", restart=1)],
            [0, 1, 2, 1, 2, 0, 1, 2],
            ["1.", "1.1.", "a)", "1.2.", "b)", "2.", "2.1.", "a)"],
        ),
        # "legal" numbers: the Roman chapter shows as a figure in its articles.
        (
            [level(0, "upperRoman", "Chương %1"), level(1, "decimal", "Điều %1.%2.", legal=True)],
            [0, 0, 1],
            ["Chương I", "Chương II", "Điều 2.1."],
        ),
        ([level(0, "decimalZero", "%1", start=8)], [0, 0, 0], ["08", "09", "10"]),
        ([level(0, "decimal", "(%1)", start=0)], [0, 0], ["(0)", "(1)"]),
        ([level(0, "bullet", "\uf0b7", font="Symbol")], [0], ["•"]),
        ([level(0, "bullet", "§", font="Wingdings")], [0], ["▪"]),
        ([level(0, "bullet", "\uf0a3", font="Wingdings 2")], [0], ["□"]),
        ([level(0, "bullet", "}", font="Wingdings 3")], [0], ["▶"]),
        ([level(0, "none", "")], [0], [""]),
        ([level(0, "decimal", "Kho¶n %1.", font=".VnTime")], [0], ["Khoản 1."]),
    ],
)
def test_one_list(tmp_path: Path, levels: list[str], depths: list[int], expected: list[str]) -> None:
    assert labels(tmp_path, levels, [(1, depth) for depth in depths]) == expected


def test_lists_over_one_definition_count_on_unless_they_say_where_to_start(tmp_path: Path) -> None:
    instances = {1: (0, ""), 2: (0, ""), 3: (0, start_at(0, 1)), 4: (0, start_at(0, 5))}
    steps = [(1, 0), (2, 0), (1, 0), (3, 0), (3, 0), (4, 0), (3, 0)]
    assert labels(tmp_path, DECIMAL, steps, instances) == ["1.", "2.", "3.", "1.", "2.", "5.", "6."]


def test_an_instance_may_replace_a_level(tmp_path: Path) -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1/", start=3)}</w:lvlOverride>'
    assert labels(tmp_path, DECIMAL, [(1, 0), (1, 0)], {1: (0, override)}) == ["C/", "D/"]


def test_a_style_brings_its_number_and_a_paragraph_may_refuse_it(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Dieu"><w:name w:val="Điều"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '<w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="DieuNho"><w:name w:val="Điều nhỏ"/><w:basedOn w:val="Dieu"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Khoan"><w:name w:val="Khoản"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    levels = [level(0, "decimal", "Điều %1."), level(1, "decimal", "%2.", style="Khoan")]
    body = (
        para("Phạm vi", style="Dieu")
        + para("Một", style="Khoan")
        + para("Không số", style="Dieu", num=(0, 0))
        + para("Hai", style="Khoan")
        + para("Đối tượng", style="DieuNho")
        + para("Ba", style="Khoan")
    )
    document = read_here(write_word(tmp_path / "a.docx", body, styles=styles, numbering=numbering({0: levels}, {1: (0, "")})))
    assert document.text.split("\n") == ["Điều 1. Phạm vi", "1. Một", "Không số", "2. Hai", "Điều 2. Đối tượng", "1. Ba"]
    assert [(b.kind, b.level) for b in document.blocks[:2]] == [(BlockKind.HEADING, 2), (BlockKind.LIST_ITEM, 2)]


def test_a_list_style_stands_for_the_levels_of_another_list(tmp_path: Path) -> None:
    style = '<w:name w:val="Kiểu số"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f'<w:style w:type="numbering" w:styleId="KieuSo">{style}</w:style>'
    inner = numbering({0: [level(0, "upperLetter", "%1.")], 1: ['<w:numStyleLink w:val="KieuSo"/>']}, {1: (0, ""), 2: (1, "")})
    document = read_here(write_word(tmp_path / "a.docx", para("Mục", num=(2, 0)), styles=styles, numbering=inner))
    assert document.text == "A. Mục"


def test_numbers_without_space_and_of_missing_lists(tmp_path: Path) -> None:
    levels = [level(0, "decimal", "%1/", suff="nothing")]
    body = para("2026", num=(1, 0)) + para("Danh sách không có", num=(9, 0)) + para("Sâu quá", num=(1, 20))
    document = read_here(write_word(tmp_path / "a.docx", body, numbering=numbering({0: levels}, {1: (0, "")})))
    assert document.text.split("\n") == ["1/2026", "Danh sách không có", "Sâu quá"]


@pytest.mark.parametrize(
    ("count", "form", "printed"),
    [
        (27, "lowerLetter", "aa"),
        (53, "upperLetter", "AAA"),
        (1994, "upperRoman", "MCMXCIV"),
        (4, "lowerRoman", "iv"),
        (0, "lowerLetter", "0"),
        (3, "numberInDash", "- 3 -"),
        (3, "decimalEnclosedCircle", "③"),
        (7, "aiueo", "7"),
    ],
)
def test_number_formats(count: int, form: str, printed: str) -> None:
    assert numeral(count, form) == printed


@pytest.mark.slow
def test_numbers_agree_with_what_libreoffice_prints(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    definitions = {
        0: OUTLINE[:3],
        1: [level(0, "decimal", "Điều %1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)")],
        2: DECIMAL,
    }
    inner = numbering(definitions, {1: (0, ""), 2: (1, ""), 3: (2, ""), 4: (2, start_at(0, 4))})
    steps = [
        (1, 0),
        (1, 1),
        (1, 2),
        (1, 2),
        (2, 0),
        (2, 1),
        (2, 1),
        (2, 2),
        (1, 1),
        (1, 0),
        (2, 0),
        (2, 1),
        (3, 1),
        (3, 2),
        (3, 0),
        (4, 0),
        (4, 1),
    ]
    steps += [(3, 0), (1, 2), (2, 2), (1, 0)]
    path = write_word(
        tmp_path / "a.docx", "".join(para(f"Nội dung {i}", num=step) for i, step in enumerate(steps)), numbering=inner
    )
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            tmp_path,
            path,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    printed = [" ".join(line.split()) for line in (tmp_path / "a.txt").read_text("utf-8-sig").splitlines() if line.strip()]
    assert read_here(path).text.split("\n") == printed
