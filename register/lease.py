"""Who reads a document now: a lease that a dead reader cannot keep.

A lease names the machine (its boot and process namespace), the process (id and start time) and a random part of its own, so that
another process of the same machine sees at once whether the holder still lives. Holders on other machines are judged by their heartbeat.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings

_PROC = Path("/proc")


@cache
def machine() -> str:
    """This machine since it was booted, seen from this process namespace (a container has one of its own)."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text().strip()
        return f"{boot}.{os.stat(_PROC / 'self/ns/pid').st_ino}"
    except OSError:
        return f"{os.uname().nodename}.0"


def _started(pid: int) -> str | None:
    """When process ``pid`` started, in clock ticks since boot; None if there is no such process, or only its remains (zombie)."""
    try:
        fields = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else fields[19]


def new() -> str:
    """A lease for this process; no two are equal."""
    return f"{machine()}:{os.getpid()}:{_started(os.getpid()) or 0}:{secrets.token_hex(8)}"


def holder_is_dead(lease: str) -> bool:
    """True where it is certain that the holder is gone: it ran on this machine and runs no more."""
    try:
        where, pid, started, _ = lease.rsplit(":", 3)
        return where == machine() and (_PROC / "self/stat").exists() and _started(int(pid)) != started
    except ValueError:
        return True  # not a lease at all


def is_mine(lease: str) -> bool:
    """True for a lease that this very process took."""
    return lease.startswith(f"{machine()}:{os.getpid()}:{_started(os.getpid()) or 0}:")


def expiry() -> timedelta:
    """Without a heartbeat for this long, a lease of another machine is void."""
    return timedelta(seconds=settings.LEASE_SECONDS)


@contextmanager
def heartbeat(beat: Callable[[], None]) -> Iterator[None]:
    """Call ``beat`` from a thread, several times within :func:`expiry`, until the block is left."""
    stop = threading.Event()

    def run() -> None:
        while not stop.wait(settings.LEASE_SECONDS / 6):
            beat()

    thread = threading.Thread(target=run, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=5)
