"""Digital signatures of PDF files: signed here with a key of our own, then left alone or changed."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from ingest import read_here
from ingest.document import Document
from ingest.signatures import BROKEN, CHANGED
from tests.ingest.drawn_pages import Put, pdf

TEXT = "Giao Sở Nội vụ rà soát hồ sơ tồn đọng trước ngày 15/12/2026."
SIGNER = "Ủy ban nhân dân tỉnh Sơn Hải"
CLERK = "Nguyễn Văn An"


@cache
def signer_called(name: str) -> signers.SimpleSigner:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .sign(key, hashes.SHA256())
    )
    plain = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(plain),
        cert_registry=SimpleCertificateStore(),
    )


def signed(data: bytes, name: str, field: str = "Signature1") -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    metadata, signer = signers.PdfSignatureMetadata(field_name=field), signer_called(name)
    with ThreadPoolExecutor(
        1
    ) as thread:  # pyHanko starts an event loop; the browser tests leave theirs running in the main thread
        return bytes(thread.submit(signers.sign_pdf, writer, metadata, signer=signer).result().getvalue())


@cache
def document_of_two_signers() -> bytes:
    return signed(signed(pdf([[Put(TEXT, 85, 120)]]), CLERK), SIGNER, "Signature2")


def read(tmp_path: Path, content: bytes) -> Document:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    return read_here(path)


def with_another_object(data: bytes, entries: dict[str, str]) -> bytes:
    """An update behind the last signature, as programs append it: a new object that the catalogue names."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    added = generic.DictionaryObject({generic.NameObject(key): generic.NameObject(value) for key, value in entries.items()})
    writer.root["/DSS" if not entries else "/Extra"] = writer.add_object(added)
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_who_signed_and_when_in_the_order_of_signing(tmp_path: Path) -> None:
    document = read(tmp_path, document_of_two_signers())
    assert [(one.signer, one.intact) for one in document.signatures] == [(CLERK, True), (SIGNER, True)]
    for one in document.signatures:
        assert one.signed_at is not None
        assert abs(datetime.fromisoformat(one.signed_at) - datetime.now(UTC)) < timedelta(hours=1)
    assert document.text == TEXT
    assert not document.warnings


def test_a_changed_byte_breaks_the_signatures_that_cover_it(tmp_path: Path) -> None:
    data = document_of_two_signers()
    at = data.index(b"/MediaBox")
    document = read(tmp_path, data[:at] + data[at:].replace(b"842", b"843", 1))
    assert [one.intact for one in document.signatures] == [False, False]
    assert set(document.warnings) == {BROKEN.format(signer=CLERK), BROKEN.format(signer=SIGNER)}


@pytest.mark.parametrize(
    ("changed", "warnings"),
    [
        (lambda data: data + b"\n\n", ()),
        (lambda data: with_another_object(data, {"/Type": "/Page"}), (CHANGED,)),
        (lambda data: with_another_object(data, {}), ()),
    ],
    ids=["blank lines", "a page", "proofs for later (DSS)"],
)
def test_what_was_appended_after_the_last_signature(
    tmp_path: Path, changed: Callable[[bytes], bytes], warnings: tuple[str, ...]
) -> None:
    document = read(tmp_path, changed(document_of_two_signers()))
    assert [one.intact for one in document.signatures] == [True, True]
    assert document.warnings == warnings


def test_a_signature_that_cannot_be_parsed_costs_only_itself(tmp_path: Path) -> None:
    data = document_of_two_signers()
    at = data.index(b"/Contents <30") + len(b"/Contents <")
    document = read(tmp_path, data[:at] + b"ff" * 40 + data[at + 80 :])
    assert [one.signer for one in document.signatures] == [SIGNER]
    assert document.text == TEXT
