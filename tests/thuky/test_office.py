"""``thuky run`` with real processes: it starts, it mends what is killed, it stops, and it leaves nothing behind."""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from office_settings import ROOT
from PIL import Image, ImageDraw, ImageFont

pytestmark = pytest.mark.slow
PATIENCE = 180.0  # seconds until a test gives up; nothing is measured by it


def until(holds: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if value := holds():
            return value
        time.sleep(0.05)
    pytest.fail(f"waited in vain: {what}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Office:
    """One ``thuky run`` with folders and a port of its own."""

    def __init__(self, folder: Path) -> None:
        self.var, self.inbox, self.port = folder / "var", folder / "inbox", free_port()
        self.console = folder / "console.txt"
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("THUKY_", "DJANGO_", "DATABASE_URL"))} | {
            "THUKY_VAR": str(self.var),
            "THUKY_INBOX": str(self.inbox),
            "THUKY_PORT": str(self.port),
            "THUKY_SETTLE_SECONDS": "1",
            "THUKY_WORKERS": "1",
            "PYTHONUNBUFFERED": "1",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def open(self) -> Office:
        self.console.unlink(missing_ok=True)
        with self.console.open("wb") as console:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "thuky", "run"],
                cwd=ROOT,
                env=self.environment,
                stdout=console,
                stderr=console,
                start_new_session=True,
            )
        until(lambda: "ThuKy đã sẵn sàng" in self.said() or self.process.poll() is not None, "ready")
        assert self.process.poll() is None, self.said()
        return self

    def said(self) -> str:
        return self.console.read_text("utf-8") if self.console.exists() else ""

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "thuky", *arguments],
            cwd=ROOT,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )

    def processes(self) -> dict[int, str]:
        """Every living process that was started for this office: process id → command."""
        mark = f"THUKY_VAR={self.var}\0".encode()
        found = {}
        for entry in Path("/proc").iterdir():
            try:
                if (
                    entry.name.isdigit()
                    and mark in (entry / "environ").read_bytes()
                    and "\nState:\tZ" not in (entry / "status").read_text()
                ):
                    found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
        return found

    def service(self, arguments: str) -> set[int]:
        """The process ids of a service."""
        return {pid for pid, command in self.processes().items() if f"-m thuky {arguments}" in command}

    def kill(self, arguments: str) -> None:
        """Kill the service's first process, and see that another one takes its place and nothing of it stays."""
        old = self.service(arguments)
        os.kill(min(old), signal.SIGKILL)
        until(lambda: (new := self.service(arguments)) and not new & old, f"{arguments} again")

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.var / "thuky.sqlite3", timeout=20) as database:
            return database.execute(query, values).fetchall()

    def state(self, name: str) -> str:
        return next((state for (state,) in self.rows("select state from register_document where name = ?", name)), "")

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return str(answer.geturl())

    def close(self, number: signal.Signals = signal.SIGINT) -> int:
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(timeout=PATIENCE)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = Office(tmp_path_factory.mktemp("office")).open()
    yield office
    if office.process is not None and office.process.poll() is None:
        office.close(signal.SIGTERM)
    for pid in office.processes():  # only after a failed test
        os.kill(pid, signal.SIGKILL)


def scan(path: Path, pages: int) -> None:
    """A scanned letter: pictures of pages, no text layer."""
    match = subprocess.run(["fc-match", "-f", "%{file}", "Liberation Serif:lang=vi"], capture_output=True, text=True, check=True)
    font = ImageFont.truetype(match.stdout, 34)
    pictures = []
    for page in range(pages):
        numbers = range(12 * page + 1, 12 * page + 13)
        lines = [f"{n}. Giao Sở Nội vụ rà soát hồ sơ số {n}, báo cáo trước ngày {n % 28 + 1}/12/2026." for n in numbers]
        picture = Image.new("L", (1654, 2339), 255)
        ImageDraw.Draw(picture).multiline_text((200, 200), "\n".join(lines), font=font, fill=0, spacing=36)
        pictures.append(picture)
    unfinished = path.with_name(f".{path.name}.tmp")
    pictures[0].save(unfinished, "PDF", save_all=True, append_images=pictures[1:], resolution=200)
    unfinished.rename(path)


def test_nothing_is_reachable_without_signing_in(office: Office) -> None:
    for path in ("/", "/nhiem-vu/", "/van-ban/1/", "/van-ban/1/ban-goc/", "/nhiem-vu/danh-muc.xlsx"):
        assert "/dang-nhap/" in office.get(path), path


def test_a_second_office_on_the_same_folder_is_refused_and_told_where_the_first_is(office: Office) -> None:
    second = office.run("run")
    assert second.returncode == 1
    assert "ThuKy đang chạy rồi" in second.stderr
    assert f"http://127.0.0.1:{office.port}" in second.stderr


def test_a_port_in_use_is_told_with_the_way_out(office: Office, tmp_path: Path) -> None:
    second = office.run("run", THUKY_VAR=str(tmp_path / "var"), THUKY_INBOX=str(tmp_path / "inbox"))
    assert second.returncode == 1
    assert f"Cổng {office.port} đang được chương trình khác dùng" in second.stderr
    assert f"THUKY_PORT={office.port + 1} make run" in second.stderr


def test_the_first_run_prints_a_link_that_works_once(office: Office) -> None:
    link = re.search(rf"http://127\.0\.0\.1:{office.port}(/thiet-lap/[\w-]+/)", office.said())
    assert link
    assert link.group(1).split("/")[2] not in (office.var / "logs" / "run.log").read_text("utf-8")
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar := http.cookiejar.CookieJar()))
    page = browser.open(link.group(0), timeout=10).read().decode()
    names = re.findall(r'<input[^>]*name="([^"]+)"', page)
    password = "mật khẩu của phòng 2026"
    values = {name: password if "password" in name else "vanthu" for name in names}
    values["csrfmiddlewaretoken"] = next(cookie.value or "" for cookie in jar if cookie.name == "csrftoken")
    request = urllib.request.Request(link.group(0), urllib.parse.urlencode(values).encode(), {"Referer": link.group(0)})
    browser.open(request, timeout=10)
    assert office.rows("select username, is_superuser from auth_user") == [("vanthu", 1)]
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(link.group(0), timeout=10)
    again = office.run("setup-link")
    assert again.returncode == 1
    assert "thuky setup-link --reset" in again.stderr


def test_a_dropped_file_is_read_and_leaves_the_folder_for_the_store(office: Office) -> None:
    content = "Giao Sở Tư pháp thẩm định dự thảo quy chế, hoàn thành trước ngày 20/12/2026.\n".encode()
    (office.inbox / "viec.txt").write_bytes(content)
    until(lambda: office.state("viec.txt") == "to_review", "viec.txt to review")
    until(lambda: not (office.inbox / "viec.txt").exists(), "the folder empty")
    ((sha256,),) = office.rows("select sha256 from register_document where name = 'viec.txt'")
    assert (office.var / "originals" / sha256[:2] / sha256).read_bytes() == content
    assert office.rows("select quote from register_task join register_document d on d.id = document_id where d.name = 'viec.txt'")


def test_what_cannot_be_read_comes_back_with_its_reason(office: Office) -> None:
    (office.inbox / "hong.pdf").write_bytes(b"%PDF-1.7\nthis is no PDF")
    until(lambda: office.state("hong.pdf") == "failed", "hong.pdf failed")
    until(lambda: (office.inbox / "_loi" / "hong.pdf.txt").exists(), "the reason in _loi")
    ((reason,),) = office.rows("select reason from register_document where name = 'hong.pdf'")
    assert reason in (office.inbox / "_loi" / "hong.pdf.txt").read_text("utf-8-sig")
    assert (office.inbox / "_loi" / "hong.pdf").read_bytes() == b"%PDF-1.7\nthis is no PDF"


def test_a_worker_killed_in_the_middle_of_a_document_finishes_it_once(office: Office) -> None:
    scan(office.inbox / "quet.pdf", pages=2)
    until(lambda: office.state("quet.pdf") == "reading", "quet.pdf in a worker's hands")
    until(lambda: any("tesseract" in command for command in office.processes().values()), "recognition under way")
    office.kill("work")
    until(lambda: office.state("quet.pdf") == "to_review", "quet.pdf finished after all")
    trail = office.rows(
        "select action, a.details from register_auditentry a join register_document d on d.id = document_id where d.name = 'quet.pdf' order by a.id"
    )
    assert [action for action, _ in trail] == ["received", "reading", "released", "reading", "recorded"]
    assert json.loads(trail[3][1])["attempt"] == 2
    ((tasks, different),) = office.rows(
        "select count(*), count(distinct start) from register_task join register_document d on d.id = document_id where d.name = 'quet.pdf'"
    )
    assert tasks == different > 15
    assert office.rows(
        "select count(*) from register_reading r join register_document d on d.id = document_id where d.name = 'quet.pdf'"
    ) == [(1,)]


@pytest.mark.parametrize("service", ["watch", "web"])
def test_a_killed_service_comes_back(office: Office, service: str) -> None:
    office.kill(service)
    if service == "web":

        def answers() -> bool:
            try:
                return "/dang-nhap/" in office.get("/")
            except OSError:
                return False

        until(answers, "pages again")
    else:
        (office.inbox / "sau.txt").write_text("Sở Y tế báo cáo kết quả trong tháng 12/2026.", "utf-8")
        until(lambda: office.state("sau.txt") == "to_review", "sau.txt to review")


def test_stopping_ends_every_process_and_a_document_in_hand_is_finished_next_time(office: Office) -> None:
    scan(office.inbox / "dang_doc.pdf", pages=1)
    until(lambda: office.state("dang_doc.pdf") == "reading", "dang_doc.pdf in a worker's hands")
    assert office.close(signal.SIGINT) == 0
    assert office.processes() == {}
    assert office.rows("select state, attempts from register_document where name = 'dang_doc.pdf'") == [("received", 0)]
    office.open()
    assert "thiet-lap" not in office.said(), "there is an administrator"
    until(lambda: office.state("dang_doc.pdf") == "to_review", "dang_doc.pdf finished after all")


def test_no_service_outlives_a_supervisor_that_was_killed(office: Office) -> None:
    assert office.process is not None
    office.process.kill()
    office.process.wait()
    until(lambda: not office.processes(), "every process gone")
    office.open()
    assert office.close(signal.SIGTERM) == 0
    assert office.processes() == {}
