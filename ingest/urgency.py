"""Stamps of urgency and secrecy in red on a scan ("HỎA TỐC", "KHẨN", "MẬT"): often slanted, in a frame or an arrow.

Red ink is taken out before a page is recognised, for a seal over a signature hides letters. These stamps are text, so they are looked for
apart: red ink that is longer than high is turned level, its frame taken off, and read; what is not one of the known words is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt
from PIL import Image
from rapidfuzz.distance import Levenshtein
from scipy import ndimage

from . import ocr
from .vietnamese import DATA, without_marks
from .words import Word

Grey = npt.NDArray[np.uint8]
Ink = npt.NDArray[np.bool_]

_RED = 50  # by how much red outshines green and blue in a red ink
_RED_AFAR, _LEAST_AFAR = 20, 12  # likewise in an eighth of the resolution, where strokes run together with paper
_LEAST = 300  # pixels of red ink in half resolution: a stamp has thousands
_LONG = 1.6  # spread along a stamp over spread across it; a round seal has 1
_FRAME = 0.6  # ink that spans this share of the stamp is its frame
_REACH = 6  # pixels over which letters of a stamp hang together, in half resolution


def stamps_of(picture: Image.Image, width: float, height: float) -> list[Word]:
    """The stamps in the picture of a page of ``width`` by ``height`` points, one word each (with spaces), where they stand."""
    if picture.mode not in ("RGB", "RGBA", "P"):
        return []
    if not _has_red(picture):
        return []
    colours = np.asarray(
        picture.convert("RGB").resize((round(width * ocr.DPI / 144), round(height * ocr.DPI / 144)), Image.Resampling.BOX)
    )
    red = colours[..., 0].astype(np.int16) - colours[..., 1:].max(axis=2)
    ink: Ink = red > _RED
    if int(ink.sum()) < _LEAST:
        return []
    found = []
    scale = 144 / ocr.DPI
    for rows, columns, cut in _long_stamps(red, ink):
        text, confidence = _read(cut)
        if text:
            left, right = columns.start * scale, columns.stop * scale
            step = (right - left) / len(text)
            edges = tuple(left + step * index for index in range(len(text) + 1))
            size = 14.0
            found.append(Word(text, left, rows.start * scale, right, rows.stop * scale, edges, size, confidence=confidence))
    return found


def _has_red(picture: Image.Image) -> bool:
    """Whether there is enough red for a stamp, seen from afar: most pages have none."""
    afar = np.asarray(picture.convert("RGB").reduce(8)).astype(np.int16)
    return int((afar[..., 0] - afar[..., 1:].max(axis=2) > _RED_AFAR).sum()) >= _LEAST_AFAR


def _long_stamps(red: npt.NDArray[np.int16], ink: Ink) -> Iterator[tuple[slice, slice, Grey]]:
    """Places of red ink that is longer than high, and the ink there turned level (perhaps upside down)."""
    labels, _ = ndimage.label(ndimage.binary_dilation(ink, iterations=_REACH))
    for number, place in enumerate(ndimage.find_objects(labels), 1):
        rows, columns = np.nonzero((labels[place] == number) & ink[place])
        if len(rows) < _LEAST:
            continue
        spread, axes = np.linalg.eigh(np.cov(np.vstack([columns, rows])))
        if spread[1] < _LONG**2 * max(spread[0], 1.0):
            continue
        angle = float(np.degrees(np.arctan2(axes[1, 1], axes[0, 1])))
        cut = np.where(labels[place] == number, 255 - np.clip(red[place] * 2.2, 0, 255), 255).astype(np.uint8)
        whole = Image.fromarray(cut).resize((2 * cut.shape[1], 2 * cut.shape[0]), Image.Resampling.BICUBIC)
        yield place[0], place[1], np.asarray(whole.rotate(angle, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC))


def _read(level: Grey) -> tuple[str, float]:
    """The known word that a stamp shows, either way up, and a confidence; ("", 0) where it shows none."""
    letters = _without_frame(level)
    if letters is None:
        return "", 0.0
    ways = [np.pad(letters, 16, constant_values=255), np.pad(letters[::-1, ::-1], 16, constant_values=255)]
    best = "", 0.0
    for words in ocr.recognise_lines(ways, mode=ocr.Mode.LINE):
        read = without_marks(" ".join(word.text for word in words)).upper().strip(" .,:;-|'\"")
        for known in _known():
            likeness = Levenshtein.normalized_similarity(read, without_marks(known))
            if likeness >= 0.75 and likeness > best[1]:
                best = known, likeness
    return best[0], min(best[1], 0.9)


def _without_frame(level: Grey) -> Grey | None:
    """The letters of a stamp, cut out; None where nothing is left."""
    ink: Ink = level < 150
    labels, count = ndimage.label(ink, structure=np.ones((3, 3), bool))
    span = level.shape[1]
    if count:
        rows, columns = np.nonzero(ink)
        span = int(columns.max() - columns.min())
    keep = np.zeros(count + 1, dtype=bool)
    for number, place in enumerate(ndimage.find_objects(labels), 1):
        keep[number] = place[1].stop - place[1].start < _FRAME * span and place[0].stop - place[0].start > 4
    rows, columns = np.nonzero(keep[labels])
    if not len(rows):
        return None
    letters: Grey = np.where(keep[labels], level, 255).astype(np.uint8)
    return letters[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


@cache
def _known() -> tuple[str, ...]:
    """The words of such stamps (Nghị định 30/2020, phụ lục I; Luật Bảo vệ bí mật nhà nước)."""
    lines = (DATA / "urgency_stamps.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
