"""Documents of an invented province with findings of every kind, recorded and waiting for review."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from record_factories import drop, findings, read_document

from extract.findings import Assessment, AssessmentKind, Check, Citation, Deadline, DeadlineKind, Figure, Findings
from ingest.document import Document as ReadDocument
from register import services
from register.models import Document

PASSWORD = "mat-khau-thu-2026"
REPORT = (
    "ỦY BAN NHÂN DÂN TỈNH SƠN HẢI",
    "Số: 45/TB-UBND",
    "Sơn Hải, ngày 03 tháng 11 năm 2026",
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026, toàn tỉnh tiếp nhận 1.250 hồ sơ, đã giải quyết 1.000 hồ sơ, đạt 90%.",
    "1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát biên chế, báo cáo trước ngày 15/12/2026.",
    "2. Sở Tư pháp thẩm định dự thảo quy chế trong tháng 12/2026.",
    "3. UBND xã Tân Phong khẩn trương khắc phục hậu quả mưa lũ.",
)


def everything(document: ReadDocument) -> Findings:
    """The factory's findings and one of every other kind; the percentage in the text is wrong."""
    text = document.text

    def span(quote: str) -> tuple[str, int, int]:
        at = text.index(quote)
        return quote, at, at + len(quote)

    figures = tuple(
        Figure(*span(quote), value=value, unit=unit)
        for quote, value, unit in (("1.250 hồ sơ", 1250, "hồ sơ"), ("1.000 hồ sơ", 1000, "hồ sơ"), ("90%", 90, "%"))
    )
    found = findings(document)
    return replace(
        found,
        header=replace(found.header, spans=(("number", *span("45/TB-UBND")[1:]),)),
        deadlines=(
            Deadline(*span("trước ngày 15/12/2026"), DeadlineKind.DATE, date(2026, 12, 15), strict=True),
            Deadline(*span("trong tháng 12/2026"), DeadlineKind.PERIOD, date(2026, 12, 31)),
        ),
        figures=figures,
        citations=(Citation(*span("Kế hoạch số 12/KH-UBND ngày 05/01/2026"), "kế hoạch", "12/KH-UBND", date(2026, 1, 5)),),
        assessments=(Assessment(*span("đã giải quyết 1.000 hồ sơ, đạt 90%"), AssessmentKind.ACHIEVEMENT, ("Sở Nội vụ",)),),
        checks=(
            Check("sum", True, message="Tổng khớp."),
            Check(
                "percent",
                False,
                (1000, 1250, 90),
                80,
                tuple((f.start, f.end) for f in figures),
                "1.000/1.250 = 80 %, văn bản ghi 90 %",
            ),
        ),
    )


def record(claim: str = "1", lines: tuple[str, ...] = REPORT, name: str = "tb45.docx") -> Document:
    """A document as it stands once it was received, read and its findings recorded."""
    row = services.receive(drop(claim, name=name))
    taken = services.start_reading(row.pk)
    assert taken is not None
    read = read_document(lines)
    return services.record(taken, read, everything(read) if lines is REPORT else findings(read, ()))
