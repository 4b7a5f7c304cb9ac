"""Find listings through the eyes of a viewer, and count what else could be found."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pycountry
from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    FloatField,
    Func,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from catalog.consent.rules import Purpose, Verdict
from catalog.kinds.registry import kind_of
from catalog.listings import queries as listings
from catalog.listings.models import Listing
from catalog.search.rules import identifier_of, literal_pattern
from catalog.stock import queries as stock
from catalog.stock.queries import RANKS
from catalog.vocabulary.rules import searchable
from exchange.parties.models import Person, Unit
from exchange.parties.queries import Viewer

# A listing that bears the name goes before one that mentions it; what is only similar comes last.
NAMED, MENTIONED = 20.0, 10.0


@dataclass(frozen=True)
class Wish:
    """What a viewer looks for; an empty part does not narrow.

    Args:
        text: words, a name, or an identifier such as CVCL_0031.
        kinds: values of `ListingKind`.
        countries: ISO 3166-1 alpha-2, of the providing organisation.
        is_mine: only what the viewer's own units list.
        purpose: of the project it is for; without it verdicts cannot narrow.
        verdicts: of the purpose.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    unit: Unit | None = None
    is_mine: bool = False
    purpose: Purpose | None = None
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True)
class FacetValue:
    """A value and how many of the wished listings have it, this facet's own choice left aside."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Facet:
    """A property by which a list can be narrowed."""

    name: str
    values: tuple[FacetValue, ...]


def search(viewer: Viewer, wish: Wish, *, on: date) -> QuerySet[Listing]:
    """Return the listings that the viewer may see and wishes, annotated with ``relevance`` and ``listed_at``.

    Order by ``-relevance``, ``-listed_at`` and ``-pk``. Text finds names and identifiers, then all of its words, and
    only where neither is found anywhere what is spelled alike. Takes two queries to prepare where verdicts narrow.
    """
    prepared = _prepared(viewer, wish if wish.verdicts else replace(wish, purpose=None), on)
    return _narrowed(prepared, wish)


def facets(viewer: Viewer, wish: Wish, *, on: date) -> list[Facet]:
    """Count the wished listings by kind, country and, with a purpose, verdict; exact for the viewer, in one query.

    Each facet ignores the choice made in it, so that its other values say what choosing them would give.
    """
    rows = _prepared(viewer, wish, on)
    counted = [
        _counted(_narrowed(rows, replace(wish, kinds=())), "kind", F("kind")),
        _counted(_narrowed(rows, replace(wish, countries=())), "country", F("unit__organisation__country_code")),
    ]
    if wish.purpose is not None:
        rank = Cast("verdict_rank", CharField())
        counted.append(_counted(_narrowed(rows, replace(wish, verdicts=())), "verdict", rank))
    found = counted[0].union(*counted[1:], all=True)
    values: dict[str, list[FacetValue]] = {"kind": [], "country": []}
    values |= {"verdict": []} if wish.purpose is not None else {}
    for name, value, count in found:
        shown = RANKS[int(value)].value if name == "verdict" else value
        values[name].append(FacetValue(shown, _label(name, shown), count))
    return [Facet(name, tuple(sorted(entries, key=_most_first))) for name, entries in values.items()]


def _most_first(entry: FacetValue) -> tuple[int, str]:
    return -entry.count, entry.label


def _label(name: str, value: str) -> str:
    if name == "kind":
        return kind_of(value).title
    if name == "country":
        country = pycountry.countries.get(alpha_2=value)
        return country.name if country else value
    return value.capitalize()


def _counted(rows: QuerySet[Listing], name: str, value: F | Cast) -> "QuerySet[Listing, tuple[str, str, int]]":
    named = rows.order_by().annotate(facet=Value(name), value=value)
    return named.values("facet", "value").annotate(count=Count("pk")).values_list("facet", "value", "count")


def _prepared(viewer: Viewer, wish: Wish, on: date) -> QuerySet[Listing]:
    """Return the visible listings that the text finds, with relevance and, where a purpose is given, verdicts."""
    rows: QuerySet[Any] = listings.visible_to(viewer).annotate(listed_at=Coalesce("published_at", "created_at"))
    if wish.is_mine:
        rows = rows.filter(unit__in=listings.own_units(viewer)) if isinstance(viewer, Person) else rows.none()
    if wish.unit is not None:
        rows = rows.filter(unit=wish.unit)
    if wish.purpose is not None:
        rows = stock.with_verdicts(rows, purpose=wish.purpose, on=on)
    return _found(rows, searchable(wish.text))


def _narrowed(rows: QuerySet[Listing], wish: Wish) -> QuerySet[Listing]:
    if wish.kinds:
        rows = rows.filter(kind__in=wish.kinds)
    if wish.countries:
        rows = rows.filter(unit__organisation__country_code__in=[code.upper() for code in wish.countries])
    if wish.purpose is not None and wish.verdicts:
        rows = rows.filter(Q(verdict_rank__in=[verdict.severity for verdict in wish.verdicts]))
    return rows


def _found(rows: QuerySet[Listing], text: str) -> QuerySet[Listing]:
    if not text:
        return rows.annotate(relevance=Value(0.0))
    words = SearchQuery(text, config="simple", search_type="websearch")
    names = Func(F("synonyms"), Value("\n"), function="array_to_string", output_field=TextField())
    rows = rows.annotate(names=names)
    named = Q(title__iexact=text) | Q(names__iregex=rf"(^|\n){literal_pattern(text)}($|\n)")
    # A listing of that name has its words, too; only what an index answers is asked of every listing.
    exact = Q(search_vector=words)
    if identifier := identifier_of(text):
        named |= Q(identifiers__contains=[identifier])
        exact |= Q(identifiers__contains=[identifier])
    meant = rows.filter(exact)
    # Each of the three is answered by an index, and the last is asked only when the first found nothing.
    alike = ~Exists(meant) & Q(pk__in=rows.filter(search_text__trigram_word_similar=text).values("pk"))
    return rows.filter(Q(pk__in=meant.values("pk")) | alike).annotate(
        relevance=Case(
            When(named, then=Value(NAMED)),
            When(Q(search_vector=words), then=Value(MENTIONED) + _real(SearchRank(F("search_vector"), words))),
            default=_real(TrigramWordSimilarity(text, "search_text")),
            output_field=FloatField(),
        )
    )


def _real(expression: Func) -> Cast:
    """Return a number of single precision as double, the only one that a cursor compares exactly."""
    return Cast(expression, FloatField())
