"""The exception tree of the domain.

DomainError
├── NotAllowed      the person may not do this
├── NotFound        nothing of that id that this person may see
├── WrongState      the state table forbids the command now
├── InvalidInput    a value is missing, malformed or out of bounds
└── Refused         a rule of the domain says no (consent, hold, authority, gate …)

A code is a member of the enum that the command declares; the API turns it into a typed error of
that command's payload. Everything else that is raised is a bug and is masked from the client.
"""

from enum import StrEnum
from typing import Any


class CommonCode(StrEnum):
    """Codes that the kernel itself raises; a command's enum repeats those it can meet."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    INVALID = "INVALID"


class DomainError(Exception):
    """An expected refusal.

    Args:
        code: member of the raising command's error enum.
        message: one English sentence for the person, without internal detail.
        field: name of the input that is at fault, in snake case, if one is.
        params: plain values that explain the refusal (ids as text, dates in ISO 8601).
    """

    def __init__(self, code: StrEnum, message: str, *, field: str | None = None, **params: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
        self.params = params


class NotAllowed(DomainError):
    """Raise when the person lacks the permission; says which one, never what was hidden."""

    def __init__(self, message: str, *, code: StrEnum = CommonCode.NOT_ALLOWED, **params: Any) -> None:
        super().__init__(code, message, **params)


class NotFound(DomainError):
    """Raise alike for what does not exist and for what the person may not see."""

    def __init__(self, what: str, *, field: str | None = None) -> None:
        super().__init__(CommonCode.NOT_FOUND, f"No such {what}.", field=field)


class WrongState(DomainError):
    """Raise when a command is forbidden in the current state."""

    def __init__(self, command: str, state: str) -> None:
        super().__init__(
            CommonCode.WRONG_STATE,
            f"This cannot be done now: “{command}” is not possible in state “{state}”.",
            command=command,
            state=state,
        )


class InvalidInput(DomainError):
    """Raise for a value that is missing, malformed or out of bounds; names the field."""

    def __init__(self, field: str, message: str, **params: Any) -> None:
        super().__init__(CommonCode.INVALID, message, field=field, **params)


class Refused(DomainError):
    """Raise when a rule of the domain says no."""
