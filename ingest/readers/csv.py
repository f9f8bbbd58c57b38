"""Comma-separated text (.csv, .tsv)."""

from __future__ import annotations

import csv
import io

from ingest.assemble import Assembler
from ingest.document import Document
from ingest.errors import CorruptFile, NoText
from ingest.readers.txt import decode
from ingest.source import Source

_SAMPLE = 20_000  # characters by which the separator is told


def read(source: Source) -> Document:
    """The document in a CSV file: one block a record."""
    text, warnings, encoding = decode(source.path.read_bytes())
    assembler = Assembler()
    csv.field_size_limit(source.limits.characters)
    try:
        for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))):
            assembler.add_row(record, paragraph=number)
    except csv.Error as error:
        raise CorruptFile from error
    if assembler.empty:
        raise NoText
    return assembler.finish(source, read_by="csv", warnings=warnings, facts={"encoding": encoding})


def _separator(text: str) -> str:
    """Under Vietnamese settings Excel writes ";" (the comma is the decimal mark): the separator that the lines agree on."""

    def agreement(separator: str) -> tuple[int, int]:
        try:
            lengths = [
                len(record) for record in csv.reader(io.StringIO(text[:_SAMPLE], newline=""), delimiter=separator) if record
            ]
        except csv.Error:
            return 0, 0
        several = [length for length in lengths if length > 1]
        usual = max(set(several), key=several.count, default=0)
        return several.count(usual), usual

    return max(";,\t|", key=agreement)
