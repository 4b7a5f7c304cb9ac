"""Store what units offer."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from catalog.listings.facts import Change, ListingFacts
from catalog.listings.models import Listing, ListingKind
from catalog.listings.operations.acknowledging import ACKNOWLEDGEMENT, acknowledge
from catalog.listings.states import Visibility
from exchange.kernel import audit, bulk, locks
from exchange.kernel.errors import InvalidInput
from exchange.parties.models import Person, Unit

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
    *, unit: Unit, kind: ListingKind, facts: Sequence[ListingFacts], by: Person, now: datetime
) -> dict[str, tuple[Listing, Change]]:
    """Make the unit offer these, publicly, and return each listing with what was done, by provider's key.

    What is on record and says the same stays untouched; a listing that was withdrawn stays withdrawn, and one with a
    warning is a draft until somebody has said why it is offered. It is a step of a larger command, such as an import,
    which writes the audit row and lets only one at a time work on a unit; each reason has an audit row of its own.

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
    changes = {key: _put(stored, unit, kind, one, by, now) for key, one in by_key.items()}
    done = {change: [stored[key] for key in changes if changes[key] is change] for change in Change}
    bulk.insert(done[Change.CREATED])
    Listing.objects.bulk_update(done[Change.UPDATED], (*FACTS, *ACKNOWLEDGEMENT, "consortium"), batch_size=BATCH)
    for listing in (*done[Change.CREATED], *done[Change.UPDATED]):
        if listing.warning_acknowledged_at == now:
            audit.record("listings.acknowledge_warning", listing, by=by, reason=listing.warning_reason)
    return {key: (stored[key], change) for key, change in changes.items()}


def _put(
    stored: dict[str, Listing], unit: Unit, kind: ListingKind, facts: ListingFacts, by: Person, now: datetime
) -> Change:
    """Set the facts on the stored listing, or add a new one to those stored."""
    values = _values(facts)
    listing = stored.get(facts.provider_key)
    if listing is None:
        may_be_public = not facts.warning or facts.warning_reason
        listing = stored[facts.provider_key] = Listing(
            created_at=now,
            unit=unit,
            kind=kind.value,
            provider_key=facts.provider_key,
            visibility=(Visibility.PUBLIC if may_be_public else Visibility.DRAFT).value,
            published_at=now if may_be_public else None,
            **values,
        )
        _settle_warning(listing, facts.warning_reason, by, now)
        return Change.CREATED
    changed = [name for name, value in values.items() if getattr(listing, name) != value]
    for name in changed:
        setattr(listing, name, values[name])
    is_settled_anew = _settle_warning(listing, facts.warning_reason, by, now)
    return Change.UPDATED if changed or is_settled_anew else Change.UNCHANGED


def _settle_warning(listing: Listing, reason: str, by: Person, now: datetime) -> bool:
    """Make acknowledgement and visibility follow the warning; say whether that changed anything."""
    before = listing.visibility, listing.warning_reason
    if not listing.warning:
        listing.warning_reason, listing.warning_acknowledged_by, listing.warning_acknowledged_at = "", None, None
    elif reason and reason != listing.warning_reason:
        acknowledge(listing, reason, by, now)
    elif not listing.warning_reason and listing.visibility != Visibility.WITHDRAWN:
        listing.visibility, listing.consortium = Visibility.DRAFT.value, None
    return before != (listing.visibility, listing.warning_reason)


def _values(facts: ListingFacts) -> dict[str, object]:
    own = {name: value for name in FACTS if (value := getattr(facts, name)) is not None or name not in KEPT}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in own.items()}
