"""Store what units offer."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from catalog.listings.facts import Change, ListingFacts
from catalog.listings.models import Listing, ListingKind
from catalog.listings.states import Visibility
from exchange.kernel import locks
from exchange.kernel.errors import InvalidInput
from exchange.parties.models import Unit

BATCH = 500
FACTS = (
    "title",
    "summary",
    "synonyms",
    "identifiers",
    "origin",
    "use_terms_id",
    "third_party_terms",
    "warning",
    "words",
    "search_text",
)
# Saying nothing takes none of these away.
KEPT = ("use_terms_id", "third_party_terms")


@transaction.atomic
def store_listings(
    *, unit: Unit, kind: ListingKind, facts: Sequence[ListingFacts], now: datetime
) -> dict[str, tuple[Listing, Change]]:
    """Make the unit offer these, publicly, and return each listing with what was done, by provider's key.

    What is on record and says the same stays untouched; a listing that was withdrawn stays withdrawn. It is a step of
    a larger command, such as an import, which writes the audit row and lets only one at a time work on a unit.

    Raises:
        InvalidInput: a key comes twice, or is on record for another kind.
    """
    by_key = {one.provider_key: one for one in facts}
    if len(by_key) < len(facts):
        raise InvalidInput("provider_key", "A key is named twice.")
    stored = {
        listing.provider_key: listing
        for listing in locks.lock_rows(Listing.objects.filter(unit=unit, provider_key__in=by_key))
    }
    if other := sorted(key for key, listing in stored.items() if listing.kind != kind):
        raise InvalidInput("provider_key", f"{other[0]} is on record as another kind of listing.")
    changes = {key: _put(stored, unit, kind, one, now) for key, one in by_key.items()}
    done = {change: [stored[key] for key in changes if changes[key] is change] for change in Change}
    Listing.objects.bulk_create(done[Change.CREATED], batch_size=BATCH)
    Listing.objects.bulk_update(done[Change.UPDATED], FACTS, batch_size=BATCH)
    return {key: (stored[key], change) for key, change in changes.items()}


def _put(stored: dict[str, Listing], unit: Unit, kind: ListingKind, facts: ListingFacts, now: datetime) -> Change:
    """Set the facts on the stored listing, or add a new one to those stored."""
    values = _values(facts)
    listing = stored.get(facts.provider_key)
    if listing is None:
        stored[facts.provider_key] = Listing(
            unit=unit,
            kind=kind.value,
            provider_key=facts.provider_key,
            visibility=Visibility.PUBLIC.value,
            published_at=now,
            **values,
        )
        return Change.CREATED
    if all(getattr(listing, name) == value for name, value in values.items()):
        return Change.UNCHANGED
    for name, value in values.items():
        setattr(listing, name, value)
    return Change.UPDATED


def _values(facts: ListingFacts) -> dict[str, object]:
    own = {name: value for name in FACTS if (value := getattr(facts, name)) is not None or name not in KEPT}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in own.items()}
