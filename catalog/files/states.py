"""States of a photo. Plain Python."""

from enum import StrEnum

from exchange.kernel.transitions import Table, Transition


class PhotoState(StrEnum):
    """What became of the file that was sent last."""

    WAITING = "waiting"
    READY = "ready"
    REFUSED = "refused"


class PhotoCommand(StrEnum):
    """What can happen to a photo."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    REPLACE = "replace"


SYSTEM = frozenset({"system"})
MANAGER = frozenset({"resource_manager"})

S, C = PhotoState, PhotoCommand
PHOTO_TRANSITIONS: Table = {
    (S.WAITING, C.ACCEPT): Transition(S.READY, SYSTEM, ("it is encoded anew, without what was hidden in it",)),
    (S.WAITING, C.REFUSE): Transition(S.REFUSED, SYSTEM, ("the file is discarded", "an earlier one stays shown")),
    (S.READY, C.REPLACE): Transition(S.WAITING, MANAGER),
    (S.REFUSED, C.REPLACE): Transition(S.WAITING, MANAGER),
}
