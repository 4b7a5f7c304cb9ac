"""Create, use and revoke API tokens."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from exchange.kernel.errors import InvalidInput, NotAllowed, Refused
from exchange.kernel.models import AuditEvent, OutboxEvent
from exchange.parties import operations, queries
from exchange.parties.errors import TokenCreateErrorCode, TokenRevokeErrorCode
from exchange.parties.models import ApiToken
from exchange.parties.operations.tokens import MOST_TOKENS
from exchange.parties.rules.proof import Proof, ProofMethod
from tests.exchange.parties.trail import audited, news
from tests.factories.parties import PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_create_token_stores_the_digest_only() -> None:
    person = PersonFactory.create()

    token, secret = operations.create_token(name=" Nightly  export ", days=30, by=person, now=NOW)

    assert secret.startswith("reagora_")
    assert len(secret) == len("reagora_") + 43
    token.refresh_from_db()
    assert (token.person, token.name, token.expires_at) == (person, "Nightly export", NOW + timedelta(days=30))
    assert token.sha256 == hashlib.sha256(secret.encode()).hexdigest()
    assert audited() == [("parties.create_token", str(person.pk), str(token.pk))]
    assert news() == [("TokenCreated", {"token_id": str(token.pk)})]
    for row in (*AuditEvent.objects.values(), *OutboxEvent.objects.values(), *ApiToken.objects.values()):
        assert secret not in str(row)
        assert secret.removeprefix("reagora_") not in str(row)


def test_create_token_gives_another_secret_each_time() -> None:
    person = PersonFactory.create()
    secrets = {operations.create_token(name="x", days=1, by=person, now=NOW)[1] for _ in range(5)}
    assert len(secrets) == 5


@pytest.mark.parametrize(
    ("name", "days", "field"),
    [(" ", 1, "name"), ("x" * 101, 1, "name"), ("x", 0, "days"), ("x", 366, "days"), ("x", -1, "days")],
)
def test_create_token_of_wrong_values(name: str, days: int, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        operations.create_token(name=name, days=days, by=PersonFactory.create(), now=NOW)
    assert refused.value.field == field


def test_create_token_counts_usable_ones() -> None:
    person = PersonFactory.create()
    tokens = [operations.create_token(name="x", days=1, by=person, now=NOW)[0] for _ in range(MOST_TOKENS)]

    with pytest.raises(Refused) as refused:
        operations.create_token(name="one more", days=1, by=person, now=NOW)
    assert refused.value.code is TokenCreateErrorCode.TOO_MANY
    assert refused.value.params == {"most": 20}

    operations.revoke_token(token=tokens[0], by=person, now=NOW)
    operations.create_token(name="one more", days=1, by=person, now=NOW)
    operations.create_token(name="later", days=1, by=person, now=NOW + timedelta(days=2))


def test_revoke_token() -> None:
    person = PersonFactory.create()
    token, secret = operations.create_token(name="x", days=30, by=person, now=NOW)

    operations.revoke_token(token=token, by=person, now=NOW)

    token.refresh_from_db()
    assert token.revoked_at == NOW
    assert operations.use_token(secret=secret, now=NOW) is None
    assert audited()[-1] == ("parties.revoke_token", str(person.pk), str(token.pk))
    assert news()[-1] == ("TokenRevoked", {"token_id": str(token.pk)})
    with pytest.raises(Refused) as refused:
        operations.revoke_token(token=token, by=person, now=NOW)
    assert refused.value.code is TokenRevokeErrorCode.ALREADY_REVOKED


def test_revoke_token_of_somebody_else() -> None:
    token, secret = operations.create_token(name="x", days=30, by=PersonFactory.create(), now=NOW)
    with pytest.raises(NotAllowed):
        operations.revoke_token(token=token, by=PersonFactory.create(), now=NOW)
    assert queries.person_of_token(secret, now=NOW) == token.person


def test_use_token_notes_it_to_five_minutes() -> None:
    person = PersonFactory.create()
    token, secret = operations.create_token(name="x", days=30, by=person, now=NOW)

    for minutes, noted in ((0, 0), (4, 0), (6, 6), (7, 6)):
        assert operations.use_token(secret=secret, now=NOW + timedelta(minutes=minutes)) == token
        token.refresh_from_db()
        assert token.last_used_at == NOW + timedelta(minutes=noted)


def test_use_token_that_opens_nothing_notes_nothing() -> None:
    token, secret = operations.create_token(name="x", days=30, by=PersonFactory.create(), now=NOW)

    assert operations.use_token(secret=secret + "x", now=NOW) is None
    assert operations.use_token(secret=secret, now=NOW + timedelta(days=31)) is None

    token.refresh_from_db()
    assert token.last_used_at is None


def test_database_refuses_a_token_that_never_worked() -> None:
    with pytest.raises(IntegrityError, match="token_expires_later"), transaction.atomic():
        ApiToken.objects.create(
            person=PersonFactory.create(), name="x", sha256="0" * 64, created_at=NOW, expires_at=NOW
        )


@pytest.mark.parametrize(
    "proof",
    [None, Proof(ProofMethod.SESSION, NOW - timedelta(minutes=16))],
    ids=["none", "old"],
)
def test_create_token_that_signs_without_a_fresh_proof(proof: Proof | None) -> None:
    with pytest.raises(Refused) as refusal:
        operations.create_token(name="x", days=1, may_sign=True, proof=proof, by=PersonFactory.create(), now=NOW)
    assert refusal.value.code == "SIGN_IN_AGAIN"
    assert not ApiToken.objects.exists()


def test_create_token_that_signs() -> None:
    proof = Proof(ProofMethod.SESSION, NOW - timedelta(minutes=14))
    token, _ = operations.create_token(name="x", days=1, may_sign=True, proof=proof, by=PersonFactory.create(), now=NOW)
    assert token.may_sign is True


@pytest.mark.parametrize("may_sign", [False, True])
def test_token_cannot_create_tokens(may_sign: bool) -> None:
    proof = Proof(ProofMethod.SCRIPT, NOW)
    person = PersonFactory.create()
    with pytest.raises(NotAllowed, match="A token cannot create tokens"):
        operations.create_token(name="x", days=1, may_sign=may_sign, proof=proof, by=person, now=NOW)
    assert not person.api_tokens.exists()
