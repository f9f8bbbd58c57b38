"""Text recognition by the program tesseract with its Vietnamese data.

One thread a process, for tesseract's own threads only get in each other's way: pages are recognised side by side, and where there are
fewer pages than cores (a letter of one page, the last page of a report) the lines of one page are shared out.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from enum import IntEnum
from functools import cache

import numpy as np
import numpy.typing as npt
from lxml import etree
from PIL import Image

from .errors import MissingProgram
from .vietnamese import to_nfc
from .words import Word
from .workplaces import workplace

Grey = npt.NDArray[np.uint8]

PROGRAM = "tesseract"
LANGUAGE = "vie"
DPI = 300
_WORTH_A_PROCESS = 8000  # pixels of width of lines: starting tesseract takes as long as reading a few lines
OLDEST = (4, 0)  # the first with the recogniser that knows Vietnamese marks

_EM_DASH, _EN_DASH = "—", "–"  # tesseract has the longer one for the shorter, which Vietnamese offices print
_TURN = re.compile(r"^Rotate: (90|180|270)$", re.MULTILINE)
_TITLE = re.compile(r"(\w+) ([^;]+)")


class RecognitionFailed(Exception):
    """Tesseract gave up on one picture; the document goes on without it."""


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


def turn_of(picture: Image.Image, *, seconds: float = 60.0) -> int:
    """By how many degrees clockwise (0, 90, 180, 270) a page must be turned so that its text stands upright; 0 where tesseract cannot tell."""
    with workplace("ocr") as folder:
        path = folder / "page.png"
        picture.save(path, dpi=(DPI, DPI))
        command = [PROGRAM, str(path), "-", "-l", "osd", "--psm", str(int(Mode.TURN)), "--dpi", str(DPI)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False, env=_environment())
        except subprocess.TimeoutExpired:
            return 0
    match = _TURN.search(done.stdout)
    return int(match[1]) if match else 0


class Mode(IntEnum):
    """How tesseract takes a picture (its page segmentation modes)."""

    TURN = 0  # of a page: it only tells how it is turned
    LINE = 7  # it finds the line in the picture itself
    RAW_LINE = 13  # the picture is the line


class _Cores:
    """How many of the machine's cores are taken by pages in the making."""

    def __init__(self) -> None:
        self._taken = 0
        self._lock = threading.Lock()

    @property
    def number(self) -> int:
        return len(os.sched_getaffinity(0))

    @property
    def idle(self) -> int:
        return max(self.number - self._taken, 0)

    @contextmanager
    def held(self) -> Iterator[None]:
        """One core is taken as long as the block lasts."""
        with self._lock:
            self._taken += 1
        try:
            yield
        finally:
            with self._lock:
                self._taken -= 1


CORES = _Cores()


def recognise_lines(pictures: Sequence[Grey], *, mode: Mode, seconds: float = 300.0) -> list[list[Word]]:
    """The words of each of ``pictures`` (one line of text each, grey, at :data:`DPI`), with places in pixels of that picture.

    One process recognises them all, or one for each core that is idle where they are many. Raises :class:`RecognitionFailed` where tesseract
    fails or takes longer than ``seconds``.
    """
    version()
    width = sum(picture.shape[1] for picture in pictures)
    parts = min(1 + CORES.idle, max(width // _WORTH_A_PROCESS, 1), max(len(pictures), 1))
    if parts == 1:
        return _recognised(pictures, mode, seconds)
    with ThreadPoolExecutor(parts) as pool:
        shares = pool.map(lambda first: _recognised(pictures[first::parts], mode, seconds), range(parts))
    found: list[list[Word]] = [[] for _ in pictures]
    for first, share in enumerate(shares):
        found[first::parts] = share
    return found


def _recognised(pictures: Sequence[Grey], mode: Mode, seconds: float) -> list[list[Word]]:
    """As :func:`recognise_lines`, by one process."""
    if not pictures:
        return []
    first, *others = (Image.fromarray(picture) for picture in pictures)
    with workplace("ocr") as folder:
        path = folder / "lines.tif"
        first.save(path, save_all=True, append_images=others, dpi=(DPI, DPI))
        command = [PROGRAM, str(path), "-", "-l", LANGUAGE, "--psm", str(int(mode)), "--dpi", str(DPI)]
        command += ["-c", "hocr_char_boxes=1", "-c", "lstm_choice_mode=2", "-c", "tessedit_do_invert=0", "hocr"]
        try:
            done = subprocess.run(command, capture_output=True, timeout=seconds, check=False, env=_environment())
        except subprocess.TimeoutExpired as error:
            raise RecognitionFailed(f"tesseract took longer than {seconds:.0f} s") from error
    if done.returncode:
        raise RecognitionFailed(done.stderr.decode("utf-8", "replace").strip() or f"tesseract ended with {done.returncode}")
    return _lines(done.stdout, len(pictures))


def _lines(hocr: bytes, count: int) -> list[list[Word]]:
    """The words on each page of tesseract's hOCR output: a page is the picture of a line."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.parse(io.BytesIO(hocr), parser).getroot()
    found: list[list[Word]] = [[] for _ in range(count)]
    for page in root.iter("{*}div"):
        if page.get("class") != "ocr_page":
            continue
        number = int(_titles(page).get("ppageno", "0"))
        for line in page.iter("{*}span"):
            if line.get("class") in ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat") and number < count:
                size = float(_titles(line).get("x_size", "0").split()[0])
                words = (_word(item, size) for item in line if item.get("class") == "ocrx_word")
                found[number] += [word for word in words if word is not None]
    return found


def _titles(item: etree._Element) -> dict[str, str]:
    return dict(_TITLE.findall(item.get("title", "")))


def _word(item: etree._Element, size: float) -> Word | None:
    """One word with a box for each character, and the other characters that the network thought of."""
    titles = _titles(item)
    left, top, right, bottom = (float(value) for value in titles["bbox"].split())
    text: list[str] = []
    begins: list[float] = []
    choices: list[str] = []
    for glyph in item:
        if "x_bboxes" in glyph.get("title", ""):
            begin = float(_titles(glyph)["x_bboxes"].split()[0])
            for char in to_nfc(glyph.text or "").replace(_EM_DASH, _EN_DASH):
                text.append(char)
                begins.append(begin)
                choices.append("")
        elif choices and glyph.get("id", "").startswith("lstm_choices"):
            choices[-1] = "".join(dict.fromkeys(_other_readings(glyph, text[-1])))
    word = "".join(text)
    if not word.strip():
        return None
    confidence = float(titles.get("x_wconf", 0)) / 100
    return Word(word, left, top, right, bottom, _spread(begins, left, right), size, confidence=confidence, choices=tuple(choices))


def _other_readings(glyph: etree._Element, chosen: str) -> Iterator[str]:
    for choice in glyph:
        reading = to_nfc(choice.text or "")
        if len(reading) == 1 and reading not in (chosen, " ") and float(_titles(choice).get("x_confs", "0")) > 0:
            yield reading


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
