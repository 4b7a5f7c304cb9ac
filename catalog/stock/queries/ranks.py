"""Verdicts as an expression over listings, so that a list can be filtered and counted by them.

The matcher has decided on each distinct set of terms before; the expression only looks its answers up.
"""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest

from catalog.consent.models import UseTermsSet
from catalog.consent.queries import ended
from catalog.consent.rules import Purpose, Standing, Verdict
from catalog.listings.models import Listing, Origin
from catalog.stock.models import Lot
from catalog.stock.queries.lots import CONSENT
from catalog.stock.queries.usability import Usability

RANKS: dict[int, Verdict] = {verdict.severity: verdict for verdict in Verdict}
_INTEGER = IntegerField()


def with_verdicts(listings: QuerySet[Listing], *, purpose: Purpose, on: date) -> QuerySet[Listing]:
    """Annotate listings with ``verdict_rank``, a key of `RANKS`; takes two queries to prepare.

    It says what `verdicts.listing_verdicts` says of each listing; a test compares the two.
    """
    usability = Usability.of(purpose, UseTermsSet.objects.all(), on=on)
    ranks = _Ranks(usability)
    lots = Lot.objects.filter(listing=OuterRef("pk")).order_by().values("listing")
    free = lots.filter(~ended(on, consent=CONSENT), on_hand__gt=F("held"))
    best = Min(ranks.of_lot(on))
    return listings.annotate(
        verdict_rank=Coalesce(
            Subquery(free.annotate(rank=best).values("rank")),
            Subquery(lots.annotate(rank=best).values("rank")),
            ranks.of_listing(),
            output_field=_INTEGER,
        )
    )


class _Ranks:
    """The severities of the matcher's decisions, ready to be looked up by terms."""

    def __init__(self, usability: Usability) -> None:
        self._severity = {standing: usability.matched(None, standing).verdict.severity for standing in Standing}
        self._terms: dict[int, list[Any]] = defaultdict(list)
        for key in usability.sets:
            self._terms[usability.matched(key, Standing.ACTIVE).verdict.severity].append(key)

    def of_listing(self, prefix: str = "") -> Coalesce:
        """Rank what the provider says; without terms the origin decides."""
        return Coalesce(self._of_terms(f"{prefix}use_terms"), self._without_terms(f"{prefix}origin"))

    def of_lot(self, on: date) -> Case:
        """Rank a lot: a specimen by its donor's consent and by the provider's terms, if there are any."""
        donor = Case(
            When(specimen__consent__isnull=True, then=Value(self._severity[Standing.UNKNOWN])),
            When(ended(on, consent=CONSENT), then=Value(self._severity[Standing.WITHDRAWN])),
            default=self._of_terms("specimen__consent__form__use_terms"),
            output_field=_INTEGER,
        )
        # PostgreSQL's GREATEST leaves nulls aside, so a listing without terms does not count.
        both = Greatest(donor, self._of_terms("listing__use_terms"))
        return Case(
            When(specimen__isnull=False, then=both), default=self.of_listing("listing__"), output_field=_INTEGER
        )

    def _of_terms(self, field: str) -> Case:
        cases = [When(Q(**{f"{field}__in": keys}), then=Value(rank)) for rank, keys in self._terms.items()]
        return Case(*cases, default=Value(None), output_field=_INTEGER)

    def _without_terms(self, field: str) -> Case:
        return Case(
            When(**{field: Origin.NOT_HUMAN}, then=Value(Verdict.PERMIT.severity)),
            default=Value(self._severity[Standing.UNKNOWN]),
            output_field=_INTEGER,
        )
