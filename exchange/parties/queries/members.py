"""Who may do what, who can see whom. A read that serves a person names them as `viewer`.

A membership without a unit grants its role's permissions for the whole organisation and all of its units;
one in a unit grants them for that unit only. Ended and future memberships, and inactive people, grant nothing.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Func, Q, QuerySet, TextField, Value, prefetch_related_objects
from django.db.models.functions import Lower

from exchange.kernel import clock
from exchange.kernel.errors import NotAllowed
from exchange.parties.models import (
    ApiToken,
    Membership,
    Organisation,
    OrganisationSuccession,
    Person,
    SigningAuthority,
    Unit,
)
from exchange.parties.permissions import Permission
from exchange.parties.roles import ROLES, Role, roles_with
from exchange.parties.vocabulary import OrganisationStatus

Viewer = Person | AnonymousUser | None


def in_force(on: date) -> Q:
    """Return the condition that a dated row (since_on, until_on) counts on a day; both ends are inclusive."""
    return Q(since_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gte=on))


def memberships_with(permission: Permission, *, on: date) -> QuerySet[Membership]:
    """Return the memberships of active people that grant a permission on a day."""
    roles = [role.value for role in roles_with(permission)]
    return Membership.objects.filter(in_force(on), role__in=roles, person__is_active=True)


def remember_memberships(person: Person) -> Person:
    """Read the person's memberships once, so that `permissions_of` asks the database no more for this object."""
    prefetch_related_objects([person], "memberships")
    return person


def permissions_of(
    person: Person, organisation: Organisation, *, on: date, unit: Unit | None = None
) -> frozenset[Permission]:
    """Return what a person may do on a day in an organisation as a whole, or in one unit of it.

    Takes one query, or none after `remember_memberships`.

    Raises:
        ValueError: the unit belongs to another organisation.
    """
    if unit is not None and unit.organisation_id != organisation.pk:
        raise ValueError("The unit belongs to another organisation.")
    return _granted(person.memberships.all(), person, organisation, on, unit)


def require(
    person: Person,
    permission: Permission,
    organisation: Organisation,
    *,
    on: date,
    unit: Unit | None = None,
) -> None:
    """Check a permission against the memberships as they are now, whatever was remembered.

    Raises:
        NotAllowed: the person lacks it; the message names the roles that have it.
        ValueError: the unit belongs to another organisation.
    """
    if unit is not None and unit.organisation_id != organisation.pk:
        raise ValueError("The unit belongs to another organisation.")
    is_active = Person.objects.filter(pk=person.pk, is_active=True).exists()
    memberships = Membership.objects.filter(person=person, organisation=organisation)
    if not is_active or permission not in _granted(memberships, person, organisation, on, unit):
        titles = sorted(ROLES[role].title for role in roles_with(permission))
        raise NotAllowed(
            f"This needs the role {' or '.join(titles)} in {unit or organisation}.",
            permission=permission.value,
        )


def require_anywhere(person: Person, permission: Permission, *, on: date) -> None:
    """Check that the person has a permission that reaches beyond organisations, by a membership of any.

    Raises:
        NotAllowed: the person lacks it; the message names the roles that have it.
    """
    if not memberships_with(permission, on=on).filter(person=person).exists():
        titles = sorted(ROLES[role].title for role in roles_with(permission))
        raise NotAllowed(f"This needs the role {' or '.join(titles)}.", permission=permission.value)


def _granted(
    memberships: Iterable[Membership],
    person: Person,
    organisation: Organisation,
    on: date,
    unit: Unit | None,
) -> frozenset[Permission]:
    if not person.is_active:
        return frozenset()
    units = {None} if unit is None else {None, unit.pk}
    return frozenset(
        permission
        for membership in memberships
        if membership.organisation_id == organisation.pk
        and membership.unit_id in units
        and membership.since_on <= on
        and (membership.until_on is None or membership.until_on >= on)
        for permission in ROLES[Role(membership.role)].permissions
    )


def permissions_anywhere(
    person: Person, *, on: date, organisation: Organisation | None = None
) -> frozenset[Permission]:
    """Return what a person may do on a day somewhere: in any unit of an organisation, or in any organisation."""
    if not person.is_active:
        return frozenset()
    memberships = Membership.objects.filter(in_force(on), person=person)
    if organisation is not None:
        memberships = memberships.filter(organisation=organisation)
    roles = memberships.values_list("role", flat=True)
    return frozenset(permission for role in roles for permission in ROLES[Role(role)].permissions)


def organisations_with(person: Person, permission: Permission, *, on: date) -> QuerySet[Organisation]:
    """Return the organisations for the whole of which the person has a permission."""
    granting = memberships_with(permission, on=on).filter(person=person, unit__isnull=True)
    return Organisation.objects.filter(pk__in=granting.values("organisation"))


def units_with(person: Person, permission: Permission, *, on: date) -> QuerySet[Unit]:
    """Return the units in which the person has a permission, by membership there or in the whole organisation."""
    granting = memberships_with(permission, on=on).filter(person=person)
    return Unit.objects.filter(
        Q(pk__in=granting.filter(unit__isnull=False).values("unit"))
        | Q(organisation__in=granting.filter(unit__isnull=True).values("organisation"))
    )


def members_with(
    permission: Permission,
    organisation: Organisation,
    *,
    on: date,
    unit: Unit | None = None,
) -> QuerySet[Person]:
    """Return who has a permission in an organisation as a whole, or in one unit of it."""
    within = Q(unit__isnull=True) if unit is None else Q(unit__isnull=True) | Q(unit=unit)
    granting = memberships_with(permission, on=on).filter(within, organisation=organisation)
    return Person.objects.filter(pk__in=granting.values("person"))


def visible_people(viewer: Viewer) -> QuerySet[Person]:
    """Return the viewer and whoever is a member of the same organisation today."""
    if not isinstance(viewer, Person):
        return Person.objects.none()
    today = clock.today()
    own = Membership.objects.filter(in_force(today), person=viewer).values("organisation")
    colleagues = Membership.objects.filter(in_force(today), organisation__in=own).values("person")
    return Person.objects.filter(Q(pk=viewer.pk) | Q(pk__in=colleagues))


def visible_organisations(viewer: Viewer) -> QuerySet[Organisation]:
    """Return all organisations: their records are public, withdrawn ones included, to anybody."""
    return Organisation.objects.all()


def visible_units(viewer: Viewer) -> QuerySet[Unit]:
    """Return all units: what provides is public."""
    return Unit.objects.all()


def visible_memberships(viewer: Viewer) -> QuerySet[Membership]:
    """Return the viewer's own memberships, and all of the organisations whose members they manage."""
    if not isinstance(viewer, Person):
        return Membership.objects.none()
    managed = organisations_with(viewer, Permission.MANAGE_MEMBERS, on=clock.today())
    return Membership.objects.filter(Q(person=viewer) | Q(organisation__in=managed))


def visible_authorities(viewer: Viewer) -> QuerySet[SigningAuthority]:
    """Return the viewer's own signing authority, and all of the organisations whose members they manage."""
    if not isinstance(viewer, Person):
        return SigningAuthority.objects.none()
    managed = organisations_with(viewer, Permission.MANAGE_MEMBERS, on=clock.today())
    return SigningAuthority.objects.filter(Q(person=viewer) | Q(organisation__in=managed))


def visible_tokens(viewer: Viewer) -> QuerySet[ApiToken]:
    """Return the viewer's own tokens."""
    if not isinstance(viewer, Person):
        return ApiToken.objects.none()
    return ApiToken.objects.filter(person=viewer)


def offered(organisations: QuerySet[Organisation], search: str) -> QuerySet[Organisation]:
    """Narrow organisations to the active ones whose names contain every word, in whatever case and accents.

    A name of one that was withdrawn finds its successor.
    """
    by_name = Organisation.objects.all()
    for word in search.split():
        plain = Func(Value(word), function="unaccent", output_field=TextField())
        by_name = by_name.filter(search_text__contains=Lower(plain))
    following = OrganisationSuccession.objects.filter(predecessor__in=by_name).values("successor")
    found = Q(pk__in=by_name.values("pk")) | Q(pk__in=following)
    return organisations.filter(found, status=OrganisationStatus.ACTIVE.value)


def successors_of(organisations: Collection[Organisation]) -> dict[UUID, list[Organisation]]:
    """Return, by key, the active organisations that follow each one over any number of steps, sorted by name.

    An organisation in use has none, and neither has one that nobody follows. Takes one query a step.
    """
    ends: dict[UUID, list[Organisation]] = {organisation.pk: [] for organisation in organisations}
    # Which of the given ones lead to an organisation of the present step, and every pair walked before.
    leading = {
        organisation.pk: {organisation.pk}
        for organisation in organisations
        if organisation.status != OrganisationStatus.ACTIVE.value
    }
    walked: set[tuple[UUID, UUID]] = set()
    while leading:
        following: dict[UUID, set[UUID]] = defaultdict(set)
        links = OrganisationSuccession.objects.filter(predecessor__in=leading).select_related("successor")
        for link in links.order_by("successor__name", "successor_id"):
            origins = {pk for pk in leading[link.predecessor_id] if (pk, link.successor_id) not in walked}
            walked |= {(pk, link.successor_id) for pk in origins}
            if link.successor.status != OrganisationStatus.ACTIVE.value:
                following[link.successor_id] |= origins
                continue
            for pk in origins:
                ends[pk].append(link.successor)
        leading = {pk: origins for pk, origins in following.items() if origins}
    return {pk: sorted(found, key=lambda end: (end.name, end.pk)) for pk, found in ends.items()}


def signing_authority_of(
    person: Person, organisation: Organisation, material: Collection[str], *, on: date
) -> SigningAuthority | None:
    """Return the authority by which a person may bind an organisation on a day, the oldest of several.

    Args:
        material: a class of material, or several that one authority must cover all.
    """
    return _authorities(organisation, material, on=on).filter(person=person).order_by("since_on", "pk").first()


def signatories_of(organisation: Organisation, material: Collection[str], *, on: date) -> QuerySet[Person]:
    """Return who can sign for an organisation on a day: one authority that covers the material, and the role."""
    held = _authorities(organisation, material, on=on)
    return members_with(Permission.SIGN_AGREEMENT, organisation, on=on).filter(pk__in=held.values("person"))


def _authorities(organisation: Organisation, material: Collection[str], *, on: date) -> QuerySet[SigningAuthority]:
    classes = [material] if isinstance(material, str) else list(material)
    return SigningAuthority.objects.filter(
        in_force(on), organisation=organisation, material_classes__contains=[str(name) for name in classes]
    )


def token_digest(secret: str) -> str:
    """Return the SHA-256 of a token's secret, as stored."""
    return hashlib.sha256(secret.encode()).hexdigest()


def person_of_token(secret: str, *, now: datetime) -> Person | None:
    """Return whose token it is, or None when it opens nothing."""
    token = token_of(secret, now=now)
    return token.person if token is not None else None


def token_of(secret: str, *, now: datetime) -> ApiToken | None:
    """Return the token with its person, or None when it is unknown, expired, revoked or of an inactive person."""
    tokens = ApiToken.objects.select_related("person").filter(
        sha256=token_digest(secret),
        expires_at__gt=now,
        revoked_at__isnull=True,
        person__is_active=True,
    )
    return tokens.first()
