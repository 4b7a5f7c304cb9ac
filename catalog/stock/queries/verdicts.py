"""What stock means for a purpose, for pages of lots and of listings at once."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Count, Expression, ExpressionWrapper, F, Q

from catalog.consent.models import UseTermsSet
from catalog.consent.queries import ended, standing_case
from catalog.consent.rules import Decision, Purpose, Remedy, Verdict
from catalog.listings.models import Listing
from catalog.stock.models import Lot
from catalog.stock.queries.lots import CONSENT
from catalog.stock.queries.usability import Ground, Usability, best
from catalog.stock.rules import told

# The terms themselves, beside their keys in a `Ground`: a page of lots has room for them, and needs no further query.
_NAMED = {"provider_terms": "provider_stated", "donor_terms": "donor_stated"}
_TERMS = {
    "provider_stated": F("listing__use_terms__terms"),
    "donor_stated": F("specimen__consent__form__use_terms__terms"),
}
_USABLE = frozenset({Verdict.PERMIT, Verdict.CONDITIONAL})


@dataclass(frozen=True)
class ListingVerdict:
    """What the best available lot of a listing means for a purpose.

    Args:
        lots_total: how many lots are available; None when they tell of too few donors.
        lots_permitted: how many of those may be used, on conditions or without; None likewise.
        remedy: finds the fewest changes of the project that would make it usable; it takes a while, so ask if needed.
    """

    decision: Decision
    lots_permitted: int | None
    lots_total: int | None
    remedy: Callable[[], Remedy | None]


@dataclass(frozen=True)
class _Group:
    """Lots of one listing that rest on the same ground."""

    ground: Ground
    decision: Decision
    is_available: bool
    lots: int
    donors: int


def lot_decisions(lots: Collection[Lot], *, purpose: Purpose, on: date) -> dict[UUID, Decision]:
    """Return what each lot means for a purpose on a day, with two queries at most."""
    found = Lot.objects.filter(pk__in=[lot.pk for lot in lots]).values("pk", **_ground(on), **_TERMS)
    rows: list[dict[str, Any]] = [dict(row) for row in found]
    terms = {row[key]: row.pop(name) for row in rows for key, name in _NAMED.items()}
    sets = [UseTermsSet(pk=key, terms=stored) for key, stored in terms.items() if key is not None]
    usability = Usability.of(purpose, sets, on=on)
    return {row.pop("pk"): usability.decision(Ground(**row)) for row in rows}


def listing_verdicts(listings: Collection[Listing], *, purpose: Purpose, on: date) -> dict[UUID, ListingVerdict]:
    """Return what each listing means for a purpose on a day, with three queries at most.

    The best lot that can be asked for counts; when there is none, the best of all lots; without any lot, the
    provider's own terms.
    """
    (found,) = verdicts_by_purpose([(listings, purpose)], on=on)
    return found


def verdicts_by_purpose(
    asked: Iterable[tuple[Collection[Listing], Purpose]], *, on: date
) -> list[dict[UUID, ListingVerdict]]:
    """Return, for each purpose, what its listings mean for it; the stock is read once for all of them."""
    asked = list(asked)
    own = {listing.pk: Ground(listing.origin, listing.use_terms_id) for listings, _ in asked for listing in listings}
    rows = _groups(own, on)
    sets = _sets([*rows, *map(vars, own.values())])
    shelves: dict[UUID, list[tuple[Ground, dict[str, Any]]]] = defaultdict(list)
    for row in rows:
        listing, told_of = row.pop("listing"), {name: row.pop(name) for name in ("is_available", "lots", "donors")}
        shelves[listing].append((Ground(**row), told_of))

    def verdict(key: UUID, usability: Usability) -> ListingVerdict:
        groups = [_Group(ground, usability.decision(ground), **told_of) for ground, told_of in shelves[key]]
        return _verdict(groups, own[key], usability)

    answers = [(listings, Usability.of(purpose, sets, on=on)) for listings, purpose in asked]
    return [{listing.pk: verdict(listing.pk, usability) for listing in listings} for listings, usability in answers]


def _sets(grounds: Iterable[Mapping[str, Any]]) -> list[UseTermsSet]:
    keys = {ground[name] for ground in grounds for name in ("provider_terms", "donor_terms")} - {None}
    return list(UseTermsSet.objects.filter(pk__in=keys)) if keys else []


def _ground(on: date) -> dict[str, Any]:
    """Return the fields of a `Ground` as expressions over lots."""
    return {
        "origin": F("listing__origin"),
        "provider_terms": F("listing__use_terms"),
        "is_specimen": _flag(Q(specimen__isnull=False)),
        "donor_terms": F("specimen__consent__form__use_terms"),
        "standing": standing_case(on, consent=CONSENT),
    }


def _groups(listings: Collection[UUID], on: date) -> list[dict[str, Any]]:
    is_available = _flag(Q(on_hand__gt=F("held")) & ~ended(on, consent=CONSENT))
    found = (
        Lot.objects.filter(listing__in=list(listings))
        .order_by()
        .values("listing", is_available=is_available, **_ground(on))
        .annotate(lots=Count("pk"), donors=Count("specimen__donor_pseudonym", distinct=True))
    )
    return [dict(row) for row in found]


def _flag(condition: Q) -> Expression:
    return ExpressionWrapper(condition, BooleanField())


def _verdict(groups: list[_Group], own: Ground, usability: Usability) -> ListingVerdict:
    free = [group for group in groups if group.is_available]
    decision = best(group.decision for group in free or groups) if groups else usability.decision(own)
    ground = next((group.ground for group in free or groups if group.decision == decision), own)
    usable = [group for group in free if group.decision.verdict in _USABLE]
    rest = [group for group in free if group.decision.verdict not in _USABLE]
    return ListingVerdict(
        decision,
        told(_lots(usable), _donors(free), _donors(usable), _donors(rest)),
        told(_lots(free), _donors(free)),
        partial(usability.remedy, ground),
    )


def _lots(groups: Iterable[_Group]) -> int:
    return sum(group.lots for group in groups)


def _donors(groups: Iterable[_Group]) -> int:
    """Return how many donors the groups have at least: one donor's lots may rest on several grounds."""
    return max((group.donors for group in groups), default=0)
