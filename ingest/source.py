"""The file a reader is given."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from ingest.limits import Limits


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read: where its bytes are, under which name it was dropped, and what it may cost.

    ``path`` is often the originals store's, whose names are hashes: use ``name`` for anything shown to people.
    ``sha256`` is the hexadecimal digest of the bytes.
    """

    path: Path
    name: str
    sha256: str
    media_type: str
    limits: Limits = field(default_factory=Limits)


def sha256_of(path: Path) -> str:
    """The hexadecimal SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
