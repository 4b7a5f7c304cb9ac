"""POST /uploads: a file to import."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from catalog.interchange import operations, queries
from catalog.interchange.errors import UploadCode
from exchange.api.core.errors import RequestCode
from exchange.api.endpoint.plain import refusals_as_json
from exchange.api.endpoint.refusal import refuse
from exchange.api.uploads import receiving
from exchange.kernel.errors import DomainError, NotAllowed

_STATUS: dict[str, int] = {UploadCode.UNREADABLE: 415, UploadCode.PATIENT_RECORDS: 422}


# `context_of` checks the header itself: a token needs none.
@csrf_exempt
@refusals_as_json
def upload(request: HttpRequest) -> HttpResponse:
    """Store a file and answer its id, digest and size; importing it is a command of its own."""
    context, person = receiving.sender(request)
    try:
        # For which unit, the import itself checks.
        queries.require_importer(person, on=context.now.date())
    except NotAllowed as error:
        raise refuse(403, error.message, RequestCode.NOT_ALLOWED) from None
    filename = receiving.filename(request)
    content = receiving.content(request)
    try:
        stored = operations.store_upload(filename=filename, content=content, by=person, now=context.now)
    except DomainError as error:
        raise refuse(_STATUS.get(error.code, 400), error.message, RequestCode.BAD_INPUT) from None
    return receiving.stored(stored, name="Upload", sha256=stored.sha256, size_bytes=stored.size_bytes)
