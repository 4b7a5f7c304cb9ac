"""Media types of GraphQL over HTTP.

Source: https://graphql.github.io/graphql-over-http/draft/#sec-Media-Types
"""

from email.message import Message

from django.http import HttpRequest
from django.http.request import MediaType

from exchange.api.core.errors import RequestCode
from exchange.api.endpoint.refusal import refuse

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"


def check_body(request: HttpRequest) -> None:
    """Check that the body is JSON in UTF-8; forms never are, so that no other site's form can send one.

    Raises:
        RequestRefused: 415.
    """
    header = Message()
    header["Content-Type"] = request.headers.get("Content-Type", "")
    charset = header.get_param("charset", "utf-8")
    if header.get_content_type() != JSON or str(charset).lower() not in {"utf-8", "utf8"}:
        raise refuse(415, f"Send {JSON} in UTF-8.", RequestCode.BAD_INPUT, headers={"Accept": JSON})


def answer_type(request: HttpRequest) -> str:
    """Return the media type to answer in: what the client prefers, application/json where it does not say.

    Raises:
        RequestRefused: 406.
    """
    wished = request.headers.get("Accept", "").strip()
    if not wished:
        return JSON
    offers = {JSON: _quality(request, JSON), GRAPHQL: _quality(request, GRAPHQL)}
    best = max(offers, key=lambda offer: offers[offer])
    if offers[best] <= 0:
        raise refuse(406, f"The answer is {GRAPHQL} or {JSON}.", RequestCode.BAD_INPUT)
    return best


def _quality(request: HttpRequest, offer: str) -> float:
    """Return the weight of the most specific range that matches the offer."""
    ranges = [MediaType(text) for text in request.headers["Accept"].split(",") if text.strip()]
    names = ("*/*", "application/*", offer)
    matching = [(names.index(name), accepted.quality) for accepted in ranges if (name := _name(accepted)) in names]
    return float(max(matching)[1]) if matching else 0.0


def _name(accepted: MediaType) -> str:
    return f"{accepted.main_type}/{accepted.sub_type}".lower()
