"""Totals, parts and percentages as official prose ties them together, and figures that it does not (bảng cách nói tổng số, tỷ lệ)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from document_factories import read

_PHRASINGS = tomllib.loads(Path(__file__).with_name("relation_phrasings.toml").read_text("utf-8"))["phrasing"]
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _expected(relation: str) -> tuple[str, tuple[float, ...], bool]:
    """Rule, values and whether it holds: "5 = 3 + 2", "60% ≠ 3 / 4"."""
    first, *others = (float(n) for n in _NUMBER.findall(relation))
    return (
        ("percent", (*others, first), "≠" not in relation) if "%" in relation else ("sum", (first, *others), "≠" not in relation)
    )


@pytest.mark.parametrize(("text", "found"), [(p["text"], p["found"]) for p in _PHRASINGS])
def test_relations(text: str, found: list[str]) -> None:
    checks = [c for c in read("Tin của tỉnh Sơn Hải\n" + text).checks if c.rule in ("sum", "percent")]
    got = sorted((c.rule, tuple(sorted(c.values)), c.holds) for c in checks)
    assert got == sorted((rule, tuple(sorted(values)), holds) for rule, values, holds in map(_expected, found))
