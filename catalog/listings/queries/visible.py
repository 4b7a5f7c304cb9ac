"""Which listings a person may see."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from catalog.listings.models import Listing
from catalog.listings.states import Visibility
from exchange.kernel import clock
from exchange.parties.models import Organisation, Person, Unit
from exchange.parties.permissions import Permission
from exchange.parties.queries import Viewer, consortia_of, consortia_of_organisation, units_with


def visible_to(viewer: Viewer) -> QuerySet[Listing]:
    """Return what is public, what the viewer's consortia share, and all listings of the units they work for.

    Whatever shows, counts or hands out listings, in whatever form, starts from here.
    """
    public = Q(visibility=Visibility.PUBLIC)
    if not isinstance(viewer, Person):
        return Listing.objects.filter(public)
    shared = Q(visibility=Visibility.CONSORTIUM, consortium__in=consortia_of(viewer, on=clock.today()).values("pk"))
    return Listing.objects.filter(public | shared | Q(unit__in=own_units(viewer)))


def not_offered(listings: Collection[Listing], organisation: Organisation, *, on: date) -> list[Listing]:
    """Return those of the listings that an organisation cannot ask for on a day, with one query at most.

    What is public is offered to all, and what is shared in a consortium to its members.
    """
    shared: set[UUID] = set()
    if any(listing.visibility == Visibility.CONSORTIUM for listing in listings):
        shared = set(consortia_of_organisation(organisation, on=on).values_list("pk", flat=True))
    return [
        listing
        for listing in listings
        if listing.visibility != Visibility.PUBLIC
        and not (listing.visibility == Visibility.CONSORTIUM and listing.consortium_id in shared)
    ]


def own_among(listings: Collection[Listing], viewer: Viewer) -> set[UUID]:
    """Return the keys of those listings that are of the viewer's own units, with one query at most."""
    if not isinstance(viewer, Person):
        return set()
    units = {listing.unit_id for listing in listings}
    own = set(own_units(viewer).filter(pk__in=units).values_list("pk", flat=True))
    return {listing.pk for listing in listings if listing.unit_id in own}


def managed_among(listings: Collection[Listing], person: Person, *, on: date) -> set[UUID]:
    """Return the keys of those listings that a person may change on a day, with one query."""
    units = {listing.unit_id for listing in listings}
    managed = set(
        units_with(person, Permission.MANAGE_LISTINGS, on=on).filter(pk__in=units).values_list("pk", flat=True)
    )
    return {listing.pk for listing in listings if listing.unit_id in managed}


def own_units(person: Person) -> QuerySet[Unit]:
    """Return the units whose inventory a person looks after or decides upon today."""
    today = clock.today()
    lists = units_with(person, Permission.MANAGE_LISTINGS, on=today)
    decides = units_with(person, Permission.READ_INCOMING_REQUESTS, on=today)
    return Unit.objects.filter(Q(pk__in=lists.values("pk")) | Q(pk__in=decides.values("pk")))
