"""GET /files/photos/<id>/<size>.webp and /files/documents/<id>, for whoever may see the listing."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from catalog.files import queries
from catalog.files.rules import FORMATS, DocumentFormat
from exchange.api.core.context import Context
from exchange.api.endpoint import rate
from exchange.api.endpoint.plain import refusals_as_text
from exchange.api.endpoint.viewer import context_of
from exchange.kernel import clock

HEADERS = {
    # Kept by the one who looks, and never used without asking: what is withdrawn is gone at once, from everywhere.
    "Cache-Control": "private, no-cache",
    "Vary": "Authorization, Cookie",
    "X-Content-Type-Options": "nosniff",
    # Should a browser show it after all, it runs nothing, loads nothing, and is nobody's page.
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


@require_safe
@refusals_as_text
def listing_photo(request: HttpRequest, photo: UUID, size: str) -> HttpResponse:
    """Answer a photo in one size: 404 alike for what does not exist and for what the viewer may not see."""
    file = queries.photo_file(photo, size, _context(request).viewer)
    if file is None:
        return _not_found()
    return _answer(request, file.sha256, lambda: file.content, "image/webp")


@require_safe
@refusals_as_text
def listing_document_file(request: HttpRequest, document: UUID) -> HttpResponse:
    """Answer a document to save, never to show: 404 alike for what does not exist and what the viewer may not see."""
    found = queries.visible_documents(_context(request).viewer).filter(pk=document).first()
    if found is None:
        return _not_found()
    form = FORMATS[DocumentFormat(found.format)]
    response = _answer(request, found.sha256, lambda: found.file.content, form.media_type)
    response["Content-Disposition"] = str(content_disposition_header(True, f"{found.title}{form.ending}"))
    return response


def _context(request: HttpRequest) -> Context:
    context = context_of(request, now=clock.now())
    rate.charge(context)
    return context


def _not_found() -> HttpResponse:
    headers = {"Cache-Control": "private, no-store", "Vary": HEADERS["Vary"]}
    return HttpResponse(
        "There is no such file.\n", status=404, content_type="text/plain; charset=utf-8", headers=headers
    )


def _answer(request: HttpRequest, sha256: str, read: Callable[[], bytes | memoryview], media_type: str) -> HttpResponse:
    """Answer the bytes, which are read only when the client does not have them."""
    headers = HEADERS | {"ETag": quote_etag(sha256)}
    kept: HttpResponse | None = get_conditional_response(request, etag=headers["ETag"])
    if kept is None:
        return HttpResponse(bytes(read()), content_type=media_type, headers=headers)
    for name, value in headers.items():
        kept[name] = value
    return kept
