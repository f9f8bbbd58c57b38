"""What every test may use."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared_gold() -> Path:
    """The folder of annotated real documents; the test is skipped where it is out of reach."""
    folder = SHARED / "gold" / "dev"
    try:
        present = any(folder.glob("*.json"))
    except OSError:
        present = False
    if not present:
        pytest.skip("../shared/gold/dev is out of reach: annotated documents are not part of the project")
    return folder


@pytest.fixture
def disk_of(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Makes a real disk of so many megabytes; the test is skipped where none may be mounted."""
    mounted: list[Path] = []

    def make(megabytes: int) -> Path:
        folder = tmp_path / "disk"
        folder.mkdir()
        mount = shutil.which("mount")
        command = [mount or "", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder]
        if mount is None or subprocess.run(command, capture_output=True).returncode:
            pytest.skip("may not mount a small disk here")
        mounted.append(folder)
        return folder

    yield make
    for folder in mounted:
        subprocess.run(["umount", "-l", folder], check=True)
