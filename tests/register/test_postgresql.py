"""The record on PostgreSQL: the same tests, on a private server on the loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from office_settings import ROOT

pytestmark = pytest.mark.slow
TESTS = ("test_record.py", "test_intake.py", "test_review.py", "test_accounts.py")


def program(name: str) -> str:
    """A server program: on the PATH, or where Debian keeps it."""
    places = [shutil.which(name), *map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True))]
    found = next((place for place in places if place), None)
    if found is None:
        pytest.skip(f"PostgreSQL is not installed here ({name})")
    return found


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a fresh cluster; the server refuses to run as root, so root lends it another account."""
    initdb, postgres = program("initdb"), program("postgres")
    account = "nobody" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="thuky-pg-"))
    try:
        folder.chmod(0o711)
        data = folder / "data"
        data.mkdir(mode=0o700)
        if account:
            shutil.chown(data, account)
        subprocess.run(
            [initdb, "-D", str(data), "-U", "thuky", "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=True,
            capture_output=True,
            user=account,
            cwd=data,
        )
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        running = subprocess.Popen(
            [postgres, "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", "", "-F"],
            user=account,
            cwd=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait(port)
            yield f"postgres://thuky@127.0.0.1:{port}/postgres"
        finally:
            running.terminate()
            running.wait(timeout=20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="thuky", dbname="postgres", connect_timeout=1).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    pytest.fail("the private PostgreSQL server does not answer")


def test_the_record_keeps_its_promises_on_postgresql(server: str) -> None:
    environment = os.environ | {"DATABASE_URL": server}
    tests = [str(ROOT / "tests" / "register" / name) for name in TESTS]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_messages_travel_through_postgresql(server: str, tmp_path: Path) -> None:
    """Migrations apply, a message put by one process is taken by another."""
    environment = os.environ | {"DATABASE_URL": server, "THUKY_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "thuky.settings"}

    def python(code: str) -> str:
        setup = "import django; django.setup()\n"
        done = subprocess.run(
            [sys.executable, "-c", setup + code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    call = "from django.core.management import call_command; "
    python(call + "call_command('migrate', verbosity=0); call_command('makemigrations', '--check', '--dry-run')")
    put = "from register import queue; queue.ask_to_read(7); queue.ask_to_read(9, urgent=True); print(queue.is_empty())"
    assert python(put) == "False"
    take = "from register.tasks import HUEY; print(type(HUEY).__name__, HUEY.dequeue().args, HUEY.dequeue().args, HUEY.dequeue())"
    assert python(take) == "PostgresHuey (9,) (7,) None"
