"""GET /agreements/<id>/documents/<sequence>.pdf: an agreement's document, for whoever may read the agreement."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from agreements.drafting.queries import visible_documents
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
    context = context_of(request, now=clock.now())
    rate.charge(context)
    documents = visible_documents(context.viewer).select_related("agreement")
    document = documents.filter(agreement=agreement, sequence=sequence).first()
    if document is None:
        return HttpResponse("There is no such document.", status=404, content_type="text/plain; charset=utf-8")
    headers = {
        "ETag": quote_etag(document.sha256),
        "Cache-Control": CACHING,
        "Vary": "Authorization, Cookie",
    }
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponseNotModified(headers=headers)
    filename = f"{document.agreement.number}-{document.sequence}.pdf"
    headers["Content-Disposition"] = f'inline; filename="{filename}"'
    return HttpResponse(bytes(document.content), content_type="application/pdf", headers=headers)
