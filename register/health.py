"""Which Debian packages are missing on this machine, what that costs, and the command that installs them; which disks are full."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from time import monotonic

from django.conf import settings

from ingest import libreoffice
from ingest.limits import MEGABYTE

LIST = Path(__file__).resolve().parent.parent / "setup" / "packages.tsv"
_FRESH_SECONDS = 60
LEAST_FREE = 64 * MEGABYTE  # with less, no file is taken from the inbox (ingest.inbox)
_DISK_FULL = (
    "Ổ đĩa lưu dữ liệu ({folder}) chỉ còn trống {free} MB nên chưa nhận được văn bản mới; tệp vẫn nằm trong thư mục inbox, không mất. "
    "Hãy giải phóng dung lượng, chương trình sẽ tự nhận tiếp."
)
_INBOX_FULL = (
    "Ổ đĩa có thư mục nhận văn bản ({folder}) chỉ còn trống {free} MB: tệp chép vào có thể bị thiếu. Hãy giải phóng dung lượng."
)


@dataclass(frozen=True, slots=True)
class Missing:
    """A package that is not there: its name, what staff lose without it (Vietnamese), and what to type on the server."""

    package: str
    cost: str
    command: str


def missing() -> tuple[Missing, ...]:
    """What is missing now, looked up at most once a minute."""
    return _missing(int(monotonic() / _FRESH_SECONDS))


@lru_cache(maxsize=1)
def _missing(minute: int) -> tuple[Missing, ...]:
    return probe(LIST)


def probe(packages: Path) -> tuple[Missing, ...]:
    """What of the list in ``packages`` (columns: package, probe, cost) is missing."""
    rows = [line.split("\t") for line in packages.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    return tuple(Missing(package, cost, install(package)) for package, wanted, cost in rows if not _present(wanted))


def full_disks() -> tuple[str, ...]:
    """What staff should know of disks without room, looked up now and without the database, which may be what cannot be written."""
    told: dict[int, str] = {}  # one sentence for each disk
    database = Path(str(settings.DATABASES["default"].get("NAME", ""))).parent  # a file only with SQLite
    for folder, message in ((settings.VAR, _DISK_FULL), (database, _DISK_FULL), (settings.INBOX, _INBOX_FULL)):
        try:
            free, disk = shutil.disk_usage(folder).free, os.stat(folder).st_dev
        except OSError:
            continue  # a share that is away is told by the watcher
        if free < LEAST_FREE:
            told.setdefault(disk, message.format(folder=folder, free=free // MEGABYTE))
    return tuple(told.values())


def install(*packages: str) -> str:
    """The command that installs ``packages``, for whoever runs this process."""
    return f"{'' if os.geteuid() == 0 else 'sudo '}apt-get install -y {' '.join(packages)}"


def _present(wanted: str) -> bool:
    kind, _, name = wanted.partition(":")
    if kind == "tessdata":
        return name in _output("tesseract", "--list-langs").splitlines()
    if kind == "font":
        return bool(_output("fc-list", f":family={name}:charset=1ec7", "family").strip())  # 1ec7 is ệ
    if kind == "libreoffice":
        return libreoffice.has(name)
    return shutil.which(wanted) is not None


def _output(*command: str) -> str:
    """What a program prints; "" where it is not there or fails."""
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""
