"""How lines stand to others, as a page asks it."""

from typing import Any

import pytest

from exchange.parties.roles import Role
from tests.api.asking import ask
from tests.api.catalogue.scenery import id_of, one
from tests.factories.listings import CellLineFactory, ListingFactory
from tests.factories.parties import UnitFactory, member

pytestmark = pytest.mark.django_db

LOCI = ["CSF1PO", "D13S317", "D16S539", "D5S818", "D7S820", "TH01", "TPOX", "vWA"]
HELA = {locus: ["9", "10"] for locus in LOCI}
IDENTITY = """namesakes { title unit { name } } duplicateCandidates { title } cellLine { strComparison { compared
  isComplete neighbours { listing { title unit { name } } match { likeness loci sharedAlleles tanabePercent
  mastersQueryPercent mastersReferencePercent } } } }"""


@pytest.mark.parametrize("count", [1, 3])
def test_a_line_is_shown_beside_the_others(count: int, django_assert_num_queries: Any) -> None:
    unit = UnitFactory.create(name="Bank")
    line = CellLineFactory.create(listing__title="1-5c-4", listing__unit=unit, str_profile=HELA).listing
    for number in range(count):
        profile = HELA if number == 0 else {locus: ["20"] for locus in LOCI}
        CellLineFactory.create(
            listing__title=f"HeLa {number}", listing__synonyms=["1-5c-4"], listing__unit=unit, str_profile=profile
        )

    # The listing; its namesakes; its line; the profiles; the namesakes' units, and those of the lines that are like it.
    with django_assert_num_queries(6):
        found = one(line, IDENTITY)

    bank = {"name": "Bank"}
    assert found["namesakes"] == [{"title": f"HeLa {number}", "unit": bank} for number in range(count)]
    assert found["duplicateCandidates"] == []
    assert found["cellLine"]["strComparison"] == {
        "compared": count,
        "isComplete": True,
        "neighbours": [
            {
                "listing": {"title": "HeLa 0", "unit": bank},
                "match": {
                    "likeness": "RELATED",
                    "loci": 8,
                    "sharedAlleles": 16,
                    "tanabePercent": 100.0,
                    "mastersQueryPercent": 100.0,
                    "mastersReferencePercent": 100.0,
                },
            }
        ],
    }


def test_a_name_of_several_lines_asks_which_one() -> None:
    CellLineFactory.create(listing__title="KB", listing__identifiers=["CVCL_0001"])
    CellLineFactory.create(listing__title="HeLa-KB", listing__synonyms=["KB"], listing__identifiers=["CVCL_0002"])

    answer = ask('{ namesakes(name: "kb") { title } }')

    assert answer["data"]["namesakes"] == [{"title": "HeLa-KB"}, {"title": "KB"}]


def test_a_problematic_draft_is_listed_with_a_reason() -> None:
    draft = ListingFactory.create(warning="Contaminated.", visibility="draft", published_at=None)
    manager = member(Role.RESOURCE_MANAGER, unit=draft.unit)
    document = """mutation($input: ListingAcknowledgeWarningInput!) { listingAcknowledgeWarning(input: $input) {
      listing { visibility warningReason } errors { code field } } }"""

    refused = ask(document, manager, input={"listing": id_of(draft), "reason": " "})
    done = ask(document, manager, input={"listing": id_of(draft), "reason": "Asked for."})

    assert refused["data"]["listingAcknowledgeWarning"] == {
        "listing": None,
        "errors": [{"code": "INVALID", "field": "reason"}],
    }
    assert done["data"]["listingAcknowledgeWarning"] == {
        "listing": {"visibility": "PUBLIC", "warningReason": "Asked for."},
        "errors": [],
    }
