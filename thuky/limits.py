"""What reading one file may cost, as the office has set it; the same for the workers and for ``thuky extract``."""

from __future__ import annotations

import os
from dataclasses import replace

from ingest.limits import MEGABYTE, Limits


def read_limits() -> Limits:
    """The limits of ``ingest.limits`` with what the environment says otherwise."""
    changes = {
        field: int(os.environ[variable]) * unit
        for field, variable, unit in (
            ("seconds", "THUKY_READ_SECONDS", 1),
            ("memory_mb", "THUKY_READ_MEMORY_MB", 1),
            ("size", "THUKY_READ_SIZE_MB", MEGABYTE),
            ("unpacked", "THUKY_READ_UNPACKED_MB", MEGABYTE),
            ("pages", "THUKY_READ_PAGES", 1),
        )
        if os.environ.get(variable)
    }
    return replace(Limits(), **changes)  # type: ignore[arg-type]
