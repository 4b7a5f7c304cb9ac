"""How and when who gives a command proved who they are."""

from datetime import UTC, datetime

from exchange.api.core.context import Context
from exchange.parties.rules.proof import Proof, ProofMethod

NEVER = datetime.min.replace(tzinfo=UTC)


def proof_from(context: Context) -> Proof:
    """Return the proof; who never gave one did so at the beginning of time."""
    method = ProofMethod.SCRIPT if context.is_by_token else ProofMethod.SESSION
    is_for_signing = method is ProofMethod.SESSION or context.proved_at is not None
    return Proof(method, context.proved_at or NEVER, may_sign=is_for_signing)
