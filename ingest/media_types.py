"""What a file is, by its content; its name decides only between kinds of plain text."""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path, PurePath

from ingest.errors import CorruptFile, EmptyFile, EncryptedFile, ReadingError, UnsupportedFormat

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCM = "application/vnd.ms-word.document.macroenabled.12"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
RTF = "application/rtf"
PNG, JPEG, TIFF, BMP, GIF, WEBP = "image/png", "image/jpeg", "image/tiff", "image/bmp", "image/gif", "image/webp"
TEXT, MARKDOWN, HTML, CSV = "text/plain", "text/markdown", "text/html", "text/csv"
EMAIL = "message/rfc822"
ZIP = "application/zip"

_HEAD = 4096  # bytes that are looked at
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", TIFF),
    (b"BM", BMP),
    (b"GIF8", GIF),
    (b"{\\rtf", RTF),
)
_TEXT_BY_SUFFIX = {
    ".txt": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".csv": CSV,
    ".tsv": CSV,
    ".eml": EMAIL,
    ".log": TEXT,
    "": TEXT,
}
# What is plain text under one of these names is a file of theirs that was damaged.
_BINARY_SUFFIXES = (".docx", ".doc", ".docm", ".pdf", ".xlsx", ".xls", ".odt", ".rtf", ".zip")
_PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp")
# Formats that staff do drop and that hold no document text: named, so that the message can say what to do.
_REFUSED_SUFFIXES = {
    ".ppt": "Tệp trình chiếu PowerPoint chưa đọc được. Hãy lưu thành PDF rồi thả lại.",
    ".pptx": "Tệp trình chiếu PowerPoint chưa đọc được. Hãy lưu thành PDF rồi thả lại.",
    ".rar": "Tệp nén .rar chưa đọc được. Hãy giải nén rồi thả từng tệp, hoặc nén lại thành .zip.",
    ".7z": "Tệp nén .7z chưa đọc được. Hãy giải nén rồi thả từng tệp, hoặc nén lại thành .zip.",
}
_EMAIL_HEAD = re.compile(
    rb"\A(?:[!-9;-~]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?(?:from|received|message-id|return-path|mime-version):",
    re.IGNORECASE,
)


def media_type_of(path: Path, name: str | None = None) -> str:
    """The media type of the file at ``path`` that was dropped as ``name``.

    Raises EmptyFile, EncryptedFile (a Word or Excel file with a password), UnsupportedFormat or CorruptFile.
    """
    suffix = PurePath(name or path.name).suffix.lower()
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise EmptyFile
    found = _by_magic(head, path, suffix)
    if found:
        return found
    if suffix in _REFUSED_SUFFIXES:
        raise UnsupportedFormat(_REFUSED_SUFFIXES[suffix])
    return _plain_text(head, suffix)


def is_document(path: Path) -> bool:
    """Whether a file that nobody named, found in a folder, is a document: by its name's ending, or by a content that has its own mark.

    Plain text counts only as .txt, .md, .html, .csv, .eml, .log or without an ending: a .json or .py is a file of some program. A document that
    is damaged or of a kind that is not read still is one. Raises OSError.
    """
    suffix = path.suffix.lower()
    if suffix and suffix in (*_TEXT_BY_SUFFIX, *_BINARY_SUFFIXES, *_PICTURE_SUFFIXES, *_REFUSED_SUFFIXES, ".ods"):
        return True
    with path.open("rb") as file:
        head = file.read(_HEAD)
    try:
        return _by_magic(head, path, suffix) not in (None, ZIP) or (not suffix and bool(head) and _looks_like_text(head))
    except ReadingError:
        return False  # some other program's package


def _by_magic(head: bytes, path: Path, suffix: str) -> str | None:
    if head.startswith(b"%PDF-"):
        return PDF
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[:2] == b"PK" and head[2:4] in (b"\x03\x04", b"\x05\x06", b"\x07\x08"):
        return _zip_kind(path)
    if head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return _compound_kind(path)
    # Some scanners write a line of their own before the mark of a PDF. A packed file may hold that mark too: it was told above.
    if (b"%PDF-" in head[:1024] and suffix not in _TEXT_BY_SUFFIX) or (b"\n%PDF-" in head[:1024] and b"\0" in head):
        return PDF
    if head.startswith(b"BM") and not _is_bitmap(head):
        return None
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def _is_bitmap(head: bytes) -> bool:
    """ "BM" starts words too: a bitmap has zeros in its reserved field and a known size of header."""
    return len(head) >= 18 and head[6:10] == b"\x00\x00\x00\x00" and head[14] in (12, 40, 52, 56, 64, 108, 124)


def _zip_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            # Some programs write part names with backslashes, or in another case.
            names = {info.filename.replace("\\", "/").lower() for info in archive.infolist()}
            mimetype = archive.read("mimetype")[:80].decode("ascii", "replace").strip() if _small(archive, "mimetype") else ""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, struct.error) as error:
        raise CorruptFile from error
    if mimetype in (ODT, ODT + "-template"):
        return ODT
    if mimetype in (ODS, ODS + "-template"):
        return ODS
    if "[content_types].xml" in names:
        if any(name.startswith("word/") for name in names):
            return DOCM if "word/vbaproject.bin" in names else DOCX
        if any(name.startswith("xl/") for name in names):
            return XLSX
        if any(name.startswith("ppt/") for name in names):
            raise UnsupportedFormat(_REFUSED_SUFFIXES[".pptx"])
    return ZIP


def _small(archive: zipfile.ZipFile, name: str) -> bool:
    try:
        return archive.getinfo(name).file_size < 200
    except KeyError:
        return False


def _compound_kind(path: Path) -> str:
    """Which program wrote an OLE compound file, by the names of its streams (UTF-16 in its directory)."""
    data = path.read_bytes()

    def has(stream: str) -> bool:
        return (stream + "\0").encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise EncryptedFile
    if has("WordDocument"):
        return DOC
    if has("Workbook") or has("Book"):
        return XLS
    if has("PowerPoint Document"):
        raise UnsupportedFormat(_REFUSED_SUFFIXES[".ppt"])
    raise UnsupportedFormat


def _plain_text(head: bytes, suffix: str) -> str:
    if not _looks_like_text(head):
        if suffix in (*_BINARY_SUFFIXES, *_TEXT_BY_SUFFIX):
            raise CorruptFile
        raise UnsupportedFormat
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")) or (suffix in (".html", ".htm") and b"<" in head):
        return HTML
    if _EMAIL_HEAD.match(head) and (suffix == ".eml" or start.startswith((b"received:", b"return-path:", b"message-id:"))):
        return EMAIL
    kind = _TEXT_BY_SUFFIX.get(suffix)
    if kind is EMAIL:
        return TEXT
    if kind is None and suffix in _BINARY_SUFFIXES:
        raise CorruptFile
    return kind or TEXT


def _looks_like_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if head.count(0) > len(head) // 4:
        # UTF-16 without its mark: every other byte of Western text is 0, on one side only.
        even, odd = head[0::2].count(0), head[1::2].count(0)
        return min(even, odd) * 20 < max(even, odd)
    control = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
    return control * 50 <= len(head)
