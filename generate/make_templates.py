"""Makes the Word templates of ``templates_docx/``: ``python -m generate.make_templates [FOLDER]``.

What staff edit in Word is the file; this module is where the shipped file comes from, so that its layout is reviewed as text and never drifts.
Tags stand in the text as ``{{ field }}``; ``{%p for … %}`` and ``{%p if … %}`` are paragraphs of their own, which vanish when a draft is made.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from docx.document import Document

from generate import TEMPLATES
from generate.drafts import KINDS
from generate.template_blocks import add, addressees, annex, each, letterhead, new, rows_table, signing, when

LATE_COLUMNS = (
    ("STT", 11.0, "TKTableNumber", "{{ row.number }}"),
    ("Nhiệm vụ", 46.0, "TKTableText", "{{ row.text }}"),
    ("Đơn vị chủ trì", 30.0, "TKTableText", "{{ row.lead }}"),
    ("Văn bản giao", 31.0, "TKTableText", "{{ row.assigned_by }}"),
    ("Thời hạn", 23.0, "TKTableNumber", "{{ row.due }}"),
    ("Ghi chú", 19.0, "TKTableText", "{{ row.note }}"),
)
UNIT_COLUMNS = (
    ("TT", 9.0, "TKTableNumber", "{{ row.number }}"),
    ("Đơn vị", 35.0, "TKTableText", "{{ row.unit }}"),
    ("Tổng số", 15.0, "TKTableNumber", "{{ row.total }}"),
    ("Hoàn thành đúng hạn", 19.0, "TKTableNumber", "{{ row.done_in_time }}"),
    ("Hoàn thành quá hạn", 18.0, "TKTableNumber", "{{ row.done_late }}"),
    ("Đang làm, trong hạn", 18.0, "TKTableNumber", "{{ row.open_in_time }}"),
    ("Quá hạn, chưa xong", 17.0, "TKTableNumber", "{{ row.overdue }}"),
    ("Không thời hạn", 15.0, "TKTableNumber", "{{ row.without_deadline }}"),
    ("Tỷ lệ (%)", 14.0, "TKTableNumber", "{{ row.rate }}"),
)
TOTAL_ROW = (
    "", "Tổng cộng", "{{ total.total }}", "{{ total.done_in_time }}", "{{ total.done_late }}", "{{ total.open_in_time }}", "{{ total.overdue }}",
    "{{ total.without_deadline }}", "{{ total.rate }}",
)  # fmt: skip


def main(arguments: Sequence[str]) -> None:
    """Write every template into the folder named, or into the shipped one."""
    folder = Path(arguments[0]) if arguments else TEMPLATES
    folder.mkdir(parents=True, exist_ok=True)
    for kind, make in MAKERS.items():
        path = folder / KINDS[kind].template
        make().save(str(path))
        print(path)


def conclusion_notice() -> Document:
    """Thông báo kết luận (Phụ lục III, mẫu 1.4: văn bản có tên loại)."""
    document = new("Mẫu Thông báo kết luận")
    letterhead(document)
    add(
        document,
        ("TKTitle", "THÔNG BÁO"),
        ("TKSubject", "{{ subject }}"),
        ("TKRuleSubject", ""),
        *each("paragraph", "opening", ("TKBody", "{{ paragraph }}")),
        *when(
            "assessment",
            ("TKHeading", "I. ĐÁNH GIÁ CHUNG"),
            *each("paragraph", "assessment", ("TKBody", "{{ paragraph }}")),
            ("TKHeading", "II. NHIỆM VỤ TRONG THỜI GIAN TỚI"),
        ),
        *each(
            "task",
            "tasks",
            *when(
                "task.points",
                ("TKItemLead", "{{ task.text }}"),
                *each("point", "task.points", ("TKPoint", "{{ point }}")),
                otherwise=[("TKItem", "{{ task.text }}")],
            ),
        ),
        ("TKClosing", "{{ closing }}"),
    )
    signing(document)
    add(document, ("TKEnd", ""))
    return document


def urging_letter() -> Document:
    """Công văn đôn đốc (Phụ lục III, mẫu 1.5), with the list of tasks as an annex (mẫu 2.2)."""
    document = new("Mẫu Công văn đôn đốc thực hiện nhiệm vụ")
    letterhead(document, under_number=[("TKLetterSubject", "{{ letter_subject }}")])
    addressees(document)
    add(document, *each("paragraph", "paragraphs", ("TKBody", "{{ paragraph }}")), ("TKClosing", "{{ closing }}"))
    signing(document)
    annex(document)
    add(
        document,
        ("TKAnnex", "Phụ lục"),
        ("TKAnnexTitle", "DANH SÁCH NHIỆM VỤ CẦN TẬP TRUNG THỰC HIỆN"),
        ("TKAnnexNote", "{{ annex_note }}"),
        ("TKGap", ""),
    )
    rows_table(document, "rows", LATE_COLUMNS)
    add(document, ("TKEnd", ""))
    return document


def task_report() -> Document:
    """Báo cáo tình hình thực hiện nhiệm vụ (Phụ lục III, mẫu 1.4), with the overdue tasks as an annex (mẫu 2.2)."""
    document = new("Mẫu Báo cáo tình hình thực hiện nhiệm vụ")
    letterhead(document)
    add(document, ("TKTitle", "BÁO CÁO"), ("TKSubject", "{{ subject }}"), ("TKRuleSubject", ""))
    addressees(document)
    add(
        document,
        ("TKBody", "{{ opening }}"),
        ("TKHeading", "I. KẾT QUẢ THỰC HIỆN"),
        *each("paragraph", "results", ("TKItem", "{{ paragraph }}")),
        ("TKItemLead", "4. Kết quả theo từng đơn vị:"),
    )
    rows_table(document, "units", UNIT_COLUMNS, TOTAL_ROW)
    add(
        document,
        ("TKGap", ""),
        ("TKHeading", "II. HẠN CHẾ, NGUYÊN NHÂN"),
        *each("paragraph", "causes", ("TKBody", "{{ paragraph }}")),
        ("TKHeading", "III. KIẾN NGHỊ, ĐỀ XUẤT"),
        *each("paragraph", "proposals", ("TKBody", "{{ paragraph }}")),
        ("TKClosing", "{{ closing }}"),
    )
    signing(document)
    add(document, ("TKTag", "{%p if rows %}"))
    annex(document)
    add(
        document,
        ("TKAnnex", "Phụ lục"),
        ("TKAnnexTitle", "DANH SÁCH NHIỆM VỤ QUÁ HẠN CHƯA HOÀN THÀNH"),
        ("TKAnnexNote", "{{ annex_note }}"),
        ("TKGap", ""),
    )
    rows_table(document, "rows", LATE_COLUMNS)
    add(document, ("TKTag", "{%p endif %}"), ("TKEnd", ""))
    return document


MAKERS: dict[str, Callable[[], Document]] = {
    "thong_bao_ket_luan": conclusion_notice,
    "cong_van_don_doc": urging_letter,
    "bao_cao_nhiem_vu": task_report,
}

if __name__ == "__main__":
    main(sys.argv[1:])
