"""Files that no office wants: each fails alone, within its limits, with a reason that staff understand, and the next file is read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench import files
from ingest.errors import (
    CorruptFile,
    EmptyFile,
    EncryptedFile,
    NoText,
    OutOfMemory,
    ReadingError,
    ReadingTimedOut,
    TooLarge,
    TooManyPages,
)
from ingest.inbox import Inbox
from ingest.isolation import ReadingPool
from ingest.limits import Limits
from ingest.members import members
from ingest.originals import Store

LINES = ["Giao Sở Nội vụ rà soát hồ sơ, báo cáo trước ngày 15/12/2026."]


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool() as pool:
        yield pool


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "sau.txt"
    path.write_bytes(files.txt(LINES))
    return path


def write(content: Callable[[], bytes]) -> Callable[[Path], None]:
    return lambda path: (path.write_bytes(content()), None)[1]


def sparse(path: Path) -> None:
    """300 MB that the disk does not hold."""
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(300 * 1024 * 1024)


def many_members() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}.txt", "")
    return file.getvalue()


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /A 5 0 R >> >> >>"


def stream(body: bytes, head: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(body), body)


def form_within_itself() -> bytes:
    """A drawing that draws itself, a hundred times on each level."""
    form = stream(b"/A Do " * 100, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /A 5 0 R >> >>")
    return files.raw_pdf([CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PAGE, stream(b"/A Do"), form])


def pages_within_themselves() -> bytes:
    return files.raw_pdf([CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 100000000 >>"])


def page_that_is_not_there() -> bytes:
    return files.raw_pdf([CATALOG, b"<< /Type /Pages /Kids [3 0 R 9 0 R] /Count 2 >>", PAGE, stream(b"q Q"), stream(b"")])


def length_of_itself() -> bytes:
    return files.raw_pdf(
        [CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PAGE, b"<< /Length 4 0 R >>\nstream\nq Q\nendstream", stream(b"")]
    )


def table_before_itself() -> bytes:
    """The cross-reference table names itself as the one before it."""
    whole = files.empty_pages_pdf(1)
    start = whole.index(b"xref\n")
    return whole.replace(b"/Size 4 >>", b"/Size 4 /Prev %d >>" % start)


@pytest.mark.parametrize(
    ("name", "make", "error"),
    [
        ("rỗng.docx", write(bytes), EmptyFile),
        ("có khóa.pdf", write(lambda: files.pdf([LINES], "mật khẩu")), EncryptedFile),
        # After an encrypted one: PDFium has no error code of its own for it, and gives that of the file before.
        ("không trang.pdf", write(lambda: files.empty_pages_pdf(0)), CorruptFile),
        ("2000 trang.pdf", write(lambda: files.empty_pages_pdf(2000)), TooManyPages),
        ("300 MB.pdf", sparse, TooLarge),
        ("dở dang.docx", write(lambda: files.docx(LINES)[:9000]), CorruptFile),
        ("dở dang.pdf", write(lambda: files.pdf([LINES])[:60]), CorruptFile),
        ("là chữ.pdf", write(lambda: files.txt(LINES)), CorruptFile),
        ("rác.docx", write(lambda: bytes(range(256)) * 20), CorruptFile),
        ("bom.zip", write(lambda: files.zip_bomb(40)), TooLarge),
        ("bom.docx", write(lambda: files.zip_bomb(2100, "word/document.xml")), TooLarge),
        ("nhiều tệp.zip", write(many_members), TooLarge),
        ("thực thể.docx", write(lambda: files.entity_bomb("x")), CorruptFile),
        ("thiếu trang.pdf", write(page_that_is_not_there), CorruptFile),
        ("cây vòng.pdf", write(pages_within_themselves), ReadingError),
    ],
)
def test_it_fails_alone_with_a_reason(
    pool: ReadingPool, tmp_path: Path, good: Path, name: str, make: Callable[[Path], None], error: type[ReadingError]
) -> None:
    make(tmp_path / name)
    with pytest.raises(error) as told:
        pool.read(tmp_path / name, limits=Limits(seconds=20))
    assert "hãy" in str(told.value).lower()
    assert pool.read(good).text == LINES[0]


@pytest.mark.parametrize(
    ("make", "errors"),
    [
        (form_within_itself, (ReadingTimedOut, NoText, CorruptFile)),
        (length_of_itself, (NoText, CorruptFile)),
        (table_before_itself, (NoText, CorruptFile)),
    ],
)
def test_a_pdf_that_leads_back_to_itself_ends(
    pool: ReadingPool, tmp_path: Path, good: Path, make: Callable[[], bytes], errors: tuple[type[ReadingError], ...]
) -> None:
    """There is no text in it. Where the work would take ages, the limit ends it."""
    (tmp_path / "vòng.pdf").write_bytes(make())
    with pytest.raises(errors):
        pool.read(tmp_path / "vòng.pdf", limits=Limits(seconds=2 if ReadingTimedOut in errors else 60))
    assert pool.read(good).text == LINES[0]


def test_a_word_file_that_lies_about_its_size_expands_only_to_the_limit(pool: ReadingPool, tmp_path: Path, good: Path) -> None:
    """The package's directory says 1,000 bytes where there are gigabytes: no more than that is unpacked."""
    data = bytearray(files.zip_bomb(1200, "word/document.xml"))
    entry = data.rfind(b"PK\x01\x02")
    assert len(data) < 3_000_000
    data[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    (tmp_path / "dối.docx").write_bytes(data)
    with pytest.raises((CorruptFile, TooLarge, OutOfMemory)):
        pool.read(tmp_path / "dối.docx", limits=Limits(memory_mb=1000))
    assert pool.read(good).text == LINES[0]


def test_a_zip_that_climbs_out_writes_nowhere(tmp_path: Path) -> None:
    climbing = ["../../x.txt", "/etc/x.txt", "C:\\Windows\\x.txt", "..\\x.txt", "a/../../x.txt"]
    (tmp_path / "leo.zip").write_bytes(files.packed([(name, name.encode()) for name in climbing]))
    found = members(tmp_path / "leo.zip", Store(tmp_path / "kho"))
    assert [member.name for member in found] == ["x.txt"] * 5
    assert not any(".." in member.folder for member in found)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kho", "leo.zip"]


def test_a_file_of_300_mb_is_taken_whole(tmp_path: Path) -> None:
    """That it is too large to be read is for the reader to say: the inbox loses nothing."""
    inbox = Inbox(tmp_path / "inbox", Store(tmp_path / "originals"))
    inbox.prepare()
    sparse(inbox.folder / "300 MB.pdf")
    receipt = inbox.receive(inbox.folder / "300 MB.pdf")
    assert receipt.stored.stat().st_size == receipt.size == 300 * 1024 * 1024
    inbox.release(receipt)
    assert inbox.claims() == {}
