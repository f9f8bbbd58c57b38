"""Which queue carries the messages to the workers: a file beside the database, the PostgreSQL server, or Redis."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote


def huey_options(url: str, database: dict[str, Any], file: Path) -> dict[str, Any]:
    """The ``HUEY`` setting for ``THUKY_QUEUE``.

    "" follows the database: a message file for SQLite, the same server for PostgreSQL. "redis://…" and "postgres://…" name a server,
    "sqlite:///PATH" a file.
    """
    common: dict[str, Any] = {"name": "thuky", "immediate": False, "utc": True, "results": False}
    if url.startswith("redis"):
        return common | {"huey_class": "huey.PriorityRedisHuey", "url": url}
    if url.startswith(("postgres://", "postgresql://")):
        return common | {"huey_class": "huey.PostgresHuey", "dsn": url}
    if url.startswith("sqlite:///"):
        return common | {"huey_class": "huey.SqliteHuey", "filename": url.removeprefix("sqlite:///")}
    if url:
        raise ValueError(f"THUKY_QUEUE={url}: sqlite:///PATH, postgres://… or redis://…")
    if database["ENGINE"].endswith("postgresql"):
        return common | {"huey_class": "huey.PostgresHuey", "dsn": _dsn(database)}
    return common | {"huey_class": "huey.SqliteHuey", "filename": str(file)}


def _dsn(database: dict[str, Any]) -> str:
    """The libpq address of Django's database settings."""
    user = quote(database.get("USER") or "", safe="")
    password = quote(database.get("PASSWORD") or "", safe="")
    account = f"{user}:{password}@" if password else f"{user}@" if user else ""
    host = quote(database.get("HOST") or "", safe="[]:.")
    port = f":{database['PORT']}" if database.get("PORT") else ""
    return f"postgresql://{account}{host}{port}/{quote(database['NAME'], safe='')}"
