"""Scans: the picture made ready, cut into lines, recognised; what is written by hand or cannot be read is marked, not invented."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest import ocr, read_here
from ingest.document import MarkKind, PageSource
from ingest.errors import CorruptFile, MissingProgram, NoText
from ingest.legibility import legible
from ingest.numerals import counted
from ingest.recognition import _to_look_at, fitted, read_scans
from ingest.scans import prepared
from ingest.tables import tables_of
from ingest.textlines import TextLine, text_lines
from ingest.words import Word
from ingest.zones import zones_of
from tests.ingest.drawn_pages import DPI, Put, as_scanned, font_path, picture, scan_pdf, with_seal
from tests.ingest.word_errors import word_error_rate

SCALE = DPI / 72

LETTERHEAD = [
    Put("ỦY BAN NHÂN DÂN", 92, 60, 13, "Bold"),
    Put("TỈNH SƠN HẢI", 108, 76, 13, "Bold"),
    Put("Số: 45/TB-UBND", 104, 104, 13),
    Put("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 262, 60, 13, "Bold"),
    Put("Độc lập - Tự do - Hạnh phúc", 312, 77, 13, "Bold"),
    Put("Sơn Hải, ngày 05 tháng 11 năm 2026", 300, 104, 13, "Italic"),
]
BODY = [
    Put("THÔNG BÁO", 265, 150, 14, "Bold"),
    Put("Sở Tài chính chủ trì, phối hợp với các cơ quan, đơn vị liên quan", 121, 190),
    Put("rà soát tiến độ giải ngân vốn đầu tư công, tổng hợp khó khăn, vướng", 85, 208),
    Put("mắc vượt thẩm quyền, báo cáo Ủy ban nhân dân tỉnh trước ngày", 85, 226),
    Put("20/12/2026 để xem xét, chỉ đạo, tháo gỡ kịp thời cho các dự án.", 85, 244),
]
END = [
    Put("Nơi nhận:", 85, 300, 12, "Bold Italic"),
    Put("- Như trên;", 85, 315, 11),
    Put("- Lưu: VT, TH.", 85, 329, 11),
    Put("TM. ỦY BAN NHÂN DÂN", 350, 300, 14, "Bold"),
    Put("CHỦ TỊCH", 400, 317, 14, "Bold"),
    Put("Nguyễn Văn An", 380, 400, 14, "Bold"),
]
TEXT = """ỦY BAN NHÂN DÂN TỈNH SƠN HẢI Số: 45/TB-UBND CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc
Sơn Hải, ngày 05 tháng 11 năm 2026 THÔNG BÁO Sở Tài chính chủ trì, phối hợp với các cơ quan, đơn vị liên quan rà soát tiến độ giải ngân
vốn đầu tư công, tổng hợp khó khăn, vướng mắc vượt thẩm quyền, báo cáo Ủy ban nhân dân tỉnh trước ngày 20/12/2026 để xem xét, chỉ đạo,
tháo gỡ kịp thời cho các dự án. Nơi nhận: - Như trên; - Lưu: VT, TH. TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Nguyễn Văn An"""


def scan_of(image: Image.Image):  # type: ignore[no-untyped-def]
    return prepared(image, image.width / SCALE, image.height / SCALE)


# --- the picture ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("degrees", [-3.1, -0.6, 0.0, 1.4])
def test_a_page_laid_askew_is_turned_level(degrees: float) -> None:
    """PIL turns anticlockwise, the angle found is clockwise."""
    scan = scan_of(as_scanned(picture([*LETTERHEAD, *BODY]), degrees=degrees))
    assert scan.angle == pytest.approx(degrees, abs=0.12)


def test_red_ink_over_letters_goes_and_the_letters_stay() -> None:
    page = with_seal(picture(END), (380, 320), 45)
    clean = scan_of(picture(END))
    scan = scan_of(page)
    assert np.asarray(page.convert("L")).min() < 128
    lost = (clean.grey < 100) & (scan.grey > 160)
    added = (clean.grey > 200) & (scan.grey < 128)
    assert lost.sum() < 0.02 * (clean.grey < 100).sum()
    assert added.sum() < 0.01 * (clean.grey < 100).sum()


def test_shaded_paper_turns_white_and_faint_letters_dark() -> None:
    page = np.asarray(picture(BODY)).astype(np.float32)
    shade = np.linspace(1.0, 0.62, page.shape[1])[None, :, None]
    faint = Image.fromarray((np.clip(page * 0.6 + 100, 0, 255) * shade).astype(np.uint8))
    grey = scan_of(faint).grey
    assert np.median(grey) > 240
    assert (grey < 90).sum() > 0.5 * (scan_of(picture(BODY)).grey < 90).sum()


def test_faint_print_keeps_its_hairlines() -> None:
    """A worn drum: at its blackest the print is hardly darker than half the paper, its hairlines and marks are grey."""
    page = as_scanned(picture(BODY))
    faint = Image.fromarray((145 + np.asarray(page).astype(np.float32) * 0.43).astype(np.uint8))
    ink = (scan_of(page).grey < 128).sum()
    assert (scan_of(faint).grey < 128).sum() == pytest.approx(ink, rel=0.1)


def test_a_line_that_dust_draws_over_the_page_goes_without_the_letters_it_crosses() -> None:
    page = picture(BODY)
    ImageDraw.Draw(page).line((700, 0, 700, page.height), fill="black", width=5)
    scan = scan_of(page)
    assert (scan.grey[: 100 * 4, 690:710] > 128).all()
    assert abs(int((scan.grey < 128).sum()) - int((scan_of(picture(BODY)).grey < 128).sum())) < 3000


def test_a_short_line_through_letters_goes_and_the_letters_stay() -> None:
    """Dust that came and went while the page was drawn past it."""
    page = picture(BODY)
    ImageDraw.Draw(page).line((160 * SCALE, 170 * SCALE, 160 * SCALE, 260 * SCALE), fill="black", width=4)
    letters, left = scan_of(picture(BODY)).small, scan_of(page).small
    columns = slice(round(150 * SCALE / 2), round(170 * SCALE / 2))
    assert left[:, columns].sum() == pytest.approx(letters[:, columns].sum(), rel=0.15)  # of the line stays what is in letters


def test_scribbles_and_specks_are_no_letters() -> None:
    page = picture(END)
    draw = ImageDraw.Draw(page)
    draw.line([(1500, 1380), (1700, 1500), (1650, 1350), (2100, 1480)], fill="black", width=7)
    draw.point([(300, 2000), (900, 2500)], fill="black")
    scan = scan_of(page)
    assert (scan.grey[1345:1520, 1480:2120] > 128).all()
    assert scan.removed.any()


def test_rulings_of_a_table_are_found_and_taken_out() -> None:
    page = picture([Put("Rà soát", 100, 225), Put("Quý IV", 330, 225)])
    draw = ImageDraw.Draw(page)
    for y in (200, 240, 280):
        draw.line((85 * SCALE, y * SCALE, 500 * SCALE, y * SCALE), fill="black", width=4)
    for x in (85, 300, 500):
        draw.line((x * SCALE, 200 * SCALE, x * SCALE, 280 * SCALE), fill="black", width=4)
    scan = scan_of(page)
    (table,) = tables_of(scan.rulings)
    assert table.columns == pytest.approx((85, 300, 500), abs=1.5)
    assert table.rows == pytest.approx((200, 240, 280), abs=1.5)
    assert len(text_lines(scan.grey, scan.small, zones_of(scan.small, [table]))) == 2


@pytest.mark.parametrize("degrees", [-1.2, 0.8])
def test_hairlines_of_a_table_are_found_where_the_picture_is_coarse_and_askew(degrees: float) -> None:
    page = picture([*LETTERHEAD, *BODY, Put("Rà soát", 100, 425), Put("Quý IV", 330, 425)])
    draw = ImageDraw.Draw(page)
    columns, rows = (85, 300, 500), (400, 440, 480)
    for y in rows:
        draw.line((columns[0] * SCALE, y * SCALE, columns[-1] * SCALE, y * SCALE), fill="black", width=2)
    for x in columns:
        draw.line((x * SCALE, rows[0] * SCALE, x * SCALE, rows[-1] * SCALE), fill="black", width=2)
    coarse = page.resize((page.width // 2, page.height // 2), Image.Resampling.LANCZOS)
    scan = prepared(as_scanned(coarse, degrees=degrees), page.width / SCALE, page.height / SCALE)
    (table,) = tables_of(scan.rulings)
    assert (len(table.columns), len(table.rows), len(list(table.cells()))) == (3, 3, 4)


# --- lines ---------------------------------------------------------------------------------------------------------------------------


def test_each_line_is_cut_out_with_its_marks_and_without_those_of_its_neighbours() -> None:
    """Tight lines: the marks of the lower touch the tails of the upper."""
    upper, lower = "quyền, nghiệp gọn gàng", "ỔN ĐỊNH, TỔ CHỨC, Ế Ễ Ử"
    apart = [text_lines(*cut(picture([Put(text, 85, 100)])))[0].picture for text in (upper, lower)]
    both = text_lines(*cut(picture([Put(upper, 85, 100), Put(lower, 85, 117)])))
    assert len(both) == 2
    for alone, together in zip(apart, both, strict=True):
        ink, seen = (alone < 128).sum(), (together.picture < 128).sum()
        assert seen == pytest.approx(ink, rel=0.02)


def cut(image: Image.Image):  # type: ignore[no-untyped-def]
    scan = scan_of(image)
    return scan.grey, scan.small, zones_of(scan.small)


def test_columns_are_cut_apart_and_running_text_is_not() -> None:
    scan = scan_of(picture([*LETTERHEAD, *BODY, *END]))
    lines = text_lines(scan.grey, scan.small, zones_of(scan.small))
    widths = [line.picture.shape[1] / SCALE for line in lines]
    assert len(lines) == len(LETTERHEAD) + len(BODY) + len(END)
    assert max(widths) < 470


# --- reading -------------------------------------------------------------------------------------------------------------------------


def test_words_end_where_the_next_begins_though_the_recogniser_says_they_reach_on() -> None:
    """Tesseract gives a word now and then the end of its whole line."""
    picture = np.full((60, 330), 255, np.uint8)
    for left, right in ((10, 60), (80, 120), (140, 200), (220, 320)):
        for letter in range(left, right, 10):
            picture[20:40, letter : letter + 8] = 0
    edges = [(12, 62), (84, 318), (146, 204), (226, 318)]
    words = [Word(text, a, 0, b, 60, (a, b), 20, confidence=0.9) for text, (a, b) in zip("abcd", edges, strict=True)]
    found = fitted(words, TextLine(picture, 0, 0, 40.0, 20.0))
    assert [(round(word.left), round(word.right)) for word in found] == [(10, 58), (80, 118), (140, 198), (220, 318)]


@pytest.mark.parametrize(
    ("printed", "read", "meant"),
    [
        ("II. NHIỆM VỤ", "IL", "II."),
        ("III. NHIỆM VỤ", "II.", "III."),
        ("II. NHIỆM VỤ", "H.", "II."),
        ("II. NHIỆM VỤ", "II.", "II."),
        ("H. NHIỆM VỤ", "H.", "H."),
        ("IV. NHIỆM VỤ", "IV.", "IV."),
        ("II. Nhiệm vụ", "IL", "IL"),
    ],
)
def test_the_number_of_a_heading_is_counted_by_its_strokes(printed: str, read: str, meant: str) -> None:
    """A line that does not go on in capitals is no such heading."""
    (line,) = text_lines(*cut(picture([Put(printed, 85, 100, style="Bold")])))
    behind = ImageFont.truetype(font_path("Bold"), 58).getlength(printed[: printed.index(" ") + 1])
    places = [(0.0, behind - 5), (behind, float(line.picture.shape[1]))]
    texts = (read, printed.split()[1])
    words = [Word(text, a, 0, b, 60, (a, b), 58, confidence=0.8) for text, (a, b) in zip(texts, places, strict=True)]
    assert counted(line, words)[0].text == meant


def test_what_stands_far_beside_a_stamp_is_looked_at_by_itself() -> None:
    """The box in which a receiver numbers what comes in, stamped at the height of the addressees."""
    picture = np.full((60, 500), 255, np.uint8)
    places = [(10, 60), (80, 120), (200, 260), (280, 330), (350, 480)]
    for left, right in places:
        picture[20:40, left:right] = 0
    words = [Word("§|ñ", a, 0, b, 60, (a, b, b, b), 20, confidence=0.2) for a, b in places]
    found = list(_to_look_at(0, TextLine(picture, 0, 0, 40.0, 20.0), words))
    assert [(stretch.start, stretch.end, stretch.line.left) for stretch in found] == [(0, 2, 0), (2, 5, 160)]


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page askew and grainy, with a seal over the signature."""
    path = tmp_path_factory.mktemp("scan") / "ban quet.pdf"
    page = with_seal(picture([*LETTERHEAD, *BODY, *END]), (370, 350), 45)
    path.write_bytes(scan_pdf([as_scanned(page, degrees=1.1)]))
    return path


def test_a_scan_is_read_in_order_with_its_marks(scanned: Path) -> None:
    document = read_here(scanned)
    assert document.read_by == "ocr"
    assert [page.source for page in document.pages] == [PageSource.OCR]
    assert word_error_rate(TEXT, document.text) <= 0.03
    lines = [line for line in document.text.split("\n") if line]
    assert lines[:3] == ["ỦY BAN NHÂN DÂN", "TỈNH SƠN HẢI", "Số: 45/TB-UBND"]
    assert lines[-1] == "Nguyễn Văn An"
    start = document.text.index("Nguyễn Văn An")
    boxes = document.locate(start, start + 13).boxes
    assert min(box.left for box in boxes) == pytest.approx(380, abs=12)
    assert boxes[0].bottom == pytest.approx(404, abs=14)


def test_a_dash_between_words_is_the_short_one_that_offices_print(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        scan_pdf([picture([Put("Giao Sở Lao động – Thương binh và Xã hội báo cáo trước ngày 05/12/2026.", 85, 200)])])
    )
    assert "Sở Lao động – Thương binh" in read_here(path).text


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_scanned_on_its_side_or_head_is_read_upright(degrees: int, tmp_path: Path) -> None:
    """Wide tables are laid on the scanner across; what was found is shown where it lies on the page as it is."""
    path = tmp_path / "a.pdf"
    path.write_bytes(scan_pdf([picture([*LETTERHEAD, *BODY, *END]).rotate(degrees, expand=True)]))
    document = read_here(path)
    assert word_error_rate(TEXT, document.text) < 0.03
    (page,) = document.pages
    assert (page.width > page.height) == (degrees != 180)
    start = document.text.index("THÔNG BÁO")
    (box,) = {(round(box.left), round(box.top)) for box in document.locate(start, start + 5).boxes}
    drawn = {90: (139, 595 - 265 - 50), 180: (595 - 265 - 50, 842 - 150), 270: (842 - 150, 265)}[
        degrees
    ]  # PIL turns anticlockwise
    assert box == pytest.approx(drawn, abs=12)


def test_a_picture_file_of_two_pages_is_read(tmp_path: Path) -> None:
    first, second = (
        as_scanned(picture([Put(text, 85, 120)]), seed=seed)
        for seed, text in ((1, "Kính gửi: Sở Nội vụ."), (2, "Trang thứ hai."))
    )
    path = tmp_path / "cong van.tif"
    first.save(path, save_all=True, append_images=[second], dpi=(300, 300))
    document = read_here(path)
    assert document.text.split() == ["Kính", "gửi:", "Sở", "Nội", "vụ.", "Trang", "thứ", "hai."]
    assert [round(page.width) for page in document.pages] == [595, 595]


def test_what_is_written_in_by_hand_is_marked_and_never_guessed(tmp_path: Path) -> None:
    """Loops where the number should be: no digits that a reader could agree on."""
    puts = [Put("Số:", 104, 104, 13), Put("/TB-UBND", 172, 104, 13), *LETTERHEAD[:2], *LETTERHEAD[3:5]]
    puts += [Put("Sơn Hải, ngày        tháng 11 năm 2026", 300, 104, 13, "Italic"), *BODY]
    page = picture(puts)
    draw = ImageDraw.Draw(page)
    draw.line([(530, 445), (560, 370), (585, 450), (600, 380), (640, 460), (650, 375), (690, 430)], fill=(20, 20, 25), width=7)
    path = tmp_path / "so tay.pdf"
    path.write_bytes(scan_pdf([page]))
    document = read_here(path)
    number = next(line for line in document.text.split("\n") if line.startswith("Số"))
    assert not any(c.isdigit() for c in number)
    marks = [mark for mark in document.marks if document.text[mark.start : mark.end].startswith("Số")]
    assert [mark.kind for mark in marks] == [MarkKind.UNREADABLE]


def test_words_that_are_no_reading_at_all_become_one_sign_and_those_beside_them_stay() -> None:
    """Letters under a stamp, read as what they are not."""
    read = [("Thực", 0.9), ("tủế¡cQiuyết", 0.0), ("}|NHA~", 0.2), ("định", 0.9), ("số", 0.3), ("16/2006/QĐ-UBND", 0.8)]
    words = [
        Word(
            text,
            40.0 * at,
            0,
            40.0 * at + 35,
            20,
            tuple(np.linspace(40.0 * at, 40.0 * at + 35, len(text) + 1)),
            20,
            confidence=sure,
        )
        for at, (text, sure) in enumerate(read)
    ]
    line = TextLine(np.full((40, 300), 255, np.uint8), 0, 0, 30.0, 20.0)
    (kept,) = legible([line], [words])
    assert [word.text for word in kept] == ["Thực", "[…]", "định", "số", "16/2006/QĐ-UBND"]
    assert [word.mark for word in kept] == [None, MarkKind.UNREADABLE, None, None, None]
    assert (kept[1].left, kept[1].right) == (40, 115)


def test_faint_hooks_of_a_light_scan_are_read(tmp_path: Path) -> None:
    """Letters of a worn drum: the thin hooks over them are grey, and were taken for specks."""
    page = np.asarray(as_scanned(picture(BODY), degrees=0.4)).astype(np.float32)
    path = tmp_path / "mo.pdf"
    path.write_bytes(scan_pdf([Image.fromarray((90 + page * 0.62).astype(np.uint8))]))
    text = read_here(path).text
    assert word_error_rate(" ".join(put.text for put in BODY), text) <= 0.04


def test_a_blank_scan_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "trang.pdf"
    path.write_bytes(scan_pdf([as_scanned(picture([]))]))
    with pytest.raises(NoText):
        read_here(path)


def test_a_file_that_only_calls_itself_a_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "anh.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    with pytest.raises(CorruptFile):
        read_here(path)


# --- the program -----------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def fresh_program() -> object:
    """The check of the program is remembered; forget it before and after."""
    ocr.version.cache_clear()
    yield
    ocr.version.cache_clear()


def program(folder: Path, script: str) -> None:
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("script", "says"),
    [
        (None, "tesseract-ocr"),
        ('[ "$1" = --version ] && echo "tesseract 3.05.02"', "quá cũ"),
        ('[ "$1" = --version ] && echo "tesseract 5.3.0" || printf "List of available languages (1):\\neng\\n"', "tiếng Việt"),
    ],
    ids=["absent", "too old", "without Vietnamese"],
)
def test_a_missing_program_is_told_with_what_to_install(
    script: str | None, says: str, scanned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh_program: object
) -> None:
    if script:
        program(tmp_path, script)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin" if script else str(tmp_path))
    with pytest.raises(MissingProgram, match=says):
        read_here(scanned)


def test_a_page_on_which_the_program_dies_is_a_warning_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh_program: object
) -> None:
    """The program crashes on whatever page 1 gives it: the first call it gets after the two checks."""
    real = "/usr/bin/tesseract" if Path("/usr/bin/tesseract").exists() else os.popen("command -v tesseract").read().strip()
    flag = tmp_path / "called"
    program(tmp_path, f'case "$*" in *lines.tif*) [ -e {flag} ] || {{ touch {flag}; exit 139; }};; esac\nexec {real} "$@"')
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    path = tmp_path / "hai trang.pdf"
    path.write_bytes(scan_pdf([picture([Put("Trang thứ nhất.", 85, 120)]), picture([Put("Kính gửi: Sở Nội vụ.", 85, 120)])]))
    document = read_here(path)
    assert document.text == "Kính gửi: Sở Nội vụ."
    assert [page.source for page in document.pages] == [PageSource.NONE, PageSource.OCR]
    assert document.warnings == ("Trang 1 không nhận dạng được chữ. Hãy xem bản gốc và nhập tay phần này.",)


def test_no_more_pictures_are_drawn_ahead_than_there_are_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scan of a thousand pages must not have a thousand pictures in memory."""
    from ingest.pagetext import PageText

    drawn = 0

    def draw() -> Image.Image:
        nonlocal drawn
        drawn += 1
        return Image.new("L", (200, 100), 255)

    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    pages = ((PageText(number, 48, 24, PageSource.NONE, 0.0), draw) for number in range(1, 9))
    for done, _ in enumerate(read_scans(pages), 1):
        assert drawn <= done + 2


# --- real documents ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.shared
def test_a_real_scan_is_read_with_few_wrong_words(shared_gold: Path) -> None:
    (path,) = shared_gold.glob("082_*.pdf")
    document = read_here(path)
    assert word_error_rate(path.with_suffix(".txt").read_text("utf-8"), document.text) <= 0.03
    assert "HỎA TỐC" in document.text.split("\n")
