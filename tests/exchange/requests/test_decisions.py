"""The committee decides, and what it approved is drafted."""

from datetime import timedelta
from typing import Any

import pytest

from agreements.drafting.models import Agreement
from catalog.consent import operations as consent
from catalog.consent.rules import Modifier, Permission, UseTerms
from catalog.consent.rules.duo import COL, GRU, IRB, PUB
from catalog.listings.models import Listing
from catalog.stock.models import Hold, Lot
from exchange.kernel import clock
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused, WrongState
from exchange.parties.models import Person
from exchange.parties.roles import Role
from exchange.requests import operations
from exchange.requests.models import Decision, RequestLine
from tests.exchange.parties.trail import audited, news
from tests.factories.consent import use_terms_set
from tests.factories.listings import CellLineFactory, PlasmidFactory
from tests.factories.parties import MembershipFactory, member
from tests.factories.requests import EthicsApprovalFactory, House, house
from tests.factories.stock import LotFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> House:
    return house()


def requested(home: House, terms: UseTerms | None = None) -> RequestLine:
    """Return a requested line of two vials, under terms of the provider if any are given."""
    if terms is not None:
        Listing.objects.filter(pk=home.line.pk).update(use_terms=use_terms_set(terms))
    return home.submitted(samples=0).lines.get()


def approve(home: House, line: RequestLine, **changes: Any) -> RequestLine:
    values: dict[str, Any] = {"line": line, "by": home.of(line).committee, "now": clock.now()}
    return operations.approve_line(**values | changes)


def code_of(home: House, line: RequestLine, **changes: Any) -> str:
    with pytest.raises(Refused) as refusal:
        approve(home, line, **changes)
    line.refresh_from_db()
    assert line.state == "requested"
    assert not Decision.objects.exists()
    return str(refusal.value.code)


def terms(*modifiers: str, text: str = "") -> UseTerms:
    return UseTerms(
        permissions=(Permission(code=GRU),), modifiers=tuple(Modifier(code=code) for code in modifiers), text=text
    )


def test_approve_line(home: House) -> None:
    line = approve(home, requested(home), reason=" Fits. ")

    decision = line.decision
    assert (line.state, decision.is_approval, decision.reason, decision.verdict) == (
        "approved", True, "Fits.", "PERMIT",
    )  # fmt: skip
    assert decision.person == home.cell_bank.committee
    assert ("requests.approve_line", str(home.cell_bank.committee.pk), str(line.pk)) in audited()
    assert ("LineApproved", {"line_id": str(line.pk)}) in news()


def test_decline_line_frees_what_was_held(home: House) -> None:
    line = requested(home)

    line = operations.decline_line(line=line, reason="Too few left.", by=home.cell_bank.committee, now=clock.now())

    assert (line.state, line.decision.is_approval, line.decision.reason) == ("declined", False, "Too few left.")
    assert Hold.objects.get().state == "freed"
    assert Lot.objects.get(listing=home.line).held == 0
    assert not Agreement.objects.exists()
    assert ("LineDeclined", {"line_id": str(line.pk)}) in news()


def test_decline_line_without_a_reason(home: House) -> None:
    line = requested(home)
    for reason in ("", "  ", "x" * 2001):
        with pytest.raises(InvalidInput) as refusal:
            operations.decline_line(line=line, reason=reason, by=home.cell_bank.committee, now=clock.now())
        assert refusal.value.field == "reason"
    assert not Decision.objects.exists()


def test_nobody_decides_twice_or_on_a_basket(home: House) -> None:
    basket = home.basket(samples=0).lines.get()
    with pytest.raises(WrongState):
        approve(home, basket)
    line = approve(home, requested(home))
    for act in (operations.approve_line, operations.decline_line):
        with pytest.raises(WrongState):
            act(line=line, reason="Once more.", by=home.cell_bank.committee, now=clock.now())


def not_of_the_committee(home: House) -> list[Person]:
    return [
        home.cell_bank.manager, home.cell_bank.legal, home.biobank.committee, home.researcher,
        member(Role.COMMITTEE_CHAIR),
    ]  # fmt: skip


def test_only_the_committee_of_the_unit_decides(home: House) -> None:
    line = requested(home)
    for person in not_of_the_committee(home):
        with pytest.raises(NotAllowed):
            approve(home, line, by=person)


def test_committee_member_of_the_applicants_organisation_has_a_conflict(home: House) -> None:
    line = requested(home)
    MembershipFactory.create(person=home.cell_bank.committee, organisation=home.recipient, role=Role.AUDITOR.value)
    assert code_of(home, line) == "CONFLICT_OF_INTEREST"
    with pytest.raises(Refused) as refusal:
        operations.decline_line(line=line, reason="No.", by=home.cell_bank.committee, now=clock.now())
    assert refusal.value.code == "CONFLICT_OF_INTEREST"


def test_what_one_asked_for_oneself_has_a_conflict_even_after_leaving(home: House) -> None:
    line = requested(home)
    home.researcher.memberships.update(until_on="2020-01-02")
    MembershipFactory.create(person=home.researcher, unit=home.cell_bank.unit, role=Role.COMMITTEE_MEMBER.value)
    assert code_of(home, line, by=home.researcher) == "CONFLICT_OF_INTEREST"


def test_manual_waits_for_a_reason(home: House) -> None:
    line = requested(home, terms(text="Ask our board first."))
    assert line.verdict == "MANUAL"
    assert code_of(home, line) == "REASON_NEEDED"
    assert code_of(home, line, reason="  ") == "REASON_NEEDED"
    assert approve(home, line, reason="The board agreed.").decision.verdict == "MANUAL"


def test_nobody_overrides_a_consent(home: House) -> None:
    line = home.submitted(vials=0).lines.get()
    lot = line.lots.order_by("pk")[0].lot
    record = lot.specimen.consent
    assert record is not None
    consent.withdraw(consent=record, reason="", by=home.biobank.manager, now=clock.now())
    assert code_of(home, line, reason="Important research.") == "CONSENT_DENIES"


def test_papers_come_before_the_decision(home: House) -> None:
    line = requested(home, terms(COL))
    assert code_of(home, line, reason="They promised.") == "EVIDENCE_MISSING"
    home.project.has_collaboration_letter = True
    home.project.save()
    assert approve(home, line).state == "approved"


def test_ethics_approval_comes_before_the_decision(home: House) -> None:
    home.project.ethics_approvals.clear()
    asked = requested(home, terms(IRB))
    assert code_of(home, asked) == "EVIDENCE_MISSING"
    home.project.ethics_approvals.add(EthicsApprovalFactory.create(organisation=home.recipient))
    assert approve(home, asked).state == "approved"


def test_coded_human_material_needs_an_ethics_approval_whatever_the_consent_says(home: House) -> None:
    home.project.ethics_approvals.clear()
    line = home.submitted(vials=0).lines.get()
    assert line.verdict == "PERMIT"
    assert code_of(home, line) == "EVIDENCE_MISSING"


def test_hold_that_ran_out_cannot_be_approved(home: House) -> None:
    home.now = clock.now() - timedelta(days=30)
    assert code_of(home, requested(home), now=clock.now()) == "HOLD_EXPIRED"


def asked_of_one_unit(home: House, *listings: Listing) -> list[RequestLine]:
    """Return requested lines of one unit's part, one for each listing."""
    for listing in listings:
        LotFactory.create(listing=listing)
        operations.add_line(project=home.project, listing=listing, quantity=1, by=home.researcher, now=clock.now())
    home.submitted(samples=0, vials=0)
    return list(RequestLine.objects.order_by("pk"))


def test_agreement_waits_for_the_last_line_and_covers_what_was_approved(home: House) -> None:
    unit = home.cell_bank.unit
    plasmids = [PlasmidFactory.create(listing__unit=unit).listing for _ in range(3)]
    first, second, third = asked_of_one_unit(home, *plasmids)

    approve(home, first)
    operations.decline_line(line=second, reason="Too few.", by=home.cell_bank.committee, now=clock.now())
    assert not Agreement.objects.exists()
    approve(home, third)

    agreement = Agreement.objects.get()
    assert (agreement.form, agreement.state, agreement.material_classes) == ("letter-agreement", "draft", ["plasmid"])
    assert (agreement.provider, agreement.recipient) == (unit.organisation, home.recipient)
    assert (agreement.unit, agreement.requester) == (unit, home.researcher)
    assert [item.line_reference for item in agreement.items.order_by("pk")] == [first.pk, third.pk]
    assert [item.description for item in agreement.items.order_by("pk")] == [plasmids[0].title, plasmids[2].title]
    assert {item.unit for item in agreement.items.all()} == {"vial"}
    assert agreement.number.startswith(f"A-{clock.now().year}-")
    assert ("AgreementDrafted", {"agreement_id": str(agreement.pk)}) in news()


def test_last_line_declined_drafts_for_those_that_were_approved(home: House) -> None:
    unit = home.cell_bank.unit
    first, second = asked_of_one_unit(home, *[PlasmidFactory.create(listing__unit=unit).listing for _ in range(2)])
    approve(home, first)
    operations.decline_line(line=second, reason="No.", by=home.cell_bank.committee, now=clock.now())
    assert [item.line_reference for item in Agreement.objects.get().items.all()] == [first.pk]


def test_lines_that_need_different_forms_get_an_agreement_each(home: House) -> None:
    unit = home.cell_bank.unit
    coded = CellLineFactory.create(
        listing__unit=unit, listing__origin="human_coded", listing__use_terms=use_terms_set(terms(PUB))
    ).listing
    plasmid = PlasmidFactory.create(listing__unit=unit).listing
    for line in asked_of_one_unit(home, coded, plasmid):
        approve(home, line)

    found = {agreement.form: agreement for agreement in Agreement.objects.all()}
    assert set(found) == {"human-material-transfer", "letter-agreement"}
    human = found["human-material-transfer"]
    assert human.items.get().conditions == ["post:publish-results"]
    assert "condition-publish-results" in {clause["id"] for clause in human.filled["clauses"]}
    assert "REC-" in str(human.filled["clauses"])
    assert human.text_sha256 == human.filled["digest"]
