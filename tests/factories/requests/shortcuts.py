"""Bring agreements forward with stand-ins for what takes long: typesetting and cryptography.

In a test that commits, the handlers of the news make the real documents and seals, and these change nothing.
"""

import hashlib
from datetime import datetime

from agreements.drafting import operations as drafting
from agreements.drafting.models import Agreement, AgreementDocument
from agreements.drafting.states import AgreementState
from agreements.signature import operations as signature
from exchange.parties.models import Person
from exchange.parties.rules.proof import Proof, ProofMethod


def rendered(agreement: Agreement) -> Agreement:
    """Bring a drafted agreement to its review, with a document that is no PDF."""
    agreement.refresh_from_db()
    if agreement.state == AgreementState.DRAFT:
        content = b"%PDF- stands in for the text"
        AgreementDocument.objects.create(agreement=agreement, sequence=0, content=content, sha256=_digest(content))
        Agreement.objects.filter(pk=agreement.pk).update(state=AgreementState.IN_REVIEW)
        agreement.refresh_from_db()
    return agreement


def approved(agreement: Agreement, *legal_officers: Person, now: datetime) -> Agreement:
    """Bring a drafted agreement to signing, with these approvals."""
    agreement = rendered(agreement)
    for legal in legal_officers:
        drafting.approve(agreement=agreement, text_sha256=agreement.text_sha256, by=legal, now=now)
    return Agreement.objects.get(pk=agreement.pk)


def signed(agreement: Agreement, *signatories: Person, now: datetime) -> Agreement:
    """Sign an agreement that is open for signature, as people who have just signed in."""
    for person in signatories:
        agreement = signature.sign(
            agreement=agreement,
            text_sha256=agreement.text_sha256,
            is_intended=True,
            proof=Proof(ProofMethod.SESSION, now),
            by=person,
            now=now,
        )
    return agreement


def sealed(agreement: Agreement, *, now: datetime) -> Agreement:
    """Execute an agreement that both sides signed, with seals that prove nothing."""
    agreement.refresh_from_db()
    if agreement.state == AgreementState.EXECUTED:
        return agreement
    for sequence, given in enumerate(agreement.signatures.order_by("pk"), 1):
        content = bytes(agreement.documents.get(sequence=sequence - 1).content) + b" sealed"
        given.sealed_document = AgreementDocument.objects.create(
            agreement=agreement, sequence=sequence, content=content, sha256=_digest(content)
        )
        given.sealed_at = now
        given.save()
    Agreement.objects.filter(pk=agreement.pk).update(state=AgreementState.EXECUTED, executed_at=now)
    return Agreement.objects.get(pk=agreement.pk)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
