"""Sign agreements, seal what was signed, and gather what proves it."""

import hashlib
from datetime import datetime

from django.db import transaction

from agreements.drafting import queries as drafting
from agreements.drafting.deal import FilledAgreement, SignatureBlock
from agreements.drafting.fields import field_name
from agreements.drafting.models import Agreement, AgreementDocument
from agreements.drafting.states import TRANSITIONS, AgreementCommand, AgreementState
from agreements.signature import certificates, pades, queries
from agreements.signature.errors import SignCode
from agreements.signature.events import SignatureEvent
from agreements.signature.evidence import bundle, seal_manifest
from agreements.signature.models import EvidenceBundle, Signature
from agreements.signature.rules import intent_sentence
from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import InvalidInput, Refused, WrongState
from exchange.kernel.transitions import step
from exchange.parties.models import Organisation, Person
from exchange.parties.permissions import Permission
from exchange.parties.rules.proof import Proof, ProofProblem, problem_of


@transaction.atomic
def sign(
    *, agreement: Agreement, text_sha256: str, is_intended: bool, proof: Proof, by: Person, now: datetime
) -> Agreement:
    """Bind one party to exactly the text the signatory read. It counts once its seal is in place.

    Args:
        is_intended: whether the person confirmed the sentence of intent.
        proof: how and when they last proved who they are.

    Raises:
        NotAllowed: the person is no signatory of either party.
        WrongState: it is not open for signature.
        InvalidInput: the intent is not confirmed.
        Refused: TEXT_DIFFERS, NO_AUTHORITY today for this material, ALREADY_SIGNED for this side, NOT_YOUR_TURN,
            SIGN_IN_AGAIN when the proof is too old, SCRIPT_MAY_NOT_SIGN.
    """
    agreement = locks.lock(agreement)
    sides = drafting.sides_of(agreement, by, Permission.SIGN_AGREEMENT, on=now.date())
    step(TRANSITIONS, AgreementState(agreement.state), AgreementCommand.SIGN)
    _check_act(agreement, text_sha256=text_sha256, is_intended=is_intended, proof=proof, now=now)
    organisation = _open_side(agreement, sides, by)
    authority = queries.authority_for(agreement, by, organisation, on=now.date())
    if authority is None:
        raise Refused(
            SignCode.NO_AUTHORITY,
            f"No authority on record lets you bind {organisation} for this material today.",
            material_classes=agreement.material_classes,
        )
    signature = Signature.objects.create(
        agreement=agreement,
        organisation=organisation,
        person=by,
        authority=authority,
        text_sha256=text_sha256,
        intent=intent_sentence(organisation.name),
        authenticated_at=proof.at,
        authentication=proof.method.value,
    )
    _record(agreement, signature)
    outbox.announce(SignatureEvent.AGREEMENT_SIGNED, agreement_id=str(agreement.pk))
    return agreement


def _record(agreement: Agreement, signature: Signature) -> None:
    audit.record(
        "signature.sign",
        agreement,
        by=signature.person,
        signature=str(signature.pk),
        organisation=str(signature.organisation_id),
        authority=str(signature.authority_id),
        text_sha256=signature.text_sha256,
        authenticated_at=signature.authenticated_at.isoformat(),
        authentication=signature.authentication,
    )


def _check_act(agreement: Agreement, *, text_sha256: str, is_intended: bool, proof: Proof, now: datetime) -> None:
    if text_sha256 != agreement.text_sha256:
        raise Refused(SignCode.TEXT_DIFFERS, "This is not the text you read; read it again.", field="text_sha256")
    if not is_intended:
        raise InvalidInput("intent", "Confirm the sentence of intent to sign.")
    problem = problem_of(proof, now=now)
    if problem is ProofProblem.TOO_OLD:
        raise Refused(SignCode.SIGN_IN_AGAIN, "Signing in again is needed: you did so too long ago to sign.")
    if problem is ProofProblem.NOT_FOR_SIGNING:
        raise Refused(SignCode.SCRIPT_MAY_NOT_SIGN, "This token was not made for signing.")


def _open_side(agreement: Agreement, sides: list[Organisation], by: Person) -> Organisation:
    """Return the party that a person signs for: the next in order, if it is theirs."""
    signatures = list(agreement.signatures.all())
    signed = {signature.organisation_id for signature in signatures}
    if any(signature.person_id == by.pk for signature in signatures) or all(side.pk in signed for side in sides):
        raise Refused(SignCode.ALREADY_SIGNED, "Your side has signed already.")
    parties = drafting.parties_of(agreement)
    following = next(key for key in parties if key not in signed)
    for side in sides:
        if side.pk == following:
            return side
    raise Refused(SignCode.NOT_YOUR_TURN, f"{parties[following]} signs first.")


@transaction.atomic
def seal(*, agreement: Agreement, now: datetime) -> Agreement:
    """Seal, in order, every signature that is not sealed yet; with all seals in place the agreement is executed.

    The row lock makes two sealings of one agreement follow each other, and the second finds nothing left to do.

    Raises:
        SealRefused: no sound seal with a timestamp can be made now; nothing changes, and it is tried again.
    """
    agreement = locks.lock(agreement)
    if agreement.state != AgreementState.SIGNING:
        return agreement
    filled = FilledAgreement.from_json(agreement.filled)
    given = {signature.organisation_id: signature for signature in agreement.signatures.select_related("person")}
    for organisation, block in zip(drafting.parties_of(agreement), _blocks(filled), strict=True):
        signature = given.get(organisation)
        if signature is None:
            return agreement
        if signature.sealed_document_id is None:
            _seal_one(agreement, signature, block, now)
    agreement.state = step(TRANSITIONS, AgreementState(agreement.state), AgreementCommand.EXECUTE).to.value
    agreement.executed_at = max(signature.sealed_at for signature in given.values() if signature.sealed_at)
    agreement.save(update_fields=["state", "executed_at"])
    audit.record("signature.execute", agreement, by=None, executed_at=agreement.executed_at.isoformat())
    outbox.announce(SignatureEvent.AGREEMENT_EXECUTED, agreement_id=str(agreement.pk))
    return agreement


def _blocks(filled: FilledAgreement) -> list[SignatureBlock]:
    """Return the places of the seals in order, the provider's first as the parties are."""
    return sorted(filled.signatures, key=lambda block: block.rank)


def _seal_one(agreement: Agreement, signature: Signature, block: SignatureBlock, now: datetime) -> None:
    latest = agreement.documents.order_by("-sequence")[0]
    sealed = pades.seal(
        bytes(latest.content),
        field=field_name(block.rank, block.key),
        signer_name=str(signature.person),
        role_sentence=block.role_sentence,
        reason=signature.intent,
        identity=certificates.seal_identity(now=now),
        timestamper=certificates.timestamper(now=now),
    )
    signature.sealed_document = AgreementDocument.objects.create(
        agreement=agreement, sequence=latest.sequence + 1, content=sealed.content, sha256=sealed.sha256
    )
    signature.sealed_at = sealed.sealed_at
    signature.save(update_fields=["sealed_document", "sealed_at"])
    audit.record(
        "signature.seal",
        agreement,
        by=None,
        signature=str(signature.pk),
        sha256=sealed.sha256,
        sealed_at=sealed.sealed_at.isoformat(),
    )


@transaction.atomic
def gather_evidence(*, agreement: Agreement, now: datetime) -> EvidenceBundle:
    """Put all that proves an executed agreement into one sealed file; once there, it stays as it is.

    Raises:
        WrongState: it is not executed.
        SealRefused: no sound seal with a timestamp can be made now; nothing changes, and it is tried again.
    """
    agreement = locks.lock(agreement)
    if agreement.state != AgreementState.EXECUTED:
        raise WrongState("gather evidence", agreement.state)
    if gathered := EvidenceBundle.objects.filter(agreement=agreement).first():
        return gathered
    evidence = queries.evidence_of(agreement, roots=certificates.trust_roots(now=now))
    manifest = bundle.manifest_of(evidence)
    seal_of_manifest = seal_manifest(
        manifest, identity=certificates.seal_identity(now=now), timestamper=certificates.timestamper(now=now)
    )
    content = bundle.pack({**evidence.members(), bundle.MANIFEST: manifest, bundle.SEAL: seal_of_manifest})
    gathered = EvidenceBundle.objects.create(
        agreement=agreement, content=content, sha256=hashlib.sha256(content).hexdigest()
    )
    audit.record("signature.gather_evidence", agreement, by=None, sha256=gathered.sha256)
    return gathered
