"""The Jinja2 environment of the pages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django_htmx.jinja import htmx_script
from jinja2 import Environment, StrictUndefined

from register import health
from review import wording


def environment(**options: Any) -> Environment:
    options["undefined"] = StrictUndefined  # a misspelt name on a page is a fault to see, not a blank
    options["trim_blocks"] = True
    options["lstrip_blocks"] = True
    env = Environment(**options)  # noqa: S701 (Django passes autoescape=True)
    env.globals.update(static=static, static_at_any_rate=_static_at_any_rate, url=_url, htmx_script=htmx_script, wording=wording)
    env.globals["full_disks"] = health.full_disks  # for the page that tells of a fault: no view has gathered anything for it
    env.filters.update(
        day=wording.day,
        moment=wording.moment,
        time_of_day=wording.time_of_day,
        person=wording.person,
        number=wording.number,
        size=wording.size,
        first_capital=wording.first_capital,
    )
    return env


def _static_at_any_rate(path: str) -> str:
    """The address of a static file, also where the list of hashed names is not there: the page that tells of a fault must not fail itself."""
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


def _url(name: str, *args: Any) -> str:
    return reverse(name, args=args)
