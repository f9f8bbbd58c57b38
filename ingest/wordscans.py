"""Scanned pages pasted into Word: the text in pictures recognised, where pictures are most of the document."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from ingest.document import PageSource
from ingest.errors import CorruptFile, ReadingError, TooManyPages
from ingest.limits import Limits
from ingest.openxml.package import MC, Element, Package, W, open_package
from ingest.openxml.pictures import Picture, pictures_of
from ingest.pagetext import PageText
from ingest.pictures import dpi_of, picture_from
from ingest.recognition import read_scans

_LETTERS_OF_PAGE = (
    1000  # typed letters for each page of pictures; with more, the typed text is the document (a full page has 2,200)
)
_NOT_OPENED = "Không mở được hình «{name}» trong văn bản nên chưa đọc được chữ trong đó. Hãy xem bản gốc."
_PAGE_SHAPE = (1.2, 1.7)  # long to short side of a page; A4 has 1.41


def is_scanned(pictures: Sequence[Picture], typed: int) -> bool:
    """Whether a document with ``typed`` letters consists mainly of its pictures."""
    pages = sum(picture.pages for picture in pictures if picture.may_hold_text)
    return typed < _LETTERS_OF_PAGE * pages


@dataclass(frozen=True, slots=True)
class Scan:
    """A picture that may hold text, and the part of the package it is in ("" where it is none of the file's own)."""

    picture: Picture
    part: str

    @property
    def name(self) -> str:
        """What to call it before staff: the author's description, else the name of its file in the document."""
        return " ".join(self.picture.title.split())[:80] or posixpath.basename(self.part) or "hình"


def scans_in(body: Element, parts: Mapping[str, tuple[str, str]]) -> list[Scan]:
    """The pictures of a document that may hold text, in the order of the file, each once however often it is shown.

    ``parts``: :meth:`Package.relations` of the document part.
    """
    found: dict[Picture, Scan] = {}
    for drawing in body.iter(W + "drawing", W + "pict"):
        if next(drawing.iterancestors(MC + "Fallback"), None) is None:
            for picture in pictures_of(drawing):
                if picture.may_hold_text:
                    found.setdefault(picture, Scan(picture, parts.get(picture.relation, ("", ""))[1]))
    return list(found.values())


def recognised(package: Package, scans: Sequence[Scan], limits: Limits) -> dict[Picture, PageText]:
    """What is recognised in each picture; pages are numbered from 1 in the order of ``scans``.

    One that cannot be opened (a drawing such as .emf, a damaged file) is an empty page with a warning. Raises TooManyPages, MissingProgram.
    """
    if len(scans) > limits.pages:
        raise TooManyPages

    def pages() -> Iterator[tuple[PageText, Callable[[], Image.Image]]]:
        for number, scan in enumerate(scans, start=1):
            warnings: tuple[str, ...] = ()
            try:
                image = as_shown(scan, package)
            except ReadingError:
                image, warnings = _blank(), (_NOT_OPENED.format(name=scan.name),)
            dpi = _dpi(scan.picture, image)
            size = image.width * 72 / dpi, image.height * 72 / dpi
            yield PageText(number, *size, PageSource.NONE, 0.0, warnings=warnings), image.copy

    return {scan.picture: page for scan, page in zip(scans, list(read_scans(pages())), strict=True)}


def page_of(path: Path, number: int) -> Image.Image:
    """The picture that is page ``number`` (from 1) of a Word file, for the reviewer; raises IndexError past the end."""
    with open_package(path, Limits()) as package:
        main = package.main_part()
        scans = scans_in(package.xml(main), package.relations(main))
        if not 1 <= number <= len(scans):
            raise IndexError(number)
        try:
            return as_shown(scans[number - 1], package)
        except ReadingError:
            return _blank()


def _blank() -> Image.Image:
    return Image.new("RGB", (413, 585), "white")  # A4 at 50 dpi


def as_shown(scan: Scan, package: Package) -> Image.Image:
    """The picture, cropped and turned as in the document; raises CorruptFile or TooLarge."""
    try:
        data = package.read(scan.part)
    except KeyError as error:
        raise CorruptFile from error
    image = picture_from(data)
    left, top, right, bottom = scan.picture.crop
    if any(scan.picture.crop) and left + right < 1 and top + bottom < 1:
        width, height = image.size
        image = image.crop((round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height)))
    return image.rotate(-scan.picture.turned, expand=True) if scan.picture.turned else image


def _dpi(picture: Picture, image: Image.Image) -> float:
    """Dots per inch at which its text is as large as on paper: what a page or its scanner says, else as it is shown in the document."""
    own = dpi_of(image)
    said = float(image.info.get("dpi", (0, 0))[0] or 0)
    if own == said or _PAGE_SHAPE[0] <= max(image.size) / min(image.size) <= _PAGE_SHAPE[1]:
        return own
    width = picture.height if picture.turned in (90, 270) else picture.width
    return min(max(image.width * 72 / max(width, 1.0), 50.0), 1300.0)
