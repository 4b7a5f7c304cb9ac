"""Fields that find one row by its id."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from exchange.api.core.ids import find_node, find_visible
from exchange.api.core.types import type_of


class Found(graphene.Field):
    """A root field ``thing(id:)``: the row, or null for an id that is not one the viewer may see."""

    def __init__(self, reference: Any, *, description: str) -> None:
        self._reference = reference
        super().__init__(
            lambda: type_of(reference),
            description=description,
            id=graphene.ID(required=True, description="Global id."),
        )

    def wrap_resolve(self, parent_resolver: Any) -> Any:
        return self._resolve

    def _resolve(self, root: Any, info: GraphQLResolveInfo, **arguments: str) -> Any:
        return find_visible(info.context, type_of(self._reference), arguments["id"])


class FoundNode(graphene.Field):
    """The root field ``node(id:)``."""

    def __init__(self) -> None:
        super().__init__(
            graphene.relay.Node,
            description="Anything with an id; null for what does not exist and for what the viewer may not see.",
            id=graphene.ID(required=True, description="Global id."),
        )

    def wrap_resolve(self, parent_resolver: Any) -> Any:
        return self._resolve

    def _resolve(self, root: Any, info: GraphQLResolveInfo, **arguments: str) -> Any:
        return find_node(info.context, arguments["id"])
