"""The originals store (kho bản gốc): every dropped file, byte for byte, under the SHA-256 of its content.

originals/ab/ab12…ef        read-only, never changed, never deleted by the program
originals/.dang_ghi/        copies that are not finished; what a crash left here is cleared away
"""

from __future__ import annotations

import hashlib
import os
import time
import uuid
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1024 * 1024
_UNFINISHED = ".dang_ghi"
_ABANDONED_AFTER = 24 * 3600  # seconds; no copy takes a day


class ChangedWhileCopied(OSError):
    """The file was still being written; nothing was stored."""


class Store:
    """A folder of originals. Several processes may use one store at once."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hexadecimal digest are, or would be."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError(f"not a SHA-256 digest: {sha256!r}")
        return self.root / sha256[:2] / sha256

    def __contains__(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def open(self, sha256: str) -> BinaryIO:
        """The original, for reading; raises FileNotFoundError."""
        return self.path(sha256).open("rb")

    def put(self, path: Path) -> str:
        """Store a copy of the regular file at ``path``; its digest.

        The copy is complete and on the disk when this returns. Raises OSError (``ENOSPC`` where the disk is full, then nothing is
        left behind) or :class:`ChangedWhileCopied`.
        """
        with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as source:
            before = os.fstat(source.fileno())
            unfinished, digest = self._copy(source)
            try:
                after = os.fstat(source.fileno())
                if (before.st_size, before.st_mtime_ns) != (
                    after.st_size,
                    after.st_mtime_ns,
                ) or unfinished.stat().st_size != after.st_size:
                    raise ChangedWhileCopied(f"{path} changed while it was copied")
                self._settle(unfinished, digest)
            finally:
                unfinished.unlink(missing_ok=True)
        return digest

    def put_stream(self, source: BinaryIO) -> str:
        """Store what ``source`` holds from where it stands; its digest."""
        unfinished, digest = self._copy(source)
        try:
            self._settle(unfinished, digest)
        finally:
            unfinished.unlink(missing_ok=True)
        return digest

    def clear_unfinished(self) -> None:
        """Remove copies that a crash left half done."""
        now = time.time()
        for entry in self._unfinished_folder().iterdir():
            try:
                if now - entry.stat().st_mtime > _ABANDONED_AFTER:
                    entry.unlink()
            except FileNotFoundError:
                continue

    def _unfinished_folder(self) -> Path:
        folder = self.root / _UNFINISHED
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _copy(self, source: BinaryIO) -> tuple[Path, str]:
        """A synced copy under a name of its own, and its digest."""
        target = self._unfinished_folder() / uuid.uuid4().hex
        digest = hashlib.sha256()
        try:
            with target.open("xb") as copy:
                while chunk := source.read(_CHUNK):
                    digest.update(chunk)
                    copy.write(chunk)
                copy.flush()
                os.fchmod(copy.fileno(), 0o444)
                os.fsync(copy.fileno())
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return target, digest.hexdigest()

    def _settle(self, unfinished: Path, digest: str) -> None:
        """Give a finished copy its name. Where the same bytes are there already, the older file stays."""
        target = self.path(digest)
        if _same_size(target, unfinished):
            return
        target.parent.mkdir(exist_ok=True)
        os.replace(unfinished, target)
        _sync_folder(target.parent)
        _sync_folder(self.root)


def _same_size(stored: Path, copy: Path) -> bool:
    """A stored file of another size than its digest's is damaged (a power cut, a bad disk): it is replaced."""
    try:
        return stored.stat().st_size == copy.stat().st_size
    except FileNotFoundError:
        return False


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
