"""Submitting: matched, held, split and fixed, all of it or nothing."""

from datetime import timedelta
from typing import Any

import pytest

from catalog.consent import operations as consent
from catalog.consent.reading import read_purpose
from catalog.consent.rules import RULE_VERSION, Modifier, Permission, UseTerms
from catalog.consent.rules.duo import COL, DS, GRU, HMB, NPU, PUB
from catalog.listings.states import Visibility
from catalog.stock.models import Hold, Lot
from exchange.kernel import clock
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused, WrongState
from exchange.kernel.models import AuditEvent
from exchange.parties.roles import Role
from exchange.parties.vocabulary import Sector
from exchange.requests import operations, queries
from exchange.requests.models import AccessRequest, RequestPart
from tests.exchange.parties.trail import news
from tests.factories.consent import ConsentFormFactory, ConsentRecordFactory, use_terms_set
from tests.factories.parties import member
from tests.factories.requests import ADDRESS, House, house
from tests.factories.stock import LotFactory, SpecimenFactory

pytestmark = pytest.mark.django_db

HEALTH = UseTerms(permissions=(Permission(code=HMB),))
PUBLISHES = UseTerms(permissions=(Permission(code=GRU),), modifiers=(Modifier(code=PUB),))
COLLABORATES = UseTerms(permissions=(Permission(code=GRU),), modifiers=(Modifier(code=COL),))
NONPROFIT_ONLY = UseTerms(permissions=(Permission(code=GRU),), modifiers=(Modifier(code=NPU),))
IN_WORDS = UseTerms(permissions=(Permission(code=GRU),), text="Ask our board first.")
ONE_DISEASE = UseTerms(permissions=(Permission(code=DS, diseases=("MONDO:0000001",)),))


@pytest.fixture
def home() -> House:
    return house()


def submit(request: AccessRequest, **changes: Any) -> AccessRequest:
    values: dict[str, Any] = {
        "request": request,
        "shipping_address": ADDRESS,
        "by": request.requester,
        "now": clock.now(),
    }
    return operations.submit(**values | changes)


def offer(home: House, terms: UseTerms, *, specimens: int = 1) -> list[Lot]:
    """Add specimens under other terms to the collection."""
    form = ConsentFormFactory.create(organisation=home.biobank.organisation, use_terms=use_terms_set(terms))
    lots = []
    for _ in range(specimens):
        record = ConsentRecordFactory.create(form=form)
        lots.append(
            SpecimenFactory.create(
                lot__listing=home.samples, consent=record, donor_pseudonym=record.donor_pseudonym
            ).lot
        )
    return lots


def test_submit_splits_holds_and_fixes(home: House) -> None:
    now = clock.now()
    basket = home.basket(samples=2, vials=3)

    request = submit(basket, now=now, shipping_address=" Laboratory \n\n 12  Hill Road ")

    request.refresh_from_db()
    assert (request.state, request.submitted_at) == ("submitted", now)
    assert request.shipping_address == "Laboratory\n12 Hill Road"
    assert request.number == f"R-{now.year}-{int(str(request.number)[-5:]):05d}"
    assert {part.unit: part.lines.get().listing for part in request.parts.all()} == {
        home.biobank.unit: home.samples,
        home.cell_bank.unit: home.line,
    }
    for line in request.lines.all():
        assert (line.state, line.verdict, line.rule_version) == ("requested", "PERMIT", RULE_VERSION)
        assert sum(chosen.quantity for chosen in line.lots.all()) == line.quantity
        holds = Hold.objects.filter(reference=line.pk)
        assert {hold.lot_id for hold in holds} == {chosen.lot_id for chosen in line.lots.all()}
        assert {hold.expires_at for hold in holds} == {now + timedelta(days=30)}
    assert news()[-1] == ("RequestSubmitted", {"request_id": str(request.pk)})
    row = AuditEvent.objects.get(command="requests.submit")
    assert (row.rule_version, row.inputs["number"], len(row.inputs["lines"])) == (RULE_VERSION, request.number, 2)


def test_submit_keeps_what_was_asked_whatever_becomes_of_it(home: House) -> None:
    request = submit(home.basket(samples=1, vials=0))
    snapshot = request.snapshot
    line = request.lines.get()

    home.project.research_types, home.project.title = ["ancestry"], "Another title"
    home.project.save()

    assert snapshot["project"]["title"] != "Another title"
    assert snapshot["requester"] == {
        "id": str(home.researcher.pk), "name": "Ada Example", "orcid": "", "roles": ["researcher"],
    }  # fmt: skip
    assert snapshot["organisation"]["name"] == home.recipient.name
    assert snapshot["lines"][str(line.pk)]["provider_key"] == home.samples.provider_key
    assert snapshot["lines"][str(line.pk)]["lots"] == {str(line.lots.get().lot_id): 1}
    request = AccessRequest.objects.get()
    kinds = [kind.value for kind in queries.purpose_asked_for(request, on=clock.today()).research_types]
    assert kinds == ["health"]
    assert read_purpose(snapshot["purpose"]).research_types == {"health"}


def test_submit_what_the_consent_denies_names_line_reasons_and_remedy(home: House) -> None:
    home.recipient.sector = Sector.INDUSTRY.value
    home.recipient.save()
    home.line.use_terms = use_terms_set(NONPROFIT_ONLY)
    home.line.save()
    basket = home.basket(samples=1, vials=1)

    with pytest.raises(Refused) as refusal:
        submit(basket)

    assert refusal.value.code == "DENIED"
    (line,) = refusal.value.params["lines"]
    assert line["title"] == home.line.title
    assert line["reasons"] == [
        {
            "code": "organisation-for-profit",
            "verdict": "DENY",
            "sentence": "The consent is for not-for-profit organisations, and the user is for profit.",
            "remedy": "Only a not-for-profit organisation can use this material.",
            "params": [],
        }
    ]
    nothing_happened(basket)


def test_submit_takes_the_best_verdict_first(home: House) -> None:
    worse = offer(home, PUBLISHES, specimens=2)
    last = offer(home, IN_WORDS)
    never = offer(home, ONE_DISEASE)

    request = submit(home.basket(samples=4, vials=0))
    line = request.lines.get()
    assert line.verdict == "CONDITIONAL"
    assert [reason["code"] for reason in line.reasons] == ["post:publish-results"]
    taken = {chosen.lot for chosen in line.lots.all()}
    assert len(taken & set(worse)) == 1
    assert not taken & {*last, *never}

    home.project = submit_another_project(home)
    line = submit(home.basket(samples=2, vials=0)).lines.get()
    assert (line.verdict, {chosen.lot for chosen in line.lots.all()}) == (
        "MANUAL", {*last, *set(worse) - taken},
    )  # fmt: skip


def submit_another_project(home: House) -> Any:
    return operations.create_project(
        organisation=home.recipient,
        facts=operations.ProjectFacts(title="Another", research_types=["health"], is_commercial=False),
        by=home.researcher,
        now=clock.now(),
    )


def test_submit_more_than_may_be_used(home: House) -> None:
    offer(home, ONE_DISEASE, specimens=2)
    basket = home.basket(samples=5, vials=0)
    with pytest.raises(Refused) as refusal:
        submit(basket)
    assert refusal.value.code == "NOT_ENOUGH"
    nothing_happened(basket)


def test_submit_named_lots_that_are_denied(home: House) -> None:
    (denied,) = offer(home, ONE_DISEASE)
    free = Lot.objects.filter(listing=home.samples).exclude(pk=denied.pk)[0]
    line = operations.add_line(
        project=home.project, listing=home.samples, quantity=2, lots=[free, denied], by=home.researcher, now=clock.now()
    )
    with pytest.raises(Refused) as refusal:
        submit(line.request)
    assert refusal.value.code == "DENIED"
    nothing_happened(line.request)


def test_submit_after_a_withdrawal_takes_other_specimens_or_refuses(home: House) -> None:
    basket = home.basket(samples=2, vials=0)
    record = home.form.records.order_by("pk")[0]
    consent.withdraw(consent=record, reason="", by=home.biobank.manager, now=clock.now())

    line = submit(basket).lines.get()

    assert record.specimens.get().lot_id not in {chosen.lot_id for chosen in line.lots.all()}
    home.project = submit_another_project(home)
    with pytest.raises(Refused, match="None can be asked for now"):
        home.basket(samples=1, vials=0)


def test_submit_specimens_without_a_consent_record_waits_for_a_person(home: House) -> None:
    lot = SpecimenFactory.create(lot__listing=home.samples, consent=None).lot
    operations.add_line(
        project=home.project, listing=home.samples, quantity=1, lots=[lot], by=home.researcher, now=clock.now()
    )
    line = submit(AccessRequest.objects.get()).lines.get()
    assert line.verdict == "MANUAL"
    assert line.reasons[0]["code"] == "consent-unknown"


def test_submit_a_letter_that_is_owed_is_a_condition(home: House) -> None:
    home.line.use_terms = use_terms_set(COLLABORATES)
    home.line.save()
    line = submit(home.basket(samples=0, vials=1)).lines.get()
    assert (line.verdict, [reason["code"] for reason in line.reasons]) == (
        "CONDITIONAL", ["pre:collaboration-letter"],
    )  # fmt: skip


def test_submit_over_several_lots(home: House) -> None:
    LotFactory.create(listing=home.line, on_hand=2)
    line = submit(home.basket(samples=0, vials=6)).lines.get()
    assert sorted(chosen.quantity for chosen in line.lots.all()) == [1, 5]


def test_submit_is_all_or_nothing(home: House) -> None:
    basket = home.basket(samples=2, vials=2)
    home.line.visibility = Visibility.WITHDRAWN
    home.line.save()
    with pytest.raises(Refused) as refusal:
        submit(basket)
    assert refusal.value.code == "NOT_OFFERED"
    nothing_happened(basket)


def test_submit_an_empty_basket(home: House) -> None:
    basket = home.basket(samples=1, vials=0)
    operations.remove_line(line=basket.lines.get(), by=home.researcher, now=clock.now())
    with pytest.raises(Refused) as refusal:
        submit(basket)
    assert refusal.value.code == "EMPTY"


@pytest.mark.parametrize("address", ["", " \n ", "x" * 501])
def test_submit_without_an_address(home: House, address: str) -> None:
    basket = home.basket()
    with pytest.raises(InvalidInput) as refusal:
        submit(basket, shipping_address=address)
    assert refusal.value.field == "shipping_address"
    nothing_happened(basket)


def test_submit_a_second_time_is_rejected_and_changes_nothing(home: House) -> None:
    request = submit(home.basket())
    before = (Hold.objects.count(), RequestPart.objects.count(), AuditEvent.objects.count())
    with pytest.raises(WrongState):
        submit(request, shipping_address="Elsewhere")
    assert (Hold.objects.count(), RequestPart.objects.count(), AuditEvent.objects.count()) == before


def test_submit_the_basket_of_a_colleague(home: House) -> None:
    basket = home.basket()
    with pytest.raises(NotAllowed, match="Only who asked"):
        submit(basket, by=member(Role.RESEARCHER, home.recipient))
    nothing_happened(basket)


def nothing_happened(basket: AccessRequest) -> None:
    """Check that nothing is held, split or said."""
    basket.refresh_from_db()
    assert (basket.state, basket.number, basket.snapshot) == ("draft", None, {})
    assert set(basket.lines.values_list("state", flat=True)) <= {"draft"}
    assert not Hold.objects.exists()
    assert not RequestPart.objects.exists()
    assert not AuditEvent.objects.filter(command="requests.submit").exists()
