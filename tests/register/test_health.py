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
        "fontconfig",
        "fonts-liberation",
    }
