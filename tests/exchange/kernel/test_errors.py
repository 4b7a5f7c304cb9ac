from enum import StrEnum

import pytest

from exchange.kernel.errors import (
    CommonCode,
    DomainError,
    InvalidInput,
    NotAllowed,
    NotFound,
    Refused,
    WrongState,
)
from exchange.kernel.transitions import Table, Transition, step


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"


class Knob(StrEnum):
    PUSH = "push"
    LOCK = "lock"


DOORS: Table = {(Door.OPEN, Knob.PUSH): Transition(Door.SHUT, frozenset({"guest"}), ("nobody stands in it",))}


@pytest.mark.parametrize(
    ("error", "code", "message", "field", "params"),
    [
        (NotAllowed("Ask the chair.", permission="x"), "NOT_ALLOWED", "Ask the chair.", None, {"permission": "x"}),
        (NotFound("lot", field="lot"), "NOT_FOUND", "No such lot.", "lot", {}),
        (
            WrongState("ship", "draft"),
            "WRONG_STATE",
            "This cannot be done now: “ship” is not possible in state “draft”.",
            None,
            {"command": "ship", "state": "draft"},
        ),
        (InvalidInput("days", "Too many.", most=3), "INVALID", "Too many.", "days", {"most": 3}),
        (Refused(Door.SHUT, "No.", field="door"), "shut", "No.", "door", {}),
    ],
)
def test_error_says_what_the_client_is_told(
    error: DomainError, code: str, message: str, field: str | None, params: dict[str, object]
) -> None:
    assert (str(error.code), error.message, error.field, error.params) == (code, message, field, params)
    assert str(error) == message
    assert isinstance(error, DomainError)


def test_common_codes_are_spelt_like_their_names() -> None:
    assert all(code.value == code.name for code in CommonCode)


def test_step_follows_the_table() -> None:
    transition = step(DOORS, Door.OPEN, Knob.PUSH)
    assert (transition.to, transition.roles, transition.guards) == (
        Door.SHUT,
        frozenset({"guest"}),
        ("nobody stands in it",),
    )


@pytest.mark.parametrize(("state", "command"), [(Door.OPEN, Knob.LOCK), (Door.SHUT, Knob.PUSH), (Door.SHUT, Knob.LOCK)])
def test_step_refuses_every_other_pair(state: Door, command: Knob) -> None:
    with pytest.raises(WrongState) as refused:
        step(DOORS, state, command)
    assert refused.value.params == {"command": command.value, "state": state.value}
