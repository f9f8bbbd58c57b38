"""``thuky run``: the whole office on one machine."""

from __future__ import annotations

import sys

import typer
from django.conf import settings

from register import accounts, health
from thuky import preparation
from thuky.preparation import CannotStart
from thuky.supervisor import Child, Supervisor, answers


def address() -> str:
    """Where the pages are, as typed into a browser on this machine."""
    host = settings.HOST
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 (every address: this machine's own among them)
        host = "127.0.0.1"
    return f"http://[{host}]:{settings.PORT}" if ":" in host else f"http://{host}:{settings.PORT}"


def open_office() -> None:
    """Prepare, start everything, run until told to stop."""
    try:
        lock = preparation.lock_var(address())
        preparation.check_port(settings.HOST, settings.PORT)
        preparation.make_folders()
        _tell_what_is_missing()
        if preparation.migrate():
            _say("Đã chuẩn bị cơ sở dữ liệu.")
        preparation.collect_static()
    except CannotStart as reason:
        typer.echo(f"Không khởi động được ThuKy.\n{reason}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    _say("Đang khởi động …")
    Supervisor(children(), _say).run(lambda: answers(address() + settings.STATIC_URL), _announce)
    lock.close()
    _say("ThuKy đã dừng.")


def children() -> list[Child]:
    """The services of this machine."""
    workers = [f"worker-{number}" for number in range(1, settings.WORKERS + 1)]
    return [
        Child("web", ("web", "--supervised")),
        Child("watcher", ("watch", "--supervised")),
        *(Child(name, ("work", "--name", name, "--supervised")) for name in workers),
    ]


def _say(line: str) -> None:
    typer.echo(line)
    sys.stdout.flush()


def _tell_what_is_missing() -> None:
    for package in health.missing():
        _say(f"Thiếu {package.package}: {package.cost}\n    Cài bằng lệnh: {package.command}")


def _announce() -> None:
    _say(f"\nThuKy đã sẵn sàng: {address()}")
    _say(f"Thả văn bản vào:   {settings.INBOX}")
    if url := accounts.setup_url(address()):
        _say(f"\nLần đầu: mở đường dẫn dùng một lần này để đặt mật khẩu người quản trị\n    {url}\n")
    _say("Ctrl-C để dừng.")
