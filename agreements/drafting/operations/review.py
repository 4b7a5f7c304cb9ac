"""Bring agreements through the review of both legal offices, or end them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from agreements.drafting import queries
from agreements.drafting.errors import ApproveCode, RedraftCode
from agreements.drafting.events import DraftingEvent
from agreements.drafting.models import Agreement, AgreementApproval
from agreements.drafting.states import TRANSITIONS, AgreementCommand, AgreementState
from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused
from exchange.kernel.transitions import step
from exchange.parties.models import Person
from exchange.parties.permissions import Permission

UNFINISHED = (AgreementState.DRAFT, AgreementState.IN_REVIEW, AgreementState.SIGNING)


@transaction.atomic
def approve(*, agreement: Agreement, text_sha256: str, by: Person, now: datetime) -> Agreement:
    """Approve exactly the text the legal officer read, for their side; with both approvals signing opens.

    Raises:
        NotAllowed: the person is no legal officer of either party.
        WrongState: it is not in review.
        Refused: TEXT_DIFFERS from what they read, or they or their side have ALREADY_APPROVED.
    """
    agreement = locks.lock(agreement)
    sides = queries.sides_of(agreement, by, Permission.APPROVE_AGREEMENT, on=now.date())
    step(TRANSITIONS, AgreementState(agreement.state), AgreementCommand.APPROVE)
    if text_sha256 != agreement.text_sha256:
        raise Refused(ApproveCode.TEXT_DIFFERS, "This is not the text you read; read it again.", field="text_sha256")
    approvals = list(agreement.approvals.all())
    if any(approval.person_id == by.pk for approval in approvals):
        raise Refused(ApproveCode.ALREADY_APPROVED, "You have approved this text already.")
    approved = {approval.organisation_id for approval in approvals}
    open_sides = [side for side in sides if side.pk not in approved]
    if not open_sides:
        raise Refused(ApproveCode.ALREADY_APPROVED, f"{sides[0]} has approved this text already.")
    approval = AgreementApproval.objects.create(
        agreement=agreement, organisation=open_sides[0], person=by, text_sha256=text_sha256
    )
    audit.record(
        "drafting.approve", agreement, by=by, text_sha256=text_sha256, organisation=str(approval.organisation_id)
    )
    outbox.announce(DraftingEvent.AGREEMENT_APPROVED, agreement_id=str(agreement.pk))
    if len(approvals) + 1 == len(queries.parties_of(agreement)):
        _move(agreement, AgreementCommand.OPEN_SIGNING)
        audit.record("drafting.open_signing", agreement, by=None, text_sha256=text_sha256)
        outbox.announce(DraftingEvent.AGREEMENT_SIGNING, agreement_id=str(agreement.pk))
    return agreement


@transaction.atomic
def decline(*, agreement: Agreement, reason: str, by: Person, now: datetime) -> Agreement:
    """End an agreement that a party does not want; its lines stay approved and wait for another.

    Raises:
        NotAllowed: the person is no legal officer of either party, nor, once it is being signed, a signatory.
        WrongState: it is executed or declined.
        InvalidInput: no reason is given.
    """
    agreement = locks.lock(agreement)
    try:
        queries.sides_of(agreement, by, Permission.APPROVE_AGREEMENT, on=now.date())
    except NotAllowed:
        if agreement.state != AgreementState.SIGNING:
            raise
        queries.sides_of(agreement, by, Permission.SIGN_AGREEMENT, on=now.date())
    step(TRANSITIONS, AgreementState(agreement.state), AgreementCommand.DECLINE)
    if not reason.strip():
        raise InvalidInput("reason", "Say why it is declined.")
    return _end(agreement, AgreementCommand.DECLINE, reason=reason.strip(), by=by)


@transaction.atomic
def replace_undecided(*, agreement: Agreement, reason: str, by: Person, now: datetime) -> Agreement:
    """End an agreement that makes room for another: one that never had a form. A declined one stays as it is.

    Raises:
        NotAllowed: the person is no legal officer of the provider.
        WrongState: its text is with the parties, or executed.
        Refused: its document is being made (IN_PREPARATION).
        InvalidInput: no reason is given.
    """
    agreement = locks.lock(agreement)
    sides = queries.sides_of(agreement, by, Permission.APPROVE_AGREEMENT, on=now.date())
    if agreement.provider not in sides:
        raise NotAllowed(f"This needs the role Legal officer in {agreement.provider}.")
    state = AgreementState(agreement.state)
    if state is AgreementState.DRAFT and agreement.form:
        raise Refused(RedraftCode.IN_PREPARATION, "The document of this agreement is being made.")
    step(TRANSITIONS, state, AgreementCommand.REDRAFT)
    if not reason.strip():
        raise InvalidInput("reason", "Say why another agreement is drafted.")
    if state is AgreementState.DRAFT:
        _end(agreement, AgreementCommand.REDRAFT, reason=reason.strip(), by=by)
    return agreement


@transaction.atomic
def void(*, part: UUID, living: Collection[UUID], reason: str, by: Person | None, now: datetime) -> list[Agreement]:
    """End the unfinished agreements of a part of which no line lives on, and return them.

    Args:
        part: id of the access request's part.
        living: ids of its lines that go on.
    """
    unfinished = locks.lock_rows(Agreement.objects.filter(part_reference=part, state__in=UNFINISHED))
    return [
        _end(agreement, AgreementCommand.VOID, reason=reason, by=by)
        for agreement in unfinished
        if not agreement.items.filter(line_reference__in=living).exists()
    ]


def _end(agreement: Agreement, command: AgreementCommand, *, reason: str, by: Person | None) -> Agreement:
    agreement.decline_reason = reason
    _move(agreement, command, "decline_reason")
    audit.record(f"drafting.{command.value}", agreement, by=by, reason=reason)
    outbox.announce(DraftingEvent.AGREEMENT_DECLINED, agreement_id=str(agreement.pk))
    return agreement


def _move(agreement: Agreement, command: AgreementCommand, *fields: str) -> None:
    agreement.state = step(TRANSITIONS, AgreementState(agreement.state), command).to.value
    agreement.save(update_fields=["state", *fields])
