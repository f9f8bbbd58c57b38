"""Words of a document for spaCy: underthesea's segmentation with exact offsets (tách từ).

underthesea joins the syllables of a word ("thủ tục hành_chính") but loses white space and may rewrite characters; here its words are only
taken as places to cut, so that the characters of every token are those of the document. A passage is segmented on its own: official prose
has no sentence that runs from one to the next.

Segmentation takes longer than all rules together, and few rules ask where a word ends: :func:`segment` runs for the clause in doubt, and for
a whole text only when the pipeline is called as spaCy pipelines are, ``nlp(text)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.sentences import Span

_PIECE = re.compile(r"\w+|[^\w\s]")
_GAP = re.compile(r"\s+")
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")


def segment(text: str, start: int, end: int) -> Iterator[Span]:
    """Words of ``text[start:end]`` by underthesea, as offsets; where it rewrote a word, its plain pieces."""
    from underthesea import word_tokenize  # costs 0.4 s: not before the first text

    at = start
    for word in word_tokenize(text[start:end], use_token_normalize=False):
        span = _place(text, word, at, end)
        if span is None:
            break
        yield from _cut(text, at, span[0])
        yield span
        at = span[1]
    yield from _cut(text, at, end)


class Tokenizer:
    """The pipeline's tokenizer: words by underthesea, line by line."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return make_doc(self.vocab, text, [m.span() for m in _LINE.finditer(text)])


def plain_doc(vocab: Vocab, text: str) -> Doc:
    """A Doc whose text is ``text``, every line with its break a token: the components read the work on it, not its tokens."""
    lines = text.splitlines(keepends=True)
    return Doc(vocab, words=lines, spaces=[False] * len(lines))


def make_doc(vocab: Vocab, text: str, passages: Iterable[Span]) -> Doc:
    """A Doc whose text is ``text``; the passages are segmented into words, what lies between them is cut into plain pieces."""
    words: list[str] = []
    spaces: list[bool] = []

    def add(a: int, b: int) -> None:
        if words and at < a:
            _add_gap(words, spaces, text[at:a])
        elif at < a:
            words.append(text[at:a])
            spaces.append(False)
        words.append(text[a:b])
        spaces.append(False)

    at = 0
    for start, end in passages:
        for a, b in [*_cut(text, at, start), *segment(text, start, end)]:
            add(a, b)
            at = b
    for a, b in _cut(text, at, len(text)):
        add(a, b)
        at = b
    if at < len(text):
        words.append(text[at:])
        spaces.append(False)
    return Doc(vocab, words=words, spaces=spaces)


def _add_gap(words: list[str], spaces: list[bool], gap: str) -> None:
    """White space between tokens: one blank belongs to the token before it, anything else is a token (as in spaCy's own tokenizer)."""
    if gap[0] == " ":
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    return (m.span() for m in _PIECE.finditer(text, start, end))


def _place(text: str, word: str, at: int, end: int) -> Span | None:
    """Where the word stands at or right after ``at``; white space inside it may differ."""
    a = at
    m = _GAP.match(text, a, end)
    if m:
        a = m.end()
    if text.startswith(word, a):
        return (a, a + len(word)) if a + len(word) <= end else None
    b = a
    for char in word:
        if char.isspace():
            continue
        while b < end and text[b].isspace():
            b += 1
        if b >= end or text[b] != char:
            return None
        b += 1
    return (a, b) if b > a else None
