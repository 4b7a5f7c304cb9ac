"""Parsed and validated documents, kept for the next time."""

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.test.signals import setting_changed
from graphql import (
    FieldNode,
    GraphQLError,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    StringValueNode,
    VariableNode,
    Visitor,
    parse,
    specified_rules,
    validate,
    visit,
)
from graphql.language import DirectiveNode, DocumentNode

from exchange.api.core.errors import ClientError, RequestCode
from exchange.api.endpoint.compiled import Compiled, NotSmoothError
from exchange.api.endpoint.cost import Cost, Costing
from exchange.api.endpoint.refusal import DocumentRefused
from exchange.api.endpoint.text import check_text
from exchange.api.schema import schema

KEPT = 200
MAX_ERRORS = 10
# Of one document, for the values of its conditions.
MOST_COMPILED = 16
# Merging repeated fields takes time by the square of their number.
MAX_REPEATS = 10


@dataclass(frozen=True)
class Plan:
    """A valid document.

    Args:
        costs: of each operation, by its name; None is the name of an anonymous one.
        conditions: variables of directives, which leave fields out.
        compiled: queries by their operation's name and the values of the conditions; None where it cannot be.
    """

    document: DocumentNode
    operations: dict[str | None, OperationDefinitionNode]
    costs: dict[str | None, Cost]
    conditions: tuple[str, ...] = ()
    compiled: dict[tuple[Any, ...], Compiled | None] = field(default_factory=dict)

    def query(self, operation: OperationDefinitionNode, variables: dict[str, Any]) -> Compiled | None:
        """Return the query compiled for variables like these; None for a mutation, and for what cannot be compiled."""
        if operation.operation is not OperationType.QUERY:
            return None
        name = operation.name.value if operation.name else None
        key = (name, *(variables.get(condition) for condition in self.conditions))
        if key not in self.compiled:
            if len(self.compiled) >= MOST_COMPILED:
                self.compiled.clear()
            try:
                self.compiled[key] = Compiled(self.document, operation, variables)
            except NotSmoothError:
                self.compiled[key] = None
        return self.compiled[key]


@lru_cache(maxsize=KEPT)
def plan_of(text: str) -> Plan:
    """Parse, validate and weigh a document. Only good ones are kept.

    Raises:
        DocumentRefused: it is malformed, does not fit the schema, or goes beyond a limit.
    """
    try:
        document = parse(text, max_tokens=settings.GRAPHQL_MAX_TOKENS)
    except GraphQLError as error:
        raise DocumentRefused(_coded(error)) from None
    shape = _Shape()
    visit(document, shape)
    rules = list(specified_rules)
    if not settings.GRAPHQL_INTROSPECTION:
        rules.append(NoSchemaIntrospectionCustomRule)
    if errors := validate(schema.graphql_schema, document, rules, max_errors=MAX_ERRORS):
        raise DocumentRefused(*map(_coded, errors))
    costing = Costing(schema.graphql_schema, document)
    operations = {
        node.name.value if node.name else None: node
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode)
    }
    try:
        costs = {name: costing.of(node) for name, node in operations.items()}
    except GraphQLError as error:
        raise DocumentRefused(_coded(error)) from None
    if max((cost.depth for cost in costs.values()), default=0) > settings.GRAPHQL_MAX_DEPTH:
        raise _too_costly(f"Fields may be nested {settings.GRAPHQL_MAX_DEPTH} deep.")
    return Plan(document, operations, costs, tuple(sorted(shape.conditions)))


class _Shape(Visitor):
    """Counts what makes a document dear before it is validated."""

    def __init__(self) -> None:
        super().__init__()
        self.aliases = 0
        self.directives = 0
        self.conditions: set[str] = set()

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        self.aliases += node.alias is not None
        if self.aliases > settings.GRAPHQL_MAX_ALIASES:
            raise _too_costly(f"A document may have {settings.GRAPHQL_MAX_ALIASES} aliases.")

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        self.directives += 1
        if self.directives > settings.GRAPHQL_MAX_DIRECTIVES:
            raise _too_costly(f"A document may have {settings.GRAPHQL_MAX_DIRECTIVES} directives.")
        values = [argument.value for argument in node.arguments]
        self.conditions.update(value.name.value for value in values if isinstance(value, VariableNode))

    def enter_selection_set(self, node: SelectionSetNode, *_: Any) -> None:
        names = Counter((field.alias or field.name).value for field in node.selections if isinstance(field, FieldNode))
        if max(names.values(), default=0) > MAX_REPEATS:
            raise _too_costly(f"A field may be repeated {MAX_REPEATS} times.")

    def enter_string_value(self, node: StringValueNode, *_: Any) -> None:
        check_text(node.value)


def _too_costly(message: str) -> DocumentRefused:
    return DocumentRefused(ClientError(message, code=RequestCode.TOO_COSTLY))


def _coded(error: GraphQLError) -> GraphQLError:
    error.extensions = {**(error.extensions or {}), "code": RequestCode.BAD_DOCUMENT.value}
    return error


def _forget(*, setting: str, **_: Any) -> None:
    if setting.startswith("GRAPHQL_"):
        plan_of.cache_clear()


setting_changed.connect(_forget)
