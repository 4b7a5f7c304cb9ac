"""Post GraphQL to the view."""

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"


def post(
    client: Client,
    body: Any,
    *,
    accept: str | None = JSON,
    content_type: str = JSON,
    headers: dict[str, str] | None = None,
    **environ: Any,
) -> Any:
    """Post a body: bytes as they are, else as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = {**({"Accept": accept} if accept is not None else {}), **(headers or {})}
    return client.post("/graphql", content, content_type=content_type, headers=sent, **environ)


def code_of(response: HttpResponse) -> str:
    """Return the code of the only error of an answer without data."""
    body = json.loads(response.content)
    assert "data" not in body
    (error,) = body["errors"]
    return error["extensions"]["code"]
