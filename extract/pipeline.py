"""The pipeline over a document (spaCy ``Language``): one component per kind of finding, in the order in which they need each other.

Every component reads and completes the :class:`~extract.work.Work` on the doc; its settings are keyword-only and stand in the factory's
configuration::

    nlp = pipeline.build({"figures": {"tables": False}, "assessments": {"least_confidence": 0.7}})
    found = pipeline.run(document, nlp)

The vocabulary is empty and no model is loaded: all rules and words are in this package.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib import import_module
from threading import Lock
from typing import Any, TypeVar

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract import confidence, structure, tokens, work
from extract.findings import Directive, Evidence, Findings, Source
from extract.work import Work
from ingest.document import Block, BlockKind, Document

#: Components in order; each is the module of that name and fills the field of :class:`Work` of that name.
COMPONENTS = ("header", "citations", "meeting", "reference_date", "directives", "deadlines", "figures", "assessments", "checks")


@dataclass
class Component:
    """Runs ``extract.NAME.find(work)`` and puts what it returns where the next components look for it.

    What is less sure than ``least_confidence`` is left out, also for the components that come after. ``calibrated`` False leaves the first
    grades of the rules as confidence.
    """

    name: str
    find: Callable[[Work], Any]
    least_confidence: float = 0.0
    calibrated: bool = False

    def __call__(self, doc: Doc) -> Doc:
        on = _work(doc)
        found = self.find(on)
        if self.calibrated:
            found = confidence.calibrated(on, self.name, found)
        if self.least_confidence > 0:
            found = tuple(finding for finding in found if finding.confidence >= self.least_confidence)
        setattr(on, self.name, found)
        return doc


def _find(name: str) -> Callable[..., Any]:
    find: Callable[..., Any] = import_module(f"extract.{name}").find
    return find


def _plain(nlp: Language, name: str) -> Component:
    return Component(name, _find(name))


def _sure(nlp: Language, name: str, *, least_confidence: float, calibrated: bool) -> Component:
    return Component(name, _find(name), least_confidence, calibrated)


def _figures(nlp: Language, name: str, *, least_confidence: float, calibrated: bool, tables: bool) -> Component:
    return Component(name, partial(_find(name), tables=tables), least_confidence, calibrated)


def _checks(nlp: Language, name: str, *, agreeing: bool) -> Component:
    return Component(name, partial(_find(name), agreeing=agreeing))


for _name in ("header", "meeting", "reference_date"):
    Language.factory(_name, func=_plain)
for _name in ("citations", "directives", "deadlines", "assessments"):
    Language.factory(_name, default_config={"least_confidence": 0.0, "calibrated": True}, func=_sure)
Language.factory("figures", default_config={"least_confidence": 0.0, "calibrated": True, "tables": True}, func=_figures)
Language.factory("checks", default_config={"agreeing": True}, func=_checks)


def build(settings: Mapping[str, Mapping[str, object]] | None = None) -> Language:
    """A pipeline; ``settings`` by component in place of the factories' own. Raises ValueError for a setting that there is none of."""
    nlp = Language(Vocab(), max_length=100_000_000, create_tokenizer=lambda nlp: tokens.Tokenizer(nlp.vocab))
    for name in COMPONENTS:
        nlp.add_pipe(name, config=dict((settings or {}).get(name, {})))
    return nlp


_standard = cache(build)
_building = Lock()


def standard() -> Language:
    """The pipeline with the factories' own settings, built once a process."""
    with _building:
        return _standard()


def run(document: Document, nlp: Language | None = None) -> Findings:
    """Everything found in the document."""
    nlp = nlp or standard()
    with _no_garbage():  # nothing here holds on to the work: it is gone before garbage is looked for again
        return findings(nlp(work.attach(tokens.plain_doc(Vocab(), document.text), Work(document, structure.read(document)))))


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Reading a document makes many small things and hardly a cycle: looking for cycles meanwhile costs a twentieth of the time."""
    pause = gc.isenabled()
    if pause:
        gc.disable()
    try:
        yield
    finally:
        if pause:
            gc.enable()


def findings(doc: Doc) -> Findings:
    """What the pipeline found in a doc that it has run over, also one made of a bare text (``nlp(text)``)."""
    return _findings(_work(doc))


def _work(doc: Doc) -> Work:
    """The work on the doc; on one made of a bare text a new one, every line a block."""
    if not work.is_on(doc):
        document = _typed(doc.text)
        work.attach(doc, Work(document, structure.read(document)))
    return work.of(doc)


def _typed(text: str) -> Document:
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = at + line.index(words)
            kind = BlockKind.TABLE_ROW if "\t" in words else BlockKind.PARAGRAPH
            blocks.append(Block(start, start + len(words), kind, paragraph=len(blocks)))
        at += len(line) + 1
    return Document("", "", "text/plain", text, tuple(blocks), read_by="txt")


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
        tuple(_directive_as_printed(document, d) for d in confidence.with_deadlines(found.directives, found.deadlines)),
        tuple(_as_printed(document, d) for d in found.deadlines),
        tuple(_as_printed(document, f) for f in found.figures),
        tuple(_as_printed(document, c) for c in found.citations),
        tuple(_as_printed(document, a) for a in found.assessments),
        found.checks,
    )


def _directive_as_printed(document: Document, directive: Directive) -> Directive:
    printed = _as_printed(document, directive)
    deadline = _as_printed(document, printed.deadline) if printed.deadline else None
    return printed if deadline is printed.deadline else replace(printed, deadline=deadline)


_Quoted = TypeVar("_Quoted", bound=Evidence)


def _as_printed(document: Document, finding: _Quoted) -> _Quoted:
    """The finding with the words of the document, which may have been read past slips of recognition."""
    words = document.text[finding.start : finding.end]
    return finding if finding.text == words else replace(finding, text=words)
