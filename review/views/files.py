"""What is kept as files: originals, and the pictures of their pages."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ingest.originals import Store
from register.models import Document
from review.page_pictures import NoPicture, picture


@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it was dropped, byte for byte; always saved, never opened inside the site."""
    row = get_object_or_404(Document, pk=pk)
    path = Store(settings.ORIGINALS).path(row.sha256)
    if not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=row.name, content_type="application/octet-stream")


@require_safe
@cache_control(private=True, max_age=30 * 24 * 3600, immutable=True)
def page_picture(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """Page ``page`` (from 1) as a PNG."""
    row = get_object_or_404(Document, pk=pk)
    if not 1 <= page <= row.page_count:
        raise Http404
    try:
        return HttpResponse(picture(row, page).read_bytes(), content_type="image/png")
    except NoPicture as error:
        raise Http404 from error
