"""Reading in a child process: a file that is malicious, endless or enormous fails alone.

The child is warm: starting one costs a second, so it stays for the next file and is replaced only when it has died, was stopped for
the time limit, or has read many files. Whatever happens in it, the caller gets a Document or a ``ReadingError``.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import os
import resource
import signal
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import forkserver, spawn
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, cast

from pebble import ProcessExpired, ProcessPool

from ingest import errors
from ingest.document import Document
from ingest.errors import CorruptFile, OutOfMemory, ReadingError, ReadingTimedOut
from ingest.limits import MEGABYTE, Limits
from ingest.originals import Store
from ingest.workplaces import remove_left_behind

if TYPE_CHECKING:
    from ingest.members import Member

_FILES_PER_CHILD = 200  # then a new one: what a C library leaks stays bounded
_DYING = 0.2  # seconds that killed processes take to be gone
#: Loaded before the first child starts. The PDF library and what recognises scans take most of a second: the first PDF of a child waits for it.
_PRELOADED = ["ingest.isolation", "ingest.readers.docx", "ingest.readers.txt", "ingest.media_types"]


class ReaderTrace(Exception):
    """The traceback of the child as text: the cause of the error that the caller sees, for the log."""


@dataclass(frozen=True, slots=True)
class _Failure:
    """A ReadingError on its way out of the child: exceptions themselves do not always survive pickling."""

    error: str
    message: str
    trace: str


class _BareProcess(ForkServerProcess):
    """A child that does not import the caller's main module: the reader needs nothing of it, and it may be a script without a guard."""

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 (multiprocessing's own name)
        with _start_lock:
            complete = spawn.get_preparation_data
            spawn.get_preparation_data = lambda name: {k: v for k, v in complete(name).items() if not k.startswith("init_main")}
            try:
                return ForkServerProcess._Popen(process_obj)  # type: ignore[attr-defined]
            finally:
                spawn.get_preparation_data = complete


_start_lock = threading.Lock()


class _BareContext(ForkServerContext):
    Process = _BareProcess  # type: ignore[assignment]


class ReadingPool:
    """A warm child process that reads one file after another; ``workers`` of them read as many files at once.

    A context manager: leaving it ends the children. Safe to use from several threads.
    """

    def __init__(self, workers: int = 1) -> None:
        context = _BareContext()
        context.set_forkserver_preload(_PRELOADED)
        self._pool = ProcessPool(max_workers=workers, max_tasks=_FILES_PER_CHILD, initializer=_settle_in, context=context)

    def read(self, path: Path, *, name: str | None = None, limits: Limits | None = None) -> Document:
        """As :func:`ingest.read`."""
        return cast(Document, self._run(_read, limits or Limits(), path.absolute(), name))

    def members_of(
        self, path: Path, store: Store, *, name: str | None = None, limits: Limits | None = None
    ) -> tuple[Member, ...]:
        """As :func:`ingest.members_of`."""
        return cast("tuple[Member, ...]", self._run(_members, limits or Limits(), path.absolute(), store.root.absolute(), name))

    def _run(self, task: Callable[..., object], limits: Limits, *given: object) -> object:
        future = self._pool.schedule(_within, args=(task, limits, *given), timeout=limits.seconds)
        try:
            outcome = future.result()
        except FutureTimeout as late:
            raise ReadingTimedOut from late
        except ProcessExpired as expired:
            # The kernel's out-of-memory killer sends SIGKILL; anything else is a parser that fell over its input.
            raise (OutOfMemory if expired.exitcode == -signal.SIGKILL else CorruptFile) from expired
        except BrokenProcessPool as broken:
            raise ReadingError from broken
        if isinstance(outcome, _Failure):
            raise _revive(outcome) from ReaderTrace(outcome.trace)
        return outcome

    @property
    def usable(self) -> bool:
        """Whether it takes files: not closed, and able to start children."""
        return bool(self._pool.active)

    def close(self) -> None:
        """End the children, also in the middle of a file."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join(timeout=10)

    def __enter__(self) -> ReadingPool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _revive(failure: _Failure) -> ReadingError:
    kind = getattr(errors, failure.error, ReadingError)
    return kind(failure.message) if issubclass(kind, ReadingError) else ReadingError(failure.message)


# --- one pool for the whole process ---------------------------------------------------------------------------------------------

_shared: tuple[int, ReadingPool] | None = None
_lock = threading.Lock()


def read(path: Path, *, name: str | None = None, limits: Limits | None = None) -> Document:
    """As :func:`ingest.read`, through a pool that this process keeps warm."""
    return _shared_pool().read(path, name=name, limits=limits)


def members_of(path: Path, store: Store, *, name: str | None = None, limits: Limits | None = None) -> tuple[Member, ...]:
    """As :func:`ingest.members_of`, through the same pool."""
    return _shared_pool().members_of(path, store, name=name, limits=limits)


def _shared_pool() -> ReadingPool:
    global _shared
    with _lock:
        # A process that was forked from one with a pool has none of its own yet.
        if _shared is None or _shared[0] != os.getpid() or not _shared[1].usable:
            _shared = (os.getpid(), ReadingPool())
        return _shared[1]


@atexit.register
def close() -> None:
    """End the pool of this process; the next read makes a new one."""
    global _shared
    with _lock:
        if _shared is not None and _shared[0] == os.getpid():
            _shared[1].close()
        _shared = None


# --- inside the child -----------------------------------------------------------------------------------------------------------


def _read(limits: Limits, path: Path, name: str | None) -> Document:
    from ingest import read_here

    return read_here(path, name=name, limits=limits)


def _members(limits: Limits, path: Path, store: Path, name: str | None) -> tuple[Member, ...]:
    from ingest.members import members

    return members(path, Store(store), name=name, limits=limits)


def _within(task: Callable[..., object], limits: Limits, *given: object) -> object:
    """``task`` under the memory limit; a _Failure instead of any exception."""
    _limit_memory(limits.memory_mb)
    try:
        return task(limits, *given)
    except ReadingError as error:
        return _Failure(type(error).__name__, str(error), traceback.format_exc())
    except MemoryError:
        return _Failure(OutOfMemory.__name__, OutOfMemory.message, traceback.format_exc())
    except RecursionError:
        return _Failure(CorruptFile.__name__, CorruptFile.message, traceback.format_exc())
    except Exception:
        # The border: whatever a parser throws at a strange file is that file's failure, with the trace for the log.
        return _Failure(ReadingError.__name__, ReadingError.message, traceback.format_exc())


def _limit_memory(megabytes: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


_PR_SET_PDEATHSIG = 1


def _settle_in() -> None:
    """Make this child end with its parent, leave Ctrl-C to the parent, write no core dumps, and take its own children along."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    _let_the_server_go()
    _start_guardian()
    remove_left_behind()


def _let_the_server_go() -> None:
    """Give back the pipe that keeps the server alive: it ends when the caller does, however that ends, and takes this child along.

    Every child is handed that pipe so that it could start children of its own through the server; with it, neither would ever end.
    """
    server: Any = forkserver._forkserver  # type: ignore[attr-defined]
    if server._forkserver_alive_fd is not None:
        os.close(server._forkserver_alive_fd)
        server._forkserver_alive_fd = None


def _start_guardian() -> None:
    """A process that waits for this one to end, however it ends, and then kills what it had started (tesseract, LibreOffice)
    and removes its temporary folders."""
    group = os.getpid()
    ends_with_us, _ours = os.pipe()
    if os.fork():
        os.close(ends_with_us)
        return  # ``_ours`` stays open until this process ends; programs it starts do not inherit it
    try:
        os.setpgid(0, 0)
        for first, last in ((0, ends_with_us), (ends_with_us + 1, 65536)):
            os.closerange(first, last)
        os.read(ends_with_us, 1)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
        time.sleep(_DYING)
        remove_left_behind()
    finally:
        os._exit(0)
