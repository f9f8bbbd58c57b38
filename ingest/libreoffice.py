"""LibreOffice, the program: turns formats of before 2007 into those that are read here."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import CorruptFile, MissingProgram, ReadingTimedOut
from ingest.source import Source
from ingest.workplaces import workplace

_MOST_SECONDS = 120.0
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
# Macros are off and links are not followed, whatever the file asks for; nothing is asked of a user who is not there.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link"><value>2</value></prop></item>
</oor:items>
"""


_NEEDED = {"docx": "libswlo.so", "xlsx": "libsclo.so"}  # Writer and Calc are packages of their own
_MISSING = {
    "docx": "Máy chủ chưa cài LibreOffice Writer nên chưa đọc được loại tệp này. Nhờ người quản trị cài, rồi bấm «Thử lại».",
    "xlsx": "Máy chủ chưa cài LibreOffice Calc nên chưa đọc được loại tệp này. Hãy lưu lại thành .xlsx rồi thả lại, hoặc nhờ người quản trị cài.",
}


def program(target: str) -> str | None:
    """The path of a LibreOffice that writes "docx" or "xlsx"; None where it, or its part for that, is not installed."""
    path = _path()
    return path if path is not None and has(_NEEDED[target]) else None


def has(library: str) -> bool:
    """Whether LibreOffice is installed with this library, which tells its parts apart ("libswlo.so": Writer, "libsclo.so": Calc)."""
    path = _path()
    if path is None:
        return False
    beside = Path(path).resolve().with_name(library)
    # Where the folder is laid out otherwise than known here, the program itself will tell.
    return beside.exists() or not beside.with_name("soffice.bin").exists()


def _path() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


@contextmanager
def converted(source: Source, suffix: str, target: str) -> Iterator[Path]:
    """The file of ``source``, which has the format of ``suffix`` (".doc"), as a "docx" or "xlsx" that lasts as long as the block.

    Raises MissingProgram, ReadingTimedOut, or CorruptFile where LibreOffice makes nothing of it.
    """
    office = program(target)
    if office is None:
        raise MissingProgram(_MISSING[target])
    with workplace("office") as folder:
        # A profile of its own: two LibreOffices over one profile wait for each other. The given name could hold anything.
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        given = folder / f"given{suffix}"
        given.symlink_to(source.path.absolute())
        _run([office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
              "--convert-to", _FILTERS[target], "--outdir", str(folder), str(given)], source.limits.seconds)  # fmt: skip
        made = folder / f"given.{target}"
        if not made.is_file():
            raise CorruptFile
        yield made


def _run(command: list[str], seconds: float) -> None:
    limit = min(_MOST_SECONDS, seconds)
    try:
        # coreutils' timeout ends LibreOffice also where this process is killed before it could do so.
        subprocess.run(
            ["timeout", "--foreground", "--signal=KILL", str(limit), *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=limit + 5,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise ReadingTimedOut from late
