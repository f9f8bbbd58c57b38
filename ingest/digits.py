"""Numbers written by hand, read by a small network for lines of text (PP-OCRv6, 21 MB).

The network is a file of the package ``rapidocr``. Only the file is used: the package's own code wants a picture library many times as large,
can fetch other networks, and cannot be told that there are only digits. Where the file or the library that runs it is missing,
:func:`available` says so and everything else goes on.
"""

from __future__ import annotations

import importlib.util
import logging
import re
import threading
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from PIL import Image

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_log = logging.getLogger(__name__)

Grey = npt.NDArray[np.uint8]
Shares = npt.NDArray[np.float32]

_MODEL = "models/PP-OCRv6_rec_small.onnx"
_HEIGHT = 48  # pixels of the pictures that the network was taught with
_NARROWEST = 64
_BEAMS = 20  # beginnings of numbers that are followed
_RARE = 1e-4  # a digit less likely than this is not followed
# White around the number as a share of its height, slant (columns a row), width against height.
_FORMS = ((0.1, 0.0, 1.0), (0.25, 0.0, 1.0), (0.4, 0.0, 1.0), (0.25, 0.12, 1.0), (0.25, -0.12, 1.0), (0.25, 0.0, 1.2))


def available() -> bool:
    """Whether the network and the library that runs it are installed."""
    return _network() is not None


@dataclass(frozen=True)
class Reading:
    """A number and the evidence for it, the least of all forms in which it was looked at.

    ``digits`` are "" where the forms gave different numbers, or none that is wanted. ``likelihood``: how likely the number is this one, if one
    that is wanted is written there; ``outright``: how likely just this is written there, whatever else it might have been.
    """

    digits: str
    likelihood: float
    outright: float


_NOTHING = Reading("", 0.0, 0.0)


def read(cut: Grey, wanted: re.Pattern[str]) -> Reading:
    """The number, of those that ``wanted`` matches, that is written in ``cut``, dark on white and cut out to its edges.

    Raises :class:`LookupError` where the network is not :func:`available`.
    """
    network = _network()
    if network is None:
        raise LookupError("the network for handwritten digits is not installed")
    found: Reading | None = None
    for form in _FORMS:
        reading = _likeliest(network.shares(_formed(cut, *form)), wanted)
        if not reading.digits or (found is not None and reading.digits != found.digits):
            return _NOTHING
        if found is not None:
            reading = Reading(found.digits, min(found.likelihood, reading.likelihood), min(found.outright, reading.outright))
        found = reading
    return found or _NOTHING


def _formed(cut: Grey, white: float, slant: float, width: float) -> Grey:
    """The cut slanted, with white around, as high as the network wants it."""
    height = cut.shape[0]
    around = max(round(white * height), 1)
    leaning = round(abs(slant) * height)
    padded = np.pad(cut, ((around, around), (around + leaning, around + leaning)), constant_values=255)
    picture = Image.fromarray(padded)
    if slant:
        middle = padded.shape[0] / 2
        picture = picture.transform(
            picture.size, Image.Transform.AFFINE, (1, slant, -slant * middle, 0, 1, 0), Image.Resampling.BILINEAR, fillcolor=255
        )
    across = max(round(padded.shape[1] * width * _HEIGHT / padded.shape[0]), 8)
    formed = np.asarray(picture.resize((across, _HEIGHT), Image.Resampling.BILINEAR))
    return np.pad(formed, ((0, 0), (0, max(_NARROWEST - across, 0))), constant_values=255)


def _likeliest(shares: Shares, wanted: re.Pattern[str]) -> Reading:
    """The likeliest of the numbers that are ``wanted``, from the ``shares`` of no sign and of each digit, column by column.

    Along the columns of a picture a digit may be seen once or several times, and two of the same have a column without a sign between them
    (connectionist temporal classification): the likelihood of a number is the sum over all the ways in which the columns can spell it.
    """
    known = np.maximum(shares.sum(axis=1), 1e-9)
    beams: dict[str, tuple[float, float]] = {"": (1.0, 0.0)}  # likelihood with the last column empty, and with it a digit
    for column in shares / known[:, None]:
        longer: defaultdict[str, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
        for text, (empty, digit) in beams.items():
            was_empty, was_digit = longer[text]
            again = digit * float(column[int(text[-1]) + 1]) if text else 0.0
            longer[text] = (was_empty + (empty + digit) * float(column[0]), was_digit + again)
            for number in np.flatnonzero(column[1:] > _RARE):
                more = text + str(number)
                was_empty, was_digit = longer[more]
                before = empty if text.endswith(str(number)) else empty + digit
                longer[more] = (was_empty, was_digit + before * float(column[number + 1]))
        beams = dict(sorted(longer.items(), key=lambda beam: sum(beam[1]), reverse=True)[:_BEAMS])
    likely = {text: sum(beam) for text, beam in beams.items() if wanted.fullmatch(text)}
    text = max(likely, key=likely.__getitem__, default="")
    if not text or likely[text] <= 0:
        return _NOTHING
    return Reading(text, likely[text] / sum(likely.values()), likely[text] * float(known.prod()))


class _Network:
    """The network, and which of its outputs are no sign and the digits."""

    def __init__(self, session: InferenceSession) -> None:
        signs = session.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._session = session
        self._input = session.get_inputs()[0].name
        self._wanted = [0, *(signs.index(digit) + 1 for digit in "0123456789")]

    def shares(self, picture: Grey) -> Shares:
        """Of each column (eight pixels), how likely it shows no sign, and each of the digits; other signs have the rest."""
        scaled = picture.astype(np.float32) / 127.5 - 1
        found: Any = self._session.run(None, {self._input: np.repeat(scaled[None, None], 3, axis=1)})[0]
        chosen: Shares = found[0][:, self._wanted]
        return chosen


def forget() -> None:
    """Looks for the network anew when it is next wanted."""
    _loaded.cache_clear()


_LOADING = threading.Lock()


def _network() -> _Network | None:
    """Loaded when first asked for, then kept; None where it is missing or cannot be used."""
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> _Network | None:
    path = _model()
    if path is None:
        return None
    try:
        import onnxruntime
    except ImportError:
        return None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # pages are read side by side
    options.log_severity_level = 4
    try:
        return _Network(onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"]))
    except Exception:
        _log.warning("the network for handwritten digits cannot be used: %s", path, exc_info=True)
        return None


def _model() -> Path | None:
    """The file of the network, found without importing the package."""
    found = importlib.util.find_spec("rapidocr")
    for folder in found.submodule_search_locations or () if found else ():
        path = Path(folder) / _MODEL
        if path.is_file():
            return path
    return None
