"""Which spellings are one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.naming import body_key, fold, search_text, search_words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ủy ban nhân dân", "Uỷ ban nhân dân", True),
        ("UBND tỉnh Khánh Hòa", "ubnd tỉnh khánh hoà ", True),
        ("Sở Tài chính", "Sở  Tài\u00a0chính.", True),
        ("HĐND - UBND", "HĐND-UBND", True),
        ("Phòng VH&TT", "Phòng VH & TT", True),
        ("Sở Nội vu\u0323", "Sở Nội vụ", True),  # NFD
        ("Sở Y tế", "Sở Y te", False),
        ("xã Tân Phong", "xã Tân Phòng", False),
        ("Sở Tư pháp", "Sở Tài chính", False),
    ],
)
def test_a_body_is_one_whatever_its_spelling(one: str, other: str, same: bool) -> None:
    assert (body_key(one) == body_key(other)) is same


@given(st.text(alphabet="aáàăắâấeêếiíoóôốơớuúưứyýđ -nghkltm", max_size=30))
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("query", "found"), [("THẨM ĐỊNH", True), ("tham dinh", True), ("thẩm dinh", False), ("quy chế công an", False)]
)
def test_search_finds_words_with_or_without_marks_but_not_across_fields(query: str, found: bool) -> None:
    assert (search_words(query) in search_text("Thẩm định quy chế", "Công an tỉnh")) is found
