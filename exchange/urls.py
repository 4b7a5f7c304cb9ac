"""The URL map."""

from django.conf import settings
from django.urls import include, path, re_path

from exchange.api.beacon.views import beacon_urls
from exchange.api.corrections import import_corrections
from exchange.api.documents import agreement_document, agreement_evidence
from exchange.api.endpoint.view import graphql
from exchange.api.exports.harvest import harvest
from exchange.api.exports.linked_data import catalogue_document, listing_document, provider_document
from exchange.api.exports.sheets import catalogue_sheet, miabis_biobanks, miabis_collections, miabis_samples
from exchange.api.exports.sitemap import robots, sitemap_index, sitemap_part
from exchange.api.files.views import listing_document_file, listing_photo
from exchange.api.health import healthz
from exchange.api.parties.sign_in_link import link_urls
from exchange.api.spa import catalogue_page, listing_page, page, provider_page
from exchange.api.uploads.imports import upload
from exchange.api.uploads.listing_files import listing_document_upload, listing_photo_upload

NOT_PAGES = (
    "static|_allauth|accounts|graphql|uploads|files|agreements/[^/]+/(?:documents|evidence.zip)|metrics|beacon|miabis"
    "|oai"
)

MIABIS = {
    "biobanks": miabis_biobanks,
    "collections": miabis_collections,
    "collections/<str:identifier>/samples": miabis_samples,
}

urlpatterns = [
    path("graphql", graphql, name="graphql"),
    path("uploads", upload, name="uploads"),
    path("uploads/photos", listing_photo_upload, name="photo-uploads"),
    path("uploads/documents", listing_document_upload, name="document-uploads"),
    path("uploads/corrections/<uuid:run>", import_corrections, name="import-corrections"),
    path("agreements/<uuid:agreement>/documents/<int:sequence>.pdf", agreement_document, name="agreement-document"),
    path("agreements/<uuid:agreement>/evidence.zip", agreement_evidence, name="agreement-evidence"),
    path("files/photos/<uuid:photo>/<slug:size>.webp", listing_photo, name="listing-photo"),
    path("files/documents/<uuid:document>", listing_document_file, name="listing-document-file"),
    path("healthz", healthz, name="healthz"),
    path("beacon/v2/", include(beacon_urls())),
    path("catalogue.csv", catalogue_sheet, {"ending": "csv"}, name="catalogue-csv"),
    path("catalogue.xlsx", catalogue_sheet, {"ending": "xlsx"}, name="catalogue-xlsx"),
    *(
        path(f"miabis/{name}.{ending}", view, {"ending": ending}, name=f"miabis-{ending}")
        for ending in ("csv", "xlsx")
        for name, view in MIABIS.items()
    ),
    path("oai", harvest, name="harvest"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_part, name="sitemap-part"),
    path("catalogue.jsonld", catalogue_document, name="catalogue-document"),
    path("catalogue", catalogue_page, name="catalogue-page"),
    path("listings/<str:identifier>.jsonld", listing_document, name="listing-document"),
    path("listings/<str:identifier>", listing_page, name="listing-page"),
    path("providers/<str:identifier>.jsonld", provider_document, name="provider-document"),
    path("providers/<str:identifier>", provider_page, name="provider-page"),
    # The provider's callbacks of ORCID and OpenID Connect; sign-in itself goes through the headless API.
    path("accounts/", include("allauth.urls")),
    path("_allauth/", include("allauth.headless.urls")),
    *link_urls(is_demo=settings.DEMO),
    # The front end draws all other addresses; below those, what is not found is no page either.
    re_path(rf"^(?!(?:{NOT_PAGES})(?:/|$))", page, name="page"),
]
