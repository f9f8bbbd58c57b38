"""What a container holds: the attachments of a message (.eml), the files in a .zip. Each is a document of its own."""

from __future__ import annotations

import email
import email.policy
import errno
import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import BinaryIO, cast

from ingest.errors import CorruptFile, ReadingError, TooLarge
from ingest.inbox.names import is_ignored, shown
from ingest.limits import Limits
from ingest.media_types import EMAIL, ZIP, media_type_of
from ingest.openxml.package import check_archive
from ingest.originals import Store

_SUFFIXES = {"message/rfc822": ".eml", "application/pdf": ".pdf", "text/plain": ".txt", "text/html": ".html"}
_DISK_FULL = "Ổ đĩa của máy chủ đã đầy nên chưa tách được các tệp bên trong. Hãy giải phóng dung lượng rồi bấm «Thử lại»."


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a container, once it is in the originals store: ``name`` as shown, ``folder`` inside the container ("" at the top)."""

    name: str
    folder: str
    sha256: str
    size: int


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
        check_archive(archive, path.stat().st_size, limits)
        for info in archive.infolist():
            folder, name = posixpath.split(member_name(info))
            if info.is_dir() or not name or is_ignored(name) or "__MACOSX" in folder:
                continue
            try:
                with archive.open(info) as content:
                    # Never unpacked to its own name: "../" in it is only text.
                    sha256 = store.put_stream(cast(BinaryIO, content))
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
                raise CorruptFile(f"Tệp «{shown(name)}» trong tệp nén bị hỏng. Hãy nén lại, hoặc thả riêng từng tệp.") from error
            yield Member(shown(name), shown(folder), sha256, info.file_size)


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
    for name, content in attachments(parse_email(path)):
        total += len(content)
        if total > limits.unpacked:
            raise TooLarge
        yield Member(name, "", store.put_stream(io.BytesIO(content)), len(content))


def parse_email(path: Path) -> EmailMessage:
    """The message in a file; raises CorruptFile."""
    try:
        with path.open("rb") as file:
            return email.message_from_binary_file(file, policy=email.policy.default)
    except (ValueError, LookupError, IndexError, AttributeError, TypeError) as error:  # faults of the parser on strange headers
        raise CorruptFile from error


def attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every attachment; pictures that only dress the text (logos with a content id) are left out."""
    for number, part in enumerate(message.iter_attachments(), start=1):
        kind = part.get_content_type()
        if part.get_content_disposition() == "inline" and part.get("Content-ID") and part.get_content_maintype() == "image":
            continue
        try:
            if kind == "message/rfc822":
                inner = part.get_payload(0)
                content = cast(EmailMessage, inner).as_bytes()
                fallback = str(cast(EmailMessage, inner).get("Subject") or "")
            else:
                content = cast(bytes, part.get_payload(decode=True)) or b""
                fallback = ""
        except (ValueError, LookupError, IndexError, KeyError, AttributeError, TypeError) as error:
            raise CorruptFile from error
        name = part.get_filename() or fallback or f"đính kèm {number}"
        name = shown(Path(name.replace("\\", "/")).name) or f"đính kèm {number}"
        suffix = _SUFFIXES.get(kind, "")
        if suffix and not Path(name).suffix:
            name += suffix
        if content:
            yield name, content
