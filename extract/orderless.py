"""Passages that order nothing whatever their clauses read like: legal bases, titles, facts with a label, announcements, summaries of an annex."""

from __future__ import annotations

import re

from extract import task_lines
from extract.contexts import Context, Mode, phrases
from extract.structure import Passage, PassageKind
from extract.words import Words
from extract.work import Work
from extract.zones import Zone

_IN_ANNEX = re.compile(
    r"\W*(?:Chi tiết|Nội dung chi tiết|Cụ thể|Có)\b[^.;]{0,40}\b(?:Phụ lục|biểu|bảng|danh mục)\b[^.;]{0,40}\W*$", re.IGNORECASE
)


def summaries(work: Work) -> frozenset[int]:
    """Sections that only sum up a table of tasks in the annex: "(Chi tiết có Phụ lục kèm theo)"."""
    structure = work.structure
    if not any(p.cells and p.zone is Zone.ANNEX for p in structure.passages):
        return frozenset()
    found = set()
    for passage in structure.passages:
        if passage.zone is Zone.BODY and passage.label is None and _IN_ANNEX.match(structure.text, passage.body, passage.end):
            section = next((p for p in structure.ancestors(passage) if p.kind is PassageKind.HEADING), None)
            if section is not None:
                found.add(section.index)
    return frozenset(found)


def heads_lines(work: Work, passage: Passage, context: Context) -> bool:
    """A heading whose list says only who does it and by when is the task itself."""
    lines = work.structure.children(passage)
    return context.mode is Mode.TASKS and _has_only_labelled_lines(work, lines)


def _has_only_labelled_lines(work: Work, lines: tuple[Passage, ...]) -> bool:
    return bool(lines) and all(task_lines.label_of(work.structure.text, p.body, p.end) for p in lines)


def only_announces(work: Work, passage: Passage, context: Context) -> bool:
    """ "6. Phân công chuẩn bị nội dung trình kỳ họp:" over headings that are the tasks themselves."""
    below = work.structure.children(passage)
    return (
        context.mode is Mode.TASKS
        and passage.kind is not PassageKind.ITEM
        and len(below) > 1
        and all(_has_only_labelled_lines(work, work.structure.children(p)) for p in below)
    )


def is_labelled_fact(text: str, passage: Passage) -> bool:
    """ "3. Địa điểm: Hội trường UBND huyện": a fact with its label, no task."""
    colon = text.find(":", passage.body, min(passage.end, passage.body + 60))
    if colon < 0:
        return False
    words = Words(text, passage.body, colon)
    found = phrases("barred_headings").match(words, 0)
    return (found is not None and found[0] == len(words)) or task_lines.label_of(text, passage.body, passage.end) is not None


#: "Căn cứ Luật …;", "Xét đề nghị của …,": the legal bases of a document, one a line.
_LEGAL_BASIS = re.compile(r"(?:Căn cứ|Xét|Theo đề nghị|Thực hiện)\b")
#: "THỰC HIỆN CHỈ THỊ SỐ 14-CT/TW (Ban hành kèm theo …)": a title and what stands behind it in brackets.
_TITLE_WITH_BRACKET = re.compile(r"(?P<title>[^()]{12,})\([^()]*\)\W*")


def is_ground(text: str, passage: Passage) -> bool:
    """A legal basis or the title of what is enclosed, which orders nothing."""
    if passage.label is not None:
        return False
    words = text[passage.body : passage.end].rstrip()
    basis = words.endswith(";") and _LEGAL_BASIS.match(words) is not None and words.count(";") <= 2
    titled = _TITLE_WITH_BRACKET.fullmatch(words)
    return (basis and not words.startswith("Thực hiện")) or (titled is not None and titled["title"].isupper())


def is_caption(work: Work, passage: Passage) -> bool:
    """A line of a news report that is no sentence: a caption, a byline, a headline inside the text."""
    return passage.label is None and passage.end - passage.start < 120 and work.structure.text[passage.end - 1] not in ".;:…"
