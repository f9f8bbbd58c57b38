"""The walk of a member of staff in a real browser: list, document, decisions, tasks, draft."""

from __future__ import annotations

import io
import re
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image
from playwright.sync_api import ConsoleMessage, Locator, Page, expect
from record_factories import Drop, drop
from review_factories import PASSWORD, record

from extract import extract
from extract.findings import Findings
from ingest import read_here
from ingest.document import Document as ReadDocument
from ingest.originals import Store
from register import services
from register.models import Document, Task

SAMPLE = settings.SAMPLES / "01_thong_bao_ket_luan.docx"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="session")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample notice as a digital PDF of two pages, made by LibreOffice."""
    folder = tmp_path_factory.mktemp("pdf")
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
    ]
    try:
        subprocess.run([*command, str(SAMPLE)], check=True, capture_output=True, timeout=120)
    except FileNotFoundError:
        pytest.skip("LibreOffice is not installed: no PDF to look at")
    return folder / f"{SAMPLE.stem}.pdf"


@pytest.fixture(scope="session")
def pdf_read(pdf: Path) -> tuple[ReadDocument, Findings]:
    """What the product itself reads and finds in it."""
    read = read_here(pdf)
    return read, extract(read)


@pytest.fixture
def notice(pdf: Path, pdf_read: tuple[ReadDocument, Findings]) -> Document:
    """The PDF received, read and waiting for review."""
    sha256 = Store(settings.ORIGINALS).put(pdf)
    row = services.receive(Drop("pdf-1", sha256, pdf.name, pdf.stat().st_size))
    taken = services.start_reading(row.pk)
    assert taken is not None
    return services.record(taken, *pdf_read)


def is_fault(message: ConsoleMessage) -> bool:
    """Chromium reports every answer of 409 and 422 as an error; those are answers that staff read."""
    return message.type == "error" and not re.search(r"status of (409|422)", message.text)


@pytest.fixture
def at(page: Page, live_server: Any, client: Client, staff: Any) -> Any:
    """Opens an address for somebody who has signed in; a fault in a script or a refused resource fails the test."""
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text) if is_fault(message) else None)
    client.force_login(staff)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])

    def open_at(path: str) -> Page:
        page.goto(live_server.url + path)
        return page

    yield open_at
    page.goto("about:blank")  # no polling while the database is emptied
    assert troubles == []


def document_page(at: Any, row: Document) -> Page:
    page: Page = at(reverse("document", args=[row.pk]))
    return page


def pixels(png: bytes) -> Any:
    return Image.open(io.BytesIO(png)).convert("RGB").getdata()


def card(page: Page, words: str) -> Locator:
    return page.locator("article.task", has_text=words)


def test_signing_in_and_out(page: Page, live_server: Any, staff: Any) -> None:
    page.goto(live_server.url + reverse("tasks"))
    page.get_by_label("Tên đăng nhập").fill("binh")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Danh mục nhiệm vụ")).to_be_visible()
    page.get_by_text("Trần Thị Bình").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Danh mục nhiệm vụ")).to_be_hidden()


def test_a_dropped_file_shows_its_state_as_it_moves(at: Any) -> None:
    page = at("/")
    expect(page.get_by_text("Chưa có văn bản nào")).to_be_visible()
    row = services.receive(drop("live", name="moi.docx"))
    line = page.locator("tr", has_text="moi.docx")
    expect(line).to_contain_text("Đã nhận", timeout=15_000)
    services.start_reading(row.pk)
    expect(line).to_contain_text("Đang đọc", timeout=15_000)
    row.refresh_from_db()
    services.fail(row, "Tệp bị hỏng.")
    expect(line).to_contain_text("Tệp bị hỏng.", timeout=15_000)
    line.get_by_role("button", name="Thử lại").click()
    expect(line).to_contain_text("Đã nhận")


def test_a_chosen_file_goes_into_the_inbox(at: Any, tmp_path: Path, settings: Any) -> None:
    settings.INBOX = tmp_path / "inbox"
    file = tmp_path / "Thư mời.txt"
    file.write_text("Kính mời")
    page = at("/")
    page.locator("#files").set_input_files(file)
    expect(page.get_by_text("Đã nạp «Thư mời.txt»")).to_be_visible()
    assert (settings.INBOX / "Thư mời.txt").read_text() == "Kính mời"


def test_a_file_dropped_on_the_page_goes_into_the_inbox(at: Any, tmp_path: Path, settings: Any) -> None:
    settings.INBOX = tmp_path / "inbox"
    page = at("/")
    transfer = page.evaluate_handle(
        "() => { const t = new DataTransfer(); t.items.add(new File(['Kính gửi'], 'Công văn.txt')); return t; }"
    )
    page.dispatch_event("body", "dragenter", {"dataTransfer": transfer})
    expect(page.get_by_text("Thả tệp vào đây để nạp")).to_be_visible()
    page.dispatch_event("body", "drop", {"dataTransfer": transfer})
    expect(page.get_by_text("Đã nạp «Công văn.txt»")).to_be_visible()
    expect(page.get_by_text("Thả tệp vào đây để nạp")).to_be_hidden()
    assert (settings.INBOX / "Công văn.txt").read_text() == "Kính gửi"


def test_from_a_finding_to_its_place_on_the_page_picture(at: Any, notice: Document) -> None:
    page = document_page(at, notice)
    picture = page.locator("#page-1 img")
    expect(picture).to_have_js_property("complete", True, timeout=20_000)
    assert picture.evaluate("image => image.naturalWidth") > 500
    task = card(page, "Sở Nội vụ khẩn trương")
    place = page.locator(f'rect[data-f~="{task.get_attribute("data-finding")}"]').first
    expect(place).not_to_be_in_viewport()
    task.locator(".task-text").click()
    expect(place).to_be_in_viewport()
    expect(place).to_have_class(re.compile("selected"))
    expect(task).to_have_class(re.compile("selected"))
    # The rectangle lies where the words are printed: that part of the picture is not blank paper.
    box = place.bounding_box()
    assert box is not None
    dark = sum(1 for pixel in pixels(page.screenshot(clip=box)) if sum(pixel) < 250)
    assert dark > 50


def test_from_the_page_to_all_findings_that_overlap_there(at: Any, notice: Document) -> None:
    page = document_page(at, notice)
    page.locator("#page-number").fill("2")
    page.locator("#page-number").press("Enter")
    task = card(page, "Sở Nội vụ khẩn trương")
    key = f"deadline-{[d['text'] for d in notice.reading.findings['deadlines']].index('chậm nhất ngày 05/12/2026')}"
    deadline = page.locator(f'[data-finding="{key}"]')
    place = page.locator(f'rect[data-f~="{key}"]').first
    place.click()
    expect(page.get_by_role("tab", name="Thời hạn")).to_have_attribute("aria-selected", "true")
    expect(deadline).to_be_in_viewport()
    expect(deadline).to_have_class(re.compile("selected"))
    chooser = page.get_by_role("group", name="Các phát hiện tại chỗ này")
    chooser.get_by_role("button", name=task.get_attribute("data-name")).click()
    expect(task).to_be_in_viewport()
    expect(task).to_have_class(re.compile("selected"))
    place.click()  # the same spot again leads on, and around
    expect(deadline).to_have_class(re.compile("selected"))


def test_the_text_view_shows_the_same_findings(at: Any, notice: Document) -> None:
    page = document_page(at, notice)
    page.get_by_role("button", name="Chữ").click()
    mark = page.locator("mark.k-figure", has_text="3.412 tỷ đồng").first
    mark.click()
    figure = page.locator('[data-finding^="figure-"]', has_text="3.412 tỷ đồng").first
    expect(figure).to_be_in_viewport()
    expect(figure).to_have_class(re.compile("selected"))
    page.locator(".check").first.click()
    expect(page.locator("mark.selected")).to_have_count(2)  # the two figures that the check compares


def test_from_a_finding_to_its_paragraph_in_a_word_file_and_back(at: Any) -> None:
    sha256 = Store(settings.ORIGINALS).put(SAMPLE)
    row = services.receive(Drop("word-1", sha256, SAMPLE.name, SAMPLE.stat().st_size))
    taken = services.start_reading(row.pk)
    assert taken is not None
    read = read_here(SAMPLE)
    services.record(taken, read, extract(read))
    page = document_page(at, row)
    expect(page.get_by_role("button", name="Trang", exact=True)).to_be_hidden()  # a Word file has no pictures of pages
    task = card(page, "Sở Nội vụ khẩn trương")
    task.locator(".task-text").click()
    marks = page.locator("mark.selected")
    expect(marks.first).to_be_in_viewport()
    assert "".join(marks.all_inner_texts()) in task.locator(".task-text").inner_text()
    page.locator("mark.k-task", has_text="Văn phòng UBND tỉnh theo dõi").click()
    expect(card(page, "Văn phòng UBND tỉnh theo dõi")).to_be_in_viewport()


def test_a_layer_can_be_taken_off_the_source(at: Any, waiting: Document) -> None:
    page = document_page(at, waiting)
    mark = page.locator("mark.k-deadline").first
    page.get_by_text("Tô màu").click()
    page.get_by_label("Thời hạn", exact=True).uncheck()
    mark.click()
    expect(page.get_by_role("tab", name="Nhiệm vụ")).to_have_attribute("aria-selected", "true")  # the task beneath it


def test_accept_reject_edit_add_and_finish(at: Any, waiting: Document) -> None:
    page = document_page(at, waiting)
    first, second, third = (card(page, words) for words in ("rà soát biên chế", "thẩm định", "khẩn trương"))
    first.get_by_role("button", name="Nhận", exact=True).click()
    expect(first.locator(".chip")).to_have_text("Đã nhận việc")
    expect(page.get_by_text("1/3 nhiệm vụ đã duyệt")).to_be_visible()
    third.get_by_role("button", name="Loại").click()
    expect(third.locator(".chip")).to_have_text("Đã loại")

    second.get_by_role("button", name="Sửa").click()
    form = page.locator("article.editing")
    form.get_by_label("Hạn (ngày)").fill("31/02/2026")
    form.get_by_role("button", name="Lưu", exact=True).click()
    expect(form.get_by_text("Ngày không hợp lệ.")).to_be_visible()
    expect(form.get_by_label("Hạn (ngày)")).to_be_focused()
    form.get_by_label("Hạn (ngày)").fill("20/12/2026")
    form.get_by_label("Đơn vị phối hợp").fill("Văn phòng UBND tỉnh")
    form.get_by_role("button", name="Lưu và nhận").click()
    expect(second).to_contain_text("20/12/2026")
    expect(second).to_contain_text("Văn phòng UBND tỉnh")

    page.get_by_role("button", name="Thêm nhiệm vụ").click()
    page.locator("#task-add").get_by_label("Nội dung nhiệm vụ").fill("Công bố danh mục trước kỳ họp.")
    page.locator("#task-add").get_by_role("button", name="Thêm").click()
    expect(card(page, "Công bố danh mục")).to_contain_text("ghi tay")
    expect(page.get_by_text("4/4 nhiệm vụ đã duyệt")).to_be_visible()
    page.get_by_role("button", name="Hoàn tất duyệt").click()
    expect(page.locator(".progress .chip")).to_have_text("Đã duyệt")

    states = dict(Task.objects.values_list("text", "state"))
    assert sorted(states.values()) == ["accepted", "accepted", "accepted", "rejected"]
    waiting.refresh_from_db()
    assert waiting.state == "reviewed"


def test_accept_all_asks_first(at: Any, waiting: Document) -> None:
    page = document_page(at, waiting)
    page.get_by_role("button", name="Nhận tất cả").click()
    page.get_by_role("dialog").get_by_role("button", name="Không").click()
    assert not Task.objects.filter(state="accepted").exists()
    page.get_by_role("button", name="Nhận tất cả").click()
    expect(page.get_by_role("dialog")).to_contain_text("3 nhiệm vụ")
    page.get_by_role("dialog").get_by_role("button", name="Đồng ý").click()
    expect(page.get_by_text("Đã nhận 3 nhiệm vụ.")).to_be_visible()
    assert Task.objects.filter(state="accepted").count() == 3


def test_decisions_by_keyboard_alone(at: Any, waiting: Document) -> None:
    page = document_page(at, waiting)
    card(page, "rà soát biên chế").focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark.selected").first).to_be_visible()
    page.keyboard.press("n")
    expect(card(page, "rà soát biên chế").locator(".chip")).to_have_text("Đã nhận việc")
    expect(card(page, "thẩm định")).to_be_focused()
    page.keyboard.press("l")
    expect(card(page, "thẩm định").locator(".chip")).to_have_text("Đã loại")
    expect(card(page, "khẩn trương")).to_be_focused()
    page.keyboard.press("s")
    expect(page.locator("article.editing textarea").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(card(page, "khẩn trương")).to_be_focused()
    page.locator(".source-body").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("mark.selected").first).to_be_visible()


def test_a_refusal_is_told_and_a_lost_server_too(at: Any, waiting: Document) -> None:
    page = document_page(at, waiting)
    page.get_by_role("tab", name="Dự thảo").click()
    page.get_by_role("button", name="Dự thảo Thông báo kết luận").click()
    expect(page.get_by_text("Chưa có nhiệm vụ nào được nhận.")).to_be_visible()


def test_from_the_task_list_back_to_the_quote_and_the_sheet(at: Any, waiting: Document, staff: Any) -> None:
    record("other", lines=("Số: 7/BC", "Không giao việc gì."), name="khac.docx")
    for task in waiting.tasks.all():
        services.accept(task, staff)
    page = at(reverse("tasks"))
    page.get_by_label("Đơn vị").select_option("Sở Tư pháp")
    expect(page.locator(".tasklist tbody tr")).to_have_count(1)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Xuất Excel").click()
    assert coming.value.suggested_filename.endswith(".xlsx")
    page.locator(".tasklist .from a").click()
    expect(card(page, "thẩm định")).to_have_class(re.compile("selected"))
    expect(page.locator("mark.selected").first).to_be_in_viewport()


def test_a_task_is_marked_as_done_where_it_stands_in_the_list(at: Any, waiting: Document, staff: Any) -> None:
    for task in waiting.tasks.all():
        services.accept(task, staff)
    page = at(reverse("tasks") + "?tinh-trang=chua_hoan_thanh")
    row = page.locator(".tasklist tbody tr", has_text="thẩm định")
    row.get_by_text("Ghi hoàn thành").click()
    row.get_by_label("Ngày hoàn thành").fill("32/11/2026")
    row.get_by_role("button", name="Ghi", exact=True).click()
    expect(row.get_by_text("Ngày không hợp lệ.")).to_be_visible()
    expect(row.get_by_label("Ngày hoàn thành")).to_be_focused()
    row.get_by_label("Ngày hoàn thành").fill("20/11/2026")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("đúng hạn")
    expect(page.get_by_text("Đã ghi nhiệm vụ hoàn thành.")).to_be_visible()
    expect(row.get_by_role("button", name="Bỏ ghi")).to_be_focused()
    page.keyboard.press("Enter")
    expect(row.get_by_text("Ghi hoàn thành")).to_be_focused()
    assert not Task.objects.filter(done_on__isnull=False).exists()


def test_letters_and_reports_come_down_from_the_list_under_its_filter(at: Any, waiting: Document, staff: Any) -> None:
    for task in waiting.tasks.all():
        services.accept(task, staff)
    waiting.tasks.update(due=date(2026, 11, 1))
    page = at(reverse("tasks"))
    page.get_by_label("Đơn vị").select_option("Sở Tư pháp")
    expect(page.locator(".tasklist tbody tr")).to_have_count(1)
    for name, kind in (("Soạn công văn đôn đốc", "cong-van-don-doc"), ("Soạn báo cáo", "bao-cao-tinh-hinh")):
        with page.expect_download() as coming:
            page.get_by_role("button", name=name).click()
        assert coming.value.suggested_filename.startswith(f"du-thao-{kind}")
        tables = docx.Document(coming.value.path()).tables
        words = " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)
        assert "Sở Tư pháp" in words
        assert "UBND xã Tân Phong" not in words
        expect(page.get_by_role("status").filter(has_text="Đã soạn")).to_contain_text("Sở Tư pháp")
    page.get_by_label("Tình trạng").select_option("Đã hoàn thành")
    expect(page.get_by_text("Không có nhiệm vụ nào khớp với bộ lọc.")).to_be_visible()
    page.get_by_role("button", name="Soạn công văn đôn đốc").click()
    expect(page.get_by_text("chưa có gì để đôn đốc")).to_be_visible()


def test_a_draft_comes_down_as_a_word_file(at: Any, waiting: Document, staff: Any) -> None:
    for task in waiting.tasks.all():
        services.accept(task, staff)
    page = document_page(at, waiting)
    page.get_by_role("tab", name="Dự thảo").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Dự thảo Thông báo kết luận").click()
    words = "\n".join(paragraph.text for paragraph in docx.Document(coming.value.path()).paragraphs)
    assert "thẩm định dự thảo quy chế" in words
    expect(page.get_by_role("tabpanel", name="Dự thảo").get_by_role("link")).to_have_count(1)
