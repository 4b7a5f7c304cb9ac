"""What is in the freezer and who may know of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, Q, QuerySet, Sum

from catalog.consent.models import ConsentRecord
from catalog.consent.queries import ended
from catalog.listings import queries as listings
from catalog.listings.models import Listing
from catalog.stock.models import Hold, Lot
from exchange.kernel import clock
from exchange.parties.models import Membership, Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import Viewer, in_force, units_with

CONSENT = "specimen__consent__"


@dataclass(frozen=True)
class StockCounts:
    """What a listing has that can be asked for.

    Args:
        available: how many are in the freezer, not promised, and rest on no consent that has ended.
        available_donors: how many donors those come from; 0 for what does not come from donors.
        donors: how many donors the listing has anything of in the freezer.
    """

    available: int = 0
    available_donors: int = 0
    donors: int = 0


def visible_to(viewer: Viewer) -> QuerySet[Lot]:
    """Return the lots of visible listings, to people who are a member somewhere; to others none.

    Specimens whose consent has ended are seen by those who look after them only.
    """
    if not isinstance(viewer, Person):
        return Lot.objects.none()
    today = clock.today()
    member = Membership.objects.filter(in_force(today), person=viewer)
    own = listings.own_units(viewer).values("pk")
    return Lot.objects.filter(
        Exists(member),
        ~ended(today, consent=CONSENT) | Q(listing__unit__in=own),
        listing__in=listings.visible_to(viewer).values("pk"),
    )


def consents_visible_to(viewer: Viewer, permission: Permission = Permission.READ_DONORS) -> QuerySet[ConsentRecord]:
    """Return the consents of specimens in the units in which the viewer has a permission."""
    if not isinstance(viewer, Person):
        return ConsentRecord.objects.none()
    units = units_with(viewer, permission, on=clock.today())
    kept = Lot.objects.filter(specimen__consent__isnull=False, listing__unit__in=units.values("pk"))
    return ConsentRecord.objects.filter(pk__in=kept.values("specimen__consent"))


def available(lots: QuerySet[Lot], *, on: date) -> QuerySet[Lot]:
    """Return those of the lots of which at least one is not promised and whose consent, if any, has not ended."""
    return lots.filter(~ended(on, consent=CONSENT), on_hand__gt=F("held"))


def holds_of(reference: UUID) -> QuerySet[Hold]:
    """Return every hold ever placed for a reference, oldest first, with its lot."""
    return Hold.objects.filter(reference=reference).select_related("lot").order_by("pk")


def counts(rows: Collection[Listing], *, on: date) -> dict[UUID, StockCounts]:
    """Return what can be asked for of each listing, with one query."""
    free = Q(on_hand__gt=F("held")) & ~ended(on, consent=CONSENT)
    donor = "specimen__donor_pseudonym"
    found = (
        Lot.objects.filter(listing__in=[row.pk for row in rows], on_hand__gt=0)
        .order_by()
        .values("listing")
        .annotate(
            free=Sum(F("on_hand") - F("held"), filter=free, default=0),
            free_donors=Count(donor, distinct=True, filter=free),
            donors=Count(donor, distinct=True, filter=~ended(on, consent=CONSENT)),
        )
        .values_list("listing", "free", "free_donors", "donors")
    )
    told = {listing: StockCounts(*numbers) for listing, *numbers in found}
    return {row.pk: told.get(row.pk, StockCounts()) for row in rows}
