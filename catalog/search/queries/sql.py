"""Find and count in SQL: slower by far than the index, and what the index must agree with."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, Count, Exists, F, FloatField, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce, Lower

from catalog.listings import queries as listings
from catalog.listings.models import Listing
from catalog.search.queries.definitions import BY_NAME, QUANTITY
from catalog.search.queries.reading import pairs
from catalog.search.queries.regions import REGIONS
from catalog.search.queries.text import MENTIONED, NAMED, TITLED, HasWords, IsNamed, asked, begun, title_vector
from catalog.search.queries.wish import ORDERS, VERDICT, Sort, Wish
from catalog.search.rules import MOST_TYPED, identifier_of, mistyped, names_typed, typed_query, words_typed
from catalog.stock import queries as stock
from catalog.vocabulary.rules import searchable
from exchange.parties.models import Person
from exchange.parties.queries import Viewer

# What a page's rows bring along, each in the one before.
JOINED = ("unit", "organisation")
SAME_COUNTRY, SAME_REGION, ELSEWHERE = 2.0, 1.0, 0.0


def search(viewer: Viewer, wish: Wish, *, on: date) -> QuerySet[Listing]:
    """Return the listings that the viewer may see and wishes, annotated by what `ORDERS` orders them by.

    Text finds names and identifiers, then all of its words, and only where neither is found anywhere what is spelled
    alike. Takes two queries to prepare where verdicts narrow.
    """
    rows: QuerySet[Any] = visible(viewer, wish)
    if wish.purpose is not None and wish.verdicts:
        ranked: Any = stock.with_verdicts(rows, purpose=wish.purpose, on=on)
        rows = ranked.filter(verdict_rank__in=[verdict.severity for verdict in wish.verdicts])
    for name, values in wish.chosen.items():
        if values:
            rows = rows.filter(_has(name, BY_NAME[name].told(values, viewer), on))
    return rows.filter(_has_quantity(wish.quantity_at_least, on)) if wish.quantity_at_least else rows


def visible(viewer: Viewer, wish: Wish) -> QuerySet[Listing]:
    """Return the visible listings that the text finds, whatever else is chosen."""
    rows = with_order(listings.visible_to(viewer), wish)
    if wish.is_mine:
        rows = rows.filter(unit__in=listings.own_units(viewer)) if isinstance(viewer, Person) else rows.none()
    if wish.unit is not None:
        rows = rows.filter(unit=wish.unit)
    text = searchable(wish.text)
    found: QuerySet[Listing] = _typed(rows, text) if wish.is_typed and text else _found(rows, text)
    return found


def with_order(rows: QuerySet[Listing], wish: Wish) -> QuerySet[Any]:
    """Annotate listings by what `ORDERS` orders them by, but for their relevance, which the text decides."""
    near = wish.near.upper()
    alike = [country for country, region in REGIONS.items() if region == REGIONS.get(near, "")]
    country = "unit__organisation__country_code"
    nearness = Case(
        When(**{country: near}, then=Value(SAME_COUNTRY)),
        When(**{f"{country}__in": alike}, then=Value(SAME_REGION)),
        default=Value(ELSEWHERE),
        output_field=FloatField(),
    )
    listed_at = Coalesce("published_at", "created_at")
    if wish.sort is Sort.NEAREST:
        return rows.annotate(listed_at=listed_at, nearness=nearness)
    if wish.sort is Sort.NAME:
        return rows.annotate(listed_at=listed_at, sort_name=Lower("title"))
    return rows.annotate(listed_at=listed_at)


def places(wish: Wish) -> QuerySet[Any]:
    """Return listings with whatever the wish's order names, to read the types of its values from."""
    return with_order(Listing.objects.annotate(relevance=Value(0.0)), wish)


def page(
    viewer: Viewer,
    wish: Wish,
    *,
    on: date,
    size: int,
    after: tuple[Any, ...] | None,
    before: tuple[Any, ...] | None,
    is_backward: bool,
) -> list[Listing]:
    """Return at most so many rows between two places of the wish's order, from the first on or from the last."""
    order = ORDERS[wish.sort]
    rows = search(viewer, wish, on=on)
    if after is not None:
        rows = rows.filter(_beyond(order, after, is_reverse=False))
    if before is not None:
        rows = rows.filter(_beyond(order, before, is_reverse=True))
    directions = [_reversed(name) for name in order] if is_backward else order
    return list(as_shown(rows).order_by(*directions)[:size])


def as_shown(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return listings as a page has them: with who offers them, and without what only finds them."""
    return rows.select_related("__".join(JOINED)).defer("search_vector", "search_text", "words")


def counts(viewer: Viewer, wish: Wish, names: Collection[str], *, on: date) -> Mapping[str, Mapping[str, int]]:
    """Count the wished listings by value of the facets, in one query, and one more by verdict.

    Each facet leaves its own choice aside.
    """
    counted: dict[str, dict[str, int]] = {name: {} for name in names if name != VERDICT}
    if counted:
        candidates: dict[str, QuerySet[Any]] = {"": search(viewer, wish, on=on)}
        chosen = [name for name in counted if wish.chosen.get(name)]
        candidates |= {name: search(viewer, wish.without(name), on=on) for name in chosen}
        tables, parameters = _candidates(candidates)
        parts = []
        for name in counted:
            is_told, known = _told(name, viewer)
            parts.append(
                f"SELECT '{name}', value, count(DISTINCT listing_id) FROM ({pairs(BY_NAME[name], on)}) v"
                f" WHERE listing_id IN (SELECT id FROM found_{name if name in candidates else ''}) AND {is_told}"
                " GROUP BY value"
            )
            parameters += known
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {tables} {' UNION ALL '.join(parts)}", parameters)
            for name, value, count in cursor.fetchall():
                counted[name][value] = count
    if wish.purpose is not None and VERDICT in names:
        found = search(viewer, wish.without(VERDICT), on=on)
        rows: QuerySet[Any] = stock.with_verdicts(found, purpose=wish.purpose, on=on)
        ranks = rows.order_by().values_list("verdict_rank").annotate(count=Count("pk"))
        counted[VERDICT] = {stock.RANKS[rank].value: count for rank, count in ranks}
    return counted


def _told(name: str, viewer: Viewer) -> tuple[str, list[Any]]:
    """Return the condition that the viewer may know of a facet's value, with its parameters."""
    known_to = BY_NAME[name].known_to
    return ("value = ANY(%s)", [list(known_to(viewer))]) if known_to else ("true", [])


def _candidates(querysets: Mapping[str, QuerySet[Any]]) -> tuple[str, list[Any]]:
    """Return the found listings as materialised tables, so that no plan walks an order in vain."""
    tables: list[str] = []
    parameters: list[Any] = []
    for name, rows in querysets.items():
        try:
            sql, values = rows.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            # Django knows that nothing can be found, and writes no SQL for it.
            sql, values = "SELECT NULL::uuid WHERE false", ()
        tables.append(f"found_{name} (id) AS MATERIALIZED ({sql})")
        parameters.extend(values)
    return ", ".join(tables), parameters


def _has(name: str, values: tuple[str, ...], on: date) -> Q:
    statement = f"SELECT listing_id FROM ({pairs(BY_NAME[name], on)}) v WHERE value = ANY(%s)"
    return Q(pk__in=RawSQL(statement, [list(values)]))


def _has_quantity(number: int, on: date) -> Q:
    statement = f"SELECT listing_id FROM ({pairs(QUANTITY, on)}) v WHERE value::int >= %s"
    return Q(pk__in=RawSQL(statement, [number]))


def _found(rows: Any, text: str) -> Any:
    if not text:
        return rows.annotate(relevance=Value(0.0))
    rows = rows.annotate(has_words=HasWords(F("search_vector"), asked(text)))
    exact = Q(has_words=True)
    if identifier := identifier_of(text):
        exact |= Q(identifiers__contains=[identifier])
    meant = rows.filter(exact)
    # Each of the three is answered by an index, and the last is asked only when the first found nothing.
    alike = ~Exists(meant) & Q(pk__in=rows.filter(search_text__trigram_word_similar=text).values("pk"))
    return rows.filter(Q(pk__in=meant.values("pk")) | alike).annotate(
        relevance=Case(
            When(Q(IsNamed(filter(None, [text, identifier_of(text)]))) & exact, then=Value(NAMED)),
            When(HasWords(title_vector(), asked(text)), then=Value(TITLED)),
            When(exact, then=Value(MENTIONED)),
            # Of single precision no cursor compares exactly.
            default=Cast(TrigramWordSimilarity(text, "search_text"), FloatField()),
            output_field=FloatField(),
        )
    )


def _typed(rows: Any, text: str) -> Any:
    words = words_typed(text)[:MOST_TYPED]
    begins = begun(typed_query((word,) for word in words))
    alike = begun(typed_query(map(mistyped, words)))
    named = Q(IsNamed(names_typed(text)))
    meant = rows.filter(named | Q(HasWords(F("search_vector"), begins)))
    near = ~Exists(meant) & Q(HasWords(F("search_vector"), alike))
    return rows.filter(Q(pk__in=meant.values("pk")) | near).annotate(
        relevance=Case(
            When(named, then=Value(NAMED)),
            When(HasWords(title_vector(), begins), then=Value(TITLED)),
            When(near & Q(HasWords(title_vector(), alike)), then=Value(TITLED)),
            default=Value(MENTIONED),
            output_field=FloatField(),
        )
    )


def _beyond(order: tuple[str, ...], place: tuple[Any, ...], *, is_reverse: bool) -> Q:
    """Return the condition that a row lies behind a place of the order, or before it in reverse."""
    beyond = Q()
    for name, value in reversed(list(zip(order, place, strict=True))):
        key = name.removeprefix("-")
        falls = name.startswith("-") != is_reverse
        beyond = Q(**{f"{key}__{'lt' if falls else 'gt'}": value}) | (
            Q(**{key: value}) & beyond if beyond else Q(pk__in=[])
        )
    return beyond


def _reversed(name: str) -> str:
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"
