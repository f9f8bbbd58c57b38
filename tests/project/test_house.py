"""Promises of the project as a whole: the arrows, the pinned packages, what may never be committed, what the documentation says."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from office_settings import ROOT

LOCKS = ("requirements.txt", "requirements-dev.txt")


def committed_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: what is committed cannot be told")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


@pytest.mark.parametrize(
    "command", [["lint-imports"], ["mypy"], ["ruff", "check", "."], ["ruff", "format", "--check", "."]], ids=" ".join
)
def test_checks_are_clean(command: list[str]) -> None:
    program = Path(sys.executable).with_name(command[0])
    done = subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_an_exact_version_and_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if not entry.startswith("#")]
    assert len(entries) > 30
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+(\[[a-z]+\])?==", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]
    assert "://" not in text


def test_the_lock_holds_every_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = set(re.findall(r"^([a-z0-9._-]+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE))
    declared = {re.split(r"[\[<>=]", dependency)[0] for dependency in project["dependencies"]}
    assert declared <= locked


FORBIDDEN = re.compile(r"p[y]pi\.org|p[y]thonhosted|registry\.n[p]mjs|d[e]b\.debian|/w[o]rk/|/r[o]ot/|/home/[a-z]+/")


def test_no_registry_host_nor_path_of_a_machine_is_committed() -> None:
    for path in committed_files():
        if path.suffix in {".docx", ".pdf", ".png", ".ico"} or not path.is_file():
            continue
        found = FORBIDDEN.search(path.read_text("utf-8", errors="replace"))
        assert not found, f"{path.relative_to(ROOT)}: {found and found.group()}"


def test_readme_names_the_command_that_ci_runs() -> None:
    assert "exec make test" in (ROOT / ".ci" / "run").read_text("utf-8")
    assert "make test" in (ROOT / "README.md").read_text("utf-8")


def test_make_help_explains_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)) - {"export", "ready-run", "ready-test"}
    done = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    explained = {line.split()[1] for line in done.stdout.splitlines()}
    assert targets == explained


LINK = re.compile(r"\]\(([^)#:\s]+)\)")


@pytest.mark.parametrize(
    "document", ["README.md", "HUONG_DAN.md", "CHANGELOG.md", *(p.relative_to(ROOT).as_posix() for p in ROOT.glob("docs/*.md"))]
)
def test_links_between_documents_lead_somewhere(document: str) -> None:
    path = ROOT / document
    for target in LINK.findall(path.read_text("utf-8")):
        assert (path.parent / target).exists(), f"{document} → {target}"
