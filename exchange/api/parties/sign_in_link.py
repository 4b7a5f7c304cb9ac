"""GET /sign-in/link/<signed>: enter the demo as one of its people. The route is there in a demo only."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from exchange.parties.sign_in_link import person_of_link

HTTP_GONE = 410


@never_cache
@require_GET
def sign_in_by_link(request: HttpRequest, signed: str) -> HttpResponse:
    """Sign the link's person in and go to the first page."""
    person = person_of_link(signed)
    if person is None:
        return HttpResponse("This link is not valid any more.", status=HTTP_GONE, content_type="text/plain")
    get_adapter(request).login(request, person)
    record_authentication(request, person, method="link")
    return HttpResponseRedirect("/")


def link_urls(*, is_demo: bool) -> list[URLPattern]:
    """Return the route of sign-in links, and none outside a demo."""
    return [path("sign-in/link/<str:signed>", sign_in_by_link, name="sign-in-link")] if is_demo else []
