"""Answers to htmx: a piece of a page, with the messages that are waiting put where the page shows messages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

CONFLICT, INVALID = 409, 422


def fragment(request: HttpRequest, *templates: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The first template replaces what was asked for; the further ones say by ``hx-swap-oob`` where they go."""
    names = [*templates, "_messages_added.html"]
    return HttpResponse("".join(render_to_string(name, context, request) for name in names), status=status)


def refusal(request: HttpRequest) -> HttpResponse:
    """Nothing on the page changes but the messages."""
    response = fragment(request, context={}, status=CONFLICT)
    response.headers["HX-Reswap"] = "none"
    return response
