"""Columns that were typed with tabs or many spaces, put as the cells of a table that only lays out: the letterhead, and the end with
nơi nhận left and the signature right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.letterhead import goes_on, number_and_date, sides_of, split_columns, with_next
from ingest.vietnamese import matching_key

from .inline import BREAK
from .story import Cell, Node, Paragraph, Table

LETTERHEAD_NODES = 12  # paragraphs and tables at the top among which the letterhead is

_NO_LINE = "\0"  # for a node that is no typed line: it ends a letterhead
_RECIPIENTS = re.compile(r"nơi nhận\s*[:.;]?")
_ITEM = re.compile(r"[-–—+•*]")
_ENDS = (".", ":")
_MOST_LETTERS = 60  # of a line of the signature
_MOST_LINES = 40  # of nơi nhận


def with_columns(nodes: list[Node]) -> list[Node]:
    """The nodes of a document with the columns of its letterhead and of its end as tables."""
    return _with_end_columns(_with_letterhead_columns(nodes))


def with_joined_lines(nodes: Sequence[Node]) -> list[Node]:
    """The nodes of a letterhead's column, the paragraphs of a V/v and those of a number that was cut made one."""
    joined: list[Node] = []
    for node in nodes:
        before = joined[-1] if joined else None
        if isinstance(before, Paragraph) and isinstance(node, Paragraph) and _continues(before, node):
            joined[-1] = replace(
                before,
                text=with_next(before.text, node.text.strip()),
                boxes=before.boxes + node.boxes,
                pictures=before.pictures + node.pictures,
            )
        else:
            joined.append(node)
    return joined


def _continues(before: Paragraph, node: Paragraph) -> bool:
    return not node.label and goes_on(before.text.split(BREAK)[-1].strip(), node.text.strip())


def _with_letterhead_columns(nodes: list[Node]) -> list[Node]:
    """The nodes with what was typed in two columns put as two columns: the letterhead, or its last line."""
    top = nodes[:LETTERHEAD_NODES]
    lines = [node.text if isinstance(node, Paragraph) and _is_line(node) else _NO_LINE for node in top]
    for index, line in enumerate(lines):
        halves = number_and_date(line)
        if halves and not any(split_columns([line]) for line in lines[:index]):
            below = [Table([[Cell([Paragraph(half)]) for half in halves]], ruled=False, letterhead=True)]
            return [*nodes[:index], *below, *nodes[index + 1 :]]
    found = split_columns(lines)
    if found is None:
        return nodes
    first, last, left, right = found
    columns = [Cell([Paragraph(line) for line in side]) for side in (left, right)]
    return [*nodes[:first], Table([columns], ruled=False), *nodes[last:]]


def _is_line(paragraph: Paragraph) -> bool:
    """Whether the paragraph is one typed line and no more."""
    only = bool(paragraph.text.strip()) or not (paragraph.boxes or paragraph.pictures)
    return only and not paragraph.label and BREAK not in paragraph.text


# --- the end ---------------------------------------------------------------------------------------------------------------------


@dataclass
class _End:
    """Nơi nhận and the signature beside it, as far as they are read; ``reach`` is the number of nodes that hold them."""

    recipients: list[Paragraph] = field(default_factory=list)
    signature: list[Paragraph] = field(default_factory=list)
    reach: int = 0

    def take(self, paragraph: Paragraph) -> bool:
        """Add the lines of ``paragraph``; False where it stands below the two columns."""
        recipients, signature = list(self.recipients), list(self.signature)
        label = paragraph.label
        for line in filter(str.strip, paragraph.text.split(BREAK)):
            left, right = sides_of(line) or (line.strip(), "")
            if (left and not (label or _is_of_recipients(left, recipients))) or len(right) > _MOST_LETTERS:
                return False
            if left:
                recipients.append(Paragraph(left, label=label, glue=paragraph.glue, depth=paragraph.depth, bold=paragraph.bold))
                label = ""
            if right:
                (recipients if _ITEM.match(right) else signature).append(Paragraph(right, bold=paragraph.bold))
        if paragraph.boxes or paragraph.pictures:
            signature.append(Paragraph("", boxes=paragraph.boxes, pictures=paragraph.pictures))
        self.recipients, self.signature = recipients, signature
        return True


def _is_of_recipients(text: str, before: Sequence[Paragraph]) -> bool:
    """The heading, what stands right under it, an item, or what continues one."""
    if len(before) < 2 or _ITEM.match(text):
        return True
    return len(text) <= _MOST_LETTERS and not text.isupper() and not before[-1].text.endswith(_ENDS)


def _with_end_columns(nodes: list[Node]) -> list[Node]:
    """The nodes with nơi nhận and the signature that was typed beside it put as two columns."""
    for index, node in enumerate(nodes):
        if isinstance(node, Paragraph) and _begins_end(node):
            end = _end_from(nodes[index:])
            if end.signature:
                columns = [Cell([*end.recipients]), Cell([*end.signature])]
                return [*nodes[:index], Table([columns], ruled=False), *nodes[index + end.reach :]]
    return nodes


def _begins_end(paragraph: Paragraph) -> bool:
    """Whether the first line is "Nơi nhận:", alone or with a line of the signature beside it."""
    if paragraph.label:
        return False
    line = paragraph.text.split(BREAK)[0]
    left, _ = sides_of(line) or (line.strip(), "")
    return _RECIPIENTS.fullmatch(matching_key(left)) is not None


def _end_from(nodes: Sequence[Node]) -> _End:
    """The two columns at the start of ``nodes``."""
    end = _End()
    for index, node in enumerate(nodes[:_MOST_LINES]):
        if not isinstance(node, Paragraph) or not end.take(node):
            break
        if node.text.strip() or node.boxes or node.pictures:
            end.reach = index + 1
    return end
