"""The gates of many lines at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Min, Sum

from agreements.compliance import queries as compliance
from agreements.drafting import queries as drafting
from agreements.drafting.models import AgreementItem
from agreements.signature import queries as signature
from catalog.consent import rules as match_rules
from catalog.consent.rules import Verdict
from catalog.consent.rules.conditions import ETHICS_APPROVAL
from catalog.stock.models import Hold
from catalog.stock.states import HoldState
from exchange.requests.models import Decision, RequestLine
from exchange.requests.queries.committees import committee_rules_of, due_on
from exchange.requests.queries.matching import LineMatch, match_lines
from exchange.requests.queries.resting import lines_of_ended_origin
from exchange.requests.rules import (
    AgreementFacts,
    CommitteeFacts,
    ConsentFacts,
    EthicsFacts,
    Gate,
    HoldFacts,
    LineFacts,
    gate,
)
from exchange.requests.states import LineState

# Phases of the conditions that the matcher writes before a colon.
BEFORE_RELEASE = "pre:"
ENDED_ORIGIN = "The consent for what a specimen was made from has ended."


@dataclass(frozen=True)
class LineGate:
    """A line's gate and the facts that it was computed from."""

    gate: Gate
    facts: LineFacts


def gates_of(lines: Collection[RequestLine], *, now: datetime) -> dict[UUID, LineGate]:
    """Return the gate of each line at a moment, from the facts as they are now.

    The number of queries does not grow with the lines.
    """
    facts = facts_of(lines, now=now)
    return {key: LineGate(gate(entry, now=now), entry) for key, entry in facts.items()}


def hold_expiries(lines: Collection[RequestLine]) -> dict[UUID, datetime]:
    """Return when the first active hold of each line runs out; lines that hold nothing are left out."""
    holds = Hold.objects.filter(reference__in=[line.pk for line in lines], state=HoldState.ACTIVE)
    return dict(holds.order_by().values_list("reference").annotate(first=Min("expires_at")))


def facts_of(lines: Collection[RequestLine], *, now: datetime) -> dict[UUID, LineFacts]:
    """Return what the gates of lines look at."""
    on = now.date()
    matches = match_lines(lines, on=on)
    keys = [line.pk for line in lines]
    decisions = {row.line_id: row for row in Decision.objects.filter(line__in=keys)}
    ended = lines_of_ended_origin(keys, on=on)
    rules = committee_rules_of({line.listing.unit_id for line in lines})
    items = drafting.covering(keys)
    turns = signature.turns_of({item.agreement for item in items.values()})
    holds = {
        row["reference"]: row
        for row in Hold.objects.filter(reference__in=keys, state__in=[HoldState.ACTIVE, HoldState.RELEASED])
        .order_by()
        .values("reference")
        .annotate(held=Sum("quantity"), expires_at=Min("expires_at"))
    }
    return {
        line.pk: _facts(
            line,
            matches[line.pk],
            _consent(matches[line.pk], items.get(line.pk), has_ended_origin=line.pk in ended),
            _committee(decisions.get(line.pk), due_on(line, rules[line.listing.unit_id])),
            items.get(line.pk),
            turns,
            holds,
            on,
        )
        for line in lines
    }


def _facts(
    line: RequestLine,
    match: LineMatch,
    consent: ConsentFacts,
    committee: CommitteeFacts,
    item: AgreementItem | None,
    turns: Mapping[UUID, tuple[str, ...]],
    holds: Mapping[UUID, Mapping[str, Any]],
    on: date,
) -> LineFacts:
    unit = line.listing.unit
    hold = holds.get(line.pk, {})
    return LineFacts(
        state=LineState(line.state),
        consent=consent,
        ethics=_ethics(line, match, on),
        committee=committee,
        agreement=_agreement(item, turns),
        hold=HoldFacts(wanted=line.quantity, held=hold.get("held", 0), expires_at=hold.get("expires_at")),
        requester=str(line.request.requester),
        committee_name=f"The access committee of {unit}",
        provider_office=f"The legal office of {unit.organisation}",
        provider_unit=f"The resource manager of {unit}",
    )


def _consent(match: LineMatch, item: AgreementItem | None, *, has_ended_origin: bool) -> ConsentFacts:
    decision = match.decision
    if decision is None:
        return ConsentFacts(verdict=None)
    due = [
        reason
        for reason in decision.conditions
        if reason.code.startswith(BEFORE_RELEASE) and reason.code != ETHICS_APPROVAL.code
    ]
    return ConsentFacts(
        verdict=decision.verdict,
        denials=_sentences(decision, Verdict.DENY) or ((ENDED_ORIGIN,) if has_ended_origin else ()),
        questions=_sentences(decision, Verdict.MANUAL),
        missing_records=match.missing_records,
        evidence_due=tuple(f"{reason.why} {reason.change}" for reason in due),
        duties=tuple(code for code in match.duties if not code.startswith(BEFORE_RELEASE)),
        agreed=frozenset(item.conditions) if item is not None and item.agreement.form else None,
    )


def _sentences(decision: match_rules.Decision, verdict: Verdict) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reason.why for reason in decision.reasons if reason.verdict is verdict))


def _ethics(line: RequestLine, match: LineMatch, on: date) -> EthicsFacts:
    standing = compliance.standing(line.request.project.ethics_approvals.all(), on=on)
    approval = standing.approval
    return EthicsFacts(
        is_needed=match.needs_ethics,
        standing=standing.ethics,
        approval=approval.label if approval else "",
        valid_until=approval.valid_until if approval else None,
    )


def _committee(decision: Decision | None, due: date | None) -> CommitteeFacts:
    if decision is None:
        return CommitteeFacts(due_on=due)
    return CommitteeFacts(
        is_approval=decision.is_approval,
        verdict=Verdict(decision.verdict),
        reason=decision.reason,
        decided_at=decision.created_at,
    )


def _agreement(item: AgreementItem | None, turns: Mapping[UUID, tuple[str, ...]]) -> AgreementFacts:
    if item is None:
        return AgreementFacts()
    agreement = item.agreement
    return AgreementFacts(
        number=agreement.number,
        state=agreement.state,
        has_form=bool(agreement.form),
        turns=turns[agreement.pk],
        executed_at=agreement.executed_at,
        decline_reason=agreement.decline_reason,
    )
