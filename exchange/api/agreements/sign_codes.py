"""What signing rests on in the API, and what its codes mean."""

from datetime import UTC, datetime

from agreements.signature.errors import SignCode
from exchange.api.core.codes import explain
from exchange.api.core.context import Context
from exchange.parties.rules.proof import Proof, ProofMethod

NEVER = datetime.min.replace(tzinfo=UTC)

CODES = explain(
    SignCode,
    TEXT_DIFFERS="The text is not the one the person read.",
    NO_AUTHORITY="No authority on record covers the material today.",
    ALREADY_SIGNED="The person or their party has signed already.",
    NOT_YOUR_TURN="The other party signs first.",
    SIGN_IN_AGAIN="The person proved who they are too long ago.",
    SCRIPT_MAY_NOT_SIGN="The API token was not made for signing.",
)


def proof_from(context: Context) -> Proof:
    """Return how and when the person proved who they are; who never did, did so at the beginning of time."""
    method = ProofMethod.SCRIPT if context.is_by_token else ProofMethod.SESSION
    is_for_signing = method is ProofMethod.SESSION or context.proved_at is not None
    return Proof(method, context.proved_at or NEVER, may_sign=is_for_signing)
