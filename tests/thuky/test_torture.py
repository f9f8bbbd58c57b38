"""A small torture: real files, a real watcher and real workers, killed again and again. The large one is ``make torture``."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from bench.torture import torture
from bench.torture_plan import IGNORED, REFUSED, plan


@pytest.mark.slow
def test_nothing_is_lost_doubled_or_stuck_under_kills(tmp_path: Path) -> None:
    said = io.StringIO()
    broken = torture(seed=5, count=24, kills=8, span=16, bound=300, folder=tmp_path, console=Console(file=said, width=120))
    assert broken == 0, said.getvalue()
    assert "every promise held" in said.getvalue()


def test_the_plan_is_repeatable_and_holds_every_kind() -> None:
    drops = plan(5, 40)
    assert [(drop.name, drop.kind, drop.fate, drop.pieces) for drop in drops] == [
        (drop.name, drop.kind, drop.fate, drop.pieces) for drop in plan(5, 40)
    ]
    assert len(drops) == 40
    assert {drop.fate for drop in drops} == {"to_review", "failed", IGNORED, REFUSED}
    first = next(drop for drop in drops if drop.kind == "same bytes")
    assert sum(drop.content == first.content for drop in drops) > 1
    assert plan(6, 40)[0].name != drops[0].name or plan(6, 40)[1].name != drops[1].name
