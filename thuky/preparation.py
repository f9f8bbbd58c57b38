"""What ``thuky run`` sees to before it starts anything: one ThuKy per ``var/``, a free port, an up-to-date database, the static files."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import socket
from pathlib import Path
from typing import IO

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor


class CannotStart(Exception):
    """Why ThuKy cannot start, and what to do, in Vietnamese."""


def lock_var(address: str) -> IO[str]:
    """The lock on ``var/``, held until the returned file is closed or this process ends, however it ends."""
    path = Path(settings.VAR) / "run.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("a+", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        holder = file.read().strip()
        file.close()
        raise CannotStart(
            f"ThuKy đang chạy rồi ({holder or 'không rõ tiến trình'}), dùng chung thư mục {settings.VAR}.\n"
            "Mở địa chỉ đó trong trình duyệt, hoặc dừng tiến trình ấy (Ctrl-C trong cửa sổ của nó) rồi chạy lại."
        ) from None
    file.truncate(0)
    file.write(f"tiến trình {os.getpid()}, {address}")
    file.flush()
    return file


def check_port(host: str, port: int) -> None:
    """Raise :class:`CannotStart` where the web process could not listen."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
            probe.listen(1)
    except OSError as error:
        raise CannotStart(_why_no_port(host, port, error)) from error


def _why_no_port(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Cổng {port} đang được chương trình khác dùng. Hãy dừng chương trình đó, hoặc chọn cổng khác: THUKY_PORT={port + 1} make run"
    if error.errno == errno.EACCES:
        return f"Không được phép dùng cổng {port} (các cổng dưới 1024 cần quyền quản trị). Hãy chọn cổng khác: THUKY_PORT=8000 make run"
    return f"Không mở được địa chỉ {host}:{port} ({error.strerror}). Hãy xem lại THUKY_HOST và THUKY_PORT."


def make_folders() -> None:
    """The inbox, the originals store and the logs."""
    for folder in (settings.INBOX, settings.ORIGINALS, Path(settings.VAR) / "logs"):
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotStart(f"Không tạo được thư mục {folder} ({error.strerror}). Hãy kiểm tra quyền ghi và ổ đĩa.") from error


def migrate() -> bool:
    """Bring the database up to date; True where something was done."""
    try:
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        raise CannotStart(
            f"Không mở được cơ sở dữ liệu: {error}\nHãy kiểm tra DATABASE_URL, ổ đĩa và quyền ghi vào {settings.VAR}."
        ) from error
    finally:
        connection.close()
    return True


def collect_static() -> bool:
    """Put the static files where whitenoise serves them, when any has changed; True where something was done."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    wanted = _fingerprint()
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(wanted, "utf-8")
    return True


def _fingerprint() -> str:
    """Name, size and time of every static file."""
    digest = hashlib.sha256(settings.VERSION.encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            state = os.stat(storage.path(name))
            digest.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
