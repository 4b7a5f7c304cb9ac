"""States of an agreement. Plain Python.

Source: reference state machine of technology-transfer offices: draft, review by both sides, signing, executed.
"""

from enum import StrEnum

from exchange.kernel.transitions import Table, Transition


class AgreementState(StrEnum):
    """How far an agreement is."""

    DRAFT = "draft"  # text is fixed, the document is being made
    IN_REVIEW = "in_review"  # with both legal offices
    SIGNING = "signing"  # text frozen, with the signatories
    EXECUTED = "executed"  # both seals are in place
    DECLINED = "declined"


class AgreementCommand(StrEnum):
    """What can be done to an agreement."""

    RENDER = "render"
    APPROVE = "approve"
    OPEN_SIGNING = "open_signing"
    SIGN = "sign"
    EXECUTE = "execute"
    DECLINE = "decline"


S, C = AgreementState, AgreementCommand
SYSTEM, LEGAL, SIGNATORY = frozenset({"system"}), frozenset({"legal_officer"}), frozenset({"authorised_signatory"})

TRANSITIONS: Table = {
    (S.DRAFT, C.RENDER): Transition(S.IN_REVIEW, SYSTEM),
    (S.IN_REVIEW, C.APPROVE): Transition(S.IN_REVIEW, LEGAL, ("member of a party", "once a side")),
    (S.IN_REVIEW, C.OPEN_SIGNING): Transition(S.SIGNING, SYSTEM, ("both sides approved",)),
    (S.IN_REVIEW, C.DECLINE): Transition(S.DECLINED, LEGAL, ("member of a party", "reason given")),
    (S.SIGNING, C.SIGN): Transition(S.SIGNING, SIGNATORY, ("authority valid today for the material", "once a side")),
    (S.SIGNING, C.EXECUTE): Transition(S.EXECUTED, SYSTEM, ("both signatures sealed with a timestamp",)),
    (S.SIGNING, C.DECLINE): Transition(S.DECLINED, LEGAL | SIGNATORY, ("member of a party", "reason given")),
}
