"""The commands that learn from annotated documents and measure on them, run on those of the project."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import annotated, calibrate, classifier, clauses, logistic, reliability
from bench.score import load_scorer

ANNOTATED = Path(__file__).resolve().parent.parent / "annotated"
SOME = [ANNOTATED / f"blind-{n}.json" for n in ("01", "03", "04")]


@pytest.mark.parametrize(
    ("kind", "gold", "found", "expected"),
    [
        ("directives", ["Sở Nội vụ rà soát hồ sơ"], ["rà soát hồ sơ", "báo cáo kết quả"], [True, False]),
        ("directives", ["Sở Nội vụ rà soát hồ sơ"], ["Sở Nội vụ rà soát hồ sơ", "Sở Nội vụ rà soát hồ sơ"], [True, False]),
        ("figures", [("120 hồ sơ", {"value": 120})], [("120 hồ sơ", {"value": 120.0})], [True]),
        ("figures", [("120 hồ sơ", {"value": 120})], [("120 hồ sơ", {"value": 12})], [False]),
        ("citations", [("Công văn số 12/UBND", {"number": "12/UBND"})], [("Công văn số 12/UBND", {"number": "12/ubnd"})], [True]),
        ("assessments", [("còn chậm", {"kind": "shortcoming"})], [("còn chậm", {"kind": "achievement"})], [False]),
        ("deadlines", [("trước ngày 15/12", {"due": "2025-12-15", "strict": True})], [("trước ngày 15/12", {"due": "2025-12-15"})], [False]),
        ("deadlines", [("hằng tháng", {"recurrence": "FREQ=MONTHLY;INTERVAL=1"})], [("hằng tháng", {"recurrence": "FREQ=MONTHLY"})], [True]),
        ("deadlines", [("trong 5 ngày", {"amount": 5, "amount_unit": "day"})], [("trong 5 ngày", {"amount": 5, "amount_unit": "month"})], [False]),
    ],
)  # fmt: skip
def test_which_findings_are_right(kind: str, gold: list, found: list, expected: list[bool]) -> None:
    def items(entries: list, name: str) -> list[dict[str, object]]:
        return [{name: e} if isinstance(e, str) else {name: e[0], **e[1]} for e in entries]

    annotation, findings = {kind: items(gold, "quote")}, {kind: items(found, "text")}
    assert annotated.right(annotation, findings, kind) == expected


@pytest.mark.shared
def test_the_counting_is_that_of_the_shared_scorer(shared_gold: Path) -> None:
    from extract.findings import as_json
    from extract.pipeline import run

    scorer = load_scorer(shared_gold.parent)
    for each in annotated.load([ANNOTATED], seen=False)[:4]:
        found = as_json(run(each.document))
        total = {kind: scorer.Tally() for kind in (*annotated.LEAST, "deadline values")}
        total |= {kind: scorer.Tally() for kind in ("lead", "coordinating", "due", "relations", "header", "meeting")}
        scorer.score_one({"name": each.name, **each.annotation}, found, total, [])
        for kind in annotated.LEAST:
            counted = total["deadline values" if kind == "deadlines" else kind].tp
            assert sum(annotated.right(each.annotation, found, kind)) == counted, (each.name, kind)


WORDS = st.lists(st.sampled_from(["giao", "Sở", "rà", "soát", "hồ", "sơ"]), max_size=6).map(" ".join)


@given(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=6))
def test_matching_pairs_one_to_one(quotes: list[str], found: list[str]) -> None:
    pairs = annotated.match(quotes, found, 0.5)
    assert len({g for g, _ in pairs}) == len({p for _, p in pairs}) == len(pairs)
    assert all(annotated.overlap(quotes[g], found[p]) >= 0.5 for g, p in pairs)


def test_rare_features_move_less_than_common_ones() -> None:
    items = [{"common": 1.0}] * 40 + [{"rare": 1.0}] * 2 + [{}] * 40
    outcomes = [False] * 40 + [False] * 2 + [True] * 40
    model = logistic.fit(items, outcomes)
    assert model.weights["common"] < model.weights["rare"] < 0 < model.mean
    assert model.probability({"common": 1.0}) < 0.3 < 0.7 < model.probability({})
    assert model.counts == {"common": 40, "rare": 2}


def test_reliability_of_what_was_stated() -> None:
    stated, right = [0.95] * 20 + [0.6] * 10, [True] * 19 + [False] + [True] * 6 + [False] * 4
    assert reliability.calibration_error(stated, right) == pytest.approx(0.0)
    assert [(b.items, round(b.right, 2)) for b in reliability.bins(stated, right)] == [(10, 0.6), (20, 0.95)]
    assert reliability.ranking([0.9, 0.2, 0.8], [True, False, True]) == 1.0
    assert reliability.ranking([0.2, 0.9], [True, False]) == 0.0
    assert reliability.ranking([0.2, 0.9], [True, True]) is None
    assert reliability.log_loss([0.9], [True]) < reliability.log_loss([0.9], [False])


def _run(module: object, monkeypatch: pytest.MonkeyPatch, *more: str) -> None:
    monkeypatch.setattr(sys, "argv", ["", "--seen", str(SOME[0]), "--unseen", *map(str, SOME[1:]), *more])
    assert module.main() == 0  # type: ignore[attr-defined]


def test_learning_and_calibrating_write_numbers_and_names_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(clauses, "WEIGHTS", tmp_path / "clauses.toml")
    monkeypatch.setattr(calibrate, "WEIGHTS", tmp_path / "confidence.toml")
    _run(clauses, monkeypatch)
    _run(calibrate, monkeypatch, "--save")
    learned = tomllib.loads((tmp_path / "clauses.toml").read_text("utf-8"))
    assert learned["structure"]["form none"] < 0 < learned["structure"]["mode tasks"]
    assert max(len(name.split()) for name in learned["words"] if name.startswith("=")) <= 4  # "= 0 giao sở"
    tables = tomllib.loads((tmp_path / "confidence.toml").read_text("utf-8"))
    assert set(tables) == set(annotated.LEAST)
    names = {name for table in tables.values() for part in ("rules", "doubts") for name in table[part]}
    texts = "\n".join(file.with_suffix(".txt").read_text("utf-8") for file in SOME)
    assert not [name for name in names if len(name.split()) > 3 and name in texts]
    shown = capsys.readouterr().out
    assert "share right" in shown
    assert "directives" in shown


def test_the_classifier_is_compared_with_the_rules(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _run(classifier, monkeypatch)
    shown = capsys.readouterr().out
    assert all(way in shown for way in ("rules", "classifier alone", "veto", "confirm"))


def test_listening_changes_nothing() -> None:
    (each,) = annotated.load(SOME[:1], seen=False)
    with clauses.using({}):
        alone = annotated.graded(each.document)
    findings, heard = clauses.weigh(each)
    from extract.pipeline import findings as of_doc

    assert findings.directives == of_doc(alone).directives
    gold = json.loads(SOME[0].read_text("utf-8"))["directives"]
    assert len(gold) / 2 < sum(clause.is_task for clause in heard) <= len(gold)
