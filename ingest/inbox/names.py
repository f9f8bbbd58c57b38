"""Which names in the inbox are files of staff, and how a name is shown."""

from __future__ import annotations

import os
import unicodedata

CLAIMED = ".dang_nhan"  # files on their way into the store
REJECTED = "_loi"  # files that could not be read, beside a .txt with the reason

_UNFINISHED_SUFFIXES = (
    ".tmp",
    ".temp",
    ".part",
    ".partial",
    ".filepart",
    ".crdownload",
    ".download",
    ".opdownload",
    ".swp",
    ".lock",
)
_SYSTEM_NAMES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "$recycle.bin", "system volume information"})


def is_ignored(name: str) -> bool:
    """Whether a file or folder is none of staff's: lock files of Word (``~$…``), hidden files, unfinished downloads and copies."""
    lower = name.lower()
    return (
        lower.startswith((".", "~$", "~wr", "~lock"))
        or lower.endswith(_UNFINISHED_SUFFIXES)
        or lower.endswith("~")
        or lower in _SYSTEM_NAMES
    )


def shown(name: str) -> str:
    """A file name as it may be stored and shown: NFC (macOS sends NFD), without control characters and undecodable bytes."""
    decoded = os.fsencode(name).decode("utf-8", errors="replace")
    return "".join(
        "_" if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") else c for c in unicodedata.normalize("NFC", decoded)
    )


def fitted(name: str, most: int = 200) -> str:
    """``name`` with its stem cut so that it has at most ``most`` bytes: file systems take 255, and something may be put behind it."""
    stem, suffix = os.path.splitext(name)
    room = most - len(os.fsencode(suffix))
    if room <= 0:
        stem, suffix, room = name, "", most
    while len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return stem + suffix


def numbered(name: str, number: int) -> str:
    """The name for a further file: "thư.docx", "thư (2).docx", "thư (3).docx"."""
    if number == 1:
        return name
    stem, suffix = os.path.splitext(name)
    return f"{stem} ({number}){suffix}"
