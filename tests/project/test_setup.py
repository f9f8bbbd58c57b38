"""`setup/install.sh` and its package lists: what is missing is named, with its cost and the exact command, and the work goes on."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from office_settings import ROOT

LISTS = ("packages.tsv", "packages-test.tsv")


def rows(name: str) -> list[list[str]]:
    lines = (ROOT / "setup" / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("name", LISTS)
def test_every_package_has_a_probe_and_says_what_is_lost_without_it(name: str) -> None:
    for row in rows(name):
        assert len(row) == 3, row
        package, probe, cost = row
        assert package
        assert probe
        assert cost.startswith(("Không", "Bản xem trước")), cost
        assert cost.endswith(".")


@pytest.fixture
def bare_checkout(tmp_path: Path) -> Path:
    """A checkout with its environment ready (this one's), whose PATH will lack every system package."""
    shutil.copytree(ROOT / "setup", tmp_path / "setup")
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    environment = tmp_path / ".venv" / "bin"
    environment.mkdir(parents=True)
    for name in ("python", "python3"):
        (environment / name).write_text('#!/bin/sh\necho "$@" >> "$(dirname "$0")/calls"\nexit 0\n', "utf-8")
        (environment / name).chmod(0o755)
    return tmp_path


def install(checkout: Path, tmp_path: Path, *, sudo: bool) -> subprocess.CompletedProcess[str]:
    """Run the installer as somebody who is not root, on a PATH with nothing but the shell's own tools."""
    tools = tmp_path / "tools"
    tools.mkdir(exist_ok=True)
    for tool in ("sh", "cat", "cut", "tr", "grep", "dirname", "cksum", "printf", "env", "ls", "pwd"):
        if (found := shutil.which(tool)) and not (tools / tool).exists():
            (tools / tool).symlink_to(found)
    (tools / "python3").unlink(missing_ok=True)
    (tools / "python3").write_text("#!/bin/sh\nexit 0\n", "utf-8")
    (tools / "id").write_text("#!/bin/sh\necho 1000\n", "utf-8")
    (tools / "apt-get").write_text('#!/bin/sh\necho "apt-get $*" >> "$0.calls"\n', "utf-8")
    (tools / "sudo").write_text('#!/bin/sh\n[ "$1" = -n ] && exit 0\nexec "$@"\n' if sudo else "#!/bin/sh\nexit 1\n", "utf-8")
    for name in ("python3", "id", "apt-get", "sudo"):
        (tools / name).chmod(0o755)
    shell = shutil.which("sh") or "/bin/sh"
    environment = {"PATH": str(tools), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [shell, "setup/install.sh", "run"],
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_without_rights_it_names_what_is_missing_and_goes_on(bare_checkout: Path, tmp_path: Path) -> None:
    done = install(bare_checkout, tmp_path, sudo=False)
    assert done.returncode == 0, done.stderr
    assert (
        "sudo apt-get install tesseract-ocr tesseract-ocr-vie libreoffice-writer-nogui libreoffice-calc-nogui antiword"
        in done.stdout
    )
    assert "Không đọc được văn bản quét" in done.stdout
    calls = (bare_checkout / ".venv" / "bin" / "calls").read_text("utf-8")
    assert "--require-hashes -r requirements.txt" in calls
    assert not (tmp_path / "tools" / "apt-get.calls").exists()


def test_with_writer_alone_the_installer_asks_for_calc(bare_checkout: Path, tmp_path: Path) -> None:
    install(bare_checkout, tmp_path, sudo=False)
    office = tmp_path / "office"
    office.mkdir()
    for name in ("soffice", "soffice.bin", "libswlo.so"):
        (office / name).touch(mode=0o755)
    (tmp_path / "tools" / "soffice").symlink_to(office / "soffice")
    (tmp_path / "tools" / "readlink").symlink_to(shutil.which("readlink") or "")
    said = install(bare_checkout, tmp_path, sudo=False).stdout
    assert "libreoffice-calc-nogui" in said
    assert "libreoffice-writer-nogui" not in said


def test_with_sudo_it_installs_exactly_what_is_missing(bare_checkout: Path, tmp_path: Path) -> None:
    done = install(bare_checkout, tmp_path, sudo=True)
    assert done.returncode == 0, done.stderr
    calls = (tmp_path / "tools" / "apt-get.calls").read_text("utf-8").splitlines()
    assert calls[0] == "apt-get update -qq"
    assert calls[1].startswith("apt-get install")
    assert all(row[0] in calls[1].split() for row in rows("packages.tsv"))


def test_a_second_run_installs_no_python_package_again(bare_checkout: Path, tmp_path: Path) -> None:
    install(bare_checkout, tmp_path, sudo=False)
    calls = bare_checkout / ".venv" / "bin" / "calls"
    calls.unlink()
    install(bare_checkout, tmp_path, sudo=False)
    assert "install" not in calls.read_text("utf-8")
