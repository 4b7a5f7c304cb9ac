"""States of a consent record. Plain Python.

Expiry is no state: it follows from the record's last day, see `rules.standing_on`.
"""

from enum import StrEnum

from exchange.kernel.transitions import Table, Transition


class ConsentState(StrEnum):
    """What the donor last said."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"


class ConsentCommand(StrEnum):
    """What can happen to a consent record."""

    WITHDRAW = "withdraw"


TRANSITIONS: Table = {
    (ConsentState.ACTIVE, ConsentCommand.WITHDRAW): Transition(
        ConsentState.WITHDRAWN, frozenset({"resource_manager"}), ("member of the provider",)
    ),
}
