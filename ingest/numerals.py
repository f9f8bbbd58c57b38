"""Roman numbers of headings, "II. KẾT QUẢ", counted by their strokes: recognisers of Vietnamese read "IL.", "H." or one stroke too few."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from .document import MarkKind
from .textlines import TextLine
from .words import Word

_MAY_BE = re.compile(r"([IL1l|]{2,4}|H)([.,]?)")  # "L." and "1." by themselves number headings too, "H." has a bar that tells it
_HEIGHTS = (0.35, 0.5, 0.65)  # of a capital above the feet: between the serifs, and where the bar of an H is
_THICKEST = 0.35  # heights of a capital; the stroke of an I is thinner, also in bold type
_MOST = 3


def counted(line: TextLine, words: Sequence[Word]) -> list[Word]:
    """``words`` of a line, the number of its heading as many I as it has strokes; as they were where it is no such number."""
    read = _MAY_BE.fullmatch(words[0].text) if len(words) > 1 and words[1].text.isupper() else None
    if read is None:
        return list(words)
    number = words[0]
    strokes = _strokes(line, number)
    if not 2 <= strokes <= _MOST or read[1] == "I" * strokes:
        return list(words)
    text = "I" * strokes + (read[2] or ".")  # without a dot, it was taken for the foot of an L
    edges = tuple(np.linspace(number.left, number.right, len(text) + 1).tolist())
    made = replace(number, text=text, edges=edges, choices=(), mark=MarkKind.REPAIRED, note=number.note or number.text)
    return [made, *words[1:]]


def _strokes(line: TextLine, number: Word) -> int:
    """How many upright strokes a number has; 0 where its rows do not agree or something is wider than a stroke."""
    ink = line.picture[:, max(round(number.left), 0) : round(number.right)] < 128
    counts = set()
    for height in _HEIGHTS:
        row = round(line.feet - line.top - height * line.capital)
        if not 0 <= row < len(ink):
            return 0
        steps = np.diff(np.concatenate(([0], ink[row].astype(np.int8), [0])))
        widths = np.flatnonzero(steps == -1) - np.flatnonzero(steps == 1)
        if not len(widths) or widths.max() > _THICKEST * line.capital:
            return 0
        counts.add(len(widths))
    return counts.pop() if len(counts) == 1 else 0
