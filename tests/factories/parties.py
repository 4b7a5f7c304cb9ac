"""People, organisations, units, memberships and signing authority."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from exchange.parties.models import (
    Consortium,
    ConsortiumMembership,
    Membership,
    Organisation,
    Person,
    SigningAuthority,
    Unit,
)
from exchange.parties.roles import Role
from exchange.parties.vocabulary import MaterialClass, Sector, UnitKind

LONG_AGO = date(2020, 1, 1)


class PersonFactory(DjangoModelFactory[Person]):
    """A person who can sign in, but has no password."""

    class Meta:
        model = Person

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    full_name = factory.Sequence(lambda n: f"Person {n}")


class OrganisationFactory(DjangoModelFactory[Organisation]):
    """A university in Belgium; industry and other countries by argument."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"University {n}")
    country_code = "BE"
    city = "Ghent"
    sector = Sector.ACADEMIC.value


class UnitFactory(DjangoModelFactory[Unit]):
    """A biobank of an organisation of its own."""

    class Meta:
        model = Unit

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Biobank {n}")
    kind = UnitKind.BIOBANK.value
    shipping_address = "1 Freezer Lane, 9000 Ghent, Belgium"


class MembershipFactory(DjangoModelFactory[Membership]):
    """A researcher in a whole organisation since long ago; in one unit by `unit=`."""

    class Meta:
        model = Membership

    person = factory.SubFactory(PersonFactory)
    organisation = factory.Maybe(
        "unit",
        yes_declaration=factory.SelfAttribute("unit.organisation"),
        no_declaration=factory.SubFactory(OrganisationFactory),
    )
    unit = None
    role = Role.RESEARCHER.value
    since_on = LONG_AGO


class SigningAuthorityFactory(DjangoModelFactory[SigningAuthority]):
    """Authority for every class of material; give the person the role as well, or use `signatory`."""

    class Meta:
        model = SigningAuthority

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    material_classes = factory.LazyFunction(lambda: [material_class.value for material_class in MaterialClass])
    since_on = LONG_AGO
    evidence = "Board resolution 12/2020"


class ConsortiumFactory(DjangoModelFactory[Consortium]):
    """A consortium that only its members know of, still without any."""

    class Meta:
        model = Consortium

    name = factory.Sequence(lambda n: f"Rare Tumour Alliance {n}")
    administered_by = factory.SubFactory(OrganisationFactory)


class ConsortiumMembershipFactory(DjangoModelFactory[ConsortiumMembership]):
    """An organisation that belongs to a consortium since long ago."""

    class Meta:
        model = ConsortiumMembership

    consortium = factory.SubFactory(ConsortiumFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    since_on = LONG_AGO


def member(
    role: Role,
    organisation: Organisation | None = None,
    unit: Unit | None = None,
    **person: object,
) -> Person:
    """Return a person with a role in an organisation (a new one when none is given), or in one unit only."""
    someone: Person = PersonFactory.create(**person)
    if unit is not None:
        MembershipFactory.create(person=someone, role=role.value, unit=unit)
    else:
        place = {} if organisation is None else {"organisation": organisation}
        MembershipFactory.create(person=someone, role=role.value, **place)
    return someone


def signatory(organisation: Organisation, *material_classes: MaterialClass) -> Person:
    """Return a person who can sign for an organisation, for all classes of material or those named."""
    person = member(Role.AUTHORISED_SIGNATORY, organisation)
    classes = {"material_classes": [c.value for c in material_classes]} if material_classes else {}
    SigningAuthorityFactory.create(person=person, organisation=organisation, **classes)
    return person
