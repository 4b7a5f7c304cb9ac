"""The page's own documents, known by their digest.

graphql-codegen writes them into one file when the page is built. With GRAPHQL_PERSISTED_ONLY a session or an anonymous
viewer is answered these documents only, so that nobody can make a visitor's browser or a public endpoint work through
documents of their own. API tokens may always send documents of their own, within the limits.
"""

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from exchange.api.core.errors import ClientError, RequestCode
from exchange.api.endpoint.parameters import Parameters
from exchange.api.endpoint.refusal import DocumentRefused, refuse


def document_of(parameters: Parameters, *, is_by_token: bool) -> str:
    """Return the text of the document to execute.

    Raises:
        RequestRefused: the digest is unknown, or only persisted documents are answered and this is none.
    """
    known = _manifest_now()
    if parameters.digest in known:
        return known[parameters.digest]
    if parameters.query is None:
        # Clients that follow the older convention send the text when they read this message.
        raise DocumentRefused(ClientError("PersistedQueryNotFound", code=RequestCode.UNKNOWN_DOCUMENT))
    if settings.GRAPHQL_PERSISTED_ONLY and not is_by_token and parameters.query not in known.values():
        message = "Only the page's own documents are answered here; send yours with an API token."
        raise refuse(403, message, RequestCode.UNKNOWN_DOCUMENT)
    return parameters.query


def _manifest_now() -> dict[str, str]:
    path = Path(settings.GRAPHQL_DOCUMENTS)
    try:
        changed_at = path.stat().st_mtime_ns
    except FileNotFoundError:
        return {}
    return _manifest(path, changed_at)


@lru_cache(maxsize=2)
def _manifest(path: Path, changed_at: int) -> dict[str, str]:
    documents: dict[str, str] = json.loads(path.read_text())
    return documents
