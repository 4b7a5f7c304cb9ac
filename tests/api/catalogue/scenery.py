"""Listings with something in the freezer, and short ways to ask for them."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from catalog.consent.rules import Permission, UseTerms
from catalog.consent.rules.duo import POA
from catalog.listings.models import Listing
from exchange.api.core.ids import global_id
from exchange.parties.models import Person
from exchange.requests.models import Project
from tests.api.asking import ask
from tests.factories.consent import GENERAL, ConsentFormFactory, use_terms_set
from tests.factories.listings import SampleCollectionFactory
from tests.factories.stock import SpecimenFactory

_numbers = count(1)
ANCESTRY = UseTerms(permissions=(Permission(code=POA),))
WITHDRAWN: dict[str, Any] = {"status": "withdrawn", "withdrawn_at": datetime(2026, 1, 1, tzinfo=UTC)}


def collection(donors: int = 0, terms: UseTerms = GENERAL, **listing: Any) -> Listing:
    """Return a public collection with one specimen of each of so many donors, all under one form."""
    made: Listing = SampleCollectionFactory.create(
        **{f"listing__{name}": value for name, value in listing.items()}
    ).listing
    add_donors(made, donors, terms)
    return made


def add_donors(listing: Listing, number: int, terms: UseTerms = GENERAL, **record: Any) -> None:
    """Put one specimen of each of so many further donors into a collection, behind those it has by code."""
    form = ConsentFormFactory.create(use_terms=use_terms_set(terms), organisation=listing.unit.organisation)
    consent = {f"consent__{name}": value for name, value in record.items()}
    for _ in range(number):
        code = f"S-{next(_numbers):06}"
        SpecimenFactory.create(lot__listing=listing, lot__code=code, consent__form=form, **consent)


def id_of(row: Any, name: str = "") -> str:
    """Return the global id of a row; its type is called like its model unless said otherwise."""
    return global_id(row, name or type(row).__name__)


def one(listing: Listing, fields: str, viewer: Person | None = None) -> Any:
    """Return fields of one listing, None when the viewer may not see it."""
    answer = ask(f"query($id: ID!) {{ listing(id: $id) {{ {fields} }} }}", viewer, id=id_of(listing))
    assert "errors" not in answer, answer
    return answer["data"]["listing"]


def found(arguments: str, viewer: Person | None = None, project: Project | None = None) -> list[str]:
    """Return the titles that a list of listings shows."""
    rows = everything(f"listings({arguments})", "edges { node { title } }", viewer, project)
    return [edge["node"]["title"] for edge in rows["edges"]]


def facets(arguments: str, viewer: Person | None = None, project: Project | None = None) -> dict[str, dict[str, int]]:
    """Return the counts by kind, country and verdict of a list of listings."""
    only = 'only: ["kind", "country", "verdict"]'
    rows = everything(f"listings({arguments})", f"facets({only}) {{ name values {{ value count }} }}", viewer, project)
    return {facet["name"]: {value["value"]: value["count"] for value in facet["values"]} for facet in rows["facets"]}


def everything(field: str, fields: str, viewer: Person | None = None, project: Project | None = None) -> Any:
    """Return a root field, in whose arguments ``$project`` may stand."""
    head = "query($project: ID!)" if project else "query"
    answer = ask(
        f"{head} {{ found: {field} {{ {fields} }} }}", viewer, **({"project": id_of(project)} if project else {})
    )
    assert "errors" not in answer, answer
    return answer["data"]["found"]


def refused(document: str, viewer: Person | None = None, **variables: Any) -> list[tuple[str, str | None]]:
    """Return code and field of each error of a document that is refused as a whole."""
    answer = ask(document, viewer, **variables)
    assert answer["data"] is None, answer
    return [(error["extensions"]["code"], error["extensions"].get("field")) for error in answer["errors"]]
