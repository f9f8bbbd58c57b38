"""The printed page, measured in millimetres on what LibreOffice makes of it (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from sample_notices import COMMITTEE, OFFICE, UNKNOWN

from generate import draft
from generate.drafts import Item

MM = 25.4 / 72
KIND = "thong_bao_ket_luan"
CENTER_OF_BLOCK = (30 + 190) / 2


class Page:
    """A page's lines of text and its rules, in millimetres from the top left corner."""

    def __init__(self, page: Any) -> None:
        self.size = (page.width * MM, page.height * MM)
        self.chars = [char for char in page.chars if char["text"].strip()]
        key = lambda char: round(char["matrix"][5], 1)  # noqa: E731
        rows = [list(row) for _, row in groupby(sorted(page.chars, key=lambda char: (-key(char), char["x0"])), key=key)]
        self.lines = [line for row in rows for line in self._columns(row, page.height)]
        self.rules = {(line["x0"] * MM, line["x1"] * MM, line["top"] * MM) for line in (*page.lines, *page.rects)}

    def _columns(self, row: list[dict[str, Any]], height: float) -> list[dict[str, Any]]:
        """One row of letters as lines: a gap of more than 6 mm parts two columns."""
        lines: list[list[dict[str, Any]]] = [[row[0]]]
        for char in row[1:]:
            if (char["x0"] - lines[-1][-1]["x1"]) * MM > 6:
                lines.append([])
            lines[-1].append(char)
        made = []
        for line in lines:
            ink = [char for char in line if char["text"].strip()]
            if ink:
                made.append(
                    {
                        "text": "".join(char["text"] for char in line).replace("\xa0", " ").strip(),
                        "x0": ink[0]["x0"] * MM,
                        "x1": ink[-1]["x1"] * MM,
                        "baseline": (height - ink[0]["matrix"][5]) * MM,
                        "size": round(ink[0]["size"], 1),
                        "font": ink[0]["fontname"].split("+")[-1],
                    }
                )
        return made

    def line(self, start: str) -> dict[str, Any]:
        found = [line for line in self.lines if line["text"].startswith(start)]
        assert found, f"no line starts with {start!r}: {[line['text'] for line in self.lines]}"
        return found[0]


@pytest.fixture(scope="module")
def pages(rendered: Callable[[dict[str, bytes]], dict[str, Path]]) -> dict[str, list[Page]]:
    notices = {"committee": COMMITTEE, "office": OFFICE, "unknown": UNKNOWN}
    for extra in range(8):  # a page end at every place near the signature
        items = tuple(Item(f"Rà soát hồ sơ nhóm {n}", (f"Phòng số {n}",)) for n in range(8 + extra))
        notices[f"end{extra}"] = dataclasses.replace(COMMITTEE, items=items)
    files = rendered({name: draft(KIND, notice) for name, notice in notices.items()})
    measured = {}
    for name, path in files.items():
        with pdfplumber.open(path) as pdf:
            measured[name] = [Page(page) for page in pdf.pages]
    return measured


def near(value: float, expected: float, within: float = 0.6) -> bool:
    return abs(value - expected) <= within


def test_paper_pages_and_font(pages: dict[str, list[Page]]) -> None:
    assert [len(pages[name]) for name in ("committee", "office", "unknown")] == [1, 3, 1]
    for page in (page for made in pages.values() for page in made):
        assert near(page.size[0], 210)
        assert near(page.size[1], 297)
        assert all("LiberationSerif" in char["fontname"] or "TimesNewRoman" in char["fontname"] for char in page.chars)


def test_margins_and_indents(pages: dict[str, list[Page]]) -> None:
    for page in (page for made in pages.values() for page in made):
        assert min(char["x0"] for char in page.chars) * MM >= 29.5
        assert max(char["x1"] for char in page.chars) * MM <= 190.5
        assert max(line["baseline"] for line in page.lines) <= 277
        body = [line for line in page.lines if line["baseline"] > 20]
        assert min(line["baseline"] for line in body) >= 20
    first = pages["committee"][0]
    assert near(first.line("Ngày 18 tháng 11")["x0"], 42.7)
    assert near(first.line("1. Giao Sở Tài chính:")["x0"], 42.7)
    assert near(first.line("a) Chủ trì")["x1"], 190)
    assert near(first.line("tỉnh Trần Thị Bình chủ trì")["x0"], 30)
    assert near(first.line("tỉnh Trần Thị Bình chủ trì")["x1"], 190)
    assert first.line("Ngày 18")["size"] == 14


def test_the_head_stands_level_and_on_single_lines(pages: dict[str, list[Page]]) -> None:
    for name, number, place, issuer in (
        ("committee", "Số:", "Sơn Hải, ngày", "ỦY BAN NHÂN DÂN"),
        ("office", "Số: 07/TB-VP", "Hải Thượng Lãn Ông, ngày 05 tháng 01 năm 2026", "UBND PHƯỜNG"),
    ):
        page = pages[name][0]
        nation, motto = page.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), page.line("Độc lập - Tự do - Hạnh phúc")
        assert near(page.line(issuer)["baseline"], nation["baseline"], 0.2)
        assert near(page.line(number)["baseline"], page.line(place)["baseline"], 0.2)
        assert near((nation["x0"] + nation["x1"]) / 2, (motto["x0"] + motto["x1"]) / 2)
        assert nation["x0"] > 92
        assert page.line(place)["x1"] <= 190
        assert (nation["size"], motto["size"], page.line(number)["size"]) == (13, 14, 13)
        assert "Bold" in nation["font"]
        assert "Italic" in page.line(place)["font"]
        assert nation["baseline"] < 27


def rule_under(page: Page, line: dict[str, Any]) -> tuple[float, float]:
    """Length and centre of the rule that lies within 4 mm under ``line``."""
    middle = (line["x0"] + line["x1"]) / 2
    found = [(x0, x1) for x0, x1, top in page.rules if 0 < top - line["baseline"] < 4 and abs((x0 + x1) / 2 - middle) < 3]
    assert len(found) == 1, (line, page.rules)
    return found[0][1] - found[0][0], (found[0][0] + found[0][1]) / 2


@pytest.mark.parametrize(
    ("name", "text", "least", "most"),
    [
        ("committee", "Độc lập - Tự do - Hạnh phúc", 0.98, 1.02),
        ("committee", "TỈNH SƠN HẢI", 1 / 3, 1 / 2),
        ("committee", "mặt bằng 10 tháng năm 2026", 1 / 3, 1 / 2),
        ("office", "VÀ ỦY BAN NHÂN DÂN", 1 / 3, 1 / 2),
        ("office", "buổi làm việc với", 1 / 3, 1 / 2),
        ("unknown", "Kết luận của …… tại", 1 / 3, 1 / 2),
    ],
)
def test_rules_have_their_share_of_the_text(
    pages: dict[str, list[Page]], name: str, text: str, least: float, most: float
) -> None:
    page = pages[name][0]
    line = next(line for line in page.lines if text in line["text"])
    length, middle = rule_under(page, line)
    assert least <= length / (line["x1"] - line["x0"]) <= most
    assert near(middle, (line["x0"] + line["x1"]) / 2)


def test_title_is_centred_and_its_lines_are_even(pages: dict[str, list[Page]]) -> None:
    page = pages["committee"][0]
    title = page.line("THÔNG BÁO")
    assert near((title["x0"] + title["x1"]) / 2, CENTER_OF_BLOCK)
    subject = [line for line in page.lines if title["baseline"] < line["baseline"] < page.line("Ngày 18")["baseline"]]
    lengths = [line["x1"] - line["x0"] for line in subject]
    assert len(subject) > 1
    assert min(lengths) > 0.6 * max(lengths)
    assert all("Bold" in line["font"] for line in subject)


def test_page_number_is_centred_in_the_top_margin_from_page_two(pages: dict[str, list[Page]]) -> None:
    for made in pages.values():
        assert not [line for line in made[0].lines if line["baseline"] < 20 and line["text"].isdigit()]
        for number, page in enumerate(made[1:], start=2):
            printed = page.line(str(number))
            assert printed["baseline"] < 20
            assert near((printed["x0"] + printed["x1"]) / 2, CENTER_OF_BLOCK)
            assert 13 <= printed["size"] <= 14


def test_signature_and_recipients_are_level_and_never_alone_on_a_page(pages: dict[str, list[Page]]) -> None:
    for name, made in pages.items():
        page = made[-1]
        head = page.line("Nơi nhận:")
        assert near(head["x0"], 30)
        assert head["size"] == 12
        assert "BoldItalic" in head["font"]
        assert page.line("- Lưu: VT")["size"] == 11
        assert any("thực hiện./." in line["text"] for line in page.lines), name
        if name != "unknown":
            authority = next(line for line in page.lines if line["text"] in ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"))
            assert near(authority["baseline"], head["baseline"], 1.2)
            assert near((authority["x0"] + authority["x1"]) / 2, 147.5)
            signer = page.line("Lê Minh Châu" if name != "office" else "Nguyễn Văn An")
            last = [line for line in page.lines if line["x0"] > 105 and "Bold" in line["font"]][-2]
            assert 20 <= signer["baseline"] - last["baseline"] <= 40


def test_the_signature_moves_to_the_next_page_whole(pages: dict[str, list[Page]]) -> None:
    counts = [len(pages[f"end{extra}"]) for extra in range(8)]
    assert min(counts) < max(counts)
