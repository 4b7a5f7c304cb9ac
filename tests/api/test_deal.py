"""The whole deal over HTTP, as the people of three institutions play it."""

import json
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client

from agreements.signature.certificates import trust_roots
from agreements.signature.verification import verify
from exchange.api.core.ids import global_id
from exchange.kernel import clock
from exchange.parties import operations as parties
from exchange.parties.models import Person
from exchange.parties.rules.proof import Proof, ProofMethod
from tests.api.endpoint.posting import post
from tests.factories.requests import ADDRESS, House, house

pytestmark = pytest.mark.django_db(transaction=True)

ERRORS = "errors { code message field params }"
GATE = "gate { isGreen conditions { key state whoActs } }"


class Desk:
    """One person at the API, by a session in which they have just signed in."""

    def __init__(self, person: Person) -> None:
        request = HttpRequest()
        request.session = SessionStore()
        request.user = person
        login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
        record_authentication(request, person, method="password")
        request.session.save()
        self.client = Client()
        self.client.cookies["reagora_session"] = str(request.session.session_key)

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        response = post(self.client, {"query": query, "variables": variables})
        body: dict[str, Any] = json.loads(response.content)
        assert "errors" not in body, body
        data: dict[str, Any] = body["data"]
        return data

    def give(self, command: str, selection: str, **given: Any) -> Any:
        """Give a command that must succeed and return what its payload carries."""
        answer = self.try_to(command, selection, **given)
        assert answer.pop("errors") == []
        (carried,) = answer.values()
        return carried

    def try_to(self, command: str, selection: str, **given: Any) -> dict[str, Any]:
        kind = f"{command[0].upper()}{command[1:]}Input"
        document = f"mutation($input: {kind}!) {{ {command}(input: $input) {{ {selection} {ERRORS} }} }}"
        answer: dict[str, Any] = self.ask(document, input=given)[command]
        return answer


def test_deal_over_http() -> None:
    home = house()
    researcher = Desk(home.researcher)
    request = submit(home, researcher)
    approve(home)
    agreements = review_and_sign(home)

    lines = researcher.ask(f"query($id: ID!) {{ request(id: $id) {{ stage lines {{ state {GATE} }} }} }}", id=request)
    assert lines["request"]["stage"] == "IN_AGREEMENT"
    assert [line["gate"]["isGreen"] for line in lines["request"]["lines"]] == [True, True]
    seals_hold(home, agreements)
    for desk in (Desk(home.biobank.manager), Desk(home.cell_bank.manager)):
        receive(researcher, ship(desk))
    found = researcher.ask("query($id: ID!) { request(id: $id) { stage lines { state } } }", id=request)
    assert found["request"] == {"stage": "RECEIVED", "lines": [{"state": "RECEIVED"}] * 2}


def submit(home: House, researcher: Desk) -> str:
    """Search what may be used, fill the basket from two providers, and submit it."""
    project = researcher.give(
        "projectCreate",
        "project { id }",
        organisation=global_id(home.recipient, "Organisation"),
        title="Early signs of biliary cancer",
        researchTypes=["health"],
        isCommercial=False,
        ethicsApprovals=[global_id(home.project.ethics_approvals.get(), "EthicsApproval")],
    )["id"]
    found = researcher.ask(
        "query($p: ID!) { listings(usableFor: $p, verdict: [PERMIT]) { edges { node { id kind verdict(project: $p)"
        " { verdict } } } } }",
        p=project,
    )
    nodes = {edge["node"]["kind"]: edge["node"] for edge in found["listings"]["edges"]}
    assert {kind: node["verdict"]["verdict"] for kind, node in nodes.items()} == {
        "SAMPLE_COLLECTION": "PERMIT",
        "CELL_LINE": "PERMIT",
    }
    for kind, quantity in (("SAMPLE_COLLECTION", 2), ("CELL_LINE", 3)):
        added = researcher.try_to(
            "requestAddLine", "request { id canSubmit }", project=project, listing=nodes[kind]["id"], quantity=quantity
        )
        assert added["request"]["canSubmit"] is True
    submitted = researcher.give(
        "requestSubmit",
        "request { id number stage commands parts { unit { name } lines { verdict holdExpiresAt } } }",
        request=added["request"]["id"],
        shippingAddress=ADDRESS,
    )
    assert submitted["stage"] == "IN_REVIEW"
    assert submitted["commands"] == ["WITHDRAW", "COPY"]
    assert len(submitted["parts"]) == 2
    assert all(part["lines"][0]["holdExpiresAt"] for part in submitted["parts"])
    request: str = submitted["id"]
    return request


def approve(home: House) -> None:
    """Let each committee decide on what is in its inbox."""
    for committee in (Desk(home.biobank.committee), Desk(home.cell_bank.committee)):
        inbox = committee.ask(
            "{ incomingParts(stage: [IN_REVIEW]) { edges { node { lines { id commands request { project { title }"
            " requester { fullName } lines { id } } } } } } }"
        )
        (edge,) = inbox["incomingParts"]["edges"]
        (line,) = edge["node"]["lines"]
        assert line["commands"] == ["APPROVE", "DECLINE", "RECUSE"]
        assert [other["id"] for other in line["request"]["lines"]] == [line["id"]]
        decided = committee.give("lineApprove", "line { state decision { isApproval } }", line=line["id"])
        assert decided == {"state": "APPROVED", "decision": {"isApproval": True}}


def review_and_sign(home: House) -> list[str]:
    """Have both legal offices approve and both signatories sign whatever awaits them, the provider first."""
    awaiting = "{ agreements(awaitingMe: true) { edges { node { id formKey textSha256 whoseTurn commands } } } }"
    agreements = []
    for side in (home.biobank, home.cell_bank):
        for legal in (Desk(side.legal), Desk(home.legal)):
            for edge in legal.ask(awaiting)["agreements"]["edges"]:
                node = edge["node"]
                assert node["commands"] == ["APPROVE", "DECLINE"]
                legal.give("agreementApprove", "agreement { id }", agreement=node["id"], textSha256=node["textSha256"])
    assert Desk(home.signatory).ask(awaiting)["agreements"]["edges"] == []
    for signatory in (Desk(home.biobank.signatory), Desk(home.cell_bank.signatory), Desk(home.signatory)):
        edges = signatory.ask(awaiting)["agreements"]["edges"]
        for edge in edges:
            signed = signatory.give(
                "agreementSign",
                "agreement { id state }",
                agreement=edge["node"]["id"],
                textSha256=edge["node"]["textSha256"],
                intent=True,
            )
        agreements = [edge["node"]["id"] for edge in edges]
    assert signed["state"] in {"SIGNING", "EXECUTED"}
    return agreements


def seals_hold(home: House, agreements: list[str]) -> None:
    """Fetch each sealed document as the recipient's legal office and verify it offline."""
    legal = Desk(home.legal)
    assert len(agreements) == 2
    for agreement in agreements:
        found = legal.ask(
            "query($id: ID!) { agreement(id: $id) { state documents { sequence url } signatures { sealedAt } } }",
            id=agreement,
        )["agreement"]
        assert found["state"] == "EXECUTED"
        assert all(signature["sealedAt"] for signature in found["signatures"])
        pdf = legal.client.get(found["documents"][-1]["url"])
        assert pdf["Content-Type"] == "application/pdf"
        assert [finding.is_sound for finding in verify(pdf.content, trust_roots(now=clock.now()))] == [True, True]


def ship(manager: Desk) -> str:
    """Pack and ship what the manager's unit has to send."""
    inbox = manager.ask("{ incomingParts(stage: [IN_AGREEMENT]) { edges { node { id lines { id } } } } }")
    (edge,) = inbox["incomingParts"]["edges"]
    part = edge["node"]
    packed = manager.give(
        "shipmentPrepare",
        "shipment { id gateIsGreen problems commands }",
        part=part["id"],
        lines=[line["id"] for line in part["lines"]],
        temperatureMinC=-90,
        temperatureMaxC=-60,
    )
    assert (packed["gateIsGreen"], packed["problems"], packed["commands"]) == (True, [], ["SHIP", "CANCEL"])
    given = {"shipment": packed["id"], "carrier": "Cold Courier", "waybill": "WB-7"}
    shipped = manager.give("shipmentShip", "shipment { id state commands }", **given)
    assert (shipped["state"], shipped["commands"]) == ("SHIPPED", [])
    again = manager.try_to("shipmentShip", "shipment { id }", **given)
    assert [error["code"] for error in again["errors"]] == ["WRONG_STATE"]
    shipment: str = shipped["id"]
    return shipment


def receive(researcher: Desk, shipment: str) -> None:
    """Confirm every item of a shipment."""
    found = researcher.ask(
        "query($id: ID!) { shipment(id: $id) { commands items { id lotCode quantity unit condition } } }", id=shipment
    )["shipment"]
    assert found["commands"] == ["CONFIRM_RECEIPT"]
    received = researcher.give(
        "shipmentConfirmReceipt",
        "shipment { state items { condition note } }",
        shipment=shipment,
        items=[{"item": item["id"], "condition": "GOOD"} for item in found["items"]],
    )
    assert received["state"] == "RECEIVED"
    assert {item["condition"] for item in received["items"]} == {"GOOD"}


def test_token_signs_only_when_it_was_made_for_it() -> None:
    home = house()
    agreement = home.reviewed()
    plain, signing = (
        parties.create_token(
            name="script",
            days=1,
            may_sign=may_sign,
            proof=Proof(ProofMethod.SESSION, clock.now()),
            by=home.biobank.signatory,
            now=clock.now(),
        )[1]
        for may_sign in (False, True)
    )
    document = (
        "mutation($input: AgreementSignInput!) { agreementSign(input: $input) { agreement { state } errors { code } } }"
    )
    given = {"agreement": global_id(agreement, "Agreement"), "textSha256": agreement.text_sha256, "intent": True}
    answers = [
        json.loads(
            post(
                Client(),
                {"query": document, "variables": {"input": given}},
                headers={"Authorization": f"Bearer {secret}"},
            ).content
        )["data"]["agreementSign"]
        for secret in (plain, signing)
    ]
    assert answers == [
        {"agreement": None, "errors": [{"code": "SCRIPT_MAY_NOT_SIGN"}]},
        {"agreement": {"state": "SIGNING"}, "errors": []},
    ]
