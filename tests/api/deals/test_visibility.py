"""Who sees what of a deal: each viewer's eyes on data that could leak."""

import json
from typing import Any

import pytest

from agreements.drafting.models import Agreement
from exchange.api.core.ids import global_id
from exchange.parties.models import Person
from exchange.parties.roles import Role
from exchange.requests.models import AccessRequest, Project, RequestLine, RequestPart
from exchange.shipping.models import Shipment
from tests.api.asking import ask
from tests.factories.parties import member
from tests.factories.requests import House, house

pytestmark = pytest.mark.django_db

LISTS = """{
    projects { totalCount edges { node { id } } }
    requests { totalCount edges { node { id } } }
    incomingParts { totalCount edges { node { id } } }
    agreements { totalCount edges { node { id } } }
    shipments { totalCount edges { node { id } } }
}"""
NODE = "query($id: ID!) { node(id: $id) { __typename } }"
TYPES: dict[type[Any], str] = {
    Project: "Project",
    AccessRequest: "AccessRequest",
    RequestPart: "RequestPart",
    RequestLine: "RequestLine",
    Agreement: "Agreement",
    Shipment: "Shipment",
}


@pytest.fixture
def home() -> House:
    """Return a house with a deal from which the biobank's samples are packed and the cell bank's line is in review."""
    home = house()
    request = home.approved(samples=2, vials=1)
    part = request.parts.get(unit=home.biobank.unit)
    home.execute(home.agreement_of(part))
    home.pack(part)
    return home


def seen(viewer: Person | None) -> dict[str, int]:
    """Return how many rows of each list the viewer counts, having checked that the pages show as many."""
    data = ask(LISTS, viewer)["data"]
    assert {name: len(found["edges"]) for name, found in data.items()} == {
        name: found["totalCount"] for name, found in data.items()
    }
    return {name: found["totalCount"] for name, found in data.items() if found["totalCount"]}


def reachable(viewer: Person | None) -> dict[str, int]:
    """Return how many rows of each type the viewer can ask for by id."""
    counts = {}
    for model, name in TYPES.items():
        found = [ask(NODE, viewer, id=global_id(row, name))["data"]["node"] for row in model.objects.all()]
        counts[name] = sum(node is not None for node in found)
    return {name: count for name, count in counts.items() if count}


EVERYTHING_OF_ONES_OWN = {"Project": 1, "AccessRequest": 1, "RequestPart": 2, "RequestLine": 2, "Agreement": 2}


def test_requester_sees_their_deal_but_not_what_is_only_being_packed(home: House) -> None:
    assert seen(home.researcher) == {"projects": 1, "requests": 1, "agreements": 2}
    assert reachable(home.researcher) == EVERYTHING_OF_ONES_OWN
    home.ship(Shipment.objects.get())
    assert seen(home.researcher)["shipments"] == 1


def test_colleague_sees_the_project_and_none_of_its_requests(home: House) -> None:
    colleague = member(Role.RESEARCHER, home.recipient)
    assert seen(colleague) == {"projects": 1}
    assert reachable(colleague) == {"Project": 1}


def test_each_provider_sees_its_own_part_only(home: House) -> None:
    assert seen(home.biobank.manager) == {"incomingParts": 1, "agreements": 1, "shipments": 1}
    assert reachable(home.biobank.manager) == {
        "AccessRequest": 1, "RequestPart": 1, "RequestLine": 1, "Agreement": 1, "Shipment": 1,
    }  # fmt: skip
    assert seen(home.cell_bank.manager) == {"incomingParts": 1, "agreements": 1}
    assert seen(home.cell_bank.committee) == {"incomingParts": 1, "agreements": 1}
    assert seen(member(Role.COMMITTEE_MEMBER, unit=home.cell_bank.unit)) == {"incomingParts": 1}


def test_legal_offices_and_signatories_see_their_agreements_only(home: House) -> None:
    for person, count in (
        (home.legal, 2), (home.signatory, 2), (home.biobank.legal, 1), (home.cell_bank.signatory, 1),
    ):  # fmt: skip
        assert seen(person) == {"agreements": count}
        assert reachable(person) == {"Agreement": count}


def test_strangers_see_nothing(home: House) -> None:
    other = house()
    for viewer in (None, other.researcher, other.biobank.manager, other.biobank.committee, other.legal):
        for model, name in TYPES.items():
            for row in model.objects.exclude(pk__in=own_rows(other, model)):
                assert ask(NODE, viewer, id=global_id(row, name)) == {"data": {"node": None}}
    assert seen(None) == {}


def own_rows(home: House, model: type[Any]) -> Any:
    return Project.objects.filter(pk=home.project.pk).values("pk") if model is Project else []


REQUEST = """query($id: ID!) { request(id: $id) {
    stage canSubmit commands shippingAddress
    project { title laySummary ethicsApprovals { number } }
    lines { id listing { title } lots { lot { code specimen { donorPseudonym consent { donorPseudonym } } } } }
    parts { unit { name } lines { id } agreements { number } shipments { id } }
} }"""


def test_provider_reads_the_request_without_the_other_providers_part(home: House) -> None:
    request = AccessRequest.objects.get()
    other = home.cell_bank

    answer = ask(REQUEST, home.biobank.manager, id=global_id(request, "AccessRequest"))["data"]["request"]

    assert (answer["canSubmit"], answer["commands"], answer["stage"]) == (False, [], "IN_AGREEMENT")
    assert [line["listing"]["title"] for line in answer["lines"]] == [home.samples.title]
    assert [part["unit"]["name"] for part in answer["parts"]] == [home.biobank.unit.name]
    assert answer["project"]["ethicsApprovals"] == [{"number": home.project.ethics_approvals.get().number}]
    leaked = [other.unit.name, home.line.title, home.agreement_of(request.parts.get(unit=other.unit)).number]
    assert [text for text in leaked if text in json.dumps(answer)] == []


def test_only_the_provider_learns_the_donors_pseudonyms(home: House) -> None:
    request = AccessRequest.objects.get()
    pseudonyms = set(home.form.records.values_list("donor_pseudonym", flat=True))

    for viewer, learns in ((home.biobank.manager, True), (home.biobank.committee, False), (home.researcher, False)):
        answer = ask(REQUEST, viewer, id=global_id(request, "AccessRequest"))["data"]["request"]
        lots = [lot["lot"]["specimen"] for line in answer["lines"] for lot in line["lots"] if lot["lot"]["specimen"]]
        told = {specimen["donorPseudonym"] for specimen in lots}
        assert len(lots) == 2
        assert told < pseudonyms if learns else told == {None}
        assert {specimen["consent"] is not None for specimen in lots} == {learns}


def test_stage_tells_a_provider_nothing_of_other_parts(home: House) -> None:
    other = house()
    request = other.submitted(samples=1, vials=1)
    other.approve(request.lines.get(listing=other.samples))
    stages = {
        viewer.pk: ask(REQUEST, viewer, id=global_id(request, "AccessRequest"))["data"]["request"]["stage"]
        for viewer in (other.biobank.manager, other.cell_bank.manager, other.researcher)
    }
    assert list(stages.values()) == ["IN_AGREEMENT", "IN_REVIEW", "IN_REVIEW"]


def test_basket_is_its_owners_alone(home: House) -> None:
    other = house()
    basket = other.basket()
    document = "query($p: ID!) { basket(project: $p) { id } }"
    project = global_id(other.project, "Project")
    assert ask(document, other.researcher, p=project)["data"]["basket"] == {"id": global_id(basket, "AccessRequest")}
    for viewer in (member(Role.RESEARCHER, other.recipient), home.researcher, other.biobank.manager, None):
        assert ask(document, viewer, p=project)["data"]["basket"] is None
    assert seen(other.biobank.manager) == {}


AGREEMENT = """query($id: ID!) { agreement(id: $id) {
    number commands mySide { name } canSignReason whoseTurn intentSentence signatureLevel
    part { id request { number } } approvals { person { fullName email } } documents { url }
} }"""


def test_legal_officer_reads_the_agreement_without_the_request(home: House) -> None:
    agreement = home.agreement_of(RequestPart.objects.get(unit=home.cell_bank.unit))
    identifier = global_id(agreement, "Agreement")

    legal = ask(AGREEMENT, home.legal, id=identifier)["data"]["agreement"]
    manager = ask(AGREEMENT, home.cell_bank.manager, id=identifier)["data"]["agreement"]

    assert (legal["part"], legal["mySide"]) == (None, {"name": home.recipient.name})
    assert manager["part"]["request"]["number"] == AccessRequest.objects.get().number
    assert (manager["mySide"], manager["commands"]) == (None, [])
    assert manager["signatureLevel"] == "Simple electronic signature with an integrity seal"
