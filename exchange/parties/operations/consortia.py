"""Found consortia, and let organisations join and leave them."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import InvalidInput, Refused
from exchange.parties import queries
from exchange.parties.errors import (
    ConsortiumCreateErrorCode,
    ConsortiumJoinErrorCode,
    ConsortiumLeaveErrorCode,
)
from exchange.parties.events import PartiesEvent
from exchange.parties.models import Consortium, ConsortiumMembership, Organisation, Person
from exchange.parties.permissions import Permission
from exchange.parties.rules.identifiers import name_of
from exchange.parties.vocabulary import OrganisationStatus


@transaction.atomic
def create_consortium(
    *,
    name: str,
    administered_by: Organisation,
    by: Person,
    now: datetime,
    terms: str = "",
    is_public: bool = False,
) -> Consortium:
    """Found a consortium; the organisation that administers it is its first member.

    Raises:
        NotAllowed: `by` does not administer the organisation.
        InvalidInput: not a name.
        Refused: ALREADY_THERE, a consortium of that name.
    """
    queries.require(by, Permission.MANAGE_MEMBERS, administered_by, on=now.date())
    try:
        name = name_of(name)
    except ValueError as error:
        raise InvalidInput("name", str(error)) from error
    try:
        with transaction.atomic():
            consortium = Consortium.objects.create(
                name=name, terms=terms.strip(), administered_by=administered_by, is_public=is_public
            )
    except IntegrityError as error:
        raise Refused(
            ConsortiumCreateErrorCode.ALREADY_THERE, f"There is a consortium {name} already.", field="name"
        ) from error
    audit.record(
        "parties.create_consortium",
        consortium,
        by=by,
        name=name,
        administered_by=str(administered_by.pk),
        is_public=is_public,
    )
    outbox.announce(PartiesEvent.CONSORTIUM_CREATED, consortium_id=str(consortium.pk))
    _add(consortium, administered_by, since_on=now.date(), by=by)
    return consortium


@transaction.atomic
def join_consortium(
    *, consortium: Consortium, organisation: Organisation, by: Person, now: datetime, since_on: date | None = None
) -> ConsortiumMembership:
    """Make an organisation a member of a consortium from a day on, today when none is given.

    Raises:
        NotAllowed: `by` does not administer the organisation that administers the consortium.
        InvalidInput: the day has passed, so that the past would change.
        Refused: ORGANISATION_NOT_IN_USE, ALREADY_MEMBER.
    """
    consortium = locks.lock(consortium)
    queries.require(by, Permission.MANAGE_MEMBERS, consortium.administered_by, on=now.date())
    if since_on is not None and since_on < now.date():
        raise InvalidInput("since_on", "A membership cannot begin in the past.")
    if organisation.status != OrganisationStatus.ACTIVE.value:
        raise Refused(
            ConsortiumJoinErrorCode.ORGANISATION_NOT_IN_USE,
            f"{organisation} is {organisation.status}; it cannot join.",
            field="organisation",
        )
    open_ended = ConsortiumMembership.objects.filter(organisation=organisation, consortium=consortium)
    if open_ended.filter(until_on__isnull=True).exists():
        raise Refused(
            ConsortiumJoinErrorCode.ALREADY_MEMBER,
            f"{organisation} is a member of {consortium} already.",
            field="organisation",
        )
    return _add(consortium, organisation, since_on=since_on or now.date(), by=by)


def _add(consortium: Consortium, organisation: Organisation, *, since_on: date, by: Person) -> ConsortiumMembership:
    membership = ConsortiumMembership.objects.create(
        consortium=consortium, organisation=organisation, since_on=since_on
    )
    audit.record(
        "parties.join_consortium",
        membership,
        by=by,
        consortium=str(consortium.pk),
        organisation=str(organisation.pk),
        since_on=since_on.isoformat(),
    )
    outbox.announce(PartiesEvent.CONSORTIUM_JOINED, consortium_membership_id=str(membership.pk))
    return membership


@transaction.atomic
def leave_consortium(
    *, consortium_membership: ConsortiumMembership, by: Person, now: datetime, reason: str = ""
) -> ConsortiumMembership:
    """End an organisation's membership at once; from now on its people do not see what is shared there.

    Both the consortium's administrators and the organisation's own may do so.

    Raises:
        NotAllowed: `by` administers neither.
        Refused: ALREADY_ENDED.
    """
    membership = locks.lock(consortium_membership)
    today = now.date()
    own = membership.organisation
    administered = queries.organisations_with(by, Permission.MANAGE_MEMBERS, on=today)
    queries.require(
        by,
        Permission.MANAGE_MEMBERS,
        own if administered.filter(pk=own.pk).exists() else membership.consortium.administered_by,
        on=today,
    )
    last_on = max(today, membership.since_on) - timedelta(days=1)
    if membership.until_on is not None and membership.until_on <= last_on:
        raise Refused(ConsortiumLeaveErrorCode.ALREADY_ENDED, f"This membership ended on {membership.until_on}.")
    membership.until_on = last_on
    membership.save(update_fields=["until_on"])
    audit.record("parties.leave_consortium", membership, by=by, reason=reason, until_on=last_on.isoformat())
    outbox.announce(PartiesEvent.CONSORTIUM_LEFT, consortium_membership_id=str(membership.pk))
    return membership
