"""Listings as linked data."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.consent.rules import Modifier, Permission, UseTerms
from catalog.consent.rules.duo import DS, GRU, NCU
from catalog.interchange.exports import linked_data, public
from catalog.interchange.exports.linked_data import TYPES, Image, Images
from catalog.kinds.models import Equipment
from catalog.listings.models import Listing, ListingKind
from exchange.parties.models import Unit
from tests.factories.consent import use_terms_set
from tests.factories.listings import CellLineFactory, ListingFactory, SampleCollectionFactory
from tests.factories.parties import UnitFactory
from tests.factories.stock import SpecimenFactory
from tests.factories.vocabulary import TermFactory

TODAY = date(2026, 3, 2)
TERMS = UseTerms(permissions=(Permission(code=GRU),), modifiers=(Modifier(code=NCU),))


def address(listing: Listing) -> str:
    return f"https://market.example/listings/{listing.provider_key}"


def documents(images: Images | None = None) -> list[dict[str, Any]]:
    rows = list(public.published().order_by("pk"))
    return linked_data.documents(rows, address=address, images=images or {}, on=TODAY)


def test_every_kind_has_types() -> None:
    assert set(TYPES) == set(ListingKind)


def cell_bank() -> Unit:
    ror_id = "https://ror.org/00cv9y106"
    return UnitFactory.create(name="Cell bank", organisation__name="University", organisation__ror_id=ror_id)


@pytest.mark.django_db
def test_cell_line_is_a_product_and_a_biological_sample() -> None:
    line = CellLineFactory(
        listing__unit=cell_bank(),
        listing__provider_key="hela",
        listing__title="HeLa",
        listing__summary="The first one.",
        listing__synonyms=["Hela"],
        listing__identifiers=["CVCL_0030"],
        listing__use_terms=use_terms_set(TERMS),
    )
    line.listing.refresh_from_db()
    (document,) = documents()
    assert document.pop("additionalProperty")[:3] == [
        {
            "@type": "PropertyValue",
            "propertyID": "accession",
            "name": "Cellosaurus accession (RRID)",
            "value": line.accession,
        },
        {"@type": "PropertyValue", "propertyID": "category", "name": "Category", "value": "Cancer cell line"},
        {"@type": "PropertyValue", "propertyID": "species", "name": "Species", "value": "Homo sapiens (Human)"},
    ]
    assert document.pop("dateModified") == line.listing.changed_at.isoformat()
    assert [document] == [
        {
            "@id": "https://market.example/listings/hela",
            "@type": ["Product", "bioschemas:BioSample"],
            "name": "HeLa",
            "description": "The first one.",
            "url": "https://market.example/listings/hela",
            "additionalType": "Cell line",
            "alternateName": ["Hela"],
            "identifier": ["CVCL_0030"],
            "provider": {
                "@type": "Organization",
                "@id": "https://ror.org/00cv9y106",
                "name": "University",
                "address": {"@type": "PostalAddress", "addressCountry": "BE", "addressLocality": "Ghent"},
                "department": {"@type": "Organization", "name": "Cell bank"},
            },
            "isPartOf": {"@id": "https://market.example/catalogue"},
            "datePublished": "2026-01-05T09:00:00+00:00",
            "conditionsOfAccess": ["Research of any kind is allowed.", "Commercial use is not allowed."],
            "usageInfo": [
                {"@id": "http://purl.obolibrary.org/obo/DUO_0000042"},
                {"@id": "http://purl.obolibrary.org/obo/DUO_0000046"},
            ],
        }
    ]


@pytest.mark.django_db
def test_collection_is_a_dataset_of_both_vocabularies_with_the_terms_of_its_donors() -> None:
    TermFactory(code="MONDO:0005105", label="melanoma")
    collection = SampleCollectionFactory(listing__title="Melanoma", listing__summary="Skin.").listing
    terms = UseTerms(permissions=(Permission(code=DS, diseases=("MONDO:0005105",)),))
    SpecimenFactory(lot__listing=collection, consent__form__use_terms=use_terms_set(terms))
    (document,) = documents()
    assert document["@type"] == ["Dataset", "dcat:Dataset"]
    assert document["includedInDataCatalog"] == {"@id": "https://market.example/catalogue"}
    assert document["conditionsOfAccess"] == ["Only research on melanoma is allowed."]
    assert document["usageInfo"] == [{"@id": "http://purl.obolibrary.org/obo/DUO_0000007"}]
    dcat = {name: value for name, value in document.items() if name.startswith(("dcat:", "dct:"))}
    assert dcat == {
        "dct:title": "Melanoma",
        "dct:description": "Skin.",
        "dct:identifier": [document["url"]],
        "dct:publisher": {"@type": "dct:Agent", "name": collection.unit.organisation.name},
        "dct:issued": "2026-01-05T09:00:00+00:00",
        "dcat:landingPage": {"@id": document["url"]},
    }


@pytest.mark.django_db
def test_nothing_is_said_of_a_single_specimen() -> None:
    collection = SampleCollectionFactory().listing
    SpecimenFactory(
        lot__listing=collection, lot__code="secret code", donor_pseudonym="secret donor", diagnosis="secret diagnosis"
    )
    assert "secret" not in str(documents())


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_statements_do_not_grow(rows: int) -> None:
    for _ in range(rows):
        SpecimenFactory(lot__listing=SampleCollectionFactory(listing__use_terms=use_terms_set(TERMS)).listing)
    found = list(public.published())
    with CaptureQueriesContext(connection) as asked:
        assert len(linked_data.documents(found, address=address, images={}, on=TODAY)) == rows
    assert len(asked) == 3


@pytest.mark.django_db
def test_catalogue_names_listings_as_what_they_are() -> None:
    ListingFactory(provider_key="p", title="pX")
    SampleCollectionFactory(listing__provider_key="c", listing__title="Collection")
    found = linked_data.catalogue(
        list(public.published().order_by("title")), home="https://market.example", address=address
    )
    assert found["@context"] == linked_data.CONTEXT
    assert found["@id"] == "https://market.example/catalogue"
    assert found["@type"] == ["DataCatalog", "dcat:Catalog"]
    assert found["dcat:dataset"] == [{"@id": "https://market.example/listings/c"}]
    assert [entry["name"] for entry in found["dataset"]] == ["Collection"]
    assert [entry["name"] for entry in found["hasPart"]] == ["pX"]


@pytest.mark.django_db
def test_person_in_charge_is_told_to_nobody() -> None:
    listing = ListingFactory(kind=ListingKind.EQUIPMENT.value)
    Equipment.objects.create(
        listing=listing, time_zone="UTC", person_in_charge="secret person", capabilities=["imaging", "FRAP"]
    )
    (document,) = documents()
    assert "secret" not in str(document)
    said = {one["propertyID"]: one["value"] for one in document["additionalProperty"]}
    assert said["capabilities"] == ["imaging", "FRAP"]


@pytest.mark.django_db
def test_photos_are_told_with_their_description() -> None:
    shown, other = ListingFactory.create(), ListingFactory.create()
    photo = Image("https://market.example/files/photos/1/large.webp", "A freezer", 1920, 1280)

    told = documents({shown.pk: [photo]})

    assert [document.get("image") for document in told] == [
        [
            {
                "@type": "ImageObject",
                "contentUrl": "https://market.example/files/photos/1/large.webp",
                "caption": "A freezer",
                "width": 1920,
                "height": 1280,
                "encodingFormat": "image/webp",
            }
        ],
        None,
    ]
    assert other.pk > shown.pk
