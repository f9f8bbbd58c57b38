"""Takes the pictures of the guide from a running ThuKy that was just set up: ``python docs/pictures/take.py SETUP_LINK``.

Makes the administrator, a member of staff, loads the samples, reviews one document and drafts from it. Only for an empty office.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

HERE = Path(__file__).resolve().parent
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
PASSWORD = "Vần thơ mùa thu 9"  # noqa: S105 (an office that is thrown away)


def main(link: str) -> None:
    base = "{0.scheme}://{0.netloc}".format(urlsplit(link))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS.split())
        page = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN").new_page()
        open_office(page, base, link)
        take_documents(page, base)
        take_tasks_and_draft(page, base)
        browser.close()


def open_office(page: Page, base: str, link: str) -> None:
    page.goto(link)
    fill(page, username="quantri", password=PASSWORD, password_again=PASSWORD)
    page.goto(f"{base}/nguoi-dung/")
    fill(page, last_name="Trần Thị", first_name="Bình", username="binh", password=PASSWORD, password_again=PASSWORD)
    page.context.clear_cookies()
    page.goto(f"{base}/dang-nhap/")
    fill(page, username="binh", password=PASSWORD)


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"#id_{name}").fill(value)
    page.locator(f"#id_{name}").press("Enter")
    page.wait_for_load_state()


def take_documents(page: Page, base: str) -> None:
    page.get_by_role("button", name="Nạp văn bản mẫu").click()
    expect(page.locator(".chip-to_review")).to_have_count(7, timeout=120_000)
    page.get_by_role("link", name="Kết luận của Chủ tịch UBND xã").click()
    page.get_by_role("button", name="Nhận tất cả").click()
    page.get_by_role("button", name="Đồng ý").click()
    page.get_by_role("button", name="Hoàn tất duyệt").click()
    expect(page.locator(".progress .chip")).to_have_text("Đã duyệt")
    page.goto(base)
    shoot(page, "start.png")
    page.get_by_role("link", name="Kết luận của Phó Chủ tịch").click()
    page.locator("article.task .accept").first.click()
    page.wait_for_timeout(500)
    page.locator("article.task .task-text").nth(1).click()
    page.wait_for_timeout(2500)
    shoot(page, "document.png")


def take_tasks_and_draft(page: Page, base: str) -> None:
    page.get_by_role("button", name="Nhận tất cả").click()
    page.get_by_role("button", name="Đồng ý").click()
    expect(page.get_by_role("button", name="Hoàn tất duyệt")).to_be_enabled()
    page.get_by_role("tab", name="Dự thảo").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Dự thảo Thông báo kết luận").click()
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / "draft.docx"
        coming.value.save_as(word)
        as_picture(word)
    page.goto(f"{base}/nhiem-vu/")
    shoot(page, "tasks.png")


def shoot(page: Page, name: str) -> None:
    """The window as a picture of 128 colours, a third of the size."""
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(128).save(HERE / name, optimize=True)


def as_picture(word: Path) -> None:
    """The first page as LibreOffice prints it, to ``draft.png``."""
    office = ["soffice", f"-env:UserInstallation=file://{word.parent}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*office, "--outdir", str(word.parent), str(word)], check=True, capture_output=True)
    subprocess.run(
        ["pdftoppm", "-r", "80", "-f", "1", "-l", "1", "-png", "-singlefile", str(word.with_suffix(".pdf")), str(HERE / "draft")],
        check=True,
    )


if __name__ == "__main__":
    main(sys.argv[1])
