"""Every pair of state and command is decided: allowed by a table, or shown as forbidden in docs/states.md."""

from importlib import import_module
from types import ModuleType
from typing import Any

import pgtrigger
import pytest
from django.db.models import Field

from exchange.api.reference.states import MACHINES, Machine, page
from exchange.kernel.errors import WrongState
from exchange.kernel.transitions import Transition, step
from exchange.parties.roles import Role
from tests.architecture.sources import name_of, python_files

MODULES: list[ModuleType] = [
    import_module(name_of(path).removesuffix(".py").replace("/", "."))
    for path in python_files()
    if path.name == "states.py" and not name_of(path).startswith(("tests/", "exchange/api/"))
]
each_machine = pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.title)


def column(machine: Machine) -> "Field[Any, Any]":
    field = machine.model._meta.get_field(machine.field)
    assert isinstance(field, Field)
    return field


def is_table(value: object) -> bool:
    return isinstance(value, dict) and any(isinstance(entry, Transition) for entry in value.values())


def test_every_table_is_in_the_documentation() -> None:
    tables = [value for module in MODULES for value in vars(module).values() if is_table(value)]
    assert len(tables) == len(MACHINES)
    assert all(any(machine.transitions is table for machine in MACHINES) for table in tables)


@each_machine
def test_every_pair_is_decided_as_documented(machine: Machine) -> None:
    section = page().partition(f"## {machine.title}\n\n")[2].partition("\n\n")[0].splitlines()
    documented = [[cell.strip(" *`") for cell in line.strip("| ").split(" | ")] for line in section]
    header, rows = documented[0], documented[2:]
    assert header == ["State", *machine.commands]
    assert [row[0] for row in rows] == [state.value for state in machine.states]
    for row in rows:
        state = machine.states(row[0])
        for command, shown in zip(machine.commands, row[1:], strict=True):
            if shown == "—":
                with pytest.raises(WrongState) as refused:
                    step(machine.transitions, state, command)
                assert refused.value.params == {"command": command.value, "state": state.value}
            else:
                assert step(machine.transitions, state, command).to == shown


@each_machine
def test_table_knows_its_states_commands_and_roles(machine: Machine) -> None:
    for (state, command), transition in machine.transitions.items():
        assert isinstance(state, machine.states)
        assert isinstance(command, machine.commands)
        assert isinstance(transition.to, machine.states)
        assert transition.roles
        assert transition.roles <= {*Role, "system"}


@each_machine
def test_every_command_can_be_given_and_every_state_reached(machine: Machine) -> None:
    assert {command for _, command in machine.transitions} == set(machine.commands)
    first = column(machine).default
    reached = {transition.to for transition in machine.transitions.values()}
    assert reached | {machine.states(first)} == set(machine.states)


@each_machine
def test_database_allows_the_same_steps(machine: Machine) -> None:
    """The trigger knows the moves; a command that keeps the state moves nothing."""
    moves = {
        (state.value, transition.to.value) for state, _, transition in machine.steps() if transition.to is not state
    }
    guards = [trigger for trigger in machine.model._meta.triggers if isinstance(trigger, pgtrigger.FSM)]  # type: ignore[attr-defined]
    assert [guard.field for guard in guards] == [machine.field]
    assert {tuple(move) for move in guards[0].transitions} == moves


@each_machine
def test_column_takes_the_states_and_no_other(machine: Machine) -> None:
    assert [value for value, _ in column(machine).choices or ()] == [state.value for state in machine.states]
