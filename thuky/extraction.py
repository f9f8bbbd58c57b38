"""``thuky extract``: reading and extraction without server and database, printed as agreed in docs/extraction."""

from __future__ import annotations

import gc
import hashlib
import json as json_format
import os
import sys
import traceback
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Any, TextIO

from extract.findings import Findings, as_json
from ingest.errors import ReadingError
from ingest.inbox.names import is_ignored
from ingest.isolation import ReaderTrace
from ingest.media_types import is_document
from thuky.limits import read_limits

FAULT = "Chương trình gặp lỗi khi đọc tệp này; chi tiết ở trên."
NOT_THERE = "Không có tệp hoặc thư mục này."
NO_DOCUMENT = "bỏ qua vì không phải văn bản. Nếu vẫn cần đọc, hãy ghi rõ tên tệp trong lệnh."


def run(paths: Iterable[Path], *, json: bool, out: Path | None) -> int:
    """Extract every document; the exit status: 0 when each was read, 1 when any was not."""
    folder = _Folder(out) if out is not None else None
    status = 0
    for path in _files(paths):
        findings, failure = _extract(path)
        if failure:
            status = 1
        plain = failure or as_json(findings)
        if folder:
            folder.write(path, plain)
        if json and not folder:
            print(json_format.dumps(plain, ensure_ascii=False), flush=True)
        elif failure:
            print(f"{path}: {failure['error']}", file=sys.stderr)
        elif not json and findings is not None:
            _print_summary(findings, sys.stdout)
    return status


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The paths themselves; of folders the documents in them, at any depth, in order, without hidden ones and Word's lock files.

    What is no document (:func:`ingest.media_types.is_document`) is left out and told.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for found in sorted(path.rglob("*")):
            inside = found.relative_to(path).parts
            if not found.is_file() or any(is_ignored(part) for part in inside):
                continue
            if _is_document(found):
                yield found
            else:
                print(f"{found}: {NO_DOCUMENT}", file=sys.stderr)


def _is_document(path: Path) -> bool:
    try:
        return is_document(path)
    except OSError:
        return True  # that it cannot be opened is said when it is read


def _extract(path: Path) -> tuple[Findings | None, dict[str, Any] | None]:
    """The findings, or the object that says why there are none."""
    try:
        _open(path)
        import extract
        import ingest

        _prepare()
        return extract.extract(ingest.read(path, name=path.name, limits=read_limits())), None
    except ReadingError as error:
        if type(error) is ReadingError and isinstance(error.__cause__, ReaderTrace):  # a fault of ours rather than of the file
            traceback.print_exception(error.__cause__)
        return None, _failure(path, str(error))
    except Exception:  # one catch-all at the per-file boundary: the next file is read
        traceback.print_exc()
        return None, _failure(path, FAULT)


@cache
def _prepare() -> None:
    """Load the extraction beside the reading of the first file, which another process does: both take about a second."""
    import extract

    def load() -> None:
        gc.disable()  # what is loaded stays: looking for garbage in it takes a tenth of the time
        try:
            extract.prepare()
        finally:
            gc.freeze()
            gc.enable()

    Thread(target=load).start()


def _open(path: Path) -> None:
    """Raise ReadingError where the file cannot be opened."""
    if not path.is_file():
        raise ReadingError(NOT_THERE)
    try:
        path.open("rb").close()
    except OSError as error:
        raise ReadingError(f"Không mở được tệp ({error.strerror}).") from error


def _failure(path: Path, reason: str) -> dict[str, Any]:
    document: dict[str, Any] = {"name": path.name}
    try:
        with path.open("rb") as file:
            document["sha256"] = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        pass
    return {"document": document, "error": reason}


class _Folder:
    """Where ``--out`` writes: STEM.json, and STEM.EXTENSION.json for a second file of the same stem."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._written: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)

    def write(self, path: Path, plain: dict[str, Any]) -> None:
        target = self.folder / self._name(path)
        unfinished = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        unfinished.write_text(json_format.dumps(plain, ensure_ascii=False, indent=1) + "\n", "utf-8")
        unfinished.replace(target)

    def _name(self, path: Path) -> str:
        name, number = path.stem, 1
        if name in self._written:
            name = path.name
        while name in self._written:
            number += 1
            name = f"{path.name}-{number}"
        if name != path.stem:
            print(f"{path}: ghi vào {name}.json vì đã có tệp khác trùng tên", file=sys.stderr)
        self._written.add(name)
        return f"{name}.json"


def _print_summary(findings: Findings, to: TextIO) -> None:
    """What a person wants to see of one document at a glance."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=to, soft_wrap=False)
    header, source = findings.header, findings.document
    about = [
        part
        for part in (header.doc_type, header.number, header.issued_on and f"{header.issued_on:%d/%m/%Y}", header.issuer)
        if part
    ]
    console.print(Text(source.name, style="bold"), Text(" · ".join(about)))
    if header.subject:
        console.print(Text(header.subject))
    for warning in source.warnings:
        console.print(Text(f"! {warning}", style="yellow"))
    if findings.directives:
        table = Table("#", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", show_lines=True)
        for number, directive in enumerate(findings.directives, start=1):
            when = directive.deadline
            due = f"{when.due:%d/%m/%Y}" if when and when.due else when.text if when else ""
            leads, others = "; ".join(b.name for b in directive.lead), "; ".join(b.name for b in directive.coordinating)
            table.add_row(str(number), *(Text(cell) for cell in (directive.text, leads, others, due)))
        console.print(table)
    counts = (
        ("nhiệm vụ", findings.directives),
        ("thời hạn", findings.deadlines),
        ("số liệu", findings.figures),
        ("viện dẫn", findings.citations),
        ("đánh giá", findings.assessments),
    )
    console.print(Text(", ".join(f"{len(found)} {name}" for name, found in counts)))
    for check in findings.checks:
        if not check.holds:
            console.print(Text(f"✗ {check.message}", style="red"))
    console.print()
