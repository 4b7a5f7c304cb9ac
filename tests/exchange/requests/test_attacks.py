"""What somebody with write access would try on requests, lines and decisions, and what PostgreSQL answers."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from catalog.consent.models import ConsentRecord
from catalog.stock.operations import free_holds
from exchange.kernel.models import AuditEvent
from exchange.parties.models import Person
from exchange.parties.roles import Role
from exchange.requests.models import AccessRequest, Decision, LineLot, Vote
from tests.attacking import PROTECTED, refused
from tests.factories.parties import MembershipFactory, member
from tests.factories.requests import House, house

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> House:
    return house()


def test_consent_cannot_be_taken_back_into_force(home: House) -> None:
    ConsentRecord.objects.filter(form=home.form).update(status="withdrawn", withdrawn_at=home.now)
    refused(PROTECTED, "Invalid transition", "UPDATE consent_consentrecord SET status = 'active', withdrawn_at = NULL")
    refused(PROTECTED, "Cannot delete", "DELETE FROM consent_consentrecord")


def test_audit_is_never_altered(home: House) -> None:
    home.submitted()
    assert AuditEvent.objects.exists()
    refused(PROTECTED, "Cannot update", "UPDATE kernel_auditevent SET actor_id = ''")
    refused(PROTECTED, "Cannot update or delete", "DELETE FROM kernel_auditevent")
    refused("RG007", "append-only", "TRUNCATE kernel_auditevent")


LINE_MOVES: dict[str, tuple[str, str, str]] = {
    "approved without a decision": ("RG001", "no committee decided", "approved"),
    "declined without a decision": ("RG001", "no committee decided", "declined"),
    "shipped at once": ("RG001", "has not left with a shipment", "shipped"),
    "back into the basket": (PROTECTED, "Invalid transition", "draft"),
}


@pytest.mark.parametrize("move", LINE_MOVES.values(), ids=LINE_MOVES)
def test_move_a_requested_line(home: House, move: tuple[str, str, str]) -> None:
    home.submitted(vials=0)
    sqlstate, sentence, state = move
    refused(sqlstate, sentence, "UPDATE requests_requestline SET state = %(state)s", state=state)


def test_move_an_approved_line_without_a_shipment(home: House) -> None:
    home.approved()
    refused("RG001", "has not left with a shipment", "UPDATE requests_requestline SET state = 'shipped'")


def test_receive_a_line_that_nobody_confirmed(home: House) -> None:
    home.ship(home.prepared())
    refused("RG001", "nobody confirmed", "UPDATE requests_requestline SET state = 'received'")


def test_submit_a_line_that_is_not_held(home: House) -> None:
    request = home.basket(vials=0)
    refused(
        "RG003",
        "not held in full",
        "INSERT INTO requests_requestpart (id, request_id, unit_id) VALUES (gen_random_uuid(), %(request)s, %(unit)s)",
        "UPDATE requests_requestline SET state = 'requested', part_id = (SELECT id FROM requests_requestpart)",
        request=request.pk,
        unit=home.biobank.unit.pk,
    )


def test_what_was_asked_for_is_final(home: House) -> None:
    home.submitted()
    for statement in (
        "UPDATE requests_accessrequest SET snapshot = '{}'",
        "UPDATE requests_accessrequest SET shipping_address = 'elsewhere'",
        "UPDATE requests_requestline SET quantity = quantity + 1",
        "UPDATE requests_requestline SET verdict = 'PERMIT', reasons = '[]', rule_version = '9'",
    ):
        refused("RG007", "is final", statement)
    assert LineLot.objects.exists()
    refused("RG007", "are final", "UPDATE requests_linelot SET quantity = 9")
    refused("RG007", "are final", "DELETE FROM requests_linelot")
    refused(PROTECTED, "Cannot delete", "DELETE FROM requests_accessrequest")
    refused(
        PROTECTED, "Cannot update", "UPDATE requests_requestpart SET unit_id = %(unit)s", unit=home.cell_bank.unit.pk
    )


def outsider(home: House) -> Person:
    return member(Role.COMMITTEE_CHAIR)


def manager(home: House) -> Person:
    return home.biobank.manager


def colleague(home: House) -> Person:
    MembershipFactory.create(person=home.biobank.committee, organisation=home.recipient, role=Role.AUDITOR.value)
    return home.biobank.committee


@pytest.mark.parametrize("who", [outsider, manager, colleague])
def test_decide_without_being_the_committee(home: House, who: Callable[[House], Person]) -> None:
    line = home.submitted(vials=0).lines.get()
    refused(
        "RG006",
        "does not decide|applicant's organisation",
        "INSERT INTO requests_decision (id, line_id, person_id, is_approval, reason, verdict, rule_version)"
        " VALUES (gen_random_uuid(), %(line)s, %(person)s, true, 'x', 'PERMIT', '1')",
        line=line.pk,
        person=who(home).pk,
    )


def test_decision_never_overrides_a_consent(home: House) -> None:
    line = home.submitted(vials=0).lines.get()
    said = {"line": line, "person": home.biobank.committee, "is_approval": True, "reason": "I say so."}
    with pytest.raises(IntegrityError, match="vote_not_against_consent"), transaction.atomic():
        Vote.objects.create(**said, verdict="DENY")
    Vote.objects.create(**said, verdict="MANUAL")
    with pytest.raises(IntegrityError, match="decision_not_against_consent"), transaction.atomic():
        Decision.objects.create(**said, verdict="DENY")


def test_decision_that_nobody_voted_for(home: House) -> None:
    line = home.submitted(vials=0).lines.get()
    decide = (
        "INSERT INTO requests_decision (id, line_id, person_id, is_approval, reason, verdict, rule_version)"
        " VALUES (gen_random_uuid(), %(line)s, %(person)s, true, 'x', 'PERMIT', '1')"
    )
    refused("RG001", "do not carry", decide, line=line.pk, person=home.biobank.committee.pk)
    refused("RG001", "waits for a person", decide, line=line.pk, person=None)
    Vote.objects.create(
        line=line, person=home.biobank.committee, is_approval=False, reason="No.", verdict="PERMIT", rule_version="1"
    )
    refused("RG001", "do not carry", decide, line=line.pk, person=home.biobank.committee.pk)


@pytest.mark.parametrize("who", [outsider, manager, colleague])
def test_vote_without_being_the_committee(home: House, who: Callable[[House], Person]) -> None:
    line = home.submitted(vials=0).lines.get()
    person = who(home).pk
    refused(
        "RG006",
        "does not decide",
        "INSERT INTO requests_vote (id, line_id, person_id, is_approval, reason, verdict, rule_version)"
        " VALUES (gen_random_uuid(), %(line)s, %(person)s, true, 'x', 'PERMIT', '1')",
        line=line.pk,
        person=person,
    )
    refused(
        "RG006",
        "does not decide",
        "INSERT INTO requests_recusal (id, part_id, person_id, reason)"
        " VALUES (gen_random_uuid(), %(part)s, %(person)s, 'x')",
        part=line.part_id,
        person=person,
    )


def test_holds_are_neither_swapped_nor_revived(home: House) -> None:
    line = home.submitted(vials=0).lines.get()
    refused(PROTECTED, "Cannot update", "UPDATE stock_hold SET reference = gen_random_uuid()")
    refused(PROTECTED, "Cannot update", "UPDATE stock_hold SET quantity = 9")
    refused(PROTECTED, "Cannot update", "UPDATE stock_hold SET expires_at = expires_at + interval '1 year'")
    refused(
        "RG003", "without a movement|not what its holds", "UPDATE stock_hold SET state = 'released', ended_at = now()"
    )
    refused("RG003", "by a movement only", "UPDATE stock_lot SET on_hand = on_hand + 1")
    free_holds(reference=line.pk, by=None, now=home.now)
    refused(PROTECTED, "Invalid transition", "UPDATE stock_hold SET state = 'active', ended_at = NULL")


def test_ethics_approval_is_not_extended(home: House) -> None:
    refused(PROTECTED, "Cannot update", "UPDATE compliance_ethicsapproval SET valid_until = '2199-01-01'")
    refused(PROTECTED, "Cannot update or delete", "DELETE FROM compliance_ethicsapproval")


def test_request_begins_as_a_basket(home: House) -> None:
    with pytest.raises(DatabaseError, match="begins as draft"), transaction.atomic():
        AccessRequest.objects.create(
            project=home.project,
            requester=home.researcher,
            organisation=home.recipient,
            state="submitted",
            number="R-1",
            submitted_at=home.now,
        )
