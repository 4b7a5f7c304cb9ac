"""Grant and end the authority to bind an organisation."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import InvalidInput, Refused
from exchange.parties import queries
from exchange.parties.errors import SigningAuthorityEndErrorCode, SigningAuthorityGrantErrorCode
from exchange.parties.events import PartiesEvent
from exchange.parties.models import Organisation, Person, SigningAuthority
from exchange.parties.permissions import Permission
from exchange.parties.vocabulary import MaterialClass


@transaction.atomic
def grant_signing_authority(
    *,
    person: Person,
    organisation: Organisation,
    material_classes: Sequence[MaterialClass],
    evidence: str,
    by: Person,
    now: datetime,
    since_on: date | None = None,
    until_on: date | None = None,
) -> SigningAuthority:
    """Put on record that a signatory may bind an organisation for classes of material, from a day on.

    Args:
        evidence: where the delegation is recorded, e.g. the number of a board's resolution.
        since_on: today when None; a day that has passed is refused, lest a signature be covered afterwards.
        until_on: the last day; open when None.

    Raises:
        NotAllowed: `by` does not manage the organisation's members.
        InvalidInput: no class, no evidence, or days in the wrong order.
        Refused: OWN_AUTHORITY, NOT_A_SIGNATORY.
    """
    organisation = locks.lock(organisation)
    queries.require(by, Permission.MANAGE_MEMBERS, organisation, on=now.date())
    _check_person(person, organisation, by=by, today=now.date())
    since_on = since_on or now.date()
    _check_values(material_classes, evidence, since_on, until_on, now.date())
    authority = SigningAuthority.objects.create(
        person=person,
        organisation=organisation,
        material_classes=sorted({material_class.value for material_class in material_classes}),
        since_on=since_on,
        until_on=until_on,
        evidence=evidence.strip(),
        granted_by=by,
    )
    audit.record(
        "parties.grant_signing_authority",
        authority,
        by=by,
        person=str(person.pk),
        organisation=str(organisation.pk),
        material_classes=authority.material_classes,
        since_on=since_on.isoformat(),
        until_on=until_on.isoformat() if until_on else None,
        evidence=authority.evidence,
    )
    outbox.announce(PartiesEvent.SIGNING_AUTHORITY_GRANTED, authority_id=str(authority.pk))
    return authority


def _check_person(person: Person, organisation: Organisation, *, by: Person, today: date) -> None:
    """Check that a signatory gets it, and from somebody else."""
    if by.pk == person.pk:
        raise Refused(
            SigningAuthorityGrantErrorCode.OWN_AUTHORITY,
            "Nobody grants signing authority to themselves; ask another administrator.",
            field="person",
        )
    if Permission.SIGN_AGREEMENT not in queries.permissions_of(person, organisation, on=today):
        raise Refused(
            SigningAuthorityGrantErrorCode.NOT_A_SIGNATORY,
            f"{person} is not an authorised signatory of {organisation}; grant that role first.",
            field="person",
        )


def _check_values(
    material_classes: Sequence[MaterialClass], evidence: str, since_on: date, until_on: date | None, today: date
) -> None:
    if not material_classes:
        raise InvalidInput("material_classes", "Name at least one class of material.")
    if not evidence.strip():
        raise InvalidInput("evidence", "Say where the delegation is recorded.")
    if since_on < today:
        raise InvalidInput("since_on", "Authority cannot begin in the past.")
    if until_on is not None and until_on < since_on:
        raise InvalidInput("until_on", "The last day cannot be before the first.")


@transaction.atomic
def end_signing_authority(
    *, authority: SigningAuthority, by: Person, now: datetime, last_on: date | None = None, reason: str = ""
) -> SigningAuthority:
    """End signing authority after a day, today when none is given; it never ends in the past.

    Whatever was signed by it stays signed, so a day on which it was used remains covered. To bar a person at once,
    end their membership as signatory as well.

    Raises:
        NotAllowed: `by` does not manage the organisation's members.
        InvalidInput: the last day has passed or lies before the first.
        Refused: ALREADY_ENDED.
    """
    organisation = locks.lock(authority.organisation)
    authority = locks.lock(authority)
    today = now.date()
    queries.require(by, Permission.MANAGE_MEMBERS, organisation, on=today)
    if authority.until_on is not None and authority.until_on <= max(today, authority.since_on):
        raise Refused(SigningAuthorityEndErrorCode.ALREADY_ENDED, f"This authority ends on {authority.until_on}.")
    last_on = last_on or max(today, authority.since_on)
    if last_on < max(today, authority.since_on):
        raise InvalidInput("last_on", "The last day must be today or later, and not before the first.")
    if authority.until_on is not None and last_on >= authority.until_on:
        raise InvalidInput("last_on", f"This authority ends on {authority.until_on} already.")
    authority.until_on = last_on
    authority.save(update_fields=["until_on"])
    audit.record("parties.end_signing_authority", authority, by=by, reason=reason, until_on=last_on.isoformat())
    outbox.announce(PartiesEvent.SIGNING_AUTHORITY_ENDED, authority_id=str(authority.pk))
    return authority
