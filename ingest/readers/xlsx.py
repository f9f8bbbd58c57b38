"""Excel (.xlsx, .xlsm): each sheet's rows as they are shown, numbers written the Vietnamese way."""

from __future__ import annotations

import re
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from openpyxl.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ingest.assemble import Assembler
from ingest.document import BlockKind, Document
from ingest.errors import CorruptFile, NoText
from ingest.openxml.package import open_package
from ingest.source import Source
from ingest.vietnamese import encoding_of_font, from_old_encoding

_HIDDEN = "Bảng tính có trang hoặc dòng bị ẩn; phần ẩn không được đọc."
_NOT_CALCULATED = "Một số ô có công thức nhưng tệp không lưu kết quả; các ô đó để trống. Hãy mở bằng Excel, lưu lại rồi thả lại."
_MACROS = "Tệp có macro; chương trình không chạy macro và chỉ đọc phần chữ."
_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
    SyntaxError,
    zlib.error,
)
_DECIMALS = re.compile(r"\.([0#?]+)")


def read(source: Source) -> Document:
    """The document in an Excel file: a heading for each sheet where there are several, then its rows."""
    with open_package(source.path, source.limits) as package:
        has_macros = "xl/vbaProject.bin" in package
        if any(b"<!DOCTYPE" in data for data in package.matching(r"xl/.+\.xml")):
            raise CorruptFile  # only entity bombs have a document type
    warnings = [_MACROS] if has_macros else []
    workbook = _load(source, results=True)
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    if len(sheets) < len(workbook.worksheets):
        warnings.append(_HIDDEN)
    assembler = Assembler()
    filled = [sheet for sheet in sheets if _rows(sheet)]
    number = 0
    for sheet in filled:
        assembler.gap()
        if len(filled) > 1:
            number += assembler.add(sheet.title, kind=BlockKind.HEADING, level=1, paragraph=number) is not None
        number = _add_sheet(assembler, sheet, number, warnings)
    if _lacks_results(source, workbook):
        warnings.append(_NOT_CALCULATED)
    if assembler.empty:
        raise NoText("Bảng tính không có ô nào có nội dung. Hãy kiểm tra lại tệp gốc.")
    return assembler.finish(source, read_by="xlsx", warnings=warnings)


def _load(source: Source, *, results: bool) -> Workbook:
    """The workbook with the results of its formulas, or with the formulas themselves."""
    try:
        with source.path.open("rb") as file:  # by its content: openpyxl refuses names that do not end in .xlsx
            return openpyxl.load_workbook(file, data_only=results, keep_links=False)
    except _BROKEN as error:
        raise CorruptFile from error


def _rows(sheet: Worksheet) -> dict[int, dict[int, Cell]]:
    """The cells that hold something, by row and column. Not the rectangle around them: one stray cell makes that 17 billion cells."""
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):
        if cell.value is not None:
            rows.setdefault(row, {})[column] = cell
    return rows


def _add_sheet(assembler: Assembler, sheet: Worksheet, number: int, warnings: list[str]) -> int:
    rows = _rows(sheet)
    hidden = {column for column in {c for row in rows.values() for c in row} if _is_hidden_column(sheet, column)}
    columns = sorted({column for row in rows.values() for column in row} - hidden)
    if hidden:
        warnings.append(_HIDDEN)
    for index, row in rows.items():
        if sheet.row_dimensions[index].hidden:
            warnings.append(_HIDDEN)
            continue
        cells = [_text(row.get(column)) for column in columns]
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) == 1:  # a title over the table, a note under it
            number += assembler.add(filled[0], paragraph=number) is not None
        else:
            number += assembler.add_row(cells, paragraph=number) is not None
    return number


def _is_hidden_column(sheet: Worksheet, column: int) -> bool:
    return any(
        dimension.hidden and (dimension.min or 0) <= column <= (dimension.max or 0)
        for dimension in sheet.column_dimensions.values()
    )


def _lacks_results(source: Source, workbook: Workbook) -> bool:
    """Whether a formula has no result: the file was written by a program that does not calculate."""
    with open_package(source.path, source.limits) as package:
        if not any(b"<f>" in data or b"<f " in data for data in package.matching(r"xl/worksheets/[^/]+\.xml")):
            return False
    formulas = _load(source, results=False)
    return any(
        cell.data_type == "f" and workbook[sheet.title].cell(row, column).value is None
        for sheet in formulas.worksheets
        for (row, column), cell in sheet._cells.items()
    )


def _text(cell: Cell | None) -> str:
    if cell is None:
        return ""
    text = shown(cell.value, cell.number_format)
    encoding = encoding_of_font(cell.font.name or "") if isinstance(cell.value, str) else None
    return from_old_encoding(text, encoding) if encoding else text


def shown(value: Any, form: str = "General") -> str:
    """A cell's value as Excel shows it under Vietnamese settings: 1.234.567,5 · 98,5% · 05/12/2026."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        day = f"{value:%d/%m/%Y}"
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _number(value, form or "General")
    return str(value)


def _number(value: float, form: str) -> str:
    section = form.split(";")[0]
    decimals = _DECIMALS.search(section)
    places = len(decimals[1]) if decimals else 0
    if "%" in section:
        return _vietnamese(f"{value * 100:.{places}f}") + "%"
    if section in ("General", "@"):
        # Excel shows up to eleven digits in a cell of the usual width.
        plain = str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.10g}"
        return _vietnamese(plain)
    grouped = "," in section
    return _vietnamese(f"{value:,.{places}f}" if grouped else f"{value:.{places}f}")


def _vietnamese(number: str) -> str:
    return number.translate(str.maketrans(",.", ".,"))
