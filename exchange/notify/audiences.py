"""Who is concerned by what happens to a deal."""

from itertools import chain

from django.db.models import QuerySet

from agreements.drafting.models import Agreement
from exchange.kernel import clock
from exchange.parties.models import Organisation, Person, Unit
from exchange.parties.permissions import Permission
from exchange.parties.queries import members_with, signatories_of


def of_unit(unit: Unit, *permissions: Permission) -> QuerySet[Person]:
    """Return who has one of the permissions in a providing unit today."""
    today = clock.today()
    people = [members_with(permission, unit.organisation, on=today, unit=unit) for permission in permissions]
    return Person.objects.filter(pk__in=chain.from_iterable(group.values_list("pk", flat=True) for group in people))


def deciding(unit: Unit) -> QuerySet[Person]:
    """Return the access committee of a unit and who prepares its shipments."""
    return of_unit(unit, Permission.DECIDE_ACCESS, Permission.PREPARE_SHIPMENT)


def answering_for_committee(unit: Unit) -> QuerySet[Person]:
    """Return who keeps the rules of a unit's access committee: its chair and the organisation's administrators."""
    return of_unit(unit, Permission.MANAGE_COMMITTEE)


def shipping(unit: Unit) -> QuerySet[Person]:
    """Return who prepares a unit's shipments."""
    return of_unit(unit, Permission.PREPARE_SHIPMENT)


def keeping_consent(organisation: Organisation) -> QuerySet[Person]:
    """Return who may know of an organisation's donors, in any of its units."""
    today = clock.today()
    units = organisation.units.all()
    people = [members_with(Permission.READ_DONORS, organisation, on=today, unit=unit) for unit in units]
    people.append(members_with(Permission.READ_DONORS, organisation, on=today))
    return Person.objects.filter(pk__in=chain.from_iterable(group.values_list("pk", flat=True) for group in people))


def legal(agreement: Agreement) -> list[Person]:
    """Return the legal officers of both parties."""
    today = clock.today()
    sides = (agreement.provider, agreement.recipient)
    return [person for side in sides for person in members_with(Permission.APPROVE_AGREEMENT, side, on=today)]


def signing(agreement: Agreement) -> list[Person]:
    """Return who can sign for either party today."""
    return [person for side in (agreement.provider, agreement.recipient) for person in _signatories(agreement, side)]


def signing_next(agreement: Agreement) -> list[Person]:
    """Return who can sign for the party whose turn it is: the provider's, then the recipient's; then nobody's."""
    signed = set(agreement.signatures.values_list("organisation_id", flat=True))
    waiting = [side for side in (agreement.provider, agreement.recipient) if side.pk not in signed]
    return list(_signatories(agreement, waiting[0])) if waiting else []


def _signatories(agreement: Agreement, side: Organisation) -> QuerySet[Person]:
    return signatories_of(side, agreement.material_classes, on=clock.today())
