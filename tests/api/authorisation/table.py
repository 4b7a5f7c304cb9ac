"""The table of role and command, to which each room adds its commands.

    @command("requestSubmit")
    def submit(stage: Stage) -> dict[str, Any]:
        basket = AccessRequestFactory(requester=stage.owner, organisation=stage.organisation,
                                      project__title=stage.secret())
        return {"request": stage.id_of(basket, "AccessRequest"), "shippingAddress": stage.secret()}

The function lays out rows at ``stage.organisation`` (and ``stage.unit``) on which the command must succeed for whoever
holds one of its roles there, and returns the command's input. What belongs to one person belongs to ``stage.owner``,
who is the acting person where that one is meant to succeed. ``stage.secret()`` is a text to plant wherever a refused
person must not see it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from typing import Any

from django.db.models import Model

from exchange.api.core.ids import global_id
from exchange.api.core.mutation import MUTATIONS
from exchange.parties.models import Organisation, Person, Unit
from exchange.parties.permissions import Permission
from exchange.parties.roles import Role, roles_with
from tests.factories.parties import MembershipFactory, PersonFactory, UnitFactory

_numbers = count(1)


class Place(StrEnum):
    """Where the acting person holds the role."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Standing:
    """Who acts.

    Args:
        role: none for somebody without a membership.
        place: none for nobody at all.
        is_owner: whether what belongs to one person may be the actor's.
    """

    role: Role | None
    place: Place | None
    is_owner: bool = True

    def __str__(self) -> str:
        if self.place is None:
            return "nobody"
        name = f"{self.role.value}_{self.place}" if self.role else "outsider"
        return name if self.is_owner else f"{name}_not_owner"


@dataclass
class Stage:
    """The rows that a command is tried on."""

    organisation: Organisation
    unit: Unit
    actor: Person | None
    owner: Person
    secrets: list[str] = field(default_factory=list)

    def secret(self) -> str:
        """Return a new text that no refused answer may hold."""
        text = f"secret{next(_numbers):06d}"
        self.secrets.append(text)
        return text

    def id_of(self, row: Model, type_name: str) -> str:
        return global_id(row, type_name)


Lay = Callable[[Stage], dict[str, Any]]


@dataclass(frozen=True)
class Command:
    """A row of the table.

    Args:
        roles: who succeeds where the rows are.
        needs_role: False where everybody succeeds who is signed in.
        is_owned: whether even the right role fails on what belongs to another person.
    """

    name: str
    lay: Lay
    roles: frozenset[Role]
    needs_role: bool
    is_owned: bool

    def allows(self, standing: Standing) -> bool:
        if standing.place is None or not standing.is_owner:
            return False
        return not self.needs_role or (standing.place is Place.HERE and standing.role in self.roles)

    def standings(self) -> list[Standing]:
        """Return nobody, an outsider, every role here, the command's roles elsewhere, and those who do not own."""
        roles = sorted(self.roles)
        standings = [
            Standing(None, None),
            Standing(None, Place.NOWHERE),
            *(Standing(role, Place.HERE) for role in Role),
            *(Standing(role, Place.ELSEWHERE) for role in roles),
        ]
        if self.is_owned:
            standings += [Standing(role, Place.HERE, is_owner=False) for role in roles]
            standings.append(Standing(None, Place.NOWHERE, is_owner=False))
        return standings


COMMANDS: dict[str, Command] = {}


def command(name: str, *, roles: frozenset[Role] | None = None, is_owned: bool = False) -> Callable[[Lay], Lay]:
    """Add a mutation to the table.

    Args:
        roles: who succeeds, where that is not simply whoever has the mutation's permission.
        is_owned: whether even the right role fails on what belongs to another person.
    """

    def add(lay: Lay) -> Lay:
        permission = MUTATIONS[name].permission
        needs_role = isinstance(permission, Permission)
        granted = roles_with(permission) if isinstance(permission, Permission) else frozenset()
        COMMANDS[name] = Command(name, lay, roles if roles is not None else granted, needs_role, is_owned)
        return lay

    return add


def stage_for(row: Command, standing: Standing, *, actor: Person | None = None) -> Stage:
    """Make organisation, unit and people for one cell of the table."""
    unit = UnitFactory()
    actor = actor or (PersonFactory() if standing.place is not None else None)
    if standing.role is not None:
        organisation = unit.organisation if standing.place is Place.HERE else UnitFactory().organisation
        MembershipFactory(person=actor, organisation=organisation, unit=None, role=standing.role.value)
    if actor is not None and row.allows(standing):
        owner = actor
    else:
        owner = PersonFactory()
        for role in Role:
            MembershipFactory(person=owner, organisation=unit.organisation, unit=None, role=role.value)
    return Stage(unit.organisation, unit, actor, owner)
