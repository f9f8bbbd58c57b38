"""On annotated real documents the score may not fall below what staff were promised (issue: extraction, from typed texts)."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest
from document_factories import typed

from extract import extract
from extract.findings import as_json

FLOORS = {"directives": 0.93, "lead": 0.95, "coordinating": 0.93, "due": 0.95, "deadlines": 0.95, "deadline values": 0.97}


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
def test_score_of_the_annotated_texts(shared_gold: Path) -> None:
    score = _scorer(shared_gold.parent / "score.py")
    kinds = (*FLOORS, "figures", "citations", "relations", "header", "meeting", "assessments")
    tally = {kind: score.Tally() for kind in kinds}
    errors: list[tuple[str, ...]] = []
    for path in sorted(shared_gold.glob("*.json")):
        found = as_json(extract(typed(path.with_suffix(".txt").read_text("utf-8"))))
        score.score_one(json.loads(path.read_text("utf-8")), found, tally, errors)
    reached = {kind: tally[kind].row()["f1"] for kind in FLOORS}
    assert {kind: f1 for kind, f1 in reached.items() if f1 < FLOORS[kind]} == {}
