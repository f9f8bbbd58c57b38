"""E-mail (.eml): the head and the text of the message. Its attachments are documents of their own (``ingest.members``)."""

from __future__ import annotations

from email.message import EmailMessage

from ingest.assemble import Assembler
from ingest.document import Document
from ingest.errors import CorruptFile, NoText
from ingest.members import attachments, is_cut_short, parse_email
from ingest.readers.html import add_page
from ingest.readers.txt import add_lines
from ingest.source import Source

_HEAD = (("From", "Từ"), ("To", "Đến"), ("Cc", "Đồng gửi"), ("Date", "Ngày gửi"), ("Subject", "Tiêu đề"))
_CUT_SHORT = "Thư bị cắt cụt: phần cuối không có, tệp đính kèm sau cùng có thể thiếu. Hãy đề nghị người gửi gửi lại."


def read(source: Source) -> Document:
    """The document in a message."""
    message = parse_email(source.path)
    assembler = Assembler()
    facts: dict[str, str] = {}
    for header, label in _HEAD:
        value = _header(message, header)
        if value:
            assembler.add(f"{label}: {value}")
            facts[header.lower()] = value
    assembler.gap()
    _add_body(assembler, message)
    names = [attached.name for attached in attachments(message)]
    if names:
        assembler.gap()
        assembler.add("Tệp đính kèm: " + "; ".join(names))
    if assembler.empty:
        raise NoText
    warnings = [_CUT_SHORT] if is_cut_short(message) else []
    return assembler.finish(source, read_by="eml", facts=facts, warnings=warnings)


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = message.get(name)
        if name == "Date" and value is not None and value.datetime is not None:
            return f"{value.datetime:%d/%m/%Y %H:%M}"
        return "" if value is None else str(value)
    except (
        ValueError,
        LookupError,
        IndexError,
        AttributeError,
        TypeError,
    ):  # a header that breaks the parser is no reason to lose the text
        return ""


def _add_body(assembler: Assembler, message: EmailMessage) -> None:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return
    try:
        text = str(body.get_content())
    except (LookupError, ValueError, AttributeError) as error:
        raise CorruptFile from error
    if body.get_content_type() == "text/html":
        add_page(assembler, text)
    else:
        add_lines(assembler, text)
