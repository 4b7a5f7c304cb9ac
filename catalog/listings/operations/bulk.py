"""Change several listings of a unit at once, and undo that."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from catalog.consent.models import UseTermsSet
from catalog.listings.errors import ListingsEditCode, ListingsUndoEditCode
from catalog.listings.events import ListingEvent
from catalog.listings.facts import ListingEdit
from catalog.listings.models import BulkEdit, BulkEditEntry, Listing
from catalog.listings.operations.changing import apply, put
from catalog.listings.queries import TARGETS, Move, Wanted, check_version, plan, unit_of_all, wanted
from catalog.listings.states import Visibility
from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import DomainError, InvalidInput, Refused
from exchange.parties.models import Consortium, Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import require

UNDO_WITHIN = timedelta(minutes=30)
LONGEST_KEY = 64
COMMANDS = {visibility: command for command, visibility in TARGETS.items()}


@transaction.atomic
def edit_listings(
    *,
    listings: Sequence[Listing],
    versions: Sequence[int],
    change: ListingEdit,
    move: Move | None,
    client_key: str,
    by: Person,
    now: datetime,
) -> BulkEdit:
    """Change all of the listings, or none of them; given again with the same key, nothing more.

    Args:
        versions: of each listing, as the person saw it.
        change: what all of them shall say.
        move: who shall see them.
        client_key: the client's name for this very change.

    Raises:
        NotAllowed: the person does not manage the listings of the unit.
        InvalidInput: nothing is asked for, a value is malformed, or the listings are too many or of several units.
        Refused: NOT_ALL with each listing at fault and why, or KEY_TAKEN.
    """
    unit = unit_of_all(listings, versions)
    require(by, Permission.MANAGE_LISTINGS, unit.organisation, on=now.date(), unit=unit)
    asked = _asked(listings, change, move)
    if not 1 <= len(client_key) <= LONGEST_KEY:
        raise InvalidInput("client_key", f"The key has 1 to {LONGEST_KEY} characters.")
    read = wanted(unit=unit, edit=change, move=move, now=now)
    try:
        with transaction.atomic():
            edit = BulkEdit.objects.create(unit=unit, made_by=by, client_key=client_key, asked=asked, made_at=now)
    except IntegrityError:
        return _made_before(by, client_key, asked)
    seen = {listing.pk: version for listing, version in zip(listings, versions, strict=True)}
    rows = locks.lock_rows(Listing.objects.filter(pk__in=seen).select_related("use_terms"))
    _refuse_problems(rows, seen, read)
    entries = []
    for listing in rows:
        if made := apply(listing, read):
            _record("edit_listings", listing, edit, made, by)
            before = {name: values["before"] for name, values in made.items()}
            entries.append(BulkEditEntry(edit=edit, listing=listing, before=before, version=listing.version))
    BulkEditEntry.objects.bulk_create(entries)
    outbox.announce(ListingEvent.LISTINGS_EDITED, bulk_edit_id=str(edit.pk))
    return edit


def _refuse_problems(rows: Sequence[Listing], seen: Mapping[UUID, int], change: Wanted) -> None:
    problems = []
    for listing in rows:
        try:
            check_version(listing, seen[listing.pk])
            plan(listing, change)
        except DomainError as error:
            problems.append(
                {"listing": str(listing.pk), "title": listing.title, "code": error.code, "message": error.message}
            )
    if problems:
        raise Refused(
            ListingsEditCode.NOT_ALL,
            f"Nothing was changed: it is not possible for {len(problems)} of {len(rows)} listings.",
            problems=problems,
        )


def _record(verb: str, listing: Listing, edit: BulkEdit, made: dict[str, dict[str, Any]], by: Person) -> None:
    audit.record(f"listings.{verb}", listing, by=by, edit=str(edit.pk), version=listing.version, changes=made)


def _asked(listings: Sequence[Listing], change: ListingEdit, move: Move | None) -> dict[str, Any]:
    """Return what is asked for, as it is kept.

    Raises:
        InvalidInput: nothing is.
    """
    values: dict[str, Any] = {name: value for name, value in vars(change).items() if value is not None}
    if move is not None:
        values |= {"command": move.command.value, "reason": move.reason}
        values |= {"consortium": str(move.consortium.pk)} if move.consortium else {}
    if not values:
        raise InvalidInput("change", "Say what shall be different.")
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return values | {"listings": sorted(str(listing.pk) for listing in listings)}


def _made_before(by: Person, client_key: str, asked: Mapping[str, Any]) -> BulkEdit:
    edit = BulkEdit.objects.get(made_by=by, client_key=client_key)
    if edit.asked != asked:
        raise Refused(ListingsEditCode.KEY_TAKEN, "Another change was made under this key.", field="client_key")
    return edit


@transaction.atomic
def undo_edit(*, bulk_edit: BulkEdit, by: Person, now: datetime) -> BulkEdit:
    """Make the listings of a bulk edit what they were before it, those left out that were changed since.

    What is left out stays as it is, and `queries.left_by_undo` names it. Undone again, nothing happens.

    Raises:
        NotAllowed: the person does not manage the listings of the unit.
        Refused: TOO_LATE, or CHANGED_MEANWHILE where every listing was changed since.
    """
    edit = locks.lock(bulk_edit)
    require(by, Permission.MANAGE_LISTINGS, edit.unit.organisation, on=now.date(), unit=edit.unit)
    if edit.undone_at is not None:
        return edit
    if now > edit.made_at + UNDO_WITHIN:
        minutes = int(UNDO_WITHIN.total_seconds() // 60)
        raise Refused(ListingsUndoEditCode.TOO_LATE, f"A change can be undone within {minutes} minutes.")
    entries = {entry.listing_id: entry for entry in edit.entries.all()}
    rows = locks.lock_rows(Listing.objects.filter(pk__in=entries).select_related("use_terms"))
    undone = [listing for listing in rows if _restored(listing, entries[listing.pk], edit, by, now)]
    if rows and not undone:
        raise Refused(
            ListingsUndoEditCode.CHANGED_MEANWHILE,
            "Every one of the listings was changed since.",
            listings=[{"listing": str(listing.pk), "title": listing.title} for listing in rows],
        )
    edit.entries.filter(listing__in=[listing.pk for listing in undone]).update(is_undone=True)
    edit.undone_at = now
    edit.save(update_fields=["undone_at"])
    outbox.announce(ListingEvent.LISTINGS_EDIT_UNDONE, bulk_edit_id=str(edit.pk))
    return edit


def _restored(listing: Listing, entry: BulkEditEntry, edit: BulkEdit, by: Person, now: datetime) -> bool:
    """Make a locked listing what it was, unless it was changed since or may not be shown to whom it was before."""
    if listing.version != entry.version:
        return False
    before = dict(entry.before)
    before.pop("published_at", None)
    if before.keys() & {"visibility", "consortium"}:
        consortium = Consortium.objects.get(pk=before["consortium"]) if before.get("consortium") else None
        command = COMMANDS[Visibility(before.get("visibility", listing.visibility))]
        try:
            plan(listing, wanted(unit=edit.unit, move=Move(command, consortium), now=now))
        except DomainError:
            return False
        before |= {"consortium": consortium}
    if before.get("warning_acknowledged_by"):
        before["warning_acknowledged_by"] = Person.objects.get(pk=before["warning_acknowledged_by"])
        before["warning_acknowledged_at"] = datetime.fromisoformat(before["warning_acknowledged_at"])
    if "use_terms" in before:
        before["use_terms"] = UseTermsSet.objects.filter(pk=before["use_terms"]).first()
    _record("undo_edit", listing, edit, put(listing, before), by)
    return True
