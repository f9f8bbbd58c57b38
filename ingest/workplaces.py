"""Temporary folders in which programs are given files and leave theirs, named for the process that they belong to.

A reader that is killed cannot tidy up. Its guardian does, and whoever reads next removes what was left by a machine that went down: a folder
whose owner is dead belongs to nobody.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = re.compile(r"thuky-(?:ocr|office)-(?P<process>\d+)-(?P<started>\d+)-\w+")


@contextmanager
def workplace(purpose: str) -> Iterator[Path]:
    """An empty folder as long as the block lasts; ``purpose`` is "ocr" or "office"."""
    process = os.getpid()
    prefix = f"thuky-{purpose}-{process}-{_started(process)}-"
    with tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as name:
        yield Path(name)


def remove_left_behind() -> None:
    """Remove the folders of this user whose owners have died."""
    for folder in Path(tempfile.gettempdir()).glob("thuky-*"):
        match = _NAME.fullmatch(folder.name)
        if match and _started(int(match["process"])) != int(match["started"]) and _is_ours(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _started(process: int) -> int:
    """When a process started, in ticks since the machine did (proc(5), field 22); 0 for a dead one.

    A number of a process is given again to others; together with this time it is not.
    """
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return 0 if fields[0] in "ZX" else int(fields[19])


def _is_ours(folder: Path) -> bool:
    try:
        status = folder.lstat()
    except OSError:
        return False
    return status.st_uid == os.getuid() and folder.is_dir() and not folder.is_symlink()
