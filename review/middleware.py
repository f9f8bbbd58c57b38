"""What holds for every page: no browser keeps it, a page left open leads to signing in again, a refused decision says why."""

from __future__ import annotations

import logging
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRefresh

from generate.errors import DraftingError
from register.trouble import Refused
from review.replies import refusal

log = logging.getLogger(__name__)

Respond = Callable[[HttpRequest], HttpResponse]


class NotKept:
    """A browser keeps no page once it is left: on a shared PC nobody reads the record after signing out."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class SignInAgain:
    """A page left open past the end of its session: load it anew, which leads to the sign-in page, instead of putting that page into a corner."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        if request.headers.get("HX-Request") and isinstance(response, HttpResponseRedirect):
            target = urlsplit(response.url)
            if target.path == resolve_url(settings.LOGIN_URL):
                return HttpResponseClientRefresh()
        return response


class Refusals:
    """A service refused a change, or a template of a draft is at fault: say why, and leave the page as it stands."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused | DraftingError):
            return None
        if isinstance(exception, DraftingError):
            log.warning("draft not made: %s %s", exception, exception.detail)
        messages.error(request, str(exception))
        if request.htmx:
            return refusal(request)
        back = request.META.get("HTTP_REFERER", "")
        safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
        return HttpResponseRedirect(back if safe else resolve_url("documents"))
