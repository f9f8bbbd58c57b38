"""Which sources are shown as pictures of their pages."""

from __future__ import annotations

import pytest

from ingest.document import Block, Document, Page, PageSource
from ingest.media_types import DOC, DOCX, PDF, PNG
from review.source import has_pictures


@pytest.mark.parametrize(
    ("media_type", "places", "shown"),
    [
        (PDF, [1, 1], True),
        (PNG, [1], True),
        (DOCX, [1, 2], True),  # nothing but scans pasted into Word
        (DOCX, [None, 1], False),  # the typed text would be out of sight
        (DOC, [1], False),  # cannot be drawn without LibreOffice
    ],
)
def test_shown_as_pages_where_every_block_is_on_one(media_type: str, places: list[int | None], shown: bool) -> None:
    text = "\n".join("Giao" for _ in places)
    blocks = tuple(Block(5 * n, 5 * n + 4, page=place) for n, place in enumerate(places))
    pages = tuple(Page(n, 595, 842, PageSource.OCR) for n in (1, 2))
    assert has_pictures(Document("a", "0" * 64, media_type, text, blocks, pages).check()) is shown
