"""Lists: a page of rows with cursors, of one root or of all peers of a parent at once."""

from collections.abc import Callable
from typing import Any

import graphene
from django.db.models import QuerySet
from django_filters import FilterSet
from graphene.utils.str_converters import to_camel_case
from graphql import FieldNode, FragmentSpreadNode, GraphQLResolveInfo, InlineFragmentNode, SelectionSetNode

from exchange.api.core.cursors import Order
from exchange.api.core.errors import ClientError
from exchange.api.core.ids import rows_for_ids
from exchange.api.core.page import Page, Slice, page_of, pages_of
from exchange.api.core.peers import Peers, frozen
from exchange.api.core.relations import remember_parents
from exchange.api.core.types import ModelType, type_of

Narrow = Callable[..., QuerySet[Any]]


class PageInfo(graphene.ObjectType):
    """Where the page lies in its list."""

    has_next_page = graphene.Boolean(required=True, description="Whether rows follow the page.")
    has_previous_page = graphene.Boolean(required=True, description="Whether rows precede the page.")
    start_cursor = graphene.String(description="Cursor of the first row; null on an empty page.")
    end_cursor = graphene.String(description="Cursor of the last row; null on an empty page.")


class ConnectionBase(graphene.ObjectType):
    """A page of a list. Subclass it abstractly for more fields, and name it in the type's ``connection_base``.

    The root of a connection's resolvers is a `page.Page`, with the arguments.
    """

    class Meta:
        abstract = True

    page_info = graphene.Field(PageInfo, required=True, description="Where the page lies in its list.")
    total_count = graphene.Int(
        required=True, description="How many rows the whole list has, pages and cursors left aside."
    )


_connections: dict[type[ModelType], type[graphene.ObjectType]] = {}


def connection_of(node: type[ModelType]) -> type[graphene.ObjectType]:
    """Return the connection type of a type, the same at each call."""
    if node not in _connections:
        name = node._meta.name
        edge = type(
            f"{name}Edge",
            (graphene.ObjectType,),
            {
                "__doc__": f"A {name} in its list.",
                "node": graphene.Field(node, required=True, description=f"The {name}."),
                "cursor": graphene.String(required=True, description="The row's place, for after and before."),
            },
        )
        edges = graphene.List(graphene.NonNull(edge), required=True, description="The rows of the page, in order.")
        base = node.connection_base or ConnectionBase
        attributes = {"__doc__": f"A page of a list of {name}.", "edges": edges}
        _connections[node] = type(f"{name}Connection", (base,), attributes)
    return _connections[node]


class ConnectionField(graphene.Field):
    """A list field with first, last, after, before and the arguments given.

    Args:
        reference: type of the rows, a dotted path to it, or a function that returns it.
        order: total order of the list, or a function of the arguments that returns it.
        via: for a nested list, the foreign key by which a row names its parent; batched over all peers.
        filterset: takes the arguments that bear its filters' names.
        narrow: ``narrow(rows, info, **arguments)`` takes the other arguments; ids come as rows.
        arguments: ``graphene`` types with descriptions, `IdOf` for ids.
    """

    def __init__(
        self,
        reference: Any,
        *,
        order: Order | Callable[[dict[str, Any]], Order],
        description: str,
        via: str | None = None,
        filterset: type[FilterSet] | None = None,
        narrow: Narrow | None = None,
        **arguments: Any,
    ) -> None:
        self._reference = reference
        self._order = order
        self._via = via
        self._filterset = filterset
        self._narrow = narrow
        self._arguments = arguments
        if left := sorted(arguments.keys() - self._filters) if narrow is None else []:
            raise TypeError(f"Nothing takes the arguments {', '.join(left)}.")
        super().__init__(
            graphene.ObjectType,
            description=description,
            first=graphene.Int(description="How many rows from the start, 20 if not given, at most 100."),
            last=graphene.Int(description="How many rows from the end, at most 100; not together with first."),
            after=graphene.String(description="Only rows behind this cursor."),
            before=graphene.String(description="Only rows before this cursor."),
            **arguments,
        )

    @property
    def _filters(self) -> set[str]:
        return set(self._filterset.base_filters) if self._filterset else set()

    @property
    def node(self) -> type[ModelType]:
        return type_of(self._reference)

    @property
    def type(self) -> Any:
        if isinstance(self._order, Order):
            self._order.check(self.node._meta.model)
        return graphene.NonNull(connection_of(self.node))

    def wrap_resolve(self, parent_resolver: Any) -> Any:
        return self._resolve

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
        via = self._via
        if via is None:
            rows, order, arguments = self._rows(info, given)
            return page_of(rows, order, part, arguments)
        is_counted = is_selected(info, "totalCount")
        key = (id(self), part, frozen(given), is_counted)

        def load(parents: Any) -> Callable[[Any], Page]:
            rows, order, arguments = self._rows(info, given)
            rows = rows.filter(**{f"{via}__in": [parent.pk for parent in parents]})
            parent = self.node._meta.model._meta.get_field(via).attname
            pages = pages_of(rows, order, part, arguments, parent=parent, is_counted=is_counted)
            remember_parents((row for owner in parents for row in pages(owner.pk).rows), via, parents)
            return pages

        return Peers.of(root).ask(key, load)(root.pk)

    def _rows(self, info: GraphQLResolveInfo, given: dict[str, Any]) -> tuple[QuerySet[Any], Order, dict[str, Any]]:
        """Return the visible and filtered rows, their order, and the arguments with rows for ids."""
        arguments = rows_for_ids(info.context, self._arguments, given)
        rows = self.node.scoped(info.context)
        if self._filterset:
            values = {name: arguments[name] for name in self._filters & arguments.keys()}
            rows = _filtered(self._filterset, rows, values)
        if self._narrow:
            rest = {name: value for name, value in arguments.items() if name not in self._filters}
            rows = self._narrow(rows, info, **rest)
        order = self._order if isinstance(self._order, Order) else self._order(arguments)
        return rows, order, arguments


def _filtered(filterset: type[FilterSet], rows: QuerySet[Any], values: dict[str, Any]) -> QuerySet[Any]:
    filters = filterset(data={name: _form_value(value) for name, value in values.items()}, queryset=rows)
    if not filters.is_valid():
        field, messages = next(iter(filters.errors.items()))
        raise ClientError(" ".join(messages), field=to_camel_case(field))
    filtered: QuerySet[Any] = filters.qs
    return filtered


def _form_value(value: Any) -> Any:
    if isinstance(value, list):
        return [_form_value(item) for item in value]
    if hasattr(value, "pk"):
        return str(value.pk)
    return getattr(value, "value", value)


def is_selected(info: GraphQLResolveInfo, name: str) -> bool:
    """Say whether the document asks for a field of the object that is being resolved."""
    return any(_selects(info, node.selection_set, name) for node in info.field_nodes)


def _selects(info: GraphQLResolveInfo, selections: SelectionSetNode | None, name: str) -> bool:
    for selection in selections.selections if selections else ():
        if isinstance(selection, FieldNode) and selection.name.value == name:
            return True
        if isinstance(selection, InlineFragmentNode) and _selects(info, selection.selection_set, name):
            return True
        if isinstance(selection, FragmentSpreadNode) and _selects(
            info, info.fragments[selection.name.value].selection_set, name
        ):
            return True
    return False
