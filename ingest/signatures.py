"""Digital signatures (chữ ký số) in a PDF: who signed, when, and whether the signed bytes are as they were.

Whether a signer's certificate is to be trusted is not asked: that needs the root certificates of the signing authorities and, for
revocation, the network. PDFium finds the signatures, pyHanko checks them; it is imported only for files that are signed, for that takes
seconds.
"""

from __future__ import annotations

import ctypes
import hashlib
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from .document import Signature

log = logging.getLogger(__name__)

_TIMESTAMP = "ETSI.RFC3161"  # a time stamp over the document: nobody's signature
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:([+-]\d\d)'?(\d\d)|Z)?")  # ISO 32000-1, 7.9.4

_PAGES = re.compile(rb"/Type\s*/(?:Page|Annot|ObjStm)\b|/Annots\b")  # what changes the look of a page, or may

CHANGED = "Tệp PDF đã bị thay đổi sau lần ký số cuối cùng. Hãy đối chiếu với bản gốc."
BROKEN = "Chữ ký số của {signer} không khớp với nội dung tệp. Hãy đối chiếu với bản gốc."


@dataclass(frozen=True)
class _Embedded:
    """A signature as it stands in a file: the signed bytes are ``[0, hole)`` and ``[behind, end)``, ``contents`` lies between."""

    contents: bytes
    written_at: str
    kind: str
    hole: int
    behind: int
    end: int

    @property
    def contiguous(self) -> bool:
        """Whether nothing but the signature itself (in hexadecimal digits, between brackets) is left out."""
        return self.behind == self.hole + 2 * len(self.contents) + 2


def read(pdf: pdfium.PdfDocument, path: Path) -> tuple[list[Signature], list[str]]:
    """The signatures of ``pdf``, the file at ``path``, in the order of signing, and warnings for the reviewer.

    A signer who signs several places at once (stamp, number, day) counts once.
    """
    embedded = sorted(_embedded(pdf), key=lambda one: one.end)
    if not embedded:
        return [], []
    whole: dict[tuple[str, str | None], bool | None] = {}
    with path.open("rb") as file:
        digest = _Digests(file)
        for one in embedded:
            if one.kind == _TIMESTAMP:
                continue
            try:
                found = _signature(one, digest)
            except (ValueError, KeyError, TypeError, AttributeError) as error:  # what asn1crypto raises on damaged signatures
                log.warning("a signature of %s could not be read: %s", path.name, error)
                continue
            if found.signer:
                key = found.signer, found.signed_at
                whole[key] = _both(whole[key], found.intact) if key in whole else found.intact
        changed = _has_more(embedded[-1], file)
    signatures = [Signature(signer, when, intact) for (signer, when), intact in whole.items()]
    warnings = [BROKEN.format(signer=one.signer) for one in signatures if one.intact is False]
    return signatures, [*warnings, *([CHANGED] if changed else [])]


def _embedded(pdf: pdfium.PdfDocument) -> Iterator[_Embedded]:
    for index in range(max(pdfium_c.FPDF_GetSignatureCount(pdf), 0)):
        one = pdfium_c.FPDF_GetSignatureObject(pdf, index)
        contents = _bytes(pdfium_c.FPDFSignatureObj_GetContents, one)
        count = pdfium_c.FPDFSignatureObj_GetByteRange(one, None, 0)
        parts = (ctypes.c_int * max(count, 4))()
        pdfium_c.FPDFSignatureObj_GetByteRange(one, parts, count)
        first, hole, behind, rest = parts[:4]
        if contents and count == 4 and first == 0 and 0 < hole <= behind and rest >= 0:
            kind = _bytes(pdfium_c.FPDFSignatureObj_GetSubFilter, one).rstrip(b"\0").decode("ascii", "replace")
            written_at = _bytes(pdfium_c.FPDFSignatureObj_GetTime, one).rstrip(b"\0").decode("ascii", "replace")
            yield _Embedded(contents, written_at, kind, hole, behind, behind + rest)


def _bytes(getter: Callable[[Any, Any, int], int], one: Any) -> bytes:
    """What one of PDFium's functions writes into a buffer of the length it asks for."""
    length = getter(one, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    getter(one, buffer, length)
    return buffer.raw[:length]


class _Digests:
    """Digests of what the signatures of a file cover, each byte read as seldom as can be.

    Every signature covers the file from its beginning, so what one has in common with the next is not gone through again. Ask for them
    in the order in which they end.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._begun: dict[str, tuple[int, Any]] = {}

    def of(self, one: _Embedded, algorithm: str) -> bytes:
        at, begun = self._begun.get(algorithm, (0, None))
        if begun is None or at > one.hole:
            at, begun = 0, hashlib.new(algorithm)
        self._add(begun, at, one.hole)
        self._begun[algorithm] = one.hole, begun
        whole = begun.copy()
        self._add(whole, one.behind, one.end)
        found: bytes = whole.digest()
        return found

    def _add(self, digest: Any, start: int, end: int) -> None:
        self._file.seek(start)
        while start < end:
            part = self._file.read(min(end - start, 1 << 20))
            if not part:
                return
            digest.update(part)
            start += len(part)


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _signature(one: _Embedded, digest: _Digests) -> Signature:
    """What the message in a signature (CMS, RFC 5652) says; its signer is "" where no certificate names one."""
    from asn1crypto import cms  # type: ignore[import-untyped]
    from pyhanko.sign.general import extract_certificate_info

    signed = cms.ContentInfo.load(one.contents)["content"]
    certificates = extract_certificate_info(signed)
    (info,) = signed["signer_infos"]
    certificate = certificates.signer_cert
    return Signature(_common_name(certificate), _when(one, info), _intact(one, info, certificate, digest))


def _common_name(certificate: Any) -> str:
    """Whom a certificate names; "" for nobody. Its other entries are not looked at: that takes as long as checking the signature."""
    names = (
        entry["value"].native for part in certificate.subject.chosen for entry in part if entry["type"].native == "common_name"
    )
    return " ".join(str(next(names, "")).split())


def _when(one: _Embedded, info: Any) -> str | None:
    """The time of signing as the signing program wrote it into the PDF; the one inside the signature often lacks its zone."""
    match = _DATE.match(one.written_at)
    if match:
        *numbers, hours, minutes = match.groups()
        year, month, day, hour, minute, second = numbers
        zone = f"{hours}:{minutes}" if hours else "+00:00"
        try:
            return datetime.fromisoformat(f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}").isoformat()
        except ValueError:
            return None
    for attribute in info["signed_attrs"]:
        if attribute["type"].native == "signing_time":
            moment: datetime = attribute["values"][0].native
            return moment.isoformat()
    return None


def _intact(one: _Embedded, info: Any, certificate: Any, digest: _Digests) -> bool | None:
    """Whether the bytes that were signed are the bytes in the file; None where it cannot be told.

    It cannot where the signature over the digest does not check: some signing services of phones order its parts against the standard.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    try:
        of_file = digest.of(one, info["digest_algorithm"]["algorithm"].native)
        same_bytes, checks = validate_sig_integrity(info, certificate, "data", of_file)
    except (SignatureValidationError, UnsupportedAlgorithm, NotImplementedError, ValueError):
        return None
    if not same_bytes:
        return False
    return True if checks else None


def _has_more(last: _Embedded, file: BinaryIO) -> bool:
    """Whether the file goes on behind what the last signature covers, other than by proofs that were added for later (PAdES, DSS)."""
    if not last.contiguous:
        return True
    file.seek(last.end)
    rest = file.read()
    return bool(rest.strip()) and not (b"/DSS" in rest and not _PAGES.search(rest))
