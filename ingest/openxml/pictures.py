"""Pictures in Word files: where they come from, and how large, cropped and turned each is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.openxml.package import MC, Element, R, W

_A4 = 595.0 * 842.0  # square points
_EMU = 12700  # of the drawing's units in a point (ECMA-376 part 1, 20.1.2.1)
_SMALLEST = (226.0, 113.0)  # long and short side, 8 × 4 cm: less is an emblem, a signature or a stamp, and holds no paragraph
_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm|px)?")
_IN_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "": 0.75}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as shown: ``relation`` leads to its part; size in points; ``crop`` are shares cut off left, top, right and bottom;
    ``turned`` degrees clockwise, of four quarters; ``title`` is what the author called it."""

    relation: str
    width: float
    height: float
    title: str = ""
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    turned: int = 0

    @property
    def may_hold_text(self) -> bool:
        """Whether it is shown large enough for a paragraph to be read in it."""
        return max(self.width, self.height) >= _SMALLEST[0] and min(self.width, self.height) >= _SMALLEST[1]

    @property
    def pages(self) -> float:
        """Its area in pages of A4."""
        return self.width * self.height / _A4


def pictures_of(drawing: Element) -> list[Picture]:
    """The pictures in a ``w:drawing`` or ``w:pict``, those in text boxes left out: they are read with the box."""
    found = []
    for element in drawing.iter("{*}blip", "{*}imagedata"):
        if any(ancestor.tag in (MC + "Fallback", W + "txbxContent") for ancestor in _above(element, drawing)):
            continue
        picture = _of_blip(element, drawing) if element.tag.endswith("}blip") else _of_shape(element, drawing)
        if picture.relation:
            found.append(picture)
    return found


def _above(element: Element, top: Element) -> Iterator[Element]:
    for ancestor in element.iterancestors():
        if ancestor is top:
            return
        yield ancestor


def _of_blip(blip: Element, drawing: Element) -> Picture:
    """DrawingML (20.1, 20.2): sizes in EMU, cuts in thousandths of a percent, angles in 60,000ths of a degree."""
    own = next((ancestor for ancestor in _above(blip, drawing) if ancestor.tag.endswith("}pic")), None)
    frame = None if own is None else next(own.iter("{*}xfrm"), None)
    size = None if frame is None else next(frame.iter("{*}ext"), None)
    if size is None:
        size = next(drawing.iter("{*}extent"), None)
    cut = next(blip.itersiblings("{*}srcRect"), None)
    name = next(drawing.iter("{*}docPr"), None)
    crop = tuple(max(_number(cut, side) / 100_000, 0.0) for side in ("l", "t", "r", "b"))
    return Picture(
        blip.get(R + "embed", ""),
        _number(size, "cx") / _EMU,
        _number(size, "cy") / _EMU,
        "" if name is None else name.get("descr") or name.get("title") or "",
        (crop[0], crop[1], crop[2], crop[3]),
        round(_number(frame, "rot") / 60_000 / 90) * 90 % 360,
    )


def _of_shape(data: Element, drawing: Element) -> Picture:
    """VML, of older files: the size stands in the style of the shape."""
    shape = next(_above(data, drawing), None)
    style = "" if shape is None else shape.get("style", "")
    size = {side: float(number) * _IN_POINTS[unit] for side, number, unit in _LENGTH.findall(style)}
    title = data.get("{urn:schemas-microsoft-com:office:office}title", "")
    return Picture(data.get(R + "id", ""), size.get("width", 0.0), size.get("height", 0.0), title)


def _number(element: Element | None, name: str) -> float:
    try:
        return 0.0 if element is None else float(element.get(name, "0"))
    except ValueError:
        return 0.0
