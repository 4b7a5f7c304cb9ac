"""Register ethics approvals, and announce that they expire."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from agreements.compliance.errors import EthicsRegisterCode
from agreements.compliance.events import ComplianceEvent
from agreements.compliance.models import EthicsApproval, EthicsNotice
from agreements.compliance.rules import NOTICE_DAYS, notice_due
from exchange.kernel import audit, outbox
from exchange.kernel.errors import InvalidInput, Refused
from exchange.parties.models import Organisation, Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import require
from exchange.parties.rules.identifiers import is_country, name_of

NUMBER_LENGTH = 100
SCOPE_LENGTH = 2000
PORTION = 500


@transaction.atomic
def register_ethics_approval(
    *,
    organisation: Organisation,
    committee: str,
    number: str,
    country_code: str,
    valid_from: date,
    valid_until: date,
    scope: str = "",
    by: Person,
    now: datetime,
) -> EthicsApproval:
    """Enter a committee's approval; it is never altered, a renewal is entered anew.

    Args:
        number: the committee's own reference.
        country_code: of the committee, ISO 3166-1 alpha-2.
        valid_from, valid_until: both inclusive.
        scope: what was approved, in a few sentences.

    Raises:
        NotAllowed: the person may not register approvals of the organisation.
        InvalidInput: a value is missing, malformed or out of bounds.
        Refused: that committee's number is on record (ALREADY_REGISTERED).
    """
    require(by, Permission.REGISTER_ETHICS, organisation, on=now.date())
    if valid_until < valid_from:
        raise InvalidInput("valid_until", "An approval ends on the day it begins, or later.")
    approval = EthicsApproval(
        organisation=organisation,
        committee=_line("committee", committee),
        number=_line("number", number),
        country_code=_country(country_code),
        scope=_scope(scope),
        valid_from=valid_from,
        valid_until=valid_until,
        registered_by=by,
    )
    try:
        with transaction.atomic():
            approval.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            EthicsRegisterCode.ALREADY_REGISTERED,
            f"{approval.committee} {approval.number} is on record already.",
            field="number",
        ) from error
    audit.record("compliance.register_ethics_approval", approval, by=by, valid_until=valid_until.isoformat())
    outbox.announce(ComplianceEvent.ETHICS_APPROVAL_REGISTERED, approval_id=str(approval.pk))
    return approval


def announce_expiring_approvals(*, now: datetime) -> int:
    """Announce, 60, 30 and 7 days before its end, that an approval expires, and return how many were announced.

    Each is announced once a notice, however many processes do it at once. Where days were missed only the nearest
    notice is given.
    """
    today = now.date()
    soon = EthicsApproval.objects.filter(valid_until__range=(today, today + timedelta(days=max(NOTICE_DAYS))))
    portions = soon.order_by("pk").prefetch_related("notices").iterator(chunk_size=PORTION)
    return sum(_announce(approval, today) for approval in portions)


@transaction.atomic
def _announce(approval: EthicsApproval, today: date) -> bool:
    days_before = notice_due(approval.valid_until, on=today)
    if days_before is None or any(notice.days_before <= days_before for notice in approval.notices.all()):
        return False
    _, is_new = EthicsNotice.objects.get_or_create(approval=approval, days_before=days_before)
    if is_new:
        outbox.announce(ComplianceEvent.ETHICS_APPROVAL_EXPIRING, approval_id=str(approval.pk))
    return is_new


def _country(code: str) -> str:
    if not is_country(code):
        raise InvalidInput("country_code", "Name the committee's country by its two-letter code.")
    return code


def _scope(text: str) -> str:
    if len(text.strip()) > SCOPE_LENGTH:
        raise InvalidInput("scope", f"Say what was approved in at most {SCOPE_LENGTH} characters.")
    return text.strip()


def _line(field: str, text: str) -> str:
    try:
        line = name_of(text)
    except ValueError as error:
        raise InvalidInput(field, str(error)) from error
    if field == "number" and len(line) > NUMBER_LENGTH:
        raise InvalidInput(field, f"A committee's number has at most {NUMBER_LENGTH} characters.")
    return line
