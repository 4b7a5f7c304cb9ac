"""Store what the kinds say beyond their listings."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from catalog.kinds.registry import kind_of
from catalog.listings.facts import Change
from catalog.listings.models import Listing
from exchange.kernel import bulk

BATCH = 500


@transaction.atomic
def store_details(*, details: Mapping[Listing, Mapping[str, Any]]) -> dict[Listing, Change]:
    """Make the kind's row of each listing say these, and return what was done; the listings are of one kind.

    It is a step of a larger command, such as an import, which writes the audit row.
    """
    if not details:
        return {}
    model = kind_of(next(iter(details)).kind).model
    stored = {row.pk: row for row in model._default_manager.filter(pk__in=[listing.pk for listing in details])}
    changes: dict[Listing, Change] = {}
    for listing, values in details.items():
        row = stored.get(listing.pk)
        if row is None:
            # By its key: a row and a listing that know each other are a circle, which only a collection frees.
            stored[listing.pk] = model(listing_id=listing.pk, **values)
            changes[listing] = Change.CREATED
        elif all(getattr(row, name) == value for name, value in values.items()):
            changes[listing] = Change.UNCHANGED
        else:
            for name, value in values.items():
                setattr(row, name, value)
            changes[listing] = Change.UPDATED
    done = {change: [stored[one.pk] for one in changes if changes[one] is change] for change in Change}
    bulk.insert(done[Change.CREATED])
    if done[Change.UPDATED]:
        names = [field.name for field in model._meta.fields if not field.primary_key]
        model._default_manager.bulk_update(done[Change.UPDATED], names, batch_size=BATCH)
    return changes
