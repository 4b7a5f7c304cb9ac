"""The parameters of a GraphQL request, checked."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, UnreadablePostError

from exchange.api.core.errors import RequestCode
from exchange.api.endpoint.refusal import refuse


@dataclass(frozen=True)
class Parameters:
    """What a client asks for: a document, or the digest of a persisted one."""

    query: str | None
    digest: str | None
    variables: dict[str, Any]
    operation_name: str | None


def parameters_of(request: HttpRequest) -> Parameters:
    """Read the body.

    Raises:
        RequestRefused: 413 for one that is too long, 400 for one that is no GraphQL request.
    """
    body = _json(_body(request))
    if isinstance(body, list):
        raise refuse(400, "Send one request at a time; batches are not answered.", RequestCode.BAD_INPUT)
    if not isinstance(body, dict):
        raise refuse(400, "The body must be a JSON object.", RequestCode.BAD_INPUT)
    extensions = _member(body, "extensions", dict) or {}
    query = _member(body, "query", str)
    digest = _member(body, "documentId", str) or _persisted(extensions)
    if not query and not digest:
        raise refuse(400, "Give a query, or the documentId of a persisted one.", RequestCode.BAD_INPUT)
    return Parameters(
        query=query or None,
        digest=digest.removeprefix("sha256:") if digest else None,
        variables=_member(body, "variables", dict) or {},
        operation_name=_member(body, "operationName", str) or None,
    )


def _body(request: HttpRequest) -> bytes:
    limit: int = settings.GRAPHQL_MAX_BODY_BYTES
    try:
        body = request.read(limit + 1)
    except UnreadablePostError:
        raise refuse(400, "The body broke off.", RequestCode.BAD_INPUT) from None
    if len(body) > limit:
        raise refuse(413, f"The body may have {limit} bytes.", RequestCode.BAD_INPUT)
    return body


def _json(body: bytes) -> Any:
    try:
        return json.loads(body.decode())
    except (ValueError, RecursionError):
        raise refuse(400, "The body is not JSON in UTF-8.", RequestCode.BAD_INPUT) from None


def _member(body: dict[str, Any], name: str, kind: type) -> Any:
    value = body.get(name)
    if value is not None and not isinstance(value, kind):
        word = "a map" if kind is dict else "a string"
        raise refuse(400, f"{name} must be {word}.", RequestCode.BAD_INPUT, field=name)
    return value


def _persisted(extensions: dict[str, Any]) -> str | None:
    """Return the digest that urql and Apollo send as an extension."""
    persisted = extensions.get("persistedQuery")
    digest = persisted.get("sha256Hash") if isinstance(persisted, dict) else None
    return digest if isinstance(digest, str) else None
