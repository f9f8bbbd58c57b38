"""Signing block and recipients: ô 7a, 7b, 9b (Phụ lục I, Phần I, mục II, điểm 7, 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generate.decree30.boxes import Boxes, Line
from generate.decree30.remark import Look, Remark, look_remarks, source
from generate.signing import faults
from generate.tags import shown
from generate.wording import BLANK

HEAD_LOOK = Look("“Nơi nhận:”", (12, 12), True, True, source("II", 9))
RECIPIENT_LOOK = Look("Dòng nơi nhận", (11, 11), False, False, source("II", 9))
AUTHORITY_LOOK = Look("Quyền hạn, chức vụ của người ký", (13, 14), True, False, source("II", 7), upper=True, alignment="center")
SIGNER_LOOK = Look("Họ tên người ký", (13, 14), True, False, source("II", 7), alignment="center")
_HONOURS = re.compile(r"^(?:GS|PGS|TS|ThS|KS|BS|NGƯT|NGND|Thạc sĩ|Tiến sĩ)\b\.?", re.IGNORECASE)


def remarks(boxes: Boxes) -> Iterator[Remark]:
    yield from _recipients(boxes)
    yield from _signing(boxes)


def _recipients(boxes: Boxes) -> Iterator[Remark]:
    point = source("II", 9)
    if boxes.recipients_head is None:
        yield Remark("recipients", "Thiếu “Nơi nhận:”.", point)
        return
    yield from look_remarks("recipients-head", boxes.recipients_head, HEAD_LOOK)
    if not boxes.recipients_head.text.endswith(":"):
        yield Remark("recipients-colon", "Sau “Nơi nhận” phải có dấu hai chấm.", point, boxes.recipients_head.text)
    odd = next((line for line in boxes.recipients if list(look_remarks("recipient", line, RECIPIENT_LOOK))), None)
    if odd is not None:
        yield from look_remarks("recipient", odd, RECIPIENT_LOOK)
    for line in boxes.recipients:
        if not line.text.startswith(("-", "–")):
            yield Remark("recipient-dash", "Mỗi nơi nhận viết trên một dòng, đầu dòng có gạch nối.", point, shown(line.text))
            break
    for line in boxes.recipients[:-1]:
        if not line.text.endswith(";"):
            yield Remark("recipient-mark", "Cuối mỗi dòng nơi nhận là dấu chấm phẩy.", point, shown(line.text))
            break
    yield from _filing(boxes.recipients, point)


def _filing(recipients: tuple[Line, ...], point: str) -> Iterator[Remark]:
    if not recipients or "lưu" not in recipients[-1].text.casefold():
        yield Remark("filing", "Dòng cuối của Nơi nhận phải là “- Lưu: VT, …”.", point)
        return
    last = recipients[-1].text
    if re.match(r"^[-–]\s*Lưu\s*:\s*VT\b", last) is None:
        yield Remark(
            "filing-text", "Dòng lưu viết “- Lưu: VT, <đơn vị soạn thảo>.” (có dấu hai chấm sau “Lưu”).", point, shown(last)
        )
    if not last.endswith("."):
        yield Remark("filing-mark", "Cuối dòng lưu là dấu chấm.", point, shown(last))


def _signing(boxes: Boxes) -> Iterator[Remark]:
    point = source("II", 7)
    if not boxes.signing:
        if boxes.recipients_head is not None and boxes.recipients_head.table >= 0:
            yield Remark("signing", "Thiếu quyền hạn, chức vụ và họ tên người ký.", point)
        return
    authority = [line for line in boxes.signing if line.text == line.text.upper() and BLANK not in line.text]
    others = [line for line in boxes.signing if line not in authority and BLANK not in line.text]
    for line in authority:
        yield from look_remarks("authority", line, AUTHORITY_LOOK)
    for fault in faults([line.text for line in authority]):
        yield Remark("authority-lines", fault, "Nghị định 30/2020/NĐ-CP, Điều 13 và Phụ lục I, Phần I, mục II, điểm 7")
    if not authority and not others:
        return
    if not others and not any(BLANK in line.text for line in boxes.signing):
        yield Remark("signer", "Thiếu họ tên người ký, hoặc họ tên viết bằng chữ in hoa (phải viết chữ thường).", point)
    for line in others[-1:]:
        yield from look_remarks("signer", line, SIGNER_LOOK)
        if _HONOURS.match(line.text):
            yield Remark("signer-honours", "Trước họ tên người ký không ghi học hàm, học vị, danh hiệu.", point, line.text)
