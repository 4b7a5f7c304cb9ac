"""Change what people say about themselves, and let people in whom an organisation names."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused
from exchange.parties.errors import PersonUpdateErrorCode
from exchange.parties.events import PartiesEvent
from exchange.parties.models import Person
from exchange.parties.rules import identifiers


@transaction.atomic
def invite(*, email: str, by: Person | None, now: datetime, full_name: str = "") -> Person:
    """Return the person with an e-mail address; make their record when there is none.

    They can sign in with a code sent to that address and choose a password afterwards. Nothing tells the caller
    whether the person was known before. `by` is None when whoever runs the marketplace invites.

    Raises:
        InvalidInput: not an e-mail address, or not a name.
    """
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise InvalidInput("email", "This is not an e-mail address.") from error
    full_name = _name(full_name) if full_name.strip() else ""
    person, is_new = Person.objects.get_or_create(
        email__iexact=email, defaults={"email": email, "full_name": full_name, "password": make_password(None)}
    )
    if is_new:
        # Unconfirmed: the code that signs them in will confirm it.
        EmailAddress.objects.create(user=person, email=email, primary=True, verified=False)
        audit.record("parties.invite", person, by=by)
    return person


@transaction.atomic
def update_person(
    *,
    person: Person,
    by: Person,
    now: datetime,
    full_name: str | None = None,
    orcid: str | None = None,
    time_zone: str | None = None,
) -> Person:
    """Change one's own name, ORCID iD or time zone; None leaves a value as it is, an empty ORCID iD removes it.

    Raises:
        NotAllowed: it is somebody else's record.
        InvalidInput: not a name, an ORCID iD whose check digit fails, or not an IANA time zone.
        Refused: ORCID_TAKEN.
    """
    person = locks.lock(person)
    if person.pk != by.pk:
        raise NotAllowed("Only you can change your own details.")
    changes: dict[str, Any] = {}
    if full_name is not None:
        changes["full_name"] = _name(full_name)
    if orcid is not None:
        changes["orcid"] = _orcid(orcid) if orcid.strip() else ""
    if time_zone is not None:
        if not identifiers.is_time_zone(time_zone):
            raise InvalidInput("time_zone", "A time zone is named like Africa/Kampala or Europe/Paris.")
        changes["time_zone"] = time_zone
    return _save(person, changes, by=by)


@transaction.atomic
def confirm_orcid(*, person: Person, orcid: str, now: datetime) -> Person:
    """Keep the ORCID iD that ORCID itself confirmed for a person; whoever merely typed it loses it.

    Raises:
        InvalidInput: its check digit fails.
    """
    orcid = _orcid(orcid)
    rows = locks.lock_rows(Person.objects.filter(pk=person.pk) | Person.objects.filter(orcid=orcid))
    for other in rows:
        if other.pk != person.pk:
            _save(other, {"orcid": ""}, by=None)
    return _save(next(row for row in rows if row.pk == person.pk), {"orcid": orcid}, by=person)


@transaction.atomic
def void_password(*, person: Person, now: datetime) -> Person:
    """Make a person's password useless, so that they sign in by other means until they choose a new one."""
    person = locks.lock(person)
    person.set_unusable_password()
    person.save(update_fields=["password"])
    audit.record("parties.void_password", person, by=None, reason="chosen before the address was proven")
    return person


def _save(person: Person, changes: dict[str, Any], *, by: Person | None) -> Person:
    """Write what differs, and news of it; the person is locked."""
    changed = sorted(field for field, value in changes.items() if getattr(person, field) != value)
    if not changed:
        return person
    for field in changed:
        setattr(person, field, changes[field])
    try:
        with transaction.atomic():
            person.save(update_fields=changed)
    except IntegrityError as error:
        if "person_orcid_once" not in str(error):
            raise
        raise Refused(
            PersonUpdateErrorCode.ORCID_TAKEN,
            "Another account has this ORCID iD. Sign in with ORCID to prove that it is yours.",
            field="orcid",
        ) from error
    # Values stay out of the trail: it cannot be corrected, and personal data must be.
    audit.record("parties.update_person", person, by=by, changed=changed)
    outbox.announce(PartiesEvent.PERSON_UPDATED, person_id=str(person.pk))
    return person


def _name(text: str) -> str:
    try:
        return identifiers.name_of(text)
    except ValueError as error:
        raise InvalidInput("full_name", str(error)) from error


def _orcid(text: str) -> str:
    try:
        return identifiers.orcid_of(text)
    except ValueError as error:
        raise InvalidInput("orcid", str(error)) from error
