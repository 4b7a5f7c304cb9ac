"""Listings of every kind, each with what its kind says of it."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from catalog.kinds.models import CellLine, Plasmid, SampleCollection
from catalog.listings.facts import searched_text
from catalog.listings.models import Listing, ListingKind, Origin
from catalog.listings.states import Visibility
from tests.factories.parties import PersonFactory, UnitFactory

PUBLISHED_AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


class ListingFactory(DjangoModelFactory[Listing]):
    """A public plasmid listing without the plasmid's own row; take one of the kinds below for that."""

    class Meta:
        model = Listing

    unit = factory.SubFactory(UnitFactory)
    kind = ListingKind.PLASMID.value
    provider_key = factory.Sequence(lambda n: f"key-{n}")
    title = factory.Sequence(lambda n: f"pLV-{n}")
    origin = Origin.NOT_HUMAN.value
    third_party_terms = False
    visibility = Visibility.PUBLIC.value
    published_at = PUBLISHED_AT
    search_text = factory.LazyAttribute(searched_text)

    class Params:
        is_acknowledged = factory.Trait(
            warning_reason="Asked for under this name.",
            warning_acknowledged_by=factory.SubFactory(PersonFactory),
            warning_acknowledged_at=PUBLISHED_AT,
        )

    synonyms = factory.LazyFunction(list)
    identifiers = factory.LazyFunction(list)
    words = factory.LazyFunction(list)
    summary = ""


class SampleCollectionFactory(DjangoModelFactory[SampleCollection]):
    """A public collection without specimens; `listing__…` reaches its listing."""

    class Meta:
        model = SampleCollection

    listing = factory.SubFactory(
        ListingFactory,
        kind=ListingKind.SAMPLE_COLLECTION.value,
        origin=Origin.HUMAN_CODED.value,
        title=factory.Sequence(lambda n: f"Biliary tract collection {n}"),
    )
    design = "Disease specific"


class CellLineFactory(DjangoModelFactory[CellLine]):
    """A public human cell line without use terms."""

    class Meta:
        model = CellLine

    listing = factory.SubFactory(
        ListingFactory,
        kind=ListingKind.CELL_LINE.value,
        origin=Origin.HUMAN_ANONYMOUS.value,
        title=factory.Sequence(lambda n: f"LINE-{n}"),
    )
    accession = factory.Sequence(lambda n: f"CVCL_{n:04d}")
    category = "Cancer cell line"
    species = "Homo sapiens (Human)"
    taxon_id = 9606


class PlasmidFactory(DjangoModelFactory[Plasmid]):
    """A public plasmid."""

    class Meta:
        model = Plasmid

    listing = factory.SubFactory(ListingFactory)
    backbone = "pcDNA3.1"
    bacterial_resistance = factory.LazyFunction(lambda: ["ampicillin"])
    growth_strain = "DH5alpha"
