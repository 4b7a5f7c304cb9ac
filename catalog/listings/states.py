"""Who sees a listing, and what changes it. Plain Python.

`docs/states.md` prints the table from here; the trigger `listing_visibility` enforces the same steps in PostgreSQL.
"""

from enum import StrEnum

from exchange.kernel.transitions import Table, Transition


class Visibility(StrEnum):
    """Who sees a listing."""

    DRAFT = "draft"  # its own unit
    CONSORTIUM = "consortium"  # members of the organisations in one consortium, and its own unit
    PUBLIC = "public"  # everybody
    WITHDRAWN = "withdrawn"  # its own unit; no longer offered


class ListingCommand(StrEnum):
    """What changes who sees a listing."""

    PUBLISH = "publish"
    RESTRICT = "restrict"
    RETRACT = "retract"
    WITHDRAW = "withdraw"


MANAGER = frozenset({"resource_manager"})
WARNED = ("a warning has its reason on record",)
MEMBER = ("its organisation belongs to the consortium", *WARNED)

S, C = Visibility, ListingCommand
TRANSITIONS: Table = {
    (S.DRAFT, C.PUBLISH): Transition(S.PUBLIC, MANAGER, WARNED),
    (S.DRAFT, C.RESTRICT): Transition(S.CONSORTIUM, MANAGER, MEMBER),
    (S.DRAFT, C.WITHDRAW): Transition(S.WITHDRAWN, MANAGER),
    (S.CONSORTIUM, C.PUBLISH): Transition(S.PUBLIC, MANAGER, WARNED),
    (S.CONSORTIUM, C.RESTRICT): Transition(S.CONSORTIUM, MANAGER, (*MEMBER, "it is another one")),
    (S.CONSORTIUM, C.RETRACT): Transition(S.DRAFT, MANAGER),
    (S.CONSORTIUM, C.WITHDRAW): Transition(S.WITHDRAWN, MANAGER),
    (S.PUBLIC, C.RESTRICT): Transition(S.CONSORTIUM, MANAGER, MEMBER),
    (S.PUBLIC, C.RETRACT): Transition(S.DRAFT, MANAGER),
    (S.PUBLIC, C.WITHDRAW): Transition(S.WITHDRAWN, MANAGER),
    (S.WITHDRAWN, C.PUBLISH): Transition(S.PUBLIC, MANAGER, WARNED),
    (S.WITHDRAWN, C.RESTRICT): Transition(S.CONSORTIUM, MANAGER, MEMBER),
    (S.WITHDRAWN, C.RETRACT): Transition(S.DRAFT, MANAGER),
}
