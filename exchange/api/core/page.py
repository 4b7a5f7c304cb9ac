"""Pages of a list by keyset: of one list, or of the lists of many parents at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Model, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from exchange.api.core.cursors import Order
from exchange.api.core.errors import ClientError
from exchange.api.core.peers import Peers

DEFAULT_SIZE = 20
MAXIMUM_SIZE = 100


@dataclass(frozen=True)
class Slice:
    """Which page is wanted.

    Args:
        size: how many rows at most.
        is_backward: count them from the end.
        after: cursor of the row before the page.
        before: cursor of the row behind the page.
    """

    size: int = DEFAULT_SIZE
    is_backward: bool = False
    after: str | None = None
    before: str | None = None

    @classmethod
    def of(cls, first: int | None, last: int | None, after: str | None, before: str | None) -> "Slice":
        """Check the arguments of a connection.

        Raises:
            ClientError: a negative size, or both ends at once.
        """
        if first is not None and last is not None:
            raise ClientError("Give first or last, not both.", field="last")
        for name, size in (("first", first), ("last", last)):
            if size is not None and size < 0:
                raise ClientError(f"{name} must not be negative.", field=name)
        size = first if first is not None else last if last is not None else DEFAULT_SIZE
        return cls(min(size, MAXIMUM_SIZE), last is not None, after, before)

    @property
    def is_bounded(self) -> bool:
        return self.after is not None or self.before is not None

    def bounds(self, order: Order, rows: QuerySet[Any]) -> Q:
        """Return the condition that a row lies between the cursors.

        Raises:
            ClientError: a cursor is not one of this order.
        """
        bounds = Q()
        if self.after is not None:
            bounds &= order.beyond(order.place(self.after, rows, argument="after"))
        if self.before is not None:
            bounds &= order.beyond(order.place(self.before, rows, argument="before"), reverse=True)
        return bounds


@dataclass(frozen=True)
class Edge:
    """A row in its list."""

    node: Model
    order: Order

    @cached_property
    def cursor(self) -> str:
        return self.order.cursor(self.node)


@dataclass(frozen=True)
class PageInfo:
    """What lies around the page. Where a cursor was given, there was a row on its side."""

    page: "Page"
    has_next_page: bool
    has_previous_page: bool

    @property
    def start_cursor(self) -> str | None:
        return self.page.edges[0].cursor if self.page.edges else None

    @property
    def end_cursor(self) -> str | None:
        return self.page.edges[-1].cursor if self.page.edges else None


@dataclass
class Page:
    """The root of a connection.

    Args:
        has_more: whether there are further rows in the direction of paging.
        arguments: what the list was filtered by.
        is_nested: whether it is the list of a parent, one of many that were read together.
    """

    rows: Sequence[Model]
    has_more: bool
    part: Slice
    order: Order
    count: Callable[[], int]
    arguments: Mapping[str, Any] = field(default_factory=dict)
    is_nested: bool = False

    @cached_property
    def edges(self) -> list[Edge]:
        return [Edge(row, self.order) for row in self.rows]

    @property
    def page_info(self) -> PageInfo:
        backward = self.part.is_backward
        has_next = self.part.before is not None if backward else self.has_more
        has_previous = self.has_more if backward else self.part.after is not None
        return PageInfo(self, has_next, has_previous)

    @cached_property
    def total_count(self) -> int:
        return self.count()


def page_of(rows: QuerySet[Any], order: Order, part: Slice, arguments: Mapping[str, Any]) -> Page:
    """Return a page of one list, by one statement."""
    within = rows.filter(part.bounds(order, rows))
    # A list that is empty from the start may lack the annotations of its order.
    is_empty = within.query.is_empty()
    ordered = within if is_empty else within.order_by(*order.expressions(reverse=part.is_backward))
    found = list(ordered[: part.size + 1])
    shown, has_more = _cut(found, part)
    Peers(shown)
    is_whole = not has_more and not part.is_bounded
    return Page(
        shown,
        has_more,
        part,
        order,
        count=lambda: len(shown) if is_whole else rows.order_by().count(),
        arguments=arguments,
    )


def pages_of(
    rows: QuerySet[Any], order: Order, part: Slice, arguments: Mapping[str, Any], *, parent: str, is_counted: bool
) -> Callable[[Any], Page]:
    """Return the page of each parent, all by one statement.

    Args:
        parent: attribute of a row that holds its parent's key.
        is_counted: count the rows of each parent in the same statement.
    """
    bounds = part.bounds(order, rows)
    if rows.query.is_empty():
        return lambda key: Page([], False, part, order, lambda: 0, arguments, is_nested=True)
    places = Window(RowNumber(), partition_by=F(parent), order_by=order.expressions(reverse=part.is_backward))
    placed = rows.filter(bounds).annotate(row_place=places)
    is_counted = is_counted and not part.is_bounded
    if is_counted:
        placed = placed.annotate(row_total=Window(Count("*"), partition_by=F(parent)))
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in placed.filter(row_place__lte=part.size + 1).order_by(parent, "row_place"):
        found[getattr(row, parent)].append(row)
    shown = {key: _cut(group, part) for key, group in found.items()}
    Peers(row for group, _ in shown.values() for row in group)
    totals: dict[Any, int] = (
        {key: group[0].row_total for key, group in found.items()} if is_counted else _Totals(rows, parent)
    )

    def page(key: Any) -> Page:
        group, has_more = shown.get(key, ([], False))
        return Page(group, has_more, part, order, lambda: totals.get(key, 0), arguments, is_nested=True)

    return page


class _Totals(dict[Any, int]):
    """Counts of all parents, read when the first is asked for."""

    def __init__(self, rows: QuerySet[Any], parent: str) -> None:
        super().__init__()
        self._rows = rows
        self._parent = parent

    def get(self, key: Any, default: Any = None) -> Any:
        if self._parent:
            self.update(self._rows.order_by().values_list(self._parent).annotate(total=Count("pk")))
            self._parent = ""
        return super().get(key, default)


def _cut(found: Iterable[Any], part: Slice) -> tuple[list[Any], bool]:
    rows = list(found)
    shown = rows[: part.size]
    return (shown[::-1] if part.is_backward else shown), len(rows) > part.size
