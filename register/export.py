"""Danh mục nhiệm vụ as an Excel sheet, in the columns in which offices keep it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from register.models import Task
from register.states import Term

COLUMNS = (
    ("STT", 6),
    ("Nội dung nhiệm vụ", 60),
    ("Đơn vị chủ trì", 26),
    ("Đơn vị phối hợp", 26),
    ("Thời hạn", 12),
    ("Thời hạn theo văn bản", 24),
    ("Tình trạng", 14),
    ("Ngày hoàn thành", 13),
    ("Văn bản giao", 18),
    ("Ngày văn bản", 12),
    ("Trích yếu", 40),
    ("Ghi chú", 24),
)
_HEAD = 4
_FONT = "Times New Roman"
_THIN = Side(style="thin", color="000000")
_LONGEST = 32_767  # characters that a cell of Excel holds


def tasks_xlsx(tasks: Iterable[Task]) -> bytes:
    """The tasks (from ``listing.accepted_tasks``) as the bytes of an .xlsx: one row each, dates as dates, texts never as formulas."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Nhiệm vụ"
    _title(sheet)
    for number, task in enumerate(tasks, start=1):
        for column, value in enumerate(_row(number, task), start=1):
            _write(sheet.cell(_HEAD + number, column), value)
    _page(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _row(number: int, task: Task) -> tuple[int | str | date | None, ...]:
    document = task.document
    return (
        number,
        task.text,
        "; ".join(agency.name for agency in task.lead.all()),
        "; ".join(agency.name for agency in task.coordinating.all()),
        task.due,
        task.deadline_text,
        Term(task.term).label if hasattr(task, "term") else "",
        task.done_on,
        document.number or document.name,
        document.issued_on,
        document.subject,
        task.note,
    )


def _title(sheet: Worksheet) -> None:
    _write(sheet.cell(1, 1), "DANH MỤC NHIỆM VỤ ĐƯỢC GIAO")
    sheet.cell(1, 1).font = Font(name=_FONT, size=14, bold=True)
    _write(sheet.cell(2, 1), f"Dữ liệu tính đến ngày {timezone.localdate():%d/%m/%Y}")
    sheet.cell(2, 1).font = Font(name=_FONT, size=12, italic=True)
    for row in (1, 2):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(COLUMNS))
        sheet.cell(row, 1).alignment = Alignment(horizontal="center")
    for column, (name, width) in enumerate(COLUMNS, start=1):
        cell = sheet.cell(_HEAD, column)
        _write(cell, name)
        cell.font = Font(name=_FONT, size=12, bold=True)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width


def _write(cell: Cell, value: int | str | date | None) -> None:
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
        cell.data_type = "s"  # "=…" in a document is words, never a formula
    else:
        cell.value = value
    if isinstance(value, date):
        cell.number_format = "DD/MM/YYYY"
    cell.font = Font(name=_FONT, size=12)
    if cell.row >= _HEAD:
        cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
        cell.alignment = Alignment(vertical="top", wrap_text=True)


def _page(sheet: Worksheet) -> None:
    """A4 across, as wide as the page, the head on every page."""
    sheet.freeze_panes = sheet.cell(_HEAD + 1, 1)
    sheet.auto_filter.ref = f"A{_HEAD}:{get_column_letter(len(COLUMNS))}{max(sheet.max_row, _HEAD)}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
