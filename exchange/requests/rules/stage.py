"""How far a part or a request is, derived from its lines. Plain Python.

Lines that are out (declined, stopped, expired, withdrawn) do not count while another goes on; of those that go on the
one that is least far names the stage, since it is the one somebody waits for.
"""

from collections.abc import Collection
from enum import StrEnum

from exchange.requests.states import LineState


class Stage(StrEnum):
    """How far a request is, as people see it."""

    BASKET = "basket"
    IN_REVIEW = "in_review"
    IN_AGREEMENT = "in_agreement"
    IN_FULFILMENT = "in_fulfilment"
    RECEIVED = "received"
    DECLINED = "declined"
    STOPPED = "stopped"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


# The first stage of which some line has the state is the stage of all.
STAGE_OF_STATE: dict[LineState, Stage] = {
    LineState.DRAFT: Stage.BASKET,
    LineState.REQUESTED: Stage.IN_REVIEW,
    LineState.APPROVED: Stage.IN_AGREEMENT,
    LineState.SHIPPED: Stage.IN_FULFILMENT,
    LineState.RECEIVED: Stage.RECEIVED,
    LineState.DECLINED: Stage.DECLINED,
    LineState.STOPPED: Stage.STOPPED,
    LineState.EXPIRED: Stage.EXPIRED,
    LineState.WITHDRAWN: Stage.WITHDRAWN,
}


def stage_of(states: Collection[LineState], *, none: Stage = Stage.BASKET) -> Stage:
    """Return the stage of lines in these states, and `none` when there is no line at all."""
    return next((stage for state, stage in STAGE_OF_STATE.items() if state in states), none)
