"""Create, use and revoke the keys of scripts."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused
from exchange.parties import queries
from exchange.parties.errors import TokenCreateErrorCode, TokenRevokeErrorCode
from exchange.parties.events import PartiesEvent
from exchange.parties.models import ApiToken, Person
from exchange.parties.rules.identifiers import name_of
from exchange.parties.rules.proof import Proof, ProofMethod, problem_of

# Lets scanners of published source code recognise a leaked key.
PREFIX = "reagora_"
LONGEST_DAYS = 365
MOST_TOKENS = 20
NAME_LENGTH = 100
# How exactly the last use is known; noting every use would write a row with every read.
USE_NOTED_EVERY = timedelta(minutes=5)


@transaction.atomic
def create_token(
    *, name: str, days: int, by: Person, now: datetime, may_sign: bool = False, proof: Proof | None = None
) -> tuple[ApiToken, str]:
    """Create a token for oneself; return it with its secret, which is stored nowhere and cannot be shown again.

    Args:
        may_sign: whether it signs agreements too; that takes a fresh proof from a session.
        proof: how and when the person last proved who they are.

    Raises:
        NotAllowed: a token asks.
        InvalidInput: the name is empty or too long, or the days are not between 1 and 365.
        Refused: TOO_MANY usable tokens, or SIGN_IN_AGAIN for one that may sign.
    """
    _check_proof(proof, may_sign=may_sign, now=now)
    name = _checked_name(name)
    if not 1 <= days <= LONGEST_DAYS:
        raise InvalidInput("days", f"A token lasts between 1 and {LONGEST_DAYS} days.")
    person = locks.lock(by)
    if ApiToken.objects.filter(person=person, revoked_at__isnull=True, expires_at__gt=now).count() >= MOST_TOKENS:
        raise Refused(
            TokenCreateErrorCode.TOO_MANY, f"You have {MOST_TOKENS} tokens already; revoke one first.", most=MOST_TOKENS
        )
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        person=person,
        name=name,
        sha256=queries.token_digest(secret),
        created_at=now,
        expires_at=now + timedelta(days=days),
        may_sign=may_sign,
    )
    audit.record(
        "parties.create_token",
        token,
        by=by,
        name=name,
        expires_at=token.expires_at.isoformat(),
        may_sign=may_sign,
    )
    outbox.announce(PartiesEvent.TOKEN_CREATED, token_id=str(token.pk))
    return token, secret


def _is_fresh(proof: Proof | None, now: datetime) -> bool:
    return proof is not None and proof.method is ProofMethod.SESSION and problem_of(proof, now=now) is None


def _check_proof(proof: Proof | None, *, may_sign: bool, now: datetime) -> None:
    """Check that a person asks, and has just proved who they are if the token is to sign."""
    if proof is not None and proof.method is ProofMethod.SCRIPT:
        # Whoever found a token could else make others that outlive its revocation.
        raise NotAllowed("A token cannot create tokens; sign in at the page.")
    if may_sign and not _is_fresh(proof, now):
        raise Refused(TokenCreateErrorCode.SIGN_IN_AGAIN, "Sign in again to make a token that signs.", field="may_sign")


def _checked_name(name: str) -> str:
    try:
        name = name_of(name)
    except ValueError as error:
        raise InvalidInput("name", str(error)) from error
    if len(name) > NAME_LENGTH:
        raise InvalidInput("name", f"The name of a token has at most {NAME_LENGTH} characters.")
    return name


@transaction.atomic
def revoke_token(*, token: ApiToken, by: Person, now: datetime) -> ApiToken:
    """Make one's own token useless at once.

    Raises:
        NotAllowed: it is somebody else's.
        Refused: ALREADY_REVOKED.
    """
    token = locks.lock(token)
    if token.person_id != by.pk:
        raise NotAllowed("Only its owner can revoke a token.")
    if token.revoked_at is not None:
        raise Refused(TokenRevokeErrorCode.ALREADY_REVOKED, "This token was revoked before.")
    token.revoked_at = now
    token.save(update_fields=["revoked_at"])
    audit.record("parties.revoke_token", token, by=by)
    outbox.announce(PartiesEvent.TOKEN_REVOKED, token_id=str(token.pk))
    return token


def use_token(*, secret: str, now: datetime) -> ApiToken | None:
    """Return the token with its person and note its use, to five minutes; None when it opens nothing.

    A use is no command, so it leaves neither audit row nor news.
    """
    token = queries.token_of(secret, now=now)
    if token is not None:
        not_noted = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - USE_NOTED_EVERY)
        ApiToken.objects.filter(not_noted, pk=token.pk).update(last_used_at=now)
    return token
