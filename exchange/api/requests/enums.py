"""Enums of the requests room."""

from exchange.api.core.enums import enum_type
from exchange.requests import rules, states

RequestState = enum_type(
    states.RequestState,
    DRAFT="A basket; nothing is held.",
    SUBMITTED="With the providers.",
    WITHDRAWN="Taken back by who asked.",
)
LineState = enum_type(
    states.LineState,
    DRAFT="In the basket.",
    REQUESTED="Held, and with the provider's committee.",
    APPROVED="The committee agreed; agreement and the rest of the gate follow.",
    DECLINED="The committee said no.",
    SHIPPED="On its way.",
    RECEIVED="Arrived, and accounted for.",
    WITHDRAWN="Taken back by who asked.",
    EXPIRED="Its hold ran out.",
    STOPPED="A donor of it withdrew consent.",
)
LineCommand = enum_type(
    states.LineCommand,
    SUBMIT="Put it before its provider, with its request.",
    APPROVE="Vote to approve it; the vote that carries it decides.",
    DECLINE="Vote to decline it; the vote that carries it decides.",
    NUDGE="Remind the committee of it.",
    RECUSE="Leave it, and what was asked of the unit with it, to the others of the committee.",
    SHIP="Let it leave, with its shipment.",
    CONFIRM_RECEIPT="Say how it arrived, with its shipment.",
    WITHDRAW="Take it back, with its request.",
    EXPIRE="End it because its hold ran out.",
    STOP="End it because a donor of it withdrew consent.",
)
Stage = enum_type(
    rules.Stage,
    BASKET="Not submitted.",
    IN_REVIEW="A committee has to decide.",
    IN_AGREEMENT="Approved; agreement, shipment or another condition of the gate is due.",
    IN_FULFILMENT="On its way.",
    RECEIVED="Everything that was approved has arrived.",
    DECLINED="Nothing was approved.",
    STOPPED="Donors withdrew consent.",
    EXPIRED="The holds ran out.",
    WITHDRAWN="Taken back by who asked.",
)
ConditionState = enum_type(
    rules.ConditionState,
    MET="In order.",
    OPEN="Somebody must act.",
    REFUSED="It cannot be met.",
)
