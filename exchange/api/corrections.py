"""GET /uploads/corrections/<run>: the rows of an import that were rejected, for whoever may see the import."""

from pathlib import PurePath
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from catalog.interchange import queries
from exchange.api.endpoint import rate
from exchange.api.endpoint.plain import refusals_as_text
from exchange.api.endpoint.viewer import context_of
from exchange.kernel import clock


@require_safe
@refusals_as_text
def import_corrections(request: HttpRequest, run: UUID) -> HttpResponse:
    """Answer the file to correct: 404 alike for no such import, for somebody else's, and for one without wrong rows."""
    context = context_of(request, now=clock.now())
    rate.charge(context)
    found = queries.visible_to(context.viewer).filter(pk=run).select_related("upload").first()
    corrections = queries.corrections(found) if found is not None else None
    if found is None or corrections is None:
        return HttpResponse("There is no such file.", status=404, content_type="text/plain; charset=utf-8")
    filename = f"{PurePath(found.upload.filename).stem}-corrections{corrections.ending}"
    headers = {
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": str(content_disposition_header(True, filename)),
    }
    return HttpResponse(corrections.text.encode(), content_type="text/plain; charset=utf-8", headers=headers)
