"""``thuky run``: web, watcher and workers as child processes, started together, restarted when they fall, stopped together.

Each child leads a session and process group of its own, so that Ctrl-C reaches the supervisor alone and whatever a child leaves behind can be
swept away; each holds the reading end of a pipe (``thuky.lifeline``), so that none outlives a supervisor that was killed.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

_FIRST_DELAY, _LONGEST_DELAY = 0.5, 10.0  # seconds between the fall of a child and its restart
_STEADY_SECONDS = 10.0  # a child that ran for this long has not fallen at once: the delay begins anew
_GRACE_SECONDS = 8.0
_TICK = 0.1


@dataclass
class Child:
    """One service: its name in the logs, the arguments of ``thuky`` that start it, and how it has fared."""

    name: str
    arguments: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    delay: float = _FIRST_DELAY
    due: float = field(default=0.0)  # when to start it (again)

    def start(self, lifeline: int) -> None:
        command = [sys.executable, "-m", "thuky", *self.arguments]
        self.process = subprocess.Popen(command, stdin=lifeline, start_new_session=True)
        self.started = time.monotonic()

    def fell(self) -> int | None:
        """The exit status if it runs no more; what it left behind is swept away, and its restart is set."""
        if self.process is None or (status := self.process.poll()) is None:
            return None
        self.sweep()
        self.process = None
        now = time.monotonic()
        if now - self.started > _STEADY_SECONDS:
            self.delay = _FIRST_DELAY
        self.due, self.delay = now + self.delay, min(self.delay * 2, _LONGEST_DELAY)
        return status

    def sweep(self) -> None:
        """Kill what is left of its process group."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


class Supervisor:
    """Runs the children until it is told to stop."""

    def __init__(self, children: list[Child], say: Callable[[str], None]) -> None:
        self.children = children
        self.say = say
        self._stop = threading.Event()
        self._hurry = False
        self._lifeline, self._held = os.pipe()

    def run(self, ready: Callable[[], bool], on_ready: Callable[[], None]) -> None:
        """Start everything, call ``on_ready`` once ``ready`` holds, keep everything running until SIGINT, SIGTERM or SIGHUP."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        try:
            announced = False
            while not self._stop.is_set():
                self._tend()
                if not announced and ready():
                    announced = True
                    on_ready()
                self._stop.wait(_TICK)
        finally:
            self.stop()

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._hurry = self._stop.is_set()  # asked twice
        self._stop.set()

    def _tend(self) -> None:
        for child in self.children:
            if (status := child.fell()) is not None:
                self.say(f"{child.name} dừng đột ngột ({_meaning(status)}); khởi động lại. Xem var/logs/{child.name}.log")
            if child.process is None and time.monotonic() >= child.due:
                child.start(self._lifeline)

    def stop(self) -> None:
        """Ask every child to end, wait a little, then end what is left."""
        running = [child for child in self.children if child.process is not None]
        for child in running:
            assert child.process is not None
            child.process.terminate()
        until = time.monotonic() + _GRACE_SECONDS
        while not self._hurry and time.monotonic() < until and any(c.process and c.process.poll() is None for c in running):
            time.sleep(_TICK / 2)
        for child in running:
            assert child.process is not None
            child.sweep()
            child.process.wait()
            child.process = None
        os.close(self._held)
        os.close(self._lifeline)


def _meaning(status: int) -> str:
    """An exit status in words: "mã 1", "tín hiệu SIGKILL"."""
    return f"mã {status}" if status >= 0 else f"tín hiệu {signal.Signals(-status).name}"


def answers(address: str) -> bool:
    """True once the web process answers at ``address``, whatever it says."""
    try:
        with urllib.request.urlopen(address, timeout=1):  # noqa: S310 (our own address)
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False
