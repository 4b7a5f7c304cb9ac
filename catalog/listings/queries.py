"""Which listings a person may see."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from catalog.listings.models import Listing, Visibility
from exchange.kernel import clock
from exchange.parties.models import Person, Unit
from exchange.parties.permissions import Permission
from exchange.parties.queries import Viewer, units_with


def visible_to(viewer: Viewer) -> QuerySet[Listing]:
    """Return what is public, and all listings of the units that the viewer works for."""
    public = Q(visibility=Visibility.PUBLIC)
    if not isinstance(viewer, Person):
        return Listing.objects.filter(public)
    return Listing.objects.filter(public | Q(unit__in=own_units(viewer)))


def own_among(listings: Collection[Listing], viewer: Viewer) -> set[UUID]:
    """Return the keys of those listings that are of the viewer's own units, with one query at most."""
    if not isinstance(viewer, Person):
        return set()
    units = {listing.unit_id for listing in listings}
    own = set(own_units(viewer).filter(pk__in=units).values_list("pk", flat=True))
    return {listing.pk for listing in listings if listing.unit_id in own}


def own_units(person: Person) -> QuerySet[Unit]:
    """Return the units whose inventory a person looks after or decides upon today."""
    today = clock.today()
    lists = units_with(person, Permission.IMPORT_LISTINGS, on=today)
    decides = units_with(person, Permission.READ_INCOMING_REQUESTS, on=today)
    return Unit.objects.filter(Q(pk__in=lists.values("pk")) | Q(pk__in=decides.values("pk")))
