"""Execute a plan and say what went wrong, without saying too much."""

import logging
import secrets
from contextlib import suppress
from typing import Any

from graphene.utils.str_converters import to_camel_case
from graphql import GraphQLError, OperationDefinitionNode, execute_sync
from graphql.execution.values import get_variable_values

from exchange.api.core.context import Context
from exchange.api.core.errors import CLIENT_MISTAKE, ClientError, RequestCode
from exchange.api.endpoint.plans import Plan, plan_of
from exchange.api.endpoint.refusal import DocumentRefused
from exchange.api.endpoint.text import check_texts
from exchange.api.schema import schema
from exchange.kernel.errors import DomainError

logger = logging.getLogger(__name__)


def answer(
    text: str, *, variables: dict[str, Any], operation_name: str | None, context: Context, max_cost: int
) -> dict[str, Any]:
    """Return ``data``, and ``errors`` where some fields failed.

    Raises:
        DocumentRefused: nothing was executed.
    """
    check_texts(variables)
    plan = plan_of(text)
    operation = _operation(plan, operation_name)
    coerced = _weigh(plan, operation, variables, max_cost)
    if (query := plan.query(operation, coerced)) is not None:
        # Whatever goes wrong goes wrong again below, where graphql-core says of which field.
        with suppress(Exception):
            return {"data": query.data(context, coerced)}
        context.forget()
    # Resolvers are synchronous; asking each value whether it can be awaited would cost a tenth of the execution.
    result = execute_sync(
        schema.graphql_schema,
        plan.document,
        context_value=context,
        variable_values=variables,
        operation_name=operation_name,
    )
    shown: dict[str, Any] = {"data": result.data}
    if result.errors:
        shown = {"errors": [_shown(error) for error in result.errors], **shown}
    return shown


def _operation(plan: Plan, name: str | None) -> OperationDefinitionNode:
    if name is None and len(plan.operations) == 1:
        return next(iter(plan.operations.values()))
    if name not in plan.operations:
        message = (
            f"The document has no operation “{name}”." if name else "Say which operation of the document is meant."
        )
        raise DocumentRefused(ClientError(message, field="operationName"))
    return plan.operations[name]


def _weigh(plan: Plan, operation: OperationDefinitionNode, variables: dict[str, Any], max_cost: int) -> dict[str, Any]:
    """Return the variables as their types want them, of a document that is not too costly with them."""
    coerced = get_variable_values(schema.graphql_schema, operation.variable_definitions or (), variables, max_errors=10)
    if isinstance(coerced, list):
        for error in coerced:
            error.extensions = {"code": RequestCode.BAD_INPUT.value, "classification": CLIENT_MISTAKE}
        raise DocumentRefused(*coerced)
    cost = plan.costs[operation.name.value if operation.name else None].total(coerced)
    if cost > max_cost:
        message = f"The answer could hold {cost} objects, {max_cost} are allowed; ask for smaller pages."
        raise DocumentRefused(ClientError(message, code=RequestCode.TOO_COSTLY, cost=cost, allowed=max_cost))
    return coerced


def _shown(error: GraphQLError) -> dict[str, Any]:
    """Return what the client may read: its own mistakes and the domain's refusals in full, all else by a number."""
    cause = error.original_error
    if isinstance(cause, DomainError):
        extensions: dict[str, Any] = {"code": str(cause.code), "classification": CLIENT_MISTAKE, "params": cause.params}
        if cause.field:
            extensions["field"] = to_camel_case(cause.field)
        return {**error.formatted, "message": cause.message, "extensions": extensions}
    if isinstance(cause, ClientError):
        return {**error.formatted, "extensions": cause.extensions}
    if cause is None or (isinstance(cause, GraphQLError) and cause.nodes):
        # Of graphql-core itself: an argument that does not fit, found only when its variable was.
        return {
            **error.formatted,
            "extensions": {"code": RequestCode.BAD_INPUT.value, "classification": CLIENT_MISTAKE},
        }
    error_id = secrets.token_hex(6)
    logger.error(
        "graphql.field_failed",
        exc_info=cause,
        extra={"error_id": error_id, "graphql_path": ".".join(map(str, error.path or []))},
    )
    return {
        **error.formatted,
        "message": f"Something went wrong. Error id {error_id}.",
        "extensions": {"code": RequestCode.INTERNAL.value, "errorId": error_id},
    }
