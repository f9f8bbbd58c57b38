"""Files that come through the page go the way of all files: into the inbox folder."""

from __future__ import annotations

import os
import re
import unicodedata
import uuid
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from register.trouble import Refused

# Offered in the file dialogue; what a file really is, is found out by its content when it is read.
SUFFIXES = (".docx", ".pdf", ".txt", ".doc", ".rtf", ".odt", ".xlsx", ".png", ".jpg", ".jpeg", ".tif", ".tiff")

# Not allowed in names on a Windows share, where the folder often lies; control characters neither.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
LONGEST = 200  # bytes of a name; file systems take 255, and room is needed for " (2)"


class NotStored(Refused):
    message = "Không ghi được tệp vào hộp nhận. Hãy báo người quản trị kiểm tra dung lượng và quyền ghi."


def put(file: UploadedFile, inbox: Path) -> Path:
    """Write ``file`` into ``inbox`` under its own name, or with a number where that name is taken; never over another file.

    It appears there whole: written under a hidden name first, which the watcher leaves alone.
    """
    name = safe_name(file.name or "")
    unfinished = inbox / f".{uuid.uuid4().hex}.tmp"
    try:
        inbox.mkdir(parents=True, exist_ok=True)
        with unfinished.open("xb") as target:
            for chunk in file.chunks():
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        return _appear(unfinished, inbox, name)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NotStored(
            f"Không ghi được «{name}» vào hộp nhận ({reason}). Hãy báo người quản trị kiểm tra dung lượng và quyền ghi."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


def safe_name(name: str) -> str:
    """The file's own name as far as every file system takes it; Vietnamese letters stay."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    name = _FORBIDDEN.sub("_", name).strip(" .")
    if not name or _RESERVED.match(name):
        name = f"van-ban-{name}".rstrip("-")
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    room = LONGEST - len((dot + suffix).encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .") + dot + suffix


def _appear(unfinished: Path, inbox: Path, name: str) -> Path:
    """Give the finished file its name; a hard link fails where the name is taken, unlike a rename."""
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in range(1, 1000):
        target = inbox / (name if number == 1 else f"{stem} ({number}){suffix}")
        try:
            target.hardlink_to(unfinished)
        except FileExistsError:
            continue
        except OSError:  # a share without hard links
            if target.exists():
                continue
            unfinished.rename(target)
        return target
    raise NotStored(f"Hộp nhận đã có quá nhiều tệp tên «{name}». Hãy đổi tên tệp rồi gửi lại.")
