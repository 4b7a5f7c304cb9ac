"""Which ethics approvals there are, and how they stand."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from agreements.compliance.models import EthicsApproval
from agreements.compliance.rules import Approval, Standing, standing_of
from exchange.kernel import clock
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import organisations_with

Viewer = Person | AnonymousUser | None


def visible_to(viewer: Viewer) -> QuerySet[EthicsApproval]:
    """Return the approvals of organisations for which the viewer manages projects."""
    if not isinstance(viewer, Person):
        return EthicsApproval.objects.none()
    own = organisations_with(viewer, Permission.MANAGE_PROJECTS, on=clock.today())
    return EthicsApproval.objects.filter(organisation__in=own)


def standing(approvals: Iterable[EthicsApproval], *, on: date) -> Standing:
    """Return how approvals stand on a day."""
    return standing_of([Approval(str(row), row.valid_from, row.valid_until) for row in approvals], on=on)
