"""Claiming a file in the inbox, storing it, and letting it go."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import logging
import os
import shutil
import signal
import stat
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO

from ingest.inbox.names import CLAIMED, REJECTED, is_ignored, numbered, shown
from ingest.originals import Store

log = logging.getLogger(__name__)

_ARRIVING = "den"  # files that are being placed by a program, inside CLAIMED
_ABANDONED_AFTER = 24 * 3600  # seconds after which a file that is still being placed is a crash's leftover
_SPARE = 64 * 1024 * 1024  # bytes that stay free on the disk of the originals


class RefusedPath(Exception):
    """What stands at a path is no file of the inbox. ``str(error)`` tells staff why."""


class InboxFull(OSError):
    """The disk of the originals has no room for the file; it stays in the inbox."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One drop of one file (biên nhận).

    ``claim`` is unique to the drop: two drops of the same bytes have two claims and one ``sha256``. ``name`` is the file's name as
    shown; ``folder`` the sub-folder of the inbox it was dropped in, "" for the inbox itself; ``size`` in bytes; ``stored`` the original.
    """

    claim: str
    sha256: str
    name: str
    folder: str
    size: int
    stored: Path


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that lies in the inbox: a file, or what is ``refused`` and why (Vietnamese)."""

    path: Path
    size: int
    mtime_ns: int
    inode: int
    refused: str = ""


class Inbox:
    """The folder ``folder`` with the originals store behind it.

    ``settle_seconds``: a file is taken once its size and time of change have been still for so long.
    """

    def __init__(self, folder: Path, store: Store, *, settle_seconds: float = 2.0) -> None:
        self.folder = Path(folder)
        self.store = store
        self.settle_seconds = settle_seconds

    @property
    def claimed(self) -> Path:
        return self.folder / CLAIMED

    def prepare(self) -> None:
        """Make the folder and its inner folder, and clear what crashes left of unfinished copies."""
        (self.claimed / _ARRIVING).mkdir(parents=True, exist_ok=True)
        self.store.clear_unfinished()
        for leftover in (self.claimed / _ARRIVING).iterdir():
            with contextlib.suppress(FileNotFoundError):
                if time.time() - leftover.stat().st_mtime > _ABANDONED_AFTER:
                    leftover.unlink()

    # --- what lies there --------------------------------------------------------------------------------------------------------

    def entries(self) -> Iterator[Entry]:
        """Every file of staff in the folder and its sub-folders, and what is refused; raises OSError where the folder itself is gone."""
        folders = [self.folder]
        while folders:
            folder = folders.pop()
            try:
                listing = list(os.scandir(folder))
            except OSError:
                if folder == self.folder:
                    raise
                if not folder.exists():
                    continue
                yield Entry(folder, 0, 0, 0, f"Không mở được thư mục «{shown(folder.name)}». Hãy kiểm tra quyền truy cập.")
                continue
            for found in listing:
                if is_ignored(found.name) or (folder == self.folder and found.name in (CLAIMED, REJECTED)):
                    continue
                if found.is_dir(follow_symlinks=False):
                    folders.append(Path(found.path))
                    continue
                try:
                    status = found.stat(follow_symlinks=False)
                except OSError:
                    continue  # gone since
                yield Entry(Path(found.path), status.st_size, status.st_mtime_ns, status.st_ino, _why_no_file(found.name, status))

    def is_being_written(self, path: Path) -> bool:
        """Whether some program still has the file open for writing; False also where this machine cannot tell (a mounted share).

        Raises OSError where the file cannot be opened for reading.
        """
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            # The kernel grants a read lease only when nobody has the file open for writing. It is given back at once; should a writer
            # come in between, the notice is SIGURG, which is ignored unless asked for, and not SIGIO, which would end this process.
            fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        except OSError as error:
            return error.errno == errno.EAGAIN and _grants_leases(self.claimed)
        finally:
            os.close(handle)
        return False

    # --- taking a file ----------------------------------------------------------------------------------------------------------

    def receive(self, path: Path) -> Receipt:
        """Claim the file at ``path``, store it and say so. The file is out of sight of staff from now on, but not deleted yet.

        Raises RefusedPath, FileNotFoundError (it vanished), :class:`ingest.originals.ChangedWhileCopied` (still being written),
        InboxFull, or another OSError; in all these cases the file is where it was.
        """
        relative = self._relative(path)
        self._check_room(path)
        claim = uuid.uuid4().hex
        target = self.claimed / claim / relative
        target.parent.mkdir(parents=True)
        try:
            os.rename(path, target)
        except BaseException:
            shutil.rmtree(self.claimed / claim)
            raise
        try:
            return self._store(claim, target)
        except BaseException:
            self._put_back(target, path)
            raise

    def _relative(self, path: Path) -> Path:
        """``path`` from the folder on; raises RefusedPath for what is outside, hidden, or no regular file."""
        folder = self.folder.resolve()
        parent = path.parent.resolve()
        if parent != folder and folder not in parent.parents:
            raise RefusedPath(f"«{shown(path.name)}» không nằm trong thư mục nhận văn bản.")
        relative = parent.relative_to(folder) / path.name
        if relative.parts[0] in (CLAIMED, REJECTED) or any(is_ignored(part) for part in relative.parts):
            raise RefusedPath(f"«{shown(path.name)}» là tệp tạm hoặc tệp ẩn nên không được nhận.")
        refused = _why_no_file(path.name, path.lstat())
        if refused:
            raise RefusedPath(refused)
        return relative

    def _check_room(self, path: Path) -> None:
        self.store.root.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self.store.root).free < path.lstat().st_size + _SPARE:
            raise InboxFull(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.store.root))

    def _store(self, claim: str, file: Path) -> Receipt:
        refused = _why_no_file(file.name, file.lstat())
        if refused:  # a link put in the file's place at the last moment
            raise RefusedPath(refused)
        try:
            sha256 = self.store.put(file)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise InboxFull(error.errno, error.strerror, str(self.store.root)) from error
            raise
        folder = file.parent.relative_to(self.claimed / claim).as_posix()
        stored = self.store.path(sha256)
        return Receipt(claim, sha256, shown(file.name), "" if folder == "." else shown(folder), stored.stat().st_size, stored)

    def _put_back(self, file: Path, path: Path) -> None:
        """The claimed ``file`` at ``path`` again, or beside it where another has come meanwhile."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _move_without_replacing(file, path)
            self._forget(file.relative_to(self.claimed).parts[0])
        except OSError:
            log.exception("%s stays claimed and is taken up at the next round", file)

    # --- afterwards -------------------------------------------------------------------------------------------------------------

    def release(self, receipt: Receipt) -> None:
        """Delete the claimed file, once its row is committed. Does nothing a second time."""
        if receipt.sha256 not in self.store:
            raise FileNotFoundError(f"{receipt.sha256} is not in the store: its claimed file is kept")
        self._forget(receipt.claim)

    def claims(self) -> dict[str, float]:
        """Claims that are not released, with the time (seconds since 1970) at which each began."""
        found: dict[str, float] = {}
        try:
            listing = list(os.scandir(self.claimed))
        except FileNotFoundError:
            return found
        for entry in listing:
            if entry.name != _ARRIVING and entry.is_dir(follow_symlinks=False):
                try:
                    found[entry.name] = entry.stat(follow_symlinks=False).st_ctime
                except FileNotFoundError:
                    continue
        return found

    def resume(self, claim: str) -> Receipt | None:
        """The receipt of a claim that a crash left open; None where there was nothing behind it. Raises as :meth:`receive` does."""
        root = self.claimed / claim
        file = next((Path(folder) / name for folder, _, names in os.walk(root) for name in names), None)
        if file is None:
            self._forget(claim)
            return None
        try:
            return self._store(claim, file)
        except (InboxFull, RefusedPath):
            self._put_back(file, self.folder / file.relative_to(root))
            raise

    def unfinished(self) -> Iterator[Receipt]:
        """Receipts of every claim that a crash left open. Only for the one program that takes files: others' claims look the same."""
        for claim in self.claims():
            receipt = self.resume(claim)
            if receipt is not None:
                yield receipt

    def _forget(self, claim: str) -> None:
        shutil.rmtree(self.claimed / claim, ignore_errors=True)

    # --- placing a file ---------------------------------------------------------------------------------------------------------

    def place(self, name: str, content: BinaryIO) -> Path:
        """Drop a file into the inbox for staff (an upload, a sample): whole at once, never over another file; where it lies.

        Raises RefusedPath for the name of a temporary file.
        """
        plain = shown(Path(name.replace("\\", "/")).name).lstrip(".~$") or "tep"
        if is_ignored(plain):
            raise RefusedPath(f"«{plain}» là tệp tạm nên không được nhận.")
        arriving = self.claimed / _ARRIVING / uuid.uuid4().hex
        arriving.parent.mkdir(parents=True, exist_ok=True)
        try:
            with arriving.open("xb") as file:
                shutil.copyfileobj(content, file)
                file.flush()
                os.fsync(file.fileno())
            return _move_without_replacing(arriving, self.folder / plain)
        finally:
            arriving.unlink(missing_ok=True)


def _why_no_file(name: str, status: os.stat_result) -> str:
    if stat.S_ISLNK(status.st_mode):
        return f"«{shown(name)}» là liên kết (lối tắt), không phải tệp. Hãy chép chính tệp đó vào thư mục."
    if not stat.S_ISREG(status.st_mode):
        return f"«{shown(name)}» không phải là tệp thường nên không được nhận."
    return ""


def _move_without_replacing(file: Path, target: Path) -> Path:
    """Move within one file system to ``target``, or to "target (2)" … where that is taken."""
    for number in count(1):
        place = target.with_name(numbered(target.name, number))
        try:
            os.link(file, place, follow_symlinks=False)
        except FileExistsError:
            continue
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS):
                raise
            # A share without hard links: nearly as good.
            if os.path.lexists(place):
                continue
            os.rename(file, place)
            return place
        file.unlink()
        return place
    raise AssertionError


def _grants_leases(folder: Path) -> bool:
    """Whether this file system grants leases at all: on some mounted shares every request is answered "busy"."""
    probe = folder / f".{uuid.uuid4().hex}"
    try:
        probe.touch()
        with probe.open("rb") as file:
            fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError:
        return False
    finally:
        probe.unlink(missing_ok=True)
    return True
