"""GET /agreements/<id>/documents/<sequence>.pdf and /agreements/<id>/evidence.zip, for whoever reads the agreement."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from agreements.drafting.queries import visible_documents
from agreements.signature.queries import visible_evidence
from exchange.api.core.context import Context
from exchange.api.endpoint import rate
from exchange.api.endpoint.plain import refusals_as_text
from exchange.api.endpoint.viewer import context_of
from exchange.kernel import clock

# A document never changes; it is only kept where the person who may read it keeps it.
CACHING = "private, max-age=3600, immutable"


@require_safe
@refusals_as_text
def agreement_document(request: HttpRequest, agreement: UUID, sequence: int) -> HttpResponse:
    """Answer one document: 404 alike for what does not exist and for what the viewer may not see."""
    documents = visible_documents(_context(request).viewer).select_related("agreement")
    document = documents.filter(agreement=agreement, sequence=sequence).first()
    if document is None:
        return _not_found()
    disposition = f'inline; filename="{document.agreement.number}-{document.sequence}.pdf"'
    return _answer(request, document.sha256, lambda: document.content, "application/pdf", disposition)


@require_safe
@refusals_as_text
def agreement_evidence(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """Answer the evidence bundle to save: 404 alike for what does not exist and for what the viewer may not see."""
    evidence = (
        visible_evidence(_context(request).viewer).select_related("agreement").filter(agreement=agreement).first()
    )
    if evidence is None:
        return _not_found()
    disposition = f'attachment; filename="{evidence.agreement.number}-evidence.zip"'
    return _answer(request, evidence.sha256, lambda: evidence.content, "application/zip", disposition)


def _context(request: HttpRequest) -> Context:
    context = context_of(request, now=clock.now())
    rate.charge(context)
    return context


def _not_found() -> HttpResponse:
    return HttpResponse("There is no such document.", status=404, content_type="text/plain; charset=utf-8")


def _answer(
    request: HttpRequest, sha256: str, read: Callable[[], bytes | memoryview], media_type: str, disposition: str
) -> HttpResponse:
    """Answer the bytes, which are read only when the client does not have them."""
    headers = {"ETag": quote_etag(sha256), "Cache-Control": CACHING, "Vary": "Authorization, Cookie"}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponseNotModified(headers=headers)
    headers["Content-Disposition"] = disposition
    return HttpResponse(bytes(read()), content_type=media_type, headers=headers)
