"""LibreOffice renders what was drafted, so that tests measure the printed page."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, bytes]], dict[str, Path]]:
    """A function from .docx files to the .pdf that LibreOffice prints of each, all in one run of the program."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed: nothing to measure")
    folder = tmp_path_factory.mktemp("rendered")

    def convert(files: dict[str, bytes]) -> dict[str, Path]:
        sources = []
        for name, content in files.items():
            sources.append(folder / f"{name}.docx")
            sources[-1].write_bytes(content)
        command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
        done = subprocess.run([*command, "--outdir", folder, *sources], capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        return {source.stem: source.with_suffix(".pdf") for source in sources}

    return convert
