"""Bodies that are given tasks, one row each whatever their spelling."""

from __future__ import annotations

from collections.abc import Iterable

from register.models import Agency
from register.naming import body_key


def by_names(names: Iterable[str]) -> list[Agency]:
    """The rows for ``names`` in their order, each once, made where missing. Call it inside a transaction."""
    wanted: dict[str, str] = {}
    for name in names:
        if key := body_key(name):
            wanted.setdefault(key, " ".join(name.strip(" \t\n.,;:").split())[:255])
    rows = {agency.key: agency for agency in Agency.objects.filter(key__in=wanted)}
    for key, name in wanted.items():
        if key not in rows:
            rows[key], _ = Agency.objects.get_or_create(key=key, defaults={"name": name})
    return [rows[key] for key in wanted]
