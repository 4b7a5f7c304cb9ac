"""The Beacon's addresses. Everybody gets the same answers, whoever is signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from catalog.interchange.exports.beacon import counting, entries, terms
from catalog.interchange.exports.beacon.counting import Answer
from catalog.interchange.exports.beacon.entries import API_VERSION, EntryType
from exchange.api.beacon.asking import Asking, asking_of
from exchange.api.core.context import Context
from exchange.api.endpoint import rate
from exchange.api.endpoint.refusal import RequestRefused
from exchange.kernel import clock
from exchange.kernel.errors import InvalidInput

MOST_TERMS = 1000
HEADERS = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-store"}
ENVIRONMENT = {True: "test", False: "prod"}

Count = Callable[..., Answer]
View = Callable[..., JsonResponse]


def answered(*methods: str) -> Callable[[View], View]:
    """Answer only these methods, charge the rate and give every refusal Beacon's shape."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **named: Any) -> JsonResponse:
            if request.method not in methods:
                return _error(405, f"Send {' or '.join(methods)}.", Allow=", ".join(methods))
            try:
                rate.charge(Context(None, clock.now(), request))
                response = view(request, **named)
            except InvalidInput as error:
                return _error(400, error.message)
            except RequestRefused as refusal:
                return _error(refusal.status, refusal.errors[0].message, **refusal.headers)
            for name, value in HEADERS.items():
                response[name] = value
            return response

        return csrf_exempt(answer)

    return decorate


def _error(status: int, message: str, **headers: str) -> JsonResponse:
    body = {"meta": _meta(Asking(), "boolean", []), "error": {"errorCode": status, "errorMessage": message}}
    return JsonResponse(body, status=status, headers=HEADERS | headers)


def _meta(asking: Asking, granularity: str, schemas: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "beaconId": entries.beacon_id(settings.PUBLIC_URL),
        "apiVersion": API_VERSION,
        "returnedSchemas": schemas,
        "returnedGranularity": granularity,
        "receivedRequestSummary": asking.summary(),
        "testMode": False,
    }


def _informational(response: dict[str, Any], entity: str, schema: str) -> JsonResponse:
    meta = {
        "beaconId": entries.beacon_id(settings.PUBLIC_URL),
        "apiVersion": API_VERSION,
        "returnedSchemas": [{"entityType": entity, "schema": f"{schema}-{API_VERSION}"}],
    }
    return JsonResponse({"meta": meta, "response": response})


@answered("GET", "HEAD")
def info(request: HttpRequest) -> JsonResponse:
    """Answer what the Beacon says of itself."""
    said = entries.info(
        settings.PUBLIC_URL, environment=ENVIRONMENT[settings.DEMO], updated_at=counting.last_published()
    )
    return _informational(said, "info", "beacon-info")


@answered("GET", "HEAD")
def configuration(request: HttpRequest) -> JsonResponse:
    """Answer what there is and who may ask for it."""
    return _informational(entries.configuration(is_demo=settings.DEMO), "configuration", "beacon-configuration")


@answered("GET", "HEAD")
def entry_types(request: HttpRequest) -> JsonResponse:
    """Answer what can be counted."""
    return _informational(entries.entry_types(), "entryType", "beacon-entry-types")


@answered("GET", "HEAD")
def beacon_map(request: HttpRequest) -> JsonResponse:
    """Answer where it can be counted."""
    return _informational(entries.beacon_map(settings.PUBLIC_URL), "map", "beacon-map")


@answered("GET", "HEAD")
def service_info(request: HttpRequest) -> JsonResponse:
    """Answer GA4GH's service info, which has no envelope."""
    return JsonResponse(entries.service_info(settings.PUBLIC_URL, environment=ENVIRONMENT[settings.DEMO]))


@answered("GET", "HEAD", "POST")
def filtering_terms(request: HttpRequest) -> JsonResponse:
    """Answer a page of what can be filtered by."""
    asking = asking_of(request)
    found = terms.filtering_terms(on=clock.today())
    skip, limit = asking.pagination.get("skip", 0), asking.pagination.get("limit", 0)
    page = found[skip:][: min(limit or MOST_TERMS, MOST_TERMS)]
    response = {"resources": terms.resources(page), "filteringTerms": page}
    return _informational(response, "filteringTerm", "beacon-filtering-terms")


@answered("GET", "HEAD", "POST")
def counted(request: HttpRequest, entry: EntryType, count: Count) -> JsonResponse:
    """Answer whether there are any and, when asked, how many.

    The schema of a count demands its number: where that stays untold, the answer is a boolean that says so.
    """
    asking = asking_of(request)
    found = count(asking.filters, on=clock.today())
    summary: dict[str, Any] = {"exists": found.exists}
    is_counted = asking.is_count and found.number is not None
    if is_counted:
        summary["numTotalResults"] = found.number
    body = {
        "meta": _meta(asking, "count" if is_counted else "boolean", [entry.schema]),
        "responseSummary": summary,
        **({"info": {"suppressed": True}} if asking.is_count and not is_counted else {}),
    }
    return JsonResponse(body)


@answered("GET", "HEAD", "POST")
def nothing(request: HttpRequest, rest: str) -> JsonResponse:
    """Answer every other address; single records are among them."""
    return _error(404, "This Beacon has no such address; see map.")


COUNTS: tuple[tuple[EntryType, Count], ...] = (
    (entries.INDIVIDUAL, counting.individuals),
    (entries.BIOSAMPLE, counting.biosamples),
    (entries.DATASET, counting.datasets),
)


def beacon_urls() -> list[URLPattern]:
    """Return the addresses, all below /beacon/v2/."""
    return [
        path("", info),
        path("info", info),
        path("service-info", service_info),
        path("configuration", configuration),
        path("entry_types", entry_types),
        path("map", beacon_map),
        path("filtering_terms", filtering_terms),
        *(path(entry.path, counted, {"entry": entry, "count": count}) for entry, count in COUNTS),
        path("<path:rest>", nothing),
    ]
