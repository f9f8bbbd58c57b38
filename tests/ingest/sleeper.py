"""What a reading child does in the test of its end: starts a program, as readers start tesseract, and waits for it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def start_a_program(told: str) -> None:
    program = subprocess.Popen(["sleep", "300"])
    Path(told).write_text(f"{os.getpid()} {program.pid}")
    program.wait()
