"""What can be wrong with the text of an agreement. Plain Python.

InvalidInput
├── MissingVariable     the form needs something the deal does not state
├── UnprintableText     a character that has no place in a legal text
└── InvalidCondition    a consent condition that no clause of the library expresses
"""

from enum import StrEnum

from exchange.kernel.errors import InvalidInput


class ApproveCode(StrEnum):
    """Why an agreement's text could not be approved."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    TEXT_DIFFERS = "TEXT_DIFFERS"
    ALREADY_APPROVED = "ALREADY_APPROVED"


class RedraftCode(StrEnum):
    """Why another agreement could not be drafted."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    INVALID = "INVALID"
    IN_PREPARATION = "IN_PREPARATION"
    NO_LINES = "NO_LINES"


class AgreementDeclineCode(StrEnum):
    """Why an agreement could not be declined."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    INVALID = "INVALID"


class MissingVariable(InvalidInput):
    """Raise when a form needs a variable that is absent or blank; names it and the clause."""

    def __init__(self, variable: str, clause: str) -> None:
        super().__init__(
            variable,
            f"The agreement needs “{variable}”, which clause “{clause}” uses.",
            variable=variable,
            clause=clause,
        )


class UnprintableText(InvalidInput):
    """Raise for control, direction-changing, private or unassigned characters in a text of an agreement."""

    def __init__(self, field: str, character: str) -> None:
        code_point = f"U+{ord(character):04X}"
        super().__init__(
            field, f"“{field}” holds the character {code_point}, which an agreement cannot show.", code_point=code_point
        )


class InvalidCondition(InvalidInput):
    """Raise when a consent condition has no clause or a malformed value: it must never be dropped."""

    def __init__(self, condition: str, message: str) -> None:
        super().__init__("conditions", f"The condition “{condition}” {message}", condition=condition)
