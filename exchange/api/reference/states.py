"""docs/states.md: what can be done to a deal's parts in each state, and what never can."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Model

from agreements.drafting import states as agreement
from agreements.drafting.models import Agreement
from catalog.consent import states as consent
from catalog.consent.models import ConsentRecord
from catalog.files import states as files
from catalog.files.models import ListingPhoto
from catalog.interchange import states as imports
from catalog.interchange.models import ImportRun
from catalog.listings import states as listings
from catalog.listings.models import Listing
from catalog.stock import states as stock
from catalog.stock.models import Hold
from exchange.api.reference.markdown import NOTE, table
from exchange.kernel.transitions import Table, Transition
from exchange.parties.roles import ROLES, Role
from exchange.requests import states as requests
from exchange.requests.models import AccessRequest, RequestLine
from exchange.shipping import states as shipping
from exchange.shipping.models import Shipment

INTRODUCTION = """\
Each table has a row for every state and a column for every command: the state that follows, or a dash where the
command is forbidden. A pair that the code does not allow is forbidden; PostgreSQL refuses the change of state as well.
Roles are explained in [roles.md](roles.md); *system* is the marketplace itself."""
SYSTEM = "system"


@dataclass(frozen=True)
class Machine:
    """A model with states, and the table of what changes them.

    Args:
        field: the model's field that holds the state.
    """

    title: str
    model: type[Model]
    states: type[StrEnum]
    commands: type[StrEnum]
    transitions: Table
    field: str = "state"

    def steps(self) -> Iterable[tuple[StrEnum, StrEnum, Transition]]:
        """Yield the allowed steps in the order of states and commands."""
        for state in self.states:
            for command in self.commands:
                if transition := self.transitions.get((state, command)):
                    yield state, command, transition


MACHINES: tuple[Machine, ...] = (
    Machine(
        "Access request",
        AccessRequest,
        requests.RequestState,
        requests.RequestCommand,
        requests.REQUEST_TRANSITIONS,
    ),
    Machine(
        "Line of an access request",
        RequestLine,
        requests.LineState,
        requests.LineCommand,
        requests.LINE_TRANSITIONS,
    ),
    Machine("Hold", Hold, stock.HoldState, stock.HoldCommand, stock.HOLD_TRANSITIONS),
    Machine("Agreement", Agreement, agreement.AgreementState, agreement.AgreementCommand, agreement.TRANSITIONS),
    Machine("Shipment", Shipment, shipping.ShipmentState, shipping.ShipmentCommand, shipping.TRANSITIONS),
    Machine(
        "Consent record",
        ConsentRecord,
        consent.ConsentState,
        consent.ConsentCommand,
        consent.TRANSITIONS,
        field="status",
    ),
    Machine("Listing", Listing, listings.Visibility, listings.ListingCommand, listings.TRANSITIONS, field="visibility"),
    Machine("Import run", ImportRun, imports.ImportState, imports.ImportCommand, imports.IMPORT_TRANSITIONS),
    Machine("Photo of a listing", ListingPhoto, files.PhotoState, files.PhotoCommand, files.PHOTO_TRANSITIONS),
)


def page() -> str:
    """Return the text of the page."""
    parts = "\n".join(_section(machine) for machine in MACHINES)
    return f"# States and commands\n\n{NOTE}\n\n{INTRODUCTION}\n\n{parts}"


def _section(machine: Machine) -> str:
    matrix = table(
        ("State", *(f"`{command.value}`" for command in machine.commands)),
        ((f"**{state.value}**", *(_cell(machine, state, command) for command in machine.commands))
         for state in machine.states),
    )  # fmt: skip
    steps = table(
        ("In state", "Command", "By", "Provided that"),
        (
            (state.value, f"`{command.value}`", _by(transition.roles), "; ".join(transition.guards) or "—")
            for state, command, transition in machine.steps()
        ),
    )
    return f"## {machine.title}\n\n{matrix}\n\n{steps}\n"


def _cell(machine: Machine, state: StrEnum, command: StrEnum) -> str:
    transition = machine.transitions.get((state, command))
    return transition.to.value if transition else "—"


def _by(roles: frozenset[str]) -> str:
    return ", ".join(sorted(SYSTEM if role == SYSTEM else ROLES[Role(role)].title for role in roles))
