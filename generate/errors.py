"""What can go wrong in drafting, named after the trouble of the person who asked; ``str(error)`` is a Vietnamese message for the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class DraftingError(Exception):
    """A draft could not be made. ``detail`` is for the log."""

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


class UnknownKind(DraftingError):
    """No such kind of draft."""

    def __init__(self, kind: str, known: Sequence[str]) -> None:
        super().__init__(f"Không có loại dự thảo “{kind}”. Các loại đang có: {', '.join(known)}.")


class WrongContext(DraftingError):
    """The record given is not the one that this kind is drafted from (a mistake of the caller)."""

    def __init__(self, kind: str, expected: str, given: str) -> None:
        super().__init__(f"Loại dự thảo “{kind}” cần dữ liệu {expected}, nhưng nhận được {given}.")


class TemplateError(DraftingError):
    """Something is wrong with a Word template. ``template`` is its file name."""

    def __init__(self, template: Path, message: str, detail: str = "") -> None:
        self.template = template.name
        super().__init__(f"Tệp mẫu “{template.name}”: {message}", detail)


class TemplateMissing(TemplateError):
    """There is no such file in the folder of templates."""

    def __init__(self, template: Path) -> None:
        super().__init__(
            template,
            "không có trong thư mục tệp mẫu. Hãy chép lại tệp này vào thư mục templates_docx rồi làm lại.",
            str(template),
        )


class TemplateUnreadable(TemplateError):
    """The file is no Word document, or a damaged one."""

    def __init__(self, template: Path, detail: str) -> None:
        super().__init__(
            template,
            "không mở được như một tệp Word (.docx). Hãy mở bằng Word và lưu lại dạng .docx, hoặc chép lại tệp gốc.",
            detail,
        )


class TemplateBroken(TemplateError):
    """A tag is not closed, or a loop has no end. ``place`` is the paragraph in which it stands."""

    def __init__(self, template: Path, trouble: str, place: str, detail: str) -> None:
        self.place = place
        super().__init__(template, f"{trouble}{_at(place)} Hãy mở tệp mẫu bằng Word và sửa chỗ này.", detail)


class UnknownVariable(TemplateError):
    """A field name that this kind of draft does not have, mostly a misspelling."""

    def __init__(self, template: Path, name: str, place: str, near: Sequence[str] = ()) -> None:
        self.name = name
        self.place = place
        hint = f" Có phải là “{near[0]}”?" if near else " Danh sách trường xem docs/templates.md."
        super().__init__(template, f"không có trường “{name}”{_at(place)}{hint}")


class ForbiddenInTemplate(TemplateError):
    """A template may show fields, repeat and choose; it may not run code."""

    def __init__(self, template: Path, what: str, place: str) -> None:
        self.place = place
        message = f"không được phép dùng “{what}”{_at(place)} Tệp mẫu chỉ được chèn trường dữ liệu và dùng if, for; không được chạy lệnh."
        super().__init__(template, message)


def _at(place: str) -> str:
    return f" (tại: “{place}”)." if place else "."
