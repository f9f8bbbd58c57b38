"""The tokenizer: underthesea's words at the offsets of the document."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab

from extract import tokens
from extract.words import Words

VOCAB = Vocab()


def _words(text: str) -> list[str]:
    return [text[a:b] for a, b in tokens.segment(text, 0, len(text))]


def test_syllables_of_a_word_stay_together_whatever_white_space_is_between() -> None:
    assert _words("Rà soát  thủ tục\nhành chính năm 2025.") == ["Rà soát", "thủ tục", "hành chính", "năm", "2025", "."]


@pytest.mark.parametrize(
    "text", ["Hoà Bình, uỷ quyền", "TP. Sơn Hải ngày 05/12/2025./.", "“tăng tốc”… (QISC)", "SGD&ĐT 12/TB-UBND", "  \t\n"]
)
def test_a_doc_holds_the_text_unchanged(text: str) -> None:
    assert tokens.make_doc(VOCAB, text, [(0, len(text))]).text == text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120), st.integers(0, 120), st.integers(0, 120))
def test_any_text_any_passage(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    assert tokens.make_doc(VOCAB, text, [(start, end)] if start < end else []).text == text
    assert tokens.plain_doc(VOCAB, text).text == text


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("giao Sở Tài chính", True),
        ("giao thông nông thôn", False),
        ("hạ tầng kỹ thuật", False),
        ("hoà giải ở cơ sở", False),
        ("gửi báo cáo", True),
    ],
)
def test_a_syllable_is_a_word_of_its_own_unless_it_begins_another(text: str, alone: bool) -> None:
    assert Words(text, 0, len(text)).is_word(0) is alone
