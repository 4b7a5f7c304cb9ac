"""Answers for everybody, kept by clients and asked for again with their digest."""

import hashlib
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from exchange.api.core.context import Context
from exchange.api.core.errors import RequestCode
from exchange.api.endpoint import rate
from exchange.api.endpoint.plain import View, refusals_as_text
from exchange.api.endpoint.refusal import refuse
from exchange.kernel import clock

# Kept, but never used without asking: what is withdrawn is gone at once.
HEADERS = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache"}


def for_everybody(view: View) -> View:
    """Answer GET and HEAD alike whoever is signed in, from the anonymous rate, and 304 for what the client has."""

    @refusals_as_text
    @wraps(view)
    def answer(request: HttpRequest, *arguments: str, **named: str) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            raise refuse(405, "Read it by GET.", RequestCode.BAD_INPUT, headers={"Allow": "GET, HEAD"})
        rate.charge(Context(None, clock.now(), request))
        return revalidated(request, view(request, *arguments, **named))

    return answer


def revalidated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the answer with its digest, or 304 when the client has that already."""
    for name, value in HEADERS.items():
        response[name] = value
    etag = quote_etag(hashlib.sha256(response.content).hexdigest())
    response["ETag"] = etag
    kept: HttpResponse | None = get_conditional_response(request, etag=etag, response=response)
    return kept or response
