"""From a file to a Document: ``read(path)`` is the one way in.

document = ingest.read(Path("TB-12.docx"))          # in a child process, under limits
document = ingest.read_here(Path("TB-12.docx"))     # in this process; for tests and for the child itself
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ingest.document import Document
from ingest.limits import Limits

if TYPE_CHECKING:
    from ingest.members import Member
    from ingest.originals import Store

__all__ = ["Document", "Limits", "members_of", "read", "read_here"]


def read(path: Path, *, name: str | None = None, limits: Limits | None = None) -> Document:
    """The document in the file at ``path`` that was dropped as ``name``, read in a child process under ``limits``.

    Raises :class:`ingest.errors.ReadingError`, whatever the file does to its reader.
    """
    from ingest.isolation import read as read_in_child

    return read_in_child(path, name=name, limits=limits or Limits())


def members_of(path: Path, store: Store, *, name: str | None = None, limits: Limits | None = None) -> tuple[Member, ...]:
    """Put what is inside a container (.zip, the attachments of an .eml) into ``store``, each file as an original of its own.

    Empty for any other file. Done in a child process under ``limits``; raises :class:`ingest.errors.ReadingError`.
    """
    from ingest.isolation import members_of as members_in_child

    return members_in_child(path, store, name=name, limits=limits or Limits())


def read_here(path: Path, *, name: str | None = None, limits: Limits | None = None) -> Document:
    """As :func:`read`, but in this process: no limit on time and memory."""
    from ingest import media_types, readers
    from ingest.errors import ReadingError, TooLarge
    from ingest.source import Source, sha256_of

    limits = limits or Limits()
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ReadingError("Không mở được tệp: tệp không còn ở chỗ cũ hoặc không được phép đọc. Hãy thả lại tệp.") from error
    if size > limits.size:
        raise TooLarge
    media_type = media_types.media_type_of(path, name)
    document = readers.read(Source(path, name or path.name, sha256_of(path), media_type, limits))
    if len(document.text) > limits.characters:
        raise TooLarge
    return document
