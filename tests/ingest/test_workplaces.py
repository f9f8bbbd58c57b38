"""Temporary folders go with the process they belong to, however it ends: real processes, really killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from ingest.workplaces import remove_left_behind, workplace

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys, time
from pathlib import Path
from ingest.workplaces import workplace
def hold(told):
    with workplace("ocr") as folder:
        (folder / "lines.tif").write_bytes(b"II*")
        Path(told).write_text(f"{__import__('os').getpid()} {folder}")
        time.sleep(300)
"""


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tam"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def holder(tmp_path: Path, start: str) -> tuple[subprocess.Popen[bytes], int, Path]:
    """A process started with the code ``start``, the process that holds a folder, and the folder."""
    (tmp_path / "holding.py").write_text(HOLD, "utf-8")
    told = tmp_path / "told"
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"}
    started = subprocess.Popen([sys.executable, "-c", start, told], cwd=ROOT, env=environment)
    deadline = time.monotonic() + 60
    while not told.exists() or " " not in told.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process, folder = told.read_text().split(" ", 1)
    return started, int(process), Path(folder)


def test_the_folder_of_a_killed_reader_is_removed_at_once(tmp_path: Path) -> None:
    start = (
        "import sys, holding\n"
        "from ingest.isolation import ReadingPool\n"
        "pool = ReadingPool()\n"
        "pool._pool.schedule(holding.hold, args=(sys.argv[1],)).result()\n"
    )
    caller, reader, folder = holder(tmp_path, start)
    try:
        assert folder.is_dir()
        os.kill(reader, signal.SIGKILL)
        deadline = time.monotonic() + 30
        while folder.exists():
            assert time.monotonic() < deadline, "the folder was left behind"
            time.sleep(0.05)
    finally:
        caller.kill()
        caller.wait()


def test_only_folders_of_the_dead_are_removed(tmp_path: Path, own_temporary_folder: Path) -> None:
    """One owner killed without a guardian, one alive; a folder of somebody else's with a name like ours."""
    other = own_temporary_folder / "thuky-ocr-bao-cao"
    other.mkdir()
    owner, process, folder = holder(tmp_path, "import sys, holding\nholding.hold(sys.argv[1])")
    with workplace("office") as alive:
        remove_left_behind()
        assert folder.is_dir()
        assert alive.is_dir()
        os.kill(process, signal.SIGKILL)
        owner.wait()
        remove_left_behind()
        assert not folder.exists()
        assert alive.is_dir()
        assert other.is_dir()
    assert not alive.exists()
