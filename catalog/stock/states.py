"""States of a hold. Plain Python.

`docs/states.md` prints the table from here; the trigger `hold_states` enforces the same steps in PostgreSQL.
"""

from enum import StrEnum

from exchange.kernel.transitions import Table, Transition


class HoldState(StrEnum):
    """What became of a promise."""

    ACTIVE = "active"
    RELEASED = "released"  # left with a shipment
    FREED = "freed"  # given up
    EXPIRED = "expired"


class HoldCommand(StrEnum):
    """What can happen to a promise."""

    RELEASE = "release"
    FREE = "free"
    EXPIRE = "expire"


MANAGER, SYSTEM = frozenset({"resource_manager"}), frozenset({"system"})
ANY_SIDE = frozenset({"researcher", "committee_member", "committee_chair", "system"})

S, C = HoldState, HoldCommand
HOLD_TRANSITIONS: Table = {
    (S.ACTIVE, C.RELEASE): Transition(S.RELEASED, MANAGER, ("not past its expiry",)),
    (S.ACTIVE, C.FREE): Transition(S.FREED, ANY_SIDE),
    (S.ACTIVE, C.EXPIRE): Transition(S.EXPIRED, SYSTEM, ("past its expiry",)),
}
