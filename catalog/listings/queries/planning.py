"""What a change would do to a listing: the one place that decides it, for commands and for previews alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from catalog.consent.models import UseTermsSet
from catalog.consent.rules import use_terms_hash, use_terms_json
from catalog.listings.errors import ListingCode
from catalog.listings.facts import ListingEdit
from catalog.listings.models import Listing
from catalog.listings.rules import read_edit, read_text
from catalog.listings.states import TRANSITIONS, ListingCommand, Visibility
from exchange.kernel.errors import Refused
from exchange.kernel.transitions import step
from exchange.parties.models import Consortium, Unit
from exchange.parties.queries import consortia_of_organisation

TARGETS = {
    ListingCommand.PUBLISH: Visibility.PUBLIC,
    ListingCommand.RESTRICT: Visibility.CONSORTIUM,
    ListingCommand.RETRACT: Visibility.DRAFT,
    ListingCommand.WITHDRAW: Visibility.WITHDRAWN,
}

SHOWN = (Visibility.CONSORTIUM, Visibility.PUBLIC)


@dataclass(frozen=True)
class Move:
    """A command on who sees a listing.

    Args:
        consortium: whose members shall see it, for RESTRICT.
        reason: why it is withdrawn, for whoever may know that it was.
    """

    command: ListingCommand
    consortium: Consortium | None = None
    reason: str = ""


@dataclass(frozen=True)
class Wanted:
    """A change, read and ready to be planned for any number of listings of one unit.

    Args:
        values: by field of the model; use terms as a set that may not be stored yet.
        consortia: those of the unit's organisation, where the move leads into one.
    """

    values: Mapping[str, Any]
    move: Move | None
    consortia: frozenset[UUID]
    now: datetime


def wanted(*, unit: Unit, edit: ListingEdit | None = None, move: Move | None = None, now: datetime) -> Wanted:
    """Read a change, with one query at most.

    Raises:
        InvalidInput: a value is malformed.
    """
    values = dict(read_edit(edit or ListingEdit()))
    if (terms := values.get("use_terms")) is not None:
        values["use_terms"] = UseTermsSet(sha256=use_terms_hash(terms), terms=use_terms_json(terms))
    if move is not None:
        read_text("withdrawal_reason", move.reason)
    consortia: frozenset[UUID] = frozenset()
    if move is not None and move.command is ListingCommand.RESTRICT:
        joined = consortia_of_organisation(unit.organisation, on=now.date())
        consortia = frozenset(joined.values_list("pk", flat=True))
    return Wanted(values, move, consortia, now)


def check_version(listing: Listing, version: int) -> None:
    """Check that a listing is still as the person saw it.

    Raises:
        Refused: CHANGED_MEANWHILE.
    """
    if listing.version != version:
        raise Refused(
            ListingCode.CHANGED_MEANWHILE,
            f"{listing} was changed meanwhile; look at it again.",
            version=listing.version,
        )


def plan(listing: Listing, change: Wanted) -> dict[str, Any]:
    """Return the values by which a change would make a listing differ; none when it is like that already.

    Raises:
        WrongState: the table forbids the move.
        Refused: NOT_IN_CONSORTIUM, WARNING_NOT_ACKNOWLEDGED.
    """
    values = {name: value for name, value in change.values.items() if not _has(listing, name, value)}
    if values.get("warning") == "" and listing.warning_reason:
        # It was a reason to offer it for all its warning, not for the next one.
        values |= {"warning_reason": "", "warning_acknowledged_by": None, "warning_acknowledged_at": None}
    values |= _moved(listing, change) if change.move is not None else {}
    is_problematic = values.get("warning", listing.warning) and not listing.warning_reason
    if is_problematic and values.get("visibility", listing.visibility) in SHOWN:
        raise Refused(
            ListingCode.WARNING_NOT_ACKNOWLEDGED,
            f"{listing} has a warning; say first why it is offered all the same.",
            field="warning",
        )
    return values


def _has(listing: Listing, name: str, value: Any) -> bool:
    if name == "use_terms":
        stored = listing.use_terms
        return stored is not None and stored.sha256 == value.sha256
    return bool(getattr(listing, name) == value)


def _moved(listing: Listing, change: Wanted) -> dict[str, Any]:
    move = change.move
    assert move is not None
    to = TARGETS[move.command]
    consortium = move.consortium if to is Visibility.CONSORTIUM else None
    if listing.visibility == to and listing.consortium_id == (consortium.pk if consortium else None):
        return {}
    step(TRANSITIONS, Visibility(listing.visibility), move.command)
    if to is Visibility.CONSORTIUM and (consortium is None or consortium.pk not in change.consortia):
        raise Refused(
            ListingCode.NOT_IN_CONSORTIUM,
            "A listing can be restricted to a consortium that its organisation belongs to.",
            field="consortium",
        )
    reason = move.reason.strip() if to is Visibility.WITHDRAWN else ""
    values: dict[str, Any] = {"visibility": to.value, "consortium": consortium, "withdrawal_reason": reason}
    if to is Visibility.PUBLIC and listing.published_at is None:
        values["published_at"] = change.now
    return {name: value for name, value in values.items() if getattr(listing, name) != value}
