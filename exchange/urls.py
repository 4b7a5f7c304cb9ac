"""The URL map."""

from django.conf import settings
from django.urls import include, path

from exchange.api.health import healthz
from exchange.api.parties.sign_in_link import link_urls

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    # The provider's callbacks of ORCID and OpenID Connect; sign-in itself goes through the headless API.
    path("accounts/", include("allauth.urls")),
    path("_allauth/", include("allauth.headless.urls")),
    *link_urls(is_demo=settings.DEMO),
]
