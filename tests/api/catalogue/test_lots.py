"""What is in the freezer, whose it is, and what it means for a project."""

from datetime import date
from typing import Any

import pytest

from catalog.consent.rules import Permission, UseTerms
from catalog.consent.rules.duo import HMB
from catalog.listings.models import Listing
from catalog.stock.models import Movement
from exchange.parties.models import Person
from exchange.parties.roles import Role
from exchange.requests.models import Project
from tests.api.asking import ask
from tests.api.catalogue.scenery import ANCESTRY, WITHDRAWN, add_donors, collection, id_of, one
from tests.factories.consent import use_terms_set
from tests.factories.listings import ListingFactory
from tests.factories.parties import UnitFactory, member
from tests.factories.requests import ProjectFactory
from tests.factories.stock import LotFactory, SpecimenFactory

pytestmark = pytest.mark.django_db

LOTS = "lots { totalCount edges { node { code } } }"
SPECIMEN = """lots { edges { node { specimen { material sampleType anatomicalSite diagnosis diagnosisCode
    donorPseudonym consent { donorPseudonym status givenOn expiresOn withdrawnAt formTitle } } } } }"""
VERDICT = "verdict(project: $project) { verdict lotsPermitted lotsTotal reasons { code } }"


def specimens(listing: Listing, viewer: Person) -> list[dict[str, Any]]:
    return [edge["node"]["specimen"] for edge in one(listing, SPECIMEN, viewer)["lots"]["edges"]]


def verdicts(listing: Listing, project: Project, fields: str) -> Any:
    document = f"query($id: ID!, $project: ID!) {{ listing(id: $id) {{ {fields} }} }}"
    answer = ask(document, project.owner, id=id_of(listing), project=id_of(project))
    assert "errors" not in answer, answer
    return answer["data"]["listing"]


def test_lots_say_what_is_in_the_freezer() -> None:
    lot = LotFactory.create(
        code="P12", held=2, passage_number=12, mycoplasma_tested_on=date(2026, 2, 3), biosafety_level=2
    )
    node = "code unit availableCount passageNumber mycoplasmaTestedOn biosafetyLevel specimen { material }"

    assert one(lot.listing, f"lots {{ edges {{ node {{ {node} }} }} }}", member(Role.RESEARCHER)) == {
        "lots": {
            "edges": [
                {
                    "node": {
                        "code": "P12",
                        "unit": "vial",
                        "availableCount": 5,
                        "passageNumber": 12,
                        "mycoplasmaTestedOn": "2026-02-03",
                        "biosafetyLevel": 2,
                        "specimen": None,
                    }
                }
            ]
        }
    }


def test_lots_are_listed_by_code_and_those_without_stock_can_be_left_out() -> None:
    listing = ListingFactory.create()
    for code, on_hand, held in (("b", 1, 0), ("a", 1, 1), ("c", 0, 0), ("d", 3, 1)):
        LotFactory.create(listing=listing, code=code, on_hand=on_hand, held=held)
    fields = """all: lots(first: 3) { totalCount pageInfo { hasNextPage } edges { node { code } } }
        free: lots(availableOnly: true) { totalCount edges { node { code } } }
        any: lots(availableOnly: null, last: 1) { edges { node { code } } }"""

    shown = one(listing, fields, member(Role.RESEARCHER))

    assert shown == {
        "all": {
            "totalCount": 4,
            "pageInfo": {"hasNextPage": True},
            "edges": [{"node": {"code": code}} for code in "abc"],
        },
        "free": {"totalCount": 2, "edges": [{"node": {"code": code}} for code in "bd"]},
        "any": {"edges": [{"node": {"code": "d"}}]},
    }


def test_specimen_names_its_donor_to_the_providers_people_only() -> None:
    specimen = SpecimenFactory.create(
        donor_pseudonym="donor-x",
        anatomical_site="Gallbladder",
        diagnosis="Gallbladder carcinoma",
        diagnosis_code="ONCOTREE:GBC",
        consent__form__title="Broad consent",
        consent__expires_on=date(2090, 1, 1),
    )
    listing = specimen.lot.listing
    public = {
        "material": "FFPE",
        "sampleType": "Primary",
        "anatomicalSite": "Gallbladder",
        "diagnosis": "Gallbladder carcinoma",
        "diagnosisCode": "ONCOTREE:GBC",
        "donorPseudonym": None,
        "consent": None,
    }

    assert specimens(listing, member(Role.RESOURCE_MANAGER, unit=listing.unit)) == [
        public
        | {
            "donorPseudonym": "donor-x",
            "consent": {
                "donorPseudonym": "donor-x",
                "status": "ACTIVE",
                "givenOn": "2021-05-04",
                "expiresOn": "2090-01-01",
                "withdrawnAt": None,
                "formTitle": "Broad consent 1",
            },
        }
    ]
    elsewhere = UnitFactory.create(organisation=listing.unit.organisation)
    for viewer in (
        member(Role.RESEARCHER),
        member(Role.COMMITTEE_CHAIR, unit=listing.unit),
        member(Role.RESOURCE_MANAGER, unit=elsewhere),
        member(Role.RESOURCE_MANAGER),
    ):
        assert specimens(listing, viewer) == [public]


def test_consents_that_have_ended_are_shown_with_their_standing_to_the_provider() -> None:
    listing = collection()
    add_donors(listing, 1, **WITHDRAWN)
    add_donors(listing, 1, expires_on=date(2026, 1, 1))
    SpecimenFactory.create(lot__listing=listing, consent=None)

    shown = specimens(listing, member(Role.RESOURCE_MANAGER, unit=listing.unit))

    assert [entry["consent"] and entry["consent"]["status"] for entry in shown] == ["WITHDRAWN", "EXPIRED", None]
    assert [entry["consent"] and entry["consent"]["withdrawnAt"] for entry in shown] == [
        "2026-01-01T00:00:00+00:00",
        None,
        None,
    ]
    assert len(specimens(listing, member(Role.RESEARCHER))) == 1


def test_each_lot_has_its_own_verdict_and_the_listing_that_of_its_best() -> None:
    project = ProjectFactory.create()
    listing = collection(11, ANCESTRY)
    add_donors(listing, 10, UseTerms(permissions=(Permission(code=HMB),)))

    shown = verdicts(listing, project, f"{VERDICT} lots(first: 100) {{ edges {{ node {{ {VERDICT} }} }} }}")

    assert shown["verdict"] == {"verdict": "PERMIT", "lotsPermitted": 10, "lotsTotal": 21, "reasons": []}
    lots = [edge["node"]["verdict"] for edge in shown["lots"]["edges"]]
    assert [lot["verdict"] for lot in lots] == ["DENY"] * 11 + ["PERMIT"] * 10
    assert lots[0]["reasons"] != []
    assert {(lot["lotsPermitted"], lot["lotsTotal"]) for lot in lots} == {(None, None)}


@pytest.mark.parametrize(("denied", "permitted"), [(9, 12), (12, 9)])
def test_neither_a_small_group_nor_what_is_left_without_it_is_counted(denied: int, permitted: int) -> None:
    listing = collection(denied, ANCESTRY)
    add_donors(listing, permitted)

    shown = verdicts(listing, ProjectFactory.create(), VERDICT)["verdict"]

    assert (shown["verdict"], shown["lotsPermitted"], shown["lotsTotal"]) == ("PERMIT", None, 21)


def test_verdict_of_few_donors_tells_no_number() -> None:
    shown = verdicts(collection(9), ProjectFactory.create(), VERDICT)["verdict"]
    assert (shown["verdict"], shown["lotsPermitted"], shown["lotsTotal"]) == ("PERMIT", None, None)


def test_a_withdrawal_changes_verdict_and_visibility_at_once() -> None:
    listing = collection(1)
    manager = member(Role.RESOURCE_MANAGER, unit=listing.unit)
    project = ProjectFactory.create()
    document = """mutation($input: ConsentWithdrawInput!) { consentWithdraw(input: $input) {
        consent { status withdrawnAt } errors { code } } }"""
    before = verdicts(listing, project, VERDICT)["verdict"]["verdict"]

    consent = id_of(listing.lots.get().specimen.consent)
    payload = ask(document, manager, input={"consent": consent})["data"]["consentWithdraw"]

    assert before == "PERMIT"
    assert payload["errors"] == []
    assert payload["consent"]["status"] == "WITHDRAWN"
    assert payload["consent"]["withdrawnAt"] is not None
    assert verdicts(listing, project, VERDICT)["verdict"]["verdict"] == "DENY"
    assert one(listing, LOTS, member(Role.RESEARCHER)) == {"lots": {"totalCount": 0, "edges": []}}


def test_verdicts_follow_a_purpose_that_changes_within_the_document() -> None:
    first, second = collection(1), collection(1)
    project = ProjectFactory.create()
    document = """mutation($first: ID!, $second: ID!, $project: ID!) {
        before: requestAddLine(input: {project: $project, listing: $first, quantity: 1}) { ...Verdict }
        projectUpdate(input: {project: $project, title: "Ancestry", researchTypes: ["ancestry"]}) { errors { code } }
        after: requestAddLine(input: {project: $project, listing: $second, quantity: 1}) { ...Verdict }
    }
    fragment Verdict on RequestAddLinePayload { line { listing { verdict(project: $project) { verdict } } } }"""
    health_only = UseTerms(permissions=(Permission(code=HMB),))
    for listing in (first, second):
        add_donors(listing, 1, health_only)
        others = listing.lots.exclude(specimen__consent__form__use_terms=use_terms_set(health_only))
        Movement.objects.bulk_create(Movement(lot=lot, delta=-lot.on_hand, reason="used up") for lot in others)

    answer = ask(document, project.owner, first=id_of(first), second=id_of(second), project=id_of(project))

    shown = {name: answer["data"][name]["line"]["listing"]["verdict"]["verdict"] for name in ("before", "after")}
    assert answer["data"]["projectUpdate"] == {"errors": []}
    assert shown == {"before": "PERMIT", "after": "DENY"}
