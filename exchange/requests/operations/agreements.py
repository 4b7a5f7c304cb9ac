"""Have agreements drafted for what was approved, and ended for what is out."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from agreements.drafting import operations as drafting
from agreements.drafting import queries as agreements
from agreements.drafting.errors import RedraftCode
from agreements.drafting.models import Agreement
from agreements.drafting.rules import FormId
from agreements.drafting.states import AgreementState
from exchange.kernel import locks
from exchange.kernel.errors import Refused
from exchange.parties.models import Person
from exchange.requests.models import RequestLine, RequestPart
from exchange.requests.queries import proposal_for
from exchange.requests.states import LineState

LIVING = (LineState.REQUESTED, LineState.APPROVED, LineState.SHIPPED, LineState.RECEIVED)


def draft_when_decided(*, part: RequestPart, by: Person | None, now: datetime) -> list[Agreement]:
    """Draft the agreements of a part's approved lines once none of its lines awaits a decision.

    The caller has locked the part. Lines that an agreement covers are left alone.
    """
    lines = _lines(part)
    if any(line.state == LineState.REQUESTED for line in lines):
        return []
    covered = agreements.covering([line.pk for line in lines])
    waiting = [line for line in lines if line.state == LineState.APPROVED and line.pk not in covered]
    return _draft(part, waiting, by, now)


@transaction.atomic
def redraft(
    *, agreement: Agreement, reason: str, by: Person, now: datetime, form: FormId | None = None
) -> list[Agreement]:
    """Draft anew for the lines of an agreement that was declined, or that no form fitted.

    Args:
        form: the form that the legal officer chooses; without it the rules choose again, from the facts of now.

    Raises:
        NotAllowed: the person is no legal officer of the provider.
        WrongState: the agreement is with the parties or executed.
        InvalidInput: no reason is given, or the form cannot be filled.
        Refused: the document is being made (IN_PREPARATION), or no line waits for an agreement (NO_LINES).
    """
    part = locks.lock(RequestPart.objects.get(pk=agreement.part_reference))
    agreement = drafting.replace_undecided(agreement=agreement, reason=reason, by=by, now=now)
    lines = _lines(part)
    covered = agreements.covering([line.pk for line in lines])
    waiting = [
        line
        for line in lines
        if line.state == LineState.APPROVED
        and line.pk in covered
        and covered[line.pk].agreement_id == agreement.pk
        and covered[line.pk].agreement.state == AgreementState.DECLINED
    ]
    if not waiting:
        raise Refused(RedraftCode.NO_LINES, "None of its lines waits for an agreement.")
    return _draft(part, waiting, by, now, form=form, reason=reason.strip())


def void_without_lines(*, part: RequestPart, reason: str, by: Person | None, now: datetime) -> list[Agreement]:
    """End the unfinished agreements of a part that no living line rests on."""
    living = [line.pk for line in _lines(part) if line.state in LIVING]
    return drafting.void(part=part.pk, living=living, reason=reason, by=by, now=now)


def _lines(part: RequestPart) -> list[RequestLine]:
    return list(part.lines.select_related("listing").prefetch_related("lots__lot").order_by("pk"))


def _draft(
    part: RequestPart,
    lines: Collection[RequestLine],
    by: Person | None,
    now: datetime,
    *,
    form: FormId | None = None,
    reason: str = "",
) -> list[Agreement]:
    if not lines:
        return []
    return drafting.draft(
        proposal=proposal_for(part, lines, on=now.date()),
        unit=part.unit,
        recipient=part.request.organisation,
        requester=part.request.requester,
        by=by,
        now=now,
        form=form,
        reason=reason,
    )
