"""The view: one document a POST.

GET is not answered at all: what changes something must never be a link, and reading by POST is no loss where no
answer may be cached. Bodies are JSON only, so that no other site's form can send one.

Source: https://graphql.github.io/graphql-over-http/draft/
"""

import json
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from exchange.api.core.errors import RequestCode
from exchange.api.endpoint import media, rate
from exchange.api.endpoint.execution import answer
from exchange.api.endpoint.parameters import Parameters, parameters_of
from exchange.api.endpoint.persisted import document_of
from exchange.api.endpoint.refusal import DocumentRefused, RequestRefused, refuse
from exchange.api.endpoint.viewer import context_of
from exchange.kernel import clock


# `context_of` checks the header itself: a token needs none.
@gzip_page
@csrf_exempt
def graphql(request: HttpRequest) -> HttpResponse:
    """Answer one GraphQL request."""
    media_type = media.JSON
    try:
        if request.method != "POST":
            raise refuse(405, "Send GraphQL by POST.", RequestCode.BAD_INPUT, headers={"Allow": "POST"})
        media_type = media.answer_type(request)
        media.check_body(request)
        return _response(200, media_type, _answer(request))
    except RequestRefused as refusal:
        # The older media type answers a bad document with 200, as its clients read errors by the body alone.
        is_read_by_body = media_type == media.JSON and isinstance(refusal, DocumentRefused)
        status = 200 if is_read_by_body else refusal.status
        body = {"errors": [error.formatted for error in refusal.errors]}
        return _response(status, media_type, body, **refusal.headers)


def _answer(request: HttpRequest) -> dict[str, Any]:
    context = context_of(request, now=clock.now())
    rate.charge(context)
    parameters: Parameters = parameters_of(request)
    structlog.contextvars.bind_contextvars(
        operation=parameters.operation_name, viewer=str(context.viewer.pk) if context.viewer else None
    )
    return answer(
        document_of(parameters, is_by_token=context.is_by_token),
        variables=parameters.variables,
        operation_name=parameters.operation_name,
        context=context,
        max_cost=settings.GRAPHQL_MAX_COST,
    )


def _response(status: int, media_type: str, body: dict[str, Any], **headers: str) -> HttpResponse:
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False, separators=(",", ":"), default=str),
        status=status,
        content_type=f"{media_type}; charset=utf-8",
        headers=headers,
    )
    response["Cache-Control"] = "no-store"
    response["Vary"] = "Accept, Authorization, Cookie"
    return response
