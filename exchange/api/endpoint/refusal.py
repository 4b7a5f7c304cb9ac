"""An answer that is an error and nothing else."""

from typing import Any

from graphql import GraphQLError

from exchange.api.core.errors import ClientError, RequestCode


class RequestRefused(Exception):  # noqa: N818 -- a refusal is an answer
    """Raise to answer a status and errors, without executing anything.

    Args:
        status: HTTP status. 200 is never right here; see `view` for the older media type.
        errors: as they go into the answer.
        headers: further headers of the answer.
    """

    def __init__(self, status: int, *errors: GraphQLError, headers: dict[str, str] | None = None) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.status = status
        self.errors = errors
        self.headers = headers or {}


class DocumentRefused(RequestRefused):
    """Raise when the request is well formed, and its document or variables are not: with status 400."""

    def __init__(self, *errors: GraphQLError) -> None:
        super().__init__(400, *errors)


def refuse(
    status: int, message: str, code: RequestCode, *, headers: dict[str, str] | None = None, **params: Any
) -> RequestRefused:
    """Return a refusal of one sentence."""
    return RequestRefused(status, ClientError(message, code=code, **params), headers=headers)
