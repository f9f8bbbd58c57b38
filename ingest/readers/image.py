"""Pictures of pages (.png, .jpg, .tif with several pages): every page is recognised."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PIL import Image

from ingest.document import Document, PageSource
from ingest.errors import TooManyPages
from ingest.pagetext import PageText
from ingest.pictures import dpi_of, frames
from ingest.readers.pdf import document_of
from ingest.recognition import read_scans
from ingest.source import Source


def read(source: Source) -> Document:
    """The document in a picture file; raises CorruptFile, TooManyPages, NoText."""

    def pages() -> Iterator[tuple[PageText, Callable[[], Image.Image]]]:
        for number, picture in enumerate(frames(source.path), 1):
            if number > source.limits.pages:
                raise TooManyPages
            dpi = dpi_of(picture)
            page = PageText(number, picture.width * 72 / dpi, picture.height * 72 / dpi, PageSource.NONE, 0.0)
            yield page, picture.copy

    return document_of(source, list(read_scans(pages())))
