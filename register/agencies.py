"""Bodies that are given tasks, one row each whatever their spelling."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet
from django.db.models.expressions import RawSQL

from register.models import Agency, Task
from register.naming import body_key


def by_names(names: Iterable[str]) -> list[Agency]:
    """The rows for ``names`` in their order, each once, made where missing. Call it inside a transaction."""
    wanted: dict[str, str] = {}
    for name in names:
        if key := body_key(name):
            wanted.setdefault(key, " ".join(name.strip(" \t\n.,;:").split())[:255])
    rows = {agency.key: agency for agency in Agency.objects.filter(key__in=wanted)}
    new = [Agency(key=key, name=name) for key, name in wanted.items() if key not in rows]
    if new:
        Agency.objects.bulk_create(new, ignore_conflicts=True)  # another worker may name the same body at this moment
        rows |= {agency.key: agency for agency in Agency.objects.filter(key__in=[agency.key for agency in new])}
    return [rows[key] for key in wanted]


def in_order(task: Task, role: str) -> tuple[str, ...]:
    """Names of the bodies in ``role`` ("lead", "coordinating") in the order in which they were named: a letter keeps the order of rank."""
    through = getattr(Task, role).through
    return tuple(through.objects.filter(task=task).order_by("id").values_list("agency__name", flat=True))


def with_bodies(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """``tasks`` with their bodies at hand, in the order in which the document names them: the first lead is the one who answers."""

    def named(role: str) -> Prefetch:
        through = getattr(Task, role).through._meta.db_table
        return Prefetch(role, Agency.objects.order_by(RawSQL(f"{through}.id", ())))  # noqa: S611 (a table of our own)

    return tasks.prefetch_related(named("lead"), named("coordinating"))
