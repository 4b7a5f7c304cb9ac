"""Who can sign, and in which words. Plain Python."""

from dataclasses import dataclass

LEVEL = "Simple electronic signature with an integrity seal"


def intent_sentence(organisation: str) -> str:
    """Return what a signatory confirms."""
    return (
        f"I have read this agreement, I am authorised to bind {organisation}, "
        f"and I sign it in the name of {organisation}."
    )


@dataclass(frozen=True, kw_only=True)
class Seat:
    """What a person is to an agreement that is open for signature.

    Args:
        name: of the party they can sign for by their role.
        is_next: whether that party is the next to sign.
        has_signed: whether it has signed already, or the person has.
        has_authority: whether the person's authority on record covers the material today.
        waits_for: name of the party that signs first.
    """

    name: str
    is_next: bool
    has_signed: bool
    has_authority: bool
    waits_for: str = ""


def obstacle_of(seat: Seat | None) -> str:
    """Return why somebody cannot sign, in one sentence; empty when they can."""
    if seat is None:
        return "An authorised signatory of a party signs."
    if seat.has_signed:
        return f"{seat.name} has signed."
    if not seat.has_authority:
        return f"No authority on record lets you bind {seat.name} for this material today."
    return "" if seat.is_next else f"{seat.waits_for} signs first."
