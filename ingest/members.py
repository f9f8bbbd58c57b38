"""What a container holds: the attachments of a message (.eml), the files in a .zip. Each is a document of its own."""

from __future__ import annotations

import email
import email.errors
import email.policy
import errno
import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO, cast

from ingest.errors import CorruptFile, EncryptedFile, ReadingError, TooLarge
from ingest.inbox.names import is_ignored, shown
from ingest.limits import Limits
from ingest.media_types import EMAIL, ZIP, media_type_of
from ingest.openxml.package import LOCKED, check_sizes
from ingest.originals import Store

_SUFFIXES = {"message/rfc822": ".eml", "application/pdf": ".pdf", "text/plain": ".txt", "text/html": ".html"}
_PARSER_FAULTS = (ValueError, LookupError, AttributeError, TypeError)  # of the library, on strange headers and encodings
_DAMAGES = (email.errors.InvalidBase64CharactersDefect, email.errors.InvalidBase64LengthDefect)
_KNOWN_CODINGS = ("", "7bit", "8bit", "binary", "quoted-printable", "base64")
_DAMAGED_MEMBER = "Tệp này bị hỏng bên trong tệp nén nên không lấy ra được nguyên vẹn. Hãy nén lại, hoặc thả riêng tệp này."
_LOCKED_MEMBER = "Tệp này bị khóa bằng mật khẩu trong tệp nén. Hãy giải nén bằng mật khẩu rồi thả riêng tệp này."
_PACKED_OTHERWISE = "Tệp này được nén theo kiểu chưa mở được. Hãy giải nén bằng chương trình đã nén rồi thả riêng tệp này."
_DAMAGED_ATTACHMENT = "Tệp đính kèm này bị hỏng trong thư nên không lấy ra được nguyên vẹn. Hãy đề nghị người gửi gửi lại."
_DISK_FULL = "Ổ đĩa của máy chủ đã đầy nên chưa tách được các tệp bên trong. Hãy giải phóng dung lượng rồi bấm «Thử lại»."


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a container, once it is in the originals store: ``name`` as shown, ``folder`` inside the container ("" at the top).

    ``damage``: why it could not be taken out whole (Vietnamese, for the page), "" mostly; then the store holds what could be, perhaps nothing.
    """

    name: str
    folder: str
    sha256: str
    size: int
    damage: str = ""


def members(path: Path, store: Store, *, name: str | None = None, limits: Limits | None = None) -> tuple[Member, ...]:
    """Put every file inside the container at ``path`` into ``store``; empty for what is no container.

    Raises ReadingError as reading does. Use :func:`ingest.members_of`, which calls this in a child process.
    """
    kind = media_type_of(path, name)
    ways = {ZIP: _from_zip, EMAIL: _from_email}
    try:
        return tuple(ways[kind](path, store, limits or Limits())) if kind in ways else ()
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ReadingError(_DISK_FULL) from error
        raise


def _from_zip(path: Path, store: Store, limits: Limits) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        infos = zipped_files(archive, path.stat().st_size, limits)
        for info in infos:
            folder, name = posixpath.split(member_name(info))
            content = _Unpacking(archive, info)
            # Never unpacked to its own name: "../" in it is only text.
            sha256 = store.put_stream(cast(BinaryIO, content))
            yield Member(shown(name), shown(folder), sha256, content.size, content.damage)


def zipped_files(archive: zipfile.ZipFile, packed: int, limits: Limits) -> list[zipfile.ZipInfo]:
    """The files of staff in an archive of ``packed`` bytes; raises TooLarge, and EncryptedFile where all of them are locked."""
    check_sizes(archive, packed, limits)
    found = []
    for info in archive.infolist():
        folder, name = posixpath.split(member_name(info))
        if not info.is_dir() and name and not is_ignored(name) and "__MACOSX" not in folder:
            found.append(info)
    if found and all(info.flag_bits & LOCKED for info in found):
        raise EncryptedFile
    return found


class _Unpacking:
    """A member of a zip as a stream that ends where the member is damaged; ``damage`` then says so."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self.size = 0
        self.damage = ""
        self._open = partial(archive.open, info)
        self._content: IO[bytes] | None = None
        if info.flag_bits & LOCKED:
            self.damage = _LOCKED_MEMBER

    def read(self, size: int) -> bytes:
        if self.damage:
            return b""
        try:
            if self._content is None:
                self._content = self._open()
            part = cast(zipfile.ZipExtFile, self._content).read1(size)
        except NotImplementedError:
            self.damage = _PACKED_OTHERWISE
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, ValueError, struct.error, OSError):
            # Also OSError: bz2 says so of damaged data. Trouble with the disk comes from the writing side.
            self.damage = _DAMAGED_MEMBER
        else:
            self.size += len(part)
            return part
        return b""


def member_name(info: zipfile.ZipInfo) -> str:
    """The path of a file in a zip, with "/" and without "..": Windows writes names in its own code page and does not say so."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        for encoding in ("utf-8", "cp1258") if raw else ():
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(parts)


def _from_email(path: Path, store: Store, limits: Limits) -> Iterator[Member]:
    total = 0
    for attached in attachments(parse_email(path)):
        total += len(attached.content)
        if total > limits.unpacked:
            raise TooLarge
        sha256 = store.put_stream(io.BytesIO(attached.content))
        yield Member(attached.name, "", sha256, len(attached.content), attached.damage)


def parse_email(path: Path) -> EmailMessage:
    """The message in a file; raises CorruptFile."""
    try:
        with path.open("rb") as file:
            return email.message_from_binary_file(file, policy=email.policy.default)
    except _PARSER_FAULTS as error:
        raise CorruptFile from error


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that hangs on a message; ``damage`` as in :class:`Member`."""

    name: str
    content: bytes
    damage: str = ""


def attachments(message: EmailMessage) -> Iterator[Attachment]:
    """Every attachment; pictures that only dress the text (logos with a content id) are left out."""
    for number, part in enumerate(_attached_parts(message), start=1):
        if part.get_content_disposition() == "inline" and part.get("Content-ID") and part.get_content_maintype() == "image":
            continue
        try:
            content, fallback = _content(part)
            damaged = any(isinstance(defect, _DAMAGES) for defect in part.defects) or _is_still_coded(part, content)
        except _PARSER_FAULTS:
            content, fallback, damaged = b"", "", True
        yield Attachment(_attachment_name(part, fallback, number), content, _DAMAGED_ATTACHMENT if damaged else "")


def is_cut_short(message: EmailMessage) -> bool:
    """Whether the end of the message is missing: its last part may be, too."""
    return any(isinstance(defect, email.errors.CloseBoundaryNotFoundDefect) for part in message.walk() for defect in part.defects)


def _attached_parts(message: EmailMessage) -> Iterator[EmailMessage]:
    try:
        for part in message.iter_attachments():
            if part.get_content_maintype() == "multipart":
                yield from _attached_parts(part)  # some programs wrap the attachments once more
            elif not part.is_multipart() or part.get_content_type() == "message/rfc822":
                yield part  # other parts that hold parts are reports of the mail servers
    except _PARSER_FAULTS as error:
        raise CorruptFile from error


def _content(part: EmailMessage) -> tuple[bytes, str]:
    """The bytes of an attachment, and the name of a message that has none of its own."""
    if part.get_content_type() == "message/rfc822":
        inner = cast(EmailMessage, part.get_payload(0))
        return inner.as_bytes(), str(inner.get("Subject") or "")
    return cast(bytes, part.get_payload(decode=True)) or b"", ""


def _is_still_coded(part: EmailMessage, content: bytes) -> bool:
    """Whether the library left the part in a transfer encoding (RFC 2045, 6.1) that it does not know or could not undo."""
    coding = str(part.get("Content-Transfer-Encoding") or "").strip().lower()
    return coding not in _KNOWN_CODINGS and content == str(part.get_payload()).encode("ascii", "surrogateescape")


def _attachment_name(part: EmailMessage, fallback: str, number: int) -> str:
    try:
        name = part.get_filename() or fallback
    except _PARSER_FAULTS:
        name = fallback
    name = shown(Path(name.replace("\\", "/")).name) or f"đính kèm {number}"
    suffix = _SUFFIXES.get(part.get_content_type(), "")
    return name + suffix if suffix and not Path(name).suffix else name
