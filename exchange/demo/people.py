"""Settle the demo world's organisations and people, by the operations an installation would use."""

from dataclasses import dataclass, field
from datetime import datetime

from allauth.account.models import EmailAddress

from exchange.demo.world import CONSORTIUM, ORGANISATIONS, PEOPLE, DemoPerson
from exchange.parties import operations
from exchange.parties.models import Organisation, Person, Unit
from exchange.parties.roles import Role
from exchange.parties.vocabulary import MaterialClass

REASON = "demo world"
# Roles that nobody within an organisation grants; these come first.
APPOINTMENTS = {
    Role.ORGANISATION_ADMIN: operations.appoint_administrator,
    Role.NETWORK_STEWARD: operations.appoint_steward,
}


@dataclass
class Settlers:
    """Who and what was settled, by their keys in `world`; units by their name."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def administrator_of(self, organisation: str) -> Person:
        """Return the administrator of an organisation."""
        return next(
            self.people[person.key]
            for person in PEOPLE
            if person.organisation == organisation and person.role is Role.ORGANISATION_ADMIN
        )


def settlers() -> Settlers:
    """Return who and what `settle` created."""
    organisations = {one.key: Organisation.objects.get(name=one.name) for one in ORGANISATIONS}
    units = Unit.objects.filter(organisation__in=organisations.values())
    people = {one.key: Person.objects.get(email=email_of(one)) for one in PEOPLE}
    return Settlers(organisations, {unit.name: unit for unit in units}, people)


def settle(*, now: datetime) -> None:
    """Create every organisation, unit, person, membership and signing authority of `world`."""
    settlers = Settlers()
    for organisation in ORGANISATIONS:
        row = operations.create_organisation(
            name=organisation.name,
            country_code=organisation.country_code,
            sector=organisation.sector,
            city=organisation.city,
            reason=REASON,
            now=now,
        )
        settlers.organisations[organisation.key] = row
        for unit in organisation.units:
            settlers.units[unit.name] = operations.create_unit(
                organisation=row,
                name=unit.name,
                kind=unit.kind,
                shipping_address=unit.address,
                reason=REASON,
                now=now,
            )
    for person in PEOPLE:
        settlers.people[person.key] = _introduce(person, now=now)
    for person in sorted(PEOPLE, key=lambda person: person.role not in APPOINTMENTS):
        if person.role in APPOINTMENTS:
            APPOINTMENTS[person.role](
                person=settlers.people[person.key],
                organisation=settlers.organisations[person.organisation],
                reason=REASON,
                now=now,
            )
        else:
            _admit(person, settlers, now=now)
    _ally(settlers, now=now)


def email_of(person: DemoPerson) -> str:
    """Return the address of a demo person, which no mail can reach."""
    return f"{person.full_name.lower().replace(' ', '.')}@{person.organisation}.example.org"


def _introduce(person: DemoPerson, *, now: datetime) -> Person:
    row = operations.invite(email=email_of(person), by=None, full_name=person.full_name, now=now)
    # No mail reaches them, so the link that signs them in stands for the code that would confirm the address.
    EmailAddress.objects.filter(user=row).update(verified=True)
    return operations.update_person(person=row, by=row, now=now, time_zone=person.time_zone)


def _ally(settlers: Settlers, *, now: datetime) -> None:
    """Let the biobank, the cell bank and the institute that asks of both share what others do not see."""
    administrator = settlers.administrator_of("graz")
    consortium = operations.create_consortium(
        name=CONSORTIUM,
        terms="Members answer within ten working days and acknowledge one another in what they publish.",
        administered_by=settlers.organisations["graz"],
        is_public=True,
        by=administrator,
        now=now,
    )
    for key in ("leeds", "kampala"):
        operations.join_consortium(
            consortium=consortium, organisation=settlers.organisations[key], by=administrator, now=now
        )


def _admit(person: DemoPerson, settlers: Settlers, *, now: datetime) -> None:
    organisation = settlers.organisations[person.organisation]
    administrator = settlers.administrator_of(person.organisation)
    operations.grant_membership(
        person=settlers.people[person.key],
        organisation=organisation,
        role=person.role,
        unit=settlers.units[person.unit] if person.unit else None,
        by=administrator,
        now=now,
    )
    if person.role is Role.AUTHORISED_SIGNATORY:
        operations.grant_signing_authority(
            person=settlers.people[person.key],
            organisation=organisation,
            material_classes=list(MaterialClass),
            evidence=f"Register of delegations of {organisation.name}, entry 2026/07",
            by=administrator,
            now=now,
        )
