"""From a document to what it says (trích xuất): header, meeting, directives, deadlines, figures, citations, assessments, checks.

``extract(document)`` is the one public verb; :func:`prepare` only spares the first document the wait; records are in :mod:`extract.findings`.
"""

from __future__ import annotations

from extract.findings import Findings
from ingest.document import Document


def extract(document: Document) -> Findings:
    """Everything found in the document, each finding with its place in the text.

    Never raises for what a document says; the pipeline is built at the first call (about a second, see :func:`prepare`).
    """
    from extract import pipeline  # spaCy loads here, not at the start of every command

    return pipeline.run(document)


def prepare() -> None:
    """Build the pipeline before the first document is there; safe to call from another thread."""
    from extract import pipeline

    pipeline.standard()


__all__ = ["extract", "prepare"]
