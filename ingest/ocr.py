"""Text recognition by the program tesseract with its Vietnamese data.

One process a picture, one thread a process: pages are recognised side by side, and tesseract's own threads only get in each other's way.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree
from PIL import Image

from .errors import MissingProgram
from .vietnamese import to_nfc
from .words import Word

PROGRAM = "tesseract"
LANGUAGE = "vie"
DPI = 300
OLDEST = (4, 0)  # the first with the recogniser that knows Vietnamese marks

_TITLE = re.compile(r"(\w+) ([^;]+)")


class RecognitionFailed(Exception):
    """Tesseract gave up on one picture; the document goes on without it."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A rectangle of a picture to be read as one column, in pixels."""

    left: int
    top: int
    width: int
    height: int


@cache
def version() -> tuple[int, ...]:
    """The version of tesseract, once its Vietnamese data is seen to be there; raises :class:`MissingProgram`."""
    if shutil.which(PROGRAM) is None:
        raise MissingProgram(
            "Máy chủ chưa cài chương trình nhận dạng chữ (tesseract) nên chưa đọc được bản quét. "
            "Nhờ người quản trị cài gói tesseract-ocr và tesseract-ocr-vie, rồi bấm «Thử lại»."
        )
    found = _run(["--version"]).splitlines()[:1]
    match = re.search(r"(\d+)\.(\d+)(?:\.(\d+))?", found[0] if found else "")
    number = tuple(int(part) for part in match.groups() if part) if match else ()
    if number < OLDEST:
        raise MissingProgram(
            "Chương trình nhận dạng chữ (tesseract) trên máy chủ quá cũ. Nhờ người quản trị cài bản 4.0 trở lên, rồi bấm «Thử lại»."
        )
    if LANGUAGE not in _run(["--list-langs"]).split():
        raise MissingProgram(
            "Chương trình nhận dạng chữ thiếu dữ liệu tiếng Việt. Nhờ người quản trị cài gói tesseract-ocr-vie, rồi bấm «Thử lại»."
        )
    return number


def _run(arguments: Sequence[str]) -> str:
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=60, check=False, env=_environment())
    return done.stdout or done.stderr


def _environment() -> dict[str, str]:
    return {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}


def recognise(picture: Image.Image, *, zones: Sequence[Zone] = (), mode: int = 6, seconds: float = 300.0) -> list[list[Word]]:
    """The words of each line of a grey ``picture`` at :data:`DPI`, with places in points from its top left corner.

    ``zones`` are read one after another, each as a column of its own; without zones the whole picture is one. ``mode`` is tesseract's page
    segmentation mode. Raises :class:`RecognitionFailed` where tesseract fails on this picture or takes longer than ``seconds``.
    """
    version()
    with tempfile.TemporaryDirectory(prefix="thuky-ocr-") as folder:
        path = Path(folder) / "page.png"
        picture.save(path, compress_level=1, dpi=(DPI, DPI))
        if zones:
            lines = (f"{zone.left} {zone.top} {zone.width} {zone.height} Text" for zone in zones)
            path.with_suffix(".uzn").write_text("\n".join(lines) + "\n", encoding="ascii")
        command = [PROGRAM, str(path), "-", "-l", LANGUAGE, "--psm", str(mode), "--dpi", str(DPI)]
        command += ["-c", "hocr_char_boxes=1", "-c", "lstm_choice_mode=2", "-c", "hocr_font_info=0", "hocr"]
        try:
            done = subprocess.run(command, capture_output=True, timeout=seconds, check=False, env=_environment())
        except subprocess.TimeoutExpired as error:
            raise RecognitionFailed(f"tesseract took longer than {seconds:.0f} s") from error
    if done.returncode:
        raise RecognitionFailed(done.stderr.decode("utf-8", "replace").strip() or f"tesseract ended with {done.returncode}")
    return list(_lines(done.stdout))


def _lines(hocr: bytes) -> Iterator[list[Word]]:
    """The lines of tesseract's hOCR output."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.parse(io.BytesIO(hocr), parser).getroot()
    if root is None:
        return
    for line in root.iter("{*}span"):
        if line.get("class") in ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"):
            size = float(_titles(line).get("x_size", "0").split()[0])
            words = [word for word in (_word(item, size) for item in line if item.get("class") == "ocrx_word") if word]
            if words:
                yield words


def _titles(item: etree._Element) -> dict[str, str]:
    return dict(_TITLE.findall(item.get("title", "")))


def _word(item: etree._Element, size: float) -> Word | None:
    """One word with a box for each character; tesseract's own boxes overlap, so each character begins where its box does."""
    scale = 72 / DPI
    titles = _titles(item)
    left, top, right, bottom = (float(value) * scale for value in titles["bbox"].split())
    text: list[str] = []
    edges: list[float] = []
    for glyph in item:
        if glyph.get("class") != "ocrx_cinfo" or "x_bboxes" not in glyph.get("title", ""):
            continue
        begins = float(_titles(glyph)["x_bboxes"].split()[0]) * scale
        for char in to_nfc(glyph.text or ""):
            text.append(char)
            edges.append(begins)
    if not "".join(text).strip():
        return None
    word = "".join(text)
    return Word(
        word,
        left,
        top,
        right,
        bottom,
        _spread(edges, left, right),
        size * scale,
        confidence=float(titles.get("x_wconf", 0)) / 100,
    )


def _spread(begins: Sequence[float], left: float, right: float) -> tuple[float, ...]:
    """Edges that rise from ``left`` to ``right``: where tesseract gives several characters one beginning, they share its width."""
    edges = [left]
    for index in range(1, len(begins)):
        edges.append(min(max(begins[index], edges[-1]), right))
    edges.append(right)
    index = 0
    while index < len(edges) - 1:
        other = index + 1
        while other < len(edges) - 1 and edges[other] - edges[index] < 0.01:
            other += 1
        if other - index > 1:
            step = (edges[other] - edges[index]) / (other - index)
            for k in range(index + 1, other):
                edges[k] = edges[index] + step * (k - index)
        index = other
    return tuple(edges)
