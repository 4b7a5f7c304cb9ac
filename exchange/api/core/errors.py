"""Errors beside the typed ones of mutations: ``errors[].extensions.code`` of a GraphQL answer."""

from enum import StrEnum
from typing import Any

from graphql import GraphQLError

# The mark by which tools tell a mistake of the client from a failure of the server.
CLIENT_MISTAKE = "ValidationError"


class RequestCode(StrEnum):
    """Why a document, or a field of it, was not answered."""

    BAD_INPUT = "BAD_INPUT"
    BAD_DOCUMENT = "BAD_DOCUMENT"
    TOO_COSTLY = "TOO_COSTLY"
    UNKNOWN_DOCUMENT = "PERSISTED_QUERY_NOT_FOUND"
    NOT_SIGNED_IN = "NOT_SIGNED_IN"
    NOT_ALLOWED = "NOT_ALLOWED"
    CSRF_FAILED = "CSRF_FAILED"
    RATE_LIMITED = "RATE_LIMITED"
    INTERNAL = "INTERNAL_SERVER_ERROR"


class ClientError(GraphQLError):
    """Raise for what the client asked wrongly: a bad cursor, a negative size, a filter out of bounds.

    Args:
        message: one English sentence, shown as it is.
        field: name of the argument at fault, as in the schema.
    """

    def __init__(
        self, message: str, *, code: str = RequestCode.BAD_INPUT, field: str | None = None, **params: Any
    ) -> None:
        extensions: dict[str, Any] = {"code": str(code), "classification": CLIENT_MISTAKE}
        if field is not None:
            extensions["field"] = field
        if params:
            extensions["params"] = params
        super().__init__(message, extensions=extensions)
