"""A database that takes nothing for a while (full, locked, away): the watcher keeps what was dropped and hands it over once it can."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from office_settings import ROOT

CONTENT = "Giao Sở Tư pháp thẩm định dự thảo quy chế.\n".encode()


def until(condition: Callable[[], object], what: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.1)


class Watch:
    """``thuky watch`` with a database and folders of its own."""

    def __init__(self, folder: Path, database: Path) -> None:
        self.var, self.inbox, self.database = folder / "var", folder / "inbox", database
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("THUKY_", "DJANGO_", "DATABASE_URL"))} | {
            "THUKY_VAR": str(self.var),
            "THUKY_INBOX": str(self.inbox),
            "THUKY_SETTLE_SECONDS": "0",
            "DATABASE_URL": f"sqlite:///{database}",
            "PYTHONUNBUFFERED": "1",
        }
        migrate = [sys.executable, "-m", "django", "migrate", "--settings", "thuky.settings", "-v", "0"]
        subprocess.run(migrate, cwd=ROOT, env=self.environment, check=True)
        self.console = folder / "console.txt"
        with self.console.open("wb") as console:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "thuky", "watch"], cwd=ROOT, env=self.environment, stdout=console, stderr=console
            )
        until(lambda: (self.inbox / ".dang_nhan" / ".khoa").exists(), "the watcher")

    def said(self) -> str:
        return self.console.read_text("utf-8", "replace")

    def rows(self) -> list[tuple[str, str]]:
        with sqlite3.connect(self.database) as database:
            return database.execute("select name, sha256 from register_document order by name").fetchall()

    def troubles(self) -> list[str]:
        with sqlite3.connect(self.database) as database:
            return [message for (message,) in database.execute("select message from register_inboxtrouble")]

    def kept(self, content: bytes) -> bool:
        """Whether a dropped file is in the originals and, still claimed, in the inbox."""
        digest = hashlib.sha256(content).hexdigest()
        claimed = [path for path in (self.inbox / ".dang_nhan").rglob("*") if path.is_file() and path.name != ".khoa"]
        original = self.var / "originals" / digest[:2] / digest
        return original.exists() and any(path.read_bytes() == content for path in claimed)

    def close(self) -> None:
        self.process.terminate()
        assert self.process.wait(timeout=30) == 0


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    watch = Watch(tmp_path, tmp_path / "thuky.sqlite3")
    yield watch
    watch.close()


@pytest.fixture
def on_small_disk(tmp_path: Path, disk_of: Callable[[int], Path]) -> Iterator[Watch]:
    """With the database alone on a disk of 8 MB."""
    watch = Watch(tmp_path, disk_of(8) / "thuky.sqlite3")
    yield watch
    watch.close()


@pytest.mark.slow
def test_a_database_without_room_loses_no_file(on_small_disk: Watch) -> None:
    filler = on_small_disk.database.with_name("filler")
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
    (on_small_disk.inbox / "văn bản.txt").write_bytes(CONTENT)
    until(lambda: "kept and will be handed over again" in on_small_disk.said(), "the console says so")
    assert on_small_disk.kept(CONTENT)
    filler.unlink()
    expected = [("văn bản.txt", hashlib.sha256(CONTENT).hexdigest())]
    until(lambda: on_small_disk.rows() == expected, "the row")
    until(lambda: not on_small_disk.kept(CONTENT) and on_small_disk.troubles() == [], "the file to leave the inbox")


@pytest.mark.slow
def test_a_locked_database_loses_no_file(watch: Watch) -> None:
    other = sqlite3.connect(watch.database, isolation_level=None)
    other.execute("begin immediate")  # another program that writes without end
    for number in range(3):
        (watch.inbox / f"{number}.txt").write_bytes(CONTENT + str(number).encode())
    until(lambda: "kept and will be handed over again" in watch.said(), "the console says so")
    assert watch.kept(CONTENT + b"0")
    other.rollback()
    until(lambda: len(watch.rows()) == 3, "the rows", 120)
    until(lambda: watch.troubles() == [], "no more trouble")
    assert [name for name, _ in watch.rows()] == ["0.txt", "1.txt", "2.txt"]
