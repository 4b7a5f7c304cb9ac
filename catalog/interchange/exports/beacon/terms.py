"""What a Beacon query can filter by: only what enough donors share."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from catalog.interchange.exports.beacon.counting import COLUMNS, DONORS, public_specimens
from catalog.interchange.exports.beacon.entries import ENTRY_TYPES
from catalog.interchange.exports.beacon.filters import Property
from catalog.stock.rules import FEWEST_DONORS
from catalog.vocabulary.models import Term
from catalog.vocabulary.rules import prefix_of

SCOPES = [entry.id for entry in ENTRY_TYPES]


def filtering_terms(*, on: date) -> list[dict[str, Any]]:
    """Return the diagnoses that at least ten donors have, all terms above them, and the values so many share.

    Takes seven queries.
    """
    return [*_diagnoses(on), *_values(on)]


def resources(terms: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the vocabularies of the terms, with the release of each that is loaded."""
    prefixes = {prefix_of(term["id"]) for term in terms if term["type"] == "ontologyTerm"}
    loaded = dict(Term.objects.filter(code__in=[term["id"] for term in terms]).values_list("code", "release__name"))
    releases = {prefix_of(code): release for code, release in sorted(loaded.items())}
    return [_resource(prefix, releases.get(prefix)) for prefix in sorted(prefixes)]


def _resource(prefix: str, release: str | None) -> dict[str, Any]:
    named = {"id": prefix.lower(), "name": prefix, "nameSpacePrefix": prefix}
    return named | ({"version": release} if release else {})


def _diagnoses(on: date) -> Iterator[dict[str, Any]]:
    shared = (
        public_specimens(on=on)
        .exclude(diagnosis_code="")
        .order_by()
        .values_list("diagnosis_code")
        .annotate(donors=DONORS)
        .filter(donors__gte=FEWEST_DONORS)
    )
    codes = {code for code, _ in shared}
    labels = dict(Term.objects.filter(code__in=codes).values_list("code", "label"))
    above = Term.objects.filter(descendant_links__term__code__in=codes).values_list("code", "label")
    labels = dict.fromkeys(codes, "") | labels | dict(above.distinct())
    for code, label in sorted(labels.items()):
        yield {"type": "ontologyTerm", "id": code, "scopes": SCOPES} | ({"label": label} if label else {})


def _values(on: date) -> Iterator[dict[str, Any]]:
    for name in Property:
        shared = (
            public_specimens(on=on)
            .exclude(**{COLUMNS[name]: ""})
            .order_by()
            .values_list(COLUMNS[name])
            .annotate(donors=DONORS)
            .filter(donors__gte=FEWEST_DONORS)
        )
        if values := sorted(value for value, _ in shared):
            yield {"type": "alphanumeric", "id": name.value, "values": values, "scopes": SCOPES}
