"""What only those who look after a listing see of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import graphene

from catalog.listings import queries
from catalog.listings.models import Listing
from catalog.listings.states import TRANSITIONS, ListingCommand
from catalog.stock import queries as stock
from exchange.api.catalogue import enums
from exchange.parties.models import Person


class ListingManagementType(graphene.ObjectType):
    """A listing as its managers see it."""

    class Meta:
        name = "ListingManagement"

    version = graphene.Int(required=True, description="Goes up with each change; commands name the one they saw.")
    changed_at = graphene.DateTime(required=True, description="When it was last changed.")
    on_hand_count = graphene.Int(required=True, description="How many are in the freezer, held ones included.")
    held_count = graphene.Int(required=True, description="How many of them are promised.")
    available_count = graphene.Int(
        required=True, description="How many are not promised and rest on no consent that has ended."
    )
    commands = graphene.List(
        graphene.NonNull(enums.ListingCommand), required=True, description="What can change who sees it now."
    )


def management_of(
    rows: Sequence[Listing], viewer: Person | None, now: datetime
) -> Mapping[Any, ListingManagementType | None]:
    """Return the managers' view of those of the listings that the viewer manages, and None for the others."""
    managed = queries.managed_among(rows, viewer, on=now.date()) if viewer else set()
    own = [row for row in rows if row.pk in managed]
    shelves = stock.shelves(own, on=now.date()) if own else {}
    return {row.pk: _managed(row, shelves[row.pk]) if row.pk in managed else None for row in rows}


def _managed(listing: Listing, shelf: stock.Shelf) -> ListingManagementType:
    return ListingManagementType(
        version=listing.version,
        changed_at=listing.changed_at,
        on_hand_count=shelf.on_hand,
        held_count=shelf.held,
        available_count=shelf.available,
        commands=[command for command in ListingCommand if (listing.visibility, command) in TRANSITIONS],
    )
