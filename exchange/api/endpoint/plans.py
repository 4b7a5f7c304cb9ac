"""Parsed and validated documents, kept for the next time."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.test.signals import setting_changed
from graphql import (
    FieldNode,
    GraphQLError,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
    Visitor,
    parse,
    specified_rules,
    validate,
    visit,
)
from graphql.language import DirectiveNode, DocumentNode

from exchange.api.core.errors import ClientError, RequestCode
from exchange.api.endpoint.cost import Cost, Costing
from exchange.api.endpoint.refusal import DocumentRefused
from exchange.api.endpoint.text import check_text
from exchange.api.schema import schema

KEPT = 200
MAX_ERRORS = 10
# Merging repeated fields takes time by the square of their number.
MAX_REPEATS = 10


@dataclass(frozen=True)
class Plan:
    """A valid document.

    Args:
        costs: of each operation, by its name; None is the name of an anonymous one.
    """

    document: DocumentNode
    operations: dict[str | None, OperationDefinitionNode]
    costs: dict[str | None, Cost]


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
    visit(document, _Shape())
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
    return Plan(document, operations, costs)


class _Shape(Visitor):
    """Counts what makes a document dear before it is validated."""

    def __init__(self) -> None:
        super().__init__()
        self.aliases = 0
        self.directives = 0

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        self.aliases += node.alias is not None
        if self.aliases > settings.GRAPHQL_MAX_ALIASES:
            raise _too_costly(f"A document may have {settings.GRAPHQL_MAX_ALIASES} aliases.")

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        self.directives += 1
        if self.directives > settings.GRAPHQL_MAX_DIRECTIVES:
            raise _too_costly(f"A document may have {settings.GRAPHQL_MAX_DIRECTIVES} directives.")

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
