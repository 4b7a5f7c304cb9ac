"""What a manager looks after, and what a change of several listings would do."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet, prefetch_related_objects

from catalog.listings.facts import ListingEdit
from catalog.listings.models import BulkEdit, Listing
from catalog.listings.queries.planning import Move, check_version, plan, wanted
from exchange.kernel import clock
from exchange.kernel.errors import DomainError, InvalidInput
from exchange.parties.models import Person, Unit
from exchange.parties.permissions import Permission
from exchange.parties.queries import Viewer, require, units_with

MOST_LISTINGS = 200


def inventory_of(viewer: Viewer, unit: Unit, *, text: str = "") -> QuerySet[Listing]:
    """Return the listings of a unit that the viewer manages, whatever their visibility; of others none.

    Args:
        text: a part of a title, a name, an identifier or the unit's own key.
    """
    if not isinstance(viewer, Person):
        return Listing.objects.none()
    managed = units_with(viewer, Permission.MANAGE_LISTINGS, on=clock.today())
    rows = Listing.objects.filter(unit=unit, unit__in=managed.values("pk"))
    for word in text.split():
        rows = rows.filter(Q(search_text__icontains=word) | Q(provider_key__icontains=word))
    return rows


def visible_edits(viewer: Viewer) -> QuerySet[BulkEdit]:
    """Return the bulk edits of the units whose listings the viewer manages."""
    if not isinstance(viewer, Person):
        return BulkEdit.objects.none()
    return BulkEdit.objects.filter(
        unit__in=units_with(viewer, Permission.MANAGE_LISTINGS, on=clock.today()).values("pk")
    )


def changed_by(edits: Collection[BulkEdit]) -> dict[UUID, list[Listing]]:
    """Return, by edit, the listings that it changed."""
    prefetch_related_objects(list(edits), "entries__listing")
    return {edit.pk: [entry.listing for entry in edit.entries.all()] for edit in edits}


def left_by_undo(edits: Collection[BulkEdit]) -> dict[UUID, list[Listing]]:
    """Return, by edit, the listings that undoing it left as they were because they were changed since."""
    prefetch_related_objects(list(edits), "entries__listing")
    return {
        edit.pk: [entry.listing for entry in edit.entries.all() if edit.undone_at and not entry.is_undone]
        for edit in edits
    }


def unit_of_all(listings: Sequence[Listing], versions: Sequence[int]) -> Unit:
    """Return the one unit that several listings are of.

    Raises:
        InvalidInput: there are none or too many, one is named twice or without a version, or they are of
            several units.
    """
    if not 1 <= len(listings) <= MOST_LISTINGS:
        raise InvalidInput("listings", f"Choose between 1 and {MOST_LISTINGS} listings.")
    if len(versions) != len(listings):
        raise InvalidInput("versions", "Name one version for each listing.")
    if len({listing.pk for listing in listings}) < len(listings):
        raise InvalidInput("listings", "A listing is named twice.")
    if len({listing.unit_id for listing in listings}) > 1:
        raise InvalidInput("listings", "The listings are of several units.")
    return listings[0].unit


@dataclass(frozen=True)
class Preview:
    """What a change would do to one listing.

    Args:
        fields: names of what would differ; empty where nothing would.
        problem: why it cannot be; empty if it can.
    """

    listing: Listing
    fields: tuple[str, ...]
    problem: str


def preview_edit(
    *,
    listings: Sequence[Listing],
    versions: Sequence[int],
    change: ListingEdit,
    move: Move | None,
    viewer: Person,
    now: datetime,
) -> list[Preview]:
    """Return what `operations.edit_listings` would do, in the order given.

    Raises:
        NotAllowed, InvalidInput: as it does.
    """
    unit = unit_of_all(listings, versions)
    require(viewer, Permission.MANAGE_LISTINGS, unit.organisation, on=now.date(), unit=unit)
    read = wanted(unit=unit, edit=change, move=move, now=now)
    prefetch_related_objects(list(listings), "use_terms")
    found = []
    for listing, version in zip(listings, versions, strict=True):
        try:
            check_version(listing, version)
            found.append(Preview(listing, tuple(sorted(plan(listing, read))), ""))
        except DomainError as error:
            found.append(Preview(listing, (), error.message))
    return found
