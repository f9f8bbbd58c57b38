"""The tags of a Word template as staff see them, paragraph by paragraph, before docxtpl rewrites the XML.

docxtpl removes the whole paragraph (row) around ``{%p … %}`` (``{%tr … %}``), and whatever else stands in it; a tag that is not closed swallows the
text up to the next one. Both would lose words without a sound: they are found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from generate.wording import clean

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_EDGE = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_ALONE = re.compile(r"\{[{%#](p|tr|tc) ")


@dataclass(frozen=True, slots=True)
class TagFault:
    """What is wrong with a tag, and the text of the paragraph or row in which it stands."""

    trouble: str
    place: str


def faults(root: Any) -> Iterator[TagFault]:
    """Faults in the tags under ``root`` (an lxml element of WordprocessingML), in reading order."""
    for paragraph in root.iter(qn("w:p")):
        text = _text(paragraph)
        outside = _TAG.sub("", text)
        inside = [edge for tag in _TAG.findall(text) for edge in _EDGE.findall(tag[2:-2])]
        if _EDGE.search(outside) or inside or re.search(r"\{\{[^}]*\}(?!\})|(?<!\{)\{[^{%#}]*\}\}", text):
            yield TagFault("có thẻ {{ … }} hoặc {% … %} viết sai hay chưa đóng", shown(text))
        elif (alone := _ALONE.search(text)) and alone[1] == "p" and _TAG.sub("", text, count=1).strip():
            yield TagFault("lệnh {%p … %} phải đứng một mình trong đoạn: chữ và lệnh khác cùng đoạn sẽ bị mất", shown(text))
    for row in root.iter(qn("w:tr")):
        text = _text(row)
        if re.search(r"\{%tr ", text) and _TAG.sub("", text, count=1).strip():
            yield TagFault(
                "lệnh {%tr … %} phải đứng một mình trong hàng của bảng: chữ và lệnh khác cùng hàng sẽ bị mất", shown(text)
            )


def _text(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def shown(text: str) -> str:
    """``text`` as a message quotes it: one line, at most 120 characters."""
    line = clean(text)
    return line if len(line) <= 120 else f"{line[:119]}…"
