"""Promises of stock, and what becomes of them.

Whoever takes several locks takes them in this order: holds, then lots, each in key order. `place_holds` takes only
locks on lots and skips holds that somebody else works on, so that nobody waits in a circle. A caller that also locks
consents or lines does so before.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from catalog.stock.errors import StockCode
from catalog.stock.events import StockEvent
from catalog.stock.models import Hold, Lot, Movement
from catalog.stock.states import HOLD_TRANSITIONS, HoldCommand, HoldState
from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import InvalidInput, NotFound, Refused
from exchange.kernel.transitions import step
from exchange.parties.models import Person

Wish = Sequence[tuple[Lot, int]]

SWEEP = 100
SHIPPED = "shipment"


@transaction.atomic
def place_hold(
    *, lot: Lot, quantity: int, reference: UUID, expires_at: datetime, by: Person | None, now: datetime
) -> Hold:
    """Promise so many of one lot to a reference; see `place_holds`."""
    return place_holds(wanted=[(lot, quantity)], reference=reference, expires_at=expires_at, by=by, now=now)[0]


@transaction.atomic
def place_holds(*, wanted: Wish, reference: UUID, expires_at: datetime, by: Person | None, now: datetime) -> list[Hold]:
    """Promise so many of each lot to one reference; see `place_holds_of_lines`."""
    placed = place_holds_of_lines(wanted={reference: wanted}, expires_at=expires_at, by=by, now=now)
    return placed[reference]


@transaction.atomic
def place_holds_of_lines(
    *, wanted: Mapping[UUID, Wish], expires_at: datetime, by: Person | None, now: datetime
) -> dict[UUID, list[Hold]]:
    """Promise lots to the lines of a whole basket until a moment: all of them, or nothing.

    ``wanted`` says for each reference how many of which lots; a lot may be wanted for several references. Promises on
    these lots that have run out are ended first. Repeated for the same reference it returns the promises that stand,
    with the expiry they were given.

    Returns:
        the holds of each reference, in the order of its wish.

    Raises:
        InvalidInput: nothing is wanted, a quantity is not positive, a lot comes twice for a reference, or the expiry
            is not ahead.
        NotFound: a lot does not exist.
        Refused: there is not enough left (NOT_ENOUGH), or a reference already holds or has received another quantity
            of a lot (HOLD_DIFFERS).
    """
    for wish in wanted.values():
        _check_wish(wish, expires_at, now)
    keys = {lot.pk for wish in wanted.values() for lot, _ in wish}
    lots = {lot.pk: lot for lot in locks.lock_rows(Lot.objects.filter(pk__in=keys))}
    if len(lots) < len(keys):
        raise NotFound("lot", field="lots")
    _expire(locks.lock_waiting(_overdue(now).filter(lot__in=keys), limit=SWEEP), now=now)
    standing = {(hold.reference, hold.lot_id): hold for hold in _standing(wanted).filter(lot__in=keys)}
    return {
        reference: [
            _existing(standing[reference, lot.pk], quantity)
            if (reference, lot.pk) in standing
            else _place(lots[lot.pk], quantity, reference, expires_at, by)
            for lot, quantity in wish
        ]
        for reference, wish in wanted.items()
    }


@transaction.atomic
def free_holds(*, reference: UUID, by: Person | None, now: datetime) -> list[Hold]:
    """Give up every promise that stands for one reference; see `free_holds_of_lines`."""
    return free_holds_of_lines(references=[reference], by=by, now=now)


@transaction.atomic
def free_holds_of_lines(*, references: Collection[UUID], by: Person | None, now: datetime) -> list[Hold]:
    """Give up every promise that stands for the references and return those that it ended; none is not an error."""
    holds = locks.lock_rows(Hold.objects.filter(reference__in=references, state=HoldState.ACTIVE))
    _end(holds, HoldCommand.FREE, now=now)
    for hold in holds:
        audit.record("stock.free_holds", hold, by=by, reference=str(hold.reference))
    return holds


@transaction.atomic
def release_hold(*, hold: Hold, by: Person | None, now: datetime) -> Hold:
    """Let what was promised leave the freezer; see `release_holds`."""
    return release_holds(holds=[hold], by=by, now=now)[0]


@transaction.atomic
def release_holds(*, holds: Sequence[Hold], by: Person | None, now: datetime) -> list[Hold]:
    """Let what was promised leave the freezer: the lots hold and promise less, and a movement says so.

    Returns:
        the holds as they are now, in key order.

    Raises:
        WrongState: a promise has ended; so nothing leaves twice, however often it is asked.
        Refused: a promise has run out, although nobody has ended it yet (HOLD_EXPIRED).
    """
    locked = locks.lock_rows(Hold.objects.filter(pk__in=[hold.pk for hold in holds]))
    if len(locked) < len({hold.pk for hold in holds}):
        raise NotFound("hold", field="holds")
    for hold in locked:
        if hold.state == HoldState.ACTIVE and hold.expires_at <= now:
            raise Refused(
                StockCode.HOLD_EXPIRED,
                "The hold on this item has expired.",
                hold=str(hold.pk),
                expired_at=hold.expires_at.isoformat(),
            )
    _end(locked, HoldCommand.RELEASE, now=now)
    for hold in locked:
        Movement.objects.create(lot_id=hold.lot_id, delta=-hold.quantity, hold=hold, reason=SHIPPED)
        audit.record("stock.release_hold", hold, by=by, quantity=hold.quantity, reference=str(hold.reference))
    return locked


def expire_holds(*, now: datetime) -> int:
    """End all promises that have run out, and tell whom they were for; return how many.

    Works in short transactions and leaves alone what others have locked, for the next run.
    """
    total = 0
    while ended := _sweep(now):
        total += ended
    return total


@transaction.atomic
def _sweep(now: datetime) -> int:
    holds = locks.lock_waiting(_overdue(now), limit=SWEEP)
    _expire(holds, now=now)
    return len(holds)


def _overdue(now: datetime) -> QuerySet[Hold]:
    return Hold.objects.filter(state=HoldState.ACTIVE, expires_at__lte=now)


def _standing(references: Collection[UUID]) -> QuerySet[Hold]:
    return Hold.objects.filter(reference__in=references, state__in=[HoldState.ACTIVE, HoldState.RELEASED])


def _expire(holds: list[Hold], *, now: datetime) -> None:
    """End locked promises that have run out."""
    _end(holds, HoldCommand.EXPIRE, now=now)
    for hold in holds:
        audit.record("stock.expire_holds", hold, by=None, expires_at=hold.expires_at.isoformat())
        outbox.announce(StockEvent.HOLD_EXPIRED, hold_id=str(hold.pk), reference=str(hold.reference))


def _end(holds: list[Hold], command: HoldCommand, *, now: datetime) -> None:
    """Bring locked promises to their end and give the lots back what they promised.

    Raises:
        WrongState: one of them has ended before.
    """
    locks.lock_rows(Lot.objects.filter(pk__in=[hold.lot_id for hold in holds]))
    for hold in holds:
        hold.state = step(HOLD_TRANSITIONS, HoldState(hold.state), command).to.value
        hold.ended_at = now
        hold.save(update_fields=["state", "ended_at"])
        Lot.objects.filter(pk=hold.lot_id).update(held=F("held") - hold.quantity)


def _place(lot: Lot, quantity: int, reference: UUID, expires_at: datetime, by: Person | None) -> Hold:
    """Take from a locked lot, on the condition that there is enough."""
    enough = Q(on_hand__gte=F("held") + quantity)
    if not Lot.objects.filter(enough, pk=lot.pk).update(held=F("held") + quantity):
        lot.refresh_from_db(fields=["on_hand", "held"])
        raise Refused(
            StockCode.NOT_ENOUGH,
            f"Only {lot.available} of {lot.code} can be promised.",
            field="quantity",
            lot=str(lot.pk),
            wanted=quantity,
            available=lot.available,
        )
    hold = Hold.objects.create(lot=lot, reference=reference, quantity=quantity, expires_at=expires_at)
    audit.record(
        "stock.place_hold", hold, by=by, quantity=quantity, reference=str(reference), expires_at=expires_at.isoformat()
    )
    return hold


def _existing(hold: Hold, quantity: int) -> Hold:
    if hold.state == HoldState.RELEASED or hold.quantity != quantity:
        raise Refused(
            StockCode.HOLD_DIFFERS,
            f"This line already {'received' if hold.state == HoldState.RELEASED else 'holds'} {hold.quantity} of it.",
            field="quantity",
            hold=str(hold.pk),
        )
    return hold


def _check_wish(wanted: Wish, expires_at: datetime, now: datetime) -> None:
    if not wanted:
        raise InvalidInput("lots", "Nothing is wanted.")
    if len({lot.pk for lot, _ in wanted}) < len(wanted):
        raise InvalidInput("lots", "A lot is named twice.")
    if any(quantity < 1 for _, quantity in wanted):
        raise InvalidInput("quantity", "A quantity is a positive whole number.")
    if expires_at <= now:
        raise InvalidInput("expires_at", "The hold would have expired already.")
