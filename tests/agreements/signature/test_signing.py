"""Signing: by whom, for whom, in which order, on what proof; and what each viewer may do."""

from datetime import timedelta
from typing import Any

import pytest

from agreements.drafting.models import Agreement
from agreements.drafting.rules.turn import PLATFORM
from agreements.signature import operations, queries
from agreements.signature.models import Signature
from agreements.signature.rules import Seat, intent_sentence, obstacle_of
from exchange.kernel import clock
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused, WrongState
from exchange.parties.models import Person
from exchange.parties.roles import Role
from exchange.parties.rules.proof import FRESH_FOR, Proof, ProofMethod
from exchange.parties.vocabulary import MaterialClass
from exchange.requests.models import RequestPart
from tests.exchange.parties.trail import audited, news
from tests.factories.parties import MembershipFactory, SigningAuthorityFactory, member, signatory
from tests.factories.requests import House, house, shortcuts

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> House:
    return house()


def sign(agreement: Agreement, by: Person, **changes: Any) -> Agreement:
    now = clock.now()
    values: dict[str, Any] = {
        "agreement": agreement,
        "text_sha256": agreement.text_sha256,
        "is_intended": True,
        "proof": Proof(ProofMethod.SESSION, now),
        "by": by,
        "now": now,
    }
    return operations.sign(**values | changes)


def code_of(agreement: Agreement, by: Person, **changes: Any) -> str:
    with pytest.raises(Refused) as refusal:
        sign(agreement, by, **changes)
    return str(refusal.value.code)


def test_sign_in_order(home: House) -> None:
    agreement = home.reviewed()
    assert code_of(agreement, home.signatory) == "NOT_YOUR_TURN"

    assert sign(agreement, home.biobank.signatory).state == "signing"
    assert sign(agreement, home.signatory).state == "signing"

    first, second = Signature.objects.order_by("pk")
    assert (first.organisation, first.person) == (home.biobank.organisation, home.biobank.signatory)
    assert first.authority == home.biobank.signatory.signing_authorities.get()
    assert first.intent == intent_sentence(home.biobank.organisation.name)
    assert (first.text_sha256, first.authentication, first.sealed_at) == (agreement.text_sha256, "session", None)
    assert second.organisation == home.recipient
    assert [name for name, _ in news()].count("AgreementSigned") == 2
    assert audited()[-1] == ("signature.sign", str(home.signatory.pk), str(agreement.pk))


def test_sign_another_text_or_without_intent(home: House) -> None:
    agreement, by = home.reviewed(), home.biobank.signatory
    assert code_of(agreement, by, text_sha256="0" * 64) == "TEXT_DIFFERS"
    with pytest.raises(InvalidInput) as refusal:
        sign(agreement, by, is_intended=False)
    assert refusal.value.field == "intent"
    assert not Signature.objects.exists()


def test_sign_twice_for_one_side(home: House) -> None:
    agreement = home.reviewed()
    sign(agreement, home.biobank.signatory)
    assert code_of(agreement, home.biobank.signatory) == "ALREADY_SIGNED"
    assert code_of(agreement, signatory(home.biobank.organisation)) == "ALREADY_SIGNED"


def test_one_person_signs_for_one_side_only(home: House) -> None:
    agreement, both = home.reviewed(), home.biobank.signatory
    MembershipFactory.create(person=both, organisation=home.recipient, role=Role.AUTHORISED_SIGNATORY.value)
    SigningAuthorityFactory.create(person=both, organisation=home.recipient)
    sign(agreement, both)
    assert code_of(agreement, both) == "ALREADY_SIGNED"
    assert Signature.objects.get().organisation == home.biobank.organisation


def test_authority_must_cover_the_material_today(home: House) -> None:
    agreement = home.reviewed()
    plasmids_only = signatory(home.biobank.organisation, MaterialClass.PLASMID)
    role_only = member(Role.AUTHORISED_SIGNATORY, home.biobank.organisation)
    former = signatory(home.biobank.organisation)
    former.signing_authorities.update(until_on="2020-01-02")
    for person in (plasmids_only, role_only, former):
        assert code_of(agreement, person) == "NO_AUTHORITY"


def test_authority_without_the_role_does_not_suffice(home: House) -> None:
    agreement = home.reviewed()
    left = signatory(home.biobank.organisation)
    left.memberships.update(until_on="2020-01-02")
    for person in (left, home.biobank.legal, home.researcher, signatory(home.cell_bank.organisation)):
        with pytest.raises(NotAllowed):
            sign(agreement, person)


def test_sign_before_and_after(home: House) -> None:
    agreement = home.in_review()
    with pytest.raises(WrongState):
        sign(agreement, home.biobank.signatory)
    with pytest.raises(WrongState):
        sign(home.execute(agreement), home.biobank.signatory)


def test_proof_must_be_fresh(home: House) -> None:
    agreement, by, now = home.reviewed(), home.biobank.signatory, clock.now()
    old = Proof(ProofMethod.SESSION, now - FRESH_FOR - timedelta(seconds=1))
    script = Proof(ProofMethod.SCRIPT, now, may_sign=False)
    assert code_of(agreement, by, proof=old, now=now) == "SIGN_IN_AGAIN"
    assert code_of(agreement, by, proof=script, now=now) == "SCRIPT_MAY_NOT_SIGN"
    made_for_it = Proof(ProofMethod.SCRIPT, now - timedelta(days=20))
    sign(agreement, by, proof=made_for_it, now=now)
    signature = Signature.objects.get()
    assert (signature.authentication, signature.authenticated_at) == ("script", made_for_it.at)


def commands(agreement: Agreement, viewer: Person) -> list[str]:
    standing = queries.standings_of([agreement], viewer, on=clock.today())[agreement.pk]
    return [command.name for command in standing.commands]


def waits_for(agreement: Agreement, viewer: Person) -> bool:
    return Agreement.objects.filter(queries.awaiting(viewer, on=clock.today()), pk=agreement.pk).exists()


def test_commands_and_turns_follow_the_agreement(home: House) -> None:
    office, other, first, second = home.biobank.legal, home.legal, home.biobank.signatory, home.signatory
    people = (office, other, first, second)
    names = (home.biobank.organisation.name, home.recipient.name)
    agreement = home.agreement_of(home.approved().parts.get())

    def look() -> tuple[list[list[str]], list[bool], tuple[str, ...]]:
        agreement.refresh_from_db()
        fresh = Agreement.objects.get(pk=agreement.pk)
        turns = queries.turns_of([fresh])[fresh.pk]
        return [commands(fresh, person) for person in people], [waits_for(fresh, p) for p in people], turns

    assert look() == ([["DECLINE"], ["DECLINE"], [], []], [False] * 4, (PLATFORM,))
    shortcuts.rendered(agreement)
    review = ["APPROVE", "DECLINE"]
    assert look() == (
        [review, review, [], []], [True, True, False, False],
        (f"The legal office of {names[0]}", f"The legal office of {names[1]}"),
    )  # fmt: skip
    home.review(agreement)
    assert look() == (
        [["DECLINE"], ["DECLINE"], ["SIGN", "DECLINE"], ["DECLINE"]], [False, False, True, False],
        (f"The authorised signatory of {names[0]}",),
    )  # fmt: skip
    sign(agreement, first)
    assert look() == (
        [["DECLINE"], ["DECLINE"], ["DECLINE"], ["SIGN", "DECLINE"]], [False, False, False, True],
        (f"The authorised signatory of {names[1]}",),
    )  # fmt: skip
    sign(agreement, second)
    shortcuts.sealed(agreement, now=clock.now())
    assert look() == ([[], [], [], []], [False] * 4, ())


def test_standing_of_people_without_a_side(home: House) -> None:
    agreement = home.reviewed()
    for viewer in (home.researcher, home.biobank.manager, member(Role.AUTHORISED_SIGNATORY)):
        standing = queries.standings_of([agreement], viewer, on=clock.today())[agreement.pk]
        assert (standing.side, standing.commands) == (None, ())
        assert standing.obstacle == "An authorised signatory of a party signs."
        assert not waits_for(agreement, viewer)


def test_question_of_the_form_waits_for_the_provider(home: House) -> None:
    home.recipient.sector = "industry"
    home.recipient.save()
    agreement = home.agreement_of(home.approved().parts.get())
    assert agreement.form == ""
    assert waits_for(agreement, home.biobank.legal)
    assert not waits_for(agreement, home.legal)
    assert commands(agreement, home.biobank.legal) == ["DECLINE", "REDRAFT"]
    assert queries.turns_of([agreement])[agreement.pk] == (f"The legal office of {agreement.provider.name}",)
    assert RequestPart.objects.count() == 1


@pytest.mark.parametrize(
    ("seat", "sentence"),
    [
        (None, "An authorised signatory of a party signs."),
        (Seat(name="A", is_next=True, has_signed=False, has_authority=True), ""),
        (Seat(name="A", is_next=False, has_signed=True, has_authority=True), "A has signed."),
        (Seat(name="A", is_next=False, has_signed=False, has_authority=True, waits_for="B"), "B signs first."),
        (
            Seat(name="A", is_next=True, has_signed=False, has_authority=False),
            "No authority on record lets you bind A for this material today.",
        ),
    ],
)
def test_obstacle_of(seat: Seat | None, sentence: str) -> None:
    assert obstacle_of(seat) == sentence
