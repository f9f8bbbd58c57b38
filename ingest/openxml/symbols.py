"""Signs of the symbol fonts: one code means a sign of its own in each of them ("£" of Symbol is "≤", of Wingdings 2 an empty box)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from ingest.vietnamese import DATA

_PRIVATE = 0xF000  # Word keeps the byte of a symbol font as this code of the private area and the byte
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings")


def symbol(text: str, font: str) -> str:
    """A bullet or symbol as it is printed, its codes given as bytes of the font or in the private area.

    Those of a symbol font that are not known here stay in the private area, where :func:`ingest.tidying.tidy` looks for bullets.
    """
    if font.lower().startswith(_SYMBOL_FONTS):
        text = "".join(chr(_PRIVATE + ord(c)) if 0x20 < ord(c) < 0x100 else c for c in text)
    return printed(text, font)


def printed(text: str, font: str) -> str:
    """Running text set in ``font``: what it has in the private area as it is printed there. Letters typed in such a font are no signs."""
    signs = _signs_of(font)
    return text.translate(signs) if signs else text


@cache
def _signs_of(font: str) -> Mapping[int, str]:
    """The signs of a font under their codes in the private area; none of a font that is no symbol font."""
    name = font.lower()
    tables = _tables() if name.startswith(_SYMBOL_FONTS) else {}
    return tables.get(name, {})


@cache
def _tables() -> Mapping[str, Mapping[int, str]]:
    raw = tomllib.loads((DATA / "symbol_fonts.toml").read_text(encoding="utf-8"))
    return {font: {_PRIVATE + int(code, 16): sign for code, sign in signs.items()} for font, signs in raw.items()}
