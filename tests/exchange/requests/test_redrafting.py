"""A legal office has an agreement drawn up anew, or chooses the form that no rule chose."""

from typing import Any

import pytest

from agreements.drafting import operations as drafting
from agreements.drafting.models import Agreement
from agreements.drafting.rules import FormId
from exchange.kernel import clock
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused, WrongState
from exchange.parties.vocabulary import Sector
from exchange.requests import operations
from exchange.requests.models import AccessRequest, RequestLine
from tests.exchange.parties.trail import news
from tests.factories.requests import House, house

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> House:
    return house()


def without_a_form(home: House) -> Agreement:
    """Return the agreement of a deal with a company, which no form of the house fits."""
    home.recipient.sector = Sector.INDUSTRY.value
    home.recipient.save()
    home.approved(samples=0, vials=2)
    return Agreement.objects.get()


def test_no_form_is_a_question_to_the_providers_legal_office(home: House) -> None:
    agreement = without_a_form(home)
    assert (agreement.form, agreement.state, agreement.text_sha256) == ("", "draft", "")
    assert [reason["code"] for reason in agreement.reasons][:1] == ["human-material-for-business"]
    assert drafting.render(agreement=agreement, now=clock.now()).state == "draft"
    assert ("AgreementNeedsForm", {"agreement_id": str(agreement.pk)}) in news()


def redraft(home: House, agreement: Agreement, **changes: Any) -> list[Agreement]:
    values: dict[str, Any] = {
        "agreement": agreement,
        "reason": "Agreed by phone.",
        "by": home.cell_bank.legal,
        "now": clock.now(),
    }
    return operations.redraft(**values | changes)


def test_legal_officer_chooses_the_form(home: House) -> None:
    agreement = without_a_form(home)

    (chosen,) = redraft(home, agreement, form=FormId.LETTER)

    agreement.refresh_from_db()
    chosen.refresh_from_db()
    assert (agreement.state, agreement.decline_reason) == ("declined", "Agreed by phone.")
    assert (chosen.form, chosen.state) == ("letter-agreement", "draft")
    assert chosen.reasons[0] == {
        "code": "chosen-by-legal-office",
        "sentence": "Agreed by phone.",
        "citation": "Decision of the provider's legal office",
        "about": [],
    }
    assert "human-material-for-business" in {reason["code"] for reason in chosen.reasons}


def test_redraft_after_a_refusal(home: House) -> None:
    agreement = home.in_review(samples=0, vials=2)
    drafting.decline(agreement=agreement, reason="No indemnity.", by=home.legal, now=clock.now())
    line = RequestLine.objects.get()
    assert line.state == "approved"

    (again,) = redraft(home, agreement)

    assert (again.form, again.items.get().line_reference) == ("letter-agreement", line.pk)
    with pytest.raises(Refused) as refusal:
        redraft(home, agreement)
    assert refusal.value.code == "NO_LINES"


def test_redraft_refused(home: House) -> None:
    request = home.approved(samples=0, vials=2)
    agreement = home.agreement_of(request.parts.get())
    with pytest.raises(Refused) as refusal:
        redraft(home, agreement)
    assert refusal.value.code == "IN_PREPARATION"
    reviewed = home.review(agreement)
    with pytest.raises(WrongState):
        redraft(home, reviewed)
    for person in (home.legal, home.cell_bank.manager, home.researcher):
        with pytest.raises(NotAllowed):
            redraft(home, reviewed, by=person)
    drafting.decline(agreement=reviewed, reason="No.", by=home.legal, now=clock.now())
    with pytest.raises(InvalidInput):
        redraft(home, reviewed, reason=" ")
    assert Agreement.objects.count() == 1


def test_redraft_for_a_request_that_was_withdrawn(home: House) -> None:
    agreement = home.in_review(samples=0, vials=2)
    request = AccessRequest.objects.get()
    operations.withdraw(request=request, by=home.researcher, now=clock.now())
    with pytest.raises(Refused) as refusal:
        redraft(home, agreement)
    assert refusal.value.code == "NO_LINES"
