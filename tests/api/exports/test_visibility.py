"""What is a draft, restricted or withdrawn is in no output, from the very transaction that makes it so."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalog.listings import operations
from catalog.listings.models import Listing
from catalog.listings.states import Visibility
from catalog.stock.models import Specimen
from exchange.kernel import clock
from exchange.kernel.errors import WrongState
from exchange.parties.models import Person
from exchange.parties.roles import Role
from tests.api.catalogue.scenery import add_donors, id_of
from tests.factories.listings import SampleCollectionFactory
from tests.factories.parties import member

pytestmark = pytest.mark.django_db

COMMANDS: tuple[Callable[..., Listing], ...] = (operations.publish, operations.retract, operations.withdraw)
DRAFT: dict[str, Any] = {"visibility": Visibility.DRAFT.value, "published_at": None}


def content(client: Client, address: str, **headers: str) -> str:
    response: Any = client.get(address, headers=headers)
    assert response.status_code in {200, 404, 410}, (address, response.status_code)
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()


def shown(client: Client, listing: Listing) -> dict[str, bool]:
    """Return by output whether it shows a listing."""
    page, title = f"/listings/{id_of(listing)}", listing.title
    beacon = json.loads(content(client, "/beacon/v2/individuals?filters=material=secretin"))
    datasets = json.loads(content(client, "/beacon/v2/datasets?filters=material=secretin"))
    return {
        "csv": title in content(client, "/catalogue.csv"),
        "csv of a kind": title in content(client, "/catalogue.csv?kind=SAMPLE_COLLECTION"),
        "page": title in content(client, page),
        "document": title in content(client, f"{page}.jsonld"),
        "negotiated": title in content(client, page, Accept="application/ld+json"),
        "catalogue": title in content(client, "/catalogue.jsonld"),
        "sitemap": id_of(listing) in content(client, "/sitemap-listings.xml"),
        "dublin core": title in content(client, "/oai?verb=ListRecords&metadataPrefix=oai_dc"),
        "dcat": title in content(client, "/oai?verb=ListRecords&metadataPrefix=dcat"),
        "individuals": beacon["responseSummary"]["exists"],
        "datasets": datasets["responseSummary"]["exists"],
        "terms": "secretin" in content(client, "/beacon/v2/filtering_terms"),
    }


def is_tombstone(client: Client, listing: Listing) -> bool:
    """Say whether the feed says that a listing was taken back."""
    feed = content(client, "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc")
    return str(listing.pk) in feed and 'status="deleted"' in feed


def a_listing() -> tuple[Listing, Person]:
    listing = SampleCollectionFactory(listing__title="secret title", **{f"listing__{k}": v for k, v in DRAFT.items()})
    made: Listing = listing.listing
    add_donors(made, 10)
    Specimen.objects.filter(lot__listing=made).update(material="secretin")
    return made, member(Role.RESOURCE_MANAGER, unit=made.unit)


@pytest.mark.parametrize("seed", range(4))
def test_outputs_follow_the_listing(client: Client, seed: int) -> None:
    """Whatever is done to a listing, in one transaction as the test's is, each output shows it or none does."""
    listing, manager = a_listing()
    choose = random.Random(seed)
    for _ in range(5):
        command = choose.choice(COMMANDS)
        listing.refresh_from_db()
        try:
            listing = command(listing=listing, version=listing.version, by=manager, now=clock.now())
        except WrongState:
            continue
        listing.refresh_from_db()
        is_public = listing.visibility == Visibility.PUBLIC
        assert set(shown(client, listing).values()) == {is_public}, (seed, listing.visibility, shown(client, listing))
        assert is_tombstone(client, listing) == (not is_public and listing.published_at is not None)
