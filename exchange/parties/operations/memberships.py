"""Grant and end memberships."""

from datetime import date, datetime, timedelta

from django.db import transaction

from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import InvalidInput, Refused
from exchange.parties import queries
from exchange.parties.errors import MembershipEndErrorCode, MembershipGrantErrorCode
from exchange.parties.events import PartiesEvent
from exchange.parties.models import Membership, Organisation, Person, Unit
from exchange.parties.operations.people import invite
from exchange.parties.permissions import Permission
from exchange.parties.roles import APPOINTED_ONLY, ROLES, Role
from exchange.parties.vocabulary import OrganisationStatus


@transaction.atomic
def grant_membership(
    *,
    person: Person,
    organisation: Organisation,
    role: Role,
    by: Person,
    now: datetime,
    unit: Unit | None = None,
    since_on: date | None = None,
) -> Membership:
    """Give a person a role in an organisation, or in one unit of it, from a day on (today when none is given).

    Who manages the members of one unit only can grant within that unit only.

    Raises:
        NotAllowed: `by` does not manage the members there.
        InvalidInput: the unit is of another organisation.
        Refused: ORGANISATION_NOT_IN_USE, ALREADY_MEMBER, APPOINTED_ONLY.
    """
    organisation = locks.lock(organisation)
    if unit is not None and unit.organisation_id != organisation.pk:
        raise InvalidInput("unit", f"{unit} is not a unit of {organisation}.")
    queries.require(by, Permission.MANAGE_MEMBERS, organisation, on=now.date(), unit=unit)
    if role in APPOINTED_ONLY:
        raise Refused(
            MembershipGrantErrorCode.APPOINTED_ONLY,
            f"Whoever runs the marketplace appoints the {ROLES[role].title}.",
            field="role",
        )
    return _add(person, organisation, role, unit=unit, since_on=since_on or now.date(), by=by)


@transaction.atomic
def invite_member(
    *,
    email: str,
    organisation: Organisation,
    role: Role,
    by: Person,
    now: datetime,
    unit: Unit | None = None,
    since_on: date | None = None,
    full_name: str = "",
) -> Membership:
    """Grant a membership to whoever has an e-mail address, known here or not; the news of it invites them.

    Raises:
        NotAllowed, InvalidInput, Refused: as `invite` and `grant_membership` do.
    """
    person = invite(email=email, full_name=full_name, by=by, now=now)
    return grant_membership(
        person=person, organisation=organisation, role=role, by=by, now=now, unit=unit, since_on=since_on
    )


@transaction.atomic
def appoint_administrator(*, person: Person, organisation: Organisation, reason: str, now: datetime) -> Membership:
    """Make a person the administrator of an organisation, by order of whoever runs the marketplace.

    It is how an organisation gets its first administrator; from then on administrators grant memberships.

    Raises:
        Refused: ORGANISATION_NOT_IN_USE, ALREADY_MEMBER.
    """
    return _appoint(person, organisation, Role.ORGANISATION_ADMIN, reason=reason, now=now)


@transaction.atomic
def appoint_steward(*, person: Person, organisation: Organisation, reason: str, now: datetime) -> Membership:
    """Make a member of an organisation a steward of the whole marketplace, by order of whoever runs it.

    Raises:
        Refused: ORGANISATION_NOT_IN_USE, ALREADY_MEMBER.
    """
    return _appoint(person, organisation, Role.NETWORK_STEWARD, reason=reason, now=now)


def _appoint(person: Person, organisation: Organisation, role: Role, *, reason: str, now: datetime) -> Membership:
    organisation = locks.lock(organisation)
    return _add(person, organisation, role, unit=None, since_on=now.date(), by=None, reason=reason)


def _add(
    person: Person,
    organisation: Organisation,
    role: Role,
    *,
    unit: Unit | None,
    since_on: date,
    by: Person | None,
    reason: str = "",
) -> Membership:
    """Add a membership; the organisation is locked, so no other can come in between."""
    if organisation.status != OrganisationStatus.ACTIVE.value:
        raise Refused(
            MembershipGrantErrorCode.ORGANISATION_NOT_IN_USE,
            f"{organisation} is {organisation.status}; nobody can become a member of it.",
            field="organisation",
        )
    if Membership.objects.filter(
        person=person, organisation=organisation, unit=unit, role=role.value, until_on__isnull=True
    ).exists():
        raise Refused(
            MembershipGrantErrorCode.ALREADY_MEMBER,
            f"{person} has the role {ROLES[role].title} in {unit or organisation} already.",
            field="role",
        )
    membership = Membership.objects.create(
        person=person, organisation=organisation, unit=unit, role=role.value, since_on=since_on
    )
    audit.record(
        "parties.grant_membership",
        membership,
        by=by,
        reason=reason,
        person=str(person.pk),
        organisation=str(organisation.pk),
        unit=str(unit.pk) if unit else "",
        role=role.value,
        since_on=since_on.isoformat(),
    )
    outbox.announce(PartiesEvent.MEMBERSHIP_GRANTED, membership_id=str(membership.pk))
    return membership


@transaction.atomic
def end_membership(
    *, membership: Membership, by: Person, now: datetime, last_on: date | None = None, reason: str = ""
) -> Membership:
    """End a membership after a day that is still to come, or at once when none is given.

    Raises:
        NotAllowed: `by` does not manage the members there.
        InvalidInput: the last day has passed or lies before the first.
        Refused: ALREADY_ENDED, LAST_ADMINISTRATOR.
    """
    organisation = locks.lock(membership.organisation)
    membership = locks.lock(membership)
    today = now.date()
    queries.require(by, Permission.MANAGE_MEMBERS, organisation, on=today, unit=membership.unit)
    if membership.until_on is not None and membership.until_on < max(today, membership.since_on):
        raise Refused(MembershipEndErrorCode.ALREADY_ENDED, f"This membership ended on {membership.until_on}.")
    if last_on is not None and last_on < max(today, membership.since_on):
        raise InvalidInput("last_on", "The last day must be today or later, and not before the first.")
    if last_on is not None and membership.until_on is not None and last_on >= membership.until_on:
        raise InvalidInput("last_on", f"This membership ends on {membership.until_on} already.")
    _keep_an_administrator(membership, organisation, today)
    membership.until_on = last_on or max(today, membership.since_on) - timedelta(days=1)
    membership.save(update_fields=["until_on"])
    audit.record("parties.end_membership", membership, by=by, reason=reason, until_on=membership.until_on.isoformat())
    outbox.announce(PartiesEvent.MEMBERSHIP_ENDED, membership_id=str(membership.pk))
    return membership


def _keep_an_administrator(membership: Membership, organisation: Organisation, today: date) -> None:
    """Check that another administrator stays for good; the organisation is locked, so two cannot leave at once."""
    if membership.role != Role.ORGANISATION_ADMIN.value or membership.unit_id is not None:
        return
    others = queries.memberships_with(Permission.MANAGE_MEMBERS, on=today).filter(
        organisation=organisation, unit__isnull=True, until_on__isnull=True
    )
    if not others.exclude(pk=membership.pk).exists():
        raise Refused(
            MembershipEndErrorCode.LAST_ADMINISTRATOR,
            f"{organisation} needs an administrator; appoint another one first.",
        )
