"""The text itself: ô 6 (Phụ lục I, Phần I, mục II, điểm 6). One remark for each rule, with the first place and how many there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from generate.decree30.boxes import Boxes, Line
from generate.decree30.remark import Remark, source
from generate.numerals import POINT_LETTERS
from generate.tags import shown
from generate.wording import BLANK

POINT = source("II", 6)
_POINT_MARK = re.compile(r"^([a-zđ])\)\s")
_HEADING = re.compile(r"^(?:Phần|Chương|Mục|Tiểu mục|Điều)\s+[IVXLC\d]+|^[IVX]+\.\s")
_CHECKS: tuple[tuple[str, str, Callable[[Line], bool]], ...] = (
    ("body-size", "Nội dung phải có cỡ chữ 13-14.", lambda line: 13 <= line.font.size <= 14),
    (
        "body-alignment",
        "Nội dung phải canh đều hai lề.",
        lambda line: line.layout.alignment in ("both", "distribute") or len(line.text) < 75,
    ),
    (
        "body-indent",
        "Chữ đầu dòng của đoạn phải lùi vào 1 cm hoặc 1,27 cm.",
        lambda line: any(abs(line.layout.first_line + line.layout.left - indent) <= 0.6 for indent in (10, 12.7)),
    ),
    ("body-line", "Khoảng cách dòng phải từ dòng đơn đến 1,5 dòng.", lambda line: _line_fits(line)),
)


def remarks(boxes: Boxes) -> Iterator[Remark]:
    paragraphs = [line for line in boxes.body if line.layout.alignment != "center" and not line.text.startswith("Kính gửi")]
    plain = [line for line in paragraphs if not _HEADING.match(line.text)]
    for rule, message, fits in _CHECKS:
        yield from _once(rule, message, [line for line in plain if not fits(line)])
    yield from _once("body-gap", "Khoảng cách giữa các đoạn phải tối thiểu 6 pt.", _too_close(plain))
    yield from _bases(boxes)
    yield from _points(plain)
    yield from _end(boxes)
    blanks = [line for line in boxes.lines if BLANK in line.text]
    yield from _once("blank", "Còn chỗ trống cần điền.", blanks, where="Dự thảo")


def _once(rule: str, message: str, found: list[Line], where: str = POINT) -> Iterator[Remark]:
    if found:
        more = f" ({len(found)} chỗ)" if len(found) > 1 else ""
        yield Remark(rule, message.removesuffix(".") + more + ".", where, shown(found[0].text))


def _line_fits(line: Line) -> bool:
    kind, value = line.layout.line
    single = line.font.size * 1.15
    return 1 <= value <= 1.5 if kind == "multiple" else single - 1 <= value <= 1.5 * single + 0.5


def _too_close(paragraphs: list[Line]) -> list[Line]:
    return [later for earlier, later in pairwise(paragraphs) if max(earlier.layout.after, later.layout.before) < 5.9]


def _bases(boxes: Boxes) -> Iterator[Remark]:
    upright = [line for line in boxes.bases if not line.font.italic]
    yield from _once("basis-italic", "Căn cứ ban hành phải là chữ nghiêng.", upright)
    for line in boxes.bases[:-1]:
        if not line.text.endswith(";"):
            yield Remark("basis-mark", "Cuối mỗi căn cứ là dấu chấm phẩy.", POINT, shown(line.text))
    if boxes.bases and not boxes.bases[-1].text.endswith("."):
        yield Remark("basis-last", "Cuối căn cứ cuối cùng là dấu chấm.", POINT, shown(boxes.bases[-1].text))


def _points(paragraphs: list[Line]) -> Iterator[Remark]:
    """Letters of điểm run in the order of the Vietnamese alphabet: after d) comes đ), after e) comes g)."""
    before = ""
    for line in paragraphs:
        match = _POINT_MARK.match(line.text)
        if match is None:
            before = "" if re.match(r"^(?:\d+\.|[IVX]+\.|Điều\s)", line.text) else before
            continue
        expected = POINT_LETTERS[(POINT_LETTERS.find(before) + 1) % len(POINT_LETTERS)] if before else match[1]
        if match[1] not in POINT_LETTERS or (match[1] != "a" and match[1] != expected):
            right = f": chỗ này là {expected})" if expected != match[1] else f": không có điểm {match[1]})"
            yield Remark("point-order", f"Thứ tự điểm theo bảng chữ cái tiếng Việt{right}.", POINT, shown(line.text))
            return
        before = match[1]


def _end(boxes: Boxes) -> Iterator[Remark]:
    if not boxes.body or (boxes.title and boxes.title.text.upper() == "BIÊN BẢN"):
        return
    last, custom = boxes.body[-1], "Thông lệ và các mẫu tại Nghị định 30/2020/NĐ-CP, Phụ lục III"
    if last.text == "./.":
        yield Remark("end-alone", "Dấu “./.” đặt liền sau câu cuối, không đứng riêng một dòng.", custom, last.text)
    elif not last.text.endswith("./."):
        yield Remark("end", "Câu cuối của văn bản kết thúc bằng dấu “./.”.", custom, shown(last.text))
