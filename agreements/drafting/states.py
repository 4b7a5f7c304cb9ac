"""States of an agreement. Plain Python.

Source: reference state machine of technology-transfer offices: draft, review by both sides, signing, executed.
"""

from enum import StrEnum

from exchange.kernel.transitions import Table, Transition


class AgreementState(StrEnum):
    """How far an agreement is."""

    DRAFT = "draft"  # the document is being made; or no form follows from the facts and a person must choose one
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
    VOID = "void"
    REDRAFT = "redraft"


S, C = AgreementState, AgreementCommand
SYSTEM, LEGAL, SIGNATORY = frozenset({"system"}), frozenset({"legal_officer"}), frozenset({"authorised_signatory"})

TRANSITIONS: Table = {
    (S.DRAFT, C.RENDER): Transition(S.IN_REVIEW, SYSTEM, ("has a form",)),
    (S.DRAFT, C.DECLINE): Transition(S.DECLINED, LEGAL, ("member of a party", "reason given")),
    (S.DRAFT, C.VOID): Transition(S.DECLINED, SYSTEM, ("no line of it is left",)),
    (S.DRAFT, C.REDRAFT): Transition(S.DECLINED, LEGAL, ("of the provider", "no form yet", "reason given")),
    (S.IN_REVIEW, C.APPROVE): Transition(S.IN_REVIEW, LEGAL, ("member of a party", "once a side")),
    (S.IN_REVIEW, C.OPEN_SIGNING): Transition(S.SIGNING, SYSTEM, ("both sides approved",)),
    (S.IN_REVIEW, C.DECLINE): Transition(S.DECLINED, LEGAL, ("member of a party", "reason given")),
    (S.IN_REVIEW, C.VOID): Transition(S.DECLINED, SYSTEM, ("no line of it is left",)),
    (S.SIGNING, C.SIGN): Transition(
        S.SIGNING, SIGNATORY, ("authority valid today for the material", "once a side", "in order", "signed in lately")
    ),
    (S.SIGNING, C.EXECUTE): Transition(S.EXECUTED, SYSTEM, ("both signatures sealed with a timestamp",)),
    (S.SIGNING, C.DECLINE): Transition(S.DECLINED, LEGAL | SIGNATORY, ("member of a party", "reason given")),
    (S.SIGNING, C.VOID): Transition(S.DECLINED, SYSTEM, ("no line of it is left",)),
    # The declined text stays as it is; its lines get a new agreement.
    (S.DECLINED, C.REDRAFT): Transition(S.DECLINED, LEGAL, ("of the provider", "lines are still approved")),
}
