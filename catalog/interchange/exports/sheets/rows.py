"""The columns of a table of listings, and its rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from catalog.consent.queries import terms_of
from catalog.interchange.exports.sheets.terms import shorthand
from catalog.kinds.facts import written
from catalog.kinds.fields import LISTING_FIELDS, Field, FieldType
from catalog.kinds.registry import kind_of
from catalog.listings import queries as listings
from catalog.listings.models import Listing, ListingKind
from exchange.parties.models import Person
from exchange.parties.queries import Viewer

# As many as a person can look through, and a spreadsheet opens at once.
MOST_ROWS = 10_000
BATCH = 500
NUMBERS = frozenset({FieldType.INTEGER, FieldType.DECIMAL})

Value = str | int | Decimal


@dataclass(frozen=True)
class Column:
    """A column beside the declared fields, which an import does not read: what it holds of a listing."""

    name: str
    of: Callable[[Listing], str]


@dataclass(frozen=True)
class Sheet:
    """A table.

    Args:
        rows: at most `MOST_ROWS`, of text and, in columns of numbers, of numbers.
        total: how many there would be without the limit.
        most: the limit, where it is another.
    """

    header: Sequence[str]
    rows: Iterator[list[Value]]
    total: int
    most: int | None = None

    @property
    def number(self) -> int:
        """How many rows there are."""
        return min(self.total, self.most or MOST_ROWS)


def sheet(
    viewer: Viewer, found: QuerySet[Listing], *, kind: ListingKind | None, address: Callable[[Listing], str]
) -> Sheet:
    """Return what a search found as a table, in its order; its rows are read in batches, five queries each at most.

    Args:
        found: what `search` found for the viewer.
        kind: of all that was found, whose own fields are columns then; None for several kinds.
    """
    fields = [*LISTING_FIELDS, *(kind_of(kind).fields if kind else ())]
    is_member = isinstance(viewer, Person)
    told = [field for field in fields if is_member or not field.is_personal]
    beside = (
        Column("kind", lambda row: row.kind),
        Column("provider", lambda row: row.unit.name),
        Column("organisation", lambda row: row.unit.organisation.name),
        Column("provider_country", lambda row: row.unit.organisation.country_code),
        Column("published_on", lambda row: row.published_at.date().isoformat() if row.published_at else ""),
        Column("link", address),
    )
    header = [*(field.name for field in told), *(column.name for column in beside)]
    return Sheet(header, _rows(viewer, found, kind, told, beside), found.order_by().count())


def _rows(
    viewer: Viewer,
    found: QuerySet[Listing],
    kind: ListingKind | None,
    fields: Sequence[Field],
    beside: Sequence[Column],
) -> Iterator[list[Value]]:
    rows = found.select_related("unit__organisation", "use_terms")[:MOST_ROWS].iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        own = listings.own_among(batch, viewer)
        details: dict[Any, Any] = {}
        if kind is not None:
            referring = [f"{field.name}__listing" for field in fields if field.type is FieldType.REFERENCE]
            own_rows = kind_of(kind).model._default_manager.select_related(*referring)
            details = own_rows.in_bulk([row.pk for row in batch])
        for row in batch:
            values = [_value(field, row, details.get(row.pk), is_own=row.pk in own) for field in fields]
            yield [*values, *(column.of(row) for column in beside)]


def _value(field: Field, row: Listing, details: Any, *, is_own: bool) -> Value:
    """Return what a cell holds. A key is its provider's own, and told to nobody else, wherever it stands."""
    if (field.name == "provider_key" or field.type is FieldType.REFERENCE) and not is_own:
        return ""
    if field.type is FieldType.USE_TERMS:
        return shorthand(terms_of(row.use_terms)) if row.use_terms else ""
    value = getattr(row if field in LISTING_FIELDS else details, field.name, None)
    if field.type in NUMBERS and value is not None:
        number: int | Decimal = value
        return number
    return "|".join(written(field, value))
