"""GET or POST /oai: the harvest feed."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from catalog.interchange.exports import linked_data
from catalog.interchange.exports.harvest import asking, records
from catalog.interchange.exports.harvest.answer import Answer, Repository
from catalog.interchange.exports.harvest.asking import HarvestCode, Span
from catalog.interchange.exports.harvest.records import Record
from exchange.api.core.context import Context
from exchange.api.endpoint import rate
from exchange.api.endpoint.plain import refusals_as_text
from exchange.api.exports.addresses import images_of, listing_address
from exchange.kernel import clock
from exchange.kernel.errors import Refused

# Errors of these repeat no argument, as the protocol wants it.
UNREPEATED = {HarvestCode.BAD_VERB, HarvestCode.BAD_ARGUMENT}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_as_text
def harvest(request: HttpRequest) -> HttpResponse:
    """Answer one verb of OAI-PMH, or its error with status 200, as the protocol wants it."""
    now = clock.now()
    rate.charge(Context(None, now, request))
    given = dict((request.POST if request.method == "POST" else request.GET).lists())
    # Read before the records: what was open then, the next harvest asks for again.
    at = records.complete_until(now)
    repository = Repository(settings.PUBLIC_URL)
    try:
        arguments = asking.check_arguments(given)
        answer = Answer(repository, at=at, request={"verb": given["verb"][0], **arguments})
        _fill(answer, repository, given["verb"][0], arguments, now)
    except Refused as refusal:
        repeated = {} if refusal.code in UNREPEATED else {name: values[0] for name, values in given.items()}
        answer = Answer(repository, at=at, request=repeated)
        answer.error(refusal)
    return HttpResponse(
        answer.content(),
        content_type="text/xml; charset=utf-8",
        headers={"Cache-Control": "no-store", "Access-Control-Allow-Origin": "*"},
    )


def _fill(answer: Answer, repository: Repository, verb: str, arguments: Mapping[str, str], now: datetime) -> None:
    """Say what the verb asks for.

    Raises:
        Refused: there is no such record, or none in the span; a date or token is malformed.
    """
    if verb == "Identify":
        answer.identify(records.earliest(now), contact=settings.DEFAULT_FROM_EMAIL)
        return
    if "identifier" in arguments:
        one = records.record(repository.key_of(arguments["identifier"]))
        if verb == "ListMetadataFormats":
            answer.formats()
        else:
            _say(answer, verb, [one], name=arguments["metadataPrefix"], token=None, now=now)
        return
    if verb == "ListMetadataFormats":
        answer.formats()
        return
    span = asking.span_of(arguments)
    page, token = _page(span)
    if verb == "ListIdentifiers":
        answer.headers(page, token=token)
    else:
        _say(answer, verb, page, name=span.format, token=token, now=now)


def _page(span: Span) -> tuple[list[Record], str | None]:
    page, last = records.page(span)
    if last is not None:
        return page, asking.token_after(span, last)
    return page, "" if span.after else None


def _say(answer: Answer, verb: str, page: list[Record], *, name: str, token: str | None, now: datetime) -> None:
    listings = [one.listing for one in page if one.listing]
    documents = linked_data.documents(listings, address=listing_address, images=images_of(listings), on=now.date())
    by_key = {listing.pk: document for listing, document in zip(listings, documents, strict=True)}
    answer.records(verb, page, by_key, name=name, token=token)
