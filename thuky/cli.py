"""The command ``thuky``. Each command imports what it needs when it runs: ``thuky extract`` starts without Django and without the database."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from thuky import __version__


def _word_panels() -> None:
    """The panels of help and errors in Vietnamese; rich takes a tenth of a second, so it is loaded only where there is one to show."""
    from typer import rich_utils

    rich_utils.OPTIONS_PANEL_TITLE = "Tùy chọn"
    rich_utils.ARGUMENTS_PANEL_TITLE = "Tham số"
    rich_utils.COMMANDS_PANEL_TITLE = "Lệnh"
    rich_utils.ERRORS_PANEL_TITLE = "Chưa đúng"
    rich_utils.DEFAULT_STRING = "[mặc định: {}]"
    rich_utils.REQUIRED_LONG_STRING = "[bắt buộc]"


class _VietnameseHelp:
    """Help and errors in Vietnamese."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Hiện phần trợ giúp này."
        return option

    def format_help(self, *given: Any) -> None:
        _word_panels()
        super().format_help(*given)  # type: ignore[misc]

    def make_context(self, *given: Any, **named: Any) -> Any:
        with _worded():
            return super().make_context(*given, **named)  # type: ignore[misc]

    def invoke(self, ctx: Any) -> Any:
        with _worded():
            return super().invoke(ctx)  # type: ignore[misc]


@contextmanager
def _worded() -> Iterator[None]:
    """What goes wrong inside is shown in a panel."""
    try:
        yield
    except typer.Exit:
        raise
    except Exception:
        _word_panels()
        raise


class _Command(_VietnameseHelp, TyperCommand):
    pass


class _Group(_VietnameseHelp, TyperGroup):
    pass


app = typer.Typer(
    cls=_Group,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="ThuKy (thư ký) đọc văn bản thả vào thư mục inbox, rút ra nhiệm vụ, thời hạn, số liệu kèm trích dẫn "
    "để duyệt trên trình duyệt, rồi soạn dự thảo Word.",
    epilog="Chạy lần đầu: [bold]thuky run[/bold], rồi mở http://127.0.0.1:8000. Cài đặt: docs/settings.md.",
)


def main() -> None:
    app()


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"thuky {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="In số phiên bản.")] = False,
) -> None:
    pass


def _django(process: str | None = None) -> None:
    """Set Django up with the product's settings, and the logs of ``process``."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "thuky.settings"
    import django

    django.setup()
    if process:
        from thuky import logs

        logs.configure(process)


@contextmanager
def _logged() -> Iterator[None]:
    """A fault that ends a service stands in its log, too."""
    try:
        yield
    except Exception:
        logging.getLogger("thuky").exception("the service ends by a fault")
        raise typer.Exit(1) from None


def _supervised(supervised: bool) -> None:
    if supervised:
        from thuky import lifeline

        lifeline.hold()


_Supervised = Annotated[bool, typer.Option("--supervised", hidden=True)]


@app.command(cls=_Command)
def run() -> None:
    """Chạy tất cả: trang web, theo dõi inbox và đọc văn bản. Ctrl-C để dừng."""
    _django("run")
    from thuky.office import open_office

    open_office()


@app.command(cls=_Command)
def extract(
    paths: Annotated[
        list[Path], typer.Argument(metavar="TỆP…", help="Tệp văn bản hoặc thư mục chứa văn bản.", show_default=False)
    ],
    json: Annotated[bool, typer.Option("--json", help="In JSON, mỗi văn bản một dòng.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="THƯ-MỤC", help="Ghi mỗi văn bản một tệp JSON vào thư mục này, thay vì in ra.", show_default=False
        ),
    ] = None,
) -> None:
    """Đọc và trích xuất văn bản ngay trên dòng lệnh, không cần máy chủ. Mã thoát 1 nếu có tệp không đọc được."""
    from thuky import extraction

    raise typer.Exit(extraction.run(paths, json=json, out=out))


@app.command(cls=_Command)
def draft(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="[NGUỒN]",
            help="Số của văn bản trong sổ (xem trên trang), hoặc tệp JSON do «thuky extract» ghi. "
            "Công văn đôn đốc và báo cáo soạn từ danh mục nhiệm vụ: không ghi nguồn.",
            show_default=False,
        ),
    ] = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar="LOẠI", help="thong_bao_ket_luan, cong_van_don_doc hoặc bao_cao_nhiem_vu.")
    ] = "thong_bao_ket_luan",
    unit: Annotated[
        str,
        typer.Option("--unit", metavar="ĐƠN-VỊ", help="Chỉ nhiệm vụ của đơn vị này (chủ trì hoặc phối hợp).", show_default=False),
    ] = "",
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="TỆP", help="Tệp .docx sẽ ghi.", show_default=False)] = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè nếu tệp đã có.")] = False,
    today: Annotated[str | None, typer.Option("--today", hidden=True)] = None,
) -> None:
    """Soạn dự thảo (.docx) từ một văn bản và các nhiệm vụ đã nhận của nó, hoặc từ danh mục nhiệm vụ."""
    from thuky import drafts

    try:
        day = date.fromisoformat(today) if today else None
        written = drafts.write(source, kind, out, unit=unit, force=force, today=day)
    except drafts.CannotDraft as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    typer.echo(f"Đã ghi {written}")


@app.command(cls=_Command)
def web(
    host: Annotated[str | None, typer.Option(help="Địa chỉ lắng nghe (mặc định theo THUKY_HOST).", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(help="Cổng (mặc định theo THUKY_PORT).", show_default=False)] = None,
    supervised: _Supervised = False,
) -> None:
    """Chỉ chạy trang web."""
    _supervised(supervised)
    _django()
    from django.conf import settings

    from thuky import web as server

    server.serve(host or settings.HOST, port or settings.PORT)


@app.command(cls=_Command)
def watch(supervised: _Supervised = False) -> None:
    """Chỉ theo dõi thư mục inbox và nhận văn bản."""
    _supervised(supervised)
    _django("watcher")
    with _logged():
        from thuky import watcher

        watcher.run()


@app.command(cls=_Command)
def work(
    name: Annotated[str, typer.Option(help="Tên tiến trình trong nhật ký var/logs.")] = "worker",
    supervised: _Supervised = False,
) -> None:
    """Chỉ đọc và trích xuất văn bản đã nhận (chạy được nhiều tiến trình, nhiều máy)."""
    _supervised(supervised)
    _django(name)
    with _logged():
        from thuky import worker

        worker.run()


@app.command("setup-link", cls=_Command)
def setup_link(
    reset: Annotated[
        bool, typer.Option("--reset", help="Đã có người quản trị nhưng quên mật khẩu: tạo đường dẫn để đặt lại.")
    ] = False,
) -> None:
    """In đường dẫn dùng một lần để đặt mật khẩu người quản trị."""
    _django()
    from register import accounts
    from thuky.office import address

    url = accounts.setup_url(address(), reset=reset)
    if url is None:
        typer.echo("Đã có người quản trị. Nếu quên mật khẩu, chạy: thuky setup-link --reset", err=True)
        raise typer.Exit(1)
    typer.echo(url)
