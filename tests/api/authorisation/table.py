"""The table of role and command, to which each room adds its commands.

    @command("requestSubmit", at=Side.RECIPIENT, is_owned=True)
    def submit(stage: Stage) -> Given:
        basket = stage.home.basket()
        return {"request": stage.id_of(basket, "AccessRequest"), "shippingAddress": "1 Hill Road"}

The function prepares the house, so that the command must succeed for whoever holds one of its roles on that side, and
returns the command's input. What belongs to one person belongs to ``stage.owner``, the recipient's researcher or the
provider's manager.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Model

from catalog.stock.models import Specimen
from exchange.api.core.ids import global_id
from exchange.api.core.mutation import MUTATIONS
from exchange.parties.models import Organisation, Person
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
        is_owner: whether the actor is the one to whom belongs what belongs to one person.
    """

    role: Role | None
    place: Place | None
    is_owner: bool = False

    def __str__(self) -> str:
        if self.place is None:
            return "nobody"
        return f"{self.role or 'nothing'} {self.place}{' who owns it' if self.is_owner else ''}"


@dataclass
class Stage:
    """A house, and on which side of it the command lies."""

    home: House
    side: Side

    @property
    def organisation(self) -> Organisation:
        return self.home.recipient if self.side is Side.RECIPIENT else self.home.biobank.organisation

    @property
    def owner(self) -> Person:
        """Return whose own things the command is about."""
        return self.home.researcher if self.side is Side.RECIPIENT else self.home.biobank.manager

    def id_of(self, row: Model, type_name: str) -> str:
        return global_id(row, type_name)

    def secrets(self) -> list[str]:
        """Return what no refused answer may hold."""
        donors = Specimen.objects.values_list("donor_pseudonym", flat=True)
        people = Person.objects.values_list("email", flat=True)
        return [SECRET_TITLE, self.owner.full_name, *donors, *people, "REC-", "R-20", "A-20"]

    def actor(self, standing: Standing, *, has_authority: bool) -> Person | None:
        """Return the acting person; authority to sign is on record for them where the command asks for it."""
        if standing.place is None:
            return None
        if standing.is_owner:
            return self.owner
        actor = PersonFactory.create()
        if standing.role is not None:
            place = self.organisation if standing.place is Place.HERE else OrganisationFactory.create()
            MembershipFactory.create(person=actor, organisation=place, role=standing.role.value)
        if has_authority:
            SigningAuthorityFactory.create(person=actor, organisation=self.organisation)
        return actor


Lay = Callable[[Stage], Given]


@dataclass(frozen=True)
class Command:
    """A row of the table.

    Args:
        roles: who succeeds where the rows are.
        needs_role: False where everybody succeeds who is signed in.
        is_owned: whether even the right role fails on what belongs to another person.
        has_authority: whether everybody who tries has authority to sign on record, which does not replace the role.
        is_everywhere: whether the role counts wherever it is held.
    """

    name: str
    lay: Lay
    side: Side
    roles: frozenset[Role]
    needs_role: bool
    is_owned: bool
    has_authority: bool
    is_everywhere: bool

    def allows(self, standing: Standing) -> bool:
        if standing.place is None:
            return False
        if self.is_owned:
            return standing.is_owner
        is_right_place = self.is_everywhere or standing.place is Place.HERE
        return not self.needs_role or (is_right_place and standing.role in self.roles)

    @property
    def owner_role(self) -> Role:
        return Role.RESEARCHER if self.side is Side.RECIPIENT else Role.RESOURCE_MANAGER

    def standings(self) -> list[Standing]:
        """Return nobody, an outsider, every role here, the command's roles elsewhere, and the owner."""
        return [
            Standing(None, None),
            Standing(None, Place.NOWHERE),
            *(Standing(role, Place.HERE) for role in Role),
            *(Standing(role, Place.ELSEWHERE) for role in sorted(self.roles)),
            *([Standing(self.owner_role, Place.HERE, is_owner=True)] if self.is_owned else []),
        ]


COMMANDS: dict[str, Command] = {}


def command(
    name: str,
    *,
    at: Side,
    roles: frozenset[Role] | None = None,
    is_owned: bool = False,
    has_authority: bool = False,
    is_everywhere: bool = False,
) -> Callable[[Lay], Lay]:
    """Add a mutation to the table.

    Args:
        at: on which side the roles count.
        roles: who succeeds, where that is not simply whoever has the mutation's permission.
        is_owned: whether even the right role fails on what belongs to another person.
        has_authority: put authority to sign on record for whoever tries.
        is_everywhere: the role counts wherever it is held.
    """

    def add(lay: Lay) -> Lay:
        permission = MUTATIONS[name].permission
        needs_role = isinstance(permission, Permission)
        granted = roles_with(permission) if isinstance(permission, Permission) else frozenset()
        allowed = roles if roles is not None else granted
        COMMANDS[name] = Command(name, lay, at, allowed, needs_role, is_owned, has_authority, is_everywhere)
        return lay

    return add


def stage_for(row: Command) -> Stage:
    """Make the house that a command is tried in."""
    home = house()
    home.project = ProjectFactory.create(
        organisation=home.recipient,
        owner=home.researcher,
        title=f"{SECRET_TITLE} {home.recipient.pk}",
        ethics_approvals=list(home.project.ethics_approvals.all()),
    )
    return Stage(home, row.side)
