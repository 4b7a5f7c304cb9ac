"""Count donors, specimens and collections that everybody may know of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, F, Func, IntegerField, Max, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat, Floor

from catalog.consent.queries import ended
from catalog.interchange.exports.beacon.filters import Filter, Property, TermFilter
from catalog.listings import queries as listings
from catalog.listings.models import ListingKind
from catalog.stock.models import Specimen
from catalog.stock.rules import FEWEST_DONORS, rounded
from catalog.vocabulary.models import Term
from catalog.vocabulary.queries import subtree
from exchange.kernel.errors import InvalidInput

COLUMNS = {
    Property.MATERIAL: "material",
    Property.SAMPLE_TYPE: "sample_type",
    Property.ANATOMICAL_SITE: "anatomical_site",
    Property.SEX: "sex",
    Property.AGE_BAND: "age_band",
}
# Ten years each, such as 60-69; of a single year two answers would differ by few donors.
_DECADE = Cast(Floor(F("age") / 10) * 10, IntegerField())
_DASH = Value("-", output_field=TextField())
AGE_BAND = Case(
    When(age_unit="years", then=Concat(Cast(_DECADE, TextField()), _DASH, Cast(_DECADE + 9, TextField()))),
    default=Value("", output_field=TextField()),
    output_field=TextField(),
)
# Two biobanks may call different donors alike.
DONORS = Count(
    Func(F("lot__listing__unit__organisation"), F("donor_pseudonym"), function="ROW", output_field=TextField()),
    distinct=True,
)


@dataclass(frozen=True)
class Answer:
    """Whether there are any, and how many.

    Args:
        number: in steps of ten where donors could be told apart by it; None when there are fewer than ten donors.
    """

    exists: bool
    number: int | None


def individuals(filters: Sequence[Filter], *, on: date) -> Answer:
    """Count the donors of matching specimens. Takes three queries, and one more a term.

    Raises:
        InvalidInput: a term is not known here.
    """
    donors, _ = _counted(filters, on)
    return Answer(donors > 0, rounded(donors, donors))


def biosamples(filters: Sequence[Filter], *, on: date) -> Answer:
    """Count the matching specimens. Takes three queries, and one more a term.

    Raises:
        InvalidInput: a term is not known here.
    """
    donors, specimens = _counted(filters, on)
    return Answer(donors > 0, rounded(specimens, donors))


def datasets(filters: Sequence[Filter], *, on: date) -> Answer:
    """Count the public collections; with filters, those of which at least ten donors match.

    A collection with fewer does not count at all, so the exact number tells of no smaller group.

    Raises:
        InvalidInput: a term is not known here.
    """
    if not filters:
        number = listings.visible_to(None).filter(kind=ListingKind.SAMPLE_COLLECTION).count()
        return Answer(number > 0, number)
    matching = _matching(filters, on).order_by().values("lot__listing")
    number = matching.annotate(donors=DONORS).filter(donors__gte=FEWEST_DONORS).count()
    return Answer(number > 0, number)


def public_specimens(*, on: date) -> QuerySet[Specimen]:
    """Return the specimens in the freezers of public listings whose donors' consents stand, with their age bands."""
    public = listings.visible_to(None).values("pk")
    kept = Specimen.objects.filter(~ended(on, consent="consent__"), lot__listing__in=public, lot__on_hand__gt=0)
    return kept.annotate(age_band=AGE_BAND)


def last_published() -> datetime | None:
    """Return when a public listing was last published."""
    moment: datetime | None = listings.visible_to(None).aggregate(moment=Max("published_at"))["moment"]
    return moment


def _counted(filters: Sequence[Filter], on: date) -> tuple[int, int]:
    counts = _matching(filters, on).aggregate(donors=DONORS, specimens=Count("pk"))
    return counts["donors"], counts["specimens"]


def _matching(filters: Sequence[Filter], on: date) -> QuerySet[Specimen]:
    found = public_specimens(on=on)
    meant = _meant([one for one in filters if isinstance(one, TermFilter)], on)
    for one in filters:
        if isinstance(one, TermFilter):
            found = found.filter(diagnosis_code__in=meant[one])
        else:
            found = found.filter(Q(**{f"{COLUMNS[one.property]}__iexact": one.value}))
    return found


def _meant(filters: Sequence[TermFilter], on: date) -> dict[TermFilter, frozenset[str]]:
    """Return the codes that meet each filter; a code of no vocabulary, as providers supply them, stands alone."""
    meant = {one: subtree(one.code) if one.descendants else frozenset({one.code}) for one in filters}
    unknown = {one.code for one in filters if meant[one] == {one.code}}
    if unknown:
        unknown -= set(Term.objects.filter(code__in=unknown).values_list("code", flat=True))
    if unknown:
        supplied = public_specimens(on=on).filter(diagnosis_code__in=unknown).values_list("diagnosis_code", flat=True)
        unknown -= set(supplied.distinct())
    if unknown:
        raise InvalidInput("filters", f"The term {min(unknown)} is not known here; see filtering_terms.")
    return meant
