"""Inboxes on shares: no events, gone and back, odd names, links. Real mounts, and a real watcher in a process of its own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ingest.test_inbox import Office, until

LONG_AGO = ("--rescan-seconds", "3600")  # so seldom that nothing is found by looking through the folder anyway


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.end()


def mounted(*arguments: object) -> bool:
    mount = shutil.which("mount")
    return mount is not None and subprocess.run([mount, *map(str, arguments)], capture_output=True).returncode == 0


@pytest.fixture
def silent_share(office: Office, tmp_path: Path) -> Iterator[Path]:
    """Where files are put that the inbox shows without any event: the layer under an overlay, as a server behind a share."""
    for name in ("lower", "upper", "work"):
        (tmp_path / name).mkdir()
    layers = f"lowerdir={tmp_path / 'lower'},upperdir={tmp_path / 'upper'},workdir={tmp_path / 'work'}"
    if not mounted("-t", "overlay", "overlay", "-o", layers, office.inbox):
        pytest.skip("may not mount an overlay here")
    try:
        yield tmp_path / "upper"
        office.end()
    finally:
        subprocess.run(["umount", "-l", office.inbox], check=True)


@pytest.mark.parametrize("options", [("--polling", *LONG_AGO), ()], ids=["polling", "looked through anyway"])
def test_a_share_that_sends_no_events(office: Office, silent_share: Path, options: tuple[str, ...]) -> None:
    office.start(*options)
    office.drop("trước.txt", b"1")
    until(lambda: len(office.rows()) == 1)
    (silent_share / "không báo.txt").write_bytes(b"2")
    until(lambda: [name for name, _ in office.rows()] == ["không báo.txt", "trước.txt"])
    until(lambda: office.left() == [])


def test_a_share_that_sends_events_is_not_waited_for(office: Office) -> None:
    """The counterpart: with events a file is taken long before the folder would be looked through again."""
    office.start(*LONG_AGO)
    office.drop("một.txt", b"1")
    until(lambda: len(office.rows()) == 1)
    office.drop("hai.txt", b"2")
    until(lambda: len(office.rows()) == 2)


def test_a_mount_that_goes_and_comes_back(office: Office, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    if not mounted("--bind", share, office.inbox):
        pytest.skip("may not mount here")
    try:
        office.start("--polling")
        office.drop("một.txt", b"1")
        until(lambda: len(office.rows()) == 1)
        subprocess.run(["umount", "-l", office.inbox], check=True)
        (share / "hai.txt").write_bytes(b"2")  # put on the server while it is away
        (office.inbox / "ba.txt").write_bytes(b"3")  # put into the empty folder that is seen meanwhile
        until(lambda: len(office.rows()) == 2)
        assert mounted("--bind", share, office.inbox)
        until(lambda: len(office.rows()) == 3)
        until(lambda: office.left() == [] and office.troubles() == [])
    finally:
        office.end()
        subprocess.run(["umount", "-l", office.inbox], check=False)
    assert sorted(name for name, _ in office.rows()) == ["ba.txt", "hai.txt", "một.txt"]


def test_names_of_every_kind_are_taken_and_shown(office: Office) -> None:
    """The two spellings of one Vietnamese name are two files; neither is lost."""
    given: dict[bytes, str] = {
        unicodedata.normalize("NFC", "Quyết định.txt").encode(): "Quyết định.txt",
        unicodedata.normalize("NFD", "Quyết định.txt").encode(): "Quyết định.txt",
        b"t\xeen c\xf2.txt": "t\ufffdn c\ufffd.txt",
        b"-rf *.txt": "-rf *.txt",
        b"hai\ndong.txt": "hai_dong.txt",
        "dài ".encode() * 45 + b"x.txt": "dài " * 45 + "x.txt",
        ("y" * 251 + ".txt").encode(): "y" * 251 + ".txt",
        " đầu và cuối .txt".encode(): " đầu và cuối .txt",
        b"'; drop table.txt": "'; drop table.txt",
        b"khong duoi": "khong duoi",
    }
    office.start()
    for name in given:
        path = os.path.join(os.fsencode(office.inbox), name)
        with open(path, "wb") as file:
            file.write(name)
    until(lambda: len(office.rows()) == len(given))
    until(lambda: office.left() == [])
    expected = sorted((shown, hashlib.sha256(name).hexdigest()) for name, shown in given.items())
    assert sorted(office.rows()) == expected


def test_what_a_linked_folder_holds_is_not_taken(office: Office, tmp_path: Path) -> None:
    elsewhere = tmp_path / "riêng tư"
    elsewhere.mkdir()
    (elsewhere / "lương.txt").write_bytes(b"x")
    (office.inbox / "thư mục").symlink_to(elsewhere)
    (office.inbox / "lối ra.txt").symlink_to("../riêng tư/lương.txt")
    office.start()
    office.drop("thường.txt", b"y")
    until(lambda: len(office.troubles()) == 2)
    until(lambda: [name for name, _ in office.rows()] == ["thường.txt"])
    assert (elsewhere / "lương.txt").read_bytes() == b"x"
