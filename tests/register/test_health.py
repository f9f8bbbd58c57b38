"""What is missing on the machine is told with its cost and the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from register import health
from register.health import Missing


@pytest.mark.parametrize(
    ("probe", "present"),
    [
        ("sh", True),
        ("no-such-program-here", False),
        ("tessdata:vie", True),
        ("tessdata:xxx", False),
        ("libreoffice:libswlo.so", True),
        ("libreoffice:libnosuch.so", False),
        ("font:Liberation Serif", True),
        ("font:No Such Serif", False),
    ],
)
def test_probes(tmp_path: Path, probe: str, present: bool) -> None:
    listed = tmp_path / "packages.tsv"
    listed.write_text(f"# comment\ngoi-can\t{probe}\tMất chức năng.\n\n", "utf-8")
    assert health.probe(listed) == (() if present else (Missing("goi-can", "Mất chức năng.", health.install("goi-can")),))
    assert health.install("a", "b").endswith("apt-get install -y a b")


def test_the_list_of_the_project_is_read() -> None:
    assert {m.package for m in health.missing()} <= {
        "tesseract-ocr",
        "tesseract-ocr-vie",
        "libreoffice-writer-nogui",
        "libreoffice-calc-nogui",
        "antiword",
        "fontconfig",
        "fonts-liberation2",
    }


def test_the_parts_of_libreoffice_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writer and Calc share the program: with Writer alone, the banner and the installer name Calc."""
    office = tmp_path / "office"
    office.mkdir()
    for name in ("soffice", "soffice.bin", "libswlo.so"):
        (office / name).touch(mode=0o755)
    (tmp_path / "soffice").symlink_to(office / "soffice")
    listed = tmp_path / "packages.tsv"
    listed.write_text("writer\tlibreoffice:libswlo.so\tMất.\ncalc\tlibreoffice:libsclo.so\tMất.\n", "utf-8")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [m.package for m in health.probe(listed)] == ["calc"]
    monkeypatch.setenv("PATH", str(office.parent / "nowhere"))
    assert [m.package for m in health.probe(listed)] == ["writer", "calc"]
