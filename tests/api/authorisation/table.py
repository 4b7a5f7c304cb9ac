"""The table of role and command, to which each room adds its commands.

    @command("requestSubmit", at=Side.RECIPIENT, is_owned=True)
    def submit(stage: Stage) -> Given:
        basket = stage.home.basket()
        return {"request": stage.id_of(basket, "AccessRequest"), "shippingAddress": "1 Hill Road"}

The function prepares the house, so that the command must succeed for whoever holds one of its roles on that side, and
returns the command's input. What belongs to one person is made by ``stage.home.researcher``, who on the recipient's
side is the acting person where that one is meant to succeed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import Model

from catalog.stock.models import Specimen
from exchange.api.core.ids import global_id
from exchange.api.core.mutation import MUTATIONS
from exchange.parties.models import Organisation, Person, Unit
from exchange.parties.permissions import Permission
from exchange.parties.roles import Role, roles_with
from tests.factories.parties import MembershipFactory, OrganisationFactory, PersonFactory, SigningAuthorityFactory
from tests.factories.requests import House, ProjectFactory, house

Given = dict[str, Any]
SECRET_TITLE = "Secret project of a rival"


class Side(StrEnum):
    """Where the rows of a command lie."""

    RECIPIENT = "recipient"
    PROVIDER = "provider"


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
    """A house, and who acts in it on which side."""

    home: House
    side: Side
    actor: Person | None

    @cached_property
    def organisation(self) -> Organisation:
        return self.home.recipient if self.side is Side.RECIPIENT else self.home.biobank.organisation

    @cached_property
    def unit(self) -> Unit:
        return self.home.biobank.unit

    @property
    def owner(self) -> Person:
        """Return whose own things the command is about."""
        return self.home.researcher

    def authorise(self) -> None:
        """Put the acting person's signing authority on record, which does not replace the role."""
        if self.actor is not None:
            SigningAuthorityFactory(person=self.actor, organisation=self.organisation)

    def id_of(self, row: Model, type_name: str) -> str:
        return global_id(row, type_name)

    def secrets(self) -> list[str]:
        """Return what no refused answer may hold."""
        donors = Specimen.objects.values_list("donor_pseudonym", flat=True)
        people = [self.home.researcher.full_name, self.home.researcher.email]
        return [SECRET_TITLE, *donors, *people, "REC-", "R-20", "A-20"]


Lay = Callable[[Stage], Given]


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
    side: Side
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


def command(
    name: str, *, at: Side, roles: frozenset[Role] | None = None, is_owned: bool = False
) -> Callable[[Lay], Lay]:
    """Add a mutation to the table.

    Args:
        at: on which side the roles count.
        roles: who succeeds, where that is not simply whoever has the mutation's permission.
        is_owned: whether even the right role fails on what belongs to another person.
    """

    def add(lay: Lay) -> Lay:
        permission = MUTATIONS[name].permission
        needs_role = isinstance(permission, Permission)
        granted = roles_with(permission) if isinstance(permission, Permission) else frozenset()
        COMMANDS[name] = Command(name, lay, at, roles if roles is not None else granted, needs_role, is_owned)
        return lay

    return add


def stage_for(row: Command, standing: Standing, *, actor: Person | None = None) -> Stage:
    """Make the house and the acting person for one cell of the table."""
    home = house()
    actor = actor or (PersonFactory() if standing.place is not None else None)
    stage = Stage(home, row.side, actor)
    if standing.role is not None:
        place = stage.organisation if standing.place is Place.HERE else OrganisationFactory()
        MembershipFactory(person=actor, organisation=place, role=standing.role.value)
    if actor is not None and row.side is Side.RECIPIENT and row.allows(standing):
        home.researcher = actor
    approvals = list(home.project.ethics_approvals.all())
    home.project = ProjectFactory(
        organisation=home.recipient,
        owner=home.researcher,
        title=f"{SECRET_TITLE} {home.recipient.pk}",
        ethics_approvals=approvals,
    )
    return stage


def stage_of_success(row: Command, *, actor: Person | None = None) -> Stage:
    """Return a stage on which the command is laid out and would succeed."""
    role = min(row.roles, default=None)
    stage = stage_for(row, Standing(role, Place.HERE if role else Place.NOWHERE), actor=actor)
    row.lay(stage)
    return stage
