"""Whose turn it is with an agreement. Plain Python."""

from collections.abc import Collection, Mapping
from uuid import UUID

from agreements.drafting.states import AgreementState

PLATFORM = "The platform, which makes and seals the document"


def whose_turn(
    state: AgreementState,
    *,
    has_form: bool,
    parties: Mapping[UUID, str],
    approved: Collection[UUID],
    signed: Collection[UUID],
) -> tuple[str, ...]:
    """Return who must act next, as people are told; empty when nobody must.

    Args:
        parties: id and name of the provider, then of the recipient: the order in which they sign.
        approved, signed: ids of the parties whose legal office approved, whose signatory signed.
    """
    provider, *_ = parties.values()
    if state is AgreementState.DRAFT:
        return (PLATFORM,) if has_form else (f"The legal office of {provider}",)
    if state is AgreementState.IN_REVIEW:
        return tuple(f"The legal office of {name}" for key, name in parties.items() if key not in approved)
    if state is AgreementState.SIGNING:
        waiting = [name for key, name in parties.items() if key not in signed]
        return (f"The authorised signatory of {waiting[0]}",) if waiting else (PLATFORM,)
    return ()
