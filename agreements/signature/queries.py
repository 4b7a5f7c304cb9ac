"""Who can sign an agreement for whom, whose turn it is, and what a viewer may do with it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from asn1crypto.x509 import Certificate
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects

from agreements.drafting import queries as drafting
from agreements.drafting.deal import FilledAgreement
from agreements.drafting.models import Agreement, AgreementApproval
from agreements.drafting.rules.turn import whose_turn
from agreements.drafting.states import TRANSITIONS, AgreementCommand, AgreementState
from agreements.signature.evidence import Evidence
from agreements.signature.models import EvidenceBundle, Signature
from agreements.signature.rules import LEVEL, Seat, obstacle_of
from exchange.kernel.models import AuditEvent
from exchange.parties.models import Organisation, Person, SigningAuthority
from exchange.parties.permissions import Permission
from exchange.parties.queries import (
    in_force,
    organisations_with,
    permissions_of,
    remember_memberships,
    signing_authority_of,
)

Viewer = Person | AnonymousUser | None


def visible_signatures(viewer: Viewer) -> QuerySet[Signature]:
    """Return the signatures of visible agreements."""
    return Signature.objects.filter(agreement__in=drafting.visible_to(viewer))


def visible_evidence(viewer: Viewer) -> QuerySet[EvidenceBundle]:
    """Return the evidence of visible agreements, without its content."""
    return EvidenceBundle.objects.filter(agreement__in=drafting.visible_to(viewer)).defer("content")


def evidence_of(agreement: Agreement, *, roots: Sequence[Certificate]) -> Evidence:
    """Return what is known of an executed agreement, with its last document and every version of its text."""
    versions = Agreement.objects.filter(
        part_reference=agreement.part_reference, form=agreement.form, pk__lte=agreement.pk
    ).order_by("pk")
    events = AuditEvent.objects.filter(subject_type=agreement._meta.label, subject_id=str(agreement.pk)).order_by("pk")
    return Evidence(
        number=agreement.number,
        pdf=bytes(agreement.documents.order_by("-sequence")[0].content),
        texts=tuple(FilledAgreement.from_json(version.filled).canonical_text() for version in versions),
        events=tuple(_event(event) for event in events),
        authority=_authority(agreement),
        roots=tuple(roots),
        level=LEVEL,
    )


def _event(event: AuditEvent) -> dict[str, Any]:
    names = ("id", "actor_id", "command", "reason", "inputs", "rule_version")
    return {"at": event.at.isoformat(), **{name: getattr(event, name) for name in names}}


def _authority(agreement: Agreement) -> dict[str, Any]:
    signatures = agreement.signatures.select_related("person", "organisation", "authority").order_by("pk")
    approvals = agreement.approvals.select_related("person", "organisation").order_by("pk")
    return {
        "agreement": agreement.number,
        "material_classes": agreement.material_classes,
        "approvals": [{**_act(approval), "approved_at": approval.created_at.isoformat()} for approval in approvals],
        "signatures": [
            {
                **_act(signature),
                "signed_at": signature.created_at.isoformat(),
                "sealed_at": signature.sealed_at.isoformat() if signature.sealed_at else "",
                "intent": signature.intent,
                "authentication": signature.authentication,
                "authenticated_at": signature.authenticated_at.isoformat(),
                "authority": {
                    "id": str(signature.authority_id),
                    "material_classes": signature.authority.material_classes,
                    "since_on": signature.authority.since_on.isoformat(),
                    "until_on": signature.authority.until_on.isoformat() if signature.authority.until_on else "",
                    "evidence": signature.authority.evidence,
                },
            }
            for signature in signatures
        ],
    }


def _act(act: Signature | AgreementApproval) -> dict[str, str]:
    return {
        "organisation": act.organisation.name,
        "ror_id": act.organisation.ror_id or "",
        "person": str(act.person),
        "person_id": str(act.person_id),
        "text_sha256": act.text_sha256,
    }


def authority_for(
    agreement: Agreement, person: Person, organisation: Organisation, *, on: date
) -> SigningAuthority | None:
    """Return the oldest authority by which a person binds a party for all that the agreement moves, on a day."""
    return signing_authority_of(person, organisation, agreement.material_classes, on=on)


def turns_of(agreements: Iterable[Agreement]) -> dict[UUID, tuple[str, ...]]:
    """Return for each agreement who must act next, with at most four queries for all of them."""
    rows = list(agreements)
    prefetch_related_objects(rows, "provider", "recipient", "approvals", "signatures")
    return {
        row.pk: whose_turn(
            AgreementState(row.state),
            has_form=bool(row.form),
            parties=drafting.parties_of(row),
            approved={approval.organisation_id for approval in row.approvals.all()},
            signed={signature.organisation_id for signature in row.signatures.all()},
        )
        for row in rows
    }


@dataclass(frozen=True)
class Standing:
    """What an agreement is to a viewer.

    Args:
        side: the party that the viewer acts for, the one whose turn it is first; None for everybody else.
        commands: what they may do now.
        obstacle: why they cannot sign; empty when they can.
    """

    side: Organisation | None
    commands: tuple[AgreementCommand, ...]
    obstacle: str


def standings_of(agreements: Collection[Agreement], viewer: Person, *, on: date) -> dict[UUID, Standing]:
    """Return what each agreement is to a viewer, with queries that do not grow with them."""
    prefetch_related_objects(list(agreements), "provider", "recipient", "approvals", "signatures")
    remember_memberships(viewer)
    authorities = list(SigningAuthority.objects.filter(in_force(on), person=viewer))
    return {row.pk: _standing(row, viewer, authorities, on) for row in agreements}


def _standing(agreement: Agreement, viewer: Person, authorities: list[SigningAuthority], on: date) -> Standing:
    rights = {side: permissions_of(viewer, side, on=on) for side in (agreement.provider, agreement.recipient)}
    legal = [side for side, held in rights.items() if Permission.APPROVE_AGREEMENT in held]
    signing = [side for side, held in rights.items() if Permission.SIGN_AGREEMENT in held]
    seat = _seat(agreement, viewer, signing, authorities)
    obstacle = obstacle_of(seat)
    allowed = set()
    if _open_for_approval(agreement, viewer, legal):
        allowed.add(AgreementCommand.APPROVE)
    if legal or (signing and agreement.state == AgreementState.SIGNING):
        allowed.add(AgreementCommand.DECLINE)
    if not obstacle:
        allowed.add(AgreementCommand.SIGN)
    if agreement.provider in legal and not (agreement.state == AgreementState.DRAFT and agreement.form):
        allowed.add(AgreementCommand.REDRAFT)
    state = AgreementState(agreement.state)
    sides = [side for side in rights if side in legal or side in signing]
    named = [side for side in sides if seat is not None and side.name == seat.name]
    return Standing(
        side=next(iter(named or sides), None),
        commands=tuple(
            command for command in AgreementCommand if command in allowed and (state, command) in TRANSITIONS
        ),
        obstacle=obstacle,
    )


def _open_for_approval(agreement: Agreement, viewer: Person, legal: list[Organisation]) -> bool:
    approvals = agreement.approvals.all()
    approved = {approval.organisation_id for approval in approvals}
    return any(side.pk not in approved for side in legal) and all(a.person_id != viewer.pk for a in approvals)


def _seat(
    agreement: Agreement, viewer: Person, signing: list[Organisation], authorities: list[SigningAuthority]
) -> Seat | None:
    """Return the viewer's seat at the side whose turn it is, else at their first side."""
    if not signing:
        return None
    signatures = agreement.signatures.all()
    signed = {signature.organisation_id for signature in signatures}
    parties = drafting.parties_of(agreement)
    following = next((key for key in parties if key not in signed), None)
    side = next((side for side in signing if side.pk == following), signing[0])
    return Seat(
        name=side.name,
        is_next=side.pk == following,
        has_signed=side.pk in signed or any(signature.person_id == viewer.pk for signature in signatures),
        has_authority=any(
            authority.organisation_id == side.pk and set(agreement.material_classes) <= set(authority.material_classes)
            for authority in authorities
        ),
        waits_for=parties[following] if following else "",
    )


def awaiting(viewer: Viewer, *, on: date) -> Q:
    """Return the condition that agreements wait for the viewer: to approve, to sign, or to have a form chosen."""
    if not isinstance(viewer, Person):
        return Q(pk__in=[])
    legal = organisations_with(viewer, Permission.APPROVE_AGREEMENT, on=on)
    signing = organisations_with(viewer, Permission.SIGN_AGREEMENT, on=on)
    approvals = AgreementApproval.objects.filter(agreement=OuterRef("pk"))
    signatures = Signature.objects.filter(agreement=OuterRef("pk"))
    authority = SigningAuthority.objects.filter(
        in_force(on), person=viewer, material_classes__contains=OuterRef("material_classes")
    )

    def unapproved(side: str) -> Q:
        return Q(**{f"{side}__in": legal}) & Q(~Exists(approvals.filter(organisation=OuterRef(side))))

    def unsigned(side: str) -> Q:
        mine = Q(**{f"{side}__in": signing}) & Q(Exists(authority.filter(organisation=OuterRef(side))))
        return mine & Q(~Exists(signatures.filter(organisation=OuterRef(side))))

    reviews = (unapproved("provider") | unapproved("recipient")) & Q(~Exists(approvals.filter(person=viewer)))
    provider_signed = Q(Exists(signatures.filter(organisation=OuterRef("provider"))))
    turns = unsigned("provider") | (unsigned("recipient") & provider_signed)
    signs = turns & Q(~Exists(signatures.filter(person=viewer)))
    return (
        (Q(state=AgreementState.IN_REVIEW) & reviews)
        | (Q(state=AgreementState.SIGNING) & signs)
        | Q(state=AgreementState.DRAFT, form="", provider__in=legal)
    )
