"""States of an access request and of its lines. Plain Python.

A request's progress beyond its submission is derived from its lines, see `rules.stage_of`.
"""

from enum import StrEnum

from exchange.kernel.transitions import Table, Transition


class RequestState(StrEnum):
    """What its requester did with it."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"


class RequestCommand(StrEnum):
    """What its requester can do with it."""

    ADD_LINE = "add_line"
    REMOVE_LINE = "remove_line"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    COPY = "copy"


class LineState(StrEnum):
    """How far one line is."""

    DRAFT = "draft"  # in the basket
    REQUESTED = "requested"  # held, with the provider's committee
    APPROVED = "approved"  # agreement and the rest of the gate
    DECLINED = "declined"
    SHIPPED = "shipped"
    RECEIVED = "received"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"  # its hold ran out
    STOPPED = "stopped"  # a donor of it withdrew


class LineCommand(StrEnum):
    """What can happen to one line."""

    SUBMIT = "submit"
    APPROVE = "approve"
    DECLINE = "decline"
    RECUSE = "recuse"
    NUDGE = "nudge"
    SHIP = "ship"
    CONFIRM_RECEIPT = "confirm_receipt"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    STOP = "stop"


REQUESTER, COMMITTEE = frozenset({"researcher"}), frozenset({"committee_member", "committee_chair"})
MANAGER, SYSTEM = frozenset({"resource_manager"}), frozenset({"system"})

R, RC = RequestState, RequestCommand
REQUEST_TRANSITIONS: Table = {
    (R.DRAFT, RC.ADD_LINE): Transition(R.DRAFT, REQUESTER, ("listing is offered to the organisation",)),
    (R.DRAFT, RC.REMOVE_LINE): Transition(R.DRAFT, REQUESTER),
    (R.DRAFT, RC.SUBMIT): Transition(R.SUBMITTED, REQUESTER, ("not empty", "no line is denied", "stock can be held")),
    (R.DRAFT, RC.WITHDRAW): Transition(R.WITHDRAWN, REQUESTER),
    (R.SUBMITTED, RC.WITHDRAW): Transition(R.WITHDRAWN, REQUESTER, ("nothing was shipped",)),
    (R.SUBMITTED, RC.COPY): Transition(R.SUBMITTED, REQUESTER, ("some of it is offered",)),
    (R.WITHDRAWN, RC.COPY): Transition(R.WITHDRAWN, REQUESTER, ("some of it is offered",)),
}

S, C = LineState, LineCommand
LINE_TRANSITIONS: Table = {
    (S.DRAFT, C.SUBMIT): Transition(S.REQUESTED, REQUESTER, ("stock can be held",)),
    (S.DRAFT, C.WITHDRAW): Transition(S.WITHDRAWN, REQUESTER),
    (S.REQUESTED, C.APPROVE): Transition(
        S.APPROVED, COMMITTEE | SYSTEM, ("no conflict of interest", "reason where MANUAL", "the votes carry it")
    ),
    (S.REQUESTED, C.DECLINE): Transition(
        S.DECLINED, COMMITTEE, ("no conflict of interest", "reason given", "the votes carry it")
    ),
    (S.REQUESTED, C.NUDGE): Transition(S.REQUESTED, REQUESTER, ("not reminded lately",)),
    (S.REQUESTED, C.RECUSE): Transition(S.REQUESTED, COMMITTEE, ("reason given",)),
    (S.REQUESTED, C.WITHDRAW): Transition(S.WITHDRAWN, REQUESTER),
    (S.REQUESTED, C.EXPIRE): Transition(S.EXPIRED, SYSTEM, ("hold has expired",)),
    (S.APPROVED, C.SHIP): Transition(S.SHIPPED, MANAGER, ("gate is green",)),
    (S.APPROVED, C.WITHDRAW): Transition(S.WITHDRAWN, REQUESTER),
    (S.APPROVED, C.EXPIRE): Transition(S.EXPIRED, SYSTEM, ("hold has expired",)),
    (S.REQUESTED, C.STOP): Transition(S.STOPPED, SYSTEM, ("a donor has withdrawn",)),
    (S.APPROVED, C.STOP): Transition(S.STOPPED, SYSTEM, ("a donor has withdrawn",)),
    (S.SHIPPED, C.CONFIRM_RECEIPT): Transition(S.RECEIVED, REQUESTER),
}
