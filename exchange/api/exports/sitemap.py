"""/sitemap.xml in parts, and /robots.txt.

Source: https://www.sitemaps.org/protocol.html
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from catalog.interchange.exports import public
from catalog.listings.models import Listing
from exchange.api.core.ids import global_id
from exchange.api.exports.answering import for_everybody
from exchange.parties.models import Organisation

ROBOTS = """User-agent: *
Allow: /
Disallow: /graphql
Disallow: /_allauth/
Disallow: /accounts/
Disallow: /account
Disallow: /sign-in

Sitemap: {home}/sitemap.xml
"""


class Listings(Sitemap):  # type: ignore[type-arg] # generic in its types only
    """Every public listing, oldest first, so that the parts stay as they are while new ones come."""

    limit = 10_000

    def items(self) -> QuerySet[Listing]:
        return public.published().select_related(None).only("pk", "changed_at").order_by("pk")

    def location(self, item: Listing) -> str:
        return f"/listings/{global_id(item, 'Listing')}"

    def lastmod(self, item: Listing) -> datetime:
        return item.changed_at

    def get_latest_lastmod(self) -> datetime | None:
        return None


class Providers(Sitemap):  # type: ignore[type-arg] # the same
    """Every organisation that offers something to everybody."""

    limit = 10_000

    def items(self) -> QuerySet[Organisation]:
        return public.providers().only("pk").order_by("pk")

    def location(self, item: Organisation) -> str:
        return f"/providers/{global_id(item, 'Organisation')}"


class Places(Sitemap):  # type: ignore[type-arg] # the same
    """The pages that everybody may open and that are no listing."""

    def items(self) -> list[str]:
        return ["/", "/catalogue"]

    def location(self, item: str) -> str:
        return item


SITEMAPS: dict[str, Any] = {"pages": Places, "listings": Listings, "providers": Providers}


@for_everybody
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Answer where the parts are."""
    return sitemaps.index(request, SITEMAPS, sitemap_url_name="sitemap-part").render()


@for_everybody
def sitemap_part(request: HttpRequest, section: str) -> HttpResponse:
    """Answer one part."""
    return sitemaps.sitemap(request, SITEMAPS, section=section).render()


@for_everybody
def robots(request: HttpRequest) -> HttpResponse:
    """Answer what robots may read."""
    return HttpResponse(ROBOTS.format(home=settings.PUBLIC_URL), content_type="text/plain; charset=utf-8")
