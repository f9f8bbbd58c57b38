"""The lines of text in a scanned page, each cut out by itself.

A recogniser that is given one clean line, with the ink of its neighbours gone and the right amount of white around it, tells "ô", "ố" and
"ổ" apart far better than one that looks for the lines itself (half to a fifth of the wrong marks on the scans this was measured on).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from .scans import doubled, widened
from .zones import Zone

Grey = npt.NDArray[np.uint8]
Ink = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int_]

_CAPITALS = 85  # percentile of the rise of letters over their feet at which capitals and ascenders stand
_FAINT = 1.7  # power by which what is lighter than black is darkened: hooks and dots are thin, and scanned light
_DARKENED = (255 * (np.arange(256) / 255) ** _FAINT).astype(np.uint8)
_FLAT = 0.55  # lower than this share of a letter is a mark or a stop


@dataclass(frozen=True)
class TextLine:
    """One line of a scan: ``picture`` is cut out of the page with its corner at ``left``, ``top`` (pixels of the page).

    ``feet`` is the height on which its letters stand, ``capital`` the height of its capitals, both in pixels of the page.
    """

    picture: Grey
    left: int
    top: int
    feet: float
    capital: float

    def between(self, left: int, right: int) -> TextLine:
        """The part of the line from ``left`` to ``right`` of its picture."""
        return replace(self, picture=np.ascontiguousarray(self.picture[:, left:right]), left=self.left + left)


@dataclass(frozen=True)
class _Pieces:
    """Connected ink of a page, in half resolution: number of each pixel's piece, and the edges of the piece of each number."""

    labels: Numbers
    top: Numbers
    bottom: Numbers
    left: Numbers
    right: Numbers


def text_lines(
    grey: Grey, small: Ink, zones: Sequence[Zone], *, above: float = 0.3, below: float = 0.15, beside: float = 0.12
) -> list[TextLine]:
    """The lines of every zone of a page from top to bottom; ``small`` is its ink in half resolution."""
    pieces = _pieces(small)
    letter = _letter_height(pieces)
    return [
        _cut_out(grey, pieces, line, letter, (above, below, beside))
        for members in _shared_out(zones, pieces)
        for line in _lines_of(members, pieces, letter)
    ]


def _shared_out(zones: Sequence[Zone], pieces: _Pieces) -> list[Numbers]:
    """The numbers of the pieces of each zone; what lies in several zones (rectangles overlap) belongs to the smallest."""
    middle_x, middle_y = (pieces.left + pieces.right) / 2, (pieces.top + pieces.bottom) / 2
    owner = np.full(len(pieces.top), -1)
    for index in sorted(range(len(zones)), key=lambda i: zones[i].width * zones[i].height, reverse=True):
        zone = zones[index]
        left, top = zone.left / 2, zone.top / 2
        inside = (middle_x >= left) & (middle_x < left + zone.width / 2) & (middle_y >= top) & (middle_y < top + zone.height / 2)
        owner[inside] = index
    owner[0] = -1
    return [np.flatnonzero(owner == index) for index in range(len(zones))]


def _pieces(small: Ink) -> _Pieces:
    labels, _ = ndimage.label(small, structure=np.ones((3, 3), bool))
    places = ndimage.find_objects(labels)
    edges = np.array([(p[0].start, p[0].stop, p[1].start, p[1].stop) for p in places], dtype=int).reshape(-1, 4)
    edges = np.vstack([[0, 0, 0, 0], edges])  # number 0 is the paper
    return _Pieces(labels, edges[:, 0], edges[:, 1], edges[:, 2], edges[:, 3])


def _letter_height(pieces: _Pieces) -> float:
    """The usual height of a letter without ascender, in pixels of the half picture."""
    heights = (pieces.bottom - pieces.top)[1:]
    widths = (pieces.right - pieces.left)[1:]
    usual = heights[(heights >= 6) & (heights <= 60) & (widths >= 3) & (widths <= 4 * heights)]
    return float(np.median(usual)) if len(usual) else 14.0


@dataclass(frozen=True)
class _Row:
    """A line as numbers of pieces, the height of its feet, and of its capitals, in pixels of the half picture."""

    members: Numbers
    feet: float
    capital: float


def _lines_of(members: Numbers, pieces: _Pieces, page_letter: float) -> Iterator[_Row]:
    """The lines that the pieces of a zone make."""
    if not len(members):
        return
    middle_y = (pieces.top + pieces.bottom) / 2
    heights = (pieces.bottom - pieces.top)[members]
    high = heights[heights >= _FLAT * page_letter]
    letter = float(np.median(high)) if len(high) else page_letter
    is_letter = heights >= _FLAT * letter
    letters = members[is_letter]
    if not len(letters):
        return
    middles = _line_middles(middle_y[letters], (pieces.right - pieces.left)[letters], letter)
    line_of = np.full(len(pieces.top), -1)
    line_of[letters] = np.abs(middle_y[letters][:, None] - middles[None, :]).argmin(axis=1)
    feet = np.array(
        [
            np.median(pieces.bottom[letters[line_of[letters] == n]]) if (line_of[letters] == n).any() else 0
            for n in range(len(middles))
        ]
    )
    for cluster in _clusters(members[~is_letter], pieces):
        line_of[cluster] = _line_of_mark(cluster, letters, line_of, pieces, feet, letter)
    rise = feet[line_of[letters]] - pieces.top[letters]
    usual = max(float(np.percentile(rise, _CAPITALS)), 3.0)
    for number in range(len(middles)):
        members = np.flatnonzero(line_of == number)
        if len(members):
            yield _Row(members, float(feet[number]), _capital(rise[line_of[letters] == number], usual))


def _capital(rise: npt.NDArray[np.float64], usual: float) -> float:
    """The height of capitals in a line by how far its letters rise: as ``usual`` in its zone unless it is plainly another font."""
    if not len(rise):
        return usual
    highest = float(np.percentile(rise, 95))
    if highest < 0.8 * usual or float(np.median(rise)) > 1.15 * usual:
        return max(float(np.percentile(rise, _CAPITALS)), 3.0)
    return usual


def _line_middles(middles: npt.NDArray[np.float64], weights: Numbers, letter: float) -> npt.NDArray[np.float64]:
    """Heights around which letters gather: the peaks of their smoothed distribution."""
    start = int(middles.min()) - 2 * int(letter)
    profile = np.zeros(int(middles.max()) - start + 2 * int(letter) + 2)
    np.add.at(profile, (middles - start).astype(int), np.minimum(weights, 2 * letter))
    smooth = ndimage.gaussian_filter1d(profile, 0.4 * letter)
    peaks = np.flatnonzero((smooth[1:-1] > smooth[:-2]) & (smooth[1:-1] >= smooth[2:])) + 1
    strong = [int(peak) for peak in peaks]
    kept: list[int] = []
    for peak in sorted(strong, key=lambda p: -smooth[p]):
        if all(abs(peak - other) > 1.3 * letter for other in kept):
            kept.append(peak)
    return np.array(sorted(kept), dtype=float) + start


def _clusters(marks: Numbers, pieces: _Pieces) -> list[Numbers]:
    """Marks that stand on each other: a circumflex and its tone."""
    order = marks[np.argsort(pieces.left[marks])]
    clusters: list[list[int]] = []
    for mark in order.tolist():
        for cluster in reversed(clusters[-8:]):
            if any(_stacked(mark, other, pieces) for other in cluster):
                cluster.append(mark)
                break
        else:
            clusters.append([mark])
    return [np.array(cluster) for cluster in clusters]


def _stacked(one: int, other: int, pieces: _Pieces) -> bool:
    across = min(pieces.right[one], pieces.right[other]) - max(pieces.left[one], pieces.left[other])
    down = max(pieces.top[one], pieces.top[other]) - min(pieces.bottom[one], pieces.bottom[other])
    return bool(across > -2 and down <= 3)


def _line_of_mark(
    cluster: Numbers, letters: Numbers, line_of: Numbers, pieces: _Pieces, feet: npt.NDArray[np.float64], letter: float
) -> int:
    """A stop belongs to the line on whose feet it stands, a mark to the letter below, a dot to the letter above or below, what is
    nearer; -1 for a speck far from all lines."""
    top, bottom = pieces.top[cluster].min(), pieces.bottom[cluster].max()
    level = np.flatnonzero((top < feet) & (bottom > feet - letter))
    if len(level):
        return int(level[0])
    left, right = pieces.left[cluster].min(), pieces.right[cluster].max()
    over = letters[(pieces.left[letters] < right + 2) & (pieces.right[letters] > left - 2)]
    below = np.maximum(pieces.top[over] - bottom, np.where(pieces.top[over] < top, 99, 0))
    above = np.maximum(top - pieces.bottom[over], np.where(pieces.bottom[over] > bottom, 99, 0))
    dot = bottom - top < 0.4 * letter and right - left < 0.45 * letter
    gaps = np.minimum(below, above if dot else 2.5 * above + 1)
    if len(over) and gaps.min() < 0.9 * letter:
        return int(line_of[over[int(gaps.argmin())]])
    distance = np.abs(feet - letter / 2 - (top + bottom) / 2)
    return int(distance.argmin()) if distance.min() < 2.2 * letter else -1


def _cut_out(grey: Grey, pieces: _Pieces, row: _Row, letter: float, white: tuple[float, float, float]) -> TextLine:
    """``row`` without the ink of its neighbours, with shares of a letter's height of ``white`` above, below and beside it.

    What is too faint to be a piece of ink stays: it may be a hook or a dot.
    """
    members = row.members
    over, under, side = (round(share * letter) + 2 for share in white)
    top, bottom = int(pieces.top[members].min()) - over, int(pieces.bottom[members].max()) + under
    left, right = int(pieces.left[members].min()) - side, int(pieces.right[members].max()) + side
    y, x = max(top, 0), max(left, 0)
    labels = pieces.labels[y : max(bottom, 0), x : max(right, 0)]
    own = np.zeros(len(pieces.top), dtype=bool)
    own[members] = True
    foreign = ~own
    foreign[0] = False
    inner = grey[2 * y : 2 * max(bottom, 0), 2 * x : 2 * max(right, 0)]
    mask = doubled(widened(widened(foreign[labels])) & ~widened(own[labels]), inner.shape)
    picture = np.full((2 * (bottom - top), 2 * (right - left)), 255, dtype=np.uint8)
    place = picture[2 * (y - top) : 2 * (y - top) + inner.shape[0], 2 * (x - left) : 2 * (x - left) + inner.shape[1]]
    place[~mask] = _DARKENED[inner[~mask]]
    return TextLine(picture, 2 * left, 2 * top, 2 * row.feet, 2 * row.capital)
