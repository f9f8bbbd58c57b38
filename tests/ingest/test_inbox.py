"""The inbox: nothing lost, nothing twice, nothing stuck. Real files, and a real watcher in a process of its own."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.inbox import Inbox, InboxFull, RefusedPath
from ingest.inbox.names import is_ignored, shown
from ingest.originals import Store

ROOT = Path(__file__).resolve().parents[2]


class Office:
    """An inbox, a store, a book of receipts, and the watcher that fills them."""

    def __init__(self, folder: Path) -> None:
        self.inbox = folder / "nhận văn bản"
        self.store = folder / "originals"
        self.book = folder / "book.sqlite3"
        self.inbox.mkdir()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *options: str) -> None:
        command = [sys.executable, "-m", "tests.ingest.receiver", str(self.inbox), str(self.store), str(self.book), *options]
        self.process = subprocess.Popen(command, cwd=ROOT)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            assert self.process.wait(timeout=20) == 0

    def drop(self, name: str, content: bytes) -> Path:
        path = self.inbox / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return path

    def rows(self) -> list[tuple[str, str]]:
        """Name and digest of every receipt."""
        if not self.book.exists():
            return []
        with sqlite3.connect(self.book) as book:
            try:
                return book.execute("select name, sha256 from rows order by name").fetchall()
            except sqlite3.OperationalError:
                return []

    def troubles(self) -> list[list[str]]:
        told = self.book.with_suffix(".troubles")
        return json.loads(told.read_text("utf-8")) if told.exists() else []

    def left(self) -> list[str]:
        """What still lies in the inbox, claimed or not."""
        inner = (".khoa",)
        return sorted(p.name for p in self.inbox.rglob("*") if not p.is_dir() and p.name not in inner)


def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for ``condition``; fail where it does not come true."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "did not happen"
        time.sleep(0.05)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.end()


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    inbox = Inbox(tmp_path / "inbox", Store(tmp_path / "originals"))
    inbox.prepare()
    return inbox


# --- one file -------------------------------------------------------------------------------------------------------------------


def test_a_file_is_claimed_stored_and_released(inbox: Inbox) -> None:
    dropped = inbox.folder / "Sở Nội vụ" / "TB 12.txt"
    dropped.parent.mkdir()
    dropped.write_bytes(b"noi dung")
    receipt = inbox.receive(dropped)
    assert not dropped.exists()
    assert (receipt.name, receipt.folder, receipt.size) == ("TB 12.txt", "Sở Nội vụ", 8)
    assert receipt.stored.read_bytes() == b"noi dung"
    assert list(inbox.claims()) == [receipt.claim]
    assert inbox.resume(receipt.claim) == receipt
    inbox.release(receipt)
    inbox.release(receipt)
    assert inbox.claims() == {}
    assert dropped.parent.is_dir()


def test_a_claim_is_kept_while_its_original_is_not_in_the_store(inbox: Inbox) -> None:
    dropped = inbox.folder / "a.txt"
    dropped.write_bytes(b"a")
    receipt = inbox.receive(dropped)
    receipt.stored.unlink()
    with pytest.raises(FileNotFoundError):
        inbox.release(receipt)
    assert [r.sha256 for r in inbox.unfinished()] == [receipt.sha256]
    assert receipt.stored.exists()


def test_a_claim_without_a_file_is_cleared(inbox: Inbox) -> None:
    (inbox.claimed / "0123").mkdir()  # killed between making the folder and the rename
    assert list(inbox.unfinished()) == []
    assert inbox.claims() == {}


def _outside(inbox: Inbox) -> Path:
    path = inbox.folder.parent / "outside.txt"
    path.write_bytes(b"x")
    return inbox.folder / ".." / "outside.txt"


def _link(inbox: Inbox) -> Path:
    (inbox.folder / "link.txt").symlink_to("/etc/hostname")
    return inbox.folder / "link.txt"


def _pipe(inbox: Inbox) -> Path:
    os.mkfifo(inbox.folder / "pipe.txt")
    return inbox.folder / "pipe.txt"


def _folder_link(inbox: Inbox) -> Path:
    elsewhere = inbox.folder.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.txt").write_bytes(b"x")
    (inbox.folder / "sub").symlink_to(elsewhere)
    return inbox.folder / "sub" / "a.txt"


def _claimed(inbox: Inbox) -> Path:
    (inbox.claimed / "a.txt").write_bytes(b"x")
    return inbox.claimed / "a.txt"


def _rejected(inbox: Inbox) -> Path:
    (inbox.folder / "_loi").mkdir()
    (inbox.folder / "_loi" / "a.pdf").write_bytes(b"x")
    return inbox.folder / "_loi" / "a.pdf"


@pytest.mark.parametrize("make", [_outside, _link, _pipe, _folder_link, _claimed, _rejected])
def test_what_is_no_file_of_the_inbox_is_refused(inbox: Inbox, make: Callable[[Inbox], Path]) -> None:
    path = make(inbox)
    with pytest.raises(RefusedPath, match=r"«.*»"):
        inbox.receive(path)
    assert os.path.lexists(path)
    assert inbox.claims() == {}
    assert all(entry.refused or entry.path.parent != path.parent for entry in inbox.entries())


def test_a_file_that_vanished_leaves_no_claim(inbox: Inbox) -> None:
    with pytest.raises(FileNotFoundError):
        inbox.receive(inbox.folder / "gone.txt")
    assert inbox.claims() == {}


def test_a_writer_is_noticed(inbox: Inbox) -> None:
    path = inbox.folder / "a.txt"
    with path.open("wb") as writer:
        writer.write(b"one")
        writer.flush()
        assert inbox.is_being_written(path)
    assert not inbox.is_being_written(path)
    with path.open("rb"):
        assert not inbox.is_being_written(path)


@pytest.mark.parametrize(
    ("name", "ignored"),
    [
        ("~$thu moi.docx", True),
        ("~WRL0003.tmp", True),
        (".~lock.a.odt#", True),
        ("bao cao.docx.part", True),
        ("x.crdownload", True),
        (".DS_Store", True),
        ("Thumbs.db", True),
        ("báo cáo.docx", False),
        ("tmp.docx", False),
        ("không có đuôi", False),
        ("part 1.pdf", False),
    ],
)
def test_ignored_names(name: str, ignored: bool) -> None:
    assert is_ignored(name) is ignored


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (unicodedata.normalize("NFD", "Quyết định.pdf"), "Quyết định.pdf"),
        ("a\nb.txt", "a_b.txt"),
        (os.fsdecode(b"t\xeen.doc"), "t\ufffdn.doc"),
        ("-rf *.txt", "-rf *.txt"),
        ("a\u202egpj.exe", "a_gpj.exe"),
    ],
)
def test_odd_names_are_shown_safely(inbox: Inbox, raw: str, name: str) -> None:
    assert shown(raw) == name
    (inbox.folder / raw).write_bytes(b"x")
    assert inbox.receive(inbox.folder / raw).name == name


def test_placing_never_replaces(inbox: Inbox) -> None:
    names = [inbox.place("thư.docx", io.BytesIO(content)).name for content in (b"1", b"2", b"3")]
    assert names == ["thư.docx", "thư (2).docx", "thư (3).docx"]
    assert inbox.place("C:\\Users\\An\\..\\x.txt", io.BytesIO(b"4")) == inbox.folder / "x.txt"
    assert inbox.place("../../etc/passwd", io.BytesIO(b"5")).parent == inbox.folder
    assert inbox.claims() == {}


# --- a full disk ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(disk_of: Callable[[int], Path]) -> Path:
    return disk_of(70)


def test_on_a_full_disk_the_file_stays(small_disk: Path, tmp_path: Path) -> None:
    inbox = Inbox(tmp_path / "inbox", Store(small_disk / "originals"))
    inbox.prepare()
    dropped = inbox.folder / "a.bin"
    dropped.write_bytes(os.urandom(80_000_000))
    with pytest.raises(InboxFull):
        inbox.receive(dropped)
    assert dropped.stat().st_size == 80_000_000
    # Also where the room runs out in the middle of the copy.
    (small_disk / "filler").write_bytes(bytes(40_000_000))
    inbox._check_room = lambda path: None  # type: ignore[method-assign]
    with pytest.raises(InboxFull):
        inbox.receive(dropped)
    assert dropped.stat().st_size == 80_000_000
    assert inbox.claims() == {}
    assert [p for p in (small_disk / "originals").rglob("*") if p.is_file()] == []


def test_a_full_disk_is_told_and_the_file_taken_once_there_is_room(small_disk: Path, office: Office) -> None:
    office.store = small_disk / "originals"
    content = os.urandom(9_000_000)
    office.drop("báo cáo.pdf", content)
    office.start()
    until(lambda: any("Ổ đĩa đã đầy" in message and "báo cáo.pdf" in message for _, message in office.troubles()))
    assert (office.inbox / "báo cáo.pdf").read_bytes() == content
    assert office.rows() == []
    subprocess.run(["mount", "-o", "remount,size=200m", small_disk], check=True)
    until(lambda: office.rows() == [("báo cáo.pdf", hashlib.sha256(content).hexdigest())], 40)
    until(lambda: office.troubles() == [] and office.left() == [])


# --- the watcher ----------------------------------------------------------------------------------------------------------------


def test_files_that_lie_there_and_files_that_come_are_taken(office: Office) -> None:
    office.drop("trước.txt", b"1")
    office.drop("~$trước.txt", b"lock")
    office.drop("đang tải.pdf.part", b"half")
    office.start()
    until(lambda: len(office.rows()) == 1)
    office.drop("sau.txt", b"2")
    office.drop("Phòng Văn hóa/kế hoạch.txt", b"3")
    until(lambda: len(office.rows()) == 3)
    until(lambda: office.left() == ["~$trước.txt", "đang tải.pdf.part"])
    assert {(name, (office.store / sha[:2] / sha).read_bytes()) for name, sha in office.rows()} == {
        ("trước.txt", b"1"),
        ("sau.txt", b"2"),
        ("kế hoạch.txt", b"3"),
    }


def test_the_same_bytes_again_and_the_same_name_with_others(office: Office) -> None:
    office.start()
    for number, content in enumerate([b"one", b"one", b"two"], start=1):
        office.drop("a.txt", content)
        until(lambda number=number: len(office.rows()) == number)  # type: ignore[misc]
    digests = [sha for _, sha in office.rows()]
    assert sorted(digests) == sorted(hashlib.sha256(c).hexdigest() for c in (b"one", b"one", b"two"))


@pytest.mark.parametrize("keep_open", [True, False])
def test_a_slow_writer_is_waited_for(office: Office, keep_open: bool) -> None:
    office.start()
    path = office.inbox / "chậm.bin"
    path.touch()  # a zero-byte start
    whole = b""
    for _ in range(8):
        part = os.urandom(10_000)
        whole += part
        with path.open("ab") as writer:
            writer.write(part)
            writer.flush()
            time.sleep(0.7 if keep_open else 0.05)  # longer than settling: only the open file tells
    until(lambda: len(office.rows()) == 1)
    assert office.rows() == [("chậm.bin", hashlib.sha256(whole).hexdigest())]


def test_an_empty_file_gets_its_row_too(office: Office) -> None:
    office.start()
    office.drop("rỗng.docx", b"")
    until(lambda: len(office.rows()) == 1)
    assert office.left() == []


def test_refused_things_are_told_and_do_not_stop_the_watch(office: Office) -> None:
    office.start()
    (office.inbox / "lối tắt.txt").symlink_to("/etc/hostname")
    os.mkfifo(office.inbox / "ống")
    office.drop("thường.txt", b"x")
    until(lambda: len(office.rows()) == 1)
    until(lambda: len(office.troubles()) == 2)
    assert any("lối tắt" in message for _, message in office.troubles())
    (office.inbox / "lối tắt.txt").unlink()
    (office.inbox / "ống").unlink()
    until(lambda: office.troubles() == [])


def test_a_receiver_that_fails_gets_the_file_again(office: Office) -> None:
    office.start("--fail-first")
    office.drop("a.txt", b"a")
    until(lambda: any("chưa ghi được vào sổ" in message for _, message in office.troubles()))
    until(lambda: len(office.rows()) == 1)
    until(lambda: office.left() == [] and office.troubles() == [])


@pytest.mark.parametrize("options", [(), ("--polling",)])
def test_a_folder_that_goes_and_comes_back(office: Office, options: tuple[str, ...]) -> None:
    office.start(*options)
    office.drop("a.txt", b"a")
    until(lambda: len(office.rows()) == 1)
    away = office.inbox.with_name("away")
    office.inbox.rename(away)
    until(lambda: any("Không thấy thư mục" in message for _, message in office.troubles()))
    assert not office.inbox.exists()
    (away / "b.txt").write_bytes(b"b")
    away.rename(office.inbox)
    until(lambda: len(office.rows()) == 2)
    office.inbox.rename(away)
    office.inbox.mkdir()  # another folder of the same name
    office.drop("c.txt", b"c")
    until(lambda: len(office.rows()) == 3)
    until(lambda: office.troubles() == [])


def test_a_second_watcher_waits_for_the_first(office: Office, tmp_path: Path) -> None:
    office.start()
    office.drop("a.txt", b"a")
    until(lambda: len(office.rows()) == 1)
    first = office.process
    office.start()
    until(lambda: any("chương trình khác" in message for _, message in office.troubles()))
    office.process, second = first, office.process
    office.kill()
    office.process = second
    office.drop("b.txt", b"b")
    until(lambda: len(office.rows()) == 2)


@pytest.mark.slow
def test_a_burst_while_the_watcher_is_killed_again_and_again(office: Office) -> None:
    chance = random.Random(7)
    contents = {f"văn bản {i}.txt": chance.randbytes(chance.randint(0, 60_000)) + str(i).encode() for i in range(200)}
    contents |= {f"bản sao {i}.txt": contents[f"văn bản {i}.txt"] for i in range(20)}
    names = list(contents)
    office.start()
    for start in range(0, len(names), 20):
        for name in names[start : start + 20]:
            office.drop(name, contents[name])
        time.sleep(chance.uniform(0.2, 0.9))
        office.kill()
        office.start()
    until(lambda: len(office.rows()) >= len(contents), 60)
    until(lambda: office.left() == [])
    assert sorted(office.rows()) == sorted((name, hashlib.sha256(content).hexdigest()) for name, content in contents.items())
    for _, sha in office.rows():
        stored = (office.store / sha[:2] / sha).read_bytes()
        assert hashlib.sha256(stored).hexdigest() == sha


@pytest.mark.slow
def test_a_burst_of_500_files(office: Office) -> None:
    office.start()
    for number in range(500):
        office.drop(f"{number}.txt", str(number).encode())
    until(lambda: len(office.rows()) >= 500, 120)
    assert {sha for _, sha in office.rows()} == {hashlib.sha256(str(n).encode()).hexdigest() for n in range(500)}
    until(lambda: office.left() == [])
    assert len(office.rows()) == 500


def test_a_file_that_may_not_be_read_is_told_and_taken_once_it_may(office: Office) -> None:
    path = office.drop("khóa.txt", b"x")
    if shutil.which("chattr") is None or subprocess.run(["chattr", "+i", path], capture_output=True).returncode:
        pytest.skip("no file can be locked here, not even against root")
    try:
        office.start()
        office.drop("sau.txt", b"y")
        until(lambda: [name for name, _ in office.rows()] == ["sau.txt"])
        until(lambda: any("khóa.txt" in message for _, message in office.troubles()))
    finally:
        subprocess.run(["chattr", "-i", path], check=True)
    until(lambda: len(office.rows()) == 2)
    until(lambda: office.troubles() == [])


def test_a_stopped_watcher_ends_at_once(office: Office) -> None:
    office.start()
    office.drop("a.txt", b"a")
    until(lambda: len(office.rows()) == 1)
    assert office.process is not None
    office.process.send_signal(signal.SIGTERM)
    assert office.process.wait(timeout=10) == 0
