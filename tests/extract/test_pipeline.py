"""The pipeline as spaCy users and offices take it: its settings, a bare text, what it keeps between documents."""

from __future__ import annotations

import pytest
from document_factories import typed

from extract import pipeline
from extract.findings import Findings

TEXT = (
    "Yêu cầu Sở Nội vụ rà soát 1.100 hồ sơ, gồm 600 hồ sơ trực tuyến và 500 hồ sơ trực tiếp, báo cáo trước ngày 30/12/2026.\n"
    "Một cửa\t15 hồ sơ"
)


def _read(settings: dict[str, dict[str, object]] | None = None) -> Findings:
    return pipeline.run(typed(TEXT), pipeline.build(settings))


@pytest.mark.parametrize(
    ("settings", "figures", "checks"),
    [
        (None, ["1.100 hồ sơ", "600 hồ sơ trực tuyến", "500 hồ sơ trực tiếp", "15 hồ sơ"], 1),
        ({"figures": {"tables": False}}, ["1.100 hồ sơ", "600 hồ sơ trực tuyến", "500 hồ sơ trực tiếp"], 1),
        ({"figures": {"least_confidence": 0.99}}, [], 0),
        ({"checks": {"agreeing": False}}, ["1.100 hồ sơ", "600 hồ sơ trực tuyến", "500 hồ sơ trực tiếp", "15 hồ sơ"], 0),
    ],
)
def test_settings(settings: dict[str, dict[str, object]] | None, figures: list[str], checks: int) -> None:
    found = _read(settings)
    assert [f.text for f in found.figures] == figures
    assert len(found.checks) == checks


@pytest.mark.parametrize("kind", ["citations", "directives", "deadlines", "figures", "assessments"])
def test_what_is_less_sure_is_left_out(kind: str) -> None:
    assert getattr(_read({kind: {"least_confidence": 1.01}}), kind) == ()


@pytest.mark.parametrize(
    "settings", [{"figures": {"table": False}}, {"figures": {"tables": "perhaps"}}, {"meeting": {"tables": True}}]
)
def test_a_setting_that_there_is_none_of_is_refused(settings: dict[str, dict[str, object]]) -> None:
    with pytest.raises(ValueError, match="table"):
        pipeline.build(settings)


def test_a_bare_text_is_read_as_a_document_is() -> None:
    bare, document = pipeline.findings(pipeline.build()(TEXT)), _read()
    assert (bare.directives, bare.deadlines, bare.figures) == (document.directives, document.deadlines, document.figures)


def test_words_of_a_document_are_forgotten_after_it() -> None:
    nlp = pipeline.build()
    before = len(nlp.vocab.strings)
    pipeline.run(typed("Giao Sở Zz-7319 rà soát 8.127.934 hồ sơ."), nlp)
    assert len(nlp.vocab.strings) == before
