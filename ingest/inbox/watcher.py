"""Watching the inbox: events of the file system are hints, the scan is the truth.

Network shares send no events and bursts lose some, so the folder is looked through every few seconds anyway; an event only makes it
sooner. Nothing that happens to one file, to the receiver or to the folder ends the watch.
"""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

from watchdog.events import (
    EVENT_TYPE_CLOSED,
    EVENT_TYPE_CREATED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from ingest.inbox.folder import Entry, Inbox, InboxFull, Receipt, RefusedPath
from ingest.inbox.names import CLAIMED, REJECTED, shown
from ingest.originals import ChangedWhileCopied

log = logging.getLogger(__name__)

_SHORTEST_PAUSE = 0.1  # seconds between two looks, however many events come
_POLLING_PAUSE = 1.0
_STRANGE_CLAIM_AGE = 120.0  # a claim that is older belongs to a program that died
_LOCKED_PATIENCE = 600.0  # a file that some program keeps open for so long without writing is taken all the same
_FIRST_RETRY, _LAST_RETRY = 2.0, 60.0


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something in the inbox is not taken, for the page: ``name`` is the file or folder, ``message`` says what to do."""

    name: str
    message: str


def watch(
    inbox: Inbox,
    on_file: Callable[[Receipt], object],
    stop: threading.Event,
    *,
    on_troubles: Callable[[tuple[Trouble, ...]], object] | None = None,
    rescan_seconds: float = 5.0,
    polling: bool = False,
) -> None:
    """Take every file that settles in ``inbox`` and call ``on_file`` with its receipt, until ``stop`` is set.

    ``on_file`` must commit the receipt's row, keeping ``claim`` unique: after a crash it is called again with the same claim. When it
    returns, the file leaves the folder; when it raises, it is called again later. ``on_troubles`` gets the whole list whenever it
    changes. ``polling``: look every second and ask for no events, for a share mounted from another machine.
    """
    _Watcher(inbox, on_file, stop, on_troubles, rescan_seconds, polling).run()


@dataclass
class _Still:
    """Since when an entry has not changed."""

    size: int
    mtime_ns: int
    inode: int
    since: float
    locked_since: float | None = None

    def matches(self, entry: Entry) -> bool:
        return (self.size, self.mtime_ns, self.inode) == (entry.size, entry.mtime_ns, entry.inode)


@dataclass
class _Postponed:
    until: float
    pause: float


@dataclass
class _Watcher:
    inbox: Inbox
    on_file: Callable[[Receipt], object]
    stop: threading.Event
    on_troubles: Callable[[tuple[Trouble, ...]], object] | None
    rescan_seconds: float
    polling: bool
    _still: dict[str, _Still] = field(default_factory=dict)
    _postponed: dict[str, _Postponed] = field(default_factory=dict)
    _troubles: dict[str, Trouble] = field(default_factory=dict)
    _reported: tuple[Trouble, ...] = ()
    _wake: threading.Event = field(default_factory=threading.Event)
    _observer: BaseObserver | None = None
    _watched: tuple[int, int] | None = None  # device and inode of the folder under watch
    _lock: IO[bytes] | None = None
    _first: bool = True

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self._one_round()
                self._report()
                self._pause()
        finally:
            self._unwatch()
            if self._lock is not None:
                self._lock.close()

    def _one_round(self) -> None:
        try:
            if self._is_ready():
                self._troubles.pop("", None)
                self._take_up_claims()
                self._scan()
        except OSError as error:
            log.warning("the inbox %s cannot be looked through: %s", self.inbox.folder, error)
            self._unwatch()
            self._trouble("", self.inbox.folder.name, _folder_trouble(error))
        except Exception:
            # The last border: a fault of ours in one round must not end the watch.
            log.exception("a round over the inbox %s failed", self.inbox.folder)

    # --- the folder -------------------------------------------------------------------------------------------------------------

    def _is_ready(self) -> bool:
        """Whether the folder is there and ours to take from; watches it anew where it has come back."""
        if self._first:
            self.inbox.prepare()
        status = self.inbox.folder.stat()
        if self._watched != (status.st_dev, status.st_ino):
            # A share that went and came back shows as another folder: the old watch hears nothing any more.
            self._unwatch()
            self.inbox.claimed.mkdir(exist_ok=True)
            if not self._lock_folder():
                self._trouble(
                    "", self.inbox.folder.name, "Một chương trình khác đang nhận tệp từ thư mục này; chương trình này chờ."
                )
                return False
            self._watched = (status.st_dev, status.st_ino)
            self._first = True
            if not self.polling:
                self._observe()
        return True

    def _lock_folder(self) -> bool:
        """Only one program may take files; the lock ends with the process, however it ends."""
        if self._lock is not None:
            self._lock.close()
        self._lock = (self.inbox.claimed / ".khoa").open("wb")
        try:
            fcntl.lockf(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            # A share without locks: nothing to rely on but there being one watcher.
            return error.errno not in (errno.EAGAIN, errno.EACCES)
        return True

    def _observe(self) -> None:
        observer = Observer()
        try:
            observer.schedule(_Waker(self._wake, str(self.inbox.folder)), str(self.inbox.folder), recursive=True)
            observer.start()
        except OSError as error:  # no inotify watches left, a file system without them
            log.warning("no events from %s (%s): it is looked through every %s s", self.inbox.folder, error, self.rescan_seconds)
            return
        self._observer = observer

    def _unwatch(self) -> None:
        self._watched = None
        if self._observer is not None:
            self._observer.stop()
            self._observer.join(timeout=5)
            self._observer = None

    # --- files ------------------------------------------------------------------------------------------------------------------

    def _take_up_claims(self) -> None:
        """Hand over what a crash, or a receiver that failed, left claimed."""
        for claim, began in self.inbox.claims().items():
            ours = claim in self._postponed
            if self.stop.is_set() or (ours and not self._is_due(claim)):
                continue
            if ours or self._first or time.time() - began > _STRANGE_CLAIM_AGE:
                self._attempt(claim, claim, lambda claim=claim: self._hand_over(self.inbox.resume(claim)))  # type: ignore[misc]
        self._first = False

    def _scan(self) -> None:
        now = time.monotonic()
        seen: set[str] = set()
        due: list[Entry] = []
        for entry in self.inbox.entries():
            key = str(entry.path)
            seen.add(key)
            if entry.refused:
                self._trouble(key, entry.path.name, entry.refused)
            elif self._has_settled(key, entry, now) and self._is_due(key):
                due.append(entry)
        self._forget_all_but(seen)
        for entry in sorted(due, key=lambda entry: entry.mtime_ns):
            if self.stop.is_set():
                return
            self._attempt(str(entry.path), entry.path.name, lambda entry=entry: self._take(entry))  # type: ignore[misc]

    def _has_settled(self, key: str, entry: Entry, now: float) -> bool:
        still = self._still.get(key)
        if still is None or not still.matches(entry):
            self._still[key] = _Still(entry.size, entry.mtime_ns, entry.inode, now)
            return self.inbox.settle_seconds <= 0
        # Many programs make a file first and fill it later: an empty one gets more time.
        return now - still.since >= self.inbox.settle_seconds * (1 if entry.size else 5)

    def _take(self, entry: Entry) -> None:
        key = str(entry.path)
        still = self._still[key]
        if self.inbox.is_being_written(entry.path):
            still.locked_since = still.locked_since or time.monotonic()
            if time.monotonic() - still.locked_since < _LOCKED_PATIENCE:
                return
        receipt = self.inbox.receive(entry.path)
        self._still.pop(key, None)
        self._attempt(receipt.claim, receipt.name, lambda: self._hand_over(receipt))

    def _hand_over(self, receipt: Receipt | None) -> None:
        if receipt is not None:
            self.on_file(receipt)
            self.inbox.release(receipt)

    def _attempt(self, key: str, name: str, step: Callable[[], None]) -> None:
        """One step on one file: whatever goes wrong stays with that file and is tried again later."""
        try:
            step()
        except FileNotFoundError:
            log.info("%s is gone", name)
        except ChangedWhileCopied:
            self._still.pop(key, None)
        except RefusedPath as refused:
            self._trouble(key, name, str(refused))
        except OSError as error:
            self._postpone(key)
            self._trouble(key, name, _file_trouble(name, error))
            log.warning("%s is not taken yet: %s", name, error)
        except Exception:
            # The border of one file: the receiver (a database that is away) or a fault of ours.
            self._postpone(key)
            self._trouble(key, name, f"Đã giữ «{shown(name)}» nhưng chưa ghi được vào sổ; chương trình sẽ tự thử lại.")
            log.exception("%s is kept and will be handed over again", name)
        else:
            self._postponed.pop(key, None)
            self._troubles.pop(key, None)

    def _postpone(self, key: str) -> None:
        last = self._postponed.get(key)
        pause = min(last.pause * 2, _LAST_RETRY) if last else _FIRST_RETRY
        self._postponed[key] = _Postponed(time.monotonic() + pause, pause)

    def _is_due(self, key: str) -> bool:
        postponed = self._postponed.get(key)
        return postponed is None or time.monotonic() >= postponed.until

    def _forget_all_but(self, seen: set[str]) -> None:
        claims = self.inbox.claims()
        for table in (self._still, self._postponed, self._troubles):
            for key in [key for key in table if key and key not in seen and key not in claims]:
                del table[key]

    # --- telling and waiting ----------------------------------------------------------------------------------------------------

    def _trouble(self, key: str, name: str, message: str) -> None:
        self._troubles[key] = Trouble(shown(name), message)

    def _report(self) -> None:
        troubles = tuple(self._troubles[key] for key in sorted(self._troubles))
        if troubles == self._reported:
            return
        try:
            if self.on_troubles is not None:
                self.on_troubles(troubles)
            self._reported = troubles
        except Exception:
            log.exception("the troubles of the inbox could not be told")

    def _pause(self) -> None:
        """Until the next look is due: soon while files settle, at once after an event, otherwise after the rescan time."""
        if self._still or self._postponed:
            longest = min(max(self.inbox.settle_seconds / 2, _SHORTEST_PAUSE), 1.0)
        else:
            longest = min(self.rescan_seconds, _POLLING_PAUSE) if self.polling else self.rescan_seconds
        self.stop.wait(_SHORTEST_PAUSE)
        until = time.monotonic() + longest - _SHORTEST_PAUSE
        while not self.stop.is_set() and time.monotonic() < until and not self._wake.wait(0.1):
            pass
        self._wake.clear()


class _Waker(FileSystemEventHandler):
    """Turns events on files of staff into one wake-up; what goes on in the inner folders is our own doing."""

    _TELLING = (EVENT_TYPE_CREATED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED, EVENT_TYPE_CLOSED)

    def __init__(self, wake: threading.Event, folder: str) -> None:
        self._wake = wake
        self._inner = tuple(os.path.join(folder, name) for name in (CLAIMED, REJECTED))

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        if event.event_type in self._TELLING and not all(path.startswith(self._inner) for path in paths):
            self._wake.set()


def _file_trouble(name: str, error: OSError) -> str:
    if isinstance(error, InboxFull):
        return f"Ổ đĩa đã đầy nên chưa nhận được «{shown(name)}»; tệp vẫn còn trong thư mục. Hãy giải phóng dung lượng, chương trình sẽ tự nhận tiếp."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY):
        return f"Không mở được «{shown(name)}»: tệp đang bị khóa hoặc không được phép đọc. Hãy đóng tệp, hoặc nhờ người quản trị cấp quyền."
    return f"Chưa nhận được «{shown(name)}» ({error.strerror or error}); tệp vẫn còn trong thư mục, chương trình sẽ tự thử lại."


def _folder_trouble(error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "Không thấy thư mục nhận văn bản. Hãy kiểm tra ổ mạng; khi thư mục trở lại, chương trình tự nhận tiếp."
    if isinstance(error, PermissionError):
        return "Không được phép đọc thư mục nhận văn bản. Hãy nhờ người quản trị cấp quyền đọc và ghi."
    return f"Không mở được thư mục nhận văn bản ({error.strerror or error}). Chương trình sẽ tự thử lại."
