"""Files that come through the page go the way of all files: into the inbox folder."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from ingest.inbox import Inbox, RefusedPath
from ingest.originals import Store
from register.trouble import Refused

# Offered in the file dialogue; what a file really is, is found out by its content when it is read.
SUFFIXES = (
    *(".docx", ".pdf", ".txt", ".doc", ".rtf", ".odt", ".xlsx", ".xls", ".ods", ".csv", ".md", ".html", ".htm", ".eml", ".zip"),
    *(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"),
)

# Not allowed in names on a Windows share, where the folder often lies; control characters neither.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
LONGEST = 200  # bytes of a name; file systems take 255, and room is needed for " (2)"


class NotStored(Refused):
    message = "Không ghi được tệp vào hộp nhận. Hãy báo người quản trị kiểm tra dung lượng và quyền ghi."


def put(file: UploadedFile) -> Path:
    """Write ``file`` into the inbox under its own name, or with a number where that name is taken; whole at once, never over another file."""
    name = safe_name(file.name or "")
    inbox = Inbox(settings.INBOX, Store(settings.ORIGINALS))
    try:
        return inbox.place(name, file)
    except RefusedPath as error:
        raise NotStored(str(error)) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NotStored(
            f"Không ghi được «{name}» vào hộp nhận ({reason}). Hãy báo người quản trị kiểm tra dung lượng và quyền ghi."
        ) from error


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
