"""What a viewer may do now with requests and lines: the state table and the viewer's permissions together."""

from collections.abc import Collection
from datetime import date

from exchange.parties.models import Organisation, Person, Unit
from exchange.parties.permissions import Permission
from exchange.parties.queries import permissions_of, remember_memberships
from exchange.requests.models import AccessRequest, RequestLine
from exchange.requests.states import (
    LINE_TRANSITIONS,
    REQUEST_TRANSITIONS,
    LineCommand,
    LineState,
    RequestCommand,
    RequestState,
)

GONE = (LineState.SHIPPED, LineState.RECEIVED)


def request_commands(
    request: AccessRequest, states: Collection[LineState], viewer: Person, *, on: date
) -> list[RequestCommand]:
    """Return what the viewer may do with a request that has lines in these states."""
    if request.requester_id != viewer.pk or not may(viewer, Permission.REQUEST_ACCESS, request.organisation, on=on):
        return []
    barred = set()
    if not states:
        barred |= {RequestCommand.SUBMIT, RequestCommand.REMOVE_LINE}
    if any(state in GONE for state in states):
        barred.add(RequestCommand.WITHDRAW)
    state = RequestState(request.state)
    return [command for command in RequestCommand if (state, command) in REQUEST_TRANSITIONS and command not in barred]


def line_commands(line: RequestLine, viewer: Person, *, on: date) -> list[LineCommand]:
    """Return what the viewer may do with a line itself.

    Who asked reminds the committee, and the committee decides, without those who have a conflict of interest.
    """
    if line.request.requester_id == viewer.pk:
        return [LineCommand.NUDGE] if (LineState(line.state), LineCommand.NUDGE) in LINE_TRANSITIONS else []
    if line.part is None or has_conflict(viewer, line.request, on=on):
        return []
    unit = line.part.unit
    if not may(viewer, Permission.DECIDE_ACCESS, unit.organisation, on=on, unit=unit):
        return []
    state = LineState(line.state)
    decisions = (LineCommand.APPROVE, LineCommand.DECLINE, LineCommand.RECUSE)
    return [command for command in decisions if (state, command) in LINE_TRANSITIONS]


def has_conflict(person: Person, request: AccessRequest, *, on: date) -> bool:
    """Say whether a person must not decide on a request: it is theirs, or they belong to who asks."""
    remember_memberships(person)
    return person.pk in (request.requester_id, request.project.owner_id) or any(
        membership.organisation_id == request.organisation_id
        and membership.since_on <= on
        and (membership.until_on is None or membership.until_on >= on)
        for membership in person.memberships.all()
    )


def may(
    person: Person, permission: Permission, organisation: Organisation, *, on: date, unit: Unit | None = None
) -> bool:
    """Say whether a person has a permission, with one query for all the questions about them."""
    return permission in permissions_of(remember_memberships(person), organisation, on=on, unit=unit)
