"""Digits, a letter and a scribble as a pen writes them: strokes through points, x and y as shares of the height, y downwards."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw
from scipy.interpolate import CubicSpline

from tests.ingest.drawn_pages import DPI

Stroke = Sequence[tuple[float, float]]

SIGNS: dict[str, list[Stroke]] = {
    "0": [[(0.3, 0.03), (0.06, 0.3), (0.06, 0.72), (0.28, 0.98), (0.5, 0.7), (0.5, 0.28), (0.3, 0.03), (0.22, 0.06)]],
    "1": [[(0.0, 0.35), (0.24, 0.02)], [(0.24, 0.02), (0.2, 0.98)]],
    "2": [[(0.02, 0.24), (0.22, 0.02), (0.46, 0.2), (0.3, 0.6), (0.0, 0.97)], [(0.0, 0.97), (0.55, 0.95)]],
    "3": [[(0.03, 0.12), (0.28, 0.02), (0.42, 0.22), (0.16, 0.46)], [(0.16, 0.46), (0.46, 0.62), (0.38, 0.92), (0.02, 0.92)]],
    "4": [[(0.28, 0.0), (0.0, 0.62)], [(0.0, 0.62), (0.55, 0.6)], [(0.4, 0.3), (0.36, 1.0)]],
    "5": [
        [(0.12, 0.04), (0.06, 0.44)],
        [(0.06, 0.44), (0.36, 0.42), (0.44, 0.72), (0.24, 0.98), (0.0, 0.9)],
        [(0.12, 0.04), (0.5, 0.02)],
    ],
    "6": [[(0.38, 0.02), (0.1, 0.4), (0.06, 0.78), (0.26, 0.98), (0.46, 0.76), (0.28, 0.54), (0.08, 0.72)]],
    "7": [[(0.0, 0.06), (0.5, 0.03)], [(0.5, 0.03), (0.2, 1.0)], [(0.12, 0.52), (0.48, 0.48)]],
    "8": [
        [(0.42, 0.14), (0.2, 0.02), (0.08, 0.2), (0.4, 0.62), (0.38, 0.92), (0.14, 0.96), (0.06, 0.72), (0.36, 0.4), (0.42, 0.14)]
    ],
    "9": [[(0.44, 0.16), (0.22, 0.02), (0.04, 0.26), (0.2, 0.48), (0.44, 0.2)], [(0.44, 0.2), (0.42, 0.6), (0.3, 1.0)]],
    "a": [[(0.44, 0.5), (0.2, 0.42), (0.02, 0.72), (0.16, 0.98), (0.42, 0.56)], [(0.44, 0.44), (0.42, 0.9), (0.54, 0.98)]],
    "~": [[(0.0, 1.0), (0.2, 0.0), (0.4, 1.0), (0.6, 0.1), (0.9, 1.1), (1.1, 0.0), (1.4, 0.8)]],
}
_GAP = 0.14


def write(
    page: Image.Image, signs: str, left: float, foot: float, *, height: float = 12.0, thick: int = 7, slant: float = 0.12
) -> float:
    """Writes ``signs`` on a page of 300 dpi from ``left`` on (points); the place where they end."""
    draw, scale = ImageDraw.Draw(page), DPI / 72
    for sign in signs:
        strokes = SIGNS[sign]
        for stroke in strokes:
            points = [
                ((left + (x + slant * (1 - y)) * height) * scale, (foot - (1 - y) * height) * scale) for x, y in _smooth(stroke)
            ]
            draw.line(points, fill=(25, 25, 40), width=thick, joint="curve")
            for x, y in (points[0], points[-1]):
                draw.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=(25, 25, 40))
        left += (max(x for stroke in strokes for x, _ in stroke) + _GAP) * height
    return left


def _smooth(stroke: Stroke) -> Sequence[tuple[float, float]]:
    if len(stroke) < 3:
        return stroke
    along = np.arange(len(stroke))
    return [tuple(point) for point in CubicSpline(along, np.array(stroke))(np.linspace(0, along[-1], 16 * len(stroke)))]
