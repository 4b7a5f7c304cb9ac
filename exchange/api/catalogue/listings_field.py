"""The list of all listings, which the search room finds."""

from typing import Any

from graphql import GraphQLResolveInfo

from catalog.search import queries
from exchange.api.catalogue.facets import FoundPage, wish_of
from exchange.api.catalogue.types.listings import together_with_offerers
from exchange.api.core.connection import ConnectionField
from exchange.api.core.cursors import Order
from exchange.api.core.ids import rows_for_ids
from exchange.api.core.page import Page, Slice


class ListingsField(ConnectionField):
    """A connection whose rows, total and facets come from one search."""

    def _resolve(
        self,
        root: Any,
        info: GraphQLResolveInfo,
        first: int | None = None,
        last: int | None = None,
        after: str | None = None,
        before: str | None = None,
        **given: Any,
    ) -> Page:
        part = Slice.of(first, last, after, before)
        arguments = rows_for_ids(info.context, self._arguments, given)
        wish = wish_of(info.context, arguments)
        order = Order(*queries.ORDERS[wish.sort])
        search = queries.find(info.context.viewer, wish, now=info.context.now)
        rows = search.page(
            size=part.size + 1,
            after=_place(order, wish, after, argument="after"),
            before=_place(order, wish, before, argument="before"),
            is_backward=part.is_backward,
        )
        has_more = len(rows) > part.size
        shown = together_with_offerers(rows[: part.size][::-1] if part.is_backward else rows[: part.size])
        is_whole = not has_more and not part.is_bounded
        return FoundPage(
            shown,
            has_more,
            part,
            order,
            count=lambda: len(shown) if is_whole else search.total(),
            arguments=arguments,
            search=search,
        )


def _place(order: Order, wish: queries.Wish, cursor: str | None, *, argument: str) -> tuple[Any, ...] | None:
    return None if cursor is None else tuple(order.place(cursor, queries.places(wish), argument=argument))
