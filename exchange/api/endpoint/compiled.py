"""Answer queries by what their documents were compiled to: the same resolvers, without what is the same for each row.

graphql-core asks of every value anew what its type is and which fields are wanted. Here that is asked once a document.
Whatever does not go smoothly is left to graphql-core, which says what was wrong.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLResolveInfo,
    OperationDefinitionNode,
    Undefined,
    default_field_resolver,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.execute import assume_not_awaitable, get_field_def
from graphql.execution.values import get_argument_values
from graphql.language import DocumentNode, FragmentDefinitionNode
from graphql.pyutils import Path

from exchange.api.core.context import Context
from exchange.api.schema import schema

SCHEMA = schema.graphql_schema


class NotSmoothError(Exception):
    """This document, or this answer, is for graphql-core."""


class Asking(NamedTuple):
    """One execution: by number of a field, what its resolver is given."""

    infos: list[GraphQLResolveInfo]
    arguments: list[dict[str, Any]]


Complete = Callable[[Any, Asking], Any]


@dataclass(frozen=True)
class Field:
    """A field of the document, wherever it stands."""

    parent: GraphQLObjectType
    name: str
    nodes: list[FieldNode]
    definition: GraphQLField


class Compiled:
    """A query of a valid document, for variables by which the same fields are left out.

    Raises:
        NotSmoothError: it asks for a type that only its values tell.
    """

    def __init__(self, document: DocumentNode, operation: OperationDefinitionNode, variables: dict[str, Any]) -> None:
        self._operation = operation
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._variables = variables
        self._fields: list[Field] = []
        root = SCHEMA.query_type
        assert root is not None
        wanted = collect_fields(SCHEMA, self._fragments, variables, root, operation.selection_set)
        self._fill = self._object(root, wanted)

    def data(self, context: Context, variables: dict[str, Any]) -> dict[str, Any]:
        """Return the data of the answer.

        Raises:
            NotSmoothError: a value is not of its type.
            Exception: whatever a resolver raises.
        """
        infos = [self._info(field, context, variables) for field in self._fields]
        arguments = [
            get_argument_values(field.definition, field.nodes[0], variables) if field.definition.args else {}
            for field in self._fields
        ]
        data: dict[str, Any] = self._fill(None, Asking(infos, arguments))
        return data

    def _info(self, field: Field, context: Context, variables: dict[str, Any]) -> GraphQLResolveInfo:
        """Return what a resolver is told; the path leaves out in which row it stands."""
        return GraphQLResolveInfo(
            field.nodes[0].name.value,
            field.nodes,
            field.definition.type,
            field.parent,
            Path(None, field.name, field.parent.name),
            SCHEMA,
            self._fragments,
            None,
            self._operation,
            variables,
            context,
            assume_not_awaitable,
        )

    def _object(self, parent: GraphQLObjectType, wanted: Mapping[str, list[FieldNode]]) -> Complete:
        steps = [self._step(parent, name, nodes) for name, nodes in wanted.items()]

        def fill(value: Any, asking: Asking) -> dict[str, Any]:
            infos, arguments = asking
            return {
                name: complete(resolve(value, infos[number], **arguments[number]), asking)
                for name, number, resolve, complete in steps
            }

        return fill

    def _step(
        self, parent: GraphQLObjectType, name: str, nodes: list[FieldNode]
    ) -> tuple[str, int, Callable[..., Any], Complete]:
        definition = get_field_def(SCHEMA, parent, nodes[0])
        number = len(self._fields)
        self._fields.append(Field(parent, name, nodes, definition))
        resolve = definition.resolve or default_field_resolver
        return name, number, resolve, self._completer(definition.type, nodes, number)

    def _completer(self, kind: Any, nodes: list[FieldNode], number: int) -> Complete:
        if is_non_null_type(kind):
            return _never_null(self._completer(kind.of_type, nodes, number))
        if is_list_type(kind):
            return _each(self._completer(kind.of_type, nodes, number))
        if is_leaf_type(kind):
            return _leaf(kind.serialize)
        if is_object_type(kind):
            wanted = collect_sub_fields(SCHEMA, self._fragments, self._variables, kind, nodes)
            return _whole(self._object(kind, wanted), kind.is_type_of or _is_any, number)
        raise NotSmoothError


def _never_null(complete: Complete) -> Complete:
    def check(value: Any, asking: Asking) -> Any:
        completed = complete(value, asking)
        if completed is None:
            raise NotSmoothError
        return completed

    return check


def _each(complete: Complete) -> Complete:
    def complete_each(value: Any, asking: Asking) -> list[Any] | None:
        if value is None:
            return None
        if not isinstance(value, list | tuple):
            raise NotSmoothError
        return [complete(item, asking) for item in value]

    return complete_each


def _leaf(serialize: Callable[[Any], Any]) -> Complete:
    def complete(value: Any, asking: Asking) -> Any:
        if value is None:
            return None
        serialized = serialize(value)
        if serialized is None or serialized is Undefined:
            raise NotSmoothError
        return serialized

    return complete


def _whole(fill: Complete, is_type_of: Callable[..., Any], number: int) -> Complete:
    def complete(value: Any, asking: Asking) -> dict[str, Any] | None:
        if value is None:
            return None
        if not is_type_of(value, asking.infos[number]):
            raise NotSmoothError
        filled: dict[str, Any] = fill(value, asking)
        return filled

    return complete


def _is_any(value: Any, info: GraphQLResolveInfo) -> bool:
    return True
