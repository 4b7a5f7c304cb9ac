"""POST /uploads/photos and /uploads/documents: a file for a listing, or in the place of an earlier one.

The address says for which: ``?listing=<id>`` or ``?replaces=<id>``, and for a new document its ``kind``.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from catalog.files import operations
from catalog.files.errors import FileCode
from catalog.files.rules import DocumentKind
from catalog.listings.models import Listing
from exchange.api.catalogue.types import ListingType
from exchange.api.core.context import Context
from exchange.api.core.errors import ClientError, RequestCode
from exchange.api.core.ids import find
from exchange.api.core.types import NodeType
from exchange.api.endpoint.plain import refusals_as_json
from exchange.api.endpoint.refusal import RequestRefused, refuse
from exchange.api.files.types import ListingDocumentType, ListingPhotoType
from exchange.api.uploads import receiving
from exchange.kernel.errors import CommonCode, DomainError
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import require

_STATUS: Mapping[str, int] = {
    CommonCode.NOT_ALLOWED: 403,
    CommonCode.NOT_FOUND: 404,
    CommonCode.WRONG_STATE: 409,
    FileCode.ALREADY_THERE: 409,
    FileCode.TOO_MANY: 409,
    FileCode.TOO_LARGE: 413,
    FileCode.UNSUPPORTED: 415,
    FileCode.UNREADABLE: 422,
    FileCode.UNSAFE: 422,
    FileCode.WRONG_SEQUENCE: 422,
    FileCode.PATIENT_RECORDS: 422,
}
KINDS: Mapping[str, DocumentKind] = {kind.name: kind for kind in DocumentKind}


# `context_of` checks the header itself: a token needs none.
@csrf_exempt
@refusals_as_json
def listing_photo_upload(request: HttpRequest) -> HttpResponse:
    """Store a photo, and answer its id, digest and size; a worker looks at it."""
    context, person = receiving.sender(request)
    with _refusals_answered():
        place = _place(request, context, person, ListingPhotoType)
        filename, content = receiving.filename(request), receiving.content(request)
        if isinstance(place, Listing):
            photo = operations.add_photo(listing=place, content=content, filename=filename, by=person, now=context.now)
        else:
            photo = operations.replace_photo(
                photo=place, content=content, filename=filename, by=person, now=context.now
            )
    return receiving.stored(photo, name="ListingPhoto", sha256=photo.sha256, size_bytes=len(content))


@csrf_exempt
@refusals_as_json
def listing_document_upload(request: HttpRequest) -> HttpResponse:
    """Look at a document and store it, and answer its id, digest and size."""
    context, person = receiving.sender(request)
    with _refusals_answered():
        place = _place(request, context, person, ListingDocumentType)
        filename, content = receiving.filename(request), receiving.content(request)
        if isinstance(place, Listing):
            document = operations.add_document(
                listing=place, content=content, filename=filename, kind=_kind(request), by=person, now=context.now
            )
        else:
            document = operations.replace_document(
                document=place, content=content, filename=filename, by=person, now=context.now
            )
    return receiving.stored(document, name="ListingDocument", sha256=document.sha256, size_bytes=document.size_bytes)


@contextmanager
def _refusals_answered() -> Iterator[None]:
    """Answer what the domain refuses with its own code.

    Raises:
        RequestRefused: 400 to 422.
    """
    try:
        yield
    except DomainError as error:
        raise RequestRefused(_STATUS.get(error.code, 400), ClientError(error.message, code=error.code)) from None


def _place(request: HttpRequest, context: Context, person: Person, node: type[NodeType]) -> Any:
    """Return the listing that a file is for, or what it replaces, before any of the file is read.

    Raises:
        RequestRefused: 400 when the address names neither or both.
        NotFound: there is nothing of that id that the person may see.
        NotAllowed: the person does not manage the listing.
    """
    given = [name for name in ("listing", "replaces") if name in request.GET]
    if len(given) != 1:
        raise refuse(400, "Name either a listing or what the file replaces.", RequestCode.BAD_INPUT)
    (name,) = given
    place = find(context, ListingType if name == "listing" else node, request.GET[name], field=name)
    unit = (place if isinstance(place, Listing) else place.listing).unit
    require(person, Permission.MANAGE_LISTINGS, unit.organisation, on=context.now.date(), unit=unit)
    return place


def _kind(request: HttpRequest) -> DocumentKind:
    """Return what a new document is for.

    Raises:
        RequestRefused: 400.
    """
    kind = KINDS.get(request.GET.get("kind", ""))
    if kind is None:
        raise refuse(400, f"Say what the document is for: kind is one of {', '.join(KINDS)}.", RequestCode.BAD_INPUT)
    return kind
