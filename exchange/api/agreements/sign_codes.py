"""What the codes of signing mean."""

from agreements.signature.errors import SignCode
from exchange.api.core.codes import explain

CODES = explain(
    SignCode,
    TEXT_DIFFERS="The text is not the one the person read.",
    NO_AUTHORITY="No authority on record covers the material today.",
    ALREADY_SIGNED="The person or their party has signed already.",
    NOT_YOUR_TURN="The other party signs first.",
    SIGN_IN_AGAIN="The person proved who they are too long ago.",
    SCRIPT_MAY_NOT_SIGN="The API token was not made for signing.",
)
