"""Every setting is explained in docs/settings.md, and what is explained there exists."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from office_settings import ROOT

VARIABLE = re.compile(r"\b(THUKY_[A-Z_]+|DATABASE_URL)\b")


def variables_in_code() -> set[str]:
    rooms = ("ingest", "extract", "generate", "register", "review", "thuky")
    sources = [path.read_text("utf-8") for room in rooms for path in (ROOT / room).rglob("*.py")]
    read = re.compile(r"""(?:environ(?:\.get)?[\[(]|_number\(|, )\s*["'](THUKY_[A-Z_]+)["']""")
    return {name for source in sources for name in read.findall(source)} | {"DATABASE_URL"}


def variables_in_docs() -> set[str]:
    rows = [line for line in (ROOT / "docs" / "settings.md").read_text("utf-8").splitlines() if line.startswith("| `")]
    return {VARIABLE.findall(row)[0] for row in rows}


def test_every_setting_has_a_line_in_the_docs_and_every_line_a_setting() -> None:
    assert variables_in_code() == variables_in_docs()
    assert len(variables_in_docs()) > 15


def settings_with(tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    code = (
        "from thuky import settings as s; import json; "
        "print(json.dumps([s.HUEY, s.DATABASES['default']['ENGINE'], s.PORT, s.READ_LIMITS.pages, s.DEBUG, s.ALLOWED_HOSTS]))"
    )
    environment = {k: v for k, v in os.environ.items() if not VARIABLE.fullmatch(k)} | {"THUKY_VAR": str(tmp_path)} | variables
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, ['"huey_class": "huey.SqliteHuey"', "queue.sqlite3", "backends.sqlite3", " 8000,", " 1000,", "false"]),
        ({"DATABASE_URL": "postgres://thuky:m%40t@db:5433/so"}, ["huey.PostgresHuey", "postgresql://thuky:m%40t@db:5433/so"]),
        ({"DATABASE_URL": "postgres://%2Frun%2Fpg/so"}, ["huey.PostgresHuey", "%2Frun%2Fpg/so"]),
        ({"THUKY_QUEUE": "redis://localhost:6379/1"}, ["huey.PriorityRedisHuey", "redis://localhost:6379/1"]),
        ({"THUKY_QUEUE": "sqlite:////tmp/q.db"}, ["huey.SqliteHuey", '"/tmp/q.db"']),
        (
            {"THUKY_PORT": "8011", "THUKY_READ_PAGES": "30", "THUKY_ALLOWED_HOSTS": "thuky.ubnd.local"},
            [" 8011,", " 30,", "thuky.ubnd.local"],
        ),
    ],
)
def test_what_the_environment_says_reaches_the_settings(tmp_path: Path, variables: dict[str, str], expected: list[str]) -> None:
    done = settings_with(tmp_path, **variables)
    assert done.returncode == 0, done.stderr
    for part in expected:
        assert part in done.stdout


def test_a_number_that_is_none_is_said_so(tmp_path: Path) -> None:
    done = settings_with(tmp_path, THUKY_PORT="tám nghìn")
    assert "THUKY_PORT=tám nghìn: phải là một số nguyên" in done.stderr


def test_the_secret_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    settings_with(tmp_path)
    key = tmp_path / "secret_key"
    first = key.read_text("utf-8")
    settings_with(tmp_path)
    assert key.read_text("utf-8") == first
    assert len(first) >= 50
    assert key.stat().st_mode & 0o077 == 0


def test_one_version_everywhere() -> None:
    import tomllib

    from thuky import __version__

    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == __version__
