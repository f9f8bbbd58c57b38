"""The originals store keeps every byte, once, and read-only."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import threading
from pathlib import Path

import pytest

from ingest.originals import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "originals")


def _files(store: Store) -> list[Path]:
    return [path for path in store.root.rglob("*") if path.is_file()]


@pytest.mark.parametrize("content", [b"", b"x", os.urandom(3 * 1024 * 1024 + 7)])
def test_bytes_come_back_as_they_were(store: Store, tmp_path: Path, content: bytes) -> None:
    dropped = tmp_path / "văn bản.pdf"
    dropped.write_bytes(content)
    digest = store.put(dropped)
    assert digest == hashlib.sha256(content).hexdigest()
    with store.open(digest) as stored:
        assert stored.read() == content
    assert dropped.read_bytes() == content
    assert stat.S_IMODE(store.path(digest).stat().st_mode) == 0o444


def test_the_same_bytes_are_stored_once(store: Store, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"Giao So Noi vu")
        store.put(tmp_path / name)
    assert len(_files(store)) == 1


def test_many_at_once_store_the_same_bytes(store: Store, tmp_path: Path) -> None:
    dropped = tmp_path / "a.txt"
    dropped.write_bytes(os.urandom(500_000))
    threads = [threading.Thread(target=store.put, args=(dropped,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(_files(store)) == 1
    assert store.put(dropped) in store


def test_a_damaged_original_is_replaced(store: Store, tmp_path: Path) -> None:
    dropped = tmp_path / "a.txt"
    dropped.write_bytes(b"0123456789")
    digest = store.put(dropped)
    store.path(digest).chmod(0o644)
    store.path(digest).write_bytes(b"0123")  # what a power cut may leave
    assert store.put(dropped) == digest
    assert store.path(digest).read_bytes() == b"0123456789"


def test_a_stream_is_stored_too(store: Store) -> None:
    digest = store.put_stream(io.BytesIO(b"dinh kem"))
    assert store.path(digest).read_bytes() == b"dinh kem"


def test_links_are_not_followed(store: Store, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "secret")
    with pytest.raises(OSError, match="link"):
        store.put(tmp_path / "link.txt")
    assert _files(store) == []


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_only_digests_name_originals(store: Store, digest: str) -> None:
    with pytest.raises(ValueError):
        store.path(digest)


def test_leftovers_of_a_crash_go(store: Store) -> None:
    unfinished = store.root / ".dang_ghi"
    unfinished.mkdir(parents=True)
    (unfinished / "old").write_bytes(b"x")
    os.utime(unfinished / "old", (1, 1))
    (unfinished / "new").write_bytes(b"x")
    store.clear_unfinished()
    assert [path.name for path in unfinished.iterdir()] == ["new"]
