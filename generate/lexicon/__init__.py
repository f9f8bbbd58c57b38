"""Word lists of drafting, as data: staff and maintainers extend the files, not the code."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of ``NAME.txt``: one a line, ``#`` opens a comment."""
    text = files(__name__).joinpath(f"{name}.txt").read_text("utf-8")
    return tuple(line for raw in text.splitlines() if (line := raw.strip()) and not line.startswith("#"))


@cache
def lists(name: str) -> dict[str, tuple[str, ...]]:
    """The lists of ``NAME.toml``, longest entry first so that the fullest match wins."""
    data = tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
    return {key: tuple(sorted(entries, key=lambda entry: -len(entry))) for key, entries in data.items()}


@cache
def abbreviations() -> dict[str, str]:
    """Type of document in capitals → its abbreviation in a symbol: "THÔNG BÁO" → "TB"."""
    text = files(__name__).joinpath("document_types.toml").read_text("utf-8")
    return dict(tomllib.loads(text)["abbreviations"])
