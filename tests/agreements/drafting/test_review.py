"""Legal offices approve exactly what they read, or decline with a reason."""

from typing import Any

import pytest

from agreements.drafting import operations, queries
from agreements.drafting.models import Agreement, AgreementApproval
from exchange.kernel import clock
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused, WrongState
from exchange.kernel.ids import new_id
from exchange.kernel.models import AuditEvent
from exchange.parties.roles import Role
from exchange.requests.models import RequestLine, RequestPart
from tests.exchange.parties.trail import news
from tests.factories.parties import MembershipFactory, member
from tests.factories.requests import House, house

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> House:
    return house()


def approve(agreement: Agreement, by: Any, **changes: Any) -> Agreement:
    values = {"agreement": agreement, "text_sha256": agreement.text_sha256, "by": by, "now": clock.now()}
    return operations.approve(**values | changes)


def test_both_approvals_open_the_signing(home: House) -> None:
    agreement = home.in_review()

    assert approve(agreement, home.legal).state == "in_review"
    assert approve(agreement, home.biobank.legal).state == "signing"

    approvals = AgreementApproval.objects.order_by("pk")
    assert [(approval.organisation, approval.person) for approval in approvals] == [
        (home.recipient, home.legal),
        (home.biobank.organisation, home.biobank.legal),
    ]
    assert {approval.text_sha256 for approval in approvals} == {agreement.text_sha256}
    assert news()[-1] == ("AgreementSigning", {"agreement_id": str(agreement.pk)})
    assert AuditEvent.objects.filter(command="drafting.open_signing", actor_id="").count() == 1


def test_approve_another_text(home: House) -> None:
    agreement = home.in_review()
    for digest in ("", "0" * 64, agreement.text_sha256.upper()):
        with pytest.raises(Refused) as refusal:
            approve(agreement, home.legal, text_sha256=digest)
        assert (refusal.value.code, refusal.value.field) == ("TEXT_DIFFERS", "text_sha256")
    assert not AgreementApproval.objects.exists()


def test_approve_twice_for_one_side(home: House) -> None:
    agreement = home.in_review()
    approve(agreement, home.legal)
    for person in (home.legal, member(Role.LEGAL_OFFICER, home.recipient)):
        with pytest.raises(Refused) as refusal:
            approve(agreement, person)
        assert refusal.value.code == "ALREADY_APPROVED"


def test_one_person_approves_for_one_side_only(home: House) -> None:
    agreement = home.in_review()
    MembershipFactory.create(person=home.legal, organisation=agreement.provider, role=Role.LEGAL_OFFICER.value)
    approve(agreement, home.legal)
    with pytest.raises(Refused) as refusal:
        approve(agreement, home.legal)
    assert refusal.value.code == "ALREADY_APPROVED"
    assert AgreementApproval.objects.get().organisation == home.biobank.organisation


def test_only_legal_officers_of_a_party_approve(home: House) -> None:
    agreement = home.in_review()
    for person in (
        home.biobank.manager, home.biobank.signatory, home.researcher, home.cell_bank.legal,
        member(Role.LEGAL_OFFICER), member(Role.LEGAL_OFFICER, unit=home.biobank.unit),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            approve(agreement, person)


def test_approve_before_and_after_the_review(home: House) -> None:
    agreement = home.agreement_of(home.approved().parts.get())
    with pytest.raises(WrongState):
        approve(agreement, home.legal)
    agreement = home.review(agreement)
    with pytest.raises(WrongState):
        approve(agreement, member(Role.LEGAL_OFFICER, home.recipient))


def decline(agreement: Agreement, by: Any, reason: str = "No indemnity.") -> Agreement:
    return operations.decline(agreement=agreement, reason=reason, by=by, now=clock.now())


def test_decline_in_review(home: House) -> None:
    agreement = decline(home.in_review(), home.legal, " No  indemnity. ")
    assert (agreement.state, agreement.decline_reason) == ("declined", "No  indemnity.")
    assert RequestLine.objects.get().state == "approved"
    assert news()[-1] == ("AgreementDeclined", {"agreement_id": str(agreement.pk)})
    with pytest.raises(WrongState):
        decline(agreement, home.legal)


def test_signatory_declines_only_while_it_is_signed(home: House) -> None:
    agreement = home.in_review()
    with pytest.raises(NotAllowed):
        decline(agreement, home.signatory)
    home.review(agreement)
    assert decline(agreement, home.signatory).state == "declined"


def test_decline_without_a_reason_or_right(home: House) -> None:
    agreement = home.in_review()
    with pytest.raises(InvalidInput) as refusal:
        decline(agreement, home.legal, "  ")
    assert refusal.value.field == "reason"
    for person in (home.researcher, home.biobank.manager, home.cell_bank.legal):
        with pytest.raises(NotAllowed):
            decline(agreement, person)


def test_executed_agreement_is_not_declined(home: House) -> None:
    agreement = home.executed()
    with pytest.raises(WrongState):
        decline(agreement, home.legal)


def test_void_leaves_agreements_of_which_a_line_goes_on(home: House) -> None:
    agreement = home.in_review()
    part, line = RequestPart.objects.get(), RequestLine.objects.get()
    for living, state in (([line.pk], "in_review"), ([new_id()], "declined")):
        operations.void(part=part.pk, living=living, reason="Gone.", by=None, now=clock.now())
        agreement.refresh_from_db()
        assert agreement.state == state
    assert operations.void(part=part.pk, living=[], reason="Gone.", by=None, now=clock.now()) == []


def test_covering_is_the_agreement_that_counts(home: House) -> None:
    agreement = home.in_review()
    line = RequestLine.objects.get()
    assert queries.covering([line.pk])[line.pk].agreement == agreement
    decline(agreement, home.legal)
    assert queries.covering([line.pk])[line.pk].agreement == agreement
    assert queries.covering([new_id()]) == {}


def test_render_a_second_time_changes_nothing(home: House) -> None:
    agreement = home.agreement_of(home.approved().parts.get())
    first = operations.render(agreement=agreement, now=clock.now())
    assert (first.state, first.documents.get().sequence) == ("in_review", 0)
    assert bytes(first.documents.get().content).startswith(b"%PDF-")
    again = operations.render(agreement=agreement, now=clock.now())
    assert (again.state, again.documents.count()) == ("in_review", 1)
