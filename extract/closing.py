"""Recipients and signature at the foot of an official page (nơi nhận, chữ ký).

Boxes 7a, 7b and 9b of Nghị định 30/2020/NĐ-CP, Phụ lục I: "TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", a name;
"Nơi nhận:" with its list. The two columns may come one after the other or be mixed line by line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract import issuers, lexicon
from extract.findings import Signer
from extract.patterns import UPPER
from extract.sentences import Span
from extract.work import Work
from extract.zones import Zone

_S = r"[ \t\xa0]"
_AUTHORITY = re.compile(rf"(?:(?:T\s?/?\s?M|K\s?/?\s?T|T\s?/?\s?L|T\s?U\s?Q|Q)\s?\.|[TK]\s?/\s?[MTL])\s?(?=[{UPPER}]{{2}})")
_ABBREVIATED = re.compile(r"\b(TM|KT|TL|TUQ|Q)\s*\.\s*")
_RECIPIENTS = re.compile(rf"{_S}*N[ơo]i{_S}+nh[ậa]n{_S}*[:.;]?{_S}*", re.IGNORECASE)
_BULLET = re.compile(rf"^{_S}*[-–—+•*]{_S}*")
_FILED = re.compile(r"Lưu\b", re.IGNORECASE)
_NAME_WORD = re.compile(rf"[{UPPER}]\w*\.?")
_SIGNED = re.compile(
    r"\W*(?:đã ký|\(đã ký\)|ký bởi.*|ký tên.*|người ký.*|ngày ký.*|thời gian ký.*|cơ quan[^;]*:.*|email\b.*|signature.*)\W*",
    re.IGNORECASE,
)
_HONOURS = re.compile(r"^(?:(?:GS|PGS|TS|ThS|Ths|BS|BSCK\w*|KS|CN|Đại tá|Thượng tá|Trung tá|Thiếu tướng|Đại úy)\.?\s*)+")


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands below the body: who signed, and to whom copies go, with their places in the text."""

    signer: Signer | None = None
    recipients: tuple[str, ...] = ()
    spans: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    start: int
    end: int


@cache
def _post() -> re.Pattern[str]:
    posts = sorted(lexicon.tables("posts")["posts"], key=len, reverse=True)
    return re.compile(rf"(?:PHÓ\s+)?(?:{'|'.join(p.replace(' ', chr(92) + 's+') for p in posts)})\b.*$")


def read(work: Work) -> Closing:
    """The closing of the document; empty where there is none."""
    lines = _lines(work)
    first = next((i for i, line in enumerate(lines) if _RECIPIENTS.match(line.words)), None)
    signer, signed, used = _signer(lines)
    recipients, listed = _recipients(lines[first:], used) if first is not None else ((), None)
    spans = [("signer", *signed)] if signed else []
    if listed:
        spans.append(("recipients", *listed))
    return Closing(signer, recipients, tuple(spans))


def _lines(work: Work) -> list[_Line]:
    """Lines of the closing, cells of a signing table apart from each other."""
    text = work.document.text
    found: list[_Line] = []
    for passage in work.structure.within(Zone.CLOSING):
        at = passage.start
        for part in re.split(r"([\n\t])", text[passage.start : passage.end]):
            words = part.strip()
            if words:
                start = at + part.index(words)
                found.append(_Line(words, start, start + len(words)))
            at += len(part)
    return found


# --- signature -----------------------------------------------------------------------------------------------------------------------------


def _signer(lines: list[_Line]) -> tuple[Signer | None, Span | None, frozenset[int]]:
    """The signing block, its place, and the starts of the lines it takes."""
    blocks: list[tuple[list[_Line], list[_Line]]] = []  # (lines in capitals, lines of the name)
    for line in lines:
        capital = _capital_part(line)
        if capital is not None:
            if not blocks or blocks[-1][1]:
                blocks.append(([], []))
            blocks[-1][0].append(capital)
        elif blocks and not blocks[-1][1]:
            named = _name_part(line)
            blocks[-1][1].extend([named] if named else [])
    if not blocks:
        return None, None, frozenset()
    capitals, name = next((b for b in blocks if b[1]), blocks[0])
    authority = [c.words for c in capitals if _AUTHORITY.match(c.words)]
    title = [c.words for c in capitals if not _AUTHORITY.match(c.words)]
    if not title and authority and authority[-1].startswith("Q"):
        authority, title = authority[:-1], authority[-1:]  # "Q. GIÁM ĐỐC" is the post of the one who signs
    signer = Signer(_joined(authority), _joined(title), " ".join(_HONOURS.sub("", name[0].words).split()) if name else None)
    end = name[0].end if name else capitals[-1].end
    return signer, (capitals[0].start, max(end, capitals[0].end)), frozenset(x.start for x in (*capitals, *name))


def _joined(parts: list[str]) -> str | None:
    return " ".join(_ABBREVIATED.sub(r"\1. ", " ".join(part.split())) for part in parts) or None


def _name_part(line: _Line) -> _Line | None:
    """The name that the line is, or that stands behind an item of the other column ("- UBND các xã; Nguyễn Văn An")."""
    if _is_name(line.words):
        return line
    m = re.search(r"[;.]\s+(?=[^;.]+$)", line.words)
    if m is None or not _BULLET.match(line.words) or not _is_name(line.words[m.end() :]):
        return None
    return _Line(line.words[m.end() :], line.start + m.end(), line.end)


def _capital_part(line: _Line) -> _Line | None:
    """The part of the line that is a post in capitals: all of it, or what follows an item of the other column."""
    m = _AUTHORITY.search(line.words)
    if m and line.words[m.start() :].isupper():
        return _Line(line.words[m.start() :], line.start + m.start(), line.end)
    if line.words.isupper() and _post().match(line.words):
        return line
    m = re.search(rf"(?<=[;.:,])\s+(?=[{UPPER}]{{2,}}\s)", line.words)
    if m and line.words[m.end() :].isupper() and _post().match(line.words[m.end() :]):
        return _Line(line.words[m.end() :], line.start + m.end(), line.end)
    return None


def _is_name(words: str) -> bool:
    """Two to six capital words and nothing else ("Nguyễn Văn An", "TS. Lê Minh Châu")."""
    plain = _HONOURS.sub("", words)
    parts = plain.split()
    if _BULLET.match(words) or _SIGNED.fullmatch(words) or _RECIPIENTS.match(words) or not 2 <= len(parts) <= 6:
        return False
    if issuers.opens_body(plain) and plain.isupper():
        return False
    return all(_NAME_WORD.fullmatch(part) for part in parts) and not any(c.isdigit() for c in plain)


# --- recipients ----------------------------------------------------------------------------------------------------------------------------


def _recipients(lines: list[_Line], used: frozenset[int]) -> tuple[tuple[str, ...], Span | None]:
    items: list[str] = []
    end = lines[0].end
    for i, line in enumerate(lines):
        words = _RECIPIENTS.sub("", line.words, count=1) if i == 0 else line.words
        capital = _capital_part(line)
        if capital is not None:
            words = words[: len(words) - len(capital.words)]
        words = re.sub(r"(?<=[;.])\s*\((?:đã ký|Đã ký)\)\s*$", "", words)
        signed = next((at for at in used if line.start < at < line.end and capital is None), None)
        if signed is not None:
            words = words[: len(words) - (line.end - signed)]
        if (line.start in used and capital is None) or not words.strip() or _SIGNED.fullmatch(words):
            continue
        if not _BULLET.match(words) and items:
            if not _runs_on(items[-1], words):
                if capital is None and _FILED.match(items[-1]):
                    break
                continue
            items[-1] = f"{items[-1]} {words}"
        else:
            items += [part for part in re.split(r";\s*(?=[-–+•]?\s*\w)", _BULLET.sub("", words)) if part.strip()]
        end = line.end
    cleaned = tuple(name for item in items if (name := _BULLET.sub("", " ".join(item.split())).strip(" ;,.:")))
    return cleaned, (lines[0].start, end) if cleaned else None


def _runs_on(item: str, words: str) -> bool:
    """Whether a line without dash goes on with the item above it."""
    if item.rstrip().endswith((";", ".")) or _is_name(words) or words.isupper():
        return False
    return not re.match(r"[A-Z]{2,}_|\w+\.\d", words)
