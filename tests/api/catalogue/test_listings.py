"""What a listing says of itself."""

import json
from decimal import Decimal

import pytest

from catalog.consent.rules import Modifier, Permission, UseTerms
from catalog.consent.rules.duo import COL, GRU, HMB, NCU
from exchange.parties.roles import Role
from tests.api.asking import ask
from tests.api.catalogue.scenery import WITHDRAWN, add_donors, collection, id_of, one
from tests.factories.consent import GENERAL, HEALTH_WITH_ETHICS, use_terms_set
from tests.factories.listings import CellLineFactory, ListingFactory, PlasmidFactory, SampleCollectionFactory
from tests.factories.parties import UnitFactory, member
from tests.factories.stock import LotFactory

pytestmark = pytest.mark.django_db

KINDS = "sampleCollection { design sourceStudy } cellLine { accession } plasmid { backbone }"


def test_listing_says_what_it_is() -> None:
    listing = ListingFactory.create(
        title="pLV-7",
        summary="A vector.",
        synonyms=["LV7"],
        identifiers=["Addgene_7"],
        warning="Recombines.",
        is_acknowledged=True,
        unit__name="Plasmid bank",
    )
    fields = """kind title summary synonyms identifiers origin warning warningReason warningAcknowledgedAt visibility
        publishedAt unit { name }"""
    assert one(listing, fields) == {
        "kind": "PLASMID",
        "title": "pLV-7",
        "summary": "A vector.",
        "synonyms": ["LV7"],
        "identifiers": ["Addgene_7"],
        "origin": "NOT_HUMAN",
        "warning": "Recombines.",
        "warningReason": "Asked for under this name.",
        "warningAcknowledgedAt": "2026-01-05T09:00:00+00:00",
        "visibility": "PUBLIC",
        "publishedAt": "2026-01-05T09:00:00+00:00",
        "unit": {"name": "Plasmid bank"},
    }


def test_collection_says_what_collections_say() -> None:
    listing = SampleCollectionFactory.create(source_study="PUMA").listing
    shown = {"design": "Disease specific", "sourceStudy": "PUMA"}
    assert one(listing, KINDS) == {"sampleCollection": shown, "cellLine": None, "plasmid": None}


def test_cell_line_says_what_cell_lines_say() -> None:
    disease = {"vocabulary": "NCIt", "code": "C4194", "label": "Invasive breast carcinoma"}
    listing = CellLineFactory.create(
        accession="CVCL_0031",
        donor_sex="Female",
        donor_age="69Y",
        diseases=[disease],
        derived_from_site="Pleural effusion",
        parent_accession="CVCL_0001",
        str_profile={"TH01": ["6"]},
        problematic_reason="Contaminated.",
        cellosaurus_version="50",
    ).listing
    fields = """cellLine { accession category species taxonId donorSex donorAge diseases { vocabulary code label }
        derivedFromSite parentAccession strProfile problematicReason cellosaurusVersion }"""
    assert one(listing, fields)["cellLine"] == {
        "accession": "CVCL_0031",
        "category": "Cancer cell line",
        "species": "Homo sapiens (Human)",
        "taxonId": 9606,
        "donorSex": "Female",
        "donorAge": "69Y",
        "diseases": [disease],
        "derivedFromSite": "Pleural effusion",
        "parentAccession": "CVCL_0001",
        "strProfile": '{"TH01": ["6"]}',
        "problematicReason": "Contaminated.",
        "cellosaurusVersion": "50",
    }


def test_plasmid_says_what_plasmids_say() -> None:
    listing = PlasmidFactory.create(
        insert_gene="TP53", growth_temperature_c=Decimal("30.0"), copy_number="high", size_bp=5400
    ).listing
    fields = """plasmid { backbone insertGene insertSpecies bacterialResistance selectionMarker growthStrain
        growthTemperatureC copyNumber sizeBp }"""
    assert one(listing, fields)["plasmid"] == {
        "backbone": "pcDNA3.1",
        "insertGene": "TP53",
        "insertSpecies": "",
        "bacterialResistance": ["ampicillin"],
        "selectionMarker": "",
        "growthStrain": "DH5alpha",
        "growthTemperatureC": 30.0,
        "copyNumber": "high",
        "sizeBp": 5400,
    }


def test_use_terms_are_told_in_plain_sentences_and_without_free_text() -> None:
    terms = UseTerms(
        permissions=(Permission(code=HMB, text="As Dr Somebody agreed."),),
        modifiers=(Modifier(code=NCU), Modifier(code=COL, text="Call Dr Somebody.")),
        text="See the letter of Dr Somebody.",
    )
    listing = CellLineFactory.create(listing__use_terms=use_terms_set(terms)).listing

    shown = one(listing, "useTerms { id summary terms }")["useTerms"]

    assert shown["summary"] == [
        "Research on health and disease is allowed; research on ancestry is not.",
        "It may be used only in collaboration with those who collected it.",
        "Commercial use is not allowed.",
        "There are further conditions in words, which a person must read.",
    ]
    assert json.loads(shown["terms"]) == {
        "permissions": [{"code": HMB}],
        "modifiers": [{"code": COL}, {"code": NCU}],
    }
    assert "Somebody" not in json.dumps(shown)
    assert shown["id"] == id_of(use_terms_set(terms), "UseTerms")
    assert ask("query($id: ID!) { node(id: $id) { id } }", id=shown["id"])["data"] == {"node": None}


def test_distinct_use_terms_are_those_of_standing_consents() -> None:
    listing = collection(2, GENERAL)
    add_donors(listing, 1, GENERAL)
    add_donors(listing, 1, HEALTH_WITH_ETHICS)
    add_donors(listing, 1, UseTerms(permissions=(Permission(code=GRU),), modifiers=(Modifier(code=NCU),)), **WITHDRAWN)

    shown = one(listing, "useTerms { id } distinctUseTerms { summary }")

    assert shown == {
        "useTerms": None,
        "distinctUseTerms": [
            {"summary": ["Research of any kind is allowed."]},
            {
                "summary": [
                    "Research on health and disease is allowed; research on ancestry is not.",
                    "The recipient needs an ethics approval.",
                ]
            },
        ],
    }


def test_provider_key_is_for_the_units_own_people() -> None:
    listing = ListingFactory.create(provider_key="freezer-3")
    own = [member(role, unit=listing.unit) for role in (Role.RESOURCE_MANAGER, Role.COMMITTEE_CHAIR)]
    elsewhere = member(Role.RESOURCE_MANAGER, unit=UnitFactory.create(organisation=listing.unit.organisation))

    assert [one(listing, "providerKey", viewer)["providerKey"] for viewer in own] == ["freezer-3", "freezer-3"]
    for viewer in (None, member(Role.RESEARCHER), elsewhere, member(Role.RESEARCHER, listing.unit.organisation)):
        assert one(listing, "providerKey", viewer) == {"providerKey": None}


def test_available_count_is_on_hand_less_held() -> None:
    listing = ListingFactory.create()
    LotFactory.create(listing=listing, on_hand=7, held=3)
    LotFactory.create(listing=listing, on_hand=2)

    assert one(listing, "availableCount donorCount donorCountSuppressed") == {
        "availableCount": 6,
        "donorCount": None,
        "donorCountSuppressed": False,
    }


@pytest.mark.parametrize(
    ("donors", "shown", "is_suppressed"),
    [(0, 0, False), (1, None, True), (9, None, True), (10, 10, False), (11, 11, False)],
)
def test_counts_of_fewer_than_ten_donors_stay_untold(donors: int, shown: int | None, *, is_suppressed: bool) -> None:
    listing = collection(donors)
    for viewer in (None, member(Role.RESOURCE_MANAGER, unit=listing.unit)):
        assert one(listing, "availableCount donorCount donorCountSuppressed", viewer) == {
            "availableCount": shown,
            "donorCount": shown,
            "donorCountSuppressed": is_suppressed,
        }


def test_unit_lists_what_it_offers_newest_first() -> None:
    unit = UnitFactory.create()
    for kind, title in (("plasmid", "first"), ("cell_line", "second"), ("plasmid", "third")):
        ListingFactory.create(unit=unit, kind=kind, title=title)
    ListingFactory.create(title="another unit's")
    document = """query($id: ID!) { node(id: $id) { ... on Unit {
        all: listings(first: 2) { totalCount edges { node { title } } facets { name } }
        plasmids: listings(kind: [PLASMID]) { totalCount edges { node { title } } }
    } } }"""

    assert ask(document, id=id_of(unit))["data"]["node"] == {
        "all": {"totalCount": 3, "edges": [{"node": {"title": "third"}}, {"node": {"title": "second"}}], "facets": []},
        "plasmids": {"totalCount": 2, "edges": [{"node": {"title": "third"}}, {"node": {"title": "first"}}]},
    }
