"""Draws pages of an original as pictures, in a process of its own: ``python -m review.draw ORIGINAL FOLDER DPI PAGE…``.

PDFium is not made for several threads, and a file that makes it fall over must not take the web server along. Nothing here imports Django.
"""

from __future__ import annotations

import os
import resource
import sys
import uuid
from pathlib import Path

from ingest.pictures import page_picture

MEMORY = 2 * 1024**3  # bytes of address space


def main(original: Path, folder: Path, dpi: int, pages: list[int]) -> None:
    """Write ``PAGE-DPI.png`` for every page that exists into ``folder``, each whole or not at all."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard), hard))
    folder.mkdir(parents=True, exist_ok=True)
    for page in pages:
        unfinished = folder / f".{uuid.uuid4().hex}.tmp"
        unfinished.write_bytes(page_picture(original, page, dpi=dpi))
        os.replace(unfinished, folder / f"{page}-{dpi}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), [int(page) for page in sys.argv[4:]])
