"""A service must not outlive its supervisor, even one that was killed.

The supervisor gives each service the reading end of a pipe as standard input and keeps the writing end. However the supervisor ends, the kernel
closes that end, and the service sees the end of its input.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

_GRACE_SECONDS = 5


def hold() -> None:
    """Stop this process group when standard input ends: politely, then for good. Only for a process that leads its own group."""
    if os.getpgrp() != os.getpid():
        raise RuntimeError("only the supervisor starts a process on a lifeline")
    threading.Thread(target=_wait_and_stop, name="lifeline", daemon=True).start()


def _wait_and_stop() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_SECONDS)
    os.killpg(os.getpgrp(), signal.SIGKILL)
