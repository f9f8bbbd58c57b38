"""How sure findings are: what lowers it, what was learned, and whether it sorts right from wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from document_factories import typed

from bench import annotated, reliability
from extract import clauses, confidence, extract, pipeline
from extract.confidence import Grounds, of
from extract.findings import Findings, as_json
from ingest.document import Mark, MarkKind
from review.wording import FAIRLY_SURE, SURE

ANNOTATED = Path(__file__).resolve().parent.parent / "annotated"
TABLE = {
    "mean": 1.0,
    "slope": 0.5,
    "rules": {"order-verb": [0.5, 40], "rare": [2.5, 3]},
    "doubts": {"no-lead": [-1.0, 20], "dated": [0.8, 30]},
}
HEAD = "UBND TỈNH SƠN HẢI\nSố: 12/TB-UBND\nSơn Hải, ngày 10 tháng 11 năm 2025\nTHÔNG BÁO\nKết luận về việc thử\n\n"


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        (Grounds("directives", 0.95, "order-verb"), Grounds("directives", 0.6, "order-verb")),
        (Grounds("directives", 0.95, "order-verb"), Grounds("directives", 0.95, "never seen")),
        (Grounds("directives", 0.95, "order-verb"), Grounds("directives", 0.95, "order-verb", ("no-lead",))),
        (Grounds("directives", 0.95, "order-verb", ("dated",)), Grounds("directives", 0.95, "order-verb")),
        (Grounds("directives", 0.95, "order-verb"), Grounds("directives", 0.95, "order-verb", ("marked",))),
    ],
)
def test_grounds_raise_and_lower_it(surer: Grounds, less_sure: Grounds) -> None:
    assert 0 < of(less_sure, TABLE) < of(surer, TABLE) < 1


def test_a_rule_seen_a_few_times_is_never_surer_than_nine_in_ten() -> None:
    assert of(Grounds("directives", 0.99, "rare"), TABLE) == 0.9
    assert of(Grounds("directives", 0.99, "order-verb", ("dated",)), TABLE) > 0.9


def test_every_kind_is_calibrated_and_the_classifier_has_learned() -> None:
    for kind in confidence.KINDS:
        low, high = of(Grounds(kind, 0.5, "")), of(Grounds(kind, 0.99, ""))
        assert 0 < low <= high <= 0.99
    assert all(len(clauses.learned()[table]) > 50 for table in ("structure", "words"))


def _read(text: str) -> Findings:
    return extract(typed(HEAD + text))


def test_a_deadline_is_as_sure_in_its_directive_as_in_the_list() -> None:
    found = _read("1. Giao Sở Nội vụ rà soát hồ sơ trước ngày 15/12/2025.\n2. Giao Sở Y tế báo cáo kết quả trong quý I/2026.")
    listed = {d.text: d.confidence for d in found.deadlines}
    assert len(listed) == 2
    assert [d.deadline and d.deadline.confidence for d in found.directives] == list(listed.values())


def test_words_that_recognition_was_unsure_of_are_doubted() -> None:
    plain = typed(HEAD + "1. Giao Sở Nội vụ rà soát 120 hồ sơ tồn.\n2. Giao Sở Y tế rà soát 120 hồ sơ tồn.")
    at = plain.text.index("120")
    marked = replace(plain, marks=(Mark(at, at + 3, MarkKind.UNSURE),))
    before, after = extract(plain), extract(marked)
    for kind in ("directives", "figures"):
        changes = [b.confidence - a.confidence for b, a in zip(getattr(before, kind), getattr(after, kind), strict=True)]
        assert changes[0] > 0, kind
        assert changes[1] == 0, kind


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a) Rà soát quy chế.\nb) Phân định rõ việc của từng phòng trong quy chế làm việc;\nc) Báo cáo kết quả.", 3),
        ("a) Rà soát quy chế.\nb) Báo cáo kết quả.\nI. KẾT QUẢ\n1. Số hồ sơ nhận được trong tháng là 120 hồ sơ.", 2),
    ],
)
def test_lists_of_tasks(body: str, expected: int) -> None:
    assert len(_read("II. NHIỆM VỤ\n1. Giao Sở Nội vụ:\n" + body).directives) == expected


def test_without_weights_the_rules_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clauses, "learned", dict)
    nlp = pipeline.build({"directives": {"calibrated": False}})
    (found,) = pipeline.run(typed(HEAD + "1. Giao Sở Nội vụ rà soát hồ sơ."), nlp).directives
    assert found.confidence == confidence.grade_of_rule("order-verb")


@pytest.fixture(scope="module")
def stated() -> dict[str, tuple[list[float], list[bool]]]:
    """Confidences and what is right, by kind, on the annotated documents of the project."""
    found: dict[str, tuple[list[float], list[bool]]] = {kind: ([], []) for kind in confidence.KINDS}
    for each in annotated.load([ANNOTATED], seen=False):
        findings = as_json(extract(each.document))
        for kind, (sure, right) in found.items():
            sure += [item["confidence"] for item in findings[kind]]
            right += annotated.right(each.annotation, findings, kind)
    return found


@pytest.mark.parametrize("kind", confidence.KINDS)
def test_what_is_said_is_about_the_share_that_is_right(kind: str, stated: dict[str, tuple[list[float], list[bool]]]) -> None:
    sure, right = stated[kind]
    assert abs(sum(sure) / len(sure) - sum(right) / len(right)) < 0.08
    most = [r for p, r in zip(sure, right, strict=True) if p >= 0.9]
    assert not most or sum(most) / len(most) >= 0.88


def test_the_page_shows_doubtful_tasks_first(stated: dict[str, tuple[list[float], list[bool]]]) -> None:
    sure, right = stated["directives"]
    plain = [r for p, r in zip(sure, right, strict=True) if p >= SURE]
    doubted = [r for p, r in zip(sure, right, strict=True) if p < SURE]
    assert 0 < len(doubted) < len(sure) / 4  # a page on which everything is marked marks nothing
    assert sum(doubted) / len(doubted) < sum(plain) / len(plain)
    assert (reliability.ranking(sure, right) or 0) > 0.65
    assert FAIRLY_SURE < SURE
