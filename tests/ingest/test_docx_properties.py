"""Whatever a Word file holds, the document keeps its promises: files made at random, and real ones damaged at random."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import read_here
from ingest.errors import NoText, ReadingError
from ingest.tidying import tidy
from tests.ingest.word_files import cell, level, numbering, para, run, table, write_word

LISTS = numbering(
    {
        0: [
            level(i, form, "".join(f"%{j + 1}." for j in range(i + 1)))
            for i, form in enumerate(("upperRoman", "decimal", "lowerLetter"))
        ],
        1: [level(0, "bullet", "\uf0b7", font="Symbol"), level(1, "none", "")],
    },
    {1: (0, ""), 2: (1, "")},
)
text = st.text(alphabet=st.sampled_from("aếĐƣ1.- \u00a0\u0301\u0302ТС"), max_size=12)
runs = st.one_of(
    text.map(run),
    text.map(lambda t: run(t, '<w:caps/><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>')),
    text.map(lambda t: f"<w:ins>{run(t)}</w:ins>"),
    text.map(lambda t: f"<w:del>{run(t)}</w:del>"),
    st.sampled_from(
        [
            "<w:r><w:br/></w:r>",
            "<w:r><w:tab/></w:r>",
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            '<w:r><w:footnoteReference w:id="1"/></w:r>',
            '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:char="zz"/></w:r>',
            "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>hộp</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
        ]
    ),
)
lists = st.one_of(st.none(), st.tuples(st.integers(0, 3), st.integers(0, 9)))
marks = st.sampled_from(["", "<w:rPr><w:del/></w:rPr>", "<w:rPr><w:vanish/></w:rPr>", '<w:outlineLvl w:val="1"/>', "<w:sectPr/>"])
paragraphs = st.builds(lambda parts, num, mark: para(*parts, num=num, properties=mark), st.lists(runs, max_size=5), lists, marks)


def _table(content: list[list[list[str]]], ruled: bool, merges: random.Random) -> str:
    kinds = ["", '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"]
    return table(*([cell(*blocks, properties=merges.choice(kinds)) for blocks in row] for row in content), ruled=ruled)


def _tables(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    rows = st.lists(st.lists(st.lists(blocks, min_size=1, max_size=2), min_size=1, max_size=3), min_size=1, max_size=3)
    return st.builds(_table, rows, st.booleans(), st.randoms(use_true_random=False))


blocks = st.recursive(paragraphs, _tables, max_leaves=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.lists(blocks, max_size=6))
def test_any_word_file_gives_a_checked_document(tmp_path: Path, content: list[str]) -> None:
    path = write_word(
        tmp_path / "a.docx", "".join(content), numbering=LISTS, footnotes=f'<w:footnote w:id="1">{para("chú")}</w:footnote>'
    )
    try:
        document = read_here(path)
    except NoText:
        return
    document.check()
    for block in document.blocks:
        printed = document.text[block.start : block.end]
        assert printed == printed.strip()
        assert printed.startswith(tidy(block.label))
        assert block.paragraph is not None
        if block.cells:
            assert "\t".join(document.text[a:b] for a, b in block.cells).strip("\t") == printed
    numbers = [block.paragraph for block in document.blocks]
    assert numbers == sorted(numbers, key=lambda number: number or 0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(text.filter(str.strip), min_size=1, max_size=8))
def test_no_word_is_lost(tmp_path: Path, content: list[str]) -> None:
    document = read_here(write_word(tmp_path / "a.docx", "".join(para(run(part)) for part in content)))
    assert document.text.split() == [word for part in content for word in tidy(part).split()]


@pytest.mark.parametrize("seed", range(40))
def test_damaged_files_are_read_or_refused(tmp_path: Path, seed: int) -> None:
    """Bytes flipped in the package, and in its unpacked parts."""
    chance = random.Random(seed)
    whole = write_word(
        tmp_path / "a.docx",
        para("Giao Sở Nội vụ", num=(1, 0)) * 5 + table(["a", "b"], [cell("c", table(["d"])), "e"]),
        numbering=LISTS,
        styles='<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:basedOn w:val="N"/></w:style>',
    ).read_bytes()
    if seed % 2:
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        data = bytes(damaged[: chance.choice([len(damaged), chance.randrange(len(damaged))])])
    else:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                part = bytearray(old.read(name))
                if chance.random() < 0.5:
                    at = chance.randrange(len(part))
                    part[at : at + chance.randint(0, 30)] = bytes(chance.choices(b'<>/="w:pr1 \x00\xff', k=chance.randint(0, 6)))
                new.writestr(name, bytes(part))
        data = out.getvalue()
    (tmp_path / "b.docx").write_bytes(data)
    with contextlib.suppress(ReadingError):
        read_here(tmp_path / "b.docx").check()
