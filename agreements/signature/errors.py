"""Why an agreement is not signed, and why a document is not sealed. Plain Python.

Refused
└── SealRefused
    ├── TimestampUnavailable    nobody gives the time of the seal; trying again later may help
    ├── UnknownField            the document has no such place for a seal
    ├── AlreadySealed           the place has a seal
    ├── SealOutOfOrder          an earlier rank has not signed yet
    ├── EarlierSealBroken       a seal that is there does not hold any more
    └── SealFailed              the key, its certificate or the document does not allow a sound seal
"""

from enum import StrEnum

from exchange.kernel.errors import Refused


class SignCode(StrEnum):
    """Why an agreement could not be signed."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    INVALID = "INVALID"
    TEXT_DIFFERS = "TEXT_DIFFERS"
    NO_AUTHORITY = "NO_AUTHORITY"
    ALREADY_SIGNED = "ALREADY_SIGNED"
    NOT_YOUR_TURN = "NOT_YOUR_TURN"
    SIGN_IN_AGAIN = "SIGN_IN_AGAIN"
    SCRIPT_MAY_NOT_SIGN = "SCRIPT_MAY_NOT_SIGN"


class SealCode(StrEnum):
    """Codes of the errors of sealing."""

    TIMESTAMP_UNAVAILABLE = "TIMESTAMP_UNAVAILABLE"
    UNKNOWN_FIELD = "UNKNOWN_FIELD"
    ALREADY_SEALED = "ALREADY_SEALED"
    SEAL_OUT_OF_ORDER = "SEAL_OUT_OF_ORDER"
    EARLIER_SEAL_BROKEN = "EARLIER_SEAL_BROKEN"
    SEAL_FAILED = "SEAL_FAILED"


class SealRefused(Refused):
    """Raise when a document is not sealed; it then stays exactly as it was."""


class TimestampUnavailable(SealRefused):
    """Raise when no timestamp authority gives the time. The local clock never stands in for it."""

    def __init__(self, message: str) -> None:
        super().__init__(SealCode.TIMESTAMP_UNAVAILABLE, message)


class UnknownField(SealRefused):
    """Raise when the document has no signature field of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            SealCode.UNKNOWN_FIELD, f"The document has no field “{name}” for a seal.", field="field", name=name
        )


class AlreadySealed(SealRefused):
    """Raise when the field carries a seal."""

    def __init__(self, name: str) -> None:
        super().__init__(SealCode.ALREADY_SEALED, f"The field “{name}” is sealed already.", field="field", name=name)


class SealOutOfOrder(SealRefused):
    """Raise when a field of a lower rank is still open."""

    def __init__(self, name: str, before: str) -> None:
        super().__init__(
            SealCode.SEAL_OUT_OF_ORDER,
            f"The field “{before}” is signed before “{name}”.",
            field="field",
            name=name,
            before=before,
        )


class EarlierSealBroken(SealRefused):
    """Raise when a seal that is already there does not hold; nothing may be built on it."""

    def __init__(self, name: str) -> None:
        super().__init__(SealCode.EARLIER_SEAL_BROKEN, f"The seal in “{name}” does not hold any more.", name=name)


class SealFailed(SealRefused):
    """Raise when a sound seal cannot be made with this key, certificate or document."""

    def __init__(self, message: str) -> None:
        super().__init__(SealCode.SEAL_FAILED, message)
