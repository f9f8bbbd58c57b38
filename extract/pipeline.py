"""The pipeline over a document (spaCy ``Language``): one component per kind of finding, in the order in which they need each other.

Every component reads and completes the :class:`~extract.work.Work` on the doc; its settings are keyword-only and stand in the factory's
configuration. The vocabulary is empty and no model is loaded: all rules and words are in this package.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract import confidence, structure, tokens, work
from extract.findings import Evidence, Findings, Source
from extract.work import Work
from ingest.document import Document

#: Components in order; each is the module of that name and fills the field of :class:`Work` of that name.
COMPONENTS = ("header", "citations", "meeting", "reference_date", "directives", "deadlines", "figures", "assessments", "checks")


@dataclass
class Component:
    """Runs ``extract.NAME.find(work)`` and puts what it returns where the next components look for it."""

    name: str
    find: Callable[[Work], object]

    def __call__(self, doc: Doc) -> Doc:
        setattr(work.of(doc), self.name, self.find(work.of(doc)))
        return doc


def _register(name: str) -> None:
    def create(nlp: Language, name: str) -> Component:
        return Component(name, import_module(f"extract.{name}").find)

    Language.factory(name, func=create)


for _name in COMPONENTS:
    _register(_name)


@cache
def build() -> Language:
    """The pipeline, built once a process."""
    nlp = Language(Vocab(), max_length=100_000_000)
    nlp.tokenizer = tokens.Tokenizer(nlp.vocab)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def run(document: Document) -> Findings:
    """Everything found in the document."""
    return confidence.calibrated(document, graded(document))


def graded(document: Document) -> Findings:
    """Everything found, with the first grades of the rules for confidence."""
    nlp = build()
    doc = work.attach(tokens.make_doc(nlp.vocab, document.text, ()), Work(document, structure.read(document)))
    for _, component in nlp.pipeline:
        doc = component(doc)
    return _findings(work.of(doc))


def _findings(found: Work) -> Findings:
    document = found.document
    source = Source(
        document.name,
        document.sha256,
        document.media_type,
        len(document.pages),
        document.read_by,
        round(document.quality, 4),
        document.warnings,
    )
    return Findings(
        source,
        document.text,
        found.reference_date,
        found.header,
        found.meeting,
        tuple(
            replace(_as_printed(document, d), deadline=_as_printed(document, d.deadline) if d.deadline else None)
            for d in found.directives
        ),
        tuple(_as_printed(document, d) for d in found.deadlines),
        tuple(_as_printed(document, f) for f in found.figures),
        tuple(_as_printed(document, c) for c in found.citations),
        tuple(_as_printed(document, a) for a in found.assessments),
        found.checks,
    )


_Quoted = TypeVar("_Quoted", bound=Evidence)


def _as_printed(document: Document, finding: _Quoted) -> _Quoted:
    """The finding with the words of the document, which may have been read past slips of recognition."""
    words = document.text[finding.start : finding.end]
    return finding if finding.text == words else replace(finding, text=words)
