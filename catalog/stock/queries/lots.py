"""What is in the freezer and who may know of it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from catalog.consent.models import ConsentRecord, UseTermsSet
from catalog.consent.queries import ended
from catalog.listings import queries as listings
from catalog.listings.models import Listing
from catalog.stock.models import Hold, Lineage, Lot, Specimen
from catalog.stock.rules import FEWEST_DONORS, told
from exchange.kernel import clock
from exchange.parties.models import Membership, Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import Viewer, in_force, units_with

CONSENT = "specimen__consent__"
# Every page of cards asks it; built by the ORM, it takes longer to write than to run. It goes listing by listing, for
# of twenty together PostgreSQL expects so many lots that it reads every specimen there is.
_COUNTS = """
SELECT wanted.listing_id, counted.*
FROM unnest(%(listings)s::uuid[]) AS wanted (listing_id) CROSS JOIN LATERAL (
    SELECT coalesce(sum(on_hand - held) FILTER (WHERE may_use AND on_hand > held), 0),
        count(DISTINCT donor_pseudonym) FILTER (WHERE may_use AND on_hand > held),
        count(DISTINCT donor_pseudonym) FILTER (WHERE may_use)
    FROM (
        SELECT l.on_hand, l.held, s.donor_pseudonym,
            NOT coalesce(c.status = 'withdrawn' OR c.expires_on <= %(on)s, false) AS may_use
        FROM stock_lot l LEFT JOIN stock_specimen s ON s.lot_id = l.id
            LEFT JOIN consent_consentrecord c ON c.id = s.consent_id
        WHERE l.listing_id = wanted.listing_id AND l.on_hand > 0
    ) lots
) counted
"""


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

    @property
    def told_available(self) -> int | None:
        """How many are available, unless they come from too few donors."""
        return told(self.available, self.available_donors)

    @property
    def told_donors(self) -> int | None:
        """How many donors there are, unless they are too few."""
        return told(self.donors, self.donors)


@dataclass(frozen=True)
class Shelf:
    """How many of a listing there are, untold to others.

    Args:
        on_hand: in the freezer, held ones included.
        held: promised.
        available: not promised, and resting on no consent that has ended.
    """

    on_hand: int = 0
    held: int = 0
    available: int = 0


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


def visible_specimens(viewer: Viewer) -> QuerySet[Specimen]:
    """Return the specimens of visible lots with their consents and forms, annotated with ``tells_donor``.

    It says whether the viewer may know who the donor is, as `consents_visible_to` does of the consents.
    """
    if not isinstance(viewer, Person):
        return Specimen.objects.none()
    units = units_with(viewer, Permission.READ_DONORS, on=clock.today())
    return (
        Specimen.objects.filter(lot__in=visible_to(viewer).values("pk"))
        .annotate(tells_donor=Exists(units.filter(pk=OuterRef("lot__listing__unit"))))
        .select_related("consent__form")
    )


def places(rows: Collection[Lot], viewer: Viewer) -> dict[UUID, str | None]:
    """Return where each lot stands, as far as it is of the viewer's own units and known, with two queries."""
    homes = Listing.objects.in_bulk({row.listing_id for row in rows})
    own = listings.own_among(homes.values(), viewer)
    where = {row.pk: ", ".join(filter(None, [row.container, row.position])) for row in rows if row.listing_id in own}
    return {row.pk: where.get(row.pk) or None for row in rows}


def origins(rows: Collection[Specimen], viewer: Viewer) -> dict[UUID, list[Lineage]]:
    """Return what each specimen was made from, as far as the viewer sees it, with the lots, by code."""
    found: dict[UUID, list[Lineage]] = {row.pk: [] for row in rows}
    parents = visible_to(viewer).values("pk")
    lineage = Lineage.objects.filter(child__in=found, parent__in=parents).select_related("parent__lot")
    for one in lineage.order_by("parent__lot__code", "pk"):
        found[one.child_id].append(one)
    return found


def donor_terms(rows: Collection[Listing], *, on: date) -> dict[UUID, list[UseTermsSet]]:
    """Return the distinct terms of the donors of each listing's specimens in the freezer, with two queries.

    A consent that has ended does not count.
    """
    terms = "specimen__consent__form__use_terms"
    kept = Lot.objects.filter(~ended(on, consent=CONSENT), listing__in=[row.pk for row in rows], on_hand__gt=0)
    pairs = set(kept.filter(**{f"{terms}__isnull": False}).values_list("listing", terms))
    stored = UseTermsSet.objects.in_bulk({key for _, key in pairs})
    found: dict[UUID, list[UseTermsSet]] = defaultdict(list)
    for listing, key in sorted(pairs):
        found[listing].append(stored[key])
    return {row.pk: found[row.pk] for row in rows}


def available(lots: QuerySet[Lot], *, on: date) -> QuerySet[Lot]:
    """Return those of the lots of which at least one is not promised and whose consent, if any, has not ended."""
    return lots.filter(~ended(on, consent=CONSENT), on_hand__gt=F("held"))


def holds_of(reference: UUID) -> QuerySet[Hold]:
    """Return every hold ever placed for a reference, oldest first, with its lot."""
    return Hold.objects.filter(reference=reference).select_related("lot").order_by("pk")


def counts(rows: Collection[Listing], *, on: date) -> dict[UUID, StockCounts]:
    """Return what can be asked for of each listing, with one query."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"listings": [row.pk for row in rows], "on": on})
        return {listing: StockCounts(*numbers) for listing, *numbers in cursor.fetchall()}


def shelves(rows: Collection[Listing], *, on: date) -> dict[UUID, Shelf]:
    """Return what each listing has in the freezer, for those who look after it, with one query."""
    free = Q(on_hand__gt=F("held")) & ~ended(on, consent=CONSENT)
    found = (
        Lot.objects.filter(listing__in=[row.pk for row in rows])
        .order_by()
        .values("listing")
        .annotate(
            there=Sum("on_hand"), promised=Sum("held"), free=Sum(F("on_hand") - F("held"), filter=free, default=0)
        )
        .values_list("listing", "there", "promised", "free")
    )
    counted = {listing: Shelf(*numbers) for listing, *numbers in found}
    return {row.pk: counted.get(row.pk, Shelf()) for row in rows}


def with_free(listings: QuerySet[Listing], *, on: date) -> QuerySet[Listing]:
    """Annotate listings with ``free``: how many are not promised and rest on no consent that has ended."""
    lots = available(Lot.objects.filter(listing=OuterRef("pk")), on=on).order_by().values("listing")
    free = lots.annotate(free=Sum(F("on_hand") - F("held"))).values("free")
    return listings.annotate(free=Coalesce(Subquery(free), Value(0)))


def common_diagnoses(listing: Listing) -> tuple[str, ...]:
    """Return the diagnoses that enough donors of a collection share for them to be told, in alphabetical order."""
    found = (
        Lot.objects.filter(listing=listing)
        .exclude(specimen__diagnosis="")
        .order_by()
        .values("specimen__diagnosis")
        .annotate(donors=Count("specimen__donor_pseudonym", distinct=True))
        .filter(donors__gte=FEWEST_DONORS)
    )
    return tuple(sorted(row["specimen__diagnosis"] for row in found))
