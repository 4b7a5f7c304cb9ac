"""Draft agreements and make their documents."""

from dataclasses import asdict, replace
from datetime import date, datetime

from django.db import transaction

from agreements.drafting.deal import Deal, FilledAgreement, PartyRole, ScheduleItem, SignatureBlock
from agreements.drafting.events import DraftingEvent
from agreements.drafting.filling import fill
from agreements.drafting.library import form_in_force
from agreements.drafting.models import Agreement, AgreementDocument, AgreementItem
from agreements.drafting.proposal import Proposal, ProposedLine
from agreements.drafting.rendering import render_pdf
from agreements.drafting.rules import (
    SIGNED_OUTSIDE,
    AccompanyingData,
    FormChoice,
    FormFacts,
    FormId,
    Overlay,
    Reason,
    choose_form,
)
from agreements.drafting.states import TRANSITIONS, AgreementCommand, AgreementState
from exchange.kernel import audit, locks, numbers, outbox
from exchange.kernel.errors import InvalidInput
from exchange.kernel.transitions import step
from exchange.parties.models import Organisation, Person, Unit

SEQUENCE, PREFIX = "drafting_number", "A"
ON_PAPER = Reason(
    "signed-outside",
    "A third party signs this form, so the legal office has it signed outside the exchange.",
    "House rule: no form is filled that cannot be signed here",
)


@transaction.atomic
def draft(
    *,
    proposal: Proposal,
    unit: Unit,
    recipient: Organisation,
    requester: Person,
    by: Person | None,
    now: datetime,
    form: FormId | None = None,
    reason: str = "",
) -> list[Agreement]:
    """Draft one agreement for each form that the lines need; lines that no form fits share one without text.

    The text is filled at once, so that what the lines rest on is fixed in the caller's transaction; its document
    is made after it.

    Args:
        form: what a legal officer chose for all lines, with their reason; without it the rules choose for each line.

    Raises:
        InvalidInput: a text cannot be filled, names what is missing or malformed; or the form is signed outside.
    """
    if form in SIGNED_OUTSIDE:
        raise InvalidInput("form", ON_PAPER.sentence)
    agreements = []
    for lines in _groups(proposal, form, now).values():
        group = proposal.of_lines(tuple(lines))
        choice = _choice(group.form_facts, now.date())
        if form is not None:
            choice = _chosen(form, reason, group, choice)
        agreements.append(_draft_one(group, choice, unit, recipient, requester, by, now))
    return agreements


def _groups(proposal: Proposal, form: FormId | None, now: datetime) -> dict[FormId | None, list[ProposedLine]]:
    groups: dict[FormId | None, list[ProposedLine]] = {}
    for line in proposal.lines:
        key = form or _choice(proposal.of_lines((line,)).form_facts, now.date()).form
        groups.setdefault(key, []).append(line)
    return groups


def _choice(facts: FormFacts, on: date) -> FormChoice:
    """Return what the table chooses; a form that is signed outside leaves it to a person, with its reasons."""
    choice = choose_form(facts, on=on)
    if choice.form not in SIGNED_OUTSIDE:
        return choice
    return replace(choice, form=None, overlays=(), reasons=(*choice.reasons, ON_PAPER))


def _chosen(form: FormId, reason: str, proposal: Proposal, advice: FormChoice) -> FormChoice:
    """Return what a legal officer chose, with what the rules had to say as warnings."""
    why = Reason("chosen-by-legal-office", reason, "Decision of the provider's legal office")
    has_coded_data = any(line.material.accompanying_data is AccompanyingData.CODED for line in proposal.lines)
    overlays = (Overlay.CODED_DATA,) if has_coded_data and form is FormId.HUMAN_MATERIAL else ()
    return FormChoice(form, overlays, (why,), (*advice.reasons, *advice.warnings), advice.table)


def _draft_one(
    proposal: Proposal,
    choice: FormChoice,
    unit: Unit,
    recipient: Organisation,
    requester: Person,
    by: Person | None,
    now: datetime,
) -> Agreement:
    number = numbers.next_number(SEQUENCE, prefix=PREFIX, now=now)
    agreement = Agreement(
        number=number,
        part_reference=proposal.part,
        provider_id=unit.organisation_id,
        recipient=recipient,
        unit=unit,
        requester=requester,
        reasons=[asdict(reason) for reason in (*choice.reasons, *choice.warnings)],
        facts=proposal.facts_json() | {"table": choice.table},
        material_classes=proposal.material_classes,
    )
    if choice.form is not None:
        form = form_in_force(choice.form, on=now.date())
        filled = fill(form, _deal(proposal, choice, number, now))
        agreement.form, agreement.form_version = filled.form, str(filled.form_version)
        agreement.filled, agreement.text_sha256 = filled.as_json(), filled.digest
    agreement.save(force_insert=True)
    _write_schedule(agreement, proposal)
    audit.record(
        "drafting.draft",
        agreement,
        by=by,
        rule_version=choice.table,
        form=agreement.form,
        reasons=[reason.code for reason in choice.reasons],
        lines=[str(line.reference) for line in proposal.lines],
        text_sha256=agreement.text_sha256,
    )
    event = DraftingEvent.AGREEMENT_DRAFTED if agreement.form else DraftingEvent.AGREEMENT_NEEDS_FORM
    outbox.announce(event, agreement_id=str(agreement.pk))
    return agreement


def _write_schedule(agreement: Agreement, proposal: Proposal) -> None:
    AgreementItem.objects.bulk_create(
        AgreementItem(
            agreement=agreement,
            line_reference=line.reference,
            description=line.description,
            identifiers=line.identifiers,
            quantity=line.quantity,
            unit=line.unit,
            conditions=list(line.conditions),
        )
        for line in proposal.lines
    )


def _deal(proposal: Proposal, choice: FormChoice, number: str, now: datetime) -> Deal:
    return Deal(
        number=number,
        prepared_on=now.date(),
        provider=proposal.provider,
        recipient=proposal.recipient,
        project_title=proposal.project_title,
        purpose=proposal.purpose,
        ethics_approval=proposal.ethics_approval,
        overlays=choice.overlays,
        items=tuple(
            ScheduleItem(
                description=line.description,
                identifiers=line.identifiers,
                quantity=line.amount,
                conditions=line.conditions,
            )
            for line in proposal.lines
        ),
        # The provider signs first; the recipient's seal closes the document.
        signatures=tuple(
            SignatureBlock(key=role.value, party=role, rank=rank, role_sentence=f"Authorised to bind {party.name}")
            for rank, (role, party) in enumerate(
                ((PartyRole.PROVIDER, proposal.provider), (PartyRole.RECIPIENT, proposal.recipient)), 1
            )
        ),
    )


@transaction.atomic
def render(*, agreement: Agreement, now: datetime) -> Agreement:
    """Make the document of a drafted text and open its review; done before, it changes nothing."""
    agreement = locks.lock(agreement)
    if agreement.state != AgreementState.DRAFT or not agreement.form:
        return agreement
    rendered = render_pdf(FilledAgreement.from_json(agreement.filled))
    AgreementDocument.objects.create(agreement=agreement, sequence=0, content=rendered.content, sha256=rendered.sha256)
    agreement.state = step(TRANSITIONS, AgreementState(agreement.state), AgreementCommand.RENDER).to.value
    agreement.save(update_fields=["state"])
    audit.record(
        "drafting.render",
        agreement,
        by=None,
        sha256=rendered.sha256,
        standards=list(rendered.standards),
        unsupported=list(rendered.unsupported),
    )
    outbox.announce(DraftingEvent.AGREEMENT_IN_REVIEW, agreement_id=str(agreement.pk))
    return agreement
