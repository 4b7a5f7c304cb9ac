"""Create organisations and units, by order of whoever runs the marketplace."""

from datetime import datetime

from django.db import IntegrityError, transaction

from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import InvalidInput, Refused
from exchange.parties.errors import OrganisationCreateErrorCode, UnitCreateErrorCode
from exchange.parties.events import PartiesEvent
from exchange.parties.models import Organisation, Unit
from exchange.parties.rules.identifiers import is_country, name_of
from exchange.parties.vocabulary import OrganisationStatus, Sector, UnitKind


@transaction.atomic
def create_organisation(
    *, name: str, country_code: str, sector: Sector, reason: str, now: datetime, city: str = ""
) -> Organisation:
    """Create an organisation that ROR does not list; those it lists come by `load_organisations`.

    Raises:
        InvalidInput: not a name, or not a country.
        Refused: ALREADY_THERE, an organisation of that name in that country.
    """
    name = _name(name)
    if not is_country(country_code):
        raise InvalidInput("country_code", "A country is given by its ISO 3166-1 alpha-2 code.")
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(
                name=name, country_code=country_code, sector=sector.value, city=city
            )
    except IntegrityError as error:
        raise Refused(
            OrganisationCreateErrorCode.ALREADY_THERE, f"{name} in {country_code} is there already.", field="name"
        ) from error
    audit.record("parties.create_organisation", organisation, by=None, reason=reason, name=name)
    outbox.announce(PartiesEvent.ORGANISATION_CREATED, organisation_id=str(organisation.pk))
    return organisation


@transaction.atomic
def create_unit(
    *, organisation: Organisation, name: str, kind: UnitKind, reason: str, now: datetime, shipping_address: str = ""
) -> Unit:
    """Create a unit of an organisation.

    Raises:
        InvalidInput: not a name.
        Refused: ORGANISATION_NOT_IN_USE, or ALREADY_THERE, a unit of that name.
    """
    organisation = locks.lock(organisation)
    name = _name(name)
    if organisation.status != OrganisationStatus.ACTIVE.value:
        raise Refused(
            UnitCreateErrorCode.ORGANISATION_NOT_IN_USE,
            f"{organisation} is {organisation.status}; it cannot have new units.",
            field="organisation",
        )
    try:
        with transaction.atomic():
            unit = Unit.objects.create(
                organisation=organisation, name=name, kind=kind.value, shipping_address=shipping_address
            )
    except IntegrityError as error:
        raise Refused(
            UnitCreateErrorCode.ALREADY_THERE, f"{organisation} has a unit {name} already.", field="name"
        ) from error
    audit.record("parties.create_unit", unit, by=None, reason=reason, organisation=str(organisation.pk), name=name)
    outbox.announce(PartiesEvent.UNIT_CREATED, unit_id=str(unit.pk))
    return unit


def _name(text: str) -> str:
    try:
        return name_of(text)
    except ValueError as error:
        raise InvalidInput("name", str(error)) from error
