"""Linked data of the public pages: within the page, and by itself."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from catalog.interchange.exports import linked_data, public
from exchange.api.exports.addresses import (
    images_of,
    is_taken_back,
    listing_address,
    provider_address,
    published_listing,
    published_provider,
)
from exchange.api.exports.answering import for_everybody
from exchange.kernel import clock

MEDIA_TYPE = "application/ld+json"
# As many of the newest listings as the catalogue itself names; the harvest feed has all.
NEWEST = 20
# What could end the script element, or start a comment in it.
ESCAPES = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}


@for_everybody
def listing_document(request: HttpRequest, identifier: str) -> HttpResponse:
    """Answer a public listing; 410 for one that was taken back."""
    document = listing_data(identifier)
    if document is not None:
        return _answer(document)
    if is_taken_back(identifier):
        return HttpResponse("It is not offered any more.\n", status=410, content_type="text/plain; charset=utf-8")
    return HttpResponse("There is no such listing.\n", status=404, content_type="text/plain; charset=utf-8")


@for_everybody
def catalogue_document(request: HttpRequest) -> HttpResponse:
    """Answer the catalogue with its newest listings."""
    return _answer(catalogue_data())


@for_everybody
def provider_document(request: HttpRequest, identifier: str) -> HttpResponse:
    """Answer a provider with the newest of what it offers to everybody."""
    document = provider_data(identifier)
    if document is not None:
        return _answer(document)
    return HttpResponse("There is no such provider.\n", status=404, content_type="text/plain; charset=utf-8")


def provider_data(identifier: str) -> dict[str, Any] | None:
    """Return the document of a provider, None when it offers nothing that everybody may see."""
    organisation = published_provider(identifier)
    if organisation is None:
        return None
    newest = public.published().filter(unit__organisation=organisation).order_by("-published_at", "-pk")[:NEWEST]
    return linked_data.provider(
        organisation,
        list(newest),
        home=settings.PUBLIC_URL,
        page=provider_address(organisation),
        address=listing_address,
    )


def listing_data(identifier: str) -> dict[str, Any] | None:
    """Return a public listing's document, None when everybody may not see it."""
    listing = published_listing(identifier)
    if listing is None:
        return None
    (document,) = linked_data.documents(
        [listing], address=listing_address, images=images_of([listing]), on=clock.today()
    )
    return linked_data.with_context(document)


def catalogue_data() -> dict[str, Any]:
    """Return the catalogue's document."""
    newest = public.published().order_by("-published_at", "-pk")[:NEWEST]
    return linked_data.catalogue(list(newest), home=settings.PUBLIC_URL, address=listing_address)


def script(document: dict[str, Any], *, address: str, nonce: str) -> str:
    """Return what a page's head says of the document: the document itself, and where it is by itself."""
    content = json.dumps(document, ensure_ascii=False).translate(ESCAPES)
    return (
        f'<link rel="alternate" type="{MEDIA_TYPE}" href="{address}">'
        f'<script type="{MEDIA_TYPE}" nonce="{nonce}">{content}</script>'
    )


def is_wanted(request: HttpRequest) -> bool:
    """Say whether the client would rather have linked data than a page."""
    return request.get_preferred_type(["text/html", MEDIA_TYPE]) == MEDIA_TYPE


def _answer(document: dict[str, Any]) -> HttpResponse:
    content = json.dumps(document, ensure_ascii=False, indent=2)
    return HttpResponse(content, content_type=f"{MEDIA_TYPE}; charset=utf-8")
