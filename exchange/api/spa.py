"""Every other address is a page of the front end, which knows itself what to show there."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from exchange.api.exports import linked_data
from exchange.api.exports.addresses import is_taken_back
from exchange.api.page_files import preloads

NOT_BUILT = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Reagora: the pages are not built</title>
<h1>The pages are not built</h1>
<p>Run <code>make demo</code>, or <code>npm ci</code> and <code>npm run build</code> in <code>frontend/</code>, and load
this address again. The API at <code>/graphql</code> answers meanwhile.</p>
</html>
"""
NONCE_PLACE = "__CSP_NONCE__"
END_OF_HEAD = "</head>"
# Who has no session is nobody; the page then need not ask who looks at it.
NOBODY = '<meta name="viewer" content="nobody">'
CATALOGUE = "src/features/catalogue/catalogue-page.tsx"
LISTING = "src/features/catalogue/listing-page.tsx"
PROVIDER = "src/features/parties/provider-page.tsx"


# The page sends the cookie back as a header with each request of a session.
@gzip_page
@never_cache
@ensure_csrf_cookie
@require_safe
def page(request: HttpRequest, head: str = "", status: int = 200) -> HttpResponse:
    """Answer the page's one HTML file, with this answer's nonce for its styles.

    Args:
        head: HTML that the page's head shall have besides.
    """
    try:
        html = (Path(settings.FRONTEND_DIST) / "index.html").read_text()
    except FileNotFoundError:
        return HttpResponse(NOT_BUILT, status=503)
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        head += NOBODY
    html = html.replace(NONCE_PLACE, str(request.csp_nonce))  # type: ignore[attr-defined]
    return HttpResponse(html.replace(END_OF_HEAD, head + END_OF_HEAD, 1), status=status)


def listing_page(request: HttpRequest, identifier: str) -> HttpResponse:
    """Answer a listing's page, with what everybody may know of it as linked data, or that alone.

    The page of a listing that was taken back says so by its status; what it shows depends on who looks.
    """
    if linked_data.is_wanted(request):
        return _by_accept(linked_data.listing_document(request, identifier))
    document = linked_data.listing_data(identifier)
    status = 410 if document is None and is_taken_back(identifier) else 200
    return _by_accept(page(request, _head(request, document, source=LISTING), status=status))


def catalogue_page(request: HttpRequest) -> HttpResponse:
    """Answer the catalogue's page, with the catalogue as linked data, or that alone."""
    if linked_data.is_wanted(request):
        return _by_accept(linked_data.catalogue_document(request))
    return _by_accept(page(request, _head(request, linked_data.catalogue_data(), source=CATALOGUE)))


def provider_page(request: HttpRequest, identifier: str) -> HttpResponse:
    """Answer a provider's page, with what it offers to everybody as linked data, or that alone."""
    if linked_data.is_wanted(request):
        return _by_accept(linked_data.provider_document(request, identifier))
    return _by_accept(page(request, _head(request, linked_data.provider_data(identifier), source=PROVIDER)))


def _head(request: HttpRequest, document: dict[str, Any] | None, *, source: str) -> str:
    """Return what a page's head has besides: what it loads, and what it shows as linked data."""
    nonce = str(request.csp_nonce)  # type: ignore[attr-defined] # set by the middleware
    links = preloads(source, nonce)
    if document is None:
        return links
    return links + linked_data.script(document, address=f"{document['@id']}.jsonld", nonce=nonce)


def _by_accept(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["Accept"])
    return response
