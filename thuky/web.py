"""The web process: granian serves the pages (WSGI), whitenoise the static files."""

from __future__ import annotations

import os

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

_THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)  # pages are short; more threads would only queue for the same database
_GRACE_SECONDS = 3


def serve(host: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM."""
    Granian(
        "thuky.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=_THREADS,
        respawn_failed_workers=True,
        respawn_interval=1.0,
        workers_kill_timeout=_GRACE_SECONDS,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()
