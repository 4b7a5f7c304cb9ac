"""What commands on listings take."""

from collections.abc import Mapping
from typing import Any

import graphene

from catalog.listings.facts import ListingEdit
from catalog.listings.queries import Move
from catalog.listings.states import ListingCommand
from exchange.api.catalogue import enums
from exchange.api.core.ids import IdOf

LISTING = "exchange.api.catalogue.types.ListingType"
CONSORTIUM = "exchange.api.parties.consortia.ConsortiumType"


class SharedEdit:
    """What several listings shall say, and who shall see them."""

    listings = IdOf(LISTING, is_list=True, required=True, description="Which ones, all of one unit; at most 200.")
    versions = graphene.List(
        graphene.NonNull(graphene.Int),
        required=True,
        description="Version of each listing as the person saw it, in the same order.",
    )
    summary = graphene.String(description="What each of them is; left as it is when absent.")
    warning = graphene.String(description="Why each is problematic; empty takes a warning away.")
    use_terms = graphene.String(description="What is allowed, as DUO terms such as HMB; IRB.")
    command = enums.ListingCommand(description="What changes who sees them; nobody else does when absent.")
    consortium = IdOf(CONSORTIUM, description="Whose members shall see them, for RESTRICT.")
    withdrawal_reason = graphene.String(description="Why they are no longer offered, for WITHDRAW.")


SHARED: Mapping[str, Any] = {name: value for name, value in vars(SharedEdit).items() if not name.startswith("_")}


def edit_of(given: Mapping[str, Any]) -> ListingEdit:
    """Return what the listings shall say."""
    names = ("title", "summary", "synonyms", "identifiers", "warning", "use_terms")
    said: dict[str, Any] = {name: value for name in names if (value := given.get(name)) is not None}
    return ListingEdit(**said | {name: tuple(value) for name, value in said.items() if isinstance(value, list)})


def shared_edit_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of the domain's bulk edit and of its preview."""
    move = None
    if given.get("command") is not None:
        reason = given.get("withdrawal_reason") or ""
        move = Move(ListingCommand(given["command"]), given.get("consortium"), reason)
    return {"listings": given["listings"], "versions": given["versions"], "change": edit_of(given), "move": move}
