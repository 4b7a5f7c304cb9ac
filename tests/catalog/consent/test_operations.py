"""Use terms, forms and records: stored once, withdrawn for good."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction

from catalog.consent import operations
from catalog.consent.errors import ConsentCode
from catalog.consent.models import ConsentForm, ConsentRecord, UseTermsSet
from catalog.consent.operations import GivenConsent
from catalog.consent.rules import Modifier, Permission, UseTerms
from catalog.consent.rules.duo import GRU, HMB, IRB
from catalog.consent.states import ConsentState
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused
from exchange.kernel.models import AuditEvent, OutboxEvent
from exchange.parties.models import Organisation, Person
from exchange.parties.roles import Role
from tests.factories.consent import ConsentFormFactory, ConsentRecordFactory
from tests.factories.parties import OrganisationFactory, UnitFactory, member

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HEALTH = UseTerms(permissions=(Permission(code=HMB),), modifiers=(Modifier(code=IRB),))
GENERAL = UseTerms(permissions=(Permission(code=GRU),))


def register(organisation: Organisation, terms: UseTerms = HEALTH, title: str = "Broad consent") -> ConsentForm:
    return operations.register_form(
        organisation=organisation, code="BC", version="2", title=title, use_terms=terms, by=None, now=NOW
    )


def test_store_use_terms_keeps_one_set_of_equal_terms() -> None:
    spelled = UseTerms(permissions=(Permission(code="HMB"),), modifiers=(Modifier(code="DUO_0000021"),))

    first, second = operations.store_use_terms(HEALTH), operations.store_use_terms(spelled)

    assert first.pk == second.pk
    assert UseTermsSet.objects.get().terms == {
        "permissions": [{"code": "DUO:0000006"}],
        "modifiers": [{"code": "DUO:0000021"}],
    }


@pytest.mark.django_db(transaction=True)
def test_store_use_terms_raced_keeps_one_set() -> None:
    barrier = Barrier(6)

    def store(_: int) -> object:
        barrier.wait(timeout=30)
        try:
            return operations.store_use_terms(HEALTH).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        keys = set(pool.map(store, range(6)))

    assert keys == {UseTermsSet.objects.get().pk}


def test_register_form_twice_is_the_same_form() -> None:
    organisation = OrganisationFactory.create()

    assert register(organisation) == register(organisation)
    assert AuditEvent.objects.filter(command="consent.register_form").count() == 1


@pytest.mark.parametrize(("terms", "title"), [(GENERAL, "Broad consent"), (HEALTH, "Other title")])
def test_register_form_with_other_content_wants_a_new_version(terms: UseTerms, title: str) -> None:
    organisation = OrganisationFactory.create()
    register(organisation)

    with pytest.raises(Refused) as refusal:
        register(organisation, terms, title)

    assert (refusal.value.code, refusal.value.field) == (ConsentCode.FORM_DIFFERS, "version")
    assert ConsentForm.objects.get().title == "Broad consent"


def test_register_form_needs_a_title() -> None:
    with pytest.raises(InvalidInput) as refusal:
        register(OrganisationFactory.create(), title=" ")

    assert refusal.value.field == "title"


def test_record_consents_keeps_what_is_on_record() -> None:
    form = ConsentFormFactory.create()
    given = [GivenConsent("d2", date(2020, 1, 1)), GivenConsent("d1")]

    first = operations.record_consents(form=form, given=given, by=None, now=NOW)
    second = operations.record_consents(form=form, given=[*given, GivenConsent("d3")], by=None, now=NOW)

    assert {donor: record.given_on for donor, record in first.items()} == {"d1": None, "d2": date(2020, 1, 1)}
    assert {donor: record.pk for donor, record in second.items() if donor != "d3"} == {
        donor: record.pk for donor, record in first.items()
    }
    assert ConsentRecord.objects.count() == 3
    assert [len(row.inputs["records"]) for row in AuditEvent.objects.order_by("id")] == [2, 1]


def test_record_consent_of_a_withdrawn_donor_stays_withdrawn() -> None:
    record = ConsentRecordFactory.create(given_on=None)
    operations.withdraw(consent=record, reason="", by=manager(record.form.organisation), now=NOW)

    again = operations.record_consent(form=record.form, given=GivenConsent(record.donor_pseudonym), by=None, now=NOW)

    assert (again.pk, again.status) == (record.pk, ConsentState.WITHDRAWN)


def test_record_consent_with_other_days_is_refused() -> None:
    record = ConsentRecordFactory.create(given_on=date(2021, 5, 4))

    with pytest.raises(Refused) as refusal:
        operations.record_consent(
            form=record.form, given=GivenConsent(record.donor_pseudonym, date(2022, 1, 1)), by=None, now=NOW
        )

    assert refusal.value.code is ConsentCode.RECORD_DIFFERS


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ([GivenConsent("d"), GivenConsent("d")], "donor_pseudonym"),
        ([GivenConsent(" ")], "donor_pseudonym"),
        ([GivenConsent("d", date(2021, 1, 2), date(2021, 1, 2))], "expires_on"),
    ],
)
def test_record_consents_of_nonsense_is_invalid(given: list[GivenConsent], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        operations.record_consents(form=ConsentFormFactory.create(), given=given, by=None, now=NOW)

    assert refusal.value.field == field
    assert not ConsentRecord.objects.exists()


def manager(organisation: Organisation) -> Person:
    return member(Role.RESOURCE_MANAGER, unit=UnitFactory.create(organisation=organisation))


def test_withdraw_is_final_announced_once_and_audited() -> None:
    record = ConsentRecordFactory.create()
    person = manager(record.form.organisation)

    withdrawn = operations.withdraw(consent=record, reason="letter of 1 March", by=person, now=NOW)
    again = operations.withdraw(consent=record, reason="", by=person, now=NOW.replace(hour=13))

    assert (withdrawn.status, withdrawn.withdrawn_at, withdrawn.withdrawn_by) == ("withdrawn", NOW, person)
    assert again.withdrawn_at == NOW
    assert OutboxEvent.objects.get(name="ConsentWithdrawn").payload == {"consent_id": str(record.pk)}
    row = AuditEvent.objects.get(command="consent.withdraw")
    assert (row.actor_id, row.reason, row.subject_id) == (str(person.pk), "letter of 1 March", str(record.pk))
    with pytest.raises(DatabaseError, match="Invalid transition"), transaction.atomic():
        ConsentRecord.objects.filter(pk=record.pk).update(status="active", withdrawn_at=None)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.RESOURCE_MANAGER])
def test_withdraw_by_another_role_is_not_allowed(role: Role) -> None:
    record = ConsentRecordFactory.create()

    with pytest.raises(NotAllowed):
        operations.withdraw(consent=record, reason="", by=member(role, record.form.organisation), now=NOW)

    record.refresh_from_db()
    assert record.status == ConsentState.ACTIVE
    assert not AuditEvent.objects.exists()
    assert not OutboxEvent.objects.exists()


def test_withdraw_by_a_manager_elsewhere_is_not_allowed() -> None:
    record = ConsentRecordFactory.create()

    with pytest.raises(NotAllowed):
        operations.withdraw(consent=record, reason="", by=manager(OrganisationFactory.create()), now=NOW)

    record.refresh_from_db()
    assert record.status == ConsentState.ACTIVE
