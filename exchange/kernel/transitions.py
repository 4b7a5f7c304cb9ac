"""State machines as tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from exchange.kernel.errors import WrongState


@dataclass(frozen=True)
class Transition:
    """One allowed step of a machine.

    Args:
        to: the state after the command.
        roles: who may give the command, as shown in the documentation.
        guards: names of the rules that must hold besides the state.
    """

    to: StrEnum
    roles: frozenset[str]
    guards: tuple[str, ...] = ()


Table = Mapping[tuple[StrEnum, StrEnum], Transition]


def step(table: Table, state: StrEnum, command: StrEnum) -> Transition:
    """Return the transition for a command given in a state.

    Raises:
        WrongState: the table forbids it.
    """
    transition = table.get((state, command))
    if transition is None:
        raise WrongState(command.value, state.value)
    return transition
