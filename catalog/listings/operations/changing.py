"""Change one listing: what it says, and who sees it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction

from catalog.consent.models import UseTermsSet
from catalog.consent.operations import store_use_terms
from catalog.consent.reading import read_use_terms
from catalog.listings.events import ListingEvent
from catalog.listings.facts import ListingEdit, searched_text
from catalog.listings.models import Listing
from catalog.listings.queries import Move, Wanted, check_version, plan, wanted
from catalog.listings.states import TRANSITIONS, ListingCommand, Visibility
from exchange.kernel import audit, locks, outbox
from exchange.kernel.transitions import step
from exchange.parties.models import Consortium, Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import require


@transaction.atomic
def edit(*, listing: Listing, version: int, change: ListingEdit, by: Person, now: datetime) -> Listing:
    """Change what a listing says.

    Raises:
        NotAllowed: the person does not manage the listings of its unit.
        InvalidInput: a value is malformed.
        Refused: CHANGED_MEANWHILE.
    """
    listing = _own(listing, version, by, now)
    made = apply(listing, wanted(unit=listing.unit, edit=change, now=now))
    if made:
        _record("edit", ListingEvent.LISTING_EDITED, listing, made, by)
    return listing


@transaction.atomic
def publish(*, listing: Listing, version: int, by: Person, now: datetime) -> Listing:
    """Show a listing to everybody.

    Raises:
        NotAllowed, WrongState, Refused: as `_move` does.
    """
    return _move(listing, version, Move(ListingCommand.PUBLISH), ListingEvent.LISTING_PUBLISHED, by, now)


@transaction.atomic
def restrict(*, listing: Listing, version: int, consortium: Consortium, by: Person, now: datetime) -> Listing:
    """Show a listing to the members of one consortium only, to which its organisation belongs.

    Raises:
        NotAllowed, WrongState, Refused: as `_move` does.
    """
    move = Move(ListingCommand.RESTRICT, consortium=consortium)
    return _move(listing, version, move, ListingEvent.LISTING_RESTRICTED, by, now)


@transaction.atomic
def retract(*, listing: Listing, version: int, by: Person, now: datetime) -> Listing:
    """Take a listing back into draft, to be worked on.

    Raises:
        NotAllowed, WrongState, Refused: as `_move` does.
    """
    return _move(listing, version, Move(ListingCommand.RETRACT), ListingEvent.LISTING_RETRACTED, by, now)


@transaction.atomic
def withdraw(*, listing: Listing, version: int, by: Person, now: datetime, reason: str = "") -> Listing:
    """Offer a listing no longer. What was requested of it before goes on; nothing new can be.

    Args:
        reason: why, for whoever may know that it was offered.

    Raises:
        NotAllowed, WrongState, Refused: as `_move` does.
        InvalidInput: the reason is too long.
    """
    move = Move(ListingCommand.WITHDRAW, reason=reason)
    return _move(listing, version, move, ListingEvent.LISTING_WITHDRAWN, by, now)


def _move(listing: Listing, version: int, move: Move, event: ListingEvent, by: Person, now: datetime) -> Listing:
    """Change who sees a listing.

    Raises:
        NotAllowed: the person does not manage the listings of its unit.
        WrongState: the state forbids it.
        Refused: CHANGED_MEANWHILE, NOT_IN_CONSORTIUM.
    """
    listing = _own(listing, version, by, now)
    step(TRANSITIONS, Visibility(listing.visibility), move.command)
    made = apply(listing, wanted(unit=listing.unit, move=move, now=now))
    _record(move.command.value, event, listing, made, by, listing.withdrawal_reason)
    return listing


def _own(listing: Listing, version: int, by: Person, now: datetime) -> Listing:
    """Lock a listing that the person manages and that is as they saw it."""
    listing = locks.lock(listing)
    require(by, Permission.MANAGE_LISTINGS, listing.unit.organisation, on=now.date(), unit=listing.unit)
    check_version(listing, version)
    return listing


def apply(listing: Listing, change: Wanted) -> dict[str, dict[str, Any]]:
    """Make a change to a locked listing and return what it was and is now, by field, as JSON values."""
    values = plan(listing, change)
    if not values:
        return {}
    if isinstance(terms := values.get("use_terms"), UseTermsSet):
        values["use_terms"] = store_use_terms(read_use_terms(terms.terms))
    return put(listing, values)


def put(listing: Listing, values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Set the values of a locked listing, save it, and return what it was and is now."""
    made = {}
    for name, value in values.items():
        before = _plain(listing, name)
        setattr(listing, name, value)
        made[name] = {"before": before, "after": _plain(listing, name)}
    listing.search_text = searched_text(listing)
    listing.save(update_fields=[*values, "search_text"])
    listing.refresh_from_db(fields=["version", "changed_at"])
    return made


def _plain(listing: Listing, name: str) -> Any:
    """Return a field's value as JSON holds it; a row is its id."""
    field = Listing._meta.get_field(name)
    value = getattr(listing, field.attname if isinstance(field, models.ForeignKey) else name)
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _record(
    verb: str, event: ListingEvent, listing: Listing, made: dict[str, dict[str, Any]], by: Person, reason: str = ""
) -> None:
    audit.record(f"listings.{verb}", listing, by=by, reason=reason, version=listing.version, changes=made)
    outbox.announce(event, listing_id=str(listing.pk))
