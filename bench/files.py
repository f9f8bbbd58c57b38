"""Files made on the spot, good and bad, for the torture of the office and the tests of what a file may do to its reader.

Every function gives the bytes of one file; the same arguments give a file with the same content.
"""

from __future__ import annotations

import ctypes
import io
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache

import docx as python_docx
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw, ImageFont
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

Lines = Sequence[str]
_PACKED_AT = (2026, 11, 3, 8, 0, 0)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def txt(lines: Lines) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def docx(lines: Lines) -> bytes:
    """A Word file of plain paragraphs."""
    document = python_docx.Document()
    for line in lines:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@cache
def _font_path() -> str:
    """A serif font with Vietnamese letters."""
    return subprocess.run(
        ["fc-match", "-f", "%{file}", "Liberation Serif:lang=vi"], capture_output=True, text=True, check=True
    ).stdout


@cache
def _font() -> bytes:
    with open(_font_path(), "rb") as file:
        return file.read()


def pdf(pages: Sequence[Lines], password: str = "") -> bytes:
    """A digital PDF, A4, with its font inside; locked with ``password`` if there is one."""
    document = pypdfium2.PdfDocument.new()
    data = (ctypes.c_uint8 * len(_font())).from_buffer_copy(_font())
    font = pdfium.FPDFText_LoadFont(document, data, len(_font()), pdfium.FPDF_FONT_TRUETYPE, True)
    for lines in pages:
        page = document.new_page(595, 842)
        for number, line in enumerate(lines):
            text = pdfium.FPDFPageObj_CreateTextObj(document, font, 12.0)
            encoded = line.encode("utf-16-le") + b"\0\0"
            letters = (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded)
            pdfium.FPDFText_SetText(text, letters)
            pdfium.FPDFPageObj_Transform(text, 1, 0, 0, 1, 60, 770 - 18 * number)
            pdfium.FPDFPage_InsertObject(page, text)
        page.gen_content()
    file = io.BytesIO()
    document.save(file)
    pdfium.FPDFFont_Close(font)
    document.close()
    return _locked(file.getvalue(), password) if password else file.getvalue()


def _locked(data: bytes, password: str) -> bytes:
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(data)))
    writer.encrypt(password)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def empty_pages_pdf(pages: int) -> bytes:
    """A valid PDF of ``pages`` pages (also none) without a mark on them."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + pages))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages)]
    objects += [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"] * pages
    return raw_pdf(objects)


def raw_pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalog."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    return bytes(out) + b"trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def scan(pages: Sequence[Lines]) -> bytes:
    """A scanned letter at 200 dpi: pictures of pages in a PDF, no text layer."""
    font = ImageFont.truetype(_font_path(), 34)
    pictures = []
    for lines in pages:
        picture = Image.new("L", (1654, 2339), 255)
        ImageDraw.Draw(picture).multiline_text((200, 200), "\n".join(lines), font=font, fill=0, spacing=36)
        pictures.append(picture)
    file = io.BytesIO()
    pictures[0].save(file, "PDF", save_all=True, append_images=pictures[1:], resolution=200)
    return file.getvalue()


def packed(members: Sequence[tuple[str, bytes]]) -> bytes:
    """A .zip; names go in as they are, "../" too."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(_info(name), content)
    return file.getvalue()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _PACKED_AT)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def zip_bomb(megabytes: int, name: str = "bao cao.txt", *, remark: str = "") -> bytes:
    """So many megabytes of zeros in a packed file a thousandth of that size; a Word file's part where ``name`` is one.

    Written by the bytes (APPNOTE.TXT 4.3): the same packed megabyte again and again, for packing gigabytes takes long.
    """
    megabyte = bytes(1024 * 1024)
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = (packer.compress(megabyte) + packer.flush(zlib.Z_FULL_FLUSH)) * megabytes + b"\x03\x00"
    checksum = 0
    for _ in range(megabytes):
        checksum = zlib.crc32(megabyte, checksum)
    sizes = struct.pack("<LLL", checksum, len(data), megabytes * len(megabyte))
    members = [(name, data, sizes)]
    if name.startswith("word/"):
        types = b"<Types/>"
        plain = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed_types = plain.compress(types) + plain.flush()
        members.insert(
            0, ("[Content_Types].xml", packed_types, struct.pack("<LLL", zlib.crc32(types), len(packed_types), len(types)))
        )
    out, directory = bytearray(), bytearray()
    for member, content, numbers in members:
        shared = struct.pack("<HHHHH", 20, 0, zipfile.ZIP_DEFLATED, 0, 0x5D63) + numbers + struct.pack("<HH", len(member), 0)
        directory += b"PK\x01\x02\x14\x00" + shared + struct.pack("<HHHLL", 0, 0, 0, 0, len(out)) + member.encode()
        out += b"PK\x03\x04" + shared + member.encode() + content
    end = struct.pack("<HHHHLLH", 0, 0, len(members), len(members), len(directory), len(out), len(remark.encode()))
    return bytes(out + directory) + b"PK\x05\x06" + end + remark.encode()


def entity_bomb(remark: str) -> bytes:
    """A Word file whose entities unfold to billions of letters."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    body = f"<w:p><w:r><w:t>{remark} &a9;</w:t></w:r></w:p>"
    document = f'<!DOCTYPE d [<!ENTITY a0 "x">{entities}]><w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return packed([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.encode())])


def letter(subject: str, lines: Lines, attached: Sequence[tuple[str, bytes]]) -> bytes:
    """An .eml with attachments."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = "vanthu@sonhai.example", "ubnd@tanphong.example", subject
    message["Date"] = "Tue, 03 Nov 2026 08:30:00 +0700"
    message.set_content("\n".join(lines))
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    message.set_boundary("=====sonhai=====")
    return message.as_bytes()
