"""What the kinds say through the API, typed and as facts."""

from typing import Any

import pytest

from catalog.kinds.operations import store_details
from exchange.parties.roles import Role
from tests.api.catalogue.scenery import one
from tests.factories.listings import ListingFactory, PlasmidFactory, SampleCollectionFactory
from tests.factories.parties import member
from tests.factories.stock import LotFactory

pytestmark = pytest.mark.django_db

ASKED: dict[str, tuple[dict[str, Any], str, dict[str, Any]]] = {
    "antibody": (
        {"target": "p53", "clonality": "monoclonal"},
        "target clonality rrid",
        {"target": "p53", "clonality": "monoclonal", "rrid": ""},
    ),
    "organism": (
        {"species": "Mus musculus"},
        "species recoveryWeeks",
        {"species": "Mus musculus", "recoveryWeeks": None},
    ),
    "compound": ({"purity_percent": 98.5}, "purityPercent", {"purityPercent": 98.5}),
    "software": ({"languages": ["R"]}, "languages licence", {"languages": ["R"], "licence": ""}),
    "protocol": ({"number": "S", "version": "2"}, "number supersedes { version }", {"number": "S", "supersedes": None}),
    "dataset": (
        {"access_tier": "open", "people_by_category": {"health": 10}},
        "accessTier peopleByCategory",
        {"accessTier": "open", "peopleByCategory": '{"health": 10}'},
    ),
    "equipment": (
        {"time_zone": "UTC", "is_training_required": True},
        "timeZone isTrainingRequired",
        {"timeZone": "UTC", "isTrainingRequired": True},
    ),
    "service": (
        {"service_type": "assay", "starts_on": "2026-03-02"},
        "serviceType startsOn",
        {"serviceType": "assay", "startsOn": "2026-03-02"},
    ),
}


@pytest.mark.parametrize("kind", ASKED)
def test_kind_says_its_own(kind: str) -> None:
    details, fields, shown = ASKED[kind]
    listing = ListingFactory.create(kind=kind)
    store_details(details={listing: details})

    assert one(listing, f"{kind} {{ {fields} }} plasmid {{ backbone }}") == {kind: shown, "plasmid": None}


def test_facts_are_ready_to_be_read() -> None:
    listing = PlasmidFactory.create(size_bp=6590, copy_number="high").listing

    assert one(listing, "hasStock thirdPartyTerms facts { name title type values unit }") == {
        "hasStock": True,
        "thirdPartyTerms": False,
        "facts": [
            {"name": "backbone", "title": "Backbone", "type": "TEXT", "values": ["pcDNA3.1"], "unit": ""},
            {
                "name": "bacterial_resistance",
                "title": "Resistance in bacteria",
                "type": "LIST",
                "values": ["ampicillin"],
                "unit": "",
            },
            {"name": "growth_strain", "title": "Growth strain", "type": "TEXT", "values": ["DH5alpha"], "unit": ""},
            {
                "name": "growth_temperature_c",
                "title": "Growth temperature",
                "type": "DECIMAL",
                "values": ["37"],
                "unit": "°C",
            },
            {"name": "copy_number", "title": "Copy number", "type": "CHOICE", "values": ["high"], "unit": ""},
            {"name": "size_bp", "title": "Size", "type": "INTEGER", "values": ["6590"], "unit": "bp"},
        ],
    }


def test_who_is_in_charge_is_told_to_who_is_signed_in() -> None:
    listing = ListingFactory.create(kind="equipment")
    store_details(details={listing: {"time_zone": "UTC", "person_in_charge": "Dr Somebody"}})
    fields = "hasStock equipment { personInCharge } facts { name }"

    assert one(listing, fields) == {
        "hasStock": False,
        "equipment": {"personInCharge": None},
        "facts": [{"name": "time_zone"}, {"name": "status"}],
    }
    assert one(listing, fields, viewer=member(Role.RESEARCHER))["equipment"] == {"personInCharge": "Dr Somebody"}


def test_parts_of_a_collection_are_shown_as_far_as_they_are_seen() -> None:
    whole = SampleCollectionFactory.create(listing__title="Whole")
    SampleCollectionFactory.create(listing__unit=whole.listing.unit, listing__title="Part", parent=whole)
    SampleCollectionFactory.create(
        listing__unit=whole.listing.unit, listing__visibility="draft", listing__published_at=None, parent=whole
    )

    assert one(whole.listing, "sampleCollection { parent { design } subCollections { listing { title } } }") == {
        "sampleCollection": {"parent": None, "subCollections": [{"listing": {"title": "Part"}}]}
    }


def test_a_place_in_the_freezer_is_told_to_its_own_people() -> None:
    lot = LotFactory.create(container="Box 3", position="B7", concentration=50, concentration_unit="ng/µl")
    fields = "lots { edges { node { place concentration concentrationUnit } } }"

    def shown(viewer: Any) -> Any:
        return one(lot.listing, fields, viewer=viewer)["lots"]["edges"][0]["node"]

    assert shown(member(Role.RESEARCHER)) == {"place": None, "concentration": 50.0, "concentrationUnit": "ng/µl"}
    assert shown(member(Role.RESOURCE_MANAGER, unit=lot.listing.unit))["place"] == "Box 3, B7"
