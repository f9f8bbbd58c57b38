"""Digital signatures (chữ ký số) in a PDF: who signed, when, and whether the signed bytes are as they were.

Whether a signer's certificate is to be trusted is not asked: that needs the root certificates of the signing authorities and, for
revocation, the network. pyHanko is imported only for files that are signed; it takes seconds.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from .document import Signature

log = logging.getLogger(__name__)

_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:([+-]\d\d)'?(\d\d)|Z)?")  # ISO 32000-1, 7.9.4

CHANGED = "Tệp PDF đã bị thay đổi sau lần ký số cuối cùng. Hãy đối chiếu với bản gốc."
BROKEN = "Chữ ký số của {signer} không khớp với nội dung tệp. Hãy đối chiếu với bản gốc."


def read(path: Path) -> tuple[list[Signature], list[str]]:
    """The signatures of the PDF at ``path`` in the order of signing, and warnings for the reviewer.

    A signer who signs several places at once (stamp, number, day) counts once.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    with path.open("rb") as file:
        try:
            embedded = PdfFileReader(file, strict=False).embedded_regular_signatures
            found = list(_signatures(embedded))
            changed = bool(embedded) and _has_more(embedded[-1])
        except (PdfError, ValueError, KeyError, TypeError, AttributeError) as error:  # what pyHanko raises on damaged signatures
            log.warning("signatures of %s could not be read: %s", path.name, error)
            return [], []
    whole: dict[tuple[str, str | None], bool | None] = {}
    for signature in found:
        key = signature.signer, signature.signed_at
        whole[key] = _both(whole[key], signature.intact) if key in whole else signature.intact
    signatures = [Signature(signer, when, intact) for (signer, when), intact in whole.items()]
    warnings = [BROKEN.format(signer=one.signer) for one in signatures if one.intact is False]
    return signatures, [*warnings, *([CHANGED] if changed else [])]


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _signatures(embedded: list[Any]) -> Iterator[Signature]:
    for one in embedded:
        signer = _signer(one)
        if signer:
            yield Signature(signer, _when(one), _intact(one))


def _signer(one: Any) -> str:
    """The name in the signer's certificate, else what the signature says of itself."""
    certificate = one.signer_cert
    name = certificate.subject.native.get("common_name") if certificate is not None else None
    if isinstance(name, list):
        name = name[0]
    return " ".join(str(name or one.sig_object.get("/Name", "")).split())


def _when(one: Any) -> str | None:
    """The time of signing as the signing program wrote it into the PDF; the one inside the signature often lacks its zone."""
    match = _DATE.match(str(one.sig_object.get("/M", "")))
    if match:
        *numbers, hours, minutes = match.groups()
        year, month, day, hour, minute, second = numbers
        zone = f"{hours}:{minutes}" if hours else "+00:00"
        try:
            return datetime.fromisoformat(f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}").isoformat()
        except ValueError:
            return None
    reported = one.self_reported_timestamp
    return reported.isoformat() if reported is not None else None


def _intact(one: Any) -> bool | None:
    """Whether the bytes that were signed are the bytes in the file; None where it cannot be told.

    It cannot where the signature over the digest does not check: some signing services of phones order its parts against the standard.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    try:
        same_bytes, checks = validate_sig_integrity(one.signer_info, one.signer_cert, "data", one.compute_digest())
    except (SignatureValidationError, UnsupportedAlgorithm, NotImplementedError, ValueError):
        return None
    if not same_bytes:
        return False
    return True if checks else None


def _has_more(last: Any) -> bool:
    """Whether the file goes on behind what the last signature covers."""
    return str(getattr(last.evaluate_signature_coverage(), "name", "")) not in ("ENTIRE_FILE", "ENTIRE_REVISION")
