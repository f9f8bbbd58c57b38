"""Patterns made faster: guards, small letters and parts told together hide nothing and find nothing else."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from itertools import accumulate, product
from operator import methodcaller
from pathlib import Path

import pytest

import extract
from extract import deadline_patterns, lexicon
from extract.patterns import SPACE, Caseless, Guarded, either_tone, expression, small

ROOT = Path(__file__).resolve().parents[2]
GUARDED = [
    pytest.param(value, id=f"{module.name}.{name}")
    for module in pkgutil.iter_modules(extract.__path__)
    for name, value in vars(import_module(f"extract.{module.name}")).items()
    if isinstance(value, Guarded) and name.isupper()
]

span = methodcaller("span")


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """Lines of annotated documents, and the phrasings of the tables of tests; each also in capitals."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "tests" / "annotated").glob("*.txt"))]
    texts += [path.read_text("utf-8") for path in sorted((ROOT / "tests" / "extract").glob("test_d*.py"))]
    found = [line for text in texts for line in text.splitlines() if line.strip()]
    return found + [line.upper() for line in found]


@pytest.mark.parametrize("guarded", GUARDED)
def test_no_guard_hides_a_match(guarded: Guarded, lines: list[str]) -> None:
    hidden = [
        line
        for line in lines
        if [m.span() for m in guarded.pattern.finditer(line)] != [m.span() for m in guarded.finditer(line, 0, len(line))]
    ]
    assert hidden == []


def test_no_reader_of_deadlines_finds_anything_where_none_is_asked(lines: list[str]) -> None:
    text = "\n".join(lines)
    ends = [*accumulate(len(line) + 1 for line in lines)]
    stretches = [(end - 1 - len(line), end - 1) for line, end in zip(lines, ends, strict=True)]
    unasked = [each for each in stretches if not deadline_patterns.MAY_BEGIN.may_stand(text, *each)]
    assert len(unasked) > 100
    assert [text[a:b] for a, b in unasked for reader in deadline_patterns.READERS if [*reader(text, a, b)]] == []


@pytest.mark.parametrize("key", [key for key, words in lexicon.tables("assessments").items() if isinstance(words, list)])
def test_small_letters_first_hides_no_match(key: str, lines: list[str]) -> None:
    caseless = Caseless(rf"(?<!\w)(?:{expression(lexicon.tables('assessments')[key])})(?!\w)")
    hidden = [
        line
        for line in lines
        if [m.span() for m in caseless.pattern.finditer(line)] != [m.span() for m in caseless.finditer(line)]
        or (caseless.pattern.match(line, 3) is None) != (caseless.match(line, 3) is None)
    ]
    assert hidden == []


@pytest.mark.parametrize("key", [key for key, words in lexicon.tables("assessments").items() if isinstance(words, list)])
def test_told_together_parts_find_what_each_would_find(key: str, lines: list[str]) -> None:
    parts = lexicon.tables("assessments")[key]
    one_by_one = re.compile("|".join(f"(?:{either_tone(part).replace('_', f'{SPACE}+')})" for part in parts))
    together = re.compile(expression(parts))
    assert [line for line in lines if [*map(span, one_by_one.finditer(line))] != [*map(span, together.finditer(line))]] == []


@pytest.mark.parametrize(
    "parts",
    [
        ["ab", "a", "abc"],
        ["a", "x", "ab"],
        ["(?:ab|b)c", "a(?:b|c)", "b"],
        ["(?<!x)ab", "a", "(?<!b)abc"],
        ["a|bc", "b", "a_c"],
        ["(?:a_)?b", "a", "ab"],
        ["a?b", "ab", "b*c", "c"],
        ["a", "\\wb", "ab"],
        ["Ab", "aB", "AB", "ab"],
    ],
)
@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_order_decides_between_parts_that_open_alike(parts: list[str], flags: int) -> None:
    one_by_one = re.compile("|".join(part.replace("_", f"{SPACE}+") for part in parts), flags)
    together = re.compile(expression(parts), flags)
    for length in range(1, 6):
        for letters in product("abcxA ", repeat=length):
            text = "".join(letters)
            assert [*map(span, one_by_one.finditer(text))] == [*map(span, together.finditer(text))], text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("QUÝ IV", "quý iv"), ("İstanbul, Đà Nẵng", "İstanbul, đà nẵng"), ("Ngày 5/12 " * 200, "ngày 5/12 " * 200)],
)
def test_small_letters_stand_where_the_letters_stood(text: str, expected: str) -> None:
    assert small(text) == expected
