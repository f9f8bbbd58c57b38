"""The Jinja2 environment of the pages."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, StrictUndefined


def environment(**options: Any) -> Environment:
    options["undefined"] = StrictUndefined  # a misspelt name on a page is a fault to see, not a blank
    return Environment(**options)  # noqa: S701 (Django passes autoescape=True)
