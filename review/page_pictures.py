"""Pictures of pages (ảnh trang), drawn when first looked at and kept under ``var/pictures``: an original never changes."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections import defaultdict
from pathlib import Path

from django.conf import settings

from ingest.originals import Store
from register.models import Document

log = logging.getLogger(__name__)

DPI = 110
AHEAD = 3  # pages drawn beyond the one asked for: a reader scrolls down
SECONDS = 60

_drawing: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)  # one process at a time for one original


class NoPicture(Exception):
    """The page cannot be drawn."""


def picture(row: Document, page: int) -> Path:
    """The PNG of ``page`` (from 1); raises :class:`NoPicture`."""
    folder = settings.VAR / "pictures" / row.sha256[:2] / row.sha256
    wanted = folder / f"{page}-{DPI}.png"
    if wanted.exists():
        return wanted
    with _drawing[row.sha256]:
        if not wanted.exists():
            pages = [n for n in range(page, min(page + AHEAD, row.page_count) + 1) if not (folder / f"{n}-{DPI}.png").exists()]
            _draw(Store(settings.ORIGINALS).path(row.sha256), folder, pages)
    if not wanted.exists():
        raise NoPicture(f"page {page} of {row.sha256}")
    return wanted


def _draw(original: Path, folder: Path, pages: list[int]) -> None:
    command = [sys.executable, "-m", "review.draw", str(original), str(folder), str(DPI), *map(str, pages)]
    try:
        drawn = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False, cwd=settings.ROOT)
    except subprocess.TimeoutExpired:
        log.warning("drawing pages %s of %s took more than %s s", pages, original, SECONDS)
        return
    if drawn.returncode:
        log.warning("drawing pages %s of %s failed: %s", pages, original, drawn.stderr[-2000:])
