"""A file that harms its reader fails alone: real children, really killed."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import ingest
from ingest.errors import CorruptFile, EmptyFile, OutOfMemory, ReadingError, ReadingTimedOut, TooLarge
from ingest.isolation import ReaderTrace, ReadingPool
from ingest.limits import Limits
from tests.ingest.word_files import para, write_word

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool() as pool:
        yield pool


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write_word(tmp_path / "tốt.docx", para("Giao Sở Nội vụ rà soát."))


def endless(tmp_path: Path) -> Path:
    """A pipe that nobody writes to: reading it never ends."""
    os.mkfifo(tmp_path / "ống.txt")
    return tmp_path / "ống.txt"


def test_a_document_comes_back_whole(pool: ReadingPool, good: Path) -> None:
    assert pool.read(good, name="TB 5.docx") == ingest.read_here(good, name="TB 5.docx")


def test_errors_come_back_as_they_are_with_their_trace(pool: ReadingPool, tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 not a package")
    with pytest.raises(EmptyFile) as empty:
        pool.read(tmp_path / "a.txt")
    with pytest.raises(CorruptFile) as corrupt:
        pool.read(tmp_path / "b.docx")
    assert str(empty.value) == EmptyFile.message
    assert isinstance(corrupt.value.__cause__, ReaderTrace)
    assert "Traceback" in str(corrupt.value.__cause__)
    with pytest.raises(ReadingError, match="Hãy thả lại"):
        pool.read(tmp_path / "gone.txt")
    with pytest.raises(TooLarge):
        pool.read(tmp_path / "b.docx", limits=Limits(size=3))


def test_a_file_that_never_ends_is_stopped_and_the_next_one_read(pool: ReadingPool, tmp_path: Path, good: Path) -> None:
    with pytest.raises(ReadingTimedOut):
        pool.read(endless(tmp_path), limits=Limits(seconds=0.7))
    assert pool.read(good).text == "Giao Sở Nội vụ rà soát."


def test_a_file_that_eats_memory_is_stopped_and_the_next_one_read(pool: ReadingPool, tmp_path: Path, good: Path) -> None:
    huge = tmp_path / "to.txt"
    huge.write_text("Giao Sở Nội vụ rà soát.\n" * 2_000_000, "utf-8")
    with pytest.raises(OutOfMemory):
        pool.read(huge, limits=Limits(memory_mb=500))
    assert pool.read(good).text == "Giao Sở Nội vụ rà soát."


def test_a_reader_that_crashes_harms_nobody(pool: ReadingPool, tmp_path: Path, good: Path) -> None:
    def kill_child() -> None:
        while not (found := children()):
            time.sleep(0.05)
        time.sleep(0.3)
        for child in found:
            os.kill(child, 11)

    def children() -> list[int]:
        """The reading processes: those that hold the pipe open."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    links = [os.readlink(link) for link in (entry / "fd").iterdir()]
                except OSError:
                    continue
                if str(pipe) in links and int(entry.name) != os.getpid():
                    found.append(int(entry.name))
        return found

    pipe = endless(tmp_path)
    writer = os.open(pipe, os.O_RDWR)  # so that the reader's open returns and its read waits
    killer = threading.Thread(target=kill_child)
    killer.start()
    with pytest.raises(CorruptFile):
        pool.read(pipe, limits=Limits(seconds=20))
    killer.join()
    os.close(writer)
    assert pool.read(good).text == "Giao Sở Nội vụ rà soát."


def test_many_threads_share_the_child(good: Path) -> None:
    results: list[str] = []
    threads = [threading.Thread(target=lambda: results.append(ingest.read(good).text)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == ["Giao Sở Nội vụ rà soát."] * 6


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("signal", ["KILL", "TERM"])
def test_no_process_is_left_when_the_caller_dies(tmp_path: Path, signal: str) -> None:
    """The child, and the program that the child had started, end with the worker that was killed."""
    script = tmp_path / "caller.py"
    script.write_text(
        "import subprocess, sys\n"
        "from ingest.isolation import ReadingPool\n"
        "import tests.ingest.sleeper as sleeper\n"
        "pool = ReadingPool()\n"
        "pool._pool.schedule(sleeper.start_a_program, args=(sys.argv[1],)).result()\n",
        "utf-8",
    )
    told = tmp_path / "pids"
    # No guard for the main module, as in the scripts people write.
    caller = subprocess.Popen([sys.executable, script, told], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    deadline = time.monotonic() + 20
    while not told.exists() or len(told.read_text().split()) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    pids = [int(pid) for pid in told.read_text().split()]
    assert all(map(_alive, pids))
    subprocess.run(["kill", f"-{signal}", str(caller.pid)], check=True)
    caller.wait()
    deadline = time.monotonic() + 20
    while any(map(_alive, pids)):
        assert time.monotonic() < deadline, "a process was left behind"
        time.sleep(0.05)
