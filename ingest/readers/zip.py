"""Packed files (.zip): the list of what is inside. The files themselves are documents of their own (``ingest.members``)."""

from __future__ import annotations

import zipfile

from ingest.assemble import Assembler
from ingest.document import BlockKind, Document
from ingest.errors import NoText
from ingest.inbox.names import is_ignored, shown
from ingest.members import member_name
from ingest.openxml.package import check_archive
from ingest.source import Source


def read(source: Source) -> Document:
    """The list of the files in a zip."""
    assembler = Assembler()
    with zipfile.ZipFile(source.path) as archive:
        check_archive(archive, source.path.stat().st_size, source.limits)
        names = [member_name(info) for info in archive.infolist() if not info.is_dir()]
    names = [name for name in names if name and not is_ignored(name.rsplit("/", 1)[-1]) and "__MACOSX" not in name]
    if not names:
        raise NoText("Tệp nén không chứa tệp nào. Hãy kiểm tra lại tệp gốc.")
    assembler.add(f"Tệp nén gồm {len(names)} tệp:")
    for number, name in enumerate(names, start=1):
        assembler.add(f"- {shown(name)}", kind=BlockKind.LIST_ITEM, label="-", paragraph=number)
    return assembler.finish(source, read_by="zip", quality_is=1.0)
