"""What every test may use."""

from __future__ import annotations

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
