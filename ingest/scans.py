"""The picture of a page made ready for recognition: grey without coloured ink, upright, without specks, rulings and scribbles.

All arrays are rows by columns of the picture at :data:`ingest.ocr.DPI` unless a name says ``small`` (half of that).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

from .ocr import DPI
from .tables import Ruling

Grey = npt.NDArray[np.uint8]
Ink = npt.NDArray[np.bool_]

_STEEPEST = 6.0  # degrees; a page laid on the glass by hand is rarely more askew
_LEVEL = 0.08  # degrees: not worth turning a page for
_STRIPS = 24
_STREAK = 0.07  # inches: the widest line that dust draws
_WHITE = 0.82  # lighter than this share of the paper is paper
_LONG = 0.5  # inches: a dark run longer than this is a ruling, no letter
_THICKEST = 6  # pixels of the half picture: a thicker line is a bar
_SPECK = 2  # pixels of the half picture: the dot of an i has at least four
_TALLEST = 0.42  # inches: higher connected ink is a scribble, a stamp's ring or the edge of the paper, no letter


@dataclass(frozen=True)
class Scan:
    """A page ready for recognition.

    ``grey``: the cleaned picture. ``small``: where it has ink, in half the resolution. ``rulings``: its ruling lines in points.
    ``angle``: degrees clockwise by which it was turned. ``removed``: the ink that was taken out as no letters, in half the resolution.
    """

    grey: Grey
    small: Ink
    rulings: tuple[Ruling, ...]
    angle: float
    removed: Ink


def prepared(picture: Image.Image, width: float, height: float) -> Scan:
    """The scan of a page that is ``width`` by ``height`` points."""
    grey = _without_streaks(_levelled(_without_colour(_at_recognition_size(picture, width, height))))
    angle = _askew(grey)
    if abs(angle) > _LEVEL:
        grey = _turned(grey, angle)
    else:
        angle = 0.0
    small = _shrunk(grey, 2) < 140
    rulings, lines = _rulings(small)
    small &= ~lines
    rubbish = _not_letters(small)
    grey[_doubled(lines | rubbish, grey.shape)] = 255
    return Scan(grey, small & ~rubbish, tuple(rulings), angle, rubbish)


def _at_recognition_size(picture: Image.Image, width: float, height: float) -> Image.Image:
    size = round(width * DPI / 72), round(height * DPI / 72)
    return picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS)


def _without_colour(picture: Image.Image) -> Grey:
    """Grey as the lightest of the three channels: red stamps and blue signatures turn light, black letters under them stay dark."""
    if picture.mode == "L":
        return np.asarray(picture).copy()
    lightest: Grey = np.asarray(picture.convert("RGB")).max(axis=2)
    return lightest


def _levelled(grey: Grey) -> Grey:
    """Paper white and ink black, also where the paper is shaded: each pixel against the paper around it."""
    small = _shrunk(grey, 8).astype(np.float32)
    paper = ndimage.uniform_filter(ndimage.maximum_filter(small, size=15), 15)
    if paper.min() > 0.9 * paper.max():  # evenly lit, as most
        share = grey * np.float32(1 / max(float(np.median(paper)), 80.0))
    else:
        full = Image.fromarray(np.maximum(paper, 80)).resize((grey.shape[1], grey.shape[0]), Image.Resampling.BILINEAR)
        share = grey / np.asarray(full)
    dark = float(np.clip(np.percentile(share[::4, ::4], 0.5), 0.05, 0.5))
    levelled: Grey = (np.clip((share - dark) / (_WHITE - dark), 0, 1) * 255).astype(np.uint8)
    return levelled


def _without_streaks(grey: Grey) -> Grey:
    """Without the straight lines from the upper to the lower edge of the page that dust on the glass of a scanner draws.

    Where one crosses a letter, what has ink on both of its sides stays.
    """
    ink = grey < 128
    share = ink.mean(axis=0)
    edge = max(grey.shape[0] // 50, 1)
    to_the_edge = np.maximum(ink[:edge].mean(axis=0), ink[-edge:].mean(axis=0)) > 0.6
    labels, _ = ndimage.label(share > 0.35)
    for number, (place,) in enumerate(ndimage.find_objects(labels), 1):
        dust = (share > 0.85) & to_the_edge & (labels == number)
        first, last = place.start - 2, place.stop + 2
        if not dust.any() or last - first > _STREAK * DPI or first < 1 or last >= grey.shape[1]:
            continue
        letters = ink[:, first - 1] & ink[:, last]
        grey[~letters, first:last] = 255
    return grey


def _shrunk(grey: Grey, times: int) -> Grey:
    """Means of squares of ``times`` by ``times`` pixels."""
    size = -(-grey.shape[1] // times), -(-grey.shape[0] // times)
    return np.asarray(Image.fromarray(grey).resize(size, Image.Resampling.BOX))


def _askew(grey: Grey) -> float:
    """Degrees by which to turn the page so that its lines run level: there rows of ink and rows of paper differ most."""
    small = (_shrunk(grey, 3) < 128).astype(np.float32)
    small[ndimage.uniform_filter(small, 41) > 0.6] = 0  # dark edges of the scan
    edges = np.linspace(0, small.shape[1], _STRIPS + 1).astype(int)
    strips = np.stack([small[:, first:last].sum(axis=1) for first, last in itertools.pairwise(edges)])
    middles = (edges[:-1] + edges[1:]) / 2 - small.shape[1] / 2
    angle = 0.0
    for step, reach in ((0.5, _STEEPEST), (0.1, 0.5), (0.03, 0.1)):
        tried = np.arange(angle - reach, angle + reach + step / 2, step)
        angle = float(max(tried, key=lambda degrees: _unevenness(strips, middles, float(degrees))))
    return angle


def _unevenness(strips: npt.NDArray[np.float32], middles: npt.NDArray[np.float64], degrees: float) -> float:
    """How much the rows of a page differ from each other when its upright strips are shifted as if it were turned by ``degrees``."""
    shifts = np.rint(np.tan(np.radians(degrees)) * middles).astype(int)
    total = sum(np.roll(strip, shift) for strip, shift in zip(strips, shifts.tolist(), strict=True))
    return float((np.diff(total) ** 2).sum())


def _turned(grey: Grey, degrees: float) -> Grey:
    turned = Image.fromarray(grey).rotate(-degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return np.asarray(turned).copy()


def _rulings(small: Ink) -> tuple[list[Ruling], Ink]:
    """Level and upright lines longer than any letter, in points, and their pixels."""
    length = int(_LONG * DPI / 2)
    found: list[Ruling] = []
    pixels = np.zeros_like(small)
    for upright in (False, True):
        ink, lines = (small.T, pixels.T) if upright else (small, pixels)
        runs = _long_runs(ink, length)
        labels, _ = ndimage.label(ndimage.binary_dilation(runs, structure=np.ones((3, 3), bool)))
        for number, place in enumerate(ndimage.find_objects(labels), 1):
            thick, long = place[0].stop - place[0].start, place[1].stop - place[1].start
            run = (labels[place] == number) & runs[place]
            if thick > _THICKEST + 2 or long < length or not _alone(ink, place):
                continue
            scale = 2 * 72 / DPI
            found.append(Ruling(upright, (place[0].start + thick / 2) * scale, place[1].start * scale, place[1].stop * scale))
            lines[place] |= run
    return found, pixels


def _long_runs(ink: Ink, length: int) -> Ink:
    """Ink in level runs of at least ``length`` pixels; gaps of two pixels are bridged."""
    bridged = ndimage.maximum_filter1d(ink.astype(np.uint8), 3, axis=1)
    eroded = ndimage.minimum_filter1d(bridged, length, axis=1)
    opened: Ink = ndimage.maximum_filter1d(eroded, length, axis=1).astype(bool)
    return opened


def _alone(ink: Ink, place: tuple[slice, slice]) -> bool:
    """Whether a level line has paper above and below: no row of feet of letters."""
    rows, columns = place
    above = ink[max(rows.start - 4, 0) : max(rows.start - 1, 0), columns]
    below = ink[rows.stop + 1 : rows.stop + 4, columns]
    return min(above.mean() if above.size else 0.0, below.mean() if below.size else 0.0) < 0.15


def _not_letters(small: Ink) -> Ink:
    """Specks, and ink connected over more than the height of a letter."""
    labels, count = ndimage.label(small, structure=np.ones((3, 3), bool))
    if not count:
        return np.zeros_like(small)
    area = np.bincount(labels.ravel(), minlength=count + 1)
    tallest = _TALLEST * DPI / 2
    bad = np.zeros(count + 1, dtype=bool)
    for number, place in enumerate(ndimage.find_objects(labels), 1):
        high, wide = place[0].stop - place[0].start, place[1].stop - place[1].start
        scribble = wide > 3 * tallest and area[number] < 0.2 * high * wide
        bad[number] = high > tallest or scribble or area[number] <= _SPECK
    found: Ink = bad[labels]
    return found


def _doubled(small: Ink, shape: tuple[int, int]) -> Ink:
    """A mask of the half picture for the whole one, one pixel wider all round."""
    wide = ndimage.binary_dilation(small, structure=np.ones((3, 3), bool))
    return np.repeat(np.repeat(wide, 2, axis=0), 2, axis=1)[: shape[0], : shape[1]]
