"""What a news report gives in place of a letterhead: its title, and the day it was posted (tiêu đề, ngày đăng)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from extract import dates, lexicon
from extract.findings import Header
from extract.letterhead import Line

_POSTED = re.compile(
    r"^\W*(?:(?:Ngày|Cập nhật|Ngày cập nhật|Ngày đăng|Đăng ngày|Ngày đăng tin|Thứ\s\w+|Chủ nhật|Thời gian|Xuất bản)\b[\s,:]*)*"
    r"(?:\d{1,2}[:h]\d{2}\D{1,4})?(?=ngày\b|\d{1,2}\s*(?:[/.-]|tháng))",
    re.IGNORECASE,
)


_ISO = re.compile(r"^\W*(?:\w+:\s*)?(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
#: A title that ends in a full stop is one line of no more words, and one sentence.
_LONGEST_CLOSED = 25


def header(lines: list[Line]) -> Header:
    """Title and day of a report; a page's menus above the title are skipped."""
    title = _news_title(lines)
    header, spans = Header(), []
    if title is not None:
        line = lines[title]
        words = re.sub(r"^null\s+", "", line.text)
        header = replace(header, subject=" ".join(words.split()))
        spans.append(("subject", line.end - len(words), line.end))
    for line in lines[: (title or 0) + 6]:
        iso = _iso(line.text)
        if iso is not None:
            spans.append(("issued_on", line.start, line.end))
            return replace(header, issued_on=iso, spans=tuple(spans))
        posted = _POSTED.match(line.text)
        mention = next(dates.days(line.text, posted.end(), bare=True), None) if posted and len(line.text) < 80 else None
        if mention is not None and mention.value is not None:
            spans.append(("issued_on", line.start + mention.start, line.start + mention.end))
            return replace(header, issued_on=mention.value, spans=tuple(spans))
    return replace(header, spans=tuple(spans))


def _iso(words: str) -> date | None:
    """The day of a line "2025-11-06"."""
    m = _ISO.match(words)
    try:
        return date(int(m["year"]), int(m["month"]), int(m["day"])) if m else None
    except ValueError:
        return None


def _closed(lines: list[Line]) -> bool:
    """Whether the first line is a title with a full stop: short, one sentence, over a day or over a longer paragraph."""
    words = lines[0].text
    return (
        words.endswith(".")
        and not words.endswith("..")
        and ". " not in words
        and 4 <= len(words.split()) <= _LONGEST_CLOSED
        and len(lines) > 1
        and (_POSTED.match(lines[1].text) is not None or len(lines[1].text) > len(words))
    )


def _news_title(lines: list[Line]) -> int | None:
    """The last line before the report itself that can be a title; a title that is printed twice is surely one."""
    furniture = tuple(lexicon.tables("news")["furniture"])
    candidates: list[int] = []
    if lines and _closed(lines):
        return 0
    for i, line in enumerate(lines[:12]):
        if len(line.text) > 220 or (line.text[-1] in ".;!:|" and not line.text.endswith("...")):
            break
        if _POSTED.match(line.text) or _ISO.match(line.text):
            if candidates:
                break
            continue
        if line.text.startswith(furniture) or len(line.text.split()) < 4:
            continue
        candidates.append(i)
        if i == 0:
            break
    return candidates[-1] if candidates else None
