"""How much one file may cost before it is refused or stopped."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one file may cost; every value is a setting of the office (docs/settings).

    ``seconds``: wall time of the reading process. ``memory_mb``: address space of that process, and of each program it starts.
    ``size``: bytes of the file itself. ``pages``: pages of a PDF or scan. ``unpacked``: bytes of all members of a packed file
    (.docx, .xlsx, .odt, .zip) together. ``ratio``: how many times larger than the packed file they may be; text packs about 10
    times, an XML bomb a thousand times. ``members``: files in a packed file. ``characters``: length of the text that is read.
    """

    seconds: float = 900.0
    memory_mb: int = 3072
    size: int = 200 * MEGABYTE
    pages: int = 1000
    unpacked: int = 600 * MEGABYTE
    ratio: int = 200
    members: int = 10_000
    characters: int = 20_000_000
