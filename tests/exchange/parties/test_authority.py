"""Grant and end signing authority."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from exchange.kernel.errors import DomainError, InvalidInput, NotAllowed, Refused
from exchange.kernel.models import AuditEvent
from exchange.parties import operations, queries
from exchange.parties.errors import SigningAuthorityEndErrorCode, SigningAuthorityGrantErrorCode
from exchange.parties.models import Organisation, Person, SigningAuthority
from exchange.parties.roles import Role
from exchange.parties.vocabulary import MaterialClass
from tests.exchange.parties.trail import audited, news
from tests.factories.parties import (
    LONG_AGO,
    MembershipFactory,
    OrganisationFactory,
    SigningAuthorityFactory,
    member,
    signatory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = NOW.date()
ONE = timedelta(days=1)


@pytest.fixture
def organisation() -> Organisation:
    row: Organisation = OrganisationFactory.create()
    return row


@pytest.fixture
def administrator(organisation: Organisation) -> Person:
    return member(Role.ORGANISATION_ADMIN, organisation)


def grant(organisation: Organisation, by: Person, **changes: Any) -> SigningAuthority:
    values: dict[str, Any] = {
        "person": changes.pop("person", None) or member(Role.AUTHORISED_SIGNATORY, organisation),
        "organisation": organisation,
        "material_classes": [MaterialClass.PLASMID, MaterialClass.CELL_LINE, MaterialClass.PLASMID],
        "evidence": " Board resolution 7/2026 ",
        "by": by,
        "now": NOW,
    }
    return operations.grant_signing_authority(**values | changes)


def test_grant_signing_authority(organisation: Organisation, administrator: Person) -> None:
    authority = grant(organisation, administrator, until_on=TODAY + 30 * ONE)

    authority.refresh_from_db()
    assert authority.material_classes == ["cell_line", "plasmid"]
    assert (authority.since_on, authority.until_on) == (TODAY, TODAY + 30 * ONE)
    assert (authority.evidence, authority.granted_by) == ("Board resolution 7/2026", administrator)
    assert queries.signing_authority_of(authority.person, organisation, "plasmid", on=TODAY) == authority
    assert audited() == [("parties.grant_signing_authority", str(administrator.pk), str(authority.pk))]
    assert AuditEvent.objects.get().inputs == {
        "person": str(authority.person_id),
        "organisation": str(organisation.pk),
        "material_classes": ["cell_line", "plasmid"],
        "since_on": "2026-03-02",
        "until_on": "2026-04-01",
        "evidence": "Board resolution 7/2026",
    }
    assert news() == [("SigningAuthorityGranted", {"authority_id": str(authority.pk)})]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ORGANISATION_ADMIN])
def test_grant_signing_authority_needs_the_administrator(organisation: Organisation, role: Role) -> None:
    with pytest.raises(NotAllowed):
        grant(organisation, member(role, organisation))
    with pytest.raises(NotAllowed):
        grant(organisation, member(Role.ORGANISATION_ADMIN))
    assert (audited(), news(), SigningAuthority.objects.count()) == ([], [], 0)


def test_nobody_grants_signing_authority_to_themselves(organisation: Organisation, administrator: Person) -> None:
    MembershipFactory.create(person=administrator, organisation=organisation, role=Role.AUTHORISED_SIGNATORY.value)
    with pytest.raises(Refused) as refused:
        grant(organisation, administrator, person=administrator)
    assert refused.value.code is SigningAuthorityGrantErrorCode.OWN_AUTHORITY
    with pytest.raises(IntegrityError, match="authority_not_by_oneself"), transaction.atomic():
        SigningAuthorityFactory.create(person=administrator, granted_by=administrator)


def test_signing_authority_is_for_signatories(organisation: Organisation, administrator: Person) -> None:
    for person in (member(Role.LEGAL_OFFICER, organisation), member(Role.AUTHORISED_SIGNATORY)):
        with pytest.raises(Refused) as refused:
            grant(organisation, administrator, person=person)
        assert refused.value.code is SigningAuthorityGrantErrorCode.NOT_A_SIGNATORY


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"material_classes": []}, "material_classes"),
        ({"evidence": "  "}, "evidence"),
        ({"since_on": TODAY - ONE}, "since_on"),
        ({"since_on": TODAY + ONE, "until_on": TODAY}, "until_on"),
    ],
)
def test_grant_signing_authority_of_wrong_values(
    organisation: Organisation, administrator: Person, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        grant(organisation, administrator, **changes)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("since_on", "until_on", "last_on", "ends_on"),
    [
        (LONG_AGO, None, None, TODAY),
        (LONG_AGO, None, TODAY + ONE, TODAY + ONE),
        (LONG_AGO, TODAY + 9 * ONE, TODAY + ONE, TODAY + ONE),
        (TODAY + 5 * ONE, None, None, TODAY + 5 * ONE),
    ],
)
def test_end_signing_authority(
    organisation: Organisation,
    administrator: Person,
    since_on: date,
    until_on: date | None,
    last_on: date | None,
    ends_on: date,
) -> None:
    authority = SigningAuthorityFactory.create(organisation=organisation, since_on=since_on, until_on=until_on)

    operations.end_signing_authority(authority=authority, by=administrator, now=NOW, last_on=last_on)

    authority.refresh_from_db()
    assert authority.until_on == ends_on
    assert audited() == [("parties.end_signing_authority", str(administrator.pk), str(authority.pk))]
    assert news() == [("SigningAuthorityEnded", {"authority_id": str(authority.pk)})]


@pytest.mark.parametrize(
    ("until_on", "last_on", "code"),
    [
        (None, TODAY - ONE, "INVALID"),
        (TODAY + ONE, TODAY + ONE, "INVALID"),
        (TODAY, None, SigningAuthorityEndErrorCode.ALREADY_ENDED),
        (TODAY - ONE, None, SigningAuthorityEndErrorCode.ALREADY_ENDED),
    ],
)
def test_end_signing_authority_refused(
    organisation: Organisation, administrator: Person, until_on: date | None, last_on: date, code: str
) -> None:
    authority = SigningAuthorityFactory.create(organisation=organisation, until_on=until_on)
    with pytest.raises(DomainError) as refused:
        operations.end_signing_authority(authority=authority, by=administrator, now=NOW, last_on=last_on)
    assert (str(refused.value.code), audited(), news()) == (str(code), [], [])


def test_end_signing_authority_by_others(organisation: Organisation) -> None:
    person = signatory(organisation)
    for someone in (person, member(Role.LEGAL_OFFICER, organisation), member(Role.ORGANISATION_ADMIN)):
        with pytest.raises(NotAllowed):
            operations.end_signing_authority(authority=person.signing_authorities.get(), by=someone, now=NOW)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE parties_signingauthority SET material_classes = '{plasmid}'",
        "UPDATE parties_signingauthority SET since_on = '2000-01-01'",
        "DELETE FROM parties_signingauthority",
    ],
)
def test_database_refuses_to_rewrite_signing_authority(statement: str) -> None:
    SigningAuthorityFactory.create()
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_database_refuses_authority_for_nothing() -> None:
    with pytest.raises(IntegrityError, match="authority_for_something"), transaction.atomic():
        SigningAuthorityFactory.create(material_classes=[])
