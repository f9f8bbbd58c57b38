"""The list of tasks (danh mục nhiệm vụ): which are accepted, whose they are, how they stand to their deadlines."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.utils import timezone

from register.agencies import with_bodies
from register.models import Agency, Task
from register.naming import body_key, search_words
from register.states import STANDINGS, TaskState, Term


def accepted_tasks(
    *, unit: str | None = None, state: str | None = None, q: str | None = None, today: date | None = None
) -> QuerySet[Task]:
    """Accepted tasks, each with ``term`` (a value of :class:`register.states.Term`): the nearest deadline first, behind them what is done.

    ``unit``: a body's name, in either role, in any spelling. ``state``: a key of ``register.states.STANDINGS``. ``q``: words looked up in
    task, bodies, and the document's number, subject and file name, with or without Vietnamese marks. None or "" leaves a filter out.
    """
    tasks = Task.objects.filter(state=TaskState.ACCEPTED).annotate(term=term(today or timezone.localdate()))
    if unit and unit.strip():
        body = Agency.objects.filter(key=body_key(unit)).values("pk")
        tasks = tasks.filter(
            Q(pk__in=Task.lead.through.objects.filter(agency__in=body).values("task"))
            | Q(pk__in=Task.coordinating.through.objects.filter(agency__in=body).values("task"))
        )
    if state and state.strip():
        tasks = tasks.filter(term__in=STANDINGS[state.strip()][1])
    if q and q.strip():
        tasks = tasks.filter(search__contains=search_words(q))
    nearest = Case(When(due=None, then=Value(1)), default=Value(0))
    done_last = F("done_on").desc(nulls_first=True)
    return with_bodies(tasks.select_related("document")).order_by(done_last, nearest, "due", "document_id", "position", "id")


def term(today: date) -> Case:
    """The SQL for :class:`Term`. The day of the deadline itself is still in time; a rhythm is never overdue or late by its first date."""
    soon = today + timedelta(days=settings.DUE_SOON_DAYS)
    return Case(
        When(done_on__gt=F("due"), recurrence="", then=Value(Term.DONE_LATE.value)),
        When(done_on__isnull=False, then=Value(Term.DONE.value)),
        When(~Q(recurrence=""), then=Value(Term.RECURRING.value)),
        When(due=None, then=Value(Term.NONE.value)),
        When(due__lt=today, then=Value(Term.OVERDUE.value)),
        When(due__lte=soon, then=Value(Term.SOON.value)),
        default=Value(Term.IN_TIME.value),
        output_field=CharField(),
    )


def units() -> QuerySet[Agency]:
    """Bodies that lead or coordinate at least one accepted task: the choices of the filter."""
    accepted = {"state": TaskState.ACCEPTED}
    leads = Task.lead.through.objects.filter(**{f"task__{k}": v for k, v in accepted.items()}).values("agency")
    others = Task.coordinating.through.objects.filter(**{f"task__{k}": v for k, v in accepted.items()}).values("agency")
    return Agency.objects.filter(Q(pk__in=leads) | Q(pk__in=others)).order_by("name")
