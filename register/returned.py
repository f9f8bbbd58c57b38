"""``inbox/_loi/``: what could not be read goes back to the folder of the person who dropped it, beside a .txt that says why.

The original stays in the originals store; this is a copy, and it is taken away again once the document is read after all.
"""

from __future__ import annotations

import filecmp
import logging
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from django.conf import settings

from ingest.inbox.names import REJECTED, fitted, numbered
from ingest.originals import Store
from register.models import Document

log = logging.getLogger(__name__)


def original_path(document: Document) -> Path:
    """Where the bytes of ``document`` lie in the originals store."""
    return Store(settings.ORIGINALS).path(document.sha256)


def put(document: Document, reason: str) -> Path | None:
    """Put a copy of the original and the reason into ``inbox/_loi/``; None where that folder takes nothing (full, gone): the page tells too."""
    original = original_path(document)
    try:
        folder = Path(settings.INBOX) / REJECTED
        folder.mkdir(parents=True, exist_ok=True)
        for place in _places(folder, document.name):
            if not place.exists():
                _write(place, lambda target: shutil.copyfile(original, target), replacing=False)
            if not filecmp.cmp(place, original, shallow=False):
                continue  # another file of the same name, perhaps put there by another worker just now
            _write(_note(place), partial(_explain, document.name, reason))
            return place
    except OSError:
        log.exception("document %s: no copy in %s", document.pk, REJECTED)
    return None


def take_away(document: Document) -> None:
    """Remove the copy and its note after a successful reading; other files of the same name stay."""
    original = original_path(document)
    try:
        for place in _places(Path(settings.INBOX) / REJECTED, document.name):
            if not place.exists():
                return
            if filecmp.cmp(place, original, shallow=False):
                place.unlink()
                _note(place).unlink(missing_ok=True)
                return
    except OSError:
        log.exception("document %s: its copy stays in %s", document.pk, REJECTED)


def _places(folder: Path, name: str) -> Iterator[Path]:
    """The file's own name in ``folder``, then the numbered ones."""
    return (folder / numbered(fitted(Path(name).name or "tep"), number) for number in count(1))


def _explain(name: str, reason: str, target: Path) -> None:
    """For Notepad: with a byte order mark and Windows line ends."""
    target.write_text(f"Tệp: {name}\r\nKhông đọc được: {reason}\r\n", "utf-8-sig", newline="")


def _note(place: Path) -> Path:
    return place.with_name(place.name + ".txt")


def _write(target: Path, make: Callable[[Path], object], *, replacing: bool = True) -> None:
    """Under a hidden name first, so that nobody opens half a file. Without ``replacing``, a file that has come meanwhile stays."""
    unfinished = target.with_name(f".{uuid.uuid4().hex}.tmp")
    try:
        make(unfinished)
        if replacing or not _links(unfinished, target):
            unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _links(unfinished: Path, target: Path) -> bool:
    """Give the file its name unless that is taken; False on a share without hard links, where nothing can be promised."""
    try:
        os.link(unfinished, target)
    except FileExistsError:
        return True
    except OSError:
        return False
    return True
