"""Opening a packed file of XML parts without being harmed by it.

Parts are read one by one from the archive: a part that nobody needs (pictures, a macro, a damaged theme) is never unpacked. Written on
``zipfile`` and ``lxml`` because python-docx unpacks everything, and refuses a file for a missing picture.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from lxml import etree
from lxml.etree import _Element

from ingest.errors import CorruptFile, EncryptedFile, TooLarge
from ingest.limits import Limits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

# ISO 29500 "strict" files differ in their namespaces only.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
Element: TypeAlias = _Element

LOCKED = 0x1  # the flag of a member with a password (APPNOTE.TXT 4.4.4)
_SMALL = 10 * 1024 * 1024  # bytes below which any ratio is harmless


class Package:
    """The parts of an opened file and how they refer to each other."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        # Some programs write part names with backslashes or in another case than the relations to them.
        self._names = {_plain(info.filename): info.filename for info in archive.infolist()}

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self._names

    def read(self, part: str) -> bytes:
        """The bytes of a part; raises KeyError where there is none, CorruptFile where it is damaged."""
        name = self._names[_plain(part)]
        try:
            return self._archive.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, struct.error, NotImplementedError, RuntimeError) as error:
            raise CorruptFile from error

    def matching(self, pattern: str) -> Iterator[bytes]:
        """The bytes of every part whose whole name (in lower case) matches ``pattern``."""
        return (self.read(part) for part in self._names if re.fullmatch(pattern, part))

    def xml(self, part: str) -> Element:
        """The root of a part; raises KeyError or CorruptFile."""
        return parse_xml(self.read(part))

    def optional_xml(self, part: str | None) -> Element | None:
        """The root of a part that a document may lack; None also where it is damaged: the text does not depend on it."""
        data = self.optional(part)
        try:
            return None if data is None else parse_xml(data)
        except CorruptFile:
            return None

    def optional(self, part: str | None) -> bytes | None:
        """The bytes of a part that a document may lack; None also where it is damaged."""
        if part is None or part not in self:
            return None
        try:
            return self.read(part)
        except CorruptFile:
            return None

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """``{id: (kind, part)}`` of a part ("" for the package itself); kind is the last word of the relation's type."""
        folder, name = posixpath.split(part)
        root = self.optional_xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        if root is None:
            return found
        for relation in root.iter(_RELATION):
            if relation.get("TargetMode") == "External":
                continue
            target = (relation.get("Target") or "").replace("\\", "/")
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = ((relation.get("Type") or "").rsplit("/", 1)[-1], full)
        return found

    def main_part(self) -> str:
        """The name of the document part; raises CorruptFile."""
        for kind, part in self.relations("").values():
            if kind == "officeDocument" and part in self:
                return part
        if "word/document.xml" in self:
            return "word/document.xml"
        raise CorruptFile


def _plain(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


@contextmanager
def open_package(path: Path, limits: Limits) -> Iterator[Package]:
    """The package at ``path``; raises CorruptFile, EncryptedFile, or TooLarge where unpacking it would go beyond ``limits``."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise CorruptFile from error
    with archive:
        check_archive(archive, path.stat().st_size, limits)
        yield Package(archive)


def check_archive(archive: zipfile.ZipFile, packed: int, limits: Limits) -> None:
    """Refuse a bomb, and what is locked with a password. ``packed``: bytes of the file itself."""
    check_sizes(archive, packed, limits)
    if any(info.flag_bits & LOCKED for info in archive.infolist()):
        raise EncryptedFile


def check_sizes(archive: zipfile.ZipFile, packed: int, limits: Limits) -> None:
    """Refuse a bomb by its directory. The sizes there bind: ``zipfile`` unpacks no more than they say."""
    members = archive.infolist()
    unpacked = sum(info.file_size for info in members)
    if len(members) > limits.members or unpacked > limits.unpacked or unpacked > max(_SMALL, packed * limits.ratio):
        raise TooLarge(
            "Tệp nén bung ra quá lớn (có thể là tệp độc hại) nên không mở. Nếu tệp đáng tin, hãy lưu lại thành PDF rồi thả lại."
        )


def parse_xml(data: bytes) -> Element:
    """The root of an XML part; raises CorruptFile. A part with a document type is refused: only entity bombs have one."""
    if b"purl.oclc.org" in data[:4096]:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    if b"<!DOCTYPE" in data:
        raise CorruptFile
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "memory" in str(error).lower():
            raise MemoryError from error
        raise CorruptFile from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise CorruptFile
    return root
