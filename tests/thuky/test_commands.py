"""The command line explains itself, in Vietnamese, and docs/commands.md knows every command and option."""

from __future__ import annotations

import re

import pytest
import typer.main
from office_settings import ROOT
from typer.testing import CliRunner

from thuky.cli import app

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_explained(name: str) -> None:
    documented = (ROOT / "docs" / "commands.md").read_text("utf-8")
    (line,) = [line for line in documented.splitlines() if re.match(rf"\| `thuky {name}[ `]", line)]
    for parameter in COMMANDS[name].params:
        assert getattr(parameter, "hidden", False) or parameter.help, parameter.name
        for option in parameter.opts:
            assert getattr(parameter, "hidden", False) or not option.startswith("--") or f"`{option}" in line, option


def test_help_reads_well_and_shows_no_inner_option() -> None:
    for arguments in (["--help"], ["work", "--help"], ["draft", "--help"]):
        shown = CliRunner().invoke(app, arguments).output
        assert "Tùy chọn" in shown
        assert "Hiện phần trợ giúp này." in shown
        assert "--supervised" not in shown
        assert "--today" not in shown


def test_the_version_is_told() -> None:
    assert re.fullmatch(r"thuky \d+\.\d+\.\d+\n", CliRunner().invoke(app, ["--version"]).output)
