"""Where each process writes what it does: ``var/logs/PROCESS.log``, and the console for what an administrator should see."""

from __future__ import annotations

import logging.config
from pathlib import Path

from django.conf import settings

_KEPT_BYTES = 10_000_000
_KEPT_FILES = 5


def configure(process: str) -> None:
    """Set logging up for this process ("web", "watcher", "worker-1"); call it once, after Django's settings are known."""
    folder = Path(settings.VAR) / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "file": {"format": "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"},
                "console": {"format": f"%(asctime)s {process}: %(message)s", "datefmt": "%H:%M:%S"},
            },
            "handlers": {
                "file": {
                    "class": "logging.handlers.RotatingFileHandler",
                    "filename": folder / f"{process}.log",
                    "maxBytes": _KEPT_BYTES,
                    "backupCount": _KEPT_FILES,
                    "encoding": "utf-8",
                    "formatter": "file",
                },
                "console": {"class": "logging.StreamHandler", "formatter": "console"},
            },
            "root": {"handlers": ["file", "console"], "level": "WARNING"},
            "loggers": {
                **{
                    room: {"level": settings.LOG_LEVEL}
                    for room in ("ingest", "extract", "generate", "register", "review", "thuky")
                },
                "huey": {"level": "WARNING"},
                "django.request": {"level": "ERROR"},  # a page that is not there is no warning for the administrator
            },
        }
    )
