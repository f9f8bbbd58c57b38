"""The picture of a page made ready for recognition: grey without coloured ink, upright, without specks, rulings and scribbles.

All arrays are rows by columns of the picture at :data:`ingest.ocr.DPI` unless a name says ``small`` (half of that).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops
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
_FAINT = 0.35  # share of the paper: print that is no darker at its blackest is faint
_FAINTEST = 0.7  # likewise: what is no darker is no ink
_LEAST_INK = 0.002  # share of the page: with less it has no writing to judge the blackness of ink by
_INK = 140  # darker is ink, of the half picture
_HAIRLINE = 205  # darker may be a ruling: thin ones turn grey where a picture is coarse or askew
_ROUNDED = 2  # pixels by which a picture may miss the size of its page
_BLOCK = 12  # pixels of the half picture: about the width of a letter
_LONG = 0.5  # inches: a dark run longer than this is a ruling, no letter
_REACH = 10  # pixels of the half picture beside an upright line within which a letter goes on that it crosses
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
    half = _shrunk(grey, 2)
    small = half < _INK
    rulings, level, upright = _rulings(half < _HAIRLINE, small)
    lines = level | upright
    rest = small & ~lines
    lines &= ~(_crossed(level.T, rest.T, _THICKEST).T | _crossed(upright, rest, _REACH))
    small &= ~lines
    rubbish, specks = _not_letters(small)
    _whiten(grey, lines | rubbish | (specks & ~_near(small & ~rubbish & ~specks)))
    return Scan(grey, small & ~rubbish & ~specks, tuple(rulings), angle, rubbish)


def _at_recognition_size(picture: Image.Image, width: float, height: float) -> Image.Image:
    size = round(width * DPI / 72), round(height * DPI / 72)
    if max(abs(picture.width - size[0]), abs(picture.height - size[1])) <= _ROUNDED:
        return picture
    return picture.resize(size, Image.Resampling.LANCZOS)


def _without_colour(picture: Image.Image) -> Image.Image:
    """Grey as the lightest of the three channels: red stamps and blue signatures turn light, black letters under them stay dark."""
    if picture.mode == "L":
        return picture
    red, green, blue = picture.convert("RGB").split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _levelled(picture: Image.Image) -> Grey:
    """Paper white and ink black, also where the paper is shaded: each pixel against the paper around it."""
    small = np.asarray(_reduced(picture, 8)).astype(np.float32)
    paper = ndimage.uniform_filter(ndimage.maximum_filter(small, size=15), 15)
    if paper.min() > 0.9 * paper.max():  # evenly lit, as most
        shade = max(float(np.median(paper)), 80.0)
        dark, white = _ink_and_paper(np.asarray(picture)[::4, ::4] / np.float32(shade))
        table = (np.clip((np.arange(256) / shade - dark) / (white - dark), 0, 1) * 255).astype(np.uint8)
        return np.array(picture.point(table.tolist()))
    full = Image.fromarray(np.maximum(paper, 80)).resize(picture.size, Image.Resampling.BILINEAR)
    share = np.asarray(picture) / np.asarray(full)
    dark, white = _ink_and_paper(share[::4, ::4])
    share -= dark
    share *= 255 / (white - dark)
    levelled: Grey = np.clip(share, 0, 255, out=share).astype(np.uint8)
    return levelled


def _ink_and_paper(share: npt.NDArray[np.floating]) -> tuple[float, float]:
    """What counts as ink at its blackest, and from where on all is paper, as shares of the paper."""
    ink = share[share < _WHITE]
    blackest = float(np.percentile(ink, 5)) if ink.size >= _LEAST_INK * share.size else 0.0
    if blackest > _FAINT:  # of faint print the hairlines are hardly darker than the paper
        blackest = min(blackest, _FAINTEST)
        return blackest, 1 - (1 - _WHITE) * (1 - blackest)
    return float(np.clip(np.percentile(share, 0.5), 0.05, 0.5)), _WHITE


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
    return np.asarray(_reduced(Image.fromarray(grey), times))


def _reduced(picture: Image.Image, times: int) -> Image.Image:
    return picture.reduce(times)


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
    """The page turned clockwise about its middle, as two shears by whole pixels: a tenth of the time of turning it exactly, and no softer."""
    slope = np.tan(np.radians(degrees))
    height, width = grey.shape
    upright = np.full_like(grey, 255)
    for first, last, shift in _equal_shifts(slope * (np.arange(width) + 0.5 - width / 2)):
        into, out_of = _overlap(height, shift)
        upright[into, first:last] = grey[out_of, first:last]
    turned = np.full_like(grey, 255)
    for first, last, shift in _equal_shifts(-slope * (np.arange(height) + 0.5 - height / 2)):
        into, out_of = _overlap(width, shift)
        turned[first:last, into] = upright[first:last, out_of]
    return turned


def _equal_shifts(shifts: npt.NDArray[np.float64]) -> Iterator[tuple[int, int, int]]:
    """Stretches that are shifted by the same whole number of pixels: first, behind the last, shift."""
    whole = np.rint(shifts).astype(int)
    starts = [0, *(np.flatnonzero(np.diff(whole)) + 1).tolist(), len(whole)]
    for first, last in itertools.pairwise(starts):
        yield first, last, int(whole[first])


def _overlap(length: int, shift: int) -> tuple[slice, slice]:
    """Where a strip that is shifted by ``shift`` lands, and what of it."""
    return slice(max(shift, 0), length + min(shift, 0)), slice(max(-shift, 0), length - max(shift, 0))


def _rulings(faint: Ink, small: Ink) -> tuple[list[Ruling], Ink, Ink]:
    """Level and upright lines longer than any letter, in points, and the pixels of those that are level and those that are upright.

    They may be ``faint``; whether they stand alone is seen by what is plainly ink.
    """
    length = int(_LONG * DPI / 2)
    found: list[Ruling] = []
    pixels = np.zeros_like(small), np.zeros_like(small)
    for upright in (False, True):
        lines, ink = (pixels[1].T, small.T) if upright else (pixels[0], small)
        runs = _long_runs(np.ascontiguousarray(faint.T) if upright else faint, length)
        labels, _ = ndimage.label(widened(runs))
        for number, place in enumerate(ndimage.find_objects(labels), 1):
            thick, long = place[0].stop - place[0].start, place[1].stop - place[1].start
            run = (labels[place] == number) & runs[place]
            if thick > _THICKEST + 2 or long < length or not _alone(ink, place):
                continue
            scale = 2 * 72 / DPI
            found.append(Ruling(upright, (place[0].start + thick / 2) * scale, place[1].start * scale, place[1].stop * scale))
            lines[place] |= run
    return found, *pixels


def _crossed(lines: Ink, rest: Ink, reach: int) -> Ink:
    """What of upright ``lines`` has other ink nearer than ``reach`` on its left and on its right: there they cross a letter."""
    if not lines.any():
        return lines
    left, right = np.zeros_like(rest), np.zeros_like(rest)
    for step in range(1, reach):
        left[:, step:] |= rest[:, :-step]
        right[:, :-step] |= rest[:, step:]
    return lines & left & right


def _long_runs(ink: Ink, length: int) -> Ink:
    """Ink in level runs of at least ``length`` pixels; gaps of two pixels are bridged."""
    bridged = ink.copy()
    bridged[:, 1:] |= ink[:, :-1]
    bridged[:, :-1] |= ink[:, 1:]
    so_far = np.zeros((ink.shape[0], ink.shape[1] + 1), dtype=np.int32)
    np.cumsum(bridged, axis=1, out=so_far[:, 1:])
    ends = so_far[:, length:] - so_far[:, :-length] == length
    found = np.zeros_like(ink)
    for row in np.flatnonzero(ends.any(axis=1)):
        for end in np.flatnonzero(ends[row]):
            found[row, end : end + length] = True
    return found


def _alone(ink: Ink, place: tuple[slice, slice]) -> bool:
    """Whether a level line has paper above or below: no row of feet of letters."""
    rows, columns = place
    above = ink[max(rows.start - 4, 0) : max(rows.start - 1, 0), columns]
    below = ink[rows.stop + 1 : rows.stop + 4, columns]
    return min(above.mean() if above.size else 0.0, below.mean() if below.size else 0.0) < 0.15


def _not_letters(small: Ink) -> tuple[Ink, Ink]:
    """Ink connected over more than the height of a letter, and specks."""
    labels, count = ndimage.label(small, structure=np.ones((3, 3), bool))
    area = np.bincount(labels.ravel(), minlength=count + 1)
    tallest = _TALLEST * DPI / 2
    tall = np.zeros(count + 1, dtype=bool)
    for number, (rows, columns) in enumerate(ndimage.find_objects(labels), 1):
        high, wide = rows.stop - rows.start, columns.stop - columns.start
        scribble = wide > 3 * tallest and area[number] < 0.2 * high * wide
        tall[number] = high > tallest or scribble
    speck = (area <= _SPECK) & ~tall
    speck[0] = False
    return tall[labels], speck[labels]


def _near(ink: Ink) -> Ink:
    """Where ink is not farther than the width of a letter: a speck there may be a faint mark, or part of a broken letter."""
    blocks = -(-ink.shape[0] // _BLOCK), -(-ink.shape[1] // _BLOCK)
    whole = np.pad(ink, ((0, blocks[0] * _BLOCK - ink.shape[0]), (0, blocks[1] * _BLOCK - ink.shape[1])))
    has_ink = whole.reshape(blocks[0], _BLOCK, blocks[1], _BLOCK).any(axis=(1, 3))
    near = ndimage.binary_dilation(has_ink, structure=np.ones((3, 3), bool))
    return np.repeat(np.repeat(near, _BLOCK, axis=0), _BLOCK, axis=1)[: ink.shape[0], : ink.shape[1]]


def _whiten(grey: Grey, small: Ink) -> None:
    """Paint out the places of a mask of the half picture, one pixel wider all round."""
    for rows, columns in ndimage.find_objects(ndimage.label(small, structure=np.ones((3, 3), bool))[0]):
        top, left = max(rows.start - 1, 0), max(columns.start - 1, 0)
        wide = widened(small[top : rows.stop + 1, left : columns.stop + 1])
        part = grey[2 * top : 2 * (rows.stop + 1), 2 * left : 2 * (columns.stop + 1)]
        part[doubled(wide, part.shape)] = 255


def widened(ink: Ink) -> Ink:
    """One pixel wider all round."""
    wide = ink.copy()
    wide[1:] |= ink[:-1]
    wide[:-1] |= ink[1:]
    tall = wide.copy()
    wide[:, 1:] |= tall[:, :-1]
    wide[:, :-1] |= tall[:, 1:]
    return wide


def doubled(small: Ink, shape: tuple[int, ...]) -> Ink:
    """A mask of the half picture for the whole one."""
    return np.repeat(np.repeat(small, 2, axis=0), 2, axis=1)[: shape[0], : shape[1]]
