"""Words of the field as data, so that an office can add its own without touching code (từ điển).

One file per kind of word. ``.txt``: one entry a line, columns separated by a tab, ``#`` opens a comment line. ``.toml``: tables.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lines(name: str) -> tuple[str, ...]:
    """Entries of ``NAME.txt`` in order, without comments and blank lines."""
    text = files(__name__).joinpath(f"{name}.txt").read_text("utf-8")
    return tuple(line.strip("\n") for line in text.split("\n") if line.strip() and not line.startswith("#"))


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Entries of ``NAME.txt`` as columns."""
    return tuple(tuple(column.strip() for column in line.split("\t")) for line in lines(name))


@cache
def tables(name: str) -> dict[str, Any]:
    """The content of ``NAME.toml``."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
