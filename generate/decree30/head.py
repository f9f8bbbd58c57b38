"""The head and the title: ô 1, 2, 3, 4, 5a, 5b, 9a (Phụ lục I, Phần I, mục II, điểm 1–5, 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generate import lexicon
from generate.decree30.boxes import MOTTO, NATION, Boxes, Line
from generate.decree30.remark import Look, Remark, look_remarks, source
from generate.tags import shown
from generate.wording import BLANK

NATION_LOOK = Look("Quốc hiệu", (12, 13), True, False, source("II", 1), upper=True)
MOTTO_LOOK = Look("Tiêu ngữ", (13, 14), True, False, source("II", 1))
PARENT_LOOK = Look("Tên cơ quan chủ quản", (12, 13), False, False, source("II", 2), upper=True)
ISSUER_LOOK = Look("Tên cơ quan ban hành", (12, 13), True, False, source("II", 2), upper=True, alignment="center")
NUMBER_LOOK = Look("Số, ký hiệu", (13, 13), False, False, source("II", 3), alignment="center")
PLACE_LOOK = Look("Địa danh và thời gian ban hành", (13, 14), False, True, source("II", 4))
TITLE_LOOK = Look("Tên loại văn bản", (13, 14), True, False, source("II", 5), upper=True, alignment="center")
SUBJECT_LOOK = Look("Trích yếu", (13, 14), True, False, source("II", 5), alignment="center")
LETTER_LOOK = Look("Trích yếu công văn", (12, 13), False, False, source("II", 5), alignment="center")
ADDRESSEE_LOOK = Look("“Kính gửi”", (13, 14), False, False, source("II", 9))

_DATE = re.compile(
    r"^(?P<place>[^,]*),?\s*ngày\s*(?P<day>\d*|[.…]*)\s*tháng\s*(?P<month>\d*|[.…]*)\s*năm\s*(?P<year>\d*|[.…]*)", re.IGNORECASE
)


def remarks(boxes: Boxes) -> Iterator[Remark]:
    yield from _nation(boxes)
    yield from _names(boxes)
    yield from _number(boxes)
    yield from _place_date(boxes)
    yield from _title(boxes)
    yield from _letter(boxes)


def _nation(boxes: Boxes) -> Iterator[Remark]:
    if boxes.nation is None:
        yield Remark("nation", f"Thiếu Quốc hiệu “{NATION}”.", source("II", 1))
    else:
        yield from look_remarks("nation", boxes.nation, NATION_LOOK)
    if boxes.motto is None:
        yield Remark("motto", f"Thiếu Tiêu ngữ “{MOTTO}”.", source("II", 1))
        return
    yield from look_remarks("motto", boxes.motto, MOTTO_LOOK)
    if boxes.motto.text != MOTTO:
        yield Remark(
            "motto-text", f"Tiêu ngữ phải viết “{MOTTO}” (gạch nối có cách chữ).", source("II", 1), shown(boxes.motto.text)
        )
    yield from _rule("motto", boxes.motto, "Dưới Tiêu ngữ phải có đường kẻ ngang dài bằng dòng chữ.", source("II", 1))


def _names(boxes: Boxes) -> Iterator[Remark]:
    if not boxes.names:
        if boxes.nation is not None and boxes.nation.table >= 0:
            yield Remark("issuer", "Thiếu tên cơ quan, tổ chức ban hành văn bản.", source("II", 2))
        return
    issuer = [line for line in boxes.names if line.font.bold] or list(boxes.names[-1:])
    for line in boxes.names:
        yield from look_remarks("issuer" if line in issuer else "parent", line, ISSUER_LOOK if line in issuer else PARENT_LOOK)
    yield from _rule(
        "issuer", boxes.names[-1], "Dưới tên cơ quan ban hành phải có đường kẻ ngang dài 1/3 đến 1/2 dòng chữ.", source("II", 2)
    )


def _number(boxes: Boxes) -> Iterator[Remark]:
    line, point = boxes.number, source("II", 3)
    if line is None:
        yield Remark("number", "Thiếu số, ký hiệu của văn bản.", point)
        return
    yield from look_remarks("number", line, NUMBER_LOOK)
    text = line.text.partition(":")[2]
    if re.search(r"\S\s+-|-\s+\S|/\s+\S", text):
        yield Remark(
            "number-spaces", "Giữa số và ký hiệu, giữa các nhóm chữ viết tắt không có khoảng cách.", point, shown(line.text)
        )
    if re.match(r"\s*[1-9](?!\d)\s*/", text):
        yield Remark("number-padding", "Số văn bản nhỏ hơn 10 phải ghi thêm số 0 phía trước.", point, shown(line.text))
    abbreviation = lexicon.abbreviations().get(boxes.title.text.upper(), "") if boxes.title else ""
    first = re.split(r"[-/]", boxes.symbol)[0]
    if abbreviation and boxes.symbol and BLANK not in boxes.symbol and first != abbreviation and not boxes.symbol[:4].isdigit():
        message = f"Ký hiệu của {boxes.title.text.lower() if boxes.title else ''} phải bắt đầu bằng “{abbreviation}-”, đang là “{boxes.symbol}”."
        yield Remark("number-symbol", message, "Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I", shown(line.text))


def _place_date(boxes: Boxes) -> Iterator[Remark]:
    line, point = boxes.place_date, source("II", 4)
    if line is None:
        if boxes.title is None or boxes.title.text.upper() != "BIÊN BẢN":
            yield Remark("place-date", "Thiếu địa danh và thời gian ban hành.", point)
        return
    yield from look_remarks("place-date", line, PLACE_LOOK)
    match = _DATE.match(line.text)
    if match and "," not in line.text:
        yield Remark("place-date-comma", "Sau địa danh phải có dấu phẩy.", point, shown(line.text))
    if match and match["place"] and not match["place"][0].isupper() and match["place"][0].isalpha():
        yield Remark("place-date-case", "Chữ cái đầu của địa danh phải viết hoa.", point, shown(line.text))
    if match and re.fullmatch(r"[1-9]", match["day"]):
        yield Remark("day-padding", "Ngày nhỏ hơn 10 phải ghi thêm số 0 phía trước.", point, shown(line.text))
    if match and re.fullmatch(r"[12]", match["month"]):
        yield Remark("month-padding", "Tháng 1, tháng 2 phải ghi thêm số 0 phía trước.", point, shown(line.text))
    if match and re.fullmatch(r"0[3-9]", match["month"]):
        yield Remark("month-padding", "Chỉ tháng 1, tháng 2 ghi thêm số 0 phía trước.", point, shown(line.text))
    if boxes.number is not None and boxes.number.table >= 0 and (line.table, line.row) != (boxes.number.table, boxes.number.row):
        yield Remark("place-date-level", "Địa danh, ngày tháng phải cùng dòng với số, ký hiệu.", point, shown(line.text))


def _title(boxes: Boxes) -> Iterator[Remark]:
    if boxes.title is None:
        if boxes.letter_subject is None and boxes.addressee is None:
            yield Remark("title", "Thiếu tên loại văn bản (hoặc trích yếu “V/v …” nếu là công văn).", source("II", 5))
        return
    yield from look_remarks("title", boxes.title, TITLE_LOOK)
    for line in boxes.subject:
        yield from look_remarks("subject", line, SUBJECT_LOOK)
    if boxes.subject:
        message = "Dưới trích yếu phải có đường kẻ ngang dài 1/3 đến 1/2 dòng chữ."
        yield from _rule("subject", boxes.subject[-1], message, source("II", 5))
    else:
        yield Remark("subject", "Thiếu trích yếu nội dung dưới tên loại văn bản.", source("II", 5))


def _letter(boxes: Boxes) -> Iterator[Remark]:
    if boxes.letter_subject is not None:
        yield from look_remarks("letter-subject", boxes.letter_subject, LETTER_LOOK)
        if boxes.addressee is None:
            yield Remark("addressee", "Công văn phải có “Kính gửi:” và nơi nhận để giải quyết.", source("II", 9))
    if boxes.addressee is not None:
        yield from look_remarks("addressee", boxes.addressee, ADDRESSEE_LOOK)
        if not boxes.addressee.text.partition("gửi")[2].startswith(":"):
            yield Remark("addressee-colon", "Sau “Kính gửi” phải có dấu hai chấm.", source("II", 9), shown(boxes.addressee.text))


def _rule(rule: str, line: Line, message: str, where: str) -> Iterator[Remark]:
    if not line.ruled:
        yield Remark(f"{rule}-rule", message, where, shown(line.text))
