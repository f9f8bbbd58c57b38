"""One module per format. Each has one public function, ``read(source) -> Document``, which raises ``ReadingError`` for trouble of the file."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from ingest import media_types as kinds
from ingest.document import Document
from ingest.errors import UnsupportedFormat
from ingest.source import Source


class Reader(Protocol):
    """What a module of this folder offers."""

    def read(self, source: Source) -> Document: ...


# Modules are imported when first needed: a Word file does not wait for the PDF library.
MODULES = {
    kinds.PDF: "pdf",
    kinds.PNG: "image",
    kinds.JPEG: "image",
    kinds.TIFF: "image",
    kinds.BMP: "image",
    kinds.GIF: "image",
    kinds.WEBP: "image",
    kinds.DOCX: "docx",
    kinds.DOCM: "docx",
    kinds.DOC: "legacy",
    kinds.RTF: "legacy",
    kinds.ODT: "legacy",
    kinds.XLSX: "xlsx",
    kinds.XLS: "legacy",
    kinds.ODS: "legacy",
    kinds.CSV: "csv",
    kinds.TEXT: "txt",
    kinds.MARKDOWN: "md",
    kinds.HTML: "html",
    kinds.EMAIL: "eml",
    kinds.ZIP: "zip",
}


def read(source: Source) -> Document:
    """The document in ``source``, by the reader for its media type."""
    return reader_for(source.media_type).read(source)


def reader_for(media_type: str) -> Reader:
    """The module that reads ``media_type``; raises UnsupportedFormat where there is none."""
    module = MODULES.get(media_type)
    if module is None:
        raise UnsupportedFormat
    return cast(Reader, import_module(f"ingest.readers.{module}"))
