"""Formats that LibreOffice turns into Word or Excel files first: .doc, .rtf, .odt, .xls, .ods; .doc also through antiword."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace

from ingest import libreoffice, media_types
from ingest.assemble import Assembler
from ingest.document import Document
from ingest.errors import CorruptFile, EncryptedFile, MissingProgram, NoText, ReadingError, ReadingTimedOut
from ingest.readers import docx, xlsx
from ingest.readers.txt import add_lines
from ingest.source import Source

# Media type → suffix, the format it becomes.
_WAYS = {
    media_types.DOC: (".doc", "docx"),
    media_types.RTF: (".rtf", "docx"),
    media_types.ODT: (".odt", "docx"),
    media_types.XLS: (".xls", "xlsx"),
    media_types.ODS: (".ods", "xlsx"),
}
_BY_ANTIWORD = "Tệp .doc được đọc bằng cách dự phòng: số thứ tự tự động, bảng và phông chữ cũ có thể thiếu hoặc sai. Hãy đối chiếu với bản gốc."
_ANTIWORD_SECONDS = 60


def read(source: Source) -> Document:
    """The document in an old file; raises MissingProgram where nothing is installed that could read it."""
    suffix, target = _WAYS[source.media_type]
    try:
        with libreoffice.converted(source, suffix, target) as path:
            made = replace(source, path=path)
            document = docx.read(made) if target == "docx" else xlsx.read(made)
    except NoText:
        raise
    except ReadingError:
        if source.media_type != media_types.DOC or shutil.which("antiword") is None:
            raise
        return _by_antiword(source)
    return document if document.read_by == "ocr" else replace(document, read_by=suffix[1:])


def _by_antiword(source: Source) -> Document:
    try:
        run = subprocess.run(
            ["antiword", "-m", "UTF-8.txt", "-w", "0", str(source.path)],
            capture_output=True,
            timeout=_ANTIWORD_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise ReadingTimedOut from late
    except FileNotFoundError as missing:
        raise MissingProgram from missing
    said = run.stderr.decode("utf-8", "replace").lower()
    if "encrypted" in said:
        raise EncryptedFile
    if run.returncode != 0:
        raise CorruptFile
    assembler = Assembler()
    # antiword draws tables with bars: one line a row, cells between them.
    text = run.stdout.decode("utf-8", "replace")
    lines = (line.strip().strip("|").replace("|", "\t") if line.strip().startswith("|") else line for line in text.split("\n"))
    add_lines(assembler, "\n".join(lines))
    if assembler.empty:
        raise NoText
    return assembler.finish(source, read_by="doc", warnings=[_BY_ANTIWORD])
