"""What is wrong with what units list."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import Coalesce, RowNumber

from catalog.consent.rules.duo import DS, IRB
from catalog.kinds.rules.icdo import doubt
from catalog.listings import queries as listings
from catalog.listings.models import Listing, ListingKind, Origin
from catalog.listings.states import Visibility
from catalog.quality.rules.health import CHECKS, Check, Grade, Severity, grade_of
from catalog.stock.models import Lot, Movement
from exchange.parties.models import Person, Unit
from exchange.parties.permissions import Permission
from exchange.parties.queries import Viewer, memberships_with

STALE_AFTER = timedelta(days=730)
# Of each check so many listings are named; the number of all is told.
MOST_OF_A_CHECK = 20
MOST_CODES = 1000
_ICDO_SITE, _ICDO_MORPHOLOGY = r"^(ICD-?O-?3?:)?C[0-9]{2}", r"^(ICD-?O-?3?:)?(M-?)?[0-9]{4}(/[0-9])?$"


@dataclass(frozen=True)
class Finding:
    """What is wrong with a listing.

    Args:
        of: how many listings the check finds in the unit, of which those named are the oldest.
    """

    check: Check
    listing: Listing
    of: int


def grades(units: Collection[Unit], *, on: date) -> dict[UUID, Grade | None]:
    """Return how well the listings of each unit are kept, with one query; what is withdrawn does not count."""
    is_wrong, is_doubtful = (_any_of(severity, on) for severity in (Severity.ERROR, Severity.WARNING))
    rows = (
        _offered(units)
        .annotate(is_wrong=is_wrong, is_doubtful=is_doubtful)
        .order_by()
        .values("unit")
        .annotate(
            listed=Count("pk"),
            wrong=Count("pk", filter=Q(is_wrong=True)),
            doubtful=Count("pk", filter=Q(is_wrong=False, is_doubtful=True)),
        )
    )
    counted = {
        unit: grade_of(listed=listed, wrong=wrong, doubtful=doubtful)
        for unit, listed, wrong, doubtful in rows.values_list("unit", "listed", "wrong", "doubtful")
    }
    return {unit.pk: counted.get(unit.pk) for unit in units}


def findings(viewer: Viewer, units: Collection[Unit], *, on: date) -> dict[UUID, list[Finding]]:
    """Return what is wrong with the listings of the units that the viewer works for; of others nothing.

    Takes four queries: the units, the findings, the codes of specimens, and the listings. The gravest come first.
    """
    found: dict[UUID, list[Finding]] = {unit.pk: [] for unit in units}
    own = _own(viewer, units)
    if not own:
        return found
    rows = [*_found(own, on), *_doubtful_sites(own)]
    named = Listing.objects.in_bulk({listing for _, listing, _ in rows})
    for check in Check:
        for name, key, number in rows:
            if name == check:
                found[named[key].unit_id].append(Finding(check, named[key], number))
    return found


def _own(viewer: Viewer, units: Collection[Unit]) -> list[Unit]:
    if not isinstance(viewer, Person):
        return []
    own = set(listings.own_units(viewer).filter(pk__in=[unit.pk for unit in units]).values_list("pk", flat=True))
    return [unit for unit in units if unit.pk in own]


def _offered(units: Collection[Unit]) -> QuerySet[Listing]:
    rows = Listing.objects.filter(unit__in=[unit.pk for unit in units])
    return rows.exclude(visibility=Visibility.WITHDRAWN)


def _found(units: Collection[Unit], on: date) -> list[tuple[str, UUID, int]]:
    """Return check, listing and number of all, for the oldest listings of each check and unit."""
    place = Window(RowNumber(), partition_by=F("unit"), order_by="pk")
    number = Window(Count("pk"), partition_by=F("unit"))
    parts: list[Any] = []
    for check, condition in _conditions(on).items():
        rows = (
            _offered(units).filter(condition).order_by().annotate(found_by=Value(check.value), place=place, of=number)
        )
        parts.append(rows.filter(place__lte=MOST_OF_A_CHECK).values_list("found_by", "pk", "of"))
    return sorted(parts[0].union(*parts[1:], all=True))


def _doubtful_sites(units: Collection[Unit]) -> list[tuple[str, UUID, int]]:
    """Return the listings of which a specimen's codes of ICD-O raise a doubt, as `_found` does."""
    codes = (
        Lot.objects.filter(
            listing__in=_offered(units).values("pk"),
            specimen__anatomical_site_code__iregex=_ICDO_SITE,
            specimen__diagnosis_code__iregex=_ICDO_MORPHOLOGY,
        )
        .order_by("listing")
        .values_list("listing", "specimen__anatomical_site_code", "specimen__diagnosis_code")
        .distinct()[:MOST_CODES]
    )
    keys = list(dict.fromkeys(listing for listing, site, morphology in codes if doubt(site, morphology)))
    return [(Check.DOUBTFUL_SITE.value, key, len(keys)) for key in keys[:MOST_OF_A_CHECK]]


def _any_of(severity: Severity, on: date) -> Any:
    conditions = (one for check, one in _conditions(on).items() if CHECKS[check].severity is severity)
    whole = Q()
    for condition in conditions:
        whole |= condition
    return Exists(Listing.objects.filter(whole, pk=OuterRef("pk")))


def _conditions(on: date) -> Mapping[Check, Q]:
    """Return what each check finds among listings; the checks that need more than one statement are not among them."""
    lots = Lot.objects.filter(listing=OuterRef("pk")).order_by()
    specimens = lots.filter(specimen__isnull=False)
    readers = memberships_with(Permission.READ_INCOMING_REQUESTS, on=on)
    of_unit = Q(unit=OuterRef("unit")) | Q(unit__isnull=True, organisation=OuterRef("unit__organisation"))
    is_human, is_collection = ~Q(origin=Origin.NOT_HUMAN), Q(kind=ListingKind.SAMPLE_COLLECTION)
    since = Q(created_at__date__gt=on - STALE_AFTER)
    moved = Movement.objects.filter(since, lot__listing=OuterRef("pk"))
    on_hand = lots.filter(on_hand__gt=0)
    counted = on_hand.values("listing").annotate(number=Count("pk")).values("number")
    years = specimens.filter(specimen__age_unit="years")
    stated = "listing__sample_collection__"
    outside = Q(specimen__age__lt=F(f"{stated}youngest_age_years")) | Q(
        specimen__age__gte=F(f"{stated}oldest_age_years") + 1
    )
    return {
        Check.NO_TERMS: is_human
        & Q(use_terms__isnull=True)
        & Q(~Exists(specimens.filter(specimen__consent__isnull=False))),
        Check.NO_CONTACT: Q(~Exists(readers.filter(of_unit))),
        Check.UNKNOWN_CONSENT: Q(Exists(specimens.filter(specimen__consent__isnull=True))),
        Check.WARNING_UNSAID: ~Q(warning="") & Q(warning_reason=""),
        Check.NO_ETHICS: is_collection & is_human & _lacks(specimens, _modified, IRB),
        Check.NO_DISEASE_LIMIT: is_collection
        & Q(sample_collection__design="Disease specific")
        & _lacks(specimens, _permitted, DS),
        Check.ORPHAN: Q(sample_collection__parent__isnull=False)
        & ~Q(sample_collection__parent__listing__visibility=Visibility.PUBLIC),
        Check.FEWER_THAN_STATED: Q(
            sample_collection__stated_specimens__lt=Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
        ),
        Check.AGES_DISAGREE: is_collection & Q(Exists(years.filter(outside))),
        Check.STALE_STOCK: Q(Exists(on_hand)) & Q(~Exists(lots.filter(since))) & Q(~Exists(moved)),
        Check.NO_SUMMARY: Q(summary=""),
    }


def _lacks(specimens: QuerySet[Lot], says: Callable[[str, str], Q], code: str) -> Q:
    """Return that terms are on record, the provider's or a donor's, and none of them says the code."""
    form = "specimen__consent__form__use_terms"
    has_terms = Q(use_terms__isnull=False) | Q(Exists(specimens.filter(specimen__consent__isnull=False)))
    return has_terms & ~says("use_terms", code) & Q(~Exists(specimens.filter(says(form, code))))


def _modified(terms: str, code: str) -> Q:
    return Q(**{f"{terms}__isnull": False, f"{terms}__terms__modifiers__contains": [{"code": code}]})


def _permitted(terms: str, code: str) -> Q:
    return Q(**{f"{terms}__isnull": False, f"{terms}__terms__permissions__contains": [{"code": code}]})
