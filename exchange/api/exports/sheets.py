"""GET /catalogue.csv and /catalogue.xlsx: what a search finds for the viewer, as a table."""

from collections.abc import Mapping
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, HttpRequest, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase

from catalog.consent.rules import Verdict
from catalog.interchange.exports import miabis
from catalog.interchange.exports.sheets.files import csv_parts, write_workbook
from catalog.interchange.exports.sheets.rows import Sheet, sheet
from catalog.listings import queries as listings
from catalog.listings.models import ListingKind
from catalog.search import queries as search
from catalog.search.queries import Sort
from catalog.search.queries.definitions import FACETS
from exchange.api.catalogue.facets import wish_of
from exchange.api.catalogue.types import ListingType
from exchange.api.core.context import Context
from exchange.api.core.errors import ClientError, RequestCode
from exchange.api.core.ids import find, key_of
from exchange.api.endpoint import rate
from exchange.api.endpoint.plain import refusals_as_text
from exchange.api.endpoint.refusal import refuse
from exchange.api.endpoint.viewer import context_of
from exchange.api.exports.addresses import listing_address
from exchange.kernel import clock
from exchange.kernel.errors import DomainError

KINDS = {kind.name: kind.value for kind in ListingKind}
VERDICTS = {verdict.name: verdict for verdict in Verdict}
SORTS = {sort.name: sort for sort in Sort}
# By argument of `listings`, the name it has here; those in the second can be given several times.
ONE = {"search": "search", "usableFor": "usable_for", "mine": "mine", "unit": "unit", "sort": "sort", "near": "near"}
SEVERAL = {**{facet.name: None for facet in FACETS}, "kind": KINDS, "verdict": VERDICTS}
UNIT = "exchange.api.parties.types.UnitType"
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@refusals_as_text  # type: ignore[arg-type] # its answer may be a stream
def catalogue_sheet(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Answer the table; its name and headers say when it does not have every row."""
    return _answer(_sheet(_context(request), _arguments(request.GET)), ending)


@refusals_as_text  # type: ignore[arg-type] # its answer may be a stream
def miabis_biobanks(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Answer the biobanks whose collections the viewer may see."""
    return _answer(miabis.biobanks(_context(request).viewer), ending)


@refusals_as_text  # type: ignore[arg-type] # its answer may be a stream
def miabis_collections(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Answer what `catalogue_sheet` does of sample collections, under the names of MIABIS."""
    arguments = _arguments(request.GET) | {"kind": [ListingKind.SAMPLE_COLLECTION.value]}
    return _answer(miabis.collections(_sheet(_context(request), arguments)), ending)


@refusals_as_text  # type: ignore[arg-type] # its answer may be a stream
def miabis_samples(request: HttpRequest, identifier: str, ending: str) -> HttpResponseBase:
    """Answer the samples of a collection to those who may know whose they are."""
    viewer, key = _context(request).viewer, key_of(ListingType, identifier)
    collections = listings.visible_to(viewer).filter(kind=ListingKind.SAMPLE_COLLECTION)
    found = collections.filter(pk=key).first() if key else None
    if found is None:
        raise refuse(404, "There is no such collection.", RequestCode.BAD_INPUT)
    return _answer(miabis.samples(viewer, found), ending)


def _context(request: HttpRequest) -> Context:
    if request.method != "GET":
        raise refuse(405, "Read it by GET.", RequestCode.BAD_INPUT, headers={"Allow": "GET"})
    context = context_of(request, now=clock.now())
    rate.charge(context)
    return context


def _answer(table: Sheet, ending: str) -> HttpResponseBase:
    named = f"first-{table.number}-of-{table.total}" if table.number < table.total else "listings"
    headers = {
        "Cache-Control": "no-store",
        "Vary": "Authorization, Cookie",
        "X-Rows": str(table.number),
        "X-Total-Rows": str(table.total),
        "Content-Disposition": f'attachment; filename="reagora-{named}.{ending}"',
    }
    if ending == "csv":
        return StreamingHttpResponse(csv_parts(table), content_type=CSV, headers=headers)
    file = TemporaryFile()  # noqa: SIM115 -- the response closes it
    write_workbook(table, file)
    file.seek(0)
    return FileResponse(file, content_type=XLSX, headers=headers)


def _sheet(context: Context, arguments: dict[str, Any]) -> Sheet:
    """Search and make the table.

    Raises:
        RequestRefused: 400, for what `listings` refuses as well.
    """
    try:
        if "unit" in arguments:
            arguments["unit"] = find(context, UNIT, arguments["unit"], field="unit")
        wish = wish_of(context, arguments)
    except (ClientError, DomainError) as error:
        raise refuse(400, error.message, RequestCode.BAD_INPUT) from None
    found = search.search(context.viewer, wish, on=context.now.date()).order_by(*search.ORDERS[wish.sort])
    kinds = arguments.get("kind", [])
    kind = ListingKind(kinds[0]) if len(set(kinds)) == 1 else None
    return sheet(context.viewer, found, kind=kind, address=listing_address)


def _arguments(given: QueryDict) -> dict[str, Any]:
    """Return the arguments as `listings` has them.

    Raises:
        RequestRefused: 400, for one that does not exist or has another value.
    """
    if unknown := sorted(set(given) - {*ONE, *SEVERAL, "quantityAtLeast"}):
        raise refuse(400, f"There is no argument {unknown[0]!r}.", RequestCode.BAD_INPUT)
    arguments: dict[str, Any] = {ONE[name]: given[name] for name in ONE if name in given}
    arguments["mine"] = given.get("mine") == "true"
    if "sort" in arguments:
        arguments["sort"] = _one_of(SORTS, "sort", arguments["sort"])
    if (least := given.get("quantityAtLeast")) is not None:
        if not (least.isascii() and least.isdigit()):
            raise refuse(400, "quantityAtLeast is a whole number.", RequestCode.BAD_INPUT)
        arguments["quantity_at_least"] = int(least)
    for name, values in SEVERAL.items():
        if texts := given.getlist(name):
            arguments[name] = texts if values is None else [_one_of(values, name, text) for text in texts]
    return arguments


def _one_of(values: Mapping[str, Any], name: str, text: str) -> Any:
    if text not in values:
        raise refuse(400, f"{name} is not {text!r} but one of {', '.join(values)}.", RequestCode.BAD_INPUT)
    return values[text]
