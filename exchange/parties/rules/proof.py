"""How and when a person proved who they are, and whether that is fresh enough. Plain Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# How long after proving who they are a person may do from a session what binds others.
FRESH_FOR = timedelta(minutes=15)


class ProofMethod(StrEnum):
    """How a person proved who they are."""

    SESSION = "session"  # by password, mailed code, second factor or passkey in the browser
    SCRIPT = "script"  # by an API token whose owner allowed it to sign


@dataclass(frozen=True)
class Proof:
    """That a person proved who they are, and when: on signing in, or on making the token that may sign.

    Args:
        may_sign: whether a token was made for signing too; sessions always may.
    """

    method: ProofMethod
    at: datetime
    may_sign: bool = True


class ProofProblem(StrEnum):
    """Why a proof does not suffice to sign."""

    TOO_OLD = "too_old"
    NOT_FOR_SIGNING = "not_for_signing"


def problem_of(proof: Proof, *, now: datetime) -> ProofProblem | None:
    """Return why a proof does not suffice, None when it does.

    A token is no older than its owner wished: making one that may sign asked for a fresh proof, and it expires.
    """
    if not proof.may_sign:
        return ProofProblem.NOT_FOR_SIGNING
    if proof.method is ProofMethod.SESSION and proof.at < now - FRESH_FOR:
        return ProofProblem.TOO_OLD
    return None
