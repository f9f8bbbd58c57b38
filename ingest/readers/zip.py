"""Packed files (.zip): the list of what is inside. The files themselves are documents of their own (``ingest.members``)."""

from __future__ import annotations

import zipfile

from ingest.assemble import Assembler
from ingest.document import BlockKind, Document
from ingest.errors import NoText
from ingest.inbox.names import shown
from ingest.members import member_name, zipped_files
from ingest.source import Source


def read(source: Source) -> Document:
    """The list of the files in a zip."""
    assembler = Assembler()
    with zipfile.ZipFile(source.path) as archive:
        names = [member_name(info) for info in zipped_files(archive, source.path.stat().st_size, source.limits)]
    if not names:
        raise NoText("Tệp nén không chứa tệp nào. Hãy kiểm tra lại tệp gốc.")
    assembler.add(f"Tệp nén gồm {len(names)} tệp:")
    for number, name in enumerate(names, start=1):
        assembler.add(f"- {shown(name)}", kind=BlockKind.LIST_ITEM, label="-", paragraph=number)
    return assembler.finish(source, read_by="zip", quality_is=1.0)
