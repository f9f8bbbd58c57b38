"""Damaged documents through the reading pool; the large run over real documents is ``make fuzz``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import fuzz
from ingest.isolation import ReadingPool

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(2) as pool:
        yield pool


def test_damaged_documents_give_a_document_or_a_reason(pool: ReadingPool) -> None:
    sources = [path for path in fuzz.sources_in([ROOT / "samples"]) if "quet" not in path.name]
    outcomes = fuzz.run(sources, count=30, seed=11, seconds=60, pool=pool)
    assert [outcome for outcome in outcomes if outcome.fault] == []
    assert {outcome.said for outcome in outcomes} >= {"Document", "CorruptFile"}
    assert pool.read(sources[0]).text


def test_the_damage_is_repeatable_and_harms_no_source() -> None:
    sources = fuzz.sources_in([ROOT / "samples"])
    before = [path.read_bytes() for path in sources]
    first, again, other = (list(fuzz.damaged(sources, 12, seed)) for seed in (1, 1, 2))
    assert first == again != other
    assert all(data != path.read_bytes() for path, _, data in first)
    assert [path.read_bytes() for path in sources] == before
