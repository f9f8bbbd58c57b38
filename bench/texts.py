"""Texts for the speed of extraction: our own invented documents (samples, annotated tests) and, where there, the shared annotated ones.

Each is told many times over with other numbers, days, names and places, so that no cache has seen it. The same seed gives the same texts.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from extract import structure
from extract.zones import Zone
from ingest import read_here
from ingest.document import Document

ROOT = Path(__file__).resolve().parent.parent
_FOLDERS = (ROOT / "samples", ROOT / "tests" / "annotated", ROOT.parent / "shared" / "gold" / "dev")
_PAGE = 2400  # characters of a page of A4
_DAY = re.compile(r"(?<!\d)(\d{1,2})(\s*[/-]\s*|\s+tháng\s+)(\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"(?<![\d/-])\d+(?![\d/-])")
_NAME = re.compile(r"\b(?:Tân Phong|Hải Đông|An|Bình|Châu|Dũng|Sơn Hải)\b")
_NAMES = ("Phú Lộc", "Minh Tâm", "Cẩm Giang", "Thạch Bàn", "Vĩnh Hòa", "Đông Kinh", "Khánh", "Lâm", "Quế", "Thủy")
_LETTERHEAD = """ỦY BAN NHÂN DÂN
TỈNH SƠN HẢI
Số: {number}/{kind}-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Hải, ngày 12 tháng 10 năm 2026

{title}

"""
_CLOSING = """

Nơi nhận:
- Như trên;
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Lê Minh Châu
"""


def varied(characters: int = 200_000) -> list[Document]:
    """Documents of so many characters in all."""
    originals = list(_originals())
    told: list[Document] = []
    total = 0
    for seed in count():
        for document in originals:
            if total >= characters:
                return told
            told.append(_read(_told(document.text, random.Random(f"{document.name} {seed}"))))
            total += len(document.text)
    raise AssertionError("unreachable")


def plan_and_letters(pages: int) -> tuple[Document, list[Document]]:
    """A plan of so many pages, and as many letters of one page; the pages are the same."""
    bodies = list(_pages(pages))
    plan = _typed("\n".join(bodies), "KH", "KẾ HOẠCH\nTriển khai nhiệm vụ cải cách hành chính năm 2027")
    return plan, [_typed(body, "VP", "V/v triển khai nhiệm vụ cải cách hành chính") for body in bodies]


def _told(words: str, chance: random.Random) -> str:
    words = _DAY.sub(lambda m: f"{chance.randint(1, 28):02d}{m[2]}{chance.randint(1, 12)}", words)
    words = _NAME.sub(lambda m: chance.choice(_NAMES), words)
    return _NUMBER.sub(lambda m: m[0] if _YEAR.fullmatch(m[0]) else _number(len(m[0]), chance), words)


def _number(digits: int, chance: random.Random) -> str:
    return str(chance.randint(10 ** (digits - 1), 10**digits - 1))


def _originals() -> Iterator[Document]:
    for folder in _FOLDERS:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.suffix in (".txt", ".docx"):
                yield read_here(path)


def _pages(wanted: int) -> Iterator[str]:
    """Pages of running text out of the bodies of the varied documents."""
    page: list[str] = []
    for document in varied(wanted * _PAGE * 3):
        for passage in structure.read(document).within(Zone.BODY):
            page.append(document.text[passage.start : passage.end])
            if sum(map(len, page)) >= _PAGE:
                yield "\n".join(page)
                page = []
                wanted -= 1
                if wanted == 0:
                    return


def _typed(body: str, kind: str, title: str) -> Document:
    return _read(_LETTERHEAD.format(number=215, kind=kind, title=title) + body + _CLOSING)


def _read(text: str) -> Document:
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        return read_here(Path(file.name))
