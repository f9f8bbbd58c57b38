"""Does a Word file follow Nghị định 30/2020/NĐ-CP? The layout checker (kiểm tra thể thức và kỹ thuật trình bày).

``check`` reads the file as Word would show it (styles and defaults resolved) and remarks on what departs from Phụ lục I. It says nothing where it
cannot tell: how many pages there are, or what a picture shows.
"""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError

from generate.decree30 import body, foot, head, page
from generate.decree30.boxes import Boxes
from generate.decree30.remark import Remark
from generate.errors import DraftingError

__all__ = ["NotWord", "Remark", "check"]


class NotWord(DraftingError):
    """The bytes are no .docx file."""

    def __init__(self, detail: str) -> None:
        super().__init__("Không mở được tệp này như một tệp Word (.docx) nên chưa kiểm tra được thể thức.", detail)


def check(content: bytes) -> tuple[Remark, ...]:
    """Every remark on the .docx file, in the order of the page; () where nothing is wrong. Raises NotWord."""
    try:
        document = docx.Document(BytesIO(content))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise NotWord(repr(error)) from error
    boxes = Boxes.of(document)
    return (*page.remarks(document, boxes), *head.remarks(boxes), *body.remarks(boxes), *foot.remarks(boxes))
