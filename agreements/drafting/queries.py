"""Who sees which agreements, and what covers a line."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from agreements.drafting.models import Agreement, AgreementApproval, AgreementDocument, AgreementItem
from agreements.drafting.states import AgreementState
from exchange.kernel import clock
from exchange.kernel.errors import NotAllowed
from exchange.parties.models import Organisation, Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import organisations_with, require, units_with

Viewer = Person | AnonymousUser | None


def visible_to(viewer: Viewer) -> QuerySet[Agreement]:
    """Return the agreements of the viewer's own requests, and those that their roles with a party let them read."""
    if not isinstance(viewer, Person):
        return Agreement.objects.none()
    today = clock.today()
    return Agreement.objects.filter(
        Q(requester=viewer)
        | Q(unit__in=units_with(viewer, Permission.READ_AGREEMENTS, on=today))
        | Q(recipient__in=organisations_with(viewer, Permission.READ_AGREEMENTS, on=today))
    )


def visible_items(viewer: Viewer) -> QuerySet[AgreementItem]:
    """Return the schedules of visible agreements."""
    return AgreementItem.objects.filter(agreement__in=visible_to(viewer))


def visible_approvals(viewer: Viewer) -> QuerySet[AgreementApproval]:
    """Return the approvals of visible agreements."""
    return AgreementApproval.objects.filter(agreement__in=visible_to(viewer))


def visible_documents(viewer: Viewer) -> QuerySet[AgreementDocument]:
    """Return the documents of visible agreements, without their content."""
    return AgreementDocument.objects.filter(agreement__in=visible_to(viewer)).defer("content")


def covering(lines: Collection[UUID]) -> dict[UUID, AgreementItem]:
    """Return for each line the schedule row of the agreement that counts, with the agreement and its parties.

    That is the one that is not declined, else the one declined last; lines without any are left out.
    """
    rows = (
        AgreementItem.objects.filter(line_reference__in=lines)
        .select_related("agreement__provider", "agreement__recipient")
        .order_by("pk")
    )
    found: dict[UUID, AgreementItem] = {}
    for row in rows:
        known = found.get(row.line_reference)
        if known is None or known.agreement.state == AgreementState.DECLINED:
            found[row.line_reference] = row
    return found


def parties_of(agreement: Agreement) -> dict[UUID, str]:
    """Return id and name of the provider, then of the recipient."""
    return {agreement.provider_id: agreement.provider.name, agreement.recipient_id: agreement.recipient.name}


def sides_of(agreement: Agreement, person: Person, permission: Permission, *, on: date) -> list[Organisation]:
    """Return the parties for which a person may act on a day, the provider first.

    Raises:
        NotAllowed: for neither.
    """
    sides, refusal = [], None
    for organisation in (agreement.provider, agreement.recipient):
        try:
            require(person, permission, organisation, on=on)
        except NotAllowed as error:
            refusal = error
        else:
            sides.append(organisation)
    if refusal is not None and not sides:
        raise refusal
    return sides
