"""Every other address is a page of the front end, which knows itself what to show there."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

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


# The page sends the cookie back as a header with each request of a session.
@never_cache
@ensure_csrf_cookie
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Answer the page's one HTML file, with this answer's nonce for its styles."""
    try:
        html = (Path(settings.FRONTEND_DIST) / "index.html").read_text()
    except FileNotFoundError:
        return HttpResponse(NOT_BUILT, status=503)
    return HttpResponse(html.replace(NONCE_PLACE, str(request.csp_nonce)))  # type: ignore[attr-defined]
