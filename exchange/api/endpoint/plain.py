"""Refusals of the views that do not speak GraphQL."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from exchange.api.endpoint.refusal import RequestRefused

View = Callable[..., HttpResponse]


def refusals_as_text(view: View) -> View:
    """Answer what the view refuses as one line of text."""

    @wraps(view)
    def answer(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *arguments, **named)
        except RequestRefused as refusal:
            return HttpResponse(
                refusal.errors[0].message,
                status=refusal.status,
                content_type="text/plain; charset=utf-8",
                headers=refusal.headers,
            )

    return answer


def refusals_as_json(view: View) -> View:
    """Answer what the view refuses as ``{"code", "message"}``."""

    @wraps(view)
    def answer(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *arguments, **named)
        except RequestRefused as refusal:
            error = refusal.errors[0]
            body = {"code": (error.extensions or {})["code"], "message": error.message}
            return JsonResponse(body, status=refusal.status, headers=refusal.headers)

    return answer
