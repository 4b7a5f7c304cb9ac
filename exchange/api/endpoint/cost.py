"""How many objects a document can make the answer hold, and how deep it goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
)
from graphql.language import DocumentNode, FragmentDefinitionNode

from exchange.api.core.page import DEFAULT_SIZE, MAXIMUM_SIZE

# Plain lists have a cap of their own and are short; this many are taken for granted.
LIST_SIZE = 5
# What only wraps the rows of a list.
WRAPPERS = frozenset({"edges", "node", "pageInfo"})

Composite = GraphQLObjectType | GraphQLInterfaceType


@dataclass
class Cost:
    """The cost of a selection: objects it adds by itself, and its parts.

    Args:
        own: objects, besides those of the parts.
        size: how often it occurs in its parent: a number, or the name of the variable that says so.
        depth: levels of fields below, its own included.
    """

    own: int = 0
    size: int | str = 1
    depth: int = 0
    parts: list["Cost"] = field(default_factory=list)

    def add(self, part: "Cost", *, levels: int = 0) -> None:
        self.parts.append(part)
        self.depth = max(self.depth, part.depth + levels)

    def total(self, variables: Mapping[str, Any]) -> int:
        """Return the number of objects with these variables; each fragment is counted once and then known."""
        known: dict[int, int] = {}

        def total(cost: Cost) -> int:
            if id(cost) not in known:
                known[id(cost)] = _times(cost.size, variables) * (cost.own + sum(map(total, cost.parts)))
            return known[id(cost)]

        return total(self)


def _times(size: int | str, variables: Mapping[str, Any]) -> int:
    if isinstance(size, int):
        return size
    given = variables.get(size)
    return DEFAULT_SIZE if given is None else min(max(int(given), 1), MAXIMUM_SIZE)


class Costing:
    """Works out the costs of a valid document's operations."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema = schema
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._known: dict[str, Cost] = {}

    def of(self, operation: OperationDefinitionNode) -> Cost:
        """Return the cost of an operation.

        Raises:
            GraphQLError: the schema has no such operations, i.e. it is a subscription.
        """
        root = self._schema.get_root_type(operation.operation)
        if root is None:
            raise GraphQLError(f"There are no {operation.operation.value}s here.", operation)
        return self._selections(operation.selection_set, root)

    def _selections(self, selections: SelectionSetNode | None, parent: Composite) -> Cost:
        cost = Cost()
        for selection in selections.selections if selections else ():
            if isinstance(selection, FieldNode):
                cost.add(self._field(selection, parent), levels=1)
            elif isinstance(selection, InlineFragmentNode):
                condition = getattr(selection.type_condition, "name", None)
                inner = parent if condition is None else self._type(condition.value)
                cost.add(self._selections(selection.selection_set, inner))
            elif isinstance(selection, FragmentSpreadNode):
                cost.add(self._fragment(selection.name.value))
        return cost

    def _fragment(self, name: str) -> Cost:
        if name not in self._known:
            fragment = self._fragments[name]
            inner = self._type(fragment.type_condition.name.value)
            self._known[name] = self._selections(fragment.selection_set, inner)
        return self._known[name]

    def _field(self, node: FieldNode, parent: Composite) -> Cost:
        definition = parent.fields.get(node.name.value)
        if definition is None:  # __typename, __schema and __type, which cost no rows but do go deep
            return Cost(depth=_depth(node))
        inner, is_list = _unwrapped(definition.type)
        if not isinstance(inner, Composite):
            return Cost()
        cost = Cost(own=0 if node.name.value in WRAPPERS else 1)
        cost.add(self._selections(node.selection_set, inner))
        if "first" in definition.args:
            cost.size = _size(node)
        elif is_list and node.name.value not in WRAPPERS:
            cost.size = LIST_SIZE
        return cost

    def _type(self, name: str) -> Any:
        return self._schema.type_map[name]


def _size(node: FieldNode) -> int | str:
    """Return how many rows a list field asks for, or the name of the variable that will say."""
    given = {argument.name.value: argument.value for argument in node.arguments}
    value = given.get("first", given.get("last"))
    if isinstance(value, VariableNode):
        return value.name.value
    if isinstance(value, IntValueNode):
        return min(max(int(value.value), 1), MAXIMUM_SIZE)
    return DEFAULT_SIZE


def _unwrapped(type_: GraphQLOutputType) -> tuple[Any, bool]:
    is_list = False
    inner: Any = type_
    while isinstance(inner, GraphQLNonNull | GraphQLList):
        is_list = is_list or isinstance(inner, GraphQLList)
        inner = inner.of_type
    return inner, is_list


def _depth(node: FieldNode | InlineFragmentNode) -> int:
    """Return the levels below an introspection field; its fragments are bounded by a rule of graphql-core."""
    below = [
        _depth(inner) + isinstance(inner, FieldNode)
        for inner in (node.selection_set.selections if node.selection_set else ())
        if isinstance(inner, FieldNode | InlineFragmentNode)
    ]
    return max(below, default=0)
