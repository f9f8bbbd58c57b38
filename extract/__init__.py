"""From a document to what it says (trích xuất): header, meeting, directives, deadlines, figures, citations, assessments, checks.

``extract(document)`` is the one public verb; records are in :mod:`extract.findings`.
"""

from __future__ import annotations

from extract.findings import Findings
from ingest.document import Document


def extract(document: Document) -> Findings:
    """Everything found in the document, each finding with its place in the text.

    Never raises for what a document says; the pipeline is built at the first call (about a second).
    """
    from extract import pipeline  # spaCy and underthesea load here, not at the start of every command

    return pipeline.run(document)


__all__ = ["extract"]
