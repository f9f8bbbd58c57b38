"""Vietnamese letters, syllables and the two old code pages.

Four things that every reader needs: one form for each letter (NFC, no letters of other alphabets), a key under which old and new tone
placement are equal ("hoà", "hòa"), a judgement how much of a text can be Vietnamese at all, and the way back from the fonts of before
2001 (TCVN 5712 in ``.VnTime`` and its kin, VNI in ``VNI-Times`` and its kin) to Unicode.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

DATA = Path(__file__).with_name("data")

TONES = {"acute": "\u0301", "grave": "\u0300", "hook": "\u0309", "tilde": "\u0303", "dot": "\u0323", "none": ""}
_TONE_MARKS = frozenset(TONES.values()) - {""}
_SHAPE_MARKS = frozenset("\u0302\u0306\u031b")
_TONE_BEFORE_SHAPE = re.compile("([\u0300\u0301\u0303\u0309])([\u0302\u0306])")


def to_nfc(text: str) -> str:
    """``text`` with every letter in one piece (NFC), also where a tone was typed before the circumflex ("é" + "̂" is "ế")."""
    if unicodedata.is_normalized("NFC", text) and "\u0302" not in text and "\u0306" not in text:
        return text
    apart = _TONE_BEFORE_SHAPE.sub(r"\2\1", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", apart)


def without_marks(text: str) -> str:
    """``text`` in plain letters: no tones, no circumflex, "đ" as "d"; for finding what was typed without marks."""
    apart = unicodedata.normalize("NFD", text)
    plain = "".join(c for c in apart if c not in _TONE_MARKS and c not in _SHAPE_MARKS)
    return unicodedata.normalize("NFC", plain).replace("đ", "d").replace("Đ", "D")


# --- one key for old and new tone placement -------------------------------------------------------------------------------------

# At the end of a syllable the tone of these pairs stands on the first vowel, before a further letter and behind q on the second.
_TONED_PAIR = re.compile(
    "(?P<before>[qQ]?)(?P<pair>[oòóỏõọ][aàáảãạeèéẻẽẹ]|[uùúủũụ][yỳýỷỹỵ])(?P<more>[^\\W\\d_]?)",
)


def matching_key(text: str) -> str:
    """``text`` in lower case with the tone of oa, oe, uy where new spelling puts it; as long as ``text``, so offsets hold in both.

    "Uỷ ban" and "Ủy ban" have one key, as have "hoà" and "hòa", "qúy" and "quý". ``text`` must be NFC.
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _TONED_PAIR.sub(_place_tone, lower)


def _place_tone(match: re.Match[str]) -> str:
    before, pair, more = match["before"], match["pair"], match["more"]
    bare, tone = _split_tone(pair)
    if len(tone) != 1 or len(bare) != 2:  # two tones: no syllable
        return match[0]
    on_first = not more and not before
    placed = _with_tone(bare[0], tone) + bare[1] if on_first else bare[0] + _with_tone(bare[1], tone)
    return before + placed + more


def _split_tone(letters: str) -> tuple[str, str]:
    """The letters without their tone, and the tone mark ("" for none; two of them if two letters carry one)."""
    apart = unicodedata.normalize("NFD", letters)
    tone = "".join(c for c in apart if c in _TONE_MARKS)
    return unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONE_MARKS)), tone


def _with_tone(letter: str, tone: str) -> str:
    return unicodedata.normalize("NFC", letter + tone)


# --- letters of other alphabets -------------------------------------------------------------------------------------------------


@cache
def _lookalikes() -> tuple[dict[int, str], dict[int, str]]:
    """Two translation tables: letters that are always meant otherwise, and those that are in mixed words."""
    tables: dict[str, dict[int, str]] = {"always": {}, "mixed": {}}
    for line in (DATA / "lookalikes.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            when, code, meant = line.split("\t")
            tables[when][int(code, 16)] = meant
    return tables["always"], tables["mixed"]


_FOREIGN = re.compile("[\u0370-\u052f]")
SUSPECT_LETTERS = "ÐðƉɖƢƣ\u0370-\u052f"  # for a class of a pattern: where a text has none of these, nothing is replaced
_SUSPECT = re.compile(f"[{SUSPECT_LETTERS}]")
_WORD = re.compile(r"[^\W\d_]+")


def repair_lookalikes(text: str) -> str:
    """``text`` with Icelandic "Ð", the "ƣ" of old PDF fonts and Cyrillic or Greek letters in Vietnamese words replaced; as long as ``text``.

    A word of another alphabet is left alone: where a text has words with letters that no Vietnamese letter looks like ("Юг"),
    only words that mix alphabets ("TTĐТСР") are touched, elsewhere whole words as well ("СР").
    """
    if not _SUSPECT.search(text):
        return text
    always, mixed = _lookalikes()
    text = text.translate(always)
    if not _FOREIGN.search(text):
        return text
    real = any(ord(c) not in mixed for c in _FOREIGN.findall(text))

    def repair(match: re.Match[str]) -> str:
        word = match[0]
        foreign = _FOREIGN.findall(word)
        if not foreign or any(ord(c) not in mixed for c in foreign):
            return word
        if len(foreign) == len(word) and (real or len(word) == 1):
            return word
        return word.translate(mixed)

    return _WORD.sub(repair, text)


# --- syllables ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Phonology:
    onsets: tuple[str, ...]
    front_only: frozenset[str]
    back_only: frozenset[str]
    rimes: frozenset[str]
    rimes_after_qu: frozenset[str]
    y_behind: frozenset[str]
    others: frozenset[str]


@cache
def _phonology() -> _Phonology:
    raw = {key: value.split() for key, value in tomllib.loads((DATA / "syllables.toml").read_text(encoding="utf-8")).items()}
    onsets = tuple(sorted(raw["onsets"], key=len, reverse=True))
    sets = {key: frozenset(value) for key, value in raw.items() if key != "onsets"}
    return _Phonology(onsets=onsets, **sets)


_STOPS = ("p", "t", "c", "ch")
_FRONT = frozenset("ieêy")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether ``word`` can be a Vietnamese syllable by its spelling, in any case and either tone placement ("Uỷ", "ỦY", "nghiệp")."""
    lower = word.lower()
    rules = _phonology()
    if lower in rules.others:
        return True
    bare, tone = _split_tone(lower)
    if len(tone) > 1 or not bare or len(bare) > 7:
        return False
    return any(_fits(onset, bare[len(onset) :], tone, rules) for onset in (*rules.onsets, "") if bare.startswith(onset))


def _fits(onset: str, rime: str, tone: str, rules: _Phonology) -> bool:
    if rime.endswith(_STOPS) and tone not in ("\u0301", "\u0323"):
        return False
    if onset == "gi" and not rime.startswith("i"):
        # "gì", "gìn": the i of gi is the rime's own; "giếng" is gi + iêng.
        return rime == "" or rime in rules.rimes or "i" + rime in rules.rimes
    if onset == "qu":
        return rime in rules.rimes_after_qu
    if rime not in rules.rimes:
        return False
    if rime.startswith("y"):
        return not onset or (rime == "y" and onset in rules.y_behind)
    front = rime[0] in _FRONT
    return not (onset in rules.front_only and not front) and not (onset in rules.back_only and front)


# --- quality --------------------------------------------------------------------------------------------------------------------

# Verdicts on words: syllables with marks and without, other words that may stand in a text, those that cannot.
_MARKED, _UNMARKED, _NO_SYLLABLE, _IMPOSSIBLE = "musx"
_EDGES = "\"'“”‘’«»()[]{}<>.,;:!?…-–—_/\\*•▪+=|~"
_PARTS = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_JUNK = re.compile(r"[^\w\s.,;:!?…()\[\]{}\"'“”‘’«»<>/\\%&+=*@#$§°²³№₫€•▪◦●○■□✓➢\-–—‐‑·×]")
_NUMBER_WITH_UNIT = re.compile(r"\d+[^\W\d_]{0,4}\d?$")
_CODE = re.compile(r"[^\W_]*\d[^\W_]*$")
_ADDRESS = re.compile(r"https?:|www\.|@\w|\.gov\.vn|\.vn$|\.com$")


def quality(text: str) -> float:
    """The share of words in ``text`` that can be Vietnamese syllables or are numbers, 0 to 1; 0 for a text without words.

    Abbreviations, single letters and addresses do not count. A longer text that hardly uses tone marks ("UY BAN NHAN DAN", what an
    English recogniser makes of a scan) is marked down: in Vietnamese prose about three syllables of four carry a mark.
    """
    verdicts = "".join(map(_verdicts, text.split()))
    marked = verdicts.count(_MARKED)
    syllables = marked + verdicts.count(_UNMARKED)
    good, bad = syllables + verdicts.count(_NO_SYLLABLE), verdicts.count(_IMPOSSIBLE)
    if not good + bad:
        return 0.0
    share = good / (good + bad)
    if syllables >= 20:
        share *= min(1.0, 2 * marked / syllables)
    return share


@lru_cache(maxsize=65536)
def _verdicts(token: str) -> str:
    """One of the four letters for each word in ``token`` that counts."""
    if _JUNK.search(token):
        return _IMPOSSIBLE
    core = token.strip(_EDGES)
    if not core or _ADDRESS.search(core):
        return ""
    return "".join(map(_verdict, _PARTS.findall(core)))


@lru_cache(maxsize=65536)
def _verdict(part: str) -> str:
    if part.isdigit() or _NUMBER_WITH_UNIT.match(part):
        return _NO_SYLLABLE
    if len(part) == 1:
        return ""
    if _CODE.match(part):
        # "QH15", "VP7" are codes; a digit inside small letters ("th6ng") is a misread letter.
        return "" if part.upper() == part else _IMPOSSIBLE
    even_case = part.islower() or part.isupper() or part.istitle()
    if even_case and is_syllable(part):
        return _UNMARKED if part.isascii() else _MARKED
    if part.isupper() and len(part) <= 8:
        return ""
    return _NO_SYLLABLE if part in ("TTg", "TTr") else _IMPOSSIBLE


# --- the lexicon ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lexicon:
    """The 74,000 words of underthesea's dictionary under their matching keys: ``words`` of any length, and their ``syllables``."""

    words: frozenset[str]
    syllables: frozenset[str]

    def __contains__(self, word: str) -> bool:
        """Whether ``word`` ("phối hợp", any case, either tone placement) is in the dictionary."""
        return matching_key(word) in self.words


@cache
def lexicon() -> Lexicon:
    """The dictionary, read once; without importing underthesea itself, which takes seconds."""
    spec = find_spec("underthesea")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise ModuleNotFoundError("underthesea is not installed: its dictionary is needed to judge and repair recognised text")
    raw = (Path(next(iter(folders))) / "corpus" / "data" / "Viet74K.txt").read_text(encoding="utf-8")
    words = frozenset(matching_key(to_nfc(line.strip())) for line in raw.splitlines() if line.strip())
    syllables = frozenset(s for word in words for s in word.split() if is_syllable(s))
    return Lexicon(words, syllables)


# --- fonts of before Unicode ----------------------------------------------------------------------------------------------------


class OldEncoding(StrEnum):
    """A code page that lives in a font: the letters are right only as long as that font draws them."""

    TCVN3 = "tcvn3"
    TCVN3_CAPITALS = "tcvn3-capitals"  # the fonts whose name ends in H draw every letter as a capital
    VNI = "vni"


_TCVN3_FONT = re.compile(
    r"\.[Vv][Nn]|Vn(?:Time|Arial|Centur|Courier|Helve|Tekni|Bodoni|Book|Park|Univers|Avant|Tifani|Bah|Cooper|Souther)"
)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"[,-]?(?:bold|italic|regular|oblique|mt|ps)+$", re.IGNORECASE)


@lru_cache(maxsize=1024)
def encoding_of_font(font: str) -> OldEncoding | None:
    """The code page of a font by its name, as Word (".VnTimeH") or a PDF ("ABCDEF+.VnTime,Bold") writes it; None for Unicode fonts."""
    name = _SUBSET.sub("", font.strip())
    if re.match(r"vni[- ]", name, re.IGNORECASE):
        return OldEncoding.VNI
    if _TCVN3_FONT.match(name):
        return OldEncoding.TCVN3_CAPITALS if _STYLE.sub("", name).rstrip().endswith("H") else OldEncoding.TCVN3
    return None


def from_old_encoding(text: str, encoding: OldEncoding) -> str:
    """``text`` typed in a font of ``encoding``, as Unicode. What holds Vietnamese letters of Unicode already is returned as it is."""
    if any("\u1ea0" <= c <= "\u1ef9" for c in text):
        return text
    text = text.translate(_byte_letters())
    if encoding is OldEncoding.VNI:
        return to_nfc(_vni_pattern().sub(lambda match: _vni()[match[0]], text))
    text = to_nfc(text.translate(_tcvn3()))
    return text.upper() if encoding is OldEncoding.TCVN3_CAPITALS else text


def guess_old_encoding(text: str) -> OldEncoding | None:
    """The code page in which a bare ``text`` (bytes read as Windows-1252) was typed; None unless there is no doubt."""
    if len(text.split()) < 8 or quality(text) > 0.75:
        return None
    scores = {e: quality(from_old_encoding(text, e)) for e in (OldEncoding.TCVN3, OldEncoding.VNI)}
    best = max(scores, key=lambda e: scores[e])
    other = min(scores.values())
    return best if scores[best] >= 0.9 and scores[best] - other >= 0.2 else None


@cache
def _byte_letters() -> dict[int, str]:
    """Letters under which a byte of an old font may come: Windows-1258 (Vietnamese Windows) or the private area of symbol fonts."""
    table = {0xF000 + byte: chr(byte) for byte in range(0x20, 0x100)}
    for byte in range(0xC0, 0x100):
        letter = bytes([byte]).decode("cp1258", errors="replace")
        if letter != chr(byte) and letter != "\ufffd":
            table[ord(letter)] = chr(byte)
    table[0x03BC] = "\u00b5"  # the micro sign, once some program has made it a Greek letter
    return table


@cache
def _tcvn3() -> dict[int, str]:
    lines = (DATA / "tcvn3.tsv").read_text(encoding="utf-8").splitlines()
    return {int(code, 16): letter for code, letter in (line.split("\t") for line in lines if not line.startswith("#"))}


@cache
def _vni() -> dict[str, str]:
    """Every letter of VNI that is not itself: one or two characters → one letter."""
    raw = tomllib.loads((DATA / "vni.toml").read_text(encoding="utf-8"))
    table: dict[str, str] = dict(raw["alone"])
    for shape, bases, mark in (("tones", "aeouyôö", ""), ("circumflex", "aeo", "\u0302"), ("breve", "a", "\u0306")):
        for code, tone in raw[shape].items():
            for base in bases:
                letter = raw["alone"].get(base, base) + mark + TONES[tone]
                table[base + code] = to_nfc(letter)
                table[base.upper() + code.upper()] = table[base.upper() + code] = to_nfc(letter.upper())
    return table


@cache
def _vni_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _vni()), key=len, reverse=True)))
