"""What signing programs print on a page: who signed, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

import numpy as np

from .document import Signature
from .pagelines import Asked, lines_of
from .pagewords import PageWords
from .words import PrintedLine, Word

_LABELLED = re.compile(
    r"^(?:(?:được\s+)?ký\s+(?:số\s+)?(?:bởi|điện tử)|người\s+ký|thời\s+gian\s+ký|ngày\s+ký|giờ\s+ký|digitally\s+signed|"
    r"signature\s+(?:not\s+verified|valid)|signed\s+by)\b|^(?:email|cơ\s+quan|đơn\s+vị|tổ\s+chức|signing\s+date|date|reason|location)\s*:.*"
    r"(?:@|\d\d:\d\d)",
    re.IGNORECASE,
)
# How a label begins that is one: "… kể từ / ngày ký" is none.
_OPENING = re.compile(r"[A-ZĐ](?=[\w ]*:)|(?i:được\s+ký|digitally\s+signed|signature\s|signed\s+by)")
_PLAIN = re.compile(  # at whatever size it is printed
    r"^(?:(?:được\s+)?ký\s+(?:số\s+)?bởi\s*:|được\s+ký\s+điện\s+tử|(?:thời\s+gian|ngày|giờ)\s+ký\s*:.*\d\d:\d\d|digitally\s+signed|"
    r"signature\s+(?:not\s+verified|valid))\b",
    re.IGNORECASE,
)
_SIGNER = re.compile(
    r"(?:ký\s+(?:số\s+)?bởi|người\s+ký|signed\s+by)\s*:?\s*(?P<name>.+?)\s*(?=$|\n(?:cơ quan|email|thời|ngày|giờ|date))",
    re.IGNORECASE | re.DOTALL,
)
_TIME = re.compile(
    r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})[ T,]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"\s*(?P<zone>[+-]\d\d:?\d\d)?"
)
_ADDRESS = re.compile(r"^\S+@\S+\.\w+$")
_GAP = 4.0  # font heights between words of one line
_SMALL = 0.85  # of the font height of a page's text: signing programs print no larger
_ALIKE = 0.12  # share by which the font heights of one stamp's lines differ at most
_CLOCK = re.compile(r":\d\d")  # behind a digit, mostly; found many times as fast without asking for it
VIETNAM = timezone(timedelta(hours=7))  # the stamps print local time, most without saying so


def may_hold_stamps(text: str) -> bool:
    """Whether any line of ``text``, in small letters, can be part of a signature stamp; most pages hold none of the words and signs of those."""
    return "ký" in text or "sign" in text or "@" in text or _CLOCK.search(text) is not None


def is_stamp(line: str) -> bool:
    """Whether a line that a signing program wrote belongs to a signature stamp."""
    return _LABELLED.match(line) is not None or _TIME.fullmatch(line) is not None or _ADDRESS.match(line) is not None


def tells_of_signing(line: str) -> bool:
    """Whether a line of a stamp says when, or by whom, which an address for one's mail does not."""
    return _TIME.search(line) is not None or _PLAIN.match(line) is not None


def stamped(lines: Sequence[PrintedLine], size: float) -> list[PrintedLine]:
    """Those of a page's lines that are a signature stamp printed with the page: they say so and are small, or say so beyond doubt.

    ``size`` is the font height of the page's text.

    Lines of the same size right above and below ("TRUNG TÂM CÔNG BÁO" over its address and the time) belong to it. A form's "Ngày ký: …" in
    the size of its text does not.
    """
    found = [line for line in lines if _is_printed_stamp(line, size)]
    whole = [line for line in found if tells_of_signing(line.text)]
    small = [line for line in lines if line.size < _SMALL * size] if whole else []
    for line in whole:  # which grows
        whole += [other for other in small if other not in whole and _of_one_stamp(line, other)]
    return [line for line in lines if line in found or line in whole]


def _is_printed_stamp(line: PrintedLine, size: float) -> bool:
    if not is_stamp(line.text):
        return False
    if _LABELLED.match(line.text) and not _OPENING.match(line.text):
        return False
    return line.size < _SMALL * size or _PLAIN.match(line.text) is not None


def _of_one_stamp(line: PrintedLine, other: PrintedLine) -> bool:
    beside = min(line.right, other.right) > max(line.left, other.left)
    gap = max(line.top, other.top) - min(line.bottom, other.bottom)
    return beside and gap < 0.6 * line.size and abs(line.size - other.size) < _ALIKE * line.size


def is_stamp_text(text: str) -> bool:
    """Whether the whole text of an annotation is a signature stamp rather than a number or a day put into the page."""
    return any(is_stamp(line) or _TIME.search(line) for line in text.splitlines())


def texts_of(annotations: Sequence[Sequence[Word]]) -> list[str]:
    """The lines of each annotation."""
    asked = [
        Asked(1, words, np.full(len(words), _GAP), np.zeros(len(words), dtype=np.intp))
        for words in map(PageWords.of, annotations)
    ]
    return ["\n".join(line.text for _, line in lines) for lines in lines_of(asked)]


def signature_of(text: str) -> Signature | None:
    """Who signed and when, as a stamp prints it; None where it names nobody. Whether the bytes are intact a stamp cannot say."""
    signer = _SIGNER.search(text)
    if signer is None:
        return None
    return Signature(" ".join(signer["name"].split()), signed_at(text), None)


def signed_at(text: str) -> str | None:
    """The time in a stamp in ISO 8601 with zone; None where there is none or it cannot be."""
    match = _TIME.search(text)
    if match is None:
        return None
    try:
        moment = datetime(
            int(match["year"]),
            int(match["month"]),
            int(match["day"]),
            int(match["hour"]),
            int(match["minute"]),
            int(match["second"] or 0),
            tzinfo=datetime.strptime(match["zone"], "%z").tzinfo if match["zone"] else VIETNAM,
        )
    except ValueError:
        return None
    return moment.isoformat()
